#include <boost/json.hpp>

#include "audit/file_store.hpp"
#include "audit/key_backup.hpp"
#include "config/base/crypto_cms.hpp"
#include "config/limits.hpp"
#include "config/secret_source.hpp"
#include "daemon/ctl/cli.hpp"
#include "daemon/ctl/files.hpp"
#include "daemon/ctl/json_table.hpp"
#include "daemon/ctl/offline.hpp"

namespace gdprd::daemon::ctl {

namespace {

namespace json = boost::json;

Exit list(const Invocation&, Context& context) {
    auto& out = context.out();
    const auto client = context.client();
    if (!client) return out.fail(client.error());
    const auto answer = (*client)->get("/api/v1/keys");
    if (!answer) return out.fail(answer.error());
    if (out.format() == Format::json) {
        out.json(*answer);
        return Exit::done;
    }
    out.table(table_of(answer->at("epochs").as_array(),
                       {"epoch", "first_entry", "incarnation", "created_at", "retention"}));
    const auto& signing = answer->at("signing");
    for (const auto& one : signing.at("keys").as_array()) {
        std::string line = "signs entries beyond " +
                           std::to_string(one.at("signs_beyond").to_number<std::uint64_t>());
        if (!one.at("signs_until").is_null())
            line += " up to " + std::to_string(one.at("signs_until").to_number<std::uint64_t>());
        out.say(line + ": " + std::string(one.at("vkey").as_string()));
    }
    if (!signing.at("next").is_null())
        out.say("is to sign next: " + std::string(signing.at("next").as_string()));
    for (const auto& one : answer->at("recipients").as_array()) {
        out.say("backups are sealed for " + std::string(one.at("subject").as_string()) + " " +
                std::string(one.at("fingerprint").as_string()));
    }
    for (const auto& one : answer->at("destructions").as_array()) {
        const std::string what(one.at("what").as_string());
        const std::string which =
            what == "due" ? member_text(one.at("due"), "epochs") : member_text(one, "number");
        std::string line = "waits for an approval: ";
        line.append(what).append(" ").append(which).append(", ");
        line.append(member_text(one, "proposed_by"));
        line.append(", because: ").append(member_text(one, "reason"));
        const auto& goes = what == "due" ? one.at("due") : one.at("goes");
        line.append("; entries: ").append(member_text(goes, "entries"));
        line.append(": gdprctl keys destroy --approve=");
        out.say(line.append(member_text(one, "digest")));
    }
    return Exit::done;
}

Exit post(Context& context, const std::string& target, const json::value& body) {
    auto& out = context.out();
    const auto client = context.client();
    if (!client) return out.fail(client.error());
    const auto answer = (*client)->post(target, body);
    if (!answer) return out.fail(answer.error());
    if (out.format() == Format::json) {
        out.json(*answer);
    } else {
        out.text(lines_of(*answer));
    }
    return Exit::done;
}

Exit due(const Invocation&, Context& context) {
    auto& out = context.out();
    const auto client = context.client();
    if (!client) return out.fail(client.error());
    const auto answer = (*client)->get("/api/v1/keys/due");
    if (!answer) return out.fail(answer.error());
    const bool none = answer->at("epochs").as_array().empty();
    if (out.format() == Format::json) {
        out.json(*answer);
    } else if (none) {
        out.say("no epoch is due; gdprctl keys list shows what keeps each");
    } else {
        out.text(lines_of(*answer));
        out.say(
            "These entries cannot be read any more when the keys of their epochs are destroyed; "
            "they verify as before. Next: gdprctl keys destroy --due --reason TEXT");
    }
    return none ? Exit::done : Exit::changes;
}

Exit rotate(const Invocation& typed, Context& context) {
    auto& out = context.out();
    const bool prepare = typed.has("--prepare");
    if (!typed.has("--signing")) {
        if (prepare || typed.has("--reason"))
            return out.fail(Exit::usage, "--prepare and --reason are for the signing key",
                            "gdprctl keys rotate --signing --reason TEXT");
        return post(context, "/api/v1/keys/rotation", json::object{});
    }
    if (prepare == typed.has("--reason"))
        return out.fail(Exit::usage, "give --reason, or --prepare to change nothing yet",
                        "gdprctl keys rotate --signing --reason 'once a year'");
    if (prepare) {
        const Exit made = post(context, "/api/v1/keys/signing/next", json::object{});
        if (made == Exit::done)
            out.say(
                "it does not sign yet: give it to who runs your witnesses, then gdprctl keys "
                "rotate --signing --reason TEXT");
        return made;
    }
    const Exit done = post(context, "/api/v1/keys/signing/rotation",
                           json::object{{"reason", typed.get("--reason")}});
    if (done == Exit::done)
        out.say(
            "back up the keys anew: older backups lack the key that signs now. Witnesses must "
            "know it; auditors go on with the key that they have");
    return done;
}

Exit backup(const Invocation& typed, Context& context) {
    auto& out = context.out();
    // Before anything is recorded: an older backup may be the only one that still opens something.
    const auto absent = check_absent(typed.get("FILE"));
    if (!absent) return out.fail(absent.error());
    const auto client = context.client();
    if (!client) return out.fail(client.error());
    const auto cms = (*client)->get_bytes("/api/v1/keys/backup");
    if (!cms) return out.fail(cms.error());
    const auto written = create_output(typed.get("FILE"), *cms);
    return written ? Exit::done : out.fail(written.error());
}

Result<std::uint64_t> parse_number(const std::string& text) {
    if (!text.empty() && text.size() < 20 &&
        text.find_first_not_of("0123456789") == std::string::npos) {
        return std::stoull(text);
    }
    return Error(ErrorCode::invalid_argument, "an epoch or a subject key is a number",
                 "gdprctl keys list");
}

/// Proposed, not done: what would go, and how somebody else lets it.
Exit propose(Context& context, const json::value& body) {
    auto& out = context.out();
    const auto client = context.client();
    if (!client) return out.fail(client.error());
    const auto answer = (*client)->post("/api/v1/keys/destructions", body);
    if (!answer) return out.fail(answer.error());
    if (out.format() == Format::json) {
        out.json(*answer);
    } else {
        json::object proposal = answer->as_object();
        const bool due = member_text(*answer, "what") == "due";
        const json::value goes = proposal.at(due ? "due" : "goes");
        proposal.erase(due ? "due" : "goes");
        out.text(lines_of(proposal) + lines_of(goes));
    }
    out.say(
        "nothing is destroyed yet; these entries, or what they hold of the person, cannot be read "
        "any more then. Somebody else, with the role approver: gdprctl keys destroy --approve=" +
        member_text(*answer, "digest"));
    return Exit::done;
}

Exit destroy(const Invocation& typed, Context& context) {
    auto& out = context.out();
    if (typed.has("--approve")) {
        return post(context,
                    "/api/v1/keys/destructions/" + url_encode(typed.get("--approve")) + "/approval",
                    json::object{});
    }
    const bool epoch = typed.has("--epoch");
    const int given = int{epoch} + int{typed.has("--subject")} + int{typed.has("--due")};
    if (given != 1 || !typed.has("--reason")) {
        return out.fail(Exit::usage,
                        "give one of --epoch, --subject and --due with --reason, or --approve",
                        "gdprctl keys destroy --due --reason 'retention is over'");
    }
    if (typed.has("--due")) {
        return propose(context, json::object{{"due", true}, {"reason", typed.get("--reason")}});
    }
    const auto number = parse_number(typed.get(epoch ? "--epoch" : "--subject"));
    if (!number) return out.fail(number.error());
    return propose(context, json::object{{epoch ? "epoch" : "subject", *number},
                                         {"reason", typed.get("--reason")}});
}

Result<audit::RestoredKeys> restored(const Invocation& typed) {
    const auto off = OffLoop::on_blocking_thread();
    const config::SecretSource root{config::SecretSource::Kind::file, typed.get("--data-key")};
    GDPRD_TRY_ASSIGN(const Secret root_key, config::load_key(root));
    GDPRD_TRY_ASSIGN(const std::string file,
                     read_input(off, typed.get("--backup"), config::limits::kKeyBackupBytes));
    Secret plain;
    if (typed.has("--private-key")) {
        GDPRD_TRY_ASSIGN(const Secret pem, Secret::load(typed.get("--private-key")));
        GDPRD_TRY_ASSIGN(plain, crypto::cms_open(pem, as_bytes(file)));
    } else {
        plain = Secret{as_bytes(file)};
    }
    GDPRD_TRY_ASSIGN(auto keys, audit::parse_key_backup(plain.expose()));
    // The state directory, as other offline verbs take it, or the trail's own.
    std::string dir = typed.get("DIR");
    const auto files = audit::real_files();
    if (!files->list(dir + "/segments") && files->list(dir + "/trail/segments")) dir += "/trail";
    return audit::restore_keys(off, dir, root_key, std::move(keys));
}

Exit restore(const Invocation& typed, Context& context) {
    auto& out = context.out();
    const auto done = restored(typed);
    if (!done) return out.fail(done.error());
    const json::object figures{{"epochs", done->epochs},
                               {"epochs_lost", done->epochs_lost},
                               {"subject_keys", done->subjects},
                               {"subject_keys_destroyed", done->subjects_destroyed},
                               {"subject_keys_lost", done->subjects_lost},
                               {"subject_keys_kept", done->subjects_kept},
                               {"root_key", typed.get("--data-key")}};
    if (out.format() == Format::json) {
        out.json(figures);
    } else {
        out.text(lines_of(figures));
    }
    out.say("wrapped with the root key in " + typed.get("--data-key") +
            ": set keys.root to it and start gdprd with it");
    if (done->epochs_lost > 0) {
        out.say("entries from " + std::to_string(done->lost_from) +
                " on are of epochs that began after the backup: nobody can read them again, and "
                "they verify; gdprd starts, and goes on in a new epoch");
    }
    if (done->subjects_lost > 0) {
        out.say(
            std::to_string(done->subjects_lost) +
            " keys of persons and requests were made after the backup: those requests are to be "
            "recorded anew");
    }
    return Exit::done;
}

}  // namespace

void add_keys_commands(Cli& cli) {
    using Times = Option::Times;
    cli.add({.noun = "keys",
             .verb = "list",
             .doc = "Show the epochs, the signing keys, who can open backups, and what waits to be "
                    "destroyed",
             .arguments = {},
             .options = {},
             .run = list});
    cli.add({.noun = "keys",
             .verb = "due",
             .doc = "Show what cannot be read any more when the epochs that are due are destroyed",
             .arguments = {},
             .options = {},
             .run = due});
    cli.add({.noun = "keys",
             .verb = "rotate",
             .doc = "Begin another epoch, or hand over to the next signing key",
             .arguments = {},
             .options = {{.name = "--signing",
                          .value = "",
                          .doc = "The key that signs checkpoints; the one before is destroyed"},
                         {.name = "--reason", .value = "TEXT", .doc = "Why; stays in the trail"},
                         {.name = "--prepare",
                          .value = "",
                          .doc = "Only make the next signing key and show it, for witnesses"}},
             .run = rotate,
             .example = "--signing --reason 'once a year'"});
    cli.add({.noun = "keys",
             .verb = "backup",
             .doc = "Write all keys of the trail, sealed for the recipients of keys.recipients",
             .arguments = {{.name = "FILE", .doc = "CMS in DER, made anew; - is standard output"}},
             .options = {},
             .run = backup,
             .example = "keys.cms"});
    cli.add(
        {.noun = "keys",
         .verb = "restore",
         .doc = "Make lost key files anew from a backup; gdprd must not run",
         .arguments = {{.name = "DIR", .doc = "state directory or trail"}},
         .options = {{.name = "--backup",
                      .value = "FILE",
                      .doc = "The backup, or what openssl cms -decrypt made of it",
                      .times = Times::required},
                     {.name = "--data-key",
                      .value = "FILE",
                      .doc = "The root key to wrap the keys with; may be a new one",
                      .times = Times::required},
                     {.name = "--private-key",
                      .value = "FILE",
                      .doc = "A recipient's private key in PEM; without it the backup is open"}},
         .run = restore,
         .offline = true,
         .example = "/var/lib/gdprd --backup keys.cms --data-key root.key "
                    "--private-key recipient.key"});
    cli.add({.noun = "keys",
             .verb = "destroy",
             .doc = "Propose that a key is destroyed for ever, or approve what another proposed",
             .arguments = {},
             .options = {{.name = "--epoch", .value = "N", .doc = "The key of this epoch"},
                         {.name = "--subject", .value = "N", .doc = "This subject key"},
                         {.name = "--due",
                          .value = "",
                          .doc = "The keys of all epochs whose retention is over"},
                         {.name = "--reason", .value = "TEXT", .doc = "Why; stays in the trail"},
                         {.name = "--approve",
                          .value = "DIGEST",
                          .doc = "Destroy what somebody else proposed"}},
             .run = destroy,
             .example = "--epoch 3 --reason 'retention is over'"});
}

}  // namespace gdprd::daemon::ctl
