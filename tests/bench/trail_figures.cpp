#include "tests/bench/trail_figures.hpp"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>

#include "audit/file_store.hpp"
#include "audit/proof.hpp"
#include "audit/segments.hpp"
#include "audit/tree.hpp"
#include "audit/verifier.hpp"
#include "config/base/assert.hpp"
#include "tests/bench/trail_writers.hpp"

namespace gdprd::bench {

namespace {

using namespace gdprd::audit;
using Clock = std::chrono::steady_clock;
const OffLoop kOff = OffLoop::on_blocking_thread();

double seconds_since(Clock::time_point begin) {
    return std::chrono::duration<double>(Clock::now() - begin).count();
}

std::unique_ptr<Trail> open(const std::string& dir, const Secret& root_key,
                            const gdprd::Clock& clock,
                            const TrailOptions& options = trail_options()) {
    auto trail = Trail::open(kOff, dir, options, root_key, clock);
    GDPRD_ASSERT(trail.has_value());
    return std::move(*trail);
}

double seconds_to_open(const std::string& dir, const Secret& root_key) {
    const SystemClock clock;
    const auto begin = Clock::now();
    const auto trail = open(dir, root_key, clock);
    return seconds_since(begin);
}

/// Every leaf is the same, so each complete subtree is too: a whole tree in a few hashes.
class SameLeaves final : public HashSource {
  public:
    explicit SameLeaves(const Hash& leaf) {
        Hash hash = leaf;
        for (unsigned level = 0; level < kTileLevels; ++level) {
            levels_[level] = hash;
            for (unsigned i = 0; i < kTileHeight; ++i) hash = node_hash(hash, hash);
        }
    }
    Result<void> read(unsigned level, std::uint64_t /*first*/, std::span<Hash> out) override {
        std::fill(out.begin(), out.end(), levels_[level]);
        return {};
    }

