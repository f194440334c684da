#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "audit/verifier.hpp"
#include "audit/verifier_resume.hpp"
#include "tests/support/printers.hpp"
#include "tests/unit/audit/support/trail_files.hpp"
#include "tests/unit/audit/support/trail_fixture.hpp"

namespace gdprd::audit {
namespace {

using test::succeeded;
using test::TrailDir;
using test::TrailFiles;

const OffLoop kOff = OffLoop::on_blocking_thread();

/// A closed trail of several segments, epochs and sizes of frames.
class VerifierThreadsTest : public testing::Test {
  protected:
    void SetUp() override {
        dir_.options.first_segment_bytes = 128U << 10;
        dir_.options.segment_bytes = 256U << 10;
        dir_.options.checkpoint_entries = 50;
        for (std::size_t start = 0; start < 3; ++start) {
            auto trail = dir_.open();
            ASSERT_TRUE(succeeded(trail));
            vkey_ = (*trail)->vkey();
            for (std::size_t i = 0; i < 30; ++i) {
                const std::vector<EntryDraft> drafts(1 + (i * 37) % 90, TrailDir::draft(i));
                ASSERT_TRUE(succeeded((*trail)->append(kOff, drafts)));
            }
            size_ = (*trail)->size();
        }
        files_.load(dir_.path());
        ASSERT_GE(files_.names_under("segments/0").size(), 3U);
    }

    VerifyOptions options() const {
        VerifyOptions out;
        out.dir = dir_.path();
        out.vkey = vkey_;
        return out;
    }
    static VerifyReport run(const VerifyOptions& options) {
        const auto report = verify_trail(kOff, options);
        EXPECT_TRUE(succeeded(report));
        return report ? *report : VerifyReport{};
    }
    /// Everything that a report says.
    static std::string text(const VerifyReport& r) {
        std::string out;
        for (const Fault& fault : r.faults) out += to_string(fault) + "\n";
        for (const auto& remark : r.remarks) out += remark + "\n";
        for (const std::uint64_t count :
             {r.size, r.signed_size, r.segments, r.frames, r.payloads, r.payloads_erased,
              r.redactions, r.redactions_pending, r.checkpoints, r.tree_hashes, r.envelopes,
              r.epochs_without_key, std::uint64_t{r.torn_tail}})
            out += std::to_string(count) + " ";
        return out + hex_encode(r.root);
    }

