#include "connectors/files/json_records.hpp"

#include <algorithm>
#include <functional>
#include <set>

#include "config/limits.hpp"
#include "connectors/files/json_map.hpp"
#include "connectors/files/json_text.hpp"

namespace gdprd::connectors {

namespace {

using policy::Cell;
using Found = std::optional<Cut>;

Error bad(const char* what) {
    return {ErrorCode::invalid_argument, what,
            "expected an array of objects, objects one after the other (JSON Lines), or one whose "
            "members are rows"};
}

std::size_t skip_space(std::string_view text, std::size_t at) {
    const std::size_t found = text.find_first_not_of(" \t\r\n", at);
    return found == std::string_view::npos ? text.size() : found;
}

/// Behind the object that begins at `at`; npos when it does not end. Only counts brackets: what is
/// between them is judged when it is read.
std::size_t object_end(std::string_view text, std::size_t at) {
    constexpr std::size_t kNone = std::string_view::npos;
    std::size_t open = 0;
    bool in_string = false;
    while (at < text.size()) {
        at = text.find_first_of(in_string ? "\"\\" : "\"{}", at);
        if (at == kNone) return kNone;
        const char c = text[at];
        if (c == '"') in_string = !in_string;
        if (c == '{') ++open;
        if (c == '}' && --open == 0) return at + 1;
        at += c == '\\' ? 2 : 1;
    }
    return kNone;
}

Cell cell_of(std::string_view raw) {
    switch (raw.front()) {
        case '"':
            return {Cell::Kind::text, unescape_json(raw)};
        case 'n':
            return {};
        case '{':
        case '[':
            return {Cell::Kind::text, compact_json(raw)};
        case 't':
        case 'f':
            return {Cell::Kind::text, std::string(raw)};
        default:
            break;
    }
    const bool whole = raw.find_first_of(".eE") == std::string_view::npos;
    return {whole ? Cell::Kind::integer : Cell::Kind::real, std::string(raw)};
}

Result<std::string> written(const Cell& value) {
    switch (value.kind) {
        case Cell::Kind::null:
            return std::string("null");
        case Cell::Kind::integer:
        case Cell::Kind::real:
            return value.bytes;
        case Cell::Kind::text:
            return escape_json(value.bytes);
        case Cell::Kind::blob:
            break;
    }
    return Error(ErrorCode::unsupported, "JSON cannot hold bytes");
}

Error no_place() {
    return {ErrorCode::unsupported, "an object whose names are data holds no fields to write",
            "remove its row"};
}

/// Whether the record keeps its fields with this value there: a name stays a name, and an object
/// of others' data is not touched.
bool can_hold(std::string_view record, const JsonLeaf& leaf, const Cell& value) {
    if (leaf.begin == 0 && record.starts_with('"')) return value.kind == Cell::Kind::text;
    return leaf.path != kJsonRoot || record[leaf.begin] != '{';
}

/// The leaves of a record: an object, or a member of one with its name first.
Result<void> visit_leaves(std::string_view record,
                          const std::function<void(JsonLeaf&& leaf)>& visit) {
    constexpr std::size_t kDepth = config::limits::kJsonFieldDepth;
    if (!record.starts_with('"')) {
        GDPRD_TRY(check_json(record));
        for_each_leaf(record, kDepth, visit);
        return {};
    }
    GDPRD_TRY_ASSIGN(const MapMember member, split_member(record));
    visit({std::string(kJsonKeyField), 0, member.quoted_name.size()});
    if (record[member.value] != '{') {
        visit({std::string(kJsonRoot), member.value, record.size()});
        return {};
    }
    for_each_leaf(record.substr(member.value), kDepth, [&](JsonLeaf&& leaf) {
        visit({std::move(leaf.path), member.value + leaf.begin, member.value + leaf.end});
    });
    return {};
}

}  // namespace

bool JsonFormat::open_list(std::string_view text, bool at_end) {
    const std::size_t at = skip_space(text, 0);
    if (at == text.size()) return at_end;
    if (text[at] == '[') close_ = ']';
    if (text[at] == '{' && rule_ != MapRule::never) {
        const std::size_t end = object_end(text, at);
        if (end == std::string_view::npos) return at_end;
        const bool alone = skip_space(text, end) == text.size();
        if (alone && !at_end) return false;
        const std::string_view object = text.substr(at, end - at);
        if (alone && is_map(object)) close_ = '}';
    }
    if (close_ != '\0') place_ = Place::first;
    return true;
}

bool JsonFormat::is_map(std::string_view object) const {
    return rule_ == MapRule::always || (check_json(object) && holds_rows(object));
}

/// What stands between records: white space; in a list its brackets and exactly one comma.
Result<Found> JsonFormat::cut_between(std::string_view text, bool at_end) {
    const bool opens = place_ == Place::begin;
    if (opens && !open_list(text, at_end)) return Found();
    std::size_t at = skip_space(text, 0);
    // with more text this is asked again from the bracket on
    const auto wait = [&] {
        if (opens) {
            place_ = Place::begin;
            close_ = '\0';
        }
        return Found();
    };
    if (at == text.size() && !at_end) return wait();
    const bool listed = close_ != '\0' && place_ != Place::behind;
    if (opens && listed) {
        at = skip_space(text, at + 1);
        if (at == text.size() && !at_end) return wait();
    } else if (listed && place_ == Place::next && at < text.size() && text[at] == ',') {
        at = skip_space(text, at + 1);
        if (at == text.size() && !at_end) return Found();
        if (at == text.size() || !begins_record(text[at])) return bad("no object follows a comma");
    } else if (listed && place_ == Place::next && at < text.size() && begins_record(text[at])) {
        return bad("a comma is missing between two objects");
    }
    if (listed && at < text.size() && text[at] == close_) {
        const std::size_t end = skip_space(text, at + 1);
        if (end != text.size()) return bad("something follows the array");
        if (!at_end) return wait();
        place_ = Place::behind;
        return Found({end, false});
    }
    if (at == text.size()) {
        if (listed) return bad("the array has no end");
        return Found({at, false});
    }
    if (!begins_record(text[at]) || place_ == Place::behind)
        return bad("something that is no object stands among the objects");
    place_ = Place::record;
    return Found({at, false});
}

Result<Found> JsonFormat::cut(std::string_view text, bool at_end) {
    if (place_ != Place::record) {
        GDPRD_TRY_ASSIGN(const Found between, cut_between(text, at_end));
        if (!between || between->size > 0 || place_ != Place::record) return between;
    }
    const std::size_t end = close_ == '}' ? member_end(text) : object_end(text, 0);
    if (end == std::string_view::npos) {
        if (at_end) return bad("an object has no end");
        return Found();
    }
    if (close_ != '\0') {
        place_ = Place::next;
        return Found({end, true});
    }
    // of JSON Lines the line's end belongs to the object
    std::size_t behind = text.find_first_not_of(" \t\r", end);
    if (behind == std::string_view::npos) {
        if (!at_end) return Found();
        behind = text.size();
    } else if (text[behind] == '\n') {
        ++behind;
    } else {
        behind = end;
    }
    place_ = Place::next;
    return Found({behind, true});
}

Result<void> JsonFormat::finish() const {
    if (close_ != '\0' && place_ != Place::behind) return bad("the array has no end");
    return {};
}

Result<void> JsonFormat::read(std::string_view record, const ValueSink& sink) const {
    std::set<std::string, std::less<>> seen;
    bool twice = false;
    GDPRD_TRY(visit_leaves(record, [&](JsonLeaf&& leaf) {
        const auto [name, fresh] = seen.insert(std::move(leaf.path));
        twice = twice || !fresh;
        if (fresh) sink(*name, cell_of(record.substr(leaf.begin, leaf.end - leaf.begin)));
    }));
    if (twice) return bad("two members of an object have the same name");
    if (seen.size() > config::limits::kFileFields)
        return Error(ErrorCode::limit_exceeded, "an object has too many members");
    return {};
}

Result<std::string> JsonFormat::write(std::string_view record,
                                      const std::vector<Assignment>& changes) const {
    std::string out;
    std::size_t at = 0;
    std::size_t found = 0;
    Result<void> whole{};
    GDPRD_TRY(visit_leaves(record, [&](JsonLeaf&& leaf) {
        const auto change = std::ranges::find(changes, leaf.path, &Assignment::field);
        if (change == changes.end() || !whole) return;
        ++found;
        const auto value = can_hold(record, leaf, change->value) ? written(change->value)
                                                                 : Result<std::string>(no_place());
        if (!value) {
            whole = value.error();
            return;
        }
        out.append(record.substr(at, leaf.begin - at)).append(*value);
        at = leaf.end;
    }));
    GDPRD_TRY(whole);
    // a member that is not there is null already
    const auto left_out = changes.size() - found;
    const auto nulls = std::ranges::count_if(
        changes, [](const Assignment& one) { return one.value.kind == Cell::Kind::null; });
    if (left_out > static_cast<std::size_t>(nulls))
        return Error(ErrorCode::unsupported, "a member that is to be written is not in the object");
    out.append(record.substr(at));
    return out;
}

}  // namespace gdprd::connectors
