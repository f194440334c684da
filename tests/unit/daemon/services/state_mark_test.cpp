#include "daemon/services/state_mark.hpp"

#include <filesystem>

#include "daemon/services/lost_requests.hpp"
#include "tests/unit/daemon/services/request_world.hpp"

namespace gdprd::daemon::test {
namespace {

namespace fs = std::filesystem;
using policy::Right;

/// The shop's world, whose files can be set back to an earlier copy.
class StateMarkTest : public RequestWorld {
  protected:
    [[nodiscard]] std::string state(const std::string& name) const {
        return dir_.path() + "/state/" + name;
    }
    /// Copies what stands under STATE/`name` aside; everything is closed and opened again.
    void keep_copy(const std::string& name) {
        stop();
        fs::copy(state(name), dir_.path() + "/copy-" + name, fs::copy_options::recursive);
        start();
    }
    /// Everything stays closed.
    void set_back(const std::string& name) {
        stop();
        fs::remove_all(state(name));
        fs::copy(dir_.path() + "/copy-" + name, state(name), fs::copy_options::recursive);
    }
    void lose_state() {
        stop();
        fs::remove(state("state.db"));
    }
    /// Opens trail and state only, as a start does first.
    Result<std::unique_ptr<StateMark>> open_mark() {
        stop();
        GDPRD_TRY_ASSIGN(state_, StateDatabase::open(off_, dir_.path() + "/state"));
        audit::TrailOptions options;
        options.origin = "test.example/gdprd";
        options.segment_bytes = options.first_segment_bytes = 1U << 20;
        GDPRD_TRY_ASSIGN(trail_, TrailService::open(off_, state("trail"), std::move(options),
                                                    root_key_, clock_));
        return StateMark::open(off_, *trail_, *state_);
    }
    [[nodiscard]] std::uint64_t lacking() {
        const auto gap = find_state_gap(off_, *trail_, *state_);
        EXPECT_TRUE(succeeded(gap));
        return gap ? gap->entries : 0;
    }
    /// What a crash leaves when it comes after the entry and before the state was told.
    void record_unseen(const RequestId& id, std::string_view event) {
        ASSERT_TRUE(succeeded(mark_->announce(off_, 1)));
        audit::EntryDraft draft;
        draft.type = audit::EntryType::request;
        draft.actor = dpo_.value();
        draft.request = id.value();
        draft.payload = cbor::Map{{"event", event}, {"ground", "manifestly_unfounded"}};
        stop_all_but_trail();
        ASSERT_TRUE(succeeded(trail_->record(off_, std::move(draft))));
    }

