#include "audit/checkpoint_files.hpp"

#include <algorithm>

namespace gdprd::audit {

namespace {

constexpr std::uint64_t kNoteBytesMax = 64ULL * 1024;
constexpr std::size_t kChunkBytes = 64ULL * 1024;

/// Whether `tail` can be the beginning of "ORIGIN LF SIZE LF ROOT LF LF SIGNATURE LF LF".
bool may_be_torn(std::string_view tail, std::string_view origin) {
    const std::string head = std::string(origin) + "\n";
    const std::size_t common = std::min(tail.size(), head.size());
    if (tail.substr(0, common) != head.substr(0, common)) return false;
    tail.remove_prefix(common);
    const std::size_t digits = std::min(tail.find_first_not_of("0123456789"), tail.size());
    tail.remove_prefix(digits);
    if (tail.empty()) return true;
    if (digits == 0 || tail.front() != '\n') return false;
    tail.remove_prefix(1);
    constexpr std::size_t kRootChars = 44;
    const std::size_t root = std::min(tail.find('\n'), tail.size());
    if (root > kRootChars || (root < kRootChars && root != tail.size())) return false;
    tail.remove_prefix(root);
    const std::string middle = "\n\n\xE2\x80\x94 " + std::string(origin) + " ";
    const std::size_t same = std::min(tail.size(), middle.size());
    if (tail.substr(0, same) != middle.substr(0, same)) return false;
    tail.remove_prefix(same);
    constexpr std::size_t kSignatureChars = 92;  // base64 of 4 + 64 bytes
    const std::size_t line = std::min(tail.find('\n'), tail.size());
    if (line > kSignatureChars) return false;
    // A whole line may follow, but not the empty line that would have ended the record.
    return line == tail.size() || (line == kSignatureChars && tail.size() == line + 1);
}

/// A note of this log by a key that the chain does not have.
bool is_of_unknown_key(const std::string& text, const SigningChain& keys) {
    const auto note = parse_note(text);
    if (!note) return false;
    bool own = false;
    for (const auto& line : note->signatures) {
        if (line.name != keys.origin()) continue;
        own = true;
        for (const auto& term : keys.terms())
            if (line.id == term.key.id) return false;
    }
    return own;
}

}  // namespace

Result<bool> CheckpointLogReader::fill() {
    const std::uint64_t at = offset_ + buffer_.size();
    if (at >= size_) return false;
    Bytes chunk(std::min<std::uint64_t>(kChunkBytes, size_ - at));
    GDPRD_TRY(read_exactly(file_, at, chunk));
    buffer_.append(as_text(chunk));
    return true;
}

Result<void> CheckpointLogReader::seek_record(std::uint64_t offset) {
    offset_ = offset;
    buffer_.clear();
    if (offset == 0) return {};
    GDPRD_TRY(fill());
    const auto found = buffer_.find("\n\n" + origin_ + "\n");
    const std::size_t skipped = found == std::string::npos ? buffer_.size() : found + 2;
    buffer_.erase(0, skipped);
    offset_ += skipped;
    return {};
}

Result<std::optional<StoredNote>> CheckpointLogReader::next() {
    for (;;) {
        const auto body = buffer_.find("\n\n");
        const auto end = body == std::string::npos ? body : buffer_.find("\n\n", body + 2);
        if (end != std::string::npos) {
            StoredNote note{offset_, buffer_.substr(0, end + 1)};
            buffer_.erase(0, end + 2);
            offset_ += end + 2;
            return std::optional<StoredNote>(std::move(note));
        }
        // Judged before the next chunk is added: what is left over of the last one counts alone.
        const bool endless = buffer_.size() > kNoteBytesMax;
        GDPRD_TRY_ASSIGN(const bool more, fill());
        if (more && !endless) continue;
        if (buffer_.empty()) return std::optional<StoredNote>();
        if (endless || !may_be_torn(buffer_, origin_)) {
            return Error(ErrorCode::corrupt, "checkpoint record is damaged");
        }
        torn_bytes_ = buffer_.size();
        return std::optional<StoredNote>();
    }
}

Result<std::vector<CheckpointFiles::Known>> CheckpointFiles::load(const SigningChain& keys) {
    std::vector<Known> out;
    for (const Succession& one : keys.successions())
        out.push_back({dir_ + "/successions", {}, {keys.origin(), one.size, one.root}});
    const auto take = [&](const std::string& source, const std::string& text) -> Result<void> {
        const auto verified = verify_checkpoint(text, keys);
        if (!verified && is_of_unknown_key(text, keys))
            return Error(ErrorCode::corrupt,
                         source +
                             " is signed by a key that came after those of this trail, or by "
                             "another of that name: the trail is a copy from before its "
                             "signing key was changed, and a replaced key signs nothing",
                         "put the newest trail back, or restore a backup from after the key was "
                         "changed; without either this trail has ended: gdprd continue-trail");
        if (!verified) {
            return Error(ErrorCode::corrupt,
                         source + " does not verify: " + verified.error().message(),
                         "compare it with a copy kept elsewhere, then gdprctl audit verify");
        }
        out.push_back({source, text, *verified});
        return {};
    };
    std::vector<std::string> paths{dir_ + "/checkpoint", last_signed_path_};
    if (const auto cosigned = files_->list(dir_ + "/cosigned")) {
        for (const std::string& name : *cosigned) {
            if (!name.ends_with(".new")) paths.push_back(dir_ + "/cosigned/" + name);
        }
    }
    for (const std::string& path : paths) {
        const auto bytes = read_file(*files_, path, kNoteBytesMax);
        if (!bytes && bytes.error().code() == ErrorCode::not_found) continue;
        if (!bytes) return bytes.error();
        GDPRD_TRY(take(path, std::string(as_text(*bytes))));
    }
    const std::string log_path = dir_ + "/checkpoints";
    GDPRD_TRY_ASSIGN(log_, files_->open(log_path, FileAccess::create));
    GDPRD_TRY_ASSIGN(const std::uint64_t bytes, log_->size());
    CheckpointLogReader reader(*log_, keys.origin(), bytes);
    GDPRD_TRY(reader.seek_record(bytes > kChunkBytes ? bytes - kChunkBytes : 0));
    // Each was checked when it was the last: the newest is enough for recovery, all are for the
    // verifier.
    std::optional<StoredNote> newest;
    for (;;) {
        auto read = reader.next();
        if (!read) {
            return Error(ErrorCode::corrupt,
                         log_path + " is damaged at offset " + std::to_string(reader.offset()));
        }
        std::optional<StoredNote> note = std::move(*read);
        if (!note) break;
        newest = std::move(note);
    }
    log_bytes_ = reader.offset();
    if (reader.torn_bytes() != 0) GDPRD_TRY(log_->truncate(log_bytes_));
    if (newest) GDPRD_TRY(take(log_path, newest->text));
    if (newest) last_in_log_ = newest->text;
    return out;
}

Result<void> CheckpointFiles::store(const std::string& note) {
    GDPRD_TRY(write_file_atomic(*files_, last_signed_path_, as_bytes(note)));
    // It may have come so far before: the list holds each size once.
    if (note != last_in_log_) {
        const std::string record = note + "\n";
        GDPRD_TRY(log_->write_at(log_bytes_, as_bytes(record)));
        GDPRD_TRY(log_->sync());
        log_bytes_ += record.size();
        last_in_log_ = note;
    }
    return write_file_atomic(*files_, dir_ + "/checkpoint", as_bytes(note));
}

}  // namespace gdprd::audit
