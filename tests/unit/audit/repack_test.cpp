#include "audit/repack.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>

#include <filesystem>

#include "audit/crc32c.hpp"
#include "audit/repacker.hpp"
#include "audit/tile_files.hpp"
#include "audit/trail.hpp"
#include "audit/verifier.hpp"
#include "tests/support/passing_files.hpp"
#include "tests/support/printers.hpp"
#include "tests/unit/audit/support/memory_files.hpp"
#include "tests/unit/audit/support/trail_fixture.hpp"

namespace gdprd::audit {
namespace {

using test::failed_with;
using test::MemoryFiles;
using test::succeeded;
using test::TrailDir;
using Outcome = Repacked::Outcome;

const OffLoop kOff = OffLoop::on_blocking_thread();
constexpr std::uint64_t kSegmentBytes = 64U << 10;

std::shared_ptr<const SubjectKey> subject(std::uint64_t number) {
    return std::make_shared<const SubjectKey>(
        SubjectKey{number, Secret{BytesView(Bytes(32, static_cast<std::uint8_t>(number)))}});
}

/// Fails, for ever, from the n-th change on, as a disk that went away; counts them.
class DyingFiles final : public test::PassingFiles {
  public:
    DyingFiles(std::shared_ptr<FileStore> files, std::size_t alive)
        : PassingFiles(std::move(files)), alive_(alive) {}

    class File final : public test::PassingFile {
      public:
        File(DyingFiles& store, std::unique_ptr<StoredFile> file)
            : PassingFile(std::move(file)), store_(store) {}
        Result<void> write_at(std::uint64_t offset, BytesView bytes) override {
            GDPRD_TRY(store_.change());
            return PassingFile::write_at(offset, bytes);
        }
        Result<void> sync() override {
            GDPRD_TRY(store_.change());
            return PassingFile::sync();
        }
        Result<void> truncate(std::uint64_t size) override {
            GDPRD_TRY(store_.change());
            return PassingFile::truncate(size);
        }

      private:
        DyingFiles& store_;
    };

    Result<std::unique_ptr<StoredFile>> open(const std::string& path, FileAccess access) override {
        GDPRD_TRY_ASSIGN(auto file, PassingFiles::open(path, access));
        return std::unique_ptr<StoredFile>(std::make_unique<File>(*this, std::move(file)));
    }
    Result<void> rename(const std::string& from, const std::string& to) override {
        GDPRD_TRY(change());
        return PassingFiles::rename(from, to);
    }
    Result<void> remove(const std::string& path) override {
        GDPRD_TRY(change());
        return PassingFiles::remove(path);
    }
    Result<void> sync_directory(const std::string& path) override {
        GDPRD_TRY(change());
        return PassingFiles::sync_directory(path);
    }
    [[nodiscard]] std::size_t changes() const { return changes_; }

