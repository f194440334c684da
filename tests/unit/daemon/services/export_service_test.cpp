#include "daemon/services/export_service.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <numeric>
#include <thread>

#include "config/base/files.hpp"
#include "config/limits.hpp"
#include "daemon/export/export_cursor.hpp"
#include "daemon/services/trail_service.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/printers.hpp"
#include "tests/support/temp_dir.hpp"

namespace gdprd::daemon {
namespace {

using std::chrono::seconds;
using test::succeeded;

const OffLoop kOff = OffLoop::on_blocking_thread();

/// What the receiver's side of a test does and saw.
struct Receiver {
    std::vector<std::uint64_t> got;
    bool away = false;
    bool broke = false;
    std::size_t largest = 0;
    std::vector<std::size_t> tried;  ///< entries of each try, taken or not
};

class FakeSink final : public ExportSink {
  public:
    explicit FakeSink(Receiver& receiver) : receiver_(&receiver) {}
    Result<void> deliver(OffLoop, std::span<const audit::EntryView> entries,
                         const ExportContext& context) override {
        EXPECT_EQ(context.origin, "example.com/test");
        receiver_->tried.push_back(entries.size());
        if (receiver_->away) return Error(ErrorCode::unavailable, "the receiver is away");
        for (const auto& entry : entries) receiver_->got.push_back(entry.index.value());
        receiver_->largest = std::max(receiver_->largest, entries.size());
        return {};
    }
    bool broke() override { return std::exchange(receiver_->broke, false); }

  private:
    Receiver* receiver_;
};

class ExportServiceTest : public testing::Test {
  protected:
    void SetUp() override {
        target_.name = "siem";
        target_.batch = 100;
        target_.types = {audit::EntryType::write};
        open();
    }
    void open() {
        audit::TrailOptions options;
        options.origin = "example.com/test";
        options.segment_bytes = options.first_segment_bytes = 1U << 20U;
        auto opened = TrailService::open(kOff, dir_.path("trail"), options, root_, clock_);
        ASSERT_TRUE(succeeded(opened));
        trail_ = std::move(*opened);
    }
    void begin() {
        std::vector<ExportTarget> targets;
        ExportTarget copy;
        copy.name = target_.name;
        copy.types = target_.types;
        copy.batch = target_.batch;
        copy.from_start = target_.from_start;
        targets.push_back(std::move(copy));
        service_ = std::make_unique<ExportService>(
            std::move(targets),
            ExportService::Means{trail_.get(), &clock_, dir_.path("exports"), &root_,
                                 [] { return std::make_shared<const policy::Catalogue>(); }},
            [this](const ExportTarget&, const std::atomic<bool>*) {
                return std::make_unique<FakeSink>(receiver_);
            });
    }
    std::vector<std::uint64_t> record(int entries) {
        std::vector<audit::EntryDraft> drafts(static_cast<std::size_t>(entries));
        for (auto& draft : drafts) draft.type = audit::EntryType::write;
        const auto appended = trail_->record(kOff, drafts);
        EXPECT_TRUE(succeeded(appended));
        std::vector<std::uint64_t> out;
        for (const auto& one : *appended) out.push_back(one.index.value());
        return out;
    }
    void work() {
        while (service_->round(kOff, 0)) {
        }
    }
    ExportStatus status() { return service_->status().front(); }

