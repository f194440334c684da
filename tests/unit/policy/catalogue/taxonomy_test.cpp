#include "policy/catalogue/taxonomy.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>

namespace gdprd::policy {
namespace {

TEST(Taxonomy, is_sorted_and_every_parent_exists) {
    const auto all = taxonomy();
    EXPECT_TRUE(std::is_sorted(all.begin(), all.end(),
                               [](const auto& a, const auto& b) { return a.key < b.key; }));
    for (const CategoryEntry& entry : all) {
        const std::string_view parent = parent_of(entry.key);
        EXPECT_TRUE(parent.empty() || find_category(parent) != nullptr) << entry.key;
        EXPECT_FALSE(entry.description.empty()) << entry.key;
    }
}

TEST(Taxonomy, knows_no_foreign_key) {
    EXPECT_EQ(find_category("user.contact.e-mail"), nullptr);
    EXPECT_EQ(find_category(""), nullptr);
}

TEST(Taxonomy, flags_articles_9_and_10) {
    EXPECT_EQ(find_category("user.health_and_medical")->sensitivity, Sensitivity::special);
    EXPECT_EQ(find_category("user.demographic.trade_union_membership")->sensitivity,
              Sensitivity::special);
    EXPECT_EQ(find_category("user.criminal_history")->sensitivity, Sensitivity::criminal);
    EXPECT_EQ(find_category("user.contact.email")->sensitivity, Sensitivity::ordinary);
}

TEST(Taxonomy, relates_keys_by_prefix) {
    EXPECT_TRUE(is_within("user.contact.email", "user.contact"));
    EXPECT_TRUE(is_within("user.contact", "user.contact"));
    EXPECT_FALSE(is_within("user.contacts", "user.contact"));
}

TEST(Taxonomy, gives_every_category_a_dpv_term) {
    EXPECT_EQ(dpv_iri("user.contact.email"), "https://w3id.org/dpv/pd#EmailAddress");
    EXPECT_EQ(dpv_iri("user"), "https://w3id.org/dpv#PersonalData");
}

std::filesystem::path shared_folder() {
    const char* named = std::getenv("GDPRD_SHARED");
    return named != nullptr ? std::filesystem::path(named) : std::filesystem::path("../shared");
}

TEST(Taxonomy, has_all_keys_of_the_published_list) {
    std::ifstream list(shared_folder() / "data/taxonomy/fideslang_data_categories.csv");
    if (!list) GTEST_SKIP() << "the published list is not here";
    std::string line;
    std::getline(list, line);
    std::size_t seen = 0;
    while (std::getline(list, line)) {
        const std::string key = line.substr(0, line.find(','));
        if (key == "data_category") continue;
        EXPECT_NE(find_category(key), nullptr) << key;
        ++seen;
    }
    EXPECT_GT(seen, 80U);
}

}  // namespace
}  // namespace gdprd::policy
