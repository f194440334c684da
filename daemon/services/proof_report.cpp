#include "daemon/services/proof_report.hpp"

#include <fmt/format.h>

#include "audit/entry.hpp"
#include "config/base/time.hpp"
#include "config/base/utf8.hpp"
#include "daemon/services/proof_statement.hpp"

namespace gdprd::daemon {
namespace {

using audit::EntryType;
using cbor::Value;

constexpr std::size_t kWordBytes = 1024;

std::uint64_t number(const Value& body, std::string_view key) {
    const auto value = body[key].as_u64();
    return value ? *value : 0;
}

std::string text(const Value& body, std::string_view key) {
    const auto value = body[key].as_string();
    return value ? printable(*value, kWordBytes) : std::string();
}

/// The last entry of a run: of an erasure with what its verification saw.
std::string end_of(const Value& body) {
    auto out = "the run ended: " + text(body, "result");
    if (!body["checked"].as_u64()) return out;
    out += fmt::format("; {} checked, {} remaining, {} appeared during the run",
                       counted(number(body, "checked"), "row"), number(body, "remaining"),
                       number(body, "appeared"));
    if (const auto mentions = number(body, "mentions"); mentions > 0)
        out += fmt::format(", {} of others still {} the person", counted(mentions, "row"),
                           mentions == 1 ? "names" : "name");
    if (const auto away = number(body, "unreachable"); away > 0)
        out += fmt::format(", {} not reached for the check", counted(away, "store"));
    if (const auto keys = number(body, "subject_keys"); keys > 0)
        out += fmt::format("; {} of events destroyed, {} with it", counted(keys, "subject key"),
                           counted(number(body, "payloads"), "payload"));
    return out;
}

/// What became of the search for erased values in a store's files.
std::string residue_of(const Value& body, const ProofStatement& statement) {
    if (const auto found = number(body, "stale"); found > 0)
        return fmt::format(", {} still in the files",
                           counted(found, "value") + (found == 1 ? " is" : " are"));
    if (text(body, "result") != "done") return ", the files were not purged or not searched";
    return statement.searched(number(body, "step"))
               ? ", none of the searched identifiers is left (names are not searched for)"
               : ", no value was searched for";
}

std::string outcome_of(const Value& body, const ProofStatement& statement) {
    if (number(body, "step") == 0) return end_of(body);
    auto out = fmt::format("step {} {}: {}{}", number(body, "step"), text(body, "result"),
                           text(body, "kind"), statement.place_of(number(body, "step")));
    if (text(body, "kind") == "residue") return out + residue_of(body, statement);
    if (const auto done = number(body, "done"); done > 0) out += ", " + counted(done, "row");
    if (const auto before = number(body, "already_done"); before > 0)
        out += fmt::format(", {} found so already", counted(before, "row"));
    if (const auto stale = number(body, "stale"); stale > 0)
        out += fmt::format(", {} changed since the plan and left alone", counted(stale, "row"));
    return out;
}

std::string what_of(const audit::VerifiedDisclosure& entry, const ProofStatement& statement) {
    const auto& body = entry.body;
    switch (static_cast<EntryType>(entry.type)) {
        case EntryType::plan:
            return fmt::format("{} plan of {}, {}, made by {}", text(body, "right"),
                               counted(number(body, "steps"), "step"),
                               counted(number(body, "rows"), "row"), text(body, "by"));
        case EntryType::approval:
            return "plan approved by " + text(body, "by");
        case EntryType::intent:
            return fmt::format("step {} begun by {}", number(body, "step"), text(body, "by"));
        case EntryType::outcome:
            return outcome_of(body, statement);
        default:
            return std::string(audit::to_string(static_cast<EntryType>(entry.type)));
    }
}

/// Entries that a whole bundle would have. Whether they were never written or left out of the file
/// only the trail tells.
std::string what_run_lacks(const VerifiedRun& run) {
    std::string out;
    const bool erasure = text(run.entries.front().body, "right") == "erasure";
    if (erasure && !run.approved)
        out += "  no approval of the plan: the policy asked for none, or the entry was left out\n";
    if (const auto steps = run.steps_without_outcome; steps > 0)
        out += fmt::format("  no outcome of {}: not carried out, or the entries were left out\n",
                           counted(steps, "step"));
    return out;
}

std::string what_is_missing(const VerifiedBundle& bundle) {
    std::string out;
    for (std::size_t i = 0; i < bundle.runs.size(); ++i) {
        const auto lacks = what_run_lacks(bundle.runs[i]);
        if (!lacks.empty() && bundle.runs.size() > 1) out += fmt::format("  of run {}:\n", i + 1);
        out += lacks;
    }
    for (const auto& digest : bundle.missing)
        out += "  no entry of an earlier run, which a plan here names: of plan " +
               hex_encode(digest) + "\n";
    if (out.empty()) return out;
    return "\nWhat this bundle does not hold\n" + out +
           "  the trail tells: gdprctl audit list --request " + bundle.request + "\n";
}

/// Rows that the outcomes of the run's steps report as done.
std::uint64_t rows_done(const VerifiedRun& run) {
    std::uint64_t rows = 0;
    for (const auto& entry : run.entries)
        if (static_cast<EntryType>(entry.type) == EntryType::outcome &&
            text(entry.body, "kind") != "residue")
            rows += number(entry.body, "done");
    return rows;
}

std::string_view conclusion_of(const VerifiedRun& run) {
    return run.complete ? "complete" : "not complete";
}

/// Several runs: what each did and left, and what they did in all. What stays is not summed: the
/// next plan may have found the same rows.
std::string sum_of(const VerifiedBundle& bundle) {
    std::string out;
    std::uint64_t done = 0;
    std::uint64_t steps = 0;
    std::uint64_t rows = 0;
    for (std::size_t i = 0; i < bundle.runs.size(); ++i) {
        const auto& run = bundle.runs[i];
        const auto rows_here = rows_done(run);
        out += fmt::format("run {:<7} {}; {} of {} done ({}){}\n", i + 1, conclusion_of(run),
                           run.steps_done, counted(run.steps, "step"), counted(rows_here, "row"),
                           ProofStatement(run.statement).what_stays());
        done += run.steps_done;
        steps += run.steps;
        rows += rows_here;
    }
    return out + fmt::format("in all      {} of {} done ({})\n", done, counted(steps, "step"),
                             counted(rows, "row"));
}

/// Also where the case stays open for what the plan does not reach.
bool was_carried_out(const VerifiedRun& run) {
    return run.complete || (run.steps > 0 && run.steps_done == run.steps);
}

std::string render_run(const VerifiedRun& run) {
    const ProofStatement statement(run.statement);
    std::string out = "\n     entry  time                  what\n";
    for (const auto& entry : run.entries) {
        const WallTime at(std::chrono::nanoseconds(static_cast<std::int64_t>(entry.wall_ns)));
        out += fmt::format("  {:>8}  {}  {}\n", entry.index.value(), format_time(at),
                           what_of(entry, statement));
    }
    return out + statement.kept_and_left(was_carried_out(run));
}

}  // namespace

std::string render_bundle(const VerifiedBundle& bundle) {
    const bool several = bundle.runs.size() > 1;
    std::string out = fmt::format(
        "request     {}\ntrail       {}\ncheckpoint  {} entries, root {}\nconclusion  {}\n",
        bundle.request, bundle.checkpoint.origin, bundle.checkpoint.size,
        base64_encode(bundle.checkpoint.root), conclusion_of(bundle.runs.back()));
    if (several) out += sum_of(bundle);
    for (std::size_t i = 0; i < bundle.runs.size(); ++i) {
        if (several) out += fmt::format("\nRun {} of {}\n", i + 1, bundle.runs.size());
        out += render_run(bundle.runs[i]);
    }
    return out + what_is_missing(bundle);
}

}  // namespace gdprd::daemon
