#include "policy/links/containment.hpp"

#include <cmath>

#include "config/base/assert.hpp"

namespace gdprd::policy {
namespace {

constexpr int kHalvings = 40;

/// Kullback-Leibler divergence of two coins.
double divergence(double seen, double truth) {
    const auto part = [](double a, double b) { return a == 0 ? 0.0 : a * std::log(a / b); };
    return part(seen, truth) + part(1 - seen, 1 - truth);
}

/// The share farthest from `seen` towards `end` (0 or 1) with which so many draws could still have
/// come out as far off as they did, but for `risk`.
double bound(double seen, double draws, double risk, double end) {
    const double surprise = std::log(1 / risk) / draws;
    double possible = seen;
    double refuted = end;
    if (seen == end) return end;
    for (int i = 0; i < kHalvings; ++i) {
        const double middle = (possible + refuted) / 2;
        auto& nearer = divergence(seen, middle) <= surprise ? possible : refuted;
        nearer = middle;
    }
    return refuted;
}

/// Members of both among the `most` smallest hashes of the two together.
struct Union {
    std::uint64_t of = 0;
    std::uint64_t both = 0;
};

Union smallest(const std::vector<std::uint64_t>& of, const std::vector<std::uint64_t>& in,
               std::size_t most) {
    Union out;
    auto a = of.begin();
    auto b = in.begin();
    for (std::size_t taken = 0; taken < most && (a != of.end() || b != in.end()); ++taken) {
        const bool from_a = b == in.end() || (a != of.end() && *a <= *b);
        const bool from_b = a == of.end() || (b != in.end() && *b <= *a);
        if (from_a) {
            ++out.of;
            ++a;
        }
        if (from_b) ++b;
        if (from_a && from_b) ++out.both;
    }
    return out;
}

}  // namespace

Containment containment(const Sketch& of, const Sketch& in, double risk) {
    GDPRD_ASSERT(of.size_max() == in.size_max() && risk > 0 && risk < 1);
    const bool exact = of.is_whole() && in.is_whole();
    // The smallest hashes of the two columns together are a uniform sample of fixed size of all
    // their values, and for each of them both sketches tell whether it is there; those of the one
    // column among them are a uniform sample of that column.
    const std::size_t most = exact ? of.hashes().size() + in.hashes().size() : of.size_max();
    const Union found = smallest(of.hashes(), in.hashes(), most);
    Containment out;
    out.compared = found.of;
    out.met = found.both;
    if (found.of == 0) return out;
    const auto draws = static_cast<double>(found.of);
    const double seen = static_cast<double>(found.both) / draws;
    out.low = exact ? seen : bound(seen, draws, risk, 0);
    out.high = exact ? seen : bound(seen, draws, risk, 1);
    return out;
}

}  // namespace gdprd::policy
