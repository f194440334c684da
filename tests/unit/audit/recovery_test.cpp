#include "audit/recovery.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "audit/verifier.hpp"
#include "tests/support/printers.hpp"
#include "tests/unit/audit/support/memory_files.hpp"
#include "tests/unit/audit/support/trail_fixture.hpp"

namespace gdprd::audit {
namespace {

using test::failed_with;
using test::MemoryFiles;
using test::succeeded;
using test::TrailDir;

const OffLoop kOff = OffLoop::on_blocking_thread();

/// A trail in memory: ten frames after the last checkpoint, the writer gone without a goodbye.
class RecoveryTest : public testing::Test {
  protected:
    void SetUp() override {
        std::filesystem::create_directories(dir_.path());
        dir_.options.first_segment_bytes = 128U << 10;
        dir_.options.segment_bytes = 128U << 10;
        use(std::make_shared<MemoryFiles>());
        auto trail = dir_.open();
        ASSERT_TRUE(succeeded(trail));
        TrailDir::append_some(**trail, 5);
        ASSERT_TRUE(succeeded((*trail)->checkpoint(kOff)));
        acknowledged_ = TrailDir::append_some(**trail, 10);
        crashed_ = files_->copy();
    }

    void use(std::shared_ptr<MemoryFiles> files) {
        files_ = std::move(files);
        dir_.options.files = files_;
    }
    std::string segment() const { return dir_.path() + "/" + segment_name(0); }

    /// Offset of the frame of the last entry, and what it holds.
    std::pair<std::uint64_t, std::uint64_t> last_frame() {
        const Bytes& bytes = files_->bytes(segment());
        std::uint64_t at = 0;
        for (;;) {
            const auto header = parse_frame_header(BytesView(bytes).subspan(at));
            GDPRD_ASSERT(header.has_value());
            if (bytes[at + header->frame_bytes()] == 0) return {at, header->content_bytes()};
            at += header->frame_bytes();
        }
    }

    VerifyReport verify(const std::string& vkey) {
        VerifyOptions options;
        options.dir = dir_.path();
        options.vkey = vkey;
        options.files = files_;
        options.root_key = &dir_.root_key;
        const auto report = verify_trail(kOff, options);
        EXPECT_TRUE(succeeded(report));
        return report ? *report : VerifyReport{};
    }

    void expect_all_there_but_last(Trail& trail, std::size_t lost) {
        for (std::size_t i = 0; i + lost < acknowledged_.size(); ++i) {
            const auto view = trail.read(kOff, acknowledged_[i].index);
            ASSERT_TRUE(succeeded(view));
            EXPECT_EQ(view->leaf_hash, acknowledged_[i].leaf_hash);
        }
        const auto report = verify(trail.vkey());
        EXPECT_TRUE(report.ok()) << to_string(report.faults.front());
        EXPECT_FALSE(report.torn_tail);
    }

