#include "policy/plan/empty_value.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include "config/base/bytes.hpp"
#include "policy/identity/identifier_text.hpp"

namespace gdprd::policy {
namespace {

constexpr std::string_view kErased = "erased";
constexpr std::string_view kErasedMail = "erased@erased.invalid";
constexpr std::size_t kUniqueHex = 12;
constexpr std::uint64_t kUniqueIntegers = 1'000'000'000;
constexpr std::uint64_t kUniqueFew = 1'000;  ///< a type with fewer values has none to spare

/// Listed values that say nothing, the best first.
constexpr std::array<std::string_view, 12> kSayNothing{
    "",   "erased", "deleted",   "unknown",     "none",          "n/a",
    "na", "other",  "undefined", "unspecified", "not specified", "-"};

/// Fits the field's length; a shorter text stands for the same.
std::string cut(std::string_view text, const FieldSchema& field) {
    return std::string(text.substr(0, field.max_chars ? *field.max_chars : text.size()));
}

/// "int" of "int(10) unsigned", in small letters.
std::string word_of(const FieldSchema& field) {
    const std::string declared = text::lower_ascii(text::trim(field.declared_type));
    return declared.substr(0, declared.find_first_of(" ("));
}

std::optional<std::size_t> length_of(const FieldSchema& field) {
    const std::string_view declared = field.declared_type;
    const std::size_t open = declared.find('(');
    if (open == std::string_view::npos) return std::nullopt;
    std::size_t out = 0;
    const auto [end, error] =
        std::from_chars(declared.data() + open + 1, declared.data() + declared.size(), out);
    const bool closes = end != declared.data() + declared.size() && *end == ')';
    return error == std::errc() && closes ? std::optional(out) : std::nullopt;
}

/// As the store prints the end of a time: ".000" of MariaDB's "timestamp(3)", the zone of
/// PostgreSQL's "timestamp with time zone".
std::string end_of_time(const FieldSchema& field, ValueDialect dialect) {
    constexpr std::size_t kMost = 6;
    if (dialect == ValueDialect::postgres)
        return field.declared_type.ends_with("with time zone") ? "+00" : "";
    const auto digits = dialect == ValueDialect::mariadb ? length_of(field) : std::nullopt;
    return digits && *digits > 0 && *digits <= kMost ? "." + std::string(*digits, '0') : "";
}

std::string no_address(const FieldSchema& field) {
    const std::string word = word_of(field);
    if (word == "inet6") return "::";
    if (word == "cidr") return "0.0.0.0/32";
    if (word == "macaddr") return "00:00:00:00:00:00";
    return word == "macaddr8" ? "00:00:00:00:00:00:00:00" : "0.0.0.0";
}

/// With as many digits behind the point as the store shows.
std::optional<Cell> numeric_value(const FieldSchema& field, ValueDialect dialect) {
    constexpr std::size_t kMost = 100;
    if (dialect == ValueDialect::plain) return Cell{Cell::Kind::text, "0"};
    if (dialect == ValueDialect::sqlite) return Cell{Cell::Kind::integer, "0"};
    if (word_of(field) == "money") return std::nullopt;  // written as the server's language does
    const std::string_view declared = field.declared_type;
    const std::size_t comma = declared.find(',');
    std::size_t digits = 0;
    if (comma != std::string_view::npos)
        std::from_chars(declared.data() + comma + 1, declared.data() + declared.size(), digits);
    return Cell{Cell::Kind::real,
                digits == 0 || digits > kMost ? "0" : "0." + std::string(digits, '0')};
}

std::optional<Cell> text_value(const FieldSchema& field, bool mail) {
    if (word_of(field) == "set" && listed_values(field.declared_type))
        return Cell{Cell::Kind::text, ""};  // the empty set is one of every type
    if (const auto listed = listed_values(field.declared_type)) {
        for (const std::string_view none : kSayNothing)
            for (const std::string& one : *listed)
                if (text::lower_ascii(one) == none) return Cell{Cell::Kind::text, one};
        return std::nullopt;
    }
    const bool fits = !field.max_chars || *field.max_chars >= kErasedMail.size();
    return Cell{Cell::Kind::text, cut(mail && fits ? kErasedMail : kErased, field)};
}

/// The largest number that a type of whole numbers holds; none where it has no such bound, or none
/// that matters here.
std::optional<std::uint64_t> largest_of(const FieldSchema& field) {
    constexpr std::array<std::pair<std::string_view, unsigned>, 8> kBits{{{"tinyint", 8},
                                                                          {"smallint", 16},
                                                                          {"int2", 16},
                                                                          {"mediumint", 24},
                                                                          {"int", 32},
                                                                          {"integer", 32},
                                                                          {"bigint", 64},
                                                                          {"int8", 64}}};
    const auto* const found =
        std::find_if(kBits.begin(), kBits.end(),
                     [word = word_of(field)](const auto& one) { return one.first == word; });
    if (found == kBits.end()) return std::nullopt;
    const bool is_unsigned =
        text::lower_ascii(field.declared_type).find("unsigned") != std::string::npos;
    const unsigned bits = found->second - (is_unsigned ? 0U : 1U);
    return std::numeric_limits<std::uint64_t>::max() >> (64U - bits);
}

/// Below zero, where programs give no numbers; of an unsigned type from its upper end.
std::optional<Cell> unique_integer(const FieldSchema& field, ValueDialect dialect,
                                   std::uint64_t random) {
    const std::string word = word_of(field);
    if (word == "year" || word == "bit") return std::nullopt;
    // SQLite looks away from the word, and its integers have 63 bits and a sign.
    const bool is_unsigned =
        dialect == ValueDialect::mariadb &&
        text::lower_ascii(field.declared_type).find("unsigned") != std::string::npos;
    const auto largest = largest_of(field);
    const std::uint64_t room = std::min(largest.value_or(kUniqueIntegers), kUniqueIntegers);
    if (room < kUniqueFew) return std::nullopt;
    // the upper half of what a small type holds
    const std::uint64_t number = random % (is_unsigned && room < kUniqueIntegers ? room / 2 : room);
    if (!is_unsigned) return Cell{Cell::Kind::integer, "-" + std::to_string(number + 1)};
    return Cell{Cell::Kind::integer,
                std::to_string(largest.value_or(2 * kUniqueIntegers) - number)};
}

}  // namespace

std::optional<std::vector<std::string>> listed_values(std::string_view declared_type) {
    const std::string lowered = text::lower_ascii(declared_type);
    const bool lists = lowered.starts_with("enum('") || lowered.starts_with("set('");
    if (!lists || !declared_type.ends_with(')')) return std::nullopt;
    std::vector<std::string> out;
    std::size_t at = declared_type.find('\'');
    while (at < declared_type.size() && declared_type[at] == '\'') {
        std::string& one = out.emplace_back();
        for (++at; at < declared_type.size(); ++at) {
            if (declared_type[at] == '\'' && declared_type.substr(at + 1).starts_with('\''))
                ++at;
            else if (declared_type[at] == '\'')
                break;
            one += declared_type[at];
        }
        at = declared_type.find_first_not_of(", ", std::min(at + 1, declared_type.size()));
    }
    return out;
}

ValueDialect dialect_of(std::string_view server) noexcept {
    if (server.starts_with("SQLite")) return ValueDialect::sqlite;
    if (server.starts_with("PostgreSQL")) return ValueDialect::postgres;
    return server.starts_with("MariaDB") ? ValueDialect::mariadb : ValueDialect::plain;
}

std::optional<Cell> empty_value(const FieldSchema& field, ValueDialect dialect, bool mail) {
    switch (field.type) {
        case FieldType::integer:
            return Cell{Cell::Kind::integer, "0"};
        case FieldType::real:
            return Cell{Cell::Kind::real, "0"};
        case FieldType::numeric:
            return numeric_value(field, dialect);
        case FieldType::text:
            return text_value(field, mail);
        case FieldType::date:
            return Cell{Cell::Kind::text, "1900-01-01"};
        case FieldType::timestamp: {
            // MariaDB's TIMESTAMP begins with 1970, in whatever zone
            const bool late = dialect == ValueDialect::mariadb && word_of(field) == "timestamp";
            return Cell{Cell::Kind::text, (late ? "1970-01-02 00:00:00" : "1900-01-01 00:00:00") +
                                              end_of_time(field, dialect)};
        }
        case FieldType::time:
            return Cell{Cell::Kind::text, "00:00:00" + end_of_time(field, dialect)};
        case FieldType::uuid:
            return Cell{Cell::Kind::text, "00000000-0000-0000-0000-000000000000"};
        case FieldType::json:
            return Cell{Cell::Kind::text, "{}"};
        case FieldType::bytes: {
            // one of a fixed length is filled up with zeros
            const bool fixed = dialect == ValueDialect::mariadb && word_of(field) == "binary";
            const auto length = fixed ? length_of(field) : std::nullopt;
            return Cell{Cell::Kind::blob, std::string(length.value_or(0), '\0')};
        }
        case FieldType::inet:
            return Cell{Cell::Kind::text, no_address(field)};
        case FieldType::array:
            return Cell{Cell::Kind::text, "{}"};
        case FieldType::boolean:
        case FieldType::other:
            return std::nullopt;
    }
    return std::nullopt;
}

std::optional<Cell> unique_empty_value(const FieldSchema& field, ValueDialect dialect, bool mail,
                                       const Hash& random) {
    const std::string hex = hex_encode(BytesView(random));
    switch (field.type) {
        case FieldType::integer:
            return unique_integer(field, dialect, get_u64(BytesView(random)));
        case FieldType::uuid:
            return Cell{Cell::Kind::text, hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-4" +
                                              hex.substr(13, 3) + "-8" + hex.substr(17, 3) + "-" +
                                              hex.substr(20, 12)};
        case FieldType::text: {
            if (listed_values(field.declared_type)) return std::nullopt;
            const std::string text =
                "erased-" + hex.substr(0, kUniqueHex) + (mail ? "@erased.invalid" : "");
            const bool fits = !field.max_chars || text.size() <= *field.max_chars;
            return Cell{Cell::Kind::text, fits ? text : hex.substr(0, *field.max_chars)};
        }
        case FieldType::real:
        case FieldType::numeric:
        case FieldType::boolean:
        case FieldType::date:
        case FieldType::timestamp:
        case FieldType::time:
        case FieldType::json:
        case FieldType::bytes:
        case FieldType::inet:
        case FieldType::array:
        case FieldType::other:
            return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace gdprd::policy
