// What an update leaves, and what a list says after an erasure.
#include <gmock/gmock.h>

#include <future>

#include "tests/unit/connectors/http/people_service.hpp"

namespace gdprd::connectors {
namespace {

using test::failed_with;
using test::HttpAsked;
using test::HttpServer;
using test::HttpToAnswer;
using test::succeeded;
using testing::HasSubstr;
using testing::Not;
using testing::SizeIs;
using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

/// Two people who are told apart by their key; an update changes them as `update` says.
class TwoPeople {
  public:
    explicit TwoPeople(std::function<void(std::string& city, int& version)> update)
        : server_([this, update = std::move(update)](const HttpAsked& asked) -> HttpToAnswer {
              if (asked.target == "/api/people") return page(row(1) + "," + row(2));
              const int id = asked.target.back() - '0';
              if (asked.method == "PATCH") {
                  ++patches;
                  emails_[id] = "null";
                  update(cities_[id], versions_[id]);
              }
              return {200, row(id)};
          }) {}

    std::unique_ptr<HttpConnector> store(const std::string& city, const std::string& version) {
        return connector(
            server_, {.collections = people_with("email: /email", "email: /email, city: " + city +
                                                                      ", version: " + version)});
    }

    int patches = 0;

  private:
    std::string row(int id) {
        return "{\"id\": " + std::to_string(id) + ", \"email\": " + emails_[id] +
               ", \"city\": " + cities_[id] + ", \"version\": " + std::to_string(versions_[id]) +
               "}";
    }

    std::map<int, std::string> emails_{{1, "\"ada@example.org\""}, {2, "\"ada@example.org\""}};
    std::map<int, std::string> cities_{{1, "\"Norwich\""}, {2, "\"Norwich\""}};
    std::map<int, int> versions_{{1, 1}, {2, 1}};
    HttpServer server_;
};

Result<StepResult> emptied(HttpConnector& store) {
    const auto rows = find(store, "ada@example.org");
    if (!rows) return rows.error();
    EXPECT_THAT(rows->rows, SizeIs(2));
    return store.apply(kOff, step_of(*rows, policy::StepKind::update_rows), digest);
}

TEST(HttpUpdates, end_at_the_first_row_whose_other_fields_they_change) {
    TwoPeople replaced([](std::string& city, int& /*version*/) { city = "null"; });

    const auto done = emptied(*replaced.store("/city", "/version"));

    ASSERT_TRUE(failed_with(done, ErrorCode::conflict));
    EXPECT_THAT(done.error().message(), HasSubstr("changed fields that were to stay: city"));
    EXPECT_THAT(done.error().message(), Not(HasSubstr("version")));
    EXPECT_THAT(done.error().message(), HasSubstr("no more rows were changed"));
    EXPECT_THAT(done.error().hint(), HasSubstr("computed"));
    EXPECT_EQ(replaced.patches, 1) << "the second row keeps its city";
}

TEST(HttpUpdates, may_change_what_the_description_says_is_computed) {
    const auto counted = [](std::string& /*city*/, int& version) { ++version; };
    TwoPeople versions(counted);
    TwoPeople silent(counted);
    TwoPeople made([](std::string& city, int& /*version*/) { city = "\"of the e-mail\""; });
    TwoPeople twice([](std::string& /*city*/, int& /*version*/) {});
    TwoPeople elsewhere([](std::string& city, int& /*version*/) { city = "\"of the version\""; });

    const auto done = emptied(*versions.store("/city", "{at: /version, computed: true}"));
    ASSERT_TRUE(succeeded(done));
    EXPECT_EQ(done->done, 2U);
    EXPECT_TRUE(failed_with(emptied(*silent.store("/city", "/version")), ErrorCode::conflict));
    EXPECT_TRUE(succeeded(emptied(*made.store("{at: /city, computed: [email]}", "/version"))));
    EXPECT_TRUE(succeeded(emptied(*twice.store("/city", "/version, again: /email"))))
        << "the same member as another field";
    EXPECT_TRUE(
        failed_with(emptied(*elsewhere.store("{at: /city, computed: [version]}", "/version")),
                    ErrorCode::conflict))
        << "the version was not written";
}

const std::string kCounted =
    "    list: {path: people, at: /rows, query: {p: \"{page}\"}}\n"
    "    paging: {kind: page, limit: 9, total: /total}\n";

/// One person; the list tells a number of rows that is one too high `stale` times after the
/// erasure.
struct CachedTotal {
    int stale = 0;
    std::atomic<int> lists_after = 0;
    bool there = true;
    HttpServer server{[this](const HttpAsked& asked) -> HttpToAnswer {
        if (asked.method == "DELETE") there = false;
        if (asked.target.starts_with("/api/people?")) {
            const bool first_page = asked.target.ends_with("p=1");
            const int total = there || (lists_after += first_page ? 1 : 0) <= stale ? 1 : 0;
            return {200, "{\"total\": " + std::to_string(total) + ", \"rows\": [" +
                             (there && first_page ? kAda : "") + "]}"};
        }
        return there ? HttpToAnswer{200, kAda} : HttpToAnswer{404, "{}"};
    }};
};

TEST(HttpRows, are_gone_when_the_list_has_settled_its_number_of_rows) {
    CachedTotal service;
    service.stale = 3;
    auto store =
        connector(service.server,
                  {.collections = people_with("    list: {path: people, at: /rows}\n", kCounted)});
    const auto rows = find(*store, "ada@example.org");
    ASSERT_TRUE(succeeded(rows));

    const auto done = store->apply(kOff, step_of(*rows, policy::StepKind::delete_rows), digest);

    ASSERT_TRUE(succeeded(done)) << "a number from a cache is not settled";
    EXPECT_EQ(done->done, 1U);
}

TEST(HttpRows, are_not_waited_for_once_the_call_is_cancelled) {
    CachedTotal service;
    service.stale = 1'000;
    auto store =
        connector(service.server,
                  {.collections = people_with("    list: {path: people, at: /rows}\n", kCounted)});
    const auto rows = find(*store, "ada@example.org");
    ASSERT_TRUE(succeeded(rows));
    const auto begin = Steady::now();

    auto running = std::async(std::launch::async, [&] {
        return store->apply(kOff, step_of(*rows, policy::StepKind::delete_rows), digest);
    });
    while (running.wait_for(20ms) != std::future_status::ready)
        if (service.lists_after > 2) store->cancel();

    EXPECT_TRUE(failed_with(running.get(), ErrorCode::cancelled));
    EXPECT_LT(Steady::now() - begin, 2500ms) << "it waits two seconds then";
}

}  // namespace
}  // namespace gdprd::connectors
