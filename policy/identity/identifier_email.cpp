#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uidna.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <utility>

#include "policy/identity/identifier_families.hpp"
#include "policy/identity/identifier_text.hpp"

namespace gdprd::policy {
namespace {

constexpr std::size_t kLocalBytesMax = 64;     // RFC 5321 §4.5.3.1.1
constexpr std::size_t kDomainBytesMax = 253;   // RFC 1035 §2.3.4 without the root
constexpr std::size_t kAddressBytesMax = 254;  // RFC 5321 §4.5.3.1.3 less the angle brackets

bool is_ascii(std::string_view text) noexcept {
    return std::all_of(text.begin(), text.end(),
                       [](char c) { return static_cast<signed char>(c) >= 0; });
}

/// atext of RFC 5322 §3.2.3, widened by RFC 6531 to any non-ASCII character.
bool is_atom_char(char c) noexcept {
    constexpr std::string_view kSpecials = "!#$%&'*+-/=?^_`{|}~";
    return text::is_alnum(c) || static_cast<signed char>(c) < 0 ||
           kSpecials.find(c) != std::string_view::npos;
}

bool is_dot_atom(std::string_view local) noexcept {
    if (local.empty() || local.front() == '.' || local.back() == '.') return false;
    if (local.find("..") != std::string_view::npos) return false;
    return std::all_of(local.begin(), local.end(),
                       [](char c) { return c == '.' || is_atom_char(c); });
}

/// The text between the quotes with its escapes undone.
std::optional<std::string> unquote(std::string_view local) {
    if (local.size() < 2 || local.front() != '"' || local.back() != '"') return std::nullopt;
    std::string out;
    for (std::size_t i = 1; i + 1 < local.size(); ++i) {
        if (local[i] == '"') return std::nullopt;
        if (local[i] == '\\') ++i;
        if (i + 1 >= local.size()) return std::nullopt;
        if (local[i] == '\x7F' || (local[i] >= 0 && local[i] < ' ')) return std::nullopt;
        out += local[i];
    }
    return out;
}

std::string quote(std::string_view content) {
    std::string out = "\"";
    for (const char c : content) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + '"';
}

/// Length of the local part of an address, or npos: up to the "@" after a quoted string, or the
/// last.
std::size_t local_size(std::string_view address) noexcept {
    if (!address.starts_with('"')) return address.rfind('@');
    for (std::size_t i = 1; i < address.size(); ++i) {
        if (address[i] == '\\')
            ++i;
        else if (address[i] == '"') {
            return i + 1 < address.size() && address[i + 1] == '@' ? i + 1 : std::string_view::npos;
        }
    }
    return std::string_view::npos;
}

bool is_host_label(std::string_view label) noexcept {
    return !label.empty() && label.size() <= 63 && label.front() != '-' && label.back() != '-' &&
           std::all_of(label.begin(), label.end(),
                       [](char c) { return text::is_alnum(c) || c == '-'; });
}

bool is_host_name(std::string_view domain) noexcept {
    std::size_t labels = 0;
    std::string_view last;
    for (;;) {
        const std::size_t dot = domain.find('.');
        last = domain.substr(0, dot);
        if (!is_host_label(last)) return false;
        ++labels;
        if (dot == std::string_view::npos) break;
        domain.remove_prefix(dot + 1);
    }
    return labels >= 2 && last.size() >= 2 && !text::all_digits(last);
}

struct IdnaClose {
    void operator()(UIDNA* idna) const noexcept { uidna_close(idna); }
};

using Idna = std::unique_ptr<UIDNA, IdnaClose>;

/// UTS #46, non-transitional; null when ICU's data is not there.
Idna open_idna() {
    UErrorCode status = U_ZERO_ERROR;
    Idna idna(uidna_openUTS46(UIDNA_CHECK_BIDI | UIDNA_CHECK_CONTEXTJ |
                                  UIDNA_NONTRANSITIONAL_TO_ASCII |
                                  UIDNA_NONTRANSITIONAL_TO_UNICODE | UIDNA_USE_STD3_RULES,
                              &status));
    return U_FAILURE(status) != 0 ? nullptr : std::move(idna);
}

/// To lower-case ASCII.
std::optional<std::string> to_ascii_domain(std::string_view domain) {
    if (is_ascii(domain) && domain.find("xn--") == std::string_view::npos) {
        return text::lower_ascii(domain);
    }
    const Idna idna = open_idna();
    if (idna == nullptr) return std::nullopt;
    UErrorCode status = U_ZERO_ERROR;
    std::string out(kDomainBytesMax + 1, '\0');
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    const std::int32_t size =
        uidna_nameToASCII_UTF8(idna.get(), domain.data(), static_cast<std::int32_t>(domain.size()),
                               out.data(), static_cast<std::int32_t>(out.size()), &info, &status);
    if (U_FAILURE(status) != 0 || info.errors != 0 || size <= 0) return std::nullopt;
    out.resize(static_cast<std::size_t>(size));
    return out;
}

/// With the letters of its international names; none when it has no such name.
std::optional<icu::UnicodeString> to_unicode_domain(std::string_view domain) {
    if (domain.find("xn--") == std::string_view::npos) return std::nullopt;
    const Idna idna = open_idna();
    if (idna == nullptr) return std::nullopt;
    UErrorCode status = U_ZERO_ERROR;
    // a label takes fewer letters than it has in ASCII, and a letter four bytes at most
    std::string out(4 * kDomainBytesMax, '\0');
    UIDNAInfo info = UIDNA_INFO_INITIALIZER;
    const std::int32_t size =
        uidna_nameToUnicodeUTF8(idna.get(), domain.data(), static_cast<std::int32_t>(domain.size()),
                                out.data(), static_cast<std::int32_t>(out.size()), &info, &status);
    if (U_FAILURE(status) != 0 || info.errors != 0 || size <= 0) return std::nullopt;
    out.resize(static_cast<std::size_t>(size));
    return icu::UnicodeString::fromUTF8(out);
}

std::string lower_local(std::string_view local) {
    if (is_ascii(local)) return text::lower_ascii(local);
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
    icu::UnicodeString folded = icu::UnicodeString::fromUTF8(
        icu::StringPiece(local.data(), static_cast<std::int32_t>(local.size())));
    folded.toLower(icu::Locale::getRoot());
    if (U_SUCCESS(status) != 0) folded = nfc->normalize(folded, status);
    std::string out;
    folded.toUTF8String(out);
    return out;
}

enum class Usual : unsigned char { other, digit, letter, hyphen, dot, special, at };

constexpr std::array<Usual, 256> kUsual = [] {
    std::array<Usual, 256> classes{};
    for (std::size_t c = 0; c < 128; ++c) {
        const char ascii = static_cast<char>(c);
        if (text::is_digit(ascii)) classes[c] = Usual::digit;
        if (text::is_alpha(ascii)) classes[c] = Usual::letter;
    }
    for (const char c : std::string_view("!#$%&'*+/=?^_`{|}~"))
        classes[static_cast<unsigned char>(c)] = Usual::special;
    classes['-'] = Usual::hyphen;
    classes['.'] = Usual::dot;
    classes['@'] = Usual::at;
    return classes;
}();

Usual class_of(char c) noexcept {
    return kUsual[static_cast<unsigned char>(c)];
}

/// Whether the text is the usual domain: two labels or more, no international name, the last one
/// not of digits.
bool is_usual_domain(std::string_view domain) noexcept {
    std::size_t begin = 0;  // of the label
    bool letters = false;
    for (std::size_t i = 0;; ++i) {
        const Usual c = i < domain.size() ? class_of(domain[i]) : Usual::dot;
        if (c == Usual::letter) {
            letters = true;
        } else if (c == Usual::dot) {
            const std::size_t size = i - begin;
            if (size == 0 || size > 63 || domain[begin] == '-' || domain[i - 1] == '-')
                return false;
            if (size > 3 && domain[begin + 2] == '-' && domain[begin + 3] == '-') return false;
            if (i == domain.size()) return begin > 0 && size >= 2 && letters;
            begin = i + 1;
            letters = false;
        } else if (c != Usual::digit && c != Usual::hyphen) {
            return false;
        }
    }
}

/// Whether it is a usual address: ASCII, a dot-atom, labels that are no international names. When
/// not, a closer look is due.
bool is_usual_address(std::string_view address) noexcept {
    if (address.size() > kAddressBytesMax) return false;
    std::size_t at = 0;
    Usual before = Usual::dot;
    for (; at < address.size(); ++at) {
        const Usual c = class_of(address[at]);
        if (c == Usual::at) break;
        if (c == Usual::other || (c == Usual::dot && before == Usual::dot)) return false;
        before = c;
    }
    if (at == address.size() || before == Usual::dot || at > kLocalBytesMax) return false;
    const std::string_view domain = address.substr(at + 1);
    return is_usual_domain(domain) && domain.size() <= kDomainBytesMax;
}

}  // namespace

IdentifierCheck check_email(std::string_view value) {
    const std::string_view address = text::trim(value);
    if (is_usual_address(address)) return IdentifierCheck::accept(text::lower_ascii(address));
    if (!text::is_utf8(address)) return IdentifierCheck::refuse("not UTF-8");
    const std::size_t at = local_size(address);
    if (at == std::string_view::npos) return IdentifierCheck::refuse("no @ after a local part");
    std::string_view local = address.substr(0, at);
    if (local.size() > kLocalBytesMax) return IdentifierCheck::refuse("local part too long");
    const auto content = unquote(local);
    if (!content && !is_dot_atom(local)) return IdentifierCheck::refuse("bad local part");
    if (content && content->empty()) return IdentifierCheck::refuse("bad local part");
    const auto domain = to_ascii_domain(address.substr(at + 1));
    if (!domain || domain->size() > kDomainBytesMax || !is_host_name(*domain)) {
        return IdentifierCheck::refuse("bad domain");
    }
    if (at + 1 + domain->size() > kAddressBytesMax) return IdentifierCheck::refuse("too long");
    std::string normal = lower_local(content ? *content : std::string(local));
    if (content && !is_dot_atom(normal)) normal = quote(normal);
    return IdentifierCheck::accept(normal + '@' + *domain);
}

std::vector<std::string> email_spellings(const std::string& normal_form) {
    std::vector<std::string> spellings{normal_form};
    const std::size_t at = normal_form.rfind('@');
    if (at == std::string::npos) return spellings;
    const auto domain = to_unicode_domain(std::string_view(normal_form).substr(at + 1));
    if (!domain) return spellings;
    const auto add = [&](const icu::UnicodeString& spelt) {
        std::string address = normal_form.substr(0, at + 1);
        spelt.toUTF8String(address);
        if (std::find(spellings.begin(), spellings.end(), address) == spellings.end())
            spellings.push_back(std::move(address));
    };
    add(*domain);
    add(icu::UnicodeString(*domain).toUpper(icu::Locale::getRoot()));
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* apart = icu::Normalizer2::getNFDInstance(status);
    if (U_FAILURE(status) != 0) return spellings;
    const icu::UnicodeString marks = apart->normalize(*domain, status);
    if (U_SUCCESS(status) != 0) add(marks);
    return spellings;
}

bool is_email(std::string_view value) {
    return is_usual_address(value) || check_email(value).valid();
}

}  // namespace gdprd::policy
