#include <set>

#include "config/base/clock.hpp"
#include "config/base/edit_distance.hpp"
#include "config/limits.hpp"
#include "daemon/ctl/cli.hpp"
#include "daemon/ctl/offline.hpp"
#include "policy/identity/check_identifiers.hpp"

namespace gdprd::daemon::ctl {

namespace {

/// The known types, national forms of phone numbers as one.
std::string type_list() {
    std::string list;
    bool phones = false;
    for (const std::string_view type : policy::identifier_types()) {
        const bool national_phone = type.starts_with("phone.");
        if (national_phone && phones) continue;
        phones = phones || national_phone;
        list.append(list.empty() ? "" : ", ").append(national_phone ? "phone.CC" : type);
    }
    return list;
}

void suggest_types(const std::vector<policy::IdentifierQuestion>& questions, Context& context) {
    std::set<std::string> said;
    for (const auto& question : questions) {
        if (policy::is_known(question.type)) continue;
        const auto meant = closest(question.type.value(), policy::identifier_types());
        if (meant && said.insert(*meant).second) context.out().say("did you mean " + *meant + "?");
    }
}

Exit check(const Invocation& typed, Context& context) {
    std::vector<policy::IdentifierQuestion> questions;
    if (typed.get("TYPE") == "-") {
        const auto off = OffLoop::on_blocking_thread();
        const auto text = read_input(off, "-", config::limits::kOfflineInputBytes);
        if (!text) return context.out().fail(text.error());
        auto parsed = policy::parse_identifier_lines(*text);
        if (!parsed) return context.out().fail(Exit::usage, parsed.error().message());
        questions = std::move(*parsed);
    } else {
        if (!typed.has("VALUE")) {
            return context.out().fail(Exit::usage, "a value is missing",
                                      "printf 'email\\tann@example.org\\n' | "
                                      "gdprctl identifiers check -");
        }
        for (const auto& value : typed.all("VALUE")) {
            questions.push_back({policy::IdentifierType(typed.get("TYPE")), value});
        }
    }
    const auto answers = policy::check_identifiers(questions, date_of(SystemClock().now()));
    context.out().text(context.out().format() == Format::json ? answers.json : answers.lines);
    suggest_types(questions, context);
    return static_cast<Exit>(answers.exit_code);
}

}  // namespace

void add_identifiers_commands(Cli& cli) {
    cli.add({.noun = "identifiers",
             .verb = "check",
             .doc = "Check identifiers and print their normal forms",
             .arguments = {{"TYPE",
                            "one of " + type_list() +
                                " (CC: a country, fr); or -: lines TYPE<TAB>VALUE from standard "
                                "input",
                            Argument::Times::one},
                           {"VALUE", "what to check (others can see it: prefer -)",
                            Argument::Times::any}},
             .options = {},
             .run = check,
             .offline = true,
             .example = "email ann@example.org"});
}

}  // namespace gdprd::daemon::ctl
