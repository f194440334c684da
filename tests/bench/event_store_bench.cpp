// What it costs to believe events.db: `event_store_bench [identifiers]` (default 1,000,000), on the
// file system of TMPDIR. Prints how long it takes to fill it, to open it, to read every row again
// beside its writer, and to find and to forget single rows.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "config/base/bytes.hpp"
#include "config/base/crypto.hpp"
#include "daemon/state/event_store.hpp"

namespace {

using gdprd::daemon::EventStore;
using gdprd::daemon::KnownSubject;
using gdprd::daemon::SubjectDigest;
using Clock = std::chrono::steady_clock;
namespace fs = std::filesystem;

const gdprd::OffLoop kOff = gdprd::OffLoop::on_blocking_thread();
constexpr std::uint64_t kBatch = 4096;
constexpr int kTimes = 1000;

double milliseconds(Clock::time_point since) {
    return std::chrono::duration<double, std::milli>(Clock::now() - since).count();
}

template <class T>
T or_die(gdprd::Result<T> result) {
    if (result) return std::move(*result);
    fmt::print(stderr, "{}\n", result.error().message());
    std::exit(1);
}

void or_die(const gdprd::Result<void>& result) {
    if (result) return;
    fmt::print(stderr, "{}\n", result.error().message());
    std::exit(1);
}

KnownSubject subject(std::uint64_t number) {
    gdprd::Bytes bytes;
    gdprd::put_u64(bytes, number);
    const gdprd::Hash hash = gdprd::crypto::sha256(bytes);
    std::array<std::uint8_t, 16> digest{};
    std::copy_n(hash.begin(), digest.size(), digest.begin());
    return {SubjectDigest(digest), number};
}

}  // namespace

int main(int argc, char** argv) {
    const std::uint64_t count = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000;
    std::string dir = (fs::temp_directory_path() / "gdprd-events-XXXXXX").string();
    if (::mkdtemp(dir.data()) == nullptr) return 1;
    const gdprd::Secret root = gdprd::Secret::random(32);
    {
        const auto store = or_die(EventStore::open(kOff, dir, root));
        const auto begin = Clock::now();
        for (std::uint64_t first = 0; first < count; first += kBatch) {
            std::vector<KnownSubject> batch;
            for (std::uint64_t i = first; i < std::min(count, first + kBatch); ++i)
                batch.push_back(subject(i));
            or_die(store->put_subjects(kOff, batch));
        }
        const double ms = milliseconds(begin);
        fmt::print("{} identifiers put: {:.0f} ms, {:.2f} us each\n", count, ms,
                   1000 * ms / static_cast<double>(count));
    }
    auto begin = Clock::now();
    const auto store = or_die(EventStore::open(kOff, dir, root));
    fmt::print("opened, all rows checked: {:.0f} ms\n", milliseconds(begin));
    begin = Clock::now();
    or_die(store->check_subjects(kOff));
    fmt::print("checked again: {:.0f} ms\n", milliseconds(begin));
    begin = Clock::now();
    for (std::uint64_t i = 0; i < kTimes; ++i) {
        const SubjectDigest asked[] = {subject(i * (count / kTimes)).digest};
        if (or_die(store->find_subjects(kOff, asked)).front().empty()) return 1;
    }
    fmt::print("found one: {:.1f} us\n", 1000 * milliseconds(begin) / kTimes);
    begin = Clock::now();
    constexpr std::uint64_t kForgotten = 20;
    for (std::uint64_t i = 0; i < kForgotten; ++i) {
        const std::uint64_t number[] = {i};
        or_die(store->forget_subjects(kOff, number));
    }
    fmt::print("forgot one: {:.2f} ms\n", milliseconds(begin) / kForgotten);
    or_die(store->check_subjects(kOff));
    fs::remove_all(dir);
    return 0;
}
