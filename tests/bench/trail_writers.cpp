#include "tests/bench/trail_writers.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <future>
#include <string>
#include <utility>

#include "audit/frame.hpp"
#include "config/base/assert.hpp"
#include "config/base/crypto.hpp"
#include "config/base/sqlite.hpp"

namespace gdprd::bench {

namespace {

constexpr std::uint64_t kFileBytes = 256ULL << 20;
constexpr std::size_t kZerosBytes = 64U << 10;

/// The bytes of a frame with so many entries.
std::uint64_t frame_bytes(std::size_t entries) {
    return audit::round_up_to_block(audit::kFrameHeaderBytes +
                                    entries * (2 + kLeafBytes + kStoredBytes));
}

/// A file written with zeros, overwritten from its beginning when it is full.
class ZeroedFile {
  public:
    explicit ZeroedFile(const std::string& path)
        : descriptor_(::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600)) {
        GDPRD_ASSERT(descriptor_ >= 0);
        const Bytes zeros(1U << 20);
        for (std::uint64_t at = 0; at < kFileBytes; at += zeros.size()) write(zeros);
        GDPRD_ASSERT(::fdatasync(descriptor_) == 0);
        at_ = 0;
    }
    ~ZeroedFile() { ::close(descriptor_); }
    ZeroedFile(const ZeroedFile&) = delete;
    ZeroedFile& operator=(const ZeroedFile&) = delete;
    void commit(BytesView bytes) {
        if (at_ + bytes.size() > kFileBytes) at_ = 0;
        write(bytes);
        GDPRD_ASSERT(::fdatasync(descriptor_) == 0);
    }

  private:
    void write(BytesView bytes) {
        const ssize_t n =
            ::pwrite(descriptor_, bytes.data(), bytes.size(), static_cast<off_t>(at_));
        GDPRD_ASSERT(n == static_cast<ssize_t>(bytes.size()));
        at_ += bytes.size();
    }
    int descriptor_;
    std::uint64_t at_ = 0;
};

/// Files written with zeros, each filled once: while one is, the next is written with zeros beside
/// it, as a log that keeps everything has to.
class NewFiles {
  public:
    explicit NewFiles(std::string dir) : dir_(std::move(dir)), active_(make(0)) {}
    ~NewFiles() {
        if (next_.valid()) ::close(next_.get());
        ::close(active_);
    }
    NewFiles(const NewFiles&) = delete;
    NewFiles& operator=(const NewFiles&) = delete;
    void commit(BytesView bytes) {
        if (at_ + bytes.size() > kFileBytes) begin_next();
        if (at_ >= kFileBytes / 8 && !next_.valid()) prepare_next();
        GDPRD_ASSERT(::pwrite(active_, bytes.data(), bytes.size(), static_cast<off_t>(at_)) ==
                     static_cast<ssize_t>(bytes.size()));
        GDPRD_ASSERT(::fdatasync(active_) == 0);
        at_ += bytes.size();
    }

  private:
    /// A little at a time: a sync waits for what is on its way to the disk.
    [[nodiscard]] int make(unsigned number) const {
        const std::string path = dir_ + "/new-" + std::to_string(number);
        const int out = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
        GDPRD_ASSERT(out >= 0 && ::unlink(path.c_str()) == 0);
        const Bytes zeros(kZerosBytes);
        for (std::uint64_t at = 0; at < kFileBytes; at += kZerosBytes) {
            const auto from = static_cast<off_t>(at);
            GDPRD_ASSERT(::pwrite(out, zeros.data(), kZerosBytes, from) ==
                         static_cast<ssize_t>(kZerosBytes));
            GDPRD_ASSERT(::sync_file_range(out, from, kZerosBytes,
                                           SYNC_FILE_RANGE_WAIT_BEFORE | SYNC_FILE_RANGE_WRITE |
                                               SYNC_FILE_RANGE_WAIT_AFTER) == 0);
        }
        GDPRD_ASSERT(::fdatasync(out) == 0);
        return out;
    }
    void prepare_next() {
        next_ = std::async(std::launch::async, [this, number = ++number_] { return make(number); });
    }
    void begin_next() {
        if (!next_.valid()) prepare_next();
        ::close(active_);
        active_ = next_.get();
        at_ = 0;
    }

