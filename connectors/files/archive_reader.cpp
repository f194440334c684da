#include "connectors/files/archive_reader.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <string_view>

#include "config/limits.hpp"
#include "connectors/files/byte_source.hpp"
#include "connectors/files/seven_zip_header.hpp"
#include "connectors/files/zip_end.hpp"

namespace gdprd::connectors {

namespace {

constexpr std::size_t kBlockBytes = std::size_t{256} * 1024;
/// What libarchive may read of a ZIP file before it tells the first member: the directory, which it
/// keeps in memory, whatever its end says of its size; and blocks to find it.
constexpr std::uint64_t kListBytes = config::limits::kArchiveDirectoryBytes + 8 * kBlockBytes;
/// Where the mark of a tar file stands.
constexpr std::size_t kTarMarkAt = 257;

Error damaged() {
    return {ErrorCode::invalid_argument, "the archive is damaged or cut short",
            "take another copy of it, or unpack what is left of it by hand"};
}

Error sealed() {
    return {ErrorCode::invalid_argument, "it is protected by a password",
            "unpack it by hand, or take it out of the store (formats: ignore)"};
}

Error too_large() {
    return {ErrorCode::limit_exceeded, "the archive unpacks to more than gdprd reads",
            "see LIMITS in gdprd.yaml(5), or unpack it by hand"};
}

/// Names come as UTF-8 whatever the process's locale is: libarchive converts them to the thread's.
class Utf8Names {
  public:
    Utf8Names() {
        static const locale_t utf8 = ::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr);
        // without that locale, names that need it are none
        if (utf8 != nullptr) before_ = ::uselocale(utf8);
    }
    ~Utf8Names() {
        if (before_ != nullptr) ::uselocale(before_);
    }
    Utf8Names(const Utf8Names&) = delete;
    Utf8Names& operator=(const Utf8Names&) = delete;

  private:
    locale_t before_ = nullptr;
};

Result<void> check_size(std::uint64_t unpacked, std::uint64_t packed) {
    if (unpacked > config::limits::kArchiveUnpackedBytes ||
        (unpacked > config::limits::kArchiveFreeBytes &&
         unpacked / config::limits::kArchiveRatio > packed))
        return too_large();
    return {};
}

std::uint64_t not_negative(std::int64_t number) {
    return number < 0 ? 0 : static_cast<std::uint64_t>(number);
}

ArchiveMember::Kind kind_of(archive_entry* entry) {
    if (archive_entry_hardlink(entry) != nullptr || archive_entry_filetype(entry) == AE_IFLNK)
        return ArchiveMember::Kind::link;
    return archive_entry_filetype(entry) == AE_IFREG ? ArchiveMember::Kind::file
                                                     : ArchiveMember::Kind::other;
}

}  // namespace

/// The file that libarchive reads, and why reading ended if it was not its doing.
struct ArchiveReader::Input {
    int descriptor = -1;
    const Call* call = nullptr;
    std::uint64_t size = 0;
    std::uint64_t at = 0;
    std::string block;
    std::optional<Error> failed{};
    std::optional<std::uint64_t> list_left{};  ///< of kListBytes

