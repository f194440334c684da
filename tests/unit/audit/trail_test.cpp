#include "audit/trail.hpp"

#include <gtest/gtest.h>

#include "tests/support/printers.hpp"
#include "tests/unit/audit/support/trail_fixture.hpp"

namespace gdprd::audit {
namespace {

using test::failed_with;
using test::succeeded;
using test::TrailDir;

const OffLoop kOff = OffLoop::on_blocking_thread();

TEST(Trail, gives_back_what_was_appended_with_names_resolved) {
    TrailDir dir;
    auto trail = dir.open();
    ASSERT_TRUE(succeeded(trail));
    EntryDraft draft;
    draft.type = EntryType::write;
    draft.store = "crm";
    draft.collection = "customers";
    draft.fields = {"email", "city", "email"};
    draft.actor = "uid:dpo";
    draft.purpose = "newsletter";
    draft.request = "R-2026-0001";
    draft.row_count = 3;
    draft.source_position[15] = 7;
    draft.payload = cbor::Map{{"token", Bytes{1, 2, 3}}};

    const auto appended = (*trail)->append(kOff, std::vector<EntryDraft>{draft, draft});

    ASSERT_TRUE(succeeded(appended));
    ASSERT_EQ(appended->size(), 2U);
    EXPECT_EQ((*appended)[1].index.value(), (*appended)[0].index.value() + 1);
    const auto view = (*trail)->read(kOff, (*appended)[1].index);
    ASSERT_TRUE(succeeded(view));
    EXPECT_EQ(view->type, EntryType::write);
    EXPECT_EQ(view->store, "crm");
    EXPECT_EQ(view->collection, "customers");
    EXPECT_EQ(view->fields, (std::vector<std::string>{"city", "email"}));
    EXPECT_EQ(view->actor, "uid:dpo");
    EXPECT_EQ(view->purpose, "newsletter");
    EXPECT_EQ(view->request, "R-2026-0001");
    EXPECT_EQ(view->row_count, 3U);
    EXPECT_EQ(view->source_position, draft.source_position);
    EXPECT_EQ(view->wall_time, dir.clock.now());
    EXPECT_EQ(view->payload_state, PayloadState::present);
    EXPECT_EQ(view->payload, draft.payload);
    EXPECT_EQ(view->leaf_hash, (*appended)[1].leaf_hash);
}

TEST(Trail, keeps_everything_over_a_restart_and_begins_a_new_incarnation) {
    TrailDir dir;
    std::vector<Appended> appended;
    {
        auto trail = dir.open();
        ASSERT_TRUE(succeeded(trail));
        appended = dir.append_some(**trail, 20);
        EXPECT_EQ((*trail)->incarnation(), 1U);
    }

    auto trail = dir.open();

    ASSERT_TRUE(succeeded(trail));
    EXPECT_EQ((*trail)->incarnation(), 2U);
    EXPECT_EQ((*trail)->bytes_cut_at_open(), 0U);
    for (const Appended& one : appended) {
        const auto view = (*trail)->read(kOff, one.index);
        ASSERT_TRUE(succeeded(view));
        EXPECT_EQ(view->leaf_hash, one.leaf_hash);
        EXPECT_EQ(view->incarnation, 1U);
    }
}

TEST(Trail, proves_an_entry_against_a_signed_checkpoint) {
    TrailDir dir;
    auto trail = dir.open();
    ASSERT_TRUE(succeeded(trail));
    const auto appended = dir.append_some(**trail, 300);
    for (const std::size_t i : {0U, 1U, 150U, 299U}) {
        const auto proof = (*trail)->prove(kOff, appended[i].index);
        ASSERT_TRUE(succeeded(proof));
        EXPECT_TRUE(
            succeeded(verify_proof(*proof, (*trail)->signing_keys(), appended[i].leaf_hash)));
        EXPECT_TRUE(
            failed_with(verify_proof(*proof, (*trail)->signing_keys(), appended[2].leaf_hash),
                        ErrorCode::crypto));
    }
}

}  // namespace
}  // namespace gdprd::audit
