#include "audit/tile_files.hpp"

#include <algorithm>
#include <cstring>

namespace gdprd::audit {

namespace {

constexpr std::size_t kHashBytes = 32;

std::string level_path(const std::string& dir, unsigned level) {
    return dir + "/tree/" + std::to_string(level);
}

Result<void> read_hashes(StoredFile& file, std::uint64_t first, std::span<Hash> out) {
    static_assert(sizeof(Hash) == kHashBytes);
    Bytes bytes(out.size() * kHashBytes);
    GDPRD_TRY(read_exactly(file, first * kHashBytes, bytes));
    if (!bytes.empty()) std::memcpy(out.data(), bytes.data(), bytes.size());
    return {};
}

}  // namespace

std::string TileFiles::path(unsigned level) const {
    return level_path(dir_, level);
}

Result<StoredFile*> TileFiles::file(unsigned level) {
    if (!open_[level]) {
        GDPRD_TRY_ASSIGN(open_[level], files_->open(path(level), FileAccess::create));
        GDPRD_TRY_ASSIGN(const std::uint64_t bytes, open_[level]->size());
        stored_[level] = bytes / kHashBytes;
    }
    return open_[level].get();
}

Result<void> TileFiles::truncate_to(std::uint64_t size) {
    GDPRD_TRY(files_->make_directory(dir_ + "/tree"));
    for (unsigned level = 0; level < kTileLevels; ++level) {
        pending_[level].clear();
        const std::uint64_t wanted = tile_hashes(size, level);
        if (wanted == 0 && level > 0 && !files_->open(path(level), FileAccess::read)) continue;
        GDPRD_TRY_ASSIGN(StoredFile* const stored, file(level));
        GDPRD_TRY_ASSIGN(const std::uint64_t bytes, stored->size());
        if (bytes != wanted * kHashBytes) GDPRD_TRY(stored->truncate(wanted * kHashBytes));
        stored_[level] = wanted;
    }
    return {};
}

void TileFiles::append(const TileHashes& complete) {
    for (unsigned level = 0; level < kTileLevels; ++level) {
        pending_[level].insert(pending_[level].end(), complete[level].begin(),
                               complete[level].end());
    }
}

Result<void> TileFiles::flush() {
    for (unsigned level = 0; level < kTileLevels; ++level) {
        auto& hashes = pending_[level];
        if (hashes.empty()) continue;
        GDPRD_TRY_ASSIGN(StoredFile* const stored, file(level));
        const BytesView bytes(hashes.front().data(), hashes.size() * kHashBytes);
        GDPRD_TRY(stored->write_at(stored_[level] * kHashBytes, bytes));
        stored_[level] += hashes.size();
        hashes.clear();
    }
    return {};
}

Result<std::uint64_t> TileFiles::size() {
    if (!open_[0] && !files_->open(path(0), FileAccess::read)) return std::uint64_t{0};
    GDPRD_TRY(file(0));
    return stored_[0] + pending_[0].size();
}

Result<void> TileFiles::read(unsigned level, std::uint64_t first, std::span<Hash> out) {
    GDPRD_TRY_ASSIGN(StoredFile* const stored, file(level));
    const std::uint64_t in_file =
        first >= stored_[level] ? 0 : std::min<std::uint64_t>(out.size(), stored_[level] - first);
    GDPRD_TRY(read_hashes(*stored, first, out.first(in_file)));
    const auto& hashes = pending_[level];
    for (std::uint64_t i = in_file; i < out.size(); ++i) {
        const std::uint64_t at = first + i - stored_[level];
        if (at >= hashes.size()) return Error(ErrorCode::corrupt, "tree file is too short");
        out[i] = hashes[at];
    }
    return {};
}

Result<void> TileReader::read(unsigned level, std::uint64_t first, std::span<Hash> out) {
    if (!open_[level]) {
        GDPRD_TRY_ASSIGN(open_[level], files_->open(level_path(dir_, level), FileAccess::read));
    }
    return read_hashes(*open_[level], first, out);
}

}  // namespace gdprd::audit
