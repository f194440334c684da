#include "policy/language/lint.hpp"

#include <map>
#include <tuple>

#include "config/base/edit_distance.hpp"
#include "policy/catalogue/taxonomy.hpp"
#include "policy/identity/identifier_text.hpp"
#include "policy/language/lint_words.hpp"

namespace gdprd::policy {
namespace {

bool same_effect(const ErasureRule& a, const ErasureRule& b) {
    const auto all = [](const ErasureRule& rule) {
        return std::tie(rule.action, rule.with, rule.ground, rule.keep_years, rule.from_field,
                        rule.counted_from, rule.precision, rule.first_chars, rule.shift_days);
    };
    return all(a) == all(b);
}

/// Names one of the five exceptions: "Art. 17(3)(b)".
bool names_exception(std::string_view ground) {
    constexpr std::string_view kArticle = "Art. 17(3)(";
    const std::size_t at = ground.find(kArticle);
    if (at == std::string_view::npos) return false;
    const std::string_view rest = ground.substr(at + kArticle.size());
    return rest.size() >= 2 && rest[0] >= 'a' && rest[0] <= 'e' && rest[1] == ')';
}

void lint_pairs(const std::vector<ErasureRule>& rules, Diagnostics& out) {
    std::map<Selector, const ErasureRule*> first_of;
    for (const ErasureRule& rule : rules) {
        const auto [place, fresh] = first_of.emplace(rule.select, &rule);
        if (fresh) continue;
        const ErasureRule& first = *place->second;
        const std::string both =
            "\"" + first.name + "\" (" + to_string(place_of(first, "name")) + ")";
        if (same_effect(first, rule)) {
            out.warning(place_of(rule, "name"), "unreachable-rule",
                        "rule \"" + rule.name + "\" says the same as " + both);
        } else {
            out.error(place_of(rule, "name"), "contradiction",
                      "rule \"" + rule.name + "\" contradicts " + both + ": both speak of " +
                          to_string(rule.select));
        }
    }
}

bool has_word(std::string_view text, std::string_view word) {
    const auto ends = [&](std::size_t at) {
        return at >= text.size() || !text::is_alnum(text[at]);
    };
    for (std::size_t at = text.find(word); at != std::string_view::npos;
         at = text.find(word, at + 1)) {
        if ((at == 0 || ends(at - 1)) && ends(at + word.size())) return true;
    }
    return false;
}

/// A duty whose period runs from the end of a year.
struct YearlyDuty {
    std::string_view section;  ///< with `law`, as a ground names it
    std::string_view law;
    std::string_view says;
    std::string_view key;
};

constexpr std::string_view kCalendarYear = "counted_from: end-of-year";
constexpr std::string_view kFrenchDuty =
    "the ten years of Art. L123-22 Code de commerce are counted from the close of the financial "
    "year";
constexpr std::string_view kFinancialYear =
    "counted_from: end-of-year, or the last day of the financial year, as 06-30";
constexpr YearlyDuty kYearlyDuties[] = {
    {"147", "AO", "§ 147(4) AO counts from the end of the calendar year", kCalendarYear},
    {"257", "HGB", "§ 257(5) HGB counts from the end of the calendar year", kCalendarYear},
    {"14b", "UStG", "§ 14b(1) UStG counts from the end of the calendar year", kCalendarYear},
    {"L123-22", "commerce", kFrenchDuty, kFinancialYear},
    {"123-22", "commerce", kFrenchDuty, kFinancialYear},
};

/// The rule would end up to a year before the duty.
void lint_year_end(const ErasureRule& rule, Diagnostics& out) {
    if (!rule.keep_years || !rule.from_field || rule.places.contains("counted_from")) return;
    for (const YearlyDuty& duty : kYearlyDuties) {
        if (!has_word(rule.ground, duty.section) || !has_word(rule.ground, duty.law)) continue;
        out.warning(place_of(rule, "ground"), "no-year-end",
                    "rule \"" + rule.name + "\" counts from the date itself, and " +
                        std::string(duty.says) + ": give " + std::string(duty.key) +
                        " (counted_from: date where the date is that end)");
        return;
    }
}

void lint_keep(const ErasureRule& rule, Diagnostics& out) {
    if (rule.action != ErasureActionKind::keep) return;
    if (rule.ground.empty()) {
        out.error(place_of(rule, "action"), "no-ground",
                  "rule \"" + rule.name +
                      "\" keeps without a ground: name the letter of Art. 17(3) and the law");
    } else if (!names_exception(rule.ground)) {
        out.warning(place_of(rule, "ground"), "weak-ground",
                    "the ground of rule \"" + rule.name + "\" names none of Art. 17(3)(a) to (e)");
    }
    if (!rule.keep_years) {
        out.error(place_of(rule, "action"), "no-period",
                  "rule \"" + rule.name + "\" keeps without end: give a period (Art. 5(1)(e))");
    }
    lint_year_end(rule, out);
}

class CategoryLint {
  public:
    explicit CategoryLint(Diagnostics& out) : out_(out) {
        for (const CategoryEntry& entry : taxonomy()) keys_.push_back(entry.key);
    }

