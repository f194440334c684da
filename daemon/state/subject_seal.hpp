#pragma once

#include <array>
#include <cstdint>

#include "config/base/bytes.hpp"
#include "config/base/secret.hpp"
#include "config/base/strong.hpp"

namespace gdprd::daemon {

/// HMAC under a key from the root key, cut: of an identifier.
using SubjectDigest = Strong<struct SubjectDigestTag, std::array<std::uint8_t, 16>>;

/// The subject key that an identifier has.
struct KnownSubject {
    SubjectDigest digest;
    std::uint64_t number = 0;
};

/// HMAC of one row, in two halves: one stands beside the row, the other goes into the total and is
/// never stored.
struct SubjectRowMac {
    std::array<std::uint8_t, 16> stored{};
    std::array<std::uint64_t, 2> share{};
};

/// All rows together, in whatever order they came: their number, and the sum of their shares
/// (a multiset hash: Clarke et al., Incremental Multiset Hash Functions, 2003). Only its MAC may
/// be stored: from sums that somebody sees, another set of the same sum can be found.
struct SubjectTotal {
    std::uint64_t rows = 0;
    std::array<std::uint64_t, 2> sum{};

    void add(const SubjectRowMac& row) noexcept;
    void remove(const SubjectRowMac& row) noexcept;
    friend bool operator==(const SubjectTotal&, const SubjectTotal&) = default;
};

/// The MACs that make a row of the table `subjects` in events.db, and all of them, gdprd's own
/// word. Thread-safe.
class SubjectSeal {
  public:
    explicit SubjectSeal(const Secret& root_key);

    [[nodiscard]] SubjectRowMac row(const KnownSubject& subject) const;
    /// Whether what stands beside the row is its MAC. Constant-time.
    [[nodiscard]] static bool fits(const SubjectRowMac& mac, BytesView stored) noexcept;
    /// Of all rows, and of the index up to which the trail's events are in them.
    [[nodiscard]] Hash total(const SubjectTotal& total, EntryIndex seen_to) const;

  private:
    Secret row_key_;
    Secret total_key_;
};

}  // namespace gdprd::daemon
