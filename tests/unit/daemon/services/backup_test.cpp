#include <archive.h>
#include <archive_entry.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <memory>

#include "config/base/files.hpp"
#include "config/base/time.hpp"
#include "daemon/services/backup_names.hpp"
#include "daemon/services/backup_service.hpp"
#include "daemon/services/backup_sums.hpp"
#include "daemon/services/restore_place.hpp"
#include "daemon/services/restore_state.hpp"
#include "daemon/services/services.hpp"
#include "daemon/services/tar.hpp"
#include "tests/support/printers.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/unit/daemon/support/running_app.hpp"

namespace gdprd::daemon {
namespace {

namespace fs = std::filesystem;
using test::failed_with;
using test::succeeded;

const OffLoop kOff = OffLoop::on_blocking_thread();

class TarTest : public testing::Test {
  protected:
    void SetUp() override {
        dir_.write("from/a", std::string(100'000, 'a'));
        dir_.write("from/sub/b", "b");
        fs::create_directories(dir_.path("to"));
    }
    /// One file of that name, 3 bytes long.
    [[nodiscard]] std::string odd(const char* name, unsigned type = AE_IFREG) const {
        const std::string path = dir_.path("odd.tar");
        const std::unique_ptr<archive, decltype(&archive_write_free)> writer(archive_write_new(),
                                                                             &archive_write_free);
        archive_write_set_format_pax_restricted(writer.get());
        archive_write_open_filename(writer.get(), path.c_str());
        archive_entry* const entry = archive_entry_new();
        archive_entry_set_pathname(entry, name);
        archive_entry_set_filetype(entry, type);
        if (type == AE_IFLNK) archive_entry_set_symlink(entry, "/etc/passwd");
        archive_entry_set_size(entry, type == AE_IFREG ? 3 : 0);
        archive_write_header(writer.get(), entry);
        if (type == AE_IFREG) archive_write_data(writer.get(), "abc", 3);
        archive_entry_free(entry);
        archive_write_close(writer.get());
        return path;
    }
    test::TempDir dir_;
};

TEST_F(TarTest, gives_back_what_was_packed) {
    const std::string file = dir_.path("x.tar.zst");

    ASSERT_TRUE(succeeded(pack_tar(kOff, dir_.path("from"), "name", file, {})));

    EXPECT_EQ(fs::status(file).permissions(), fs::perms::owner_read | fs::perms::owner_write);
    EXPECT_TRUE(succeeded(compare_tar(kOff, file, dir_.path("from"), {})));
    EXPECT_TRUE(
        failed_with(pack_tar(kOff, dir_.path("from"), "name", file, {}), ErrorCode::conflict));
    ASSERT_TRUE(succeeded(unpack_tar(kOff, file, dir_.path("to"), {})));
    EXPECT_EQ(fs::file_size(dir_.path("to/a")), 100'000U);
    EXPECT_EQ(fs::file_size(dir_.path("to/sub/b")), 1U);
    dir_.write("from/sub/b", "c");
    EXPECT_TRUE(failed_with(compare_tar(kOff, file, dir_.path("from"), {}), ErrorCode::corrupt));
    dir_.write("from/sub/b", "bb");
    EXPECT_TRUE(failed_with(compare_tar(kOff, file, dir_.path("from"), {}), ErrorCode::corrupt));
    fs::remove(dir_.path("from/sub/b"));
    EXPECT_TRUE(failed_with(compare_tar(kOff, file, dir_.path("from"), {}), ErrorCode::corrupt));
}

TEST_F(TarTest, leaves_no_half_file_when_it_is_stopped) {
    const std::string file = dir_.path("x.tar.zst");
    EXPECT_TRUE(failed_with(pack_tar(kOff, dir_.path("from"), "name", file, [] { return false; }),
                            ErrorCode::cancelled));
    EXPECT_FALSE(fs::exists(file));
}

TEST_F(TarTest, unpacks_nothing_outside) {
    for (const char* name : {"../evil", "x/../../evil", "/evil", "x/./evil"}) {
        EXPECT_TRUE(
            failed_with(unpack_tar(kOff, odd(name), dir_.path("to"), {}), ErrorCode::refused))
            << name;
    }
    EXPECT_TRUE(failed_with(unpack_tar(kOff, odd("x/link", AE_IFLNK), dir_.path("to"), {}),
                            ErrorCode::refused));
    EXPECT_TRUE(fs::is_empty(dir_.path("to")));
    EXPECT_FALSE(fs::exists(dir_.path("evil")));
    dir_.write("no.tar", "this is no tar file");
    EXPECT_TRUE(failed_with(unpack_tar(kOff, dir_.path("no.tar"), dir_.path("to"), {}),
                            ErrorCode::corrupt));
}

TEST(BackupSums, find_what_was_changed_added_or_taken_away) {
    const test::TempDir dir;
    dir.write("state.db", "rows");
    dir.write("keys.cms", "keys");
    dir.write("trail/checkpoint", "looked at by the verifier");
    ASSERT_TRUE(succeeded(write_sums(kOff, dir.path())));
    dir.write("trail/checkpoint", "another");
    EXPECT_TRUE(succeeded(check_sums(kOff, dir.path())));

    dir.write("state.db", "cows");
    EXPECT_TRUE(failed_with(check_sums(kOff, dir.path()), ErrorCode::corrupt));
    dir.write("state.db", "rows");
    dir.write("more", "");
    EXPECT_TRUE(failed_with(check_sums(kOff, dir.path()), ErrorCode::corrupt));
    fs::remove(dir.path("more"));
    for (const auto* name : {"segments/00000000000000000251.seg", "tree/0", "tree/11", "vkey",
                             "timestamps/17.tst", "cosigned/witness.example"})
        dir.write(std::string("trail/") + name, "");
    EXPECT_TRUE(succeeded(check_sums(kOff, dir.path())));
    for (const auto* name : {"evil", "segments/251.seg", "segments/spare", "tree/x",
                             "index/0-1.idx", "timestamps/tst", "cosigned/a/b", "lock"}) {
        dir.write(std::string("trail/") + name, "");
        const auto checked = check_sums(kOff, dir.path());
        EXPECT_TRUE(failed_with(checked, ErrorCode::corrupt)) << name;
        fs::remove_all(
            dir.path("trail/" + std::string(name).substr(0, std::string(name).find("/b"))));
        fs::remove(dir.path("trail/index"));
    }
    EXPECT_TRUE(succeeded(check_sums(kOff, dir.path())));
    fs::remove(dir.path("keys.cms"));
    EXPECT_TRUE(failed_with(check_sums(kOff, dir.path()), ErrorCode::corrupt));
    ASSERT_TRUE(succeeded(write_sums(kOff, dir.path())));
    EXPECT_TRUE(failed_with(check_sums(kOff, dir.path()), ErrorCode::corrupt)) << "no keys";
    dir.write("SHA256SUMS", "not what sha256sum writes");
    EXPECT_TRUE(failed_with(check_sums(kOff, dir.path()), ErrorCode::corrupt));
    fs::remove(dir.path("SHA256SUMS"));
    EXPECT_TRUE(failed_with(check_sums(kOff, dir.path()), ErrorCode::corrupt));
}

TEST(BackupService, is_refused_without_a_directory_or_recipients) {
    test::RunningApp gdprd;
    ASSERT_TRUE(succeeded(gdprd.open()));
    auto& backups = *gdprd.app().services().backups;
    EXPECT_TRUE(failed_with(backups.prepare(kOff), ErrorCode::refused));
    gdprd.stop();
    gdprd.add_settings("backup: {directory: backups}\n");
    ASSERT_TRUE(succeeded(gdprd.open()));
    EXPECT_TRUE(failed_with(gdprd.app().services().backups->prepare(kOff), ErrorCode::refused));
}

TEST(BackupNames, tell_when_the_newest_was_begun) {
    const test::TempDir dir;
    EXPECT_EQ(newest_backup(dir.path("absent")), std::nullopt);
    const WallTime now = *parse_time("2026-11-22T12:01:03Z");
    dir.write(free_backup_name(dir.path(), now) + "/trail/vkey", "");
    EXPECT_EQ(free_backup_name(dir.path(), now), "gdprd-20261122T120103Z-2");
    for (const auto* other :
         {"gdprd-20251231T235959Z.tar.zst", ".gdprd-20270101T000000Z.unfinished",
          "gdprd-20261399T000000Z", "gdprd-", "gdprd-2027", "notes"})
        dir.write(other, "");
    EXPECT_EQ(newest_backup(dir.path()), now);
}

TEST(BackupService, knows_backups_of_before_its_start) {
    test::RunningApp gdprd;
    gdprd.add_settings("backup: {directory: backups}\n");
    ASSERT_TRUE(succeeded(gdprd.open()));
    EXPECT_EQ(gdprd.app().services().backups->newest(), 0U);
    gdprd.stop();
    fs::create_directories(gdprd.path("backups/gdprd-19700101T000107Z"));
    ASSERT_TRUE(succeeded(gdprd.open()));
    EXPECT_EQ(gdprd.app().services().backups->newest(), 67U);
}

TEST(RestoreState, touches_no_directory_that_is_not_empty) {
    const test::TempDir dir;
    dir.write("state/something", "of somebody");
    RestoreOptions options;
    options.backup = dir.path("backup");
    options.state = dir.path("state");
    EXPECT_TRUE(failed_with(restore_state(kOff, options), ErrorCode::conflict));
    EXPECT_TRUE(fs::exists(dir.path("state/something")));
    EXPECT_FALSE(fs::exists(dir.path("state/restore.unfinished")));
}

/// As a kill at each step of giving names leaves it.
class RestoreKilled : public testing::TestWithParam<int> {
  protected:
    static constexpr const char* kNames[] = {"exports", "state.db", "trail"};
    test::TempDir dir_;
};

TEST_P(RestoreKilled, keeps_gdprd_off_and_is_begun_again) {
    const std::string state = dir_.path("state");
    for (const auto* name : {"exports/p", "state.db", "trail/vkey"})
        dir_.write(std::string("state/restore.unfinished/") + name, "x");
    if (GetParam() >= 0)
        dir_.write("state/restore.unfinished/restore.names", "exports\nstate.db\ntrail\n");
    for (int i = 0; i < GetParam(); ++i)
        fs::rename(dir_.path(std::string("state/restore.unfinished/") + kNames[i]),
                   dir_.path(std::string("state/") + kNames[i]));

    const auto refused = check_restored(kOff, state);

    ASSERT_TRUE(failed_with(refused, ErrorCode::refused));
    EXPECT_NE(refused.error().hint().find("gdprctl backup restore"), std::string::npos);
    {
        const auto place = RestorePlace::make(kOff, state);
        ASSERT_TRUE(succeeded(place));
        EXPECT_TRUE(fs::is_empty(place->path()));
        EXPECT_EQ(std::distance(fs::directory_iterator(state), fs::directory_iterator()), 1);
        dir_.write("state/restore.unfinished/trail/vkey", "y");
        dir_.write("state/restore.unfinished/state.db", "y");
        ASSERT_TRUE(succeeded(place->give_names(kOff)));
        // A kill from here on: all has its name.
        EXPECT_TRUE(succeeded(check_restored(kOff, state)));
        EXPECT_FALSE(fs::exists(place->path()));
    }
    EXPECT_EQ(std::distance(fs::directory_iterator(state), fs::directory_iterator()), 2);
}

INSTANTIATE_TEST_SUITE_P(RestoreState, RestoreKilled, testing::Values(-1, 0, 1, 2));

TEST(RestoreState, takes_nothing_back_that_is_not_its_own) {
    const test::TempDir dir;
    dir.write("state/restore.unfinished/restore.names", "../precious\n.\nstate.db\n");
    dir.write("state/restore.unfinished/state.db", "not moved yet");
    dir.write("state/state.db", "of somebody");
    dir.write("precious", "");

    EXPECT_TRUE(failed_with(RestorePlace::make(kOff, dir.path("state")), ErrorCode::conflict));

    EXPECT_TRUE(fs::exists(dir.path("precious")));
    EXPECT_TRUE(fs::exists(dir.path("state/state.db")));
}

TEST(RestoreState, keeps_gdprd_from_starting_until_it_is_finished) {
    test::RunningApp gdprd;
    ASSERT_TRUE(succeeded(gdprd.open()));
    gdprd.stop();
    fs::create_directories(gdprd.path("state/restore.unfinished/trail"));

    EXPECT_TRUE(failed_with(gdprd.open(), ErrorCode::refused));
}

}  // namespace
}  // namespace gdprd::daemon
