#include <boost/json.hpp>
#include <map>

#include "config/base/time.hpp"
#include "config/limits.hpp"
#include "config/secret_source.hpp"
#include "daemon/ctl/cli.hpp"
#include "daemon/ctl/interrupt.hpp"
#include "daemon/ctl/json_table.hpp"
#include "daemon/ctl/offline.hpp"
#include "daemon/http/json.hpp"
#include "daemon/services/restore_state.hpp"

namespace gdprd::daemon::ctl {

namespace {

namespace json = boost::json;

void show_event(Output& out, const ServerEvent& event) {
    const auto value = parse_json(event.data);
    if (!value || event.name != "phase") return;
    out.progress(std::string(value->at("phase").as_string()),
                 value->at("entries").to_number<std::uint64_t>(),
                 value->at("of").to_number<std::uint64_t>());
}

Exit print_backup(Output& out, const json::value& report) {
    if (out.format() == Format::json) out.json(report);
    if (member_text(report, "state") != "done") {
        const auto& failure = report.at("failure");
        return failure.is_object() ? out.fail(Exit::failed, member_text(failure, "detail"),
                                              member_text(failure, "hint"))
                                   : out.fail(Exit::failed, "the backup failed");
    }
    if (out.format() == Format::json) return Exit::done;
    out.text(member_text(report, "path") + "\n");
    out.say("verified: " + member_text(report, "entries") + " entries, " +
            member_text(report, "payloads") +
            " payloads, up to this checkpoint; keep it elsewhere, to know the newest backup by:");
    out.say_note(member_text(report, "checkpoint"));
    out.say("its keys are sealed for " + member_text(report, "recipients") +
            " recipients: the private key of any of them opens the backup, without the root key. "
            "Neither the root key nor the ratchet is in it");
    return Exit::done;
}

Exit create(const Invocation& typed, Context& context) {
    auto& out = context.out();
    const auto client = context.client();
    if (!client) return out.fail(client.error());
    const auto started =
        (*client)->post("/api/v1/backups", json::object{{"archive", typed.has("--archive")}});
    if (!started) return out.fail(started.error());
    const auto target = "/api/v1/backups/" + url_encode(member_text(*started, "id"));
    const auto followed = (*client)->follow(target + "/events", [&](const ServerEvent& event) {
        show_event(out, event);
        return true;
    });
    if (!followed && followed.error().code() == ErrorCode::cancelled) {
        return out.fail(Exit::failed, "stopped watching; gdprd goes on with the backup",
                        "look into the directory that backup.directory names");
    }
    const auto report = (*client)->get(target);
    if (!report) return out.fail(report.error());
    if (member_text(*report, "state") == "running") {
        return out.fail(Exit::failed, "lost sight of the backup; gdprd goes on with it",
                        "look into the directory that backup.directory names");
    }
    return print_backup(out, *report);
}

Result<RestoreOptions> options_of(OffLoop off, const Invocation& typed) {
    RestoreOptions options;
    options.backup = typed.get("BACKUP");
    options.state = typed.get("STATE");
    options.keys = typed.get("--keys");
    options.newer = typed.get("--newer");
    options.vkey = typed.get("--key");
    const config::SecretSource root{config::SecretSource::Kind::file, typed.get("--data-key")};
    GDPRD_TRY_ASSIGN(options.root_key, config::load_key(root));
    if (typed.has("--private-key")) {
        GDPRD_TRY_ASSIGN(options.private_key, Secret::load(typed.get("--private-key")));
    } else if (options.keys.empty()) {
        return Error(
            ErrorCode::invalid_argument, "the keys in the backup are sealed for its recipients",
            "give --private-key, or --keys with what openssl cms -decrypt made of keys.cms");
    }
    for (const auto& path : typed.all("--checkpoint")) {
        GDPRD_TRY_ASSIGN(auto note, read_checkpoint(off, path));
        options.checkpoints.push_back(std::move(note));
    }
    return options;
}

json::object figures_of(const RestoredState& done, const std::string& root_key) {
    return {{"origin", done.origin},
            {"entries", done.entries},
            {"last_entry_at", done.last_entry_at ? json::value(format_time(*done.last_entry_at))
                                                 : json::value(nullptr)},
            {"payloads", done.payloads},
            {"payloads_erased", done.payloads_erased},
            {"epochs", done.keys.epochs},
            {"epochs_lost", done.keys.epochs_lost},
            {"subject_keys", done.keys.subjects},
            {"subject_keys_destroyed", done.keys.subjects_destroyed},
            {"subject_keys_lost", done.keys.subjects_lost},
            {"newer_entries", done.newer_entries},
            {"root_key", root_key},
            {"checkpoint", done.checkpoint},
            {"vkey", done.vkey}};
}

void say_what_follows(Output& out, const RestoredState& done, const std::string& root_key) {
    if (done.last_entry_at)
        out.say("the backup is of " + format_time(*done.last_entry_at) + ", by its last entry");
    out.say("verified with and without its keys; the trail ends at this checkpoint:");
    out.say_note(done.checkpoint);
    out.say("sealed with the root key in " + root_key +
            ": set keys.root to it and start gdprd with it. When that is another one than before, "
            "the one before does not open this state");
    const std::string count = std::to_string(done.entries);
    if (done.newer_entries == 0) {
        out.say("What was recorded after entry " + count +
                " is not here: scans, requests, and erasures too. Who was erased after the backup "
                "can be read here, unless the keys came from a newer backup (--keys) or a longer "
                "copy of the trail was given (--newer): erase them again.");
    } else {
        out.say(std::to_string(done.newer_entries - done.entries) +
                " entries of the newer trail are not here; the keys that they destroyed are.");
    }
    out.say(
        "A witness, an anchor in a store or the record at trail.last_signed that knows more "
        "entries keeps gdprd from starting on it. Then nothing newer is to be had, or it is: "
        "look for it first. Else set a new trail.origin and run gdprd continue-trail.");
    out.say(
        "Nobody else notices: without them, compare with the newest checkpoint that you have "
        "elsewhere: gdprctl audit verify STATE --key VKEY --checkpoint FILE");
}

Exit restore(const Invocation& typed, Context& context) {
    auto& out = context.out();
    const auto off = OffLoop::on_blocking_thread();
    auto options = options_of(off, typed);
    if (!options) return out.fail(options.error());
    const InterruptGuard guard;
    options->stop = &interrupted();
    options->progress = [&](std::string_view phase, std::uint64_t done, std::uint64_t of) {
        out.progress(phase, done, of);
    };
    const auto done = restore_state(off, *options);
    if (!done) {
        return done.error().code() == ErrorCode::corrupt
                   ? out.fail(Exit::verification_failed, done.error().message(),
                              done.error().hint())
                   : out.fail(done.error());
    }
    const std::string& root_key = typed.get("--data-key");
    auto figures = figures_of(*done, root_key);
    if (out.format() == Format::json) {
        out.json(figures);
    } else {
        figures.erase("checkpoint");
        out.text(lines_of(figures));
    }
    say_what_follows(out, *done, root_key);
    return Exit::done;
}

}  // namespace

void add_backup_commands(Cli& cli) {
    using Times = Option::Times;
    cli.add({.noun = "backup",
             .verb = "create",
             .doc = "Back up the state directory while gdprd works, and verify the backup",
             .arguments = {},
             .options = {{.name = "--archive",
                          .value = "",
                          .doc = "Make one file, tar under zstd, in place of a directory"}},
             .run = create,
             .example = "--archive"});
    cli.add(
        {.noun = "backup",
         .verb = "restore",
         .doc = "Make a state directory from a backup, and verify it; gdprd must not run on it",
         .arguments = {{.name = "BACKUP", .doc = "The directory or file of the backup"},
                       {.name = "STATE", .doc = "The state directory; empty, or not there"}},
         .options = {{.name = "--data-key",
                      .value = "FILE",
                      .doc = "The root key to seal the restored state with; may be a new one",
                      .times = Times::required},
                     {.name = "--private-key",
                      .value = "FILE",
                      .doc = "A recipient's private key in PEM; without it --keys is open already"},
                     {.name = "--keys",
                      .value = "FILE",
                      .doc = "A newer backup of the keys, to take in place of the one inside"},
                     {.name = "--newer",
                      .value = "DIR",
                      .doc = "A longer copy of the trail: what it says was destroyed stays so"},
                     {.name = "--key",
                      .value = "VKEY",
                      .doc = "The verifier key that the trail must have"},
                     {.name = "--checkpoint",
                      .value = "FILE",
                      .doc = "A checkpoint kept elsewhere that the backup must reach",
                      .times = Times::many}},
         .run = restore,
         .offline = true,
         .example = "/backup/gdprd-20261122T120103Z /var/lib/gdprd --data-key root.key "
                    "--private-key recipient.key"});
}

}  // namespace gdprd::daemon::ctl
