#include "config/base/assert.hpp"

#include <cstdio>
#include <cstdlib>

namespace gdprd {

void assertion_failed(const char* expression, const char* file, int line) noexcept {
    std::fprintf(stderr, "gdprd: invariant broken: %s (%s:%d)\n", expression, file, line);
    std::abort();
}

}  // namespace gdprd
