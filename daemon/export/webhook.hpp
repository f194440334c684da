#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "config/base/result.hpp"
#include "config/base/secret.hpp"

namespace gdprd::daemon {

/// The key in a Standard Webhooks secret, "whsec_" and base64 of 24 to 64 bytes; one line end may
/// follow. invalid_argument, never quoting it.
Result<Secret> parse_webhook_secret(const Secret& text);

/// One message of Standard Webhooks 1.0.
struct WebhookMessage {
    std::string id;            ///< the same when it is sent again
    std::int64_t seconds = 0;  ///< since 1970, of this attempt
    std::string_view body;
};
/// "v1,BASE64": HMAC-SHA256 over id.timestamp.body.
[[nodiscard]] std::string webhook_signature(const WebhookMessage& message, const Secret& key);
/// The header lines webhook-id, webhook-timestamp, webhook-signature.
[[nodiscard]] std::vector<std::string> webhook_headers(const WebhookMessage& message,
                                                       const Secret& key);

}  // namespace gdprd::daemon
