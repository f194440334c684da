#include <unistd.h>

#include <boost/json.hpp>

#include "audit/tree_export.hpp"
#include "daemon/ctl/cli.hpp"
#include "daemon/ctl/json_table.hpp"

namespace gdprd::daemon::ctl {

namespace {

namespace json = boost::json;

Exit export_c2sp(const Invocation& typed, Context& context) {
    auto& out = context.out();
    audit::ExportOptions options;
    options.dir = typed.get("DIR");
    options.to = typed.get("--c2sp");
    options.vkey = typed.get("--key");
    if (isatty(STDERR_FILENO) != 0) {
        options.progress = [&out](std::uint64_t done, std::uint64_t expected) {
            if (done % (1U << 16) == 0)
                out.progress("exported " + std::to_string(done) + " of " +
                             std::to_string(expected));
        };
    }
    const auto report = audit::export_tree(OffLoop::on_blocking_thread(), options);
    if (!report) return out.fail(report.error());
    const json::object figures{{"entries", report->size},
                               {"added", report->added},
                               {"payloads", report->payloads},
                               {"payloads_erased", report->payloads_erased}};
    if (out.format() == Format::json)
        out.json(figures);
    else
        out.text(lines_of(figures));
    return Exit::done;
}

}  // namespace

void add_audit_export_command(Cli& cli) {
    cli.add(
        {.noun = "audit",
         .verb = "export",
         .doc = "Export the trail as a C2SP tlog-tiles tree that others can verify and serve",
         .arguments = {{"DIR", "state directory or trail, live or copied; needs no daemon",
                        Argument::Times::one}},
         .options = {{"--c2sp", "TO", "a new directory, or an earlier export to bring up to date",
                      Option::Times::required},
                     {"--key", "VKEY", "the log's verifier key; default the trail's file vkey"}},
         .run = export_c2sp,
         .offline = true,
         .example = "/var/lib/gdprd --c2sp /srv/log"});
}

}  // namespace gdprd::daemon::ctl
