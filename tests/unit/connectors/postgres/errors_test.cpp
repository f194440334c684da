#include "connectors/postgres/errors.hpp"

#include <gtest/gtest.h>

#include "tests/support/printers.hpp"

namespace gdprd::connectors {
namespace {

std::string message_of(std::string_view state) {
    const Call call;
    return error_of_state(state, call).message();
}

TEST(PostgresErrors, tell_a_triggers_own_error_from_a_limit_of_the_server) {
    const Call call;

    EXPECT_EQ(error_of_state("P0001", call).code(), ErrorCode::conflict);
    EXPECT_NE(message_of("P0001").find("trigger"), std::string::npos);
    EXPECT_EQ(error_of_state("54001", call).code(), ErrorCode::limit_exceeded);
    EXPECT_NE(message_of("54001").find("stack"), std::string::npos);
    EXPECT_NE(message_of("54000").find("limit"), std::string::npos);
    for (const auto* state : {"P0001", "P0002", "54001", "54011"})
        EXPECT_EQ(message_of(state).find("too large"), std::string::npos) << state;
}

}  // namespace
}  // namespace gdprd::connectors
