#include "connectors/files/tree.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>

#include "config/limits.hpp"
#include "connectors/files/file_rules.hpp"

namespace gdprd::connectors {

namespace {

constexpr int kDirectoryFlags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
constexpr std::int64_t kNanoseconds = 1'000'000'000;

std::int64_t nanoseconds(const timespec& time) {
    return time.tv_sec * kNanoseconds + time.tv_nsec;
}

struct CloseDirectory {
    void operator()(DIR* directory) const noexcept { ::closedir(directory); }
};

Error cannot_open(int number) {
    switch (number) {
        case ENOENT:
        case ENOTDIR:
        case ELOOP:  // became a symbolic link
            return {ErrorCode::not_found, "the store has no such file", "scan it again"};
        case EACCES:
        case EPERM:
        case EROFS:
            return {ErrorCode::forbidden, "gdprd's user may not open the file so",
                    "give it the right to read the file, and to erase from it also to write it "
                    "and its directory"};
        default:
            return {ErrorCode::io, "the file cannot be opened"};
    }
}

/// A part of the tree that is not seen must not pass for one that is empty.
Error cannot_list() {
    return {ErrorCode::io, "a directory of the store cannot be read",
            "see the kernel's messages about its file system, and gdprd's limit of open files"};
}

class Walk {
  public:
    Walk(const Call& call, TreeListing& into) : call_(call), out_(into) {}

    Result<void> enter(int parent, const std::string& name, const std::string& prefix,
                       std::size_t depth) {
        if (depth > config::limits::kTreeDepth)
            return Error(ErrorCode::limit_exceeded, "directories of the store are nested too deep");
        const int fd = ::openat(parent, name.c_str(), kDirectoryFlags);
        if (fd < 0) return note_failure(errno, prefix);
        const std::unique_ptr<DIR, CloseDirectory> directory(::fdopendir(fd));
        if (directory == nullptr) {
            ::close(fd);
            return cannot_list();
        }
        for (;;) {
            GDPRD_TRY(call_.check());
            errno = 0;
            // NOLINTNEXTLINE(concurrency-mt-unsafe): the stream is this call's own
            const dirent* entry = ::readdir(directory.get());
            if (entry == nullptr && errno != 0) return cannot_list();
            if (entry == nullptr) return {};
            GDPRD_TRY(look_at(fd, entry->d_name, prefix, depth));
        }
    }

  private:
    /// What is gone, or became something else, meanwhile is no failure.
    Result<void> note_failure(int number, const std::string& directory) {
        if (number == ENOENT || number == ENOTDIR || number == ELOOP) return {};
        if (number != EACCES && number != EPERM) return cannot_list();
        if (std::ranges::find(out_.closed, directory) == out_.closed.end())
            out_.closed.push_back(directory);
        return {};
    }

    Result<void> look_at(int directory, const std::string& name, const std::string& prefix,
                         std::size_t depth) {
        if (name == "." || name == "..") return {};
        struct stat file{};
        if (::fstatat(directory, name.c_str(), &file, AT_SYMLINK_NOFOLLOW) != 0)
            return note_failure(errno, prefix);  // its names may be read, and nothing more
        const std::string path = prefix.empty() ? name : prefix + "/" + name;
        if (S_ISDIR(file.st_mode)) return enter(directory, name, path, depth + 1);
        if (S_ISLNK(file.st_mode)) {
            ++out_.links;
        } else if (!S_ISREG(file.st_mode)) {
            ++out_.special;
        } else if (out_.files.size() >= config::limits::kTreeFiles) {
            return Error(ErrorCode::limit_exceeded, "the store's directory holds too many files",
                         "make stores of its subdirectories");
        } else {
            out_.files.push_back({path, version_of(file), file.st_nlink});
        }
        return {};
    }

    const Call& call_;
    TreeListing& out_;
};

}  // namespace

FileVersion version_of(const struct stat& file) noexcept {
    return {file.st_dev, file.st_ino, static_cast<std::uint64_t>(file.st_size),
            nanoseconds(file.st_mtim), nanoseconds(file.st_ctim)};
}

Result<struct stat> status_of(int descriptor) {
    struct stat file{};
    if (::fstat(descriptor, &file) != 0)
        return Error(ErrorCode::io, "the state of a file cannot be read");
    return file;
}

Result<FileTree> FileTree::open(const std::string& root) {
    Descriptor fd(::open(root.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!fd.valid())
        return Error(ErrorCode::unavailable, "the directory cannot be reached",
                     "see that the store's path is a directory and that gdprd's user may read it");
    return FileTree(std::move(fd));
}

Result<TreeListing> FileTree::list(const Call& call) const {
    TreeListing out;
    GDPRD_TRY(Walk(call, out).enter(root_.get(), ".", "", 1));
    if (!out.closed.empty() && out.closed.front().empty())
        return Error(ErrorCode::forbidden, "the directory may not be read");
    std::ranges::sort(out.files, {}, &TreeFile::path);
    return out;
}

Result<Descriptor> FileTree::open_parent(const std::string& path) const {
    Descriptor at(::openat(root_.get(), ".", kDirectoryFlags));
    for (std::size_t begin = 0;;) {
        if (!at.valid()) return cannot_open(errno);
        const std::size_t slash = path.find('/', begin);
        if (slash == std::string::npos) return at;
        const std::string part = path.substr(begin, slash - begin);
        if (part.empty() || part == "." || part == "..") return cannot_open(ENOENT);
        at = Descriptor(::openat(at.get(), part.c_str(), kDirectoryFlags));
        begin = slash + 1;
    }
}

Result<Descriptor> FileTree::open_file(const std::string& path, int flags) const {
    GDPRD_TRY_ASSIGN(const Descriptor parent, open_parent(path));
    const std::string name(name_in(path));
    if (name.empty() || name == "." || name == ".." || name.find('\0') != std::string::npos)
        return cannot_open(ENOENT);
    // not blocking: it may have become a pipe
    Descriptor fd(
        ::openat(parent.get(), name.c_str(), flags | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK));
    if (!fd.valid()) return cannot_open(errno);
    GDPRD_TRY_ASSIGN(const struct stat file, status_of(fd.get()));
    if (!S_ISREG(file.st_mode)) return cannot_open(ENOENT);
    return fd;
}

}  // namespace gdprd::connectors
