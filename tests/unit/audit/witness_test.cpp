#include "audit/witness.hpp"

#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <set>
#include <thread>

#include "config/limits.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/passing_files.hpp"
#include "tests/support/printers.hpp"
#include "tests/support/temp_dir.hpp"
#include "tests/unit/audit/support/test_log.hpp"

namespace gdprd::audit {
namespace {

using test::failed_with;
using test::succeeded;
using test::TestLog;

const OffLoop kOff = OffLoop::on_blocking_thread();
constexpr const char* kName = "witness.example.org/w1";

/// The real files; a rename fails, before or after it happened, when told to.
class RenamesFail final : public test::PassingFiles {
  public:
    enum class When { never, before, after } when = When::never;
    Result<void> rename(const std::string& from, const std::string& to) override {
        const Error failed(ErrorCode::io, "the disk is gone");
        if (when == When::before) return failed;
        GDPRD_TRY(PassingFiles::rename(from, to));
        if (when == When::after) return failed;
        return {};
    }
};

class WitnessTest : public testing::Test {
  protected:
    WitnessTest() {
        const auto made = Witness::create(kOff, dir(), kName);
        GDPRD_ASSERT(made.has_value());
        key_ = *parse_vkey(*made, SignatureType::cosignature_v1);
        log_.grow_to(5);
    }
    [[nodiscard]] std::string dir() const { return temp_.path("witness"); }
    Result<std::unique_ptr<Witness>> open() {
        return Witness::open(kOff, dir(), {log_.key()}, clock_, files_);
    }
    /// The verdict; the cosignature is checked.
    WitnessVerdict ask(Witness& witness, TestLog& log, std::uint64_t old_size) {
        const auto answer = witness.add_checkpoint(kOff, log.request(old_size));
        EXPECT_TRUE(succeeded(answer));
        if (!answer) return WitnessVerdict::malformed;
        latest_size_ = answer->latest_size;
        if (answer->verdict == WitnessVerdict::cosign) {
            const auto note = parse_note(log.note() + answer->cosignature);
            EXPECT_TRUE(succeeded(note));
            const auto time = find_cosignature(*note, key_);
            EXPECT_TRUE(succeeded(time));
            EXPECT_TRUE(time->has_value());
        } else {
            EXPECT_EQ(answer->cosignature, "");
        }
        return answer->verdict;
    }

