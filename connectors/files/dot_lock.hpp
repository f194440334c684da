#pragma once

#include <chrono>
#include <string>

#include "config/base/files.hpp"
#include "config/base/result.hpp"
#include "connectors/call.hpp"

namespace gdprd::connectors {

/// The lock that programs for mail take beside a mailbox: a file NAME.lock. Removed when the object
/// goes. One that a killed gdprd left is taken over; one of another program never.
class DotLock {
  public:
    /// In the directory `parent`, which must stay open. `unavailable` when others hold it longer
    /// than `patience`.
    static Result<DotLock> take(int parent, const std::string& name,
                                std::chrono::milliseconds patience, const Call& call);
    DotLock(DotLock&& other) noexcept;
    DotLock& operator=(DotLock&&) = delete;
    ~DotLock();

    /// Whether others hold it, or take it within `patience`.
    static Result<bool> is_held(int parent, const std::string& name,
                                std::chrono::milliseconds patience, const Call& call);

  private:
    DotLock(int parent, std::string name, Descriptor file);
    int parent_;
    std::string name_;
    Descriptor file_;
};

/// A lock file where no file is nameless (NFS, FUSE): written as a temporary (file_rules.hpp), then
/// given its name by a link, or by a rename where there are no links, so that none is seen that is
/// not whole; made under its name where there is neither. Not valid, with errno, when it failed.
[[nodiscard]] Descriptor make_lock_from_named_file(int parent, const std::string& name);

}  // namespace gdprd::connectors
