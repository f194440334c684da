#include "policy/plan/transform.hpp"

#include <re2/re2.h>

#include <algorithm>

#include "config/base/crypto.hpp"
#include "config/base/time.hpp"
#include "policy/language/decide.hpp"

namespace gdprd::policy {
namespace {

constexpr std::string_view kAlphabet = "abcdefghijklmnopqrstuvwxyz234567";  // RFC 4648 §6
constexpr std::string_view kMailHost = "@pseudonym.invalid";                // RFC 2606 §2
constexpr std::size_t kNameChars = 20;                                      ///< 100 bits
constexpr std::size_t kUuidNameChars = 24;                                  ///< 72 bits
constexpr std::size_t kUuidCheckChars = 12;                                 ///< 48 bits
constexpr std::size_t kCheckChars = 5;                                      ///< 25 bits
constexpr std::size_t kPrefixChars = 2;
constexpr std::size_t kUuidChars = 36;
constexpr std::size_t kDateChars = 10;
constexpr int kYearMin = 1;
constexpr int kYearMax = 9999;

std::string base32(BytesView bytes, std::size_t chars) {
    std::string out;
    std::uint32_t bits = 0;
    unsigned have = 0;
    for (const std::uint8_t byte : bytes) {
        bits = (bits << 8U | byte) & 0xffffU;
        have += 8;
        while (have >= 5 && out.size() < chars) {
            have -= 5;
            out += kAlphabet[bits >> have & 31U];
        }
    }
    return out;
}

std::string mac_text(const Secret& key, std::string_view label, char letter, std::string_view text,
                     std::size_t chars) {
    std::string whole(label);
    whole += letter;
    whole += '\0';
    whole += text;
    const Hash mac = crypto::hmac_sha256(key, as_bytes(whole));
    return base32(BytesView(mac), chars);
}

std::string check_of(const Secret& key, char letter, std::string_view name) {
    return mac_text(key, "check", letter, name, kCheckChars);
}

std::string mac_hex(const Secret& key, std::string_view label, char letter, std::string_view text) {
    std::string whole(label);
    whole += letter;
    whole += '\0';
    whole += text;
    return hex_encode(BytesView(crypto::hmac_sha256(key, as_bytes(whole))));
}

/// All but the last group, which is a check of the others.
std::string uuid_name_of(const Secret& key, char letter, std::string_view normal) {
    const std::string hex = mac_hex(key, "uuid", letter, normal);
    return hex.substr(0, 8) + "-" + hex.substr(8, 4) + "-8" + hex.substr(13, 3) + "-8" +
           hex.substr(17, 3) + "-";
}

std::string uuid_check_of(const Secret& key, char letter, std::string_view name) {
    return mac_hex(key, "uuid check", letter, name).substr(0, kUuidCheckChars);
}

bool is_keyed_uuid(const Secret& key, char letter, std::string_view text) {
    std::string lower(text);
    for (char& c : lower) c = c >= 'A' && c <= 'F' ? static_cast<char>(c + ('a' - 'A')) : c;
    const std::string_view name = std::string_view(lower).substr(0, kUuidNameChars);
    return lower.substr(kUuidNameChars) == uuid_check_of(key, letter, name);
}

bool is_mail(const std::optional<Category>& category) {
    return category && is_within(*category, Category("user.contact.email"));
}

bool may_hold_text(FieldType type) noexcept {
    return type == FieldType::text || type == FieldType::uuid;
}

bool may_hold_date(FieldType type) noexcept {
    return type == FieldType::text || type == FieldType::date || type == FieldType::timestamp;
}

bool is_digit(char c) noexcept {
    return c >= '0' && c <= '9';
}

/// The date that the text begins with, alone or followed by a time.
/// A time of day with fraction and zone as stores write them, and no word more: what stood behind
/// it would stay.
bool is_time(std::string_view text) {
    static const RE2 time_form(
        R"([ T]\d{1,2}:\d{2}(:\d{2}([.,]\d{1,9})?)?( ?(Z|UTC|GMT|[+-]\d{2}(:?\d{2}){0,2}))?)");
    return RE2::FullMatch(re2::StringPiece(text.data(), text.size()), time_form);
}

std::optional<Date> leading_date(std::string_view text) {
    const std::string_view rest = text.substr(std::min(kDateChars, text.size()));
    if (!rest.empty() && !is_time(rest)) return std::nullopt;
    const auto date = parse_date(text.substr(0, kDateChars));
    if (!date || static_cast<int>(date->year()) < kYearMin) return std::nullopt;
    return *date;
}

/// Midnight in the same form: " 10:30:00.25+02" → " 00:00:00.00+02".
std::string midnight(std::string_view time, ZeroFraction fraction) {
    std::string out;
    std::size_t at = 0;
    for (; at < time.size(); ++at) {
        const char c = time[at];
        if (at > 0 && !is_digit(c) && c != ':' && c != '.') break;
        if (c == '.' && fraction == ZeroFraction::goes) {
            ++at;
            while (at < time.size() && is_digit(time[at])) ++at;
            break;
        }
        out += is_digit(c) ? '0' : c;
    }
    return out.append(time.substr(at));
}

}  // namespace

std::size_t keyed_name_bytes(KeyedForm form) noexcept {
    const std::size_t text = kPrefixChars + kNameChars + kCheckChars;
    switch (form) {
        case KeyedForm::text:
            return text;
        case KeyedForm::mail:
            return text + kMailHost.size();
        case KeyedForm::uuid:
            return kUuidChars;
    }
    return text;
}

KeyedForm keyed_form(const FieldSchema& schema, const std::optional<Category>& category) {
    if (schema.type == FieldType::uuid) return KeyedForm::uuid;
    return is_mail(category) ? KeyedForm::mail : KeyedForm::text;
}

std::string find_misfit(const FieldSchema& schema, const ErasureRule& rule,
                        const std::optional<Category>& category) {
    switch (rule.action) {
        case ErasureActionKind::pseudonym:
        case ErasureActionKind::hash: {
            const std::size_t needs = keyed_name_bytes(keyed_form(schema, category));
            if (!may_hold_text(schema.type)) return "its type takes no text";
            if (schema.max_chars && *schema.max_chars < needs) {
                return "it holds " + std::to_string(*schema.max_chars) + " characters and a " +
                       std::string(to_string(rule.action)) + " has " + std::to_string(needs);
            }
            return {};
        }
        case ErasureActionKind::generalise:
            if (rule.first_chars) {
                const bool fits =
                    schema.type == FieldType::text || schema.type == FieldType::integer;
                return fits ? "" : "its type has no first characters";
            }
            return may_hold_date(schema.type) ? "" : "its type holds no dates";
        case ErasureActionKind::shift:
            return may_hold_date(schema.type) ? "" : "its type holds no dates";
        case ErasureActionKind::delete_row:
        case ErasureActionKind::null:
        case ErasureActionKind::replace:
        case ErasureActionKind::keep:
            return {};
    }
    return {};
}

std::string keyed_name(const Secret& key, char letter, std::string_view normal, KeyedForm form) {
    if (form == KeyedForm::uuid) {
        std::string uuid = uuid_name_of(key, letter, normal);
        uuid += uuid_check_of(key, letter, uuid);
        return uuid;
    }
    const std::string name = mac_text(key, "name", letter, normal, kNameChars);
    std::string out = std::string(1, letter) + '-' + name + check_of(key, letter, name);
    if (form == KeyedForm::mail) out += kMailHost;
    return out;
}

bool is_keyed_name(const Secret& key, char letter, std::string_view text, KeyedForm form) {
    if (text.size() != keyed_name_bytes(form)) return false;
    if (form == KeyedForm::uuid) return is_keyed_uuid(key, letter, text);
    if (text[0] != letter || text[1] != '-') return false;
    if (form == KeyedForm::mail && !text.ends_with(kMailHost)) return false;
    const std::string_view name = text.substr(kPrefixChars, kNameChars);
    return text.substr(kPrefixChars + kNameChars, kCheckChars) == check_of(key, letter, name);
}

std::optional<std::string> generalise_date(std::string_view text, DatePrecision precision,
                                           ZeroFraction fraction) {
    const auto date = leading_date(text);
    if (!date) return std::nullopt;
    const std::chrono::month month =
        precision == DatePrecision::year ? std::chrono::January : date->month();
    return format_date(date->year() / month / std::chrono::day(1)) +
           midnight(text.substr(kDateChars), fraction);
}

std::optional<std::string> shift_date(std::string_view text, std::chrono::days by) {
    const auto date = leading_date(text);
    if (!date) return std::nullopt;
    const Date moved{std::chrono::sys_days(*date) + by};
    const int year = static_cast<int>(moved.year());
    if (year < kYearMin || year > kYearMax) return std::nullopt;
    return format_date(moved) + std::string(text.substr(kDateChars));
}

std::chrono::days shift_of(const Secret& key, std::chrono::days most) {
    const Hash mac = crypto::hmac_sha256(key, as_bytes("days"));
    const auto span = static_cast<std::uint64_t>(most.count());
    const auto at = static_cast<std::int64_t>(get_u64(BytesView(mac)) % (2 * span));
    const std::int64_t days = at - most.count();
    return std::chrono::days(days < 0 ? days : days + 1);
}

std::string_view first_characters(std::string_view text, std::uint32_t count) {
    std::size_t at = 0;
    for (std::uint32_t seen = 0; at < text.size(); ++at) {
        const bool begins = (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
        if (begins && seen++ == count) break;
    }
    return text.substr(0, at);
}

}  // namespace gdprd::policy
