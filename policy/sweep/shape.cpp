#include "policy/sweep/shape.hpp"

#include <re2/re2.h>
#include <re2/set.h>

#include <cstring>
#include <memory>
#include <string>

#include "config/base/assert.hpp"
#include "policy/sweep/inside_value.hpp"

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace gdprd::policy::sweep {
namespace {

constexpr std::size_t kRemembered = 2048;
constexpr std::size_t kLane = 16;
static_assert(kShapeBytesMax % kLane == 0);

#if defined(__SSE2__)

__m128i lane_at(const char* bytes) noexcept {
    return _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes));
}

__m128i classes_of(__m128i value) noexcept {
    // The bytes from `first` on become the least signed numbers.
    const auto among = [](__m128i v, char first, int count) {
        const __m128i shifted = _mm_add_epi8(v, _mm_set1_epi8(static_cast<char>(128 - first)));
        return _mm_cmplt_epi8(shifted, _mm_set1_epi8(static_cast<char>(-128 + count)));
    };
    const __m128i small = _mm_set1_epi8(0x20);
    const __m128i folded = _mm_or_si128(value, small);
    const __m128i letter = among(folded, 'a', 26);
    const __m128i hex = among(folded, 'a', 6);
    const __m128i digit = among(value, '0', 10);
    const __m128i of_letter = _mm_or_si128(
        _mm_and_si128(value, small),
        _mm_xor_si128(_mm_set1_epi8('G'), _mm_and_si128(hex, _mm_set1_epi8('G' ^ 'A'))));
    const __m128i of_other =
        _mm_or_si128(_mm_and_si128(digit, _mm_set1_epi8('0')), _mm_andnot_si128(digit, value));
    return _mm_or_si128(_mm_and_si128(letter, of_letter), _mm_andnot_si128(letter, of_other));
}

/// Classes of 16 bytes in place; a bit for each that is not ASCII.
unsigned to_classes(char* bytes) noexcept {
    const __m128i value = lane_at(bytes);
    _mm_storeu_si128(reinterpret_cast<__m128i*>(bytes), classes_of(value));
    return static_cast<unsigned>(_mm_movemask_epi8(value));
}

/// The first and the last half of 8 to 16 bytes, which may overlap, or of 4 to 8.
template <class Half>
__m128i halves_of(const char* bytes, std::size_t size) noexcept {
    Half first = 0;
    Half last = 0;
    std::memcpy(&first, bytes, sizeof first);
    std::memcpy(&last, bytes + size - sizeof last, sizeof last);
    return _mm_set_epi64x(static_cast<std::int64_t>(last), static_cast<std::int64_t>(first));
}

bool is_of(__m128i value, __m128i shape) noexcept {
    return _mm_movemask_epi8(_mm_cmpeq_epi8(classes_of(value), shape)) == 0xFFFF;
}

/// Whether the value has this shape, without making its own; says no of fewer than four bytes.
bool has_shape(std::string_view value, const Shape& shape) noexcept {
    const std::size_t size = value.size();
    if (size != shape.size || shape.folded || size < 4) return false;
    const char* const bytes = value.data();
    const char* const classes = shape.bytes.data();
    if (size < 8)
        return is_of(halves_of<std::uint32_t>(bytes, size),
                     halves_of<std::uint32_t>(classes, size));
    if (size < kLane)
        return is_of(halves_of<std::uint64_t>(bytes, size),
                     halves_of<std::uint64_t>(classes, size));
    for (std::size_t at = 0; at + kLane < size; at += kLane) {
        if (!is_of(lane_at(bytes + at), lane_at(classes + at))) return false;
    }
    return is_of(lane_at(bytes + size - kLane), lane_at(classes + size - kLane));
}

#else

/// Whether the value has this shape, without making its own: cannot tell.
bool has_shape(std::string_view, const Shape&) noexcept {
    return false;
}

unsigned to_classes(char* bytes) noexcept {
    unsigned high = 0;
    for (std::size_t i = 0; i < kLane; ++i) {
        const auto c = static_cast<unsigned char>(bytes[i]);
        const auto folded = static_cast<unsigned char>((c | 0x20U) - 'a');
        if (folded < 26)
            bytes[i] = static_cast<char>((c & 0x20U) | (folded < 6 ? 'A' : 'G'));
        else if (static_cast<unsigned char>(c - '0') < 10)
            bytes[i] = '0';
        high |= c >> 7U;
    }
    return high;
}

#endif

