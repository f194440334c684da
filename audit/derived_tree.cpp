#include "audit/derived_tree.hpp"

#include <algorithm>
#include <cstring>

namespace gdprd::audit {

namespace {
constexpr std::uint64_t kHashBytes = 32;
}

Result<void> DerivedTree::open() {
    for (unsigned number = 0; number < kTileLevels; ++number) {
        Level& level = levels_[number];
        level.name = "tree/" + std::to_string(number);
        const auto access = mode_ == DerivedMode::repair ? FileAccess::write : FileAccess::read;
        auto file = files_.open(dir_ + "/" + level.name, access);
        if (!file && file.error().code() == ErrorCode::not_found) continue;
        if (!file) return file.error();
        level.file = std::move(*file);
        GDPRD_TRY_ASSIGN(level.bytes, level.file->size());
    }
    return {};
}

Result<void> DerivedTree::note(Level& level, DerivedFinding::Kind kind, const std::string& what) {
    if (level.finding != kNone) return {};  // one a file: what follows it is written too
    level.finding = report_.findings.size();
    const bool repair = mode_ == DerivedMode::repair;
    report_.findings.push_back({level.name, kind, what, repair});
    if (!repair || level.file) return {};
    GDPRD_TRY(files_.make_directory(dir_ + "/tree"));
    GDPRD_TRY_ASSIGN(level.file, files_.open(dir_ + "/" + level.name, FileAccess::create));
    return {};
}

Result<void> DerivedTree::add_to(Level& level, const std::vector<Hash>& hashes) {
    if (hashes.empty()) return {};
    const std::uint64_t at = level.compared * kHashBytes;
    const BytesView wanted(hashes.front().data(), hashes.size() * kHashBytes);
    level.compared += hashes.size();
    if (level.finding == kNone) {
        const std::uint64_t there =
            level.bytes <= at ? 0 : std::min<std::uint64_t>(wanted.size(), level.bytes - at);
        buffer_.resize(there);
        if (there != 0) GDPRD_TRY(read_exactly(*level.file, at, buffer_));
        const auto differs = std::mismatch(buffer_.begin(), buffer_.end(), wanted.begin()).first;
        if (differs != buffer_.end()) {
            const std::uint64_t offset = at + static_cast<std::uint64_t>(differs - buffer_.begin());
            GDPRD_TRY(note(level, DerivedFinding::Kind::fault,
                           "offset " + std::to_string(offset) +
                               ": the stored hash is not that of the entries"));
        } else if (there < wanted.size()) {
            GDPRD_TRY(note(level, DerivedFinding::Kind::behind,
                           level.file ? "it ends after " + std::to_string(level.bytes) +
                                            " bytes, before the entries do"
                                      : std::string("it is not there")));
        }
        report_.tree_hashes += hashes.size();
        if (level.finding == kNone) return {};
    }
    if (mode_ == DerivedMode::look) return {};
    return level.file->write_at(at, wanted);
}

Result<void> DerivedTree::add(const TileHashes& complete) {
    for (unsigned number = 0; number < kTileLevels; ++number)
        GDPRD_TRY(add_to(levels_[number], complete[number]));
    return {};
}

Result<void> DerivedTree::finish() {
    bool written = false;
    for (Level& level : levels_) {
        const std::uint64_t wanted = level.compared * kHashBytes;
        if (level.bytes > wanted)
            GDPRD_TRY(note(level, DerivedFinding::Kind::fault,
                           "it has " + std::to_string(level.bytes) + " bytes, but the entries " +
                               "make " + std::to_string(wanted)));
        if (mode_ == DerivedMode::look || level.finding == kNone) continue;
        GDPRD_TRY(level.file->truncate(wanted));
        GDPRD_TRY(level.file->sync());
        written = true;
    }
    return written ? files_.sync_directory(dir_ + "/tree") : Result<void>();
}

}  // namespace gdprd::audit
