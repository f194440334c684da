#include "audit/cosignature.hpp"

#include <gtest/gtest.h>

#include "tests/support/printers.hpp"

namespace gdprd::audit {
namespace {

using test::failed_with;
using test::succeeded;

constexpr std::string_view kName = "witness.example.com/w1";
constexpr CosignatureTime kTime = 1679315147;
// The example of c2sp.org/tlog-cosignature.
constexpr std::string_view kBody =
    "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n";
// Line and key were made by Python's cryptography package with the seed 00 01 .. 1f.
constexpr std::string_view kLine =
    "\xE2\x80\x94 witness.example.com/w1 "
    "oAWfEQAAAABkGFDLBuRDazBLVac2NE+Y+IjbjQOcXLfF9CSDZVUIoS83rE1nFZsVE8YiWV6Ngr7lV8H6bdoBQGP/"
    "l73euDMQ9k+bBQ==\n";
constexpr std::string_view kVkey =
    "witness.example.com/w1+a0059f11+BAOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4";

Secret seed() {
    Bytes counting(32);
    for (std::uint8_t i = 0; i < 32; ++i) counting[i] = i;
    return Secret(counting);
}

SignedNote note_with(std::string_view lines) {
    auto parsed = parse_signature_lines(lines);
    GDPRD_ASSERT(parsed.has_value());
    return {std::string(kBody), std::move(*parsed)};
}

VerifierKey witness() {
    auto key = parse_vkey(kVkey, SignatureType::cosignature_v1);
    GDPRD_ASSERT(key.has_value());
    return *key;
}

TEST(Cosignature, is_the_line_that_another_implementation_makes) {
    EXPECT_EQ(format_signature_line(cosign(kName, seed(), kBody, kTime)), kLine);
    EXPECT_EQ(format_vkey(kName, crypto::ed25519_public(seed()), SignatureType::cosignature_v1),
              kVkey);
}

TEST(Cosignature, tells_when_a_witness_signed) {
    const auto time = find_cosignature(note_with(kLine), witness());

    ASSERT_TRUE(succeeded(time));
    EXPECT_EQ(*time, kTime);
}

TEST(Cosignature, reads_the_time_of_the_specifications_example) {
    const auto lines = parse_signature_lines(
        "\xE2\x80\x94 witness.example.com/w1 jWbPPwAAAABkGFDLEZMHwSRaJNiIDoe9DYn/"
        "zXcrtPHeolMI5OWXEhZCB9dlrDJsX3b2oyin1nPZqhf5nNo0xUe+mbIUBkBIfZ+qnA==\n");
    ASSERT_TRUE(succeeded(lines));
    ASSERT_EQ(lines->front().signature.size(), 72U);
    EXPECT_EQ(get_u64(lines->front().signature), kTime);
}

TEST(Cosignature, takes_the_newest_of_one_witness_and_ignores_others) {
    const auto later = format_signature_line(cosign(kName, seed(), kBody, kTime + 9));
    const auto other = format_signature_line(cosign("other", seed(), kBody, kTime + 99));
    const auto time = find_cosignature(note_with(later + std::string(kLine) + other), witness());

    ASSERT_TRUE(succeeded(time));
    EXPECT_EQ(*time, kTime + 9);
    const auto none = find_cosignature(note_with(other), witness());
    ASSERT_TRUE(succeeded(none));
    EXPECT_FALSE(none->has_value());
}

TEST(Cosignature, refuses_every_changed_bit_of_a_known_witness) {
    const auto good = cosign(kName, seed(), kBody, kTime);
    for (std::size_t bit = 0; bit < good.signature.size() * 8; ++bit) {
        auto bad = good;
        bad.signature[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
        const SignedNote note{std::string(kBody), {bad}};
        EXPECT_TRUE(failed_with(find_cosignature(note, witness()), ErrorCode::crypto)) << bit;
    }
    auto cut = good;
    cut.signature.pop_back();
    EXPECT_TRUE(
        failed_with(find_cosignature({std::string(kBody), {cut}}, witness()), ErrorCode::crypto));
    EXPECT_TRUE(failed_with(find_cosignature({std::string(kBody) + "x\n", {good}}, witness()),
                            ErrorCode::crypto));
}

TEST(Cosignature, is_no_signature_of_a_log_and_its_key_no_logs_key) {
    EXPECT_TRUE(failed_with(parse_vkey(kVkey), ErrorCode::unsupported));
    const auto log = format_vkey(kName, crypto::ed25519_public(seed()));
    EXPECT_TRUE(
        failed_with(parse_vkey(log, SignatureType::cosignature_v1), ErrorCode::unsupported));
    // The type is part of the id: the same bytes under the other type do not fit.
    auto wrong = std::string(kVkey);
    wrong[wrong.find('+') + 1] = 'b';
    EXPECT_TRUE(
        failed_with(parse_vkey(wrong, SignatureType::cosignature_v1), ErrorCode::invalid_argument));
}

}  // namespace
}  // namespace gdprd::audit
