#include "config/base/crypto_timestamp.hpp"

#include <gtest/gtest.h>

#include "config/base/crypto.hpp"
#include "tests/support/printers.hpp"
#include "tests/support/source_tree.hpp"
#include "tests/support/temp_dir.hpp"

namespace gdprd::crypto {
namespace {

using test::failed_with;
using test::succeeded;

// Made with `openssl ts -reply` for the text "gdprd" and the nonce 7.
const Hash kDigest = sha256(as_bytes("gdprd"));
constexpr std::uint64_t kNonce = 7;

Bytes sample(const std::string& name) {
    const std::string text = test::source_file("tests/fuzz/corpus/timestamp/" + name);
    const BytesView bytes = as_bytes(text);
    return {bytes.begin(), bytes.end()};
}

std::string certificates(const std::string& name) {
    return (test::source_root() / "tests/golden/timestamp" / name).string();
}

TEST(TimestampQuery, is_the_question_of_rfc_3161) {
    const auto query = make_timestamp_query(kDigest, kNonce);

    EXPECT_EQ(hex_encode(query.der),
              "303c0201013031300d060960864801650304020105000420"
              "859023de35775b02e2ed1abfc8eb00e11b9ae65c7bbf573ca275737668211d30"
              "0201070101ff");
}

TEST(TakeTimestamp, gives_the_token_of_the_question) {
    const auto token = take_timestamp(sample("answer"), make_timestamp_query(kDigest, kNonce));

    ASSERT_TRUE(succeeded(token));
    EXPECT_EQ(*token, sample("token"));
}

TEST(TakeTimestamp, refuses_what_answers_another_question) {
    const Hash other = sha256(as_bytes("another"));

    EXPECT_TRUE(
        failed_with(take_timestamp(sample("answer"), make_timestamp_query(kDigest, kNonce + 1)),
                    ErrorCode::corrupt));
    EXPECT_TRUE(failed_with(take_timestamp(sample("answer"), make_timestamp_query(other, kNonce)),
                            ErrorCode::corrupt));
    EXPECT_TRUE(
        failed_with(take_timestamp(sample("refusal"), make_timestamp_query(kDigest, kNonce)),
                    ErrorCode::refused));
    for (const std::string_view none : {"", "no answer", "<html>"}) {
        EXPECT_TRUE(
            failed_with(take_timestamp(as_bytes(none), make_timestamp_query(kDigest, kNonce)),
                        ErrorCode::corrupt));
    }
}

TEST(ReadTimestamp, tells_time_serial_and_policy) {
    const auto stamp = read_timestamp(sample("token"), kDigest);

    ASSERT_TRUE(succeeded(stamp));
    EXPECT_EQ(stamp->time.time_since_epoch(), std::chrono::seconds(1'795'338'484));
    EXPECT_EQ(stamp->serial, "03");
    EXPECT_EQ(stamp->policy, "1.2.3.4.1");
    EXPECT_TRUE(failed_with(read_timestamp(sample("token"), sha256(as_bytes("another"))),
                            ErrorCode::corrupt));
}

TEST(TimestampTrust, takes_only_what_its_certificates_vouch_for) {
    auto trusted = TimestampTrust::load(certificates("ca.pem"));
    auto other = TimestampTrust::load(certificates("other.pem"));
    ASSERT_TRUE(succeeded(trusted));
    ASSERT_TRUE(succeeded(other));

    EXPECT_TRUE(succeeded(trusted->verify(sample("token"), kDigest)));
    EXPECT_TRUE(failed_with(other->verify(sample("token"), kDigest), ErrorCode::crypto));
    EXPECT_TRUE(
        failed_with(trusted->verify(sample("token"), sha256(as_bytes("x"))), ErrorCode::corrupt));
}

TEST(TimestampTrust, notices_every_changed_byte) {
    auto trusted = TimestampTrust::load(certificates("ca.pem"));
    ASSERT_TRUE(succeeded(trusted));
    const Bytes token = sample("token");
    const auto wanted = trusted->verify(token, kDigest);
    ASSERT_TRUE(succeeded(wanted));

    std::size_t taken = 0;
    for (std::size_t i = 0; i < token.size(); ++i) {
        Bytes changed = token;
        changed[i] ^= 0x01;
        const auto stamp = trusted->verify(changed, kDigest);
        if (!stamp) continue;
        // What nobody signed may differ, such as the certificate of the authority's authority that
        // came along; the facts never.
        ++taken;
        EXPECT_EQ(stamp->time, wanted->time) << i;
        EXPECT_EQ(stamp->serial, wanted->serial) << i;
    }
    EXPECT_LT(taken, token.size() / 2);
}

TEST(TimestampTrust, says_that_a_file_has_no_certificate) {
    const test::TempDir dir;

    EXPECT_TRUE(failed_with(TimestampTrust::load(dir.path("absent")), ErrorCode::not_found));
    EXPECT_TRUE(failed_with(TimestampTrust::load(dir.write("empty", std::string_view("x"))),
                            ErrorCode::invalid_argument));
}

}  // namespace
}  // namespace gdprd::crypto
