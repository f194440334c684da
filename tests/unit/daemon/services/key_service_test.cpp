#include "daemon/services/key_service.hpp"

#include "tests/unit/daemon/services/request_world.hpp"

namespace gdprd::daemon::test {
namespace {

class KeyServiceTest : public RequestWorld {
  protected:
    KeyService& keys() { return *key_service_; }
    KeyDestruction of_subject(std::uint64_t number) {
        KeyDestruction out;
        out.what = KeyDestruction::What::subject;
        out.number = number;
        out.reason = "asked for by the authority";
        out.proposed_by = admin_;
        return out;
    }
    /// The one entry of this type.
    std::uint64_t index_of(audit::EntryType type) {
        TrailQuery query;
        query.filter.type = type;
        const auto page = trail_->list(off_, query);
        EXPECT_TRUE(succeeded(page));
        if (!page || page->entries.size() != 1) return 0;
        EXPECT_EQ(page->entries.front().actor, "token:admin");
        return page->entries.front().index.value();
    }
    ActorName admin_{"token:admin"};
};

TEST_F(KeyServiceTest, destroys_a_key_when_another_person_approves_it) {
    const auto key = trail_->add_subject_keys(off_, 1);
    ASSERT_TRUE(succeeded(key));
    const std::uint64_t number = key->front()->number;

    const auto digest = keys().propose(off_, of_subject(number));

    ASSERT_TRUE(succeeded(digest));
    EXPECT_EQ(keys().proposed().size(), 1U);
    EXPECT_TRUE(failed_with(keys().approve(off_, *digest, admin_), ErrorCode::forbidden));
    EXPECT_TRUE(failed_with(keys().approve(off_, Hash{}, approver_), ErrorCode::not_found));
    EXPECT_TRUE(succeeded(trail_->subject_key(off_, number)));
    ASSERT_TRUE(succeeded(keys().approve(off_, *digest, approver_)));
    EXPECT_TRUE(failed_with(trail_->subject_key(off_, number), ErrorCode::not_found));
    EXPECT_TRUE(failed_with(keys().approve(off_, *digest, approver_), ErrorCode::not_found));
    EXPECT_TRUE(failed_with(keys().propose(off_, of_subject(number)), ErrorCode::not_found));
    stop();
    start();
    EXPECT_TRUE(failed_with(trail_->subject_key(off_, number), ErrorCode::not_found));
}

TEST_F(KeyServiceTest, forgets_a_proposal_after_a_day) {
    ASSERT_TRUE(succeeded(trail_->add_subject_keys(off_, 1)));
    const auto digest = keys().propose(off_, of_subject(0));
    ASSERT_TRUE(succeeded(digest));
    clock_.advance(std::chrono::hours(25));
    EXPECT_TRUE(failed_with(keys().approve(off_, *digest, approver_), ErrorCode::not_found));
    EXPECT_TRUE(succeeded(trail_->subject_key(off_, 0)));
}

TEST_F(KeyServiceTest, destroys_an_earlier_epoch_and_not_the_newest) {
    KeyDestruction destruction = of_subject(0);
    destruction.what = KeyDestruction::What::epoch;
    destruction.number = keys().epochs().back().epoch;
    EXPECT_TRUE(failed_with(keys().propose(off_, destruction), ErrorCode::refused));
    destruction.reason.clear();
    EXPECT_TRUE(failed_with(keys().propose(off_, destruction), ErrorCode::invalid_argument));
    destruction.reason = "retention is over";
    EXPECT_EQ(*keys().rotate(off_, admin_), destruction.number + 1);
    const auto digest = keys().propose(off_, destruction);
    ASSERT_TRUE(succeeded(digest));
    ASSERT_TRUE(succeeded(keys().approve(off_, *digest, approver_)));
    const auto report = trail_->verify(off_, {});
    ASSERT_TRUE(succeeded(report));
    EXPECT_TRUE(report->ok());
    EXPECT_EQ(report->epochs_without_key, 1U);
    EXPECT_TRUE(succeeded(trail_->list(off_, {})));
}

TEST_F(KeyServiceTest, changes_the_signing_key_between_an_intent_and_an_outcome) {
    EXPECT_TRUE(failed_with(keys().rotate_signing(off_, admin_, ""), ErrorCode::invalid_argument));
    EXPECT_TRUE(failed_with(keys().rotate_signing(off_, admin_, "a@example.org asked"),
                            ErrorCode::invalid_argument));
    EXPECT_EQ(keys().signing_keys().terms().size(), 1U);
    const auto prepared = keys().prepare_signing(off_, admin_);
    ASSERT_TRUE(succeeded(prepared));
    EXPECT_EQ(keys().next_signing_key(), *prepared);

    const auto done = keys().rotate_signing(off_, admin_, "once a year");

    ASSERT_TRUE(succeeded(done));
    EXPECT_EQ(done->vkey, *prepared);
    EXPECT_EQ(done->before, trail_->vkey());
    EXPECT_FALSE(keys().next_signing_key());
    EXPECT_EQ(index_of(audit::EntryType::intent), done->size - 2);
    EXPECT_EQ(index_of(audit::EntryType::outcome), done->size) << "the key entry is between them";
    const auto report = trail_->verify(off_, {});
    ASSERT_TRUE(succeeded(report));
    EXPECT_TRUE(report->ok()) << audit::to_string(report->faults.front());
    EXPECT_EQ(report->signed_size, report->size) << "the next key has signed";
    stop();
    start();
    EXPECT_EQ(keys().signing_keys().terms().size(), 2U);
}

TEST_F(KeyServiceTest, makes_no_backup_for_nobody) {
    std::filesystem::create_directories(dir_.path() + "/recipients");
    EXPECT_TRUE(failed_with(keys().backup(off_, admin_), ErrorCode::refused));
    dir_.write("recipients/broken.pem", "nothing");
    EXPECT_TRUE(failed_with(keys().backup(off_, admin_), ErrorCode::invalid_argument));
}

}  // namespace
}  // namespace gdprd::daemon::test
