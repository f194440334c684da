#include "policy/quality/last_change.hpp"

#include <algorithm>
#include <charconv>

#include "policy/identity/identifier_families.hpp"
#include "policy/identity/identifier_text.hpp"

namespace gdprd::policy {

namespace {

/// Letters of a name, folded: what applications call the moment of the last change. Not "changed"
/// or "actualizado" alone, which may be flags.
constexpr auto kNames = std::to_array<std::string_view>({
    "updatedat",        "updatedon",        "updatedate",        "updatetime",
    "lastupdated",      "lastupdatedat",    "lastupdate",        "lastupdatedate",
    "lastupdatetime",   "dateupdated",      "dateupd",           "updatedtime",
    "updatedts",        "modifiedat",       "modifiedon",        "modifieddate",
    "modifiedtime",     "lastmodified",     "lastmodifiedat",    "lastmodifieddate",
    "datemodified",     "modificationdate", "modificationtime",  "modifydate",
    "writedate",        "changedat",        "changedon",         "changedate",
    "changetime",       "lastchange",       "lastchanged",       "lastchangedat",
    "geaendertam",      "geandertam",       "aenderungsdatum",   "anderungsdatum",
    "letzteaenderung",  "letzteanderung",   "aktualisiertam",    "modifiele",
    "datemodification", "datemodif",        "datemaj",           "majle",
    "datemiseajour",    "misajourle",       "fechamodificacion", "fechaactualizacion",
    "modificadoen",     "actualizadoen",    "datamodifica",      "modificatoil",
    "aggiornatoil",     "gewijzigdop",      "wijzigingsdatum",   "bijgewerktop",
    "atualizadoem",     "dataalteracao",    "datamodificacao",   "alteradoem",
    "datamodyfikacji",
});
constexpr std::int64_t kSecondsMin = 100'000'000;    // 1973
constexpr std::int64_t kSecondsMax = 9'999'999'999;  // 2286
constexpr std::int64_t kMillisecondsMin = 100'000'000'000;
constexpr std::int64_t kPerSecond = 1000;

std::string letters_of(std::string_view name) {
    std::string out;
    for (const char c : text::lower_ascii(name))
        if (text::is_alpha(c)) out.push_back(c);
    return out;
}

bool can_hold_a_moment(FieldType type) {
    switch (type) {
        case FieldType::date:
        case FieldType::timestamp:
        case FieldType::text:
        case FieldType::integer:
        case FieldType::numeric:
        case FieldType::other:
            return true;
        case FieldType::real:
        case FieldType::boolean:
        case FieldType::time:
        case FieldType::uuid:
        case FieldType::json:
        case FieldType::bytes:
        case FieldType::inet:
        case FieldType::array:
            return false;
    }
    return false;
}

std::optional<std::chrono::sys_days> day_of_count(std::string_view digits) {
    std::int64_t count = 0;
    const auto* end = digits.data() + digits.size();
    const auto parsed = std::from_chars(digits.data(), end, count);
    if (parsed.ec != std::errc() || parsed.ptr != end) return std::nullopt;
    if (count >= kMillisecondsMin) count /= kPerSecond;
    if (count < kSecondsMin || count > kSecondsMax) return std::nullopt;
    return std::chrono::floor<std::chrono::days>(
        std::chrono::sys_seconds(std::chrono::seconds(count)));
}

std::optional<std::chrono::sys_days> day_of(const Cell& cell) {
    constexpr std::size_t kIsoDateBytes = 10;
    constexpr std::size_t kCompactDateBytes = 8;
    const std::string_view text = text::trim(cell.bytes);
    if (text::all_digits(text) && text.size() != kCompactDateBytes) return day_of_count(text);
    const auto date = check_date(text.substr(0, kIsoDateBytes));
    if (!date.valid()) return std::nullopt;
    const auto parsed = parse_date(date.normal_form.expose());
    if (!parsed) return std::nullopt;
    return std::chrono::sys_days(*parsed);
}

}  // namespace

std::optional<std::string> find_last_change(const CollectionSchema& collection) {
    std::optional<std::string> found;
    for (const auto& field : collection.fields) {
        const std::string name = letters_of(field.name);
        if (!can_hold_a_moment(field.type) ||
            std::find(kNames.begin(), kNames.end(), name) == kNames.end())
            continue;
        if (found) return std::nullopt;
        found = field.name;
    }
    return found;
}

AgeCounter::AgeCounter(std::string field, Date today) {
    out_.field = std::move(field);
    for (std::size_t i = 0; i < before_.size(); ++i) {
        auto day = today - std::chrono::years(LastChange::kYears[i]);
        if (!day.ok()) day = day.year() / day.month() / std::chrono::last;  // 29 February
        before_[i] = std::chrono::sys_days(day);
    }
}

void AgeCounter::add(const Cell& cell) {
    ++rows_;
    const auto day =
        cell.kind == Cell::Kind::null ? std::optional<std::chrono::sys_days>() : day_of(cell);
    if (!day) {
        ++out_.unknown;
        return;
    }
    for (std::size_t i = 0; i < before_.size(); ++i)
        if (*day < before_[i]) ++out_.older[i];
}

std::optional<LastChange> AgeCounter::finish() && {
    if (rows_ == 0 || out_.unknown * 2 > rows_) return std::nullopt;
    return std::move(out_);
}

}  // namespace gdprd::policy
