#include "policy/plan/render.hpp"

#include <map>

#include "config/base/utf8.hpp"

namespace gdprd::policy {
namespace {

constexpr std::size_t kTextBytes = 1000;

std::string count(std::uint64_t number, std::string_view one, std::string_view many) {
    return std::to_string(number) + " " + std::string(number == 1 ? one : many);
}

std::string rows(std::uint64_t number) {
    return count(number, "row", "rows");
}

std::string joined(const std::vector<std::string>& parts, std::string_view between) {
    std::string out;
    for (const std::string& part : parts) {
        if (!out.empty()) out += between;
        out += part;
    }
    return out;
}

/// A store alone, or a collection.
std::string place(const CollectionPath& in) {
    return in.collection.name.empty() ? in.store.value() : to_string(in);
}

std::string digest_text(const Plan& plan) {
    return hex_encode(BytesView(digest_of(plan).value()));
}

std::string next_command(const Plan& plan) {
    const std::string& request = plan.request.value();
    switch (plan.right) {
        case Right::access:
            return "gdprctl requests run " + request;
        case Right::erasure:
            return "gdprctl requests approve " + request + " --digest " + digest_text(plan);
    }
    return {};
}

/// Values that are made of the person's own are told as such, never shown.
std::string written_words(const FieldAction& action) {
    if (!action.how.empty()) return action.how;
    return action.value.kind == Cell::Kind::null ? "a random value per row"
                                                 : "\"" + action.value.bytes + "\"";
}

/// "phone → null, name → "erased"". Values that differ per row are told as such.
std::string changes(const Step& step) {
    std::vector<std::string> parts;
    for (const FieldAction& action : step.actions) {
        switch (action.kind) {
            case FieldActionKind::null:
                parts.push_back(action.field + " → null");
                break;
            case FieldActionKind::replace:
                parts.push_back(action.field + " → " + written_words(action));
                break;
            case FieldActionKind::keep:
                break;
        }
    }
    return joined(parts, ", ");
}

std::string headline(const Step& step) {
    switch (step.kind) {
        case StepKind::read:
            return "read " + rows(step.rows.size()) + " of " + place(step.in);
        case StepKind::delete_rows:
            return "delete " + rows(step.rows.size()) + " of " + place(step.in);
        case StepKind::update_rows:
            return "change " + rows(step.rows.size()) + " of " + place(step.in) + ": " +
                   changes(step);
        case StepKind::residue:
            return "purge free space of " + place(step.in) +
                   (step.residue_values.empty()
                        ? std::string()
                        : " and search its bytes for " +
                              count(step.residue_values.size(), "erased value", "erased values"));
    }
    return {};
}

std::string keys_line(const Plan& plan) {
    std::vector<std::string> numbers;
    numbers.reserve(plan.subject_keys.size());
    for (const std::uint64_t number : plan.subject_keys) numbers.push_back(std::to_string(number));
    return "at the end: destroy what events of other systems told of the person, with subject " +
           std::string(numbers.size() == 1 ? "key " : "keys ") + joined(numbers, ", ");
}

std::string kept_line(const KeptLine& line) {
    std::string out = "KEPT " + rows(line.rows) + " of " + place(line.in);
    out += line.fields.empty() ? ", nothing personal in them" : ": " + joined(line.fields, ", ");
    out += " — " + line.ground;
    if (!line.rule.empty()) out += " (rule \"" + line.rule + "\")";
    if (line.until) out += ", until " + format_date(*line.until);
    if (!line.period.empty()) out += (line.until ? ": " : ", for ") + line.period;
    return out;
}

std::string residual_line(const Residual& residual) {
    std::string out = "LEFT OVER ";
    if (residual.rows > 0) out += rows(residual.rows) + " of ";
    out += place(residual.in);
    if (!residual.field.empty()) out += "." + residual.field;
    return out + " — " + residual.why;
}

std::map<CoverageState, std::uint64_t> coverage_counts(const Plan& plan) {
    std::map<CoverageState, std::uint64_t> counts;
    for (const Coverage& line : plan.coverage) ++counts[line.state];
    return counts;
}

std::string coverage_text(const Plan& plan) {
    auto counts = coverage_counts(plan);
    return count(plan.coverage.size(), "personal field", "personal fields") + ": " +
           std::to_string(counts[CoverageState::found]) + " found, " +
           std::to_string(counts[CoverageState::kept]) + " kept, " +
           std::to_string(counts[CoverageState::left_over]) + " left over, " +
           std::to_string(counts[CoverageState::searched_empty]) + " searched and empty, " +
           std::to_string(counts[CoverageState::not_searched_by_name]) + " not searched by name, " +
           std::to_string(counts[CoverageState::not_applicable]) + " not applicable, " +
           std::to_string(counts[CoverageState::failed]) + " failed";
}

class Page {
  public:
    void line(std::string_view indent, const std::string& text) {
        out_ += std::string(indent) + printable(text, kTextBytes) + "\n";
    }
    void title(std::string_view text) { out_ += "\n" + std::string(text) + "\n"; }
    [[nodiscard]] std::string take() && { return std::move(out_); }