/// memcpy for a few bytes, without a call.
void copy_few(char* to, const char* from, std::size_t size) noexcept {
    if (size >= kLane) {
        for (std::size_t at = 0; at + kLane <= size; at += kLane)
            std::memcpy(to + at, from + at, kLane);
        std::memcpy(to + size - kLane, from + size - kLane, kLane);
    } else if (size >= 8) {
        std::memcpy(to, from, 8);
        std::memcpy(to + size - 8, from + size - 8, 8);
    } else if (size >= 4) {
        std::memcpy(to, from, 4);
        std::memcpy(to + size - 4, from + size - 4, 4);
    } else {
        for (std::size_t i = 0; i < size; ++i) to[i] = from[i];
    }
}

bool same(const Shape& a, const Shape& b) noexcept {
    if (a.size != b.size || a.folded != b.folded) return false;
    for (std::size_t at = 0; at < a.size; at += kLane) {
        std::uint64_t word_of_a[2];
        std::uint64_t word_of_b[2];
        std::memcpy(word_of_a, a.bytes.data() + at, kLane);
        std::memcpy(word_of_b, b.bytes.data() + at, kLane);
        if (((word_of_a[0] ^ word_of_b[0]) | (word_of_a[1] ^ word_of_b[1])) != 0) return false;
    }
    return true;
}

/// No-break spaces as ' ' and Unicode hyphens as '-'; other characters stay.
void fold_unicode(Shape& shape) noexcept {
    const auto byte = [&](std::size_t i) {
        return i < shape.size ? static_cast<unsigned char>(shape.bytes[i]) : 0U;
    };
    std::size_t out = 0;
    for (std::size_t i = 0; i < shape.size; ++out) {
        if (byte(i) == 0xC2 && byte(i + 1) == 0xA0) {
            shape.bytes[out] = ' ';
            i += 2;
        } else if (byte(i) == 0xE2 && byte(i + 1) == 0x80 &&
                   (byte(i + 2) == 0xAF || (byte(i + 2) >= 0x90 && byte(i + 2) <= 0x95))) {
            shape.bytes[out] = byte(i + 2) == 0xAF ? ' ' : '-';
            i += 3;
        } else {
            shape.bytes[out] = shape.bytes[i++];
        }
    }
    std::memset(shape.bytes.data() + out, 0, shape.size - out);
    shape.folded = out != shape.size;
    shape.size = static_cast<std::uint8_t>(out);
}

const RE2::Set& all_patterns() {
    static const std::unique_ptr<const RE2::Set> set = [] {
        RE2::Options options;
        options.set_log_errors(false);
        options.set_encoding(RE2::Options::EncodingLatin1);
        options.set_max_mem(8LL << 20);
        auto patterns = std::make_unique<RE2::Set>(options, RE2::ANCHOR_BOTH);
        for (const Detector& one : detectors().first(kPatterned)) {
            const int place = patterns->Add(std::string(one.pattern), nullptr);
            GDPRD_ASSERT(place >= 0);
        }
        GDPRD_ASSERT(patterns->Compile());
        return patterns;
    }();
    return *set;
}

std::size_t slot_of(const Shape& shape) noexcept {
    std::uint64_t hash = shape.size;
    for (std::size_t at = 0; at < shape.size; at += 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, shape.bytes.data() + at, 8);
        hash = (hash ^ word) * 0x9E3779B97F4A7C15ULL;
        hash ^= hash >> 29U;
    }
    return (hash >> 20U) % kRemembered;
}

}  // namespace

Shape shape_of(std::string_view value) noexcept {
    GDPRD_ASSERT(value.size() <= kShapeBytesMax);
    Shape shape;
    shape.size = static_cast<std::uint8_t>(value.size());
    copy_few(shape.bytes.data(), value.data(), value.size());
    unsigned high = 0;
    for (std::size_t lane = 0; lane < value.size(); lane += kLane)
        high |= to_classes(shape.bytes.data() + lane);
    if (high != 0) fold_unicode(shape);
    return shape;
}

ShapeTable::ShapeTable() : table_(kRemembered) {}

const KnownShape& ShapeTable::known(const Shape& shape) {
    KnownShape& at = table_[slot_of(shape)];
    if (same(at.shape, shape)) return at;
    std::vector<int> matched;
    all_patterns().Match(re2::StringPiece(shape.bytes.data(), shape.size), &matched);
    DetectorSet patterns;
    for (const int place : matched) patterns.add(static_cast<std::size_t>(place));
    at = {shape, shape.folded || may_stand_inside(shape.text()), patterns};
    return at;
}

const KnownShape& ShapeTable::known(std::string_view value, KnownShape& last) {
    if (!has_shape(value, last.shape)) last = known(shape_of(value));
    return last;
}

}  // namespace gdprd::policy::sweep
