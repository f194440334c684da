#include "audit/trail_copy.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "audit/ended_trail.hpp"
#include "audit/key_backup.hpp"
#include "audit/redactor.hpp"
#include "audit/subject_keys.hpp"
#include "audit/trail.hpp"
#include "audit/verifier.hpp"
#include "tests/support/printers.hpp"
#include "tests/unit/audit/support/trail_fixture.hpp"

namespace gdprd::audit {
namespace {

namespace fs = std::filesystem;
using test::failed_with;
using test::succeeded;
using test::TrailDir;

const OffLoop kOff = OffLoop::on_blocking_thread();
const RedactionReason kReason{"token:dpo", "R-2026-0007", cbor::Map{{"ground", "erasure"}}};

/// Segments of 64 KiB: sixteen entries of one commit each.
class TrailCopyTest : public testing::Test {
  protected:
    void SetUp() override {
        dir_.options.segment_bytes = 64U << 10;
        dir_.options.first_segment_bytes = 64U << 10;
    }
    void open() {
        trail_.reset();
        auto opened = dir_.open();
        ASSERT_TRUE(succeeded(opened));
        trail_ = std::move(*opened);
    }
    [[nodiscard]] std::string to() const { return dir_.temp.path("copy"); }
    TrailCopy copy(std::function<bool(std::uint64_t)> progress = {}) {
        return TrailCopy({dir_.path(), to(), std::move(progress), nullptr});
    }
    VerifyReport verify_copy(const std::string& note, const Secret* root_key = nullptr) {
        VerifyOptions options;
        options.dir = to();
        options.vkey = trail_->vkey();
        options.known_checkpoints = {note};
        options.root_key = root_key;
        auto report = verify_trail(kOff, options);
        EXPECT_TRUE(succeeded(report));
        return report ? *report : VerifyReport{};
    }
    /// The copy as a trail of its own, with the keys of now.
    void give_keys() {
        auto backup = trail_->backup_keys(kOff);
        ASSERT_TRUE(succeeded(backup));
        ASSERT_TRUE(succeeded(restore_keys(kOff, to(), dir_.root_key, std::move(*backup))));
    }

