#include <gtest/gtest.h>

#include <filesystem>
#include <regex>
#include <set>

#include "config/base/files.hpp"
#include "daemon/command_line.hpp"
#include "daemon/ctl/cli.hpp"
#include "policy/identity/identifier.hpp"
#include "tests/support/printers.hpp"

namespace gdprd::daemon::ctl {
namespace {

std::string manual(const std::string& name) {
    const auto path = (std::filesystem::path(GDPRD_SOURCE_DIR) / "man" / name).string();
    const auto bytes = read_file(path, 1U << 20U);
    EXPECT_TRUE(test::succeeded(bytes)) << path;
    return bytes ? std::string(as_text(*bytes)) : std::string();
}

std::set<std::string> all_matches(const std::string& text, const std::string& pattern) {
    std::set<std::string> out;
    const std::regex regex(pattern, std::regex::multiline);
    for (std::sregex_iterator it(text.begin(), text.end(), regex), end; it != end; ++it) {
        auto found = (*it)[1].str();
        if (it->size() > 2) found += " " + (*it)[2].str();
        out.insert(std::move(found));
    }
    return out;
}

/// In mdoc a hyphen at the start of a word is written "\-"; the tests compare plain text.
std::string without_escapes(std::string text) {
    for (auto at = text.find("\\-"); at != std::string::npos; at = text.find("\\-", at)) {
        text.erase(at, 1);
    }
    return text;
}

std::string section_of(const std::string& page, const std::string& title) {
    const auto text = without_escapes(page);
    const auto start = text.find("\n.Sh " + title + "\n");
    if (start == std::string::npos) return {};
    const auto end = text.find("\n.Sh ", start + 1);
    return text.substr(start, end == std::string::npos ? end : end - start + 1);
}

const Cli& commands() {
    static const Cli cli = [] {
        Cli made;
        add_commands(made);
        return made;
    }();
    return cli;
}

TEST(Manual, describes_exactly_the_verbs_that_exist) {
    std::set<std::string> exist;
    for (const auto& command : commands().commands()) {
        exist.insert(command.noun + " " + command.verb);
    }

    const auto section = section_of(manual("gdprctl.1"), "COMMANDS");

    EXPECT_EQ(exist, all_matches(section, R"(^\.It Cm (\S+) (\S+))"));
}

TEST(Manual, describes_exactly_the_flags_of_each_verb) {
    const auto section = section_of(manual("gdprctl.1"), "COMMANDS");
    for (const auto& command : commands().commands()) {
        const auto name = command.noun + " " + command.verb;
        const auto start = section.find(".It Cm " + name);
        ASSERT_NE(start, std::string::npos) << name;
        const auto end = section.find("\n.It Cm ", start + 1);
        const auto text = section.substr(start, end == std::string::npos ? end : end - start);
        std::set<std::string> exist;
        for (const auto& option : command.options) exist.insert(option.name.substr(2));
        EXPECT_EQ(exist, all_matches(text, R"(Fl -([a-z0-9-]+))")) << name;
        for (const auto& argument : command.arguments) {
            EXPECT_NE(text.find("Ar " + argument.name), std::string::npos)
                << name << " " << argument.name;
        }
    }
}

TEST(Manual, lists_exactly_the_types_of_identifiers) {
    const auto section = section_of(manual("gdprctl.1"), "COMMANDS");
    const auto start = section.find("The types are\n");
    ASSERT_NE(start, std::string::npos);
    const auto text = section.substr(start, section.find(".It Cm", start) - start);
    std::set<std::string> exist{"phone.CC"};
    for (const auto type : policy::identifier_types())
        if (!type.starts_with("phone.")) exist.emplace(type);

    EXPECT_EQ(exist, all_matches(text, R"(^\.Ic (\S+))"));
}

TEST(Manual, describes_exactly_the_common_options) {
    std::set<std::string> exist{"version", "help"};
    for (const auto& option : Cli::common_options()) exist.insert(option.name.substr(2));

    EXPECT_EQ(exist, all_matches(section_of(manual("gdprctl.1"), "OPTIONS"), R"(Fl -([a-z-]+))"));
}

TEST(Manual, lists_exactly_the_exit_codes) {
    std::set<std::string> exist;
    for (const auto code : {Exit::done, Exit::failed, Exit::usage, Exit::partly_done, Exit::refused,
                            Exit::verification_failed, Exit::changes}) {
        exist.insert(std::to_string(static_cast<int>(code)));
    }

    EXPECT_EQ(exist,
              all_matches(section_of(manual("gdprctl.1"), "EXIT STATUS"), R"(^\.It ([0-9]+)$)"));
}

TEST(Manual, describes_exactly_the_flags_of_the_daemon) {
    const auto typed = all_matches(std::string(usage_text()), R"(--([a-z]+))");
    const auto page = without_escapes(manual("gdprd.8"));

    EXPECT_EQ(typed, all_matches(page, R"(Fl -([a-z]+))"));
    EXPECT_NE(page.find("Cm init"), std::string::npos);
    EXPECT_EQ((std::set<std::string>{"0", "1", "2"}),
              all_matches(section_of(page, "EXIT STATUS"), R"(^\.It ([0-9]+)$)"));
}

TEST(Manual, tells_exactly_the_metrics_that_are_served) {
    const std::string name = R"(((?:gdprd|process)_[a-z_]+))";
    std::set<std::string> served;
    for (const char* file : {"daemon/http/api_daemon.cpp", "daemon/services/metrics.cpp"}) {
        const auto path = (std::filesystem::path(GDPRD_SOURCE_DIR) / file).string();
        const auto source = read_file(path, 1U << 20U);
        ASSERT_TRUE(test::succeeded(source));
        served.merge(all_matches(std::string(as_text(*source)), name));
    }
    EXPECT_FALSE(served.empty());
    EXPECT_EQ(all_matches(section_of(manual("gdprd.8"), "METRICS"), name), served);
}

}  // namespace
}  // namespace gdprd::daemon::ctl
