#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "audit/entry.hpp"
#include "config/base/bytes.hpp"
#include "config/base/crypto.hpp"
#include "config/base/secret.hpp"

namespace gdprd::audit {

/// What stands for a criterion's value in the index.
using Token = std::array<std::uint8_t, 16>;

/// One byte before the value. Never re-used for another meaning within a part version.
enum class TokenKind : std::uint8_t {
    type = 1,
    store = 2,
    collection = 3,
    field = 4,      ///< its numbers are ids of field sets, not entries
    field_set = 5,  ///< the value is the id, 8 bytes
    actor = 6,
    purpose = 7,
    request = 8,
};

/// What one epoch's parts of the index are sealed and keyed with, derived from the epoch's idx-file
/// key: destroying the epoch destroys its index.
class IndexKeys {
  public:
    explicit IndexKeys(const Secret& idx_file);
    [[nodiscard]] Token token(TokenKind kind, BytesView value) const;
    [[nodiscard]] Token token(TokenKind kind, std::string_view name) const;
    [[nodiscard]] Token type_token(EntryType type) const;
    [[nodiscard]] Token field_set_token(std::uint64_t id) const;
    /// Of a file with this salt; each file has its own, so that block numbers can be nonces.
    [[nodiscard]] Secret file_key(BytesView salt) const;

  private:
    Secret token_key_;
    Secret file_key_;
};

/// Months since 1970-01, UTC.
using MonthNumber = std::uint32_t;
[[nodiscard]] MonthNumber month_of_day(std::uint32_t days_since_1970);
/// The UTC day of a wall clock reading.
[[nodiscard]] std::uint32_t day_of(std::uint64_t wall_ns) noexcept;
/// HMAC-SHA-256(HKDF-Expand(subject key, "idx"), "YYYY-MM"), 16 bytes: whoever reads an index
/// learns that two entries of one month concern the same person, and nothing across months; without
/// the subject's key nobody can compute it.
[[nodiscard]] Token subject_token(const SubjectKey& key, MonthNumber month);

}  // namespace gdprd::audit
