#include "policy/identity/resolver_followed.hpp"

#include <algorithm>
#include <iterator>

#include "config/base/assert.hpp"

namespace gdprd::policy {
namespace {

const Values& known(const Facts& facts, const CollectionPath& in, const RowKey& key) {
    const Values* values = facts.find({in, key});
    GDPRD_ASSERT(values != nullptr);  // Facts::with() told of it
    return *values;
}

}  // namespace

bool of_same_kinds(const Values& one, const std::vector<std::size_t>& at, const Values& other,
                   const std::vector<std::size_t>& other_at) {
    return std::ranges::equal(at, other_at, [&](std::size_t a, std::size_t b) {
        return one[a].expose().kind == other[b].expose().kind;
    });
}

std::vector<RowKey> referred_rows(Facts& facts, const Reference& via, const Values& from) {
    const auto tuple = referred_by(via, from);
    if (!tuple) return {};
    facts.want({via.to, via.to_at, MatchMode::exact, Facts::Read::whole}, *tuple);
    auto keys = facts.with(via.to, via.to_at, *tuple);
    // behind a prefix stands text, whatever the target holds
    if (keys.size() < 2 || !via.prefix.empty()) return keys;
    std::vector<RowKey> exact;
    std::ranges::copy_if(keys, std::back_inserter(exact), [&](const RowKey& key) {
        return of_same_kinds(from, via.at, known(facts, via.to, key), via.to_at);
    });
    return exact.empty() ? keys : exact;
}

std::vector<RowKey> referring_rows(Facts& facts, const Reference& via, const Values& to) {
    const auto tuple = tuple_of(to, via.to_at);
    if (!tuple) return {};
    const auto at = via.from_at();
    const auto wanted = via.from_tuple(*tuple);
    facts.want({via.from, at, MatchMode::exact, Facts::Read::whole}, wanted);
    auto keys = facts.with(via.from, at, wanted);
    if (!via.prefix.empty()) return keys;
    std::erase_if(keys, [&](const RowKey& key) {
        const Values& from = known(facts, via.from, key);
        if (of_same_kinds(from, via.at, to, via.to_at)) return false;
        facts.want({via.to, via.to_at, MatchMode::exact, Facts::Read::whole}, *tuple);
        const auto targets = facts.with(via.to, via.to_at, *tuple);
        return std::ranges::any_of(targets, [&](const RowKey& target) {
            return of_same_kinds(from, via.at, known(facts, via.to, target), via.to_at);
        });
    });
    return keys;
}

}  // namespace gdprd::policy