    test::TempDir temp_;
    test::ManualClock clock_;
    std::shared_ptr<RenamesFail> files_ = std::make_shared<RenamesFail>();
    VerifierKey key_;
    TestLog log_;
    std::uint64_t latest_size_ = 0;
};

TEST_F(WitnessTest, remembers_over_a_restart) {
    {
        auto witness = open();
        ASSERT_TRUE(succeeded(witness));
        EXPECT_EQ(ask(**witness, log_, 0), WitnessVerdict::cosign);
    }
    auto witness = open();
    ASSERT_TRUE(succeeded(witness));

    EXPECT_EQ(ask(**witness, log_, 0), WitnessVerdict::other_size);
    EXPECT_EQ(latest_size_, 5U);
    log_.grow_to(9);
    EXPECT_EQ(ask(**witness, log_, 5), WitnessVerdict::cosign);
    const auto known = load_witnessed_logs(kOff, *real_files(), dir(), key_);
    ASSERT_TRUE(succeeded(known));
    ASSERT_EQ(known->size(), 1U);
    EXPECT_EQ(known->at("example.org/log").checkpoint.size, 9U);
    EXPECT_EQ(known->at("example.org/log").time, 1772712000U);
    EXPECT_TRUE(succeeded(verify_checkpoint(known->at("example.org/log").note, log_.key())));
}

TEST_F(WitnessTest, goes_on_with_a_log_whose_key_is_changed_when_it_knows_both) {
    TestLog next("example.org/log", 0x12);
    next.grow_to(9);
    {
        auto witness = Witness::open(kOff, dir(), {log_.key()}, clock_);
        ASSERT_TRUE(succeeded(witness));
        EXPECT_EQ(ask(**witness, log_, 0), WitnessVerdict::cosign);
        EXPECT_EQ(ask(**witness, next, 5), WitnessVerdict::no_signature) << "it was not told";
    }
    auto witness = Witness::open(kOff, dir(), {log_.key(), next.key()}, clock_);
    ASSERT_TRUE(succeeded(witness));

    EXPECT_EQ(ask(**witness, next, 5), WitnessVerdict::cosign);
    log_.grow_to(7);
    EXPECT_EQ(ask(**witness, log_, 7), WitnessVerdict::other_size) << "one history for both";
    EXPECT_EQ(latest_size_, 9U);
}

TEST_F(WitnessTest, keeps_each_log_apart) {
    TestLog other("example.org/other", 0x44);
    other.grow_to(3);
    auto witness = Witness::open(kOff, dir(), {log_.key(), other.key()}, clock_);
    ASSERT_TRUE(succeeded(witness));
    EXPECT_EQ(ask(**witness, log_, 0), WitnessVerdict::cosign);
    EXPECT_EQ(ask(**witness, other, 0), WitnessVerdict::cosign);
    (*witness).reset();
    // Not trusted any more, but not forgotten.
    auto again = open();
    ASSERT_TRUE(succeeded(again));
    EXPECT_EQ(ask(**again, other, 3), WitnessVerdict::unknown_origin);
    log_.grow_to(6);
    EXPECT_EQ(ask(**again, log_, 5), WitnessVerdict::cosign);
    (*again).reset();
    auto both = Witness::open(kOff, dir(), {log_.key(), other.key()}, clock_);
    ASSERT_TRUE(succeeded(both));
    EXPECT_EQ(ask(**both, other, 0), WitnessVerdict::other_size);
}

TEST_F(WitnessTest, cosigns_one_of_two_forks_only) {
    auto witness = open();
    ASSERT_TRUE(succeeded(witness));
    TestLog fork;
    fork.grow_to(3);
    EXPECT_EQ(ask(**witness, log_, 0), WitnessVerdict::cosign);
    fork.grow_to(5, 1);
    EXPECT_EQ(ask(**witness, fork, 5), WitnessVerdict::other_root);
    EXPECT_EQ(ask(**witness, fork, 5), WitnessVerdict::other_root) << "once more";
    const std::string first = fork.note();
    fork.grow_to(8, 1);
    EXPECT_EQ(ask(**witness, fork, 5), WitnessVerdict::bad_proof);

    const auto evidence = real_files()->list(dir() + "/evidence");
    ASSERT_TRUE(succeeded(evidence));
    std::set<std::string> kept;
    for (const auto& name : *evidence) kept.insert(temp_.read("witness/evidence/" + name));
    EXPECT_EQ(kept, (std::set<std::string>{first, fork.note()}));
}

TEST_F(WitnessTest, keeps_a_bounded_amount_of_evidence) {
    auto witness = open();
    ASSERT_TRUE(succeeded(witness));
    ASSERT_EQ(ask(**witness, log_, 0), WitnessVerdict::cosign);
    for (std::uint64_t i = 0; i < config::limits::kWitnessEvidence + 5; ++i) {
        TestLog fork;
        fork.grow_to(6 + i, 1);
        ASSERT_EQ(ask(**witness, fork, 5), WitnessVerdict::bad_proof);
    }
    EXPECT_EQ(real_files()->list(dir() + "/evidence")->size(), config::limits::kWitnessEvidence);
}

TEST_F(WitnessTest, refuses_a_state_with_any_changed_bit_or_cut) {
    {
        auto witness = open();
        ASSERT_TRUE(succeeded(witness));
        ASSERT_EQ(ask(**witness, log_, 0), WitnessVerdict::cosign);
    }
    const std::string good = temp_.read("witness/state");
    for (std::size_t i = 0; i < good.size(); ++i) {
        std::string bad = good;
        bad[i] = static_cast<char>(bad[i] ^ 1);
        temp_.write("witness/state", bad);
        ASSERT_TRUE(failed_with(open(), ErrorCode::corrupt)) << i;
        temp_.write("witness/state", good.substr(0, i));
        ASSERT_TRUE(failed_with(open(), ErrorCode::corrupt)) << "cut at " << i;
    }
    std::filesystem::remove(temp_.path("witness/state"));
    EXPECT_TRUE(failed_with(open(), ErrorCode::corrupt));
    temp_.write("witness/state", good);
    EXPECT_TRUE(succeeded(open()));
}

TEST_F(WitnessTest, refuses_a_state_of_another_witness) {
    ASSERT_TRUE(succeeded(Witness::create(kOff, temp_.path("other"), "example.org/w2")));
    {
        auto witness = Witness::open(kOff, temp_.path("other"), {log_.key()}, clock_);
        ASSERT_TRUE(succeeded(witness));
        ASSERT_TRUE(succeeded((*witness)->add_checkpoint(kOff, log_.request(0))));
    }
    temp_.write("witness/state", temp_.read("other/state"));
    EXPECT_TRUE(failed_with(open(), ErrorCode::corrupt));
}

TEST_F(WitnessTest, tells_no_cosignature_that_is_not_stored) {
    for (const auto when : {RenamesFail::When::before, RenamesFail::When::after}) {
        {
            auto witness = open();
            ASSERT_TRUE(succeeded(witness));
            files_->when = when;
            const auto old_size = when == RenamesFail::When::before ? 0U : 5U;
            EXPECT_TRUE(failed_with((*witness)->add_checkpoint(kOff, log_.request(old_size)),
                                    ErrorCode::unavailable));
            files_->when = RenamesFail::When::never;
            EXPECT_TRUE(failed_with((*witness)->add_checkpoint(kOff, log_.request(old_size)),
                                    ErrorCode::unavailable))
                << "it does not go on before a restart";
        }
        if (when == RenamesFail::When::before) {
            auto witness = open();
            ASSERT_TRUE(succeeded(witness));
            EXPECT_EQ(ask(**witness, log_, 0), WitnessVerdict::cosign);
            log_.grow_to(7);
        }
    }
    // Renamed, but never told: the log learns the new size.
    auto witness = open();
    ASSERT_TRUE(succeeded(witness));
    EXPECT_EQ(ask(**witness, log_, 5), WitnessVerdict::other_size);
    EXPECT_EQ(latest_size_, 7U);
}

TEST_F(WitnessTest, does_not_cosign_with_a_clock_behind_its_last_time) {
    auto witness = open();
    ASSERT_TRUE(succeeded(witness));
    ASSERT_EQ(ask(**witness, log_, 0), WitnessVerdict::cosign);
    clock_.set(clock_.now() - std::chrono::seconds(10));
    EXPECT_TRUE(
        failed_with((*witness)->add_checkpoint(kOff, log_.request(5)), ErrorCode::unavailable));
    clock_.advance(std::chrono::seconds(10));
    EXPECT_EQ(ask(**witness, log_, 5), WitnessVerdict::cosign);
}

TEST_F(WitnessTest, is_one_process_and_one_key) {
    auto witness = open();
    ASSERT_TRUE(succeeded(witness));
    EXPECT_TRUE(failed_with(open(), ErrorCode::conflict));
    EXPECT_TRUE(failed_with(Witness::create(kOff, dir(), kName), ErrorCode::conflict));
    EXPECT_TRUE(failed_with(Witness::open(kOff, temp_.path("none"), {log_.key()}, clock_),
                            ErrorCode::not_found));
    EXPECT_TRUE(failed_with(Witness::create(kOff, temp_.path("w2"), "two words"),
                            ErrorCode::invalid_argument));
}

TEST_F(WitnessTest, judges_requests_of_several_threads_one_after_the_other) {
    auto witness = open();
    ASSERT_TRUE(succeeded(witness));
    ASSERT_EQ(ask(**witness, log_, 0), WitnessVerdict::cosign);
    std::vector<std::string> bodies;
    for (const std::uint64_t size : {6U, 7U, 8U, 9U}) {
        log_.grow_to(size);
        bodies.push_back(log_.request(5));
    }
    std::atomic<int> cosigned{0};
    std::vector<std::thread> threads;
    for (const auto& body : bodies) {
        threads.emplace_back([&] {
            const auto answer = (*witness)->add_checkpoint(kOff, body);
            if (answer && answer->verdict == WitnessVerdict::cosign) ++cosigned;
        });
    }
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(cosigned, 1) << "each asked from size 5 on: only the first may be right";
}

}  // namespace
}  // namespace gdprd::audit
