#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "connectors/files/zip_file.hpp"

namespace gdprd::connectors {

/// Writes a ZIP file anew from another one, entry by entry, in the order of the calls: copied
/// entries keep every byte, changed ones their place, name, time and attributes. What stood between
/// the entries of the old file, where nobody reads, does not come along.
class ZipRewriter {
  public:
    /// Borrows all. `descriptor` is open for writing and empty; -1: all is tried, nothing written.
    ZipRewriter(const ZipFile& old, int descriptor, const Call& call);
    ~ZipRewriter();
    ZipRewriter(const ZipRewriter&) = delete;
    ZipRewriter& operator=(const ZipRewriter&) = delete;

    Result<void> copy(const ZipEntry& entry);
    /// Then write() any number of times, then end().
    Result<void> begin(const ZipEntry& entry);
    Result<void> write(std::string_view content);
    Result<void> end();
    /// The directory. `unsupported` when the file became too large for a ZIP file.
    Result<void> finish();

  private:
    struct Deflater;
    Result<void> put(std::string_view bytes);
    Result<void> deflate(std::string_view content, bool last);
    Result<std::uint64_t> end_of(const ZipEntry& entry) const;
    Result<void> skip(std::uint64_t bytes);
    void note(const ZipEntry& now);

    const ZipFile& old_;
    int descriptor_;
    const Call& call_;
    std::uint64_t at_ = 0;
    std::string directory_;
    std::uint64_t entries_ = 0;
    std::unique_ptr<Deflater> deflater_;
    const ZipEntry* entry_ = nullptr;  ///< that is being written
    ZipEntry now_;                     ///< what it has become
};

}  // namespace gdprd::connectors
