#include "audit/index/part.hpp"

#include <algorithm>

#include "audit/payload.hpp"

namespace gdprd::audit {

Result<PartHeader> Part::load_header(FileStore& files, const std::string& path) {
    GDPRD_TRY_ASSIGN(const auto file, files.open(path, FileAccess::read));
    Bytes bytes(kPartHeaderBytes);
    GDPRD_TRY(read_exactly(*file, 0, bytes));
    return parse_part_header(bytes);
}

Result<std::shared_ptr<Part>> Part::open(const std::shared_ptr<FileStore>& files,
                                         const std::string& dir, const std::string& name,
                                         const Secret& idx_file) {
    const std::string path = dir + "/" + name;
    std::shared_ptr<Part> part(new Part(files, path, idx_file));
    GDPRD_TRY_ASSIGN(auto file, files->open(path, FileAccess::read));
    GDPRD_TRY_ASSIGN(const std::uint64_t bytes, file->size());
    Bytes clear(kPartHeaderBytes);
    GDPRD_TRY(read_exactly(*file, 0, clear));
    GDPRD_TRY_ASSIGN(const PartHeader header, parse_part_header(clear));
    if (bytes % kPartBlockBytes != 0 || bytes < 2 * kPartBlockBytes) {
        return Error(ErrorCode::corrupt, "a part of the search index has an impossible length");
    }
    part->clear_ = std::move(clear);
    part->file_key_ = part->keys_.file_key(header.salt);
    part->tables_.header = header;
    const std::uint64_t blocks = bytes / kPartBlockBytes;
    PartSession session(part, std::move(file));
    Bytes trailer_block(kPartPlainBytes);
    GDPRD_TRY(session.read((blocks - 2) * kPartPlainBytes, trailer_block));
    GDPRD_TRY_ASSIGN(const PartTrailer trailer, parse_part_trailer(trailer_block, header, blocks));
    GDPRD_TRY_ASSIGN(part->tables_, load_part_tables(session, header, trailer));
    return part;
}

Part::~Part() {
    // A file that stays is found by the next start, which knows that another part covers it.
    if (obsolete_) remove_file();
}

PartSession::PartSession(std::shared_ptr<const Part> part, std::unique_ptr<StoredFile> file)
    : part_(std::move(part)),
      file_(std::move(file)),
      cipher_(part_->file_key_),
      records_(*this, part_->tables_) {}

Result<std::unique_ptr<PartSession>> PartSession::open(std::shared_ptr<const Part> part) {
    GDPRD_TRY_ASSIGN(auto file, part->files_->open(part->path_, FileAccess::read));
    return std::unique_ptr<PartSession>(new PartSession(std::move(part), std::move(file)));
}

Result<const Bytes*> PartSession::block(std::uint64_t number) {
    if (number == last_number_) return last_;
    auto found = blocks_.find(number);
    if (found == blocks_.end()) {
        sealed_.resize(kPartBlockBytes);
        GDPRD_TRY(read_exactly(*file_, (number + 1) * kPartBlockBytes, sealed_));
        auto plain = cipher_.open(seq_nonce(number), part_->clear_, sealed_);
        if (!plain) {
            return Error(ErrorCode::corrupt,
                         "block " + std::to_string(number) + " does not open: " + part_->path_);
        }
        if (blocks_.size() >= kBlocksKept) blocks_.clear();
        found = blocks_.emplace(number, std::move(*plain)).first;
    }
    last_number_ = number;
    last_ = &found->second;
    return last_;
}

Result<void> PartSession::read(std::uint64_t offset, std::span<std::uint8_t> out) {
    while (!out.empty()) {
        GDPRD_TRY_ASSIGN(const Bytes* plain, block(offset / kPartPlainBytes));
        const std::uint64_t at = offset % kPartPlainBytes;
        const std::size_t count = std::min<std::size_t>(out.size(), plain->size() - at);
        std::copy_n(plain->begin() + static_cast<std::ptrdiff_t>(at), count, out.begin());
        out = out.subspan(count);
        offset += count;
    }
    return {};
}

}  // namespace gdprd::audit
