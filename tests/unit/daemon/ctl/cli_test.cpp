#include "daemon/ctl/cli.hpp"

#include <gtest/gtest.h>

#include <fstream>
#include <iterator>
#include <sstream>

#include "policy/requests/refusal.hpp"

namespace gdprd::daemon::ctl {
namespace {

/// One command with every kind of argument and option; what was typed is kept.
class CliTest : public testing::Test {
  protected:
    CliTest() {
        add("one", {{"A", "", Argument::Times::one}, {"B", "", Argument::Times::optional}});
        add("many", {{"A", "", Argument::Times::one}, {"B", "", Argument::Times::many}});
        add("any", {{"A", "", Argument::Times::one}, {"B", "", Argument::Times::any}});
    }
    void add(std::string verb, std::vector<Argument> arguments) {
        cli_.add({.noun = "noun",
                  .verb = std::move(verb),
                  .doc = "Do it",
                  .arguments = std::move(arguments),
                  .options = {{"--flag", "", ""},
                              {"--value", "V", ""},
                              {"--list", "L", "", Option::Times::many}},
                  .run =
                      [this](const Invocation& typed, Context& context) {
                          typed_ = typed;
                          format_ = context.out().format();
                          return Exit::changes;
                      },
                  .offline = true});
    }
    int run(std::vector<const char*> words) {
        words.insert(words.begin(), "gdprctl");
        testing::internal::CaptureStdout();
        testing::internal::CaptureStderr();
        const int code = cli_.run(static_cast<int>(words.size()), words.data());
        testing::internal::GetCapturedStdout();
        err_ = testing::internal::GetCapturedStderr();
        return code;
    }
    /// With one space for every run of white space: hints stand on a line of their own.
    static std::string flat(const std::string& text) {
        std::istringstream words(text);
        std::string out;
        for (std::string word; words >> word;) out += word + " ";
        return out;
    }
    std::string err_;
    Cli cli_;
    Invocation typed_;
    Format format_ = Format::text;
};

TEST_F(CliTest, takes_options_before_between_and_after) {
    EXPECT_EQ(run({"-o", "json", "noun", "one", "a", "--value", "v", "b", "--flag"}), 20);
    EXPECT_EQ(typed_.get("A"), "a");
    EXPECT_EQ(typed_.get("B"), "b");
    EXPECT_EQ(typed_.get("--value"), "v");
    EXPECT_TRUE(typed_.has("--flag"));
    EXPECT_EQ(format_, Format::json);

    EXPECT_EQ(run({"noun", "one", "a", "-o", "tsv"}), 20);
    EXPECT_EQ(format_, Format::tsv);
}

TEST_F(CliTest, leaves_what_is_optional_out) {
    EXPECT_EQ(run({"noun", "one", "a"}), 20);
    EXPECT_FALSE(typed_.has("B"));
    EXPECT_EQ(run({"noun", "any", "a"}), 20);
    EXPECT_FALSE(typed_.has("B"));
}

TEST_F(CliTest, takes_many_and_the_dash_of_standard_input) {
    EXPECT_EQ(run({"noun", "many", "-", "b", "c"}), 20);
    EXPECT_EQ(typed_.get("A"), "-");
    EXPECT_EQ(typed_.all("B"), (std::vector<std::string>{"b", "c"}));
    EXPECT_EQ(run({"noun", "any", "a", "--list", "x", "b", "--list", "y"}), 20);
    EXPECT_EQ(typed_.all("--list"), (std::vector<std::string>{"x", "y"}));
    EXPECT_EQ(typed_.all("B"), (std::vector<std::string>{"b"}));
}

TEST_F(CliTest, ends_with_two_for_every_wrong_use) {
    const std::vector<std::vector<const char*>> wrong{
        {},
        {"noun"},
        {"verb"},
        {"noun", "two"},
        {"noun", "one"},
        {"noun", "one", "a", "b", "c"},
        {"noun", "many", "a"},
        {"noun", "one", "a", "--unknown"},
        {"noun", "one", "a", "--value"},
        {"noun", "one", "a", "--value", "1", "--value", "2"},
        {"-o", "xml", "noun", "one", "a"},
    };
    for (const auto& words : wrong) {
        std::string shown;
        for (const auto* word : words) shown.append(word).append(" ");
        EXPECT_EQ(run(words), 2) << shown;
    }
}

TEST_F(CliTest, says_which_word_was_meant) {
    struct Case {
        std::vector<const char*> words;
        const char* said;
    };
    for (const Case& c :
         {Case{{"noum"}, "unknown noun: noum; did you mean noun?"},
          Case{{"noun", "mnay", "a", "b"}, "did you mean many? next: gdprctl noun --help"},
          Case{{"noun", "one", "a", "--vlaue", "v"}, "did you mean --value?"},
          Case{{"--outputs", "json", "noun", "one"}, "did you mean --output?"},
          Case{{"noun", "one", "--value=v", "a", "--lost=x"}, "mean --list?"},
          Case{{"noun", "xyzzy"}, "unknown verb of noun: xyzzy\n"}}) {
        EXPECT_EQ(run(c.words), 2);
        EXPECT_NE(flat(err_).find(flat(c.said)), std::string::npos) << err_;
    }
}

TEST_F(CliTest, takes_no_value_for_a_misspelt_word) {
    EXPECT_EQ(cli_.find_unknown({"noun", "one", "--value", "--vlaue"}), std::nullopt);
    EXPECT_EQ(cli_.find_unknown({"-o", "json", "noun", "one", "anything"}), std::nullopt);
    EXPECT_EQ(cli_.find_unknown({"noun", "one", "--", "--vlaue"}), std::nullopt);
    EXPECT_EQ(cli_.find_unknown({"noun", "many", "-"}), std::nullopt);
}

TEST(CommandExamples, are_commands_that_exist) {
    Cli cli;
    add_commands(cli);
    for (const auto& command : cli.commands()) {
        std::istringstream words(example_of(command));
        std::vector<std::string> line;
        for (std::string word; words >> word;) line.push_back(word);
        line.erase(line.begin());
        EXPECT_EQ(cli.find_unknown(line), std::nullopt) << example_of(command);
        const auto needed = std::count_if(
            command.arguments.begin(), command.arguments.end(), [](const Argument& a) {
                return a.times == Argument::Times::one || a.times == Argument::Times::many;
            });
        EXPECT_GE(static_cast<std::ptrdiff_t>(line.size()), 2 + needed) << example_of(command);
        for (const auto& option : command.options)
            if (option.times == Option::Times::required)
                EXPECT_NE(command.example.find(option.name), std::string_view::npos)
                    << example_of(command);
    }
}

TEST(CommandRefuse, lists_the_grounds_when_none_is_given_and_the_manual_has_them) {
    Cli cli;
    add_commands(cli);
    testing::internal::CaptureStderr();
    const char* const words[] = {"gdprctl", "requests", "refuse", "R-2026-0001"};
    const int code = cli.run(4, words);
    const auto said = testing::internal::GetCapturedStderr();
    std::ifstream page(std::string(GDPRD_SOURCE_DIR) + "/man/gdprctl.1");
    const std::string manual{std::istreambuf_iterator<char>(page),
                             std::istreambuf_iterator<char>()};

    EXPECT_EQ(code, 2);
    for (const auto& ground : policy::refusal_grounds()) {
        EXPECT_NE(said.find(ground.code), std::string::npos) << ground.code << " in " << said;
        EXPECT_NE(
            manual.find(".It Li " + std::string(ground.code) + "\n" + std::string(ground.article)),
            std::string::npos)
            << ground.code;
    }
}

TEST_F(CliTest, ends_with_zero_for_help_and_version) {
    EXPECT_EQ(run({"--help"}), 0);
    EXPECT_EQ(run({"noun", "one", "--help"}), 0);
    EXPECT_EQ(run({"--version"}), 0);
}

}  // namespace
}  // namespace gdprd::daemon::ctl
