#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "audit/segments.hpp"
#include "tests/support/printers.hpp"
#include "tests/support/temp_dir.hpp"

namespace gdprd::audit::test {
namespace {

using namespace gdprd::test;
namespace fs = std::filesystem;

constexpr std::uint64_t kFirst = 8 * kBlockBytes;
constexpr std::uint64_t kFull = 32 * kBlockBytes;

class JournalTest : public testing::Test {
  protected:
    void SetUp() override { fs::create_directories(dir_.path() + "/segments"); }
    std::unique_ptr<Journal> open(JournalPosition position = {}, std::uint64_t full = kFull) {
        auto opened = Journal::open(real_files(), dir_.path(), {kFirst, full}, position);
        EXPECT_TRUE(succeeded(opened));
        return opened ? std::move(*opened) : nullptr;
    }
    /// Writes frames of `bytes` until there are `count` segments. What is in them is of no concern.
    void fill(Journal& journal, std::uint64_t bytes, std::size_t count) {
        const Bytes frame(bytes, 1);
        while (sizes().size() < count) {
            ASSERT_TRUE(succeeded(journal.make_room(bytes, seq_, SpaceClass::ordinary)));
            ASSERT_TRUE(succeeded(journal.write(frame)));
            ++seq_;
        }
    }
    [[nodiscard]] std::vector<std::uint64_t> sizes() const {
        const auto names = list_segments(*real_files(), dir_.path());
        EXPECT_TRUE(succeeded(names));
        std::vector<std::uint64_t> out;
        for (const auto& segment : *names)
            out.push_back(fs::file_size(dir_.path() + "/" + segment.name));
        return out;
    }

    TempDir dir_;
    std::uint64_t seq_ = 0;
};

TEST_F(JournalTest, doubles_its_segments_up_to_their_full_size) {
    const auto journal = open();

    fill(*journal, 2 * kBlockBytes, 5);

    EXPECT_THAT(sizes(), testing::ElementsAre(kFirst, 2 * kFirst, kFull, kFull, kFull));
}

TEST_F(JournalTest, acknowledges_nothing_that_is_written_where_nobody_finds_it) {
    const auto journal = open();
    const Bytes frame(kBlockBytes, 1);
    ASSERT_TRUE(succeeded(journal->write(frame)));
    const std::string segments = dir_.path() + "/segments";
    fs::rename(segments, dir_.path() + "/away");
    EXPECT_TRUE(failed_with(journal->write(frame), ErrorCode::io));

    fs::copy(dir_.path() + "/away", segments, fs::copy_options::recursive);
    EXPECT_TRUE(failed_with(journal->write(frame), ErrorCode::io));

    fs::remove_all(segments);
    fs::rename(dir_.path() + "/away", segments);
    EXPECT_TRUE(succeeded(journal->write(frame)));
}

TEST_F(JournalTest, makes_a_segment_as_long_as_a_frame_wants) {
    const auto journal = open();
    fill(*journal, kBlockBytes, 2);

    fill(*journal, kFull, 3);

    EXPECT_THAT(sizes(), testing::ElementsAre(kFirst, 2 * kFirst, kFull));
}

TEST_F(JournalTest, takes_a_longer_spare_over_and_makes_others_again) {
    fs::create_directories(dir_.path() + "/segments");
    const std::string spare = dir_.path() + "/segments/spare";
    fill(*open(), kBlockBytes, 2);
    const auto last = list_segments(*real_files(), dir_.path())->back().name;
    for (const std::uint64_t bytes : {kFull, kFirst, 2 * kFull}) {
        std::ofstream(spare, std::ios::trunc).close();
        fs::resize_file(spare, bytes);

        open({last, 0});

        EXPECT_EQ(fs::exists(spare), bytes == kFull) << bytes;
    }
}

}  // namespace
}  // namespace gdprd::audit::test
