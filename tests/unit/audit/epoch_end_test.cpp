#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>

#include "audit/frame.hpp"
#include "audit/key_files.hpp"
#include "audit/payload.hpp"
#include "audit/redactor.hpp"
#include "audit/trail.hpp"
#include "audit/trail_copy.hpp"
#include "audit/verifier.hpp"
#include "tests/support/printers.hpp"
#include "tests/unit/audit/support/memory_files.hpp"
#include "tests/unit/audit/support/stopping_files.hpp"
#include "tests/unit/audit/support/trail_fixture.hpp"

namespace gdprd::audit {
namespace {

namespace fs = std::filesystem;
using test::MemoryFiles;
using test::StoppingFiles;
using test::succeeded;
using test::TrailDir;

const OffLoop kOff = OffLoop::on_blocking_thread();

/// An epoch 1 with payloads under three subjects' keys, whole and in rows, and an epoch 2 with one
/// more; the keys of the subjects stay.
class EpochEndTest : public testing::Test {
  protected:
    void SetUp() override { fs::create_directories(dir_.path()); }
    void open() {
        trail_.reset();
        auto opened = dir_.open();
        ASSERT_TRUE(succeeded(opened));
        trail_ = std::move(*opened);
    }
    EntryDraft personal(std::size_t number) {
        EntryDraft draft = TrailDir::draft(number);
        draft.payload = cbor::Map{{"text", std::string(20, 'x')}};
        draft.subject_key = subjects_[number % subjects_.size()];
        return draft;
    }
    void fill(std::size_t count) {
        subjects_ = *trail_->subject_keys().add(kOff, 3);
        std::vector<EntryDraft> drafts;
        for (std::size_t i = 0; i < count; ++i) drafts.push_back(personal(i));
        const auto put = trail_->append(kOff, drafts);
        ASSERT_TRUE(succeeded(put));
        for (const Appended& one : *put) old_.push_back(one.index);
        EntryDraft shared = TrailDir::draft(1);
        shared.rows = {{subjects_[0], "a"}, {subjects_[1], "b"}};
        old_.push_back(trail_->append(kOff, {{shared}})->front().index);
        ASSERT_TRUE(succeeded(trail_->rotate_epoch(kOff)));
        kept_ = trail_->append(kOff, {{personal(0)}})->front().index;
        ASSERT_TRUE(succeeded(trail_->checkpoint(kOff)));
    }
    /// What a thief tries who has the directory, and every key that there still is.
    std::size_t opened_by_subjects(const std::vector<Bytes>& stored) {
        std::size_t opened = 0;
        for (std::size_t i = 0; i < stored.size(); ++i) {
            for (const auto& subject : subjects_) {
                const PayloadPlace place{
                    1, old_[i].value(), {PayloadKind::subject, subject->number}};
                opened += open_payload(place, {nullptr, subject.get()}, stored[i]) ? 1 : 0;
            }
        }
        return opened;
    }
    std::vector<Bytes> stored_in(const std::string& dir) {
        std::vector<Bytes> out;
        const auto reader = TrailReader::open(kOff, dir, dir_.root_key);
        EXPECT_TRUE(succeeded(reader));
        for (const EntryIndex index : old_)
            out.push_back((*reader)->read_stored(kOff, index)->payload);
        return out;
    }
    static bool found_in_files(const std::string& dir, const std::vector<Bytes>& payloads) {
        for (const auto& one : fs::recursive_directory_iterator(dir)) {
            if (!one.is_regular_file()) continue;
            const auto bytes = read_file(*real_files(), one.path().string(), 64U << 20);
            if (!bytes) continue;
            for (const Bytes& payload : payloads) {
                if (std::search(bytes->begin(), bytes->end(), payload.begin() + 8,
                                payload.begin() + 40) != bytes->end())
                    return true;
            }
        }
        return false;
    }
    void expect_verified(const std::string& dir, std::uint64_t erased,
                         std::shared_ptr<FileStore> files = nullptr) {
        VerifyOptions options;
        options.dir = dir;
        options.vkey = trail_->vkey();
        options.files = std::move(files);
        const auto report = verify_trail(kOff, options);
        ASSERT_TRUE(succeeded(report));
        EXPECT_TRUE(report->ok()) << to_string(report->faults.front());
        EXPECT_EQ(report->payloads_erased, erased);
        EXPECT_EQ(report->redactions_pending, 0U);
    }

