#include "daemon/services/zip_form.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "daemon/services/zip.hpp"
#include "tests/support/printers.hpp"

namespace gdprd::daemon {
namespace {

Bytes example() {
    const auto zip = make_zip(
        {{"manifest.json", "{}"}, {"data/rows.json", std::string(300, 'x')}, {"empty", ""}},
        WallTime(std::chrono::hours(24 * 365 * 40)));
    EXPECT_TRUE(test::succeeded(zip));
    return zip ? *zip : Bytes{};
}

/// Where the packed bytes of the members are: those belong to the contents.
std::vector<bool> packed_bytes(const Bytes& zip) {
    std::vector<bool> out(zip.size(), false);
    const std::string_view text = as_text(zip);
    for (auto at = text.find("PK\x03\x04"); at != text.npos; at = text.find("PK\x03\x04", at + 1)) {
        const auto lengths = std::size_t{zip[at + 26]} + zip[at + 28];
        const auto end = text.find("PK\x07\x08", at);
        for (auto i = at + 30 + lengths; i < end; ++i) out[i] = true;
    }
    return out;
}

TEST(ZipForm, accepts_what_make_zip_writes) {
    EXPECT_TRUE(test::succeeded(check_zip_form(example())));
}

TEST(ZipForm, finds_each_flipped_bit_outside_the_contents) {
    auto zip = example();
    const auto packed = packed_bytes(zip);
    std::size_t flipped = 0;
    for (std::size_t bit = 0; bit < zip.size() * 8; ++bit) {
        if (packed[bit / 8]) continue;
        zip[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
        EXPECT_TRUE(test::failed_with(check_zip_form(zip), ErrorCode::corrupt)) << "bit " << bit;
        zip[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
        ++flipped;
    }
    EXPECT_GT(flipped, 2000U);
}

TEST(Zip, names_the_member_whose_content_is_damaged) {
    auto zip = example();
    const auto packed = packed_bytes(zip);
    const auto at = as_text(zip).find("data/rows.json") + std::string_view("data/rows.json").size();
    const auto first =
        std::find(packed.begin() + static_cast<std::ptrdiff_t>(at), packed.end(), true);
    ASSERT_NE(first, packed.end());
    zip[static_cast<std::size_t>(first - packed.begin())] ^= 0x07;  // its first deflate block
    const auto read = read_zip(zip);
    ASSERT_TRUE(test::failed_with(read, ErrorCode::corrupt));
    EXPECT_EQ(read.error().message(), "data/rows.json is damaged in the zip file");
}

TEST(ZipForm, takes_no_byte_before_between_or_after) {
    const auto zip = example();
    for (const auto at : {std::size_t{0}, zip.size() / 2, zip.size() - 22, zip.size()}) {
        auto longer = zip;
        longer.insert(longer.begin() + static_cast<std::ptrdiff_t>(at), 0);
        EXPECT_TRUE(test::failed_with(check_zip_form(longer), ErrorCode::corrupt)) << at;
    }
    for (std::size_t size = 0; size < zip.size(); ++size) {
        const Bytes shorter(zip.begin(), zip.begin() + static_cast<std::ptrdiff_t>(size));
        EXPECT_TRUE(test::failed_with(check_zip_form(shorter), ErrorCode::corrupt)) << size;
    }
}

}  // namespace
}  // namespace gdprd::daemon
