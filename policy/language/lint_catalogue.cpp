#include <algorithm>
#include <charconv>
#include <map>
#include <set>

#include "config/base/edit_distance.hpp"
#include "config/base/time.hpp"
#include "policy/cells/cell_values.hpp"
#include "policy/language/decide.hpp"
#include "policy/language/lint.hpp"
#include "policy/language/lint_cells.hpp"
#include "policy/language/lint_words.hpp"
#include "policy/language/owners.hpp"
#include "policy/plan/transform.hpp"

namespace gdprd::policy {
namespace {

/// Says the same thing of many fields once, with the first of them and how many more.
class Grouped {
  public:
    void add(const SourceSpan& span, Severity severity, std::string_view code,
             const std::string& before, const FieldPath& field, const std::string& after) {
        auto [place, fresh] =
            groups_.try_emplace(std::tuple(std::string(code), before, after, to_string(span)));
        if (fresh) place->second = {span, severity, to_string(field), 0};
        if (!fresh) ++place->second.more;
    }
    void write(Diagnostics& out) const {
        for (const auto& [key, group] : groups_) {
            const auto& [code, before, after, place] = key;
            std::string message = before + group.first;
            if (group.more > 0) message += " (and " + std::to_string(group.more) + " more)";
            message += after;
            if (group.severity == Severity::error) {
                out.error(group.span, code, message);
            } else {
                out.warning(group.span, code, message);
            }
        }
    }

  private:
    struct Group {
        SourceSpan span;
        Severity severity = Severity::error;
        std::string first;
        std::size_t more = 0;
    };
    std::map<std::tuple<std::string, std::string, std::string, std::string>, Group> groups_;
};

std::string rule_words(const ErasureRule& rule) {
    return "rule \"" + rule.name + "\": ";
}

/// The narrowest part of what a rule selects.
template <class Rule>
const SourceSpan& selector_place(const Rule& rule, const char* otherwise) {
    for (const auto* key : {"select.field", "select.collection", "select.category",
                            "select.purpose", "select.store"}) {
        const auto found = rule.places.find(key);
        if (found != rule.places.end()) return found->second;
    }
    return place_of(rule, otherwise);
}

std::size_t count_characters(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
    }));
}

template <class Number>
bool reads_as(std::string_view text) {
    Number number{};
    const char* last = text.data() + text.size();
    const auto [end, failure] = std::from_chars(text.data(), last, number);
    return failure == std::errc{} && end == last;
}

bool fits_type(std::string_view text, FieldType type) {
    switch (type) {
        case FieldType::integer:
            return reads_as<std::int64_t>(text);
        case FieldType::real:
        case FieldType::numeric:
            return reads_as<double>(text);
        case FieldType::date:
            return parse_date(text).has_value();
        case FieldType::bytes:
        case FieldType::array:
            return false;
        case FieldType::text:
        case FieldType::boolean:
        case FieldType::timestamp:
        case FieldType::time:
        case FieldType::uuid:
        case FieldType::json:
        case FieldType::inet:
        case FieldType::other:
            return true;  // the store itself says at the plan's check
    }
    return true;
}

bool may_hold_dates(FieldType type) {
    return type == FieldType::date || type == FieldType::timestamp || type == FieldType::text ||
           type == FieldType::integer || type == FieldType::numeric || type == FieldType::other;
}

/// Rows of archives are in plans too: kept by a rule, or left over.
bool is_planned(const CollectionSchema& collection) {
    return is_searched(collection.kind);
}

class CatalogueLint {
  public:
    CatalogueLint(const Policy& policy, const Catalogue& catalogue, Diagnostics& out)
        : policy_(policy), catalogue_(catalogue), out_(out), seen_(policy.erasure.size()) {}

    void run() {
        check_names();
        lint_cells(policy_, catalogue_, out_);
        for (const StoreSchema& store : catalogue_.stores) {
            for (const CollectionSchema& collection : store.collections) {
                if (is_planned(collection)) check_collection(store.store, collection);
            }
        }
        check_rules_used();
        check_owners();
        grouped_.write(out_);
    }

  private:
    struct Seen {
        bool fits = false;
        bool wins = false;
        std::string beaten_by;
    };

