#include "connectors/http/check.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "connectors/http/json_values.hpp"
#include "connectors/http/row_pages.hpp"
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
    std::set<std::string> unseen;  ///< fields that no row has
};

Result<FirstPage> look_at(OffLoop off_loop, HttpClient& client, const CollectionDescription& of) {
    FirstPage out;
    for (const FieldDescription& field : of.fields) out.unseen.insert(field.name);
    RowPages pages(client, of);
    GDPRD_TRY(pages.each(off_loop, of.list, {}, [&](const json::value& row) -> Result<bool> {
        ++out.rows;
        note_unnamed(row, of, out.unnamed, out.unnamed_others);
        for (const FieldDescription& field : of.fields)
            if (find_at(row, field.at) != nullptr) out.unseen.erase(field.name);
        return out.rows < of.paging.limit;
    }));
    return out;
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

}  // namespace

Result<std::vector<CheckFinding>> check_http(OffLoop off_loop, HttpClient& client,
                                             const Description& description) {
    std::vector<CheckFinding> out;
    for (const CollectionDescription& of : description.collections) {
        const auto page = look_at(off_loop, client, of);
        if (!page) {
            const ErrorCode code = page.error().code();
            // nothing that another list would answer differently
            if (code == ErrorCode::cancelled || code == ErrorCode::unavailable ||
                code == ErrorCode::timeout)
                return page.error();
            out.push_back({Severity::problem, page.error().message(), page.error().hint()});
            continue;
        }
        tell_first_page(of, *page, out);
        tell_missing_calls(of, out);
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
