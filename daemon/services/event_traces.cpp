#include "daemon/services/event_traces.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

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

Result<TraceKeys> find_traces(OffLoop off, EventService& events,
                              const std::vector<policy::Seed>& letter,
                              const policy::Resolution& found) {
    std::set<policy::Seed> seeds;
    const auto points = [](const policy::Seed& seed) {
        return policy::power_of(seed.type) != policy::IdentifierPower::none;
    };
    std::copy_if(letter.begin(), letter.end(), std::inserter(seeds, seeds.end()), points);
    for (const policy::Seed& seed : found.identifiers)
        if (policy::power_of(seed.type) == policy::IdentifierPower::unique) seeds.insert(seed);
    const std::vector<policy::Seed> asked(seeds.begin(), seeds.end());
    GDPRD_TRY_ASSIGN(const auto numbers, events.subjects().find(off, asked));
    std::map<std::uint64_t, SubjectDigest> found_keys;
    for (std::size_t i = 0; i < asked.size(); ++i)
        if (numbers[i]) found_keys.emplace(*numbers[i], events.subjects().digest_of(asked[i]));
    TraceKeys keys;
    keys.reserve(found_keys.size());
    for (const auto& [number, identifier] : found_keys) keys.push_back({number, identifier});
    GDPRD_TRY(events.check_keys(off, keys));
    return keys;
}

void note_traces(policy::Plan& plan, const TraceKeys& keys) {
    if (keys.empty()) return;
    plan.notes.push_back(plan.kept.empty() ? destroyed_note(keys) : kept_note(keys));
}

bool destroys(const policy::Plan& plan, const TraceKeys& keys) {
    return !keys.empty() && std::find(plan.notes.begin(), plan.notes.end(), destroyed_note(keys)) !=
                                plan.notes.end();
}

}  // namespace gdprd::daemon