  private:
    Result<void> change() {
        if (++changes_ > alive_) return Error(ErrorCode::io, "the disk went away");
        return {};
    }
    std::size_t alive_;
    std::size_t changes_ = 0;
};

/// A closed trail of many small frames in several segments.
class RepackTest : public testing::Test {
  protected:
    void SetUp() override {
        std::filesystem::create_directories(dir_.path());
        dir_.options.first_segment_bytes = kSegmentBytes;
        dir_.options.segment_bytes = kSegmentBytes;
        use(std::make_shared<MemoryFiles>());
        auto trail = dir_.open();
        ASSERT_TRUE(succeeded(trail));
        vkey_ = (*trail)->vkey();
        TrailDir::append_some(**trail, 6);
        EntryDraft secret = TrailDir::draft(1);
        secret.subject_key = subject(7);
        erased_ = (*(*trail)->append(kOff, std::vector<EntryDraft>{secret}))[0].index;
        TrailDir::append_some(**trail, 40);
        EntryDraft redact;
        redact.type = EntryType::redact;
        redact.redacts = erased_;
        redact.payload = cbor::Map{{"approver", "token:dpo"}};
        redaction_ = (*(*trail)->append(kOff, std::vector<EntryDraft>{redact}))[0].index;
        TrailDir::append_some(**trail, 3);
        trail->reset();
        signed_size_ = verify().signed_size;
        segments_ = *list_segments(*files_, dir_.path());
        ASSERT_GE(segments_.size(), 4U);
    }
    void use(std::shared_ptr<MemoryFiles> files) {
        files_ = std::move(files);
        dir_.options.files = files_;
    }
    std::string path(std::size_t segment) const {
        return dir_.path() + "/" + segments_[segment].name;
    }
    /// Place of an entry's stored payload in the first segment.
    std::span<std::uint8_t> payload(EntryIndex index) {
        Bytes& bytes = files_->bytes(path(0));
        for (std::uint64_t at = 0;;) {
            const auto frame = parse_frame(BytesView(bytes).subspan(at));
            GDPRD_ASSERT(frame.has_value());
            for (const FramedLeaf& leaf : frame->leaves) {
                if (leaf.header.seq != index.value()) continue;
                return std::span(bytes).subspan(at + leaf.stored_at, leaf.header.payload_length);
            }
            at += frame->header.frame_bytes();
        }
    }
    void destroy_payload() {
        const auto bytes = payload(erased_);
        std::fill(bytes.begin(), bytes.end(), std::uint8_t{0});
    }
    Result<Repacked> beside(std::size_t segment, FileStore& files) {
        GDPRD_TRY_ASSIGN(KeyRing keys, KeyRing::open(files_, dir_.path(), dir_.root_key, {}));
        TileReader tree(files_, dir_.path());
        return repack_beside({files, dir_.path(), keys, tree, signed_size_, stopping_},
                             {segments_[segment], segments_[segment + 1].first_seq});
    }
    Result<Repacked> repack(std::size_t segment) {
        GDPRD_TRY_ASSIGN(const Repacked done, beside(segment, *files_));
        if (done.outcome == Outcome::beside) {
            GDPRD_TRY(put_in_place(*files_, dir_.path(), segments_[segment]));
        }
        return done;
    }
    VerifyReport verify() {
        VerifyOptions options;
        options.dir = dir_.path();
        options.vkey = vkey_;
        options.files = files_;
        options.root_key = &dir_.root_key;
        const auto report = verify_trail(kOff, options);
        EXPECT_TRUE(succeeded(report));
        return report ? *report : VerifyReport{};
    }
    void expect_verified() {
        const auto report = verify();
        EXPECT_TRUE(report.ok()) << to_string(report.faults.front());
    }
    std::uint64_t segment_bytes() {
        std::uint64_t sum = 0;
        for (const SegmentName& name : segments_) {
            sum += files_->bytes(dir_.path() + "/" + name.name).size();
        }
        return sum;
    }
    /// All entries, as a reader gives them.
    std::vector<std::string> listing(Trail& trail) {
        std::vector<std::string> out;
        const auto scanned = trail.scan(
            kOff, EntryIndex(0), EntryIndex(trail.size()), {}, [&](const EntryView& view) {
                out.push_back(hex_encode(view.leaf_hash) + view.collection + view.actor +
                              std::string(to_string(view.payload_state)) +
                              (view.payload ? cbor::to_json(*view.payload) : ""));
                return true;
            });
        EXPECT_TRUE(succeeded(scanned));
        return out;
    }

