#include "audit/redactor.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "audit/payload.hpp"
#include "audit/segments.hpp"
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

bool contains(BytesView bytes, BytesView part) {
    return std::search(bytes.begin(), bytes.end(), part.begin(), part.end()) != bytes.end();
}

/// Subjects 0 to 19, each with a payload in each of three rounds; segments of 64 KiB.
class RedactorWorld : public testing::Test {
  protected:
    static constexpr std::uint64_t kSubjects = 20;
    static constexpr std::uint64_t kVictim = 7;

    void SetUp() override {
        dir_.options.segment_bytes = 64U << 10;
        dir_.options.first_segment_bytes = 64U << 10;
        fs::create_directories(dir_.path());
    }
    void open() {
        trail_.reset();
        auto opened = dir_.open();
        ASSERT_TRUE(succeeded(opened));
        trail_ = std::move(*opened);
    }
    void fill(std::size_t payload_bytes = 40) {
        const auto keys = trail_->subject_keys().add(kOff, kSubjects);
        ASSERT_TRUE(succeeded(keys));
        for (int round = 0; round < 3; ++round) {
            for (const auto& key : *keys) {
                EntryDraft draft = TrailDir::draft(key->number);
                draft.payload = cbor::Map{{"text", std::string(payload_bytes, 'x')}};
                draft.subject_key = key;
                const auto appended = trail_->append(kOff, std::vector<EntryDraft>{draft});
                ASSERT_TRUE(succeeded(appended));
                (key->number == kVictim ? victims_ : others_).push_back((*appended)[0].index);
            }
            const auto note = trail_->checkpoint(kOff);
            ASSERT_TRUE(succeeded(note));
            checkpoints_.push_back(*note);
        }
    }
    Result<std::unique_ptr<TrailReader>> reader() {
        return TrailReader::open(kOff, dir_.path(), dir_.root_key);
    }
    std::vector<Bytes> stored(const std::vector<EntryIndex>& indexes) {
        std::vector<Bytes> out;
        auto opened = reader();
        EXPECT_TRUE(succeeded(opened));
        for (const EntryIndex index : indexes) {
            out.push_back((*opened)->read_stored(kOff, index)->payload);
        }
        return out;
    }
    VerifyReport verify(std::shared_ptr<FileStore> files = nullptr) {
        VerifyOptions options;
        options.dir = dir_.path();
        options.vkey = trail_->vkey();
        options.root_key = &dir_.root_key;
        options.known_checkpoints = checkpoints_;
        options.files = std::move(files);
        auto report = verify_trail(kOff, options);
        EXPECT_TRUE(succeeded(report));
        return *report;
    }

    TrailDir dir_;
    std::unique_ptr<Trail> trail_;
    std::vector<EntryIndex> victims_;
    std::vector<EntryIndex> others_;
    std::vector<std::string> checkpoints_;
};

/// Whether the trail has a search index.
class RedactorTest : public RedactorWorld, public testing::WithParamInterface<bool> {
  protected:
    void SetUp() override {
        RedactorWorld::SetUp();
        dir_.options.index.enabled = GetParam();
        dir_.options.index.run_entries = 16;
    }
    std::size_t found_by_subject(std::uint64_t number) {
        SearchQuery query;
        query.criteria.subjects = {number};
        const auto page = trail_->search(kOff, query);
        return page ? page->entries.size() : 0;
    }
};
INSTANTIATE_TEST_SUITE_P(Index, RedactorTest, testing::Bool());

