#include "audit/tile_files.hpp"

#include <gtest/gtest.h>

#include "audit/entry.hpp"
#include "tests/support/printers.hpp"
#include "tests/unit/audit/support/memory_files.hpp"

namespace gdprd::audit {
namespace {

using test::MemoryFiles;
using test::succeeded;

/// The hashes that come from so many more leaves.
TileHashes grow(TreeEdge& edge, int leaves) {
    TileHashes out;
    for (int i = 0; i < leaves; ++i)
        edge.append(leaf_hash(as_bytes(std::to_string(edge.size()))), &out);
    return out;
}

void expect_all(TileFiles& tiles, const TreeEdge& edge) {
    TreeEdge again;
    EXPECT_EQ(*tiles.size(), edge.size());
    std::vector<Hash> leaves(edge.size());
    ASSERT_TRUE(succeeded(tiles.read(0, 0, leaves)));
    for (const Hash& leaf : leaves) again.append(leaf, nullptr);
    EXPECT_EQ(again.root(), edge.root());
    std::vector<Hash> above(edge.size() / 256);
    ASSERT_TRUE(succeeded(tiles.read(1, 0, above)));
    for (std::size_t i = 0; i < above.size(); ++i)
        EXPECT_EQ(above[i], subtree_root(std::span(leaves).subspan(i * 256, 256)));
}

TEST(TileFiles, grow_while_what_was_taken_is_written) {
    const auto files = std::make_shared<MemoryFiles>();
    TileFiles tiles(files, "/t");
    ASSERT_TRUE(succeeded(tiles.truncate_to(0)));
    TreeEdge edge;
    tiles.append(grow(edge, 300));
    TileHashes taken = tiles.take();
    tiles.append(grow(edge, 300));
    ASSERT_TRUE(succeeded(tiles.write(taken)));
    tiles.put_back(std::move(taken));
    expect_all(tiles, edge);
    ASSERT_TRUE(succeeded(tiles.flush()));
    EXPECT_EQ(files->bytes("/t/tree/0").size(), 600U * sizeof(Hash));
    expect_all(tiles, edge);
}

TEST(TileFiles, keep_the_order_of_what_could_not_be_written) {
    const auto files = std::make_shared<MemoryFiles>();
    TileFiles tiles(files, "/t");
    ASSERT_TRUE(succeeded(tiles.truncate_to(0)));
    TreeEdge edge;
    tiles.append(grow(edge, 600));
    TileHashes taken = tiles.take();
    tiles.append(grow(edge, 200));
    files->set_full(600 * sizeof(Hash));  // for the first file and not for the second
    ASSERT_FALSE(tiles.write(taken).has_value());
    EXPECT_TRUE(taken[0].empty());
    EXPECT_EQ(taken[1].size(), 2U);
    tiles.put_back(std::move(taken));
    tiles.append(grow(edge, 100));
    EXPECT_FALSE(tiles.flush().has_value());
    files->set_roomy();
    ASSERT_TRUE(succeeded(tiles.flush()));
    expect_all(tiles, edge);
}

}  // namespace
}  // namespace gdprd::audit
