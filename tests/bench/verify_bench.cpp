// verify_bench [DIR [ENTRIES]]: entries a second that `gdprctl audit verify` takes, with 1 and 2
// threads, without and with the data key, beside SHA-256 alone over the same bytes: the leaf, the
// payload, and one node of the tree for each entry.

#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include "audit/entry.hpp"
#include "audit/trail.hpp"
#include "audit/tree.hpp"
#include "audit/verifier.hpp"
#include "config/base/assert.hpp"

namespace {

using namespace gdprd;
using namespace gdprd::audit;
using Seconds = std::chrono::duration<double>;

constexpr std::size_t kLeafBytes = 169;
constexpr std::size_t kPayloadBytes = 24;
constexpr std::size_t kStoredBytes = kPayloadBytes + 28;
constexpr int kRounds = 3;

const OffLoop kOff = OffLoop::on_blocking_thread();

struct Made {
    std::string dir;
    std::string vkey;
    std::uint64_t entries = 0;
};

Made make_trail(const std::string& dir, const Secret& root_key, std::uint64_t entries,
                std::size_t batch) {
    SystemClock clock;
    TrailOptions options;
    options.origin = "example.org/bench";
    auto trail = Trail::open(kOff, dir, options, root_key, clock);
    GDPRD_ASSERT(trail.has_value());
    EntryDraft draft;
    draft.type = EntryType::read;
    draft.store = "crm";
    draft.collection = "customers";
    draft.actor = "uid:app";
    draft.row_count = 1;
    draft.payload = cbor::Map{{"data", Bytes(kPayloadBytes - 8, 0x42)}};
    const std::vector<EntryDraft> drafts(batch, draft);
    while ((*trail)->size() < entries) GDPRD_ASSERT((*trail)->append(kOff, drafts).has_value());
    return {dir, (*trail)->vkey(), (*trail)->size()};
}

template <class Deed>
double best_rate(double entries, Deed&& deed) {
    double best = 0;
    for (int round = 0; round < kRounds; ++round) {
        const auto begin = std::chrono::steady_clock::now();
        deed();
        best = std::max(best, entries / Seconds(std::chrono::steady_clock::now() - begin).count());
    }
    return best;
}

/// The hashes alone, of bytes in memory, on as many threads.
double bare_rate(std::size_t threads, std::uint64_t entries) {
    const auto hash = [&] {
        const Bytes leaf(kLeafBytes, 0x11);
        const Bytes stored(kStoredBytes, 0x22);
        Hash node{};
        for (std::uint64_t i = 0; i < entries / threads; ++i) {
            node = node_hash(leaf_hash(leaf), node);
            GDPRD_ASSERT(payload_commitment(stored) != node);
        }
    };
    return best_rate(static_cast<double>(entries), [&] {
        std::vector<std::thread> all;
        for (std::size_t i = 0; i < threads; ++i) all.emplace_back(hash);
        for (auto& one : all) one.join();
    });
}

double verify_rate(const Made& made, std::size_t threads, const Secret* root_key) {
    VerifyOptions options;
    options.dir = made.dir;
    options.vkey = made.vkey;
    options.threads = threads;
    options.root_key = root_key;
    return best_rate(static_cast<double>(made.entries), [&] {
        const auto report = verify_trail(kOff, options);
        GDPRD_ASSERT(report.has_value() && report->ok() && report->size == made.entries);
    });
}

}  // namespace

int main(int argc, char** argv) {
    std::string dir = std::string(argc > 1 ? argv[1] : ".") + "/verify-bench-XXXXXX";
    const std::uint64_t entries = argc > 2 ? std::strtoull(argv[2], nullptr, 10) : 1'000'000;
    GDPRD_ASSERT(::mkdtemp(dir.data()) != nullptr);
    const Secret root_key = Secret::random(32);
    std::printf("entries verified a second, %zu bytes of leaf and %zu of payload, best of %d\n",
                kLeafBytes, kStoredBytes, kRounds);
    std::printf("%6s %8s %12s %12s %12s\n", "batch", "threads", "bare sha256", "vkey alone",
                "with data key");
    for (const std::size_t batch : {4096U, 256U, 1U}) {
        // A frame has at least 4096 bytes, however few its entries.
        const std::uint64_t wanted = batch == 1 ? entries / 50 : entries;
        const Made made = make_trail(dir + "/" + std::to_string(batch), root_key, wanted, batch);
        for (const std::size_t threads : {1U, 2U}) {
            std::printf("%6zu %8zu %12.0f %12.0f %12.0f\n", batch, threads,
                        bare_rate(threads, entries), verify_rate(made, threads, nullptr),
                        verify_rate(made, threads, &root_key));
            std::fflush(stdout);
        }
    }
    std::filesystem::remove_all(dir);
}
