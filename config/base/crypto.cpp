#include "config/base/crypto.hpp"

#include <openssl/bio.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/params.h>
#include <openssl/pem.h>
#include <openssl/rand.h>

#include <algorithm>

#include "config/base/assert.hpp"
#include "config/base/freed_by.hpp"

namespace gdprd::crypto {

namespace {

using DigestContext = std::unique_ptr<EVP_MD_CTX, FreedBy<EVP_MD_CTX_free>>;
using MacContext = std::unique_ptr<EVP_MAC_CTX, FreedBy<EVP_MAC_CTX_free>>;
using CipherContext = std::unique_ptr<EVP_CIPHER_CTX, FreedBy<EVP_CIPHER_CTX_free>>;
using KeyHandle = std::unique_ptr<EVP_PKEY, FreedBy<EVP_PKEY_free>>;
using BioHandle = std::unique_ptr<BIO, FreedBy<BIO_free_all>>;

/// Fetching an algorithm takes locks and string compares: done once per process. Never freed,
/// because thread-local contexts may outlive any static object.
struct Algorithms {
    EVP_MD* sha256 = EVP_MD_fetch(nullptr, "SHA256", nullptr);
    EVP_MAC* hmac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
    EVP_CIPHER* aes_gcm = EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr);
    EVP_CIPHER* aes_ecb = EVP_CIPHER_fetch(nullptr, "AES-256-ECB", nullptr);

    static const Algorithms& get() {
        static const Algorithms* const fetched = [] {
            const auto* all = new Algorithms;
            GDPRD_ASSERT(all->sha256 && all->hmac && all->aes_gcm && all->aes_ecb);
            return all;
        }();
        return *fetched;
    }
};

DigestContext new_digest_context() {
    DigestContext context(EVP_MD_CTX_new());
    GDPRD_ASSERT(context != nullptr);
    return context;
}

MacContext new_hmac_context() {
    MacContext context(EVP_MAC_CTX_new(Algorithms::get().hmac));
    GDPRD_ASSERT(context != nullptr);
    char digest[] = "SHA256";
    const OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, digest, 0),
        OSSL_PARAM_construct_end()};
    GDPRD_ASSERT(EVP_MAC_CTX_set_params(context.get(), parameters) == 1);
    return context;
}

CipherContext new_cipher_context() {
    CipherContext context(EVP_CIPHER_CTX_new());
    GDPRD_ASSERT(context != nullptr);
    return context;
}

Hash hmac(BytesView key, std::initializer_list<BytesView> parts) {
    static constexpr std::array<std::uint8_t, 32> kZeros{};
    thread_local const MacContext context = new_hmac_context();
    // OpenSSL takes a null key as "the one from before"; HMAC pads the empty key with zeros.
    const BytesView used = key.empty() ? BytesView(kZeros) : key;
    GDPRD_ASSERT(EVP_MAC_init(context.get(), used.data(), used.size(), nullptr) == 1);
    for (const BytesView part : parts)
        GDPRD_ASSERT(EVP_MAC_update(context.get(), part.data(), part.size()) == 1);
    Hash out{};
    std::size_t length = 0;
    GDPRD_ASSERT(EVP_MAC_final(context.get(), out.data(), &length, out.size()) == 1);
    GDPRD_ASSERT(length == out.size());
    return out;
}

Secret wipe_into_secret(Hash& bytes) {
    Secret out{BytesView(bytes)};
    OPENSSL_cleanse(bytes.data(), bytes.size());
    return out;
}

Secret expand(BytesView key, std::string_view label) {
    static constexpr std::array<std::uint8_t, 1> kFirstBlock{1};
    Hash block = hmac(key, {as_bytes(label), kFirstBlock});
    return wipe_into_secret(block);
}

constexpr std::size_t kCopiedBytesMax = 512;

// OpenSSL counts in int; larger texts go in pieces.
constexpr std::size_t kPieceBytes = std::size_t{1} << 30;