    void check_names();
    template <class Rule>
    void check_select(const Rule& rule);
    void check_owners();
    void check_rules_of(const CollectionSchema& collection, const FieldPath& field);
    /// Whether the field is one of a reference.
    [[nodiscard]] bool refers(const FieldPath& path) const;
    void check_field_exists(const FieldPath& field, const SourceSpan& span, std::string_view what);
    void check_target(const FieldPath& target, const SourceSpan& span);
    void check_prefix(const FieldPath& from, const AnnotatedReference& reference);
    void check_store_exists(const StoreName& store, const SourceSpan& span);
    void check_collection(const StoreName& store, const CollectionSchema& collection);
    void check_inside(const FieldFacts& facts, const FieldPath& column);
    void check_field(const CollectionSchema& collection, const FieldSchema& schema,
                     const FieldFacts& facts);
    void check_action(const CollectionSchema& collection, const FieldSchema& schema,
                      const FieldPath& path, const ErasureRule& rule);
    void check_replacement(const FieldSchema& schema, const FieldPath& path,
                           const ErasureRule& rule);
    void check_from(const CollectionSchema& collection, const CollectionPath& path,
                    const ErasureRule& rule);
    void check_purposes(const FieldFacts& facts);
    void check_rules_used();
    Seen& seen_of(const ErasureRule& rule) {
        return seen_[static_cast<std::size_t>(&rule - policy_.erasure.data())];
    }

    const Policy& policy_;
    const Catalogue& catalogue_;
    Diagnostics& out_;
    Grouped grouped_;
    std::vector<Seen> seen_;
};

void CatalogueLint::check_store_exists(const StoreName& store, const SourceSpan& span) {
    if (catalogue_.find_store(store) != nullptr) return;
    std::vector<std::string> names;
    names.reserve(catalogue_.stores.size());
    for (const StoreSchema& known : catalogue_.stores) names.push_back(known.store.value());
    out_.error(span, "no-such-store", "the catalogue has no store \"" + store.value() + '"',
               closest(store.value(), std::span<const std::string>(names)).value_or(""));
}

void CatalogueLint::check_field_exists(const FieldPath& field, const SourceSpan& span,
                                       std::string_view what) {
    if (catalogue_.find_field(field) != nullptr) return;
    std::vector<std::string> names;
    for (const CatalogueField* known : catalogue_.fields_of(field.in)) {
        names.push_back(to_string(known->path));
    }
    if (names.empty()) {
        for (const auto& [path, known] : catalogue_.fields) {
            if (path.field == field.field) names.push_back(to_string(path));
        }
    }
    const std::string text = to_string(field);
    out_.error(span, "no-such-field",
               std::string(what) + " names " + text + ", which the catalogue does not have",
               closest(text, std::span<const std::string>(names)).value_or(""));
}

void CatalogueLint::check_target(const FieldPath& target, const SourceSpan& span) {
    const CollectionSchema* collection = catalogue_.find_collection(target.in);
    if (collection == nullptr || collection->find_field(target.field) == nullptr) return;
    if (collection->are_part_of_key({target.field})) {
        out_.error(span, "not-unique",
                   "references names " + to_string(target) +
                       ", one field of a key of several: it leads to rows of several people and is "
                       "not followed; name a field that is unique, or declare the reference over "
                       "all fields in the database");
    } else if (!collection->are_unique({target.field})) {
        out_.warning(
            span, "not-unique",
            "references names " + to_string(target) +
                ", which is no key: where several rows have the same value, what refers to "
                "them waits for a decision");
    }
}

void CatalogueLint::check_prefix(const FieldPath& from, const AnnotatedReference& reference) {
    if (reference.prefix.empty()) return;
    const CollectionSchema* collection = catalogue_.find_collection(from.in);
    const FieldSchema* field = collection != nullptr ? collection->find_field(from.field) : nullptr;
    if (field == nullptr) return;
    if (!may_hold_prefix(field->type)) {
        out_.error(reference.span, "wrong-type",
                   "prefix: " + to_string(from) + " is " + std::string(to_string(field->type)) +
                       " and holds no such text; leave the prefix out");
    } else if (field->max_chars && count_characters(reference.prefix) >= *field->max_chars) {
        out_.error(reference.span, "too-long",
                   "prefix: " + to_string(from) + " holds at most " +
                       std::to_string(*field->max_chars) +
                       " characters, so that nothing fits behind it");
    }
}

