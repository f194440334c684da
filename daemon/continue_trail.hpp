#pragma once

#include <string>

#include "config/base/clock.hpp"
#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"

namespace gdprd::daemon {

/// What `gdprd continue-trail` does: ends the trail of the origin `ended`, which is refused because
/// it is shorter or another than a checkpoint says, and begins a new one under the origin that the
/// settings name now. Its first system entry quotes the old head. The old directory stays beside,
/// as STATE/trail-N; catalogue, policy and requests go on in the new trail. Prints the evidence and
/// what is to be done.
///
/// refused: nothing speaks against the trail that is there, it is not the one that `ended` names,
/// or the settings do not name a new origin. conflict: a gdprd works on it. A crash leaves the old
/// trail or the new one in place, and the call can be repeated.
Result<std::string> continue_trail(OffLoop off, const std::string& file, const std::string& ended,
                                   const Clock& clock);

}  // namespace gdprd::daemon
