#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "config/limits.hpp"
#include "config/loader.hpp"
#include "config/setting_value.hpp"
#include "config/settings_table.hpp"
#include "tests/support/source_tree.hpp"

namespace gdprd::config {
namespace {

constexpr std::string_view kPage = "man/gdprd.yaml.5";

/// The lines of the page between `.\" begin NAME...` and `.\" end NAME`.
struct Part {
    std::size_t begin = 0;
    std::size_t length = 0;
};

Part part_of(const std::string& page, const std::string& name) {
    const std::size_t mark = page.find(".\\\" begin " + name);
    const std::size_t end = page.find(".\\\" end " + name + "\n");
    if (mark == std::string::npos || end == std::string::npos) {
        ADD_FAILURE() << "no part " << name;
        return {};
    }
    const std::size_t begin = page.find('\n', mark) + 1;
    return {begin, end - begin};
}

void hold_page_to(const std::string& name, const std::string& expected) {
    std::string page = test::source_file(kPage);
    const Part part = part_of(page, name);
    if (test::updating_golden()) {
        page.replace(part.begin, part.length, expected);
        std::ofstream(test::source_root() / kPage, std::ios::binary) << page;
        return;
    }
    EXPECT_EQ(page.substr(part.begin, part.length), expected)
        << "run config_tests with GDPRD_UPDATE_GOLDEN=1 and read what changed";
}

TEST(Manual, describes_every_setting_and_no_other) {
    hold_page_to("settings", settings_manual());
}

TEST(Manual, tells_every_limit) {
    hold_page_to("limits", limits_manual());
}

TEST(Manual, has_an_example_that_loads) {
    const std::string page = test::source_file(kPage);
    constexpr std::string_view kBegin = ".Sh EXAMPLES\n.Bd -literal\n";
    const std::size_t begin = page.find(kBegin) + kBegin.size();
    const std::size_t end = page.find(".Ed\n", begin);

    const LoadedSettings loaded = parse_settings(page.substr(begin, end - begin), "g.yaml");

    EXPECT_TRUE(loaded.ok()) << loaded.problems_text();
    EXPECT_EQ(loaded.settings.stores.size(), 2U);
}

TEST(SettingsTable, has_each_key_once_with_a_sentence) {
    std::set<std::string_view> keys;
    for (const SettingRow& row : settings_table()) {
        EXPECT_TRUE(keys.insert(row.key).second) << row.key;
        EXPECT_TRUE(row.doc.ends_with('.')) << row.key;
        EXPECT_NE(row.slot, nullptr) << row.key;
        EXPECT_FALSE(row.presence == Presence::required && !row.fallback.empty()) << row.key;
    }
}

TEST(SettingsTable, has_defaults_that_its_own_rules_accept_and_print_back) {
    for (const SettingRow& row : settings_table()) {
        if (row.fallback.empty()) continue;
        Settings settings;
        yaml::Node node;
        node.kind = yaml::Node::Kind::scalar;
        node.text = row.fallback;
        const Slot slot = row.slot(settings, "x");
        const auto problem = assign(row, node, "/d", slot);
        ASSERT_FALSE(problem.has_value()) << row.key << ": " << problem->message;
        const std::string shown = render(row, slot);
        EXPECT_TRUE(shown == row.fallback || shown == "\"" + std::string(row.fallback) + "\"")
            << row.key << " prints " << shown;
    }
}

TEST(SettingsTable, has_bounds_where_numbers_stand) {
    for (const SettingRow& row : settings_table()) {
        const bool number = row.type == ValueType::count || row.type == ValueType::size ||
                            row.type == ValueType::duration;
        EXPECT_EQ(number, row.least < row.most) << row.key;
        EXPECT_EQ(row.type == ValueType::choice, !row.choices.empty()) << row.key;
    }
}

}  // namespace
}  // namespace gdprd::config
