#include "policy/identity/resolver_followed.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "config/base/assert.hpp"
#include "policy/identity/identifier_text.hpp"

namespace gdprd::policy {
namespace {

const Values& known(const Facts& facts, const CollectionPath& in, const RowKey& key) {
    const Values* values = facts.find({in, key});
    GDPRD_ASSERT(values != nullptr);  // Facts::with() told of it
    return *values;
}

/// 12 and 12.0 are one number.
Cell::Kind family_of(Cell::Kind kind) {
    return kind == Cell::Kind::real ? Cell::Kind::integer : kind;
}

/// The bytes as they are, where they are compared otherwise: text that refers to 12.50 says so.
std::optional<std::vector<std::string>> written_tuple(const Values& values,
                                                      const std::vector<std::size_t>& at) {
    std::vector<std::string> tuple;
    tuple.reserve(at.size());
    for (const std::size_t position : at) tuple.push_back(values[position].expose().bytes);
    return tuple == tuple_of(values, at) ? std::nullopt : std::optional(std::move(tuple));
}

/// "-12.50"
bool is_decimal(std::string_view text) {
    if (text.starts_with('-')) text.remove_prefix(1);
    const std::size_t point = text.find('.');
    return point != std::string_view::npos && point > 0 &&
           text::all_digits(text.substr(0, point)) && text::all_digits(text.substr(point + 1));
}

}  // namespace

bool of_same_kinds(const Values& one, const std::vector<std::size_t>& at, const Values& other,
                   const std::vector<std::size_t>& other_at) {
    return std::ranges::equal(at, other_at, [&](std::size_t a, std::size_t b) {
        return family_of(one[a].expose().kind) == family_of(other[b].expose().kind);
    });
}

std::optional<std::vector<std::string>> as_numbers(std::vector<std::string> tuple) {
    const auto as_written = tuple;
    for (std::string& bytes : tuple)
        if (is_decimal(bytes)) bytes = compared_bytes({Cell::Kind::real, bytes});
    return tuple == as_written ? std::nullopt : std::optional(std::move(tuple));
}

bool has_reals(const Values& values, const std::vector<std::size_t>& at) {
    return std::ranges::any_of(
        at, [&](std::size_t one) { return values[one].expose().kind == Cell::Kind::real; });
}

std::vector<RowKey> referred_rows(Facts& facts, const Reference& via, const Values& from) {
    const auto tuple = referred_by(via, from);
    if (!tuple) return {};
    facts.want({via.to, via.to_at, MatchMode::exact, Facts::Read::whole}, *tuple);
    auto keys = facts.with(via.to, via.to_at, *tuple);
    if (const auto numbers = as_numbers(*tuple); numbers && keys.empty()) {
        keys = facts.with(via.to, via.to_at, *numbers);
        std::erase_if(keys, [&](const RowKey& key) {
            return !has_reals(known(facts, via.to, key), via.to_at);
        });
    }
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
    if (auto written = written_tuple(to, via.to_at)) {
        const auto spelled = via.from_tuple(std::move(*written));
        facts.want({via.from, at, MatchMode::exact, Facts::Read::whole}, spelled);
        for (const RowKey& key : facts.with(via.from, at, spelled)) keys.push_back(key);
    }
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
