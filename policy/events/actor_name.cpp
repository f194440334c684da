#include "policy/events/actor_name.hpp"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uspoof.h>

#include <algorithm>
#include <array>

#include "config/base/assert.hpp"
#include "config/base/utf8.hpp"

namespace gdprd::policy {

namespace {

constexpr std::array<std::string_view, 3> kCallers{"uid:", "gid:", "token:"};
constexpr std::string_view kItself = "gdprd";

constexpr std::string_view kBeginsSo = "begins as gdprd's own callers do";
constexpr std::string_view kIsItself = "is gdprd's own name";
constexpr std::string_view kLooksSo = "looks like the name of one of gdprd's own callers";

icu::UnicodeString from_utf8(std::string_view text) {
    return icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

/// What a name looks like: without case, white space and what cannot be seen, and with one letter
/// for all that look like it.
icu::UnicodeString look_of(std::string_view name) {
    static const USpoofChecker* const checker = [] {
        UErrorCode status = U_ZERO_ERROR;
        const USpoofChecker* opened = uspoof_open(&status);
        GDPRD_ASSERT(U_SUCCESS(status));
        return opened;  // never closed: it is used until the process ends
    }();
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* folding = icu::Normalizer2::getNFKCCasefoldInstance(status);
    GDPRD_ASSERT(U_SUCCESS(status));
    const icu::UnicodeString folded = folding->normalize(from_utf8(name), status);
    icu::UnicodeString seen;
    for (std::int32_t i = 0; i < folded.length(); i = folded.moveIndex32(i, 1)) {
        const UChar32 c = folded.char32At(i);
        if (u_isUWhiteSpace(c) == 0) seen.append(c);
    }
    icu::UnicodeString out;
    uspoof_getSkeletonUnicodeString(checker, 0, seen, out, &status);
    GDPRD_ASSERT(U_SUCCESS(status));
    return out;
}

bool looks_like_ours(std::string_view name) {
    static const auto callers = [] {
        std::array<icu::UnicodeString, kCallers.size()> out;
        std::transform(kCallers.begin(), kCallers.end(), out.begin(), look_of);
        return out;
    }();
    static const icu::UnicodeString itself = look_of(kItself);
    const icu::UnicodeString look = look_of(name);
    return look == itself || std::any_of(callers.begin(), callers.end(), [&](const auto& caller) {
               return static_cast<bool>(look.startsWith(caller));
           });
}

}  // namespace

std::string_view why_not_an_actor(std::string_view name) {
    if (name == kItself) return kIsItself;
    if (std::any_of(kCallers.begin(), kCallers.end(),
                    [&](std::string_view caller) { return name.starts_with(caller); }))
        return kBeginsSo;
    // Most names have neither a colon nor anything but small letters.
    const bool plain = std::all_of(name.begin(), name.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '.';
    });
    if (plain && name.size() != kItself.size()) return {};
    return looks_like_ours(name) ? kLooksSo : std::string_view();
}

bool is_plain_name(std::string_view name) {
    for (std::string_view rest = name; !rest.empty();) {
        const PrintablePiece piece = next_printable(rest);
        if (!piece.as_it_was) return false;
        rest.remove_prefix(piece.length);
    }
    const icu::UnicodeString text = from_utf8(name);
    if (text.isEmpty()) return true;
    const UChar32 last = text.char32At(text.moveIndex32(text.length(), -1));
    return u_isUWhiteSpace(text.char32At(0)) == 0 && u_isUWhiteSpace(last) == 0;
}

}  // namespace gdprd::policy
