#include <unistd.h>

#include <boost/json.hpp>

#include "audit/tree_export.hpp"
#include "daemon/ctl/cli.hpp"
#include "daemon/ctl/export_tree.hpp"
#include "daemon/ctl/json_table.hpp"

namespace gdprd::daemon::ctl {

namespace json = boost::json;

Exit export_tree(const Invocation& typed, Context& context) {
    auto& out = context.out();
    audit::ExportOptions options;
    options.dir = typed.get("DIR");
    options.to = typed.get("--c2sp");
    if (options.dir.empty() || options.to.empty())
        return out.fail(Exit::usage, "DIR and --c2sp TO belong together",
                        "gdprctl audit export /var/lib/gdprd --c2sp /srv/log");
    options.vkey = typed.get("--key");
    options.progress = [&out](std::uint64_t done, std::uint64_t expected) {
        out.progress("export", done, expected);
    };
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

}  // namespace gdprd::daemon::ctl
