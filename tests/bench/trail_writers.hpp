#pragma once

#include <openssl/evp.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "audit/trail.hpp"
#include "config/base/bytes.hpp"

namespace gdprd::bench {

inline constexpr std::size_t kPayloadBytes = 256;
inline constexpr std::size_t kHeaderBytes = 50;
inline constexpr std::size_t kEnvelopeBytes = 103;
inline constexpr std::size_t kLeafBytes = kHeaderBytes + kEnvelopeBytes + 16;
inline constexpr std::size_t kStoredBytes = 12 + kPayloadBytes + 16;

/// Something that makes entries durable; one thread at a time.
class Writer {
  public:
    virtual ~Writer() = default;
    /// So many entries, all durable when it returns.
    virtual void commit(std::size_t entries) = 0;
};

/// What any design with these promises computes for an entry, by OpenSSL alone: AES-256-GCM of
/// payload and envelope, SHA-256 of stored payload and leaf.
class BareCrypto {
  public:
    BareCrypto();
    void entry(std::span<std::uint8_t> leaf, std::span<std::uint8_t> stored);

  private:
    template <auto Free>
    struct Deleter {
        template <class T>
        void operator()(T* handle) const noexcept {
            Free(handle);
        }
    };
    using Cipher = std::unique_ptr<EVP_CIPHER_CTX, Deleter<EVP_CIPHER_CTX_free>>;
    using Digest = std::unique_ptr<EVP_MD_CTX, Deleter<EVP_MD_CTX_free>>;
    void seal(EVP_CIPHER_CTX* context, BytesView aad, BytesView plain, std::uint8_t* out) const;
    void hash(std::uint8_t prefix, BytesView bytes, std::uint8_t* out);

    std::unique_ptr<EVP_CIPHER, Deleter<EVP_CIPHER_free>> aes_;
    std::unique_ptr<EVP_MD, Deleter<EVP_MD_free>> sha256_;
    Cipher env_;
    Cipher pay_;
    Digest digest_;
    Bytes plain_ = Bytes(kPayloadBytes, 0x42);
    std::uint8_t nonce_[12] = {};
    std::uint8_t last_[32] = {};
    std::uint64_t seq_ = 0;
};

/// pwrite + fdatasync of a frame's bytes into a file that was written with zeros before.
std::unique_ptr<Writer> raw_writer(const std::string& dir);
/// The same after BareCrypto, on one thread, without any code of the trail.
std::unique_ptr<Writer> pipeline_writer(const std::string& dir);
/// That into files that are each filled once, the next being written with zeros beside it.
std::unique_ptr<Writer> growing_pipeline_writer(const std::string& dir);
/// Trail::append, from drafts to the acknowledgement.
std::unique_ptr<Writer> trail_writer(const std::string& dir);
/// Events to a running gdprd, by HTTP over the socket at `path`, whose peer is a feeder.
std::unique_ptr<Writer> socket_writer(const std::string& path);
/// One transaction with an INSERT for each entry after BareCrypto; WAL, synchronous=FULL, one
/// index.
std::unique_ptr<Writer> sqlite_writer(const std::string& dir);
/// The same in PostgreSQL, in pipeline mode; fsync and synchronous_commit on, one index.
std::unique_ptr<Writer> postgres_writer(const std::string& dsn);
/// One XADD for each entry after BareCrypto, pipelined; appendonly, appendfsync always.
std::unique_ptr<Writer> redis_writer(const std::string& socket);

[[nodiscard]] audit::EntryDraft read_draft();
audit::TrailOptions trail_options();

}  // namespace gdprd::bench
