// A sample trail of format version 1 whose signing key was changed twice; it verifies for ever.

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "audit/signing_chain.hpp"
#include "audit/trail.hpp"
#include "audit/verifier.hpp"
#include "tests/support/printers.hpp"
#include "tests/unit/audit/support/counted_random.hpp"
#include "tests/unit/audit/support/trail_fixture.hpp"

namespace gdprd::audit {
namespace {

namespace fs = std::filesystem;
using test::counted;
using test::succeeded;
using test::TrailDir;

const OffLoop kOff = OffLoop::on_blocking_thread();
const std::string kSample = std::string(GDPRD_SOURCE_DIR) + "/tests/golden/trail-v1-keys";

std::string read_text(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void make_sample(TrailDir& dir) {
    dir.options.origin = "example.org/gdprd-sample";
    dir.options.segment_bytes = 32U << 10;
    dir.options.first_segment_bytes = 32U << 10;
    dir.options.random = counted();
    {
        auto trail = dir.open();
        ASSERT_TRUE(succeeded(trail));
        TrailDir::append_some(**trail, 1);
        for (int i = 0; i < 2; ++i) {
            ASSERT_TRUE(succeeded((*trail)->rotate_signing_key(kOff)));
            TrailDir::append_some(**trail, 1);
            ASSERT_TRUE(succeeded((*trail)->checkpoint(kOff)));
        }
    }
    for (const char* name : {"lock", "reserve", "segments/spare", "keys/journal"})
        fs::remove(dir.path() + "/" + name);
}

TEST(GoldenKeys, are_made_again_byte_by_byte) {
    TrailDir dir;
    ASSERT_NO_FATAL_FAILURE(make_sample(dir));
    const char* update = std::getenv("GDPRD_UPDATE_GOLDEN");
    if (update != nullptr && std::string(update) == "1") {
        fs::remove_all(kSample);
        fs::copy(dir.path(), kSample, fs::copy_options::recursive);
    }
    std::size_t files = 0;
    for (const auto& entry : fs::recursive_directory_iterator(dir.path())) {
        if (!entry.is_regular_file()) continue;
        const fs::path name = fs::relative(entry.path(), dir.path());
        EXPECT_EQ(read_text(entry.path()), read_text(kSample / name)) << name;
        ++files;
    }
    EXPECT_GT(files, 9U);
}

TEST(GoldenKeys, verify_from_each_of_them) {
    const Secret root_key(BytesView(Bytes(32, 0x5A)));
    std::string first = read_text(kSample + "/vkey");
    first.pop_back();
    const auto keys = parse_chain(*parse_vkey(first), read_text(kSample + "/successions"));
    ASSERT_TRUE(succeeded(keys));
    ASSERT_EQ(keys->terms().size(), 3U);
    for (const auto& term : keys->terms()) {
        VerifyOptions options;
        options.dir = kSample;
        options.vkey = format_vkey(term.key.name, term.key.key);
        options.root_key = &root_key;
        const auto report = verify_trail(kOff, options);
        ASSERT_TRUE(succeeded(report));
        EXPECT_TRUE(report->ok()) << to_string(report->faults.front());
    }
}

}  // namespace
}  // namespace gdprd::audit
