#pragma once

namespace gdprd {

/// The calling thread, and what it starts, runs at nice 10 and in short slices: all else of the
/// machine comes first, and soon. Without the right to it nothing changes.
void make_background_thread() noexcept;

}  // namespace gdprd