    TrailDir dir_;
    std::unique_ptr<Trail> trail_;
};

TEST_F(TrailCopyTest, is_the_trail_at_its_checkpoint_whatever_came_meanwhile) {
    open();
    TrailDir::append_some(*trail_, 40);
    ASSERT_TRUE(succeeded(trail_->checkpoint(kOff)));
    auto copying = copy();
    ASSERT_TRUE(succeeded(copying.begin(kOff)));
    TrailDir::append_some(*trail_, 40);
    const auto note = trail_->checkpoint(kOff);
    ASSERT_TRUE(succeeded(note));
    const std::uint64_t size = trail_->size();
    TrailDir::append_some(*trail_, 40);
    ASSERT_TRUE(succeeded(trail_->checkpoint(kOff)));

    ASSERT_TRUE(succeeded(copying.finish(kOff, *note)));

    const auto report = verify_copy(*note);
    EXPECT_TRUE(report.ok()) << to_string(report.faults.front());
    EXPECT_EQ(report.size, size);
    EXPECT_EQ(report.signed_size, size);
    const auto list = read_file(*real_files(), to() + "/checkpoints", 1U << 20);
    ASSERT_TRUE(succeeded(list));
    EXPECT_TRUE(as_text(*list).ends_with(*note + "\n")) << "later ones are not in it";
    EXPECT_FALSE(fs::exists(to() + "/keys"));
    give_keys();
    EXPECT_TRUE(verify_copy(*note, &dir_.root_key).ok());
    const auto reader = TrailReader::open(kOff, to(), dir_.root_key);
    ASSERT_TRUE(succeeded(reader));
    EXPECT_EQ((*reader)->read(kOff, EntryIndex(size - 1))->payload_state, PayloadState::present);
    TrailDir other;
    auto options = dir_.options;
    const auto reopened = Trail::open(kOff, to(), options, dir_.root_key, dir_.clock);
    ASSERT_TRUE(succeeded(reopened)) << "it goes on as a trail does";
    TrailDir::append_some(**reopened, 20);
}

TEST_F(TrailCopyTest, leads_from_the_first_signing_key_to_that_of_its_checkpoint) {
    open();
    TrailDir::append_some(*trail_, 10);
    ASSERT_TRUE(succeeded(trail_->rotate_signing_key(kOff)));
    TrailDir::append_some(*trail_, 10);
    auto copying = copy();
    ASSERT_TRUE(succeeded(copying.begin(kOff)));
    const auto note = trail_->checkpoint(kOff);
    ASSERT_TRUE(succeeded(note));
    // Changed once more before the end: no word of it is in the copy.
    TrailDir::append_some(*trail_, 10);
    ASSERT_TRUE(succeeded(trail_->rotate_signing_key(kOff)));

    ASSERT_TRUE(succeeded(copying.finish(kOff, *note)));

    const auto report = verify_copy(*note);
    EXPECT_TRUE(report.ok()) << to_string(report.faults.front());
    const auto keys = load_signing_keys(kOff, to());
    ASSERT_TRUE(succeeded(keys));
    EXPECT_EQ(keys->terms().size(), 2U);
}

TEST_F(TrailCopyTest, holds_no_payload_that_was_destroyed_while_it_was_made) {
    open();
    const auto key = trail_->subject_keys().add(kOff, 1);
    ASSERT_TRUE(succeeded(key));
    EntryDraft draft = TrailDir::draft(1);
    draft.payload = cbor::Map{{"text", std::string(100, 'x')}};
    draft.subject_key = key->front();
    const auto victim = trail_->append(kOff, std::vector<EntryDraft>{draft})->front().index;
    TrailDir::append_some(*trail_, 40);
    auto copying = copy();
    ASSERT_TRUE(succeeded(copying.begin(kOff)));
    const auto before = TrailReader::open(kOff, dir_.path(), dir_.root_key);
    const Bytes payload = (*before)->read_stored(kOff, victim)->payload;
    ASSERT_TRUE(succeeded(trail_->redactor().shred_subject(kOff, key->front()->number, kReason)));
    const auto note = trail_->checkpoint(kOff);
    ASSERT_TRUE(succeeded(note));
    ASSERT_TRUE(succeeded(copying.finish(kOff, *note)));
    const auto find_payload = [&] {
        for (const auto& one : fs::directory_iterator(to() + "/segments")) {
            const auto bytes = read_file(*real_files(), one.path().string(), 1U << 20);
            if (std::search(bytes->begin(), bytes->end(), payload.begin(), payload.end()) !=
                bytes->end())
                return true;
        }
        return false;
    };
    ASSERT_TRUE(find_payload()) << "it was copied before";

    const auto erased = erase_redacted(kOff, *real_files(), to());

    ASSERT_TRUE(succeeded(erased));
    EXPECT_EQ(*erased, 1U);
    EXPECT_FALSE(find_payload());
    const auto report = verify_copy(*note);
    EXPECT_TRUE(report.ok()) << to_string(report.faults.front());
    EXPECT_EQ(report.payloads_erased, 1U);
    EXPECT_EQ(*erase_redacted(kOff, *real_files(), to()), 0U);
}

TEST_F(TrailCopyTest, asks_for_a_newer_checkpoint_when_frames_were_merged_across_it) {
    dir_.options.repacking = Repacking::on;
    open();
    TrailDir::append_some(*trail_, 3);
    auto copying = copy();
    ASSERT_TRUE(succeeded(copying.begin(kOff)));
    const auto early = trail_->checkpoint(kOff);
    ASSERT_TRUE(succeeded(early));
    TrailDir::append_some(*trail_, 40);
    const auto late = trail_->checkpoint(kOff);
    ASSERT_TRUE(succeeded(late));
    trail_->wait_for_repacking(kOff);

    EXPECT_TRUE(failed_with(copying.finish(kOff, *early), ErrorCode::stale));
    ASSERT_TRUE(succeeded(copying.finish(kOff, *late)));

    EXPECT_TRUE(verify_copy(*late).ok());
}

TEST_F(TrailCopyTest, stops_when_it_is_told_to_and_refuses_a_damaged_trail) {
    open();
    TrailDir::append_some(*trail_, 40);
    EXPECT_TRUE(
        failed_with(copy([](std::uint64_t) { return false; }).begin(kOff), ErrorCode::cancelled));
    const std::string segment = dir_.path() + "/" + segment_name(0);
    const auto file = real_files()->open(segment, FileAccess::write);
    ASSERT_TRUE(succeeded((*file)->write_at(4096 + 120, Bytes{0x01})));
    EXPECT_TRUE(failed_with(copy().begin(kOff), ErrorCode::corrupt));
}

}  // namespace
}  // namespace gdprd::audit
