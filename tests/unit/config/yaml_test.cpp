#include "config/yaml.hpp"

#include <gtest/gtest.h>

#include "config/limits.hpp"

namespace gdprd::config::yaml {
namespace {

constexpr std::uint64_t kEnough = 1024 * 1024;

Node good(std::string_view text) {
    auto parsed = parse(text, kEnough);
    if (const auto* problem = std::get_if<Problem>(&parsed)) {
        ADD_FAILURE() << problem->to_text("f.yaml");
        return {};
    }
    return std::get<Node>(std::move(parsed));
}

std::string bad(std::string_view text) {
    const auto parsed = parse(text, kEnough);
    const auto* problem = std::get_if<Problem>(&parsed);
    return problem == nullptr ? "accepted" : problem->to_text("f.yaml");
}

TEST(Yaml, keeps_the_place_of_everything) {
    const Node root = good("a: 1\nb:\n  - x\n  - \"y\"\nc: {d: ~, e: }\n");
    ASSERT_TRUE(root.is_map());
    ASSERT_EQ(root.children.size(), 3U);
    EXPECT_EQ(root.find("a")->text, "1");
    EXPECT_EQ(root.find("a")->at, (Position{1, 4}));
    const Node* list = root.find("b");
    ASSERT_NE(list, nullptr);
    EXPECT_EQ(list->key_at, (Position{2, 1}));
    ASSERT_EQ(list->children.size(), 2U);
    EXPECT_FALSE(list->children[0].quoted);
    EXPECT_TRUE(list->children[1].quoted);
    EXPECT_EQ(list->children[1].at, (Position{4, 5}));
    ASSERT_EQ(root.find("c")->children.size(), 2U);
    EXPECT_TRUE(root.find("c")->find("d")->is_null());
    EXPECT_TRUE(root.find("c")->find("e")->is_null());
    EXPECT_EQ(root.find("absent"), nullptr);
    EXPECT_EQ(list->find("x"), nullptr);
}

TEST(Yaml, is_null_when_empty) {
    EXPECT_TRUE(good("").is_null());
    EXPECT_TRUE(good("# only a comment\n").is_null());
    EXPECT_TRUE(good("---\n").is_null());
}

TEST(Yaml, refuses_what_hides_or_multiplies) {
    EXPECT_EQ(bad("a: 1\nb: 2\na: 3\n"), "f.yaml:3:1: the key \"a\" is given twice");
    EXPECT_EQ(bad("a: &x 1\nb: *x\n"), "f.yaml:1:4: anchors (&name) are not used here");
    EXPECT_EQ(bad("a: !!binary aGk=\n"), "f.yaml:1:4: tags (!name) are not used here");
    EXPECT_EQ(bad("? [a]\n: 1\n"), "f.yaml:1:3: a key must be plain text");
    EXPECT_EQ(bad("a: 1\n---\nb: 2\n"), "f.yaml:1:1: the file holds more than one document (---)");
    EXPECT_EQ(bad("a: *x\n").substr(0, 11), "f.yaml:1:4:");
}

TEST(Yaml, refuses_what_is_not_text) {
    EXPECT_EQ(bad("a: 1\nb: \xff\n"), "f.yaml:2:1: this line is not UTF-8");
    EXPECT_EQ(bad(std::string_view("a: \0b", 5)), "f.yaml:1:4: a control character stands here");
    EXPECT_EQ(bad("a: \x1b[2J\n"), "f.yaml:1:4: a control character stands here");
}

TEST(Yaml, refuses_what_is_too_large_or_too_deep) {
    EXPECT_EQ(std::get<Problem>(parse("a: 123", 5)).message, "the file is longer than 5 bytes");
    const std::string deep(limits::kYamlDepth, '[');
    const std::string ends(limits::kYamlDepth, ']');
    EXPECT_EQ(bad(deep + "[]" + ends), "f.yaml:1:33: nested more than 32 levels deep");
    EXPECT_TRUE(good(deep + ends).is_sequence());
    EXPECT_NE(bad(std::string(100'000, '[')), "accepted");
    EXPECT_NE(bad(std::string(100'000, '{')), "accepted");
    std::string steps;
    for (std::size_t i = 0; i < 60; ++i) steps += std::string(i, ' ') + "a:\n";
    EXPECT_NE(bad(steps), "accepted");
}

TEST(Yaml, tells_where_the_grammar_ends) {
    EXPECT_EQ(bad("a: [1, 2\n").substr(0, 9), "f.yaml:2:");
    EXPECT_EQ(bad("a: 1\n b: 2\n").substr(0, 9), "f.yaml:2:");
    for (const char* text : {"a: \"open\n", "a: 'open\n", "a: \"open", "a: 'x\n\n", "a: [\"b\n]"})
        EXPECT_EQ(bad(text).substr(0, 7), "f.yaml:") << text;
}

}  // namespace
}  // namespace gdprd::config::yaml
