#include <boost/json.hpp>
#include <cstdio>

#include "daemon/ctl/cli.hpp"
#include "daemon/ctl/json_table.hpp"

namespace gdprd::daemon::ctl {

namespace {

namespace json = boost::json;

/// "990 of 1000, at least 97.5 %": a bound where the fields were too large to compare all.
std::string share_text(const json::value& share) {
    const auto low = share.at("low_ppm").to_number<std::uint64_t>();
    const bool exact = low == share.at("high_ppm").to_number<std::uint64_t>();
    char bound[32];
    std::snprintf(bound, sizeof bound, exact ? "%.1f %%" : "at least %.1f %%",
                  static_cast<double>(low) / 1e4);
    return member_text(share, "met") + " of " + member_text(share, "compared") + ", " + bound;
}

std::string side_text(const json::value& side) {
    return member_text(side, "values") + ", distinct " + member_text(side, "distinct") +
           (side.at("whole").as_bool() ? ", all rows read" : ", of the rows that were read");
}

Exit list(const Invocation& typed, Context& context) {
    auto& out = context.out();
    const auto client = context.client();
    if (!client) return out.fail(client.error());
    const std::string state = typed.has("--state") ? typed.get("--state") : "open";
    std::string target = "/api/v1/proposals?state=" + (state == "all" ? "" : url_encode(state));
    if (typed.has("--store")) target += "&store=" + url_encode(typed.get("--store"));
    const auto page = (*client)->get(target);
    if (!page) return out.fail(page.error());
    if (out.format() == Format::json) {
        out.json(*page);
        return Exit::done;
    }
    Table table{{"proposal", "state", "kind", "what", "holds", "of_from", "of_to", "reasons"}, {}};
    for (const auto& one : page->at("proposals").as_array())
        table.rows.push_back({member_text(one, "id"), member_text(one, "state"),
                              member_text(one, "kind"), member_text(one, "what"),
                              member_text(one, "holds"), share_text(one.at("of_from")),
                              share_text(one.at("of_to")), member_text(one, "reasons")});
    out.table(table);
    if (table.rows.empty()) out.say("nothing found; next: gdprctl catalogue scan");
    return Exit::done;
}

Exit print_proposal(Output& out, const Result<json::value>& found) {
    if (!found) return out.fail(found.error());
    if (out.format() == Format::json) {
        out.json(*found);
        return Exit::done;
    }
    json::object flat = found->as_object();
    flat["of_from"] = share_text(found->at("of_from"));
    flat["of_to"] = share_text(found->at("of_to"));
    for (const char* side : {"from_values", "to_values"}) flat[side] = side_text(found->at(side));
    out.text(lines_of(flat));
    return Exit::done;
}

std::string target_of(const Invocation& typed) {
    return "/api/v1/proposals/" + url_encode(typed.get("PROPOSAL"));
}

Exit show(const Invocation& typed, Context& context) {
    const auto client = context.client();
    if (!client) return context.out().fail(client.error());
    return print_proposal(context.out(), (*client)->get(target_of(typed)));
}

Exit decide(const Invocation& typed, Context& context, std::string_view verb) {
    const auto client = context.client();
    if (!client) return context.out().fail(client.error());
    json::object body{{"reason", typed.get("--reason")}};
    if (typed.has("--dry-run")) body["dry_run"] = true;
    return print_proposal(context.out(),
                          (*client)->post(target_of(typed).append("/").append(verb), body));
}

const Option kDryRun{"--dry-run", "", "say what would be done, change nothing"};
const std::vector<Argument> kProposal{{"PROPOSAL", "as listed: L-3fa2b1c09d"}};

}  // namespace

void add_proposals_commands(Cli& cli) {
    cli.add({.noun = "proposals",
             .verb = "list",
             .doc = "List references and copies that nobody declared, as scans found them",
             .arguments = {},
             .options = {{"--state", "S", "open (default), confirmed, dismissed or all"},
                         {"--store", "STORE", "only those that touch this store"}},
             .run = list,
             .example = "--store crm"});
    cli.add({.noun = "proposals",
             .verb = "show",
             .doc = "Show one proposal with its evidence",
             .arguments = kProposal,
             .options = {},
             .run = show,
             .example = "L-3fa2b1c09d"});
    const Option reason{"--reason", "TEXT", "why; it stands in the trail", Option::Times::required};
    cli.add({.noun = "proposals",
             .verb = "confirm",
             .doc = "Say that a reference or a copy is one: plans follow it from now on",
             .arguments = kProposal,
             .options = {reason, kDryRun},
             .run = [](const Invocation& t, Context& c) { return decide(t, c, "confirm"); },
             .example = "L-3fa2b1c09d --reason 'the export of the newsletter'"});
    cli.add({.noun = "proposals",
             .verb = "dismiss",
             .doc = "Say that it is none; it comes back only when the values have changed",
             .arguments = kProposal,
             .options = {reason, kDryRun},
             .run = [](const Invocation& t, Context& c) { return decide(t, c, "dismiss"); },
             .example = "L-3fa2b1c09d --reason 'both count from one'"});
}

}  // namespace gdprd::daemon::ctl
