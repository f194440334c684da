#include "connectors/mariadb/errors.hpp"

#include <gtest/gtest.h>

#include "tests/support/printers.hpp"

namespace gdprd::connectors {
namespace {

TEST(MariaErrors, tell_what_a_number_means_to_the_caller) {
    const Call call;
    const std::pair<unsigned, ErrorCode> cases[] = {{1205, ErrorCode::unavailable},
                                                    {1213, ErrorCode::unavailable},
                                                    {1969, ErrorCode::timeout},
                                                    {1142, ErrorCode::forbidden},
                                                    {1792, ErrorCode::forbidden},
                                                    {1146, ErrorCode::not_found},
                                                    {1062, ErrorCode::conflict},
                                                    {1451, ErrorCode::conflict},
                                                    {4025, ErrorCode::conflict},
                                                    {1644, ErrorCode::conflict},
                                                    {1406, ErrorCode::invalid_argument},
                                                    {1665, ErrorCode::unsupported},
                                                    {2013, ErrorCode::unavailable},
                                                    {1317, ErrorCode::unavailable},
                                                    {0, ErrorCode::internal},
                                                    {65'000, ErrorCode::internal}};

    for (const auto& [number, code] : cases)
        EXPECT_EQ(error_of_number(number, call).code(), code) << number;
}

TEST(MariaErrors, tell_an_interruption_that_was_asked_for_as_cancelled) {
    Call call;
    const auto scope = call.begin();
    call.cancel();

    EXPECT_EQ(error_of_number(1317, call).code(), ErrorCode::cancelled);
}

TEST(MariaErrors, keep_the_servers_words_out_of_the_message) {
    const Call call;

    const Error error = refused_mariadb(1045, "Access denied for user 'ada@example.org'", call);

    EXPECT_EQ(error.code(), ErrorCode::forbidden);
    EXPECT_EQ((error.message() + error.hint()).find("ada@"), std::string::npos);
}

}  // namespace
}  // namespace gdprd::connectors
