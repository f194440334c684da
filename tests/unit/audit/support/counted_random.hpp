#pragma once

#include <algorithm>
#include <cstdint>
#include <span>

#include "audit/keyring.hpp"
#include "config/base/crypto.hpp"

namespace gdprd::test {

/// Not random at all: SHA-256 of a counter, so that the sample can be made again.
inline audit::RandomSource counted() {
    return [counter = std::uint64_t{0}](std::span<std::uint8_t> out) mutable {
        for (std::size_t at = 0; at < out.size(); at += 32) {
            Bytes block;
            put_u64(block, counter++);
            const Hash hash = crypto::sha256(block);
            std::copy_n(hash.begin(), std::min<std::size_t>(32, out.size() - at),
                        out.begin() + static_cast<std::ptrdiff_t>(at));
        }
    };
}

}  // namespace gdprd::test
