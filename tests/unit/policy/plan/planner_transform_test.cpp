#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "planner_plans.hpp"
#include "policy/plan/render.hpp"
#include "policy/plan/transform.hpp"

namespace gdprd::policy {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

/// Two stores whose rows of Anna stay: each field that a rule names is changed.
MemoryEstate staying_estate() {
    MemoryEstate e;
    e.add("shop.main.people",
          "id int pk;email text user.contact.email;name text user.name;"
          "born date user.demographic.date_of_birth;zip text user.contact.address.postal_code;"
          "since text user.behavior");
    e.add("news.main.readers",
          "id int pk;mail text user.contact.email;born date user.demographic.date_of_birth");
    e.insert("shop.main.people",
             {"1", "Anna@Example.org", "Anna Beispiel", "1984-05-17", "75011", "2020-03-01"});
    e.insert("shop.main.people",
             {"2", "ben@example.org", "Ben Beispiel", "1990-01-02", "10115", "2020-04-01"});
    e.insert("news.main.readers", {"7", "anna@example.org", "1984-05-17"});
    return e;
}

ErasureRule rule(const std::string& category, ErasureActionKind action) {
    ErasureRule made;
    made.name = category;
    made.select.category = Category(category);
    made.action = action;
    return made;
}

/// Nothing is deleted; what no rule speaks of becomes null.
void add_rules(MemoryEstate& e, const std::vector<ErasureRule>& rules) {
    ErasureRule rest;
    rest.name = "rest";
    rest.action = ErasureActionKind::null;
    e.policy.erasure.push_back(rest);
    e.policy.erasure.insert(e.policy.erasure.end(), rules.begin(), rules.end());
}

const Secret& pseudonym_key() {
    static const Secret kKey = [] {
        const Bytes bytes(32, 9);
        return Secret(BytesView(bytes));
    }();
    return kKey;
}

PlanInput input_of(std::vector<TransformedRow> transformed = {}) {
    PlanInput input = input_for(Right::erasure);
    input.pseudonym_key = &pseudonym_key();
    input.transformed = std::move(transformed);
    return input;
}

Result<Plan> plan_of(const MemoryEstate& e, std::vector<TransformedRow> transformed = {}) {
    return make_plan(input_of(std::move(transformed)), e.catalogue, e.policy,
                     e.resolve({{"email", "anna@example.org"}}), test_key());
}

Plan carry_out(MemoryEstate& e) {
    const auto plan = plan_of(e);
    EXPECT_TRUE(plan.has_value()) << (plan ? "" : plan.error().message());
    if (!plan) return {};
    for (const Step& step : plan->steps) {
        if (step.kind == StepKind::update_rows) e.apply(step, test_key());
    }
    return *plan;
}

std::vector<TransformedRow> transformed_by(const Plan& plan) {
    std::vector<TransformedRow> out;
    for (const Step& step : plan.steps) {
        const auto rows = rows_transformed_by(step, test_key());
        out.insert(out.end(), rows.begin(), rows.end());
    }
    return out;
}

/// The rows as they are now, found by what an earlier plan of the request erased.
Resolution found_again(const MemoryEstate& e) {
    Resolution now = staying_estate().resolve({{"email", "anna@example.org"}});
    for (SubjectRow& row : now.rows) {
        for (const auto& cells : e.tables.at(row.in)) {
            if (cells[0] != row.row.values[0].expose()) continue;
            for (std::size_t i = 0; i < cells.size(); ++i) {
                row.row.values[i] = PersonalCell(cells[i]);
            }
        }
    }
    return now;
}

TEST(PlannerTransform, gives_a_person_one_pseudonym_in_every_store) {
    MemoryEstate e = staying_estate();
    add_rules(e, {rule("user.contact.email", ErasureActionKind::pseudonym)});

    const Plan plan = carry_out(e);

    const std::string mail = e.rows("shop.main.people")[0][1];
    EXPECT_TRUE(is_keyed_name(pseudonym_key(), 'p', mail, KeyedForm::mail)) << mail;
    EXPECT_EQ(e.rows("news.main.readers")[0][1], mail) << "written in another way there";
    EXPECT_EQ(e.rows("shop.main.people")[1][1], "ben@example.org");
    EXPECT_EQ(e.rows("shop.main.people")[0][2], "NULL");
    const std::string text = render_text(plan) + render_json(plan);
    EXPECT_THAT(text, HasSubstr("email → a pseudonym"));
    EXPECT_THAT(text, HasSubstr("pseudonyms stay personal data (Art. 4(5))"));
    EXPECT_EQ(text.find(mail), std::string::npos) << "a plan shows no value";
    EXPECT_EQ(text.find("nna@"), std::string::npos);
}

TEST(PlannerTransform, makes_no_pseudonym_of_a_pseudonym) {
    MemoryEstate e = staying_estate();
    add_rules(e, {rule("user.contact.email", ErasureActionKind::pseudonym)});
    carry_out(e);
    const std::string mail = e.rows("shop.main.people")[0][1];

    const auto again =
        make_plan(input_of(), e.catalogue, e.policy, e.resolve({{"email", mail}}), test_key());

    ASSERT_TRUE(again);
    for (const Step& step : again->steps) EXPECT_NE(step.kind, StepKind::update_rows);
}

TEST(PlannerTransform, hashes_under_the_key_of_the_request_alone) {
    MemoryEstate e = staying_estate();
    add_rules(e, {rule("user.contact.email", ErasureActionKind::hash)});
    const auto plan = plan_of(e);
    ASSERT_TRUE(plan);

    const Bytes other(32, 5);
    const auto with_other_key =
        make_plan(input_of(), e.catalogue, e.policy, e.resolve({{"email", "anna@example.org"}}),
                  Secret(BytesView(other)));

    ASSERT_TRUE(with_other_key);
    const Cell one = plan->steps[0].rows[0].writes.at(0);
    EXPECT_THAT(one.bytes, StartsWith("h-"));
    EXPECT_NE(one, with_other_key->steps[0].rows[0].writes.at(0));
}

TEST(PlannerTransform, generalises_dates_and_cuts_texts) {
    MemoryEstate e = staying_estate();
    ErasureRule year = rule("user.demographic", ErasureActionKind::generalise);
    year.precision = DatePrecision::year;
    ErasureRule zip = rule("user.contact.address", ErasureActionKind::generalise);
    zip.first_chars = 2;
    add_rules(e, {year, zip});

    const Plan plan = carry_out(e);

    EXPECT_EQ(e.rows("shop.main.people")[0][3], "1984-01-01");
    EXPECT_EQ(e.rows("shop.main.people")[0][4], "75");
    EXPECT_THAT(render_text(plan), HasSubstr("born → the year only"));
    EXPECT_THAT(render_text(plan), HasSubstr("zip → its first 2 characters"));
}

TEST(PlannerTransform, tells_texts_that_are_no_longer_than_what_is_left_of_them) {
    MemoryEstate e = staying_estate();
    ErasureRule zip = rule("user.contact.address", ErasureActionKind::generalise);
    zip.name = "cut";
    zip.first_chars = 12;
    add_rules(e, {zip});

    const Plan plan = carry_out(e);

    EXPECT_EQ(e.rows("shop.main.people")[0][4], "75011");
    const auto told =
        std::find_if(plan.residuals.begin(), plan.residuals.end(),
                     [](const Residual& residual) { return residual.field == "zip"; });
    ASSERT_NE(told, plan.residuals.end());
    EXPECT_EQ(told->rows, 1U);
    EXPECT_THAT(told->why, HasSubstr("rule \"cut\" leaves"));
}

TEST(PlannerTransform, moves_all_dates_of_a_person_by_the_same_days_and_once) {
    MemoryEstate e = staying_estate();
    ErasureRule born = rule("user.demographic", ErasureActionKind::shift);
    born.shift_days = 30;
    add_rules(e, {born});
    const Plan plan = carry_out(e);
    const std::string moved = e.rows("shop.main.people")[0][3];
    EXPECT_NE(moved, "1984-05-17");
    EXPECT_EQ(e.rows("news.main.readers")[0][2], moved);
    EXPECT_THAT(render_text(plan), HasSubstr("born → a date at most 30 days off"));

    const auto again = make_plan(input_of(transformed_by(plan)), e.catalogue, e.policy,
                                 found_again(e), test_key());

    ASSERT_TRUE(again);
    for (const Step& step : again->steps) EXPECT_NE(step.kind, StepKind::update_rows);
}

TEST(PlannerTransform, moves_no_date_again_when_another_field_was_written_since) {
    MemoryEstate e = staying_estate();
    ErasureRule born = rule("user.demographic", ErasureActionKind::shift);
    born.shift_days = 30;
    add_rules(e, {born});
    const Plan plan = carry_out(e);
    e.tables.at(*parse_collection_path("shop.main.people"))[0][2].bytes = "Anna Beispiel";
    e.tables.at(*parse_collection_path("shop.main.people"))[0][2].kind = Cell::Kind::text;

    const auto again = make_plan(input_of(transformed_by(plan)), e.catalogue, e.policy,
                                 found_again(e), test_key());

    ASSERT_TRUE(again);
    std::vector<std::string> written;
    for (const Step& step : again->steps) {
        for (const FieldAction& action : step.actions) written.push_back(action.field);
    }
    EXPECT_THAT(written, testing::ElementsAre("name"));
}

TEST(PlannerTransform, leaves_the_date_that_a_duty_is_counted_from) {
    MemoryEstate e = staying_estate();
    ErasureRule coarser = rule("user.behavior", ErasureActionKind::generalise);
    coarser.precision = DatePrecision::year;
    ErasureRule duty = rule("user.name", ErasureActionKind::keep);
    duty.keep_years = std::chrono::years(10);
    duty.from_field = "since";
    add_rules(e, {coarser, duty});

    const Plan plan = carry_out(e);

    EXPECT_EQ(e.rows("shop.main.people")[0][1], "NULL");
    EXPECT_EQ(e.rows("shop.main.people")[0][2], "Anna Beispiel");
    EXPECT_EQ(e.rows("shop.main.people")[0][5], "2020-03-01");
    EXPECT_THAT(render_text(plan), HasSubstr("since"));
}

TEST(PlannerTransform, empties_what_is_no_date_and_says_so) {
    MemoryEstate e = staying_estate();
    e.tables.at(*parse_collection_path("shop.main.people"))[0][5].bytes = "last spring";
    ErasureRule since = rule("user.behavior", ErasureActionKind::shift);
    since.shift_days = 10;
    add_rules(e, {since});

    const Plan plan = carry_out(e);

    EXPECT_EQ(e.rows("shop.main.people")[0][5], "NULL");
    EXPECT_THAT(render_text(plan), HasSubstr("note: since: 1 value is no date and is emptied"));
}

TEST(PlannerTransform, refuses_what_the_field_cannot_hold) {
    const auto refusal = [](const std::string& field, ErasureActionKind action) {
        MemoryEstate e;
        e.add("shop.main.people", "id int pk;email text user.contact.email;" + field);
        e.insert("shop.main.people", {"1", "anna@example.org", "12"});
        ErasureRule made = rule("user.behavior", action);
        made.shift_days = 5;
        add_rules(e, {made});
        const auto plan = plan_of(e);
        return plan ? std::string("planned") : plan.error().message();
    };
    using enum ErasureActionKind;
    EXPECT_THAT(refusal("x text chars=20 user.behavior", pseudonym),
                HasSubstr("it holds 20 characters and a pseudonym has 27"));
    EXPECT_THAT(refusal("x int user.behavior", hash), HasSubstr("its type takes no text"));
    EXPECT_THAT(refusal("x int user.behavior", shift), HasSubstr("its type holds no dates"));
    EXPECT_THAT(refusal("x text notnull user.behavior", shift), HasSubstr("no date there"));
    EXPECT_EQ(refusal("x text user.behavior", pseudonym), "planned");
}

TEST(PlannerTransform, refuses_pseudonyms_without_a_key) {
    MemoryEstate e = staying_estate();
    add_rules(e, {rule("user.contact.email", ErasureActionKind::pseudonym)});

    const auto plan = plan_for(e, e.resolve({{"email", "anna@example.org"}}));

    ASSERT_FALSE(plan);
    EXPECT_THAT(plan.error().message(), HasSubstr("no key for pseudonyms"));
}

TEST(PlannerTransform, is_read_back_as_it_was_written_and_leaves_the_digests_of_earlier_plans) {
    MemoryEstate e = staying_estate();
    add_rules(e, {rule("user.contact.email", ErasureActionKind::pseudonym)});
    const auto plan = plan_of(e);
    ASSERT_TRUE(plan);

    const auto read = plan_from_cbor(to_cbor(*plan));

    ASSERT_TRUE(read);
    EXPECT_EQ(digest_of(*read), digest_of(*plan));
    EXPECT_EQ(read->steps[0].actions[0].how, plan->steps[0].actions[0].how);
    const std::string bytes(as_text(cbor::encode(to_cbor(*plan))));
    EXPECT_NE(bytes.find("how"), std::string::npos);
    MemoryEstate plain = staying_estate();
    add_rules(plain, {});
    const auto without = plan_of(plain);
    ASSERT_TRUE(without);
    EXPECT_EQ(std::string(as_text(cbor::encode(to_cbor(*without)))).find("how"), std::string::npos);
}

}  // namespace
}  // namespace gdprd::policy
