#include <algorithm>
#include <map>
#include <optional>

#include "audit/signing_chain.hpp"
#include "audit/tile_paths.hpp"
#include "audit/tree_source.hpp"
#include "audit/verifier_entries.hpp"
#include "audit/verifier_naming.hpp"
#include "audit/verifier_parts.hpp"

namespace gdprd::audit {

namespace {

constexpr std::uint64_t kNoteBytesMax = 64ULL * 1024;
constexpr std::uint64_t kHistoryBytesMax = 1ULL << 30;
constexpr std::uint64_t kTileBytes = kTileWidth * sizeof(Hash);
constexpr std::uint64_t kBundleBytesMax = kTileWidth * (2ULL + kLeafBytesMax);
constexpr std::uint64_t kPayloadsBytesMax = 1ULL << 30;

/// What can be wrong with the tree, and not with whether we can look.
bool is_missing(const Error& error) {
    return error.code() == ErrorCode::not_found || error.code() == ErrorCode::limit_exceeded ||
           error.code() == ErrorCode::corrupt;
}

/// A bundle with its leaves and payloads taken apart.
struct Bundle {
    std::uint64_t index = 0;
    unsigned width = 0;
    std::string path, payload_path;
    Bytes bytes, payload_bytes;
    std::vector<BytesView> leaves, payloads;
    bool payloads_there = false;
};

/// One run of verify_tree().
class TreeVerification {
  public:
    TreeVerification(TreeSource& source, const VerifyOptions& options, VerifierKey key)
        : source_(source),
          options_(options),
          key_(std::move(key)),
          keys_(key_),
          faults_(report_, options.faults_max),
          naming_(faults_),
          payloads_(faults_, report_),
          epochs_(faults_) {}

    Result<VerifyReport> run();

  private:
    struct Expected {
        Hash root{};
        FilePlace place;
    };
    /// The first hash of a level that is not that of the entries, since the last good checkpoint.
    struct Differing {
        FilePlace tile, leaf;
        std::uint64_t index = 0;
    };
    Result<std::optional<Bytes>> get(const std::string& path, std::uint64_t bytes_max);
    Result<std::optional<Bytes>> get_sized(TilePath path, std::uint64_t bytes_max);
    Result<void> load_head();
    Result<std::optional<Bytes>> get_note();
    Result<void> load_vkey();
    Result<void> load_history();
    std::optional<Checkpoint> expect(const std::string& note, const FilePlace& place);
    Result<bool> load_bundle(std::uint64_t index, Bundle& out);
    Result<void> load_payloads(Bundle& bundle);
    Result<bool> check_bundle(Bundle& bundle);
    Result<void> blame_bundle(const Bundle& bundle);
    Result<bool> take_payloads(Bundle& bundle);
    Result<bool> is_in_tile(std::uint64_t seq, BytesView leaf);
    bool check_leaf(const Bundle& bundle, unsigned i, bool differs);
    Result<bool> compare(const FilePlace& leaf);
    bool check_size();

