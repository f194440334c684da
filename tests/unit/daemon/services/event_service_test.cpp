#include "daemon/services/event_service.hpp"

#include <fstream>
#include <map>
#include <thread>

#include "tests/unit/daemon/services/event_world.hpp"

namespace gdprd::daemon::test {
namespace {

namespace fs = std::filesystem;

class EventServiceTest : public EventWorld {};

TEST_F(EventServiceTest, makes_each_event_an_entry_and_acknowledges_in_order) {
    const auto receipts = take({event("1"), event("2", {{"email", "Ann@Mail.example"}})});

    ASSERT_TRUE(succeeded(receipts));
    ASSERT_EQ(receipts->size(), 2U);
    EXPECT_LT((*receipts)[0].index, (*receipts)[1].index);
    const auto view = entry((*receipts)[1].index);
    EXPECT_EQ(view.leaf_hash, (*receipts)[1].leaf_hash);
    EXPECT_EQ(view.type, audit::EntryType::read);
    EXPECT_EQ(view.flags & kFlagReported, kFlagReported);
    EXPECT_EQ(view.actor, "svc-support");
    EXPECT_EQ(view.store, "crm");
    EXPECT_EQ(view.collection, "public.person");
    EXPECT_EQ(view.fields, std::vector<std::string>{"email"});
    EXPECT_EQ(view.purpose, "support");
    EXPECT_EQ(view.row_count, 2U);
    EXPECT_EQ(view.payload_key.kind, audit::PayloadKind::subject);
    const cbor::Map expected{
        {"at", std::uint64_t{1'772'719'402'000'000'000}},
        {"by", "token:feeder"},
        {"id", "2"},
        {"source", "crm/app-1"},
        {"subject", cbor::Map{{"type", "email"}, {"value", "ann@mail.example"}}}};
    ASSERT_TRUE(view.payload.has_value());
    EXPECT_EQ(*view.payload, cbor::Value(expected));
}

TEST_F(EventServiceTest, records_an_event_once_however_often_it_is_sent) {
    const auto first = taken(event("1"));
    const auto size = trail_->size();

    const auto again = taken(event("1"));
    const auto together = take({event("1"), event("2"), event("2")});
    restart();
    const auto after = taken(event("1"));

    EXPECT_FALSE(first.repeated);
    EXPECT_TRUE(again.repeated && after.repeated);
    EXPECT_EQ(again.index, first.index);
    EXPECT_EQ(again.leaf_hash, first.leaf_hash);
    EXPECT_EQ(after.leaf_hash, first.leaf_hash);
    ASSERT_TRUE(succeeded(together));
    EXPECT_TRUE((*together)[0].repeated);
    EXPECT_FALSE((*together)[1].repeated);
    EXPECT_TRUE((*together)[2].repeated);
    EXPECT_EQ((*together)[2].index, (*together)[1].index);
    EXPECT_EQ((*together)[1].index.value(), size);
    auto other = event("1");
    other.source = "crm/app-2";
    EXPECT_FALSE(taken(other).repeated);
}

TEST_F(EventServiceTest, learns_from_the_trail_what_a_crash_left_out_of_the_store) {
    taken(event("before", {{"email", "ann@mail.example"}}));
    close_events();
    keep_store_as("before");
    open_events();
    const auto one = taken(event("1", {{"email", "bob@mail.example"}}));
    const auto two = taken(event("2", {{"email", "bob@mail.example"}, {"phone", "+33199000001"}}));
    const auto bob = number_of("email", "bob@mail.example");
    const auto phone = number_of("phone", "+33199000001");
    close_events();
    stop();

    put_store_back("before");
    start();
    open_events();

    EXPECT_EQ(number_of("email", "bob@mail.example"), bob);
    EXPECT_EQ(number_of("phone.fr", "+33199000001"), phone);
    const auto size = trail_->size();
    EXPECT_EQ(taken(event("1", {{"email", "bob@mail.example"}})).index, one.index);
    EXPECT_EQ(
        taken(event("2", {{"email", "bob@mail.example"}, {"phone", "+33199000001"}})).leaf_hash,
        two.leaf_hash);
    EXPECT_EQ(trail_->size(), size);
}

TEST_F(EventServiceTest, makes_a_lost_or_foreign_store_anew) {
    const auto one = taken(event("1", {{"email", "ann@mail.example"}}));
    const auto ann = number_of("email", "ann@mail.example");
    for (const bool foreign : {false, true}) {
        close_events();
        if (foreign) {
            auto db = sqlite::Database::open(store_file(), sqlite::OpenMode::read_write);
            ASSERT_TRUE(succeeded(db));
            ASSERT_TRUE(succeeded(db->execute("UPDATE events SET leaf_hash = zeroblob(32)")));
        } else {
            for (const char* suffix : {"", "-wal", "-shm"}) fs::remove(store_file() + suffix);
            std::ofstream(store_file()) << "this is no database, and so it is made anew";
        }
        open_events();

        const auto again = taken(event("1", {{"email", "Ann@mail.example"}}));
        EXPECT_TRUE(again.repeated);
        EXPECT_EQ(again.leaf_hash, one.leaf_hash);
        EXPECT_EQ(number_of("email", "ann@mail.example"), ann);
    }
}

TEST_F(EventServiceTest, acknowledges_what_is_recorded_also_when_the_store_cannot_be_written) {
    taken(event("1"));
    {
        auto db = sqlite::Database::open(store_file(), sqlite::OpenMode::read_write);
        ASSERT_TRUE(succeeded(db));
        ASSERT_TRUE(succeeded(db->execute("DROP TABLE seal")));
    }

    const auto two = taken(event("2"));
    const auto again = taken(event("2"));
    restart();
    const auto after = taken(event("2"));

    EXPECT_FALSE(two.repeated);
    EXPECT_TRUE(again.repeated && after.repeated);
    EXPECT_EQ(again.leaf_hash, two.leaf_hash);
    EXPECT_EQ(after.leaf_hash, two.leaf_hash);
}

TEST_F(EventServiceTest, forgets_ids_after_their_time) {
    const auto first = taken(event("1"));
    clock_.advance(std::chrono::hours(25));
    taken(event("2"));

    const auto again = taken(event("1"));

    EXPECT_FALSE(again.repeated);
    EXPECT_NE(again.index, first.index);
}

TEST_F(EventServiceTest, refuses_all_of_a_call_for_one_wrong_identifier_without_repeating_it) {
    const auto size = trail_->size();

    const auto refused =
        take({event("1", {{"email", "ann@mail.example"}}), event("2", {{"email", "not-a-mail"}})});
    const auto nobody = take({event("3", {{"name", "Ann Smith"}})});
    const auto unknown = take({event("4", {{"shoe size", "43-43"}})});

    for (const auto* one : {&refused, &nobody, &unknown}) {
        ASSERT_TRUE(failed_with(*one, ErrorCode::invalid_argument));
        const std::string told = one->error().message() + one->error().hint();
        for (const char* value : {"not-a-mail", "Ann Smith", "shoe", "43-43"})
            EXPECT_EQ(told.find(value), std::string::npos) << told;
    }
    EXPECT_TRUE(refused.error().message().starts_with("event 2: member \"subjects[0]\""));
    EXPECT_EQ(trail_->size(), size);
    EXPECT_FALSE(number_of("email", "ann@mail.example").has_value());
}

TEST_F(EventServiceTest, gives_each_identifier_one_key_and_finds_its_entries) {
    const auto one = taken(event("1", {{"email", "ann@mail.example"}}));
    taken(event("2", {{"email", "bob@mail.example"}}));
    const auto both =
        taken(event("3", {{"phone.fr", "01 99 00 00 01"}, {"email", "ANN@mail.example"}}));
    const auto ann = number_of("email", "ann@mail.example");

    ASSERT_TRUE(ann.has_value());
    EXPECT_TRUE(number_of("phone", "+33199000001").has_value());
    EXPECT_NE(number_of("email", "bob@mail.example"), ann);
    audit::SearchQuery query;
    query.criteria.subjects = {*ann};
    query.order = audit::SearchOrder::oldest_first;
    const auto page = trail_->search(off_, query);
    ASSERT_TRUE(succeeded(page));
    ASSERT_EQ(page->entries.size(), 2U);
    EXPECT_EQ(page->entries[0].index, one.index);
    EXPECT_EQ(page->entries[1].index, both.index);
    const auto view = entry(both.index);
    EXPECT_EQ(view.payload_key.kind, audit::PayloadKind::rows);
    const auto rows = (*view.payload)["rows"].as_array();
    ASSERT_TRUE(succeeded(rows));
    ASSERT_EQ((*rows)->size(), 2U);
}

TEST_F(EventServiceTest, gives_a_person_whose_key_was_destroyed_another_one) {
    const auto one = taken(event("1", {{"email", "ann@mail.example"}}));
    const auto ann = number_of("email", "ann@mail.example");
    ASSERT_TRUE(ann.has_value());

    ASSERT_TRUE(succeeded(trail_->trail().redactor().shred_subject(off_, *ann, {"dpo", "", {}})));

    EXPECT_FALSE(number_of("email", "ann@mail.example").has_value());
    EXPECT_EQ(entry(one.index).payload_state, audit::PayloadState::erased);
    taken(event("2", {{"email", "ann@mail.example"}}));
    const auto anew = number_of("email", "ann@mail.example");
    EXPECT_TRUE(anew.has_value());
    EXPECT_NE(anew, ann);
    EXPECT_TRUE(taken(event("1", {{"email", "ann@mail.example"}})).repeated);
    EXPECT_EQ(number_of("email", "ann@mail.example"), anew);
    restart();
    EXPECT_EQ(number_of("email", "ann@mail.example"), anew);
}

TEST_F(EventServiceTest, keeps_no_identifier_in_clear) {
    taken(event("order-77", {{"email", "ann@mail.example"}}));
    taken(event("order-78", {{"email", "ann@mail.example"}, {"phone", "+33199000001"}}));
    close_events();
    stop();

    std::size_t files = 0;
    for (const auto& found : fs::recursive_directory_iterator(state_dir())) {
        if (!found.is_regular_file()) continue;
        ++files;
        std::ifstream in(found.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(in), {}};
        for (const char* value : {"ann@mail", "33199000001", "order-77", "crm/app-1"})
            EXPECT_EQ(bytes.find(value), std::string::npos) << found.path();
    }
    EXPECT_GT(files, 5U);
}

TEST_F(EventServiceTest, takes_an_event_once_that_many_send_at_the_same_time) {
    constexpr int kThreads = 4;
    std::vector<std::vector<EventReceipt>> receipts(kThreads);
    std::vector<std::thread> threads;
    for (int t = 0; t < kThreads; ++t) {
        threads.emplace_back([this, t, &receipts] {
            for (int i = 0; i < 20; ++i) {
                const int first = t % 2 == 0 ? i : 19 - i;
                const auto of = [](int number) {
                    const auto id = std::to_string(number);
                    return event(id, {{"email", "p" + id + "@mail.example"}});
                };
                const auto done = take({of(first), of(19 - first)});
                if (done) receipts[static_cast<std::size_t>(t)].push_back(done->front());
            }
        });
    }
    for (auto& thread : threads) thread.join();

    std::map<std::uint64_t, int> fresh;
    for (const auto& of_thread : receipts) {
        EXPECT_EQ(of_thread.size(), 20U);
        for (const auto& receipt : of_thread)
            fresh[receipt.index.value()] += receipt.repeated ? 0 : 1;
    }
    EXPECT_EQ(fresh.size(), 20U);
    const auto page = trail_->search(off_, [] {
        audit::SearchQuery query;
        query.criteria.stores = {"crm"};
        query.criteria.types = {audit::EntryType::read};
        return query;
    }());
    ASSERT_TRUE(succeeded(page));
    EXPECT_EQ(page->entries.size(), 20U);
}

}  // namespace
}  // namespace gdprd::daemon::test