    TrailDir dir_;
    std::shared_ptr<MemoryFiles> files_;
    std::string vkey_;
    EntryIndex erased_;
    EntryIndex redaction_;
    std::vector<SegmentName> segments_;
    std::uint64_t signed_size_ = 0;
    std::atomic<bool> stopping_ = false;
};

TEST_F(RepackTest, keeps_every_entry_in_a_fraction_of_the_bytes) {
    const std::uint64_t before = segment_bytes();
    const auto untouched = verify();
    for (std::size_t i = 0; i + 1 < segments_.size(); ++i) {
        const auto done = repack(i);
        ASSERT_TRUE(succeeded(done));
        EXPECT_EQ(done->outcome, Outcome::beside);
        EXPECT_EQ(done->bytes_before, kSegmentBytes);
        EXPECT_EQ(done->bytes_after, files_->bytes(path(i)).size());
        EXPECT_GT(done->frames_before, 10U);
        EXPECT_LE(done->frames_after, 2U);
        expect_verified();
    }
    EXPECT_LT(segment_bytes() - kSegmentBytes, (before - kSegmentBytes) / 4);
    const auto report = verify();
    EXPECT_EQ(report.size, untouched.size);
    EXPECT_EQ(report.root, untouched.root);
    EXPECT_EQ(report.payloads, untouched.payloads);
    EXPECT_EQ(report.envelopes, untouched.envelopes);
}

TEST_F(RepackTest, is_done_once) {
    ASSERT_EQ(repack(0)->outcome, Outcome::beside);
    EXPECT_EQ(repack(0)->outcome, Outcome::not_worth);
}

TEST_F(RepackTest, leaves_out_a_destroyed_payload_and_tells_it_erased) {
    destroy_payload();
    ASSERT_EQ(verify().payloads_erased, 1U);
    const auto done = repack(0);
    ASSERT_TRUE(succeeded(done));
    EXPECT_EQ(done->payloads_left_out, 1U);
    const auto header = parse_frame_header(files_->bytes(path(0)));
    ASSERT_TRUE(succeeded(header));
    EXPECT_EQ(header->flags, kFramePayloadsLeftOut);
    const auto report = verify();
    EXPECT_TRUE(report.ok()) << to_string(report.faults.front());
    EXPECT_EQ(report.payloads_erased, 1U);
    auto trail = dir_.open();
    ASSERT_TRUE(succeeded(trail));
    const auto view = (*trail)->read(kOff, erased_);
    ASSERT_TRUE(succeeded(view));
    EXPECT_EQ(view->payload_state, PayloadState::erased);
    const auto next = (*trail)->read(kOff, EntryIndex(erased_.value() + 1));
    ASSERT_TRUE(succeeded(next));
    EXPECT_EQ(next->payload_state, PayloadState::present) << "what follows keeps its own payload";
}

TEST_F(RepackTest, writes_a_list_that_a_reader_takes_in_one_form_only) {
    destroy_payload();
    ASSERT_EQ(repack(0)->payloads_left_out, 1U);
    const Bytes good = files_->bytes(path(0));
    const auto header = *parse_frame_header(good);
    const std::size_t list = kFrameHeaderBytes + header.leaves_bytes - 4;
    const auto parsed = [&](std::size_t at, std::uint32_t value) {
        Bytes bytes = good;
        Bytes number;
        put_u32(number, value);
        std::copy(number.begin(), number.end(), bytes.begin() + static_cast<std::ptrdiff_t>(at));
        Bytes crc;
        put_u32(crc,
                frame_crc(bytes, BytesView(bytes).subspan(kFrameHeaderBytes, header.leaves_bytes)));
        std::copy(crc.begin(), crc.end(), bytes.begin() + 104);
        return parse_frame(bytes, Payloads::may_be_erased);
    };
    const std::uint32_t number = get_u32(BytesView(good).subspan(list));
    EXPECT_TRUE(succeeded(parsed(list, number)));
    EXPECT_TRUE(failed_with(parsed(list, number + 1), ErrorCode::corrupt)) << "another payload";
    EXPECT_TRUE(failed_with(parsed(list, header.count), ErrorCode::corrupt)) << "no leaf";
    EXPECT_TRUE(failed_with(parsed(36, 0), ErrorCode::corrupt)) << "a list without the flag";
    EXPECT_TRUE(failed_with(parsed(36, 3), ErrorCode::unsupported)) << "a flag of the future";
    EXPECT_TRUE(failed_with(parse_frame(good), ErrorCode::corrupt)) << "where all must be there";
}

TEST_F(RepackTest, does_not_hide_a_payload_that_nobody_redacted) {
    const auto bytes = payload(EntryIndex(erased_.value() - 1));
    std::fill(bytes.begin(), bytes.end(), std::uint8_t{0});
    ASSERT_EQ(repack(0)->payloads_left_out, 1U);
    const auto report = verify();
    ASSERT_EQ(report.faults.size(), 1U);
    EXPECT_EQ(report.faults[0].index, erased_.value() - 1);
}

TEST_F(RepackTest, leaves_evidence_as_it_is) {
    const Bytes good = files_->bytes(path(0));
    // Header, leaf and payload of the first frame, its padding, and the end of the segment.
    for (const std::size_t at : {20UL, 40UL, 80UL, 150UL, 460UL, 4000UL, 5000UL, 65535UL}) {
        Bytes& bytes = files_->bytes(path(0));
        bytes = good;
        bytes[at] ^= 1;
        const Bytes bad = bytes;
        EXPECT_TRUE(failed_with(repack(0), ErrorCode::corrupt)) << at;
        EXPECT_EQ(files_->bytes(path(0)), bad) << at;
        EXPECT_FALSE(files_->has(path(0) + ".new")) << at;
    }
}

TEST_F(RepackTest, leaves_a_segment_of_a_destroyed_epoch_as_it_is) {
    Bytes& epochs = files_->bytes(dir_.path() + "/keys/epochs");
    // The wrapped key of the first record is zeros when the epoch is destroyed.
    std::fill_n(epochs.begin() + 8 + 56, 72, std::uint8_t{0});
    const std::uint32_t crc = crc32c(BytesView(epochs).first(epochs.size() - 4));
    Bytes tail;
    put_u32(tail, crc);
    std::copy(tail.begin(), tail.end(), epochs.end() - 4);
    const auto done = repack(0);
    ASSERT_TRUE(succeeded(done));
    EXPECT_EQ(done->outcome, Outcome::no_key);
    EXPECT_FALSE(files_->has(path(0) + ".new"));
}

TEST_F(RepackTest, waits_for_a_checkpoint_and_the_tree_files) {
    signed_size_ = segments_[1].first_seq - 1;
    EXPECT_EQ(repack(0)->outcome, Outcome::not_yet);
    ++signed_size_;
    files_->bytes(dir_.path() + "/tree/0").resize(32);
    EXPECT_EQ(repack(0)->outcome, Outcome::not_yet);
}

TEST_F(RepackTest, leaves_the_old_or_the_new_wherever_it_is_cut_off) {
    destroy_payload();
    const auto start = files_->copy();
    std::size_t changes = 0;
    for (std::size_t alive = 0; alive <= changes; ++alive) {
        use(start->copy());
        const auto dying = std::make_shared<DyingFiles>(files_, alive);
        const auto done = beside(0, *dying);
        const bool placed = done && put_in_place(*dying, dir_.path(), segments_[0]).has_value();
        changes = dying->changes();
        files_->crash();
        const auto report = verify();
        EXPECT_TRUE(report.ok()) << alive << ": " << to_string(report.faults.front());
        EXPECT_EQ(report.payloads_erased, 1U);
        auto trail = dir_.open();
        ASSERT_TRUE(succeeded(trail)) << alive;
        EXPECT_FALSE(files_->has(path(0) + ".new"));
        if (placed) EXPECT_LT(files_->bytes(path(0)).size(), kSegmentBytes);
        if (alive < changes) EXPECT_FALSE(placed);
    }
    EXPECT_GE(changes, 5U) << "truncate, write, sync, rename, directory";
}

TEST_F(RepackTest, is_noticed_by_a_reader_that_knew_the_old_file) {
    auto trail = dir_.open();
    ASSERT_TRUE(succeeded(trail));
    const auto before = listing(**trail);
    for (const std::size_t segment : {0U, 2U, 1U}) {
        ASSERT_EQ(repack(segment)->outcome, Outcome::beside);
        EXPECT_EQ(listing(**trail), before) << segment;
    }
    const auto proof = (*trail)->prove(kOff, EntryIndex(3));
    EXPECT_TRUE(succeeded(proof));
}

TEST_F(RepackTest, throws_a_copy_away_that_is_older_than_a_change_in_place) {
    std::atomic<std::uint64_t> edits = 0;
    std::atomic<int> replaced = 0;
    std::atomic<int> refused = 0;
    Repacker::Hooks hooks;
    // Asked when the copying begins: a payload is destroyed then.
    hooks.signed_size = [&] {
        if (edits == 0) edits = 1;
        return signed_size_;
    };
    hooks.edits = [&] { return edits.load(); };
    hooks.replace = [&](std::uint64_t before, const auto& rename) -> Result<bool> {
        if (before != edits) {
            ++refused;
            return false;
        }
        ++replaced;
        GDPRD_TRY(rename());
        return true;
    };
    auto keys = KeyRing::open(files_, dir_.path(), dir_.root_key, {});
    ASSERT_TRUE(succeeded(keys));
    Repacker repacker(files_, dir_.path(), std::move(*keys), std::move(hooks));
    repacker.look();
    repacker.wait();
    EXPECT_EQ(refused, 1);
    EXPECT_EQ(replaced, static_cast<int>(segments_.size()) - 2);
    EXPECT_EQ(files_->bytes(path(0)).size(), kSegmentBytes);
    EXPECT_FALSE(files_->has(path(0) + ".new"));
    repacker.look();
    repacker.wait();
    EXPECT_LT(files_->bytes(path(0)).size(), kSegmentBytes) << "and looks again";
    expect_verified();
}

TEST_F(RepackTest, begins_when_no_payload_is_destroyed_any_more) {
    constexpr std::uint64_t kDestroyed = 3;
    std::atomic<std::uint64_t> looks = 0;
    std::atomic<std::uint64_t> looks_at_first_copy = 0;
    Repacker::Hooks hooks;
    hooks.signed_size = [&] { return signed_size_; };
    hooks.edits = [&] { return std::min<std::uint64_t>(++looks, kDestroyed); };
    hooks.replace = [&](std::uint64_t before, const auto& rename) -> Result<bool> {
        EXPECT_EQ(before, kDestroyed);
        GDPRD_TRY(rename());
        if (looks_at_first_copy == 0) looks_at_first_copy = looks.load();
        looks_at_first_copy.notify_all();
        return true;
    };
    auto keys = KeyRing::open(files_, dir_.path(), dir_.root_key, {});
    ASSERT_TRUE(succeeded(keys));
    Repacker repacker(files_, dir_.path(), std::move(*keys), std::move(hooks));
    repacker.look();
    looks_at_first_copy.wait(0);
    EXPECT_GT(looks_at_first_copy, kDestroyed + 1) << "each change is followed by another wait";
}

TEST_F(RepackTest, goes_on_in_the_background_while_the_trail_is_written_and_verified) {
    dir_.options.repacking = Repacking::on;
    dir_.options.checkpoint_entries = 10;
    destroy_payload();
    auto trail = dir_.open();
    ASSERT_TRUE(succeeded(trail));
    for (int i = 0; i < 40; ++i) {
        TrailDir::append_some(**trail, 2);
        if (i % 8 == 0) expect_verified();
    }
    // Only what a stored checkpoint covers is repacked, and storing goes on beside the appends.
    ASSERT_TRUE(succeeded((*trail)->checkpoint(kOff)));
    (*trail)->wait_for_repacking(kOff);
    const auto segments = *list_segments(*files_, dir_.path());
    ASSERT_GT(segments.size(), segments_.size());
    for (std::size_t i = 0; i + 2 < segments.size(); ++i) {
        EXPECT_LT(files_->bytes(dir_.path() + "/" + segments[i].name).size(), kSegmentBytes / 2)
            << segments[i].name;
    }
    const auto report = verify();
    EXPECT_TRUE(report.ok()) << to_string(report.faults.front());
    EXPECT_EQ(report.payloads_erased, 1U);
}

}  // namespace
}  // namespace gdprd::audit
