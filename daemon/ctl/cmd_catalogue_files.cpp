#include <boost/json.hpp>

#include "config/limits.hpp"
#include "daemon/ctl/cli.hpp"
#include "daemon/ctl/files.hpp"
#include "daemon/ctl/interrupt.hpp"
#include "daemon/ctl/json_table.hpp"
#include "daemon/ctl/offline.hpp"
#include "daemon/http/catalogue_json.hpp"
#include "daemon/http/json.hpp"
#include "daemon/services/policy_files.hpp"
#include "policy/catalogue/catalogue_exports.hpp"
#include "policy/catalogue/catalogue_json.hpp"
#include "policy/catalogue/fides.hpp"
#include "policy/language/coverage.hpp"

namespace gdprd::daemon::ctl {

namespace {

namespace json = boost::json;

/// From --catalogue FILE, else from gdprd.
Result<policy::Catalogue> catalogue_of(const Invocation& typed, Context& context) {
    if (typed.has("--catalogue")) {
        GDPRD_TRY_ASSIGN(const auto text,
                         read_input(OffLoop::on_blocking_thread(), typed.get("--catalogue"),
                                    config::limits::kOfflineInputBytes));
        return policy::catalogue_from_json(text);
    }
    GDPRD_TRY_ASSIGN(Client* const client, context.client());
    GDPRD_TRY_ASSIGN(const auto text, client->get_bytes("/api/v1/catalogue"));
    return policy::catalogue_from_json(text);
}

Result<policy::Policy> policy_of(const std::string& dir) {
    GDPRD_TRY_ASSIGN(const auto files, load_policy_files(OffLoop::on_blocking_thread(), dir));
    if (files.empty()) return Error(ErrorCode::not_found, "there is no *.yaml in " + dir);
    policy::Diagnostics diagnostics;
    auto parsed = policy::parse_policies(files, diagnostics);
    if (!parsed) {
        return Error(ErrorCode::invalid_argument, "the policy in " + dir + " cannot be read",
                     "gdprctl policy lint --policy " + dir);
    }
    return std::move(*parsed);
}

Result<json::value> coverage(const Invocation& typed, Context& context) {
    if (!typed.has("--catalogue") && !typed.has("--policy")) {
        GDPRD_TRY_ASSIGN(Client* const client, context.client());
        return client->get("/api/v1/catalogue/coverage");
    }
    GDPRD_TRY_ASSIGN(const auto catalogue, catalogue_of(typed, context));
    std::optional<policy::Policy> policy;
    if (typed.has("--policy")) {
        GDPRD_TRY_ASSIGN(policy, policy_of(typed.get("--policy")));
    }
    return json::value(coverage_json(catalogue,
                                     policy::coverage_of(catalogue, policy ? &*policy : nullptr),
                                     policy ? &*policy : nullptr));
}

/// ", of Customer care"; nothing where nobody is named.
std::string owners_words(const json::value& task) {
    std::string words;
    for (const auto& owner : task.at("owners").as_array())
        words += (words.empty() ? ", of " : " and ") + std::string(owner.as_string());
    return words;
}

Exit check(const Invocation& typed, Context& context) {
    auto& out = context.out();
    const auto found = coverage(typed, context);
    if (!found) return out.fail(found.error());
    const auto& undecided = found->at("undecided").as_array();
    if (out.format() == Format::json) {
        out.json(*found);
    } else {
        Table table{{"field", "category", "decision", "reasons", "owner"}, {}};
        for (const auto& field : undecided)
            table.rows.push_back({member_text(field, "field"), member_text(field, "category"),
                                  member_text(field, "decision"), member_text(field, "reasons"),
                                  member_text(field, "owner")});
        if (!table.rows.empty()) out.table(table);
    }
    const auto& tasks = found->at("tasks").as_array();
    for (const auto& task : tasks)
        out.say("task " + member_text(task, "id") + ": " + member_text(task, "collection") +
                " has moved since somebody looked, " +
                std::to_string(task.at("changes").as_array().size()) + " fields" +
                owners_words(task));
    out.say(member_text(*found, "fields") + " fields: " + member_text(*found, "decided") +
            " decided by people or the policy, " + std::to_string(undecided.size()) +
            " personal or doubtful ones by the classifier alone");
    if (found->at("fields").to_number<std::uint64_t>() == 0)
        return out.fail(Exit::failed, "the catalogue is empty: nothing was checked",
                        "gdprctl catalogue scan");
    if (undecided.empty() && tasks.empty()) return Exit::done;
    if (undecided.empty())
        return out.fail(Exit::failed, "somebody must look at the tasks above",
                        "gdprctl tasks list; gdprctl tasks close TASK --reason TEXT");
    return out.fail(Exit::failed, "somebody must decide on the fields above",
                    "gdprctl catalogue confirm FIELD, or reject FIELD; or a line under `fields:` "
                    "of the policy");
}

Exit export_catalogue(const Invocation& typed, Context& context) {
    auto& out = context.out();
    const std::string& format = typed.get("--format");
    if (format != "fides" && format != "dpv" && format != "csv")
        return out.fail(Exit::usage, "--format is fides, dpv or csv");
    const auto catalogue = catalogue_of(typed, context);
    if (!catalogue) return out.fail(catalogue.error());
    if (catalogue->fields.empty())
        return out.fail(Exit::failed, "the catalogue is empty", "gdprctl catalogue scan");
    auto file = OutputFile::create(typed.has("--out") ? typed.get("--out") : "-");
    if (!file) return out.fail(file.error());
    Result<void> written;
    std::size_t left_out = 0;
    if (format == "fides") {
        const auto datasets = policy::to_fides(*catalogue);
        written = file->append(datasets.yaml);
        for (const auto& path : datasets.left_out)
            out.say("left out, a name in Fides has no dot: " + path);
        left_out = datasets.left_out.size();
    } else {
        written = file->append(format == "csv" ? policy::to_csv(*catalogue)
                                               : policy::to_dpv_jsonld(*catalogue));
    }
    if (written) written = file->finish();
    if (!written) return out.fail(written.error());
    const auto covered = policy::coverage_of(*catalogue, nullptr);
    if (!covered.undecided.empty())
        out.say(std::to_string(covered.undecided.size()) +
                " fields are judged by the classifier alone: gdprctl catalogue check");
    return left_out == 0 ? Exit::done : Exit::partly_done;
}

/// What an import does with one verdict of the file.
enum class Deed : unsigned char { decide, same, contradicts };

Deed deed_for(const policy::CatalogueField& now, const policy::FidesVerdict& wanted) {
    if (now.decided_by == policy::DecidedBy::classifier) return Deed::decide;
    const bool personal = now.decision == policy::Decision::accept;
    const bool same = wanted.category ? personal && now.category == wanted.category
                                      : now.decision == policy::Decision::reject;
    return same ? Deed::same : Deed::contradicts;
}

Result<void> decide(Client& client, const policy::FidesVerdict& verdict) {
    const auto target = "/api/v1/catalogue/fields/" + url_encode(policy::to_string(verdict.field)) +
                        (verdict.category ? "/confirm" : "/reject");
    json::object body;
    if (verdict.category) body["category"] = verdict.category->value();
    GDPRD_TRY(client.post(target, body));
    return {};
}

struct Imported {
    std::uint64_t decided = 0;
    std::uint64_t same = 0;
    std::uint64_t kept = 0;
};

Result<Imported> carry_out(const policy::FidesReading& reading, const policy::Catalogue& catalogue,
                           const Invocation& typed, Context& context) {
    auto& out = context.out();
    GDPRD_TRY_ASSIGN(Client* const client, context.client());
    Imported done;
    for (const auto& verdict : reading.verdicts) {
        const auto deed = deed_for(*catalogue.find_field(verdict.field), verdict);
        if (deed == Deed::same) {
            ++done.same;
        } else if (deed == Deed::contradicts && !typed.has("--overwrite")) {
            ++done.kept;
            out.say(policy::to_string(verdict.field) +
                    ": a person decided otherwise; kept (--overwrite takes the file's word)");
        } else {
            if (!typed.has("--dry-run")) GDPRD_TRY(decide(*client, verdict));
            ++done.decided;
            out.progress("fields", done.decided, reading.verdicts.size());
        }
    }
    return done;
}

Exit import_catalogue(const Invocation& typed, Context& context) {
    auto& out = context.out();
    const auto text = read_input(OffLoop::on_blocking_thread(), typed.get("FILE"),
                                 config::limits::kOfflineInputBytes);
    if (!text) return out.fail(text.error());
    const auto catalogue = catalogue_of(typed, context);
    if (!catalogue) return out.fail(catalogue.error());
    const auto reading = policy::read_fides(*text, *catalogue);
    if (!reading) return out.fail(reading.error().in(typed.get("FILE")));
    for (const auto& note : reading->notes) out.say(note);
    const auto done = carry_out(*reading, *catalogue, typed, context);
    if (!done) {
        return out.fail(
            done.error().in("stopped in the middle; what was decided before stays, and the import "
                            "can be run again"));
    }
    const std::string verb = typed.has("--dry-run") ? " would be decided, " : " decided, ";
    if (out.format() == Format::json) {
        json::array notes;
        for (const auto& note : reading->notes) notes.emplace_back(note);
        out.json(json::object{{"decided", done->decided},
                              {"same", done->same},
                              {"kept", done->kept},
                              {"notes", std::move(notes)},
                              {"dry_run", typed.has("--dry-run")}});
    } else {
        out.text(std::to_string(done->decided) + verb + std::to_string(done->same) +
                 " were so already, " + std::to_string(done->kept) + " kept as a person decided\n");
    }
    if (done->kept == 0 && reading->notes.empty()) return Exit::done;
    return out.fail(Exit::partly_done, "not all of the file was taken over: see the lines above");
}

const Option kCatalogue{"--catalogue", "FILE",
                        "what gdprctl catalogue list -o json printed: needs no daemon"};

}  // namespace

void add_catalogue_file_commands(Cli& cli) {
    cli.add({.noun = "catalogue",
             .verb = "check",
             .doc = "Fail while personal fields are judged by the classifier alone: for CI",
             .arguments = {},
             .options = {kCatalogue,
                         {"--policy", "DIR",
                          "count its annotations as decisions; default the policy in force"}},
             .run = check,
             .example = "--catalogue catalogue.json --policy policies"});
    cli.add({.noun = "catalogue",
             .verb = "export",
             .doc = "Write the catalogue as Fides datasets, DPV JSON-LD or CSV",
             .arguments = {},
             .options = {{"--format", "F", "fides, dpv or csv", Option::Times::required},
                         {"--out", "FILE", "default standard output"},
                         kCatalogue},
             .run = export_catalogue,
             .example = "--format fides --out dataset.yml"});
    cli.add({.noun = "catalogue",
             .verb = "import",
             .doc = "Take a Fides dataset file's categories over as decisions of yours",
             .arguments = {{"FILE", "dataset YAML; - is standard input"}},
             .options = {{"--overwrite", "", "also where a person decided otherwise"},
                         {"--dry-run", "", "say what would be done, change nothing"}},
             .run = import_catalogue,
             .example = "dataset.yml --dry-run"});
}

}  // namespace gdprd::daemon::ctl
