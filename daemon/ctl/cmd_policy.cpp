#include <algorithm>
#include <boost/json.hpp>

#include "config/limits.hpp"
#include "daemon/ctl/cli.hpp"
#include "daemon/ctl/offline.hpp"
#include "daemon/services/policy_files.hpp"
#include "policy/catalogue/catalogue_json.hpp"
#include "policy/language/explain.hpp"
#include "policy/language/lint.hpp"
#include "policy/language/test_parser.hpp"
#include "policy/language/test_runner.hpp"

namespace gdprd::daemon::ctl {

namespace {

namespace json = boost::json;

struct Loaded {
    policy::Diagnostics diagnostics;
    std::optional<policy::Policy> policy;
    std::optional<policy::Catalogue> catalogue;
};

Result<Loaded> load(const Invocation& typed) {
    const auto off = OffLoop::on_blocking_thread();
    Loaded out;
    GDPRD_TRY_ASSIGN(const auto files, load_policy_files(off, typed.get("--policy")));
    if (files.empty()) {
        return Error(ErrorCode::not_found, "there is no *.yaml in " + typed.get("--policy"));
    }
    if (typed.has("--catalogue")) {
        GDPRD_TRY_ASSIGN(const auto text, read_input(off, typed.get("--catalogue"),
                                                     config::limits::kOfflineInputBytes));
        GDPRD_TRY_ASSIGN(auto catalogue, policy::catalogue_from_json(text));
        out.catalogue = std::move(catalogue);
    }
    auto parsed = policy::parse_policies(files, out.diagnostics);
    if (parsed) out.policy = std::move(*parsed);
    return out;
}

Exit print_diagnostics(Output& out, const policy::Diagnostics& diagnostics) {
    out.text(out.format() == Format::json ? policy::render_json(diagnostics) + "\n"
                                          : policy::render_text(diagnostics));
    return diagnostics.errors() == 0 ? Exit::done : Exit::failed;
}

Exit lint_daemon(Context& context) {
    auto& out = context.out();
    const auto client = context.client();
    if (!client) return out.fail(client.error());
    const auto answer = (*client)->get("/api/v1/policy/lint");
    if (!answer) return out.fail(answer.error());
    if (out.format() == Format::json) {
        out.json(*answer);
    } else {
        const auto text = (*client)->get_bytes("/api/v1/policy/lint?format=text");
        if (!text) return out.fail(text.error());
        out.text(*text);
    }
    return answer->at("errors").to_number<std::uint64_t>() == 0 ? Exit::done : Exit::failed;
}

Exit lint(const Invocation& typed, Context& context) {
    if (!typed.has("--policy")) return lint_daemon(context);
    auto read = load(typed);
    if (!read) return context.out().fail(read.error());
    Loaded& loaded = *read;
    if (loaded.policy && loaded.catalogue) {
        policy::lint_with(*loaded.policy, *loaded.catalogue, loaded.diagnostics);
    } else if (loaded.policy) {
        policy::lint(*loaded.policy, loaded.diagnostics);
    }
    loaded.diagnostics.sort();
    return print_diagnostics(context.out(), loaded.diagnostics);
}

Exit explain_daemon(const Invocation& typed, Context& context) {
    auto& out = context.out();
    const auto client = context.client();
    if (!client) return out.fail(client.error());
    std::string target = "/api/v1/policy/explain?format=";
    target += out.format() == Format::json ? "json" : "text";
    if (typed.has("FIELD")) target += "&field=" + url_encode(typed.get("FIELD"));
    const auto answer = (*client)->get_bytes(target);
    if (!answer) return out.fail(answer.error());
    out.text(*answer);
    return Exit::done;
}

Exit explain(const Invocation& typed, Context& context) {
    auto& out = context.out();
    if (!typed.has("--policy")) return explain_daemon(typed, context);
    auto read = load(typed);
    if (!read) return out.fail(read.error());
    const Loaded& loaded = *read;
    if (!loaded.policy) {
        print_diagnostics(out, loaded.diagnostics);
        return Exit::failed;
    }
    const auto& catalogue = loaded.catalogue ? *loaded.catalogue : policy::Catalogue{};
    std::vector<policy::FieldExplanation> explained;
    if (typed.has("FIELD")) {
        const auto path = policy::parse_field_path(typed.get("FIELD"));
        if (!path) return out.fail(path.error());
        auto one = policy::explain_field(*loaded.policy, catalogue, *path);
        if (!one) return out.fail(one.error());
        explained.push_back(std::move(*one));
    } else {
        explained = policy::explain_all(*loaded.policy, catalogue);
    }
    out.text(out.format() == Format::json ? policy::render_json(explained) + "\n"
                                          : policy::render_text(explained));
    return Exit::done;
}

Exit test(const Invocation& typed, Context& context) {
    auto& out = context.out();
    auto read = load(typed);
    if (!read) return out.fail(read.error());
    Loaded& loaded = *read;
    const auto files = load_test_files(OffLoop::on_blocking_thread(), typed.get("--policy"));
    if (!files) return out.fail(files.error());
    const auto tests = policy::parse_tests(*files, loaded.diagnostics);
    if (!loaded.policy || !tests) {
        print_diagnostics(out, loaded.diagnostics);
        return Exit::failed;
    }
    const auto& catalogue = loaded.catalogue ? *loaded.catalogue : policy::Catalogue{};
    const auto outcomes = policy::run_tests(*loaded.policy, catalogue, *tests);
    out.text(out.format() == Format::json ? policy::render_json(outcomes)
                                          : policy::render_text(outcomes));
    const bool passed = std::all_of(outcomes.begin(), outcomes.end(),
                                    [](const auto& outcome) { return outcome.passed(); });
    return passed ? Exit::done : Exit::failed;
}

/// Nothing changes: the policy of DIR is compared with the one in force.
Exit plan(const Invocation& typed, Context& context) {
    auto& out = context.out();
    const auto files = load_policy_files(OffLoop::on_blocking_thread(), typed.get("--policy"));
    if (!files) return out.fail(files.error());
    json::array list;
    for (const auto& file : *files) {
        list.push_back(json::object{{"name", file.name}, {"text", file.bytes}});
    }
    const auto client = context.client();
    if (!client) return out.fail(client.error());
    const json::value body = json::object{{"files", std::move(list)}};
    const auto answer = (*client)->post("/api/v1/policy/plan", body);
    if (!answer) return out.fail(answer.error());
    if (out.format() == Format::json) {
        out.json(*answer);
    } else {
        const auto text =
            (*client)->send("POST", "/api/v1/policy/plan?format=text", json::serialize(body));
        if (!text) return out.fail(text.error());
        if (text->status != 200) return out.fail(Exit::failed, "gdprd gave no text");
        out.text(text->body);
    }
    const auto& found = answer->as_object();
    const bool changes = !found.at("changed").as_array().empty() ||
                         !found.at("others").as_array().empty() ||
                         !found.at("stale").as_array().empty();
    return changes ? Exit::changes : Exit::done;
}

}  // namespace

void add_policy_commands(Cli& cli) {
    const std::vector<Option> files{
        {"--policy", "DIR", "directory of policy files: needs no daemon"},
        {"--catalogue", "FILE", "what gdprctl catalogue list -o json printed; with --policy"}};
    cli.add({.noun = "policy",
             .verb = "lint",
             .doc = "Check policy files; exit 1 when there are errors",
             .arguments = {},
             .options = files,
             .run = lint,
             .example = "--policy /etc/gdprd/policies"});
    cli.add({.noun = "policy",
             .verb = "explain",
             .doc = "Say what the policy does with a field, and why",
             .arguments = {{"FIELD", "store.namespace.collection.field; default every personal one",
                            Argument::Times::optional}},
             .options = files,
             .run = explain,
             .example = "crm.main.customers.email"});
    cli.add({.noun = "policy",
             .verb = "plan",
             .doc = "Show what other policy files would change; exit 20 when something would",
             .arguments = {},
             .options = {{"--policy", "DIR", "directory of the other policy files",
                          Option::Times::required}},
             .run = plan,
             .example = "--policy /etc/gdprd/policies.next"});
    std::vector<Option> needed = files;
    needed.front().doc = "directory of policy files and of cases, *.test.yaml";
    needed.front().times = Option::Times::required;
    cli.add({.noun = "policy",
             .verb = "test",
             .doc = "Hold the cases beside a policy against it; exit 1 when one fails",
             .arguments = {},
             .options = needed,
             .run = test,
             .offline = true,
             .example = "--policy /etc/gdprd/policies"});
}

}  // namespace gdprd::daemon::ctl