    TrailDir dir_;
    TrailFiles files_;
    std::string vkey_;
    std::uint64_t size_ = 0;
};

TEST_F(VerifierThreadsTest, give_the_same_report_however_many_they_are) {
    std::vector<std::string> names = files_.names_under("");
    std::erase_if(names, [this](const std::string& name) { return files_.size(name) == 0; });
    const auto& frames = files_.frames();
    std::size_t wrong = 0;
    for (std::size_t round = 0; round < 40; ++round) {
        const auto& frame = frames[(round * 13) % frames.size()];
        const std::string& name = names[round % names.size()];
        if (round % 3 == 1) files_.flip(dir_.path(), name, (round * 7919) % files_.size(name), 1);
        if (round % 3 == 2)
            files_.flip(dir_.path(), frame.file, frame.offset + (round * 131) % frame.bytes, 2);
        for (const bool keyed : {false, true}) {
            VerifyOptions one = options();
            if (keyed) one.root_key = &dir_.root_key;
            one.threads = 1;
            const auto wanted = run(one);
            wrong += wanted.ok() ? 0 : 1;
            for (const std::size_t threads : {3U}) {
                one.threads = threads;
                ASSERT_EQ(text(run(one)), text(wanted)) << "round " << round;
            }
        }
        files_.restore(dir_.path());
    }
    EXPECT_GE(wrong, 40U);
}

TEST_F(VerifierThreadsTest, take_a_trail_that_was_closed_between_any_two_frames) {
    VerifyOptions keyed = options();
    keyed.root_key = &dir_.root_key;
    const auto report = run(keyed);
    EXPECT_TRUE(report.ok()) << text(report);
    EXPECT_EQ(report.envelopes, report.size);
    EXPECT_EQ(report.size, size_);
}

/// Stops at the first checkpoint at or after `at`, and goes on.
class VerifierResumeTest : public VerifierThreadsTest {
  protected:
    void SetUp() override {
        VerifierThreadsTest::SetUp();
        file_ = dir_.temp.path("resume");
    }
    VerifyReport interrupted(VerifyOptions options, std::uint64_t at) {
        std::atomic<bool> stop = false;
        options.resume_path = file_;
        options.stop = &stop;
        options.progress = [&](std::uint64_t done, std::uint64_t) { stop = done >= at; };
        return run(options);
    }
    VerifyReport resumed(VerifyOptions options) {
        options.resume_path = file_;
        return run(options);
    }
    std::string file_;
};

TEST_F(VerifierResumeTest, gives_the_report_of_an_uninterrupted_run) {
    for (const bool keyed : {false, true}) {
        VerifyOptions all = options();
        if (keyed) all.root_key = &dir_.root_key;
        const auto wanted = run(all);
        for (std::uint64_t at = 0; at < wanted.size / 7 * 6; at += wanted.size / 7) {
            const auto first = interrupted(all, at);
            ASSERT_TRUE(first.interrupted) << at;
            EXPECT_TRUE(first.ok());
            ASSERT_TRUE(std::filesystem::exists(file_));
            const auto second = resumed(all);
            EXPECT_EQ(second.resumed_at, first.size);
            EXPECT_GT(second.resumed_at, at);
            EXPECT_EQ(text(second), text(wanted));
            EXPECT_FALSE(std::filesystem::exists(file_)) << "removed at the end";
        }
    }
}

TEST_F(VerifierResumeTest, finds_what_is_wrong_behind_the_position) {
    const auto place = files_.payload(size_ - 3);
    files_.flip(dir_.path(), place.file, place.offset, 1);
    const auto wanted = run(options());
    ASSERT_TRUE(interrupted(options(), size_ / 2).interrupted);
    const auto seen = resumed(options());
    EXPECT_GT(seen.resumed_at, 0U);
    EXPECT_EQ(text(seen), text(wanted));
    EXPECT_FALSE(seen.ok());
}

TEST_F(VerifierResumeTest, is_not_believed_when_any_byte_of_it_is_another) {
    ASSERT_TRUE(interrupted(options(), size_ / 2).interrupted);
    const std::string good = dir_.temp.read("resume");
    const auto wanted = run(options());
    for (std::size_t byte = 0; byte < good.size(); byte += 17) {
        std::string bad = good;
        bad[byte] = static_cast<char>(bad[byte] ^ 4);
        std::ofstream(file_, std::ios::binary) << bad;
        const auto seen = resumed(options());
        EXPECT_TRUE(seen.ok()) << "byte " << byte << "\n" << text(seen);
        EXPECT_EQ(seen.root, wanted.root) << "byte " << byte;
        EXPECT_EQ(seen.resumed_at, 0U) << "byte " << byte;
        EXPECT_EQ(seen.remarks.size(), 1U) << "byte " << byte;
    }
}

TEST_F(VerifierResumeTest, is_not_believed_when_its_edge_or_place_was_forged) {
    const auto first = interrupted(options(), size_ / 2);
    ASSERT_TRUE(first.interrupted);
    const auto key = parse_vkey(vkey_);
    const std::string good = dir_.temp.read("resume");
    const auto point = parse_resume_point(as_bytes(good), *key);
    ASSERT_TRUE(succeeded(point));
    std::vector<ResumePoint> forged(3, *point);
    auto subtrees = point->before.subtrees();
    subtrees.front()[0] ^= 1;
    forged[0].before = *TreeEdge::from_subtrees(point->before.size(), subtrees);
    forged[1].offset += 4096;
    forged[2].note = dir_.temp.read("trail/checkpoint");
    for (const ResumePoint& one : forged) {
        const Bytes bytes = encode_resume_point(one, *key);
        std::ofstream(file_, std::ios::binary) << as_text(bytes);
        const auto seen = resumed(options());
        EXPECT_EQ(seen.resumed_at, 0U);
        EXPECT_EQ(seen.remarks.size(), 1U);
        EXPECT_TRUE(seen.ok()) << text(seen);
    }
}

TEST_F(VerifierResumeTest, reads_everything_when_the_entries_at_the_position_are_others) {
    const auto first = interrupted(options(), size_ / 2);
    ASSERT_TRUE(first.interrupted);
    const auto place = files_.leaf(first.size - 1);
    files_.flip(dir_.path(), place.file, place.offset + 100, 1);
    const auto wanted = run(options());

    const auto seen = resumed(options());

    EXPECT_EQ(seen.resumed_at, 0U);
    ASSERT_EQ(seen.remarks.size(), 1U);
    EXPECT_EQ(seen.faults.size(), wanted.faults.size());
    EXPECT_FALSE(seen.ok());
}

TEST_F(VerifierResumeTest, reads_everything_for_a_checkpoint_that_it_did_not_know) {
    auto trail = dir_.open();
    ASSERT_TRUE(succeeded(trail));
    const std::string note = (*trail)->latest_checkpoint();
    TrailDir::append_some(**trail, 200);
    trail->reset();
    const auto first = interrupted(options(), size_ + 60);
    ASSERT_TRUE(first.interrupted);
    VerifyOptions more = options();
    more.known_checkpoints = {note};

    const auto seen = resumed(more);

    EXPECT_EQ(seen.resumed_at, 0U);
    EXPECT_TRUE(seen.ok()) << text(seen);
    EXPECT_EQ(seen.remarks.size(), 1U);
}

TEST_F(VerifierResumeTest, is_for_the_same_keys_only) {
    ASSERT_TRUE(interrupted(options(), size_ / 2).interrupted);
    VerifyOptions keyed = options();
    keyed.root_key = &dir_.root_key;

    const auto seen = resumed(keyed);

    EXPECT_EQ(seen.resumed_at, 0U);
    EXPECT_EQ(seen.envelopes, seen.size);
}

}  // namespace
}  // namespace gdprd::audit
