#include <algorithm>
#include <boost/json.hpp>
#include <cstddef>
#include <cstdint>
#include <set>

#include "config/base/assert.hpp"
#include "connectors/http/address_rules.hpp"
#include "connectors/http/client.hpp"
#include "connectors/http/json_values.hpp"
#include "connectors/http/link_header.hpp"
#include "connectors/http/text_template.hpp"
#include "connectors/http/url.hpp"

using namespace gdprd;
using namespace gdprd::connectors;

namespace {

/// Percent-encoding leaves nothing that could end a part of an address.
void check_path(std::string_view text) {
    const auto path = TextTemplate::parse("a/{key}/b");
    const policy::PersonalCell key({policy::Cell::Kind::text, std::string(text)});
    const auto expanded = path->expand_path({{"key", key}});
    if (!expanded) return;
    const std::string& whole = expanded->expose();
    GDPRD_ASSERT(std::count(whole.begin(), whole.end(), '/') == 2);
    GDPRD_ASSERT(whole.find_first_of("?#\\ \r\n") == std::string::npos);
}

void check_quoting(std::string_view text) {
    const policy::PersonalCell value({policy::Cell::Kind::text, std::string(text)});
    const auto quoted = TextTemplate::parse("{v|sql}")->expand({{"v", value}});
    if (!quoted) return;
    std::size_t run = 0;  // quotes come in pairs
    for (const char c : quoted->expose() + "x") {
        if (c == '\'') {
            ++run;
            continue;
        }
        GDPRD_ASSERT(run % 2 == 0);
        run = 0;
    }
}

void check_json(std::string_view text) {
    const auto parsed = parse_answer(text);
    if (!parsed) return;
    CollectionDescription of;
    of.fields.push_back({"a", "/a", "/a", policy::FieldType::json, true, "", std::nullopt});
    of.fields.push_back({"b", "/a/0", "/b", policy::FieldType::integer, true, "", std::nullopt});
    const auto cells = read_cells(*parsed, of, {"a", "b", "c"});
    GDPRD_ASSERT(cells.size() == 3);
    GDPRD_ASSERT(cells[2].expose().kind == policy::Cell::Kind::null);
    // an object is told as JSON that says the same again
    if (const auto again = parse_answer(cells[0].expose().bytes);
        again && (again->is_object() || again->is_array())) {
        boost::json::object row;
        row["a"] = *again;
        GDPRD_ASSERT(read_cell(row, of.fields[0], of) == cells[0].expose());
    }
    std::set<std::string> names;
    std::uint64_t others = 0;
    note_unnamed(*parsed, of, names, others);
    GDPRD_ASSERT(!names.contains("/a"));
}

}  // namespace

/// What a server sends, and what gdprd itself reads and writes of addresses and headers.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string_view text = as_text({bytes, size});
    if (const auto next = find_next_link(text); next && *next)
        GDPRD_ASSERT((*next)->size() <= size);
    if (const auto wait = parse_retry_after(text, {})) GDPRD_ASSERT(wait->count() >= 0);
    const auto base = Url::parse("https://crm.example.org/api/");
    GDPRD_ASSERT(base);
    if (const auto url = base->resolve(text); url && url->has_origin_of(*base))
        GDPRD_ASSERT(url->host() == "crm.example.org" && url->is_https());
    if (const auto address = parse_ip_address(text))
        GDPRD_ASSERT(AddressRules().allows(*address) == !is_special(*address));
    if (const auto rules = AddressRules::create({std::string(text)}); rules && size > 0)
        GDPRD_ASSERT(text.find_first_not_of("0123456789abcdefABCDEF.:/") == std::string_view::npos);
    check_path(text);
    check_quoting(text);
    check_json(text);
    return 0;
}
