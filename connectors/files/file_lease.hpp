#pragma once

#include <chrono>

#include "config/base/result.hpp"
#include "connectors/call.hpp"

namespace gdprd::connectors {

/// That nobody else has a file open (a lease of fcntl(2)): who has it open, or waits with it open
/// for our locks, would write into the old one once it is replaced. Ends when the object goes.
class FileLease {
  public:
    /// On an open file. Waits at most `patience` for others to close it, then `unavailable`. Where
    /// the system gives none (other owner, NFS, SMB, FUSE) it is one that says nothing.
    static Result<FileLease> take(int descriptor, std::chrono::milliseconds patience,
                                  const Call& call);
    FileLease(FileLease&& other) noexcept;
    FileLease& operator=(FileLease&&) = delete;
    ~FileLease();

    /// Nobody has begun to open the file since; true where there is no lease.
    [[nodiscard]] bool is_undisturbed() const noexcept;

  private:
    explicit FileLease(int descriptor) : descriptor_(descriptor) {}
    int descriptor_;  ///< borrowed; -1: none
};

}  // namespace gdprd::connectors