TEST_P(RedactorTest, erases_one_subject_of_many_and_nothing_else) {
    open();
    fill();
    const auto key = *trail_->subject_keys().find(kOff, kVictim);
    const auto bytes = stored(victims_);
    const auto untouched = stored(others_);
    const std::string old_keys = dir_.temp.path("old-keys");
    fs::copy(dir_.path() + "/keys", old_keys, fs::copy_options::recursive);

    if (GetParam()) ASSERT_TRUE(succeeded(trail_->catch_up_index(kOff)));
    EXPECT_EQ(found_by_subject(kVictim), 3U);

    const auto done = trail_->redactor().shred_subject(kOff, kVictim, kReason);

    ASSERT_TRUE(succeeded(done));
    EXPECT_EQ(found_by_subject(kVictim), 0U);
    EXPECT_EQ(found_by_subject(kVictim + 1), 3U);
    EXPECT_EQ(done->entries, 3U);
    EXPECT_EQ(done->payloads, 3U);
    EXPECT_TRUE(failed_with(trail_->subject_keys().find(kOff, kVictim), ErrorCode::not_found));
    for (const auto& entry : fs::recursive_directory_iterator(dir_.path() + "/segments")) {
        std::ifstream in(entry.path(), std::ios::binary);
        const std::string text{std::istreambuf_iterator<char>(in), {}};
        for (const Bytes& payload : bytes) {
            EXPECT_FALSE(contains(as_bytes(text), BytesView(payload).first(16))) << entry.path();
            EXPECT_FALSE(contains(as_bytes(text), BytesView(payload).last(16))) << entry.path();
        }
    }
    EXPECT_EQ(stored(others_), untouched);
    for (const EntryIndex index : victims_) {
        const auto view = trail_->read(kOff, index);
        ASSERT_TRUE(succeeded(view));
        EXPECT_EQ(view->payload_state, PayloadState::erased);
        EXPECT_EQ(view->store, "crm") << "time, actor and collection stay provable";
    }
    const auto report = verify();
    EXPECT_TRUE(report.ok()) << to_string(report.faults.front());
    EXPECT_EQ(report.payloads_erased, 3U);
    EXPECT_EQ(report.redactions_pending, 0U);
    const auto last = trail_->read(kOff, EntryIndex(trail_->size() - 1));
    EXPECT_EQ(last->type, EntryType::redact);
    EXPECT_EQ(last->request, "R-2026-0007");
    EXPECT_EQ(last->actor, "token:dpo");

    // The old key files with the ratchet there is now: they open nothing.
    fs::copy_file(dir_.path() + "/keys/ratchet", old_keys + "/ratchet",
                  fs::copy_options::overwrite_existing);
    fs::create_directories(dir_.temp.path("thief"));
    fs::rename(old_keys, dir_.temp.path("thief/keys"));
    EXPECT_TRUE(failed_with(KeyRing::open(real_files(), dir_.temp.path("thief"), dir_.root_key, {}),
                            ErrorCode::crypto));

    open();
    EXPECT_TRUE(verify().ok());
    EXPECT_EQ(stored(others_), untouched);
}

TEST_P(RedactorTest, has_nothing_to_do_the_second_time) {
    open();
    fill();
    ASSERT_TRUE(succeeded(trail_->redactor().shred_subject(kOff, kVictim, kReason)));
    const auto size = trail_->size();
    const auto again = trail_->redactor().shred_subject(kOff, kVictim, kReason);
    ASSERT_TRUE(succeeded(again));
    EXPECT_EQ(again->entries, 0U);
    EXPECT_EQ(again->payloads, 0U);
    EXPECT_EQ(trail_->size(), size);
    EXPECT_TRUE(failed_with(trail_->redactor().shred_subject(kOff, kSubjects, kReason),
                            ErrorCode::not_found));
    EXPECT_FALSE(fs::exists(dir_.path() + "/redacting"));
    EXPECT_TRUE(succeeded(trail_->redactor().redact(kOff, victims_, kReason)));
    EXPECT_EQ(trail_->size(), size);
}

TEST_P(RedactorTest, refuses_what_proves_and_holds_no_value) {
    open();
    fill();
    EntryDraft outcome;
    outcome.type = EntryType::outcome;
    outcome.payload = cbor::Map{{"result", "done"}};
    const auto appended = trail_->append(kOff, std::vector<EntryDraft>{outcome});
    const EntryIndex index = (*appended)[0].index;
    const auto size = trail_->size();
    const auto redact = [&](std::vector<EntryIndex> targets) {
        return trail_->redactor().redact(kOff, targets, kReason);
    };
    EXPECT_TRUE(failed_with(redact({victims_[0], index}), ErrorCode::refused));
    EXPECT_TRUE(failed_with(redact({EntryIndex(0)}), ErrorCode::refused)) << "a key entry";
    EXPECT_TRUE(failed_with(redact({EntryIndex(3)}), ErrorCode::refused)) << "a definition";
    EXPECT_TRUE(failed_with(redact({EntryIndex(size)}), ErrorCode::not_found));
    EXPECT_EQ(trail_->size(), size);
    EXPECT_EQ(trail_->read(kOff, victims_[0])->payload_state, PayloadState::sealed);

    const auto done = redact({victims_[0], victims_[0], victims_[1]});

    ASSERT_TRUE(succeeded(done));
    EXPECT_EQ(done->payloads, 2U);
    EXPECT_EQ(trail_->read(kOff, victims_[0])->payload_state, PayloadState::erased);
    EXPECT_EQ(trail_->read(kOff, victims_[2])->payload_state, PayloadState::sealed);
}