void update(EVP_CIPHER_CTX* context, std::uint8_t* out, BytesView in) {
    while (!in.empty()) {
        const BytesView piece = in.first(std::min(in.size(), kPieceBytes));
        int written = 0;
        GDPRD_ASSERT(EVP_CipherUpdate(context, out, &written, piece.data(),
                                      static_cast<int>(piece.size())) == 1);
        if (out != nullptr) out += written;
        in = in.subspan(piece.size());
    }
}

/// The context has its key; `out` has room for ciphertext and tag.
void gcm_seal(EVP_CIPHER_CTX* context, BytesView nonce, BytesView aad, BytesView plain,
              std::span<std::uint8_t> out) {
    GDPRD_ASSERT(nonce.size() == kGcmNonceBytes);
    GDPRD_ASSERT(out.size() == plain.size() + kGcmTagBytes);
    GDPRD_ASSERT(EVP_EncryptInit_ex2(context, nullptr, nullptr, nonce.data(), nullptr) == 1);
    update(context, nullptr, aad);
    update(context, out.data(), plain);
    int written = 0;
    std::uint8_t* const tag = out.data() + plain.size();
    GDPRD_ASSERT(EVP_EncryptFinal_ex(context, tag, &written) == 1 && written == 0);
    // EVP_CIPHER_CTX_ctrl() would come to the same by a longer way.
    OSSL_PARAM parameters[] = {
        OSSL_PARAM_construct_octet_string(OSSL_CIPHER_PARAM_AEAD_TAG, tag, kGcmTagBytes),
        OSSL_PARAM_construct_end()};
    GDPRD_ASSERT(EVP_CIPHER_CTX_get_params(context, parameters) == 1);
}

Error does_not_open() {
    return {ErrorCode::crypto, "these bytes do not open under this key"};
}

Result<Bytes> gcm_open(EVP_CIPHER_CTX* context, BytesView nonce, BytesView aad, BytesView sealed) {
    GDPRD_ASSERT(nonce.size() == kGcmNonceBytes);
    if (sealed.size() < kGcmTagBytes) return does_not_open();
    const BytesView body = sealed.first(sealed.size() - kGcmTagBytes);
    std::array<std::uint8_t, kGcmTagBytes> tag{};
    std::copy(sealed.end() - kGcmTagBytes, sealed.end(), tag.begin());
    GDPRD_ASSERT(EVP_DecryptInit_ex2(context, nullptr, nullptr, nonce.data(), nullptr) == 1);
    update(context, nullptr, aad);
    Bytes plain(body.size());
    update(context, plain.data(), body);
    GDPRD_ASSERT(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, static_cast<int>(tag.size()),
                                     tag.data()) == 1);
    int written = 0;
    std::uint8_t unused[EVP_MAX_BLOCK_LENGTH];
    if (EVP_DecryptFinal_ex(context, unused, &written) != 1) {
        OPENSSL_cleanse(plain.data(), plain.size());
        return does_not_open();
    }
    return plain;
}

