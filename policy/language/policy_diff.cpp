#include "policy/language/policy_diff.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "config/base/cbor.hpp"
#include "config/base/utf8.hpp"
#include "policy/language/explain.hpp"

namespace gdprd::policy {
namespace {

constexpr std::size_t kShownBytes = 4096;
constexpr std::size_t kShownFields = 5;

std::string holds(const FieldExplanation& field) {
    if (!field.unknown.empty()) return field.unknown;
    if (!field.personal) return "no personal data";
    return field.category ? field.category->value() : "personal data without a category";
}

/// What leads from one row to others: a row that is found, or owned, is erased too.
std::string links(const Policy& policy, const FieldPath& field) {
    const FieldAnnotation* said = policy.find_annotation(field);
    if (said == nullptr) return {};
    std::vector<std::string> parts;
    if (said->identifier) parts.push_back("identifier " + *said->identifier);
    if (said->not_identifier) parts.emplace_back("no identifier");
    for (const AnnotatedReference& one : said->references) {
        std::string part = "references " + to_string(one.field);
        if (one.owned) part += ", owned";
        if (one.role) part += ", role " + std::string(to_string(*one.role));
        for (const auto& [beside, value] : one.where)
            part += fmt::format(", where {} is {}", beside, value);
        if (!one.prefix.empty()) part += fmt::format(", behind \"{}\"", one.prefix);
        parts.push_back(std::move(part));
    }
    if (said->purpose) parts.push_back("purpose " + said->purpose->value());
    return fmt::format("{}", fmt::join(parts, "; "));
}

/// What one policy says of the fields it names and those that are personal by it.
class Explained {
  public:
    Explained(const Policy& policy, const Catalogue& catalogue)
        : policy_(policy), catalogue_(catalogue) {
        for (FieldExplanation& one : explain_all(policy, catalogue)) {
            const FieldPath path = one.field;
            fields_.emplace(path, std::move(one));
        }
    }

    [[nodiscard]] const std::map<FieldPath, FieldExplanation>& all() const noexcept {
        return fields_;
    }

    /// As in the catalogue, or as one that nothing is said of.
    [[nodiscard]] FieldExplanation of(const FieldPath& field) const {
        const auto known = fields_.find(field);
        if (known != fields_.end()) return known->second;
        if (catalogue_.find_field(field) != nullptr) {
            if (auto found = explain_field(policy_, catalogue_, field)) return std::move(*found);
        }
        FieldExplanation unknown;
        unknown.field = field;
        unknown.unknown = unknown.effect = "the policy does not name it";
        return unknown;
    }

  private:
    const Policy& policy_;
    const Catalogue& catalogue_;
    std::map<FieldPath, FieldExplanation> fields_;
};

/// All that one of the two speaks of; the other may not know the field.
std::set<FieldPath> fields_of(const Explained& a, const Explained& b) {
    std::set<FieldPath> fields;
    for (const auto* one : {&a, &b}) {
        for (const auto& [path, said] : one->all()) fields.insert(path);
    }
    return fields;
}

std::string residue_words(const Policy& policy, const StoreName& store) {
    const auto off = policy.residue_off.find(store);
    return off == policy.residue_off.end() ? "on" : "off: " + off->second;
}

bool same(const std::vector<OwnerRule>& a, const std::vector<OwnerRule>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& one, const auto& two) {
        return one.owner == two.owner && one.select == two.select;
    });
}

bool same(const Purpose& a, const Purpose& b) {
    return a.description == b.description && a.basis == b.basis && a.categories == b.categories &&
           a.special_ground == b.special_ground && a.information == b.information &&
           a.subjects == b.subjects;
}

void compare_purposes(const Policy& now, const Policy& next, std::vector<std::string>& out) {
    for (const Purpose& purpose : now.purposes) {
        const Purpose* const after = next.find_purpose(purpose.name);
        if (after == nullptr) out.push_back("purpose " + purpose.name.value() + " goes");
        if (after != nullptr && !same(purpose, *after)) {
            out.push_back("purpose " + purpose.name.value() + " says something else");
        }
    }
    for (const Purpose& purpose : next.purposes) {
        if (now.find_purpose(purpose.name) == nullptr) {
            out.push_back("purpose " + purpose.name.value() + " is new");
        }
    }
}

void compare_others(const Policy& now, const Policy& next, std::vector<std::string>& out) {
    for (const Right right : {Right::access, Right::erasure}) {
        const ApprovalRule before = now.approval_for(right);
        const ApprovalRule after = next.approval_for(right);
        if (before == after) continue;
        out.push_back("approval of " + std::string(to_string(right)) + ": " +
                      std::string(to_string(before)) + " → " + std::string(to_string(after)));
    }
    std::set<StoreName> stores;
    for (const auto* policy : {&now, &next}) {
        for (const auto& [store, reason] : policy->residue_off) stores.insert(store);
    }
    for (const StoreName& store : stores) {
        const std::string before = residue_words(now, store);
        const std::string after = residue_words(next, store);
        if (before == after) continue;
        out.push_back(fmt::format("residue step of {}: {} → {}", store.value(), before, after));
    }
    compare_purposes(now, next, out);
    if (!same(now.owners, next.owners)) out.emplace_back("owners change");
    if (now.contacts != next.contacts) out.emplace_back("contacts change");
    if (now.security_measures != next.security_measures) {
        out.emplace_back("security measures change");
    }
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
    return std::to_string(count) + ' ' + std::string(count == 1 ? one : many);
}

