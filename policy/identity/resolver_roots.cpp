#include <algorithm>
#include <iterator>

#include "config/limits.hpp"
#include "policy/identity/resolver_derivation.hpp"
#include "policy/identity/resolver_followed.hpp"
#include "policy/identity/resolver_rivals.hpp"

namespace gdprd::policy {
namespace limits = config::limits;

bool Derivation::find_roots() {
    for (std::uint64_t generation = 0; generation < limits::kResolverGenerations; ++generation) {
        ask_for_identifiers();
        ask_for_birth_dates();
        if (facts_.pending()) return false;
        collect_matches();
        if (!climb()) return false;
        judge_all();
        if (!learn()) break;
    }
    return true;
}

void Derivation::ask_for_identifiers() {
    for (const auto& [path, node] : estate_.nodes) {
        for (const IdentifyingField& field : node.identifying) {
            for (const Seed& seed : identifiers_) {
                if (!types_meet(field.type, seed.type)) continue;
                const bool number = node.schema->fields[field.at].type == FieldType::integer;
                const WantedForms forms = wanted_forms(seed);
                const MatchMode mode = number ? MatchMode::exact : forms.mode;
                for (const std::string& form : forms.values) {
                    facts_.want({path, {field.at}, mode, Facts::Read::whole}, {form});
                }
            }
        }
    }
}

void Derivation::ask_for_birth_dates() {
    if (names_.empty()) return;
    for (const auto& [path, node] : estate_.nodes) {
        if (!node.names_people()) continue;
        for (const std::size_t at : node.birth_dates) {
            for (const std::string& date : birth_dates_) {
                // A typed date is compared as a date; text may be written in several ways.
                const bool text = node.schema->fields[at].type == FieldType::text;
                const auto forms = text ? date_forms(date) : std::vector<std::string>{date};
                for (const std::string& form : forms) {
                    facts_.want({path, {at}, MatchMode::exact, Facts::Read::whole}, {form});
                }
            }
        }
    }
}

void Derivation::collect_matches() {
    matches_.clear();
    for (const auto& [path, node] : estate_.nodes) {
        for (const auto& [key, values] : facts_.rows(path)) match_row(node, key, values);
    }
}

void Derivation::match_row(const Node& node, const RowKey& key, const Values& values) {
    Match match;
    std::set<Seed> proven;
    for (const IdentifyingField& field : node.identifying) {
        const auto text = text_of(values[field.at]);
        if (!text) continue;
        const bool own = !has_rival(values, field) && speaks_of_row(node, values, field);
        for (const Seed& seed : identifiers_) {
            if (!carries(field.type, *text, seed)) continue;
            match.carried.insert(seed);
            if (own && carries_exactly(field.type, *text, seed)) proven.insert(seed);
        }
    }
    std::set_difference(match.carried.begin(), match.carried.end(), proven.begin(), proven.end(),
                        std::inserter(match.doubtful, match.doubtful.end()));
    const auto birth_date = birth_date_in(node, values);
    match.by_birth_date = birth_date && birth_dates_.contains(*birth_date) &&
                          compare(node, values) == NameVerdict::agrees;
    if (!match.carried.empty() || match.by_birth_date) {
        matches_.insert_or_assign({node.path, key}, std::move(match));
    }
}

bool Derivation::climb() {
    dominated_.clear();
    std::map<RowId, Match> ascended;
    std::map<RowId, RowId> above;
    for (auto& [row, match] : matches_) {
        if (node(row).person) continue;  // a person belongs to nobody
        const Climb found = climb_from(row, row, match, limits::kReferenceDepth);
        switch (found.kind) {
            case Upwards::none:
                break;
            case Upwards::foreign:
                match.foreign = true;
                break;
            case Upwards::matched:
                above.emplace(row, found.to);
                break;
            case Upwards::ascended: {
                dominated_.insert(row);
                Match& parent = ascended[found.to];
                parent.ascended = true;
                parent.carried.insert(match.carried.begin(), match.carried.end());
                parent.doubtful.insert(match.doubtful.begin(), match.doubtful.end());
                break;
            }
        }
    }
    // Rows that refer to each other (an account and its profile): the first of the circle is the
    // root.
    for (const auto& [row, up] : above) {
        bool first = true;
        const RowId* at = &up;
        for (std::size_t i = 0; i < above.size() && *at != row; ++i) {
            const auto next = above.find(*at);
            if (next == above.end()) break;
            first = first && row < *at;
            at = &next->second;
        }
        if (*at != row || !first) dominated_.insert(row);
    }
    matches_.merge(ascended);
    return !facts_.pending();
}

/// Whose row this is: the nearest person that it refers to, directly or through other records.
Derivation::Climb Derivation::climb_from(const RowId& start, const RowId& row, const Match& match,
                                         std::size_t depth) {
    Climb best;
    const Node& from = node(row);
    for (const std::size_t i : from.out) {
        const Reference& reference = estate_.references[i];
        const Node& to = estate_.node(reference.to);
        if (reference.to == row.in) continue;
        for (const RowKey& key : referred_rows(facts_, reference, values(row))) {
            const RowId parent{reference.to, key};
            Climb found;
            if (parent == start) continue;
            if (matches_.contains(parent)) {
                found = {Upwards::matched, parent};
            } else if (to.person) {
                found = {judge_parent(parent, match), parent};
            } else if (depth > 1) {
                found = climb_from(start, parent, match, depth - 1);
            }
            if (found.kind > best.kind) best = found;
        }
    }
    return best;
}

/// A person's row that does not carry the identifier itself. When it has another one of that type,
/// or another name, the referring row is somebody else's that names our subject.
Derivation::Upwards Derivation::judge_parent(const RowId& parent, const Match& match) const {
    const Node& person = node(parent);
    if (compare(person, values(parent)) == NameVerdict::contradicts) return Upwards::foreign;
    for (const IdentifyingField& field : person.identifying) {
        if (!text_of(values(parent)[field.at])) continue;
        const bool same_type =
            std::any_of(match.carried.begin(), match.carried.end(),
                        [&](const Seed& seed) { return types_meet(field.type, seed.type); });
        if (same_type) return Upwards::foreign;
    }
    return Upwards::ascended;
}

/// A row that is certain teaches all that leads from it. One that a person accepted was in doubt:
/// it teaches a further identifier of a type that is known already only when the whole name agrees.
std::set<Seed> Derivation::taught_by(const RowId& row, const Judged& judged) const {
    auto taught = leading_identifiers_in(node(row), values(row), countries_);
    if (judged.strength == Strength::certain || whole_name_agrees(node(row), values(row)))
        return taught;
    std::erase_if(taught, [&](const Seed& seed) {
        return std::any_of(identifiers_.begin(), identifiers_.end(),
                           [&](const Seed& known) { return types_meet(seed.type, known.type); });
    });
    return taught;
}

/// Takes over what the decided roots tell of the subject; false when that is nothing new.
bool Derivation::learn() {
    bool learned = false;
    for (const auto& [row, judged] : decided_) learned = learn(row, judged) || learned;
    for (const Seed& seed : identifiers_) add_country_of(seed, countries_);
    return learned;
}

bool Derivation::learn(const RowId& row, const Judged& judged) {
    const Node& in = node(row);
    Told& told = told_[row];
    bool learned = false;
    for (const std::size_t at : in.countries) {
        if (const auto text = text_of(values(row)[at])) add_country_named(*text, countries_);
    }
    for (const Seed& seed : taught_by(row, judged)) {
        told.identifiers.insert(seed);
        // What a row of today tells is not only recalled.
        const auto same = [&](const Seed& other) {
            return covers(other, seed) || covers(seed, other);
        };
        learned = std::erase_if(recalled_, same) > 0 || learned;
        if (identifiers_.size() >= limits::kIdentifiersPerSubject) continue;
        const bool known = std::any_of(identifiers_.begin(), identifiers_.end(),
                                       [&](const Seed& other) { return covers(other, seed); });
        if (!known) learned = identifiers_.insert(seed).second || learned;
    }
    if (PersonName name = name_in(in, values(row)); !name.empty()) {
        told.names = {name};
        learned = learn(std::move(name)) || learned;
    }
    if (auto date = birth_date_in(in, values(row))) {
        told.birth_dates = {*date};
        learned = birth_dates_.insert(std::move(*date)).second || learned;
    }
    return learned;
}

bool Derivation::learn(PersonName name) {
    const bool known = std::any_of(names_.begin(), names_.end(), [&](const PersonName& other) {
        return other.words == name.words && other.last == name.last;
    });
    if (!known) names_.push_back(std::move(name));
    return !known;
}

}  // namespace gdprd::policy
