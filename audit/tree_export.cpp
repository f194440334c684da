#include "audit/tree_export.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "audit/checkpoint.hpp"
#include "audit/exported_notes.hpp"
#include "audit/leaf_reader.hpp"
#include "audit/signing_chain.hpp"
#include "audit/tile_tree.hpp"

namespace gdprd::audit {

namespace {

constexpr std::uint64_t kNoteBytesMax = 64ULL * 1024;
constexpr std::uint64_t kHistoryBytesMax = 1ULL << 30;
constexpr std::uint64_t kPayloadBytesMax = 1ULL << 30;

/// One run of export_tree().
class TreeExport {
  public:
    TreeExport(std::shared_ptr<FileStore> files, std::string dir, const ExportOptions& options,
               VerifierKey key)
        : files_(std::move(files)),
          dir_(std::move(dir)),
          options_(options),
          keys_(std::move(key)),
          leaves_(files_, dir_) {}

    Result<ExportReport> run(OffLoop off);

  private:
    struct Head {
        std::string note;
        Checkpoint checkpoint;
    };
    Result<std::optional<Head>> load_head(const std::string& dir);
    Result<void> copy_keys(std::uint64_t size);
    Result<TileTree> open_tree(const std::optional<Head>& before);
    Result<void> write_entries(TileTree& tree, std::uint64_t from, std::uint64_t size);
    void take_in(const LeafReader::Entry& entry, bool is_new);
    Result<void> write_payloads(unsigned width);
    Result<void> take_out_erased(std::uint64_t size);
    Result<void> take_out_of_bundle(std::uint64_t index, unsigned width,
                                    const std::set<unsigned>& erased);
    Result<void> copy_history(std::uint64_t size);
    Result<void> remove_partials(const TilePath& like, std::uint64_t old_size, std::uint64_t size);

