#include "audit/tree.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "audit/checkpoint.hpp"
#include "audit/crc32c.hpp"
#include "audit/entry.hpp"
#include "audit/proof.hpp"
#include "tests/support/printers.hpp"

namespace gdprd::audit {
namespace {

using test::failed_with;
using test::from_hex;
using test::succeeded;

/// A tree in memory with all its tile hashes.
class Tree final : public HashSource {
  public:
    explicit Tree(std::size_t size) {
        for (std::size_t i = 0; i < size; ++i) {
            leaves.push_back(leaf_hash(as_bytes(std::to_string(i))));
            edge.append(leaves.back(), &tiles);
        }
    }
    Result<void> read(unsigned level, std::uint64_t first, std::span<Hash> out) override {
        if (first + out.size() > tiles[level].size()) return Error(ErrorCode::corrupt, "short");
        std::copy_n(tiles[level].begin() + static_cast<std::ptrdiff_t>(first), out.size(),
                    out.begin());
        return {};
    }
    std::vector<Hash> leaves;
    TileHashes tiles;
    TreeEdge edge;
};

/// RFC 9162 §2.1.1, word by word.
Hash root_by_definition(std::span<const Hash> leaves) {
    if (leaves.empty()) return empty_root();
    if (leaves.size() == 1) return leaves[0];
    std::size_t k = 1;
    while (k * 2 < leaves.size()) k *= 2;
    return node_hash(root_by_definition(leaves.first(k)), root_by_definition(leaves.subspan(k)));
}

TEST(Tree, grows_by_subtrees_as_by_single_leaves) {
    const Tree wanted(1024 + 96);
    for (const std::size_t width : {1U, 2U, 32U, 64U, 256U}) {
        for (const std::size_t alone : {std::size_t{0}, width, 3 * width}) {
            Tree tree(alone);
            while (tree.edge.size() + width <= wanted.leaves.size()) {
                const auto next = std::span(wanted.leaves).subspan(tree.edge.size(), width);
                tree.edge.append_subtree(next, subtree_root(next), &tree.tiles);
            }
            for (std::size_t i = tree.edge.size(); i < wanted.leaves.size(); ++i) {
                tree.edge.append(wanted.leaves[i], &tree.tiles);
            }
            EXPECT_EQ(tree.edge.root(), wanted.edge.root()) << width;
            EXPECT_EQ(tree.tiles, wanted.tiles) << width;
        }
    }
}

TEST(Tree, hashes_as_rfc_6962_says) {
    EXPECT_EQ(hex_encode(empty_root()),
              "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(hex_encode(leaf_hash({})),
              "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d");
    for (std::size_t size : {0U, 1U, 2U, 3U, 7U, 8U, 255U, 256U, 257U, 700U}) {
        Tree tree(size);
        EXPECT_EQ(tree.edge.root(), root_by_definition(tree.leaves)) << size;
        EXPECT_EQ(*tree_root(tree, size), tree.edge.root()) << size;
        EXPECT_EQ(TreeEdge::load(tree, size)->root(), tree.edge.root()) << size;
    }
}

RC_GTEST_PROP(Tree, proves_each_leaf_and_no_other, ()) {
    const auto size = *rc::gen::inRange<std::uint64_t>(1, 1200);
    const auto index = *rc::gen::inRange<std::uint64_t>(0, size);
    Tree tree(1200);
    const auto proof = *prove_inclusion(tree, index, size);
    const Hash root = *tree_root(tree, size);
    RC_ASSERT(verify_inclusion({index, size}, tree.leaves[index], proof, root));
    const auto other = *rc::gen::inRange<std::uint64_t>(0, size);
    RC_ASSERT(other == index || !verify_inclusion({other, size}, tree.leaves[index], proof, root));
    RC_ASSERT(!verify_inclusion({index, size}, tree.leaves[(index + 1) % 1200], proof, root));
}

RC_GTEST_PROP(Tree, proves_that_it_only_grew, ()) {
    const auto size = *rc::gen::inRange<std::uint64_t>(1, 1200);
    const auto old_size = *rc::gen::inRange<std::uint64_t>(0, size + 1);
    Tree tree(1200);
    const auto proof = *prove_consistency(tree, old_size, size);
    const TreeHead older{old_size, *tree_root(tree, old_size)};
    const TreeHead newer{size, *tree_root(tree, size)};
    RC_ASSERT(verify_consistency(older, newer, proof));
    TreeHead forged = older;
    forged.root[5] ^= 1;
    RC_ASSERT(!verify_consistency(forged, newer, proof));
}

TEST(Crc32c, has_the_value_of_rfc_3720) {
    EXPECT_EQ(crc32c(as_bytes("123456789")), 0xE3069283U);
    EXPECT_EQ(crc32c(as_bytes("6789"), crc32c(as_bytes("12345"))), 0xE3069283U);
}

TEST(Checkpoint, is_a_signed_note) {
    const Secret seed{BytesView(Bytes(32, 7))};
    const Checkpoint checkpoint{"example.org/log", 42, empty_root()};
    const std::string note = sign_checkpoint(checkpoint, seed);
    const auto key = parse_vkey(format_vkey("example.org/log", crypto::ed25519_public(seed)));
    ASSERT_TRUE(succeeded(key));
    EXPECT_EQ(*verify_checkpoint(note, *key), checkpoint);
    EXPECT_EQ(format_note(*parse_note(note)), note);
    EXPECT_TRUE(
        note.starts_with("example.org/log\n42\n47DEQpj8HBSa+/"
                         "TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n\xE2\x80\x94 example.org/log "));

    const std::string cosigned =
        note + "\xE2\x80\x94 witness.example " + base64_encode(Bytes(76, 1)) + "\n";
    EXPECT_EQ(*verify_checkpoint(cosigned, *key), checkpoint) << "unknown keys are ignored";
    std::string bad = note;
    bad[bad.size() - 10] = bad[bad.size() - 10] == 'A' ? 'B' : 'A';
    EXPECT_FALSE(verify_checkpoint(note + bad.substr(bad.find("\n\n") + 2), *key).has_value())
        << "a bad signature of a known key beside a good one";
}

TEST(Checkpoint, is_refused_in_any_other_form) {
    for (const char* text :
         {"", "o\n", "o\n1\n", "o\n01\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
          "o\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n", "o\n1\n47DEQpj8\n",
          "o\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nextension\n",
          "a b\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
          "\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n"}) {
        EXPECT_FALSE(parse_checkpoint(text).has_value()) << text;
    }
    for (const char* note : {"", "\n\n", "text\n\n", "text\n\n\xE2\x80\x94 name\n",
                             "text\n\n- name AAAAAAA=\n", "te\txt\n\n\xE2\x80\x94 n AAAAAAA=\n"}) {
        EXPECT_FALSE(parse_note(note).has_value()) << note;
    }
}

TEST(Vkey, has_the_id_of_its_name_and_key) {
    // The example of golang.org/x/mod/sumdb/note.
    const auto key =
        parse_vkey("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
    ASSERT_TRUE(succeeded(key));
    EXPECT_EQ(key->name, "PeterNeumann");
    EXPECT_EQ(key->id, 0xc74f20a3U);
    for (const char* text :
         {"", "PeterNeumann", "PeterNeumann+c74f20a3",
          "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
          "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
          "PeterNeumann+c74f20a3+BBpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"}) {
        EXPECT_FALSE(parse_vkey(text).has_value()) << text;
    }
}

}  // namespace
}  // namespace gdprd::audit
