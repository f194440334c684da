#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

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
using Numbers = std::vector<std::uint64_t>;

/// 600 subject keys, one of them destroyed, and a backup; then two more keys.
class LostSubjectKeysTest : public testing::Test {
  protected:
    void SetUp() override {
        open();
        vkey_ = trail_->vkey();
        keys_ = *trail_->subject_keys().add(kOff, 600);
        ASSERT_TRUE(succeeded(trail_->subject_keys().destroy(kOff, Numbers{7})));
        auto backup = trail_->backup_keys(kOff);
        ASSERT_TRUE(succeeded(backup));
        backup_ = encode_key_backup(*backup);
        for (const auto& key : *trail_->subject_keys().add(kOff, 2)) keys_.push_back(key);
        trail_.reset();
    }
    void open() {
        trail_.reset();
        auto opened = dir_.open();
        ASSERT_TRUE(succeeded(opened));
        trail_ = std::move(*opened);
    }
    [[nodiscard]] std::string tree() const { return dir_.path() + "/keys/subjects"; }
    void zero_node(std::uint64_t index) {
        std::fstream file(tree() + "/0", std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(static_cast<std::streamoff>(index * kSubjectRecordBytes));
        const std::string zeros(kSubjectRecordBytes, '\0');
        file.write(zeros.data(), static_cast<std::streamsize>(zeros.size()));
    }
    Result<RestoredKeys> restore() {
        GDPRD_TRY_ASSIGN(auto parsed, parse_key_backup(backup_.expose()));
        return restore_keys(kOff, dir_.path(), dir_.root_key, std::move(parsed));
    }
    VerifyReport verify(const Secret* root_key) {
        VerifyOptions options;
        options.dir = dir_.path();
        options.vkey = vkey_;
        options.root_key = root_key;
        return *verify_trail(kOff, options);
    }
    std::string why_not_open() {
        const auto opened = dir_.open();
        if (opened) return "it opens";
        EXPECT_EQ(opened.error().code(), ErrorCode::corrupt);
        EXPECT_NE(opened.error().hint().find("gdprctl keys restore"), std::string::npos);
        return opened.error().message();
    }

    TrailDir dir_;
    std::string vkey_;
    std::unique_ptr<Trail> trail_;
    std::vector<SubjectKeys::Key> keys_;
    Secret backup_;
};

TEST_F(LostSubjectKeysTest, keep_a_trail_from_opening_whichever_file_of_the_tree_is_gone) {
    for (unsigned level = 0; level < kSubjectLevels; ++level) {
        const std::string file = tree() + "/" + std::to_string(level);
        fs::rename(file, file + ".kept");
        EXPECT_EQ(why_not_open(), "keys of persons and requests are lost: keys/subjects/" +
                                      std::to_string(level) + ": it is missing");
        EXPECT_FALSE(verify(nullptr).ok()) << level;
        EXPECT_FALSE(verify(&dir_.root_key).ok()) << level;
        fs::rename(file + ".kept", file);
    }
    EXPECT_TRUE(verify(&dir_.root_key).ok());
    open();
    EXPECT_TRUE(succeeded(trail_->subject_keys().find(kOff, 601)));
}

TEST_F(LostSubjectKeysTest, are_missed_by_what_the_entries_say_when_the_whole_directory_is_gone) {
    const std::uintmax_t epochs = fs::file_size(dir_.path() + "/keys/epochs");
    fs::remove_all(tree());

    EXPECT_EQ(why_not_open(),
              "keys of persons and requests are lost: keys/subjects/0: it is missing");
    EXPECT_NE(why_not_open(), "it opens") << "nor the second time";
    EXPECT_EQ(fs::file_size(dir_.path() + "/keys/epochs"), epochs)
        << "a start that is refused begins nothing";
    const auto report = verify(&dir_.root_key);
    ASSERT_FALSE(report.ok());
    EXPECT_NE(to_string(report.faults.back()).find("subject keys 0 to 601 are lost"),
              std::string::npos)
        << to_string(report.faults.back());
}

TEST_F(LostSubjectKeysTest, are_missed_in_a_level_that_was_cut_off_or_is_older) {
    const auto whole = fs::file_size(tree() + "/0");
    fs::copy_file(tree() + "/0", tree() + "/0.kept");
    fs::resize_file(tree() + "/0", whole - kSubjectRecordBytes);
    EXPECT_NE(why_not_open().find("keys/subjects/0: it is cut off"), std::string::npos);
    fs::rename(tree() + "/0.kept", tree() + "/0");
    fs::copy_file(tree() + "/0", tree() + "/0.older");
    open();
    ASSERT_TRUE(succeeded(trail_->subject_keys().add(kOff, 1)));
    trail_.reset();
    fs::rename(tree() + "/0.older", tree() + "/0");
    EXPECT_NE(why_not_open().find("keys/subjects/0 is older than the trail"), std::string::npos);
}

TEST_F(LostSubjectKeysTest, are_not_taken_for_destroyed_ones) {
    zero_node(0);
    open();

    EXPECT_TRUE(failed_with(trail_->subject_keys().find(kOff, 5), ErrorCode::corrupt));
    EXPECT_TRUE(failed_with(trail_->subject_keys().destroy(kOff, Numbers{5}), ErrorCode::corrupt));
    EXPECT_TRUE(failed_with(trail_->redactor().shred_subject(kOff, 5, {"somebody", "", {}}),
                            ErrorCode::corrupt));
    EXPECT_TRUE(failed_with(trail_->subject_keys().find(kOff, 5000), ErrorCode::not_found));
    ASSERT_TRUE(succeeded(trail_->redactor().shred_subject(kOff, 300, {"somebody", "", {}})))
        << "nobody else waits for it";
    EXPECT_TRUE(failed_with(trail_->subject_keys().find(kOff, 300), ErrorCode::not_found));
    EXPECT_TRUE(succeeded(trail_->subject_keys().find(kOff, 301)));
    const auto report = verify(&dir_.root_key);
    ASSERT_FALSE(report.ok());
    EXPECT_NE(to_string(report.faults.back()).find("subject keys 0 to 255 are lost"),
              std::string::npos)
        << to_string(report.faults.back());
}

TEST_F(LostSubjectKeysTest, come_back_from_a_backup_and_what_was_there_stays) {
    EXPECT_TRUE(failed_with(restore(), ErrorCode::conflict)) << "they are all there";
    open();
    ASSERT_TRUE(succeeded(trail_->subject_keys().destroy(kOff, Numbers{600, 9})));
    const EntryIndex later = TrailDir::append_some(*trail_, 2).back().index;
    trail_.reset();
    zero_node(0);

    const auto restored = restore();

    ASSERT_TRUE(succeeded(restored));
    EXPECT_EQ(restored->subjects, 599U);
    EXPECT_EQ(restored->subjects_destroyed, 1U) << "9; the trail had 600 as it ends already";
    EXPECT_EQ(restored->subjects_kept, 1U) << "601 was made after the backup";
    EXPECT_EQ(restored->subjects_lost + restored->epochs_lost, 0U);
    open();
    for (const std::uint64_t gone : {7U, 9U, 600U})
        EXPECT_TRUE(failed_with(trail_->subject_keys().find(kOff, gone), ErrorCode::not_found));
    for (const std::uint64_t there : {0U, 255U, 256U, 601U}) {
        const auto key = trail_->subject_keys().find(kOff, there);
        ASSERT_TRUE(succeeded(key)) << there;
        EXPECT_TRUE((*key)->key == keys_[there]->key);
    }
    EXPECT_EQ(trail_->read(kOff, later)->payload_state, PayloadState::present)
        << "an epoch that began after the backup";
    EXPECT_EQ((*trail_->subject_keys().add(kOff, 1))[0]->number, 602U);
    EXPECT_TRUE(verify(&dir_.root_key).ok());
}

TEST_F(LostSubjectKeysTest, that_no_backup_has_end_as_the_trail_goes_on) {
    fs::remove_all(tree());

    const auto restored = restore();

    ASSERT_TRUE(succeeded(restored));
    EXPECT_EQ(restored->subjects, 599U);
    EXPECT_EQ(restored->subjects_lost, 2U);
    open();
    EXPECT_TRUE(failed_with(trail_->subject_keys().find(kOff, 601), ErrorCode::not_found));
    EXPECT_TRUE(verify(&dir_.root_key).ok());
}

TEST_F(LostSubjectKeysTest, are_fewer_when_another_key_file_is_what_was_lost) {
    fs::remove(dir_.path() + "/keys/epochs");
    const auto opened = dir_.open();
    ASSERT_TRUE(failed_with(opened, ErrorCode::not_found));
    EXPECT_NE(opened.error().message().find("keys/epochs: the key file is missing"),
              std::string::npos)
        << opened.error().message();
    EXPECT_NE(opened.error().hint().find("gdprctl keys restore"), std::string::npos);

    const auto restored = restore();

    ASSERT_TRUE(succeeded(restored));
    EXPECT_EQ(restored->subjects_lost, 0U);
    EXPECT_EQ(restored->subjects_kept, 2U);
    open();
    EXPECT_TRUE(succeeded(trail_->subject_keys().find(kOff, 601)));
}

TEST_F(LostSubjectKeysTest, and_other_damaged_key_files_are_named_with_the_remedy) {
    for (const std::string name : {"ratchet", "signing", "epochs"}) {
        const std::string path = dir_.path() + "/keys/" + name;
        fs::copy_file(path, path + ".kept");
        {
            std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
            file.seekp(20);
            file.put('\x5A').put('\x5B');
        }
        const auto opened = dir_.open();
        ASSERT_TRUE(failed_with(opened, ErrorCode::corrupt));
        EXPECT_NE(opened.error().message().find("keys/" + name + ": "), std::string::npos)
            << opened.error().message();
        EXPECT_NE(opened.error().hint().find("gdprctl keys restore"), std::string::npos);
        fs::rename(path + ".kept", path);
    }
    open();
}

TEST_F(LostSubjectKeysTest, are_no_false_alarm_when_the_derived_list_is_gone_or_wrong) {
    fs::remove(tree() + "/logged");
    open();
    trail_.reset();
    std::ofstream(tree() + "/logged", std::ios::app | std::ios::binary) << std::string(80, 'x');
    open();
    EXPECT_EQ((*trail_->subject_keys().add(kOff, 1))[0]->number, 602U);
}

}  // namespace
}  // namespace gdprd::audit
