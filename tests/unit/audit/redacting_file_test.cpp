#include "audit/redacting_file.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "audit/redactor.hpp"
#include "audit/trail.hpp"
#include "audit/verifier.hpp"
#include "tests/support/printers.hpp"
#include "tests/unit/audit/support/memory_files.hpp"
#include "tests/unit/audit/support/stopping_files.hpp"
#include "tests/unit/audit/support/trail_fixture.hpp"

namespace gdprd::audit {
namespace {

namespace fs = std::filesystem;
using test::failed_with;
using test::MemoryFiles;
using test::StoppingFiles;
using test::succeeded;
using test::TrailDir;

const OffLoop kOff = OffLoop::on_blocking_thread();
const RedactionReason kReason{"token:dpo", "R-2026-0007", cbor::Map{{"ground", "erasure"}}};

/// A trail of two subjects, 0 and 1, with one payload each and one outcome, closed.
class RedactingFileTest : public testing::Test {
  protected:
    void SetUp() override {
        fs::create_directories(dir_.path());
        open();
        const auto keys = trail_->subject_keys().add(kOff, 2);
        ASSERT_TRUE(succeeded(keys));
        for (const auto& key : *keys) {
            EntryDraft draft = TrailDir::draft(key->number);
            draft.subject_key = key;
            payloads_.push_back(trail_->append(kOff, {{draft}})->front().index);
        }
        EntryDraft outcome;
        outcome.type = EntryType::outcome;
        outcome.payload = cbor::Map{{"result", "done"}};
        outcome_ = trail_->append(kOff, {{outcome}})->front().index;
        job_.subjects = {0};
        job_.targets = {payloads_[0]};
        job_.reason = kReason;
        job_.since = trail_->size();
        job_.last = *trail_->leaf_hash(kOff, EntryIndex(job_.since - 1));
        trail_.reset();
    }
    void open() {
        auto opened = dir_.open();
        ASSERT_TRUE(succeeded(opened));
        trail_ = std::move(*opened);
    }
    [[nodiscard]] std::string path() const { return dir_.path() + "/redacting"; }
    void put(BytesView file) {
        ASSERT_TRUE(succeeded(write_file_atomic(*real_files(), path(), file)));
    }
    [[nodiscard]] Bytes sealed(const RedactionJob& job) const {
        return RedactingFile(real_files(), dir_.path(), dir_.options.origin, dir_.root_key)
            .encode(job);
    }
    [[nodiscard]] bool alive(std::uint64_t subject) {
        return trail_->subject_keys().find(kOff, subject).has_value();
    }
    /// It is refused, and nothing of it was done.
    void expect_refused(BytesView file) {
        put(file);
        const auto opened = dir_.open();
        ASSERT_TRUE(failed_with(opened, ErrorCode::corrupt));
        EXPECT_NE(opened.error().message().find(path()), std::string::npos);
        fs::remove(path());
        open();
        EXPECT_TRUE(alive(0));
        EXPECT_TRUE(alive(1));
        EXPECT_EQ(trail_->read(kOff, payloads_[0])->payload_state, PayloadState::sealed);
        EXPECT_EQ(trail_->read(kOff, EntryIndex(trail_->size() - 1))->type, EntryType::clock);
        trail_.reset();
    }

