// The trail's signing key is replaced by the next one: what is signed by which, what a verifier
// follows and finds, and what a crash at any change of the files leaves.

#include <gtest/gtest.h>

#include <filesystem>

#include "audit/derived.hpp"
#include "audit/ended_trail.hpp"
#include "audit/key_backup.hpp"
#include "audit/keyring.hpp"
#include "audit/signing_chain.hpp"
#include "audit/subject_keys.hpp"
#include "audit/trail.hpp"
#include "audit/tree_export.hpp"
#include "audit/tree_source.hpp"
#include "audit/verifier.hpp"
#include "tests/support/printers.hpp"
#include "tests/unit/audit/support/memory_files.hpp"
#include "tests/unit/audit/support/stopping_files.hpp"
#include "tests/unit/audit/support/trail_fixture.hpp"

namespace gdprd::audit {
namespace {

using test::failed_with;
using test::MemoryFiles;
using test::StoppingFiles;
using test::succeeded;
using test::TrailDir;

const OffLoop kOff = OffLoop::on_blocking_thread();

/// A trail in memory whose key was changed twice: entries before, between and after.
class RotationTest : public testing::Test {
  protected:
    void SetUp() override {
        std::filesystem::create_directories(dir_.path());
        dir_.options.first_segment_bytes = 128U << 10;
        dir_.options.segment_bytes = 128U << 10;
        files_ = std::make_shared<MemoryFiles>();
        dir_.options.files = files_;
    }

    std::unique_ptr<Trail> open() {
        auto trail = dir_.open();
        EXPECT_TRUE(succeeded(trail));
        return trail ? std::move(*trail) : nullptr;
    }
    void make_and_rotate_twice() {
        auto trail = open();
        vkeys_.push_back(trail->vkey());
        for (int i = 0; i < 2; ++i) {
            TrailDir::append_some(*trail, 4);
            keep_seed();
            const auto done = trail->rotate_signing_key(kOff);
            ASSERT_TRUE(succeeded(done));
            sizes_.push_back(done->size);
            vkeys_.push_back(format_vkey(done->next.name, done->next.key));
            TrailDir::append_some(*trail, 3);
            ASSERT_TRUE(succeeded(trail->checkpoint(kOff)));
        }
    }
    /// What a thief of the key that signs now has.
    void keep_seed() {
        const auto keys = KeyRing::open(files_, dir_.path(), dir_.root_key, {});
        ASSERT_TRUE(succeeded(keys));
        seeds_.push_back(keys->signing_seed().clone());
    }
    std::string text(const std::string& name) {
        return std::string(as_text(files_->bytes(dir_.path() + "/" + name)));
    }
    void put(const std::string& name, const std::string& text) {
        const BytesView view = as_bytes(text);
        files_->bytes(dir_.path() + "/" + name).assign(view.begin(), view.end());
    }
    void put_new(const std::string& name, const std::string& text) {
        ASSERT_TRUE(succeeded(files_->open(dir_.path() + "/" + name, FileAccess::create)));
        put(name, text);
    }
    VerifyReport verify(const std::string& vkey, const std::vector<std::string>& known = {}) {
        VerifyOptions options;
        options.dir = dir_.path();
        options.vkey = vkey;
        options.files = files_;
        options.root_key = &dir_.root_key;
        options.known_checkpoints = known;
        const auto report = verify_trail(kOff, options);
        EXPECT_TRUE(succeeded(report));
        return report ? *report : VerifyReport{};
    }
    static std::string faults(const VerifyReport& report) {
        std::string out;
        for (const Fault& fault : report.faults) out += to_string(fault) + "\n";
        return out;
    }
    std::vector<std::string> records() {
        const std::string all = text("successions");
        std::vector<std::string> out;
        for (std::size_t at = 0; at < all.size();) {
            const auto end = all.find("\n\n", all.find("\n\n", at) + 2) + 2;
            out.push_back(all.substr(at, end - at));
            at = end;
        }
        return out;
    }

