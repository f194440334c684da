#include <unistd.h>

#include <boost/json.hpp>
#include <chrono>
#include <cstdio>
#include <optional>

#include "audit/checkpoint.hpp"
#include "audit/file_store.hpp"
#include "audit/tree_source.hpp"
#include "audit/verifier.hpp"
#include "config/limits.hpp"
#include "config/secret_source.hpp"
#include "daemon/ctl/cli.hpp"
#include "daemon/ctl/interrupt.hpp"
#include "daemon/ctl/json_table.hpp"
#include "daemon/ctl/offline.hpp"
#include "daemon/ctl/timestamp_check.hpp"
#include "daemon/ctl/tree_sources.hpp"
#include "daemon/ctl/verify_progress.hpp"
#include "daemon/ctl/witness_check.hpp"
#include "daemon/http/entry_json.hpp"

namespace gdprd::daemon::ctl {

namespace {

namespace json = boost::json;

/// A line on the terminal, a few times a second.
class Progress {
  public:
    explicit Progress(Output& out) : out_(out) {}
    std::function<void(std::uint64_t, std::uint64_t)> sink() {
        return [this](std::uint64_t done, std::uint64_t expected) {
            const auto now = std::chrono::steady_clock::now();
            if (now - shown_ < std::chrono::milliseconds(200)) return;
            if (shown_ == begin_) first_ = done;
            shown_ = now;
            out_.progress(progress_line({first_, done, expected}, now - begin_));
        };
    }

