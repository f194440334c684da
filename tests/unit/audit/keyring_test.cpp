#include "audit/keyring.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/printers.hpp"
#include "tests/unit/audit/support/memory_files.hpp"
#include "tests/unit/audit/support/stopping_files.hpp"

namespace gdprd::audit {
namespace {

using test::failed_with;
using test::MemoryFiles;
using test::StoppingFiles;
using test::succeeded;

const std::string kDir = "/trail";

/// A ring in memory with one epoch and 600 subject keys: three nodes of the lowest level.
class KeyRingTest : public testing::Test {
  protected:
    static constexpr std::size_t kKeys = 600;

    void SetUp() override {
        auto made = KeyRing::create(memory_, kDir, root_, "example.org/keys", {});
        ASSERT_TRUE(succeeded(made));
        ASSERT_TRUE(succeeded(made->add_epoch(0, 1, 1)));
        epoch_ = (*made->epoch(1))->commitment;
        auto keys = made->add_subjects(kKeys, 0);
        ASSERT_TRUE(succeeded(keys));
        for (const SubjectKey& key : *keys) {
            ASSERT_EQ(key.number, keys_.size());
            keys_.push_back(key.key.clone());
        }
    }
    Result<KeyRing> open(std::shared_ptr<FileStore> files) {
        GDPRD_TRY(KeyJournal(files, kDir).recover());
        return KeyRing::open(files, kDir, root_, {});
    }
    Result<KeyRing> open() { return open(memory_); }
    [[nodiscard]] static std::string path(const std::string& name) {
        return kDir + "/keys/" + name;
    }
    /// Everything but `gone` is there as it was.
    void expect_all_but(KeyRing& ring, const std::vector<std::uint64_t>& gone) {
        EXPECT_TRUE(succeeded(ring.epoch(1)));
        for (std::uint64_t number = 0; number < keys_.size(); ++number) {
            const auto found = ring.find_subject(number);
            if (std::find(gone.begin(), gone.end(), number) != gone.end()) {
                EXPECT_TRUE(failed_with(found, ErrorCode::not_found)) << number;
            } else {
                ASSERT_TRUE(succeeded(found)) << number;
                ASSERT_TRUE(*found == keys_[number]) << number;
            }
        }
    }

