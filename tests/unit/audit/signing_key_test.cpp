#include "audit/signing_key.hpp"

#include <gtest/gtest.h>

#include "audit/checkpoint.hpp"
#include "config/base/crypto.hpp"
#include "tests/support/printers.hpp"
#include "tests/support/temp_dir.hpp"

namespace gdprd::audit {
namespace {

using test::failed_with;
using test::succeeded;

// `openssl genpkey -algorithm ed25519` made it for this test; it signs nothing else
constexpr std::string_view kPem =
    "-----BEGIN PRIVATE KEY-----\n"
    "MC4CAQAwBQYDK2VwBCIEIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f\n"
    "-----END PRIVATE KEY-----\n";

class SigningKeyTest : public testing::Test {
  protected:
    SigningKeyTest() {
        Bytes counting(32);
        for (std::uint8_t i = 0; i < 32; ++i) counting[i] = i;
        seed_ = Secret(counting);
        Bytes typed{0x01};
        put_bytes(typed, counting);
        const auto vkey = format_vkey("example.org/log", crypto::ed25519_public(seed_));
        const auto id = vkey.substr(vkey.find('+') + 1, 8);
        note_key_ = "PRIVATE+KEY+example.org/log+" + id + "+" + base64_encode(typed);
    }
    std::string file(std::string_view text) { return temp_.write("key", text); }
    Secret seed_;
    std::string note_key_;
    test::TempDir temp_;
};

TEST_F(SigningKeyTest, every_form_gives_the_same_seed) {
    for (const auto& text :
         {std::string(as_text(seed_.expose())), hex_encode(seed_.expose()) + "\n",
          base64_encode(seed_.expose()), std::string(kPem), note_key_ + "\n"}) {
        const auto loaded = load_signing_key(file(text), "example.org/log");
        ASSERT_TRUE(succeeded(loaded)) << text;
        EXPECT_TRUE(*loaded == seed_) << text;
    }
}

TEST_F(SigningKeyTest, refuses_a_note_key_of_another_name_or_with_a_wrong_id) {
    EXPECT_TRUE(failed_with(load_signing_key(file(note_key_), "example.org/other"),
                            ErrorCode::invalid_argument));
    auto changed = note_key_;
    auto& digit = changed[std::string_view("PRIVATE+KEY+example.org/log+").size()];
    digit = digit == '0' ? '1' : '0';
    EXPECT_TRUE(failed_with(load_signing_key(file(changed), "example.org/log"),
                            ErrorCode::invalid_argument));
}

TEST(VerifierKey, that_is_mistyped_is_told_as_that) {
    const std::string vkey = format_vkey("example.org/log", crypto::PublicKey{});
    ASSERT_TRUE(succeeded(parse_vkey(vkey)));
    for (const std::size_t at : {vkey.find("log"), vkey.find('+') + 1, vkey.size() - 9}) {
        std::string typed = vkey;
        typed[at] = typed[at] == 'a' ? 'b' : 'a';
        const auto parsed = parse_vkey(typed);
        ASSERT_TRUE(failed_with(parsed, ErrorCode::invalid_argument)) << at;
        EXPECT_NE(parsed.error().message().find("mistyped"), std::string::npos) << at;
        EXPECT_NE(parsed.error().hint().find("NAME+HEX+BASE64"), std::string::npos) << at;
    }
}

TEST_F(SigningKeyTest, refuses_a_damaged_pem_and_other_text) {
    for (const std::string_view text :
         {"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", "PRIVATE+KEY+",
          "short"})
        EXPECT_TRUE(failed_with(load_signing_key(file(text), "example.org/log"),
                                ErrorCode::invalid_argument))
            << text;
}

}  // namespace
}  // namespace gdprd::audit