/// C2SP XAES-256-GCM: a key of its own for each half of the nonce, by CMAC in counter mode
/// (NIST SP 800-108r1) written out: two blocks of AES.
Hash xaes_derive(const Secret& key, BytesView nonce24) {
    GDPRD_ASSERT(key.size() == kKeyBytes && nonce24.size() == kXaesNonceBytes);
    thread_local const CipherContext context = new_cipher_context();
    GDPRD_ASSERT(EVP_EncryptInit_ex2(context.get(), Algorithms::get().aes_ecb, key.expose().data(),
                                     nullptr, nullptr) == 1);
    GDPRD_ASSERT(EVP_CIPHER_CTX_set_padding(context.get(), 0) == 1);

    std::array<std::uint8_t, 16> subkey{};
    update(context.get(), subkey.data(), std::array<std::uint8_t, 16>{});
    const std::uint8_t carry = subkey[0] >> 7;
    for (std::size_t i = 0; i < subkey.size(); ++i) {
        const int next = i + 1 < subkey.size() ? subkey[i + 1] >> 7 : 0;
        subkey[i] = static_cast<std::uint8_t>(((subkey[i] << 1) | next) & 0xff);
    }
    subkey[15] = static_cast<std::uint8_t>(subkey[15] ^ (0x87 & -carry));

    std::array<std::uint8_t, 32> blocks{0, 1, 'X', 0};
    std::copy_n(nonce24.begin(), 12, blocks.begin() + 4);
    blocks[17] = 2, blocks[18] = 'X';
    std::copy_n(nonce24.begin(), 12, blocks.begin() + 20);
    for (std::size_t i = 0; i < blocks.size(); ++i) blocks[i] ^= subkey[i % 16];
    Hash derived{};
    update(context.get(), derived.data(), blocks);
    OPENSSL_cleanse(subkey.data(), subkey.size());
    EVP_CIPHER_CTX_reset(context.get());  // wipes the key schedule
    return derived;
}

/// A context of this thread under a derived key, for one message; wiped when it goes.
class OneMessage {
  public:
    enum class Direction : int { open = 0, seal = 1 };

    OneMessage(const Secret& key, BytesView nonce24, Direction direction) {
        Hash derived = xaes_derive(key, nonce24);
        GDPRD_ASSERT(EVP_CipherInit_ex2(get(), Algorithms::get().aes_gcm, derived.data(), nullptr,
                                        static_cast<int>(direction), nullptr) == 1);
        OPENSSL_cleanse(derived.data(), derived.size());
    }
    ~OneMessage() { EVP_CIPHER_CTX_reset(get()); }
    OneMessage(const OneMessage&) = delete;
    OneMessage& operator=(const OneMessage&) = delete;

    static EVP_CIPHER_CTX* get() {
        thread_local const CipherContext context = new_cipher_context();
        return context.get();
    }
};

void xaes_seal_into(const Secret& key, BytesView nonce24, BytesView aad, BytesView plain,
                    std::span<std::uint8_t> out) {
    const OneMessage message(key, nonce24, OneMessage::Direction::seal);
    gcm_seal(OneMessage::get(), nonce24.subspan(12), aad, plain, out);
}

KeyHandle ed25519_private(const Secret& seed) {
    GDPRD_ASSERT(seed.size() == 32);
    KeyHandle key(EVP_PKEY_new_raw_private_key_ex(nullptr, "ED25519", nullptr, seed.expose().data(),
                                                  seed.size()));
    GDPRD_ASSERT(key != nullptr);
    return key;
}

}  // namespace

/// A leaf, a node of the tree, a small payload.
constexpr std::size_t kGatheredBytesMax = 256;

Hash sha256(BytesView bytes) {
    return sha256({bytes});
}

Hash sha256(std::initializer_list<BytesView> parts) {
    // Each update has a price of its own: short parts go in at once.
    std::array<std::uint8_t, kGatheredBytesMax> gathered;
    std::size_t total = 0;
    for (const BytesView part : parts) total += part.size();
    if (parts.size() > 1 && total <= gathered.size()) {
        auto* at = gathered.data();
        for (const BytesView part : parts) at = std::copy(part.begin(), part.end(), at);
        return sha256(BytesView(gathered).first(total));
    }
    thread_local const DigestContext context = new_digest_context();
    GDPRD_ASSERT(EVP_DigestInit_ex2(context.get(), Algorithms::get().sha256, nullptr) == 1);
    // A prefix and little more: one call with a copy is quicker than several without.
    std::array<std::uint8_t, kCopiedBytesMax> copy;
    std::size_t copied = 0;
    for (const BytesView part : parts) {
        if (part.size() <= copy.size() - copied) {
            std::copy(part.begin(), part.end(), copy.begin() + copied);
            copied += part.size();
            continue;
        }
        GDPRD_ASSERT(EVP_DigestUpdate(context.get(), copy.data(), copied) == 1);
        copied = 0;
        GDPRD_ASSERT(EVP_DigestUpdate(context.get(), part.data(), part.size()) == 1);
    }
    if (copied != 0) GDPRD_ASSERT(EVP_DigestUpdate(context.get(), copy.data(), copied) == 1);
    Hash out{};
    unsigned length = 0;
    GDPRD_ASSERT(EVP_DigestFinal_ex(context.get(), out.data(), &length) == 1);
    GDPRD_ASSERT(length == out.size());
    return out;
}

