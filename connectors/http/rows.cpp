#include "connectors/http/rows.hpp"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <chrono>
#include <map>
#include <set>
#include <thread>

#include "connectors/http/json_values.hpp"

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

/// Kinds aside: a number may come as text in one answer and not in another.
bool same_bytes(const std::vector<PersonalCell>& a, const std::vector<PersonalCell>& b) {
    return std::ranges::equal(a, b, [](const PersonalCell& x, const PersonalCell& y) {
        return x.expose().bytes == y.expose().bytes;
    });
}

/// Tells rows of a collection apart; never leaves this process.
std::string handle_of(const RowKey& key) {
    std::string out;
    for (const PersonalCell& value : key.values) {
        const std::string& bytes = value.expose().bytes;
        out += std::to_string(bytes.size()) + ' ' + bytes;
    }
    return out;
}

Error cannot(const char* what, const char* which) {
    return {ErrorCode::refused, what,
            std::string("describe the service's call for it (") + which +
                "), or let the policy keep or replace what is there"};
}

}  // namespace

std::vector<std::string> HttpRows::all_fields() const {
    std::vector<std::string> out;
    out.reserve(of_->fields.size());
    for (const FieldDescription& field : of_->fields) out.push_back(field.name);
    return out;
}

Result<RowKey> HttpRows::key_of(const json::value& row) const {
    RowKey key;
    key.kind = of_->key.empty() ? KeyKind::all_fields : KeyKind::primary_key;
    key.fields = of_->key.empty() ? all_fields() : of_->key;
    key.values = read_cells(row, *of_, key.fields);
    if (key.kind == KeyKind::all_fields) return key;
    for (const PersonalCell& value : key.values)
        if (value.expose().kind == Cell::Kind::null)
            return Error(ErrorCode::invalid_argument, "a row of the answer has no key",
                         "compare the description's key with the service's answers")
                .in(of_->name);
    return key;
}

Result<void> HttpRows::each(const RowPages::Sink& sink) {
    return RowPages(*client_, *of_).each(off_loop_, of_->list, {}, sink);
}

Result<void> HttpRows::each_found(const FindDescription& find, const std::string& field,
                                  const Cell& value, const RowPages::Sink& sink) {
    TemplateValues values;
    values["value"] = PersonalCell(value);
    values["field"] = PersonalCell({Cell::Kind::text, field});
    return RowPages(*client_, *of_).each(off_loop_, find.call, std::move(values), sink);
}

TemplateValues HttpRows::values_of(const RowKey& key) {
    TemplateValues out;
    for (std::size_t i = 0; i < key.fields.size(); ++i) out["key." + key.fields[i]] = key.values[i];
    if (key.values.size() == 1) out["key"] = key.values.front();
    return out;
}

Result<void> HttpRows::at(const RowKey& key, std::size_t most,
                          const std::function<void(const json::value& row)>& take) {
    std::size_t count = 0;
    const auto one = [&](const json::value& row) -> Result<bool> {
        GDPRD_TRY_ASSIGN(const RowKey found, key_of(row));
        if (!same_bytes(found.values, key.values)) return true;
        take(row);
        return ++count < most;
    };
    if (key.fields != (of_->key.empty() ? all_fields() : of_->key))
        return Error(ErrorCode::stale, "a row key does not fit the collection",
                     "scan the store again");
    if (!of_->read) return each(one);
    GDPRD_TRY_ASSIGN(const HttpAnswer answer, client_->send(off_loop_, *of_->read, HttpPurpose::row,
                                                            values_of(key), of_->name));
    if (answer.status >= 300) {
        gone_.insert(key);
        return {};
    }
    gone_.erase(key);
    GDPRD_TRY_ASSIGN(const json::value content, parse_answer(answer.body));
    const json::value* row = find_at(content, of_->read->at);
    if (row == nullptr || !row->is_object())
        return Error(ErrorCode::invalid_argument,
                     "the answer holds no row where the description has it",
                     "compare the description with the documentation of the service's version")
            .in(of_->name);
    GDPRD_TRY_ASSIGN(const bool other, one(*row));
    if (other && count == 0 && most > 0)
        return Error(ErrorCode::conflict,
                     "the service answers with another row than the one asked "
                     "for",
                     "compare the description's key and read with the service's documentation")
            .in(of_->name);
    return {};
}

