// Rows that would be missed in silence: behind a page, behind a key, behind an error.
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
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr const char* kList = "    list: {path: people, at: /rows}\n";
const std::string kReread = kPeople + "    reread: true\n";

std::string told(const Result<std::vector<CheckFinding>>& findings) {
    if (!findings) return findings.error().message();
    std::string out;
    for (const auto& finding : *findings) out += finding.what + "\n";
    return out;
}

policy::FindQuery by_key(const std::string& id) {
    policy::FindQuery query;
    query.in = kPath;
    query.fields = {"id"};
    query.any_of = {{policy::PersonalCell({policy::Cell::Kind::integer, id})}};
    return query;
}

TEST(HttpFinds, fail_where_a_listed_row_is_not_given_by_its_key) {
    HttpServer server([](const HttpAsked& asked) -> HttpToAnswer {
        return asked.target == "/api/people" ? page(kAda) : HttpToAnswer{404, "{}"};
    });
    auto store = connector(server, {.collections = kReread});

    for (const auto& found :
         {find(*store, "ada@example.org"), find_all(kOff, *store, by_key("1"))}) {
        ASSERT_TRUE(failed_with(found, ErrorCode::invalid_argument)) << "searched and empty";
        EXPECT_THAT(found.error().message(), HasSubstr("lists 1 row"));
        EXPECT_THAT(found.error().hint(), HasSubstr("read (path, gone)"));
    }
    EXPECT_THAT(told(store->check(kOff)), HasSubstr("lists a row that it answers nothing for"));
    const auto other = find_all(kOff, *store, by_key("2"));
    ASSERT_TRUE(succeeded(other)) << "nobody lists that one";
    EXPECT_THAT(other->rows, IsEmpty());
}

TEST(HttpFinds, take_a_row_for_gone_that_went_while_they_searched) {
    int lists = 0;
    HttpServer server([&](const HttpAsked& asked) -> HttpToAnswer {
        if (asked.target != "/api/people") return {404, "{}"};
        return page(++lists == 1 ? kAda : "");
    });

    const auto found = find(*connector(server, {.collections = kReread}), "ada@example.org");

    ASSERT_TRUE(succeeded(found));
    EXPECT_THAT(found->rows, IsEmpty());
    EXPECT_EQ(lists, 2);
}

TEST(HttpFinds, tell_another_row_than_the_one_asked_for_as_this_stores_fault) {
    HttpServer server([](const HttpAsked& asked) -> HttpToAnswer {
        if (asked.target == "/api/people") return page(kAda);
        return {200, R"({"id": 9, "email": "eve@example.org"})"};
    });
    auto store = connector(server, {.collections = kReread});
    auto plain = connector(server);
    const auto rows = find(*plain, "ada@example.org");
    ASSERT_TRUE(succeeded(rows));

    EXPECT_TRUE(failed_with(find(*store, "ada@example.org"), ErrorCode::invalid_argument))
        << "the search in the other stores goes on";
    EXPECT_TRUE(failed_with(store->read_rows(kOff, kPath, rows->fields, {rows->rows[0].key}),
                            ErrorCode::invalid_argument));
    EXPECT_TRUE(
        failed_with(plain->apply(kOff, step_of(*rows, policy::StepKind::delete_rows), digest),
                    ErrorCode::conflict));
    EXPECT_THAT(told(plain->check(kOff)), HasSubstr("another row than the one asked for"));
}

TEST(HttpPages, are_followed_from_the_page_and_not_from_the_row_read_meanwhile) {
    HttpServer server([](const HttpAsked& asked) -> HttpToAnswer {
        if (asked.target == "/api/people?p=2") return page(kAda);
        if (asked.target == "/api/people/1") return {200, kAda};
        if (asked.target != "/api/people") return {200, R"({"id": 2, "email": "b@example.org"})"};
        HttpToAnswer first = page(R"({"id": 2})");
        first.headers = {"Link: <?p=2>; rel=next"};
        return first;
    });

    const auto found =
        find(*connector(server, {.collections = kReread + "    paging: {kind: link}\n"}),
             "ada@example.org");

    ASSERT_TRUE(succeeded(found));
    EXPECT_THAT(found->rows, SizeIs(1));
}

/// The people with a paging, and a list that asks for it.
Options paged_by(const std::string& paging, const std::string& query) {
    return {.collections = people_with(kList, "    list: {path: people, at: /rows, query: {q: \"" +
                                                  query + "\"}}\n    paging: " + paging + "\n")};
}