    std::shared_ptr<MemoryFiles> memory_ = std::make_shared<MemoryFiles>();
    Secret root_{BytesView(Bytes(32, 0x5A))};
    Hash epoch_{};
    std::vector<Secret> keys_;
};

TEST_F(KeyRingTest, finds_its_subject_keys_after_a_restart_and_gives_no_number_twice) {
    auto ring = open();
    ASSERT_TRUE(succeeded(ring));
    expect_all_but(*ring, {});
    EXPECT_TRUE(failed_with(ring->find_subject(kKeys), ErrorCode::not_found));
    EXPECT_TRUE(failed_with(ring->find_subject(1ULL << 56), ErrorCode::not_found));
    ASSERT_TRUE(succeeded(ring->destroy_subjects(std::vector<std::uint64_t>{kKeys - 1})));

    auto again = open();

    ASSERT_TRUE(succeeded(again));
    const auto made = again->add_subjects(2, 0);
    ASSERT_TRUE(succeeded(made));
    EXPECT_EQ((*made)[0].number, kKeys) << "the last number was destroyed, not given back";
    EXPECT_EQ(again->add_subjects(1, 100'000)->front().number, 100'000U);
}

TEST_F(KeyRingTest, destroys_the_keys_that_are_named_and_no_other) {
    auto ring = open();
    ASSERT_TRUE(succeeded(ring->destroy_subjects(std::vector<std::uint64_t>{3, 255, 256, 599})));
    expect_all_but(*ring, {3, 255, 256, 599});
    EXPECT_TRUE(succeeded(ring->destroy_subjects(std::vector<std::uint64_t>{3, 4})));
    EXPECT_TRUE(failed_with(ring->destroy_subjects(std::vector<std::uint64_t>{5, 600}),
                            ErrorCode::not_found));

    auto again = open();

    ASSERT_TRUE(succeeded(again));
    expect_all_but(*again, {3, 4, 255, 256, 599});
    EXPECT_EQ((*again->epoch(1))->commitment, epoch_);
}

TEST_F(KeyRingTest, makes_every_older_copy_of_its_files_dead_with_the_ratchet_it_has_now) {
    const auto before = memory_->copy();
    auto ring = open();
    ASSERT_TRUE(succeeded(ring->destroy_subjects(std::vector<std::uint64_t>{7})));
    ASSERT_NE(before->bytes(path("ratchet")), memory_->bytes(path("ratchet")));

    before->bytes(path("ratchet")) = memory_->bytes(path("ratchet"));
    EXPECT_TRUE(failed_with(open(before), ErrorCode::crypto));

    // One old file among the new ones: the path from the top to the key does not open any more.
    for (const std::string& name : before->names(path("subjects/"))) {
        const auto mixed = memory_->copy();
        mixed->bytes(name) = before->bytes(name);
        auto opened = open(mixed);
        ASSERT_TRUE(succeeded(opened)) << name;
        EXPECT_FALSE(succeeded(opened->find_subject(7))) << name;
    }
    auto unchanged = open();
    ASSERT_TRUE(succeeded(unchanged));
    expect_all_but(*unchanged, {7});
}

TEST_F(KeyRingTest, leaves_the_old_ratchet_in_no_file) {
    const Bytes old = memory_->bytes(path("ratchet"));
    const BytesView ratchet = BytesView(old).subspan(8, kRatchetBytes);
    auto ring = open();
    ASSERT_TRUE(succeeded(ring->destroy_subjects(std::vector<std::uint64_t>{7})));
    ASSERT_TRUE(succeeded(ring->destroy_subjects(std::vector<std::uint64_t>{8})));
    const Bytes now = memory_->bytes(path("ratchet"));
    for (const std::string& name : memory_->names(kDir)) {
        const Bytes& bytes = memory_->bytes(name);
        EXPECT_EQ(std::search(bytes.begin(), bytes.end(), ratchet.begin(), ratchet.end()),
                  bytes.end())
            << name;
    }
    const Bytes& journal = memory_->bytes(path("journal"));
    EXPECT_EQ(std::search(journal.begin(), journal.end(), now.begin() + 8, now.begin() + 40),
              journal.end());
}

TEST_F(KeyRingTest, is_whole_after_a_stop_at_any_change_while_it_destroys) {
    const std::vector<std::uint64_t> victims{300};
    for (const auto tear : {StoppingFiles::Tear::whole, StoppingFiles::Tear::half}) {
        for (const bool lost : {false, true}) {
            bool finished = false;
            for (std::uint64_t change = 1; !finished; ++change) {
                const auto files = memory_->copy();
                const auto stopping = std::make_shared<StoppingFiles>(files);
                auto ring = open(stopping);
                ASSERT_TRUE(succeeded(ring));
                stopping->stop_at(change, tear);
                finished = ring->destroy_subjects(victims).has_value();
                ASSERT_EQ(finished, !stopping->stopped());
                if (!finished) {
                    EXPECT_FALSE(succeeded(ring->add_epoch(1, 1, 1))) << "it must restart first";
                }
                if (lost) files->crash();

                auto reader = KeyRing::open(files, kDir, root_, {});
                ASSERT_TRUE(succeeded(reader)) << "stopped at change " << change;
                const bool gone = !reader->find_subject(300).has_value();
                ASSERT_NO_FATAL_FAILURE(
                    expect_all_but(*reader, gone ? victims : std::vector<std::uint64_t>{}));
                auto again = open(files);
                ASSERT_TRUE(succeeded(again)) << "stopped at change " << change;
                EXPECT_EQ(gone, !again->find_subject(300).has_value());
                EXPECT_TRUE(gone || !finished);
                ASSERT_NO_FATAL_FAILURE(
                    expect_all_but(*again, gone ? victims : std::vector<std::uint64_t>{}));
                EXPECT_EQ((*again->epoch(1))->commitment, epoch_);
                ASSERT_TRUE(succeeded(again->destroy_subjects(victims)));
                ASSERT_TRUE(succeeded(again->add_epoch(2, 2, 2)));
                EXPECT_TRUE(succeeded(open(files)));
            }
        }
    }
}

TEST_F(KeyRingTest, gives_no_number_twice_after_a_stop_at_any_change_while_it_adds) {
    for (const auto tear : {StoppingFiles::Tear::whole, StoppingFiles::Tear::half}) {
        for (const bool lost : {false, true}) {
            bool finished = false;
            for (std::uint64_t change = 1; !finished; ++change) {
                const auto files = memory_->copy();
                const auto stopping = std::make_shared<StoppingFiles>(files);
                auto ring = open(stopping);
                stopping->stop_at(change, tear);
                const auto added = ring->add_subjects(300, 0);
                finished = added.has_value();
                if (lost) files->crash();

                auto again = open(files);
                ASSERT_TRUE(succeeded(again)) << "stopped at change " << change;
                ASSERT_NO_FATAL_FAILURE(expect_all_but(*again, {}));
                const auto next = again->add_subjects(1, 0);
                ASSERT_TRUE(succeeded(next)) << "stopped at change " << change;
                if (finished) {
                    EXPECT_EQ(next->front().number, kKeys + 300);
                    EXPECT_TRUE(*again->find_subject(kKeys) == added->front().key);
                }
            }
        }
    }
}

TEST_F(KeyRingTest, changes_nothing_when_there_is_no_space) {
    auto ring = open();
    memory_->set_full(10'000);
    EXPECT_TRUE(failed_with(ring->add_subjects(1000, 0), ErrorCode::unavailable));
    memory_->set_roomy();
    const auto added = ring->add_subjects(1000, 0);
    ASSERT_TRUE(succeeded(added));
    EXPECT_EQ(added->front().number, kKeys);
    expect_all_but(*ring, {});
}

TEST_F(KeyRingTest, reads_what_another_ring_has_destroyed_when_it_reloads) {
    auto writer = open();
    auto reader = open();
    ASSERT_TRUE(succeeded(reader));
    ASSERT_TRUE(succeeded(writer->destroy_subjects(std::vector<std::uint64_t>{7})));
    ASSERT_TRUE(succeeded(writer->add_epoch(9, 1, 2)));
    ASSERT_TRUE(succeeded(reader->reload()));
    EXPECT_TRUE(succeeded(reader->epoch(2)));
    expect_all_but(*reader, {7});
}

TEST_F(KeyRingTest, tells_a_damaged_node) {
    Bytes& nodes = memory_->bytes(path("subjects/0"));
    nodes[kSubjectRecordBytes + 100] ^= 1;
    auto ring = open();
    ASSERT_TRUE(succeeded(ring));
    EXPECT_TRUE(succeeded(ring->find_subject(255)));
    EXPECT_TRUE(failed_with(ring->find_subject(256), ErrorCode::corrupt));
    EXPECT_TRUE(succeeded(ring->find_subject(512)));
}

TEST_F(KeyRingTest, opens_a_node_in_its_own_place_only) {
    Bytes& nodes = memory_->bytes(path("subjects/0"));
    std::swap_ranges(nodes.begin(), nodes.begin() + kSubjectRecordBytes,
                     nodes.begin() + kSubjectRecordBytes);
    auto ring = open();
    EXPECT_TRUE(failed_with(ring->find_subject(0), ErrorCode::crypto));
    EXPECT_TRUE(failed_with(ring->find_subject(256), ErrorCode::crypto));
}

TEST(KeyJournal, takes_no_record_that_is_cut_or_altered) {
    const auto files = std::make_shared<MemoryFiles>();
    const std::vector<KeyWrite> writes{{"ratchet", 0, Bytes(5000, 1)}, {"epochs", 3, Bytes(7, 2)}};
    const auto stopping = std::make_shared<StoppingFiles>(files);
    // Room for both files (write, sync, name) and the record: stop at the first change after.
    stopping->stop_at(9, StoppingFiles::Tear::whole);
    ASSERT_FALSE(succeeded(KeyJournal(stopping, kDir).commit(writes)));
    const Bytes record = files->bytes(kDir + "/keys/journal");
    ASSERT_EQ(parse_key_journal(record).size(), 2U);
    for (std::size_t size = 0; size < record.size(); ++size) {
        ASSERT_TRUE(parse_key_journal(BytesView(record).first(size)).empty()) << size;
    }
    for (std::size_t byte = 0; byte < record.size(); ++byte) {
        Bytes altered = record;
        altered[byte] ^= 1;
        ASSERT_TRUE(parse_key_journal(altered).empty()) << byte;
    }
    Bytes longer = record;
    longer.resize(record.size() + 100, 9);
    EXPECT_EQ(parse_key_journal(longer).size(), 2U) << "what an older, longer one left behind it";

    ASSERT_TRUE(succeeded(KeyJournal(files, kDir).recover()));

    EXPECT_EQ(files->bytes(kDir + "/keys/epochs"), (Bytes{0, 0, 0, 2, 2, 2, 2, 2, 2, 2}));
    EXPECT_EQ(files->bytes(kDir + "/keys/ratchet"), Bytes(5000, 1));
    EXPECT_TRUE(load_key_journal(*files, kDir)->empty());
}

}  // namespace
}  // namespace gdprd::audit
