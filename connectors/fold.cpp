#include "connectors/fold.hpp"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <limits>

#include "config/base/assert.hpp"

namespace gdprd::connectors {

namespace {

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_ascii_space(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
}

char ascii_lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

char ascii_upper(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

bool is_ascii_alphanumeric(char c) {
    const char lower = ascii_lower(c);
    return (c >= '0' && c <= '9') || (lower >= 'a' && lower <= 'z');
}

icu::UnicodeString decode(std::string_view text) {
    // SQLite and PostgreSQL stop at 1 GB, so this holds for every value of a store
    GDPRD_ASSERT(text.size() <= static_cast<std::size_t>(std::numeric_limits<int32_t>::max()));
    return icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())});
}

std::string fold_ascii(std::string_view text) {
    while (!text.empty() && is_ascii_space(text.front())) text.remove_prefix(1);
    while (!text.empty() && is_ascii_space(text.back())) text.remove_suffix(1);
    std::string out(text);
    std::ranges::transform(out, out.begin(), ascii_lower);
    return out;
}

}  // namespace

std::string fold(std::string_view text) {
    if (is_ascii(text)) return fold_ascii(text);
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* folding = icu::Normalizer2::getNFKCCasefoldInstance(status);
    GDPRD_ASSERT(U_SUCCESS(status));
    const icu::UnicodeString folded = folding->normalize(decode(text), status);
    GDPRD_ASSERT(U_SUCCESS(status));
    int32_t begin = 0;
    int32_t end = folded.length();
    while (begin < end && u_isUWhiteSpace(folded.charAt(begin)) != 0) ++begin;
    while (end > begin && u_isUWhiteSpace(folded.charAt(end - 1)) != 0) --end;
    std::string out;
    folded.tempSubStringBetween(begin, end).toUTF8String(out);
    return out;
}

std::string alphanumerics(std::string_view text) {
    std::string out;
    if (is_ascii(text)) {
        for (const char c : text)
            if (is_ascii_alphanumeric(c)) out += ascii_upper(c);
        return out;
    }
    const icu::UnicodeString decoded = decode(text);
    icu::UnicodeString kept;
    for (int32_t at = 0; at < decoded.length(); at = decoded.moveIndex32(at, 1)) {
        const UChar32 c = decoded.char32At(at);
        if (u_isalnum(c) != 0) kept.append(c);
    }
    kept.toUpper(icu::Locale::getRoot()).toUTF8String(out);
    return out;
}

}  // namespace gdprd::connectors