  private:
    Output& out_;
    std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
    std::chrono::steady_clock::time_point shown_ = begin_;
    std::uint64_t first_ = 0;
};

Result<std::size_t> parse_threads(const std::string& text) {
    if (!text.empty() && text.size() <= 2 &&
        text.find_first_not_of("0123456789") == std::string::npos && std::stoul(text) >= 1 &&
        std::stoul(text) <= 64) {
        return std::stoul(text);
    }
    return Error(ErrorCode::invalid_argument, "--threads is a number from 1 to 64",
                 "leave it out for one a core");
}

/// One fault a line, after the figures.
void print_report(Output& out, const json::value& report) {
    json::object figures = report.as_object();
    figures.erase("faults");
    figures.erase("cosignatures");
    figures.erase("timestamps");
    figures.erase("remarks");
    std::string text = lines_of(figures);
    if (const auto* cosigned = report.as_object().if_contains("cosignatures")) {
        for (const auto& line : cosigned->as_array())
            text.append("cosigned: ").append(std::string_view(line.as_string())).append("\n");
    }
    if (const auto* stamped = report.as_object().if_contains("timestamps")) {
        for (const auto& line : stamped->as_array())
            text.append("time-stamped: ").append(std::string_view(line.as_string())).append("\n");
    }
    for (const auto& fault : report.at("faults").as_array())
        text.append("fault: ").append(std::string_view(fault.as_string())).append("\n");
    out.text(text);
}

Exit say_interrupted(Output& out, const audit::VerifyReport& report, const std::string& path) {
    for (const auto& fault : report.faults) out.say("fault: " + audit::to_string(fault));
    if (!report.faults.empty())
        return out.fail(Exit::verification_failed,
                        "interrupted; faults so far: " + std::to_string(report.faults.size()),
                        "no position was saved");
    return out.fail(
        Exit::partly_done,
        "interrupted after " + std::to_string(report.size) + " entries, without a fault",
        "the same command goes on from " + path);
}

constexpr std::string_view kKeepCopies =
    "keep a copy of the directory and of every checkpoint; restore from a backup only beside it";
constexpr std::string_view kGiveOtherKey =
    "give the root key that the trail was made or restored with, or verify without --data-key";

Exit say_verdict(Output& out, const json::value& report, std::string_view advice) {
    if (out.format() == Format::json) {
        out.json(report);
    } else {
        print_report(out, report);
    }
    for (const auto& remark : report.at("remarks").as_array())
        out.say("warning: " + std::string(remark.as_string()));
    const auto& faults = report.at("faults").as_array();
    if (faults.empty()) return Exit::done;
    return out.fail(Exit::verification_failed,
                    "the trail does NOT verify; faults: " + std::to_string(faults.size()),
                    std::string(advice));
}

bool is_url(const std::string& text) {
    return text.starts_with("http://") || text.starts_with("https://");
}

/// A trail, an export, or a tree that is served.
Result<audit::VerifyReport> verify_where(OffLoop off, const audit::VerifyOptions& options,
                                         const Invocation& typed, Context& context) {
    const auto files = audit::real_files();
    const bool tree =
        typed.has("--served") || is_url(options.dir) || audit::is_export(*files, options.dir);
    if (!tree) return audit::verify_trail(off, options);
    for (const auto* option : {"--data-key", "--resume", "--threads"}) {
        if (typed.has(option))
            return Error(ErrorCode::invalid_argument,
                         std::string(option) + " is for a state directory: a tree holds no keys",
                         "leave it out");
    }
    if (typed.has("--served")) {
        GDPRD_TRY_ASSIGN(Client* const client, context.client());
        ServedSource source(*client);
        return audit::verify_tree(off, source, options);
    }
    if (is_url(options.dir)) {
        std::string url = options.dir;
        while (url.ends_with('/')) url.pop_back();
        GDPRD_TRY_ASSIGN(const auto source, HttpSource::open(std::move(url)));
        return audit::verify_tree(off, *source, options);
    }
    audit::DirectorySource source(files, options.dir);
    return audit::verify_tree(off, source, options);
}

Exit verify_offline(const Invocation& typed, Context& context) {
    auto& out = context.out();
    const auto off = OffLoop::on_blocking_thread();
    audit::VerifyOptions options;
    options.dir = typed.get("DIR");
    options.vkey = typed.get("--key");
    if (options.vkey.empty()) {
        return out.fail(Exit::usage, "--key VKEY is missing",
                        "gdprctl audit verify DIR --key 'NAME+HEX+BASE64' (gdprd printed it)");
    }
    if (const auto key = audit::parse_vkey(options.vkey); !key)
        return out.fail(Exit::usage, "--key: " + key.error().message(), key.error().hint());
    for (const auto& file : typed.all("--checkpoint")) {
        auto text = read_checkpoint(off, file);
        if (!text) return out.fail(text.error());
        options.known_checkpoints.push_back(std::move(*text));
        options.known_names.push_back(file);
    }
    options.kept_elsewhere = typed.has("--checkpoint");
    Secret key;
    if (typed.has("--data-key")) {
        const config::SecretSource source{config::SecretSource::Kind::file,
                                          typed.get("--data-key")};
        auto loaded = config::load_key(source);
        if (!loaded) return out.fail(loaded.error());
        key = std::move(*loaded);
        options.root_key = &key;
    }
    if (typed.has("--threads")) {
        const auto threads = parse_threads(typed.get("--threads"));
        if (!threads) return out.fail(threads.error());
        options.threads = *threads;
    }
    options.resume_path = typed.get("--resume");
    options.stop = &interrupted();
    Progress progress(out);
    if (isatty(STDERR_FILENO) != 0) options.progress = progress.sink();
    std::optional<InterruptGuard> guard;
    if (typed.has("--resume")) guard.emplace();
    const bool elsewhere = typed.has("--served") || is_url(options.dir);
    for (const auto* option : {"--witness", "--tsa-ca"}) {
        if (elsewhere && typed.has(option))
            return out.fail(Exit::usage, std::string(option) + " is for a directory",
                            "export the tree, and verify that");
    }
    const auto witnesses = WitnessCheck::load(off, typed.all("--witness"), options);
    if (!witnesses) return out.fail(witnesses.error());
    const auto timestamps = elsewhere ? Result<TimestampCheck>(TimestampCheck())
                                      : TimestampCheck::load(off, typed.get("--tsa-ca"), options);
    if (!timestamps) return out.fail(timestamps.error());
    const auto report = verify_where(off, options, typed, context);
    if (!report) return out.fail(report.error());
    if (report->interrupted) return say_interrupted(out, *report, options.resume_path);
    const bool only_the_key = !report->data_key_fits && report->faults.size() == 1;
    auto shown = report_json(*report);
    witnesses->add_to(shown);
    timestamps->add_to(shown);
    return say_verdict(out, shown, only_the_key ? kGiveOtherKey : kKeepCopies);
}

Exit verify(const Invocation& typed, Context& context) {
    if (typed.has("DIR") && typed.has("--served"))
        return context.out().fail(Exit::usage, "DIR and --served are two trees",
                                  "gdprctl audit verify --served --key VKEY");
    if (typed.has("DIR") || typed.has("--served")) return verify_offline(typed, context);
    for (const auto* option : {"--key", "--checkpoint", "--witness", "--tsa-ca", "--data-key",
                               "--resume", "--threads"}) {
        if (typed.has(option))
            return context.out().fail(Exit::usage, std::string(option) + " needs DIR",
                                      "gdprctl audit verify DIR --key VKEY");
    }
    const auto client = context.client();
    if (!client) return context.out().fail(client.error());
    const auto answer = (*client)->get("/api/v1/audit/verify");
    if (!answer) return context.out().fail(answer.error());
    return say_verdict(context.out(), *answer, kKeepCopies);
}

}  // namespace

void add_audit_verify_command(Cli& cli) {
    cli.add(
        {.noun = "audit",
         .verb = "verify",
         .doc = "Verify the whole trail: DIR offline, or the running gdprd's",
         .arguments = {{"DIR", "state directory, trail, export, or URL of one; needs no daemon",
                        Argument::Times::optional}},
         .options = {{"--key", "VKEY", "the log's verifier key, as gdprd init printed it"},
                     {"--checkpoint", "FILE", "a checkpoint kept elsewhere; may be repeated",
                      Option::Times::many},
                     {"--witness", "VKEY", "a witness that must have cosigned; may be repeated",
                      Option::Times::many},
                     {"--tsa-ca", "FILE",
                      "certificates, in PEM, that vouch for the time stamps of checkpoints"},
                     {"--data-key", "FILE", "root key: check what is sealed, too"},
                     {"--resume", "FILE", "keep the position there, and go on from it"},
                     {"--threads", "N", "threads that hash; default one a core"},
                     {"--served", "", "here, by the key, the tree that the running gdprd serves"}},
         .run = verify,
         .example = "/var/lib/gdprd --key example.com/gdprd+1a2b3c4d+..."});
}

}  // namespace gdprd::daemon::ctl
