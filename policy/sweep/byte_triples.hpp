#pragma once

#include <bitset>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace gdprd::policy::sweep {

/// A set of three bytes each, in 2 to the power of kBits bits: says no for sure, and yes for few
/// that are not in it.
template <unsigned kBits>
class ByteTriples {
  public:
    void add(std::string_view three) noexcept { bits_.set(slot(&three[0])); }
    /// `three` points at three bytes at least.
    [[nodiscard]] bool may_have(const char* three) const noexcept { return bits_[slot(three)]; }

  private:
    static std::size_t slot(const char* three) noexcept {
        const auto byte = [three](std::size_t i) {
            return std::uint32_t{static_cast<unsigned char>(three[i])};
        };
        return (byte(0) | byte(1) << 8U | byte(2) << 16U) * 0x9E3779B1U >> (32U - kBits);
    }
    std::bitset<std::size_t{1} << kBits> bits_;
};

}  // namespace gdprd::policy::sweep
