#include "daemon/services/tar.hpp"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "config/base/files.hpp"
#include "config/base/utf8.hpp"
#include "daemon/services/path_in.hpp"

namespace gdprd::daemon {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kChunkBytes = 1U << 18;
constexpr std::size_t kFilesMax = 1'000'000;
constexpr int kDepthMax = 8;

using Reader = std::unique_ptr<archive, decltype(&archive_read_free)>;
using Writer = std::unique_ptr<archive, decltype(&archive_write_free)>;

Error stopped() {
    return Error(ErrorCode::cancelled, "it was stopped");
}

Error failed_on(archive* with, const std::string& path) {
    const int number = archive_errno(with);
    if (number == ENOSPC || number == EDQUOT)
        return Error(ErrorCode::unavailable, "cannot write " + path + ": no space left",
                     "make room there");
    return Error(ErrorCode::io, "cannot write " + path);
}

Error damaged(const std::string& path) {
    return Error(ErrorCode::corrupt, path + " is no whole tar file",
                 "take another copy of the backup");
}

/// Names of the regular files below `dir`, relative, sorted.
Result<std::vector<std::string>> files_below(const std::string& dir) {
    std::vector<std::string> out;
    std::error_code failed;
    for (fs::recursive_directory_iterator at(dir, failed), end; !failed && at != end;
         at.increment(failed)) {
        if (at->is_regular_file(failed))
            out.push_back(fs::path(at->path()).lexically_relative(dir).string());
    }
    if (failed) return Error(ErrorCode::io, "cannot list " + dir);
    std::sort(out.begin(), out.end());
    return out;
}

Result<void> add_file(archive* writer, const std::string& from, const std::string& name,
                      const std::string& to, const GoOn& go_on) {
    const Descriptor file(::open(from.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file.valid()) return system_error("cannot open", from, errno);
    const auto size = ::lseek(file.get(), 0, SEEK_END);
    const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry(archive_entry_new(),
                                                                              &archive_entry_free);
    archive_entry_set_pathname(entry.get(), name.c_str());
    archive_entry_set_size(entry.get(), size);
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0600);
    if (archive_write_header(writer, entry.get()) != ARCHIVE_OK) return failed_on(writer, to);
    Bytes chunk(kChunkBytes);
    for (off_t at = 0; at < size;) {
        const ssize_t got = ::pread(file.get(), chunk.data(), chunk.size(), at);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return system_error("cannot read", from, errno);
        if (archive_write_data(writer, chunk.data(), static_cast<std::size_t>(got)) != got)
            return failed_on(writer, to);
        at += got;
        if (go_on && !go_on()) return stopped();
    }
    return {};
}

Result<void> write_tar(int fd, const std::string& dir, const std::string& prefix,
                       const std::string& path, const GoOn& go_on) {
    const Writer writer(archive_write_new(), &archive_write_free);
    if (archive_write_set_format_pax_restricted(writer.get()) != ARCHIVE_OK ||
        archive_write_add_filter_zstd(writer.get()) != ARCHIVE_OK)
        return Error(ErrorCode::unsupported, "this libarchive writes no tar under zstd");
    // What is sealed does not shrink: only the padding of frames does, at any level.
    archive_write_set_filter_option(writer.get(), "zstd", "compression-level", "1");
    if (archive_write_open_fd(writer.get(), fd) != ARCHIVE_OK) return failed_on(writer.get(), path);
    GDPRD_TRY_ASSIGN(const auto names, files_below(dir));
    for (const std::string& name : names)
        GDPRD_TRY(add_file(writer.get(), path_in(dir, name), path_in(prefix, name), path, go_on));
    if (archive_write_close(writer.get()) != ARCHIVE_OK) return failed_on(writer.get(), path);
    return {};
}

/// Without its first directory; none: it leads out, or is nothing that a backup has.
std::optional<std::string> inner_name(archive_entry* entry) {
    const char* const raw = archive_entry_pathname(entry);
    if (raw == nullptr || *raw == '/') return std::nullopt;
    const fs::path path(raw);
    fs::path out;
    int depth = 0;
    for (const auto& part : path) {
        if (part == "." || part == ".." || ++depth > kDepthMax) return std::nullopt;
        if (depth > 1) out /= part;
    }
    return out.string();
}

/// Calls `action` for each file, with its name.
Result<void> each_file(const std::string& path, const GoOn& go_on,
                       const std::function<Result<void>(archive*, const std::string&)>& action) {
    const Reader reader(archive_read_new(), &archive_read_free);
    archive_read_support_format_tar(reader.get());
    archive_read_support_filter_zstd(reader.get());
    if (archive_read_open_filename(reader.get(), path.c_str(), kChunkBytes) != ARCHIVE_OK)
        return damaged(path);
    for (std::size_t count = 0;; ++count) {
        archive_entry* entry = nullptr;
        const int status = archive_read_next_header(reader.get(), &entry);
        // An empty one is no backup: libarchive takes any short file for that.
        if (status == ARCHIVE_EOF && count > 0) return {};
        if (status != ARCHIVE_OK) return damaged(path);
        if (count == kFilesMax)
            return Error(ErrorCode::limit_exceeded, path + " has too many files");
        if (go_on && !go_on()) return stopped();
        const auto type = archive_entry_filetype(entry);
        const auto name = inner_name(entry);
        if (!name || (type != AE_IFREG && type != AE_IFDIR) ||
            archive_entry_hardlink(entry) != nullptr)
            return Error(ErrorCode::refused, path + " holds a name that no backup has",
                         "give a file that gdprctl backup create made");
        if (type == AE_IFREG && !name->empty()) GDPRD_TRY(action(reader.get(), *name));
    }
}

/// The next bytes of the file that is read; empty at its end.
Result<BytesView> next_bytes(archive* reader, Bytes& buffer, const std::string& path) {
    const auto got = archive_read_data(reader, buffer.data(), buffer.size());
    if (got < 0) return damaged(path);
    return BytesView(buffer).first(static_cast<std::size_t>(got));
}

}  // namespace

