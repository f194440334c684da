#include <boost/json.hpp>

#include "config/limits.hpp"
#include "daemon/ctl/catalogue_source.hpp"
#include "daemon/ctl/files.hpp"
#include "daemon/ctl/offline.hpp"
#include "policy/catalogue/catalogue_exports.hpp"
#include "policy/catalogue/fides.hpp"
#include "policy/language/coverage.hpp"

namespace gdprd::daemon::ctl {

namespace {

namespace json = boost::json;

Exit export_catalogue(const Invocation& typed, Context& context) {
    auto& out = context.out();
    const std::string& format = typed.get("--format");
    if (format != "fides" && format != "dpv" && format != "csv")
        return out.fail(Exit::usage, "--format is fides, dpv or csv");
    const auto catalogue = effective_catalogue_of(typed, context);
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
    const auto covered = policy::coverage_of(*catalogue, nullptr, {});
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

/// False: a person decided since the catalogue was read, and that is kept.
Result<bool> decide(Client& client, const policy::FidesVerdict& verdict, const Invocation& typed) {
    const bool overwrites = typed.has("--overwrite");
    const auto target = "/api/v1/catalogue/fields/" + url_encode(policy::to_string(verdict.field)) +
                        (verdict.category ? "/confirm" : "/reject");
    json::object body;
    if (verdict.category) body["category"] = verdict.category->value();
    if (!overwrites) body["only_undecided"] = true;
    const auto done = client.post(target, body);
    if (!done && !overwrites && done.error().code() == ErrorCode::conflict) return false;
    if (!done) return done.error();
    return true;
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
    const auto keep = [&](const policy::FidesVerdict& verdict) {
        ++done.kept;
        out.say(policy::to_string(verdict.field) +
                ": a person decided otherwise; kept (--overwrite takes the file's word)");
    };
    for (const auto& verdict : reading.verdicts) {
        const auto deed = deed_for(*catalogue.find_field(verdict.field), verdict);
        if (deed == Deed::same) {
            ++done.same;
        } else if (deed == Deed::contradicts && !typed.has("--overwrite")) {
            keep(verdict);
        } else {
            if (!typed.has("--dry-run")) {
                GDPRD_TRY_ASSIGN(const bool decided, decide(*client, verdict, typed));
                if (!decided) {
                    keep(verdict);
                    continue;
                }
            }
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

}  // namespace

void add_catalogue_file_commands(Cli& cli) {
    cli.add({.noun = "catalogue",
             .verb = "export",
             .doc = "Write the catalogue as Fides datasets, DPV JSON-LD or CSV",
             .arguments = {},
             .options = {{"--format", "F", "fides, dpv or csv", Option::Times::required},
                         {"--out", "FILE", "default standard output"},
                         catalogue_option(),
                         {"--policy", "DIR",
                          "what its annotations say of the fields; default the policy in force, "
                          "none with --catalogue"}},
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
