// What gdprd itself reads of addresses and headers: templates, Link, Retry-After, URLs.
#include <gtest/gtest.h>

#include "connectors/http/client.hpp"
#include "connectors/http/link_header.hpp"
#include "connectors/http/text_template.hpp"
#include "connectors/http/url.hpp"
#include "tests/support/printers.hpp"

namespace gdprd::connectors {
namespace {

using policy::Cell;
using policy::PersonalCell;
using test::failed_with;
using test::succeeded;

PersonalCell text(const char* value) {
    return PersonalCell({Cell::Kind::text, value});
}

TEST(LinkHeader, tells_the_next_page) {
    struct Case {
        const char* header;
        const char* next;
    };
    for (const auto& [header, next] : {
             Case{"<https://a.example/?page=2>; rel=\"next\"", "https://a.example/?page=2"},
             Case{"</x?p=1>; rel=prev, </x?p=3>; rel=next", "/x?p=3"},
             Case{"<a>;title=\"a, <b>; rel=next\";rel=\"first\" , <c> ; REL = \"last Next\"", "c"},
             Case{"<a,b>; rel=next", "a,b"},
             Case{"<a>; rel=first; rel=next, <b>; rel=next", "b"},
             Case{"<a>; crossorigin; rel=next", "a"},
             Case{"<a>; title=\"q\\\"q\"; rel=next", "a"},
         }) {
        const auto found = find_next_link(header);
        ASSERT_TRUE(succeeded(found)) << header;
        EXPECT_EQ(*found, next) << header;
    }
    for (const auto* header : {"", "<a>", "<a>; rel=prev", "<a>; rel=nextpage", "<a>;", ",,,"}) {
        const auto found = find_next_link(header);
        ASSERT_TRUE(succeeded(found)) << header;
        EXPECT_EQ(*found, std::nullopt) << header;
    }
}

TEST(LinkHeader, that_cannot_be_read_to_its_end_does_not_end_a_list) {
    for (const auto* header : {"<a", "a; rel=next", "<a>; rel=\"next", "<a> junk, <b>; rel=next",
                               "<a>; rel=prev, b; rel=next", "{\"next\": 2}"}) {
        const auto found = find_next_link(header);
        ASSERT_TRUE(failed_with(found, ErrorCode::invalid_argument)) << header;
        EXPECT_FALSE(found.error().hint().empty());
    }
}

TEST(RetryAfter, is_a_number_or_a_date) {
    const auto now = std::chrono::system_clock::from_time_t(1'445'412'480);  // 21 Oct 2015 07:28
    EXPECT_EQ(parse_retry_after("120", now), std::chrono::seconds(120));
    EXPECT_EQ(parse_retry_after("Wed, 21 Oct 2015 07:29:30 GMT", now), std::chrono::seconds(90));
    EXPECT_EQ(parse_retry_after("Wed, 21 Oct 2015 07:00:00 GMT", now), std::chrono::seconds(0));
    EXPECT_EQ(parse_retry_after("", now), std::nullopt);
    EXPECT_EQ(parse_retry_after("soon", now), std::nullopt);
    EXPECT_EQ(parse_retry_after("-5", now).value_or(std::chrono::seconds(0)).count(), 0);
}

TEST(TextTemplate, puts_values_where_their_names_stand) {
    const auto one = TextTemplate::parse("a{{b}} {key}/{value|sql}");
    ASSERT_TRUE(succeeded(one));
    EXPECT_EQ(one->names(), (std::vector<std::string>{"key", "value"}));
    const TemplateValues values{{"key", text("a/b c?")}, {"value", text("O'Neil")}};
    EXPECT_EQ(one->expand(values)->expose(), "a{b} a/b c?/O''Neil");
    EXPECT_EQ(TextTemplate::parse("x/{key}/y")->expand_path(values)->expose(), "x/a%2Fb%20c%3F/y");
    EXPECT_EQ(TextTemplate::parse("{v|like}")->expand({{"v", text("50\\%")}})->expose(), "50\\\\%");
    EXPECT_EQ(TextTemplate::parse("{v|lower}")->expand({{"v", text("ÄBc")}})->expose(), "Äbc");
    EXPECT_EQ(TextTemplate::parse("{v}")->only_name(), "v");
    EXPECT_EQ(TextTemplate::parse("{v|sql}")->only_name(), "");
}

TEST(TextTemplate, refuses_what_leads_elsewhere) {
    const auto path = TextTemplate::parse("contacts/{key}");
    for (const auto* key : {"", ".", ".."})
        EXPECT_TRUE(failed_with(path->expand_path({{"key", text(key)}}), ErrorCode::stale)) << key;
    EXPECT_TRUE(failed_with(path->expand_path({}), ErrorCode::invalid_argument));
    EXPECT_TRUE(failed_with(path->expand({{"key", PersonalCell()}}), ErrorCode::invalid_argument));
    for (const auto* wrong : {"{", "}", "{}", "{a", "a}", "{a|nothing}", "{a b}", "{a|}"})
        EXPECT_TRUE(failed_with(TextTemplate::parse(wrong), ErrorCode::invalid_argument)) << wrong;
}

TEST(Url, knows_its_origin) {
    const auto base = Url::parse("https://CRM.example.org/api/v1/");
    ASSERT_TRUE(succeeded(base));
    for (const auto* same : {"?page=2", "/other", "https://crm.example.org:443/x", "Contact/1"}) {
        const auto url = base->resolve(same);
        ASSERT_TRUE(succeeded(url)) << same;
        EXPECT_TRUE(url->has_origin_of(*base)) << same;
    }
    for (const auto* other : {"http://crm.example.org/", "https://crm.example.org:8443/",
                              "//evil.example/", "https://crm.example.org.evil.example/"}) {
        const auto url = base->resolve(other);
        EXPECT_TRUE(!url || !url->has_origin_of(*base)) << other;
    }
    for (const auto* wrong :
         {"", "crm", "ftp://crm.example.org/", "file:///etc/passwd", "https://u:p@crm.example.org/",
          "https://crm.example.org/a b", "https://"})
        EXPECT_TRUE(failed_with(Url::parse(wrong), ErrorCode::invalid_argument)) << wrong;
}

}  // namespace
}  // namespace gdprd::connectors