Result<void> HttpRows::each_listed_of_gone(
    const std::function<void(const RowKey& key, const json::value& row)>& take) {
    if (gone_.empty()) return {};
    std::map<std::string, const RowKey*> wanted;
    for (const RowKey& key : gone_) wanted.emplace(handle_of(key), &key);
    auto walked = each([&](const json::value& row) -> Result<bool> {
        GDPRD_TRY_ASSIGN(const RowKey key, key_of(row));
        const auto found = wanted.find(handle_of(key));
        if (found == wanted.end()) return true;
        take(*found->second, row);
        wanted.erase(found);
        return !wanted.empty();
    });
    // Rows of longer lists are found by searches alone.
    if (!walked && walked.error().code() == ErrorCode::limit_exceeded) return {};
    return walked;
}

HttpStepRows::HttpStepRows(OffLoop off_loop, HttpClient& client, const Description& description,
                           const CollectionDescription& of, std::vector<std::string> fields)
    : rows_(off_loop, client, of), description_(&description), fields_(std::move(fields)) {}

Result<std::vector<LiveRow>> HttpStepRows::rows_at(const RowKey& key, std::size_t most) {
    std::vector<LiveRow> out;
    GDPRD_TRY(rows_.at(key, most, [&](const json::value& row) {
        // rows without a key that are the same are told apart by their number here
        std::string handle = handle_of(key);
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
    for (const auto pause : kSettling) {
        std::this_thread::sleep_for(pause);
        listed = 0;
        GDPRD_TRY(rows_.each_listed_of_gone([&](const auto&, const auto&) { ++listed; }));
        if (listed == 0) return {};
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

Result<bool> HttpStepRows::check_unmoved(const RowKey& key, const LiveRow& row) {
    GDPRD_TRY_ASSIGN(const std::vector<LiveRow> now, rows_at(key, 1));
    if (now.empty()) return false;
    if (now.size() == 1 && now.front().values == row.values) return true;
    return Error(ErrorCode::stale, "a row changed while the step ran; it was left as it is",
                 "plan again")
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
    GDPRD_TRY_ASSIGN(const bool there, check_unmoved(key, row));
    if (!there) return true;  // an earlier row of the step, or somebody else, took it along
    GDPRD_TRY(rows_.client().send(rows_.off_loop(), *of.erase, HttpPurpose::erase,
                                  HttpRows::values_of(key), of.name));
    ++touched_;
    // a crash from here on leaves the row erased; the step, run again, does not find it
    for (const auto pause : kSettling) {
        std::this_thread::sleep_for(pause);
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
    GDPRD_TRY_ASSIGN(const bool there, check_unmoved(key, row));
    if (!there)
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
    GDPRD_TRY(rows_.at(after, 1, [&](const json::value& found) {
        now = read_cells(found, of, names);
        note_unnamed(found, of, unnamed_.names, unnamed_.others);
    }));
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
        if (&from == &rows_.described()) own.insert(handle_of(row.target->key));
    }
    std::uint64_t count = 0;
    HttpRows others(rows_.off_loop(), rows_.client(), from);
    GDPRD_TRY(others.each([&](const json::value& row) -> Result<bool> {
        const Cell cell = read_cell(row, field, from);
        if (cell.kind == Cell::Kind::null || !wanted.contains(cell.bytes)) return true;
        GDPRD_TRY_ASSIGN(const RowKey key, others.key_of(row));
        if (!own.contains(handle_of(key))) ++count;
        return true;
    }));
    return count;
}

}  // namespace gdprd::connectors
