#include "audit/tree_export.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "audit/checkpoint.hpp"
#include "audit/exported_notes.hpp"
#include "audit/served_tree.hpp"
#include "audit/tree_source.hpp"
#include "tests/support/passing_files.hpp"
#include "tests/support/printers.hpp"
#include "tests/unit/audit/support/trail_files.hpp"
#include "tests/unit/audit/support/trail_fixture.hpp"

namespace gdprd::audit {
namespace {

using test::failed_with;
using test::succeeded;
using test::TrailDir;
using test::TrailFiles;

namespace fs = std::filesystem;
const OffLoop kOff = OffLoop::on_blocking_thread();

/// Passes everything on until `left` names were given: then the machine stops.
class StoppingFiles final : public test::PassingFiles {
  public:
    explicit StoppingFiles(int left) : left_(left) {}
    Result<void> rename(const std::string& from, const std::string& to) override {
        if (left_-- <= 0) return Error(ErrorCode::io, "stopped");
        return PassingFiles::rename(from, to);
    }
    Result<void> remove(const std::string& path) override {
        if (left_-- <= 0) return Error(ErrorCode::io, "stopped");
        return PassingFiles::remove(path);
    }

  private:
    int left_;
};

/// A trail that grows, and its exports.
class TreeExportTest : public testing::Test {
  protected:
    void SetUp() override { grow(300); }

    void grow(std::size_t entries) {
        auto trail = dir_.open();
        ASSERT_TRUE(succeeded(trail));
        vkey_ = (*trail)->vkey();
        for (std::size_t i = 0; i < entries; i += 20) {
            const std::vector<EntryDraft> drafts(20, TrailDir::draft(i));
            ASSERT_TRUE(succeeded((*trail)->append(kOff, drafts)));
        }
    }
    void redact(const std::vector<std::uint64_t>& seqs) {
        TrailFiles files;
        files.load(dir_.path());
        auto reader = *TrailReader::open(kOff, dir_.path(), dir_.root_key);
        {
            auto trail = dir_.open();
            ASSERT_TRUE(succeeded(trail));
            for (const std::uint64_t seq : seqs) {
                EntryDraft draft;
                draft.type = EntryType::redact;
                draft.redacts = EntryIndex(seq);
                ASSERT_TRUE(succeeded((*trail)->append(kOff, std::vector<EntryDraft>{draft})));
            }
        }
        for (const std::uint64_t seq : seqs) {
            const auto stored = reader->read_stored(kOff, EntryIndex(seq));
            ASSERT_TRUE(succeeded(stored));
            files.write_at(dir_.path(), files.payload(seq), Bytes(stored->payload.size()));
        }
    }
    Result<ExportReport> run(const std::string& to, std::shared_ptr<FileStore> files = {}) {
        ExportOptions options;
        options.dir = dir_.temp.path();
        options.to = dir_.temp.path(to);
        options.files = std::move(files);
        return export_tree(kOff, options);
    }
    VerifyReport verify(const std::string& to, std::vector<std::string> known = {}) {
        VerifyOptions options;
        options.vkey = vkey_;
        options.known_checkpoints = std::move(known);
        DirectorySource source(real_files(), dir_.temp.path(to));
        const auto report = verify_tree(kOff, source, options);
        EXPECT_TRUE(succeeded(report));
        return report ? *report : VerifyReport{};
    }
    static std::string text(const VerifyReport& report) {
        std::string out;
        for (const Fault& fault : report.faults) out += to_string(fault) + "\n";
        return out;
    }
    /// Every file of a directory by its relative name.
    std::map<std::string, std::string> content(const std::string& to) {
        std::map<std::string, std::string> out;
        const auto root = fs::path(dir_.temp.path(to));
        for (const auto& one : fs::recursive_directory_iterator(root)) {
            if (!one.is_regular_file()) continue;
            const auto name = fs::relative(one.path(), root).string();
            out[name] = dir_.temp.read(to + "/" + name);
        }
        return out;
    }

