#include "connectors/ldap/distinguished_name.hpp"

#include <ldap.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <memory>
#include <vector>

#include "config/base/utf8.hpp"

namespace gdprd::connectors {

namespace {

constexpr std::string_view kHex = "0123456789abcdef";
/// Longer ones are no names that anybody uses.
constexpr std::size_t kNameBytes = std::size_t{64} * 1024;

struct FreeName {
    void operator()(LDAPDN dn) const noexcept { ldap_dnfree(dn); }
};
using ParsedName = std::unique_ptr<LDAPRDN, FreeName>;

std::string_view view_of(const berval& value) {
    return {value.bv_val, value.bv_len};
}

ParsedName parse(std::string_view text) {
    LDAPDN dn = nullptr;
    if (text.size() > kNameBytes || text.find('\0') != std::string_view::npos) return nullptr;
    std::string copy(text);
    berval bytes{copy.size(), copy.data()};
    if (ldap_bv2dn(&bytes, &dn, LDAP_DN_FORMAT_LDAPV3) != LDAP_SUCCESS) return nullptr;
    return ParsedName(dn);
}

/// One letter for one letter, as directory servers do: full case folding would make two of some.
std::string small_text(std::string_view text) {
    const auto source =
        icu::UnicodeString::fromUTF8({text.data(), static_cast<std::int32_t>(text.size())});
    icu::UnicodeString out;
    for (std::int32_t at = 0; at < source.length(); at = source.moveIndex32(at, 1))
        out.append(u_tolower(source.char32At(at)));
    std::string bytes;
    out.toUTF8String(bytes);
    return bytes;
}

/// Without spaces around, and with one where there were more.
std::string squeezed(std::string_view text) {
    std::string out;
    for (const char c : text)
        if (c != ' ' || (!out.empty() && out.back() != ' ')) out += c;
    if (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

std::string hex_of(std::string_view bytes) {
    std::string out = "#";
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        out += kHex[byte >> 4U];
        out += kHex[byte & 0x0fU];
    }
    return out;
}

std::string escaped(std::string_view value) {
    std::string out;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const char c = value[i];
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7f) {
            out += '\\';
            out += kHex[byte >> 4U];
            out += kHex[byte & 0x0fU];
            continue;
        }
        const bool first = i == 0 && (c == '#' || c == ' ');
        const bool last = i + 1 == value.size() && c == ' ';
        if (first || last || std::string_view("\"+,;<>\\=").find(c) != std::string_view::npos)
            out += '\\';
        out += c;
    }
    return out;
}

std::string written(const LDAPAVA& part) {
    const std::string_view value = view_of(part.la_value);
    std::string out = small_letters(view_of(part.la_attr)) + "=";
    if ((part.la_flags & LDAP_AVA_BINARY) != 0U || !valid_utf8(value)) return out + hex_of(value);
    return out + escaped(squeezed(small_text(value)));
}

std::vector<std::string> written_parts(LDAPRDN rdn) {
    std::vector<std::string> parts;
    for (std::size_t i = 0; rdn[i] != nullptr; ++i) parts.push_back(written(*rdn[i]));
    std::ranges::sort(parts);
    return parts;
}

}  // namespace

std::string small_letters(std::string_view name) {
    std::string out(name);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

std::optional<std::string> canonical_dn(std::string_view text) {
    if (text.empty()) return std::string();
    const ParsedName dn = parse(text);
    if (!dn) return std::nullopt;
    std::string out;
    for (std::size_t i = 0; dn.get()[i] != nullptr; ++i) {
        if (i > 0) out += ',';
        const auto parts = written_parts(dn.get()[i]);
        for (std::size_t at = 0; at < parts.size(); ++at) out += (at > 0 ? "+" : "") + parts[at];
    }
    return out;
}

std::optional<std::string> canonical_dn_with_uid(std::string_view text) {
    const std::size_t mark = text.ends_with("'B") ? text.rfind("#'") : std::string_view::npos;
    return canonical_dn(text.substr(0, mark));
}

bool is_at_or_below(std::string_view dn, std::string_view base) {
    if (base.empty() || dn == base) return true;
    if (dn.size() <= base.size() || !dn.ends_with(base)) return false;
    const std::size_t comma = dn.size() - base.size() - 1;
    std::size_t escapes = 0;
    while (escapes < comma && dn[comma - 1 - escapes] == '\\') ++escapes;
    return dn[comma] == ',' && escapes % 2 == 0;
}

std::set<std::string> naming_attributes(std::string_view dn) {
    std::set<std::string> out;
    const ParsedName name = parse(dn);
    if (!name || name.get()[0] == nullptr) return out;
    LDAPRDN rdn = name.get()[0];
    for (std::size_t i = 0; rdn[i] != nullptr; ++i)
        out.insert(small_letters(view_of(rdn[i]->la_attr)));
    return out;
}

}  // namespace gdprd::connectors
