#pragma once

namespace gdprd::daemon {

/// Keys and personal values stay out of core dumps, and other processes of the same user cannot
/// look into this one's memory. Whatever the service manager has set; before any key is read.
void keep_memory_private() noexcept;

}  // namespace gdprd::daemon
