#include "audit/tile_tree.hpp"

#include <gtest/gtest.h>

#include "audit/entry.hpp"
#include "config/base/crypto.hpp"
#include "tests/support/printers.hpp"
#include "tests/unit/audit/support/memory_files.hpp"

namespace gdprd::audit {
namespace {

using test::failed_with;
using test::succeeded;

TEST(TilePath, groups_the_number_by_three_digits) {
    EXPECT_EQ(tile_path(0, 0, 256), "tile/0/000");
    EXPECT_EQ(tile_path(2, 1'234'067, 256), "tile/2/x001/x234/067");
    EXPECT_EQ(tile_path(1, 1000, 5), "tile/1/x001/000.p/5");
    EXPECT_EQ(bundle_path(7, 256), "tile/entries/007");
    EXPECT_EQ(bundle_path(999'999, 1), "tile/entries/x999/999.p/1");
}

class TileTreeTest : public testing::Test {
  protected:
    TileTree tree() {
        auto made = TileTree::create(files_, dir());
        EXPECT_TRUE(succeeded(made));
        return std::move(*made);
    }
    static std::string dir() { return "/log"; }
    Bytes file(const std::string& path) {
        auto bytes = read_file(*files_, dir() + "/" + path, 1U << 26U);
        EXPECT_TRUE(succeeded(bytes)) << path;
        return bytes ? *bytes : Bytes{};
    }
    bool absent(const std::string& path) {
        return !read_file(*files_, dir() + "/" + path, 1U << 26U);
    }
    Secret seed_ = Secret::random(32);
    std::shared_ptr<test::MemoryFiles> files_ = std::make_shared<test::MemoryFiles>();
};

TEST_F(TileTreeTest, writes_full_and_partial_tiles_of_every_level) {
    auto log = tree();
    constexpr std::uint64_t kLeaves = 65'536 + 256 + 3;
    for (std::uint64_t i = 0; i < kLeaves; ++i)
        ASSERT_TRUE(succeeded(log.append(as_bytes(std::to_string(i)))));
    const auto checkpoint = log.finish("example.org/log", seed_);
    ASSERT_TRUE(succeeded(checkpoint));
    EXPECT_EQ(checkpoint->size, kLeaves);

    const VerifierKey key{"example.org/log",
                          key_id("example.org/log", crypto::ed25519_public(seed_)),
                          crypto::ed25519_public(seed_)};
    const auto note = file("checkpoint");
    const auto verified = verify_checkpoint(as_text(note), key);
    ASSERT_TRUE(succeeded(verified));
    EXPECT_EQ(verified->root, log.edge().root());

    EXPECT_EQ(file("tile/0/000").size(), 8192U);
    EXPECT_EQ(file("tile/0/256").size(), 8192U);
    EXPECT_EQ(file("tile/0/257.p/3").size(), 96U);
    EXPECT_EQ(file("tile/1/000").size(), 8192U);
    EXPECT_EQ(file("tile/1/001.p/1").size(), 32U);
    EXPECT_EQ(file("tile/2/000.p/1").size(), 32U);
    EXPECT_TRUE(absent("tile/3/000.p/1"));
    EXPECT_TRUE(absent("tile/0/257"));

    // a hash of level 1 is the root of its tile of level 0
    TreeEdge first;
    for (std::uint64_t i = 0; i < 256; ++i)
        first.append(leaf_hash(as_bytes(std::to_string(i))), nullptr);
    const auto level1 = file("tile/1/000");
    const Hash root = first.root();
    EXPECT_EQ(hex_encode(BytesView(level1).first(32)), hex_encode(root));

    const auto bundle = file("tile/entries/257.p/3");
    EXPECT_EQ(hex_encode(bundle), "0005" + hex_encode(as_bytes("65792")) + "0005" +
                                      hex_encode(as_bytes("65793")) + "0005" +
                                      hex_encode(as_bytes("65794")));
}

TEST_F(TileTreeTest, an_empty_log_is_a_checkpoint_of_size_0) {
    auto log = tree();
    const auto checkpoint = log.finish("example.org/log", seed_);
    ASSERT_TRUE(succeeded(checkpoint));
    EXPECT_EQ(checkpoint->root, empty_root());
    EXPECT_TRUE(absent("tile/0/000.p/0"));
}

TEST_F(TileTreeTest, refuses_a_leaf_that_no_bundle_can_hold_and_a_directory_in_use) {
    auto log = tree();
    ASSERT_TRUE(succeeded(log.append(Bytes(kBundleLeafBytesMax, 1))));
    EXPECT_TRUE(
        failed_with(log.append(Bytes(kBundleLeafBytesMax + 1, 1)), ErrorCode::limit_exceeded));
    ASSERT_TRUE(succeeded(log.finish("example.org/log", seed_)));
    EXPECT_TRUE(failed_with(TileTree::create(files_, dir()), ErrorCode::conflict));
}

}  // namespace
}  // namespace gdprd::audit
