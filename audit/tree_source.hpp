#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "audit/file_store.hpp"
#include "audit/verifier.hpp"

namespace gdprd::audit {

/// Where the files of an exported or served tree come from: a directory, a web server.
class TreeSource {
  public:
    virtual ~TreeSource() = default;
    /// `path` is relative: "checkpoint", "tile/0/000.p/7". not_found; forbidden and unauthenticated
    /// from a server; limit_exceeded above `bytes_max`; corrupt, with where, for what can be no
    /// such file. Blocks.
    virtual Result<Bytes> get(const std::string& path, std::uint64_t bytes_max) = 0;
};

class DirectorySource final : public TreeSource {
  public:
    DirectorySource(std::shared_ptr<FileStore> files, std::string dir)
        : files_(std::move(files)), dir_(std::move(dir)) {}
    Result<Bytes> get(const std::string& path, std::uint64_t bytes_max) override;

  private:
    std::shared_ptr<FileStore> files_;
    std::string dir_;
};

/// Whether the directory is an export: tiles and no segments.
[[nodiscard]] bool is_export(FileStore& files, const std::string& dir);

/// verify_trail() for a tree in the C2SP tlog-tiles layout with payloads beside (man
/// gdprd-trail.5, "Export"), by the verifier key alone. Faults name the path, the offset in it, and
/// the index. `frames` of the report counts bundles. Of `options`, dir, files, root_key, threads
/// and resume_path are not looked at. The Result fails only when the source cannot be reached.
Result<VerifyReport> verify_tree(OffLoop off, TreeSource& source, const VerifyOptions& options);

}  // namespace gdprd::audit
