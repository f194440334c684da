#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace gdprd::policy::sweep {

/// What an identifier is to people: one word for all national numbers.
enum class Kind : unsigned char {
    email,
    phone,
    bank_account,
    card,
    national_number,
    vat_number,
    ip_address,
    device,
    location,
    birth_date,
    plate,
    name,     ///< of a person, in a letter's form
    address,  ///< postal
    street,   ///< or a code and a town: part of an address
};
inline constexpr std::size_t kKinds = 14;

/// "e-mail addresses": for sentences.
[[nodiscard]] std::string_view plural(Kind kind) noexcept;

/// One form of identifier that values and texts are swept for.
struct Detector {
    std::string_view name;  ///< an identifier type where there is one: "email", "fr.nir"
    Kind kind;
    /// RE2 and Rust syntax, ASCII, of the whole identifier. Letters stand in it only as the classes
    /// A-F, G-Z (A-Z) and their lower-case forms, digits only as \d or 0: a match depends on the
    /// shape of a value alone (shape.hpp), which is looked up instead of matched again.
    std::string_view pattern;  ///< empty for what only a longer text holds: names, addresses
    /// Share of random values of the pattern that pass the validator, at most.
    double random_accept;
    /// Whether a hit inside a text counts without a word beside it that says what it is.
    bool alone;
};

inline constexpr std::size_t kDetectors = 62;
inline constexpr std::size_t kPatterned = 55;  ///< those with a pattern, which come first
inline constexpr std::size_t kEmail = 0;       ///< the one that a lone byte, '@', announces
inline constexpr std::size_t kNameGreeting = kPatterned;
inline constexpr std::size_t kNameSignature = kPatterned + 1;
inline constexpr std::size_t kNameIntroduced = kPatterned + 2;
inline constexpr std::size_t kNameAddressed = kPatterned + 3;
inline constexpr std::size_t kAddress = kPatterned + 4;
inline constexpr std::size_t kAddressStreet = kPatterned + 5;
inline constexpr std::size_t kAddressTown = kPatterned + 6;

/// All detectors; a detector's place is its bit in a DetectorSet.
[[nodiscard]] std::span<const Detector, kDetectors> detectors() noexcept;

/// Place of the detector of this name; there must be one.
[[nodiscard]] std::size_t place_of(std::string_view name) noexcept;

class DetectorSet {
  public:
    constexpr DetectorSet() noexcept = default;
    constexpr explicit DetectorSet(std::uint64_t bits) noexcept : bits_(bits) {}
    constexpr void add(std::size_t place) noexcept { bits_ |= std::uint64_t{1} << place; }
    [[nodiscard]] constexpr bool has(std::size_t place) const noexcept {
        return (bits_ >> place & 1U) != 0;
    }
    [[nodiscard]] constexpr bool empty() const noexcept { return bits_ == 0; }
    [[nodiscard]] constexpr std::uint64_t bits() const noexcept { return bits_; }
    constexpr DetectorSet& operator|=(DetectorSet other) noexcept {
        bits_ |= other.bits_;
        return *this;
    }
    friend constexpr bool operator==(DetectorSet, DetectorSet) noexcept = default;

    /// Calls `visit(place)` for each detector in the set, in order.
    template <class Visit>
    constexpr void each(Visit visit) const {
        for (std::uint64_t left = bits_; left != 0; left &= left - 1)
            visit(static_cast<std::size_t>(std::countr_zero(left)));
    }

  private:
    std::uint64_t bits_ = 0;
};
static_assert(kDetectors <= 64);

/// Whether the validator of the detector accepts the value, which matched its pattern or was found
/// by its place in a text.
[[nodiscard]] bool passes(std::size_t place, std::string_view value);

}  // namespace gdprd::policy::sweep