  private:
    std::array<Hash, kTileLevels> levels_{};
};

/// Of the segments that are closed, for each entry in them.
double closed_bytes_an_entry(const std::string& dir) {
    const auto files = real_files();
    const auto segments = list_segments(*files, dir);
    GDPRD_ASSERT(segments && segments->size() > 1);
    std::uint64_t bytes = 0;
    for (std::size_t i = 0; i + 1 < segments->size(); ++i) {
        bytes += std::filesystem::file_size(dir + "/" + (*segments)[i].name);
    }
    return static_cast<double>(bytes) / static_cast<double>(segments->back().first_seq);
}

}  // namespace

void print_recovery(const std::string& dir) {
    constexpr std::size_t kCalls = 800;
    const Secret root_key = Secret::random(32);
    const std::string path = dir + "/recovery";
    const pid_t child = ::fork();
    GDPRD_ASSERT(child >= 0);
    if (child == 0) {
        const SystemClock clock;
        const auto trail = open(path, root_key, clock);
        const std::vector<EntryDraft> drafts(256, read_draft());
        for (std::size_t i = 0; i < kCalls; ++i) {
            GDPRD_ASSERT(trail->append(kOff, drafts).has_value());
        }
        ::_exit(0);
    }
    int status = 0;
    GDPRD_ASSERT(::waitpid(child, &status, 0) == child && status == 0);
    const double after_end = seconds_to_open(path, root_key);
    std::filesystem::remove_all(path + "/tree");
    const double without_tree = seconds_to_open(path, root_key);
    std::printf(
        "recovery of %zu entries after an end without a stop: %.3f s (aim: at most 1 s)\n"
        "  the same when the tree files are lost too, so that every entry is read: %.3f s\n",
        kCalls * 256, after_end, without_tree);
}

void print_inclusion_proof() {
    constexpr std::uint64_t kLeaves = 1'000'000'000;
    constexpr std::uint64_t kProofs = 200;
    const Hash leaf = leaf_hash(as_bytes("leaf"));
    SameLeaves tree(leaf);
    const auto root = tree_root(tree, kLeaves);
    GDPRD_ASSERT(root.has_value());
    const std::string note =
        sign_checkpoint({"example.org/bench", kLeaves, *root}, Secret::random(32));
    std::size_t bytes = 0;
    double worst = 0;
    const auto begin = Clock::now();
    for (std::uint64_t i = 0; i < kProofs; ++i) {
        const auto one = Clock::now();
        const std::uint64_t index = (i * 618'033'989) % kLeaves;
        const auto path = prove_inclusion(tree, index, kLeaves);
        GDPRD_ASSERT(path && verify_inclusion({index, kLeaves}, leaf, *path, *root));
        bytes = std::max(bytes, format_proof({EntryIndex(index), *path, note}).size());
        worst = std::max(worst, seconds_since(one));
    }
    std::printf(
        "inclusion proof in a tree of 10^9 leaves (simulated in memory), made and verified: mean "
        "%.3f ms, worst %.3f ms, %zu bytes (aims: at most 1 ms, 2560 bytes)\n",
        1e3 * seconds_since(begin) / kProofs, 1e3 * worst, bytes);
}

void print_repacking(const std::string& dir) {
    const std::string path = dir + "/repacking";
    const Secret root_key = Secret::random(32);
    const SystemClock clock;
    TrailOptions options = trail_options();
    options.first_segment_bytes = 4ULL << 20;
    options.segment_bytes = 4ULL << 20;
    options.repacking = Repacking::off;
    {
        const auto trail = open(path, root_key, clock, options);
        const std::vector<EntryDraft> one(1, read_draft());
        for (int i = 0; i < 4000; ++i) GDPRD_ASSERT(trail->append(kOff, one).has_value());
    }
    const double before = closed_bytes_an_entry(path);
    options.repacking = Repacking::on;
    const auto trail = open(path, root_key, clock, options);
    const auto begin = Clock::now();
    trail->wait_for_repacking(kOff);
    std::printf(
        "repacking of 4000 entries, one a commit: %.0f bytes an entry before, %.0f after, "
        "%.3f s\n",
        before, closed_bytes_an_entry(path), seconds_since(begin));
}

void print_sustained(const std::string& dir, std::uint64_t entries) {
    constexpr std::size_t kBatch = 256;
    const std::string path = dir + "/sustained";
    const Secret root_key = Secret::random(32);
    const SystemClock clock;
    const std::vector<EntryDraft> drafts(kBatch, read_draft());
    std::printf("\nsustained: %llu entries in calls of %zu\n%12s %12s %10s %10s\n",
                static_cast<unsigned long long>(entries), kBatch, "entries", "entries/s", "p99 ms",
                "worst ms");
    std::string vkey;
    std::uint64_t done = 0;
    {
        TrailOptions options = trail_options();
        options.first_segment_bytes = 16ULL << 20;
        const auto trail = open(path, root_key, clock, options);
        vkey = trail->vkey();
        const auto begin = Clock::now();
        for (int tenth = 1; tenth <= 10; ++tenth) {
            std::vector<double> times;
            const std::uint64_t until = entries * static_cast<std::uint64_t>(tenth) / 10;
            const std::uint64_t from = done;
            const auto part = Clock::now();
            for (; done < until; done += kBatch) {
                const auto one = Clock::now();
                GDPRD_ASSERT(trail->append(kOff, drafts).has_value());
                times.push_back(seconds_since(one));
            }
            if (times.empty()) continue;
            const double rate = static_cast<double>(done - from) / seconds_since(part);
            std::sort(times.begin(), times.end());
            std::printf("%12llu %12.0f %10.3f %10.3f\n", static_cast<unsigned long long>(done),
                        rate, 1e3 * times[times.size() * 99 / 100], 1e3 * times.back());
            std::fflush(stdout);
        }
        std::printf("  all: %.0f entries/s\n", static_cast<double>(done) / seconds_since(begin));
    }
    if (list_segments(*real_files(), path)->size() > 1) {
        std::printf("  closed segments: %.0f bytes for an entry\n", closed_bytes_an_entry(path));
    }
    VerifyOptions options;
    options.dir = path;
    options.vkey = vkey;
    const auto begin = Clock::now();
    const auto report = verify_trail(kOff, options);
    GDPRD_ASSERT(report && report->ok() && report->size > done);
    std::printf("  verified: %.0f entries/s (aim: 2.5 million on two cores)\n",
                static_cast<double>(report->size) / seconds_since(begin));
}

}  // namespace gdprd::bench
