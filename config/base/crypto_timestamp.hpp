#pragma once

#include <cstdint>
#include <memory>
#include <string>

#include "config/base/bytes.hpp"
#include "config/base/clock.hpp"
#include "config/base/result.hpp"

namespace gdprd::crypto {

/// Time-stamp tokens of RFC 3161: an authority says that a SHA-256 digest existed at a time.

/// A question to an authority, in DER.
struct TimestampQuery {
    Hash digest{};
    std::uint64_t nonce = 0;
    Bytes der;
};
/// Asks for the authority's certificate too. `nonce` is random, and comes back in the answer.
[[nodiscard]] TimestampQuery make_timestamp_query(const Hash& digest, std::uint64_t nonce);

/// What a token says.
struct Timestamp {
    WallTime time;
    std::string serial;  ///< hexadecimal digits, unique for the authority
    std::string policy;  ///< object identifier, under which the authority stamps
};

/// The largest token that is read.
inline constexpr std::size_t kTimestampBytesMax = 64UL * 1024;

/// The token in an answer (TimeStampResp), in DER; it is granted, of this digest and this nonce.
/// `refused`: the authority says no. `corrupt`: the answer is none, or of another question. Who
/// signed the token is not looked at.
Result<Bytes> take_timestamp(BytesView answer, const TimestampQuery& query);
/// What a token says of a digest; `corrupt` when it is of another one. Who signed it is not looked
/// at.
Result<Timestamp> read_timestamp(BytesView token, const Hash& digest);

/// Certificates that may vouch for authorities. One thread at a time.
class TimestampTrust {
  public:
    /// A file of certificates in PEM; not_found, or invalid_argument when there is none in it.
    static Result<TimestampTrust> load(const std::string& path);
    TimestampTrust(TimestampTrust&&) noexcept;
    TimestampTrust& operator=(TimestampTrust&&) noexcept;
    ~TimestampTrust();

    /// As read_timestamp(), and the token is signed by an authority that one of the certificates
    /// vouches for, with a certificate for time stamping that was valid at the token's time.
    /// `crypto` when it is not.
    Result<Timestamp> verify(BytesView token, const Hash& digest);

  private:
    struct Store;
    explicit TimestampTrust(std::unique_ptr<Store> store);
    std::unique_ptr<Store> store_;
};

}  // namespace gdprd::crypto
