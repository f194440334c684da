// What leaves the trail's directory, or looks at it from outside, after the signing key was
// changed: exports, repairs of derived files, backups of the keys, a trail that ended, a saved
// position.

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "audit/derived.hpp"
#include "audit/ended_trail.hpp"
#include "audit/key_backup.hpp"
#include "audit/trail.hpp"
#include "audit/tree_export.hpp"
#include "audit/tree_source.hpp"
#include "audit/verifier.hpp"
#include "tests/support/printers.hpp"
#include "tests/unit/audit/support/trail_fixture.hpp"

namespace gdprd::audit {
namespace {

using test::failed_with;
using test::succeeded;
using test::TrailDir;

namespace fs = std::filesystem;
const OffLoop kOff = OffLoop::on_blocking_thread();

class RotationCopiesTest : public testing::Test {
  protected:
    void SetUp() override {
        auto trail = open();
        first_ = trail->vkey();
        TrailDir::append_some(*trail, 300);
    }
    std::unique_ptr<Trail> open() {
        auto trail = dir_.open();
        EXPECT_TRUE(succeeded(trail));
        return trail ? std::move(*trail) : nullptr;
    }
    void rotate() {
        auto trail = open();
        const auto done = trail->rotate_signing_key(kOff);
        ASSERT_TRUE(succeeded(done));
        last_ = format_vkey(done->next.name, done->next.key);
        TrailDir::append_some(*trail, 5);
    }
    [[nodiscard]] std::string to() const { return dir_.temp.path("export"); }
    void export_here() {
        ExportOptions options;
        options.dir = dir_.path();
        options.to = to();
        ASSERT_TRUE(succeeded(export_tree(kOff, options)));
    }
    VerifyReport verify_export(const std::string& vkey) {
        VerifyOptions options;
        options.vkey = vkey;
        DirectorySource source(real_files(), to());
        const auto report = verify_tree(kOff, source, options);
        EXPECT_TRUE(succeeded(report));
        return report ? *report : VerifyReport{};
    }
    static std::string faults(const VerifyReport& report) {
        std::string out;
        for (const Fault& fault : report.faults) out += to_string(fault) + "\n";
        return out;
    }
    static std::string read(const std::string& path) {
        std::ifstream in(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    static void write(const std::string& path, const std::string& text) {
        std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
    }

    TrailDir dir_;
    std::string first_, last_;
};

TEST_F(RotationCopiesTest, an_export_leads_from_the_first_key_to_the_one_that_signed_it) {
    export_here();
    EXPECT_FALSE(fs::exists(to() + "/successions"));
    rotate();
    export_here();

    EXPECT_EQ(read(to() + "/vkey"), first_ + "\n");
    for (const std::string& vkey : {first_, last_}) {
        const auto report = verify_export(vkey);
        EXPECT_TRUE(report.ok()) << faults(report);
        EXPECT_GT(report.size, 300U);
    }
}

TEST_F(RotationCopiesTest, an_export_whose_successions_are_altered_or_gone_does_not_verify) {
    rotate();
    export_here();
    const std::string path = to() + "/successions";
    const std::string good = read(path);

    std::string altered = good;
    altered[altered.find("size ") + 5] ^= 1;
    write(path, altered);
    const auto seen = verify_export(first_);
    ASSERT_FALSE(seen.ok());
    EXPECT_EQ(seen.faults[0].file, "successions");
    write(path, good + good);
    EXPECT_FALSE(verify_export(first_).ok());
    fs::remove(path);
    EXPECT_FALSE(verify_export(first_).ok());
    EXPECT_FALSE(verify_export(last_).ok()) << "the older checkpoints are of nobody";
}

TEST_F(RotationCopiesTest, an_export_that_ends_before_the_entry_named_does_not_verify) {
    export_here();
    const std::string old_checkpoint = read(to() + "/checkpoint");
    rotate();
    export_here();
    write(to() + "/checkpoint", old_checkpoint);

    EXPECT_FALSE(verify_export(first_).ok()) << "it was set back behind what its key said last";
}

TEST_F(RotationCopiesTest, derived_files_are_repaired_with_all_keys) {
    rotate();
    fs::remove(dir_.path() + "/checkpoint");
    const std::string list = read(dir_.path() + "/checkpoints");
    fs::remove(dir_.path() + "/checkpoints");
    DerivedOptions options;
    options.dir = dir_.path();
    options.mode = DerivedMode::repair;

    const auto report = check_derived(kOff, options);

    ASSERT_TRUE(succeeded(report));
    EXPECT_GE(report->findings.size(), 2U);
    write(dir_.path() + "/checkpoints", list);
    VerifyOptions verify;
    verify.dir = dir_.path();
    verify.vkey = first_;
    const auto seen = verify_trail(kOff, verify);
    ASSERT_TRUE(succeeded(seen));
    EXPECT_TRUE(seen->ok()) << faults(*seen);
}

TEST_F(RotationCopiesTest, only_a_backup_with_the_key_that_signs_is_restored) {
    Secret old_backup;
    Secret new_backup;
    {
        auto trail = open();
        const auto old_keys = trail->backup_keys(kOff);
        ASSERT_TRUE(succeeded(old_keys));
        old_backup = encode_key_backup(*old_keys);
    }
    rotate();
    {
        auto trail = open();
        const auto new_keys = trail->backup_keys(kOff);
        ASSERT_TRUE(succeeded(new_keys));
        new_backup = encode_key_backup(*new_keys);
    }
    fs::remove_all(dir_.path() + "/keys");

    auto older = parse_key_backup(old_backup.expose());
    ASSERT_TRUE(succeeded(older));
    EXPECT_TRUE(failed_with(restore_keys(kOff, dir_.path(), dir_.root_key, std::move(*older)),
                            ErrorCode::stale));
    auto newer = parse_key_backup(new_backup.expose());
    ASSERT_TRUE(succeeded(newer));
    ASSERT_TRUE(succeeded(restore_keys(kOff, dir_.path(), dir_.root_key, std::move(*newer))));
    auto trail = open();
    ASSERT_TRUE(trail);
    EXPECT_EQ(trail->vkey(), first_);
    EXPECT_EQ(trail->signing_keys().last().key, parse_vkey(last_)->key);
}

TEST_F(RotationCopiesTest, a_backup_that_a_newer_trail_has_outlived_is_not_restored) {
    Secret backup;
    std::uint64_t size = 0;
    {
        auto trail = open();
        const auto keys = trail->backup_keys(kOff);
        ASSERT_TRUE(succeeded(keys));
        backup = encode_key_backup(*keys);
    }
    const std::string copy = dir_.temp.path("copy");
    fs::copy(dir_.path(), copy, fs::copy_options::recursive);
    fs::remove_all(copy + "/keys");
    const auto restored = [&] {
        auto parsed = parse_key_backup(backup.expose());
        return restore_keys(kOff, copy, dir_.root_key, std::move(*parsed), {dir_.path(), size});
    };
    rotate();
    {
        auto trail = open();
        size = trail->size();
    }

    const auto refused = restored();

    ASSERT_TRUE(failed_with(refused, ErrorCode::stale));
    EXPECT_NE(refused.error().message().find("the newer trail"), std::string::npos);
    EXPECT_NE(refused.error().hint().find("gdprd continue-trail"), std::string::npos);
    EXPECT_FALSE(fs::exists(copy + "/keys"));
    fs::remove(dir_.path() + "/successions");
    EXPECT_TRUE(succeeded(restored())) << "nothing says that the key was changed";
}

TEST_F(RotationCopiesTest, a_copy_from_before_does_not_open_beside_what_the_next_key_signed) {
    open().reset();
    const std::string copy = dir_.temp.path("copy");
    fs::copy(dir_.path(), copy, fs::copy_options::recursive);
    rotate();
    open().reset();
    fs::copy_file(dir_.path() + "/last-signed", copy + "/last-signed",
                  fs::copy_options::overwrite_existing);
    fs::remove_all(dir_.path());
    fs::rename(copy, dir_.path());

    const auto opened = dir_.open();

    ASSERT_TRUE(failed_with(opened, ErrorCode::corrupt));
    EXPECT_NE(opened.error().message().find("by a key that came after"), std::string::npos)
        << opened.error().message();
    EXPECT_NE(opened.error().hint().find("gdprd continue-trail"), std::string::npos);
}

TEST_F(RotationCopiesTest, a_trail_that_ended_is_quoted_by_its_largest_checkpoint) {
    rotate();
    const auto ended = examine_ended_trail(kOff, dir_.path(), "", dir_.root_key);

    ASSERT_TRUE(succeeded(ended));
    EXPECT_EQ(ended->vkey, first_);
    EXPECT_TRUE(ended->evidence.empty()) << to_string(ended->evidence.front());
    EXPECT_EQ(ended->note, read(dir_.path() + "/checkpoint"));
}

TEST_F(RotationCopiesTest, a_saved_position_is_taken_up_after_a_change_of_keys) {
    const std::string position = dir_.temp.path("position");
    const std::atomic<bool> stop{true};
    VerifyOptions options;
    options.dir = dir_.path();
    options.vkey = first_;
    options.resume_path = position;
    options.stop = &stop;
    const auto begun = verify_trail(kOff, options);
    ASSERT_TRUE(succeeded(begun));
    ASSERT_TRUE(begun->interrupted);
    rotate();
    options.stop = nullptr;

    const auto report = verify_trail(kOff, options);

    ASSERT_TRUE(succeeded(report));
    EXPECT_TRUE(report->ok()) << faults(*report);
    EXPECT_GT(report->resumed_at, 0U);
    EXPECT_GT(report->size, 300U);
}

}  // namespace
}  // namespace gdprd::audit