  private:
    std::string out_;
};

cbor::Value texts(const std::vector<std::string>& parts) {
    return cbor::Array(parts.begin(), parts.end());
}

cbor::Value step_json(const Step& step) {
    cbor::Array actions;
    for (const FieldAction& action : step.actions) {
        cbor::Map one{
            {"field", action.field}, {"action", to_string(action.kind)}, {"reason", action.reason}};
        if (action.kind == FieldActionKind::replace) {
            const bool fixed = action.value.kind != Cell::Kind::null;
            one["with"] = fixed ? cbor::Value(action.value.bytes) : cbor::Value();
            if (!action.how.empty()) one["how"] = action.how;
        }
        actions.emplace_back(std::move(one));
    }
    return cbor::Map{{"number", step.number},
                     {"kind", to_string(step.kind)},
                     {"in", place(step.in)},
                     {"rows", static_cast<std::uint64_t>(step.rows.size())},
                     {"actions", std::move(actions)},
                     {"reason", step.reason},
                     {"notes", texts(step.notes)},
                     {"values_searched", static_cast<std::uint64_t>(step.residue_values.size())}};
}

cbor::Value kept_json(const KeptLine& line) {
    cbor::Map out{{"in", place(line.in)},
                  {"fields", texts(line.fields)},
                  {"rows", line.rows},
                  {"ground", line.ground},
                  {"rule", line.rule},
                  {"until", line.until ? cbor::Value(format_date(*line.until)) : cbor::Value()}};
    // the statement of a plan from before there were periods keeps the hash that its entry names
    if (!line.period.empty()) out.emplace("period", line.period);
    return out;
}

cbor::Value coverage_json(const Coverage& line) {
    return cbor::Map{{"field", to_string(line.field)},
                     {"state", to_string(line.state)},
                     {"rows", line.rows},
                     {"why", line.why}};
}

cbor::Value residual_json(const Residual& residual) {
    return cbor::Map{{"in", place(residual.in)},
                     {"field", residual.field},
                     {"rows", residual.rows},
                     {"why", residual.why}};
}

}  // namespace

std::string render_text(const Plan& plan) {
    Page page;
    page.line(
        "", "Plan for request " + plan.request.value() + ": " + std::string(to_string(plan.right)));
    page.title("WHAT WILL BE DONE");
    if (plan.steps.empty() && plan.subject_keys.empty())
        page.line("  ", plan.kept.empty() ? "nothing: no row is known to be the person's"
                                          : "nothing: all that was found stays");
    for (const Step& step : plan.steps) {
        page.line("  ", std::to_string(step.number) + ". " + headline(step));
        if (!step.reason.empty()) page.line("       ", "because: " + step.reason);
        for (const std::string& note : step.notes) page.line("       ", "note: " + note);
    }
    if (!plan.subject_keys.empty()) page.line("  ", keys_line(plan));
    if (!plan.kept.empty()) page.title("WHAT STAYS, AND WHY");
    for (const KeptLine& line : plan.kept) page.line("  ", kept_line(line));
    if (!plan.residuals.empty()) page.title("WHAT THIS PLAN DOES NOT REACH");
    for (const Residual& residual : plan.residuals) page.line("  ", residual_line(residual));
    if (!plan.notes.empty()) page.title("NOTES");
    for (const std::string& note : plan.notes) page.line("  ", note);
    page.title("COVERAGE");
    page.line("  ", coverage_text(plan));
    for (const Coverage& line : plan.coverage) {
        if (line.state != CoverageState::failed) continue;
        page.line("  ", "FAILED " + to_string(line.field) + " — " + line.why);
    }
    page.title("NEXT");
    page.line("  ", "digest " + digest_text(plan));
    page.line("  ", next_command(plan));
    return std::move(page).take();
}

std::string render_json(const Plan& plan) {
    cbor::Array steps;
    for (const Step& step : plan.steps) steps.push_back(step_json(step));
    cbor::Array kept;
    for (const KeptLine& line : plan.kept) kept.push_back(kept_json(line));
    cbor::Array residuals;
    for (const Residual& residual : plan.residuals) residuals.push_back(residual_json(residual));
    cbor::Array coverage;
    for (const Coverage& line : plan.coverage) coverage.push_back(coverage_json(line));
    cbor::Array unreachable;
    for (const StoreName& store : plan.unreachable) unreachable.emplace_back(store.value());
    const cbor::Array subject_keys(plan.subject_keys.begin(), plan.subject_keys.end());
    return cbor::to_json(cbor::Map{{"request", plan.request.value()},
                                   {"right", to_string(plan.right)},
                                   {"digest", digest_text(plan)},
                                   {"catalogue", hex_encode(BytesView(plan.catalogue.value()))},
                                   {"policy", hex_encode(BytesView(plan.policy.value()))},
                                   {"made_at", format_time(plan.made_at)},
                                   {"steps", std::move(steps)},
                                   {"kept", std::move(kept)},
                                   {"residuals", std::move(residuals)},
                                   {"coverage", std::move(coverage)},
                                   {"notes", texts(plan.notes)},
                                   {"unreachable", std::move(unreachable)},
                                   {"subject_keys", subject_keys},
                                   {"next", next_command(plan)}});
}

}  // namespace gdprd::policy
