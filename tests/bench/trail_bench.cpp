// trail_bench [DIR]: durable appends a second, beside what the disk and the crypto alone would do.
//
// For each batch size, rows of a payload of 256 bytes:
//   raw       pwrite + fdatasync of as many bytes, into a file written with zeros before
//   pipeline  the same after AES-256-GCM of envelope and payload and SHA-256 of leaf and payload,
//             without any code of the trail
//   trail     Trail::append, from drafts to the acknowledgement
//   sqlite    one transaction with an INSERT per entry that pays the same crypto, WAL,
//             synchronous=FULL
// The four run in turns, so that all of them see the same machine.

#include <fcntl.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "audit/entry.hpp"
#include "audit/frame.hpp"
#include "audit/payload.hpp"
#include "audit/trail.hpp"
#include "config/base/assert.hpp"
#include "config/base/crypto.hpp"
#include "config/base/sqlite.hpp"

namespace {

using namespace gdprd;
using namespace gdprd::audit;
using Seconds = std::chrono::duration<double>;

constexpr std::size_t kPayloadBytes = 256;
constexpr std::size_t kLeafBytes = 169;
constexpr std::size_t kStoredBytes = kPayloadBytes + 28;
constexpr int kRounds = 5;
constexpr std::uint64_t kFileBytes = 256ULL << 20;

/// The bytes of a frame with `batch` entries.
std::uint64_t frame_bytes(std::size_t batch) {
    return round_up_to_block(kFrameHeaderBytes + batch * (2 + kLeafBytes + kStoredBytes));
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

/// What any design with these promises has to compute for an entry.
class BareCrypto {
  public:
    void entry(std::span<std::uint8_t> leaf, std::span<std::uint8_t> stored) {
        const auto nonce = seq_nonce(++seq_);
        std::copy(nonce.begin(), nonce.end(), stored.begin());
        pay_.seal(nonce, BytesView(plain_).first(kPayloadAadBytes), plain_, stored.subspan(12));
        const Hash commitment = payload_commitment(stored);
        std::copy(commitment.begin(), commitment.end(), leaf.begin() + 18);
        env_.seal(nonce, leaf.first(kHeaderBytes), BytesView(plain_).first(kEnvelopeBytes),
                  leaf.subspan(kHeaderBytes));
        last_ = leaf_hash(leaf);
    }

  private:
    crypto::Aes256Gcm env_{Secret::random(32)};
    crypto::Aes256Gcm pay_{Secret::random(32)};
    Bytes plain_ = Bytes(kPayloadBytes, 0x42);
    Hash last_{};
    std::uint64_t seq_ = 0;
};

class Bench {
  public:
    explicit Bench(const std::string& dir)
        : raw_(dir + "/raw"), pipeline_(dir + "/pipeline"), dir_(dir) {
        auto db = sqlite::Database::open(dir + "/bench.db", sqlite::OpenMode::create);
        GDPRD_ASSERT(db.has_value());
        db_ = std::make_unique<sqlite::Database>(std::move(*db));
        for (const char* sql : {"PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL",
                                "CREATE TABLE entry(seq INTEGER PRIMARY KEY, leaf BLOB, "
                                "payload BLOB) STRICT"}) {
            GDPRD_ASSERT(db_->execute(sql).has_value());
        }
        TrailOptions options;
        options.origin = "example.org/bench";
        options.first_segment_bytes = kFileBytes;
        auto trail = Trail::open(OffLoop::on_blocking_thread(), dir + "/trail", options,
                                 Secret::random(32), clock_);
        GDPRD_ASSERT(trail.has_value());
        trail_ = std::move(*trail);
    }

    void run(std::size_t batch) {
        drafts_.assign(batch, draft());
        const std::function<void()> deeds[] = {
            [&] { raw_.commit(Bytes(frame_bytes(batch), 0x11)); },
            [&] { pipeline(batch); },
            [&] {
                GDPRD_ASSERT(trail_->append(OffLoop::on_blocking_thread(), drafts_).has_value());
            },
            [&] { sqlite(batch); },
        };
        double rates[4] = {};
        for (int round = 0; round < kRounds; ++round) {
            for (std::size_t i = 0; i < 4; ++i) {
                rates[i] = std::max(rates[i], rate(deeds[i], batch));
            }
        }
        std::printf("%6zu %12.0f %12.0f %12.0f %12.0f %10.0f%% %10.0f%% %10.1fx\n", batch, rates[0],
                    rates[1], rates[2], rates[3], 100 * rates[2] / rates[1],
                    100 * rates[2] / rates[0], rates[2] / rates[3]);
        std::fflush(stdout);
    }

  private:
    static EntryDraft draft() {
        EntryDraft out;
        out.type = EntryType::read;
        out.store = "crm";
        out.collection = "customers";
        out.actor = "uid:app";
        out.row_count = 1;
        // 256 bytes of CBOR: a map of one byte string.
        out.payload = cbor::Map{{"data", Bytes(kPayloadBytes - 8, 0x42)}};
        return out;
    }

    static double rate(const std::function<void()>& deed, std::size_t batch) {
        const auto begin = std::chrono::steady_clock::now();
        std::size_t done = 0;
        while (Seconds(std::chrono::steady_clock::now() - begin).count() < 0.3) {
            deed();
            done += batch;
        }
        return static_cast<double>(done) /
               Seconds(std::chrono::steady_clock::now() - begin).count();
    }

    void pipeline(std::size_t batch) {
        buffer_.resize(frame_bytes(batch));
        for (std::size_t i = 0; i < batch; ++i) {
            const auto all = std::span(buffer_);
            crypto_.entry(
                all.subspan(kFrameHeaderBytes + i * (2 + kLeafBytes), kLeafBytes),
                all.subspan(kFrameHeaderBytes + batch * (2 + kLeafBytes) + i * kStoredBytes,
                            kStoredBytes));
        }
        pipeline_.commit(buffer_);
    }

    void sqlite(std::size_t batch) {
        Bytes leaf(kLeafBytes);
        Bytes stored(kStoredBytes);
        auto transaction = sqlite::Transaction::begin(*db_);
        auto insert = db_->prepare("INSERT INTO entry(leaf, payload) VALUES(?1, ?2)");
        GDPRD_ASSERT(transaction.has_value() && insert.has_value());
        for (std::size_t i = 0; i < batch; ++i) {
            crypto_.entry(leaf, stored);
            insert->bind(1, BytesView(leaf)).bind(2, BytesView(stored));
            GDPRD_ASSERT(insert->run().has_value());
            insert->reset();
        }
        GDPRD_ASSERT(transaction->commit().has_value());
    }

    ZeroedFile raw_;
    ZeroedFile pipeline_;
    std::string dir_;
    BareCrypto crypto_;
    Bytes buffer_;
    std::vector<EntryDraft> drafts_;
    std::unique_ptr<sqlite::Database> db_;
    SystemClock clock_;
    std::unique_ptr<Trail> trail_;
};

}  // namespace

int main(int argc, char** argv) {
    const std::string base = argc > 1 ? argv[1] : ".";
    std::string dir = base + "/trail-bench-XXXXXX";
    GDPRD_ASSERT(::mkdtemp(dir.data()) != nullptr);
    std::printf("durable entries a second, payload %zu bytes, best of %d rounds\n", kPayloadBytes,
                kRounds);
    std::printf("%6s %12s %12s %12s %12s %11s %11s %11s\n", "batch", "raw", "pipeline", "trail",
                "sqlite", "of pipeline", "of raw", "to sqlite");
    {
        Bench bench(dir);
        for (const std::size_t batch : {1U, 16U, 256U, 4096U}) bench.run(batch);
    }
    std::filesystem::remove_all(dir);
}