    TrailDir dir_;
    std::unique_ptr<Trail> trail_;
    std::vector<EntryIndex> payloads_;
    EntryIndex outcome_{0};
    RedactionJob job_;
};

TEST_F(RedactingFileTest, what_gdprd_wrote_is_done_at_the_start) {
    put(sealed(job_));
    open();
    EXPECT_FALSE(fs::exists(path()));
    EXPECT_FALSE(alive(0));
    EXPECT_TRUE(alive(1));
    EXPECT_EQ(trail_->read(kOff, payloads_[0])->payload_state, PayloadState::erased);
    EXPECT_EQ(trail_->read(kOff, payloads_[1])->payload_state, PayloadState::sealed);
}

TEST_F(RedactingFileTest, a_forged_one_is_refused_before_anything_is_written) {
    const Bytes genuine = sealed(job_);
    expect_refused(BytesView(genuine).subspan(sizeof(Hash)));
    expect_refused({});
    expect_refused(BytesView(genuine).first(sizeof(Hash)));
    expect_refused(Bytes((1U << 20) + 1));
    const std::string dir = dir_.path();
    const Secret other_key{BytesView(Bytes(32, 0x11))};
    expect_refused(RedactingFile(real_files(), dir, dir_.options.origin, other_key).encode(job_));
    expect_refused(
        RedactingFile(real_files(), dir, "example.org/other", dir_.root_key).encode(job_));
    open();
    const auto size = trail_->size();
    trail_.reset();
    put(BytesView(genuine).subspan(1));
    for (int i = 0; i < 3; ++i) EXPECT_FALSE(dir_.open().has_value());
    fs::remove(path());
    open();
    EXPECT_EQ(trail_->size(), size + 2) << "the starts that failed left nothing behind";
}

TEST_F(RedactingFileTest, one_with_any_byte_altered_is_refused) {
    const Bytes genuine = sealed(job_);
    for (std::size_t i = 0; i < genuine.size(); ++i) {
        Bytes altered = genuine;
        altered[i] ^= 0x01;
        put(altered);
        ASSERT_TRUE(failed_with(dir_.open(), ErrorCode::corrupt)) << i;
    }
    put(genuine);
    open();
    EXPECT_FALSE(alive(0)) << "as it was, it is taken";
}

TEST_F(RedactingFileTest, targets_that_must_stay_stay_even_with_a_good_seal) {
    job_.targets = {payloads_[0], outcome_};
    job_.subjects.clear();
    put(sealed(job_));
    open();
    EXPECT_EQ(trail_->read(kOff, outcome_)->payload_state, PayloadState::present);
    EXPECT_EQ(trail_->read(kOff, payloads_[0])->payload_state, PayloadState::sealed);
    EXPECT_FALSE(fs::exists(path())) << "it is not tried again";
}

TEST_F(RedactingFileTest, an_old_one_that_is_put_back_does_nothing_more) {
    const Bytes genuine = sealed(job_);
    put(genuine);
    open();
    const auto size = trail_->size();
    const auto incarnation = trail_->incarnation();
    trail_.reset();
    put(genuine);
    open();
    ASSERT_EQ(trail_->incarnation(), incarnation + 1);
    EXPECT_EQ(trail_->size(), size + 2) << "a key and a clock entry";
    EXPECT_TRUE(alive(1));
    EXPECT_EQ(trail_->read(kOff, payloads_[1])->payload_state, PayloadState::sealed);
    EXPECT_FALSE(fs::exists(path()));
}

TEST_F(RedactingFileTest, one_of_a_copy_that_went_another_way_is_refused) {
    const std::string aside = dir_.temp.path("aside");
    fs::copy(dir_.path(), aside, fs::copy_options::recursive);
    open();
    TrailDir::append_some(*trail_, 3);
    job_.since = trail_->size();
    job_.last = *trail_->leaf_hash(kOff, EntryIndex(job_.since - 1));
    const Bytes there = sealed(job_);
    trail_.reset();
    fs::remove_all(dir_.path());
    fs::rename(aside, dir_.path());
    expect_refused(there);  // the trail is shorter
    open();
    TrailDir::append_some(*trail_, 30);
    trail_.reset();
    put(there);
    EXPECT_TRUE(failed_with(dir_.open(), ErrorCode::corrupt)) << "other entries";
}

TEST_F(RedactingFileTest, nothing_is_done_of_one_that_comes_while_gdprd_runs) {
    open();
    job_.subjects = {1};
    job_.targets = {payloads_[1]};
    put(sealed(job_));  // even with a good seal: an old one that was kept
    ASSERT_TRUE(succeeded(trail_->redactor().shred_subject(kOff, 0, kReason)));
    EXPECT_FALSE(alive(0));
    EXPECT_TRUE(alive(1));
    EXPECT_EQ(trail_->read(kOff, payloads_[1])->payload_state, PayloadState::sealed);
    EXPECT_FALSE(fs::exists(path()));
}

TEST(RedactingFileCopyTest, a_copy_gets_what_is_pending_and_it_is_finished_there) {
    TrailDir dir;
    fs::create_directories(dir.path());
    const auto memory = std::make_shared<MemoryFiles>();
    const auto stopping = std::make_shared<StoppingFiles>(memory);
    dir.options.files = memory;
    auto trail = dir.open();
    ASSERT_TRUE(succeeded(trail));
    const auto key = (*trail)->subject_keys().add(kOff, 1)->front();
    EntryDraft draft = TrailDir::draft(1);
    draft.subject_key = key;
    const auto index = (*trail)->append(kOff, {{draft}})->front().index;
    trail->reset();
    dir.options.files = stopping;
    trail = dir.open();
    ASSERT_TRUE(succeeded(trail));
    auto& redactor = (*trail)->redactor();
    EXPECT_TRUE(redactor.pending_file(*redactor.pause(kOff)).empty());
    stopping->stop_at(8, StoppingFiles::Tear::whole);

    ASSERT_FALSE(redactor.shred_subject(kOff, key->number, kReason).has_value());

    const Bytes pending = redactor.pending_file(*redactor.pause(kOff));
    ASSERT_FALSE(pending.empty());
    EXPECT_EQ(pending, memory->bytes(dir.path() + "/redacting"));
    trail->reset();
    dir.options.files = memory;
    ASSERT_TRUE(succeeded(write_file_atomic(*memory, dir.path() + "/redacting", pending)));
    trail = dir.open();
    ASSERT_TRUE(succeeded(trail));
    EXPECT_EQ((*trail)->read(kOff, index)->payload_state, PayloadState::erased);
}

}  // namespace
}  // namespace gdprd::audit