    TreeSource& source_;
    const VerifyOptions& options_;
    VerifierKey key_;
    SigningChain keys_;
    VerifyReport report_;
    FaultList faults_;
    NamingCheck naming_;
    PayloadCheck payloads_;
    EpochCheck epochs_;
    bool head_ = false;  ///< there is a checkpoint that verifies
    std::uint64_t head_size_ = 0;
    std::multimap<std::uint64_t, Expected> expected_;
    bool payloads_served_ = true;
    TreeEdge edge_;
    TileHashes complete_;
    std::array<std::uint64_t, kTileLevels> compared_{};
    std::array<Bytes, kTileLevels> tile_;
    std::array<std::optional<Differing>, kTileLevels> differing_;
    /// Payloads that do not fit a leaf which may be the one that was altered.
    std::vector<std::pair<FilePlace, std::uint64_t>> doubtful_;
};

/// Absent, and a fault, when it is not there or cannot be such a file.
Result<std::optional<Bytes>> TreeVerification::get(const std::string& path,
                                                   std::uint64_t bytes_max) {
    auto bytes = source_.get(path, bytes_max);
    if (bytes) return std::optional<Bytes>(std::move(*bytes));
    if (!is_missing(bytes.error())) return bytes.error();
    return std::optional<Bytes>();
}

/// A partial tile may have been replaced by the full one meanwhile (C2SP tlog-tiles).
Result<std::optional<Bytes>> TreeVerification::get_sized(TilePath path, std::uint64_t bytes_max) {
    GDPRD_TRY_ASSIGN(auto bytes, get(to_string(path), bytes_max));
    if (bytes || path.width == kTileWidth) return bytes;
    const unsigned width = path.width;
    path.width = kTileWidth;
    GDPRD_TRY_ASSIGN(bytes, get(to_string(path), bytes_max));
    if (!bytes) return bytes;
    if (path.kind == TilePath::Kind::tile) {
        bytes->resize(std::min<std::size_t>(bytes->size(), width * sizeof(Hash)));
        return bytes;
    }
    std::size_t end = 0;
    const std::size_t head = path.kind == TilePath::Kind::entries ? 2 : 4;
    for (unsigned i = 0; i < width && bytes->size() - end >= head; ++i) {
        const BytesView at = BytesView(*bytes).subspan(end);
        const std::uint64_t length = head == 2 ? get_u16(at) : get_u32(at);
        if (length > at.size() - head) return bytes;
        end += head + length;
    }
    bytes->resize(end);
    return bytes;
}

std::optional<Checkpoint> TreeVerification::expect(const std::string& note,
                                                   const FilePlace& place) {
    const auto verified = keys_.verify(note);
    if (!verified) {
        const Error& why = verified.error();
        faults_.add(place, 0, why.message() + (why.hint().empty() ? "" : "; " + why.hint()));
        return std::nullopt;
    }
    ++report_.checkpoints;
    expected_.emplace(verified->size, Expected{verified->root, place});
    return *verified;
}

Result<void> TreeVerification::load_vkey() {
    GDPRD_TRY_ASSIGN(const auto bytes, get("vkey", kNoteBytesMax));
    if (!bytes) {
        report_.remarks.emplace_back("the file vkey is not there: the key that was given is used");
    } else if (as_text(*bytes) != format_vkey(keys_.first().name, keys_.first().key) + "\n") {
        faults_.add({"vkey", 0}, 0,
                    keys_.first().key == key_.key
                        ? "the file is not the verifier key that was given"
                        : "the file is not the first key that the file successions names");
    }
    return {};
}

/// The checkpoint, and the keys after it, so that the one which signed it is there. What a key said
/// last is of a newer tree when the key was changed between the two answers: then once more.
Result<std::optional<Bytes>> TreeVerification::get_note() {
    ReadChain read{SigningChain(key_), std::nullopt, {}};
    std::optional<Bytes> note;
    for (int tries = 0; tries < 2; ++tries) {
        GDPRD_TRY_ASSIGN(note, get("checkpoint", kNoteBytesMax));
        GDPRD_TRY_ASSIGN(const auto text, get("successions", kSuccessionsBytesMax));
        read = read_chain(key_, text ? as_text(*text) : std::string_view());
        const auto parsed = note ? parse_note(as_text(*note)) : Result<SignedNote>(Error());
        const auto head = parsed ? parse_checkpoint(parsed->text) : Result<Checkpoint>(Error());
        const auto& all = read.chain.successions();
        if (!head || all.empty() || all.back().size <= head->size) break;
    }
    if (const auto& fault = read.fault)
        faults_.add({"successions", fault->offset}, fault->index, fault->error.message());
    keys_ = std::move(read.chain);
    naming_.expect(keys_.successions());
    // Each succession also says what the tree was then.
    for (std::size_t i = 0; i < keys_.successions().size(); ++i) {
        const Succession& one = keys_.successions()[i];
        expected_.emplace(one.size, Expected{one.root, {"successions", read.offsets[i]}});
    }
    return note;
}

Result<void> TreeVerification::load_head() {
    GDPRD_TRY_ASSIGN(const auto note, get_note());
    if (!note) {
        faults_.add({"checkpoint", 0}, 0, "there is no checkpoint");
        return {};
    }
    if (const auto head = expect(std::string(as_text(*note)), {"checkpoint", 0})) {
        head_ = true;
        head_size_ = head->size;
        const auto given = keys_.find(key_);
        if (given && keys_.terms()[*given].after >= head_size_ && *given != 0)
            faults_.add({"checkpoint", 0}, 0,
                        "it is not signed by the key given, or by one that followed it");
    }
    for (std::size_t i = 0; i < options_.known_checkpoints.size(); ++i) {
        const bool named = i < options_.known_names.size();
        expect(options_.known_checkpoints[i],
               {named ? options_.known_names[i] : "known checkpoint " + std::to_string(i + 1), 0});
    }
    return {};
}

Result<void> TreeVerification::load_history() {
    GDPRD_TRY_ASSIGN(const auto bytes, get("checkpoints", kHistoryBytesMax));
    if (!bytes) {
        report_.remarks.emplace_back(
            "there is no list of all checkpoints: only the latest and those given were compared");
        return {};
    }
    const std::string_view text = as_text(*bytes);
    std::uint64_t last = 0;
    for (std::size_t at = 0; at < text.size();) {
        const FilePlace place{"checkpoints", at};
        const auto body = text.find("\n\n", at);
        const auto end = body == std::string_view::npos ? body : text.find("\n\n", body + 2);
        if (end == std::string_view::npos) {
            faults_.add(place, last, "checkpoint record is damaged");
            return {};
        }
        const auto one = keys_.verify(text.substr(at, end + 1 - at));
        if (!one) {
            faults_.add(place, last, one.error().message());
        } else if (one->size <= last) {
            faults_.add(place, one->size, "checkpoint is not larger than the one before");
        } else {
            ++report_.checkpoints;
            expected_.emplace(one->size, Expected{one->root, place});
            last = one->size;
        }
        at = end + 2;
    }
    if (head_ && last != head_size_)
        faults_.add({"checkpoints", 0}, head_size_,
                    "the latest checkpoint is missing from the list of all");
    return {};
}

Result<bool> TreeVerification::load_bundle(std::uint64_t index, Bundle& out) {
    out.index = index;
    out.width = tile_width(head_size_, 0, index);
    out.path = bundle_path(index, out.width);
    GDPRD_TRY_ASSIGN(auto bytes,
                     get_sized({TilePath::Kind::entries, 0, index, out.width}, kBundleBytesMax));
    if (!bytes) {
        faults_.add({out.path, 0}, index * kTileWidth, "the entry bundle is missing");
        return false;
    }
    out.bytes = std::move(*bytes);
    std::uint64_t offset = 0;
    auto leaves = parse_bundle(out.bytes, out.width, offset);
    if (!leaves) {
        GDPRD_TRY(blame_bundle(out));
        return false;
    }
    out.leaves = std::move(*leaves);
    return true;
}

Result<void> TreeVerification::load_payloads(Bundle& bundle) {
    bundle.payload_path = payload_path(bundle.index, bundle.width);
    bundle.payloads_there = false;
    if (!payloads_served_) return {};
    auto bytes =
        get_sized({TilePath::Kind::payload, 0, bundle.index, bundle.width}, kPayloadsBytesMax);
    if (!bytes && (bytes.error().code() == ErrorCode::forbidden ||
                   bytes.error().code() == ErrorCode::unauthenticated)) {
        payloads_served_ = false;
        report_.remarks.emplace_back(
            "the server does not show payloads: whether they fit the entries was not checked");
        return {};
    }
    if (!bytes) return bytes.error();
    const std::uint64_t first = bundle.index * kTileWidth;
    const std::optional<Bytes>& stored = *bytes;
    if (!stored) {
        faults_.add({bundle.payload_path, 0}, first, "the payload bundle is missing");
        return {};
    }
    bundle.payload_bytes = *stored;
    GDPRD_TRY_ASSIGN(bundle.payloads_there, take_payloads(bundle));
    return {};
}

/// A length is that of the entry, or 0: so the first that is another is found where it is.
Result<bool> TreeVerification::take_payloads(Bundle& bundle) {
    const BytesView bytes = bundle.payload_bytes;
    const std::uint64_t first = bundle.index * kTileWidth;
    bundle.payloads.clear();
    std::uint64_t offset = 0;
    for (unsigned i = 0; i < bundle.width; ++i) {
        const auto header = parse_header(bundle.leaves[i]);
        const std::uint64_t wanted = header ? header->payload_length : 0;
        const std::uint64_t left = bytes.size() - offset;
        const std::uint64_t length = left < 4 ? 0 : get_u32(bytes.subspan(offset));
        if (left < 4 || length > left - 4 || (length != 0 && length != wanted)) {
            if (!header) return false;  // the leaf is at fault, and told
            const FilePlace place{bundle.payload_path, offset};
            GDPRD_TRY_ASSIGN(const bool known, is_in_tile(first + i, bundle.leaves[i]));
            if (known)
                faults_.add(place, first + i, "the payload is not as long as its entry says");
            else
                doubtful_.emplace_back(place, first + i);
            return false;
        }
        bundle.payloads.push_back(bytes.subspan(offset + 4, length));
        offset += 4 + length;
    }
    if (offset == bytes.size()) return true;
    faults_.add({bundle.payload_path, offset}, first + bundle.width - 1,
                "bundle goes on behind its last entry");
    return false;
}

Result<bool> TreeVerification::is_in_tile(std::uint64_t seq, BytesView leaf) {
    const std::uint64_t index = seq / kTileWidth;
    const std::size_t at = seq % kTileWidth * sizeof(Hash);
    GDPRD_TRY_ASSIGN(
        const auto tile,
        get_sized({TilePath::Kind::tile, 0, index, tile_width(head_size_, 0, index)}, kTileBytes));
    const Hash hash = leaf_hash(leaf);
    return !tile || tile->size() < at + sizeof(Hash) ||
           std::equal(hash.begin(), hash.end(), tile->begin() + static_cast<std::ptrdiff_t>(at));
}

/// Which leaf it is that cannot be taken apart: the first that is not the one in the tree.
Result<void> TreeVerification::blame_bundle(const Bundle& bundle) {
    const BytesView bytes = bundle.bytes;
    std::uint64_t offset = 0;
    for (unsigned i = 0; i < bundle.width; ++i) {
        const std::uint64_t left = bytes.size() - std::min<std::uint64_t>(offset, bytes.size());
        const std::uint64_t length = left < 2 ? 0 : get_u16(bytes.subspan(offset));
        bool good = left >= 2 && length <= left - 2;
        if (good) {
            GDPRD_TRY_ASSIGN(
                good, is_in_tile(bundle.index * kTileWidth + i, bytes.subspan(offset + 2, length)));
        }
        if (!good) {
            faults_.add({bundle.path, offset + 2}, bundle.index * kTileWidth + i,
                        "the entry is not the one in the tree");
            return {};
        }
        offset += 2 + length;
    }
    faults_.add({bundle.path, offset}, bundle.index * kTileWidth + bundle.width - 1,
                "bundle goes on behind its last entry");
    return {};
}

/// Header, epoch and payload; false when nothing behind it can be judged.
bool TreeVerification::check_leaf(const Bundle& bundle, unsigned i, bool differs) {
    const std::uint64_t seq = bundle.index * kTileWidth + i;
    const BytesView leaf = bundle.leaves[i];
    const FilePlace place{bundle.path,
                          static_cast<std::uint64_t>(leaf.data() - bundle.bytes.data())};
    const auto header = parse_header(leaf);
    if (!header || header->seq != seq) {
        faults_.add(place, seq,
                    !header ? header.error().message()
                            : "leaf is not the one that belongs here: its seq does not run on");
        return false;
    }
    BytesView stored;
    PayloadFit fit = PayloadFit::none;
    FilePlace payload_place{bundle.payload_path, 0};
    if (bundle.payloads_there) {
        stored = bundle.payloads[i];
        payload_place.offset =
            static_cast<std::uint64_t>(stored.data() - bundle.payload_bytes.data());
        if (header->payload_length == 0) {
            fit = stored.empty() ? PayloadFit::none : PayloadFit::altered;
        } else if (stored.empty()) {
            fit = PayloadFit::zeros;
        } else {
            fit = payload_commitment(stored) == header->payload_commitment ? PayloadFit::fits
                                                                           : PayloadFit::altered;
        }
    }
    if (differs && fit == PayloadFit::altered)
        doubtful_.emplace_back(payload_place, seq);
    else
        payloads_.look(*header, fit, payload_place.file, payload_place.offset);
    if (naming_.awaits(seq)) naming_.look(*header, place);
    if (header->epoch < epochs_.epoch()) {
        faults_.add(place, seq, "entry goes back to an earlier epoch");
    } else if (header->epoch > epochs_.epoch()) {
        if (bundle.payloads_there)
            epochs_.begin(*header, stored, place);
        else
            epochs_.set(header->epoch);
    }
    return true;
}

/// The hashes that became complete against the tiles; whether the leaf's is another.
Result<bool> TreeVerification::compare(const FilePlace& leaf) {
    bool differs = false;
    for (unsigned level = 0; level < kTileLevels; ++level) {
        for (const Hash& hash : complete_[level]) {
            const std::uint64_t number = compared_[level]++;
            const std::uint64_t index = number / kTileWidth;
            const unsigned width = tile_width(head_size_, level, index);
            const std::uint64_t at = number % kTileWidth * sizeof(Hash);
            const std::string path = tile_path(level, index, width);
            if (at == 0) {
                GDPRD_TRY_ASSIGN(
                    const auto bytes,
                    get_sized({TilePath::Kind::tile, level, index, width}, kTileBytes));
                tile_[level] = bytes.value_or(Bytes());
                if (tile_[level].size() != width * sizeof(Hash)) {
                    faults_.add({path, tile_[level].size()},
                                index * kTileWidth << (level * kTileHeight),
                                bytes ? "tile has the wrong length" : "the tile is missing");
                    tile_[level].clear();
                }
            }
            if (tile_[level].empty()) continue;
            ++report_.tree_hashes;
            if (std::equal(hash.begin(), hash.end(),
                           tile_[level].begin() + static_cast<std::ptrdiff_t>(at)))
                continue;
            differs = differs || level == 0;
            if (!differing_[level])
                differing_[level] = Differing{{path, at}, leaf, number << (level * kTileHeight)};
        }
        complete_[level].clear();
    }
    return differs;
}

/// What a checkpoint says of the present size; false: the entries are not those that were signed.
bool TreeVerification::check_size() {
    const auto [begin, end] = expected_.equal_range(edge_.size());
    if (begin == end) return true;
    const Hash root = edge_.root();
    bool fits = false;
    bool differs = false;
    for (auto one = begin; one != end; ++one) {
        if (one->second.root == root) {
            fits = true;
            continue;
        }
        differs = true;
        if (const auto& leaf = differing_[0])
            faults_.add(leaf->leaf, leaf->index, "the entry is not the one in the tree");
        else
            faults_.add(one->second.place, report_.signed_size,
                        "the first " + std::to_string(edge_.size()) +
                            " entries are not those that were signed: one from " +
                            std::to_string(report_.signed_size) + " on was altered");
    }
    expected_.erase(begin, end);
    if (!fits) return !differs;
    report_.signed_size = edge_.size();
    std::erase_if(doubtful_, [&](const auto& one) {
        if (one.second >= edge_.size()) return false;
        faults_.add(one.first, one.second, "payload was altered: it does not fit its entry");
        return true;
    });
    for (auto& one : differing_) {
        if (one) faults_.add(one->tile, one->index, "stored hash is not that of the entries");
        one.reset();
    }
    return true;
}

Result<bool> TreeVerification::check_bundle(Bundle& bundle) {
    GDPRD_TRY(load_payloads(bundle));
    for (unsigned i = 0; i < bundle.width; ++i) {
        const FilePlace place{
            bundle.path, static_cast<std::uint64_t>(bundle.leaves[i].data() - bundle.bytes.data())};
        edge_.append(leaf_hash(bundle.leaves[i]), &complete_);
        GDPRD_TRY_ASSIGN(const bool differs, compare(place));
        if (!check_leaf(bundle, i, differs) || !check_size()) return false;
    }
    ++report_.frames;
    return true;
}

Result<VerifyReport> TreeVerification::run() {
    GDPRD_TRY(load_head());
    GDPRD_TRY(load_vkey());
    if (!head_) return std::move(report_);
    GDPRD_TRY(load_history());
    bool complete = check_size();
    for (std::uint64_t index = 0; complete && edge_.size() < head_size_; ++index) {
        Bundle bundle;
        GDPRD_TRY_ASSIGN(complete, load_bundle(index, bundle));
        if (complete) {
            GDPRD_TRY_ASSIGN(complete, check_bundle(bundle));
        }
        if (options_.progress) options_.progress(edge_.size(), head_size_);
    }
    if (complete) {
        if (payloads_served_) payloads_.finish();
        if (!expected_.empty()) {
            const auto& [size, longest] = *expected_.rbegin();
            faults_.add({"checkpoint", 0}, edge_.size(),
                        "the tree ends after " + std::to_string(edge_.size()) + " entries, but " +
                            longest.place.file + " is signed for " + std::to_string(size));
        }
    }
    report_.size = edge_.size();
    report_.root = edge_.root();
    return std::move(report_);
}

}  // namespace

Result<Bytes> DirectorySource::get(const std::string& path, std::uint64_t bytes_max) {
    return read_file(*files_, dir_ + "/" + path, bytes_max);
}

bool is_export(FileStore& files, const std::string& dir) {
    return !files.list(dir + "/segments") &&
           (files.list(dir + "/tile").has_value() || files.list(dir + "/payload").has_value());
}

Result<VerifyReport> verify_tree(OffLoop /*off*/, TreeSource& source,
                                 const VerifyOptions& options) {
    GDPRD_TRY_ASSIGN(VerifierKey key, parse_vkey(options.vkey));
    return TreeVerification(source, options, std::move(key)).run();
}

}  // namespace gdprd::audit
