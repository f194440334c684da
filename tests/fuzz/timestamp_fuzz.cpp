#include <cstddef>
#include <cstdint>

#include "config/base/assert.hpp"
#include "config/base/crypto.hpp"
#include "config/base/crypto_timestamp.hpp"

using namespace gdprd;

/// Answers of a time-stamp authority and tokens are refused, or say what they are asked: a token
/// that is taken from an answer can be read, and is of no other digest. The seeds stamp the text
/// "gdprd" with the nonce 7.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const BytesView bytes(data, size);
    const Hash digest = crypto::sha256(as_bytes("gdprd"));
    const Hash other = crypto::sha256(as_bytes("another"));
    const auto query = crypto::make_timestamp_query(digest, 7);
    if (const auto token = crypto::take_timestamp(bytes, query)) {
        GDPRD_ASSERT(crypto::read_timestamp(*token, digest).has_value());
        GDPRD_ASSERT(!crypto::read_timestamp(*token, other).has_value());
    }
    if (const auto stamp = crypto::read_timestamp(bytes, digest)) {
        GDPRD_ASSERT(!stamp->serial.empty() && !stamp->policy.empty());
        GDPRD_ASSERT(!crypto::read_timestamp(bytes, other).has_value());
    }
    return 0;
}