    test::TempDir dir_;
    test::ManualClock clock_;
    Secret root_ = Secret::random(32);
    std::unique_ptr<TrailService> trail_;
    ExportTarget target_;
    Receiver receiver_;
    std::unique_ptr<ExportService> service_;
};

TEST_F(ExportServiceTest, sends_every_entry_of_its_types_once_and_in_order) {
    const auto first = record(250);
    begin();
    work();
    EXPECT_EQ(receiver_.got, first);
    EXPECT_LE(receiver_.largest, 100U);
    const auto more = record(3);
    work();

    auto all = first;
    all.insert(all.end(), more.begin(), more.end());
    EXPECT_EQ(receiver_.got, all);
    EXPECT_EQ(status().state, ExportState::delivering);
    EXPECT_EQ(status().delivered, 253U);
    EXPECT_EQ(status().next.value(), trail_->size());
}

TEST_F(ExportServiceTest, goes_on_where_it_was_after_a_restart_and_repeats_after_a_crash) {
    const auto first = record(5);
    begin();
    work();
    clock_.advance(seconds(2));
    const auto second = record(5);
    work();  // more than a second later: saved
    const auto third = record(5);
    work();  // not yet saved
    EXPECT_EQ(receiver_.got.size(), 15U);

    service_.reset();  // its thread never ran, so that nothing is saved: as a crash
    receiver_.got.clear();
    begin();
    work();

    EXPECT_EQ(receiver_.got, third);
}

TEST_F(ExportServiceTest, begins_where_it_is_told) {
    target_.from_start = false;
    record(5);
    begin();
    work();
    EXPECT_TRUE(receiver_.got.empty());
    const auto later = record(2);

    work();
    EXPECT_EQ(receiver_.got, later);
    // What was begun from is kept, although nothing was sent.
    service_.reset();
    receiver_.got.clear();
    begin();
    work();
    EXPECT_EQ(receiver_.got, later);
}

TEST_F(ExportServiceTest, tries_again_with_growing_pauses_and_leaves_nothing_out) {
    const auto all = record(5);
    begin();
    receiver_.away = true;
    work();
    EXPECT_EQ(status().state, ExportState::unreachable);
    EXPECT_EQ(status().error, "the receiver is away");
    receiver_.away = false;
    work();
    EXPECT_TRUE(receiver_.got.empty()) << "before the pause is over";

    clock_.advance(seconds(1));
    work();

    EXPECT_EQ(receiver_.got, all);
    EXPECT_EQ(status().state, ExportState::delivering);
    EXPECT_TRUE(status().error.empty());
}

TEST_F(ExportServiceTest, sends_again_what_was_refused_and_no_more_at_once) {
    record(3);
    begin();
    receiver_.away = true;
    work();
    record(4);
    receiver_.away = false;
    clock_.advance(seconds(1));
    work();

    EXPECT_EQ(receiver_.tried, (std::vector<std::size_t>{3, 3, 4}))
        << "a receiver knows a repeated delivery by its id, which is of its first and last entry";
}

TEST_F(ExportServiceTest, says_when_entries_have_waited_for_long) {
    record(1);
    begin();
    receiver_.away = true;
    for (int i = 0; i < 12; ++i) {
        work();
        clock_.advance(seconds(60));
    }
    EXPECT_TRUE(status().behind);
    receiver_.away = false;
    clock_.advance(seconds(300));
    work();

    EXPECT_FALSE(status().behind);
}

TEST_F(ExportServiceTest, sends_the_last_entries_again_after_a_stream_broke) {
    const auto all = record(2500);
    begin();
    work();
    ASSERT_EQ(receiver_.got, all);
    receiver_.got.clear();
    receiver_.broke = true;

    work();

    ASSERT_GE(receiver_.got.size(), config::limits::kExportRepeated);
    ASSERT_LT(receiver_.got.size(), 1200U);
    EXPECT_TRUE(std::equal(receiver_.got.rbegin(), receiver_.got.rend(), all.rbegin()));
}

TEST_F(ExportServiceTest, sends_everything_again_when_its_position_is_damaged) {
    const auto all = record(5);
    begin();
    work();
    service_.reset();
    receiver_.got.clear();
    ASSERT_TRUE(succeeded(write_file_atomically(dir_.path("exports/siem"), as_bytes("nonsense"))));

    begin();
    work();

    EXPECT_EQ(receiver_.got, all);
}

/// The entry of the last start says what was found.
class ExportPosition : public ExportServiceTest {
  protected:
    void SetUp() override {
        ExportServiceTest::SetUp();
        target_.from_start = false;
        begin();
        work();
        all_ = record(6);
        service_->start();
        while (status().delivered < all_.size()) std::this_thread::yield();
        service_.reset();  // saved
        kept_ = dir_.read("exports/siem");
        receiver_.got.clear();
    }
    void keep(const std::string& text) {
        ASSERT_TRUE(succeeded(write_file_atomically(dir_.path("exports/siem"), as_bytes(text))));
    }
    void restart() {
        begin();
        work();
    }
    bool told_altered() {
        TrailQuery query;
        query.filter.type = audit::EntryType::read;
        const auto page = trail_->list(kOff, query);
        EXPECT_TRUE(succeeded(page));
        return (*page->entries.back().payload)["position"] == cbor::Value("altered");
    }
    std::vector<std::uint64_t> all_;
    std::string kept_;
};

TEST_F(ExportPosition, is_taken_as_it_was_kept) {
    restart();
    EXPECT_TRUE(receiver_.got.empty());
    EXPECT_FALSE(told_altered());
}

TEST_F(ExportPosition, that_was_moved_leads_back_to_where_the_last_start_began) {
    const auto more = record(3);
    auto moved = kept_;
    moved.replace(moved.find('\n') + 1, moved.rfind('\n', moved.size() - 2) - moved.find('\n') - 1,
                  std::to_string(trail_->size()));
    for (const std::string& text :
         {moved, std::string("example.com/test\n") + std::to_string(trail_->size()) + "\n",
          kept_ + "x\n", std::string("nonsense")}) {
        receiver_.got.clear();
        keep(text);
        restart();
        ASSERT_GE(receiver_.got.size(), 9U) << text;
        EXPECT_TRUE(std::equal(more.rbegin(), more.rend(), receiver_.got.rbegin()));
        EXPECT_TRUE(told_altered()) << text;
        service_.reset();
    }
}

TEST_F(ExportPosition, that_is_gone_leads_back_too) {
    std::filesystem::remove(dir_.path("exports/siem"));
    restart();
    EXPECT_EQ(receiver_.got, all_);
    EXPECT_TRUE(told_altered());
}

TEST_F(ExportPosition, of_another_export_is_not_taken) {
    const ExportCursor other(dir_.path("exports"), "other", "example.com/test", root_);
    ASSERT_TRUE(succeeded(other.save(kOff, EntryIndex(trail_->size()))));
    keep(dir_.read("exports/other"));
    restart();
    EXPECT_EQ(receiver_.got, all_);
    EXPECT_TRUE(told_altered());
}

TEST_F(ExportPosition, from_a_copy_before_the_last_start_is_told) {
    record(2);
    restart();
    clock_.advance(seconds(2));
    record(1);
    work();
    service_.reset();
    restart();  // begins later than the copy
    service_.reset();
    EXPECT_FALSE(told_altered());
    keep(kept_);
    restart();
    EXPECT_TRUE(told_altered());
}

TEST_F(ExportServiceTest, leaves_an_entry_that_says_from_where_it_sends) {
    record(1);
    begin();
    work();

    TrailQuery query;
    query.filter.type = audit::EntryType::read;
    const auto page = trail_->list(kOff, query);
    ASSERT_TRUE(succeeded(page));
    ASSERT_EQ(page->entries.size(), 1U);
    const auto& entry = page->entries.front();
    EXPECT_EQ(entry.purpose, "export");
    EXPECT_EQ(*(*entry.payload)["export"].as_string(), "siem");
    EXPECT_EQ(*(*entry.payload)["from"].as_u64(), 0U);
    const auto size = trail_->size();
    clock_.advance(seconds(10));
    work();
    EXPECT_EQ(trail_->size(), size) << "sending makes no entries, or it would never end";
}

TEST_F(ExportServiceTest, ends_at_once_and_saves_where_it_was) {
    const auto all = record(300);
    target_.batch = 50;
    begin();
    service_->start();
    while (status().delivered < all.size()) std::this_thread::yield();
    service_->stop();
    EXPECT_EQ(receiver_.got, all);
    receiver_.got.clear();

    begin();
    work();

    EXPECT_TRUE(receiver_.got.empty());
}

}  // namespace
}  // namespace gdprd::daemon
