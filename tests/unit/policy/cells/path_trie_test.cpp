#include "policy/cells/path_trie.hpp"

#include <gmock/gmock.h>

#include "config/limits.hpp"

namespace gdprd::policy {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

/// Adds JSON values, one a cell.
std::vector<CellPath> paths_of(const std::vector<std::string>& cells) {
    PathTrie trie;
    for (const auto& cell : cells) {
        trie.begin_cell();
        (void)read_leaves(CellFormat::json, cell, [&](auto keys, std::string_view value) {
            trie.add(keys, value);
            return true;
        });
    }
    sweep::Sweeper sweeper;
    return trie.take(sweeper);
}

std::vector<std::string> places_of(const std::vector<std::string>& cells) {
    std::vector<std::string> out;
    for (const auto& path : paths_of(cells)) out.push_back(to_pointer(path.keys));
    return out;
}

TEST(PathTrie, folds_indices) {
    const auto paths = paths_of({R"({"contacts":[{"mail":"a"},{"mail":"b"}],"tags":["x"]})"});

    ASSERT_THAT(paths, SizeIs(2));
    EXPECT_EQ(to_pointer(paths[0].keys), "/contacts/*/mail");
    EXPECT_EQ(to_pointer(paths[1].keys), "/tags/*");
    EXPECT_THAT(paths[0].samples, SizeIs(2));
    EXPECT_EQ(paths[0].cells, 1U) << "one cell has both values";
}

TEST(PathTrie, folds_names_that_are_somebodys_data) {
    EXPECT_THAT(places_of({R"({"anna@x.example":{"lang":"de"}})"}), ElementsAre("/*/lang"));
    EXPECT_THAT(places_of({R"({"DE89370400440532013000":"x"})"}), ElementsAre("/*"));
    EXPECT_THAT(places_of({R"({"+49 30 901820":"x"})"}), ElementsAre("/*"));
    EXPECT_THAT(places_of({R"({"by":{"Anna Schmidt":1,"Peter Müller":2,"Julia Weber":3}})"}),
                ElementsAre("/by/*"));
    EXPECT_THAT(places_of({R"({"scores":{"4711":1,"4712":2}})"}), ElementsAre("/scores/*"));
    EXPECT_THAT(places_of({R"({"customer 123456":1})"}), ElementsAre("/*"));
}

TEST(PathTrie, keeps_no_name_of_a_person_beside_a_word_that_fields_are_called_by) {
    std::vector<std::string> cells(8, R"({"theme":"x","email":"p@x.example"})");
    cells.emplace_back(
        R"({"Anna Berg phone":"1","clara_moreau_email":"2","zxq_moreau":"3","zxq_phone":"4"})");
    EXPECT_THAT(places_of(cells), ElementsAre("/*", "/email", "/theme"));
}

TEST(PathTrie, keeps_no_given_name_that_is_a_word_in_some_language) {
    EXPECT_THAT(places_of({R"({"members":{"anna":{"mail":"1"},"hugo":{"mail":"2"}}})"}),
                ElementsAre("/members/*/mail"));
}

TEST(PathTrie, folds_names_of_accounts_that_stand_in_few_cells) {
    std::vector<std::string> cells(97, R"({"theme":"x"})");
    for (int i = 0; i < 3; ++i) cells.emplace_back(R"({"theme":"x","wq7hnowk":"read"})");
    EXPECT_THAT(places_of(cells), ElementsAre("/*", "/theme"));
}

TEST(PathTrie, counts_cells_and_not_the_objects_in_them) {
    std::vector<std::string> cells(19, R"({"theme":"x"})");
    cells.emplace_back(
        R"({"theme":"x","friends":{"anna":{"zimtstern":1},"berta":{"zimtstern":1}}})");
    EXPECT_THAT(places_of(cells), testing::Not(testing::Contains(testing::HasSubstr("zimtstern"))));
}

TEST(PathTrie, leaves_names_of_fields) {
    EXPECT_THAT(places_of({R"({"email":"x","first_name":"x","address":{"street":"x","zip":"1"},
                               "@type":"x","line2":"x"})"}),
                ElementsAre("/@type", "/address/street", "/address/zip", "/email", "/first_name",
                            "/line2"));
}

TEST(PathTrie, folds_names_that_vary_without_end) {
    std::vector<std::string> cells;
    for (int i = 0; i < 100; ++i) {
        const std::string name(1, static_cast<char>('a' + i % 26));
        cells.push_back(R"({"sessions":{"q)" + name + "zz" + std::to_string(i) + R"(":"x"}})");
    }
    EXPECT_THAT(places_of(cells), ElementsAre("/sessions/*"));
}

TEST(PathTrie, folds_a_name_that_stands_in_one_cell_alone_and_calls_nothing) {
    std::vector<std::string> cells(9, R"({"theme":"dark"})");
    cells.emplace_back(R"({"theme":"dark","wuselheim":"x","email":"y"})");
    EXPECT_THAT(places_of(cells), ElementsAre("/*", "/email", "/theme"));
}

TEST(PathTrie, is_bounded) {
    PathTrie trie;
    const std::string long_value(100'000, 'x');
    const std::size_t cells = config::limits::kCellPlaces + 100;
    for (std::size_t i = 0; i < cells; ++i) {
        trie.begin_cell();
        // an object below an object below one: names do not run out at one level
        const std::string a = "a" + std::to_string(i % 60);
        const std::string b = "b" + std::to_string(i / 60 % 60);
        const std::string c = "c" + std::to_string(i / 3600);
        const std::vector<CellKey> keys{{a, false}, {b, false}, {c, false}};
        trie.add(keys, long_value);
    }
    EXPECT_GT(trie.left_out(), 0U);
    sweep::Sweeper sweeper;
    std::size_t bytes = 0;
    const auto paths = trie.take(sweeper);
    for (const auto& path : paths)
        for (const auto& sample : path.samples) bytes += sample.expose().size();
    EXPECT_LE(paths.size(), config::limits::kCellPlaces);
    EXPECT_LE(bytes, config::limits::kCellSampleBytes);
}

TEST(PathTrie, cuts_samples_between_characters) {
    std::string value(255, 'x');
    value += "ä and more";
    const auto paths = paths_of({R"({"note":")" + value + "\"}"});
    ASSERT_THAT(paths, SizeIs(1));
    EXPECT_EQ(paths[0].samples[0].expose(), std::string(255, 'x'));
}

}  // namespace
}  // namespace gdprd::policy
