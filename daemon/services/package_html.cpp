#include <map>
#include <set>

// kainjow's header uses std::istreambuf without naming it in every version.
#include <sstream>

#include <kainjow/mustache.hpp>

#include "config/base/utf8.hpp"
#include "daemon/services/package.hpp"
#include "policy/language/decide.hpp"

namespace gdprd::daemon {
namespace {

using kainjow::mustache::data;
using kainjow::mustache::list;
using kainjow::mustache::mustache;

/// Escaped by Mustache; no script, no outside content, readable without style too.
constexpr const char* kTemplate = R"(<!doctype html>
<html lang="en"><head><meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Your data: {{request}}</title>
<style>body{font:16px/1.5 sans-serif;max-width:60em;margin:2em auto;padding:0 1em}
table{border-collapse:collapse;margin:.5em 0 1.5em}th,td{border:1px solid #999;padding:.25em .6em;text-align:left;vertical-align:top}
th{background:#eee}caption{text-align:left;font-weight:bold;padding:.3em 0}.wide{overflow-x:auto}</style></head><body>
<h1>The data we hold about you</h1>
<p>Request {{request}}, received {{received}}, answered {{made}} by {{organisation}}{{#contact}} ({{contact}}){{/contact}}.
This is the copy of your personal data under Art. 15 GDPR.</p>
{{^found}}<p><strong>We searched the places named below and found no data about you.</strong></p>{{/found}}
<h2>Why we use it</h2>
{{#has_purposes}}<table><tr><th>Purpose</th><th>Legal basis</th><th>Given to</th></tr>
{{#purposes}}<tr><td>{{name}}{{#description}}: {{description}}{{/description}}</td><td>{{basis}}</td><td>{{recipients}}</td></tr>
{{/purposes}}</table>{{/has_purposes}}
{{^has_purposes}}<p>No purpose applies to data found about you.</p>{{/has_purposes}}
<h2>The data</h2>
{{#collections}}<div class="wide"><table><caption>{{name}} ({{rows_count}})</caption>
<tr>{{#columns}}<th>{{label}}{{#category}}<br><small>{{category}}</small>{{/category}}</th>{{/columns}}</tr>
{{#rows}}<tr>{{#cells}}<td>{{value}}</td>{{/cells}}</tr>
{{/rows}}</table></div>
{{/collections}}
<h2>Where we searched</h2>
<table><tr><th>Place</th><th>Result</th></tr>
{{#searched}}<tr><td>{{place}}</td><td>{{result}}</td></tr>
{{/searched}}</table>
{{#unreachable}}<p>Not searched, because it did not answer: {{name}}. We will complete this answer.</p>{{/unreachable}}
<h2>Your rights</h2>
<p>You may ask us to correct or erase this data (Art. 16, 17), to restrict its use (Art. 18), object to its use (Art. 21),
and you may complain to a supervisory authority (Art. 77).</p>
</body></html>
)";

std::string text_of(const policy::Cell& cell) {
    if (cell.kind == policy::Cell::Kind::null) return "–";
    if (cell.kind == policy::Cell::Kind::blob || !valid_utf8(cell.bytes))
        return "(" + std::to_string(cell.bytes.size()) + " bytes, in the JSON file)";
    return cell.bytes;
}

data collection_data(const PackageInput& input, const policy::RowSet& set) {
    data columns{data::type::list};
    for (const auto& field : set.fields) {
        data column;
        column.set("label", field);
        const auto category = policy::category_of(input.policy, input.catalogue, {set.from, field});
        if (category) column.set("category", category->value());
        columns.push_back(column);
    }
    data rows{data::type::list};
    for (const auto& row : set.rows) {
        data cells{data::type::list};
        for (const auto& value : row.values)
            cells.push_back(data{"value", text_of(value.expose())});
        rows.push_back(data{"cells", cells});
    }
    data out;
    out.set("name", policy::to_string(set.from));
    out.set("rows_count", std::to_string(set.rows.size()));
    out.set("columns", columns);
    out.set("rows", rows);
    return out;
}

std::string joined(const std::vector<std::string>& parts) {
    std::string out;
    for (const auto& part : parts) out += (out.empty() ? "" : ", ") + part;
    return out.empty() ? "nobody" : out;
}

data purposes_data(const PackageInput& input) {
    data purposes{data::type::list};
    for (const auto& purpose : input.policy.purposes) {
        data entry;
        entry.set("name", purpose.name.value());
        if (!purpose.description.empty()) entry.set("description", purpose.description);
        entry.set("basis", std::string(policy::to_string(purpose.basis)));
        entry.set("recipients", joined(purpose.recipients));
        purposes.push_back(entry);
    }
    return purposes;
}

/// One line per collection: the fields of one collection are searched together.
data searched_data(const PackageInput& input) {
    std::map<policy::CollectionPath, std::pair<std::uint64_t, bool>> places;
    for (const auto& coverage : input.plan.coverage) {
        auto& place = places[coverage.field.in];
        place.first = std::max(place.first, coverage.rows);
        place.second = place.second || coverage.state == policy::CoverageState::failed;
    }
    data searched{data::type::list};
    for (const auto& [path, place] : places) {
        data line;
        line.set("place", policy::to_string(path));
        line.set("result", place.second       ? std::string("did not answer")
                           : place.first == 0 ? std::string("nothing found")
                                              : std::to_string(place.first) + " rows");
        searched.push_back(line);
    }
    return searched;
}

}  // namespace

std::string render_package_html(const PackageInput& input) {
    data page;
    page.set("request", input.plan.request.value());
    page.set("received", format_date(input.received));
    page.set("made", format_date(date_of(input.made_at)));
    page.set("organisation", input.organisation);
    if (!input.contact.empty()) page.set("contact", input.contact);
    data collections{data::type::list};
    bool found = false;
    for (const auto& set : input.rows) {
        if (set.rows.empty()) continue;
        found = true;
        collections.push_back(collection_data(input, set));
    }
    page.set("found", found);
    page.set("collections", collections);
    page.set("has_purposes", found && !input.policy.purposes.empty());
    page.set("purposes", purposes_data(input));
    page.set("searched", searched_data(input));
    data unreachable{data::type::list};
    for (const auto& store : input.plan.unreachable)
        unreachable.push_back(data{"name", store.value()});
    page.set("unreachable", unreachable);
    mustache view{kTemplate};
    return view.render(page);
}

}  // namespace gdprd::daemon
