#pragma once

#include <cstdint>
#include <string>

#include "config/base/cbor.hpp"
#include "daemon/http/handler.hpp"

namespace gdprd::daemon {

struct Services;

/// The purpose under which looks into the trail are recorded.
inline constexpr std::string_view kLookPurpose = "audit";

/// A look into the trail as an entry of it says it.
struct TrailLook {
    cbor::Map payload;          ///< what was asked for, and why
    std::uint64_t entries = 0;  ///< shown
    std::string about;          ///< the request that it was about; empty: none or several
};
/// Looking into the trail is an access too (DESIGN §3, 6): durable before the answer goes out.
Result<void> record_look(Services& services, OffLoop off, const ApiRequest& request,
                         TrailLook look);

}  // namespace gdprd::daemon