std::string line(std::string_view indent, const std::string& text) {
    std::string out(indent);
    out += printable(text, kShownBytes);
    return out += '\n';
}

std::string listed(std::string_view what, const std::vector<FieldPath>& fields) {
    if (fields.empty()) return {};
    std::string text = std::string(what) + ": " + counted(fields.size(), "field", "fields");
    for (std::size_t i = 0; i < fields.size() && i < kShownFields; ++i) {
        text += i == 0 ? ", " : "; ";
        text += to_string(fields[i]);
    }
    if (fields.size() > kShownFields) text += "; …";
    return line("", text);
}

cbor::Array paths(const std::vector<FieldPath>& fields) {
    cbor::Array out;
    for (const FieldPath& field : fields) out.emplace_back(to_string(field));
    return out;
}

}  // namespace

PolicyDifference diff_policies(const Policy& now, const Policy& next, const Catalogue& catalogue) {
    PolicyDifference out;
    const Explained by_now(now, catalogue);
    const Explained by_next(next, catalogue);
    for (const FieldPath& path : fields_of(by_now, by_next)) {
        const FieldExplanation before = by_now.of(path);
        const FieldExplanation after = by_next.of(path);
        const std::string links_now = links(now, path);
        const std::string links_next = links(next, path);
        ++out.fields;
        if (after.personal && after.purposes.empty()) out.without_purpose.push_back(path);
        const CatalogueField* found = catalogue.find_field(path);
        if (found != nullptr && found->decision == Decision::review &&
            next.find_annotation(path) == nullptr) {
            out.undecided.push_back(path);
        }
        if (before.effect == after.effect && holds(before) == holds(after) &&
            links_now == links_next) {
            continue;
        }
        out.collections.insert(path.in);
        out.changed.push_back({path, before.effect, after.effect, holds(before), holds(after),
                               links_now, links_next, after.personal ? after.decision.why : ""});
    }
    compare_others(now, next, out.others);
    return out;
}

std::string render_text(const PolicyDifference& difference, const std::vector<OpenPlan>& stale) {
    std::string text = line(
        "", counted(difference.changed.size(), "field", "fields") + " of " +
                std::to_string(difference.fields) + " in " +
                counted(difference.collections.size(), "collection", "collections") + " change");
    for (const FieldDifference& one : difference.changed) {
        text += line("  ", to_string(one.field));
        if (one.holds_now != one.holds_next) {
            text += line("    holds  ", one.holds_now + " → " + one.holds_next);
        }
        if (one.links_now != one.links_next) {
            text += line("    links  ", (one.links_now.empty() ? "none" : one.links_now) + " → " +
                                            (one.links_next.empty() ? "none" : one.links_next));
        }
        text += line("    now    ", one.now) + line("    then   ", one.next);
        if (!one.why.empty()) text += line("    because ", one.why);
    }
    for (const std::string& other : difference.others) text += line("", other);
    text += listed("without a purpose", difference.without_purpose);
    text += listed("undecided", difference.undecided);
    if (!stale.empty()) {
        text += line("", counted(stale.size(), "open plan goes", "open plans go") + " stale");
    }
    for (const OpenPlan& plan : stale) {
        text += line("  ", plan.request.value() + ", " + std::string(to_string(plan.right)) + ": " +
                               counted(plan.collections, "collection", "collections") +
                               " of it hold fields that change");
    }
    return text;
}

std::string render_json(const PolicyDifference& difference, const std::vector<OpenPlan>& stale) {
    cbor::Array changed;
    for (const FieldDifference& one : difference.changed) {
        changed.emplace_back(cbor::Map{{"field", to_string(one.field)},
                                       {"now", one.now},
                                       {"then", one.next},
                                       {"holds_now", one.holds_now},
                                       {"holds_then", one.holds_next},
                                       {"links_now", one.links_now},
                                       {"links_then", one.links_next},
                                       {"why", one.why}});
    }
    cbor::Array collections;
    for (const CollectionPath& path : difference.collections) {
        collections.emplace_back(to_string(path));
    }
    cbor::Array plans;
    for (const OpenPlan& plan : stale) {
        plans.emplace_back(cbor::Map{{"request", plan.request.value()},
                                     {"right", to_string(plan.right)},
                                     {"collections", plan.collections}});
    }
    return cbor::to_json(cbor::Map{
               {"fields", difference.fields},
               {"changed", std::move(changed)},
               {"collections", std::move(collections)},
               {"without_purpose", paths(difference.without_purpose)},
               {"undecided", paths(difference.undecided)},
               {"others", cbor::Array(difference.others.begin(), difference.others.end())},
               {"stale", std::move(plans)}}) +
           '\n';
}

}  // namespace gdprd::policy
