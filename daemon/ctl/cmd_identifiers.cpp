#include "config/limits.hpp"
#include "daemon/ctl/cli.hpp"
#include "daemon/ctl/offline.hpp"
#include "policy/identity/check_identifiers.hpp"

namespace gdprd::daemon::ctl {

namespace {

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
    const auto answers = policy::check_identifiers(questions);
    context.out().text(answers.lines);
    return static_cast<Exit>(answers.exit_code);
}

}  // namespace

void add_identifiers_commands(Cli& cli) {
    cli.add({.noun = "identifiers",
             .verb = "check",
             .doc = "Check identifiers and print their normal forms",
             .arguments = {{"TYPE",
                            "email, phone, phone.fr, iban, card, ip, date, fr.nir ...; or -: "
                            "lines TYPE<TAB>VALUE from standard input",
                            Argument::Times::one},
                           {"VALUE", "what to check (others can see it: prefer -)",
                            Argument::Times::any}},
             .options = {},
             .run = check,
             .offline = true});
}

}  // namespace gdprd::daemon::ctl
