// Policy files from anywhere: reading ends in a policy or in errors that each have a place, and
// whatever was read can be linted, decided and explained.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include "config/base/assert.hpp"
#include "policy/catalogue/catalogue_json.hpp"
#include "policy/language/explain.hpp"
#include "policy/language/lint.hpp"
#include "policy/language/parser.hpp"

namespace {

using namespace gdprd;
using namespace gdprd::policy;

const Catalogue& catalogue() {
    static const Catalogue kRead = [] {
        auto read = catalogue_from_json(R"({"stores": [{"store": "crm", "collections": [
            {"namespace": "main", "name": "people", "kind": "table", "primary_key": ["id"],
             "fields": [{"name": "id", "type": "integer", "nullable": false},
                        {"name": "email", "type": "text", "max_chars": 10},
                        {"name": "born", "type": "date"},
                        {"name": "photo", "type": "bytes", "generated": true}]},
            {"namespace": "main", "name": "invoices", "kind": "table",
             "fields": [{"name": "issued", "type": "date"}, {"name": "to", "type": "text"}]}]}],
            "fields": [
            {"path": "crm.main.people.id", "category": "user.unique_id", "probability_ppm": 900000,
             "personal_ppm": 900000, "decision": "accept", "decided_by": "classifier"},
            {"path": "crm.main.people.email", "category": "user.contact.email",
             "probability_ppm": 900000, "personal_ppm": 900000, "decision": "accept",
             "decided_by": "person"},
            {"path": "crm.main.people.born", "category": "user.demographic.date_of_birth",
             "probability_ppm": 900000, "personal_ppm": 900000, "decision": "review",
             "decided_by": "classifier"},
            {"path": "crm.main.invoices.to", "category": "user.health_and_medical",
             "probability_ppm": 900000, "personal_ppm": 900000, "decision": "accept",
             "decided_by": "policy"}]})");
        GDPRD_ASSERT(read.has_value());
        return std::move(*read);
    }();
    return kRead;
}

void check_places(const Diagnostics& diagnostics) {
    for (const Diagnostic& d : diagnostics.entries()) {
        GDPRD_ASSERT(!d.span.file.empty() && d.span.line >= 1 && d.span.column >= 1);
        GDPRD_ASSERT(!d.code.empty() && !d.message.empty());
        GDPRD_ASSERT(to_string(d).find('\n') == std::string::npos);
    }
    GDPRD_ASSERT(!render_text(diagnostics).empty() && !render_json(diagnostics).empty());
}

/// The winner of a field is a rule that fits it, and none that fits is more specific.
void check_decisions(const Policy& policy) {
    for (const auto& [path, field] : catalogue().fields) {
        const FieldDecision decision = decide_field(policy, catalogue(), path);
        const FieldFacts facts = facts_of(policy, catalogue(), path);
        GDPRD_ASSERT(decision.rule == nullptr || fits(decision.rule->select, facts));
        for (const ErasureRule& rule : policy.erasure) {
            if (!fits(rule.select, facts)) continue;
            GDPRD_ASSERT(decision.rule != nullptr &&
                         specificity_of(rule.select) <= specificity_of(decision.rule->select));
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    // Two files where the input has a NUL byte: names must be unique across files.
    const std::string text(reinterpret_cast<const char*>(bytes), size);
    const std::size_t cut = text.find('\0');
    std::vector<PolicyFile> files{{"a.yaml", text.substr(0, cut)}};
    if (cut != std::string::npos) files.push_back({"b.yaml", text.substr(cut + 1)});
    Diagnostics diagnostics;

    const auto policy = parse_policies(files, diagnostics);

    GDPRD_ASSERT(policy.has_value() == (diagnostics.errors() == 0));
    check_places(diagnostics);
    if (!policy) return 0;
    GDPRD_ASSERT(policy->version == version_of({files.rbegin(), files.rend()}));
    lint(*policy, diagnostics);
    lint_with(*policy, catalogue(), diagnostics);
    diagnostics.sort();
    check_places(diagnostics);
    check_decisions(*policy);
    const auto explained = explain_all(*policy, catalogue());
    for (const auto& [path, field] : catalogue().fields) {
        const auto tells = [&path](const FieldExplanation& e) { return e.field == path; };
        GDPRD_ASSERT(!is_personal(*policy, catalogue(), path) ||
                     std::any_of(explained.begin(), explained.end(), tells));
    }
    GDPRD_ASSERT(!render_text(explained).empty() && !render_json(explained).empty());
    return 0;
}
