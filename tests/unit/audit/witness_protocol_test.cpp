#include "audit/witness_protocol.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/support/printers.hpp"
#include "tests/unit/audit/support/test_log.hpp"

namespace gdprd::audit {

inline void PrintTo(WitnessVerdict verdict, std::ostream* out) {
    *out << to_string(verdict);
}

namespace {

using test::failed_with;
using test::succeeded;
using test::TestLog;

const TreeHead kNothing{0, empty_root()};

WitnessVerdict judge(const std::string& body, const std::vector<VerifierKey>& keys,
                     const TreeHead& latest) {
    const auto request = parse_add_checkpoint(body);
    if (!request) return WitnessVerdict::malformed;
    return judge_checkpoint(*request, keys, latest);
}

TreeHead head_of(const TestLog& log) {
    const auto checkpoint = parse_checkpoint(parse_note(log.note())->text);
    return {checkpoint->size, checkpoint->root};
}

TEST(WitnessProtocol, parses_the_specifications_example) {
    const std::string body =
        "old 20852014\n"
        "PlRNCrwHpqhGrupue0L7gxbjbMiKA9temvuZZDDpkaw=\n"
        "jrJZDmY8Y7SyJE0MWLpLozkIVMSMZcD5kvuKxPC3swk=\n"
        "5+pKlUdi2LeF/BcMHBn+Ku6yhPGNCswZZD1X/6QgPd8=\n"
        "/6WVhPs2CwSsb5rYBH5cjHV/wSmA79abXAwhXw3Kj/0=\n"
        "\n"
        "example.com/behind-the-sofa\n"
        "20852163\n"
        "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
        "\n"
        "\xE2\x80\x94 example.com/behind-the-sofa "
        "Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/"
        "Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=\n"
        "\xE2\x80\x94 example.com/behind-the-sofa "
        "opLqBQsREYCgu6xQkYQwJr9fo45a62DN9EdmHXnZdXNqlcVGlCum2Wks+49/"
        "V6267UEjw6QUXTS5Rovnzv++qbSzm9Q=\n";
    const auto request = parse_add_checkpoint(body);

    ASSERT_TRUE(succeeded(request));
    EXPECT_EQ(request->old_size, 20852014U);
    EXPECT_EQ(request->proof.size(), 4U);
    EXPECT_EQ(request->checkpoint.origin, "example.com/behind-the-sofa");
    EXPECT_EQ(request->checkpoint.size, 20852163U);
    EXPECT_EQ(request->note.signatures.size(), 2U);
    EXPECT_EQ(format_add_checkpoint(request->old_size, request->proof, format_note(request->note)),
              body);
}

TEST(WitnessProtocol, refuses_what_is_not_the_form) {
    TestLog log;
    log.grow_to(5);
    const std::string good = log.request(3);
    ASSERT_TRUE(succeeded(parse_add_checkpoint(good)));
    const std::string rest = good.substr(good.find('\n'));
    for (const std::string& first :
         {"old", "old ", "old  3", "old 03", "old -3", "old +3", "Old 3", "old 3 ",
          "old 18446744073709551616", " old 3", "old 3\r", ""}) {
        EXPECT_TRUE(failed_with(parse_add_checkpoint(first + rest), ErrorCode::invalid_argument))
            << first;
    }
    for (std::size_t cut = 0; cut < good.size(); ++cut) {
        EXPECT_FALSE(parse_add_checkpoint(good.substr(0, cut)).has_value()) << cut;
    }
    EXPECT_TRUE(failed_with(parse_add_checkpoint("old 3\nAAAA\n\n" + log.note()),
                            ErrorCode::invalid_argument));
    EXPECT_TRUE(
        failed_with(parse_add_checkpoint("old 3\n" + log.note()), ErrorCode::invalid_argument));
    EXPECT_TRUE(failed_with(parse_add_checkpoint(std::string(kAddCheckpointBytesMax + 1, 'x')),
                            ErrorCode::invalid_argument));
}

TEST(WitnessProtocol, takes_63_proof_lines_and_no_more) {
    TestLog log;
    log.grow_to(5);
    const std::vector<Hash> most(63);
    EXPECT_TRUE(succeeded(parse_add_checkpoint(format_add_checkpoint(3, most, log.note()))));
    const std::vector<Hash> more(64);
    EXPECT_FALSE(parse_add_checkpoint(format_add_checkpoint(3, more, log.note())).has_value());
}

TEST(WitnessProtocol, cosigns_a_log_that_grows) {
    TestLog log;
    TreeHead latest = kNothing;
    for (const std::uint64_t size : {1U, 2U, 3U, 8U, 9U, 255U, 256U, 257U, 1000U}) {
        log.grow_to(size);
        EXPECT_EQ(judge(log.request(latest.size), {log.key()}, latest), WitnessVerdict::cosign)
            << size;
        latest = head_of(log);
        EXPECT_EQ(judge(log.request(latest.size), {log.key()}, latest), WitnessVerdict::cosign)
            << "once more";
    }
}

TEST(WitnessProtocol, knows_each_refusal) {
    TestLog log;
    log.grow_to(7);
    const TreeHead at7 = head_of(log);
    log.grow_to(12);
    const std::vector<VerifierKey> keys{log.key()};
    TestLog stranger("example.org/log", 0x22);
    stranger.grow_to(12);

    EXPECT_EQ(judge(log.request(7), {}, at7), WitnessVerdict::unknown_origin);
    EXPECT_EQ(judge(stranger.request(7), keys, at7), WitnessVerdict::no_signature);
    EXPECT_EQ(judge(log.request(13), keys, at7), WitnessVerdict::malformed);
    EXPECT_EQ(judge(log.request(0), keys, at7), WitnessVerdict::other_size);
    EXPECT_EQ(judge(log.request(8), keys, at7), WitnessVerdict::other_size);
    EXPECT_EQ(judge(log.request(12), keys, at7), WitnessVerdict::other_size);
    TestLog fork;
    fork.grow_to(7, 1);
    EXPECT_EQ(judge(fork.request(7), keys, at7), WitnessVerdict::other_root);
    fork.grow_to(12, 1);
    EXPECT_EQ(judge(fork.request(7), keys, at7), WitnessVerdict::bad_proof);
    EXPECT_EQ(judge(format_add_checkpoint(7, {}, log.note()), keys, at7),
              WitnessVerdict::bad_proof);
    EXPECT_EQ(judge(format_add_checkpoint(0, log.proof(7), log.note()), keys, kNothing),
              WitnessVerdict::bad_proof);
    EXPECT_EQ(judge(log.request(7), keys, at7), WitnessVerdict::cosign);
}

TEST(WitnessProtocol, has_the_status_of_each_verdict) {
    EXPECT_EQ(http_status(WitnessVerdict::cosign), 200);
    EXPECT_EQ(http_status(WitnessVerdict::malformed), 400);
    EXPECT_EQ(http_status(WitnessVerdict::no_signature), 403);
    EXPECT_EQ(http_status(WitnessVerdict::unknown_origin), 404);
    EXPECT_EQ(http_status(WitnessVerdict::other_size), 409);
    EXPECT_EQ(http_status(WitnessVerdict::other_root), 409);
    EXPECT_EQ(http_status(WitnessVerdict::bad_proof), 422);
}

TEST(WitnessProtocol, ignores_signatures_of_strangers_but_no_bad_one_of_a_trusted_key) {
    TestLog log;
    log.grow_to(3);
    TestLog stranger("example.org/stranger", 0x22);
    auto note = *parse_note(log.note());
    note.signatures.insert(note.signatures.begin(), parse_note(stranger.note())->signatures[0]);
    const std::vector<VerifierKey> keys{log.key()};
    EXPECT_EQ(judge(format_add_checkpoint(0, {}, format_note(note)), keys, kNothing),
              WitnessVerdict::cosign);
    auto bad = note.signatures.back();
    bad.signature[0] ^= 1;
    note.signatures.push_back(bad);
    EXPECT_EQ(judge(format_add_checkpoint(0, {}, format_note(note)), keys, kNothing),
              WitnessVerdict::no_signature);
}

TEST(WitnessProtocol, accepts_each_of_a_logs_keys) {
    TestLog old_key("example.org/log", 0x11);
    TestLog new_key("example.org/log", 0x33);
    new_key.grow_to(4);
    EXPECT_EQ(judge(new_key.request(0), {old_key.key(), new_key.key()}, kNothing),
              WitnessVerdict::cosign);
    EXPECT_EQ(judge(new_key.request(0), {old_key.key()}, kNothing), WitnessVerdict::no_signature);
}

TEST(WitnessProtocol, passes_over_extension_lines_of_other_logs) {
    TestLog log;
    log.grow_to(4);
    const std::string text = parse_note(log.note())->text + "an extension\n";
    const auto head = parse_checkpoint_head(text);
    ASSERT_TRUE(succeeded(head));
    EXPECT_EQ(head->size, 4U);
    EXPECT_TRUE(failed_with(parse_checkpoint(text), ErrorCode::unsupported));
    EXPECT_TRUE(failed_with(parse_checkpoint_head(text + "\nmore\n"), ErrorCode::invalid_argument));
    EXPECT_TRUE(failed_with(parse_checkpoint_head(text + "no end"), ErrorCode::invalid_argument));
}

RC_GTEST_PROP(WitnessProtocol, cosigns_exactly_what_continues_the_latest, ()) {
    const auto first = *rc::gen::inRange<std::uint64_t>(1, 200);
    const auto second = *rc::gen::inRange<std::uint64_t>(first, 400);
    const auto fork_at = *rc::gen::inRange<std::uint64_t>(0, first);
    TestLog log;
    log.grow_to(first);
    const TreeHead latest = head_of(log);
    log.grow_to(second);
    RC_ASSERT(judge(log.request(first), {log.key()}, latest) == WitnessVerdict::cosign);
    TestLog fork;
    fork.grow_to(fork_at);
    fork.grow_to(second, 1);
    const auto verdict = judge(fork.request(first), {fork.key()}, latest);
    RC_ASSERT(verdict ==
              (first == second ? WitnessVerdict::other_root : WitnessVerdict::bad_proof));
}

}  // namespace
}  // namespace gdprd::audit