void CatalogueLint::check_names() {
    for (const FieldAnnotation& note : policy_.fields) {
        check_field_exists(note.field, note.span, "fields");
        for (const AnnotatedReference& reference : note.references) {
            check_field_exists(reference.field, reference.span, "references");
            check_target(reference.field, reference.span);
            check_prefix(note.field, reference);
            for (const auto& [field, value] : reference.where)
                check_field_exists({note.field.in, field}, reference.span, "where");
        }
    }
    for (const ErasureRule& rule : policy_.erasure) check_select(rule);
    for (const OwnerRule& rule : policy_.owners) check_select(rule);
    for (const auto& [store, reason] : policy_.residue_off) {
        check_store_exists(store, place_of(policy_, "residue." + store.value()));
    }
}

template <class Rule>
void CatalogueLint::check_select(const Rule& rule) {
    const Selector& select = rule.select;
    if (select.field) check_field_exists(*select.field, place_of(rule, "select.field"), "select");
    if (select.store) check_store_exists(*select.store, place_of(rule, "select.store"));
    if (!select.collection || catalogue_.find_collection(*select.collection) != nullptr) return;
    std::vector<std::string> names;
    for (const StoreSchema& store : catalogue_.stores) {
        for (const CollectionSchema& known : store.collections) {
            names.push_back(to_string(CollectionPath{store.store, known.name}));
        }
    }
    const std::string text = to_string(*select.collection);
    out_.error(place_of(rule, "select.collection"), "no-such-collection",
               "select names " + text + ", which the catalogue does not have",
               closest(text, std::span<const std::string>(names)).value_or(""));
}

/// Where the policy names owners, each entry is one's of something, and all personal data has one.
void CatalogueLint::check_owners() {
    if (policy_.owners.empty()) return;
    std::set<const OwnerRule*> fitting;
    std::set<const OwnerRule*> winning;
    for (const auto& [path, field] : catalogue_.fields) {
        const FieldFacts facts = facts_of(policy_, catalogue_, path);
        for (const OwnerRule& rule : policy_.owners)
            if (fits(rule.select, facts)) fitting.insert(&rule);
        const OwnerRule* owner = find_owner(policy_, catalogue_, path);
        if (owner != nullptr) winning.insert(owner);
        if (owner == nullptr && is_personal(policy_, catalogue_, path))
            grouped_.add(start_of(policy_), Severity::warning, "no-owner", "", path,
                         " is nobody's: owners names none for it");
    }
    for (const OwnerRule& rule : policy_.owners) {
        const std::string words = "owner \"" + rule.owner + "\": ";
        if (!fitting.contains(&rule)) {
            out_.warning(selector_place(rule, "owner"), "matches-nothing",
                         words + "nothing in the catalogue fits " + to_string(rule.select));
        } else if (!winning.contains(&rule)) {
            out_.warning(
                selector_place(rule, "owner"), "owner-of-nothing",
                words + "other entries are more specific for all of " + to_string(rule.select));
        }
    }
}

void CatalogueLint::check_collection(const StoreName& store, const CollectionSchema& collection) {
    const CollectionPath path{store, collection.name};
    const FieldDecision rows = decide_rows(policy_, catalogue_, path);
    for (const ErasureRule& rule : policy_.erasure) {
        if (!fits_rows(rule.select, path)) continue;
        seen_of(rule).fits = true;
        if (rows.rule != &rule) seen_of(rule).beaten_by = rows.rule->name;
    }
    if (rows.rule != nullptr) {
        seen_of(*rows.rule).wins = true;
        check_from(collection, path, *rows.rule);
    }
    for (const FieldSchema& field : collection.fields) {
        const FieldPath at{path, field.name};
        if (is_personal(policy_, catalogue_, at)) {
            check_field(collection, field, facts_of(policy_, catalogue_, at));
        } else {
            check_rules_of(collection, at);
        }
    }
    for (const CatalogueField* field : catalogue_.fields_of(path)) {
        const auto column = column_around(catalogue_, field->path);
        if (column && is_personal(policy_, catalogue_, field->path))
            check_inside(facts_of(policy_, catalogue_, field->path), *column);
    }
}

