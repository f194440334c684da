#include "daemon/services/event_traces.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "policy/identity/resolver_identifiers.hpp"

namespace gdprd::daemon {

namespace {

std::string listed(const TraceKeys& keys) {
    return fmt::format("subject {} {}", keys.size() == 1 ? "key" : "keys", fmt::join(keys, ", "));
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
    std::set<std::uint64_t> keys;
    for (const auto& number : numbers)
        if (number) keys.insert(*number);
    return TraceKeys(keys.begin(), keys.end());
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
