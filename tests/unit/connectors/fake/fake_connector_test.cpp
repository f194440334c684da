#include "connectors/fake/fake_connector.hpp"

#include <gtest/gtest.h>

#include "tests/support/printers.hpp"

namespace gdprd::connectors {
namespace {

using gdprd::test::failed_with;
using policy::Cell;

class FakeFaults : public testing::Test {
  protected:
    FakeFaults() {
        policy::CollectionSchema people;
        people.name = {"main", "people"};
        people.fields.resize(1);
        people.fields.front().name = "name";
        store_->add(people);
        store_->insert(people.name, {Cell{Cell::Kind::text, "Ada"}});
        query_.in = {StoreName("crm"), people.name};
        query_.fields = {"name"};
        query_.any_of = {{policy::PersonalCell(Cell{Cell::Kind::text, "Ada"})}};
    }
    static StoreSettings settings() {
        StoreSettings out;
        out.name = StoreName("crm");
        return out;
    }
    OffLoop off_ = OffLoop::on_blocking_thread();
    std::shared_ptr<FakeStore> store_ = std::make_shared<FakeStore>();
    policy::FindQuery query_;
};

TEST_F(FakeFaults, strike_the_call_they_are_set_for) {
    FakeConnector connector(settings(), store_);
    connector.set_fault({2, FakeFault::Moment::before, Error(ErrorCode::io, "broken")});

    EXPECT_TRUE(find_all(off_, connector, query_));
    EXPECT_TRUE(failed_with(find_all(off_, connector, query_), ErrorCode::io));
    EXPECT_TRUE(find_all(off_, connector, query_));
    EXPECT_EQ(connector.calls(), 3U);
}

TEST_F(FakeFaults, can_lose_the_answer_of_work_that_was_done) {
    FakeConnector connector(settings(), store_);
    const RowDigester digest = [](const auto&, const auto&) { return RowDigest(); };
    const auto rows = find_all(off_, connector, query_);
    ASSERT_TRUE(rows);
    policy::Step step;
    step.kind = policy::StepKind::delete_rows;
    step.in = query_.in;
    step.fields = rows->fields;
    step.rows.push_back({rows->rows.front().key, {}, {}, {}});
    connector.set_fault({1, FakeFault::Moment::after, Error(ErrorCode::unavailable, "lost")});

    EXPECT_TRUE(failed_with(connector.apply(off_, step, digest), ErrorCode::unavailable));
    EXPECT_TRUE(store_->rows(query_.in.collection).empty());
    const auto again = connector.apply(off_, step, digest);
    ASSERT_TRUE(again);
    EXPECT_EQ(again->already_done, 1U);
}

TEST_F(FakeFaults, can_decide_what_residue_says) {
    FakeConnector connector(settings(), store_);
    connector.set_residue(ResidueResult{ResidueResult::State::pending, 0, "a reader", {}});

    const auto result = connector.residue(off_, {});

    ASSERT_TRUE(result);
    EXPECT_EQ(result->state, ResidueResult::State::pending);
}

}  // namespace
}  // namespace gdprd::connectors
