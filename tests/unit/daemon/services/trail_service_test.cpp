#include "daemon/services/trail_service.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "daemon/services/version_entries.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/printers.hpp"
#include "tests/support/temp_dir.hpp"

namespace gdprd::daemon {
namespace {

const OffLoop kOff = OffLoop::on_blocking_thread();

audit::TrailOptions options() {
    audit::TrailOptions out;
    out.origin = "example.com/test";
    out.segment_bytes = 1U << 20U;
    out.first_segment_bytes = 1U << 20U;
    return out;
}

audit::EntryDraft draft(audit::EntryType type, std::string request) {
    audit::EntryDraft out;
    out.type = type;
    out.actor = "uid:ann";
    out.request = std::move(request);
    return out;
}

class TrailServiceTest : public testing::Test {
  protected:
    void SetUp() override { open(); }
    void open() {
        auto opened = TrailService::open(kOff, dir_.path() + "/trail", options(), root_, clock_);
        ASSERT_TRUE(test::succeeded(opened));
        trail_ = std::move(*opened);
    }
    test::TempDir dir_;
    test::ManualClock clock_;
    Secret root_ = Secret::random(32);
    std::unique_ptr<TrailService> trail_;
};

TEST_F(TrailServiceTest, pages_through_what_a_filter_leaves) {
    for (int i = 0; i < 25; ++i) {
        const auto request = i % 2 == 0 ? "R-1" : "R-2";
        ASSERT_TRUE(
            test::succeeded(trail_->record(kOff, draft(audit::EntryType::request, request))));
    }
    TrailQuery query;
    query.filter.request = "R-1";
    query.limit = 5;
    std::vector<std::uint64_t> indexes;
    for (bool more = true; more;) {
        const auto page = trail_->list(kOff, query);
        ASSERT_TRUE(test::succeeded(page));
        EXPECT_LE(page->entries.size(), 5U);
        for (const auto& entry : page->entries) {
            EXPECT_EQ(entry.request, "R-1");
            indexes.push_back(entry.index.value());
        }
        more = page->next.has_value();
        if (more) query.from = *page->next;
    }

    EXPECT_EQ(indexes.size(), 13U);
    EXPECT_TRUE(std::is_sorted(indexes.begin(), indexes.end()));
}

TEST_F(TrailServiceTest, passes_a_wrong_draft_on_as_the_callers_fault_and_stays_healthy) {
    auto wrong = draft(audit::EntryType::read, "R-1");
    wrong.collection = "main.customers";  // without a store

    EXPECT_TRUE(test::failed_with(trail_->record(kOff, wrong), ErrorCode::invalid_argument));
    EXPECT_TRUE(trail_->healthy());
    EXPECT_TRUE(test::succeeded(trail_->record(kOff, draft(audit::EntryType::read, "R-1"))));
}

TEST_F(TrailServiceTest, verifies_with_its_data_key) {
    ASSERT_TRUE(test::succeeded(trail_->record(kOff, draft(audit::EntryType::plan, "R-1"))));

    const auto report = trail_->verify(kOff, {});

    ASSERT_TRUE(test::succeeded(report));
    EXPECT_TRUE(report->ok());
    EXPECT_EQ(report->size, trail_->size());
    EXPECT_GT(report->envelopes, 0U);
}

class VersionEntries : public TrailServiceTest {
  protected:
    void SetUp() override {
        TrailServiceTest::SetUp();
        auto opened = StateDatabase::open(kOff, dir_.path());
        ASSERT_TRUE(test::succeeded(opened));
        state_ = std::move(*opened);
    }
    static Hash version(std::uint8_t fill) {
        Hash out{};
        out.fill(fill);
        return out;
    }
    std::unique_ptr<StateDatabase> state_;
};

TEST_F(VersionEntries, complete_what_a_crash_left_unbound) {
    VersionStore store(*state_, VersionKind::catalogue);
    const Bytes body{1, 2, 3};
    ASSERT_TRUE(test::succeeded(store.put(kOff, version(1), body)));
    ASSERT_TRUE(test::succeeded(store.put(kOff, version(2), body)));
    // The crash: the entry of version 1 is durable, its binding is not; version 2 has no entry.
    auto entry = draft(audit::EntryType::catalogue, "");
    entry.payload = cbor::Map{{"version", version(1)}};
    const auto appended = trail_->record(kOff, entry);
    ASSERT_TRUE(test::succeeded(appended));

    ASSERT_TRUE(
        test::succeeded(complete_bindings(kOff, *trail_, store, audit::EntryType::catalogue)));

    const auto binding = store.find_last_binding(kOff);
    ASSERT_TRUE(test::succeeded(binding));
    ASSERT_TRUE(binding->has_value());
    EXPECT_EQ((*binding)->version, version(1));
    EXPECT_EQ((*binding)->entry, appended->index);
    EXPECT_FALSE(store.find(kOff, version(2))->has_value());
}

TEST_F(VersionEntries, keep_the_kinds_apart_and_let_a_version_come_back) {
    VersionStore catalogues(*state_, VersionKind::catalogue);
    VersionStore policies(*state_, VersionKind::policy);
    const Bytes body{1};
    for (const auto number : std::initializer_list<std::uint8_t>{1, 2, 1}) {
        ASSERT_TRUE(test::succeeded(catalogues.put(kOff, version(number), body)));
        ASSERT_TRUE(test::succeeded(record_version(kOff, *trail_, catalogues, version(number),
                                                   draft(audit::EntryType::catalogue, ""), {})));
    }

    EXPECT_EQ((*catalogues.find_last_binding(kOff))->version, version(1));
    EXPECT_FALSE(policies.find_last_binding(kOff)->has_value());
}

}  // namespace
}  // namespace gdprd::daemon