TEST_P(RedactorTest, closes_the_segment_that_it_destroys_in) {
    open();
    fill();
    const auto before = list_segments(*real_files(), dir_.path());
    ASSERT_GE(victims_.back().value(), before->back().first_seq) << "it is in the active one";
    ASSERT_TRUE(succeeded(trail_->redactor().redact(kOff, {{victims_.back()}}, kReason)));
    const auto after = list_segments(*real_files(), dir_.path());
    EXPECT_EQ(after->size(), before->size() + 1);
    EXPECT_EQ(after->back().first_seq, trail_->size());
    TrailDir::append_some(*trail_, 3);
    EXPECT_TRUE(verify().ok());
}

TEST_P(RedactorTest, gives_whole_blocks_back_to_the_file_system) {
    dir_.options.segment_bytes = 4U << 20;
    dir_.options.first_segment_bytes = 4U << 20;
    open();
    fill(128U << 10);
    const std::string path = dir_.path() + "/" + segment_name(0);
    struct stat before{};
    ASSERT_EQ(::stat(path.c_str(), &before), 0);
    ASSERT_TRUE(succeeded(trail_->redactor().redact(kOff, {{victims_[0]}}, kReason)));
    struct stat after{};
    ASSERT_EQ(::stat(path.c_str(), &after), 0);
    EXPECT_EQ(after.st_size, before.st_size);
    if (after.st_blocks == before.st_blocks) GTEST_SKIP() << "this file system frees no blocks";
    EXPECT_GE(before.st_blocks - after.st_blocks, (120 << 10) / 512);
    EXPECT_TRUE(verify().ok());
}

TEST_P(RedactorTest, leaves_a_trail_that_is_recovered_without_its_tree) {
    open();
    fill();
    ASSERT_TRUE(succeeded(trail_->redactor().shred_subject(kOff, kVictim, kReason)));
    trail_.reset();
    fs::remove_all(dir_.path() + "/tree");
    open();
    EXPECT_TRUE(verify().ok());
}

using RedactorCrashTest = RedactorWorld;

TEST_F(RedactorCrashTest, damaged_keys_of_subjects_are_a_fault_without_any_key) {
    open();
    fill();
    std::fstream file(dir_.path() + "/keys/subjects/0",
                      std::ios::binary | std::ios::in | std::ios::out);
    file.seekp(1000);
    file.put('x').put('y');
    file.close();
    VerifyOptions options;
    options.dir = dir_.path();
    options.vkey = trail_->vkey();

    const auto report = verify_trail(kOff, options);

    ASSERT_TRUE(succeeded(report));
    ASSERT_EQ(report->faults.size(), 1U);
    EXPECT_EQ(report->faults.front().file, "keys/subjects/0");
}

TEST_F(RedactorCrashTest, is_finished_by_the_next_start_after_a_stop_at_any_change) {
    const auto memory = std::make_shared<MemoryFiles>();
    dir_.options.files = memory;
    open();
    fill();
    trail_.reset();
    const auto payloads = [&] {
        std::vector<Bytes> out;
        for (const std::string& name : memory->names(dir_.path() + "/segments/0")) {
            out.push_back(memory->bytes(name));
        }
        return out;
    };
    ASSERT_FALSE(payloads().empty());
    std::uint64_t resumed = 0;
    bool finished = false;
    for (std::uint64_t change = 1; !finished; ++change) {
        const auto files = memory->copy();
        const auto stopping = std::make_shared<StoppingFiles>(files);
        dir_.options.files = stopping;
        open();
        const auto tear = change % 2 == 0 ? StoppingFiles::Tear::half : StoppingFiles::Tear::whole;
        stopping->stop_at(change, tear);
        finished = trail_->redactor().shred_subject(kOff, kVictim, kReason).has_value();
        trail_.reset();
        if (change % 3 == 0) files->crash();
        const bool begun = files->has(dir_.path() + "/redacting");
        resumed += begun ? 1 : 0;

        dir_.options.files = files;
        ASSERT_NO_FATAL_FAILURE(open()) << "stopped at change " << change;

        EXPECT_FALSE(files->has(dir_.path() + "/redacting"));
        const auto report = verify(files);
        ASSERT_TRUE(report.ok()) << "stopped at change " << change << ": "
                                 << to_string(report.faults.front());
        EXPECT_EQ(report.redactions_pending, 0U);
        EXPECT_EQ(report.payloads_erased, begun || finished ? 3U : 0U) << change;
        EXPECT_EQ(trail_->subject_keys().find(kOff, kVictim).has_value(), !begun && !finished);
        EXPECT_TRUE(succeeded(trail_->subject_keys().find(kOff, kVictim + 1)));
        trail_.reset();
    }
    EXPECT_GT(resumed, 20U);
}

}  // namespace
}  // namespace gdprd::audit
