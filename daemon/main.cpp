#include <cstdio>

#include "config/base/log.hpp"
#include "daemon/app.hpp"
#include "daemon/command_line.hpp"
#include "daemon/continue_trail.hpp"
#include "daemon/harden.hpp"

using gdprd::OffLoop;
namespace daemon_ns = gdprd::daemon;

namespace {

int fail(const gdprd::Error& error) {
    std::fprintf(stderr, "gdprd: %s\n", error.message().c_str());
    if (!error.hint().empty()) std::fprintf(stderr, "next: %s\n", error.hint().c_str());
    return error.code() == gdprd::ErrorCode::invalid_argument ? 2 : 1;
}

int print(const gdprd::Result<std::string>& text) {
    if (!text) return fail(text.error());
    std::fputs(text->c_str(), stdout);
    return 0;
}

int serve(OffLoop off, const std::string& file, const gdprd::Clock& clock) {
    auto settings = daemon_ns::load_configuration(off, file);
    if (!settings) return fail(settings.error());
    const auto app = daemon_ns::App::open(off, std::move(*settings), file, clock);
    if (!app) return fail(app.error());
    const auto code = (*app)->run({});
    return code ? *code : fail(code.error());
}

}  // namespace

int main(int argc, char** argv) {
    daemon_ns::keep_memory_private();
    const auto typed = daemon_ns::parse_command_line({argv + 1, argv + argc});
    if (!typed) return fail(typed.error());
    const gdprd::SystemClock clock;
    const auto off = OffLoop::on_blocking_thread();
    switch (typed->verb) {
        case daemon_ns::Verb::help:
            return print(std::string(daemon_ns::usage_text()));
        case daemon_ns::Verb::version:
            return print(std::string("gdprd " GDPRD_VERSION "\n"));
        case daemon_ns::Verb::check:
            return print(daemon_ns::check_configuration(off, typed->file));
        case daemon_ns::Verb::init:
            return print(daemon_ns::init_state(off, typed->file, clock));
        case daemon_ns::Verb::accept_state_loss:
            return print(daemon_ns::accept_lost_state(off, typed->file, typed->confirm, clock));
        case daemon_ns::Verb::continue_trail:
            return print(daemon_ns::continue_trail(off, typed->file, typed->ended, clock));
        case daemon_ns::Verb::serve:
            return serve(off, typed->file, clock);
    }
    return 1;
}