    TrailDir dir_;
    std::shared_ptr<MemoryFiles> files_;
    std::shared_ptr<MemoryFiles> crashed_;
    std::vector<Appended> acknowledged_;
};

TEST_F(RecoveryTest, keeps_frames_that_no_checkpoint_covers_yet) {
    use(crashed_->copy());
    auto trail = dir_.open();
    ASSERT_TRUE(succeeded(trail));
    EXPECT_EQ((*trail)->bytes_cut_at_open(), 0U);
    EXPECT_EQ((*trail)->incarnation(), 2U);
    expect_all_there_but_last(**trail, 0);
}

TEST_F(RecoveryTest, cuts_a_tail_torn_at_any_byte) {
    use(crashed_->copy());
    const auto [offset, content] = last_frame();
    // The end of the payload may be cut off in zeros that were there before.
    for (std::uint64_t kept = 0; kept < content; kept += kept < 112 || kept > 300 ? 1 : 17) {
        use(crashed_->copy());
        Bytes& bytes = files_->bytes(segment());
        std::fill(bytes.begin() + static_cast<std::ptrdiff_t>(offset + kept),
                  bytes.begin() + static_cast<std::ptrdiff_t>(offset + kBlockBytes), 0);
        auto trail = dir_.open();
        ASSERT_TRUE(succeeded(trail)) << "torn after " << kept;
        EXPECT_EQ((*trail)->bytes_cut_at_open() != 0, kept != 0) << "torn after " << kept;
        EXPECT_EQ((*trail)->read(kOff, acknowledged_.back().index)->type, EntryType::key)
            << "the seq is used again, under a new key";
        expect_all_there_but_last(**trail, 1);
    }
}

TEST_F(RecoveryTest, cuts_a_tail_of_garbage) {
    for (const std::uint64_t at : {0U, 7U, 24U, 50U, 104U, 110U, 130U, 200U, 290U}) {
        use(crashed_->copy());
        const auto [offset, content] = last_frame();
        files_->bytes(segment())[offset + at] ^= 0x55;
        auto trail = dir_.open();
        ASSERT_TRUE(succeeded(trail)) << "garbage at " << at;
        EXPECT_EQ((*trail)->bytes_cut_at_open(), kBlockBytes) << "garbage at " << at;
        expect_all_there_but_last(**trail, 1);
    }
}

TEST_F(RecoveryTest, refuses_a_bad_frame_that_a_valid_one_follows) {
    use(crashed_->copy());
    const auto [offset, content] = last_frame();
    for (const std::uint64_t at : {0U, 24U, 50U, 104U, 130U, 290U}) {
        use(crashed_->copy());
        files_->bytes(segment())[offset - kBlockBytes + at] ^= 0x55;
        const Bytes before = files_->bytes(segment());
        const auto trail = dir_.open();
        ASSERT_TRUE(failed_with(trail, ErrorCode::corrupt)) << "damage at " << at;
        EXPECT_NE(trail.error().message().find("damaged in the middle"), std::string::npos);
        EXPECT_EQ(files_->bytes(segment()), before) << "the evidence was changed";
    }
}

TEST_F(RecoveryTest, rebuilds_tree_files_that_are_lost_or_wrong) {
    use(crashed_->copy());
    const Bytes before = files_->bytes(dir_.path() + "/tree/0");
    ASSERT_TRUE(succeeded(files_->remove(dir_.path() + "/tree/0")));
    {
        auto trail = dir_.open();
        ASSERT_TRUE(succeeded(trail));
        expect_all_there_but_last(**trail, 0);
        const Bytes& after = files_->bytes(dir_.path() + "/tree/0");
        EXPECT_TRUE(std::equal(before.begin(), before.end(), after.begin()));
    }
    use(crashed_->copy());
    files_->bytes(dir_.path() + "/tree/0")[40] ^= 1;
    auto trail = dir_.open();
    ASSERT_TRUE(succeeded(trail));
    expect_all_there_but_last(**trail, 0);
}

TEST_F(RecoveryTest, refuses_a_trail_that_is_shorter_than_any_checkpoint_of_its_own) {
    use(crashed_->copy());
    auto trail = dir_.open();
    ASSERT_TRUE(succeeded(trail));
    const std::uint64_t signed_size = (*trail)->size();
    trail->reset();
    const auto ahead = files_->copy();
    for (const std::string name : {"checkpoint", "last-signed", "checkpoints"}) {
        use(crashed_->copy());
        files_->bytes(dir_.path() + "/" + name) = ahead->bytes(dir_.path() + "/" + name);
        const Bytes before = files_->bytes(segment());
        const auto refused = dir_.open();
        ASSERT_TRUE(failed_with(refused, ErrorCode::corrupt)) << name;
        const std::string& message = refused.error().message();
        EXPECT_NE(message.find(name), std::string::npos) << message;
        EXPECT_NE(message.find(std::to_string(signed_size)), std::string::npos) << message;
        EXPECT_EQ(files_->bytes(segment()), before);
    }
}

TEST_F(RecoveryTest, refuses_entries_that_are_not_those_it_signed) {
    use(crashed_->copy());
    Bytes& bytes = files_->bytes(segment());
    // The third frame's leaf is altered, and its CRC made to fit; tree files are gone.
    std::uint64_t at = 0;
    for (int i = 0; i < 2; ++i) {
        at += parse_frame_header(BytesView(bytes).subspan(at))->frame_bytes();
    }
    bytes[at + kFrameHeaderBytes + 100] ^= 1;
    auto header = *parse_frame_header(BytesView(bytes).subspan(at));
    header.crc = frame_crc(BytesView(bytes).subspan(at),
                           BytesView(bytes).subspan(at + kFrameHeaderBytes, header.leaves_bytes));
    encode_frame_header(header, std::span(bytes).subspan(at));
    ASSERT_TRUE(succeeded(files_->remove(dir_.path() + "/tree/0")));
    EXPECT_TRUE(failed_with(dir_.open(), ErrorCode::corrupt));
}

TEST_F(RecoveryTest, goes_on_after_a_crash_at_any_sync) {
    // Each round loses what was not synced when the n-th sync had just been done.
    use(crashed_->copy());
    for (int round = 0; round < 12; ++round) {
        std::vector<Appended> mine;
        {
            auto trail = dir_.open();
            ASSERT_TRUE(succeeded(trail));
            mine = TrailDir::append_some(**trail, static_cast<std::size_t>(round % 4));
            use(files_->copy());
        }
        files_->crash();
        auto trail = dir_.open();
        ASSERT_TRUE(succeeded(trail));
        for (const Appended& one : mine) {
            EXPECT_EQ((*trail)->read(kOff, one.index)->leaf_hash, one.leaf_hash);
        }
        expect_all_there_but_last(**trail, 0);
        trail->reset();
    }
}

TEST_F(RecoveryTest, poisons_the_trail_when_a_sync_fails) {
    use(crashed_->copy());
    auto trail = dir_.open();
    ASSERT_TRUE(succeeded(trail));
    const std::uint64_t size = (*trail)->size();
    const std::vector<EntryDraft> one{TrailDir::draft(1)};
    files_->fail_syncs();
    EXPECT_TRUE(failed_with((*trail)->append(kOff, one), ErrorCode::io));
    files_->crash();  // the disk works again, but nobody knows what it kept
    const auto again = (*trail)->append(kOff, one);
    EXPECT_TRUE(failed_with(again, ErrorCode::io));
    EXPECT_NE(again.error().message().find("stopped"), std::string::npos);
    EXPECT_FALSE((*trail)->checkpoint(kOff).has_value());
    EXPECT_EQ((*trail)->size(), size);
    trail->reset();
    auto reopened = dir_.open();
    ASSERT_TRUE(succeeded(reopened));
    expect_all_there_but_last(**reopened, 0);
}

TEST_F(RecoveryTest, refuses_before_any_effect_on_a_full_disk_and_keeps_a_reserve) {
    use(crashed_->copy());
    auto trail = dir_.open();
    ASSERT_TRUE(succeeded(trail));
    files_->set_full(0);
    const std::vector<EntryDraft> ordinary{TrailDir::draft(1)};
    Result<std::vector<Appended>> last = Error();
    int accepted = 0;
    while ((last = (*trail)->append(kOff, ordinary))) ++accepted;
    EXPECT_TRUE(failed_with(last, ErrorCode::unavailable));
    EXPECT_GT(accepted, 0);
    const std::uint64_t size = (*trail)->size();

    EntryDraft outcome;
    outcome.type = EntryType::outcome;
    outcome.payload = cbor::Map{{"result", "done"}};
    EXPECT_TRUE(succeeded((*trail)->append(kOff, std::vector<EntryDraft>{outcome})));
    EXPECT_EQ((*trail)->size(), size + 1);
    EXPECT_TRUE(failed_with((*trail)->append(kOff, ordinary), ErrorCode::unavailable));

    // A restart on the full disk still works, and with room everything does.
    trail->reset();
    auto reopened = dir_.open();
    ASSERT_TRUE(succeeded(reopened));
    files_->set_roomy();
    EXPECT_TRUE(succeeded((*reopened)->append(kOff, ordinary)));
    expect_all_there_but_last(**reopened, 0);
}

}  // namespace
}  // namespace gdprd::audit
