#include "daemon/services/zip_form.hpp"

#include <algorithm>
#include <cstdint>

namespace gdprd::daemon {
namespace {

// PKWARE APPNOTE 6.3: fixed parts of the records, and where their fields are.
constexpr std::size_t kLocalBytes = 30;
constexpr std::size_t kCentralBytes = 46;
constexpr std::size_t kEndBytes = 22;
constexpr std::size_t kDescriptorBytes = 16;
constexpr std::uint32_t kLocalSignature = 0x04034b50;
constexpr std::uint32_t kCentralSignature = 0x02014b50;
constexpr std::uint32_t kEndSignature = 0x06054b50;
constexpr std::uint32_t kDescriptorSignature = 0x08074b50;
constexpr std::uint32_t kHasDescriptor = 1U << 3;
constexpr std::uint32_t kMadeOnUnix = 3U << 8;
constexpr std::uint32_t kRegularFileOfOwner = 0100600U << 16;  // as make_zip() sets

Error malformed() {
    return Error(ErrorCode::corrupt, "the zip's headers are not as they were written",
                 "ask the controller for the package again");
}

/// Little-endian fields, zero beyond the end: a length that leads there fits nothing.
class Fields {
  public:
    explicit Fields(BytesView bytes) : bytes_(bytes) {}
    [[nodiscard]] std::uint32_t u16(std::size_t at) const { return number(at, 2); }
    [[nodiscard]] std::uint32_t u32(std::size_t at) const { return number(at, 4); }
    [[nodiscard]] bool same(std::size_t a, std::size_t b, std::size_t count) const {
        if (a + count > bytes_.size() || b + count > bytes_.size()) return false;
        return std::ranges::equal(bytes_.subspan(a, count), bytes_.subspan(b, count));
    }
    [[nodiscard]] std::size_t size() const { return bytes_.size(); }

  private:
    [[nodiscard]] std::uint32_t number(std::size_t at, std::size_t count) const {
        if (at + count > bytes_.size()) return 0;
        std::uint32_t value = 0;
        for (std::size_t i = count; i > 0; --i) value = value << 8 | bytes_[at + i - 1];
        return value;
    }
    BytesView bytes_;
};

/// Checks the central header at `central` and the member at `local` that it speaks of; moves both
/// behind what was checked.
bool check_member(const Fields& zip, std::size_t& central, std::size_t& local) {
    const auto needed = zip.u16(central + 6);
    const auto packed = zip.u32(central + 20);
    const auto unpacked = zip.u32(central + 24);
    const auto name = zip.u16(central + 28);
    const auto extra = zip.u16(central + 30);
    const bool own_part =
        zip.u32(central) == kCentralSignature && zip.u16(central + 4) == (kMadeOnUnix | needed) &&
        zip.u16(central + 32) == 0 &&  // comment
        zip.u32(central + 34) == 0 &&  // disk, internal attributes
        zip.u32(central + 38) == kRegularFileOfOwner && zip.u32(central + 42) == local;
    const bool same_part = zip.u32(local) == kLocalSignature &&
                           zip.same(local + 4, central + 6, 10) &&  // version to date
                           zip.u32(local + 14) == 0 && zip.u32(local + 18) == 0 &&
                           zip.u32(local + 22) == unpacked &&
                           zip.same(local + 26, central + 28, 4) &&  // lengths
                           zip.same(local + kLocalBytes, central + kCentralBytes, name + extra);
    const std::size_t descriptor = local + kLocalBytes + name + extra + packed;
    const bool end_part = (zip.u16(central + 8) & kHasDescriptor) != 0 &&
                          zip.u32(descriptor) == kDescriptorSignature &&
                          zip.same(descriptor + 4, central + 16, 12);  // CRC, sizes
    central += kCentralBytes + name + extra;
    local = descriptor + kDescriptorBytes;
    return own_part && same_part && end_part;
}

}  // namespace

Result<void> check_zip_form(BytesView bytes) {
    const Fields zip(bytes);
    if (zip.size() < kEndBytes) return malformed();
    const std::size_t end = zip.size() - kEndBytes;
    const auto members = zip.u16(end + 10);
    const std::size_t directory = zip.u32(end + 16);
    const bool good_end = zip.u32(end) == kEndSignature && zip.u32(end + 4) == 0 &&
                          zip.u16(end + 8) == members && zip.u32(end + 12) == end - directory &&
                          zip.u16(end + 20) == 0;
    if (!good_end) return malformed();
    std::size_t central = directory;
    std::size_t local = 0;
    for (std::uint32_t i = 0; i < members; ++i)
        if (!check_member(zip, central, local)) return malformed();
    if (central != end || local != directory) return malformed();
    return {};
}

}  // namespace gdprd::daemon
