#include "connectors/files/seven_zip_header.hpp"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "config/limits.hpp"
#include "connectors/files/byte_source.hpp"

namespace gdprd::connectors {

namespace {

constexpr std::string_view kMark("7z\xbc\xaf\x27\x1c");
constexpr std::size_t kStartBytes = 32;
/// Of the description of a packed header; programs write some fifty bytes.
constexpr std::size_t kDescriptionBytes = 4096;
constexpr std::uint64_t kMostStreams = 4;
constexpr std::uint64_t kMostCoders = 4;

/// Property numbers of 7zFormat.txt.
constexpr unsigned char kEnd = 0x00;
constexpr unsigned char kPackInfo = 0x06;
constexpr unsigned char kUnpackInfo = 0x07;
constexpr unsigned char kSize = 0x09;
constexpr unsigned char kFolder = 0x0B;
constexpr unsigned char kCodersUnpackSize = 0x0C;
constexpr unsigned char kEncodedHeader = 0x17;

Error damaged() {
    return {ErrorCode::invalid_argument, "the archive is damaged or cut short",
            "take another copy of it, or unpack what is left of it by hand"};
}

Error too_large() {
    return {ErrorCode::limit_exceeded, "the archive's list of members is larger than gdprd reads",
            "unpack it by hand"};
}

std::uint64_t little_endian(std::string_view bytes) {
    std::uint64_t out = 0;
    for (std::size_t i = bytes.size(); i > 0; --i)
        out = out << 8U | static_cast<unsigned char>(bytes[i - 1]);
    return out;
}

/// Takes the parts of a header one by one; after the first that is not there, or too large for one,
/// it has none.
class HeaderParts {
  public:
    explicit HeaderParts(std::string_view bytes) : left_(bytes) {}

    [[nodiscard]] bool good() const noexcept { return good_; }
    unsigned char byte() {
        const std::string_view one = bytes(1);
        return one.empty() ? 0 : static_cast<unsigned char>(one.front());
    }
    void expect(unsigned char wanted) { good_ = byte() == wanted && good_; }
    std::string_view bytes(std::uint64_t count) {
        good_ = good_ && count <= left_.size();
        if (!good_) return {};
        const std::string_view out = left_.substr(0, count);
        left_.remove_prefix(count);
        return out;
    }
    /// The ones that the first byte begins with say how many bytes follow; its other bits are the
    /// highest of the number.
    std::uint64_t number() {
        const unsigned first = byte();
        unsigned more = 0;
        while (more < 8 && (first & (0x80U >> more)) != 0) ++more;
        const std::uint64_t low = little_endian(bytes(more));
        if (more >= 7) return low;
        return low | std::uint64_t{first & (0x7FU >> more)} << (8 * more);
    }
    std::uint64_t number_up_to(std::uint64_t most) {
        const std::uint64_t out = number();
        good_ = good_ && out <= most;
        return good_ ? out : 0;
    }

  private:
    std::string_view left_;
    bool good_ = true;
};

struct Streams {
    std::uint64_t in = 0;
    std::uint64_t out = 0;
};

Streams coders_streams(HeaderParts& parts) {
    constexpr unsigned kIdBytes = 0x0F;
    constexpr unsigned kHasStreams = 0x10;
    constexpr unsigned kHasProperties = 0x20;
    Streams out;
    const std::uint64_t coders = parts.number_up_to(kMostCoders);
    for (std::uint64_t i = 0; i < coders; ++i) {
        const unsigned flags = parts.byte();
        (void)parts.bytes(flags & kIdBytes);
        const bool has_streams = (flags & kHasStreams) != 0;
        out.in += has_streams ? parts.number_up_to(kMostStreams) : 1;
        out.out += has_streams ? parts.number_up_to(kMostStreams) : 1;
        if ((flags & kHasProperties) != 0) (void)parts.bytes(parts.number());
    }
    return out;
}

/// The largest that any step of unpacking a packed header gives; nullopt: not as programs write it.
std::optional<std::uint64_t> unpacked_bytes(std::string_view description) {
    HeaderParts parts(description);
    parts.expect(kEncodedHeader);
    parts.expect(kPackInfo);
    (void)parts.number();  // where it stands
    const std::uint64_t packed = parts.number_up_to(kMostStreams);
    parts.expect(kSize);
    for (std::uint64_t i = 0; i < packed; ++i) (void)parts.number();
    parts.expect(kEnd);
    parts.expect(kUnpackInfo);
    parts.expect(kFolder);
    parts.expect(1);  // folder
    parts.expect(0);  // which stands here, not elsewhere
    const Streams streams = coders_streams(parts);
    if (streams.in == 0 || streams.out == 0 || streams.in + 1 < streams.out) return std::nullopt;
    const std::uint64_t bound = streams.out - 1;
    for (std::uint64_t i = 0; i < 2 * bound; ++i) (void)parts.number();
    const std::uint64_t free = streams.in - bound;
    for (std::uint64_t i = 0; free > 1 && i < free; ++i) (void)parts.number();
    parts.expect(kCodersUnpackSize);
    std::uint64_t largest = 0;
    for (std::uint64_t i = 0; i < streams.out; ++i) largest = std::max(largest, parts.number());
    if (!parts.good()) return std::nullopt;
    return largest;
}

}  // namespace

Result<bool> begins_as_seven_zip(int descriptor) {
    std::string start;
    GDPRD_TRY(read_at(descriptor, 0, kStartBytes, start));
    if (!start.starts_with(kMark)) return false;
    if (start.size() < kStartBytes) return damaged();
    const std::string_view numbers(start);
    const std::uint64_t offset = little_endian(numbers.substr(12, 8));
    const std::uint64_t size = little_endian(numbers.substr(20, 8));
    if (size > config::limits::kSevenZipHeaderBytes) return too_large();
    if (offset > INT64_MAX - kStartBytes) return damaged();
    std::string header;
    const std::uint64_t wanted = std::min<std::uint64_t>(size, kDescriptionBytes);
    GDPRD_TRY(read_at(descriptor, kStartBytes + offset, wanted, header));
    if (header.size() < wanted) return damaged();
    if (header.empty() || header.front() != char{kEncodedHeader}) return true;
    const auto unpacked = unpacked_bytes(header);
    if (!unpacked) return damaged();
    if (*unpacked > config::limits::kSevenZipHeaderBytes) return too_large();
    return true;
}

}  // namespace gdprd::connectors
