#include <algorithm>

#include "policy/identity/placeholder.hpp"
#include "policy/identity/resolver_derivation.hpp"

namespace gdprd::policy {
namespace {

struct Birthday {
    RowId row;
    std::string date;
    bool in_file = false;
};

/// What a row tells of whose it is.
struct Bearer {
    std::set<Seed> identifiers;  ///< of which each belongs to one person only
    PersonName name;
};

/// Two rows of one register that agree in two such identifiers.
bool same_person(const Bearer& a, const Bearer& b) {
    std::set<IdentifierType> agreeing;
    for (const Seed& seed : a.identifiers) {
        if (b.identifiers.contains(seed)) agreeing.insert(seed.type);
    }
    return agreeing.size() >= 2 && compare_names(a.name, b.name) != NameVerdict::contradicts;
}

/// Mother and daughter have one address and one name: rows of files that were not born on one day.
std::set<RowId> born_on_different_days(const std::vector<Birthday>& all) {
    std::set<RowId> out;
    for (const Birthday& a : all) {
        for (const Birthday& b : all) {
            if (a.date != b.date && (a.in_file || b.in_file)) out.insert(a.row);
        }
    }
    return out;
}

}  // namespace

NameVerdict Derivation::compare(const Node& in, const Values& row) const {
    const auto birth_date = birth_date_in(in, row);
    if (birth_date && !birth_dates_.empty() && !birth_dates_.contains(*birth_date)) {
        return NameVerdict::contradicts;
    }
    const PersonName name = name_in(in, row);
    auto verdict = NameVerdict::unknown;
    for (const PersonName& known : names_) {
        const NameVerdict one = compare_names(known, name);
        if (one == NameVerdict::agrees && !is_overruled(known, name)) return one;
        if (one == NameVerdict::contradicts) verdict = one;
    }
    return verdict;
}

/// "A. Berg" says nothing of a name where one that it may be short for is known and contradicts.
bool Derivation::is_overruled(const PersonName& known, const PersonName& name) const {
    return std::any_of(names_.begin(), names_.end(), [&](const PersonName& full) {
        return known.words.size() <= full.words.size() &&
               compare_names(known, full) == NameVerdict::agrees &&
               compare_names(full, name) == NameVerdict::contradicts;
    });
}

/// Households share a number and a family name: an initial or a family name alone is not enough.
bool Derivation::whole_name_agrees(const Node& in, const Values& row) const {
    const PersonName name = name_in(in, row);
    return std::any_of(names_.begin(), names_.end(), [&](const PersonName& known) {
        return last_names_agree(known, name) && share_two_words(known, name);
    });
}

/// A row that says nothing of a person besides the identifier is a record of the mailbox, not
/// another owner of it.
bool Derivation::tells_people_apart(const RowId& row, const Seed& besides) const {
    const Node& in = node(row);
    if (!name_in(in, values(row)).empty() || birth_date_in(in, values(row))) return true;
    // Of the same type another one tells people apart in their own rows only: a message has two
    // addresses too.
    const auto own = unique_identifiers(row);
    return std::any_of(own.begin(), own.end(), [&](const Seed& seed) {
        return seed != besides && (in.people || seed.type != besides.type);
    });
}

/// Two accounts with one mailbox: nothing says that they are one person's.
bool Derivation::has_twin(const RowId& row, const Seed& seed) const {
    const Node& in = node(row);
    if (!in.people && in.in.empty()) return false;
    return std::any_of(matches_.begin(), matches_.end(), [&](const auto& other) {
        return other.first.in == row.in && other.first != row && !other.second.foreign &&
               !dominated_.contains(other.first) && other.second.carried.contains(seed);
    });
}

/// How many people these rows are of, as far as the rows prove it.
std::size_t Derivation::owners(const std::vector<RowId>& rows) const {
    std::vector<Bearer> people;
    for (const RowId& row : rows) {
        Bearer one{unique_identifiers(row), name_in(node(row), values(row))};
        const bool known = std::any_of(people.begin(), people.end(), [&](const Bearer& person) {
            return same_person(person, one);
        });
        if (!known) people.push_back(std::move(one));
    }
    return people.size();
}

Derivation::Register Derivation::register_of(const RowId& row) const {
    if (node(row).own_register) return {row.in.store, row.in.collection};
    return {row.in.store, std::nullopt};
}

/// How many people carry each identifier, in each register.
Derivation::OwnersBySeed Derivation::carriers() const {
    std::map<std::pair<Register, Seed>, std::vector<RowId>> rows_by_seed;
    for (const auto& [row, match] : matches_) {
        if (dominated_.contains(row) || match.foreign) continue;
        for (const Seed& seed : match.carried) {
            if (tells_people_apart(row, seed) || has_twin(row, seed))
                rows_by_seed[{register_of(row), seed}].push_back(row);
        }
    }
    OwnersBySeed out;
    for (const auto& [place, rows] : rows_by_seed) out.emplace(place, owners(rows));
    return out;
}

void Derivation::judge_all() {
    judged_.clear();
    shared_.clear();
    find_contested();
    const OwnersBySeed by_seed = carriers();
    for (const auto& [place, people] : by_seed) {
        const bool unique = power_of(place.second.type) == IdentifierPower::unique;
        if (unique && people > 1) shared_.insert(place.second);
    }
    for (const auto& [row, match] : matches_) {
        if (dominated_.contains(row)) continue;
        // Judged by what was known before it was decided: what it brought itself is no evidence.
        const auto before = decided_.find(row);
        if (before != decided_.end()) {
            judged_.insert_or_assign(row, before->second);
            continue;
        }
        Judged judged = judge(row, match, by_seed);
        const MatchVerdict* said = verdict(row);
        if (said != nullptr && *said == MatchVerdict::rejected) continue;
        if (said != nullptr) {
            judged.decided = true;
            judged.evidence.emplace_back("accepted by a person");
        }
        judged_.insert_or_assign(row, std::move(judged));
    }
    settle_conflicts(judged_);
    for (auto& [row, judged] : judged_) {
        judged.decided = judged.decided || judged.strength == Strength::certain;
        if (judged.decided) decided_.try_emplace(row, judged);
    }
}

Derivation::Judged Derivation::judge(const RowId& row, const Match& match,
                                     const OwnersBySeed& by_seed) const {
    Judged out;
    const NameVerdict names = compare(node(row), values(row));
    const bool clear = !match.foreign && names != NameVerdict::contradicts &&
                       (!match.ascended || names == NameVerdict::agrees);
    const bool whole_name =
        names == NameVerdict::agrees && whole_name_agrees(node(row), values(row));
    const auto apart = differing_types(row);
    const auto differing = whole_name ? std::set<IdentifierType>{} : apart;
    bool supported = match.by_birth_date;
    std::string words;
    for (const Seed& seed : match.carried) {
        const auto place = by_seed.find({register_of(row), seed});
        const std::size_t count = place == by_seed.end() ? 0 : place->second;
        const std::string word = word_for(seed.type);
        const bool idle = proves_nothing(seed);
        const bool recalled = recalled_.contains(seed);
        const bool contested = contested_.contains(seed) && names != NameVerdict::agrees;
        const bool sure = clear && !match.doubtful.contains(seed) && !idle && !recalled &&
                          !contested && differing.empty();
        words += (words.empty() ? "" : ", ") + word;
        if (count > 1) {
            out.evidence.push_back(std::to_string(count) + " people's rows of this " +
                                   (node(row).own_register ? "file" : "store") + " carry the " +
                                   word);
        } else if (shared_.contains(seed)) {
            out.evidence.push_back("the " + word + " is shared by two people in another " +
                                   (node(row).own_register ? "file or store" : "store"));
        } else if (match.doubtful.contains(seed)) {
            out.evidence.push_back("carries the " + word +
                                   " in another spelling, or where it may be another person's");
        } else {
            out.evidence.push_back("carries the " + word);
        }
        if (idle)
            out.evidence.push_back("the " + word + " is an office's or a filler, not one person's");
        if (recalled) out.evidence.push_back("only a row that was erased before told the " + word);
        if (contested) {
            out.evidence.push_back("a row with the same " + word +
                                   " has another name, or was rejected");
        }
        switch (power_of(seed.type)) {
            case IdentifierPower::unique:
                if (sure && !shared_.contains(seed)) out.strength = Strength::certain;
                supported = supported || names != NameVerdict::contradicts;
                break;
            case IdentifierPower::phone:
                // father and son have one number and one name
                if (sure && count <= 1 && whole_name && apart.empty()) {
                    out.strength = Strength::certain;
                }
                supported = supported || names != NameVerdict::contradicts;
                break;
            case IdentifierPower::supporting:
                supported = supported || names == NameVerdict::agrees;
                break;
            case IdentifierPower::none:
                break;
        }
    }
    if (match.by_birth_date) out.evidence.emplace_back("name and birth date are the same");
    if (names == NameVerdict::agrees) out.evidence.emplace_back("the name agrees");
    if (names == NameVerdict::contradicts) {
        out.evidence.emplace_back("the name or birth date differs from what is known");
    }
    for (const IdentifierType& type : out.strength == Strength::certain ? differing : apart)
        out.evidence.push_back("its " + word_for(type) + " is not the one that is known");
    if (match.ascended) out.evidence.emplace_back("a row that refers to this one carries it");
    if (match.foreign) out.evidence.emplace_back("the row belongs to another person's row");
    out.shared = match.foreign;
    if (out.strength != Strength::certain && supported) out.strength = Strength::probable;
    if (words.empty()) words = "name, birth date";
    out.path = to_string(row.in) + " (" + words + ")";
    return out;
}

/// Rows that would be certain at once, contradict each other, and nothing known tells who is who:
/// none of them is certain. Where a person's row and a nameless one have different numbers, the
/// nameless one is in doubt.
void Derivation::settle_conflicts(std::map<RowId, Judged>& judged) const {
    std::vector<RowId> open;
    std::vector<RowId> fresh;
    for (const auto& [row, one] : judged) {
        const bool sure = one.strength == Strength::certain && !one.decided;
        if (!sure || decided_.contains(row)) continue;
        if (!whole_name_agrees(node(row), values(row))) open.push_back(row);
        fresh.push_back(row);
    }
    std::vector<Birthday> birthdays;
    for (const RowId& row : fresh) {
        const auto date = birth_date_in(node(row), values(row));
        if (date) birthdays.push_back({row, *date, node(row).own_register});
    }
    for (const RowId& row : born_on_different_days(birthdays)) {
        judged.at(row).strength = Strength::probable;
        judged.at(row).evidence.emplace_back("another match has a different birth date");
    }
    const std::set<RowId> differing = differing_rows(fresh);
    for (const RowId& row : differing) {
        judged.at(row).strength = Strength::probable;
        judged.at(row).evidence.emplace_back("another match has a different identifier");
    }
    std::set<RowId> conflicting;
    std::vector<PersonName> names;
    names.reserve(open.size());
    for (const RowId& row : open) names.push_back(name_in(node(row), values(row)));
    for (std::size_t a = 0; a < open.size(); ++a) {
        const bool contradicted = std::ranges::any_of(names, [&](const PersonName& other) {
            return compare_names(names[a], other) == NameVerdict::contradicts;
        });
        if (contradicted) conflicting.insert(open[a]);
    }
    std::set<Seed> claimed;
    for (const RowId& row : conflicting) {
        judged.at(row).strength = Strength::probable;
        judged.at(row).evidence.emplace_back("another match has a different name");
        const Match& match = matches_.at(row);
        claimed.insert(match.carried.begin(), match.carried.end());
    }
    for (const RowId& row : fresh) {
        if (conflicting.contains(row) || whole_name_agrees(node(row), values(row))) continue;
        const auto& carried = matches_.at(row).carried;
        if (!std::includes(claimed.begin(), claimed.end(), carried.begin(), carried.end()))
            continue;
        judged.at(row).strength = Strength::probable;
        judged.at(row).evidence.emplace_back("carried by rows of different names");
    }
}

}  // namespace gdprd::policy
