#pragma once

namespace gdprd {

/// Writes the broken invariant (source text, never a value) to stderr and aborts: recovery repairs.
[[noreturn]] void assertion_failed(const char* expression, const char* file, int line) noexcept;

}  // namespace gdprd

/// An invariant that stays on in release builds.
#define GDPRD_ASSERT(expr) \
    (static_cast<bool>(expr) ? void(0) : ::gdprd::assertion_failed(#expr, __FILE__, __LINE__))
