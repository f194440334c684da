#include "policy/plan/plan.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gdprd::policy {
namespace {

rc::Gen<std::string> name() {
    return rc::gen::container<std::string>(rc::gen::inRange('a', 'z'));
}

rc::Gen<Cell> cell() {
    return rc::gen::map(
        rc::gen::pair(rc::gen::inRange(0, 5), rc::gen::arbitrary<std::string>()), [](auto parts) {
            const auto kind = static_cast<Cell::Kind>(parts.first);
            return Cell{kind, kind == Cell::Kind::null ? std::string() : parts.second};
        });
}

RowDigest some_digest(std::uint8_t fill) {
    Hash hash{};
    hash.fill(fill);
    return RowDigest(hash);
}

CollectionPath some_path() {
    return {StoreName(*name()), CollectionName{*name(), *name()}};
}

RowKey some_key() {
    RowKey key;
    key.kind = static_cast<KeyKind>(*rc::gen::inRange(0, 3));
    const auto count = *rc::gen::inRange<std::size_t>(0, 3);
    for (std::size_t i = 0; i < count; ++i) {
        key.fields.push_back(*name());
        key.values.emplace_back(*cell());
    }
    return key;
}

Step some_step(std::uint32_t number) {
    Step step;
    step.number = number;
    step.kind = static_cast<StepKind>(*rc::gen::inRange(0, 4));
    step.in = some_path();
    step.fields = {*name(), *name()};
    step.actions.push_back(
        {*name(), static_cast<FieldActionKind>(*rc::gen::inRange(0, 3)), *cell(), *name()});
    step.rows.push_back({some_key(),
                         some_digest(*rc::gen::arbitrary<std::uint8_t>()),
                         some_digest(*rc::gen::arbitrary<std::uint8_t>()),
                         {*cell()}});
    step.reason = *name();
    step.notes = {*name()};
    step.residue_values.emplace_back(*cell());
    return step;
}

Plan some_plan() {
    Plan plan;
    plan.request = RequestId(*name());
    plan.right = *rc::gen::element(Right::access, Right::erasure);
    plan.nonce.fill(*rc::gen::arbitrary<std::uint8_t>());
    plan.made_at = WallTime(std::chrono::nanoseconds(*rc::gen::arbitrary<std::int64_t>()));
    const auto steps = *rc::gen::inRange<std::uint32_t>(0, 4);
    for (std::uint32_t i = 1; i <= steps; ++i) plan.steps.push_back(some_step(i));
    KeptLine kept{some_path(), {*name()}, *rc::gen::arbitrary<std::uint64_t>(),
                  *name(),     *name(),   {}};
    if (*rc::gen::arbitrary<bool>()) {
        kept.until = Date(std::chrono::year(2034), std::chrono::month(2), std::chrono::day(28));
    }
    plan.kept.push_back(kept);
    plan.residuals.push_back({some_path(), *name(), 3, *name(), *rc::gen::arbitrary<bool>()});
    plan.coverage.push_back({FieldPath{some_path(), *name()},
                             static_cast<CoverageState>(*rc::gen::inRange(0, 7)), 1, *name()});
    plan.notes.push_back(*name());
    plan.unreachable.emplace_back(*name());
    return plan;
}

RC_GTEST_PROP(Plan, is_the_same_after_its_bytes_are_read_back, ()) {
    const Plan plan = some_plan();

    const auto again = plan_from_cbor(to_cbor(plan));

    RC_ASSERT(again.has_value());
    RC_ASSERT(to_cbor(*again) == to_cbor(plan));
    RC_ASSERT(digest_of(*again) == digest_of(plan));
}

RC_GTEST_PROP(Plan, has_another_digest_when_a_step_changes, ()) {
    Plan plan = some_plan();
    plan.steps.push_back(some_step(9));
    const PlanDigest before = digest_of(plan);

    plan.steps.back().rows.front().key.fields.emplace_back("one more");

    RC_ASSERT(digest_of(plan) != before);
}

TEST(Plan, keeps_what_is_left_in_archives_by_a_mark_and_not_by_its_words) {
    Plan plan;
    plan.residuals.push_back(
        {*parse_collection_path("a.old.people"), "", 1, "in other words", true});
    plan.residuals.push_back({*parse_collection_path("a.old.people"), "", 1, kLeftInArchive});

    const auto again = plan_from_cbor(to_cbor(plan));

    ASSERT_TRUE(again.has_value());
    ASSERT_EQ(again->residuals.size(), 2U);
    EXPECT_TRUE(again->residuals[0].archived);
    EXPECT_FALSE(again->residuals[1].archived);
    const cbor::Value bytes = to_cbor(plan);
    const cbor::Array& lines = **bytes["residuals"].as_array();
    EXPECT_TRUE(lines[1]["archived"].is_null()) << "or plans of before had another digest";
}

TEST(Plan, refuses_bytes_that_are_no_plan) {
    EXPECT_FALSE(plan_from_cbor(cbor::Value(1)).has_value());
    EXPECT_FALSE(plan_from_cbor(cbor::Value(cbor::Map{})).has_value());

    auto bytes = to_cbor(Plan{});
    auto map = std::get<cbor::Map>(bytes.rep());
    map["right"] = cbor::Value("portability");
    EXPECT_FALSE(plan_from_cbor(cbor::Value(map)).has_value());
}

TEST(Plan, knows_its_words) {
    EXPECT_EQ(*parse_right("erasure"), Right::erasure);
    EXPECT_EQ(*parse_right("access"), Right::access);
    EXPECT_FALSE(parse_right("Erasure").has_value());
    EXPECT_EQ(to_string(StepKind::delete_rows), "delete_rows");
    EXPECT_EQ(to_string(CoverageState::searched_empty), "searched_empty");
}

TEST(RowDigest, does_not_depend_on_the_order_of_fields) {
    const Secret key(as_bytes("0123456789abcdef0123456789abcdef"));
    const CollectionPath in{StoreName("crm"), {"main", "customers"}};
    const PersonalCell one(Cell{Cell::Kind::integer, "1"});
    const PersonalCell two(Cell{Cell::Kind::text, "two"});

    EXPECT_EQ(digest_row(key, in, {"a", "b"}, {one, two}),
              digest_row(key, in, {"b", "a"}, {two, one}));
    EXPECT_NE(digest_row(key, in, {"a", "b"}, {one, two}),
              digest_row(key, in, {"a", "b"}, {two, one}));
}

TEST(RowDigest, needs_the_key_and_tells_kinds_and_collections_apart) {
    const Secret key(as_bytes("0123456789abcdef0123456789abcdef"));
    const Secret other(as_bytes("another key of thirty-two bytes!"));
    const CollectionPath in{StoreName("crm"), {"main", "customers"}};
    const CollectionPath elsewhere{StoreName("crm"), {"main", "orders"}};
    const PersonalCell number(Cell{Cell::Kind::integer, "1"});
    const PersonalCell text(Cell{Cell::Kind::text, "1"});

    const RowDigest digest = digest_row(key, in, {"a"}, {number});

    EXPECT_NE(digest, digest_row(other, in, {"a"}, {number}));
    EXPECT_NE(digest, digest_row(key, elsewhere, {"a"}, {number}));
    EXPECT_NE(digest, digest_row(key, in, {"a"}, {text}));
}

}  // namespace
}  // namespace gdprd::policy
