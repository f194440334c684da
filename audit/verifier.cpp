#include "audit/verifier.hpp"

#include <algorithm>
#include <chrono>
#include <optional>
#include <thread>

#include "audit/segments.hpp"
#include "audit/verifier_parts.hpp"
#include "config/base/utf8.hpp"

namespace gdprd::audit {

namespace {

constexpr std::uint64_t kSmallFileBytesMax = 1U << 20;
constexpr int kRereadsMax = 5;
constexpr std::chrono::milliseconds kRereadPause{10};

/// "name+id", as a vkey begins.
std::string key_label(const std::string& name, std::uint32_t id) {
    Bytes bytes;
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes.push_back(static_cast<std::uint8_t>(id >> shift));
    return printable(name) + "+" + hex_encode(bytes);
}

/// One run of verify_trail().
class Verification {
  public:
    Verification(std::shared_ptr<FileStore> store, std::string dir, const VerifyOptions& options,
                 VerifierKey key)
        : store_(std::move(store)),
          files_(*store_),
          dir_(std::move(dir)),
          options_(options),
          key_(std::move(key)),
          faults_(report_, options.faults_max),
          checkpoints_(files_, dir_, key_, faults_, report_),
          tree_(files_, dir_, faults_, report_),
          payloads_(faults_, report_),
          entries_(faults_, report_) {}

    Result<VerifyReport> run();

  private:
    enum class Outcome { goes_on, stopped };

    bool is_of_another_key();
    Result<void> check_vkey_file();
    Result<void> check_key_files();
    Result<void> check_zero_file(const std::string& name);
    Result<void> check_names();
    Result<Outcome> segment(const SegmentName& name, const SegmentName* next);
    Result<std::optional<FrameScan::Step>> load_unsigned(FrameScan& scan);
    Result<Outcome> no_frame(FrameScan& scan, FrameScan::Step step, const SegmentName& name);
    Outcome frame(const FrameScan& scan, const std::string& file);
    void blame(const FrameScan& scan, const std::string& file, const std::string& what);
    void blame_unlisted(const FrameScan& scan, const FilePlace& from, const std::string& what);
    void blame_padding(const FrameScan& scan, const std::string& file);
    void entry(const Frame& frame, const FramedLeaf& leaf, BytesView bytes, const FilePlace& at);

