#pragma once

#include <optional>
#include <string>

#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"
#include "config/base/strong.hpp"

namespace gdprd::daemon {

/// Where an export goes on after a restart: a file of two lines, the trail's origin and the index
/// of the first entry that its receiver may not have. A crash leaves the old one or the new one; an
/// old one repeats entries and leaves none out.
class ExportCursor {
  public:
    ExportCursor(std::string path, std::string origin)
        : path_(std::move(path)), origin_(std::move(origin)) {}

    /// none: there is no file yet, or it is of another trail. corrupt: it is damaged.
    Result<std::optional<EntryIndex>> load(OffLoop off) const;
    Result<void> save(OffLoop off, EntryIndex next) const;

  private:
    std::string path_;
    std::string origin_;
};

}  // namespace gdprd::daemon