TEST(HttpPages, end_only_where_the_service_says_that_nothing_follows) {
    std::string next;
    HttpServer server([&](const HttpAsked&) {
        return HttpToAnswer{200, "{\"rows\": [" + kAda + "]" + next + "}"};
    });
    for (const auto& options : {paged_by("{kind: next_url, next: /next}", "{limit}"),
                                paged_by("{kind: cursor, next: /next}", "{cursor}")}) {
        auto store = connector(server, options);
        for (const char* end : {"", ", \"next\": null", ", \"next\": false", ", \"next\": \"\""}) {
            next = end;
            EXPECT_TRUE(succeeded(find(*store, "eve@example.org"))) << end;
        }
        for (const char* other : {"{\"href\": \"/api/people?p=2\"}", "[\"/api/people?p=2\"]", "2.5",
                                  "true", "{}", "[]"}) {
            next = std::string(", \"next\": ") + other;
            const auto found = find(*store, "eve@example.org");
            ASSERT_TRUE(failed_with(found, ErrorCode::invalid_argument)) << other;
            EXPECT_THAT(found.error().hint(), HasSubstr("paging"));
        }
    }
}

TEST(HttpPages, do_not_end_with_a_link_header_that_cannot_be_read) {
    HttpServer server([](const HttpAsked&) {
        HttpToAnswer answer = page(kAda);
        answer.headers = {"Link: /api/people?p=2; rel=next"};
        return answer;
    });
    auto store = connector(server, paged_by("{kind: link}", "{limit}"));

    const auto found = find(*store, "eve@example.org");

    ASSERT_TRUE(failed_with(found, ErrorCode::invalid_argument));
    EXPECT_THAT(found.error().message(), HasSubstr("Link header"));
    EXPECT_FALSE(found.error().hint().empty());
}

TEST(HttpPages, that_are_full_and_lead_nowhere_are_told_by_the_check) {
    std::string more;
    HttpServer server([&](const HttpAsked& asked) -> HttpToAnswer {
        if (asked.target == "/api/people/1") return {200, kAda};
        return {200, "{\"rows\": [" + kAda + ", {\"id\": 2, \"email\": \"b\"}]" + more + "}"};
    });
    const auto checked = [&](const std::string& limit) {
        return told(connector(server, paged_by("{kind: next_url, total: /total, next: /next, "
                                               "limit: " +
                                                   limit + "}",
                                               "{limit}"))
                        ->check(kOff));
    };
    const auto warns = HasSubstr("first page is full, and nothing leads to another");

    EXPECT_THAT(checked("2"), warns);
    EXPECT_THAT(checked("3"), Not(warns));
    more = ", \"next\": \"/api/people?p=2\"";
    EXPECT_THAT(checked("2"), Not(warns));
    more = ", \"total\": 2";
    EXPECT_THAT(checked("2"), Not(warns));
}

/// A row that comes in at the front moves the others on: one comes twice, and hides another.
TEST(HttpPages, count_a_row_that_comes_twice_once) {
    const auto row = [](int id) {
        return "{\"id\": " + std::to_string(id) + ", \"email\": \"p" + std::to_string(id) + "\"}";
    };
    HttpServer server([&](const HttpAsked& asked) -> HttpToAnswer {
        const bool first = asked.target.ends_with("q=0");
        return {200, "{\"total\": " + std::string(first ? "3" : "4") + ", \"rows\": [" +
                         (first ? row(1) + "," + row(2) : row(2) + "," + row(3)) + "]}"};
    });
    auto store = connector(server, paged_by("{kind: offset, limit: 2, total: /total}", "{offset}"));

    const auto found = find(*store, "p0");

    ASSERT_TRUE(failed_with(found, ErrorCode::unavailable)) << "the new row was not searched";
    EXPECT_THAT(found.error().message(), HasSubstr("3 of 4 rows"));
}

TEST(HttpSchema, tells_fields_whose_values_differ_from_row_to_row) {
    HttpServer server([](const HttpAsked&) { return page(kAda); });
    const auto schema =
        connector(server, {.collections =
                               people_with("email: /email", "email: {at: /email, unique: true}")})
            ->inspect(kOff);

    ASSERT_TRUE(succeeded(schema));
    EXPECT_THAT(schema->collections.at(0).unique_keys,
                testing::ElementsAre(testing::ElementsAre("email")));
    for (const auto& [service, collection, field] :
         {std::tuple{"mautic", "contacts", "email"}, std::tuple{"listmonk", "subscribers", "email"},
          std::tuple{"zammad", "users", "login"}, std::tuple{"zammad", "users", "email"}}) {
        const auto shipped = load_description(service, "");
        ASSERT_TRUE(succeeded(shipped));
        EXPECT_TRUE(shipped->find(collection)->find_field(field)->unique) << service;
    }
}

}  // namespace
}  // namespace gdprd::connectors
