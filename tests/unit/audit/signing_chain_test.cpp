#include "audit/signing_chain.hpp"

#include <gtest/gtest.h>

#include "audit/witness_protocol.hpp"
#include "tests/support/printers.hpp"

namespace gdprd::audit {
namespace {

using test::failed_with;
using test::succeeded;

constexpr const char* kOrigin = "example.org/log";

Secret seed_of(std::uint8_t number) {
    return Secret(BytesView(Bytes(32, number)));
}
VerifierKey key_of(std::uint8_t number, const std::string& origin = kOrigin) {
    const auto key = crypto::ed25519_public(seed_of(number));
    return {origin, key_id(origin, key), key};
}
Hash root_of(std::uint64_t size) {
    return crypto::sha256(as_bytes(std::to_string(size)));
}
std::string checkpoint(std::uint64_t size, std::uint8_t key) {
    return sign_checkpoint({kOrigin, size, root_of(size)}, seed_of(key));
}
/// From key `before` to key `next` at `size`, with the empty line that ends a record.
std::string record(std::uint64_t size, std::uint8_t before, std::uint8_t next) {
    return sign_succession({size, root_of(size), key_of(before), key_of(next)}, seed_of(before)) +
           "\n";
}

TEST(Succession, is_written_to_the_byte_as_the_manual_has_it) {
    const std::string note = sign_succession({7, Hash{}, key_of(1), key_of(2)}, seed_of(1));

    const std::string text = "gdprd signing key succession v1\nexample.org/log\nbefore " +
                             format_vkey(kOrigin, key_of(1).key) + "\nnext " +
                             format_vkey(kOrigin, key_of(2).key) +
                             "\nsize 7\nroot AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n";
    EXPECT_TRUE(note.starts_with(text + "\n\xE2\x80\x94 example.org/log "));
    const auto read = verify_succession(note);
    ASSERT_TRUE(succeeded(read));
    EXPECT_EQ(read->size, 7U);
    EXPECT_EQ(read->next.key, key_of(2).key);
}

TEST(Succession, is_no_checkpoint_for_a_log_a_verifier_or_a_witness) {
    const auto note = parse_note(sign_succession({7, Hash{}, key_of(1), key_of(2)}, seed_of(1)));
    ASSERT_TRUE(succeeded(note));

    EXPECT_FALSE(parse_checkpoint(note->text));
    EXPECT_FALSE(parse_checkpoint_head(note->text));
    EXPECT_FALSE(verify_checkpoint(format_note(*note), key_of(1)));
    EXPECT_FALSE(verify_succession(checkpoint(7, 1)));
}

TEST(Succession, is_refused_with_any_bit_changed) {
    const std::string good = sign_succession({7, root_of(7), key_of(1), key_of(2)}, seed_of(1));
    for (std::size_t at = 0; at < good.size(); ++at) {
        for (int bit = 0; bit < 8; ++bit) {
            std::string bad = good;
            bad[at] = static_cast<char>(bad[at] ^ (1 << bit));
            EXPECT_FALSE(verify_succession(bad)) << "byte " << at << ", bit " << bit;
        }
    }
}

TEST(Succession, is_refused_when_another_key_signed_it_or_the_origin_changes) {
    EXPECT_TRUE(failed_with(
        verify_succession(sign_succession({7, Hash{}, key_of(1), key_of(2)}, seed_of(3))),
        ErrorCode::crypto));
    EXPECT_FALSE(verify_succession(
        sign_succession({7, Hash{}, key_of(1), key_of(2, "example.org/other")}, seed_of(1))));
}

TEST(SigningChain, is_one_key_where_there_was_no_change) {
    const auto chain = parse_chain(key_of(1), "");

    ASSERT_TRUE(succeeded(chain));
    EXPECT_EQ(chain->terms().size(), 1U);
    EXPECT_TRUE(succeeded(chain->verify(checkpoint(0, 1))));
    EXPECT_TRUE(succeeded(chain->verify(checkpoint(1'000'000, 1))));
    EXPECT_TRUE(failed_with(chain->verify(checkpoint(9, 2)), ErrorCode::crypto));
}

TEST(SigningChain, takes_each_size_from_the_key_whose_turn_it_was) {
    const std::string text = record(10, 1, 2) + record(20, 2, 3);

    for (std::uint8_t given = 1; given <= 3; ++given) {
        const auto chain = parse_chain(key_of(given), text);
        ASSERT_TRUE(succeeded(chain));
        EXPECT_EQ(chain->first().key, key_of(1).key);
        EXPECT_EQ(chain->last().key, key_of(3).key);
        EXPECT_TRUE(succeeded(chain->verify(checkpoint(0, 1))));
        EXPECT_TRUE(succeeded(chain->verify(checkpoint(10, 1))));
        EXPECT_TRUE(succeeded(chain->verify(checkpoint(11, 2))));
        EXPECT_TRUE(succeeded(chain->verify(checkpoint(20, 2))));
        EXPECT_TRUE(succeeded(chain->verify(checkpoint(21, 3))));
    }
}

TEST(SigningChain, refuses_a_retired_key_beyond_its_end_and_a_later_one_before_its_turn) {
    const auto chain = parse_chain(key_of(1), record(10, 1, 2));
    ASSERT_TRUE(succeeded(chain));

    const auto late = chain->verify(checkpoint(11, 1));
    EXPECT_TRUE(failed_with(late, ErrorCode::crypto));
    EXPECT_NE(late.error().message().find("signs only up to 10"), std::string::npos);
    const auto early = chain->verify(checkpoint(10, 2));
    EXPECT_TRUE(failed_with(early, ErrorCode::crypto));
    EXPECT_NE(early.error().message().find("signs only beyond 10"), std::string::npos);
}

TEST(SigningChain, refuses_a_retired_key_beside_the_right_one) {
    const auto chain = parse_chain(key_of(1), record(10, 1, 2));
    auto note = parse_note(checkpoint(11, 2));
    const auto stolen = parse_note(checkpoint(11, 1));
    note->signatures.push_back(stolen->signatures.front());

    EXPECT_TRUE(failed_with(chain->verify(format_note(*note)), ErrorCode::crypto));
}

TEST(SigningChain, names_the_record_that_is_missing_altered_moved_or_repeated) {
    const std::string one = record(10, 1, 2);
    const std::string two = record(20, 2, 3);
    struct Case {
        std::string text;
        std::uint64_t offset;
        std::uint64_t index;
        std::size_t keys;  ///< that can be followed to from the first
    };
    std::string altered = one + two;
    altered[one.size() + 40] ^= 1;
    const Case cases[] = {
        {two, 0, 0, 1},                                            // the first is missing
        {two + one, two.size(), 20, 1},                            // moved
        {one + one, one.size(), 10, 2},                            // repeated
        {altered, one.size(), 10, 2},                              // altered
        {one + two.substr(0, two.size() - 1), one.size(), 10, 2},  // cut off
        {one + record(10, 2, 3), one.size(), 10, 2},               // not later
        {one + record(20, 2, 1), one.size(), 10, 2},  // back to a key that was replaced
        {one + record(20, 1, 3), one.size(), 10, 2},  // a retired key names another
    };
    for (const Case& one_case : cases) {
        const ReadChain read = read_chain(key_of(1), one_case.text);
        ASSERT_TRUE(read.fault.has_value()) << one_case.text;
        EXPECT_EQ(read.fault->offset, one_case.offset) << one_case.text;
        EXPECT_EQ(read.fault->index, one_case.index) << one_case.text;
        EXPECT_EQ(read.chain.terms().size(), one_case.keys) << one_case.text;
        EXPECT_TRUE(failed_with(parse_chain(key_of(1), one_case.text), ErrorCode::corrupt));
    }
}

TEST(SigningChain, leads_nobody_to_keys_before_the_one_that_is_trusted_without_a_tree) {
    // Whoever makes up a key can let it name the one that is trusted.
    const std::string forged = record(1'000, 9, 1);

    const auto chain = parse_chain_from(key_of(1), forged);

    ASSERT_TRUE(succeeded(chain));
    EXPECT_FALSE(chain->verify(checkpoint(500, 9)));
    EXPECT_TRUE(succeeded(chain->verify(checkpoint(500, 1))));
}

TEST(SigningChain, is_cut_to_what_a_smaller_tree_knows) {
    const std::string one = record(10, 1, 2);
    const std::string text = one + record(20, 2, 3);

    EXPECT_EQ(successions_until(text, 9), "");
    EXPECT_EQ(successions_until(text, 10), one);
    EXPECT_EQ(successions_until(text, 19), one);
    EXPECT_EQ(successions_until(text, 20), text);
}

}  // namespace
}  // namespace gdprd::audit
