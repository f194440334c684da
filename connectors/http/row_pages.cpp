#include "connectors/http/row_pages.hpp"

#include <boost/json.hpp>

#include "config/limits.hpp"
#include "connectors/http/json_values.hpp"
#include "connectors/http/link_header.hpp"

namespace gdprd::connectors {

namespace {

namespace json = boost::json;
namespace limits = config::limits;
using policy::Cell;
using policy::PersonalCell;

PersonalCell number(std::uint64_t value) {
    return PersonalCell({Cell::Kind::integer, std::to_string(value)});
}

Error not_as_described(const char* what) {
    return {ErrorCode::invalid_argument, what,
            "compare the description with the documentation of the service's version"};
}

bool has_pages(HttpPaging kind) {
    return kind == HttpPaging::page || kind == HttpPaging::offset;
}

/// Tells rows of a list apart; never leaves this process.
std::string key_text(const json::value& row, const CollectionDescription& of) {
    std::string out;
    for (const PersonalCell& value : read_cells(row, of, of.key)) {
        const std::string& bytes = value.expose().bytes;
        out += std::to_string(bytes.size()) + ' ' + bytes;
    }
    return out;
}

}  // namespace

void RowPages::place(const Progress& progress, TemplateValues& values) const {
    const PagingDescription& paging = of_->paging;
    values["limit"] = number(paging.limit);
    if (paging.kind == HttpPaging::page) values["page"] = number(paging.first + progress.pages);
    if (paging.kind == HttpPaging::offset) values["offset"] = number(progress.rows);
    if (paging.kind == HttpPaging::cursor && !progress.next.empty())
        values["cursor"] = PersonalCell({Cell::Kind::text, progress.next});
}

Result<void> RowPages::take(const json::value& rows, Progress& progress, const Sink& sink) {
    std::string first;
    const auto one = [&](const json::value& row) -> Result<void> {
        if (!row.is_object()) return not_as_described("a row of the answer is no object");
        if (first.empty()) first = json::serialize(row);
        if (++progress.rows > limits::kHttpListedRows)
            return Error(ErrorCode::limit_exceeded, "the list is too long to be searched",
                         "describe a search that the service does itself (find)");
        if (!of_->paging.total.empty() && !of_->key.empty())
            progress.keys.insert(key_text(row, *of_));
        GDPRD_TRY_ASSIGN(const bool more, sink(row));
        progress.enough = !more;
        return {};
    };
    if (const json::array* array = rows.if_array()) {
        for (auto row = array->begin(); row != array->end() && !progress.enough; ++row)
            GDPRD_TRY(one(*row));
    } else if (const json::object* object = rows.if_object()) {
        // some languages make members by their key of a list
        for (auto row = object->begin(); row != object->end() && !progress.enough; ++row)
            GDPRD_TRY(one(row->value()));
    } else {
        return not_as_described("the answer's rows are neither list nor object");
    }
    if (!first.empty() && first == progress.first_row)
        return Error(ErrorCode::unavailable, "the service gives the same page again",
                     "compare the description's paging with the documentation of its version");
    progress.first_row = std::move(first);
    return {};
}

Result<bool> RowPages::go_on(const HttpAnswer& answer, const json::value& content,
                             std::uint64_t rows_before, Progress& progress) const {
    if (progress.enough) return false;
    if (++progress.pages >= limits::kHttpPages)
        return Error(ErrorCode::limit_exceeded, "the list has too many pages",
                     "describe a search that the service does itself (find)");
    std::string next;
    switch (of_->paging.kind) {
        case HttpPaging::none:
            return false;
        case HttpPaging::page:
        case HttpPaging::offset:
            // A short page may be the service's own bound, and not the end; the number of the
            // first page's rows may pass for the number of all.
            return progress.rows > rows_before &&
                   !(total_ && progress.rows >= *total_ &&
                     (progress.pages > 1 || progress.rows < of_->paging.limit));
        case HttpPaging::cursor:
        case HttpPaging::next_url: {
            GDPRD_TRY_ASSIGN(next, read_next(find_at(content, of_->paging.next)));
            break;
        }
        case HttpPaging::link: {
            GDPRD_TRY_ASSIGN(const auto link, find_next_link(answer.list_header("link")));
            next = link.value_or("");
            break;
        }
    }
    if (!next.empty() && next == progress.next)
        return Error(ErrorCode::unavailable, "the service leads to the same page again",
                     "compare the description's paging with the documentation of its version");
    progress.next = std::move(next);
    return !progress.next.empty();
}

Result<bool> RowPages::page(OffLoop off_loop, const CallDescription& call, TemplateValues& values,
                            Progress& progress, const Sink& sink) {
    const HttpPaging kind = of_->paging.kind;
    const bool follows = kind == HttpPaging::link || kind == HttpPaging::next_url;
    place(progress, values);
    auto answered = follows && progress.from
                        ? client_->follow(off_loop, *progress.from, progress.next, of_->name)
                        : client_->send(off_loop, call, HttpPurpose::list, values, of_->name);
    if (!answered) return answered.error();
    progress.from = client_->answered_by();  // the sink may call for a row, which is elsewhere
    GDPRD_TRY_ASSIGN(const json::value content, parse_answer(answered->body));
    total_ =
        of_->paging.total.empty() ? std::nullopt : read_count(find_at(content, of_->paging.total));
    const std::uint64_t before = progress.rows;
    const json::value* rows = find_at(content, call.at);
    if (rows == nullptr)
        return not_as_described("the answer holds no rows where the description has them")
            .in(of_->name);
    GDPRD_TRY(take(*rows, progress, sink));
    auto more = go_on(*answered, content, before, progress);
    if (!more) return more.error().in(of_->name);
    return more;
}

Result<void> RowPages::each(OffLoop off_loop, const CallDescription& call, TemplateValues values,
                            const Sink& sink) {
    Progress progress;
    for (;;) {
        GDPRD_TRY_ASSIGN(const bool more, page(off_loop, call, values, progress, sink));
        if (!more) return check_whole(progress);
    }
}

Result<bool> RowPages::first(OffLoop off_loop, const CallDescription& call, const Sink& sink) {
    Progress progress;
    TemplateValues values;
    return page(off_loop, call, values, progress, sink);
}

/// A list that ends early would pass for one without the rows that are missing. Rows that come
/// twice would hide that others, which moved past the reader, did not come.
Result<void> RowPages::check_whole(const Progress& progress) const {
    if (progress.enough || !total_) return {};
    const std::uint64_t seen = of_->key.empty() ? progress.rows : progress.keys.size();
    if (seen == *total_) return {};
    return Error(ErrorCode::unavailable,
                 "the service gave " + std::to_string(seen) + " of " + std::to_string(*total_) +
                     " rows",
                 "try again; else compare the description's paging with the documentation of the "
                 "service's version")
        .in(of_->name);
}

Result<void> RowPages::page_at(OffLoop off_loop, const CallDescription& call, std::uint64_t row,
                               const Sink& sink) {
    if (!has_pages(of_->paging.kind)) return {};
    Progress progress;
    progress.rows = row;
    progress.pages = row / of_->paging.limit;
    TemplateValues values;
    place(progress, values);
    GDPRD_TRY_ASSIGN(const HttpAnswer answer,
                     client_->send(off_loop, call, HttpPurpose::list, values, of_->name));
    GDPRD_TRY_ASSIGN(const json::value content, parse_answer(answer.body));
    const json::value* rows = find_at(content, call.at);
    if (rows == nullptr)
        return not_as_described("the answer holds no rows where the description has them");
    return take(*rows, progress, sink);
}

}  // namespace gdprd::connectors
