// Calls that must not be sent twice, and lists that must be read whole.
#include <gmock/gmock.h>

#include "tests/unit/connectors/http/people_service.hpp"

namespace gdprd::connectors {
namespace {

using test::failed_with;
using test::HttpAsked;
using test::HttpServer;
using test::HttpToAnswer;
using test::succeeded;

TEST(HttpCalls, are_sent_once_when_a_kept_connection_ends_without_an_answer) {
    HttpServer server([](const HttpAsked& asked) -> HttpToAnswer {
        HttpToAnswer none;
        none.hangs_up = true;
        if (asked.method == "PATCH") return none;
        return asked.target == "/api/people" ? page(kAda) : HttpToAnswer{200, kAda};
    });
    auto store = connector(server);
    const auto rows = find(*store, "ada@example.org");
    ASSERT_TRUE(succeeded(rows));

    const auto changed = store->apply(kOff, step_of(*rows, policy::StepKind::update_rows), digest);

    EXPECT_TRUE(failed_with(changed, ErrorCode::unavailable));
    int patches = 0;
    for (const auto& asked : server.asked()) patches += asked.method == "PATCH" ? 1 : 0;
    EXPECT_EQ(patches, 1);
}

}  // namespace
}  // namespace gdprd::connectors
