#include "connectors/files/rows.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "config/base/assert.hpp"
#include "config/limits.hpp"

namespace gdprd::connectors {

namespace {

using policy::Cell;
using policy::KeyKind;
using policy::PersonalCell;
using policy::RowKey;

std::uint64_t number_of(const LiveRow& row) {
    std::uint64_t out = 0;
    std::from_chars(row.handle.data(), row.handle.data() + row.handle.size(), out);
    return out;
}

}  // namespace

FileStepRows::FileStepRows(const FileLayout& layout, int descriptor, const Call& call,
                           std::vector<std::size_t> fields)
    : layout_(&layout), descriptor_(descriptor), call_(&call), fields_(std::move(fields)) {}

std::optional<std::vector<std::size_t>> FileStepRows::places_of(const RowKey& key) const {
    if (key.fields.empty() || key.kind == KeyKind::rowid) return std::nullopt;
    auto out = layout_->places_of(key.fields);
    if (!out) return std::nullopt;
    return std::move(*out);
}

LiveRow FileStepRows::live(std::uint64_t number, const std::vector<Cell>& row) const {
    LiveRow out{std::to_string(number), {}};
    out.values.reserve(fields_.size());
    for (const std::size_t place : fields_) out.values.emplace_back(value_at(row, place));
    return out;
}

Result<FileStepRows::KeyGroups> FileStepRows::group(const std::vector<RowKey>& keys) const {
    KeyGroups out;
    for (const auto& key : keys) {
        auto places = places_of(key);
        // the file has other fields now: a row that cannot be looked for is not gone
        if (!places)
            return Error(ErrorCode::stale, "a row key does not fit the file",
                         "scan the store again");
        KeyGroup& group = out[{key.kind, key.fields}];
        group.places = std::move(*places);
        group.keys.emplace(key.values, key);
    }
    return out;
}

const RowKey* FileStepRows::key_in(const KeyGroups::value_type& group,
                                   const std::vector<Cell>& row) const {
    const auto& places = group.second.places;
    std::vector<PersonalCell> values;
    values.reserve(places.size());
    for (const std::size_t place : places) values.emplace_back(value_at(row, place));
    const auto found = group.second.keys.find(values);
    if (found == group.second.keys.end()) return nullptr;
    const auto digest = layout_->digest_place();
    const bool by_digest = digest && places.front() == *digest;
    if (group.first.first == KeyKind::all_fields && !by_digest)  // values it says nothing of
        for (std::size_t i = 0; i < row.size(); ++i)
            if (row[i].kind != Cell::Kind::null && std::ranges::find(places, i) == places.end())
                return nullptr;
    return &found->second;
}

Result<void> FileStepRows::note(const RowKey& key, std::uint64_t number, std::string_view record) {
    auto& numbers = numbers_[key];
    if (key.kind != KeyKind::all_fields && numbers.size() >= most_[key])
        return Error(ErrorCode::conflict,
                     "the key of a row is not unique; rows cannot be told apart",
                     "name more fields with the store's row_keys, or mend the file");
    if (numbers.size() > most_[key]) return {};  // one more than asked tells enough
    numbers.push_back(number);
    const auto [at, fresh] = records_.try_emplace(number, record);
    if (fresh) bytes_ += at->second.size();
    if (bytes_ > config::limits::kFileStepBytes)
        return Error(ErrorCode::limit_exceeded, "the rows of one step are too large",
                     "lower the store's rows_per_step");
    return {};
}

Result<void> FileStepRows::load(const std::vector<RowKey>& keys) {
    GDPRD_TRY_ASSIGN(const KeyGroups groups, group(keys));
    for (const auto& key : keys) {
        numbers_[key].clear();
        ++most_[key];
    }
    if (groups.empty()) return {};
    GDPRD_TRY_ASSIGN(FileRecords records, FileRecords::open(*layout_, descriptor_, *call_));
    RecordReader& reader = records.reader;
    format_ = std::move(records.format);
    for (;;) {
        GDPRD_TRY_ASSIGN(const auto piece, reader.next());
        if (!piece) return {};
        if (!piece->is_record) continue;
        GDPRD_TRY_ASSIGN(const std::vector<Cell> row, layout_->read(*format_, piece->text));
        for (const auto& group : groups)
            if (const RowKey* key = key_in(group, row))
                GDPRD_TRY(note(*key, reader.records(), piece->text));
    }
}

Result<std::vector<LiveRow>> FileStepRows::rows_at(const RowKey& key, std::size_t most) {
    if (!numbers_.contains(key)) GDPRD_TRY(load({key}));
    std::vector<LiveRow> out;
    for (const std::uint64_t number : numbers_[key]) {
        const auto edit = edits_.find(number);
        if (edit != edits_.end() && edit->second.gone) continue;
        if (out.size() == most) break;
        const bool changed = edit != edits_.end();
        GDPRD_TRY_ASSIGN(const std::vector<Cell> row,
                         layout_->read(*format_, changed ? edit->second.text : records_[number]));
        out.push_back(live(number, row));
    }
    return out;
}

/// Only asked for row numbers, which no file's key is made of.
Result<void> FileStepRows::scan(const std::function<bool(LiveRow&& row)>& /*visit*/) {
    return {};
}

Result<bool> FileStepRows::remove(const RowKey& /*key*/, const LiveRow& row) {
    const std::uint64_t number = number_of(row);
    const auto record = records_.find(number);
    GDPRD_ASSERT(record != records_.end());
    GDPRD_TRY_ASSIGN(std::string rest, format_->rest_of(record->second));
    edits_[number] = {true, std::move(rest)};
    return true;
}

Result<std::optional<std::vector<PersonalCell>>> FileStepRows::write(
    const RowKey& /*key*/, const LiveRow& row, const std::vector<Assignment>& changes) {
    const std::uint64_t number = number_of(row);
    const auto record = records_.find(number);
    GDPRD_ASSERT(record != records_.end());
    GDPRD_TRY_ASSIGN(std::string text, format_->write(record->second, changes));
    GDPRD_TRY_ASSIGN(const std::vector<Cell> now, layout_->read(*format_, text));
    std::vector<PersonalCell> out;
    for (const auto& change : changes) {
        GDPRD_TRY_ASSIGN(const auto place, layout_->places_of({change.field}));
        out.emplace_back(value_at(now, place.front()));
    }
    edits_[number] = {false, std::move(text)};
    return std::optional(std::move(out));
}

/// Files have no references of their own.
Result<std::uint64_t> FileStepRows::count_dragged(const std::vector<StepRow>& /*rows*/,
                                                  const std::vector<std::string>& /*written*/) {
    return std::uint64_t{0};
}

}  // namespace gdprd::connectors
