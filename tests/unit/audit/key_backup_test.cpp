#include "audit/key_backup.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "audit/keyring.hpp"
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
using Numbers = std::vector<std::uint64_t>;

/// Epochs 1 and 2 with entries, five subject keys, and a backup of all that.
class KeyBackupTest : public testing::Test {
  protected:
    void SetUp() override {
        open();
        TrailDir::append_some(*trail_, 4);
        ASSERT_EQ(*trail_->rotate_epoch(kOff), 2U);
        keys_ = *trail_->subject_keys().add(kOff, 5);
        second_ = TrailDir::append_some(*trail_, 4).back().index;
        auto backup = trail_->backup_keys(kOff);
        ASSERT_TRUE(succeeded(backup));
        backup_ = encode_key_backup(*backup);
    }
    void open() {
        trail_.reset();
        auto opened = dir_.open();
        ASSERT_TRUE(succeeded(opened));
        trail_ = std::move(*opened);
    }
    Result<RestoredKeys> restore() {
        GDPRD_TRY_ASSIGN(auto parsed, parse_key_backup(backup_.expose()));
        return restore_keys(kOff, dir_.path(), new_root_, std::move(parsed));
    }
    void lose_the_keys() {
        trail_.reset();
        fs::remove_all(dir_.path() + "/keys");
    }
    VerifyReport verify() {
        VerifyOptions options;
        options.dir = dir_.path();
        options.vkey = trail_->vkey();
        options.root_key = &dir_.root_key;
        return *verify_trail(kOff, options);
    }

    TrailDir dir_;
    Secret new_root_ = Secret::random(32);
    std::unique_ptr<Trail> trail_;
    std::vector<SubjectKeys::Key> keys_;
    EntryIndex second_;
    Secret backup_;
};

TEST_F(KeyBackupTest, makes_lost_keys_anew_under_another_root_key) {
    lose_the_keys();
    ASSERT_TRUE(failed_with(dir_.open(), ErrorCode::not_found));

    const auto restored = restore();

    ASSERT_TRUE(succeeded(restored));
    EXPECT_EQ(restored->epochs, 2U);
    EXPECT_EQ(restored->subjects, 5U);
    EXPECT_EQ(restored->epochs_lost + restored->subjects_lost + restored->subjects_destroyed, 0U);
    dir_.root_key = std::move(new_root_);
    open();
    EXPECT_EQ(trail_->read(kOff, second_)->payload_state, PayloadState::present);
    EXPECT_TRUE((*trail_->subject_keys().find(kOff, 4))->key == keys_[4]->key);
    EXPECT_EQ((*trail_->subject_keys().add(kOff, 1))[0]->number, 5U);
    EXPECT_TRUE(verify().ok()) << to_string(verify().faults.front());
}

TEST_F(KeyBackupTest, brings_back_nothing_that_was_destroyed_since) {
    ASSERT_TRUE(succeeded(trail_->subject_keys().destroy(kOff, Numbers{1, 3})));
    ASSERT_TRUE(succeeded(trail_->destroy_epoch(kOff, 1)));
    ASSERT_TRUE(succeeded(trail_->rotate_epoch(kOff)));
    const EntryIndex lost = TrailDir::append_some(*trail_, 2).back().index;
    ASSERT_TRUE(succeeded(trail_->subject_keys().add(kOff, 2)));
    lose_the_keys();

    const auto restored = restore();

    ASSERT_TRUE(succeeded(restored));
    EXPECT_EQ(restored->epochs, 1U);
    EXPECT_EQ(restored->epochs_lost, 1U);
    EXPECT_GT(restored->lost_from, second_.value());
    EXPECT_LT(restored->lost_from, lost.value());
    EXPECT_EQ(restored->subjects, 3U);
    EXPECT_EQ(restored->subjects_destroyed, 2U);
    EXPECT_EQ(restored->subjects_lost, 2U);
    dir_.root_key = std::move(new_root_);
    open();
    for (const std::uint64_t gone : {1U, 3U, 5U, 6U}) {
        EXPECT_TRUE(failed_with(trail_->subject_keys().find(kOff, gone), ErrorCode::not_found));
    }
    EXPECT_TRUE(succeeded(trail_->subject_keys().find(kOff, 2)));
    EXPECT_EQ((*trail_->subject_keys().add(kOff, 1))[0]->number, 7U) << "no number comes twice";
    EXPECT_TRUE(succeeded(trail_->read(kOff, second_)));
    EXPECT_TRUE(failed_with(trail_->read(kOff, EntryIndex(1)), ErrorCode::not_found));
    EXPECT_TRUE(failed_with(trail_->read(kOff, lost), ErrorCode::not_found));
    EXPECT_TRUE(verify().ok()) << to_string(verify().faults.front());
    EXPECT_EQ(verify().epochs_without_key, 2U);
}

