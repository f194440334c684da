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
using testing::HasSubstr;
using testing::SizeIs;

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

TEST(HttpCalls, tell_what_stays_in_a_changed_row_because_no_field_names_it) {
    const std::string ada = R"({"id": 1, "nick": "ada", "ada@x.example": 1, "email": )";
    std::string email = "\"ada@example.org\"";
    HttpServer server([&](const HttpAsked& asked) -> HttpToAnswer {
        if (asked.method == "PATCH") email = "null";
        const std::string row = ada + email + "}";
        return asked.target == "/api/people" ? page(row) : HttpToAnswer{200, row};
    });
    auto store = connector(server);
    const auto rows = find(*store, "ada@example.org");
    ASSERT_TRUE(succeeded(rows));
    ASSERT_TRUE(
        succeeded(store->apply(kOff, step_of(*rows, policy::StepKind::update_rows), digest)));

    const auto told = store->residue(kOff, {});
    ASSERT_TRUE(succeeded(told));
    EXPECT_THAT(told->limits,
                testing::IsSupersetOf({HasSubstr("people/nick"), HasSubstr("with other names")}));
    EXPECT_THAT(told->limits, testing::Not(testing::Contains(HasSubstr("ada@"))));
    EXPECT_THAT(store->residue(kOff, {})->limits,
                testing::Not(testing::Contains(HasSubstr("people/nick"))));
}

TEST(HttpPages, are_followed_by_each_of_the_link_headers) {
    HttpServer server([](const HttpAsked& asked) -> HttpToAnswer {
        if (asked.target != "/api/people") return page(kAda);
        HttpToAnswer first = page(R"({"id": 2, "email": "bob@example.org"})");
        first.headers = {"Link: </api/people?p=1>; rel=\"first\"",
                         "link: </api/people?p=2>; rel=\"next\""};
        return first;
    });
    auto store = connector(server, {.collections = kPeople + "    paging: {kind: link}\n"});

    const auto rows = find(*store, "ada@example.org");

    ASSERT_TRUE(succeeded(rows));
    EXPECT_THAT(rows->rows, SizeIs(1));
}

TEST(HttpPages, that_end_before_the_told_number_of_rows_are_no_list) {
    HttpServer server([](const HttpAsked&) {
        return HttpToAnswer{200, "{\"total\": 3, \"rows\": [" + kAda + "]}"};
    });
    auto store =
        connector(server, {.collections = kPeople + "    paging: {kind: link, total: /total}\n"});

    const auto rows = find(*store, "eve@example.org");

    ASSERT_TRUE(failed_with(rows, ErrorCode::unavailable));
    EXPECT_THAT(rows.error().message(), HasSubstr("1 of 3 rows"));
}

TEST(HttpPages, that_hold_more_rows_than_were_told_are_no_list) {
    HttpServer server([](const HttpAsked&) {
        return HttpToAnswer{200, "{\"total\": 0, \"rows\": [" + kAda + "]}"};
    });
    const std::string paging =
        "    paging: {kind: page, limit: 100, total: /total}\n"
        "    list: {path: people, at: /rows, query: {p: \"{page}\"}}\n";
    std::string people = kPeople;
    const std::string list = "    list: {path: people, at: /rows}\n";
    people.replace(people.find(list), list.size(), paging);
    auto store = connector(server, {.collections = people});

    EXPECT_TRUE(failed_with(find(*store, "eve@example.org"), ErrorCode::unavailable));
}

TEST(HttpRows, that_are_listed_but_not_read_are_not_gone) {
    bool deletes = false;
    HttpServer server([&](const HttpAsked& asked) -> HttpToAnswer {
        if (asked.method == "DELETE") deletes = true;
        return asked.target == "/api/people" ? page(kAda) : HttpToAnswer{404, "{}"};
    });
    auto store = connector(server);
    const auto rows = find(*store, "ada@example.org");
    ASSERT_TRUE(succeeded(rows));

    const auto done = store->apply(kOff, step_of(*rows, policy::StepKind::delete_rows), digest);

    EXPECT_TRUE(failed_with(done, ErrorCode::conflict)) << "nothing was deleted";
    EXPECT_FALSE(deletes);
    const auto again = store->read_rows(kOff, kPath, rows->fields, {rows->rows[0].key});
    ASSERT_TRUE(succeeded(again));
    EXPECT_THAT(again->rows, SizeIs(1)) << "what is listed is there";
}

TEST(HttpRows, that_a_service_only_hides_are_not_gone) {
    bool hidden = false;
    HttpServer server([&](const HttpAsked& asked) -> HttpToAnswer {
        if (asked.method == "DELETE") hidden = true;
        if (asked.target == "/api/people") return page(kAda);
        return hidden ? HttpToAnswer{404, "{}"} : HttpToAnswer{200, kAda};
    });
    auto store = connector(server);
    const auto rows = find(*store, "ada@example.org");
    ASSERT_TRUE(succeeded(rows));

    const auto done = store->apply(kOff, step_of(*rows, policy::StepKind::delete_rows), digest);

    EXPECT_TRUE(hidden);
    EXPECT_TRUE(failed_with(done, ErrorCode::conflict));
}

}  // namespace
}  // namespace gdprd::connectors
