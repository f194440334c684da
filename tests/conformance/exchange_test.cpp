// Replacing a file that others replace too.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <thread>

#include "connectors/files/exchange.hpp"
#include "connectors/files/file_rules.hpp"
#include "tests/conformance/files_fixture.hpp"

namespace gdprd::connectors::test {
namespace {

using gdprd::test::failed_with;
using gdprd::test::succeeded;

FileVersion version_at(const std::string& path) {
    struct stat file{};
    EXPECT_EQ(::stat(path.c_str(), &file), 0);
    return version_of(file);
}

TEST(FilesExchange, gives_back_a_newer_file_that_came_meanwhile) {
    const gdprd::test::TempDir dir;
    const Descriptor parent(::open(dir.path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    const FileVersion read = version_at(dir.write("x.csv", "read"));
    dir.write("fresh", "fresh");
    std::filesystem::rename(dir.write("moved", "newer"), dir.path("x.csv"));

    EXPECT_TRUE(
        failed_with(exchange_files(parent.get(), "fresh", "x.csv", read), ErrorCode::stale));
    EXPECT_EQ(dir.read("x.csv"), "newer");
    EXPECT_EQ(dir.read("fresh"), "fresh");

    const FileVersion newer = version_at(dir.path("x.csv"));
    EXPECT_TRUE(succeeded(exchange_files(parent.get(), "fresh", "x.csv", newer)));
    EXPECT_EQ(dir.read("x.csv"), "fresh");
    EXPECT_FALSE(std::filesystem::exists(dir.path("fresh")));
    EXPECT_TRUE(
        failed_with(exchange_files(parent.get(), "gone", "x.csv", newer), ErrorCode::stale));
}

/// What came out has to go back, and is gone: then the new version is in the file's place.
TEST(FilesExchange, says_not_that_nothing_was_written_when_something_was) {
    const gdprd::test::TempDir dir;
    const Descriptor parent(::open(dir.path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    const FileVersion read = version_at(dir.write("x.csv", "read"));
    dir.write("fresh", "fresh");

    const auto failed = exchange_files(parent.get(), "fresh", "x.csv", read, [&] {
        std::filesystem::remove(dir.path("fresh"));
        return false;
    });

    ASSERT_TRUE(failed_with(failed, ErrorCode::conflict));
    EXPECT_EQ(failed.error().message().find("nothing was written"), std::string::npos);
    EXPECT_EQ(dir.read("x.csv"), "fresh");
}

/// Then the new version, and what others wrote into it, is in the file's place.
TEST(FilesExchange, says_not_that_nothing_was_written_when_others_wrote_into_the_new_version) {
    for (const bool is_moved_over : {false, true}) {
        const gdprd::test::TempDir dir;
        const Descriptor parent(::open(dir.path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        const FileVersion read = version_at(dir.write("x.csv", "read"));
        dir.write("fresh", "fresh");
        if (is_moved_over) std::filesystem::rename(dir.write("moved", "newer"), dir.path("x.csv"));

        const auto failed = exchange_files(parent.get(), "fresh", "x.csv", read, [&] {
            dir.write("x.csv", "fresh, and more");
            return is_moved_over;
        });

        ASSERT_TRUE(failed_with(failed, ErrorCode::conflict));
        EXPECT_EQ(failed.error().message().find("nothing was written"), std::string::npos);
        EXPECT_EQ(dir.read("x.csv"), "fresh, and more");
        EXPECT_EQ(dir.read("x.csv.gdprd-kept"), is_moved_over ? "newer" : "read");
        EXPECT_FALSE(std::filesystem::exists(dir.path("fresh")));
    }
}

/// Where NAME.gdprd-kept is another file, or would be too long.
TEST(FilesExchange, keeps_a_version_that_came_out_under_another_name_and_tells_it) {
    for (const std::string& name : {std::string("x.csv"), std::string(250, 'x')}) {
        const gdprd::test::TempDir dir;
        const Descriptor parent(::open(dir.path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        const FileVersion read = version_at(dir.write(name, "read"));
        dir.write("x.csv.gdprd-kept", "earlier");
        const std::string fresh = temporary_for(name);
        dir.write(fresh, "fresh");

        const auto failed = exchange_files(parent.get(), fresh, name, read, [&] {
            dir.write(name, "fresh, and more");
            return false;
        });

        ASSERT_TRUE(failed_with(failed, ErrorCode::conflict));
        EXPECT_EQ(dir.read("x.csv.gdprd-kept"), "earlier");
        int kept = 0;
        for (const auto& entry : std::filesystem::directory_iterator(dir.path())) {
            const std::string as = entry.path().filename();
            if (dir.read(as) != "read") continue;
            ++kept;
            EXPECT_FALSE(is_own_temporary(as));
            EXPECT_NE(failed.error().message().find(as), std::string::npos);
        }
        EXPECT_EQ(kept, 1);
    }
}

TEST_F(Files, lose_no_export_that_is_moved_over_them_while_they_are_written) {
    constexpr int kExports = 150;
    const auto content = [](int number) {
        return "id,name\n1,Ada\n2,export " + std::to_string(number) + "\n";
    };
    dir_.write("x.csv", content(0));
    std::atomic<bool> done = false;
    int lost = 0;
    // while names are exchanged the older content may be seen for a moment
    const auto comes_back = [&](const std::string& text) {
        const auto until = std::chrono::steady_clock::now() + std::chrono::seconds(5);
        while (dir_.read("x.csv").find(text) == std::string::npos) {
            if (std::chrono::steady_clock::now() > until) return false;
            std::this_thread::yield();
        }
        return true;
    };
    std::thread exporter([&] {
        for (int i = 1; i <= kExports && lost == 0; ++i) {
            std::filesystem::rename(dir_.write("exporter/new", content(i)), dir_.path("x.csv"));
            std::this_thread::yield();
            lost += comes_back("export " + std::to_string(i) + "\n") ? 0 : 1;
        }
        done = true;
    });
    const auto store = connect([](StoreSettings& s) { s.row_keys = {"x.csv=id"}; });
    while (!done) {
        const auto ada = find(*store, "x.csv", "name", "Ada");
        if (ada && !ada->rows.empty()) (void)store->apply(off_, deletion(*ada), digest);
    }
    exporter.join();

    EXPECT_EQ(lost, 0);
    EXPECT_EQ(entries(dir_.path()), 2) << "no temporary is left";
}

}  // namespace
}  // namespace gdprd::connectors::test
