#include "connectors/files/zip_rewriter.hpp"

#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>
#include <limits>

#include "config/base/assert.hpp"
#include "config/base/files.hpp"

namespace gdprd::connectors {

namespace {

constexpr std::size_t kPieceBytes = std::size_t{256} * 1024;
constexpr std::uint16_t kDeflated = 8;
constexpr std::uint16_t kSizesFollow = 1U << 3U;
constexpr std::string_view kDescriptorMark("PK\7\10", 4);
constexpr std::uint64_t kMax = std::numeric_limits<std::uint32_t>::max() - 1;

Error cannot_write() {
    if (errno == ENOSPC || errno == EDQUOT)
        return {ErrorCode::io, "no space is left to write the file anew; the old one stays",
                "make room for a second copy of the file"};
    return {ErrorCode::io, "the file cannot be written anew; the old one stays"};
}

Error too_large() {
    return {ErrorCode::unsupported, "the file would become too large for a ZIP file"};
}

constexpr std::size_t kLocalBytes = 30;
constexpr std::size_t kRecordBytes = 46;

/// A header without its field of ZIP64 (APPNOTE.TXT, 4.5.3), which tells sizes that are no more.
/// `fixed`: its bytes before the name; `extra_at`: where it says how long its fields are.
std::string without_zip64(std::string header, std::size_t fixed, std::size_t extra_at) {
    constexpr std::uint32_t kZip64 = 1;
    constexpr std::size_t kFieldHead = 4;
    std::size_t at = fixed + zip_number(header, extra_at - 2, 2);
    std::size_t end = at + zip_number(header, extra_at, 2);
    while (at + kFieldHead <= end && end <= header.size()) {
        const std::size_t size = kFieldHead + zip_number(header, at + 2, 2);
        if (at + size > end) break;  // no fields, whatever it is
        if (zip_number(header, at, 2) != kZip64) {
            at += size;
            continue;
        }
        header.erase(at, size);
        end -= size;
        put_zip_number(header, extra_at, 2, zip_number(header, extra_at, 2) - size);
    }
    return header;
}

}  // namespace

struct ZipRewriter::Deflater {
    z_stream stream{};
    bool begun = false;
    ~Deflater() {
        if (begun) ::deflateEnd(&stream);
    }
};

ZipRewriter::ZipRewriter(const ZipFile& old, int descriptor, const Call& call)
    : old_(old), descriptor_(descriptor), call_(call) {}

ZipRewriter::~ZipRewriter() = default;

Result<void> ZipRewriter::put(std::string_view bytes) {
    GDPRD_TRY(call_.check());
    if (descriptor_ >= 0 && !write_all(descriptor_, as_bytes(bytes))) return cannot_write();
    return skip(bytes.size());
}

Result<void> ZipRewriter::skip(std::uint64_t bytes) {
    at_ += bytes;
    return at_ > kMax ? Result<void>(too_large()) : Result<void>();
}

/// Behind the sizes that some programs write after the content.
Result<std::uint64_t> ZipRewriter::end_of(const ZipEntry& entry) const {
    const std::uint64_t end = entry.data_at + entry.packed;
    if ((entry.flags & kSizesFollow) == 0) return end;
    std::string behind;
    GDPRD_TRY(read_at(old_.descriptor(), end, 24, behind));
    behind.resize(24);
    const std::size_t mark = behind.starts_with(kDescriptorMark) ? 4 : 0;
    if (zip_number(behind, mark, 4) != entry.crc) return end;  // there are none
    const bool narrow = zip_number(behind, mark + 4, 4) == entry.packed &&
                        zip_number(behind, mark + 8, 4) == entry.size;
    const bool wide = zip_number(behind, mark + 12, 4) == entry.size;
    return end + mark + (narrow || !wide ? 12U : 20U);
}

void ZipRewriter::note(const ZipEntry& now) {
    std::string record = now.record;
    put_zip_number(record, 8, 2, now.flags);
    put_zip_number(record, 10, 2, now.method);
    put_zip_number(record, 16, 4, now.crc);
    put_zip_number(record, 20, 4, now.packed);
    put_zip_number(record, 24, 4, now.size);
    put_zip_number(record, 42, 4, now.header_at);
    directory_ += record;
    ++entries_;
}

Result<void> ZipRewriter::copy(const ZipEntry& entry) {
    ZipEntry now = entry;
    now.header_at = at_;
    note(now);
    GDPRD_TRY_ASSIGN(const std::uint64_t end, end_of(entry));
    if (descriptor_ < 0) return skip(end - entry.header_at);
    std::string piece;
    for (std::uint64_t from = entry.header_at; from < end; from += piece.size()) {
        const auto count = std::min<std::uint64_t>(kPieceBytes, end - from);
        GDPRD_TRY(read_at(old_.descriptor(), from, static_cast<std::size_t>(count), piece));
        if (piece.empty()) return Error(ErrorCode::io, "the file cannot be read");
        GDPRD_TRY(put(piece));
    }
    return {};
}

Result<void> ZipRewriter::begin(const ZipEntry& entry) {
    entry_ = &entry;
    now_ = entry;
    now_.header_at = at_;
    now_.flags = static_cast<std::uint16_t>(entry.flags & ~kSizesFollow);
    now_.crc = 0;
    now_.packed = 0;
    now_.size = 0;
    std::string header;
    GDPRD_TRY(read_at(old_.descriptor(), entry.header_at,
                      static_cast<std::size_t>(entry.data_at - entry.header_at), header));
    if (header.size() != entry.data_at - entry.header_at)
        return Error(ErrorCode::io, "the file cannot be read");
    put_zip_number(header, 6, 2, now_.flags);
    header = without_zip64(std::move(header), kLocalBytes, 28);
    now_.record = without_zip64(entry.record, kRecordBytes, 30);
    if (entry.method == kDeflated) {
        deflater_ = std::make_unique<Deflater>();
        if (::deflateInit2(&deflater_->stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, -MAX_WBITS,
                           MAX_MEM_LEVEL, Z_DEFAULT_STRATEGY) != Z_OK)
            return Error(ErrorCode::internal, "zlib cannot begin");
        deflater_->begun = true;
    }
    return put(header);
}

Result<void> ZipRewriter::deflate(std::string_view content, bool last) {
    z_stream& stream = deflater_->stream;
    std::string input(content);
    stream.next_in = reinterpret_cast<Bytef*>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    std::string out;
    int state = Z_OK;
    do {
        out.resize(kPieceBytes);
        stream.next_out = reinterpret_cast<Bytef*>(out.data());
        stream.avail_out = static_cast<uInt>(out.size());
        state = ::deflate(&stream, last ? Z_FINISH : Z_NO_FLUSH);
        GDPRD_ASSERT(state != Z_STREAM_ERROR);
        out.resize(out.size() - stream.avail_out);
        now_.packed += out.size();
        if (!out.empty()) GDPRD_TRY(put(out));
    } while (stream.avail_out == 0 || (last && state != Z_STREAM_END));
    return {};
}

Result<void> ZipRewriter::write(std::string_view content) {
    GDPRD_ASSERT(entry_ != nullptr);
    for (; !content.empty(); content.remove_prefix(std::min(content.size(), kPieceBytes))) {
        const std::string_view piece = content.substr(0, kPieceBytes);
        now_.size += piece.size();
        if (now_.size > kMax) return too_large();
        now_.crc = static_cast<std::uint32_t>(::crc32(now_.crc,
                                                      reinterpret_cast<const Bytef*>(piece.data()),
                                                      static_cast<uInt>(piece.size())));
        if (deflater_ != nullptr) {
            GDPRD_TRY(deflate(piece, false));
        } else {
            now_.packed += piece.size();
            GDPRD_TRY(put(piece));
        }
    }
    return {};
}

/// The header was written before its sizes were known.
Result<void> ZipRewriter::end() {
    GDPRD_ASSERT(entry_ != nullptr);
    if (deflater_ != nullptr) GDPRD_TRY(deflate({}, true));
    deflater_.reset();
    std::string sizes(12, '\0');
    put_zip_number(sizes, 0, 4, now_.crc);
    put_zip_number(sizes, 4, 4, now_.packed);
    put_zip_number(sizes, 8, 4, now_.size);
    if (descriptor_ >= 0 &&
        ::pwrite(descriptor_, sizes.data(), sizes.size(),
                 static_cast<off_t>(now_.header_at + 14)) != static_cast<ssize_t>(sizes.size()))
        return cannot_write();
    note(now_);
    entry_ = nullptr;
    return {};
}

Result<void> ZipRewriter::finish() {
    std::string last("PK\5\6", 4);
    last.resize(22);
    put_zip_number(last, 8, 2, entries_);
    put_zip_number(last, 10, 2, entries_);
    put_zip_number(last, 12, 4, directory_.size());
    put_zip_number(last, 16, 4, at_);
    put_zip_number(last, 20, 2, old_.comment().size());
    return put(directory_ + last + old_.comment());
}

}  // namespace gdprd::connectors
