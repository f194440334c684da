#include <cstddef>
#include <cstdint>

#include "audit/tile_paths.hpp"
#include "audit/verifier_resume.hpp"
#include "config/base/assert.hpp"

using namespace gdprd;
using namespace gdprd::audit;

namespace {

/// A path is refused, or is exactly what it would be written as.
void path_round_trips(BytesView input) {
    const auto path = parse_tile_path(as_text(input));
    if (path) GDPRD_ASSERT(to_string(*path) == as_text(input));
}

/// Parts that were taken make up all of the bytes.
void bundles_add_up(BytesView input) {
    if (input.empty()) return;
    const unsigned count = 1U + input[0];
    const BytesView bytes = input.subspan(1);
    std::uint64_t offset = 0;
    const auto sum = [&](const std::vector<BytesView>& parts, std::size_t head) {
        GDPRD_ASSERT(parts.size() == count && offset == bytes.size());
        std::size_t total = 0;
        for (const BytesView part : parts) total += head + part.size();
        GDPRD_ASSERT(total == bytes.size());
    };
    if (const auto leaves = parse_bundle(bytes, count, offset)) sum(*leaves, 2);
    GDPRD_ASSERT(offset <= bytes.size());
    if (const auto payloads = parse_payloads(bytes, count, offset)) sum(*payloads, 4);
    GDPRD_ASSERT(offset <= bytes.size());
}

/// Its checksum is only against accidents: what somebody made fit is refused, or round-trips.
void resume_point_round_trips(BytesView input) {
    static const auto kKey = parse_vkey(
        "example.org/gdprd-sample+91a617c7+AfJuAJM2ZpJ5vW4UEw57+NLDbtDYKTfmBNziFByFYkdL");
    Bytes file(input.begin(), input.end());
    put_bytes(file, crypto::sha256(input));
    const auto point = parse_resume_point(file, *kKey);
    if (!point) return;
    const auto again = parse_resume_point(encode_resume_point(*point, *kKey), *kKey);
    GDPRD_ASSERT(again.has_value() && again->before.root() == point->before.root());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const BytesView input(data, size);
    path_round_trips(input);
    bundles_add_up(input);
    resume_point_round_trips(input);
    return 0;
}
