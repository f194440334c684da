#include "connectors/http/rows.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <map>

#include "connectors/http/json_values.hpp"

namespace gdprd::connectors {

namespace {

namespace json = boost::json;
using policy::Cell;
using policy::KeyKind;
using policy::PersonalCell;
using policy::RowKey;

/// Kinds aside: a number may come as text in one answer and not in another.
bool same_bytes(const std::vector<PersonalCell>& a, const std::vector<PersonalCell>& b) {
    return std::ranges::equal(a, b, [](const PersonalCell& x, const PersonalCell& y) {
        return x.expose().bytes == y.expose().bytes;
    });
}

}  // namespace

std::string HttpRows::handle_of(const RowKey& key) {
    std::string out;
    for (const PersonalCell& value : key.values) {
        const std::string& bytes = value.expose().bytes;
        out += std::to_string(bytes.size()) + ' ' + bytes;
    }
    return out;
}

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
        return Error(use_ == Use::step ? ErrorCode::conflict : ErrorCode::invalid_argument,
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

}  // namespace gdprd::connectors