/// Rules that select a field which nobody calls personal: what they keep stays, and nothing else.
void CatalogueLint::check_rules_of(const CollectionSchema& collection, const FieldPath& field) {
    for (const ErasureRule& rule : policy_.erasure) {
        if (rule.select.field != field) continue;
        Seen& seen = seen_of(rule);
        seen.fits = seen.wins = true;
        if (rule.action == ErasureActionKind::keep) {
            check_from(collection, field.in, rule);
        } else {
            grouped_.add(selector_place(rule, "name"), Severity::warning, "not-personal",
                         rule_words(rule), field,
                         " is no personal data, as far as the catalogue and the policy say, and is "
                         "left as it is: say under fields what it holds");
        }
    }
}

/// A rule for a category or a purpose does not reach into cells: their column must be selected.
void CatalogueLint::check_inside(const FieldFacts& facts, const FieldPath& column) {
    check_purposes(facts);
    const bool column_is_personal = is_personal(policy_, catalogue_, column);
    const FieldFacts of_column = facts_of(policy_, catalogue_, column);
    for (const ErasureRule& rule : policy_.erasure) {
        if (!rule.select.category && !rule.select.purpose) continue;
        if (!fits(rule.select, facts)) continue;
        if (column_is_personal && fits(rule.select, of_column)) continue;
        grouped_.add(selector_place(rule, "name"), Severity::warning, "inside-a-cell",
                     rule_words(rule), facts.field,
                     " stands inside a cell, which the rule does not reach: it goes or stays with "
                     "its row and with its whole column");
    }
}

void CatalogueLint::check_field(const CollectionSchema& collection, const FieldSchema& schema,
                                const FieldFacts& facts) {
    check_purposes(facts);
    const FieldDecision decision = decide_field(policy_, catalogue_, facts.field);
    if (decision.rule == nullptr) return;
    const ErasureRule& winner = *decision.rule;
    for (const ErasureRule& rule : policy_.erasure) {
        if (!fits(rule.select, facts)) continue;
        Seen& seen = seen_of(rule);
        seen.fits = true;
        if (&rule == &winner) continue;
        seen.beaten_by = winner.name;
        if (specificity_of(rule.select) == specificity_of(winner.select) &&
            rule.action != winner.action && rule.select != winner.select) {
            grouped_.add(place_of(rule, "name"), Severity::error, "contradiction", rule_words(rule),
                         facts.field,
                         ": rule \"" + winner.name + "\" (" + to_string(place_of(winner, "name")) +
                             ") is as specific and says " + std::string(to_string(winner.action)));
        }
    }
    seen_of(winner).wins = true;
    check_action(collection, schema, facts.field, winner);
    check_from(collection, facts.field.in, winner);
}

bool CatalogueLint::refers(const FieldPath& path) const {
    const auto known = references_of(policy_, catalogue_, path.in);
    return std::any_of(known.begin(), known.end(), [&](const KnownReference& reference) {
        const auto& fields = reference.key.fields;
        return std::find(fields.begin(), fields.end(), path.field) != fields.end();
    });
}

