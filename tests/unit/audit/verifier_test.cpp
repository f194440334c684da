#include "audit/verifier.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <functional>

#include "audit/checkpoint.hpp"
#include "audit/frame.hpp"
#include "audit/segments.hpp"
#include "tests/support/printers.hpp"
#include "tests/unit/audit/support/trail_files.hpp"
#include "tests/unit/audit/support/trail_fixture.hpp"

namespace gdprd::audit {
namespace {

using test::succeeded;
using test::TrailDir;
using test::TrailFiles;

const OffLoop kOff = OffLoop::on_blocking_thread();

/// A closed trail of forty frames over two segments, with a redact entry, that verifies.
class VerifierTest : public testing::Test {
  protected:
    void SetUp() override {
        dir_.options.first_segment_bytes = 128U << 10;
        dir_.options.segment_bytes = 128U << 10;
        auto trail = dir_.open();
        ASSERT_TRUE(succeeded(trail));
        vkey_ = (*trail)->vkey();
        entries_ = TrailDir::append_some(**trail, 40);
        middle_ = (*trail)->latest_checkpoint();
        ASSERT_TRUE(succeeded((*trail)->checkpoint(kOff)));
        last_ = (*trail)->latest_checkpoint();
        trail->reset();
        files_.load(dir_.path());
        ASSERT_EQ(segments().size(), 2U);
        ASSERT_TRUE(report().ok()) << to_string(report().faults.front());
    }

    VerifyReport report() { return verify({}); }
    VerifyReport report_with_key() {
        VerifyOptions options;
        options.root_key = &dir_.root_key;
        return verify(options);
    }
    VerifyReport verify(VerifyOptions options) {
        options.dir = dir_.path();
        options.vkey = vkey_;
        const auto result = verify_trail(kOff, options);
        EXPECT_TRUE(succeeded(result));
        return result ? *result : VerifyReport{};
    }

    std::vector<std::string> segments() const { return files_.names_under("segments/0"); }

    /// Some fault names this file; its offset and index are returned.
    static std::optional<Fault> fault_in(const VerifyReport& report, const std::string& file) {
        for (const Fault& fault : report.faults) {
            if (fault.file == file) return fault;
        }
        return std::nullopt;
    }
    static std::string text(const VerifyReport& report) {
        std::string out;
        for (const Fault& fault : report.faults) out += to_string(fault) + "\n";
        return out;
    }

