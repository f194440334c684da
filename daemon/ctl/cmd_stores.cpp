#include <boost/json.hpp>

#include "daemon/ctl/cli.hpp"
#include "daemon/ctl/json_table.hpp"

namespace gdprd::daemon::ctl {

namespace {

Exit list(const Invocation&, Context& context) {
    auto& out = context.out();
    const auto client = context.client();
    if (!client) return out.fail(client.error());
    const auto answer = (*client)->get("/api/v1/stores");
    if (!answer) return out.fail(answer.error());
    const auto& stores = answer->at("stores");
    if (out.format() == Format::json) {
        out.json(stores);
    } else {
        out.table(table_of(stores, {"store", "kind"}));
    }
    return Exit::done;
}

Exit check(const Invocation& typed, Context& context) {
    auto& out = context.out();
    const auto client = context.client();
    if (!client) return out.fail(client.error());
    std::string target = "/api/v1/stores/check";
    if (typed.has("STORE")) target += "?store=" + url_encode(typed.get("STORE"));
    const auto answer = (*client)->get(target);
    if (!answer) return out.fail(answer.error());
    const auto& findings = answer->at("findings");
    if (out.format() == Format::json) {
        out.json(findings);
    } else {
        out.table(table_of(findings, {"store", "severity", "what", "hint"}));
    }
    const auto problems = answer->at("problems").to_number<std::uint64_t>();
    if (problems == 0) return Exit::done;
    return out.fail(Exit::failed,
                    std::to_string(problems) + (problems == 1 ? " problem" : " problems"),
                    "mend what is told before a scan or a request, then gdprctl stores check");
}

}  // namespace

void add_stores_commands(Cli& cli) {
    cli.add({.noun = "stores",
             .verb = "list",
             .doc = "List the configured stores",
             .arguments = {},
             .options = {},
             .run = list});
    cli.add({.noun = "stores",
             .verb = "check",
             .doc = "Check reachability and rights, without changing anything",
             .arguments = {{"STORE", "one store; default all", Argument::Times::optional}},
             .options = {},
             .run = check,
             .example = "crm"});
}

}  // namespace gdprd::daemon::ctl
