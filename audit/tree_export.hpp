#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "audit/file_store.hpp"
#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"

namespace gdprd::audit {

struct ExportOptions {
    std::string dir;   ///< the trail's directory, or the state directory that has it as trail/
    std::string to;    ///< made, or an earlier export of the same trail
    std::string vkey;  ///< empty: the trail's own file vkey
    std::function<void(std::uint64_t done, std::uint64_t expected)> progress;  ///< may be empty
    std::shared_ptr<FileStore> files;  ///< null: the real file system
};

struct ExportReport {
    std::uint64_t size = 0;             ///< entries in the export now
    std::uint64_t added = 0;            ///< of these, by this run
    std::uint64_t payloads = 0;         ///< written
    std::uint64_t payloads_erased = 0;  ///< left out or taken out under a redact entry
};

/// Brings DIR to the trail's latest checkpoint in the C2SP tlog-tiles layout, with the stored
/// payloads beside (man gdprd-trail.5, "Export"). Takes no lock, needs no key, and may run while
/// the writer does. Only what is new is written; the checkpoint comes last, so that a crash before
/// leaves the earlier export, and the next run goes on. A payload that a redact entry names is
/// taken out of what was exported before.
/// not_found: no trail; corrupt: the trail or the export does not lead to its checkpoint;
/// conflict: the directory is something else, or the export is ahead of the trail.
Result<ExportReport> export_tree(OffLoop off, const ExportOptions& options);

}  // namespace gdprd::audit