    TrailDir dir_;
    std::shared_ptr<MemoryFiles> files_;
    std::vector<std::string> vkeys_;
    std::vector<std::uint64_t> sizes_;
    std::vector<Secret> seeds_;  ///< of the keys that were replaced
};

TEST_F(RotationTest, is_followed_from_every_key) {
    make_and_rotate_twice();

    for (const std::string& vkey : vkeys_) {
        const auto report = verify(vkey);
        EXPECT_TRUE(report.ok()) << faults(report);
        EXPECT_GT(report.signed_size, sizes_[1]);
    }
    EXPECT_EQ(text("vkey"), vkeys_[0] + "\n") << "the first key leads to all";
}

TEST_F(RotationTest, keeps_each_key_to_its_own_sizes_and_goes_on_after_a_restart) {
    make_and_rotate_twice();
    {
        auto trail = open();
        EXPECT_EQ(trail->vkey(), vkeys_[0]);
        EXPECT_EQ(trail->signing_keys().terms().size(), 3U);
        EXPECT_EQ(trail->signing_keys().last().key, parse_vkey(vkeys_[2])->key);
        TrailDir::append_some(*trail, 2);
    }
    const auto last = parse_note(text("checkpoint"));
    EXPECT_EQ(last->signatures.front().id, parse_vkey(vkeys_[2])->id);
    EXPECT_TRUE(verify(vkeys_[0]).ok()) << faults(verify(vkeys_[0]));
}

TEST_F(RotationTest, tells_that_a_later_key_may_have_signed_what_a_copy_does_not_know) {
    make_and_rotate_twice();
    Checkpoint later;
    later.origin = parse_vkey(vkeys_[0])->name;
    later.size = 1000000;

    const auto report = verify(vkeys_[0], {sign_checkpoint(later, Secret::random(32))});

    ASSERT_EQ(report.faults.size(), 1U) << faults(report);
    EXPECT_NE(report.faults[0].what.find("a later key of it may have signed it"), std::string::npos)
        << faults(report);
}

TEST_F(RotationTest, names_the_next_key_in_the_entry_before_it_signs) {
    make_and_rotate_twice();
    auto trail = open();

    const auto entry = trail->read(kOff, EntryIndex(sizes_[0] - 1));

    ASSERT_TRUE(succeeded(entry));
    EXPECT_EQ(entry->type, EntryType::key);
    const auto keys = trail->signing_keys();
    EXPECT_EQ(entry->header.payload_commitment, succession_commitment(keys.successions()[0]));
}

TEST_F(RotationTest, destroys_the_key_before_when_the_next_has_signed) {
    make_and_rotate_twice();

    const Bytes& next = files_->bytes(dir_.path() + "/keys/signing-next");
    EXPECT_EQ(std::count(next.begin(), next.end(), 0), static_cast<std::ptrdiff_t>(next.size()));
    const auto keys = KeyRing::open(files_, dir_.path(), dir_.root_key, {});
    ASSERT_TRUE(succeeded(keys));
    EXPECT_EQ(keys->public_key(), parse_vkey(vkeys_[2])->key);
    EXPECT_FALSE(keys->other_public_key());
}

TEST_F(RotationTest, opens_no_older_copy_of_the_key_with_the_new_ratchet) {
    {
        auto trail = open();
        const Bytes before = files_->bytes(dir_.path() + "/keys/signing");
        ASSERT_TRUE(succeeded(trail->rotate_signing_key(kOff)));
        TrailDir::append_some(*trail, 1);
        ASSERT_TRUE(succeeded(trail->checkpoint(kOff)));
        files_->bytes(dir_.path() + "/keys/signing") = before;
    }
    EXPECT_TRUE(
        failed_with(KeyRing::open(files_, dir_.path(), dir_.root_key, {}), ErrorCode::crypto));
}

TEST_F(RotationTest, uses_the_key_that_was_prepared_and_shown) {
    std::string prepared;
    {
        auto trail = open();
        const auto made = trail->prepare_signing_key(kOff);
        ASSERT_TRUE(succeeded(made));
        prepared = format_vkey(made->name, made->key);
        const auto again = trail->prepare_signing_key(kOff);
        EXPECT_EQ(again->key, made->key);
        TrailDir::append_some(*trail, 2);
        ASSERT_TRUE(succeeded(trail->rotate_epoch(kOff)));
        ASSERT_TRUE(succeeded(trail->destroy_epoch(kOff, 1))) << "a new ratchet";
    }
    auto trail = open();
    ASSERT_TRUE(trail->prepared_signing_key().has_value()) << "a restart keeps it";
    EXPECT_EQ(trail->signing_keys().terms().size(), 1U) << "and does not use it";

    const auto done = trail->rotate_signing_key(kOff);

    ASSERT_TRUE(succeeded(done));
    EXPECT_EQ(format_vkey(done->next.name, done->next.key), prepared);
    EXPECT_FALSE(trail->prepared_signing_key());
}

TEST_F(RotationTest, keeps_subjects_readable_whose_key_is_destroyed_never_and_hides_others) {
    std::uint64_t number = 0;
    {
        auto trail = open();
        const auto keys = trail->subject_keys().add(kOff, 2);
        ASSERT_TRUE(succeeded(keys));
        number = (*keys)[0]->number;
        ASSERT_TRUE(succeeded(trail->rotate_signing_key(kOff)));
        // In between, with both signing keys in the files, the ratchet is replaced once more.
        const std::uint64_t other[] = {(*keys)[1]->number};
        ASSERT_TRUE(succeeded(trail->subject_keys().destroy(kOff, other)));
        TrailDir::append_some(*trail, 1);
    }
    auto trail = open();
    EXPECT_TRUE(succeeded(trail->subject_keys().find(kOff, number)));
    EXPECT_FALSE(trail->subject_keys().find(kOff, number + 1));
    EXPECT_EQ(trail->signing_keys().terms().size(), 2U);
    EXPECT_TRUE(verify(trail->vkey()).ok());
}

TEST_F(RotationTest, gives_proofs_that_hold_by_the_first_key_and_by_the_one_that_signed) {
    make_and_rotate_twice();
    auto trail = open();
    const auto proof = trail->prove(kOff, EntryIndex(3));
    const auto leaf = trail->leaf_hash(kOff, EntryIndex(3));
    ASSERT_TRUE(succeeded(proof));

    const std::string successions = text("successions");
    for (const std::string& vkey : vkeys_) {
        const auto chain = parse_chain_from(*parse_vkey(vkey), successions);
        ASSERT_TRUE(succeeded(chain));
        EXPECT_TRUE(succeeded(verify_proof(*proof, *chain, *leaf)));
    }
    EXPECT_TRUE(succeeded(verify_proof(*proof, *parse_vkey(vkeys_[2]), *leaf))) << "alone";
    EXPECT_FALSE(verify_proof(*proof, *parse_vkey(vkeys_[0]), *leaf)) << "no way leads there";
}

TEST_F(RotationTest, still_takes_a_checkpoint_of_an_older_key_that_an_auditor_kept) {
    auto trail = open();
    TrailDir::append_some(*trail, 3);
    const auto kept = trail->checkpoint(kOff);
    const std::string vkey = trail->vkey();
    ASSERT_TRUE(succeeded(trail->rotate_signing_key(kOff)));
    TrailDir::append_some(*trail, 3);
    trail.reset();

    EXPECT_TRUE(verify(vkey, {*kept}).ok()) << faults(verify(vkey, {*kept}));
}

TEST_F(RotationTest, finds_what_a_thief_signs_with_the_key_that_was_replaced) {
    make_and_rotate_twice();
    const auto head = parse_checkpoint(parse_note(text("checkpoint"))->text);
    const std::string stolen = sign_checkpoint(*head, seeds_[0]);

    const auto kept_elsewhere = verify(vkeys_[0], {stolen});
    ASSERT_EQ(kept_elsewhere.faults.size(), 1U);
    EXPECT_NE(kept_elsewhere.faults[0].what.find("signs only up to " + std::to_string(sizes_[0])),
              std::string::npos);

    put("checkpoint", stolen);
    const auto report = verify(vkeys_[0]);
    ASSERT_FALSE(report.ok());
    EXPECT_EQ(report.faults[0].file, "checkpoint");
    dir_.options.files = files_;
    EXPECT_TRUE(failed_with(dir_.open(), ErrorCode::corrupt)) << "gdprd does not go on either";
}

TEST_F(RotationTest, finds_a_succession_that_is_missing_altered_moved_repeated_or_forged) {
    make_and_rotate_twice();
    const auto all = records();
    ASSERT_EQ(all.size(), 2U);
    std::string altered = all[0];
    altered[60] ^= 1;
    // The thief of the first key lets another one follow, for the same tree.
    Succession forged = *verify_succession(all[0].substr(0, all[0].size() - 1));
    const Secret other = Secret(BytesView(Bytes(32, 0x66)));
    forged.next.key = crypto::ed25519_public(other);
    forged.next.id = key_id(forged.next.name, forged.next.key);
    const std::string cases[] = {"",
                                 all[0],
                                 all[1],
                                 altered + all[1],
                                 all[1] + all[0],
                                 all[0] + all[1] + all[1],
                                 all[0] + all[1] + "gdprd",
                                 sign_succession(forged, seeds_[0]) + "\n"};
    for (const std::string& one : cases) {
        put("successions", one);
        const auto report = verify(vkeys_[0]);
        EXPECT_FALSE(report.ok()) << one;
        EXPECT_FALSE(dir_.open().has_value()) << "nothing is signed on top of it:\n" << one;
    }
    ASSERT_TRUE(succeeded(files_->remove(dir_.path() + "/successions")));
    EXPECT_FALSE(verify(vkeys_[0]).ok());
    EXPECT_FALSE(dir_.open().has_value());
}

TEST_F(RotationTest, finds_a_next_key_that_no_entry_names) {
    auto trail = open();
    const std::string vkey = trail->vkey();
    TrailDir::append_some(*trail, 3);
    keep_seed();
    trail.reset();
    // Who stole the key hands the trail over to a key of their own, and signs on.
    const auto head = parse_checkpoint(parse_note(text("checkpoint"))->text);
    const Secret own(BytesView(Bytes(32, 0x66)));
    Succession forged;
    forged.size = head->size;
    forged.root = head->root;
    forged.before = *parse_vkey(vkey);
    forged.next.name = head->origin;
    forged.next.key = crypto::ed25519_public(own);
    forged.next.id = key_id(head->origin, forged.next.key);
    put_new("successions", sign_succession(forged, seeds_[0]) + "\n");

    const auto report = verify(vkey);

    ASSERT_FALSE(report.ok());
    EXPECT_NE(faults(report).find("entry " + std::to_string(head->size - 1) +
                                  ": the entry does not name the signing key"),
              std::string::npos)
        << faults(report);
}

TEST_F(RotationTest, trusts_no_key_before_the_one_given_unless_that_one_signed_the_tree) {
    make_and_rotate_twice();
    // All that the last key signed is taken away: what is left is the word of the keys before.
    const std::string notes = text("checkpoints");
    std::string kept;
    for (std::size_t at = 0; at < notes.size();) {
        const auto end = notes.find("\n\n", notes.find("\n\n", at) + 2) + 2;
        const std::string note = notes.substr(at, end - at - 1);
        const auto head = parse_checkpoint(parse_note(note)->text);
        if (head->size > sizes_[1]) break;
        kept += notes.substr(at, end - at);
        put("checkpoint", note);
        put("last-signed", note);
        at = end;
    }
    put("checkpoints", kept);

    EXPECT_TRUE(verify(vkeys_[0]).ok()) << faults(verify(vkeys_[0]));
    const auto report = verify(vkeys_[2]);
    ASSERT_FALSE(report.ok());
    EXPECT_NE(faults(report).find("no checkpoint is signed by the key given"), std::string::npos);
}

TEST_F(RotationTest, is_one_state_or_the_other_after_a_stop_at_any_change) {
    std::string vkey;
    {
        auto trail = open();
        vkey = trail->vkey();
        TrailDir::append_some(*trail, 5);
    }
    const auto memory = files_;
    std::size_t old_state = 0;
    std::size_t new_state = 0;
    bool finished = false;
    for (std::uint64_t change = 1; !finished; ++change) {
        files_ = memory->copy();
        const auto stopping = std::make_shared<StoppingFiles>(files_);
        dir_.options.files = stopping;
        auto trail = open();
        ASSERT_TRUE(trail);
        const auto tear = change % 2 == 0 ? StoppingFiles::Tear::half : StoppingFiles::Tear::whole;
        stopping->stop_at(change, tear);
        const bool rotated = trail->rotate_signing_key(kOff).has_value();
        const std::vector<EntryDraft> one{TrailDir::draft(1)};
        const bool appended = rotated && trail->append(kOff, one).has_value();
        finished = appended && trail->checkpoint(kOff).has_value() && !stopping->stopped();
        const std::uint64_t acknowledged = trail->size();
        trail.reset();
        if (change % 3 == 0) files_->crash();

        dir_.options.files = files_;
        trail = open();
        ASSERT_TRUE(trail) << "stopped at change " << change;
        const std::size_t keys = trail->signing_keys().terms().size();
        (keys == 2 ? new_state : old_state) += 1;
        if (rotated) EXPECT_EQ(keys, 2U) << "it was told that it is done; change " << change;
        EXPECT_GE(trail->size(), acknowledged);
        // Whichever it is, it goes on, and can be rotated (again).
        TrailDir::append_some(*trail, 2);
        if (keys == 1) ASSERT_TRUE(succeeded(trail->rotate_signing_key(kOff)));
        TrailDir::append_some(*trail, 2);
        trail.reset();
        const auto report = verify(vkey);
        ASSERT_TRUE(report.ok()) << "stopped at change " << change << ": " << faults(report);
        EXPECT_FALSE(KeyRing::open(files_, dir_.path(), dir_.root_key, {})->other_public_key())
            << "the key before is destroyed; change " << change;
    }
    EXPECT_GT(old_state, 10U);
    EXPECT_GT(new_state, 10U);
}

TEST_F(RotationTest, is_one_state_or_the_other_when_the_disk_is_full) {
    std::string vkey;
    {
        auto trail = open();
        vkey = trail->vkey();
        TrailDir::append_some(*trail, 3);
    }
    const auto memory = files_;
    std::size_t old_state = 0;
    std::size_t new_state = 0;
    for (std::size_t left = 0; left < 4'000; left += 100) {
        files_ = memory->copy();
        dir_.options.files = files_;
        auto trail = open();
        ASSERT_TRUE(trail);
        ASSERT_TRUE(succeeded(files_->remove(dir_.path() + "/reserve")));
        files_->set_full(left);

        const bool rotated = trail->rotate_signing_key(kOff).has_value();

        files_->set_roomy();
        (rotated ? new_state : old_state) += 1;
        EXPECT_EQ(trail->signing_keys().terms().size(), rotated ? 2U : 1U);
        TrailDir::append_some(*trail, 1);
        ASSERT_TRUE(succeeded(trail->checkpoint(kOff)));
        EXPECT_TRUE(succeeded(trail->rotate_signing_key(kOff)));
        trail.reset();
        EXPECT_TRUE(verify(vkey).ok()) << left << " bytes left: " << faults(verify(vkey));
    }
    EXPECT_GT(old_state, 5U);
    EXPECT_GT(new_state, 5U);
}

TEST_F(RotationTest, refuses_keys_that_are_set_back) {
    auto trail = open();
    trail.reset();
    const auto before = files_->copy();
    trail = open();
    ASSERT_TRUE(succeeded(trail->rotate_signing_key(kOff)));
    TrailDir::append_some(*trail, 2);
    trail.reset();
    for (const std::string name : {"ratchet", "signing", "epochs", "signing-next"}) {
        const std::string path = dir_.path() + "/keys/" + name;
        if (before->has(path))
            files_->bytes(path) = before->bytes(path);
        else
            ASSERT_TRUE(succeeded(files_->remove(path)));
    }

    const auto opened = dir_.open();

    EXPECT_TRUE(failed_with(opened, ErrorCode::corrupt));
    EXPECT_NE(opened.error().message().find("successions"), std::string::npos);
}

}  // namespace
}  // namespace gdprd::audit