    std::string dir_;
    unsigned number_ = 0;
    int active_;
    std::uint64_t at_ = 0;
    std::future<int> next_;
};

class RawWriter final : public Writer {
  public:
    explicit RawWriter(const std::string& dir) : file_(dir + "/raw") {}
    void commit(std::size_t entries) override {
        bytes_.resize(frame_bytes(entries), 0x11);
        file_.commit(bytes_);
    }

  private:
    ZeroedFile file_;
    Bytes bytes_;
};

template <class File>
class PipelineWriter final : public Writer {
  public:
    explicit PipelineWriter(const std::string& path) : file_(path) {}
    void commit(std::size_t entries) override {
        bytes_.resize(frame_bytes(entries));
        const auto leaves = std::span(bytes_).subspan(audit::kFrameHeaderBytes);
        const auto payloads = leaves.subspan(entries * (2 + kLeafBytes));
        for (std::size_t i = 0; i < entries; ++i) {
            crypto_.entry(leaves.subspan(i * (2 + kLeafBytes), kLeafBytes),
                          payloads.subspan(i * kStoredBytes, kStoredBytes));
        }
        file_.commit(bytes_);
    }

  private:
    File file_;
    BareCrypto crypto_;
    Bytes bytes_;
};

class InProcessWriter final : public Writer {
  public:
    explicit InProcessWriter(const std::string& dir) {
        auto trail = audit::Trail::open(OffLoop::on_blocking_thread(), dir + "/trail",
                                        trail_options(), Secret::random(32), clock_);
        GDPRD_ASSERT(trail.has_value());
        trail_ = std::move(*trail);
    }
    void commit(std::size_t entries) override {
        drafts_.resize(entries, read_draft());
        GDPRD_ASSERT(trail_->append(OffLoop::on_blocking_thread(), drafts_).has_value());
    }

  private:
    SystemClock clock_;
    std::vector<audit::EntryDraft> drafts_;
    std::unique_ptr<audit::Trail> trail_;
};

class SqliteWriter final : public Writer {
  public:
    explicit SqliteWriter(const std::string& dir) {
        auto db = sqlite::Database::open(dir + "/bench.db", sqlite::OpenMode::create);
        GDPRD_ASSERT(db.has_value());
        db_ = std::make_unique<sqlite::Database>(std::move(*db));
        for (const char* sql : {"PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL",
                                "CREATE TABLE entry(seq INTEGER PRIMARY KEY, kind INTEGER, leaf "
                                "BLOB, payload BLOB) STRICT",
                                "CREATE INDEX entry_kind ON entry(kind, seq)"}) {
            GDPRD_ASSERT(db_->execute(sql).has_value());
        }
    }
    void commit(std::size_t entries) override {
        Bytes leaf(kLeafBytes);
        Bytes stored(kStoredBytes);
        auto transaction = sqlite::Transaction::begin(*db_);
        auto insert = db_->prepare("INSERT INTO entry(kind, leaf, payload) VALUES(1, ?1, ?2)");
        GDPRD_ASSERT(transaction.has_value() && insert.has_value());
        for (std::size_t i = 0; i < entries; ++i) {
            crypto_.entry(leaf, stored);
            insert->bind(1, BytesView(leaf)).bind(2, BytesView(stored));
            GDPRD_ASSERT(insert->run().has_value());
            insert->reset();
        }
        GDPRD_ASSERT(transaction->commit().has_value());
    }

  private:
    BareCrypto crypto_;
    std::unique_ptr<sqlite::Database> db_;
};

}  // namespace