    std::shared_ptr<FileStore> files_;
    std::string dir_;
    const ExportOptions& options_;
    SigningChain keys_;
    std::string successions_;  ///< the trail's file
    LeafReader leaves_;
    ExportReport report_;
    Bytes payloads_;                    ///< of the present bundle
    std::uint64_t next_seq_ = 0;        ///< of the entry taken in next
    std::set<std::uint64_t> absent_;    ///< entries whose payload is destroyed
    std::set<std::uint64_t> redacted_;  ///< targets of redact entries
};

Result<std::optional<TreeExport::Head>> TreeExport::load_head(const std::string& dir) {
    const auto bytes = read_file(*files_, dir + "/checkpoint", kNoteBytesMax);
    if (!bytes && bytes.error().code() == ErrorCode::not_found) return std::optional<Head>();
    if (!bytes) return bytes.error();
    // The keys after the first note: what signed that is there, whatever the writer does meanwhile.
    if (dir == dir_) {
        GDPRD_TRY_ASSIGN(successions_, load_successions(*files_, dir_));
        GDPRD_TRY_ASSIGN(keys_, parse_chain(keys_.first(), successions_));
    }
    Head head;
    head.note = std::string(as_text(*bytes));
    auto verified = keys_.verify(head.note);
    if (!verified) return verified.error().in(dir + "/checkpoint");
    head.checkpoint = std::move(*verified);
    return std::optional<Head>(std::move(head));
}

/// Without a checkpoint there is nothing, or what a first run left: it is written again.
Result<TileTree> TreeExport::open_tree(const std::optional<Head>& before) {
    if (before)
        return TileTree::open(files_, options_.to,
                              {before->checkpoint.size, before->checkpoint.root});
    GDPRD_TRY(files_->make_directory(options_.to));
    GDPRD_TRY_ASSIGN(const auto there, files_->list(options_.to));
    for (const std::string& name : there) {
        const bool ours = name == "tile" || name == "payload" || name == "vkey" ||
                          name == "checkpoints" || name == "successions" || name == "cosigned" ||
                          name == "timestamps" || name.ends_with(".new");
        if (!ours)
            return Error(ErrorCode::conflict, "this directory holds something else: " + options_.to,
                         "name one that is not there yet, or an earlier export");
    }
    return TileTree::open(files_, options_.to, {0, empty_root()});
}

void TreeExport::take_in(const LeafReader::Entry& entry, bool is_new) {
    const ClearHeader& header = entry.header;
    put_u32(payloads_, static_cast<std::uint32_t>(entry.payload.size()));
    put_bytes(payloads_, entry.payload);
    next_seq_ = header.seq + 1;
    // A redact entry comes after its target: those of all entries here are seen.
    if (header.payload_length != 0 && entry.payload.empty()) absent_.insert(header.seq);
    if (header.leaf_class == LeafClass::redact) redacted_.insert(header.target);
    if (!is_new) return;
    ++report_.added;
    if (!entry.payload.empty()) ++report_.payloads;
}

Result<void> TreeExport::write_payloads(unsigned width) {
    const Bytes bytes = std::exchange(payloads_, {});
    return write_below(*files_, options_.to, payload_path((next_seq_ - width) / kTileWidth, width),
                       bytes);
}

/// Tiles go on where they were; the last payload bundle is written anew as a whole.
Result<void> TreeExport::write_entries(TileTree& tree, std::uint64_t from, std::uint64_t size) {
    const std::uint64_t begin = from / kTileWidth * kTileWidth;
    if (begin == size) return {};
    GDPRD_TRY(leaves_.seek(begin));
    for (std::uint64_t seq = begin; seq < size; ++seq) {
        GDPRD_TRY_ASSIGN(const auto entry, leaves_.next());
        if (seq >= from) GDPRD_TRY(tree.append(entry.leaf));
        take_in(entry, seq >= from);
        if (next_seq_ % kTileWidth != 0) continue;
        GDPRD_TRY(write_payloads(kTileWidth));
        if (options_.progress) options_.progress(next_seq_, size);
    }
    if (const auto left = static_cast<unsigned>(size % kTileWidth); left != 0)
        GDPRD_TRY(write_payloads(left));
    return {};
}

/// What was exported before its redact entry came, or is not destroyed yet in the trail.
Result<void> TreeExport::take_out_erased(std::uint64_t size) {
    for (const std::uint64_t seq : absent_) {
        if (redacted_.contains(seq)) continue;
        return Error(ErrorCode::corrupt,
                     "the payload of entry " + std::to_string(seq) +
                         " is absent, and no signed redact entry names it",
                     "if it was redacted just now, export again; else run gdprctl audit verify");
    }
    std::map<std::uint64_t, std::set<unsigned>> by_bundle;
    for (const std::uint64_t seq : redacted_)
        by_bundle[seq / kTileWidth].insert(static_cast<unsigned>(seq % kTileWidth));
    for (const auto& [index, erased] : by_bundle)
        GDPRD_TRY(take_out_of_bundle(index, tile_width(size, 0, index), erased));
    report_.payloads_erased += redacted_.size();
    return {};
}

Result<void> TreeExport::take_out_of_bundle(std::uint64_t index, unsigned width,
                                            const std::set<unsigned>& erased) {
    const std::string path = payload_path(index, width);
    GDPRD_TRY_ASSIGN(const Bytes bytes,
                     read_file(*files_, options_.to + "/" + path, kPayloadBytesMax));
    std::uint64_t offset = 0;
    GDPRD_TRY_ASSIGN(const auto parts, parse_payloads(bytes, width, offset));
    Bytes out;
    for (unsigned i = 0; i < width; ++i) {
        const BytesView part = erased.contains(i) ? BytesView() : parts[i];
        put_u32(out, static_cast<std::uint32_t>(part.size()));
        put_bytes(out, part);
    }
    if (out == bytes) return {};
    return write_below(*files_, options_.to, path, out);
}

/// The list of all checkpoints, up to the one that is exported.
Result<void> TreeExport::copy_history(std::uint64_t size) {
    const auto bytes = read_file(*files_, dir_ + "/checkpoints", kHistoryBytesMax);
    if (!bytes && bytes.error().code() == ErrorCode::not_found) return {};
    if (!bytes) return bytes.error();
    std::string_view rest = as_text(*bytes);
    std::string out;
    for (;;) {
        const auto body = rest.find("\n\n");
        const auto end = body == std::string_view::npos ? body : rest.find("\n\n", body + 2);
        if (end == std::string_view::npos) break;
        const std::string_view note = rest.substr(0, end + 1);
        GDPRD_TRY_ASSIGN(const Checkpoint one, keys_.verify(note));
        if (one.size > size) break;
        out.append(note).append("\n");
        rest.remove_prefix(end + 2);
    }
    return write_file_atomic(*files_, options_.to + "/checkpoints", as_bytes(out));
}

/// The first key, and what leads from it to that of the checkpoint.
Result<void> TreeExport::copy_keys(std::uint64_t size) {
    const std::string vkey = format_vkey(keys_.first().name, keys_.first().key) + "\n";
    GDPRD_TRY(write_file_atomic(*files_, options_.to + "/vkey", as_bytes(vkey)));
    const std::string known = successions_until(successions_, size);
    if (known.empty()) return {};
    return write_file_atomic(*files_, options_.to + "/successions", as_bytes(known));
}

/// The partial tiles of the export before, where the new one has others.
Result<void> TreeExport::remove_partials(const TilePath& like, std::uint64_t old_size,
                                         std::uint64_t size) {
    TilePath old = like;
    old.index = tile_hashes(old_size, like.level) / kTileWidth;
    old.width = tile_width(old_size, like.level, old.index);
    if (old.width == 0 || tile_width(size, like.level, old.index) == old.width) return {};
    const auto removed = files_->remove(options_.to + "/" + to_string(old));
    if (!removed && removed.error().code() != ErrorCode::not_found) return removed.error();
    return {};
}

Result<ExportReport> TreeExport::run(OffLoop off) {
    GDPRD_TRY_ASSIGN(const auto notes, load_exported_notes(off, *files_, dir_));
    GDPRD_TRY_ASSIGN(const auto head, load_head(dir_));
    if (!head)
        return Error(ErrorCode::not_found, "this trail has no checkpoint yet: " + dir_,
                     "gdprctl audit checkpoint");
    GDPRD_TRY(files_->make_directory(options_.to));
    GDPRD_TRY_ASSIGN(const auto before, load_head(options_.to));
    const std::uint64_t size = head->checkpoint.size;
    const std::uint64_t from = before ? before->checkpoint.size : 0;
    if (from > size)
        return Error(ErrorCode::conflict,
                     "the export has " + std::to_string(from) +
                         " entries, the trail is signed for " + std::to_string(size),
                     "keep both: one of them was set back; run gdprctl audit verify with "
                     "--checkpoint " +
                         options_.to + "/checkpoint");
    GDPRD_TRY_ASSIGN(TileTree tree, open_tree(before));
    GDPRD_TRY(write_entries(tree, from, size));
    if (tree.edge().root() != head->checkpoint.root)
        return Error(ErrorCode::corrupt,
                     "the trail's entries and the export do not lead to the trail's checkpoint",
                     "run gdprctl audit verify; export into a new directory");
    GDPRD_TRY(take_out_erased(size));
    GDPRD_TRY(tree.finish_tiles());
    // Before the checkpoint, so that a payload that was taken out is gone from all files when the
    // run is over; a crash here leaves an export that the next run completes.
    if (before) GDPRD_TRY(remove_partials({TilePath::Kind::payload, 0, 0, 0}, from, size));
    GDPRD_TRY(copy_history(size));
    GDPRD_TRY(store_exported_notes(off, *files_, options_.to, notes));
    GDPRD_TRY(copy_keys(size));
    GDPRD_TRY(write_file_atomic(*files_, options_.to + "/checkpoint", as_bytes(head->note)));
    for (unsigned level = 0; before && level < kTileLevels; ++level)
        GDPRD_TRY(remove_partials({TilePath::Kind::tile, level, 0, 0}, from, size));
    if (before) GDPRD_TRY(remove_partials({TilePath::Kind::entries, 0, 0, 0}, from, size));
    report_.size = size;
    return report_;
}

}  // namespace

Result<ExportReport> export_tree(OffLoop off, const ExportOptions& options) {
    const auto files = options.files ? options.files : real_files();
    std::string dir = options.dir;
    if (!files->list(dir + "/segments")) dir += "/trail";
    if (!files->list(dir + "/segments"))
        return Error(ErrorCode::not_found, "there is no trail in " + options.dir,
                     "give the directory that holds segments/ and checkpoint");
    std::string vkey = options.vkey;
    if (vkey.empty()) {
        GDPRD_TRY_ASSIGN(const Bytes bytes, read_file(*files, dir + "/vkey", kNoteBytesMax));
        vkey = std::string(as_text(bytes));
        while (vkey.ends_with('\n')) vkey.pop_back();
    }
    GDPRD_TRY_ASSIGN(VerifierKey key, parse_vkey(vkey));
    return TreeExport(files, std::move(dir), options, std::move(key)).run(off);
}

}  // namespace gdprd::audit
