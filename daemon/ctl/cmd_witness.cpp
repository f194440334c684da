#include <boost/json.hpp>
#include <cstdio>

#include "audit/witness.hpp"
#include "config/base/files.hpp"
#include "config/base/log.hpp"
#include "config/base/time.hpp"
#include "daemon/ctl/cli.hpp"
#include "daemon/witness/witness_server.hpp"

namespace gdprd::daemon::ctl {

namespace {

namespace json = boost::json;

constexpr std::uint64_t kVkeyBytesMax = 1024;

Exit init(const Invocation& typed, Context& context) {
    auto& out = context.out();
    const auto off = OffLoop::on_blocking_thread();
    const auto vkey = audit::Witness::create(off, typed.get("--dir"), typed.get("--name"));
    if (!vkey) return out.fail(vkey.error());
    out.text(*vkey + "\n");
    out.say("give this key to who runs gdprd (witnesses in gdprd.yaml) and to who verifies trails");
    return Exit::done;
}

Result<std::vector<audit::VerifierKey>> parse_logs(const Invocation& typed) {
    std::vector<audit::VerifierKey> logs;
    for (const auto& text : typed.all("--log")) {
        GDPRD_TRY_ASSIGN(auto key, audit::parse_vkey(text));
        logs.push_back(std::move(key));
    }
    if (logs.empty()) {
        return Error(ErrorCode::invalid_argument, "--log VKEY is missing",
                     "give the verifier key of each trail; gdprd init printed it");
    }
    return logs;
}

Exit run(const Invocation& typed, Context& context) {
    auto& out = context.out();
    const auto off = OffLoop::on_blocking_thread();
    const auto endpoint = parse_witness_endpoint(typed.get("--listen"));
    if (!endpoint) return out.fail(endpoint.error());
    const auto logs = parse_logs(typed);
    if (!logs) return out.fail(logs.error());
    const SystemClock clock;
    const auto witness = audit::Witness::open(off, typed.get("--dir"), *logs, clock);
    if (!witness) return out.fail(witness.error());
    const auto server = WitnessServer::open(*endpoint, **witness, clock);
    if (!server) return out.fail(server.error());
    (*server)->run([&] {
        log::event(
            log::Event::witness_started,
            {log::Field::safe_text("listen", (*server)->where()), {"logs", (*witness)->logs()}});
        out.text((*server)->where() + "\n");
        std::fflush(stdout);  // who started it waits for this line
    });
    return Exit::done;
}

Exit status(const Invocation& typed, Context& context) {
    auto& out = context.out();
    const auto off = OffLoop::on_blocking_thread();
    const auto& dir = typed.get("--dir");
    const auto text = read_file(dir + "/vkey", kVkeyBytesMax);
    if (!text) return out.fail(text.error());
    std::string_view line = as_text(*text);
    if (line.ends_with('\n')) line.remove_suffix(1);
    const auto key = audit::parse_vkey(line, audit::SignatureType::cosignature_v1);
    if (!key) return out.fail(key.error());
    const auto logs = audit::load_witnessed_logs(off, *audit::real_files(), dir, *key);
    if (!logs) return out.fail(logs.error());
    Table table{{"origin", "size", "root", "cosigned"}, {}};
    for (const auto& [origin, log] : *logs) {
        const auto time = WallTime(std::chrono::seconds(log.time));
        table.rows.push_back({origin, std::to_string(log.checkpoint.size),
                              base64_encode(log.checkpoint.root), format_time(time)});
    }
    out.table(table);
    return Exit::done;
}

}  // namespace

void add_witness_commands(Cli& cli) {
    const Option dir{"--dir", "DIR", "the witness's directory", Option::Times::required};
    cli.add({.noun = "witness",
             .verb = "init",
             .doc = "Make a witness: its directory and its key; prints the verifier key",
             .arguments = {},
             .options = {dir,
                         {"--name", "NAME", "name of its key, such as witness.example.org/w1",
                          Option::Times::required}},
             .run = init,
             .offline = true,
             .example = "--dir /var/lib/witness --name witness.example.org/w1"});
    cli.add({.noun = "witness",
             .verb = "run",
             .doc = "Serve as a witness (C2SP tlog-witness) until SIGTERM",
             .arguments = {},
             .options = {dir,
                         {"--listen", "WHERE", "127.0.0.1:PORT, [::1]:PORT or unix:PATH",
                          Option::Times::required},
                         {"--log", "VKEY", "verifier key of a trail to witness; may be repeated",
                          Option::Times::many}},
             .run = run,
             .offline = true,
             .example = "--dir /var/lib/witness --listen 127.0.0.1:7780 --log "
                        "example.com/gdprd+1a2b3c4d+..."});
    cli.add({.noun = "witness",
             .verb = "status",
             .doc = "Show the latest checkpoint that a witness cosigned of each trail",
             .arguments = {},
             .options = {dir},
             .run = status,
             .offline = true,
             .example = "--dir /var/lib/witness"});
}

}  // namespace gdprd::daemon::ctl
