#include "audit/derived.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <map>

#include "audit/verifier.hpp"
#include "tests/support/printers.hpp"
#include "tests/unit/audit/support/trail_fixture.hpp"

namespace gdprd::audit {
namespace {

namespace fs = std::filesystem;
using test::failed_with;
using test::succeeded;

const OffLoop kOff = OffLoop::on_blocking_thread();
constexpr std::size_t kEntries = 700;  // three hashes of the second tile level would be 768

using Files = std::map<std::string, std::string>;

class DerivedTest : public testing::Test {
  protected:
    void SetUp() override {
        dir_.options.index.enabled = true;
        dir_.options.index.run_entries = 300;
        const auto trail = dir_.open();
        ASSERT_TRUE(succeeded(trail));
        vkey_ = (*trail)->vkey();
        for (std::size_t i = 0; i < kEntries; i += 100) {
            std::vector<EntryDraft> drafts;
            for (std::size_t k = 0; k < 100; ++k) drafts.push_back(dir_.draft(i + k));
            ASSERT_TRUE(succeeded((*trail)->append(kOff, drafts)));
            ASSERT_TRUE(succeeded((*trail)->checkpoint(kOff)));
        }
        ASSERT_TRUE(succeeded((*trail)->catch_up_index(kOff)));
    }
    [[nodiscard]] fs::path path(const std::string& name) const {
        return fs::path(dir_.path()) / name;
    }
    [[nodiscard]] Files files() const {
        Files out;
        for (const auto& one : fs::recursive_directory_iterator(dir_.path())) {
            if (!one.is_regular_file()) continue;
            const auto name = fs::relative(one.path(), dir_.path()).string();
            out[name] = dir_.temp.read("trail/" + name);
        }
        return out;
    }
    void flip(const std::string& name, std::size_t at) const {
        std::string bytes = dir_.temp.read("trail/" + name);
        ASSERT_LT(at, bytes.size()) << name;
        bytes[at] = static_cast<char>(bytes[at] ^ 1);
        dir_.temp.write("trail/" + name, std::string_view(bytes));
    }
    Result<DerivedReport> check(DerivedMode mode) {
        DerivedOptions options;
        options.dir = dir_.path();
        options.root_key = &dir_.root_key;
        options.mode = mode;
        return check_derived(kOff, options);
    }
    void expect_verified() {
        VerifyOptions options;
        options.dir = dir_.path();
        options.vkey = vkey_;
        options.root_key = &dir_.root_key;
        const auto report = verify_trail(kOff, options);
        ASSERT_TRUE(succeeded(report));
        for (const auto& fault : report->faults) ADD_FAILURE() << to_string(fault);
        EXPECT_TRUE(report->remarks.empty());
    }
    /// The file is named, repaired, and all is as it was; looking alone changes nothing.
    void expect_repaired(const std::string& name, const Files& before) {
        const Files damaged = files();
        const auto looked = check(DerivedMode::look);
        ASSERT_TRUE(succeeded(looked));
        EXPECT_EQ(files(), damaged);
        const auto repaired = check(DerivedMode::repair);
        ASSERT_TRUE(succeeded(repaired));
        for (const auto* report : {&*looked, &*repaired}) {
            ASSERT_EQ(report->findings.size(), 1U) << name;
            EXPECT_EQ(report->findings[0].file, name);
            EXPECT_EQ(report->findings[0].repaired, report == &*repaired);
        }
        EXPECT_EQ(files(), before) << name;
        expect_verified();
    }

