#include "audit/derived.hpp"

#include "audit/derived_index.hpp"
#include "audit/derived_notes.hpp"
#include "audit/derived_tree.hpp"
#include "audit/file_store.hpp"
#include "audit/frame.hpp"
#include "audit/segments.hpp"

namespace gdprd::audit {

namespace {

constexpr std::uint64_t kVkeyBytesMax = 1024;

/// Streams the hashes of all entries, in order.
class EntryWalk {
  public:
    EntryWalk(FileStore& files, const std::string& dir, DerivedNotes* notes, DerivedTree& tree)
        : files_(files), dir_(dir), notes_(notes), tree_(tree) {}

    Result<TreeEdge> run() {
        GDPRD_TRY_ASSIGN(const auto segments, list_segments(files_, dir_));
        for (const SegmentName& segment : segments) {
            if (ended_ || segment.first_seq != edge_.size())
                return damaged(segment.name, 0, "it does not begin where the entries before end");
            GDPRD_TRY(walk(segment.name));
        }
        return std::move(edge_);
    }

  private:
    static Error damaged(const std::string& file, std::uint64_t offset, const std::string& what) {
        return Error(
            ErrorCode::corrupt,
            "the entries are damaged: " + file + ": offset " + std::to_string(offset) + ": " + what,
            "nothing was repaired: keep the directory as it is, and run gdprctl audit "
            "verify");
    }

    Result<void> walk(const std::string& name) {
        GDPRD_TRY_ASSIGN(const auto file, files_.open(dir_ + "/" + name, FileAccess::read));
        GDPRD_TRY_ASSIGN(const std::uint64_t size, file->size());
        FrameScan scan(*file, size);
        for (;;) {
            GDPRD_TRY_ASSIGN(const FrameScan::Step step, scan.load());
            if (step != FrameScan::Step::frame) return after_frames(scan, name);
            GDPRD_TRY(take(scan, name));
            scan.skip_frame();
        }
    }

    /// Zeros, or an unacknowledged tail that the next start cuts.
    Result<void> after_frames(FrameScan& scan, const std::string& name) {
        const std::uint64_t at = scan.offset();
        GDPRD_TRY_ASSIGN(const std::uint64_t nonzero, scan.first_nonzero(at));
        if (nonzero == scan.size()) return {};
        GDPRD_TRY_ASSIGN(const std::uint64_t valid, scan.next_valid_frame(at + kBlockBytes));
        if (valid != scan.size()) return damaged(name, at, "no good frame, but one follows");
        ended_ = true;
        return {};
    }

    Result<void> take(const FrameScan& scan, const std::string& name) {
        const FrameHeader& header = scan.header();
        const auto leaves =
            parse_leaves(header, scan.frame().subspan(kFrameHeaderBytes, header.leaves_bytes));
        if (!leaves || header.first_seq != edge_.size())
            return damaged(name, scan.offset(), "this is not the frame that comes next");
        for (auto& level : complete_) level.clear();
        for (const FramedLeaf& leaf : *leaves) {
            edge_.append(leaf_hash(leaf.bytes), &complete_);
            if (notes_ != nullptr) GDPRD_TRY(notes_->at(edge_));
        }
        if (edge_.root() != header.root_after)
            return damaged(name, scan.offset(), "the entries do not lead to the frame's root");
        return tree_.add(complete_);
    }

    FileStore& files_;
    const std::string& dir_;
    DerivedNotes* notes_;
    DerivedTree& tree_;
    TreeEdge edge_;
    TileHashes complete_;
    bool ended_ = false;
};

Result<VerifierKey> key_of(FileStore& files, const std::string& dir, const std::string& given) {
    if (!given.empty()) return parse_vkey(given);
    const auto bytes = read_file(files, dir + "/vkey", kVkeyBytesMax);
    if (!bytes)
        return Error(ErrorCode::not_found, "there is no verifier key in " + dir,
                     "give the directory that holds segments/ and vkey, or --key VKEY");
    std::string_view text = as_text(*bytes);
    if (text.ends_with('\n')) text.remove_suffix(1);
    return parse_vkey(text);
}

}  // namespace

Result<DerivedReport> check_derived(OffLoop off, const DerivedOptions& options) {
    const auto files = options.files ? options.files : real_files();
    std::string dir = options.dir;
    if (!files->list(dir + "/segments")) dir += "/trail";
    if (!files->list(dir + "/segments"))
        return Error(ErrorCode::not_found, "there is no trail in " + options.dir,
                     "give the directory that holds segments/, or the state directory");
    GDPRD_TRY_ASSIGN(const FileLock lock, FileLock::acquire_directory(dir));
    GDPRD_TRY_ASSIGN(const VerifierKey key, key_of(*files, dir, options.vkey));
    GDPRD_TRY_ASSIGN(SigningChain keys, load_chain(*files, dir, key));
    DerivedReport report;
    const std::string last_signed =
        options.last_signed_path.empty() ? dir + "/last-signed" : options.last_signed_path;
    DerivedNotes notes(*files, dir, last_signed, std::move(keys), report);
    GDPRD_TRY(notes.gather());
    // Nothing is written before the entries are known to be those that were signed.
    DerivedTree tree(*files, dir, DerivedMode::look, report);
    GDPRD_TRY(tree.open());
    GDPRD_TRY_ASSIGN(const TreeEdge edge, EntryWalk(*files, dir, &notes, tree).run());
    GDPRD_TRY(notes.finish(edge));
    GDPRD_TRY(tree.finish());
    report.size = edge.size();
    report.root = edge.root();
    if (options.mode == DerivedMode::repair && !report.findings.empty()) {
        report.findings.clear();
        report.tree_hashes = 0;
        DerivedTree again(*files, dir, DerivedMode::repair, report);
        GDPRD_TRY(again.open());
        GDPRD_TRY(EntryWalk(*files, dir, nullptr, again).run());
        GDPRD_TRY(again.finish());
    }
    GDPRD_TRY(notes.judge(options.mode));
    if (options.root_key == nullptr) {
        report.remarks.emplace_back(
            "the search index was not looked into: it takes the root key (--data-key)");
        return report;
    }
    GDPRD_TRY(check_derived_index(off, files, dir, *options.root_key, options.mode, report));
    return report;
}

}  // namespace gdprd::audit
