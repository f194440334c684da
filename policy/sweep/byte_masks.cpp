#include "policy/sweep/byte_masks.hpp"

#include "config/base/assert.hpp"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace gdprd::policy::sweep {
namespace {

void mark_scalar(const char* bytes, Marks marks, std::span<BlockMasks> out) noexcept {
    for (BlockMasks& block : out) {
        block = {};
        for (std::size_t i = 0; i < kBlockBytes; ++i, ++bytes) {
            const std::uint64_t bit = std::uint64_t{1} << i;
            if (*bytes >= '0' && *bytes <= '9') block.digit |= bit;
            if (*bytes == '@') block.at |= bit;
            if (*bytes == ':') block.colon |= bit;
            if (*bytes == marks.first || *bytes == marks.second) block.mark |= bit;
        }
    }
}

#if defined(__x86_64__)

std::uint64_t bits16(__m128i lanes) noexcept {
    return static_cast<std::uint16_t>(_mm_movemask_epi8(lanes));
}

void mark_sse2(const char* bytes, Marks marks, std::span<BlockMasks> out) noexcept {
    const __m128i at = _mm_set1_epi8('@');
    const __m128i colon = _mm_set1_epi8(':');
    const __m128i first = _mm_set1_epi8(marks.first);
    const __m128i second = _mm_set1_epi8(marks.second);
    // '0' … '9' become the ten least signed numbers
    const __m128i shift = _mm_set1_epi8(static_cast<char>(128 - '0'));
    const __m128i ten = _mm_set1_epi8(-128 + 10);
    for (BlockMasks& block : out) {
        block = {};
        for (unsigned part = 0; part < 4; ++part, bytes += 16) {
            const __m128i v = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes));
            const unsigned by = part * 16;
            block.digit |= bits16(_mm_cmplt_epi8(_mm_add_epi8(v, shift), ten)) << by;
            block.at |= bits16(_mm_cmpeq_epi8(v, at)) << by;
            block.colon |= bits16(_mm_cmpeq_epi8(v, colon)) << by;
            block.mark |= bits16(_mm_or_si128(_mm_cmpeq_epi8(v, first), _mm_cmpeq_epi8(v, second)))
                          << by;
        }
    }
}

__attribute__((target("avx2"))) std::uint64_t bits32(__m256i lanes) noexcept {
    return static_cast<std::uint32_t>(_mm256_movemask_epi8(lanes));
}

__attribute__((target("avx2"))) void mark_avx2(const char* bytes, Marks marks,
                                               std::span<BlockMasks> out) noexcept {
    const __m256i at = _mm256_set1_epi8('@');
    const __m256i colon = _mm256_set1_epi8(':');
    const __m256i first = _mm256_set1_epi8(marks.first);
    const __m256i second = _mm256_set1_epi8(marks.second);
    const __m256i shift = _mm256_set1_epi8(static_cast<char>(128 - '0'));
    const __m256i ten = _mm256_set1_epi8(-128 + 10);
    for (BlockMasks& block : out) {
        const __m256i low = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes));
        const __m256i high = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes + 32));
        block.digit = bits32(_mm256_cmpgt_epi8(ten, _mm256_add_epi8(low, shift))) |
                      bits32(_mm256_cmpgt_epi8(ten, _mm256_add_epi8(high, shift))) << 32U;
        block.at = bits32(_mm256_cmpeq_epi8(low, at)) | bits32(_mm256_cmpeq_epi8(high, at)) << 32U;
        block.colon = bits32(_mm256_cmpeq_epi8(low, colon)) | bits32(_mm256_cmpeq_epi8(high, colon))
                                                                  << 32U;
        block.mark =
            bits32(_mm256_or_si256(_mm256_cmpeq_epi8(low, first), _mm256_cmpeq_epi8(low, second))) |
            bits32(_mm256_or_si256(_mm256_cmpeq_epi8(high, first), _mm256_cmpeq_epi8(high, second)))
                << 32U;
        bytes += kBlockBytes;
    }
}

#endif

}  // namespace

bool usable(Gate gate) noexcept {
    if (gate == Gate::scalar) return true;
#if defined(__x86_64__)
    return gate == Gate::sse2 || __builtin_cpu_supports("avx2") != 0;
#else
    return false;
#endif
}

Gate best_gate() noexcept {
    if (usable(Gate::avx2)) return Gate::avx2;
    return usable(Gate::sse2) ? Gate::sse2 : Gate::scalar;
}

void mark_blocks(Gate gate, const char* bytes, Marks marks, std::span<BlockMasks> out) noexcept {
    GDPRD_ASSERT(usable(gate));
#if defined(__x86_64__)
    if (gate == Gate::avx2) return mark_avx2(bytes, marks, out);
    if (gate == Gate::sse2) return mark_sse2(bytes, marks, out);
#endif
    mark_scalar(bytes, marks, out);
}

}  // namespace gdprd::policy::sweep