struct Sha256::State {
    DigestContext context = new_digest_context();
};

Sha256::Sha256() : state_(std::make_unique<State>()) {
    GDPRD_ASSERT(EVP_DigestInit_ex(state_->context.get(), Algorithms::get().sha256, nullptr) == 1);
}
Sha256::~Sha256() = default;

void Sha256::update(BytesView bytes) {
    GDPRD_ASSERT(EVP_DigestUpdate(state_->context.get(), bytes.data(), bytes.size()) == 1);
}

Hash Sha256::finish() {
    Hash out{};
    GDPRD_ASSERT(EVP_DigestFinal_ex(state_->context.get(), out.data(), nullptr) == 1);
    return out;
}

Hash hmac_sha256(const Secret& key, BytesView bytes) {
    return hmac(key.expose(), {bytes});
}

Secret hkdf(const Secret& key, BytesView salt, std::string_view label) {
    Hash extracted = hmac(salt, {key.expose()});
    Secret out = expand(extracted, label);
    OPENSSL_cleanse(extracted.data(), extracted.size());
    return out;
}

Secret hkdf_expand(const Secret& key, std::string_view label) {
    return expand(key.expose(), label);
}

void wipe(std::span<std::uint8_t> bytes) noexcept {
    OPENSSL_cleanse(bytes.data(), bytes.size());
}

void random_bytes(std::span<std::uint8_t> out) {
    // Without randomness nothing may be sealed: stop rather than go on with what is predictable.
    GDPRD_ASSERT(out.size() <= kPieceBytes);
    GDPRD_ASSERT(RAND_bytes(out.data(), static_cast<int>(out.size())) == 1);
}

bool constant_time_equal(BytesView a, BytesView b) noexcept {
    return a.size() == b.size() && (a.empty() || CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0);
}

struct Aes256Gcm::State {
    CipherContext sealer = new_cipher_context();
    CipherContext opener = new_cipher_context();
};

Aes256Gcm::Aes256Gcm(const Secret& key) : state_(std::make_unique<State>()) {
    GDPRD_ASSERT(key.size() == kKeyBytes);
    const EVP_CIPHER* cipher = Algorithms::get().aes_gcm;
    const std::uint8_t* bytes = key.expose().data();
    GDPRD_ASSERT(EVP_EncryptInit_ex2(state_->sealer.get(), cipher, bytes, nullptr, nullptr) == 1);
    GDPRD_ASSERT(EVP_DecryptInit_ex2(state_->opener.get(), cipher, bytes, nullptr, nullptr) == 1);
}

Aes256Gcm::~Aes256Gcm() = default;
Aes256Gcm::Aes256Gcm(Aes256Gcm&&) noexcept = default;
Aes256Gcm& Aes256Gcm::operator=(Aes256Gcm&&) noexcept = default;

void Aes256Gcm::seal(BytesView nonce12, BytesView aad, BytesView plain,
                     std::span<std::uint8_t> out) {
    gcm_seal(state_->sealer.get(), nonce12, aad, plain, out);
}

Bytes Aes256Gcm::seal(BytesView nonce12, BytesView aad, BytesView plain) {
    Bytes out(plain.size() + kGcmTagBytes);
    seal(nonce12, aad, plain, out);
    return out;
}

