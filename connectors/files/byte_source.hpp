#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "config/base/result.hpp"

namespace gdprd::connectors {

/// Bytes that are read once, from begin to end.
class ByteSource {
  public:
    virtual ~ByteSource() = default;
    /// The next bytes in place of what `out` holds: at most `count`, none only at the end.
    virtual Result<void> read(std::size_t count, std::string& out) = 0;
};

/// A file's bytes from `offset` on. Borrows the descriptor, which must be open for reading.
class FileSource final : public ByteSource {
  public:
    FileSource(int descriptor, std::uint64_t offset) : descriptor_(descriptor), at_(offset) {}
    Result<void> read(std::size_t count, std::string& out) override;

  private:
    int descriptor_;
    std::uint64_t at_;
};

/// Reads `count` bytes from `offset` into `out` (cut at the file's end); `io` when it cannot.
Result<void> read_at(int descriptor, std::uint64_t offset, std::size_t count, std::string& out);

}  // namespace gdprd::connectors
