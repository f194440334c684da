#include "daemon/http/json.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "daemon/http/problem.hpp"
#include "tests/support/printers.hpp"

namespace gdprd::daemon {
namespace {

ApiRequest with_body(std::string body) {
    ApiRequest request;
    request.body = std::move(body);
    request.content_type = "application/json; charset=utf-8";
    return request;
}

TEST(Body, suggests_the_member_that_was_meant_and_repeats_no_value) {
    const auto body = parse_body(with_body(R"({"categori": "secret-value"})"), {"category", "who"});

    ASSERT_TRUE(test::failed_with(body, ErrorCode::invalid_argument));
    EXPECT_NE(body.error().hint().find("category"), std::string::npos);
    EXPECT_EQ(body.error().message().find("secret"), std::string::npos);
    EXPECT_EQ(body.error().message().find("categori\""), std::string::npos);
}

TEST(Body, refuses_what_is_no_object_or_too_deep_or_of_another_type) {
    const auto deep = "{\"a\":" + std::string(100, '[') + std::string(100, ']') + "}";
    for (const auto& text : {std::string("[]"), std::string("{"), std::string("{} x"), deep}) {
        EXPECT_TRUE(
            test::failed_with(parse_body(with_body(text), {"a"}), ErrorCode::invalid_argument))
            << text;
    }
    auto form = with_body("{}");
    form.content_type = "text/plain";
    EXPECT_TRUE(test::failed_with(parse_body(form, {"a"}), ErrorCode::invalid_argument));
}

TEST(Body, reads_members_by_type) {
    auto body =
        parse_body(with_body(R"({"a":"x","n":7,"b":true,"l":["p","q"]})"), {"a", "n", "b", "l"});
    ASSERT_TRUE(test::succeeded(body));

    EXPECT_EQ(*text_member(*body, "a"), "x");
    EXPECT_EQ(**optional_number(*body, "n"), 7U);
    EXPECT_EQ(**optional_bool(*body, "b"), true);
    EXPECT_EQ(*text_list(*body, "l"), (std::vector<std::string>{"p", "q"}));
    EXPECT_TRUE(test::failed_with(text_member(*body, "n"), ErrorCode::invalid_argument));
    EXPECT_TRUE(test::failed_with(text_member(*body, "absent"), ErrorCode::invalid_argument));
    EXPECT_TRUE(test::failed_with(optional_number(*body, "a"), ErrorCode::invalid_argument));
}

TEST(Query, numbers_are_bounded) {
    ApiRequest request;
    request.query["limit"] = "1000";
    EXPECT_EQ(*query_number(request, "limit", 5, 1000), 1000U);
    EXPECT_EQ(*query_number(request, "from", 5, 1000), 5U);
    for (const auto* bad : {"1001", "-1", "1x", " 1", "99999999999999999999999"}) {
        request.query["limit"] = bad;
        EXPECT_TRUE(
            test::failed_with(query_number(request, "limit", 5, 1000), ErrorCode::invalid_argument))
            << bad;
    }
}

TEST(Problem, carries_the_code_and_never_the_sensitive_detail) {
    const auto error = Error(ErrorCode::not_found, "there is no such store", "gdprctl stores list")
                           .with_detail("the driver's words");

    const auto reply = problem(error);

    EXPECT_EQ(reply.status, 404);
    EXPECT_EQ(reply.content_type, "application/problem+json");
    const auto value = boost::json::parse(reply.body);
    EXPECT_EQ(value.at("code").as_string(), "not_found");
    EXPECT_EQ(value.at("hint").as_string(), "gdprctl stores list");
    EXPECT_EQ(reply.body.find("driver"), std::string::npos);
}

TEST(Json, refuses_a_member_that_is_given_twice_and_names_it_without_its_value) {
    for (const auto* text :
         {R"({"reason": "first-value", "reason": "second-value"})",
          R"({"reason":1,"other":{"deep":[{"x":1}]},"r\u0065ason":2})",
          R"([{"a": "}{\"", "list": [{"reason" : {}, "reason"	: []}]}])"}) {
        const auto value = parse_json(text);
        ASSERT_TRUE(test::failed_with(value, ErrorCode::invalid_argument)) << text;
        EXPECT_NE(value.error().message().find("\"reason\""), std::string::npos) << text;
        EXPECT_EQ(value.error().message().find("value"), std::string::npos) << text;
    }
    const auto value = parse_json(R"({"ann@example.org": 1, "ann@example.org": 2})");
    ASSERT_TRUE(test::failed_with(value, ErrorCode::invalid_argument));
    EXPECT_EQ(value.error().message().find("ann"), std::string::npos);
}

TEST(Json, lets_a_name_stand_in_several_objects_and_as_a_value) {
    for (const auto* text : {R"([{"a": 1}, {"a": 1}])", R"({"a": {"a": {"a": "a"}}, "b": "a"})",
                             R"({"a": ["a", "a"], "b": "\\", "c": "\"a\":"})", "{}", R"("a")"}) {
        EXPECT_TRUE(test::succeeded(parse_json(text))) << text;
    }
}

}  // namespace
}  // namespace gdprd::daemon
