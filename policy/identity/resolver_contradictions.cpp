#include <algorithm>
#include <array>
#include <iterator>

#include "policy/identity/placeholder.hpp"
#include "policy/identity/resolver_derivation.hpp"

namespace gdprd::policy {
namespace {

/// Whether one person has one value of the type at a time as far as rows can tell; of national
/// numbers there are several kinds that a store does not keep apart.
bool is_comparable(const Seed& seed) {
    return power_of(seed.type) == IdentifierPower::unique && seed.type.value() != "national";
}

}  // namespace

bool Derivation::is_known(const Seed& seed) const {
    return std::any_of(identifiers_.begin(), identifiers_.end(), [&](const Seed& other) {
        return other == seed || carries_exactly(seed.type, seed.value.expose(), other);
    });
}

/// Identifiers that a row which is not the subject's carries as its own: a person's row with
/// another name or rejected by a person, or a row with another name where none agrees. What else
/// carries them without a name may be that other person's too.
void Derivation::find_contested() {
    contested_.clear();
    std::set<Seed> agreed;
    std::set<Seed> doubted;
    for (const auto& [row, match] : matches_) {
        if (dominated_.contains(row) || match.foreign || decided_.contains(row)) continue;
        const NameVerdict names = compare(node(row), values(row));
        const MatchVerdict* said = verdict(row);
        const bool rejected = said != nullptr && *said == MatchVerdict::rejected;
        const bool contradicts = names == NameVerdict::contradicts && said == nullptr;
        for (const Seed& seed : match.carried) {
            if (match.doubtful.contains(seed)) continue;
            if (power_of(seed.type) != IdentifierPower::unique) continue;
            const bool named = !name_in(node(row), values(row)).empty();
            if (names == NameVerdict::agrees && !rejected) agreed.insert(seed);
            if ((rejected || contradicts) && node(row).person) contested_.insert(seed);
            if ((rejected && named) || contradicts) doubted.insert(seed);
        }
    }
    for (const auto& [row, judged] : decided_) {
        const auto match = matches_.find(row);
        if (match == matches_.end() || name_in(node(row), values(row)).empty()) continue;
        agreed.insert(match->second.carried.begin(), match->second.carried.end());
    }
    std::set_difference(doubted.begin(), doubted.end(), agreed.begin(), agreed.end(),
                        std::inserter(contested_, contested_.end()));
}

/// Types of which one value is known for the subject and the row's own is another.
std::set<IdentifierType> Derivation::differing_types(const RowId& row) const {
    std::set<IdentifierType> same;
    std::set<IdentifierType> differing;
    for (const Seed& seed : unique_identifiers(row)) {
        if (!is_comparable(seed)) continue;
        if (is_known(seed)) {
            same.insert(seed.type);
        } else if (std::any_of(identifiers_.begin(), identifiers_.end(), [&](const Seed& known) {
                       return known.type == seed.type && !proves_nothing(known);
                   })) {
            differing.insert(seed.type);
        }
    }
    for (const IdentifierType& type : same) differing.erase(type);
    return differing;
}

/// Rows that would be certain at once, have different values of one type that is not known yet,
/// and no name says that they are one person's. A person's row stands above one without a name.
std::set<RowId> Derivation::differing_rows(const std::vector<RowId>& fresh) const {
    struct Standing {
        RowId row;
        std::size_t rank = 0;  ///< 2 it has a name, 1 it is called a person's, 0 neither
        PersonName name;
        std::set<Seed> unknown;
    };
    constexpr std::size_t kRanks = 3;
    std::vector<Standing> all;
    std::map<IdentifierType, std::array<std::size_t, kRanks>> of_type;
    std::map<Seed, std::array<std::size_t, kRanks>> of_value;
    for (const RowId& row : fresh) {
        Standing one{row, node(row).people ? 1U : 0U, name_in(node(row), values(row)), {}};
        if (!one.name.empty()) one.rank = 2;
        for (const Seed& seed : unique_identifiers(row)) {
            if (!is_comparable(seed) || is_known(seed)) continue;
            one.unknown.insert(seed);
            for (std::size_t rank = 0; rank <= one.rank; ++rank) {
                ++of_type[seed.type][rank];
                ++of_value[seed][rank];
            }
        }
        if (!one.unknown.empty()) all.push_back(std::move(one));
    }
    std::set<RowId> out;
    for (const Standing& a : all) {
        for (const Seed& seed : a.unknown) {
            if (of_type[seed.type][a.rank] == of_value[seed][a.rank]) continue;
            // Names are compared only where both have one.
            const bool doubtful =
                a.rank < 2 ||
                std::any_of(
                    all.begin(), all.end(),
                    [&](const Standing& b) {
                        const bool same_person =
                            last_names_agree(a.name, b.name) && share_two_words(a.name, b.name);
                        return b.rank == 2 && !same_person && !b.unknown.contains(seed) &&
                               std::any_of(
                                   b.unknown.begin(), b.unknown.end(),
                                   [&](const Seed& other) { return other.type == seed.type; });
                    });
            if (doubtful) out.insert(a.row);
        }
    }
    return out;
}

}  // namespace gdprd::policy
