#pragma once

namespace gdprd {

/// The calling thread, and what it starts, runs at nice 10: all else of the machine comes first.
/// Without the right to it nothing changes.
void make_background_thread() noexcept;

}  // namespace gdprd
