#pragma once

#include <cstdint>

#include "policy/links/sketch.hpp"

namespace gdprd::policy {

/// How much of one column's distinct values another one has.
struct Containment {
    std::uint64_t compared = 0;  ///< distinct values of the one that could be looked for
    std::uint64_t met = 0;       ///< of those, in the other one
    double low = 0;              ///< the true share is no less …
    double high = 1;             ///< … and no more; each is wrong in `risk` of all cases at most
};

/// The share of the values behind `of` that are behind `in`, too; exact when both are whole. The
/// bounds are Chernoff's for a sample without replacement (Hoeffding 1963): never too narrow.
/// `risk` lies between 0 and 1. With nothing to compare the bounds are 0 and 1. Both must have been
/// made with the same size_max and hash.
[[nodiscard]] Containment containment(const Sketch& of, const Sketch& in, double risk);

}  // namespace gdprd::policy
