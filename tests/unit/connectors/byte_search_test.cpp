#include "connectors/byte_search.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>

namespace gdprd::connectors {
namespace {

std::uint64_t found_in_pieces(const std::string& text, const std::vector<std::string>& needles,
                              std::size_t piece) {
    std::vector<std::vector<std::string>> spelled;
    for (const auto& needle : needles) spelled.push_back({needle});
    ByteSearch search(std::move(spelled));
    for (std::size_t at = 0; at < text.size(); at += piece)
        search.feed(as_bytes(std::string_view(text).substr(at, piece)));
    return search.found();
}

TEST(ByteSearch, finds_what_spans_pieces) {
    EXPECT_EQ(found_in_pieces("xxada@example.orgxx", {"ada@example.org", "eve"}, 3), 1U);
    EXPECT_EQ(found_in_pieces("abc", {"abc", "bc", "c"}, 1), 3U);
}

TEST(ByteSearch, does_not_join_the_end_of_one_stream_with_the_next) {
    ByteSearch search({{"abcd"}});
    search.feed(as_bytes("xxab"));
    search.end_of_stream();
    search.feed(as_bytes("cdxx"));

    EXPECT_EQ(search.found(), 0U);
}

TEST(ByteSearch, counts_a_value_once_whatever_its_spelling) {
    ByteSearch search({{"ab", "a\0b"}, {""}});
    search.feed(as_bytes("ab ab"));

    EXPECT_EQ(search.found(), 1U);
}

TEST(ByteSearch, finds_the_same_in_any_pieces) {
    EXPECT_TRUE(rc::check([] {
        const auto letters = rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab")));
        const auto text = *letters;
        const auto needles = *rc::gen::container<std::vector<std::string>>(letters);
        const auto piece = *rc::gen::inRange<std::size_t>(1, 8);
        const auto expected = std::ranges::count_if(needles, [&](const std::string& needle) {
            return !needle.empty() && text.find(needle) != std::string::npos;
        });
        RC_ASSERT(found_in_pieces(text, needles, piece) == static_cast<std::uint64_t>(expected));
    }));
}

}  // namespace
}  // namespace gdprd::connectors
