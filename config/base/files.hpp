#pragma once

#include <sys/types.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "config/base/bytes.hpp"
#include "config/base/result.hpp"

namespace gdprd {

/// A file descriptor, closed when it dies.
class Descriptor {
  public:
    Descriptor() = default;
    explicit Descriptor(int fd) noexcept : fd_(fd) {}
    ~Descriptor();
    Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(fd_, other.fd_);
        return *this;
    }
    [[nodiscard]] int get() const noexcept { return fd_; }
    [[nodiscard]] bool valid() const noexcept { return fd_ >= 0; }

  private:
    int fd_ = -1;
};

/// Durable file work for the trail and the state. All of it blocks. Errors name the path and the
/// system's reason: not_found, conflict (exists), forbidden (permissions), io (everything else).

/// The whole file; limit_exceeded when it is longer than `bytes_max`.
Result<Bytes> read_file(const std::string& path, std::uint64_t bytes_max);
/// Writes `path`.new, fsyncs, renames it over `path`, fsyncs the directory: after a crash the file
/// has the old bytes or the new ones. A `.new` left by a crash is replaced by the next call. One
/// writer of a path at a time.
Result<void> write_file_atomically(const std::string& path, BytesView bytes, mode_t mode = 0600);
/// The same, but a file that exists already is a conflict and stays as it is.
Result<void> create_file_atomically(const std::string& path, BytesView bytes, mode_t mode = 0600);
/// All of `bytes` at the descriptor's position, through short writes and signals.
Result<void> write_all(int fd, BytesView bytes);
/// Makes what was created, renamed or removed in the directory survive a crash.
Result<void> fsync_directory(const std::string& path);
/// Makes the directory and its missing parents, each with `mode` whatever the umask, durably. One
/// that exists keeps its mode; something else at the path is a conflict.
Result<void> make_directories(const std::string& path, mode_t mode = 0700);
/// Swaps the names of two files or directories of one file system, in one step and durably: after a
/// crash both names are as before, or both are swapped. unsupported where the file system cannot.
Result<void> exchange_names(const std::string& one, const std::string& other);
/// Removes a file durably; that it is absent already is no failure.
Result<void> remove_file(const std::string& path);
/// "a/b/c" → "a/b", "c" → ".", "/c" → "/".
[[nodiscard]] std::string parent_directory(const std::string& path);

/// The error for a failed system call on `path`; `number` is its errno.
[[nodiscard]] Error system_error(std::string_view what, const std::string& path, int number);

}  // namespace gdprd