    TrailDir dir_;
    std::unique_ptr<Trail> trail_;
    std::vector<SubjectKeys::Key> subjects_;
    std::vector<EntryIndex> old_;
    EntryIndex kept_{0};
};

TEST_F(EpochEndTest, leaves_nothing_that_the_keys_of_subjects_open) {
    open();
    fill(50);
    const auto before = stored_in(dir_.path());
    ASSERT_EQ(opened_by_subjects(before), 50U);
    ASSERT_TRUE(found_in_files(dir_.path(), before));

    ASSERT_TRUE(succeeded(trail_->destroy_epoch(kOff, 1)));

    EXPECT_EQ(opened_by_subjects(stored_in(dir_.path())), 0U);
    EXPECT_FALSE(found_in_files(dir_.path(), before));
    expect_verified(dir_.path(), old_.size());
    EXPECT_EQ(trail_->read(kOff, kept_)->payload_state, PayloadState::sealed);
    const auto size = trail_->size();
    ASSERT_TRUE(succeeded(trail_->destroy_epoch(kOff, 1)));
    EXPECT_EQ(trail_->size(), size) << "done already";
    open();
    expect_verified(dir_.path(), old_.size());

    TrailCopy copy({dir_.path(), dir_.temp.path("copy"), {}, nullptr});
    ASSERT_TRUE(succeeded(copy.begin(kOff)));
    ASSERT_TRUE(succeeded(copy.finish(kOff, *trail_->checkpoint(kOff))));
    EXPECT_FALSE(found_in_files(dir_.temp.path("copy"), before));
    expect_verified(dir_.temp.path("copy"), old_.size());
}

TEST_F(EpochEndTest, goes_on_over_steps) {
    dir_.options.first_segment_bytes = 1U << 20;
    open();
    fill(4000);
    for (int i = 0; i < 2; ++i) {
        std::vector<EntryDraft> drafts;
        for (std::size_t n = 0; n < 1500; ++n) drafts.push_back(personal(n));
        for (const Appended& one : *trail_->append(kOff, drafts)) old_.push_back(one.index);
    }
    ASSERT_TRUE(succeeded(trail_->rotate_epoch(kOff)));
    const auto kept = trail_->append(kOff, {{personal(0)}})->front().index;
    ASSERT_TRUE(succeeded(trail_->destroy_epoch(kOff, 1)));
    expect_verified(dir_.path(), 4001);
    ASSERT_TRUE(succeeded(trail_->destroy_epoch(kOff, 2)));
    expect_verified(dir_.path(), 7002);
    EXPECT_EQ(trail_->read(kOff, kept)->payload_state, PayloadState::sealed);
}

TEST_F(EpochEndTest, is_gone_on_with_after_a_stop_at_any_change) {
    const auto memory = std::make_shared<MemoryFiles>();
    dir_.options.files = memory;
    open();
    fill(5);
    trail_.reset();
    bool finished = false;
    std::uint64_t cut = 0;
    for (std::uint64_t change = 1; !finished; ++change) {
        const auto files = memory->copy();
        const auto stopping = std::make_shared<StoppingFiles>(files);
        dir_.options.files = stopping;
        open();
        stopping->stop_at(change,
                          change % 2 == 0 ? StoppingFiles::Tear::half : StoppingFiles::Tear::whole);
        finished = trail_->destroy_epoch(kOff, 1).has_value();
        trail_.reset();
        if (change % 3 == 0) files->crash();

        dir_.options.files = files;
        ASSERT_NO_FATAL_FAILURE(open()) << "stopped at change " << change;
        if (!all_zero(trail_->epochs().front().wrapped)) ++cut;
        ASSERT_TRUE(succeeded(trail_->destroy_epoch(kOff, 1)));

        ASSERT_NO_FATAL_FAILURE(expect_verified(dir_.path(), old_.size(), files)) << change;
        trail_.reset();
    }
    EXPECT_GT(cut, 20U);
}

}  // namespace
}  // namespace gdprd::audit
