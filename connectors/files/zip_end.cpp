#include "connectors/files/zip_end.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "config/limits.hpp"
#include "connectors/files/byte_source.hpp"
#include "connectors/files/zip_file.hpp"

namespace gdprd::connectors {

namespace {

/// How far from the end libarchive looks.
constexpr std::size_t kTailBytes = std::size_t{16} * 1024;
constexpr std::size_t kEndBytes = 22;
constexpr std::size_t kLocatorBytes = 20;
constexpr std::size_t kEnd64Bytes = 56;
constexpr std::string_view kEndMark("PK\5\6", 4);
constexpr std::string_view kLocatorMark("PK\6\7", 4);
constexpr std::string_view kEnd64Mark("PK\6\6", 4);
constexpr std::uint64_t kElsewhere = 0xFFFF'FFFF;  ///< told by ZIP64

std::uint64_t long_number(std::string_view bytes, std::size_t at) {
    return std::uint64_t{zip_number(bytes, at + 4, 4)} << 32U | zip_number(bytes, at, 4);
}

Result<void> check_directory(std::uint64_t members, std::uint64_t bytes) {
    if (members > config::limits::kArchiveMembers)
        return Error(ErrorCode::limit_exceeded, "the archive has too many members",
                     "unpack it by hand");
    if (bytes > config::limits::kArchiveDirectoryBytes)
        return Error(ErrorCode::limit_exceeded,
                     "the archive's list of members is larger than gdprd reads",
                     "unpack it by hand");
    return {};
}

}  // namespace

Result<bool> ends_as_zip(int descriptor) {
    struct stat file{};
    if (::fstat(descriptor, &file) != 0) return Error(ErrorCode::io, "the file cannot be read");
    const auto size = static_cast<std::uint64_t>(std::max<off_t>(file.st_size, 0));
    const std::uint64_t tail_at = size - std::min<std::uint64_t>(size, kTailBytes);
    std::string tail;
    GDPRD_TRY(read_at(descriptor, tail_at, kTailBytes, tail));
    if (tail.size() < kEndBytes) return false;
    const std::size_t at = tail.rfind(kEndMark, tail.size() - kEndBytes);
    if (at == std::string::npos) return false;
    const std::uint64_t bytes = zip_number(tail, at + 12, 4);
    const bool has_long =
        at >= kLocatorBytes && std::string_view(tail).substr(at - kLocatorBytes, 4) == kLocatorMark;
    if (!has_long || bytes != kElsewhere)
        GDPRD_TRY(check_directory(zip_number(tail, at + 10, 2), bytes));
    if (!has_long) return true;
    const std::uint64_t end_at = long_number(tail, at - kLocatorBytes + 8);
    if (end_at > size) return true;  // libarchive takes it for no ZIP64 file
    std::string end;
    GDPRD_TRY(read_at(descriptor, end_at, kEnd64Bytes, end));
    if (end.size() == kEnd64Bytes && end.starts_with(kEnd64Mark))
        GDPRD_TRY(check_directory(long_number(end, 32), long_number(end, 40)));
    return true;
}

}  // namespace gdprd::connectors