    int fail(archive* handle, const Error& why) {
        failed = why;
        archive_set_error(handle, EIO, "stopped");
        return ARCHIVE_FATAL;
    }
    static la_ssize_t read(archive* handle, void* self, const void** out) {
        auto& in = *static_cast<Input*>(self);
        if (const auto go_on = in.call->check(); !go_on) return in.fail(handle, go_on.error());
        // a member that is passed over is unpacked too
        const auto unpacked = not_negative(archive_filter_bytes(handle, 0));
        if (const auto bound = check_size(unpacked, in.size); !bound)
            return in.fail(handle, bound.error());
        if (const auto got = read_at(in.descriptor, in.at, kBlockBytes, in.block); !got)
            return in.fail(handle, got.error());
        if (in.list_left && in.block.size() > *in.list_left) return in.fail(handle, too_large());
        if (in.list_left) *in.list_left -= in.block.size();
        in.at += in.block.size();
        *out = in.block.data();
        return static_cast<la_ssize_t>(in.block.size());
    }
    static la_int64_t skip(archive* /*handle*/, void* self, la_int64_t request) {
        auto& in = *static_cast<Input*>(self);
        const std::uint64_t left = in.size - std::min(in.at, in.size);
        const std::uint64_t passed = std::min(not_negative(request), left);
        in.at += passed;
        return static_cast<la_int64_t>(passed);
    }
    static la_int64_t seek(archive* /*handle*/, void* self, la_int64_t offset, int whence) {
        auto& in = *static_cast<Input*>(self);
        const std::uint64_t base = whence == SEEK_SET ? 0 : (whence == SEEK_CUR ? in.at : in.size);
        const auto to = static_cast<std::int64_t>(base) + offset;
        if (to < 0) return ARCHIVE_FATAL;
        in.at = static_cast<std::uint64_t>(to);
        return to;
    }
};

void ArchiveReader::Free::operator()(archive* handle) const noexcept {
    archive_read_free(handle);
}

ArchiveReader::ArchiveReader(int descriptor, const Call& call)
    : input_(std::make_unique<Input>(Input{descriptor, &call, 0, 0, {}})),
      archive_(archive_read_new()) {}

ArchiveReader::~ArchiveReader() = default;

Result<std::unique_ptr<ArchiveReader>> ArchiveReader::open(int descriptor, Single single,
                                                           const Call& call) {
    std::unique_ptr<ArchiveReader> out(new ArchiveReader(descriptor, call));
    GDPRD_TRY(out->begin(single));
    return out;
}

Result<void> ArchiveReader::begin(Single single) {
    struct stat file{};
    if (::fstat(input_->descriptor, &file) != 0)
        return Error(ErrorCode::io, "the file cannot be read");
    input_->size = not_negative(file.st_size);
    GDPRD_TRY_ASSIGN(const bool is_zip, ends_as_zip(input_->descriptor));
    if (is_zip) input_->list_left = kListBytes;
    archive* const handle = archive_.get();
    if (handle == nullptr) return Error(ErrorCode::internal, "libarchive cannot begin");
    // by its directory alone: what a ZIP file hides from that is nobody's member
    archive_read_support_format_zip_seekable(handle);
    archive_read_support_format_tar(handle);
    // packing more behind it makes one file of two, whose first end mark is not its end
    archive_read_set_format_option(handle, "tar", "read_concatenated_archives", "1");
    // only as it begins: programs that unpack themselves, and what is packed once more, are none
    GDPRD_TRY_ASSIGN(const bool is_seven_zip, begins_as_seven_zip(input_->descriptor));
    if (is_seven_zip) archive_read_support_format_7zip(handle);
    archive_read_support_filter_gzip(handle);
    archive_read_support_filter_bzip2(handle);
    archive_read_support_filter_xz(handle);
    archive_read_support_filter_zstd(handle);
    if (single == Single::taken) archive_read_support_format_raw(handle);
    archive_read_set_read_callback(handle, &Input::read);
    archive_read_set_skip_callback(handle, &Input::skip);
    archive_read_set_seek_callback(handle, &Input::seek);
    archive_read_set_callback_data(handle, input_.get());
    const Utf8Names names;
    opened_ = archive_read_open1(handle) == ARCHIVE_OK;
    if (!opened_) return failure();
    return {};
}

/// libarchive's own words name members and are not told.
Error ArchiveReader::failure() const {
    if (const auto& failed = input_->failed) return *failed;
    archive* const handle = archive_.get();
    // libarchive must not be asked before it knows the format: it looks behind its list of formats
    if (sealed_ || (opened_ && archive_read_has_encrypted_entries(handle) > 0)) return sealed();
    if (archive_errno(handle) == ENOMEM) return too_large();
    return damaged();
}

