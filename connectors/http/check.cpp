#include "connectors/http/check.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "connectors/http/json_values.hpp"
#include "connectors/http/row_pages.hpp"
#include "connectors/http/rows.hpp"
#include "connectors/http/schema.hpp"

namespace gdprd::connectors {

namespace {

namespace json = boost::json;
using Severity = CheckFinding::Severity;

constexpr std::size_t kNamesShown = 20;

std::string listed(const std::set<std::string>& names) {
    std::string out;
    std::size_t count = 0;
    for (const auto& name : names) {
        if (++count > kNamesShown) return out + ", …";
        out += (out.empty() ? "" : ", ") + name;
    }
    return out;
}

/// What the first page of a list shows.
struct FirstPage {
    std::uint64_t rows = 0;
    std::set<std::string> unnamed;
    std::uint64_t unnamed_others = 0;
    std::set<std::string> unseen;       ///< fields that no row has
    bool leads_on = false;              ///< or tells how many rows there are
    std::optional<policy::RowKey> key;  ///< of its first row
};

/// Whether pages say themselves that others follow.
bool is_led(HttpPaging kind) {
    return kind == HttpPaging::cursor || kind == HttpPaging::link || kind == HttpPaging::next_url;
}

Result<FirstPage> look_at(OffLoop off_loop, HttpClient& client, const CollectionDescription& of) {
    FirstPage out;
    for (const FieldDescription& field : of.fields) out.unseen.insert(field.name);
    RowPages pages(client, of);
    const HttpRows rows(off_loop, client, of);
    GDPRD_TRY_ASSIGN(out.leads_on, pages.first(off_loop, of.list, [&](const json::value& row) {
        if (auto key = rows.key_of(row); ++out.rows == 1 && key && !of.key.empty())
            out.key = std::move(*key);
        note_unnamed(row, of, out.unnamed, out.unnamed_others);
        for (const FieldDescription& field : of.fields)
            if (find_at(row, field.at) != nullptr) out.unseen.erase(field.name);
        return Result<bool>(true);
    }));
    out.leads_on = out.leads_on || pages.total();
    return out;
}

/// A row that is listed must be given by its key too: erasures read it so.
Result<void> tell_read(OffLoop off_loop, HttpClient& client, const CollectionDescription& of,
                       const policy::RowKey& key, std::vector<CheckFinding>& out) {
    HttpRows rows(off_loop, client, of);
    std::uint64_t hidden = 0;
    GDPRD_TRY(rows.at(key, 1, [](const json::value& /*row*/) {}));
    GDPRD_TRY(rows.each_listed_of_gone([&](const auto&, const auto&) { ++hidden; }));
    if (hidden > 0)
        out.push_back({Severity::problem,
                       of.name + ": the service lists a row that it answers nothing for by its key",
                       "compare the description's read (path, gone) with the documentation of the "
                       "service's version"});
    return {};
}

void tell_first_page(const CollectionDescription& of, const FirstPage& page,
                     std::vector<CheckFinding>& out) {
    out.push_back(
        {Severity::ok, of.name + ": " + std::to_string(page.rows) + " rows on the first page", ""});
    if (page.rows > 0 && !page.unseen.empty())
        out.push_back(
            {std::ranges::any_of(of.key,
                                 [&](const std::string& key) { return page.unseen.contains(key); })
                 ? Severity::problem
                 : Severity::warning,
             of.name + ": no row of the first page has " + listed(page.unseen),
             "compare the description with the documentation of the service's version"});
    if (is_led(of.paging.kind) && page.rows >= of.paging.limit && !page.leads_on)
        out.push_back({Severity::warning,
                       of.name + ": the first page is full, and nothing leads to another one",
                       "see whether the service has more rows than " + std::to_string(page.rows) +
                           ": these would not be searched; compare the description's paging (next) "
                           "with the documentation of the service's version"});
    if (!page.unnamed.empty() || page.unnamed_others > 0)
        out.push_back(
            {Severity::warning,
             of.name + ": the description does not name " +
                 (page.unnamed.empty() ? std::string("some members") : listed(page.unnamed)) +
                 (page.unnamed_others > 0 ? " and members with names of their own" : ""),
             "make fields of those that hold personal data, in a description of your own, and "
             "list the others under ignore: they are in no catalogue, export or erasure"});
}

void tell_missing_calls(const CollectionDescription& of, std::vector<CheckFinding>& out) {
    if (of.key.empty())
        out.push_back({Severity::warning, of.name + ": rows have no key and can only be read", ""});
    else if (const FieldReference* with = of.goes_along_with(); with != nullptr && !of.erase)
        out.push_back({Severity::ok,
                       of.name + ": rows are erased along with those of " + with->collection +
                           " that they refer to",
                       ""});
    else if (!of.erase && !of.update)
        out.push_back(
            {Severity::warning, of.name + ": rows can be neither erased nor changed", ""});
    else if (!of.erase)
        out.push_back({Severity::warning,
                       of.name + ": rows cannot be erased, only their fields emptied or replaced",
                       ""});
}

Result<void> tell_collection(OffLoop off_loop, HttpClient& client, const CollectionDescription& of,
                             std::vector<CheckFinding>& out) {
    GDPRD_TRY_ASSIGN(const FirstPage page, look_at(off_loop, client, of));
    tell_first_page(of, page, out);
    tell_missing_calls(of, out);
    if (of.read && page.key) return tell_read(off_loop, client, of, *page.key, out);
    return {};
}

}  // namespace

Result<std::vector<CheckFinding>> check_http(OffLoop off_loop, HttpClient& client,
                                             const Description& description) {
    std::vector<CheckFinding> out;
    for (const CollectionDescription& of : description.collections) {
        const auto told = tell_collection(off_loop, client, of, out);
        if (told) continue;
        const ErrorCode code = told.error().code();
        // nothing that another list would answer differently
        if (code == ErrorCode::cancelled || code == ErrorCode::unavailable ||
            code == ErrorCode::timeout)
            return told.error();
        out.push_back({Severity::problem, told.error().message(), told.error().hint()});
    }
    out.push_back({Severity::warning,
                   "no transactions: a row is compared just before it is changed, in a call of its "
                   "own",
                   "what others write to the row between the two calls is not seen"});
    if (searches_in_addresses(description))
        out.push_back({Severity::warning,
                       "searches put identifiers into addresses, which access logs keep",
                       "keep the logs of the service, and of proxies before it, as short as the "
                       "law asks"});
    return out;
}

}  // namespace gdprd::connectors