BareCrypto::BareCrypto()
    : aes_(EVP_CIPHER_fetch(nullptr, "AES-256-GCM", nullptr)),
      sha256_(EVP_MD_fetch(nullptr, "SHA256", nullptr)),
      env_(EVP_CIPHER_CTX_new()),
      pay_(EVP_CIPHER_CTX_new()),
      digest_(EVP_MD_CTX_new()) {
    GDPRD_ASSERT(aes_ && sha256_ && env_ && pay_ && digest_);
    for (EVP_CIPHER_CTX* context : {env_.get(), pay_.get()}) {
        Bytes key(32);
        crypto::random_bytes(key);
        GDPRD_ASSERT(EVP_EncryptInit_ex2(context, aes_.get(), key.data(), nullptr, nullptr) == 1);
    }
}

void BareCrypto::seal(EVP_CIPHER_CTX* context, BytesView aad, BytesView plain,
                      std::uint8_t* out) const {
    int n = 0;
    std::uint8_t* const tag = out + plain.size();
    GDPRD_ASSERT(EVP_EncryptInit_ex2(context, nullptr, nullptr, nonce_, nullptr) == 1);
    GDPRD_ASSERT(
        EVP_EncryptUpdate(context, nullptr, &n, aad.data(), static_cast<int>(aad.size())) == 1);
    GDPRD_ASSERT(
        EVP_EncryptUpdate(context, out, &n, plain.data(), static_cast<int>(plain.size())) == 1);
    GDPRD_ASSERT(EVP_EncryptFinal_ex(context, tag, &n) == 1);
    GDPRD_ASSERT(EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, 16, tag) == 1);
}

void BareCrypto::hash(std::uint8_t prefix, BytesView bytes, std::uint8_t* out) {
    EVP_MD_CTX* const context = digest_.get();
    GDPRD_ASSERT(EVP_DigestInit_ex2(context, sha256_.get(), nullptr) == 1);
    GDPRD_ASSERT(EVP_DigestUpdate(context, &prefix, 1) == 1);
    GDPRD_ASSERT(EVP_DigestUpdate(context, bytes.data(), bytes.size()) == 1);
    GDPRD_ASSERT(EVP_DigestFinal_ex(context, out, nullptr) == 1);
}

void BareCrypto::entry(std::span<std::uint8_t> leaf, std::span<std::uint8_t> stored) {
    ++seq_;
    for (unsigned i = 0; i < 8; ++i) {
        nonce_[4 + i] = static_cast<std::uint8_t>(seq_ >> (56 - 8 * i));
    }
    std::copy(std::begin(nonce_), std::end(nonce_), stored.begin());
    const BytesView plain(plain_);
    seal(pay_.get(), plain.first(21), plain, stored.data() + sizeof nonce_);
    hash(0x02, stored, leaf.data() + 18);
    seal(env_.get(), leaf.first(kHeaderBytes), plain.first(kEnvelopeBytes),
         leaf.data() + kHeaderBytes);
    hash(0x00, leaf, last_);
}

audit::EntryDraft read_draft() {
    audit::EntryDraft out;
    out.type = audit::EntryType::read;
    out.store = "crm";
    out.collection = "customers";
    out.actor = "uid:app";
    out.row_count = 1;
    // 256 bytes of CBOR: a map of one byte string.
    out.payload = cbor::Map{{"data", Bytes(kPayloadBytes - 8, 0x42)}};
    return out;
}

audit::TrailOptions trail_options() {
    audit::TrailOptions out;
    out.origin = "example.org/bench";
    out.first_segment_bytes = kFileBytes;
    return out;
}

std::unique_ptr<Writer> raw_writer(const std::string& dir) {
    return std::make_unique<RawWriter>(dir);
}

std::unique_ptr<Writer> pipeline_writer(const std::string& dir) {
    return std::make_unique<PipelineWriter<ZeroedFile>>(dir + "/pipeline");
}

std::unique_ptr<Writer> growing_pipeline_writer(const std::string& dir) {
    return std::make_unique<PipelineWriter<NewFiles>>(dir);
}

std::unique_ptr<Writer> trail_writer(const std::string& dir) {
    return std::make_unique<InProcessWriter>(dir);
}

std::unique_ptr<Writer> sqlite_writer(const std::string& dir) {
    return std::make_unique<SqliteWriter>(dir);
}

}  // namespace gdprd::bench