Result<void> ArchiveReader::check_bounds() const {
    GDPRD_TRY(input_->call->check());
    return check_size(std::max(declared_, given_), input_->size);
}

/// Of a tar or packed file nothing but zeros may follow its end: a program that ends there too
/// shows less than the file holds. ZIP and 7z files are read by their directories.
Result<void> ArchiveReader::check_end() const {
    const int format = archive_format(archive_.get()) & ARCHIVE_FORMAT_BASE_MASK;
    if (format == ARCHIVE_FORMAT_ZIP || format == ARCHIVE_FORMAT_7ZIP) return {};
    std::string piece;
    for (auto at = not_negative(archive_filter_bytes(archive_.get(), -1));; at += piece.size()) {
        GDPRD_TRY(input_->call->check());
        GDPRD_TRY(read_at(input_->descriptor, at, kBlockBytes, piece));
        if (piece.empty()) return {};
        if (piece.find_first_not_of('\0') != std::string::npos) return damaged();
    }
}

Result<std::optional<ArchiveMember>> ArchiveReader::next() {
    GDPRD_TRY(input_->call->check());
    const Utf8Names names;
    archive_entry* entry = nullptr;
    sealed_ = false;
    const int state = archive_read_next_header(archive_.get(), &entry);
    if (state == ARCHIVE_EOF && !input_->failed) {
        GDPRD_TRY(check_end());
        return std::optional<ArchiveMember>();
    }
    input_->list_left.reset();
    // a warning is of a name or an attribute that it cannot show
    if (state != ARCHIVE_OK && state != ARCHIVE_WARN) return failure();
    // bytes that nothing packed are no file that was packed by itself
    const bool raw = archive_format(archive_.get()) == ARCHIVE_FORMAT_RAW;
    if (raw && archive_filter_count(archive_.get()) <= 1) return damaged();
    if (++members_ > config::limits::kArchiveMembers)
        return Error(ErrorCode::limit_exceeded, "the archive has too many members",
                     "unpack it by hand");
    ArchiveMember out;
    out.number = members_;
    out.kind = kind_of(entry);
    if (const char* name = archive_entry_pathname(entry); name != nullptr) out.name = name;
    out.bytes = not_negative(archive_entry_size(entry));
    out.sealed = archive_entry_is_encrypted(entry) != 0;
    sealed_ = out.sealed;
    declared_ =
        out.bytes > config::limits::kArchiveUnpackedBytes ? out.bytes : declared_ + out.bytes;
    GDPRD_TRY(check_bounds());
    return std::optional(std::move(out));
}

Result<void> ArchiveReader::read(std::size_t count, std::string& out) {
    out.resize(count);
    std::size_t got = 0;
    while (got < count) {
        GDPRD_TRY(check_bounds());
        const la_ssize_t some =
            archive_read_data(archive_.get(), out.data() + got, std::min(count - got, kBlockBytes));
        if (some < 0) return failure();
        if (some == 0) break;
        got += static_cast<std::size_t>(some);
        given_ += static_cast<std::uint64_t>(some);
    }
    out.resize(got);
    return {};
}

bool begins_as_archive(std::string_view head) noexcept {
    static constexpr std::array<std::string_view, 4> kMarks{"\x1f\x8b",
                                                            "\xfd"
                                                            "7zXZ",
                                                            "\x28\xb5\x2f\xfd",
                                                            "7z\xbc\xaf\x27\x1c"};
    return std::ranges::any_of(kMarks, [&](auto mark) { return head.starts_with(mark); }) ||
           (head.starts_with("BZh") && head.substr(3, 7).ends_with("1AY&SY")) ||
           (head.size() > kTarMarkAt && head.substr(kTarMarkAt).starts_with("ustar"));
}

}  // namespace gdprd::connectors