TEST_F(KeyBackupTest, is_not_restored_over_keys_that_open_or_into_another_trail) {
    EXPECT_TRUE(failed_with(restore(), ErrorCode::conflict)) << "the trail is open";
    trail_.reset();
    new_root_ = dir_.root_key.clone();
    EXPECT_TRUE(failed_with(restore(), ErrorCode::conflict)) << "the keys open";
    open();
    lose_the_keys();
    TrailDir other;
    ASSERT_TRUE(succeeded(other.open()));
    fs::remove_all(other.path() + "/keys");
    auto parsed = parse_key_backup(backup_.expose());
    EXPECT_TRUE(failed_with(restore_keys(kOff, other.path(), new_root_, std::move(*parsed)),
                            ErrorCode::conflict));
    EXPECT_FALSE(fs::exists(other.path() + "/keys"));
}

TEST_F(KeyBackupTest, is_taken_whole_or_not_at_all) {
    const BytesView bytes = backup_.expose();
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        ASSERT_TRUE(failed_with(parse_key_backup(bytes.first(size)), ErrorCode::corrupt)) << size;
    }
    Bytes longer(bytes.begin(), bytes.end());
    longer.push_back(0);
    EXPECT_TRUE(failed_with(parse_key_backup(longer), ErrorCode::corrupt));
}

class EpochTest : public KeyBackupTest {};

TEST_F(EpochTest, is_destroyed_alone_and_everything_still_verifies) {
    const std::string old_keys = dir_.temp.path("old/keys");
    fs::create_directories(dir_.temp.path("old"));
    fs::copy(dir_.path() + "/keys", old_keys, fs::copy_options::recursive);
    EXPECT_TRUE(failed_with(trail_->destroy_epoch(kOff, 2), ErrorCode::refused)) << "the newest";
    EXPECT_TRUE(failed_with(trail_->destroy_epoch(kOff, 9), ErrorCode::not_found));

    ASSERT_TRUE(succeeded(trail_->destroy_epoch(kOff, 1)));

    EXPECT_TRUE(failed_with(trail_->read(kOff, EntryIndex(1)), ErrorCode::not_found));
    EXPECT_TRUE(succeeded(trail_->read(kOff, second_)));
    std::size_t seen = 0;
    ASSERT_TRUE(succeeded(trail_->scan(kOff, EntryIndex(0), EntryIndex(trail_->size()), {},
                                       [&](const EntryView& view) {
                                           EXPECT_EQ(view.header.epoch, 2U);
                                           ++seen;
                                           return true;
                                       })));
    EXPECT_EQ(seen, 7U) << "two key entries of the epoch, of subjects and of the end; four reads";
    EXPECT_TRUE(verify().ok());
    fs::copy_file(dir_.path() + "/keys/ratchet", old_keys + "/ratchet",
                  fs::copy_options::overwrite_existing);
    EXPECT_TRUE(failed_with(KeyRing::open(real_files(), dir_.temp.path("old"), dir_.root_key, {}),
                            ErrorCode::crypto));
    const auto size = trail_->size();
    EXPECT_TRUE(succeeded(trail_->destroy_epoch(kOff, 1)));
    EXPECT_EQ(trail_->size(), size);
    open();
    EXPECT_TRUE((*trail_->subject_keys().find(kOff, 4))->key == keys_[4]->key);
    EXPECT_TRUE(verify().ok());
}

}  // namespace
}  // namespace gdprd::audit
