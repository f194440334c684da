#include "config/base/cbor.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <limits>

#include "config/base/utf8.hpp"
#include "tests/support/printers.hpp"

namespace rc {

using gdprd::Bytes;
using gdprd::cbor::Array;
using gdprd::cbor::Map;
using gdprd::cbor::Value;

Gen<std::string> utf8_text() {
    return gen::map(gen::container<std::vector<int>>(gen::inRange(0, 6)), [](std::vector<int> v) {
        constexpr std::string_view kLetters[] = {
            "a", "z", "\xc3\xa9", "\xe2\x82\xac", "\xf0\x9f\x98\x80", std::string_view("\0", 1)};
        std::string out;
        for (const int i : v) out += kLetters[static_cast<std::size_t>(i)];
        return out;
    });
}

Gen<Value> value_of_depth(int depth) {
    const auto leaf = gen::oneOf(
        gen::just(Value(nullptr)), gen::construct<Value>(gen::arbitrary<bool>()),
        gen::construct<Value>(gen::arbitrary<std::int64_t>()),
        gen::construct<Value>(gen::arbitrary<std::uint64_t>()),
        gen::construct<Value>(gen::arbitrary<Bytes>()), gen::construct<Value>(utf8_text()));
    if (depth == 0) return leaf;
    const auto inner = gen::lazy([depth] { return value_of_depth(depth - 1); });
    return gen::oneOf(
        leaf, gen::construct<Value>(gen::resize(6, gen::container<Array>(inner))),
        gen::construct<Value>(gen::resize(6, gen::container<Map>(utf8_text(), inner))));
}

template <>
struct Arbitrary<Value> {
    static Gen<Value> arbitrary() { return value_of_depth(3); }
};

}  // namespace rc

