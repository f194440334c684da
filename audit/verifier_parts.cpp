#include "audit/verifier_parts.hpp"

#include <algorithm>
#include <cstring>

namespace gdprd::audit {

namespace {

constexpr std::uint64_t kNoteBytesMax = 64ULL * 1024;
constexpr std::size_t kHashBytes = 32;

std::string entries(std::uint64_t count) {
    return std::to_string(count) + (count == 1 ? " entry" : " entries");
}

}  // namespace

void FaultList::add(const FilePlace& place, std::uint64_t index, std::string what) {
    if (report_.faults.size() >= limit_) return;
    report_.faults.push_back({place.file, place.offset, index, std::move(what)});
}

CheckpointCheck::CheckpointCheck(FileStore& files, const std::string& dir, const VerifierKey& key,
                                 FaultList& faults, VerifyReport& report)
    : files_(files), dir_(dir), key_(key), keys_(key), faults_(faults), report_(report) {}

Result<Checkpoint> CheckpointCheck::verify(const std::string& note) {
    auto verified = keys_.verify(note);
    if (verified && verified->size > given_after_) given_signed_ = true;
    return verified;
}

void CheckpointCheck::expect(const std::string& note, const FilePlace& place) {
    const auto verified = verify(note);
    if (!verified) {
        const Error& why = verified.error();
        faults_.add(place, 0, why.message() + (why.hint().empty() ? "" : "; " + why.hint()));
        return;
    }
    ++report_.checkpoints;
    largest_ = std::max(largest_, verified->size);
    if (place.file == "checkpoint") latest_ = *verified;
    expected_.emplace(verified->size, Expected{*verified, place, note});
}

void CheckpointCheck::take(const Result<Bytes>& file, const char* name, bool known) {
    if (file) {
        expect(std::string(as_text(*file)), {name, 0});
    } else if (file.error().code() != ErrorCode::not_found ||
               std::string_view(name) == "checkpoint") {
        faults_.add({name, 0}, 0, file.error().message());
    } else if (!known) {
        report_.remarks.emplace_back(
            "the file last-signed is not there: without it a trail that was set back together with "
            "its checkpoints looks whole; give the record that trail.last_signed names, or one "
            "that the auditor keeps, as a known checkpoint");
    }
}

/// Each succession also says what the trail was then.
Result<void> CheckpointCheck::load_keys() {
    auto text = load_successions(files_, dir_);
    if (!text && text.error().code() == ErrorCode::io) return text.error();
    if (!text) faults_.add({"successions", 0}, 0, text.error().message());
    ReadChain read = read_chain(key_, text ? *text : std::string());
    if (const auto& fault = read.fault)
        faults_.add({"successions", fault->offset}, fault->index, fault->error.message());
    keys_ = std::move(read.chain);
    if (const auto at = keys_.find(key_)) given_after_ = keys_.terms()[*at].after;
    given_signed_ = given_after_ == 0;
    for (std::size_t i = 0; i < keys_.successions().size(); ++i) {
        const Succession& one = keys_.successions()[i];
        largest_ = std::max(largest_, one.size);
        expected_.emplace(
            one.size,
            Expected{{keys_.origin(), one.size, one.root}, {"successions", read.offsets[i]}, {}});
    }
    return {};
}

Result<void> CheckpointCheck::load(const VerifyOptions& options) {
    const std::string& last_signed_path = options.last_signed_path;
    const auto& known = options.known_checkpoints;
    const auto latest = read_file(files_, dir_ + "/checkpoint", kNoteBytesMax);
    const auto last_signed = read_file(
        files_, last_signed_path.empty() ? dir_ + "/last-signed" : last_signed_path, kNoteBytesMax);
    for (const auto* file : {&latest, &last_signed})
        if (!*file && file->error().code() == ErrorCode::io) return file->error();
    auto file = files_.open(dir_ + "/checkpoints", FileAccess::read);
    std::uint64_t log_bytes = 0;
    if (file) {
        GDPRD_TRY_ASSIGN(log_bytes, (*file)->size());
    }
    // After the notes: the writer may change its key meanwhile, and what signed them is there then.
    GDPRD_TRY(load_keys());
    take(latest, "checkpoint", false);
    take(last_signed, "last-signed", options.kept_elsewhere);
    for (std::size_t i = 0; i < known.size(); ++i) {
        const bool named = i < options.known_names.size();
        expect(known[i],
               {named ? options.known_names[i] : "known checkpoint " + std::to_string(i + 1), 0});
    }
    if (!file) {
        faults_.add({"checkpoints", 0}, 0, "the list of all checkpoints is missing");
        return {};
    }
    log_file_ = std::move(*file);
    log_.emplace(*log_file_, key_.name, log_bytes);
    next_of_log();
    return {};
}

/// Each note verifies, and sizes grow.
void CheckpointCheck::next_of_log() {
    log_next_.reset();
    log_before_next_ = log_last_size_;
    while (log_ && !log_next_) {
        const FilePlace at{"checkpoints", log_->offset()};
        auto read = log_->next();
        if (!read) faults_.add(at, log_last_size_, read.error().message());
        const std::optional<StoredNote> note = read ? std::move(*read) : std::nullopt;
        if (!note) {
            log_end_ = log_->offset();
            log_.reset();
            return;
        }
        const FilePlace place{"checkpoints", note->offset};
        const auto verified = verify(note->text);
        if (!verified) {
            faults_.add(place, log_last_size_, verified.error().message());
            continue;
        }
        ++report_.checkpoints;
        ++log_notes_;
        if (latest_ && *verified == *latest_) latest_in_log_ = true;
        if (verified->size <= log_last_size_) {
            faults_.add(place, verified->size, "checkpoint is not larger than the one before");
            continue;
        }
        log_before_next_ = log_last_size_;
        log_last_size_ = verified->size;
        largest_ = std::max(largest_, verified->size);
        log_next_ = Expected{*verified, place, note->text};
    }
}

void CheckpointCheck::compare(const Expected& expected, const TreeEdge& edge,
                              const std::optional<Suspect>& suspect) {
    if (edge.root() == expected.checkpoint.root) {
        report_.signed_size = std::max(report_.signed_size, edge.size());
        if (!expected.note.empty()) fitting_note_ = expected.note;
        return;
    }
    // What is altered once does not fit any later checkpoint either: told once for each file.
    const bool told =
        misfit_since_ == report_.signed_size && (suspect || expected.place.file == "checkpoints");
    misfit_since_ = report_.signed_size;
    if (told) return;
    if (suspect)
        faults_.add(suspect->place, suspect->seq,
                    "the entry is not the one in the tree, and the first " + entries(edge.size()) +
                        " are not those that were signed");
    else
        faults_.add(expected.place, report_.signed_size,
                    "the first " + entries(edge.size()) +
                        " are not those that were signed: one from " +
                        std::to_string(report_.signed_size) + " on was altered");
}

std::optional<std::uint64_t> CheckpointCheck::next_size() const {
    std::optional<std::uint64_t> next;
    if (log_next_) next = log_next_->checkpoint.size;
    if (!expected_.empty()) {
        const std::uint64_t other = expected_.begin()->first;
        next = next ? std::min(*next, other) : other;
    }
    return next;
}

const std::string* CheckpointCheck::at(const TreeEdge& edge,
                                       const std::optional<Suspect>& suspect) {
    fitting_note_.clear();
    while (log_next_ && log_next_->checkpoint.size <= edge.size()) {
        compare(*log_next_, edge, suspect);
        next_of_log();
    }
    const auto [begin, end] = expected_.equal_range(edge.size());
    for (auto one = begin; one != end; ++one) {
        compare(one->second, edge, suspect);
        compared_.push_back({one->first, one->second.checkpoint.root});
    }
    expected_.erase(begin, end);
    return fitting_note_.empty() ? nullptr : &fitting_note_;
}

bool CheckpointCheck::finish(const TreeEdge& edge, const FilePlace& end, bool complete) {
    std::optional<Expected> longest;
    if (!expected_.empty()) longest = expected_.rbegin()->second;
    while (log_next_) {
        if (!longest || log_next_->checkpoint.size > longest->checkpoint.size) longest = log_next_;
        next_of_log();
    }
    if (complete && longest) {
        const std::string signed_size = std::to_string(longest->checkpoint.size);
        if (edge.size() == 0)
            faults_.add(end, 0,
                        longest->place.file + " speaks of " + entries(longest->checkpoint.size) +
                            ", there are none");
        else
            faults_.add(end, edge.size(),
                        "the trail ends after " + entries(edge.size()) + ", but " +
                            longest->place.file + " is signed for " + signed_size);
    }
    if (!given_signed_)
        faults_.add({"checkpoint", 0}, 0,
                    "no checkpoint is signed by the key given, or by one that followed it");
    if (latest_ && log_file_ && !latest_in_log_) {
        faults_.add({"checkpoints", 0}, latest_->size,
                    "the latest checkpoint is missing from the list of all");
    }
    return !(complete && longest);
}

Result<void> TreeCheck::load() {
    for (unsigned level = 0; level < kTileLevels; ++level) {
        const std::string name = "tree/" + std::to_string(level);
        auto file = files_.open(dir_ + "/" + name, FileAccess::read);
        if (!file) continue;
        GDPRD_TRY_ASSIGN(const std::uint64_t bytes, (*file)->size());
        levels_[level].file = std::move(*file);
        levels_[level].hashes = bytes / kHashBytes;
        if (bytes % kHashBytes != 0) {
            faults_.add({name, bytes - bytes % kHashBytes},
                        levels_[level].hashes << (level * kTileHeight),
                        "tree file does not end with a whole hash");
        }
    }
    return {};
}

void TreeCheck::compare(const TileHashes& complete) {
    for (unsigned number = 0; number < kTileLevels; ++number) {
        Level& level = levels_[number];
        const auto& hashes = complete[number];
        const std::uint64_t first = level.compared;
        level.compared += hashes.size();
        if (hashes.empty() || level.faulty || first >= level.hashes) continue;
        const auto count = std::min<std::uint64_t>(hashes.size(), level.hashes - first);
        buffer_.resize(count * kHashBytes);
        const auto read = read_exactly(*level.file, first * kHashBytes, buffer_);
        const auto* const wanted = hashes.front().data();
        report_.tree_hashes += count;
        if (read && std::memcmp(buffer_.data(), wanted, buffer_.size()) == 0) continue;
        const auto differs = std::mismatch(buffer_.begin(), buffer_.end(), wanted);
        const auto at = static_cast<std::uint64_t>(differs.first - buffer_.begin());
        const std::uint64_t offset = first * kHashBytes + (read ? at : 0);
        if (number == 0) differing_leaf_ = offset / kHashBytes;
        // A hash over an altered leaf is another for that reason.
        const std::uint64_t number_at = offset / kHashBytes;
        if (number > 0 && differing_leaf_ &&
            *differing_leaf_ >> (number * kTileHeight) == number_at) {
            level.faulty = true;
            continue;
        }
        // One fault a file: what follows a shift would all be different.
        level.faulty = true;
        faults_.add({"tree/" + std::to_string(number), offset},
                    (offset / kHashBytes) << (number * kTileHeight),
                    "stored hash is not that of the entries");
    }
}

void TreeCheck::skip_to(std::uint64_t size) {
    for (unsigned number = 0; number < kTileLevels; ++number)
        levels_[number].compared = tile_hashes(size, number);
}

void TreeCheck::finish(std::uint64_t size) {
    for (unsigned number = 0; number < kTileLevels; ++number) {
        const std::uint64_t wanted = tile_hashes(size, number);
        if (levels_[number].hashes <= wanted) continue;
        faults_.add({"tree/" + std::to_string(number), wanted * kHashBytes}, size,
                    "tree has hashes of entries that are not there");
    }
}

std::optional<Hash> TreeCheck::leaf(std::uint64_t seq) {
    if (!levels_[0].file || seq >= levels_[0].hashes) return std::nullopt;
    Hash out{};
    if (!read_exactly(*levels_[0].file, seq * kHashBytes, out)) return std::nullopt;
    return out;
}

}  // namespace gdprd::audit
