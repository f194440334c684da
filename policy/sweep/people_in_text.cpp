#include "policy/sweep/people_in_text.hpp"

#include <algorithm>

#include "policy/sweep/addresses_in_text.hpp"
#include "policy/sweep/detector.hpp"
#include "policy/sweep/names_in_text.hpp"

namespace gdprd::policy::sweep {
namespace {

bool goes_before(const PlacedFind& a, const PlacedFind& b) noexcept {
    if (a.begin != b.begin) return a.begin < b.begin;
    // Of two ways to find a name the greeting's says least.
    const bool greets_a = a.detector == kNameGreeting;
    const bool greets_b = b.detector == kNameGreeting;
    if (greets_a != greets_b) return greets_b;
    return a.detector != b.detector ? a.detector < b.detector : a.end > b.end;
}

}  // namespace

void find_people(std::string_view text, const PeoplePlaces& places, std::vector<PlacedFind>& out) {
    out.clear();
    NamesInText names(text, out);
    if (places.from_begin) names.first_line();
    for (const std::size_t at : places.lines) names.line(at);
    AddressesInText addresses(text, out);
    for (const std::size_t at : places.numbers) addresses.number(at);
    for (std::size_t i = 0, all = out.size(); i < all; ++i) {
        if (out[i].detector == kAddress) names.above_address(out[i].begin);
    }
    std::sort(out.begin(), out.end(), goes_before);
    std::size_t told = text.size();
    std::size_t address_end = 0;
    std::erase_if(out, [&](const PlacedFind& find) {
        const bool part = find.detector > kAddress && find.begin < address_end;
        const bool again = find.begin == told || part;
        told = find.begin;
        if (find.detector == kAddress) address_end = std::max(address_end, find.end);
        return again;
    });
}

}  // namespace gdprd::policy::sweep
