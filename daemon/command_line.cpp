#include "daemon/command_line.hpp"

#include <charconv>

namespace gdprd::daemon {

namespace {

constexpr std::string_view kConfirm = "--confirm=";

Result<std::uint64_t> parse_count(const std::string& digits) {
    std::uint64_t count = 0;
    const auto* end = digits.data() + digits.size();
    const auto parsed = std::from_chars(digits.data(), end, count);
    if (parsed.ec != std::errc{} || parsed.ptr != end)
        return Error(ErrorCode::invalid_argument, "--confirm takes a number", "gdprd --help");
    return count;
}

}  // namespace

std::string_view usage_text() noexcept {
    return "gdprd [-c FILE]          serve until SIGTERM; SIGHUP reloads\n"
           "gdprd --check [-c FILE]  load everything, print the settings in force, change nothing\n"
           "gdprd init [-c FILE]     make the root key (never over another) and the trail\n"
           "gdprd accept-state-loss --confirm=N [-c FILE]\n"
           "                         record that the state database was lost, and go on without\n"
           "gdprd continue-trail --confirm=ORIGIN [-c FILE]\n"
           "                         end the trail ORIGIN, which is refused, and go on with a new\n"
           "                         one under the trail.origin of FILE\n"
           "gdprd --help\n"
           "gdprd --version\n"
           "\n"
           "  -c, --config FILE      configuration; default /etc/gdprd/gdprd.yaml\n"
           "\n"
           "Exit codes: 0 done, 1 failed, 2 usage or configuration. See gdprd(8).\n";
}

Result<CommandLine> parse_command_line(const std::vector<std::string>& arguments) {
    CommandLine out;
    for (std::size_t i = 0; i < arguments.size(); ++i) {
        const auto& word = arguments[i];
        if (word == "--help" || word == "-h") {
            out.verb = Verb::help;
            return out;
        }
        if (word == "--version") {
            out.verb = Verb::version;
            return out;
        }
        if (word == "--check" && out.verb == Verb::serve) {
            out.verb = Verb::check;
        } else if (word == "init" && out.verb == Verb::serve) {
            out.verb = Verb::init;
        } else if (word == "accept-state-loss" && out.verb == Verb::serve) {
            out.verb = Verb::accept_state_loss;
        } else if (word == "continue-trail" && out.verb == Verb::serve) {
            out.verb = Verb::continue_trail;
        } else if (word.starts_with(kConfirm) && out.verb == Verb::accept_state_loss) {
            GDPRD_TRY_ASSIGN(out.confirm, parse_count(word.substr(kConfirm.size())));
        } else if (word.starts_with(kConfirm) && out.verb == Verb::continue_trail) {
            out.ended = word.substr(kConfirm.size());
        } else if ((word == "-c" || word == "--config") && i + 1 < arguments.size()) {
            out.file = arguments[++i];
        } else {
            return Error(ErrorCode::invalid_argument, "this argument is not understood",
                         "gdprd --help");
        }
    }
    return out;
}

}  // namespace gdprd::daemon
