#include <gmock/gmock.h>

#include "tests/unit/daemon/services/request_world.hpp"

namespace gdprd::daemon::test {
namespace {

using policy::Right;

using RequestLetterTest = RequestWorld;

TEST_F(RequestLetterTest, the_letters_identifiers_can_be_seen_again_and_looking_is_an_entry) {
    const auto id = open_request(Right::access);

    const auto seen = requests_->identifiers(off_, id, dpo_);

    ASSERT_TRUE(succeeded(seen));
    ASSERT_EQ(seen->size(), 1U);
    EXPECT_EQ(seen->front().type.value(), "email");
    EXPECT_EQ(seen->front().value.expose(), "maja.quistgaard@mail.example");
    TrailQuery query;
    query.filter.request = id.value();
    const auto entries = trail_->list(off_, query);
    ASSERT_TRUE(succeeded(entries));
    const auto& last = entries->entries.back();
    EXPECT_EQ(last.actor, dpo_.value());
    EXPECT_EQ(*(*last.payload)["event"].as_string(), "identifiers_seen");
    EXPECT_EQ(
        cbor::encode(*last.payload),
        cbor::encode(cbor::Map{{"event", "identifiers_seen"}, {"identifiers", std::uint64_t{1}}}));
}

TEST_F(RequestLetterTest, identifiers_that_were_destroyed_on_schedule_are_said_to_be) {
    const auto id = open_request(Right::access);
    ASSERT_TRUE(succeeded(requests_->refuse(off_, id, "manifestly_unfounded", dpo_)));
    clock_.advance(std::chrono::days(400));
    ASSERT_TRUE(succeeded(requests_->sweep(off_)));

    const auto seen = requests_->identifiers(off_, id, dpo_);

    ASSERT_TRUE(failed_with(seen, ErrorCode::not_found));
    EXPECT_THAT(seen.error().message(), testing::HasSubstr("destroyed on schedule"));
}

TEST_F(RequestLetterTest, no_request_was_received_before_the_regulation_applied) {
    NewRequest letter;
    letter.right = Right::access;
    letter.identifiers = {
        {policy::IdentifierType("email"), Personal<std::string>("maja.quistgaard@mail.example")}};
    letter.received = parse_date("2018-05-24").value();
    EXPECT_TRUE(failed_with(requests_->create(off_, letter, dpo_), ErrorCode::invalid_argument));

    letter.received = parse_date("2018-05-25").value();
    EXPECT_TRUE(succeeded(requests_->create(off_, letter, dpo_)));
}

TEST_F(RequestLetterTest, a_letter_with_a_bad_identifier_is_refused_without_quoting_it) {
    NewRequest letter;
    letter.identifiers = {
        {policy::IdentifierType("email"), Personal<std::string>("not-an-address")}};

    const auto record = requests_->create(off_, letter, dpo_);

    ASSERT_TRUE(failed_with(record, ErrorCode::invalid_argument));
    EXPECT_EQ(record.error().message().find("not-an-address"), std::string::npos);
}

TEST_F(RequestLetterTest, a_letter_whose_identifier_leads_to_nobody_is_refused) {
    for (const auto& [type, value, told] :
         {std::tuple{"ip", "198.51.100.7", "of type ip is not searched for"},
          {"date", "1980-05-04", "of type date is not searched for"},
          {"email", "no-reply@shop.example", "is a filler"}}) {
        NewRequest letter;
        letter.identifiers = {
            {policy::IdentifierType("email"), Personal<std::string>("a@b.example")},
            {policy::IdentifierType(type), Personal<std::string>(value)}};

        const auto record = requests_->create(off_, letter, dpo_);

        ASSERT_TRUE(failed_with(record, ErrorCode::invalid_argument)) << type;
        EXPECT_NE(record.error().message().find(told), std::string::npos);
        EXPECT_EQ(record.error().message().find(value), std::string::npos);
    }
}

TEST_F(RequestLetterTest, days_are_counted_where_the_controller_is) {
    clock_.set(parse_time("2026-03-05T23:30:00Z").value());  // half past midnight in Paris

    const auto record = requests_->show(off_, open_request(Right::access))->record;

    EXPECT_EQ(format_date(requests_->today()), "2026-03-06");
    EXPECT_EQ(format_date(record.received), "2026-03-06");
    EXPECT_EQ(format_date(record.due), "2026-04-06");
}

TEST_F(RequestLetterTest, a_misspelt_word_is_answered_with_the_right_one) {
    NewRequest letter;
    letter.identifiers = {
        {policy::IdentifierType("emial"), Personal<std::string>("ann@mail.example")}};
    EXPECT_NE(requests_->create(off_, letter, dpo_).error().hint().find("did you mean \"email\"?"),
              std::string::npos);
    letter.channel = "emial";
    EXPECT_NE(requests_->create(off_, letter, dpo_).error().hint().find("did you mean \"email\"?"),
              std::string::npos);
    const auto id = open_request(Right::access);
    EXPECT_NE(requests_->refuse(off_, id, "manifestly_unfound", dpo_)
                  .error()
                  .hint()
                  .find("did you mean \"manifestly_unfounded\"?"),
              std::string::npos);
    EXPECT_NE(policy::parse_right("acces").error().hint().find("did you mean \"access\"?"),
              std::string::npos);
}

TEST_F(RequestLetterTest, a_type_is_taken_in_capitals_too) {
    NewRequest letter;
    letter.identifiers = {
        {policy::IdentifierType("phone.FR"), Personal<std::string>("01 99 00 00 01")}};

    const auto record = requests_->create(off_, letter, dpo_);

    ASSERT_TRUE(succeeded(record));
    const auto seen = requests_->identifiers(off_, record->id, dpo_);
    ASSERT_TRUE(succeeded(seen));
    EXPECT_EQ(seen->front().type.value(), "phone.fr");
}

TEST_F(RequestLetterTest, a_name_alone_identifies_nobody) {
    NewRequest letter;
    letter.identifiers = {
        {policy::IdentifierType("name"), Personal<std::string>("Maja Quistgaard")}};

    EXPECT_TRUE(failed_with(requests_->create(off_, letter, dpo_), ErrorCode::invalid_argument));
}

TEST_F(RequestLetterTest, words_of_a_person_do_not_go_into_the_clear_columns) {
    NewRequest letter;
    letter.identifiers = {
        {policy::IdentifierType("email"), Personal<std::string>("maja.quistgaard@mail.example")}};
    letter.channel = "maja.quistgaard@mail.example";
    EXPECT_TRUE(failed_with(requests_->create(off_, letter, dpo_), ErrorCode::invalid_argument));
    letter.channel = "letter";
    letter.language = "maja.quistgaard";
    EXPECT_TRUE(failed_with(requests_->create(off_, letter, dpo_), ErrorCode::invalid_argument));
}

}  // namespace
}  // namespace gdprd::daemon::test
