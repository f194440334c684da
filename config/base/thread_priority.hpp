#pragma once

namespace gdprd {

/// The calling thread, and what it starts, runs at nice 10 and gives way at once to all else that
/// wakes up on the machine. Without the right to it nothing changes.
void make_background_thread() noexcept;

/// Gives way as well, at the nice that it has: for work that others will soon wait for.
void make_yielding_thread() noexcept;

}  // namespace gdprd