namespace gdprd::cbor {
namespace {

using test::failed_with;
using test::from_hex;
using test::succeeded;

std::string encoded(const Value& value) {
    return hex_encode(encode(value));
}

// RFC 8949, appendix A, what gdprd uses of it.
TEST(Cbor, writes_the_examples_of_rfc_8949) {
    EXPECT_EQ(encoded(0), "00");
    EXPECT_EQ(encoded(23), "17");
    EXPECT_EQ(encoded(24), "1818");
    EXPECT_EQ(encoded(100), "1864");
    EXPECT_EQ(encoded(1000), "1903e8");
    EXPECT_EQ(encoded(1000000), "1a000f4240");
    EXPECT_EQ(encoded(std::uint64_t{1000000000000}), "1b000000e8d4a51000");
    EXPECT_EQ(encoded(std::numeric_limits<std::uint64_t>::max()), "1bffffffffffffffff");
    EXPECT_EQ(encoded(-1), "20");
    EXPECT_EQ(encoded(-100), "3863");
    EXPECT_EQ(encoded(-1000), "3903e7");
    EXPECT_EQ(encoded(std::numeric_limits<std::int64_t>::min()), "3b7fffffffffffffff");
    EXPECT_EQ(encoded(false), "f4");
    EXPECT_EQ(encoded(true), "f5");
    EXPECT_EQ(encoded(nullptr), "f6");
    EXPECT_EQ(encoded(Bytes{1, 2, 3, 4}), "4401020304");
    EXPECT_EQ(encoded("IETF"), "6449455446");
    EXPECT_EQ(encoded("\xc3\xbc"), "62c3bc");
    EXPECT_EQ(encoded(Array{1, Array{2, 3}}), "8201820203");
    EXPECT_EQ(encoded(Map{{"a", 1}, {"b", Array{2, 3}}}), "a26161016162820203");
    EXPECT_EQ(encoded(Map{}), "a0");
}

TEST(Cbor, sorts_keys_by_their_encoding) {
    EXPECT_EQ(encoded(Map{{"aa", 1}, {"b", 2}, {"", 3}, {"a", 4}}), "a4600361610461620262616101");
}

TEST(Cbor, keeps_one_form_of_each_integer) {
    EXPECT_EQ(Value(std::int64_t{5}), Value(std::uint64_t{5}));
    EXPECT_EQ(*Value(5U).as_i64(), 5);
    EXPECT_EQ(*Value(-5).as_i64(), -5);
    EXPECT_TRUE(failed_with(Value(-5).as_u64(), ErrorCode::invalid_argument));
    EXPECT_TRUE(failed_with(Value(std::numeric_limits<std::uint64_t>::max()).as_i64(),
                            ErrorCode::invalid_argument));
}

struct BadCase {
    std::string_view bytes, why;
};

constexpr BadCase kBad[] = {
    {"", "nothing"},
    {"1817", "23 in two bytes"},
    {"1900ff", "255 in three bytes"},
    {"1a0000ffff", "65535 in five bytes"},
    {"1b00000000ffffffff", "32 bits in nine bytes"},
    {"3817", "-24 in two bytes"},
    {"580161", "a length in two bytes"},
    {"18", "cut off in a number"},
    {"44010203", "cut off in a byte string"},
    {"5bffffffffffffffff", "a byte string of 2^64 bytes"},
    {"9bffffffffffffffff", "an array of 2^64 items"},
    {"bbffffffffffffffff", "a map of 2^64 members"},
    {"8201", "cut off in an array"},
    {"0000", "a byte after the value"},
    {"9f01ff", "an array of indefinite length"},
    {"5f4101ff", "a byte string in pieces"},
    {"bfff", "a map of indefinite length"},
    {"c000", "a tag"},
    {"f7", "undefined"},
    {"f820", "a simple value"},
    {"f93c00", "a float"},
    {"fb3ff0000000000000", "a double"},
    {"ff", "a lone break"},
    {"3bffffffffffffffff", "below 64 bits"},
    {"a10102", "a number as key"},
    {"a2616101616102", "a key twice"},
    {"a2616201616102", "keys out of order"},
    {"a262616101616202", "a longer key first"},
    {"61ff", "bad UTF-8"},
    {"62c080", "overlong UTF-8"},
    {"63eda080", "a surrogate"},
    {"a161ff01", "a key of bad UTF-8"},
    {"1c", "a reserved length"},
};

TEST(Cbor, refuses_every_other_form) {
    for (const BadCase& c : kBad)
        EXPECT_TRUE(failed_with(decode(from_hex(c.bytes)), ErrorCode::corrupt)) << c.why;
}

TEST(Cbor, tells_where_it_stopped) {
    const auto result = decode(from_hex("8201f7"));
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().message(),
              "not deterministic CBOR at byte 3: only true, false and null are used");
}

TEST(Cbor, goes_64_levels_deep_and_no_further) {
    Bytes deep(64, 0x81);
    deep.push_back(0x00);
    const auto at_limit = decode(deep);
    ASSERT_TRUE(succeeded(at_limit));
    EXPECT_EQ(encode(*at_limit), deep);

    deep.insert(deep.begin(), 0x81);
    EXPECT_TRUE(failed_with(decode(deep), ErrorCode::corrupt));
    EXPECT_TRUE(failed_with(decode(Bytes(100'000, 0x81)), ErrorCode::corrupt));
}

RC_GTEST_PROP(Cbor, reads_back_what_it_wrote, (const Value& value)) {
    const Result<Value> read = decode(encode(value));
    RC_ASSERT(read.has_value());
    RC_ASSERT(*read == value);
}

RC_GTEST_PROP(Cbor, accepts_only_what_it_would_write, (const Value& value)) {
    Bytes bytes = encode(value);
    const auto at = *rc::gen::inRange<std::size_t>(0, bytes.size());
    bytes[at] = *rc::gen::arbitrary<std::uint8_t>();
    const Result<Value> read = decode(bytes);
    if (read) RC_ASSERT(encode(*read) == bytes);
    if (!read) RC_ASSERT(read.error().code() == ErrorCode::corrupt);
}

RC_GTEST_PROP(Cbor, refuses_every_cut, (const Value& value)) {
    const Bytes bytes = encode(value);
    const auto length = *rc::gen::inRange<std::size_t>(0, bytes.size());
    RC_ASSERT(!decode(BytesView(bytes).first(length)).has_value());
}

TEST(Cbor, has_no_more_items_than_the_reader_allows) {
    const Bytes bytes =
        encode(Map{{"a", Array{1, 2}}, {"b", "c"}});  // the map, the array and three more
    EXPECT_TRUE(succeeded(decode(bytes, 5)));
    EXPECT_TRUE(failed_with(decode(bytes, 4), ErrorCode::limit_exceeded));
    Bytes bomb{0x9A, 0x00, 0x10, 0x00, 0x00};
    bomb.resize(bomb.size() + (1U << 20), 0x80);  // so many empty arrays, a byte each
    EXPECT_TRUE(failed_with(decode(bomb, 1000), ErrorCode::limit_exceeded));
}

TEST(CborDeathTest, does_not_write_bad_utf8) {
    EXPECT_DEATH((void)encode(Value("\xff")), "invariant broken");
}

TEST(CborValue, reads_members_and_types) {
    const Value value(Map{{"name", "gdprd"}, {"hash", Hash{1}}, {"on", true}, {"list", Array{1}}});
    EXPECT_EQ(*value["name"].as_string(), "gdprd");
    EXPECT_EQ((*value["hash"].as_hash())[0], 1);
    EXPECT_TRUE(*value["on"].as_bool());
    EXPECT_EQ((*value["list"].as_array())->size(), 1U);
    EXPECT_TRUE(value["absent"].is_null());
    EXPECT_TRUE(value["name"]["of"].is_null());
    EXPECT_EQ((*value.as_map())->size(), 4U);
    EXPECT_TRUE(failed_with(value["name"].as_hash(), ErrorCode::invalid_argument));
    EXPECT_TRUE(failed_with(value["name"].as_bool(), ErrorCode::invalid_argument));
    EXPECT_TRUE(failed_with(value["on"].as_map(), ErrorCode::invalid_argument));
}

TEST(CborJson, is_for_people) {
    const Value value(Map{{"b", Bytes{0xca, 0xfe}},
                          {"t", "say \"hi\"\n"},
                          {"a", Array{1, -2, true, nullptr}},
                          {"m", Map{}}});
    EXPECT_EQ(to_json(value),
              R"({"a":[1,-2,true,null],"b":"hex:cafe","m":{},"t":"say \"hi\"\u000a"})");
}

}  // namespace
}  // namespace gdprd::cbor
