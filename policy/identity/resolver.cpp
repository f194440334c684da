#include "policy/identity/resolver.hpp"

#include <algorithm>

#include "config/base/assert.hpp"
#include "config/base/crypto.hpp"
#include "config/limits.hpp"
#include "policy/identity/resolver_derivation.hpp"

namespace gdprd::policy {
namespace {

constexpr std::size_t kMatchIdBytes = 8;

}  // namespace

Derivation::Derivation(const Inquiry& inquiry, Facts& facts)
    : inquiry_(inquiry), estate_(*inquiry.estate), facts_(facts) {
    for (const Seed& seed : *inquiry.seeds) {
        if (seed.type.value() == "name") {
            names_.push_back(parse_name(seed.value.expose()));
        } else if (seed.type.value() == "birth_date") {
            birth_dates_.insert(seed.value.expose());
        } else if (power_of(seed.type) != IdentifierPower::none) {
            identifiers_.insert(seed);
            add_country_of(seed, countries_);
        }
    }
    for (const Seed& seed : inquiry.recalled->identifiers) {
        if (is_known(seed)) continue;
        identifiers_.insert(seed);
        recalled_.insert(seed);
        add_country_of(seed, countries_);
    }
    for (const PersonName& name : inquiry.recalled->names) learn(name);
    birth_dates_.insert(inquiry.recalled->birth_dates.begin(), inquiry.recalled->birth_dates.end());
}

bool Derivation::run() {
    return find_roots() && close_ownership() && sweep();
}

const Values& Derivation::values(const RowId& row) const {
    const Values* found = facts_.find(row);
    GDPRD_ASSERT(found != nullptr);
    return *found;
}

/// Keyed, so that nobody who sees the id can tell whether a key that they guess is the row's.
std::string Derivation::match_id(const RowId& row) const {
    const cbor::Value whole(cbor::Array{row.in.store.value(), row.in.collection.ns,
                                        row.in.collection.name, to_cbor(row.key)});
    const Hash mac = crypto::hmac_sha256(*inquiry_.match_key, cbor::encode(whole));
    return hex_encode(BytesView(mac).first(kMatchIdBytes));
}

const MatchVerdict* Derivation::verdict(const RowId& row) const {
    if (inquiry_.verdicts->empty()) return nullptr;
    const auto found = inquiry_.verdicts->find(match_id(row));
    return found == inquiry_.verdicts->end() ? nullptr : &found->second;
}

std::set<Seed> Derivation::unique_identifiers(const RowId& row) const {
    auto all = identifiers_in(node(row), values(row), countries_);
    std::erase_if(all, [](const Seed& s) { return power_of(s.type) != IdentifierPower::unique; });
    return all;
}

SubjectRow Derivation::subject_row(const RowId& row, const Judged& judged) const {
    const auto told = told_.find(row);
    return {row.in,
            Row{row.key, values(row)},
            judged.strength,
            judged.shared,
            judged.path,
            judged.evidence,
            match_id(row),
            judged.decided,
            told == told_.end() ? Told() : told->second};
}

/// A row that belongs to somebody else's row may name the subject as well (an emergency contact);
/// beside a row of the subject's own it takes nothing away.
Carriers Derivation::carriers_of(const Seed& seed) const {
    bool own = false;
    bool others = false;
    bool named = false;
    for (const auto& [row, match] : matches_) {
        if (!match.carried.contains(seed)) continue;
        if (owned_.contains(row)) {
            own = true;
        } else if (match.foreign) {
            named = true;
        } else {
            others = true;
        }
    }
    if (others || (named && !own)) return Carriers::others_too;
    return own ? Carriers::subject_alone : Carriers::none;
}

Resolution Derivation::take() && {
    Resolution out;
    for (const auto& [path, in] : estate_.nodes) out.fields.emplace(path, in.fields);
    const auto add = [&](std::vector<SubjectRow>& to, const RowId& row, const Judged& judged) {
        for (std::size_t copy = 0; copy < facts_.copies(row); ++copy) {
            to.push_back(subject_row(row, judged));
        }
    };
    for (const auto& [row, judged] : owned_) add(out.rows, row, judged);
    for (const auto& [row, judged] : judged_) {
        if (!owned_.contains(row)) add(out.review, row, judged);
    }
    for (const auto& [row, judged] : disputed_) {
        if (!owned_.contains(row) && !judged_.contains(row)) add(out.review, row, judged);
    }
    for (const auto& [row, judged] : referring_) {
        if (!owned_.contains(row) && !judged_.contains(row) && !disputed_.contains(row)) {
            add(out.referencing, row, judged);
        }
    }
    for (auto& [row, mention] : mentions_) out.mentions.push_back(std::move(mention));
    out.identifiers.assign(identifiers_.begin(), identifiers_.end());
    for (const Seed& seed : identifiers_) out.carriers.emplace(seed, carriers_of(seed));
    out.failed = facts_.failed();
    out.searched = facts_.searched();
    // Collections that references join to searched ones were searched through them: where the
    // person has no row, none of theirs belongs to the person.
    bool grown = true;
    while (grown) {
        grown = false;
        for (const Reference& reference : estate_.references) {
            const bool reached =
                out.searched.contains(reference.to) || out.searched.contains(reference.from);
            for (const CollectionPath& end : {reference.from, reference.to}) {
                if (!reached || out.failed.contains(end.store)) continue;
                grown = out.searched.insert(end).second || grown;
            }
        }
    }
    return out;
}

struct Resolver::State {
    State(const Catalogue& catalogue, const Policy& policy, std::vector<Seed> from,
          const MatchVerdicts& verdicts, const Secret& match_key, Told recalled_before)
        : estate(make_estate(catalogue, policy)),
          facts(estate),
          recalled(std::move(recalled_before)) {
        for (Seed& seed : from) {
            const bool searched = power_of(seed.type) != IdentifierPower::none;
            auto normal = searched ? normalise(seed.type, seed.value.expose(), {}) : std::nullopt;
            seeds.insert(normal ? std::move(*normal) : std::move(seed));
        }
        inquiry = {&catalogue, &policy, &estate, &seeds, &verdicts, &match_key, &recalled};
    }

