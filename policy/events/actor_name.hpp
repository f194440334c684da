#pragma once

#include <string_view>

namespace gdprd::policy {

/// Why a name may not stand in an entry as the name of who did something in another system; empty:
/// it may. gdprd's own callers are "uid:…", "gid:…" and "token:…", and it itself is "gdprd": nobody
/// else is called so, nor so that a reader takes it for one of them (other case, spaces, characters
/// that cannot be seen, letters that look the same: Unicode UTS #39).
[[nodiscard]] std::string_view why_not_an_actor(std::string_view name);

/// Whether the name holds only characters that can be seen, and no white space at its ends.
[[nodiscard]] bool is_plain_name(std::string_view name);

}  // namespace gdprd::policy
