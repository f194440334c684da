#include "audit/redacting_file.hpp"

#include <algorithm>

#include "config/base/crypto.hpp"

namespace gdprd::audit {

namespace {

constexpr std::uint64_t kFileBytesMax = 1U << 20;
constexpr const char* kLabel = "gdprd trail redacting v1";

Result<Hash> read_hash(const cbor::Value& value) {
    GDPRD_TRY_ASSIGN(const Bytes bytes, value.as_bytes());
    Hash out{};
    if (bytes.size() != out.size()) return Error(ErrorCode::corrupt, "a hash has 32 bytes");
    std::copy(bytes.begin(), bytes.end(), out.begin());
    return out;
}

Result<RedactionJob> decode(BytesView body) {
    RedactionJob job;
    GDPRD_TRY_ASSIGN(const cbor::Value value, cbor::decode(body));
    GDPRD_TRY_ASSIGN(job.reason.actor, value["actor"].as_string());
    GDPRD_TRY_ASSIGN(job.last, read_hash(value["last"]));
    job.reason.payload = value["payload"];
    GDPRD_TRY_ASSIGN(job.reason.request, value["request"].as_string());
    GDPRD_TRY_ASSIGN(job.searched, value["searched"].as_u64());
    GDPRD_TRY_ASSIGN(job.since, value["since"].as_u64());
    GDPRD_TRY_ASSIGN(const cbor::Array* const subjects, value["subjects"].as_array());
    for (const cbor::Value& one : *subjects) {
        GDPRD_TRY_ASSIGN(const std::uint64_t number, one.as_u64());
        job.subjects.push_back(number);
    }
    GDPRD_TRY_ASSIGN(const cbor::Array* const targets, value["targets"].as_array());
    for (const cbor::Value& one : *targets) {
        GDPRD_TRY_ASSIGN(const std::uint64_t index, one.as_u64());
        job.targets.emplace_back(index);
    }
    return job;
}

}  // namespace

Error foreign_redaction(const std::string& path, const std::string& why) {
    return Error(ErrorCode::corrupt,
                 path + " tells gdprd to destroy payloads, but " + why + "; nothing of it was done",
                 "somebody altered the directory, unless the root key is another one: keep the "
                 "file as evidence, find out who could write there, move it away and start again; "
                 "erasures that were cut short are then run again: gdprctl requests run");
}

RedactingFile::RedactingFile(std::shared_ptr<FileStore> files, const std::string& dir,
                             std::string origin, const Secret& root_key)
    : files_(std::move(files)),
      path_(dir + "/redacting"),
      origin_(std::move(origin)),
      key_(crypto::hkdf(root_key, {}, kLabel)) {}

Hash RedactingFile::mac(BytesView job) const {
    return crypto::hmac_sha256(key_,
                               cbor::encode(cbor::Array{origin_, Bytes(job.begin(), job.end())}));
}

Bytes RedactingFile::encode(const RedactionJob& job) const {
    cbor::Array subjects(job.subjects.begin(), job.subjects.end());
    cbor::Array targets;
    for (const EntryIndex target : job.targets) targets.emplace_back(target.value());
    const Bytes body = cbor::encode(cbor::Map{{"actor", job.reason.actor},
                                              {"last", Bytes(job.last.begin(), job.last.end())},
                                              {"payload", job.reason.payload},
                                              {"request", job.reason.request},
                                              {"searched", job.searched},
                                              {"since", job.since},
                                              {"subjects", std::move(subjects)},
                                              {"targets", std::move(targets)}});
    const Hash seal = mac(body);
    Bytes out(seal.begin(), seal.end());
    put_bytes(out, body);
    return out;
}

Result<std::optional<RedactionJob>> RedactingFile::load() const {
    const auto file = read_file(*files_, path_, kFileBytesMax);
    if (!file && file.error().code() == ErrorCode::not_found) return std::optional<RedactionJob>();
    const std::string why = "gdprd did not write it with this root key for this trail";
    if (!file && file.error().code() == ErrorCode::limit_exceeded)
        return foreign_redaction(path_, why);
    if (!file) return file.error();
    const BytesView bytes(*file);
    if (bytes.size() < sizeof(Hash)) return foreign_redaction(path_, why);
    const BytesView body = bytes.subspan(sizeof(Hash));
    if (!crypto::constant_time_equal(bytes.first(sizeof(Hash)), mac(body)))
        return foreign_redaction(path_, why);
    auto job = decode(body);
    if (!job) return job.error().in(path_);
    return std::optional(std::move(*job));
}

Result<void> RedactingFile::save(const RedactionJob& job) const {
    return write_file_atomic(*files_, path_, encode(job));
}

Result<void> RedactingFile::remove() const {
    auto removed = files_->remove(path_);
    if (!removed && removed.error().code() == ErrorCode::not_found) return {};
    return removed;
}

}  // namespace gdprd::audit
