#include "daemon/services/proof_report.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "audit/entry.hpp"
#include "config/base/time.hpp"
#include "config/base/utf8.hpp"

namespace gdprd::daemon {
namespace {

namespace json = boost::json;
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

std::string count(std::uint64_t number, std::string_view noun) {
    return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

/// The plan's JSON as the bundle carries it; its hash was checked against the plan entry.
class Statement {
  public:
    explicit Statement(const std::string& plan) {
        boost::system::error_code broken;
        auto parsed = json::parse(plan, broken);
        if (!broken && parsed.is_object()) plan_ = std::move(parsed.get_object());
    }

    /// " in crm.main.orders"; empty where the statement does not say.
    [[nodiscard]] std::string place_of(std::uint64_t step) const {
        for (const auto& item : list("steps"))
            if (whole(item.as_object(), "number") == step)
                return " in " + word(item.as_object(), "in");
        return {};
    }

    /// Of a run that did not end these are intentions.
    [[nodiscard]] std::string kept_and_left(bool complete) const {
        std::string out;
        for (const auto& item : list("kept")) out += kept(item.as_object());
        for (const auto& item : list("residuals")) out += left(item.as_object());
        out += unreachable();
        if (out.empty()) return out;
        return (complete ? "\nWhat the plan kept, and what it did not reach\n"
                         : "\nWhat the plan keeps once it is carried out, and what it does not "
                           "reach\n") +
               out;
    }

    /// Whether that step was to look for any value.
    [[nodiscard]] bool searched(std::uint64_t step) const {
        const auto steps = list("steps");
        return std::any_of(steps.begin(), steps.end(), [step](const json::value& item) {
            return whole(item.as_object(), "number") == step &&
                   whole(item.as_object(), "values_searched") > 0;
        });
    }

  private:
    /// Stores that did not answer when the plan was made.
    [[nodiscard]] std::string unreachable() const {
        const auto* value = plan_.if_contains("unreachable");
        std::string out;
        if (!value || !value->is_array()) return out;
        for (const auto& store : value->get_array())
            if (store.is_string())
                out += fmt::format("  no answer  store {}: not in the plan\n",
                                   printable(store.get_string(), kWordBytes));
        return out;
    }

    [[nodiscard]] json::array list(std::string_view key) const {
        const auto* value = plan_.if_contains(key);
        json::array objects;
        if (!value || !value->is_array()) return objects;
        for (const auto& item : value->get_array())
            if (item.is_object()) objects.push_back(item);
        return objects;
    }

    static std::string word(const json::object& object, std::string_view key) {
        const auto* value = object.if_contains(key);
        return value && value->is_string() ? printable(value->get_string(), kWordBytes)
                                           : std::string();
    }

    /// 0 where it is missing or no whole number.
    static std::uint64_t whole(const json::object& object, std::string_view key) {
        const auto* value = object.if_contains(key);
        boost::system::error_code not_whole;
        const auto number = value ? value->to_number<std::uint64_t>(not_whole) : 0;
        return not_whole ? 0 : number;
    }

    static std::string rows(const json::object& object) {
        const auto rows = whole(object, "rows");
        return rows == 0 ? std::string() : count(rows, "row") + " of ";
    }

    static std::string kept(const json::object& line) {
        const auto until = word(line, "until");
        return fmt::format("  kept       {}{}: {}{}\n", rows(line), word(line, "in"),
                           word(line, "ground"), until.empty() ? "" : ", until " + until);
    }

    static std::string left(const json::object& line) {
        const auto field = word(line, "field");
        return fmt::format("  left over  {}{}{}: {}\n", rows(line), word(line, "in"),
                           field.empty() ? "" : "." + field, word(line, "why"));
    }

    json::object plan_;
};

/// The last entry of a run: of an erasure with what its verification saw.
std::string end_of(const Value& body) {
    auto out = "the run ended: " + text(body, "result");
    if (!body["checked"].as_u64()) return out;
    out += fmt::format("; {} checked, {} remaining, {} appeared during the run",
                       count(number(body, "checked"), "row"), number(body, "remaining"),
                       number(body, "appeared"));
    if (const auto mentions = number(body, "mentions"); mentions > 0)
        out += fmt::format(", {} of others still {} the person", count(mentions, "row"),
                           mentions == 1 ? "names" : "name");
    if (const auto away = number(body, "unreachable"); away > 0)
        out += fmt::format(", {} not reached for the check", count(away, "store"));
    if (const auto keys = number(body, "subject_keys"); keys > 0)
        out += fmt::format("; {} of events destroyed, {} with it", count(keys, "subject key"),
                           count(number(body, "payloads"), "payload"));
    return out;
}

/// What became of the search for erased values in a store's files.
std::string residue_of(const Value& body, const Statement& statement) {
    if (const auto found = number(body, "stale"); found > 0)
        return fmt::format(", {} still in the files",
                           count(found, "value") + (found == 1 ? " is" : " are"));
    if (text(body, "result") != "done") return ", the files were not purged or not searched";
    return statement.searched(number(body, "step"))
               ? ", none of the searched identifiers is left (names are not searched for)"
               : ", no value was searched for";
}

std::string outcome_of(const Value& body, const Statement& statement) {
    if (number(body, "step") == 0) return end_of(body);
    auto out = fmt::format("step {} {}: {}{}", number(body, "step"), text(body, "result"),
                           text(body, "kind"), statement.place_of(number(body, "step")));
    if (text(body, "kind") == "residue") return out + residue_of(body, statement);
    if (const auto done = number(body, "done"); done > 0) out += ", " + count(done, "row");
    if (const auto before = number(body, "already_done"); before > 0)
        out += fmt::format(", {} found so already", count(before, "row"));
    if (const auto stale = number(body, "stale"); stale > 0)
        out += fmt::format(", {} changed since the plan and left alone", count(stale, "row"));
    return out;
}

std::string what_of(const audit::VerifiedDisclosure& entry, const Statement& statement) {
    const auto& body = entry.body;
    switch (static_cast<EntryType>(entry.type)) {
        case EntryType::plan:
            return fmt::format("{} plan of {}, {}, made by {}", text(body, "right"),
                               count(number(body, "steps"), "step"),
                               count(number(body, "rows"), "row"), text(body, "by"));
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
std::string what_is_missing(const VerifiedBundle& bundle) {
    std::string out;
    const bool erasure = text(bundle.entries.front().body, "right") == "erasure";
    if (erasure && !bundle.approved)
        out += "  no approval of the plan: the policy asked for none, or the entry was left out\n";
    if (const auto steps = bundle.steps_without_outcome; steps > 0)
        out += fmt::format("  no outcome of {}: not carried out, or the entries were left out\n",
                           count(steps, "step"));
    if (out.empty()) return out;
    return "\nWhat this bundle does not hold\n" + out +
           "  the trail tells: gdprctl audit list --request " + bundle.request + "\n";
}

}  // namespace

std::string render_bundle(const VerifiedBundle& bundle) {
    const Statement statement(bundle.statement);
    std::string out = fmt::format(
        "request     {}\ntrail       {}\ncheckpoint  {} entries, root {}\nconclusion  {}\n\n     "
        "entry  time                  what\n",
        bundle.request, bundle.checkpoint.origin, bundle.checkpoint.size,
        base64_encode(bundle.checkpoint.root), bundle.complete ? "complete" : "not complete");
    for (const auto& entry : bundle.entries) {
        const WallTime at(std::chrono::nanoseconds(static_cast<std::int64_t>(entry.wall_ns)));
        out += fmt::format("  {:>8}  {}  {}\n", entry.index.value(), format_time(at),
                           what_of(entry, statement));
    }
    return out + what_is_missing(bundle) + statement.kept_and_left(bundle.complete);
}

}  // namespace gdprd::daemon
