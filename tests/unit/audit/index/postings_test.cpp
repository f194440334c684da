#include "audit/index/postings.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "tests/support/printers.hpp"

namespace gdprd::audit {
namespace {

using test::failed_with;
using test::succeeded;

std::vector<std::uint64_t> every(std::uint64_t step, std::size_t count, std::uint64_t from) {
    std::vector<std::uint64_t> out;
    for (std::size_t i = 0; i < count; ++i) out.push_back(from + i * step);
    return out;
}

RC_GTEST_PROP(Postings, give_back_what_was_encoded, (std::set<std::uint64_t> numbers)) {
    RC_PRE(!numbers.empty());
    const std::vector<std::uint64_t> list(numbers.begin(), numbers.end());

    const auto decoded = decode_postings(encode_postings(list, 0), list.size(), 0);

    RC_ASSERT(decoded.has_value());
    RC_ASSERT(*decoded == list);
}

TEST(Postings, give_back_a_list_of_many_chunks_by_its_skip_table) {
    for (const std::size_t count :
         {kChunkPostings, kChunkPostings + 1, 2 * kChunkPostings, 5 * kChunkPostings + 7}) {
        const auto list = every(3, count, 1000);
        const Bytes body = encode_postings(list, 900);

        const auto decoded = decode_postings(body, count, 900);

        ASSERT_TRUE(succeeded(decoded));
        EXPECT_EQ(*decoded, list);
    }
}

TEST(Postings, refuse_every_cut_and_every_other_count) {
    const auto list = every(300, 2 * kChunkPostings + 5, 7);
    const Bytes body = encode_postings(list, 0);
    for (std::size_t cut = 0; cut < body.size(); cut += 13) {
        EXPECT_TRUE(failed_with(decode_postings(BytesView(body).first(cut), list.size(), 0),
                                ErrorCode::corrupt));
    }
    EXPECT_TRUE(failed_with(decode_postings(body, list.size() + 1, 0), ErrorCode::corrupt));
    EXPECT_TRUE(failed_with(decode_postings(body, list.size() - 1, 0), ErrorCode::corrupt));
    EXPECT_TRUE(failed_with(decode_postings({}, 0, 0), ErrorCode::corrupt));
}

TEST(Postings, refuse_varints_that_are_too_long) {
    for (const Bytes& bytes : {Bytes{0x80, 0x00}, Bytes{0x80}, Bytes(10, 0xFF),
                               Bytes{0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0x02}}) {
        BytesView in(bytes);
        EXPECT_TRUE(failed_with(take_varint(in), ErrorCode::corrupt));
    }
}

}  // namespace
}  // namespace gdprd::audit