    TrailDir dir_;
    TrailFiles files_;
    std::string vkey_;
    std::vector<Appended> entries_;
    std::string middle_;
    std::string last_;
};

TEST_F(VerifierTest, counts_what_it_saw) {
    const auto seen = report_with_key();
    EXPECT_TRUE(seen.ok()) << text(seen);
    EXPECT_EQ(seen.size, seen.signed_size);
    EXPECT_EQ(seen.envelopes, seen.size);
    EXPECT_EQ(seen.segments, 2U);
    EXPECT_GT(seen.payloads, 40U);
    EXPECT_GE(seen.tree_hashes, seen.size);
    EXPECT_FALSE(seen.torn_tail);
}

TEST_F(VerifierTest, names_the_leaf_with_a_flipped_bit) {
    for (const std::uint64_t wanted : {std::uint64_t{0}, std::uint64_t{3}, std::uint64_t{25}}) {
        const auto place = files_.leaf(wanted);
        files_.flip(dir_.path(), place.file, place.offset + 120, 3);
        const auto seen = report();
        files_.restore(dir_.path());
        const auto fault = fault_in(seen, place.file);
        ASSERT_TRUE(fault.has_value()) << text(seen);
        EXPECT_EQ(fault->index, wanted);
        EXPECT_EQ(fault->offset, place.offset);
    }
}

TEST_F(VerifierTest, names_the_payload_with_a_flipped_bit) {
    const auto place = files_.payload(20);
    files_.flip(dir_.path(), place.file, place.offset + 5, 0);
    const auto seen = report();
    ASSERT_EQ(seen.faults.size(), 1U) << text(seen);
    EXPECT_EQ(seen.faults[0].file, place.file);
    EXPECT_EQ(seen.faults[0].offset, place.offset);
    EXPECT_EQ(seen.faults[0].index, 20U);
}

TEST_F(VerifierTest, finds_a_flipped_bit_in_each_byte_of_a_frame_header) {
    const auto frame = files_.frame_of(20);
    for (std::uint64_t byte = 0; byte < kFrameHeaderBytes; ++byte) {
        files_.flip(dir_.path(), frame.file, frame.offset + byte, byte % 8);
        const auto seen = report();
        files_.flip(dir_.path(), frame.file, frame.offset + byte, byte % 8);
        const auto fault = fault_in(seen, frame.file);
        ASSERT_TRUE(fault.has_value()) << "byte " << byte;
        EXPECT_EQ(fault->offset, frame.offset) << "byte " << byte << "\n" << text(seen);
        EXPECT_EQ(fault->index, frame.first_seq) << "byte " << byte;
    }
}

TEST(VerifierHeader, is_blamed_and_no_leaf_when_its_count_or_lengths_are_wrong) {
    TrailDir dir;
    std::string vkey;
    std::uint64_t first = 0;
    {
        auto trail = dir.open();
        ASSERT_TRUE(succeeded(trail));
        vkey = (*trail)->vkey();
        const std::vector<EntryDraft> several(7, TrailDir::draft(1));
        const auto appended = (*trail)->append(kOff, several);
        ASSERT_TRUE(succeeded(appended));
        first = appended->front().index.value();
    }
    TrailFiles files;
    files.load(dir.path());
    const auto frame = files.frame_of(first);
    VerifyOptions options;
    options.dir = dir.path();
    options.vkey = vkey;
    // seq, count, length of leaves, length of payloads: see man gdprd-trail.5, FRAMES
    for (std::uint64_t byte = 16; byte < 36; ++byte) {
        for (std::uint64_t bit = 0; bit < 8; ++bit) {
            files.flip(dir.path(), frame.file, frame.offset + byte, bit);
            const auto seen = verify_trail(kOff, options);
            files.flip(dir.path(), frame.file, frame.offset + byte, bit);
            ASSERT_TRUE(succeeded(seen));
            ASSERT_FALSE(seen->ok()) << "byte " << byte << " bit " << bit;
            const Fault& fault = seen->faults.front();
            EXPECT_EQ(fault.file, frame.file);
            EXPECT_EQ(fault.offset, frame.offset) << byte << "/" << bit << to_string(fault);
            EXPECT_EQ(fault.index, frame.first_seq) << byte << "/" << bit << to_string(fault);
        }
    }
}

TEST_F(VerifierTest, finds_a_mac_that_was_exchanged_with_a_fitting_crc_given_the_data_key) {
    const auto frame = files_.frame_of(20);
    files_.rewrite_frame(dir_.path(), frame, [](FrameHeader& header) { header.mac[0] ^= 1; });
    EXPECT_TRUE(report().ok());
    const auto seen = report_with_key();
    const auto fault = fault_in(seen, frame.file);
    ASSERT_TRUE(fault.has_value());
    EXPECT_EQ(fault->offset, frame.offset);
    EXPECT_EQ(fault->index, frame.first_seq);
}

TEST_F(VerifierTest, finds_an_incarnation_that_was_changed_with_a_fitting_crc_given_the_data_key) {
    const auto frame = files_.frame_of(20);
    files_.rewrite_frame(dir_.path(), frame, [](FrameHeader& header) { header.incarnation = 9; });
    EXPECT_FALSE(report_with_key().ok());
}

TEST_F(VerifierTest, names_the_entry_altered_with_a_fitting_crc_and_root) {
    const auto place = files_.leaf(20);
    const auto frame = files_.frame_of(20);
    files_.flip(dir_.path(), place.file, place.offset + 100, 1);
    files_.rewrite_frame(dir_.path(), frame, [](FrameHeader&) {});
    const auto seen = report();
    const auto fault = fault_in(seen, place.file);
    ASSERT_TRUE(fault.has_value()) << text(seen);
    EXPECT_EQ(fault->index, 20U);
    EXPECT_EQ(fault->offset, place.offset);
}

TEST_F(VerifierTest, finds_each_byte_of_the_tree_files) {
    for (const std::string& name : files_.names_under("tree/")) {
        const std::uint64_t size = files_.size(name);
        for (std::uint64_t byte = 0; byte < size; byte += 37) {
            files_.flip(dir_.path(), name, byte, 7);
            const auto seen = report();
            files_.flip(dir_.path(), name, byte, 7);
            const auto fault = fault_in(seen, name);
            ASSERT_TRUE(fault.has_value()) << name << " byte " << byte;
            EXPECT_EQ(fault->offset, byte);
            EXPECT_EQ(fault->index, byte / 32);
        }
    }
}

TEST_F(VerifierTest, finds_each_byte_of_the_checkpoint_files) {
    for (const std::string name : {"checkpoint", "checkpoints", "last-signed", "vkey"}) {
        const std::uint64_t size = files_.size(name);
        ASSERT_GT(size, 0U) << name;
        for (std::uint64_t byte = 0; byte < size; ++byte) {
            files_.flip(dir_.path(), name, byte, byte % 8);
            const auto seen = report();
            files_.flip(dir_.path(), name, byte, byte % 8);
            EXPECT_FALSE(seen.ok()) << name << " byte " << byte;
        }
    }
}

TEST_F(VerifierTest, finds_each_byte_of_the_key_files_without_any_key) {
    for (const std::string& name : files_.names_under("keys/")) {
        for (std::uint64_t byte = 0; byte < files_.size(name); ++byte) {
            files_.flip(dir_.path(), name, byte, byte % 8);
            const auto seen = report();
            files_.flip(dir_.path(), name, byte, byte % 8);
            ASSERT_TRUE(fault_in(seen, name).has_value()) << name << " byte " << byte;
        }
    }
}

TEST_F(VerifierTest, says_once_that_the_trail_is_of_another_key) {
    TrailDir other;
    auto trail = other.open();
    ASSERT_TRUE(succeeded(trail));
    VerifyOptions options;
    options.dir = dir_.path();
    options.vkey = (*trail)->vkey();

    const auto seen = verify_trail(kOff, options);

    ASSERT_TRUE(succeeded(seen));
    ASSERT_EQ(seen->faults.size(), 1U) << text(*seen);
    const auto label = [](const std::string& vkey) {
        return vkey.substr(0, vkey.find('+', vkey.find('+') + 1));
    };
    EXPECT_EQ(seen->faults[0].what, "this trail is signed by another key: " + label(vkey_) +
                                        ", expected " + label(options.vkey));
}

TEST_F(VerifierTest, looks_at_everything_when_only_one_file_names_another_key) {
    TrailDir other;
    auto trail = other.open();
    ASSERT_TRUE(succeeded(trail));
    ASSERT_TRUE(succeeded((*trail)->checkpoint(kOff)));
    const auto note = (*trail)->latest_checkpoint();
    std::ofstream(dir_.path() + "/checkpoint", std::ios::binary) << note;

    const auto seen = report();

    EXPECT_TRUE(fault_in(seen, "checkpoint").has_value());
    EXPECT_EQ(seen.size, verify({}).size);
    EXPECT_GT(seen.size, 40U);
}

TEST_F(VerifierTest, remarks_on_a_missing_vkey_and_last_signed_and_verifies) {
    EXPECT_TRUE(report().remarks.empty());
    std::filesystem::remove(dir_.path() + "/last-signed");
    EXPECT_EQ(report().remarks.size(), 1U);
    std::filesystem::remove(dir_.path() + "/vkey");

    const auto seen = report();

    EXPECT_TRUE(seen.ok()) << text(seen);
    ASSERT_EQ(seen.remarks.size(), 2U);
    EXPECT_NE(seen.remarks[0].find("vkey"), std::string::npos);
    EXPECT_NE(seen.remarks[1].find("last-signed"), std::string::npos);
}

TEST_F(VerifierTest, takes_a_last_signed_that_is_kept_elsewhere) {
    const auto elsewhere = dir_.temp.path("last-signed");
    std::filesystem::rename(dir_.path() + "/last-signed", elsewhere);
    VerifyOptions options;
    options.last_signed_path = elsewhere;

    const auto seen = verify(options);

    EXPECT_TRUE(seen.ok()) << text(seen);
    EXPECT_TRUE(seen.remarks.empty());
}

TEST_F(VerifierTest, misses_no_last_signed_beside_a_checkpoint_that_is_kept_elsewhere) {
    VerifyOptions options;
    options.known_checkpoints = {dir_.temp.read("trail/last-signed")};
    std::filesystem::remove(dir_.path() + "/last-signed");
    EXPECT_EQ(verify(options).remarks.size(), 1U) << "it may be the trail's own";
    options.kept_elsewhere = true;

    const auto seen = verify(options);

    EXPECT_TRUE(seen.ok()) << text(seen);
    EXPECT_TRUE(seen.remarks.empty());
}

TEST_F(VerifierTest, finds_another_root_key) {
    const Secret other{BytesView(Bytes(32, 0x11))};
    VerifyOptions options;
    options.root_key = &other;
    const auto seen = verify(options);
    ASSERT_EQ(seen.faults.size(), 1U) << text(seen);
    EXPECT_FALSE(seen.data_key_fits);
    EXPECT_NE(seen.faults[0].what.find("not this trail's"), std::string::npos);
    EXPECT_TRUE(report_with_key().data_key_fits);
}

TEST_F(VerifierTest, says_that_the_entries_are_gone_where_only_a_checkpoint_is_left) {
    std::filesystem::remove_all(dir_.path() + "/segments");

    const auto seen = report();

    ASSERT_FALSE(seen.ok());
    EXPECT_NE(text(seen).find("speaks of"), std::string::npos) << text(seen);
    EXPECT_NE(text(seen).find("entries, there are none"), std::string::npos) << text(seen);
    std::filesystem::remove_all(dir_.path() + "/tree");
    std::filesystem::remove(dir_.path() + "/checkpoint");
    EXPECT_FALSE(report().ok()) << "the key file is left";
}

TEST_F(VerifierTest, calls_a_known_checkpoint_by_the_name_that_was_given) {
    VerifyOptions options;
    options.known_checkpoints = {middle_, "no note"};
    options.known_names = {"kept/1", "kept/2"};
    EXPECT_TRUE(fault_in(verify(options), "kept/2").has_value());
}

TEST_F(VerifierTest, names_the_first_entry_that_was_removed_reordered_or_duplicated) {
    const auto a = files_.frame_of(20);
    const auto b = files_.frame_after(a);
    ASSERT_EQ(a.bytes, b.bytes);
    const auto check = [&](const std::string& what, std::uint64_t index) {
        const auto seen = report();
        files_.restore(dir_.path());
        const auto fault = fault_in(seen, a.file);
        ASSERT_TRUE(fault.has_value()) << what;
        EXPECT_EQ(fault->index, index) << what << "\n" << text(seen);
        EXPECT_GE(fault->offset, a.offset) << what;
        EXPECT_LE(fault->offset, b.offset) << what;
    };
    files_.move_block(dir_.path(), b, a);
    check("removed: the next is in its place", a.first_seq);
    files_.zero(dir_.path(), a);
    check("removed: zeros in its place", a.first_seq);
    files_.swap(dir_.path(), a, b);
    check("reordered", a.first_seq);
    files_.move_block(dir_.path(), a, b);
    check("duplicated", b.first_seq);
}

TEST_F(VerifierTest, finds_a_segment_that_was_removed) {
    const auto names = segments();
    for (const std::string& name : names) {
        std::filesystem::remove(dir_.path() + "/" + name);
        const auto seen = report();
        files_.restore(dir_.path());
        EXPECT_FALSE(seen.ok()) << name;
    }
}

TEST_F(VerifierTest, finds_a_tail_that_was_cut_below_a_known_checkpoint) {
    // Everything that the directory itself knows is rolled back, as somebody with root could.
    const auto frame = files_.frame_of(entries_.back().index.value());
    files_.zero(dir_.path(), frame);
    for (const char* name : {"checkpoint", "checkpoints", "last-signed"}) {
        files_.write(dir_.path(), name,
                     std::string(name) == "checkpoints" ? middle_ + "\n" : middle_);
    }
    files_.truncate(dir_.path(), "tree/0", 32 * frame.first_seq);
    EXPECT_TRUE(report().ok()) << text(report());

    VerifyOptions options;
    options.known_checkpoints = {last_};
    const auto seen = verify(options);

    ASSERT_FALSE(seen.ok());
    EXPECT_EQ(seen.faults[0].index, frame.first_seq);
    EXPECT_EQ(seen.faults[0].file, frame.file);
    EXPECT_EQ(seen.faults[0].offset, frame.offset);
}

TEST_F(VerifierTest, finds_padding_that_is_not_zero) {
    const auto frame = files_.frame_of(20);
    files_.flip(dir_.path(), frame.file, frame.offset + frame.bytes - 1, 4);
    const auto in_frame = report();
    ASSERT_EQ(in_frame.faults.size(), 1U);
    EXPECT_EQ(in_frame.faults[0].offset, frame.offset + frame.bytes - 1);
    EXPECT_EQ(in_frame.faults[0].index, 20U);
    files_.restore(dir_.path());

    const std::string last = segments().back();
    const std::uint64_t end = files_.size(last) - 1;
    files_.flip(dir_.path(), last, end, 4);
    const auto after = report();
    ASSERT_EQ(after.faults.size(), 1U) << text(after);
    EXPECT_EQ(after.faults[0].file, last);
    EXPECT_EQ(after.faults[0].offset, end);
    files_.restore(dir_.path());

    files_.flip(dir_.path(), segments().front(), files_.size(segments().front()) - 1, 4);
    EXPECT_FALSE(report().ok());
}

TEST_F(VerifierTest, finds_another_trail_under_the_same_name) {
    TrailDir other;
    auto trail = other.open();
    ASSERT_TRUE(succeeded(trail));
    VerifyOptions options;
    options.known_checkpoints = {(*trail)->latest_checkpoint()};
    EXPECT_FALSE(verify(options).ok());
}

TEST_F(VerifierTest, accepts_older_checkpoints_and_refuses_a_wrong_key) {
    VerifyOptions options;
    options.known_checkpoints = {middle_, last_};
    EXPECT_TRUE(verify(options).ok());
    options.dir = dir_.path();
    options.vkey = "nonsense";
    EXPECT_TRUE(test::failed_with(verify_trail(kOff, options), ErrorCode::invalid_argument));
}

TEST_F(VerifierTest, verifies_a_state_directory_and_a_trail_whose_tree_is_gone) {
    std::filesystem::remove_all(dir_.path() + "/tree");
    VerifyOptions options;
    options.dir = dir_.temp.path();
    options.vkey = vkey_;
    const auto seen = verify_trail(kOff, options);
    ASSERT_TRUE(succeeded(seen));
    EXPECT_TRUE(seen->ok()) << text(*seen);
}

}  // namespace
}  // namespace gdprd::audit
