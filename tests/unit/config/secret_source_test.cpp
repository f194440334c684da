#include "config/secret_source.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "tests/support/printers.hpp"
#include "tests/support/temp_dir.hpp"

namespace gdprd::config {
namespace {

using test::failed_with;
using test::succeeded;
using test::TempDir;

constexpr SecretSource::Kind kFile = SecretSource::Kind::file;

TEST(Key, is_read_in_three_spellings) {
    const TempDir dir;
    Bytes key;
    for (std::uint8_t i = 0; i < 32; ++i) key.push_back(static_cast<std::uint8_t>(i * 7 + 1));
    for (const std::string& text :
         {std::string(as_text(key)), hex_encode(key), hex_encode(key) + "\n", base64_encode(key),
          base64_encode(key) + "\r\n"}) {
        const auto loaded = load_key({kFile, dir.write("k", text)});
        ASSERT_TRUE(succeeded(loaded)) << text;
        EXPECT_EQ(hex_encode(loaded->expose()), hex_encode(key));
    }
}

TEST(Key, is_refused_in_any_other_length) {
    const TempDir dir;
    for (const std::string& text :
         {std::string(), std::string(31, 'a'), std::string(33, 'a'), std::string(64, 'g'),
          std::string(62, 'a'), std::string("aGVsbG8="), hex_encode(Bytes(32, 1)) + "\n\n"})
        EXPECT_TRUE(
            failed_with(load_key({kFile, dir.write("k", text)}), ErrorCode::invalid_argument))
            << text.size();
}

TEST(Key, is_refused_when_others_may_read_it) {
    const TempDir dir;
    const std::string path = dir.write("k", std::string(32, 'a'));
    ASSERT_EQ(::chmod(path.c_str(), 0644), 0);
    EXPECT_TRUE(failed_with(load_key({kFile, path}), ErrorCode::refused));
}

TEST(SecretSource, without_a_place_has_no_secret) {
    EXPECT_FALSE(SecretSource{}.given());
    EXPECT_TRUE(failed_with(load_secret({}), ErrorCode::not_found));
}

}  // namespace
}  // namespace gdprd::config
