#include <algorithm>

#include "config/limits.hpp"
#include "policy/identity/resolver_derivation.hpp"
#include "policy/identity/resolver_followed.hpp"

namespace gdprd::policy {
namespace limits = config::limits;

/// Repeats until nothing is added: a row that is shared as long as its other owner is unknown may
/// become the subject's own once that one is.
bool Derivation::close_ownership() {
    owned_.clear();
    for (const auto& [row, judged] : judged_) {
        if (judged.decided) owned_.insert_or_assign(row, judged);
    }
    bool grown = true;
    while (grown) {
        grown = false;
        disputed_.clear();
        referring_.clear();
        std::vector<std::pair<RowId, std::string>> known;
        known.reserve(owned_.size());
        for (const auto& [row, judged] : owned_) known.emplace_back(row, judged.path);
        for (const auto& [row, path] : known) {
            if (own_referring(row, path)) grown = true;
            if (own_referred(row, path)) grown = true;
        }
    }
    return !facts_.pending();
}

bool Derivation::own_referring(const RowId& row, const std::string& path) {
    bool grown = false;
    for (const std::size_t i : node(row).in) {
        const Reference& via = estate_.references[i];
        const auto tuple = tuple_of(values(row), via.to_at);
        if (!tuple) continue;
        const bool many = leads_to_others(via, *tuple);
        for (const RowKey& key : referring_rows(facts_, via, values(row))) {
            const RowId child{via.from, key};
            if (owned_.contains(child)) continue;
            if (judged_.contains(child) && node(child).person) continue;  // on the review list
            std::string way = to_string(via.from) + "." + estate_.fields_of(via) + " → " + path;
            const MatchVerdict* said = verdict(child);
            const Belonging belongs = belonging(child, via);
            const std::string shared =
                many ? "the reference leads to other rows too" : why_shared(child, via);
            if (belongs == Belonging::other_person ||
                (said != nullptr && *said == MatchVerdict::rejected)) {
                referring_.try_emplace(child, Judged{Strength::possible, false, true, way, {}});
            } else if (belongs == Belonging::uncertain) {
                grown = share(child, way, "carries another person's identifiers") || grown;
            } else if (via.role == ReferenceRole::agent || via.role == ReferenceRole::other) {
                grown = share(child, way, "names the person in a role only") || grown;
            } else if (!shared.empty()) {
                grown = share(child, way, shared) || grown;
            } else {
                grown = own(child, {Strength::certain, true, false, way, {}}) || grown;
            }
        }
    }
    return grown;
}

bool Derivation::own_referred(const RowId& row, const std::string& path) {
    bool grown = false;
    for (const std::size_t i : node(row).out) {
        const Reference& via = estate_.references[i];
        const Node& to = estate_.node(via.to);
        const auto tuple = referred_by(via, values(row));
        const bool candidate = via.owned || ((!to.about_person.empty() || to.names_people()) &&
                                             !names_an_organisation(to.path.collection.name));
        if (!tuple || !candidate) continue;
        for (const RowKey& key : referred_rows(facts_, via, values(row))) {
            const RowId target{via.to, key};
            if (owned_.contains(target)) continue;
            if (judged_.contains(target) && to.person) continue;
            const Referred found = referred(target, via);
            if (found == Referred::not_owned) continue;
            // of a row that a part of it belongs to, everything else that refers to it is theirs
            // too
            const std::size_t others = via.owned && via.is_part() ? 0 : other_referrers(target);
            if (others > limits::kSharedReferrers) continue;
            std::string way = to_string(via.to) + ", which " + to_string(via.from) + "." +
                              estate_.fields_of(via) + " refers to → " + path;
            if (via.is_part() && has_foreign_part(target, via)) {
                grown = share(target, way, "a part of it carries another identifier") || grown;
            } else if (others > 0) {
                grown = share(target, way, "other people's rows refer to it too") || grown;
            } else if (leads_to_others(via, *tuple, target)) {
                grown = share(target, way, "the reference leads to other rows too") || grown;
            } else if (found == Referred::uncertain) {
                grown =
                    share(target, way, "nothing tells whether it is about this person") || grown;
            } else {
                grown = own(target, {Strength::certain, true, false, way, {}}) || grown;
            }
        }
    }
    return grown;
}

/// A part carries an identifier that is not the subject's: the whole may be another person's.
bool Derivation::has_foreign_part(const RowId& whole, const Reference& via) {
    for (const RowKey& key : referring_rows(facts_, via, values(whole))) {
        const auto carried = unique_identifiers({via.from, key});
        if (std::any_of(carried.begin(), carried.end(),
                        [&](const Seed& seed) { return !is_known(seed); }))
            return true;
    }
    return false;
}

/// A reference that only the policy declares, to a field that several rows may share: rows behind
/// it that are not known to be the subject's may be another person's.
bool Derivation::leads_to_others(const Reference& via, const std::vector<std::string>& tuple,
                                 const std::optional<RowId>& besides) {
    if (via.unique) return false;
    facts_.want({via.to, via.to_at, MatchMode::exact, Facts::Read::whole}, tuple);
    const auto keys = facts_.with(via.to, via.to_at, tuple);
    return std::any_of(keys.begin(), keys.end(), [&](const RowKey& key) {
        const RowId found{via.to, key};
        return found != besides && !owned_.contains(found);
    });
}

bool Derivation::own(const RowId& row, Judged&& judged) {
    const MatchVerdict* said = verdict(row);
    if (said != nullptr && *said == MatchVerdict::rejected) return false;
    disputed_.erase(row);
    return owned_.try_emplace(row, std::move(judged)).second;
}

bool Derivation::share(const RowId& row, std::string path, std::string evidence) {
    const MatchVerdict* said = verdict(row);
    Judged judged{Strength::probable, false, true, std::move(path), {std::move(evidence)}};
    if (said == nullptr) {
        disputed_.try_emplace(row, std::move(judged));
        return false;
    }
    if (*said == MatchVerdict::rejected) return false;
    judged.decided = true;
    judged.evidence.emplace_back("accepted by a person");
    return own(row, std::move(judged));
}

/// A second customer on an order: the row belongs to two people. Who of the house dealt with it
/// does not count; the other way round, what they dealt with is the customer's.
std::string Derivation::why_shared(const RowId& row, const Reference& via) const {
    for (const std::size_t i : node(row).out) {
        const Reference& other = estate_.references[i];
        if (&other == &via || other.to == row.in) continue;
        const bool people = estate_.node(other.to).people;
        const auto has_root = [&](const auto& root) { return root.first.in == other.to; };
        const bool counts = people || (other.to == via.to &&
                                       std::any_of(decided_.begin(), decided_.end(), has_root));
        const bool acts =
            other.role == ReferenceRole::agent ||
            (other.role == ReferenceRole::staff && via.role == ReferenceRole::subject);
        if (!counts || acts) continue;
        const auto tuple = referred_by(other, values(row));
        if (!tuple) continue;
        const auto targets = facts_.with(other.to, other.to_at, *tuple);
        const bool ours = std::any_of(targets.begin(), targets.end(), [&](const RowKey& key) {
            return owned_.contains({other.to, key});
        });
        if (!ours) return "also refers to another row of " + to_string(other.to);
    }
    return {};
}

/// Whether a row that refers to the subject's row belongs to the subject. A person's row that names
/// another one (manager, support employee, who recommended whom) is its own; where neither table
/// nor reference is called so, a person decides.
Derivation::Belonging Derivation::belonging(const RowId& row, const Reference& via) const {
    if (via.stated_own || via.is_part()) return Belonging::owned;
    if (via.from == via.to) return Belonging::other_person;
    const auto own_ids = unique_identifiers(row);
    const auto known = [&](const Seed& seed) {
        return std::any_of(identifiers_.begin(), identifiers_.end(), [&](const Seed& other) {
            return other == seed || carries_exactly(seed.type, seed.value.expose(), other);
        });
    };
    const bool same = std::any_of(own_ids.begin(), own_ids.end(), known);
    const bool differs = !own_ids.empty() && !same;
    const NameVerdict names = compare(node(row), values(row));
    if (!node(row).person) {
        const bool foreign =
            differs && (names == NameVerdict::contradicts || via.role == ReferenceRole::staff);
        return foreign ? Belonging::uncertain : Belonging::owned;
    }
    switch (names) {
        case NameVerdict::contradicts: {
            // an order to a friend is a person's row by its fields, and the buyer's all the same
            const bool of_people = names_people(row.in.collection.name);
            const bool asks = via.role == ReferenceRole::subject && !of_people;
            return differs && !asks ? Belonging::other_person : Belonging::uncertain;
        }
        case NameVerdict::agrees:
        case NameVerdict::unknown:
            return differs ? Belonging::uncertain : Belonging::owned;
    }
    return Belonging::uncertain;
}

/// Whether a row that the subject's row refers to is about the subject; who else refers to it is
/// asked apart.
Derivation::Referred Derivation::referred(const RowId& row, const Reference& via) const {
    const Node& in = node(row);
    const Values& cells = values(row);
    const NameVerdict names = compare(in, cells);
    if (names == NameVerdict::contradicts) return Referred::not_owned;
    bool phone_differs = false;
    for (const IdentifyingField& field : in.identifying) {
        const auto text = text_of(cells[field.at]);
        const IdentifierPower power = power_of(field.type);
        if (!text || power == IdentifierPower::supporting) continue;
        bool same = false;
        bool any_known = false;
        for (const Seed& seed : identifiers_) {
            any_known = any_known || types_meet(field.type, seed.type);
            same = same || carries_exactly(field.type, *text, seed);
        }
        if (same) continue;
        if (power == IdentifierPower::unique) return Referred::not_owned;
        phone_differs = phone_differs || any_known;
    }
    if (via.owned) return Referred::owned;
    const bool told = std::any_of(in.about_person.begin(), in.about_person.end(),
                                  [&](std::size_t at) { return text_of(cells[at]).has_value(); });
    if (!told && names != NameVerdict::agrees) return Referred::not_owned;
    const bool unknown_name = names == NameVerdict::unknown && !name_in(in, cells).empty();
    return phone_differs || unknown_name ? Referred::uncertain : Referred::owned;
}

std::size_t Derivation::other_referrers(const RowId& row) {
    std::set<RowId> others;
    for (const std::size_t i : node(row).in) {
        const Reference& via = estate_.references[i];
        const auto tuple = tuple_of(values(row), via.to_at);
        if (!tuple) continue;
        const auto from_at = via.from_at();
        const auto wanted = via.from_tuple(*tuple);
        facts_.want({via.from, from_at, MatchMode::exact, Facts::Read::compared}, wanted);
        std::vector<std::size_t> all(from_at.size());
        for (std::size_t at = 0; at < all.size(); ++at) all[at] = at;
        for (const auto& [key, cells] : facts_.compared(via.from, from_at)) {
            const RowId other{via.from, key};
            if (tuple_of(cells, all) == wanted && !owned_.contains(other)) others.insert(other);
        }
    }
    return others.size();
}

}  // namespace gdprd::policy
