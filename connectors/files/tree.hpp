#pragma once

#include <sys/stat.h>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "config/base/files.hpp"
#include "config/base/result.hpp"
#include "connectors/call.hpp"

namespace gdprd::connectors {

/// Which version of which file: what tells that it changed.
struct FileVersion {
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    std::uint64_t size = 0;
    std::int64_t modified_ns = 0;
    std::int64_t changed_ns = 0;
    friend bool operator==(const FileVersion&, const FileVersion&) = default;
};
[[nodiscard]] FileVersion version_of(const struct stat& file) noexcept;

/// A regular file of the tree.
struct TreeFile {
    std::string path;  ///< from the tree's root, parts joined by '/'
    FileVersion version;
    std::uint64_t names = 1;  ///< hard links
};

/// What a walk came past.
struct TreeListing {
    std::vector<TreeFile> files;      ///< in byte order of their paths
    std::uint64_t links = 0;          ///< symbolic links: never followed
    std::uint64_t special = 0;        ///< sockets, pipes, devices: never opened
    std::vector<std::string> closed;  ///< directories that may not be read
};

/// The directory of a store. Nothing outside it is ever opened: no symbolic link below the root is
/// followed.
class FileTree {
  public:
    /// `unavailable` when there is no such directory.
    static Result<FileTree> open(const std::string& root);

    /// `limit_exceeded` with more files than kTreeFiles.
    [[nodiscard]] Result<TreeListing> list(const Call& call) const;
    /// The directory that a file is in, open for *at calls.
    [[nodiscard]] Result<Descriptor> open_parent(const std::string& path) const;
    /// A regular file, with `flags` of open(2). `not_found` when it is gone; `forbidden`.
    [[nodiscard]] Result<Descriptor> open_file(const std::string& path, int flags) const;
    [[nodiscard]] int descriptor() const noexcept { return root_.get(); }

  private:
    explicit FileTree(Descriptor root) : root_(std::move(root)) {}
    Descriptor root_;
};

/// A descriptor's file; `io` when the system does not tell.
Result<struct stat> status_of(int descriptor);

}  // namespace gdprd::connectors