  private:
    /// A trail that announces nothing: the announcement was made already.
    void stop_all_but_trail() {
        stop();
        audit::TrailOptions options;
        options.origin = "test.example/gdprd";
        options.segment_bytes = options.first_segment_bytes = 1U << 20;
        auto trail =
            TrailService::open(off_, state("trail"), std::move(options), root_key_, clock_);
        ASSERT_TRUE(succeeded(trail));
        trail_ = std::move(*trail);
    }
};

TEST_F(StateMarkTest, opens_over_a_clean_restart) {
    open_request(Right::access);

    EXPECT_TRUE(succeeded(open_mark()));
    EXPECT_TRUE(succeeded(open_mark()));
}

TEST_F(StateMarkTest, refuses_a_lost_state_database_and_names_both_figures) {
    open_request(Right::access);
    lose_state();

    const auto mark = open_mark();

    ASSERT_TRUE(failed_with(mark, ErrorCode::corrupt));
    EXPECT_NE(mark.error().message().find("knows no entry"), std::string::npos);
    // The policy's entry and the request's.
    EXPECT_NE(mark.error().message().find("has 2 later entries"), std::string::npos);
    EXPECT_NE(mark.error().hint().find("accept-state-loss --confirm=2"), std::string::npos);
}

TEST_F(StateMarkTest, refuses_a_state_that_lacks_one_entry_of_a_request) {
    const auto id = open_request(Right::access);
    keep_copy("state.db");
    ASSERT_TRUE(succeeded(requests_->refuse(off_, id, "manifestly_unfounded", dpo_)));
    set_back("state.db");

    EXPECT_TRUE(failed_with(open_mark(), ErrorCode::corrupt));
}

TEST_F(StateMarkTest, refuses_a_state_that_lacks_a_catalogue) {
    ASSERT_TRUE(succeeded(scans_->scan(off_, {}, ActorName("token:admin"))));
    keep_copy("state.db");
    {
        auto db = sqlite::Database::open(store_path("desk"), sqlite::OpenMode::read_write);
        ASSERT_TRUE(succeeded(db->execute("CREATE TABLE newsletter (email TEXT)")));
    }
    ASSERT_TRUE(succeeded(scans_->scan(off_, {}, ActorName("token:admin"))));
    set_back("state.db");

    EXPECT_TRUE(failed_with(open_mark(), ErrorCode::corrupt));
}

/// As somebody else does it.
TEST_F(StateMarkTest, tells_an_open_request_whose_row_was_taken_out) {
    const auto open = open_request(Right::access);
    const auto refused = open_request(Right::access);
    ASSERT_TRUE(succeeded(requests_->refuse(off_, refused, "manifestly_unfounded", dpo_)));
    const auto kept = open_request(Right::access);
    stop();
    {
        auto db = sqlite::Database::open(state("state.db"), sqlite::OpenMode::read_write);
        ASSERT_TRUE(succeeded(db));
        ASSERT_TRUE(
            succeeded(db->execute("DELETE FROM requests WHERE id <> '" + kept.value() + "'")));
    }
    testing::internal::CaptureStderr();

    start();

    const std::string log = testing::internal::GetCapturedStderr();
    EXPECT_NE(log.find("error request_lost"), std::string::npos) << log;
    EXPECT_NE(log.find("request=" + open.value()), std::string::npos) << log;
    const auto records = requests_->list(off_);
    ASSERT_TRUE(succeeded(records));
    const auto lost = find_lost_requests(off_, *trail_, *records);
    ASSERT_TRUE(succeeded(lost));
    EXPECT_EQ(*lost, std::vector<RequestId>{open});
}

TEST_F(StateMarkTest, tells_no_request_whose_loss_was_accepted) {
    open_request(Right::access);
    lose_state();
    ASSERT_TRUE(failed_with(open_mark(), ErrorCode::corrupt));
    ASSERT_TRUE(succeeded(accept_state_loss(off_, *trail_, *state_, lacking(), dpo_)));

    const auto lost = find_lost_requests(off_, *trail_, {});

    ASSERT_TRUE(succeeded(lost));
    EXPECT_TRUE(lost->empty());
}

TEST_F(StateMarkTest, refuses_a_trail_that_is_older_than_the_state) {
    open_request(Right::access);
    keep_copy("trail");
    open_request(Right::access);
    open_request(Right::access);  // announces that the one before is known
    set_back("trail");

    const auto mark = open_mark();

    ASSERT_TRUE(failed_with(mark, ErrorCode::corrupt));
    EXPECT_NE(mark.error().message().find("the trail is older"), std::string::npos);
}

TEST_F(StateMarkTest, refuses_a_trail_that_has_another_entry_at_the_known_index) {
    open_request(Right::access);
    keep_copy("trail");
    open_request(Right::access);
    open_request(Right::access);
    set_back("trail");
    ASSERT_TRUE(failed_with(open_mark(), ErrorCode::corrupt));
    audit::EntryDraft other;
    other.type = audit::EntryType::read;
    other.actor = "uid:app";
    for (int i = 0; i < 20; ++i) ASSERT_TRUE(succeeded(trail_->record(off_, other)));

    EXPECT_TRUE(failed_with(open_mark(), ErrorCode::corrupt));
}

TEST_F(StateMarkTest, takes_what_a_crash_left_between_trail_and_state_for_no_loss) {
    const auto id = open_request(Right::erasure);
    record_unseen(id, "refused");

    EXPECT_TRUE(succeeded(open_mark()));
}

TEST_F(StateMarkTest, closes_a_request_whose_closing_a_crash_kept_from_the_state) {
    const auto id = open_request(Right::erasure);
    record_unseen(id, "refused");
    stop();
    start();

    const auto view = requests_->show(off_, id);

    ASSERT_TRUE(succeeded(view));
    EXPECT_EQ(view->record.state, policy::RequestState::refused);
    EXPECT_EQ(view->record.ground, "manifestly_unfounded");
    EXPECT_TRUE(view->record.closed_at.has_value());
}

TEST_F(StateMarkTest, records_who_accepted_the_loss_and_goes_on_with_new_numbers) {
    open_request(Right::access);
    const auto lost = open_request(Right::access);
    lose_state();
    ASSERT_TRUE(failed_with(open_mark(), ErrorCode::corrupt));

    const auto accepted =
        accept_state_loss(off_, *trail_, *state_, lacking(), ActorName("uid:ann"));

    ASSERT_TRUE(succeeded(accepted));
    EXPECT_TRUE(accepted->requests.contains(lost));
    stop();
    start();
    TrailQuery query;
    query.filter.type = audit::EntryType::system;
    const auto page = trail_->list(off_, query);
    ASSERT_TRUE(succeeded(page));
    ASSERT_EQ(page->entries.size(), 1U);
    EXPECT_EQ(page->entries[0].actor, "uid:ann");
    EXPECT_EQ((*page->entries[0].payload)["event"].as_string().value(), "state_loss_accepted");
    EXPECT_GT(open_request(Right::access), lost);
}

TEST_F(StateMarkTest, closes_what_the_trail_closed_after_the_copy_that_was_accepted) {
    const auto id = open_request(Right::access);
    keep_copy("state.db");
    ASSERT_TRUE(succeeded(requests_->refuse(off_, id, "manifestly_unfounded", dpo_)));
    set_back("state.db");
    ASSERT_TRUE(failed_with(open_mark(), ErrorCode::corrupt));
    ASSERT_TRUE(
        succeeded(accept_state_loss(off_, *trail_, *state_, lacking(), ActorName("uid:ann"))));
    stop();
    start();

    EXPECT_TRUE(failed_with(requests_->plan(off_, id, dpo_), ErrorCode::conflict));
}

TEST_F(StateMarkTest, accepts_a_loss_by_its_figure_only) {
    open_request(Right::access);
    ASSERT_TRUE(succeeded(open_mark()));
    EXPECT_TRUE(failed_with(accept_state_loss(off_, *trail_, *state_, 0, ActorName("uid:ann")),
                            ErrorCode::refused));
    lose_state();
    ASSERT_TRUE(failed_with(open_mark(), ErrorCode::corrupt));

    const auto wrong =
        accept_state_loss(off_, *trail_, *state_, lacking() + 1, ActorName("uid:ann"));

    EXPECT_TRUE(failed_with(wrong, ErrorCode::refused));
    EXPECT_TRUE(failed_with(open_mark(), ErrorCode::corrupt));
}

TEST_F(StateMarkTest, takes_a_file_from_before_the_mark_as_it_is) {
    open_request(Right::access);
    stop();
    {
        auto db = sqlite::Database::open(state("state.db"), sqlite::OpenMode::read_write);
        ASSERT_TRUE(succeeded(db->execute("DELETE FROM trail_mark")));
    }

    EXPECT_TRUE(succeeded(open_mark()));
}

TEST_F(StateMarkTest, does_not_append_what_it_could_not_announce) {
    const auto id = open_request(Right::erasure);
    const auto before = trail_->size();
    ASSERT_TRUE(succeeded(state_->lock(off_)->execute("DROP TABLE trail_mark")));

    EXPECT_FALSE(requests_->refuse(off_, id, "manifestly_unfounded", dpo_).has_value());

    EXPECT_EQ(trail_->size(), before);
    EXPECT_FALSE(requests_->show(off_, id)->record.closed_at.has_value());
}

}  // namespace
}  // namespace gdprd::daemon::test
