#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "config/base/result.hpp"
#include "connectors/call.hpp"
#include "connectors/files/byte_source.hpp"

namespace gdprd::connectors {

/// One part of a ZIP file, as the central directory tells it.
struct ZipEntry {
    std::string name;
    std::string record;  ///< its bytes in the central directory
    std::uint16_t flags = 0;
    std::uint16_t method = 0;  ///< 0: stored, 8: deflated
    std::uint32_t crc = 0;
    std::uint64_t packed = 0;     ///< bytes in the file
    std::uint64_t size = 0;       ///< bytes of its content
    std::uint64_t header_at = 0;  ///< where its own header begins
    std::uint64_t data_at = 0;
};

/// The parts of a ZIP file (PKWARE's APPNOTE.TXT), read from a descriptor that must stay open. What
/// one reader could take otherwise than another is refused: parts of one name, parts that overlap,
/// headers that contradict the directory. So are sealed parts, ZIP64, and parts that expand
/// suspiciously.
class ZipFile {
  public:
    /// `invalid_argument`: no such file, or a damaged or sealed one; `limit_exceeded`.
    static Result<ZipFile> open(int descriptor, const Call& call);

    [[nodiscard]] const std::vector<ZipEntry>& entries() const noexcept { return entries_; }
    /// Letters of either case are the same, as in OPC; null: there is none.
    [[nodiscard]] const ZipEntry* find(std::string_view name) const;
    /// The content of an entry. Its errors: `invalid_argument` when it is damaged.
    [[nodiscard]] Result<std::unique_ptr<ByteSource>> read(const ZipEntry& entry) const;
    /// All of a small part; `limit_exceeded` above kSheetPartBytes.
    [[nodiscard]] Result<std::string> read_all(const ZipEntry& entry, const Call& call) const;
    [[nodiscard]] int descriptor() const noexcept { return descriptor_; }
    /// The comment at the end of the file.
    [[nodiscard]] const std::string& comment() const noexcept { return comment_; }

  private:
    explicit ZipFile(int descriptor) : descriptor_(descriptor) {}
    struct Directory {
        std::uint64_t at = 0;
        std::uint64_t size = 0;
        std::uint64_t entries = 0;
    };
    Result<Directory> find_directory();
    Result<void> read_directory(const Directory& directory);
    Result<void> check_expansion() const;
    Result<void> check_places(const Directory& directory, const Call& call);

    int descriptor_;
    std::vector<ZipEntry> entries_;                          ///< in the directory's order
    std::map<std::string, std::size_t, std::less<>> names_;  ///< in small letters
    std::string comment_;
};

/// Whether a file's first bytes are those of a ZIP file.
[[nodiscard]] bool begins_as_zip(std::string_view head) noexcept;

/// Little-endian numbers, as all of ZIP has them. The text must be long enough.
[[nodiscard]] std::uint32_t zip_number(std::string_view bytes, std::size_t at, std::size_t size);
void put_zip_number(std::string& bytes, std::size_t at, std::size_t size, std::uint64_t number);

}  // namespace gdprd::connectors
