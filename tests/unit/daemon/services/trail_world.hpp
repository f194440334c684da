#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "daemon/services/trail_service.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/printers.hpp"
#include "tests/support/temp_dir.hpp"

namespace gdprd::daemon::test {

using namespace gdprd::test;

inline const OffLoop kOff = OffLoop::on_blocking_thread();

/// A trail that signs only when it is told to, for services that give its checkpoints to others.
class TrailWorld : public testing::Test {
  protected:
    static constexpr const char* kOrigin = "example.com/test";

    /// DIR/trail, or another one in its place.
    void open_trail(const std::string& name = "trail") {
        trail_.reset();
        audit::TrailOptions options;
        options.origin = kOrigin;
        options.segment_bytes = options.first_segment_bytes = 1U << 20U;
        options.checkpoint_every = std::chrono::milliseconds(0);
        auto opened = TrailService::open(kOff, dir_.path(name), std::move(options), root_, clock_);
        ASSERT_TRUE(succeeded(opened));
        trail_ = std::move(*opened);
        trail_->on_failure([this] { ++ended_; });
    }
    /// Entries, and a checkpoint of them.
    void record(audit::EntryType type = audit::EntryType::system, int times = 1) {
        audit::EntryDraft draft;
        draft.type = type;
        if (type == audit::EntryType::outcome) draft.payload = cbor::Map{{"step", 0}};
        for (int i = 0; i < times; ++i) ASSERT_TRUE(succeeded(trail_->record(kOff, draft)));
        ASSERT_TRUE(succeeded(trail_->checkpoint(kOff)));
    }
    std::vector<audit::EntryView> anchors() {
        TrailQuery query;
        query.filter.type = audit::EntryType::anchor;
        const auto page = trail_->list(kOff, query);
        EXPECT_TRUE(succeeded(page));
        return page ? page->entries : std::vector<audit::EntryView>();
    }

    TempDir dir_;
    ManualClock clock_;
    Secret root_ = Secret::random(32);
    std::unique_ptr<TrailService> trail_;
    int ended_ = 0;  ///< how often the trail said that it cannot go on
};

}  // namespace gdprd::daemon::test
