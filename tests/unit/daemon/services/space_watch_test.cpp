#include "daemon/services/space_watch.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "tests/support/temp_dir.hpp"

namespace gdprd::daemon {
namespace {

const OffLoop kOff = OffLoop::on_blocking_thread();

TEST(SpaceWatch, tells_a_file_system_with_room_from_one_without) {
    const test::TempDir dir;

    EXPECT_TRUE(SpaceWatch(dir.path(), 1).enough(kOff));
    EXPECT_FALSE(SpaceWatch(dir.path(), std::numeric_limits<std::uint64_t>::max()).enough(kOff));
    EXPECT_FALSE(SpaceWatch(dir.path() + "/gone", 1).enough(kOff));
}

}  // namespace
}  // namespace gdprd::daemon
