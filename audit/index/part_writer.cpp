#include "audit/index/part_writer.hpp"

#include <algorithm>

#include "audit/payload.hpp"
#include "config/base/assert.hpp"

namespace gdprd::audit {

namespace {
/// Synced at once: what a commit's sync must wait for stays small.
constexpr std::size_t kFlushBytes = 1U << 20;

PartHeader with_salt(PartHeader header) {
    crypto::random_bytes(header.salt);
    return header;
}
}  // namespace

PartWriter::PartWriter(FileStore& files, std::string dir, PartHeader header, const IndexKeys& keys)
    : files_(&files),
      dir_(std::move(dir)),
      header_(with_salt(header)),
      clear_(encode_part_header(header_)),
      cipher_(keys.file_key(header_.salt)) {}

Result<PartWriter> PartWriter::create(FileStore& files, const std::string& dir, PartHeader header,
                                      const IndexKeys& keys) {
    PartWriter out(files, dir, header, keys);
    const std::string path = dir + "/" + part_name(header.first, header.end()) + ".new";
    GDPRD_TRY_ASSIGN(out.file_, files.open(path, FileAccess::create));
    GDPRD_TRY(out.file_->truncate(0));
    out.sealed_ = out.clear_;
    out.sealed_.resize(kPartBlockBytes);
    return out;
}

void PartWriter::seal_block() {
    plain_.resize(kPartPlainBytes);
    const std::size_t at = sealed_.size();
    sealed_.resize(at + kPartBlockBytes);
    cipher_.seal(seq_nonce(blocks_), clear_, plain_, std::span(sealed_).subspan(at));
    plain_.clear();
    ++blocks_;
}

Result<void> PartWriter::flush() {
    GDPRD_TRY(file_->write_at(written_, sealed_));
    written_ += sealed_.size();
    sealed_.clear();
    return file_->sync();
}

Result<void> PartWriter::put(BytesView plain) {
    while (!plain.empty()) {
        const auto part = plain.first(std::min(plain.size(), kPartPlainBytes - plain_.size()));
        put_bytes(plain_, part);
        plain = plain.subspan(part.size());
        if (plain_.size() == kPartPlainBytes) seal_block();
    }
    return sealed_.size() >= kFlushBytes ? flush() : Result<void>();
}

Result<void> PartWriter::add(const Token& token, const std::vector<std::uint64_t>& numbers) {
    if (fenced_block_ != blocks_) {
        fences_.push_back({get_u64(token), records_bytes_});
        fenced_block_ = blocks_;
    }
    const Bytes record = encode_record(token, numbers, header_.base);
    records_bytes_ += record.size();
    return put(record);
}

Result<void> PartWriter::finish(const PartFacts& facts) {
    GDPRD_ASSERT(facts.zones.size() == header_.zones());
    const Bytes summary = encode_summary(facts.summary);
    GDPRD_TRY(put(encode_zones(facts.zones)));
    GDPRD_TRY(put(summary));
    GDPRD_TRY(put(encode_fences(fences_)));
    if (!plain_.empty()) seal_block();
    PartTrailer trailer;
    trailer.blocks = blocks_ + 2;
    trailer.records_bytes = records_bytes_;
    trailer.summary_bytes = summary.size();
    trailer.fences = fences_.size();
    trailer.earliest = ~std::uint64_t{0};
    for (const Zone& zone : facts.zones) {
        trailer.earliest = std::min(trailer.earliest, zone.earliest);
        trailer.latest = std::max(trailer.latest, zone.latest);
    }
    trailer.types = facts.types;
    trailer.last_leaf = facts.last_leaf;
    plain_ = encode_part_trailer(trailer);
    seal_block();
    GDPRD_TRY(flush());
    file_.reset();
    const std::string path = dir_ + "/" + part_name(header_.first, header_.end());
    GDPRD_TRY(files_->rename(path + ".new", path));
    return files_->sync_directory(dir_ + "/index");
}

}  // namespace gdprd::audit
