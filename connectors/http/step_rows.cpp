#include "connectors/http/step_rows.hpp"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <chrono>
namespace gdprd::connectors {

namespace {

namespace json = boost::json;
using policy::Cell;
using policy::KeyKind;
using policy::PersonalCell;
using policy::RowKey;
using namespace std::chrono_literals;

/// Some services delete a moment after they said so.
constexpr std::array kSettling{0ms, 200ms, 800ms};
/// Some tell the number of rows from a cache.
constexpr std::array kListSettling{0ms, 200ms, 800ms, 2000ms, 3000ms};

Error cannot(const char* what, const char* which) {
    return {ErrorCode::refused, what,
            std::string("describe the service's call for it (") + which +
                "), or let the policy keep or replace what is there"};
}

/// Whether one of the members holds the other, or is it.
bool overlap(const std::string& a, const std::string& b) {
    return a == b || a.starts_with(b + '/') || b.starts_with(a + '/');
}

/// Whether an update of a field may change the other one.
bool goes_with(const FieldDescription& field, const FieldDescription& written) {
    return overlap(field.at, written.at) ||
           std::ranges::count(field.computed_from, written.name) > 0;
}

}  // namespace

HttpStepRows::HttpStepRows(OffLoop off_loop, HttpClient& client, const Description& description,
                           const CollectionDescription& of, std::vector<std::string> fields,
                           HttpRows::Use use)
    : rows_(off_loop, client, of, use), description_(&description), fields_(std::move(fields)) {}

Result<std::vector<LiveRow>> HttpStepRows::rows_at(const RowKey& key, std::size_t most) {
    std::vector<LiveRow> out;
    GDPRD_TRY(rows_.at(key, most, [&](const json::value& row) {
        // rows without a key that are the same are told apart by their number here
        std::string handle = HttpRows::handle_of(key);
        if (key.kind == KeyKind::all_fields) handle += '#' + std::to_string(out.size());
        out.push_back({std::move(handle), read_cells(row, rows_.described(), fields_)});
    }));
    return out;
}

Result<void> HttpStepRows::add_listed(policy::RowSet& into) {
    return rows_.each_listed_of_gone([&](const RowKey& key, const json::value& row) {
        into.rows.push_back({key, read_cells(row, rows_.described(), fields_)});
    });
}

Result<void> HttpStepRows::check_gone() {
    std::uint64_t listed = 0;
    std::size_t looks = 0;
    for (const auto pause : kListSettling) {
        GDPRD_TRY(rows_.client().wait(pause));
        listed = 0;
        auto walked = rows_.each_listed_of_gone([&](const auto&, const auto&) { ++listed; });
        const bool last = ++looks == kListSettling.size();
        if (!walked && (last || walked.error().code() != ErrorCode::unavailable)) return walked;
        if (walked && listed == 0) return {};
        if (walked && looks >= kSettling.size()) break;
    }
    return Error(ErrorCode::conflict,
                 "the service answers nothing for the keys of " + std::to_string(listed) +
                     (listed == 1 ? " row that it still lists" : " rows that it still lists"),
                 "compare the description's read with the service's documentation, and look "
                 "whether it only hides what it deletes")
        .in(rows_.described().name);
}

/// Only asked for rows with a number of their own, which no service has.
Result<void> HttpStepRows::scan(const std::function<bool(LiveRow&& row)>& /*visit*/) {
    return {};
}

Result<std::optional<HttpStepRows::Cells>> HttpStepRows::read_unmoved(const RowKey& key,
                                                                      const LiveRow& row) {
    std::optional<Cells> whole;
    Cells now;
    GDPRD_TRY(rows_.at(key, 1, [&](const json::value& found) {
        now = read_cells(found, rows_.described(), fields_);
        whole = read_cells(found, rows_.described(), rows_.all_fields());
    }));
    if (!whole || now == row.values) return whole;
    return Error(ErrorCode::stale, "a row changed while the step ran; it was left as it is",
                 "plan again")
        .in(rows_.described().name);
}

Result<void> HttpStepRows::check_kept(const Cells& before, const Cells& now,
                                      const std::vector<FieldChange>& written) {
    const std::vector<FieldDescription>& fields = rows_.described().fields;
    std::string names;
    for (std::size_t i = 0; i < fields.size(); ++i) {
        const FieldDescription& field = fields[i];
        const bool may_change =
            field.computed || std::ranges::any_of(written, [&](const FieldChange& change) {
                return goes_with(field, *change.field);
            });
        if (may_change || before[i] == now[i]) continue;
        strayed_.push_back(field.name);
        names += (names.empty() ? "" : ", ") + field.name;
    }
    if (names.empty()) return {};
    return Error(ErrorCode::conflict, "the service changed fields that were to stay: " + names)
        .in(rows_.described().name);
}

Result<bool> HttpStepRows::remove(const RowKey& key, const LiveRow& row) {
    const CollectionDescription& of = rows_.described();
    // the step before this one erased what they go along with; the row should not be here
    if (const FieldReference* with = of.goes_along_with(); with != nullptr && !of.erase)
        return Error(ErrorCode::refused,
                     "rows that go along with those of " + with->collection +
                         " are still there: the service erases them in no other way",
                     "look in the service whether the row that they refer to is gone, and plan "
                     "again; gdprd-http(5), on_delete, says when a plan may erase it")
            .in(of.name);
    if (!of.erase || key.kind != KeyKind::primary_key)
        return cannot("rows of this collection cannot be erased over the service", "erase");
    GDPRD_TRY_ASSIGN(const auto there, read_unmoved(key, row));
    if (!there) return true;  // an earlier row of the step, or somebody else, took it along
    GDPRD_TRY(rows_.client().send(rows_.off_loop(), *of.erase, HttpPurpose::erase,
                                  HttpRows::values_of(key), of.name));
    ++touched_;
    // a crash from here on leaves the row erased; the step, run again, does not find it
    for (const auto pause : kSettling) {
        GDPRD_TRY(rows_.client().wait(pause));
        GDPRD_TRY_ASSIGN(const std::vector<LiveRow> still, rows_at(key, 1));
        if (still.empty()) return true;
    }
    return false;
}

Result<std::optional<std::vector<PersonalCell>>> HttpStepRows::write(
    const RowKey& key, const LiveRow& row, const std::vector<Assignment>& changes) {
    const CollectionDescription& of = rows_.described();
    if (!of.update || key.kind != KeyKind::primary_key)
        return cannot("rows of this collection cannot be changed over the service", "update");
    std::vector<FieldChange> described;
    std::vector<std::string> names;
    for (const Assignment& change : changes) {
        const FieldDescription* field = of.find_field(change.field);
        if (field == nullptr || field->write.empty())
            return cannot("a field cannot be changed over the service", "write");
        described.push_back({field, PersonalCell(change.value)});
        names.push_back(change.field);
    }
    GDPRD_TRY_ASSIGN(const auto before, read_unmoved(key, row));
    if (!before)
        return Error(ErrorCode::stale, "a row went while the step ran", "plan again").in(of.name);
    const TemplateValues values = HttpRows::values_of(key);
    GDPRD_TRY_ASSIGN(std::string body, update_body(*of.update, values, described));
    GDPRD_TRY(rows_.client().send(rows_.off_loop(), *of.update, HttpPurpose::update, values,
                                  of.name, std::move(body)));
    ++touched_;
    std::optional<std::vector<PersonalCell>> now;
    RowKey after = key;
    for (const Assignment& change : changes) {
        const auto at = std::ranges::find(after.fields, change.field);
        if (at != after.fields.end())
            after.values[static_cast<std::size_t>(at - after.fields.begin())] =
                PersonalCell(change.value);
    }
    Cells whole;
    GDPRD_TRY(rows_.at(after, 1, [&](const json::value& found) {
        now = read_cells(found, of, names);
        whole = read_cells(found, of, rows_.all_fields());
        note_unnamed(found, of, unnamed_.names, unnamed_.others);
    }));
    if (now) GDPRD_TRY(check_kept(*before, whole, described));
    return now;
}

/// Described references alone: the service has others, which nobody sees from here.
Result<std::uint64_t> HttpStepRows::count_dragged(const std::vector<StepRow>& rows,
                                                  const std::vector<std::string>& written) {
    std::uint64_t count = 0;
    if (!written.empty()) return count;
    for (const CollectionDescription& from : description_->collections) {
        for (const FieldDescription& field : from.fields) {
            const bool drags = field.references &&
                               field.references->collection == rows_.described().name &&
                               field.references->on_delete != policy::OnDelete::no_action &&
                               field.references->on_delete != policy::OnDelete::along;
            if (!drags) continue;
            GDPRD_TRY_ASSIGN(const std::uint64_t more, count_referrers(from, field, rows));
            count += more;
        }
    }
    return count;
}

Result<std::uint64_t> HttpStepRows::count_referrers(const CollectionDescription& from,
                                                    const FieldDescription& field,
                                                    const std::vector<StepRow>& rows) {
    const auto at =
        field.references ? std::ranges::find(fields_, field.references->field) : fields_.end();
    if (at == fields_.end()) return std::uint64_t{0};
    std::set<std::string> wanted;
    std::set<std::string> own;
    for (const StepRow& row : rows) {
        const auto place = static_cast<std::size_t>(at - fields_.begin());
        wanted.insert(row.live.values[place].expose().bytes);
        if (&from == &rows_.described()) own.insert(HttpRows::handle_of(row.target->key));
    }
    std::uint64_t count = 0;
    HttpRows others(rows_.off_loop(), rows_.client(), from);
    GDPRD_TRY(others.each([&](const json::value& row) -> Result<bool> {
        const Cell cell = read_cell(row, field, from);
        if (cell.kind == Cell::Kind::null || !wanted.contains(cell.bytes)) return true;
        GDPRD_TRY_ASSIGN(const RowKey key, others.key_of(row));
        if (!own.contains(HttpRows::handle_of(key))) ++count;
        return true;
    }));
    return count;
}

}  // namespace gdprd::connectors
