#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "config/base/result.hpp"
#include "connectors/call.hpp"

struct archive;

namespace gdprd::connectors {

/// A member of an archive, as its header tells.
struct ArchiveMember {
    enum class Kind : unsigned char { file, link, other };
    std::uint64_t number = 0;  ///< from 1, in the archive's order
    Kind kind = Kind::file;
    std::string name;         ///< UTF-8 where the archive says so, else its bytes; empty: none
    std::uint64_t bytes = 0;  ///< unpacked, as far as the header tells
    bool sealed = false;      ///< by a password
};

/// An archive (zip, tar, 7z; tar also packed by gzip, bzip2, xz or zstd), read from begin to end in
/// bounded memory. Nothing is written anywhere. What unpacks to more than the limits allow ends
/// with `limit_exceeded` while it is unpacked, whatever the headers say; the call can be cancelled
/// at any place.
class ArchiveReader {
  public:
    /// Whether a file that is packed and no archive (people.csv.gz) is taken for one of one member.
    enum class Single : unsigned char { refused, taken };
    /// Borrows the descriptor and the call. Reads at places of its own, wherever the descriptor is.
    static Result<std::unique_ptr<ArchiveReader>> open(int descriptor, Single single,
                                                       const Call& call);
    ~ArchiveReader();
    ArchiveReader(const ArchiveReader&) = delete;
    ArchiveReader& operator=(const ArchiveReader&) = delete;

    /// nullopt at the end. `invalid_argument`: no archive, a damaged one, one that is cut short, or
    /// one whose list of members is sealed, or one behind whose end more follows.
    Result<std::optional<ArchiveMember>> next();
    /// The next bytes of the member in place of what `out` holds: at most `count`, fewer only at
    /// its end. `invalid_argument`: it is damaged or sealed.
    Result<void> read(std::size_t count, std::string& out);

  private:
    struct Input;
    struct Free {
        void operator()(archive* handle) const noexcept;
    };
    ArchiveReader(int descriptor, const Call& call);
    Result<void> begin(Single single);
    [[nodiscard]] Result<void> check_bounds() const;
    [[nodiscard]] Result<void> check_end() const;
    [[nodiscard]] Error failure() const;

    std::unique_ptr<Input> input_;  ///< what libarchive reads from; must outlive the handle
    std::unique_ptr<archive, Free> archive_;
    std::uint64_t members_ = 0;
    std::uint64_t declared_ = 0;  ///< unpacked bytes of the members so far, as their headers tell
    std::uint64_t given_ = 0;     ///< unpacked bytes that were given out
    bool opened_ = false;
    bool sealed_ = false;  ///< the member that is read
};

/// Whether a file's first bytes are those of what ArchiveReader unpacks, ZIP files aside.
[[nodiscard]] bool begins_as_archive(std::string_view head) noexcept;

}  // namespace gdprd::connectors