Result<Bytes> Aes256Gcm::open(BytesView nonce12, BytesView aad, BytesView sealed) {
    return gcm_open(state_->opener.get(), nonce12, aad, sealed);
}

Bytes xaes_seal(const Secret& key, BytesView aad, BytesView plain) {
    Bytes out(kXaesNonceBytes + plain.size() + kGcmTagBytes);
    const std::span<std::uint8_t> nonce = std::span(out).first(kXaesNonceBytes);
    random_bytes(nonce);
    xaes_seal_into(key, nonce, aad, plain, std::span(out).subspan(kXaesNonceBytes));
    return out;
}

Result<Bytes> xaes_open(const Secret& key, BytesView aad, BytesView sealed) {
    if (sealed.size() < kXaesNonceBytes + kGcmTagBytes) return does_not_open();
    const BytesView nonce24 = sealed.first(kXaesNonceBytes);
    const OneMessage message(key, nonce24, OneMessage::Direction::open);
    return gcm_open(OneMessage::get(), nonce24.subspan(12), aad, sealed.subspan(kXaesNonceBytes));
}

Bytes xaes_seal_with_nonce(const Secret& key, BytesView nonce24, BytesView aad, BytesView plain) {
    Bytes out(plain.size() + kGcmTagBytes);
    xaes_seal_into(key, nonce24, aad, plain, out);
    return out;
}

PublicKey ed25519_public(const Secret& seed) {
    const KeyHandle key = ed25519_private(seed);
    PublicKey out{};
    std::size_t length = out.size();
    GDPRD_ASSERT(EVP_PKEY_get_raw_public_key(key.get(), out.data(), &length) == 1);
    GDPRD_ASSERT(length == out.size());
    return out;
}

Signature ed25519_sign(const Secret& seed, BytesView message) {
    const KeyHandle key = ed25519_private(seed);
    const DigestContext context = new_digest_context();
    Signature out{};
    std::size_t length = out.size();
    GDPRD_ASSERT(EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1);
    GDPRD_ASSERT(
        EVP_DigestSign(context.get(), out.data(), &length, message.data(), message.size()) == 1);
    GDPRD_ASSERT(length == out.size());
    return out;
}

bool ed25519_verify(const PublicKey& key, BytesView message, BytesView signature) noexcept {
    if (signature.size() != Signature{}.size()) return false;
    const KeyHandle handle(
        EVP_PKEY_new_raw_public_key_ex(nullptr, "ED25519", nullptr, key.data(), key.size()));
    const DigestContext context(EVP_MD_CTX_new());
    if (handle == nullptr || context == nullptr) return false;
    if (EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, handle.get()) != 1)
        return false;
    return EVP_DigestVerify(context.get(), signature.data(), signature.size(), message.data(),
                            message.size()) == 1;
}

Result<Secret> ed25519_seed_from_pem(const Secret& pem) {
    const BioHandle text(
        BIO_new_mem_buf(pem.expose().data(), static_cast<int>(pem.expose().size())));
    GDPRD_ASSERT(text != nullptr);
    // never ask a terminal for a passphrase
    const auto no_passphrase = [](char*, int, int, void*) { return 0; };
    const KeyHandle key(PEM_read_bio_PrivateKey(text.get(), nullptr, no_passphrase, nullptr));
    ERR_clear_error();
    std::array<std::uint8_t, 32> seed{};
    std::size_t length = seed.size();
    if (key == nullptr || EVP_PKEY_is_a(key.get(), "ED25519") != 1 ||
        EVP_PKEY_get_raw_private_key(key.get(), seed.data(), &length) != 1)
        return Error(ErrorCode::invalid_argument, "this is no Ed25519 private key in PEM",
                     "openssl genpkey -algorithm ed25519 -out FILE");
    Secret out{BytesView(seed)};
    OPENSSL_cleanse(seed.data(), seed.size());
    return out;
}

}  // namespace gdprd::crypto
