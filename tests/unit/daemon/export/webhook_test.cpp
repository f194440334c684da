#include "daemon/export/webhook.hpp"

#include <gtest/gtest.h>

#include "config/base/bytes.hpp"
#include "tests/support/printers.hpp"

namespace gdprd::daemon {
namespace {

using test::failed_with;
using test::succeeded;

Secret text(std::string_view written) {
    return Secret{as_bytes(written)};
}

TEST(Webhook, signs_as_the_example_of_standard_webhooks) {
    const auto key = parse_webhook_secret(text("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n"));
    ASSERT_TRUE(succeeded(key));
    const WebhookMessage message{"msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330,
                                 R"({"test": 2432232314})"};

    EXPECT_EQ(webhook_headers(message, *key),
              (std::vector<std::string>{
                  "webhook-id: msg_p5jXN8AQM9LWM0D4loKWxJek", "webhook-timestamp: 1614265330",
                  "webhook-signature: v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="}));
}

TEST(Webhook, signs_id_time_and_body_each) {
    const auto key = *parse_webhook_secret(text("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"));
    const auto signature = webhook_signature({"a", 1, "body"}, key);

    EXPECT_NE(signature, webhook_signature({"b", 1, "body"}, key));
    EXPECT_NE(signature, webhook_signature({"a", 2, "body"}, key));
    EXPECT_NE(signature, webhook_signature({"a", 1, "body "}, key));
}

TEST(Webhook, takes_no_other_secret_and_does_not_repeat_it) {
    for (const char* wrong : {"", "whsec_", "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "whsec_c2hvcnQ=",
                              "whsec_?", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw x"}) {
        const auto key = parse_webhook_secret(text(wrong));
        ASSERT_TRUE(failed_with(key, ErrorCode::invalid_argument)) << wrong;
        EXPECT_EQ(key.error().message().find("MfKQ9"), std::string::npos);
    }
}

}  // namespace
}  // namespace gdprd::daemon
