#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string_view>

#include "config/base/bytes.hpp"
#include "config/base/result.hpp"
#include "config/base/secret.hpp"

namespace gdprd::crypto {

inline constexpr std::size_t kKeyBytes = 32;
inline constexpr std::size_t kGcmNonceBytes = 12;
inline constexpr std::size_t kGcmTagBytes = 16;
inline constexpr std::size_t kXaesNonceBytes = 24;

[[nodiscard]] Hash sha256(BytesView bytes);
/// SHA-256 of the parts in order, without copying them together.
[[nodiscard]] Hash sha256(std::initializer_list<BytesView> parts);
/// The same of bytes that come bit by bit.
class Sha256 {
  public:
    Sha256();
    ~Sha256();
    Sha256(const Sha256&) = delete;
    Sha256& operator=(const Sha256&) = delete;
    void update(BytesView bytes);
    /// Once, at the end.
    [[nodiscard]] Hash finish();

  private:
    struct State;
    std::unique_ptr<State> state_;
};
[[nodiscard]] Hash hmac_sha256(const Secret& key, BytesView bytes);
/// HKDF-SHA-256 (RFC 5869): extract with `salt`, expand with `label` to 32 bytes.
[[nodiscard]] Secret hkdf(const Secret& key, BytesView salt, std::string_view label);
/// HKDF-Expand only, for keys that are uniform already.
[[nodiscard]] Secret hkdf_expand(const Secret& key, std::string_view label);
void random_bytes(std::span<std::uint8_t> out);
/// Overwrites what must not stay in memory; never optimised away.
void wipe(std::span<std::uint8_t> bytes) noexcept;
[[nodiscard]] bool constant_time_equal(BytesView a, BytesView b) noexcept;

/// AES-256-GCM with a re-used context (EVP_EncryptInit with key once, then nonce per message).
/// Not thread-safe; one per thread.
class Aes256Gcm {
  public:
    explicit Aes256Gcm(const Secret& key);
    ~Aes256Gcm();
    Aes256Gcm(Aes256Gcm&&) noexcept;
    Aes256Gcm& operator=(Aes256Gcm&&) noexcept;

    /// Writes ciphertext ‖ tag into `out` (plain.size() + 16 bytes, asserted).
    void seal(BytesView nonce12, BytesView aad, BytesView plain, std::span<std::uint8_t> out);
    [[nodiscard]] Bytes seal(BytesView nonce12, BytesView aad, BytesView plain);
    /// `crypto` error when the tag does not fit.
    Result<Bytes> open(BytesView nonce12, BytesView aad, BytesView sealed);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

/// XAES-256-GCM (C2SP): random 24-byte nonce. Output: nonce ‖ ciphertext ‖ tag.
[[nodiscard]] Bytes xaes_seal(const Secret& key, BytesView aad, BytesView plain);
/// Opens what xaes_seal wrote; `crypto` error when key, aad or bytes do not fit.
Result<Bytes> xaes_open(const Secret& key, BytesView aad, BytesView sealed);
/// The same with the nonce given, for test vectors; output without the nonce.
[[nodiscard]] Bytes xaes_seal_with_nonce(const Secret& key, BytesView nonce24, BytesView aad,
                                         BytesView plain);

using Signature = std::array<std::uint8_t, 64>;
using PublicKey = std::array<std::uint8_t, 32>;

/// Ed25519 (RFC 8032). The secret is the 32-byte seed.
[[nodiscard]] PublicKey ed25519_public(const Secret& seed);
[[nodiscard]] Signature ed25519_sign(const Secret& seed, BytesView message);
[[nodiscard]] bool ed25519_verify(const PublicKey& key, BytesView message,
                                  BytesView signature) noexcept;
/// The seed in an unencrypted PKCS#8 PEM (RFC 8410), as `openssl genpkey -algorithm ed25519`
/// writes it; `invalid_argument` for anything else.
Result<Secret> ed25519_seed_from_pem(const Secret& pem);

}  // namespace gdprd::crypto
