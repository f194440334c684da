#include "connectors/files/zip_file.hpp"

#include <sys/stat.h>
#include <zlib.h>

#include <algorithm>
#include <limits>

#include "config/limits.hpp"

namespace gdprd::connectors {

namespace {

constexpr std::size_t kReadBytes = std::size_t{256} * 1024;
constexpr std::size_t kEndBytes = 22;
constexpr std::size_t kCommentMax = 65'535;
constexpr std::size_t kRecordBytes = 46;
constexpr std::size_t kHeaderBytes = 30;
constexpr std::string_view kEndMark("PK\5\6", 4);
constexpr std::string_view kRecordMark("PK\1\2", 4);
constexpr std::string_view kHeaderMark("PK\3\4", 4);
constexpr std::string_view kOleMark("\xD0\xCF\x11\xE0", 4);
constexpr std::uint16_t kSealed = 1U | 1U << 6U | 1U << 13U;
constexpr std::uint16_t kStored = 0;
constexpr std::uint16_t kDeflated = 8;
constexpr std::uint32_t kElsewhere = 0xFFFF'FFFF;  ///< told by ZIP64

Error damaged() {
    return {ErrorCode::invalid_argument, "the file is no ZIP file, or a damaged one",
            "open it in its program and save it again"};
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

/// Unpacks one entry; its size and its check sum are held against what the directory says.
class EntrySource final : public ByteSource {
  public:
    EntrySource(int descriptor, const ZipEntry& entry)
        : descriptor_(descriptor),
          at_(entry.data_at),
          packed_left_(entry.packed),
          left_(entry.size),
          crc_expected_(entry.crc),
          deflated_(entry.method == kDeflated) {}
    EntrySource(const EntrySource&) = delete;
    EntrySource& operator=(const EntrySource&) = delete;
    ~EntrySource() override {
        if (begun_) ::inflateEnd(&stream_);
    }

    Result<void> begin() {
        // raw: ZIP has its own header
        if (deflated_ && ::inflateInit2(&stream_, -MAX_WBITS) != Z_OK)
            return Error(ErrorCode::internal, "zlib cannot begin");
        begun_ = deflated_;
        return {};
    }

    Result<void> read(std::size_t count, std::string& out) override {
        out.clear();
        if (done_) return {};
        GDPRD_TRY(deflated_ ? inflate(count, out) : fetch(count, out));
        if (out.size() > left_) return damaged();
        left_ -= out.size();
        crc_ = ::crc32(crc_, to_bytef(out.data()), static_cast<uInt>(out.size()));
        if (!out.empty()) return {};
        done_ = true;
        // bytes behind the packed ones would be read by nobody, and kept by who copies the entry
        const bool more = deflated_ && (packed_left_ > 0 || stream_.avail_in > 0);
        if (left_ > 0 || crc_ != crc_expected_ || more) return damaged();
        return {};
    }

  private:
    static const Bytef* to_bytef(const char* bytes) {
        return reinterpret_cast<const Bytef*>(bytes);
    }
    Result<void> fetch(std::size_t count, std::string& out) {
        const auto most = std::min<std::uint64_t>({count, kReadBytes, packed_left_});
        GDPRD_TRY(read_at(descriptor_, at_, static_cast<std::size_t>(most), out));
        if (out.size() != most) return damaged();
        at_ += most;
        packed_left_ -= most;
        return {};
    }
    Result<void> inflate(std::size_t count, std::string& out) {
        out.resize(std::min(count, kReadBytes));
        stream_.next_out = reinterpret_cast<Bytef*>(out.data());
        stream_.avail_out = static_cast<uInt>(out.size());
        while (stream_.avail_out > 0 && !ended_) {
            if (stream_.avail_in == 0) {
                GDPRD_TRY(fetch(kReadBytes, input_));
                stream_.next_in = reinterpret_cast<Bytef*>(input_.data());
                stream_.avail_in = static_cast<uInt>(input_.size());
            }
            const int state = ::inflate(&stream_, Z_NO_FLUSH);
            ended_ = state == Z_STREAM_END;
            if (!ended_ && state != Z_OK) return damaged();
        }
        out.resize(out.size() - stream_.avail_out);
        return {};
    }

    int descriptor_;
    std::uint64_t at_;
    std::uint64_t packed_left_;
    std::uint64_t left_;
    std::uint32_t crc_expected_;
    bool deflated_;
    bool begun_ = false;
    bool ended_ = false;
    bool done_ = false;
    uLong crc_ = 0;
    z_stream stream_{};
    std::string input_;
};

}  // namespace

bool begins_as_zip(std::string_view head) noexcept {
    return head.starts_with(kHeaderMark) || head.starts_with(kEndMark);
}

std::uint32_t zip_number(std::string_view bytes, std::size_t at, std::size_t size) {
    std::uint32_t out = 0;
    for (std::size_t i = size; i-- > 0;)
        out = out << 8U | static_cast<unsigned char>(bytes[at + i]);
    return out;
}

void put_zip_number(std::string& bytes, std::size_t at, std::size_t size, std::uint64_t number) {
    for (std::size_t i = 0; i < size; ++i)
        bytes[at + i] = static_cast<char>(number >> (8U * i) & 0xFFU);
}

Result<ZipFile> ZipFile::open(int descriptor, const Call& call) {
    ZipFile out(descriptor);
    GDPRD_TRY_ASSIGN(const Directory directory, out.find_directory());
    GDPRD_TRY(out.read_directory(directory));
    GDPRD_TRY(out.check_expansion());
    GDPRD_TRY(out.check_places(directory, call));
    return out;
}

/// The end's mark with a comment that ends where the file does; the last one.
Result<ZipFile::Directory> ZipFile::find_directory() {
    struct stat file{};
    if (::fstat(descriptor_, &file) != 0) return Error(ErrorCode::io, "the file cannot be read");
    const auto size = static_cast<std::uint64_t>(file.st_size);
    std::string head;
    GDPRD_TRY(read_at(descriptor_, 0, kOleMark.size(), head));
    if (head == kOleMark)
        return Error(ErrorCode::invalid_argument,
                     "the file is protected by a password, or of the kind before XLSX",
                     "save it as XLSX or ODS without a password");
    const auto tail_size = std::min<std::uint64_t>(size, kEndBytes + kCommentMax);
    std::string tail;
    GDPRD_TRY(read_at(descriptor_, size - tail_size, static_cast<std::size_t>(tail_size), tail));
    if (tail.size() < kEndBytes) return damaged();
    std::size_t at = tail.size() - kEndBytes + 1;
    while (at-- > 0)
        if (tail.compare(at, kEndMark.size(), kEndMark) == 0 &&
            at + kEndBytes + zip_number(tail, at + 20, 2) == tail.size())
            break;
    if (at == std::string::npos) return damaged();
    const Directory out{zip_number(tail, at + 16, 4), zip_number(tail, at + 12, 4),
                        zip_number(tail, at + 10, 2)};
    if (out.at == kElsewhere || out.size == kElsewhere || out.entries == 0xFFFF)
        return Error(ErrorCode::invalid_argument, "the file is a ZIP64 file, which gdprd reads not",
                     "save it in smaller files");
    const bool parted = zip_number(tail, at + 4, 4) != 0;  // over several disks
    if (parted || zip_number(tail, at + 8, 2) != out.entries ||
        out.at + out.size != size - tail.size() + at)
        return damaged();
    comment_ = tail.substr(at + kEndBytes);
    return out;
}

Result<void> ZipFile::read_directory(const Directory& directory) {
    if (directory.entries > config::limits::kArchiveEntries ||
        directory.size > config::limits::kArchiveDirectoryBytes)
        return Error(ErrorCode::limit_exceeded, "the file has too many parts");
    std::string all;
    GDPRD_TRY(read_at(descriptor_, directory.at, static_cast<std::size_t>(directory.size), all));
    if (all.size() != directory.size) return damaged();
    for (std::size_t at = 0; at < all.size();) {
        const std::string_view rest = std::string_view(all).substr(at);
        if (rest.size() < kRecordBytes || !rest.starts_with(kRecordMark)) return damaged();
        const std::size_t name = zip_number(rest, 28, 2);
        const std::size_t size =
            kRecordBytes + name + zip_number(rest, 30, 2) + zip_number(rest, 32, 2);
        if (rest.size() < size) return damaged();
        ZipEntry one;
        one.name = rest.substr(kRecordBytes, name);
        one.record = rest.substr(0, size);
        one.flags = static_cast<std::uint16_t>(zip_number(rest, 8, 2));
        one.method = static_cast<std::uint16_t>(zip_number(rest, 10, 2));
        one.crc = zip_number(rest, 16, 4);
        one.packed = zip_number(rest, 20, 4);
        one.size = zip_number(rest, 24, 4);
        one.header_at = zip_number(rest, 42, 4);
        at += size;
        if ((one.flags & kSealed) != 0)
            return Error(ErrorCode::invalid_argument, "the file is protected by a password",
                         "save it without one");
        if (one.method != kStored && one.method != kDeflated)
            return Error(ErrorCode::invalid_argument,
                         "the file is packed in a way that gdprd does not know",
                         "open it in its program and save it again");
        if (one.packed == kElsewhere || one.size == kElsewhere || one.header_at == kElsewhere ||
            (one.method == kStored && one.packed != one.size))
            return damaged();
        if (!names_.emplace(lower(one.name), entries_.size()).second)
            return Error(ErrorCode::invalid_argument, "two parts of the file have one name");
        entries_.push_back(std::move(one));
    }
    if (entries_.size() != directory.entries) return damaged();
    return {};
}

Result<void> ZipFile::check_expansion() const {
    std::uint64_t total = 0;
    for (const auto& one : entries_) {
        total += one.size;
        if (total > config::limits::kArchiveBytes ||
            (one.size > config::limits::kArchiveFreeBytes &&
             one.size / config::limits::kArchiveRatio > one.packed))
            return Error(ErrorCode::limit_exceeded, "the file unpacks to more than gdprd reads",
                         "see LIMITS in gdprd.yaml(5)");
    }
    return {};
}

/// Each entry has its own header, which says the same, and its own bytes.
Result<void> ZipFile::check_places(const Directory& directory, const Call& call) {
    std::vector<ZipEntry*> order;
    order.reserve(entries_.size());
    for (auto& one : entries_) order.push_back(&one);
    std::ranges::sort(order, {}, &ZipEntry::header_at);
    std::string head;
    for (std::size_t i = 0; i < order.size(); ++i) {
        GDPRD_TRY(call.check());
        ZipEntry& one = *order[i];
        const std::uint64_t end = i + 1 < order.size() ? order[i + 1]->header_at : directory.at;
        GDPRD_TRY(read_at(descriptor_, one.header_at, kHeaderBytes + one.name.size(), head));
        if (head.size() != kHeaderBytes + one.name.size() || !head.starts_with(kHeaderMark))
            return damaged();
        one.data_at = one.header_at + head.size() + zip_number(head, 28, 2);
        if (zip_number(head, 26, 2) != one.name.size() ||
            std::string_view(head).substr(kHeaderBytes) != one.name ||
            zip_number(head, 6, 2) != one.flags || zip_number(head, 8, 2) != one.method ||
            one.data_at + one.packed > end)
            return damaged();
    }
    return {};
}

const ZipEntry* ZipFile::find(std::string_view name) const {
    const auto found = names_.find(lower(name));
    return found == names_.end() ? nullptr : &entries_[found->second];
}

Result<std::unique_ptr<ByteSource>> ZipFile::read(const ZipEntry& entry) const {
    auto out = std::make_unique<EntrySource>(descriptor_, entry);
    GDPRD_TRY(out->begin());
    return std::unique_ptr<ByteSource>(std::move(out));
}

Result<std::string> ZipFile::read_all(const ZipEntry& entry, const Call& call) const {
    if (entry.size > config::limits::kSheetPartBytes)
        return Error(ErrorCode::limit_exceeded, "a part of the file is larger than gdprd reads");
    GDPRD_TRY_ASSIGN(const auto source, read(entry));
    std::string out;
    std::string piece;
    do {
        GDPRD_TRY(call.check());
        GDPRD_TRY(source->read(kReadBytes, piece));
        out += piece;
    } while (!piece.empty());
    return out;
}

}  // namespace gdprd::connectors
