#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/printers.hpp"
#include "tests/unit/audit/index/index_fixture.hpp"

namespace gdprd::audit {
namespace {

using test::failed_with;
using test::IndexedTrail;
using test::succeeded;

const OffLoop kOff = OffLoop::on_blocking_thread();

SearchQuery all_of(SearchCriteria criteria, SearchOrder order = SearchOrder::oldest_first) {
    SearchQuery query;
    query.criteria = std::move(criteria);
    query.order = order;
    return query;
}

/// Random searches, in both orders and with small pages, against a look at each entry.
void expect_true_answers(IndexedTrail& indexed, Trail& trail, int searches) {
    for (int i = 0; i < searches; ++i) {
        const auto criteria = indexed.criteria();
        auto expected = indexed.plain_search(trail, criteria);
        auto query = all_of(criteria);
        query.limit = 1 + indexed.roll(200);

        const auto up = IndexedTrail::search(trail, query);
        query.order = SearchOrder::newest_first;
        const auto down = IndexedTrail::search(trail, query);

        ASSERT_TRUE(succeeded(up));
        ASSERT_TRUE(succeeded(down));
        EXPECT_EQ(*up, expected) << "search " << i;
        std::reverse(expected.begin(), expected.end());
        EXPECT_EQ(*down, expected) << "search " << i;
    }
}

TEST(SearchIndex, answers_as_a_look_at_every_entry_does) {
    IndexedTrail indexed;
    auto trail = indexed.dir.open();
    ASSERT_TRUE(succeeded(trail));
    indexed.append(**trail, 6000);
    ASSERT_TRUE(succeeded((*trail)->catch_up_index(kOff)));

    const auto state = (*trail)->index_state();
    EXPECT_EQ(state.indexed, (*trail)->size());
    EXPECT_GE(state.parts, 2U);
    EXPECT_LE(state.parts, 6U) << "eight parts of 700 were merged by three";
    expect_true_answers(indexed, **trail, 60);
}

TEST(SearchIndex, answers_over_restarts_and_what_is_not_indexed_yet) {
    IndexedTrail indexed;
    for (int start = 0; start < 3; ++start) {
        auto trail = indexed.dir.open();
        ASSERT_TRUE(succeeded(trail));
        indexed.append(**trail, 1500);
        if (start != 1) ASSERT_TRUE(succeeded((*trail)->catch_up_index(kOff)));
        indexed.append(**trail, 100);
        expect_true_answers(indexed, **trail, 20);
    }
}

TEST(SearchIndex, says_how_far_it_is_and_counts_what_it_has) {
    IndexedTrail indexed;
    auto trail = indexed.dir.open();
    ASSERT_TRUE(succeeded(trail));
    indexed.append(**trail, 2000);
    ASSERT_TRUE(succeeded((*trail)->catch_up_index(kOff)));

    const auto stats = (*trail)->stats(kOff);

    ASSERT_TRUE(succeeded(stats));
    EXPECT_EQ(stats->index.entries, (*trail)->size());
    EXPECT_EQ(stats->index.indexed, (*trail)->size());
    std::map<EntryType, std::uint64_t> types;
    std::map<std::string, std::uint64_t> actors;
    std::map<std::string, std::uint64_t> days;
    std::uint64_t definitions = 0;
    for (std::uint64_t seq = 0; seq < (*trail)->size(); ++seq) {
        const auto view = (*trail)->read(kOff, EntryIndex(seq));
        ASSERT_TRUE(succeeded(view));
        if ((view->flags & kFlagDefinition) != 0) {
            ++definitions;
            continue;
        }
        ++types[view->type];
        if (!view->actor.empty()) ++actors[view->actor];
        ++days[format_date(date_of(view->wall_time))];
    }
    EXPECT_EQ(stats->types, types);
    EXPECT_EQ(stats->actors, actors);
    EXPECT_EQ(stats->days, days);
    EXPECT_EQ(stats->definitions, definitions);
}

TEST(SearchIndex, finds_nobody_whose_key_is_destroyed) {
    IndexedTrail indexed;
    auto trail = indexed.dir.open();
    ASSERT_TRUE(succeeded(trail));
    indexed.append(**trail, 1500);
    ASSERT_TRUE(succeeded((*trail)->catch_up_index(kOff)));
    SearchCriteria about;
    about.subjects = {3};
    const auto before = IndexedTrail::search(**trail, all_of(about));
    ASSERT_TRUE(succeeded(before));
    ASSERT_FALSE(before->empty());

    indexed.subject_keys.erase(3);

    const auto after = IndexedTrail::search(**trail, all_of(about));
    ASSERT_TRUE(succeeded(after));
    EXPECT_TRUE(after->empty());
}

TEST(SearchIndex, keeps_nothing_of_a_destroyed_epoch) {
    namespace fs = std::filesystem;
    IndexedTrail indexed;
    const std::string copies = indexed.dir.path() + "-copies";
    {
        auto trail = indexed.dir.open();
        ASSERT_TRUE(succeeded(trail));
        indexed.append(**trail, 2000);
        ASSERT_TRUE(succeeded((*trail)->rotate_epoch(kOff)));
        ASSERT_TRUE(succeeded((*trail)->catch_up_index(kOff)));
        const auto before = indexed.files();
        ASSERT_FALSE(before.empty());
        fs::copy(indexed.dir.path() + "/index", copies);

        ASSERT_TRUE(succeeded((*trail)->destroy_epoch(kOff, 1)));

        for (const auto& file : before) EXPECT_FALSE(fs::exists(file)) << file;
        const auto stats = (*trail)->stats(kOff);
        ASSERT_TRUE(succeeded(stats));
        EXPECT_FALSE(stats->types.contains(EntryType::read));
        EXPECT_FALSE(stats->actors.contains("uid:1"));
        EXPECT_GE(stats->unreadable, 2000U);
    }
    // As a gdprd leaves them that was killed in between: no damage, and not kept either.
    fs::copy(copies, indexed.dir.path() + "/index");
    fs::remove_all(copies);
    testing::internal::CaptureStderr();
    auto trail = indexed.dir.open();
    EXPECT_EQ(testing::internal::GetCapturedStderr().find("search_index_damaged"),
              std::string::npos);
    ASSERT_TRUE(succeeded(trail));
    const auto stats = (*trail)->stats(kOff);
    ASSERT_TRUE(succeeded(stats));
    EXPECT_FALSE(stats->actors.contains("uid:1"));
}

TEST(SearchIndex, keeps_no_name_token_or_time_in_clear) {
    IndexedTrail indexed;
    auto trail = indexed.dir.open();
    ASSERT_TRUE(succeeded(trail));
    indexed.append(**trail, 3000);
    ASSERT_TRUE(succeeded((*trail)->catch_up_index(kOff)));
    // Without the clear header of 72 bytes, the same byte everywhere would show structure.
    for (const auto& path : indexed.files()) {
        std::ifstream in(path, std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(in), {}};
        for (const char* word : {"crm", "shop", "email", "newsletter", "uid:", "collection"})
            EXPECT_EQ(bytes.find(word), std::string::npos) << word;
        std::array<std::size_t, 256> counts{};
        for (const char c : bytes.substr(4096)) ++counts[static_cast<std::uint8_t>(c)];
        const double mean = static_cast<double>(bytes.size() - 4096) / 256;
        for (const std::size_t count : counts) {
            EXPECT_LT(static_cast<double>(count), mean * 1.6 + 20);
            EXPECT_GT(static_cast<double>(count), mean * 0.5 - 20);
        }
    }
}

TEST(SearchIndex, is_built_again_when_its_files_were_deleted) {
    IndexedTrail indexed;
    {
        auto trail = indexed.dir.open();
        ASSERT_TRUE(succeeded(trail));
        indexed.append(**trail, 3000);
        ASSERT_TRUE(succeeded((*trail)->catch_up_index(kOff)));
        // while it runs
        std::filesystem::remove_all(indexed.dir.path() + "/index");
        expect_true_answers(indexed, **trail, 15);
        ASSERT_TRUE(succeeded((*trail)->catch_up_index(kOff)));
        expect_true_answers(indexed, **trail, 15);
        EXPECT_FALSE(indexed.files().empty());
    }
    std::filesystem::remove_all(indexed.dir.path() + "/index");

    auto trail = indexed.dir.open();

    ASSERT_TRUE(succeeded(trail));
    ASSERT_TRUE(succeeded((*trail)->catch_up_index(kOff)));
    EXPECT_FALSE(indexed.files().empty());
    expect_true_answers(indexed, **trail, 15);
}

TEST(SearchIndex, notices_every_damage_and_misses_nothing) {
    IndexedTrail indexed;
    {
        auto trail = indexed.dir.open();
        ASSERT_TRUE(succeeded(trail));
        indexed.append(**trail, 1500);
        ASSERT_TRUE(succeeded((*trail)->catch_up_index(kOff)));
    }
    for (int round = 0; round < 24; ++round) {
        {
            auto trail = indexed.dir.open();
            ASSERT_TRUE(succeeded(trail));
            ASSERT_TRUE(succeeded((*trail)->catch_up_index(kOff)));
        }
        const auto files = indexed.files();
        ASSERT_FALSE(files.empty());
        const auto& path = files[indexed.roll(files.size())];
        const auto bytes = std::filesystem::file_size(path);
        if (round % 6 == 0) {
            std::filesystem::resize_file(path, indexed.roll(bytes));
        } else {
            // The padding of the header's block means nothing.
            const auto at = round % 6 == 1 ? indexed.roll(72) : 4096 + indexed.roll(bytes - 4096);
            std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
            file.seekg(static_cast<std::streamoff>(at));
            const char flipped = static_cast<char>(file.get() ^ 0x10);
            file.seekp(static_cast<std::streamoff>(at));
            file.put(flipped);
        }
        auto trail = indexed.dir.open();
        ASSERT_TRUE(succeeded(trail));
        expect_true_answers(indexed, **trail, 4);
    }
}

TEST(SearchIndex, gives_up_parts_of_another_history) {
    IndexedTrail indexed;
    test::TempDir copy;
    namespace fs = std::filesystem;
    {
        auto trail = indexed.dir.open();
        ASSERT_TRUE(succeeded(trail));
        indexed.append(**trail, 1000);
    }
    fs::copy(indexed.dir.path(), copy.path("older"), fs::copy_options::recursive);
    {
        auto trail = indexed.dir.open();
        ASSERT_TRUE(succeeded(trail));
        indexed.append(**trail, 3000);
        ASSERT_TRUE(succeeded((*trail)->catch_up_index(kOff)));
    }
    // The trail is set back, the index is not; then the trail grows again, by other entries.
    fs::remove_all(copy.path("older") + "/index");
    fs::copy(indexed.dir.path() + "/index", copy.path("older") + "/index");
    fs::remove_all(indexed.dir.path());
    fs::copy(copy.path("older"), indexed.dir.path(), fs::copy_options::recursive);
    for (int start = 0; start < 2; ++start) {
        auto trail = indexed.dir.open();
        ASSERT_TRUE(succeeded(trail));
        indexed.append(**trail, 2500);
        expect_true_answers(indexed, **trail, 10);
        ASSERT_TRUE(succeeded((*trail)->catch_up_index(kOff)));
        expect_true_answers(indexed, **trail, 10);
    }
}

TEST(SearchIndex, takes_up_what_a_crash_left) {
    IndexedTrail indexed;
    std::map<std::string, std::string> seen;
    {
        auto trail = indexed.dir.open();
        ASSERT_TRUE(succeeded(trail));
        // Parts before and after merges, all at once: as if no merge had removed anything.
        for (int i = 0; i < 5; ++i) {
            indexed.append(**trail, 800);
            ASSERT_TRUE(succeeded((*trail)->catch_up_index(kOff)));
            for (const auto& path : indexed.files()) {
                std::ifstream in(path, std::ios::binary);
                seen[path] = {std::istreambuf_iterator<char>(in), {}};
            }
        }
    }
    for (const auto& [path, bytes] : seen) {
        std::ofstream(path, std::ios::binary) << bytes;
        std::ofstream(path + ".new", std::ios::binary) << bytes.substr(0, bytes.size() / 2);
    }

    auto trail = indexed.dir.open();

    ASSERT_TRUE(succeeded(trail));
    ASSERT_TRUE(succeeded((*trail)->catch_up_index(kOff)));
    for (const auto& path : indexed.files()) EXPECT_FALSE(path.ends_with(".new"));
    expect_true_answers(indexed, **trail, 20);
}

TEST(SearchIndex, serves_a_filtered_scan_as_a_trail_without_index_does) {
    IndexedTrail indexed;
    {
        auto trail = indexed.dir.open();
        ASSERT_TRUE(succeeded(trail));
        indexed.append(**trail, 3000);
    }
    const auto scan = [&](const ScanFilter& filter) {
        auto trail = indexed.dir.open();
        GDPRD_ASSERT(trail.has_value());
        std::vector<std::uint64_t> out;
        const auto done = (*trail)->scan(kOff, EntryIndex(100), EntryIndex(2500), filter,
                                         [&](const EntryView& view) {
                                             out.push_back(view.index.value());
                                             return true;
                                         });
        EXPECT_TRUE(succeeded(done));
        return out;
    };
    ScanFilter by_request;
    by_request.request = "R-2026-0003";
    ScanFilter by_type;
    by_type.type = EntryType::catalogue;

    const auto request_with = scan(by_request);
    const auto type_with = scan(by_type);
    indexed.dir.options.index.enabled = false;

    EXPECT_FALSE(request_with.empty());
    EXPECT_EQ(request_with, scan(by_request));
    EXPECT_FALSE(type_with.empty());
    EXPECT_EQ(type_with, scan(by_type));
}

TEST(SearchIndex, is_not_needed_to_search) {
    IndexedTrail indexed;
    indexed.dir.options.index.enabled = false;
    auto trail = indexed.dir.open();
    ASSERT_TRUE(succeeded(trail));
    indexed.append(**trail, 300);
    SearchCriteria by_store;
    by_store.stores = {"shop"};

    const auto found = IndexedTrail::search(**trail, all_of(by_store));

    ASSERT_TRUE(succeeded(found));
    EXPECT_EQ(*found, indexed.plain_search(**trail, by_store));
    EXPECT_FALSE((*trail)->index_state().enabled);
    EXPECT_TRUE(failed_with((*trail)->stats(kOff), ErrorCode::unsupported));
    SearchCriteria about;
    about.subjects = {1};
    const auto nobody = IndexedTrail::search(**trail, all_of(about));
    ASSERT_TRUE(succeeded(nobody));
    EXPECT_TRUE(nobody->empty()) << "the trail has no such key";
}

}  // namespace
}  // namespace gdprd::audit