    test::TrailDir dir_;
    std::string vkey_;
};

TEST_F(DerivedTest, finds_nothing_wrong_with_an_untouched_trail) {
    const Files before = files();

    const auto report = check(DerivedMode::repair);

    ASSERT_TRUE(succeeded(report));
    EXPECT_TRUE(report->findings.empty());
    EXPECT_GT(report->size, kEntries);
    EXPECT_EQ(report->tree_hashes, report->size + report->size / 256);
    EXPECT_GE(report->checkpoints, 8U);
    EXPECT_GE(report->index_files, 2U);
    EXPECT_EQ(files(), before);
}

TEST_F(DerivedTest, makes_each_derived_file_anew_that_was_deleted) {
    const Files before = files();
    for (const std::string name : {"tree/0", "tree/1", "checkpoint", "last-signed"}) {
        fs::remove(path(name));
        expect_repaired(name, before);
    }
}

TEST_F(DerivedTest, makes_each_derived_file_anew_that_was_changed) {
    const Files before = files();
    for (const std::string name : {"tree/0", "tree/1", "checkpoint", "last-signed"}) {
        const std::size_t size = before.at(name).size();
        for (const std::size_t at : {std::size_t{0}, size / 2, size - 2}) {
            flip(name, at);
            expect_repaired(name, before);
        }
        fs::resize_file(path(name), size / 2 + 1);
        expect_repaired(name, before);
        if (!name.starts_with("tree")) continue;
        fs::resize_file(path(name), size + 64);  // hashes of entries that are not there
        expect_repaired(name, before);
    }
    // Of the list, only what is in a copy too can be put back.
    flip("checkpoints", before.at("checkpoints").size() - 20);
    expect_repaired("checkpoints", before);
}

TEST_F(DerivedTest, leaves_out_a_record_of_the_list_that_does_not_verify) {
    flip("checkpoints", 100);

    const auto report = check(DerivedMode::repair);

    ASSERT_TRUE(succeeded(report));
    ASSERT_EQ(report->findings.size(), 1U);
    EXPECT_EQ(report->findings[0].file, "checkpoints");
    EXPECT_NE(report->findings[0].what.find("1 record does not verify"), std::string::npos);
    expect_verified();
    fs::remove(path("checkpoints"));
    ASSERT_TRUE(succeeded(check(DerivedMode::repair)));
    expect_verified();
}

TEST_F(DerivedTest, builds_index_files_again) {
    std::vector<std::string> index;
    for (const auto& [name, bytes] : files())
        if (name.starts_with("index/")) index.push_back(name);
    ASSERT_GE(index.size(), 2U);
    for (const std::string& name : index) {
        const std::size_t size = files()[name].size();
        flip(name, size / 2);
        const auto report = check(DerivedMode::repair);
        ASSERT_TRUE(succeeded(report));
        ASSERT_EQ(report->findings.size(), 1U);
        EXPECT_EQ(report->findings[0].file, name);
        const auto again = check(DerivedMode::look);
        ASSERT_TRUE(succeeded(again));
        // The youngest entries wait in memory until they make a file, as gdprd has them.
        EXPECT_TRUE(again->findings.empty()) << again->findings[0].file;
    }
    fs::remove_all(path("index"));
    const auto repaired = check(DerivedMode::repair);
    ASSERT_TRUE(succeeded(repaired));
    ASSERT_EQ(repaired->findings.size(), 1U);
    EXPECT_EQ(repaired->findings[0].file, "index");
    EXPECT_TRUE(check(DerivedMode::look)->findings.empty());
    expect_verified();
}

TEST_F(DerivedTest, takes_index_files_of_a_destroyed_epoch_for_no_damage) {
    const auto part_of_the_epoch = [&] {
        for (const auto& [name, bytes] : files())
            if (name.starts_with("index/")) return std::pair(name, bytes);
        return std::pair(std::string(), std::string());
    }();
    ASSERT_FALSE(part_of_the_epoch.first.empty());
    {
        const auto trail = dir_.open();
        ASSERT_TRUE(succeeded(trail));
        ASSERT_TRUE(succeeded((*trail)->destroy_epoch(kOff, 1)));
        ASSERT_TRUE(succeeded((*trail)->catch_up_index(kOff)));
    }
    // As it is when gdprd has not taken it away yet.
    dir_.temp.write("trail/" + part_of_the_epoch.first, std::string_view(part_of_the_epoch.second));

    const auto report = check(DerivedMode::look);

    ASSERT_TRUE(succeeded(report));
    EXPECT_TRUE(report->findings.empty()) << report->findings[0].what;
    EXPECT_GE(report->index_files, 1U);
    expect_verified();
}

TEST_F(DerivedTest, never_writes_over_evidence) {
    const Files before = files();
    const std::string segment = "segments/00000000000000000000.seg";
    // An entry was changed.
    flip(segment, 4096 + 300);
    flip("tree/0", 0);
    const Files damaged = files();
    EXPECT_TRUE(failed_with(check(DerivedMode::repair), ErrorCode::corrupt));
    EXPECT_EQ(files(), damaged);

    // The end is gone: every copy of the checkpoint but one as well.
    for (const auto& [name, bytes] : before)
        dir_.temp.write("trail/" + name, std::string_view(bytes));
    std::string bytes = before.at(segment);
    const std::size_t last = bytes.find_last_not_of('\0') / 4096 * 4096;
    for (std::size_t at = last; at >= last - 8 * 4096; at -= 4096)
        std::fill_n(bytes.begin() + static_cast<std::ptrdiff_t>(at), 4096, '\0');
    dir_.temp.write("trail/" + segment, std::string_view(bytes));
    fs::remove(path("checkpoint"));
    fs::remove(path("checkpoints"));
    const Files cut = files();
    const auto refused = check(DerivedMode::repair);
    ASSERT_TRUE(failed_with(refused, ErrorCode::corrupt));
    EXPECT_EQ(files(), cut);
}

TEST_F(DerivedTest, refuses_while_a_writer_works) {
    const auto trail = dir_.open();
    ASSERT_TRUE(succeeded(trail));

    EXPECT_TRUE(failed_with(check(DerivedMode::look), ErrorCode::conflict));
}

}  // namespace
}  // namespace gdprd::audit
