#pragma once

#include <optional>
#include <string>

#include "config/base/bytes.hpp"
#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"
#include "config/base/secret.hpp"
#include "config/base/strong.hpp"

namespace gdprd::daemon {

/// Where an export goes on after a restart: a file of three lines, the trail's origin, the index of
/// the first entry that its receiver may not have, and an HMAC of both and of the export's name. A
/// crash leaves the old one or the new one; an old one repeats entries and leaves none out.
class ExportCursor {
  public:
    /// DIR/NAME; the HMAC is under a key from `root_key`.
    ExportCursor(const std::string& dir, std::string name, std::string origin,
                 const Secret& root_key);

    struct Kept {
        EntryIndex next;
        bool sealed = false;  ///< has its HMAC; false: an earlier version wrote it, or somebody
    };
    /// none: there is no file, or it is of another trail. corrupt: it is damaged, or somebody
    /// altered it.
    Result<std::optional<Kept>> load(OffLoop off) const;
    Result<void> save(OffLoop off, EntryIndex next) const;

  private:
    [[nodiscard]] Hash mac(EntryIndex next) const;

    std::string path_;
    std::string name_;
    std::string origin_;
    Secret key_;
};

}  // namespace gdprd::daemon
