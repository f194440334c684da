#include "daemon/ctl/files.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <utility>

#include "config/base/files.hpp"

namespace gdprd::daemon::ctl {
namespace {

constexpr std::uint64_t kInputBytesMax = 64U << 20;

Result<std::string> read_stdin() {
    std::string text;
    std::array<char, 65536> buffer{};
    for (;;) {
        const auto count = ::read(STDIN_FILENO, buffer.data(), buffer.size());
        if (count < 0) return Error(ErrorCode::io, "standard input cannot be read");
        if (count == 0) return text;
        text.append(buffer.data(), static_cast<std::size_t>(count));
        if (text.size() > kInputBytesMax)
            return Error(ErrorCode::limit_exceeded, "standard input is longer than 64 MiB");
    }
}

/// Whether it is there and is no plain file: a device, a pipe, a link. It is written to, never
/// replaced: what stands in its place would be gone for every other program.
bool is_special(const std::string& path) {
    struct stat found{};
    return ::lstat(path.c_str(), &found) == 0 && !S_ISREG(found.st_mode);
}

Result<Descriptor> open_special(const std::string& path) {
    Descriptor file(::open(path.c_str(), O_WRONLY | O_TRUNC | O_CLOEXEC | O_NOCTTY));
    if (!file.valid()) return system_error("cannot write to", path, errno);
    return file;
}

Result<void> write_special(const std::string& path, std::string_view bytes) {
    GDPRD_TRY_ASSIGN(const Descriptor file, open_special(path));
    return write_all(file.get(), as_bytes(bytes));
}

}  // namespace

Result<std::string> read_input(const std::string& path) {
    if (path == "-") return read_stdin();
    GDPRD_TRY_ASSIGN(const Bytes bytes, read_file(path, kInputBytesMax));
    return std::string(as_text(bytes));
}

Result<void> write_output(const std::string& path, std::string_view bytes) {
    if (path == "-") return write_all(STDOUT_FILENO, as_bytes(bytes));
    if (is_special(path)) return write_special(path, bytes);
    return write_file_atomically(path, as_bytes(bytes));
}

Result<void> create_output(const std::string& path, std::string_view bytes) {
    if (path == "-") return write_all(STDOUT_FILENO, as_bytes(bytes));
    return create_file_atomically(path, as_bytes(bytes));
}

Result<void> check_absent(const std::string& path) {
    if (path == "-" || ::access(path.c_str(), F_OK) != 0) return {};
    return Error(ErrorCode::conflict, path + " exists already",
                 "give another name, or move away what is there");
}

Result<OutputFile> OutputFile::create(const std::string& path) {
    if (path == "-") return OutputFile({}, Descriptor());
    if (is_special(path)) {
        GDPRD_TRY_ASSIGN(Descriptor special, open_special(path));
        return OutputFile({}, std::move(special));
    }
    const std::string unfinished = path + ".new";
    Descriptor file(
        ::open(unfinished.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!file.valid()) return system_error("cannot create", unfinished, errno);
    return OutputFile(path, std::move(file));
}

OutputFile::OutputFile(std::string path, Descriptor file)
    : path_(std::move(path)), file_(std::move(file)) {}

OutputFile::OutputFile(OutputFile&& other) noexcept
    : path_(std::exchange(other.path_, {})), file_(std::move(other.file_)) {}

OutputFile::~OutputFile() {
    if (!path_.empty()) ::unlink((path_ + ".new").c_str());
}

Result<void> OutputFile::append(std::string_view bytes) {
    return write_all(file_.valid() ? file_.get() : STDOUT_FILENO, as_bytes(bytes));
}

Result<void> OutputFile::finish() {
    if (path_.empty()) return {};
    const std::string unfinished = path_ + ".new";
    if (::fsync(file_.get()) != 0) return system_error("cannot make durable", unfinished, errno);
    if (std::rename(unfinished.c_str(), path_.c_str()) != 0)
        return system_error("cannot replace", path_, errno);
    const std::string path = std::exchange(path_, {});
    return fsync_directory(parent_directory(path));
}

}  // namespace gdprd::daemon::ctl