    std::shared_ptr<FileStore> store_;
    FileStore& files_;
    std::string dir_;
    const VerifyOptions& options_;
    VerifierKey key_;
    VerifyReport report_;
    FaultList faults_;
    CheckpointCheck checkpoints_;
    TreeCheck tree_;
    PayloadCheck payloads_;
    EntryCheck entries_;
    TreeEdge edge_;
    TileHashes complete_;
    FilePlace end_{"segments", 0};
};

/// Whether all that names a key here names another one: the wrong key was given, or the whole trail
/// is another. One altered file does not hide what the others say.
bool Verification::is_of_another_key() {
    const auto stored = read_file(files_, dir_ + "/vkey", kSmallFileBytesMax);
    if (stored && as_text(*stored) == format_vkey(key_.name, key_.key) + "\n") return false;
    const auto bytes = read_file(files_, dir_ + "/checkpoint", kSmallFileBytesMax);
    if (!bytes) return false;
    const auto note = parse_note(as_text(*bytes));
    if (!note || note->signatures.empty()) return false;
    const auto& signers = note->signatures;
    const auto is_ours = [&](const SignedNote::Line& line) {
        return line.name == key_.name && line.id == key_.id;
    };
    if (std::any_of(signers.begin(), signers.end(), is_ours)) return false;
    faults_.add({"checkpoint", 0}, 0,
                "this trail is signed by another key: " +
                    key_label(signers.front().name, signers.front().id) + ", expected " +
                    key_label(key_.name, key_.id));
    return true;
}

Result<void> Verification::check_vkey_file() {
    const auto bytes = read_file(files_, dir_ + "/vkey", kSmallFileBytesMax);
    if (!bytes) {
        report_.remarks.emplace_back(
            "the file vkey is not there: nothing is wrong with a copy for an auditor; gdprd does "
            "not start on a trail without it, so put it back from the auditor's copy");
        return {};
    }
    const std::string wanted = format_vkey(key_.name, key_.key) + "\n";
    if (as_text(*bytes) != wanted) {
        faults_.add({"vkey", 0}, 0, "the file is not the verifier key that was given");
    }
    return {};
}

/// Form and CRC without a key, the wrapped keys with it. A copy for an auditor has no keys at all.
Result<void> Verification::check_key_files() {
    if (!files_.list(dir_ + "/keys") && options_.root_key == nullptr) return {};
    KeyFileFault fault;
    const auto loaded = load_key_files(files_, dir_, &fault);
    if (!loaded) {
        faults_.add({fault.file, fault.offset}, 0, fault.error.message());
        return {};
    }
    if (loaded->origin != key_.name || loaded->public_key != key_.key) {
        faults_.add({"keys/signing", 0}, 0, "the signing key is not that of the verifier key");
    }
    if (options_.root_key == nullptr) return {};
    auto keys = KeyRing::open(store_, dir_, *options_.root_key, {});
    if (!keys) {
        report_.data_key_fits = keys.error().code() != ErrorCode::crypto;
        faults_.add({"keys/signing", 0}, 0,
                    report_.data_key_fits
                        ? keys.error().message()
                        : "the data key does not open it: that key is not this trail's, or the "
                          "file was altered");
        return {};
    }
    entries_.use(std::make_unique<KeyRing>(std::move(*keys)));
    return {};
}

Result<void> Verification::check_zero_file(const std::string& name) {
    const auto file = files_.open(dir_ + "/" + name, FileAccess::read);
    if (!file) return {};
    GDPRD_TRY_ASSIGN(const std::uint64_t size, (*file)->size());
    GDPRD_TRY_ASSIGN(const std::uint64_t nonzero, FrameScan(**file, size).first_nonzero(0));
    if (nonzero == size) return {};
    // The writer takes the spare into use under another name: then it is gone by now.
    const auto names = files_.list(parent_directory(dir_ + "/" + name));
    const std::string base = name.substr(name.rfind('/') + 1);
    if (names && std::find(names->begin(), names->end(), base) == names->end()) return {};
    faults_.add({name, nonzero}, edge_.size(), "padding is not zero");
    return {};
}

Result<void> Verification::check_names() {
    GDPRD_TRY_ASSIGN(const auto names, files_.list(dir_ + "/segments"));
    for (const std::string& name : names) {
        const bool segment = name.size() == 24 && name.ends_with(".seg");
        if (segment || name == "spare" || name.ends_with(".new")) continue;
        faults_.add({"segments/" + name, 0}, 0, "this file does not belong here");
    }
    return {};
}

/// Names the leaf of a damaged frame that is not what it was, if that can be found out.
void Verification::blame(const FrameScan& scan, const std::string& file, const std::string& what) {
    const FilePlace start{file, scan.offset()};
    const BytesView bytes = scan.frame();
    const auto header = parse_frame_header(bytes);
    const std::uint64_t first = edge_.size();
    if (!header || header->first_seq != first || bytes.size() < header->frame_bytes()) {
        return faults_.add(start, first, what);
    }
    const BytesView area = bytes.subspan(kFrameHeaderBytes, header->leaves_bytes);
    std::uint64_t at = 0;
    for (std::uint64_t seq = first; seq - first < header->count && at + 2 <= area.size(); ++seq) {
        const auto stored = tree_.leaf(seq);
        if (!stored) return blame_unlisted(scan, {file, at}, what);
        const std::uint64_t length = get_u16(area.subspan(at));
        const FilePlace leaf{file, scan.offset() + kFrameHeaderBytes + at + 2};
        if (length > area.size() - at - 2 || leaf_hash(area.subspan(at + 2, length)) != *stored) {
            return faults_.add(leaf, seq, what + ": the entry is not the one in the tree");
        }
        at += 2 + length;
    }
    faults_.add(start, first, what + ": in the frame's header");
}

/// The same when the tree files do not reach that far: as the leaves themselves tell.
void Verification::blame_unlisted(const FrameScan& scan, const FilePlace& from,
                                  const std::string& what) {
    const BytesView area = scan.frame().subspan(kFrameHeaderBytes, scan.header().leaves_bytes);
    FramePlace bad;
    const auto leaves = parse_leaves(scan.header(), area, &bad);
    if (leaves) return faults_.add({from.file, scan.offset()}, edge_.size(), what);
    faults_.add({from.file, scan.offset() + bad.bad_offset}, bad.bad_seq,
                what + ": " + leaves.error().message());
}

void Verification::blame_padding(const FrameScan& scan, const std::string& file) {
    const FrameHeader& header = scan.header();
    const BytesView padding = scan.frame().subspan(header.content_bytes());
    const auto found =
        std::find_if(padding.begin(), padding.end(), [](std::uint8_t byte) { return byte != 0; });
    if (found == padding.end()) return;
    const auto at = static_cast<std::uint64_t>(found - padding.begin());
    faults_.add({file, scan.offset() + header.content_bytes() + at},
                header.first_seq + header.count - 1, "padding is not zero");
}

void Verification::entry(const Frame& frame, const FramedLeaf& leaf, BytesView bytes,
                         const FilePlace& at) {
    const BytesView stored = stored_payload(bytes, leaf);
    const FilePlace payload_at{at.file, at.offset + leaf.stored_at};
    const bool there = payloads_.look(leaf, stored, payload_at);
    entries_.entry(frame, leaf, stored, there, {at.file, at.offset + leaf.offset});
}

Verification::Outcome Verification::frame(const FrameScan& scan, const std::string& file) {
    const FilePlace at{file, scan.offset()};
    Frame frame;
    frame.header = scan.header();
    if (frame.header.first_seq != edge_.size()) {
        faults_.add(at, edge_.size(),
                    "the frame here begins with entry " + std::to_string(frame.header.first_seq) +
                        ": entries were removed, reordered or duplicated");
        return Outcome::stopped;
    }
    auto leaves = parse_leaves(frame.header,
                               scan.frame().subspan(kFrameHeaderBytes, frame.header.leaves_bytes));
    if (!leaves) {
        blame(scan, file, "frame is damaged");
        return Outcome::stopped;
    }
    frame.leaves = std::move(*leaves);
    TreeEdge next = edge_;
    for (auto& level : complete_) level.clear();
    std::vector<Hash> hashes;
    hashes.reserve(frame.leaves.size());
    for (const FramedLeaf& leaf : frame.leaves) {
        hashes.push_back(leaf_hash(leaf.bytes));
        next.append(hashes.back(), &complete_);
    }
    if (next.root() != frame.header.root_after) {
        blame(scan, file, "the entries do not lead to the frame's root");
        return Outcome::stopped;
    }
    blame_padding(scan, file);
    entries_.frame(frame, scan.frame(), hashes, at);
    for (std::size_t i = 0; i < frame.leaves.size(); ++i) {
        entry(frame, frame.leaves[i], scan.frame(), at);
        edge_.append(hashes[i], nullptr);
        checkpoints_.at(edge_);
    }
    tree_.compare(complete_);
    ++report_.frames;
    return Outcome::goes_on;
}

/// There is no good frame where the next one must be: the end of this segment, an unacknowledged
/// tail, or damage.
Result<Verification::Outcome> Verification::no_frame(FrameScan& scan, FrameScan::Step step,
                                                     const SegmentName& name) {
    const std::uint64_t at = scan.offset();
    GDPRD_TRY_ASSIGN(const std::uint64_t nonzero, scan.first_nonzero(at));
    if (nonzero == scan.size()) return Outcome::goes_on;
    GDPRD_TRY_ASSIGN(const std::uint64_t valid, scan.next_valid_frame(at + kBlockBytes));
    scan.seek(at);
    GDPRD_TRY(scan.load_header());
    const bool followed = valid != scan.size();
    // The first bytes of a frame reach the disk together: what begins otherwise was never one.
    const bool begun = scan.frame().front() == kFrameMagic.front();
    if (begun && !followed && edge_.size() >= checkpoints_.largest()) {
        report_.torn_tail = true;
        return Outcome::stopped;
    }
    if (step == FrameScan::Step::zeros || (!begun && !followed)) {
        faults_.add({name.name, nonzero}, edge_.size(),
                    followed ? "a frame is missing before offset " + std::to_string(valid)
                             : std::string("padding is not zero"));
        return Outcome::stopped;
    }
    GDPRD_TRY(scan.load());
    blame(scan, name.name, scan.problem().message());
    return Outcome::stopped;
}

/// What is not signed yet may be in the making: a frame that is not whole is looked at again, and
/// it is a torn tail if it stays so and nothing follows. Absent: only zeros follow, looked at once,
/// because a moment later there may be a frame.
Result<std::optional<FrameScan::Step>> Verification::load_unsigned(FrameScan& scan) {
    using Found = std::optional<FrameScan::Step>;
    const std::uint64_t at = scan.offset();
    GDPRD_TRY_ASSIGN(const auto step, scan.load());
    if (step == FrameScan::Step::frame && parse_frame(scan.frame())) return Found(step);
    GDPRD_TRY_ASSIGN(const std::uint64_t nonzero, scan.first_nonzero(at));
    if (nonzero == scan.size()) return Found();
    for (int i = 0; i < kRereadsMax; ++i) {
        std::this_thread::sleep_for(kRereadPause);
        GDPRD_TRY_ASSIGN(const auto again, scan.load());
        if (again == FrameScan::Step::frame && parse_frame(scan.frame())) return Found(again);
    }
    if (step != FrameScan::Step::frame) return Found(step);
    GDPRD_TRY_ASSIGN(const std::uint64_t valid, scan.next_valid_frame(at + kBlockBytes));
    scan.seek(at);
    GDPRD_TRY_ASSIGN(const auto last, scan.load());
    return Found(valid == scan.size() ? FrameScan::Step::bad : last);
}

Result<Verification::Outcome> Verification::segment(const SegmentName& name,
                                                    const SegmentName* next) {
    if (name.first_seq != edge_.size()) {
        // What is missing was at the end of the segment before, or a segment of its own.
        const bool gap = name.first_seq > edge_.size();
        faults_.add(gap && edge_.size() != 0 ? end_ : FilePlace{name.name, 0}, edge_.size(),
                    gap ? "entries are missing before " + name.name
                        : std::string("the segment begins with an earlier entry"));
        return Outcome::stopped;
    }
    end_ = {name.name, 0};
    const auto file = files_.open(dir_ + "/" + name.name, FileAccess::read);
    if (!file) return file.error();
    GDPRD_TRY_ASSIGN(const std::uint64_t size, (*file)->size());
    FrameScan scan(**file, size);
    ++report_.segments;
    for (;;) {
        end_.offset = scan.offset();
        const bool unsigned_yet = edge_.size() >= checkpoints_.largest() && next == nullptr;
        FrameScan::Step step = FrameScan::Step::end;
        if (unsigned_yet) {
            GDPRD_TRY_ASSIGN(const auto found, load_unsigned(scan));
            if (!found) return Outcome::goes_on;
            step = *found;
        } else {
            GDPRD_TRY_ASSIGN(step, scan.load());
        }
        if (step != FrameScan::Step::frame) return no_frame(scan, step, name);
        if (frame(scan, name.name) == Outcome::stopped) return Outcome::stopped;
        if (options_.progress) options_.progress(edge_.size(), checkpoints_.largest());
        scan.skip_frame();
    }
}

Result<VerifyReport> Verification::run() {
    // In this order: what is signed first, then the tree, then the entries, so that a writer that
    // goes on meanwhile never makes the earlier look longer than the later.
    if (is_of_another_key()) return std::move(report_);
    GDPRD_TRY(check_vkey_file());
    GDPRD_TRY(checkpoints_.load(options_));
    GDPRD_TRY(tree_.load());
    std::vector<SegmentName> segments;
    if (files_.list(dir_ + "/segments")) {
        GDPRD_TRY_ASSIGN(segments, list_segments(files_, dir_));
        GDPRD_TRY(check_names());
    } else {
        faults_.add({"segments", 0}, 0, "the directory of the entries is not there");
    }
    GDPRD_TRY(check_key_files());
    Outcome outcome = Outcome::goes_on;
    for (std::size_t i = 0; i < segments.size() && outcome == Outcome::goes_on; ++i) {
        const SegmentName* const next = i + 1 < segments.size() ? &segments[i + 1] : nullptr;
        GDPRD_TRY_ASSIGN(outcome, segment(segments[i], next));
    }
    const bool complete = outcome == Outcome::goes_on || report_.torn_tail;
    checkpoints_.finish(edge_, end_, complete);
    if (complete) {
        tree_.finish(edge_.size());
        payloads_.finish();
    }
    entries_.finish();
    GDPRD_TRY(check_zero_file("segments/spare"));
    GDPRD_TRY(check_zero_file("reserve"));
    report_.size = edge_.size();
    report_.root = edge_.root();
    return std::move(report_);
}

}  // namespace

std::string to_string(const Fault& fault) {
    return fault.file + ": offset " + std::to_string(fault.offset) + ": entry " +
           std::to_string(fault.index) + ": " + fault.what;
}

namespace {

/// Also a trail that was robbed of its entries is one: its checkpoint or key says so.
bool is_trail(FileStore& files, const std::string& dir) {
    if (files.list(dir + "/segments")) return true;
    return files.open(dir + "/checkpoint", FileAccess::read).has_value() ||
           files.open(dir + "/vkey", FileAccess::read).has_value();
}

}  // namespace

Result<VerifyReport> verify_trail(OffLoop /*off*/, const VerifyOptions& options) {
    GDPRD_TRY_ASSIGN(VerifierKey key, parse_vkey(options.vkey));
    const auto files = options.files ? options.files : real_files();
    std::string dir = options.dir;
    if (!is_trail(*files, dir)) {
        dir += "/trail";
        if (!is_trail(*files, dir)) {
            return Error(ErrorCode::not_found, "there is no trail in " + options.dir,
                         "give the directory that holds segments/ and checkpoint");
        }
    }
    return Verification(files, dir, options, std::move(key)).run();
}

}  // namespace gdprd::audit