    TrailDir dir_;
    std::string vkey_;
};

TEST_F(TreeExportTest, writes_a_tree_that_verifies_by_the_key_alone) {
    const auto done = run("out");
    ASSERT_TRUE(succeeded(done));
    EXPECT_EQ(done->added, done->size);

    const auto report = verify("out");

    EXPECT_TRUE(report.ok()) << text(report);
    EXPECT_EQ(report.size, done->size);
    EXPECT_EQ(report.signed_size, done->size);
    EXPECT_EQ(report.payloads, done->payloads);
    EXPECT_GE(report.tree_hashes, done->size);
    EXPECT_TRUE(is_export(*real_files(), dir_.temp.path("out")));
    EXPECT_FALSE(is_export(*real_files(), dir_.path()));
}

TEST_F(TreeExportTest, adds_what_is_new_and_ends_as_a_first_export_would) {
    ASSERT_TRUE(succeeded(run("out")));
    const auto again = run("out");
    ASSERT_TRUE(succeeded(again));
    EXPECT_EQ(again->added, 0U);
    for (const std::size_t entries : {20U, 160U, 40U, 600U}) {
        const std::uint64_t before = run("out")->size;
        grow(entries);
        const auto more = run("out");
        ASSERT_TRUE(succeeded(more));
        EXPECT_EQ(more->added, more->size - before);
        fs::remove_all(dir_.temp.path("fresh"));
        ASSERT_TRUE(succeeded(run("fresh")));
        EXPECT_EQ(content("out"), content("fresh"));
        EXPECT_TRUE(verify("out").ok()) << text(verify("out"));
    }
}

TEST_F(TreeExportTest, goes_on_after_a_stop_at_any_file) {
    grow(300);
    ASSERT_TRUE(succeeded(run("old")));
    grow(300);
    ASSERT_TRUE(succeeded(run("fresh")));
    const auto wanted = content("fresh");
    for (int stop = 0;; ++stop) {
        fs::remove_all(dir_.temp.path("out"));
        fs::copy(dir_.temp.path("old"), dir_.temp.path("out"), fs::copy_options::recursive);
        const auto stopped = run("out", std::make_shared<StoppingFiles>(stop));
        ASSERT_TRUE(succeeded(run("out"))) << "stop " << stop;
        auto got = content("out");
        std::erase_if(got, [](const auto& one) { return one.first.ends_with(".new"); });
        // Partial tiles of the earlier tree may be left when it stopped behind the checkpoint.
        for (const auto& [name, bytes] : wanted) EXPECT_EQ(got[name], bytes) << name;
        EXPECT_TRUE(verify("out").ok()) << "stop " << stop << "\n" << text(verify("out"));
        if (stopped) break;
    }
}

TEST_F(TreeExportTest, takes_out_the_payload_that_was_redacted_since) {
    ASSERT_TRUE(succeeded(run("out")));
    const auto before = content("out");
    redact({40, 290});

    const auto done = run("out");

    ASSERT_TRUE(succeeded(done));
    EXPECT_EQ(done->payloads_erased, 2U);
    const auto report = verify("out");
    EXPECT_TRUE(report.ok()) << text(report);
    EXPECT_EQ(report.payloads_erased, 2U);
    const auto after = content("out");
    EXPECT_LT(after.at("payload/000").size(), before.at("payload/000").size());
    grow(20);
    ASSERT_TRUE(succeeded(run("out")));
    EXPECT_EQ(verify("out").payloads_erased, 2U) << "it stays out of the bundle that grows";
}

TEST_F(TreeExportTest, names_the_file_and_entry_of_each_flipped_byte) {
    redact({40});
    ASSERT_TRUE(succeeded(run("out")));
    for (const auto& [name, bytes] : content("out")) {
        const std::size_t step = std::max<std::size_t>(1, bytes.size() / 60);
        for (std::size_t at = 0; at < bytes.size(); at += step) {
            std::string bad = bytes;
            bad[at] = static_cast<char>(bad[at] ^ (1 << at % 8));
            std::ofstream(dir_.temp.path("out/" + name), std::ios::binary) << bad;
            const auto report = verify("out");
            ASSERT_FALSE(report.ok()) << name << " byte " << at;
            const Fault& fault = report.faults.front();
            EXPECT_EQ(fault.file, name) << "byte " << at << "\n" << text(report);
            EXPECT_LE(fault.offset, at + 4) << name;
            if (name.starts_with("tile/0/")) EXPECT_EQ(fault.index % 256, at / 32) << name;
        }
        std::ofstream(dir_.temp.path("out/" + name), std::ios::binary) << bytes;
    }
}

TEST_F(TreeExportTest, names_a_file_that_is_missing) {
    ASSERT_TRUE(succeeded(run("out")));
    for (const auto& [name, bytes] : content("out")) {
        fs::remove(dir_.temp.path("out/" + name));
        const auto report = verify("out");
        if (name == "vkey" || name == "checkpoints") {
            EXPECT_TRUE(report.ok()) << text(report);
            EXPECT_EQ(report.remarks.size(), 1U);
        } else {
            ASSERT_FALSE(report.ok()) << name;
            EXPECT_EQ(report.faults.front().file, name);
        }
        std::ofstream(dir_.temp.path("out/" + name), std::ios::binary) << bytes;
    }
}

TEST_F(TreeExportTest, finds_an_export_that_was_set_back_by_a_checkpoint_kept_elsewhere) {
    ASSERT_TRUE(succeeded(run("out")));
    const std::uint64_t size = verify("out").size;
    grow(40);
    const std::string kept = dir_.temp.read("trail/checkpoint");

    const auto report = verify("out", {kept});

    ASSERT_EQ(report.faults.size(), 1U) << text(report);
    EXPECT_EQ(report.faults[0].index, size);
}

TEST_F(TreeExportTest, brings_cosignatures_and_time_stamps_along) {
    const auto files = real_files();
    ASSERT_TRUE(succeeded(run("out")));
    const auto note = dir_.temp.read("trail/checkpoint");
    fs::create_directories(dir_.path() + "/cosigned");
    std::ofstream(dir_.path() + "/cosigned/w.example") << note;
    const Bytes token{0x30, 0x03, 0x01};
    const auto head = parse_checkpoint(parse_note(note)->text);
    ASSERT_TRUE(succeeded(store_stamped_note(kOff, *files, dir_.path(), head->size, note, token)));
    ASSERT_TRUE(succeeded(run("out")));
    const auto loaded = load_exported_notes(kOff, *files, dir_.temp.path("out"));
    ASSERT_TRUE(succeeded(loaded));
    ASSERT_EQ(loaded->cosigned.size(), 1U);
    EXPECT_EQ(loaded->cosigned.front().file, "cosigned/w.example");
    EXPECT_EQ(loaded->cosigned.front().text, note);
    ASSERT_EQ(loaded->stamped.size(), 1U);
    EXPECT_EQ(loaded->stamped.front().note, note);
    EXPECT_EQ(loaded->stamped.front().token, token);
    // What is there is not written again; what was altered in the export is.
    const auto written = fs::last_write_time(dir_.temp.path("out/cosigned/w.example"));
    std::ofstream(dir_.temp.path("out/timestamps/") + std::to_string(head->size) + ".tst") << "x";
    ASSERT_TRUE(succeeded(run("out")));
    EXPECT_EQ(fs::last_write_time(dir_.temp.path("out/cosigned/w.example")), written);
    const auto again = load_exported_notes(kOff, *files, dir_.temp.path("out"));
    ASSERT_TRUE(succeeded(again));
    EXPECT_EQ(again->stamped.front().token, token);
}

TEST_F(TreeExportTest, refuses_a_directory_of_something_else_and_a_trail_that_was_set_back) {
    fs::create_directory(dir_.temp.path("other"));
    dir_.temp.write("other/file", "x");
    EXPECT_TRUE(failed_with(run("other"), ErrorCode::conflict));
    fs::copy(dir_.path(), dir_.temp.path("kept"), fs::copy_options::recursive);
    grow(40);
    ASSERT_TRUE(succeeded(run("out")));
    fs::remove_all(dir_.path());
    fs::rename(dir_.temp.path("kept"), dir_.path());
    EXPECT_TRUE(failed_with(run("out"), ErrorCode::conflict));
}

TEST_F(TreeExportTest, is_what_the_trail_serves_without_an_export) {
    redact({40});
    const auto done = run("out");
    ASSERT_TRUE(succeeded(done));
    const ServedTree served(real_files(), dir_.path());
    std::size_t seen = 0;
    for (const auto& [name, bytes] : content("out")) {
        if (!name.starts_with("tile/") && !name.starts_with("payload/")) continue;
        const auto path = parse_tile_path(name);
        ASSERT_TRUE(succeeded(path)) << name;
        const auto got = served.get(*path, done->size);
        ASSERT_TRUE(succeeded(got)) << name;
        EXPECT_EQ(as_text(*got), bytes) << name;
        ++seen;
    }
    EXPECT_GE(seen, 6U);
    EXPECT_TRUE(failed_with(served.get({TilePath::Kind::tile, 0, 1, 256}, done->size),
                            ErrorCode::not_found));
    EXPECT_TRUE(failed_with(served.get({TilePath::Kind::entries, 0, 99, 1}, done->size),
                            ErrorCode::not_found));
}

TEST(TilePathParser, takes_exactly_what_is_written) {
    for (const TilePath& path :
         {TilePath{TilePath::Kind::tile, 0, 0, 256}, TilePath{TilePath::Kind::tile, 7, 0, 1},
          TilePath{TilePath::Kind::entries, 0, 1'234'067, 255},
          TilePath{TilePath::Kind::payload, 0, 999, 256}}) {
        const auto parsed = parse_tile_path(to_string(path));
        ASSERT_TRUE(succeeded(parsed));
        EXPECT_EQ(*parsed, path);
    }
    for (const char* bad :
         {"", "tile", "tile/", "tile/8/000", "tile/00/000", "tile/0/0", "tile/0/000/",
          "tile/0/x000", "tile/0/001/000", "tile/0/x000/000", "tile/0/000.p/0", "tile/0/000.p/256",
          "tile/0/000.p/07", "tile/-1/000", "tile/entries/../000", "payload/1000",
          "tile/0/x999/x999/x999/x999/x999/x999/999"}) {
        EXPECT_TRUE(failed_with(parse_tile_path(bad), ErrorCode::not_found)) << bad;
    }
}

}  // namespace
}  // namespace gdprd::audit
