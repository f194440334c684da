#include "daemon/services/proof_statement.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <limits>
#include <map>

#include "config/base/utf8.hpp"

namespace gdprd::daemon {
namespace {

namespace json = boost::json;

constexpr std::size_t kWordBytes = 1024;

json::array list_of(const json::object& plan, std::string_view key) {
    const auto* value = plan.if_contains(key);
    json::array objects;
    if (!value || !value->is_array()) return objects;
    for (const auto& item : value->get_array())
        if (item.is_object()) objects.push_back(item);
    return objects;
}

std::string word(const json::object& object, std::string_view key) {
    const auto* value = object.if_contains(key);
    return value && value->is_string() ? printable(value->get_string(), kWordBytes) : std::string();
}

/// 0 where it is missing or no whole number.
std::uint64_t whole(const json::object& object, std::string_view key) {
    const auto* value = object.if_contains(key);
    boost::system::error_code not_whole;
    const auto number = value ? value->to_number<std::uint64_t>(not_whole) : 0;
    return not_whole ? 0 : number;
}

std::string rows(const json::object& object) {
    const auto rows = whole(object, "rows");
    return rows == 0 ? std::string() : counted(rows, "row") + " of ";
}

std::string kept(const json::object& line) {
    const auto until = word(line, "until");
    const auto period = word(line, "period");
    return fmt::format("  kept       {}{}: {}{}{}\n", rows(line), word(line, "in"),
                       word(line, "ground"), until.empty() ? "" : ", until " + until,
                       period.empty() ? "" : (until.empty() ? ", for " : ": ") + period);
}

std::string left(const json::object& line) {
    const auto field = word(line, "field");
    return fmt::format("  left over  {}{}{}: {}\n", rows(line), word(line, "in"),
                       field.empty() ? "" : "." + field, word(line, "why"));
}

/// Stores that did not answer when the plan was made.
std::string unreachable(const json::object& plan) {
    const auto* value = plan.if_contains("unreachable");
    std::string out;
    if (!value || !value->is_array()) return out;
    for (const auto& store : value->get_array())
        if (store.is_string())
            out += fmt::format("  no answer  store {}: not in the plan\n",
                               printable(store.get_string(), kWordBytes));
    return out;
}

/// "12 personal fields: 2 found, 1 kept, 3 left over, 6 searched and empty", by the plan's own
/// words.
std::string coverage(const json::object& plan) {
    std::map<std::string, std::uint64_t> states;
    const auto lines = list_of(plan, "coverage");
    for (const auto& line : lines) ++states[word(line.get_object(), "state")];
    std::string out;
    for (const auto& [state, fields] : states) {
        std::string words = state == "searched_empty" ? "searched and empty" : state;
        std::replace(words.begin(), words.end(), '_', ' ');
        out += fmt::format("{} {} {}", out.empty() ? ":" : ",", fields, words);
    }
    if (lines.empty()) return out;
    return "  coverage   " + counted(lines.size(), "personal field") + out + "\n";
}

std::uint64_t sum(std::uint64_t a, std::uint64_t b) {
    return a + std::min(b, std::numeric_limits<std::uint64_t>::max() - a);
}

}  // namespace

std::string counted(std::uint64_t number, std::string_view noun) {
    return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

ProofStatement::ProofStatement(const std::string& plan) {
    boost::system::error_code broken;
    const auto parsed = json::parse(plan, broken);
    if (broken || !parsed.is_object()) return;
    const auto& object = parsed.get_object();
    for (const auto& item : list_of(object, "steps")) {
        const auto& step = item.get_object();
        places_.emplace(whole(step, "number"), word(step, "in"));
        if (whole(step, "values_searched") > 0) searching_.insert(whole(step, "number"));
    }
    for (const auto& item : list_of(object, "kept")) {
        kept_and_left_ += kept(item.get_object());
        rows_kept_ = sum(rows_kept_, whole(item.get_object(), "rows"));
    }
    for (const auto& item : list_of(object, "residuals")) {
        kept_and_left_ += left(item.get_object());
        rows_left_ = sum(rows_left_, whole(item.get_object(), "rows"));
    }
    kept_and_left_ += unreachable(object);
    coverage_ = coverage(object);
}

std::string ProofStatement::place_of(std::uint64_t step) const {
    const auto place = places_.find(step);
    return place == places_.end() ? std::string() : " in " + place->second;
}

std::string ProofStatement::kept_and_left(bool carried_out) const {
    if (kept_and_left_.empty()) return coverage_.empty() ? std::string() : "\n" + coverage_;
    return (carried_out ? "\nWhat the plan kept, and what it did not reach\n"
                        : "\nWhat the plan keeps once it is carried out, and what it does not "
                          "reach\n") +
           kept_and_left_ + coverage_;
}

std::string ProofStatement::what_stays() const {
    std::string out;
    if (rows_kept_ > 0) out += ", " + counted(rows_kept_, "row") + " kept";
    if (rows_left_ > 0) out += ", " + counted(rows_left_, "row") + " left over";
    return out;
}

}  // namespace gdprd::daemon
