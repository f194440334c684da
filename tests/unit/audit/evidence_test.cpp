#include "audit/evidence.hpp"

#include <gtest/gtest.h>

#include "audit/keyring.hpp"
#include "tests/support/printers.hpp"
#include "tests/unit/audit/support/trail_fixture.hpp"

namespace gdprd::audit {
namespace {

using test::failed_with;
using test::succeeded;
using test::TrailDir;

const OffLoop kOff = OffLoop::on_blocking_thread();

class EvidenceTest : public testing::Test {
  protected:
    void SetUp() override {
        auto opened = dir_.open();
        ASSERT_TRUE(succeeded(opened));
        trail_ = std::move(*opened);
    }
    EntryIndex append(EntryType type) {
        EntryDraft draft = TrailDir::draft(1);
        draft.type = type;
        const auto appended = trail_->append(kOff, std::vector<EntryDraft>{draft});
        GDPRD_ASSERT(appended.has_value());
        return appended->front().index;
    }

    TrailEvidence show() { return TrailEvidence(*trail_); }

    TrailDir dir_;
    std::unique_ptr<Trail> trail_;
};

TEST_F(EvidenceTest, holds_the_bytes_that_are_hashed_and_what_defines_its_names) {
    const auto index = append(EntryType::read);

    const auto evidence = show().entry(kOff, index);

    ASSERT_TRUE(succeeded(evidence));
    EXPECT_EQ(leaf_hash(evidence->leaf), evidence->view.leaf_hash);
    EXPECT_EQ(payload_commitment(evidence->payload), evidence->view.header.payload_commitment);
    EXPECT_FALSE(evidence->opening) << "a read is not shown without keys";
    std::vector<std::string> names;
    for (const auto definition : evidence->definitions) {
        const auto view = trail_->read(kOff, definition);
        ASSERT_TRUE(succeeded(view));
        names.push_back(*(*view->payload)["name"].as_string());
    }
    EXPECT_EQ(names, (std::vector<std::string>{"crm", "orders", "uid:app"}));
}

TEST_F(EvidenceTest, opens_a_payload_that_may_be_shown_alone) {
    const auto index = append(EntryType::outcome);

    const auto evidence = show().entry(kOff, index);

    ASSERT_TRUE(succeeded(evidence));
    ASSERT_TRUE(evidence->opening);
    const auto digest = disclosure_digest(evidence->opening->salt, evidence->opening->plain);
    EXPECT_TRUE(std::equal(digest.begin(), digest.end(), evidence->payload.begin()));
}

TEST_F(EvidenceTest, proves_under_the_checkpoint_that_is_given) {
    const auto first = append(EntryType::read);
    const auto note = trail_->checkpoint(kOff);
    ASSERT_TRUE(succeeded(note));
    const auto second = append(EntryType::read);

    const auto proof = show().prove_under(kOff, first, *note);

    ASSERT_TRUE(succeeded(proof));
    EXPECT_TRUE(proof->ends_with(*note));
    const auto leaf = show().entry(kOff, first);
    ASSERT_TRUE(succeeded(leaf));
    EXPECT_TRUE(succeeded(verify_proof(*proof, trail_->signing_keys(), BytesView(leaf->leaf))));
    EXPECT_TRUE(failed_with(show().prove_under(kOff, second, *note), ErrorCode::invalid_argument));
}

TEST_F(EvidenceTest, reveals_the_key_that_the_epochs_first_entry_committed_to) {
    const auto index = append(EntryType::read);
    const auto epoch = trail_->read(kOff, index)->header.epoch;

    const auto revealed = show().epoch(kOff, epoch);

    ASSERT_TRUE(succeeded(revealed));
    const auto logged = trail_->read(kOff, revealed->key_entry);
    ASSERT_TRUE(succeeded(logged));
    EXPECT_EQ(logged->type, EntryType::key);
    EXPECT_EQ(*(*logged->payload)["commit"].as_hash(), EpochKeys(revealed->key).commitment);
    EXPECT_TRUE(failed_with(show().epoch(kOff, epoch + 1), ErrorCode::not_found));
}

}  // namespace
}  // namespace gdprd::audit
