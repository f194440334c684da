#include "audit/subject_keys.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "audit/payload.hpp"
#include "audit/trail.hpp"
#include "audit/verifier.hpp"
#include "tests/support/printers.hpp"
#include "tests/unit/audit/support/memory_files.hpp"
#include "tests/unit/audit/support/trail_fixture.hpp"

namespace gdprd::audit {
namespace {

using test::failed_with;
using test::MemoryFiles;
using test::succeeded;
using test::TrailDir;

const OffLoop kOff = OffLoop::on_blocking_thread();
using Numbers = std::vector<std::uint64_t>;

class SubjectKeysTest : public testing::Test {
  protected:
    void SetUp() override { reopen(); }
    void reopen() {
        trail_.reset();
        auto opened = dir_.open();
        ASSERT_TRUE(succeeded(opened));
        trail_ = std::move(*opened);
    }
    EntryIndex append_under(const SubjectKeys::Key& key) {
        EntryDraft draft = TrailDir::draft(key->number);
        draft.subject_key = key;
        const auto appended = trail_->append(kOff, std::vector<EntryDraft>{draft});
        EXPECT_TRUE(succeeded(appended));
        return (*appended)[0].index;
    }
    Result<Bytes> open_under(const SubjectKey& key, EntryIndex index) {
        GDPRD_TRY_ASSIGN(const auto view, trail_->read(kOff, index));
        GDPRD_TRY_ASSIGN(auto reader, TrailReader::open(kOff, dir_.path(), dir_.root_key));
        GDPRD_TRY_ASSIGN(const auto stored, reader->read_stored(kOff, index));
        return open_payload({view.header.epoch, index.value(), view.payload_key}, {nullptr, &key},
                            stored.payload);
    }
    VerifyReport verify() {
        VerifyOptions options;
        options.dir = dir_.path();
        options.vkey = trail_->vkey();
        options.root_key = &dir_.root_key;
        return *verify_trail(kOff, options);
    }

    TrailDir dir_;
    std::unique_ptr<Trail> trail_;
};

TEST_F(SubjectKeysTest, open_payloads_after_a_restart_until_they_are_destroyed) {
    const auto keys = trail_->subject_keys().add(kOff, 3);
    ASSERT_TRUE(succeeded(keys));
    std::vector<EntryIndex> entries;
    for (const auto& key : *keys) entries.push_back(append_under(key));
    reopen();
    ASSERT_TRUE(succeeded(trail_->subject_keys().destroy(kOff, Numbers{1})));

    EXPECT_TRUE(failed_with(trail_->subject_keys().find(kOff, 1), ErrorCode::not_found));
    for (const std::uint64_t number : {0U, 2U}) {
        const auto found = trail_->subject_keys().find(kOff, number);
        ASSERT_TRUE(succeeded(found));
        const auto plain = open_under(**found, entries[number]);
        ASSERT_TRUE(succeeded(plain));
        EXPECT_EQ(*cbor::decode(*plain), cbor::Value(*TrailDir::draft(number).payload));
    }
    reopen();
    EXPECT_TRUE(failed_with(trail_->subject_keys().find(kOff, 1), ErrorCode::not_found));
    EXPECT_TRUE(succeeded(trail_->subject_keys().find(kOff, 2)));
    EXPECT_TRUE(verify().ok()) << to_string(verify().faults.front());
    const std::uint64_t size = trail_->size();
    EXPECT_TRUE(succeeded(trail_->subject_keys().destroy(kOff, Numbers{1, 1})));
    EXPECT_EQ(trail_->size(), size) << "it is destroyed already";
    EXPECT_TRUE(succeeded(trail_->subject_keys().destroy(kOff, Numbers{1, 2})));
    const auto view = trail_->read(kOff, EntryIndex(size));
    ASSERT_TRUE(succeeded(view));
    EXPECT_EQ((*view->payload)["numbers"], cbor::Value(cbor::Array{std::uint64_t{2}}));
    EXPECT_EQ((*trail_->subject_keys().add(kOff, 1))[0]->number, 3U);
}

TEST_F(SubjectKeysTest, are_committed_to_by_an_entry_that_needs_no_key_to_be_read) {
    const std::uint64_t before = trail_->size();
    const auto keys = trail_->subject_keys().add(kOff, 1500);
    ASSERT_TRUE(succeeded(keys));
    EXPECT_EQ(trail_->size(), before + 2) << "1024 commitments fit in an entry";
    const auto view = trail_->read(kOff, EntryIndex(before + 1));
    ASSERT_TRUE(succeeded(view));
    EXPECT_EQ(view->type, EntryType::key);
    EXPECT_EQ(view->payload_key.kind, PayloadKind::open);
    EXPECT_EQ((*view->payload)["first"], cbor::Value(1024U));
    const cbor::Array& commits = **(*view->payload)["commits"].as_array();
    ASSERT_EQ(commits.size(), 476U);
    EXPECT_EQ(commits[475], cbor::Value(key_commitment(keys->back()->key)));
    EXPECT_TRUE(verify().ok());
}

TEST_F(SubjectKeysTest, are_found_without_the_derived_file) {
    ASSERT_TRUE(succeeded(trail_->subject_keys().add(kOff, 2)));
    reopen();
    ASSERT_TRUE(std::filesystem::remove(dir_.path() + "/keys/subjects/logged"));
    EXPECT_TRUE(succeeded(trail_->subject_keys().find(kOff, 1)));
    EXPECT_TRUE(std::filesystem::exists(dir_.path() + "/keys/subjects/logged"));
}

TEST(SubjectKeys, are_refused_when_another_key_was_logged_or_none) {
    const auto files = std::make_shared<MemoryFiles>();
    auto ring = KeyRing::create(files, "/trail", Secret{BytesView(Bytes(32, 1))}, "o", {});
    ASSERT_TRUE(succeeded(ring));
    std::vector<cbor::Value> logged;
    SubjectKeys::TrailCalls calls;
    calls.append = [&](OffLoop, std::span<const EntryDraft> drafts) {
        std::vector<EntryIndex> out;
        for (const EntryDraft& draft : drafts) {
            out.emplace_back(logged.size());
            logged.push_back(*draft.payload);
        }
        return Result<std::vector<EntryIndex>>(out);
    };
    calls.payload = [&](OffLoop, EntryIndex index) {
        return Result<Bytes>(cbor::encode(logged[index.value()]));
    };
    calls.size = [&] { return std::uint64_t{logged.size()}; };
    ASSERT_TRUE(succeeded(SubjectKeys(*ring, files, "/trail", calls).add(kOff, 2)));
    SubjectKeys keys(*ring, files, "/trail", calls);
    EXPECT_TRUE(succeeded(keys.find(kOff, 0)));

    logged[0] =
        cbor::Map{{"commits", cbor::Array{Hash{}, Hash{}}}, {"first", 0U}, {"kind", "subjects"}};
    EXPECT_TRUE(failed_with(keys.find(kOff, 1), ErrorCode::crypto));
    logged[0] = cbor::Map{{"kind", "epoch"}};
    EXPECT_TRUE(failed_with(keys.find(kOff, 1), ErrorCode::not_found));
}

}  // namespace
}  // namespace gdprd::audit
