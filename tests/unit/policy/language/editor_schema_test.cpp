#include "policy/language/editor_schema.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "policy/language/keys.hpp"
#include "tests/support/source_tree.hpp"

namespace gdprd::policy {
namespace {

constexpr const char* kShipped = "config/examples/policy.schema.json";

TEST(EditorSchema, is_the_one_that_is_shipped) {
    if (test::updating_golden()) std::ofstream(test::source_root() / kShipped) << editor_schema();

    EXPECT_TRUE(editor_schema() == test::source_file(kShipped))
        << "GDPRD_UPDATE_GOLDEN=1 rewrites it";
}

TEST(EditorSchema, of_tests_is_the_one_that_is_shipped) {
    const std::string shipped = "config/examples/policy-test.schema.json";
    if (test::updating_golden())
        std::ofstream(test::source_root() / shipped) << editor_schema_of_tests();

    EXPECT_TRUE(editor_schema_of_tests() == test::source_file(shipped))
        << "GDPRD_UPDATE_GOLDEN=1 rewrites it";
}

TEST(EditorSchema, knows_every_key_and_token_of_the_parser) {
    const std::string schema = editor_schema() + editor_schema_of_tests();

    for (const PolicyKey& key : all_keys()) {
        EXPECT_NE(schema.find('"' + std::string(key.name) + "\": {"), std::string::npos)
            << key.name;
        EXPECT_NE(schema.find(key.sentence), std::string::npos) << key.name;
        for (const std::string_view token : tokens_of(key.kind)) {
            EXPECT_NE(schema.find('"' + std::string(token) + '"'), std::string::npos) << token;
        }
    }
}

TEST(PolicyKeys, are_distinct_at_their_place_and_say_what_they_are) {
    for (const PolicyKey& key : all_keys()) {
        EXPECT_EQ(find_key(key.place, key.name), &key) << key.name;
        EXPECT_TRUE(key.sentence.size() > 10) << key.name;
    }
    EXPECT_EQ(find_key(KeyPlace::file, "with"), nullptr);
}

}  // namespace
}  // namespace gdprd::policy
