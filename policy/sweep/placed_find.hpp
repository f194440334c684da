#pragma once

#include <cstddef>

namespace gdprd::policy::sweep {

/// What was found by its place in a text, and by which detector.
struct PlacedFind {
    std::size_t detector = 0;
    std::size_t begin = 0;
    std::size_t end = 0;
};

}  // namespace gdprd::policy::sweep