    Estate estate;
    Facts facts;
    std::set<Seed> seeds;
    Told recalled;
    Inquiry inquiry;
    Resolution resolution;
    std::uint64_t passes = 0;
};

Resolver::Resolver(const Catalogue& catalogue, const Policy& policy, std::vector<Seed> seeds,
                   const MatchVerdicts& verdicts, const Secret& match_key, Told recalled)
    : state_(std::make_unique<State>(catalogue, policy, std::move(seeds), verdicts, match_key,
                                     std::move(recalled))) {}

Resolver::~Resolver() = default;
Resolver::Resolver(Resolver&&) noexcept = default;

std::vector<FindQuery> Resolver::next() {
    GDPRD_ASSERT(state_->passes++ < config::limits::kResolverPasses);
    Derivation derivation(state_->inquiry, state_->facts);
    if (!derivation.run()) return state_->facts.take();
    state_->resolution = std::move(derivation).take();
    return {};
}

void Resolver::supply(const FindQuery& query, const RowSet& rows) {
    state_->facts.supply(query, rows);
}

void Resolver::store_failed(const StoreName& store) {
    state_->facts.fail(store);
}

Resolution Resolver::finish() {
    return std::move(state_->resolution);
}

void Told::add(const Told& other) {
    identifiers.insert(other.identifiers.begin(), other.identifiers.end());
    names.insert(names.end(), other.names.begin(), other.names.end());
    birth_dates.insert(other.birth_dates.begin(), other.birth_dates.end());
}

std::string_view to_string(Strength strength) noexcept {
    switch (strength) {
        case Strength::possible:
            return "possible";
        case Strength::probable:
            return "probable";
        case Strength::certain:
            return "certain";
    }
    return "possible";
}

}  // namespace gdprd::policy
