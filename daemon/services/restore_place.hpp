#pragma once

#include <string>
#include <vector>

#include "audit/file_store.hpp"
#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"

namespace gdprd::daemon {

/// STATE/restore.unfinished: where a backup is restored before its files get their names. Gone
/// when this dies. Holds the lock of STATE: no gdprd works on it.
class RestorePlace {
  public:
    /// What a restore that was killed left is taken away. conflict: something else is in `state`,
    /// or somebody works on it.
    static Result<RestorePlace> make(OffLoop off, const std::string& state);
    RestorePlace(RestorePlace&& other) noexcept;
    RestorePlace& operator=(RestorePlace&&) = delete;
    ~RestorePlace();

    [[nodiscard]] const std::string& path() const noexcept { return path_; }
    /// Gives everything in it its name in STATE, trail/ last; durable when it returns.
    Result<void> give_names(OffLoop off) const;

  private:
    RestorePlace(std::string state, std::string path, audit::FileLock lock);
    std::string state_;
    std::string path_;
    audit::FileLock lock_;
};

/// To be asked before anything is opened or made in `state`: refused, while a restore into it was
/// not finished. Takes away what is left of one that was killed after its last step.
Result<void> check_restored(OffLoop off, const std::string& state);

}  // namespace gdprd::daemon
