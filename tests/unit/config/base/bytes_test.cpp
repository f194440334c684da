#include "config/base/bytes.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/support/printers.hpp"

namespace gdprd {
namespace {

using test::failed_with;
using test::succeeded;

TEST(Hex, writes_lower_case_and_reads_both) {
    EXPECT_EQ(hex_encode(Bytes{0x00, 0xab, 0xff}), "00abff");
    const Result<Bytes> read = hex_decode("00aBFf");
    ASSERT_TRUE(succeeded(read));
    EXPECT_EQ(*read, (Bytes{0x00, 0xab, 0xff}));
}

TEST(Hex, refuses_what_is_not_hexadecimal) {
    for (const char* text : {"0", "0g", " 00", "0x00", "00 11"})
        EXPECT_TRUE(failed_with(hex_decode(text), ErrorCode::invalid_argument)) << text;
}

// RFC 4648 §10.
TEST(Base64, gives_the_values_of_rfc_4648) {
    constexpr std::pair<std::string_view, std::string_view> kCases[] = {{"", ""},
                                                                        {"f", "Zg=="},
                                                                        {"fo", "Zm8="},
                                                                        {"foo", "Zm9v"},
                                                                        {"foob", "Zm9vYg=="},
                                                                        {"fooba", "Zm9vYmE="},
                                                                        {"foobar", "Zm9vYmFy"}};
    for (const auto& [plain, encoded] : kCases) {
        EXPECT_EQ(base64_encode(as_bytes(plain)), encoded);
        const Result<Bytes> read = base64_decode(encoded);
        ASSERT_TRUE(succeeded(read)) << encoded;
        EXPECT_EQ(as_text(*read), plain);
    }
}

TEST(Base64, refuses_every_second_spelling) {
    for (const char* text : {"Zg", "Zg=", "Zh==", "Zm9=", "Zg==\n", "Zm 8=", "=Zg=", "Zg=A",
                             "====", "Zm-_", "Zm8=Zm8="})
        EXPECT_TRUE(failed_with(base64_decode(text), ErrorCode::invalid_argument)) << text;
}

RC_GTEST_PROP(Bytes, survive_hexadecimal_and_base64, (const Bytes& bytes)) {
    RC_ASSERT(*hex_decode(hex_encode(bytes)) == bytes);
    RC_ASSERT(*base64_decode(base64_encode(bytes)) == bytes);
}

RC_GTEST_PROP(Base64, has_one_spelling, (const std::string& text)) {
    const Result<Bytes> read = base64_decode(text);
    if (read) RC_ASSERT(base64_encode(*read) == text);
}

TEST(Integers, are_big_endian) {
    Bytes out;
    put_u16(out, 0x0102);
    put_u32(out, 0x03040506);
    put_u64(out, 0x0708090a0b0c0d0e);
    put_bytes(out, Bytes{0x0f});
    EXPECT_EQ(hex_encode(out), "0102030405060708090a0b0c0d0e0f");
    const BytesView view(out);
    EXPECT_EQ(get_u16(view), 0x0102);
    EXPECT_EQ(get_u32(view.subspan(2)), 0x03040506U);
    EXPECT_EQ(get_u64(view.subspan(6)), 0x0708090a0b0c0d0eU);
}

TEST(IntegersDeathTest, are_not_read_past_the_end) {
    const Bytes three(3, 0);
    EXPECT_DEATH((void)get_u32(three), "invariant broken");
}

}  // namespace
}  // namespace gdprd
