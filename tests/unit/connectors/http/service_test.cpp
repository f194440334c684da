// The connector against a server that behaves as none should.
#include <gmock/gmock.h>

#include <future>

#include "config/limits.hpp"
#include "tests/unit/connectors/http/people_service.hpp"

namespace gdprd::connectors {
namespace {

using test::failed_with;
using test::HttpAsked;
using test::HttpServer;
using test::HttpToAnswer;
using test::succeeded;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;
using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

TEST(HttpStore, connects_to_no_special_address_that_is_not_named) {
    HttpServer server([](const HttpAsked&) { return page(kAda); });

    const auto refused = connector(server, {.allowed = {"10.0.0.0/8"}})->inspect(kOff);

    ASSERT_TRUE(failed_with(refused, ErrorCode::forbidden));
    EXPECT_THAT(refused.error().message(), HasSubstr("127.0.0.1"));
    EXPECT_THAT(refused.error().hint(), HasSubstr("allow_addresses"));
    EXPECT_THAT(server.asked(), SizeIs(0));
    EXPECT_TRUE(succeeded(connector(server)->inspect(kOff)));
}

TEST(HttpStore, gives_its_secret_to_no_other_origin) {
    HttpServer other([](const HttpAsked&) { return page(kAda); });
    HttpServer server([&](const HttpAsked& asked) -> HttpToAnswer {
        if (asked.target == "/api/people") return {302, "", {"Location: " + other.url("/x")}};
        return page(kAda);
    });
    HttpServer own([&](const HttpAsked& asked) -> HttpToAnswer {
        if (asked.target == "/api/people") return {301, "", {"Location: /api/v2/people"}};
        return page(kAda);
    });
    HttpServer ring(
        [&](const HttpAsked&) -> HttpToAnswer { return {302, "", {"Location: /api/people"}}; });

    EXPECT_TRUE(failed_with(connector(server)->inspect(kOff), ErrorCode::forbidden));
    EXPECT_THAT(other.asked(), SizeIs(0));
    EXPECT_TRUE(succeeded(connector(own)->inspect(kOff)));
    EXPECT_TRUE(failed_with(connector(ring)->inspect(kOff), ErrorCode::forbidden));
    EXPECT_LE(ring.asked().size(), config::limits::kHttpRedirects + 1);
}

TEST(HttpStore, gives_up_on_answers_without_end) {
    HttpServer endless([](const HttpAsked&) {
        HttpToAnswer answer;
        answer.raw = "HTTP/1.1 200 OK\r\nContent-Length: 2147483648\r\n\r\n{\"rows\": [";
        answer.then = [](int socket) {
            const std::string more(1 << 20, ' ');
            for (int i = 0; i < 2048; ++i)
                if (::send(socket, more.data(), more.size(), MSG_NOSIGNAL) <= 0) return;
        };
        return answer;
    });
    HttpServer headers([](const HttpAsked&) {
        HttpToAnswer answer;
        answer.raw = "HTTP/1.1 200 OK\r\n";
        for (int i = 0; i < 2000; ++i) answer.raw += "X-Filler: " + std::string(60, 'x') + "\r\n";
        return answer;
    });
    HttpServer drip([&](const HttpAsked&) {
        HttpToAnswer answer;
        answer.raw = "HTTP/1.1 200 OK\r\nX";
        answer.then = [](int socket) {
            for (int i = 0; i < 500; ++i) {
                if (::send(socket, "x", 1, MSG_NOSIGNAL) <= 0) return;
                ::usleep(10'000);
            }
        };
        return answer;
    });
    const auto begin = Steady::now();

    EXPECT_TRUE(failed_with(connector(endless, {.timeout = 20s})->inspect(kOff),
                            ErrorCode::limit_exceeded));
    EXPECT_TRUE(failed_with(connector(headers)->inspect(kOff), ErrorCode::limit_exceeded));
    const auto slow = connector(drip, {.timeout = 300ms})->inspect(kOff);

    EXPECT_TRUE(failed_with(slow, ErrorCode::timeout));
    EXPECT_THAT(slow.error().hint(), HasSubstr("statement_timeout"));
    EXPECT_LT(Steady::now() - begin, 15s);
}

TEST(HttpStore, takes_no_json_that_is_none) {
    struct Case {
        std::string body;
        ErrorCode code;
    };
    for (const auto& [body, code] : {
             Case{"{\"rows\": " + std::string(100'000, '['), ErrorCode::limit_exceeded},
             Case{"{\"rows\": [{\"id\": 1, \"email\": \"\xff\xfe\"}]}", ErrorCode::unavailable},
             Case{"<html>Log in</html>", ErrorCode::unavailable},
             Case{"", ErrorCode::unavailable},
             Case{"{\"error\": \"ada@example.org\"}", ErrorCode::invalid_argument},
             Case{"{\"rows\": 3}", ErrorCode::invalid_argument},
             Case{"{\"rows\": [3]}", ErrorCode::invalid_argument},
             Case{"{\"rows\": [{\"email\": \"ada@example.org\"}]}", ErrorCode::invalid_argument},
         }) {
        HttpServer server(
            [&, &answer = body](const HttpAsked&) { return HttpToAnswer{200, answer}; });
        const auto found = find(*connector(server), "ada@example.org");
        ASSERT_TRUE(failed_with(found, code)) << body.substr(0, 40);
        EXPECT_THAT(found.error().message(), Not(HasSubstr("ada@")));
        EXPECT_FALSE(found.error().hint().empty() && code != ErrorCode::limit_exceeded);
    }
}

TEST(HttpStore, tells_each_refusal_with_advice_and_without_the_services_words) {
    for (const int status : {400, 401, 403, 404, 405, 409, 422, 500, 501}) {
        HttpServer server([&](const HttpAsked&) {
            return HttpToAnswer{status, "{\"message\": \"ada@example.org is wrong\"}"};
        });
        const auto found = find(*connector(server), "ada@example.org");
        ASSERT_FALSE(found) << status;
        EXPECT_THAT(found.error().message(), HasSubstr("status " + std::to_string(status)));
        EXPECT_THAT(found.error().message() + found.error().hint(), Not(HasSubstr("ada@")));
        EXPECT_THAT(found.error().message() + found.error().hint(), Not(HasSubstr(kSecret)));
        EXPECT_FALSE(found.error().hint().empty()) << status;
        EXPECT_THAT(server.asked(), SizeIs(1)) << "tried again";
    }
}

TEST(HttpStore, waits_when_it_is_asked_to_and_not_for_ever) {
    int busy = 1;
    HttpServer server([&](const HttpAsked&) -> HttpToAnswer {
        if (busy-- > 0) return {429, "", {"Retry-After: 1"}};
        return page(kAda);
    });
    HttpServer rude(
        [](const HttpAsked&) -> HttpToAnswer { return {429, "", {"Retry-After: 3600"}}; });
    const auto begin = Steady::now();

    EXPECT_TRUE(succeeded(find(*connector(server), "ada@example.org")));
    EXPECT_GE(Steady::now() - begin, 1s);
    const auto refused = find(*connector(rude), "ada@example.org");

    ASSERT_TRUE(failed_with(refused, ErrorCode::unavailable));
    EXPECT_THAT(refused.error().message(), HasSubstr("3600 seconds"));
    EXPECT_THAT(rude.asked(), SizeIs(1));
}

TEST(HttpStore, keeps_to_the_described_rate) {
    HttpServer server([](const HttpAsked&) { return page(kAda); });
    auto store = connector(server, {.head = "version: 1\nservice: S\nauth: {kind: bearer}\n"
                                            "rate: {calls: 10, seconds: 1}\n"});
    const auto begin = Steady::now();

    for (int i = 0; i < 4; ++i) ASSERT_TRUE(succeeded(find(*store, "ada@example.org")));

    EXPECT_GE(Steady::now() - begin, 300ms);
}

TEST(HttpStore, sends_again_only_what_changes_nothing_the_second_time) {
    bool there = true;
    int failures = 2;
    HttpServer server([&](const HttpAsked& asked) -> HttpToAnswer {
        if (asked.method == "DELETE" || asked.method == "PATCH") {
            if (failures-- > 0) return {503, ""};
            there = asked.method != "DELETE";
            return {204, ""};
        }
        if (asked.target != "/api/people")
            return there ? HttpToAnswer{200, kAda} : HttpToAnswer{404, "{}"};
        return page(there ? kAda : "");
    });
    auto store = connector(server);
    const auto rows = find(*store, "ada@example.org");
    ASSERT_TRUE(succeeded(rows));

    const auto changed = store->apply(kOff, step_of(*rows, policy::StepKind::update_rows), digest);
    EXPECT_TRUE(failed_with(changed, ErrorCode::unavailable));
    failures = 2;
    const auto erased = store->apply(kOff, step_of(*rows, policy::StepKind::delete_rows), digest);

    ASSERT_TRUE(succeeded(erased));
    EXPECT_EQ(erased->done, 1U);
    int patches = 0;
    for (const auto& asked : server.asked()) patches += asked.method == "PATCH" ? 1 : 0;
    EXPECT_EQ(patches, 1);
    const auto again = store->apply(kOff, step_of(*rows, policy::StepKind::delete_rows), digest);
    ASSERT_TRUE(succeeded(again));
    EXPECT_EQ(again->already_done, 1U);
}

TEST(HttpStore, deletes_at_no_address_that_the_service_sends_it_to) {
    bool there = true;
    std::string to = "/api/people/2";
    HttpServer server([&](const HttpAsked& asked) -> HttpToAnswer {
        if (asked.target == "/api/people") return page(there ? kAda : "");
        if (asked.method == "GET") return there ? HttpToAnswer{200, kAda} : HttpToAnswer{404, "{}"};
        if (asked.target == "/api/people/1") return {307, "", {"Location: " + to}};
        there = false;
        return {204, ""};
    });
    auto store = connector(server);
    const auto rows = find(*store, "ada@example.org");
    ASSERT_TRUE(succeeded(rows));
    const auto step = step_of(*rows, policy::StepKind::delete_rows);

    EXPECT_TRUE(failed_with(store->apply(kOff, step, digest), ErrorCode::forbidden));
    EXPECT_TRUE(there);

    to = "/api/people/1/";
    EXPECT_TRUE(succeeded(store->apply(kOff, step, digest)));
    EXPECT_FALSE(there);
}

TEST(HttpStore, leaves_a_row_that_changes_while_the_step_runs) {
    int reads = 0;
    HttpServer server([&](const HttpAsked& asked) -> HttpToAnswer {
        if (asked.target == "/api/people") return page(kAda);
        const bool moved = asked.method == "GET" && ++reads > 1;
        return {200, moved ? R"({"id": 1, "email": "new@example.org"})" : kAda};
    });
    auto store = connector(server);
    const auto rows = find(*store, "ada@example.org");
    ASSERT_TRUE(succeeded(rows));

    const auto erased = store->apply(kOff, step_of(*rows, policy::StepKind::delete_rows), digest);

    EXPECT_TRUE(failed_with(erased, ErrorCode::stale));
    for (const auto& asked : server.asked()) EXPECT_NE(asked.method, "DELETE");
}

TEST(HttpStore, says_when_a_service_does_not_do_what_it_said) {
    HttpServer server([&](const HttpAsked& asked) -> HttpToAnswer {
        return asked.target == "/api/people" ? page(kAda) : HttpToAnswer{200, kAda};
    });
    auto store = connector(server);
    const auto rows = find(*store, "ada@example.org");
    ASSERT_TRUE(succeeded(rows));

    for (const auto kind : {policy::StepKind::delete_rows, policy::StepKind::update_rows}) {
        const auto done = store->apply(kOff, step_of(*rows, kind), digest);
        ASSERT_TRUE(failed_with(done, ErrorCode::conflict));
        EXPECT_THAT(done.error().message(), HasSubstr("of 1 row that it was changed"));
        EXPECT_THAT(done.error().hint(), Not(HasSubstr("nothing was changed")));
    }
}

TEST(HttpStore, is_cancelled_from_another_thread) {
    HttpServer server(
        [](const HttpAsked&) -> HttpToAnswer { return {429, "", {"Retry-After: 50"}}; });
    auto store = connector(server);
    store->cancel();  // nothing is under way: no effect
    const auto begin = Steady::now();

    auto running = std::async(std::launch::async, [&] { return store->inspect(kOff); });
    while (running.wait_for(20ms) != std::future_status::ready) store->cancel();

    EXPECT_TRUE(failed_with(running.get(), ErrorCode::cancelled));
    EXPECT_LT(Steady::now() - begin, 10s);
}

TEST(HttpStore, asks_for_a_token_and_for_another_when_it_ends) {
    int given = 0;
    HttpServer server([&](const HttpAsked& asked) -> HttpToAnswer {
        const auto shown = asked.headers.find("authorization");
        if (asked.target == "/oauth/token") {
            ++given;
            if (shown->second != "Basic Z2RwcmQ6czNjcmV0JTIwdG9rZW4=") return {401, "{}"};
            return {200,
                    "{\"access_token\": \"t" + std::to_string(given) + "\", \"expires_in\": 3600}"};
        }
        if (shown == asked.headers.end() || shown->second != "Bearer t2") return {401, "{}"};
        return page(kAda);
    });
    auto store = connector(
        server, {.head = "version: 1\nservice: S\nauth: {kind: oauth2, token: /oauth/token}\n"});

    EXPECT_TRUE(succeeded(store->inspect(kOff)));
    EXPECT_TRUE(succeeded(store->inspect(kOff)));
    EXPECT_EQ(given, 2) << "the first token was refused, the second kept";
    auto wrong = connector(
        server, {.head = "version: 1\nservice: S\nauth: {kind: oauth2, token: /oauth/token}\n",
                 .secret = "other"});
    EXPECT_TRUE(failed_with(wrong->inspect(kOff), ErrorCode::forbidden));
}

/// Five people over pages of two, by each kind of paging.
struct PagedCase {
    const char* paging;
    const char* query;
};

HttpToAnswer paged(const HttpAsked& asked) {
    const auto parameter = [&](const std::string& name) -> int {
        const std::size_t at = asked.target.find(name + "=");
        return at == std::string::npos ? -1 : std::stoi(asked.target.substr(at + name.size() + 1));
    };
    int from = std::max({parameter("offset"), parameter("cursor"), 0});
    if (parameter("page") > 0) from = (parameter("page") - 1) * 2;
    std::string rows;
    for (int i = from; i < std::min(from + 2, 5); ++i)
        rows += (rows.empty() ? "" : ",") + std::string("{\"id\": ") + std::to_string(i) +
                ", \"email\": \"p" + std::to_string(i) + "@example.org\"}";
    const int next = from + 2;
    const std::string more = next < 5 ? std::to_string(next) : "";
    HttpToAnswer answer{200, "{\"rows\": [" + rows + "], \"next\": \"" + more + "\", \"url\": \"" +
                                 (more.empty() ? "" : "/api/people?cursor=" + more) + "\"}"};
    if (!more.empty())
        answer.headers.push_back(
            "Link: </api/people?cursor=0>; rel=\"first\", </api/people?cursor=" + more +
            ">; rel=\"next\"");
    return answer;
}

TEST(HttpStore, reads_every_page_of_every_kind) {
    for (const auto& [paging, query] : {
             PagedCase{"{kind: page, limit: 2}", "{page: \"{page}\"}"},
             PagedCase{"{kind: offset, limit: 2}", "{offset: \"{offset}\"}"},
             PagedCase{"{kind: cursor, limit: 2, next: /next}", "{cursor: \"{cursor}\"}"},
             PagedCase{"{kind: link, limit: 2}", "{n: \"{limit}\"}"},
             PagedCase{"{kind: next_url, limit: 2, next: /url}", "{n: \"{limit}\"}"},
         }) {
        HttpServer server(paged);
        auto store = connector(
            server, {.collections = std::string("collections:\n  people:\n    paging: ") + paging +
                                    "\n    key: id\n    fields: {id: /id, email: /email}\n"
                                    "    list: {path: people, at: /rows, query: " +
                                    query + "}\n"});
        for (const char* mail : {"p0@example.org", "P4@Example.org"}) {
            const auto found = find(*store, mail);
            ASSERT_TRUE(succeeded(found)) << paging;
            EXPECT_THAT(found->rows, SizeIs(1)) << paging;
        }
        const auto sample = store->sample(kOff, kPath, {"email"}, 100);
        ASSERT_TRUE(succeeded(sample));
        EXPECT_EQ(sample->rows_read, 5U) << paging;
    }
}

TEST(HttpStore, notices_pages_that_lead_nowhere) {
    HttpServer same([](const HttpAsked&) { return page(kAda); });
    HttpServer away([](const HttpAsked&) -> HttpToAnswer {
        return {200, "{\"rows\": [" + kAda + "]}", {"Link: <http://127.0.0.1:1/x>; rel=next"}};
    });
    const auto with = [](const HttpServer& server, const std::string& paging) {
        return connector(server,
                         {.collections = "collections:\n  people:\n    paging: " + paging +
                                         "\n    key: id\n    fields: {id: /id, email: /email}\n"
                                         "    list: {path: people, at: /rows, query: {p: "
                                         "\"{limit}\", q: \"{page}\"}}\n"});
    };

    EXPECT_TRUE(failed_with(find(*with(same, "{kind: page, limit: 1}"), "x@example.org"),
                            ErrorCode::unavailable));
    auto led = connector(away, {.head = "version: 1\nservice: S\nauth: {kind: bearer}\n"
                                        "paging: {kind: link}\n"});
    EXPECT_TRUE(failed_with(find(*led, "x@example.org"), ErrorCode::forbidden));
}

TEST(HttpStore, refuses_settings_that_do_not_hold) {
    const auto made = [](const std::string& url, const std::string& secret) {
        StoreSettings settings;
        settings.name = StoreName("s");
        settings.base_url = url;
        settings.password = Secret(as_bytes(secret));
        return HttpConnector::create(
            std::move(settings),
            parse_description("version: 1\nservice: S\nauth: {kind: bearer}" + kPeople)
                .description);
    };
    EXPECT_TRUE(succeeded(made("https://crm.example.org/api", "x")));
    EXPECT_TRUE(succeeded(made("http://localhost:8080", "x")));
    for (const auto* url :
         {"", "crm.example.org", "http://crm.example.org/", "ftp://crm.example.org",
          "https://u:p@crm.example.org/", "https://crm.example.org/?a=b",
          "http://127.0.0.1.example.org/", "http://10.0.0.1/"})
        EXPECT_TRUE(failed_with(made(url, "x"), ErrorCode::invalid_argument)) << url;
    EXPECT_TRUE(failed_with(made("https://crm.example.org/", ""), ErrorCode::invalid_argument));
    EXPECT_TRUE(
        failed_with(made("https://crm.example.org/", "a\r\nX: y"), ErrorCode::invalid_argument));
}

TEST(HttpStore, notes_members_that_the_description_does_not_name) {
    HttpServer server([](const HttpAsked&) {
        return page(R"({"id": 1, "email": "a", "shoe_size": 43, "ada@example.org": 1})");
    });

    const auto findings = connector(server)->check(kOff);

    ASSERT_TRUE(succeeded(findings));
    std::string all;
    for (const auto& finding : *findings) all += finding.what + "\n";
    EXPECT_THAT(all, HasSubstr("does not name /shoe_size and members with names of their own"));
    EXPECT_THAT(all, HasSubstr("no transactions"));
    EXPECT_THAT(all, Not(HasSubstr("ada@")));
}

}  // namespace
}  // namespace gdprd::connectors
