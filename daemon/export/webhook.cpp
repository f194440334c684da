#include "daemon/export/webhook.hpp"

#include "config/base/bytes.hpp"
#include "config/base/crypto.hpp"

namespace gdprd::daemon {

namespace {

constexpr std::string_view kPrefix = "whsec_";
constexpr std::size_t kKeyBytesMin = 24;
constexpr std::size_t kKeyBytesMax = 64;

Error bad_secret() {
    return Error(ErrorCode::invalid_argument,
                 "this is no secret of Standard Webhooks: whsec_ and base64 of 24 to 64 bytes",
                 "make one: echo whsec_$(openssl rand -base64 32)");
}

}  // namespace

Result<Secret> parse_webhook_secret(const Secret& text) {
    std::string_view rest = as_text(text.expose());
    if (rest.ends_with('\n')) rest.remove_suffix(1);
    if (rest.ends_with('\r')) rest.remove_suffix(1);
    if (!rest.starts_with(kPrefix)) return bad_secret();
    rest.remove_prefix(kPrefix.size());
    auto key = base64_decode(rest);
    if (!key || key->size() < kKeyBytesMin || key->size() > kKeyBytesMax) return bad_secret();
    Secret out{BytesView(*key)};
    crypto::wipe(*key);
    return out;
}

std::string webhook_signature(const WebhookMessage& message, const Secret& key) {
    std::string text = message.id;
    text.append(".").append(std::to_string(message.seconds)).append(".").append(message.body);
    return "v1," + base64_encode(crypto::hmac_sha256(key, as_bytes(text)));
}

std::vector<std::string> webhook_headers(const WebhookMessage& message, const Secret& key) {
    return {"webhook-id: " + message.id, "webhook-timestamp: " + std::to_string(message.seconds),
            "webhook-signature: " + webhook_signature(message, key)};
}

}  // namespace gdprd::daemon