void CatalogueLint::check_action(const CollectionSchema& collection, const FieldSchema& schema,
                                 const FieldPath& path, const ErasureRule& rule) {
    const bool writes = rule.action == ErasureActionKind::null ||
                        rule.action == ErasureActionKind::replace || is_transform(rule.action);
    if (!writes) return;
    if (decide_rows(policy_, catalogue_, path.in).action == ErasureActionKind::delete_row) {
        grouped_.add(place_of(rule, "action"), Severity::warning, "row-goes", rule_words(rule),
                     path,
                     " goes with its row, which is deleted; the rule is used only where the row "
                     "must stay (select the collection to change rows in place of deleting them)");
    }
    const auto& key = collection.primary_key;
    const bool in_key = std::find(key.begin(), key.end(), schema.name) != key.end();
    // Whole rows are emptied around their key and their references, which stay.
    const bool held = !rule.select.field && (in_key || refers(path));
    if (schema.generated && held) return;
    if (schema.generated) {
        grouped_.add(place_of(rule, "action"), Severity::error, "read-only", rule_words(rule), path,
                     " is computed by the store and cannot be written");
    } else if (rule.action == ErasureActionKind::null && (!schema.nullable || in_key) && !held) {
        grouped_.add(place_of(rule, "action"), Severity::error, "not-null", rule_words(rule), path,
                     " cannot be null: use replace, or delete the row");
    } else if (rule.action == ErasureActionKind::replace) {
        check_replacement(schema, path, rule);
    } else if (is_transform(rule.action)) {
        const std::string why = find_misfit(schema, rule, category_of(policy_, catalogue_, path));
        if (why.empty()) return;
        const std::string_view code =
            why.find("characters and") == std::string::npos ? "wrong-type" : "too-long";
        grouped_.add(place_of(rule, "action"), Severity::error, code, rule_words(rule), path,
                     ": " + why);
    }
}

void CatalogueLint::check_replacement(const FieldSchema& schema, const FieldPath& path,
                                      const ErasureRule& rule) {
    const std::string& with = rule.with ? *rule.with : rule.name;
    if (schema.max_chars && count_characters(with) > *schema.max_chars) {
        grouped_.add(place_of(rule, "with"), Severity::error, "too-long", rule_words(rule), path,
                     " holds at most " + std::to_string(*schema.max_chars) + " characters");
    } else if (!fits_type(with, schema.type)) {
        grouped_.add(
            place_of(rule, "with"), Severity::error, "wrong-type", rule_words(rule), path,
            " is " + std::string(to_string(schema.type)) + " and cannot hold the text of \"with\"");
    }
}

void CatalogueLint::check_from(const CollectionSchema& collection, const CollectionPath& path,
                               const ErasureRule& rule) {
    if (!rule.from_field) return;
    const FieldSchema* from = collection.find_field(*rule.from_field);
    const FieldPath at{path, *rule.from_field};
    if (from == nullptr) {
        grouped_.add(place_of(rule, "from"), Severity::error, "no-such-field",
                     rule_words(rule) + "from names ", at, ", which the catalogue does not have");
    } else if (!may_hold_dates(from->type)) {
        grouped_.add(place_of(rule, "from"), Severity::error, "wrong-type",
                     rule_words(rule) + "from names ", at,
                     ", which is " + std::string(to_string(from->type)) + " and no date");
    }
}

void CatalogueLint::check_purposes(const FieldFacts& facts) {
    const std::string category =
        facts.category ? "category " + facts.category->value() + ": " : std::string();
    if (facts.purposes.empty()) {
        grouped_.add(start_of(policy_), Severity::warning, "no-purpose", category, facts.field,
                     " serves no purpose and so has no legal basis (Art. 5(1)(b), 6)");
        return;
    }
    if (!facts.category || !needs_special_ground(*facts.category)) return;
    const auto grounded = [](const Purpose* p) { return !p->special_ground.empty(); };
    if (std::none_of(facts.purposes.begin(), facts.purposes.end(), grounded)) {
        grouped_.add(facts.purposes.front()->span, Severity::error, "no-special-ground", category,
                     facts.field,
                     " holds a special category, and no purpose gives special_ground "
                     "(Art. 9(2), 10)");
    }
}

void CatalogueLint::check_rules_used() {
    for (const ErasureRule& rule : policy_.erasure) {
        const Seen& seen = seen_of(rule);
        if (!seen.fits) {
            out_.warning(
                selector_place(rule, "name"), "matches-nothing",
                rule_words(rule) + "nothing in the catalogue fits " + to_string(rule.select));
        } else if (!seen.wins) {
            out_.warning(
                place_of(rule, "name"), "unreachable-rule",
                rule_words(rule) + "never applies; rule \"" + seen.beaten_by + "\" always wins");
        }
    }
}

}  // namespace

void lint_with(const Policy& policy, const Catalogue& catalogue, Diagnostics& out) {
    lint(policy, out);
    CatalogueLint(policy, catalogue, out).run();
}

}  // namespace gdprd::policy
