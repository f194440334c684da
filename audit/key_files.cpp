#include "audit/key_files.hpp"

#include <algorithm>
#include <chrono>
#include <string_view>
#include <thread>

#include "audit/checkpoint.hpp"
#include "audit/crc32c.hpp"

namespace gdprd::audit {

namespace {

constexpr std::string_view kRatchetMagic = "gdprdKR1";
constexpr std::string_view kSigningMagic = "gdprdKS1";
constexpr std::string_view kEpochsMagic = "gdprdKE1";
constexpr std::size_t kRatchetFileBytes = 8 + kRatchetBytes + 4;
constexpr std::size_t kWrappedBytes = crypto::kXaesNonceBytes + 32 + crypto::kGcmTagBytes;
constexpr std::size_t kRecordClearBytes = 56;
constexpr std::size_t kRecordBytes = kRecordClearBytes + kWrappedBytes;

constexpr const char* kRestoreFiles =
    "put the files of keys/ back, all of one moment, or make them anew from a backup: gdprctl keys "
    "restore; without either keep the directory for the auditor, and begin with a new one";

constexpr int kRereadsMax = 5;
constexpr std::chrono::milliseconds kRereadPause{2};

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

Bytes record_clear(const EpochRecord& record) {
    Bytes out;
    put_u32(out, record.epoch);
    put_u64(out, record.first_seq);
    put_u32(out, record.incarnation);
    put_u64(out, record.created_ns);
    put_bytes(out, record.commitment);
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

Result<SigningFile> parse_signing(BytesView file, std::string& origin) {
    GDPRD_TRY_ASSIGN(const BytesView body, open_file_frame(file, kSigningMagic));
    if (body.empty() || body.size() != 1U + body[0] + 32 + kWrappedBytes) {
        return corrupt("signing key file has the wrong length");
    }
    SigningFile out;
    const std::size_t name = body[0];
    origin = std::string(as_text(body.subspan(1, name)));
    std::copy_n(body.begin() + 1 + static_cast<std::ptrdiff_t>(name), 32, out.public_key.begin());
    const BytesView wrapped = body.subspan(1 + name + 32);
    out.wrapped_seed.assign(wrapped.begin(), wrapped.end());
    if (!valid_key_name(origin)) return corrupt("signing key file has a bad origin");
    return out;
}

Result<Bytes> parse_ratchet(BytesView file) {
    if (file.size() != kRatchetFileBytes) return corrupt("key file has the wrong length");
    GDPRD_TRY_ASSIGN(const BytesView body, open_file_frame(file, kRatchetMagic));
    return Bytes(body.begin(), body.end());
}

/// An I/O error has its own advice.
Error with_remedy(const Error& error) {
    if (error.code() == ErrorCode::not_found)
        return Error(error.code(), "the key file is missing", kRestoreFiles);
    return error.code() == ErrorCode::corrupt ? Error(error.code(), error.message(), kRestoreFiles)
                                              : error;
}

/// Zeros: there is none any more.
Result<void> parse_next(BytesView file, KeyFiles& out) {
    if (std::all_of(file.begin(), file.end(), [](std::uint8_t b) { return b == 0; })) return {};
    std::string origin;
    GDPRD_TRY_ASSIGN(out.next, parse_signing(file, origin));
    if (origin != out.origin) return corrupt("signing key file is of another origin");
    return {};
}

Result<KeyFiles> load_once(FileStore& files, const std::string& dir, KeyFileFault* fault) {
    KeyFiles out;
    std::uint64_t offset = 0;
    const auto load = [&](const char* name, auto&& parse) -> Result<void> {
        offset = 0;
        Result<void> result;
        const auto bytes = read_key_file(files, dir, name, out.pending);
        if (bytes) {
            result = parse(*bytes);
        } else {
            result = bytes.error();
        }
        if (result) return {};
        const std::string file = std::string("keys/") + name;
        if (fault != nullptr) *fault = {file, offset, result.error()};
        return with_remedy(result.error()).in(file);
    };
    GDPRD_TRY_ASSIGN(out.pending, load_key_journal(files, dir));
    GDPRD_TRY(load("ratchet", [&](const Bytes& bytes) -> Result<void> {
        GDPRD_TRY_ASSIGN(out.ratchet, parse_ratchet(bytes));
        return {};
    }));
    GDPRD_TRY(load("signing", [&](const Bytes& bytes) -> Result<void> {
        GDPRD_TRY_ASSIGN(out.signing, parse_signing(bytes, out.origin));
        return {};
    }));
    const auto next = read_key_file(files, dir, kNextSigningName, out.pending);
    if (next || next.error().code() != ErrorCode::not_found)
        GDPRD_TRY(
            load(kNextSigningName, [&](const Bytes& bytes) { return parse_next(bytes, out); }));
    GDPRD_TRY(load("epochs", [&](const Bytes& bytes) -> Result<void> {
        GDPRD_TRY_ASSIGN(out.epochs, parse_epochs(bytes, offset));
        return {};
    }));
    return out;
}

/// Whether the second of two readings found what the first did.
bool same(const KeyFiles& a, const KeyFiles& b) {
    const auto same_key = [](const EpochRecord& x, const EpochRecord& y) {
        return x.epoch == y.epoch && x.wrapped == y.wrapped;
    };
    return a.ratchet == b.ratchet && a.signing == b.signing && a.next == b.next &&
           a.pending.size() == b.pending.size() &&
           std::equal(a.epochs.begin(), a.epochs.end(), b.epochs.begin(), b.epochs.end(), same_key);
}

}  // namespace

Result<Bytes> load_ratchet(FileStore& files, const std::string& dir) {
    GDPRD_TRY_ASSIGN(const auto pending, load_key_journal(files, dir));
    GDPRD_TRY_ASSIGN(const Bytes bytes, read_key_file(files, dir, "ratchet", pending));
    return parse_ratchet(bytes);
}

Bytes signing_clear(std::string_view origin, const crypto::PublicKey& key) {
    Bytes out;
    put_bytes(out, as_bytes(kSigningMagic));
    out.push_back(static_cast<std::uint8_t>(origin.size()));
    put_bytes(out, as_bytes(origin));
    put_bytes(out, key);
    return out;
}

Bytes record_aad(const EpochRecord& record) {
    Bytes out;
    put_bytes(out, as_bytes(kEpochsMagic));
    put_bytes(out, record_clear(record));
    return out;
}

Bytes ratchet_file(BytesView ratchet) {
    Bytes out;
    put_bytes(out, as_bytes(kRatchetMagic));
    put_bytes(out, ratchet);
    put_crc(out);
    return out;
}

Bytes signing_file(std::string_view origin, const crypto::PublicKey& key, BytesView wrapped) {
    Bytes out = signing_clear(origin, key);
    put_bytes(out, wrapped);
    put_crc(out);
    return out;
}

Bytes epochs_file(const std::vector<EpochRecord>& epochs) {
    Bytes out;
    put_bytes(out, as_bytes(kEpochsMagic));
    for (const EpochRecord& record : epochs) {
        put_bytes(out, record_clear(record));
        put_bytes(out, record.wrapped);
    }
    put_crc(out);
    return out;
}

/// Two readings that agree: a writer may be replacing the ratchet.
Result<KeyFiles> load_key_files(FileStore& files, const std::string& dir, KeyFileFault* fault) {
    auto before = load_once(files, dir, fault);
    for (int attempt = 0; attempt < kRereadsMax; ++attempt) {
        auto after = load_once(files, dir, fault);
        const bool agree = before && after ? same(*before, *after)
                                           : !before && !after && attempt + 1 == kRereadsMax;
        before = std::move(after);
        if (agree) break;
        std::this_thread::sleep_for(kRereadPause);
    }
    return before;
}

}  // namespace gdprd::audit
