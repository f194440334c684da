#include "audit/keyring.hpp"

#include <algorithm>
#include <string_view>

#include "audit/checkpoint.hpp"
#include "audit/crc32c.hpp"

namespace gdprd::audit {

namespace {

constexpr std::string_view kRatchetMagic = "gdprdKR1";
constexpr std::string_view kSigningMagic = "gdprdKS1";
constexpr std::string_view kEpochsMagic = "gdprdKE1";
constexpr std::size_t kRatchetFileBytes = 8 + 32 + 4;
constexpr std::size_t kWrappedBytes = crypto::kXaesNonceBytes + 32 + crypto::kGcmTagBytes;
constexpr std::size_t kRecordClearBytes = 56;
constexpr std::size_t kRecordBytes = kRecordClearBytes + kWrappedBytes;
constexpr std::uint64_t kKeyFileBytesMax = 256ULL << 20;
constexpr std::size_t kOpenEpochsMax = 64;

static_assert(kRecordBytes == 128);

Error corrupt(const char* what) {
    return Error(ErrorCode::corrupt, what);
}

void put_crc(Bytes& out) {
    put_u32(out, crc32c(out));
}

/// Magic and CRC fit; returns what is between them.
Result<BytesView> open_file_frame(BytesView file, std::string_view magic) {
    if (file.size() < magic.size() + 4) return corrupt("key file is cut off");
    if (as_text(file.first(magic.size())) != magic) return corrupt("key file has a bad magic");
    const BytesView body = file.first(file.size() - 4);
    if (crc32c(body) != get_u32(file.subspan(body.size()))) {
        return corrupt("key file has a bad CRC");
    }
    return body.subspan(magic.size());
}

Bytes wrap(const Secret& kek, BytesView aad, const Secret& key, const RandomSource& random) {
    Bytes out(crypto::kXaesNonceBytes);
    random(out);
    put_bytes(out, crypto::xaes_seal_with_nonce(kek, out, aad, key.expose()));
    return out;
}

Result<Secret> unwrap(const Secret& kek, BytesView aad, BytesView wrapped) {
    GDPRD_TRY_ASSIGN(Bytes plain, crypto::xaes_open(kek, aad, wrapped));
    Secret out{BytesView(plain)};
    std::fill(plain.begin(), plain.end(), std::uint8_t{0});
    return out;
}

/// AAD of the signing key: everything before the wrapped bytes.
Bytes signing_clear(std::string_view origin, const crypto::PublicKey& key) {
    Bytes out;
    put_bytes(out, as_bytes(kSigningMagic));
    out.push_back(static_cast<std::uint8_t>(origin.size()));
    put_bytes(out, as_bytes(origin));
    put_bytes(out, key);
    return out;
}

Bytes record_clear(const EpochRecord& record) {
    Bytes out;
    put_u32(out, record.epoch);
    put_u64(out, record.first_seq);
    put_u32(out, record.incarnation);
    put_u64(out, record.created_ns);
    put_bytes(out, record.commitment);
    return out;
}

/// Magic and record: a wrapped key opens only in the place that it was made for.
Bytes record_aad(const EpochRecord& record) {
    Bytes out;
    put_bytes(out, as_bytes(kEpochsMagic));
    put_bytes(out, record_clear(record));
    return out;
}

Hash key_commitment(const Secret& key) {
    const Secret derived = crypto::hkdf_expand(key, "commit");
    Hash out{};
    std::copy(derived.expose().begin(), derived.expose().end(), out.begin());
    return out;
}

Result<std::vector<EpochRecord>> parse_epochs(BytesView file, std::uint64_t& offset) {
    offset = 0;
    GDPRD_TRY_ASSIGN(BytesView body, open_file_frame(file, kEpochsMagic));
    if (body.size() % kRecordBytes != 0) return corrupt("epoch list is cut off");
    std::vector<EpochRecord> out;
    for (offset = kEpochsMagic.size(); !body.empty(); body = body.subspan(kRecordBytes)) {
        EpochRecord record;
        record.epoch = get_u32(body);
        record.first_seq = get_u64(body.subspan(4));
        record.incarnation = get_u32(body.subspan(12));
        record.created_ns = get_u64(body.subspan(16));
        std::copy_n(body.begin() + 24, 32, record.commitment.begin());
        record.wrapped.assign(body.begin() + kRecordClearBytes, body.begin() + kRecordBytes);
        if (!out.empty() && record.epoch <= out.back().epoch) {
            return corrupt("epoch list is out of order");
        }
        out.push_back(std::move(record));
        offset += kRecordBytes;
    }
    return out;
}

Result<void> parse_signing(BytesView file, KeyFiles& out) {
    GDPRD_TRY_ASSIGN(const BytesView body, open_file_frame(file, kSigningMagic));
    if (body.empty() || body.size() != 1U + body[0] + 32 + kWrappedBytes) {
        return corrupt("signing key file has the wrong length");
    }
    const std::size_t name = body[0];
    out.origin = std::string(as_text(body.subspan(1, name)));
    std::copy_n(body.begin() + 1 + static_cast<std::ptrdiff_t>(name), 32, out.public_key.begin());
    const BytesView wrapped = body.subspan(1 + name + 32);
    out.wrapped_seed.assign(wrapped.begin(), wrapped.end());
    if (!valid_key_name(out.origin)) return corrupt("signing key file has a bad origin");
    return {};
}

RandomSource or_system(RandomSource random) {
    if (random) return random;
    return [](std::span<std::uint8_t> out) { crypto::random_bytes(out); };
}

}  // namespace

EpochKeys::EpochKeys(const Secret& epoch_key)
    : env(crypto::hkdf_expand(epoch_key, "env")),
      pay(crypto::hkdf_expand(epoch_key, "pay")),
      mac(crypto::hkdf_expand(epoch_key, "mac")),
      idx_file(crypto::hkdf_expand(epoch_key, "idx-file")),
      commitment(key_commitment(epoch_key)) {}

Result<KeyFiles> load_key_files(FileStore& files, const std::string& dir, KeyFileFault* fault) {
    KeyFiles out;
    std::uint64_t offset = 0;
    const auto load = [&](const char* name, auto&& parse) -> Result<void> {
        offset = 0;
        Result<void> result;
        const auto bytes = read_file(files, dir + "/keys/" + name, kKeyFileBytesMax);
        if (bytes) {
            result = parse(*bytes);
        } else {
            result = bytes.error();
        }
        if (result) return {};
        const std::string file = std::string("keys/") + name;
        if (fault != nullptr) *fault = {file, offset, result.error()};
        return result.error().in(file);
    };
    GDPRD_TRY(load("ratchet", [&](const Bytes& bytes) -> Result<void> {
        if (bytes.size() != kRatchetFileBytes) return corrupt("key file has the wrong length");
        GDPRD_TRY_ASSIGN(const BytesView body, open_file_frame(bytes, kRatchetMagic));
        out.ratchet.assign(body.begin(), body.end());
        return {};
    }));
    GDPRD_TRY(load("signing", [&](const Bytes& bytes) { return parse_signing(bytes, out); }));
    GDPRD_TRY(load("epochs", [&](const Bytes& bytes) -> Result<void> {
        GDPRD_TRY_ASSIGN(out.epochs, parse_epochs(bytes, offset));
        return {};
    }));
    return out;
}

Result<KeyRing> KeyRing::create(std::shared_ptr<FileStore> files, const std::string& dir,
                                const Secret& root_key, const std::string& origin,
                                RandomSource random) {
    if (root_key.size() < 32) {
        return Error(ErrorCode::invalid_argument, "the root key has fewer than 32 bytes");
    }
    KeyRing ring;
    ring.files_ = std::move(files);
    ring.dir_ = dir;
    ring.random_ = or_system(std::move(random));
    ring.origin_ = origin;
    Bytes ratchet(32);
    ring.random_(ratchet);
    Hash seed{};
    ring.random_(seed);
    ring.seed_ = Secret{BytesView(seed)};
    seed.fill(0);
    ring.kek_ = crypto::hkdf(root_key, ratchet, "kek");
    ring.public_key_ = crypto::ed25519_public(ring.seed_);

    Bytes ratchet_file;
    put_bytes(ratchet_file, as_bytes(kRatchetMagic));
    put_bytes(ratchet_file, ratchet);
    put_crc(ratchet_file);
    Bytes signing = signing_clear(origin, ring.public_key_);
    put_bytes(signing, wrap(ring.kek_, signing, ring.seed_, ring.random_));
    put_crc(signing);
    // A crash between these writes leaves a directory without the trail's file vkey, which is
    // written last: open() begins again.
    GDPRD_TRY(write_file_atomic(*ring.files_, dir + "/keys/ratchet", ratchet_file));
    GDPRD_TRY(write_file_atomic(*ring.files_, dir + "/keys/signing", signing));
    GDPRD_TRY(ring.save_epochs());
    return ring;
}

Result<KeyRing> KeyRing::open(std::shared_ptr<FileStore> files, const std::string& dir,
                              const Secret& root_key, RandomSource random) {
    GDPRD_TRY_ASSIGN(KeyFiles loaded, load_key_files(*files, dir, nullptr));
    KeyRing ring;
    ring.files_ = std::move(files);
    ring.dir_ = dir;
    ring.random_ = or_system(std::move(random));
    ring.kek_ = crypto::hkdf(root_key, loaded.ratchet, "kek");
    ring.origin_ = std::move(loaded.origin);
    ring.public_key_ = loaded.public_key;
    ring.epochs_ = std::move(loaded.epochs);
    auto seed =
        unwrap(ring.kek_, signing_clear(ring.origin_, ring.public_key_), loaded.wrapped_seed);
    if (!seed) {
        return Error(ErrorCode::crypto, "the root key does not open this trail's keys",
                     "give the root key that the trail was made with");
    }
    ring.seed_ = std::move(*seed);
    if (crypto::ed25519_public(ring.seed_) != ring.public_key_) {
        return corrupt("keys/signing: the public key is not the signing key's");
    }
    return ring;
}

Result<void> KeyRing::save_epochs() {
    Bytes out;
    put_bytes(out, as_bytes(kEpochsMagic));
    for (const EpochRecord& record : epochs_) {
        put_bytes(out, record_clear(record));
        put_bytes(out, record.wrapped);
    }
    put_crc(out);
    return write_file_atomic(*files_, dir_ + "/keys/epochs", out);
}

Result<std::uint32_t> KeyRing::add_epoch(std::uint64_t first_seq, std::uint32_t incarnation,
                                         std::uint64_t now_ns) {
    Hash bytes{};
    random_(bytes);
    const Secret key{BytesView(bytes)};
    bytes.fill(0);
    EpochRecord record;
    record.epoch = epochs_.empty() ? 1 : epochs_.back().epoch + 1;
    record.first_seq = first_seq;
    record.incarnation = incarnation;
    record.created_ns = now_ns;
    record.commitment = key_commitment(key);
    record.wrapped = wrap(kek_, record_aad(record), key, random_);
    const std::uint32_t id = record.epoch;
    epochs_.push_back(std::move(record));
    const auto saved = save_epochs();
    if (!saved) {
        epochs_.pop_back();
        return saved.error();
    }
    open_.emplace(id, std::make_unique<EpochKeys>(key));
    return id;
}

const EpochRecord* KeyRing::find(std::uint32_t id) const {
    const auto found = std::lower_bound(
        epochs_.begin(), epochs_.end(), id,
        [](const EpochRecord& record, std::uint32_t wanted) { return record.epoch < wanted; });
    return found != epochs_.end() && found->epoch == id ? &*found : nullptr;
}

bool KeyRing::is_destroyed(std::uint32_t id) const {
    const EpochRecord* const record = find(id);
    return record != nullptr && std::all_of(record->wrapped.begin(), record->wrapped.end(),
                                            [](std::uint8_t byte) { return byte == 0; });
}

Result<EpochKeys*> KeyRing::epoch(std::uint32_t id) {
    if (const auto found = open_.find(id); found != open_.end()) return found->second.get();
    GDPRD_TRY_ASSIGN(auto keys, open_epoch(id));
    if (open_.size() >= kOpenEpochsMax) open_.erase(open_.begin());
    return open_.emplace(id, std::move(keys)).first->second.get();
}

Result<std::unique_ptr<EpochKeys>> KeyRing::open_epoch(std::uint32_t id) const {
    const EpochRecord* const record = find(id);
    if (record == nullptr) {
        return Error(ErrorCode::not_found, "no key for epoch " + std::to_string(id));
    }
    if (is_destroyed(id)) {
        return Error(ErrorCode::not_found,
                     "the key of epoch " + std::to_string(id) + " is destroyed");
    }
    GDPRD_TRY_ASSIGN(const Secret key, unwrap(kek_, record_aad(*record), record->wrapped));
    auto keys = std::make_unique<EpochKeys>(key);
    // GCM does not commit to its key: only the key that was logged may open anything.
    if (keys->commitment != record->commitment) {
        return Error(ErrorCode::crypto,
                     "the key of epoch " + std::to_string(id) + " is not the one committed to");
    }
    return keys;
}

Result<void> KeyRing::reload() {
    GDPRD_TRY_ASSIGN(KeyFiles loaded, load_key_files(*files_, dir_, nullptr));
    epochs_ = std::move(loaded.epochs);
    return {};
}

}  // namespace gdprd::audit
