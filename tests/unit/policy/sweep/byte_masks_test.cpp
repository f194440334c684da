#include "policy/sweep/byte_masks.hpp"

#include <gtest/gtest.h>

#include <random>
#include <string>
#include <vector>

namespace gdprd::policy::sweep {
namespace {

std::vector<BlockMasks> masks_of(Gate gate, std::string_view bytes, Marks marks) {
    std::vector<BlockMasks> out(bytes.size() / kBlockBytes);
    mark_blocks(gate, bytes.data(), marks, out);
    return out;
}

TEST(ByteMasks, tell_each_byte_of_a_block_apart) {
    std::string bytes(kBlockBytes, 'x');
    bytes[0] = '0';
    bytes[63] = '9';
    bytes[5] = '@';
    bytes[6] = ':';
    bytes[7] = ',';
    bytes[40] = '\n';
    bytes[41] = '/';     // before '0'
    bytes[42] = '\xB0';  // a digit but for its highest bit

    const BlockMasks block = masks_of(Gate::scalar, bytes, {',', '\n'}).front();

    EXPECT_EQ(block.digit, 1ULL | 1ULL << 63U);
    EXPECT_EQ(block.at, 1ULL << 5U);
    EXPECT_EQ(block.colon, 1ULL << 6U);
    EXPECT_EQ(block.mark, 1ULL << 7U | 1ULL << 40U);
}

TEST(ByteMasks, are_the_same_by_every_gate_that_the_processor_has) {
    std::mt19937 random(7);
    std::string bytes(kBlockBytes * 500, '\0');
    for (char& c : bytes) c = static_cast<char>(random());
    const Marks marks{'\t', '\xE9'};
    const auto expected = masks_of(Gate::scalar, bytes, marks);

    int gates = 0;
    for (const Gate gate : {Gate::sse2, Gate::avx2}) {
        if (!usable(gate)) continue;
        EXPECT_EQ(masks_of(gate, bytes, marks), expected) << static_cast<int>(gate);
        ++gates;
    }
#if defined(__x86_64__)
    EXPECT_GE(gates, 1);
#endif
    EXPECT_TRUE(usable(best_gate()));
}

}  // namespace
}  // namespace gdprd::policy::sweep