Result<void> pack_tar(OffLoop /*off*/, const std::string& dir, const std::string& prefix,
                      const std::string& path, const GoOn& go_on) {
    const Descriptor file(
        ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!file.valid()) return system_error("cannot create", path, errno);
    auto written = write_tar(file.get(), dir, prefix, path, go_on);
    if (written && ::fsync(file.get()) != 0)
        written = system_error("cannot make durable", path, errno);
    if (!written) ::unlink(path.c_str());
    return written;
}

Result<void> compare_tar(OffLoop /*off*/, const std::string& path, const std::string& dir,
                         const GoOn& go_on) {
    GDPRD_TRY_ASSIGN(const auto names, files_below(dir));
    std::set<std::string> left(names.begin(), names.end());
    Bytes packed(kChunkBytes);
    Bytes there(kChunkBytes);
    const auto differs = [&](const std::string& name) {
        return Error(ErrorCode::corrupt, path + " does not hold what was packed: " + name,
                     "look at the disk, and make the backup again");
    };
    GDPRD_TRY(each_file(path, go_on, [&](archive* reader, const std::string& name) -> Result<void> {
        if (left.erase(name) == 0) return differs(printable(name));
        const Descriptor file(::open(path_in(dir, name).c_str(), O_RDONLY | O_CLOEXEC));
        if (!file.valid()) return system_error("cannot open", path_in(dir, name), errno);
        for (off_t at = 0;;) {
            GDPRD_TRY_ASSIGN(const BytesView bytes, next_bytes(reader, packed, path));
            const ssize_t got =
                ::pread(file.get(), there.data(), std::max<std::size_t>(bytes.size(), 1), at);
            if (got != static_cast<ssize_t>(bytes.size()) ||
                !std::equal(bytes.begin(), bytes.end(), there.begin()))
                return differs(name);
            if (bytes.empty()) return {};
            at += got;
            if (go_on && !go_on()) return stopped();
        }
    }));
    if (!left.empty()) return differs(*left.begin());
    return {};
}

Result<void> unpack_tar(OffLoop /*off*/, const std::string& path, const std::string& to,
                        const GoOn& go_on) {
    Bytes buffer(kChunkBytes);
    return each_file(path, go_on, [&](archive* reader, const std::string& name) -> Result<void> {
        const std::string out = path_in(to, name);
        GDPRD_TRY(make_directories(parent_directory(out)));
        const Descriptor file(
            ::open(out.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600));
        if (!file.valid()) return system_error("cannot create", out, errno);
        for (;;) {
            GDPRD_TRY_ASSIGN(const BytesView bytes, next_bytes(reader, buffer, path));
            if (bytes.empty()) return {};
            GDPRD_TRY(write_all(file.get(), bytes));
            if (go_on && !go_on()) return stopped();
        }
    });
}

}  // namespace gdprd::daemon
