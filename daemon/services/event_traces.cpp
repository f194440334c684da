#include "daemon/services/event_traces.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <map>

#include "policy/identity/placeholder.hpp"
#include "policy/identity/resolver_identifiers.hpp"

namespace gdprd::daemon {

namespace {

std::string listed(const TraceKeys& keys) {
    return fmt::format("subject {} {}", keys.size() == 1 ? "key" : "keys",
                       fmt::join(numbers_of(keys), ", "));
}

std::string destroyed_note(const TraceKeys& keys) {
    return "trail: what events of other systems tell of this person is destroyed with " +
           listed(keys);
}

/// Somebody whose data is kept may still ask who saw it (Art. 15).
std::string kept_note(const TraceKeys& keys) {
    return "trail: what events of other systems tell of this person stays readable under " +
           listed(keys) +
           ", because data is kept; destroy it later: gdprctl keys destroy --subject";
}

std::string kept_note(const KeptTrace& kept) {
    return fmt::format(
        "trail: what events of other systems tell under subject key {} ({}) stays readable: {}. If "
        "it is this person's alone, two people destroy it: gdprctl keys destroy --subject={} "
        "--reason=TEXT",
        kept.number, kept.identifier, kept.why, kept.number);
}

/// What the rows say of an identifier as the letter spells it.
policy::Carriers carriers_of(const policy::Seed& seed, const policy::Resolution& found) {
    const auto exact = found.carriers.find(seed);
    if (exact != found.carriers.end()) return exact->second;
    const auto normal = policy::normalise(seed.type, seed.value.expose(), {});
    const auto known = normal ? found.carriers.find(*normal) : found.carriers.end();
    return known == found.carriers.end() ? policy::Carriers::none : known->second;
}

/// Why what was told of this identifier stays; empty: it is this person's alone.
std::string why_kept(const policy::Seed& seed, bool in_letter, const policy::Resolution& found) {
    const auto carriers = carriers_of(seed, found);
    const bool unique = policy::power_of(seed.type) == policy::IdentifierPower::unique;
    if (policy::proves_nothing(seed)) return "it is an office's or a filler, not one person's";
    if (carriers == policy::Carriers::others_too)
        return "rows that nobody decided to be this person's carry it too";
    if (!in_letter && !unique) return "rows brought it, and others may have it too";
    if (carriers == policy::Carriers::none && !unique)
        return "no row says that it is this person's alone";
    return {};
}

}  // namespace

std::vector<std::uint64_t> numbers_of(const TraceKeys& keys) {
    std::vector<std::uint64_t> out;
    out.reserve(keys.size());
    for (const auto& key : keys) out.push_back(key.number);
    return out;
}

cbor::Value to_cbor(const TraceKeys& keys) {
    cbor::Array out;
    for (const auto& key : keys) {
        const auto& digest = key.identifier.value();
        out.push_back(
            cbor::Map{{"identifier", Bytes(digest.begin(), digest.end())}, {"number", key.number}});
    }
    return out;
}

Result<TraceKeys> trace_keys_from_cbor(const cbor::Value& value) {
    TraceKeys keys;
    GDPRD_TRY_ASSIGN(const cbor::Array* list, value.as_array());
    for (const cbor::Value& item : *list) {
        if (item.as_u64())
            return Error(
                ErrorCode::stale,
                "the plan was made by an earlier version, which did not note whose subject "
                "keys it destroys",
                "plan the request again, and have it approved");
        GDPRD_TRY_ASSIGN(const Bytes digest, item["identifier"].as_bytes());
        std::array<std::uint8_t, 16> identifier{};
        if (digest.size() != identifier.size())
            return Error(ErrorCode::corrupt, "a subject key of a plan is damaged");
        std::copy(digest.begin(), digest.end(), identifier.begin());
        GDPRD_TRY_ASSIGN(const std::uint64_t number, item["number"].as_u64());
        keys.push_back({number, SubjectDigest(identifier)});
    }
    return keys;
}

Result<FoundTraces> find_traces(OffLoop off, EventService& events,
                                const std::vector<policy::Seed>& letter,
                                const policy::Resolution& found) {
    std::map<policy::Seed, bool> seeds;  // whether the letter names it
    for (const policy::Seed& seed : found.identifiers) seeds.emplace(seed, false);
    for (const policy::Seed& seed : letter)
        if (policy::power_of(seed.type) != policy::IdentifierPower::none) seeds[seed] = true;
    std::vector<policy::Seed> asked;
    asked.reserve(seeds.size());
    for (const auto& [seed, in_letter] : seeds) asked.push_back(seed);
    // One key may be of several spellings: a phone number with a country and without.
    std::map<std::uint64_t, std::vector<policy::Seed>> keys;
    GDPRD_TRY_ASSIGN(const auto numbers, events.subjects().find(off, asked));
    for (std::size_t i = 0; i < asked.size(); ++i)
        for (const std::uint64_t number : numbers[i]) keys[number].push_back(asked[i]);
    FoundTraces out;
    TraceKeys all;
    for (const auto& [number, spellings] : keys) {
        all.push_back({number, events.subjects().digest_of(spellings.front())});
        const bool in_letter = std::any_of(spellings.begin(), spellings.end(),
                                           [&](const auto& seed) { return seeds.at(seed); });
        KeptTrace kept{number, policy::word_for(spellings.front().type), {}};
        for (const policy::Seed& seed : spellings)
            if (kept.why.empty()) kept.why = why_kept(seed, in_letter, found);
        if (kept.why.empty())
            out.own.push_back(all.back());
        else
            out.kept.push_back(std::move(kept));
    }
    GDPRD_TRY(events.check_keys(off, all));
    return out;
}

void note_traces(policy::Plan& plan, const FoundTraces& traces) {
    if (!traces.own.empty()) {
        const bool goes = plan.kept.empty();
        if (goes) plan.subject_keys = numbers_of(traces.own);
        plan.notes.push_back(goes ? destroyed_note(traces.own) : kept_note(traces.own));
    }
    for (const KeptTrace& kept : traces.kept) plan.notes.push_back(kept_note(kept));
}

bool destroys(const policy::Plan& plan, const TraceKeys& keys) {
    return !keys.empty() && plan.subject_keys == numbers_of(keys);
}

}  // namespace gdprd::daemon