    void check(const Category& category, const SourceSpan& span) {
        if (find_category(category.value()) != nullptr) return;
        out_.error(
            span, "unknown-category", "the taxonomy has no category \"" + category.value() + '"',
            closest(category.value(), std::span<const std::string_view>(keys_)).value_or(""));
    }

  private:
    Diagnostics& out_;
    std::vector<std::string_view> keys_;
};

void lint_categories(const Policy& policy, Diagnostics& out) {
    CategoryLint categories(out);
    for (const Purpose& purpose : policy.purposes) {
        for (std::size_t i = 0; i < purpose.categories.size(); ++i) {
            const Category& category = purpose.categories[i];
            const SourceSpan& place = place_of(purpose, "categories." + std::to_string(i));
            categories.check(category, place);
            if (needs_special_ground(category) && purpose.special_ground.empty()) {
                out.error(place, "no-special-ground",
                          "purpose \"" + purpose.name.value() + "\" uses " + category.value() +
                              ", a special category: give special_ground (Art. 9(2), 10)");
            }
        }
    }
    for (const FieldAnnotation& note : policy.fields) {
        if (note.category) categories.check(*note.category, place_of(note, "category"));
    }
    for (const ErasureRule& rule : policy.erasure) {
        if (rule.select.category)
            categories.check(*rule.select.category, place_of(rule, "select.category"));
    }
    for (const OwnerRule& rule : policy.owners) {
        if (rule.select.category)
            categories.check(*rule.select.category, place_of(rule, "select.category"));
    }
}

void lint_purpose_names(const Policy& policy, Diagnostics& out) {
    std::vector<std::string> names;
    names.reserve(policy.purposes.size());
    for (const Purpose& purpose : policy.purposes) names.push_back(purpose.name.value());
    const auto check = [&](const std::optional<PurposeName>& name, const SourceSpan& span) {
        if (!name || policy.find_purpose(*name) != nullptr) return;
        out.error(span, "unknown-purpose", "no purpose is named \"" + name->value() + '"',
                  closest(name->value(), std::span<const std::string>(names)).value_or(""));
    };
    for (const FieldAnnotation& note : policy.fields)
        check(note.purpose, place_of(note, "purpose"));
    for (const ErasureRule& rule : policy.erasure)
        check(rule.select.purpose, place_of(rule, "select.purpose"));
    for (const OwnerRule& rule : policy.owners)
        check(rule.select.purpose, place_of(rule, "select.purpose"));
}

/// What the subject is owed in an answer (Art. 15(1), (2)) and the policy leaves open.
void lint_information(const Policy& policy, Diagnostics& out) {
    for (const Purpose& purpose : policy.purposes) {
        const PurposeInformation& stated = purpose.information;
        std::string missing;
        const auto ask = [&missing](bool has, std::string_view key, std::string_view article) {
            if (has) return;
            missing.append(missing.empty() ? "" : ", ").append(key);
            missing.append(" (Art. ").append(article).append(")");
        };
        ask(!purpose.description.empty(), "description", "15(1)(a)");
        ask(stated.recipients.has_value(), "recipients", "15(1)(c)");
        ask(!stated.retention.empty(), "retention", "15(1)(d)");
        ask(!stated.source.empty(), "source", "15(1)(g)");
        ask(!stated.automated_decisions.empty(), "automated_decisions", "15(1)(h)");
        ask(!stated.transfers.empty(), "transfers", "15(2)");
        if (missing.empty()) continue;
        out.warning(purpose.span, "not-stated",
                    "purpose \"" + purpose.name.value() + "\" does not state " + missing +
                        ": answers to subjects will say so");
    }
    if (policy.contacts.supervisory_authority.empty()) {
        out.warning(start_of(policy), "not-stated",
                    "contacts does not state supervisory_authority (Art. 15(1)(f)): answers to "
                    "subjects will say so");
    }
}

}  // namespace

SourceSpan start_of(const Policy& policy) {
    if (!policy.purposes.empty()) return policy.purposes.front().span;
    if (!policy.erasure.empty()) return policy.erasure.front().span;
    if (!policy.fields.empty()) return policy.fields.front().span;
    return {".", 1, 1};
}

SourceSpan place_of(const Policy& policy, std::string_view key) {
    const auto found = policy.places.find(key);
    return found == policy.places.end() ? start_of(policy) : found->second;
}

bool needs_special_ground(const Category& category) {
    // Art. 9 and 10 speak of what the data reveals: what lies below a special category is special.
    for (std::string_view key = category.value(); !key.empty(); key = parent_of(key)) {
        const CategoryEntry* entry = find_category(key);
        if (entry != nullptr && entry->sensitivity != Sensitivity::ordinary) return true;
    }
    return false;
}

void lint(const Policy& policy, Diagnostics& out) {
    lint_pairs(policy.erasure, out);
    for (const ErasureRule& rule : policy.erasure) lint_keep(rule, out);
    lint_categories(policy, out);
    lint_purpose_names(policy, out);
    lint_information(policy, out);
    if (policy.approval_for(Right::erasure) == ApprovalRule::none) {
        out.warning(place_of(policy, "approvals.erasure"), "approval-off",
                    "erasures run without anyone's approval (approvals: erasure: none)");
    }
}

}  // namespace gdprd::policy
