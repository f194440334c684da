#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "config/base/bytes.hpp"
#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"
#include "config/base/secret.hpp"

namespace gdprd::audit {

class FileStore;

/// What is the matter with a file that the trail's entries, or copies, can make anew.
struct DerivedFinding {
    enum class Kind : unsigned char {
        behind,  ///< absent or short: gdprd makes it whole by itself
        fault    ///< other bytes than it must have
    };
    std::string file;  ///< relative to the trail's directory
    Kind kind = Kind::fault;
    std::string what;
    bool repaired = false;
};

enum class DerivedMode : unsigned char { look, repair };

struct DerivedOptions {
    std::string dir;                   ///< the trail's directory, or the state directory above it
    std::string vkey;                  ///< empty: DIR/vkey
    std::string last_signed_path;      ///< empty: DIR/last-signed
    const Secret* root_key = nullptr;  ///< null: the search index is not looked into
    DerivedMode mode = DerivedMode::look;
    std::shared_ptr<FileStore> files;  ///< null: the real file system
};

struct DerivedReport {
    std::uint64_t size = 0;         ///< entries
    Hash root{};                    ///< of all of them
    std::uint64_t tree_hashes = 0;  ///< compared
    std::uint64_t checkpoints = 0;  ///< that verify, in the list of all
    std::uint64_t index_files = 0;  ///< opened
    std::vector<DerivedFinding> findings;
    std::vector<std::string> remarks;
};

/// Looks at all that is derived: tree files, the copies of the newest checkpoint, the list of all,
/// and with the root key the search index. In mode `repair` it makes anew what is not as it must
/// be: tree files from the entries, notes from the newest that verifies, damaged records of the
/// list left out, index files from the entries. Entries and keys are never written.
///
/// conflict: a writer works on the trail. corrupt, and nothing is written: the entries are damaged,
/// or fewer or others than a checkpoint says; that is no matter of derived files.
Result<DerivedReport> check_derived(OffLoop off, const DerivedOptions& options);

}  // namespace gdprd::audit
