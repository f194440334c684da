// What one subject costs among many: `subject_keys_bench [subjects] [destroyed] [epochs]`, on the
// file system of TMPDIR. Prints the size of the key files, and how long it took to make a key, to
// find one that is in no cache, and to destroy one; every other key is looked at afterwards.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "audit/keyring.hpp"

namespace {

using gdprd::audit::KeyRing;
using Clock = std::chrono::steady_clock;
namespace fs = std::filesystem;

double milliseconds(Clock::time_point since) {
    return std::chrono::duration<double, std::milli>(Clock::now() - since).count();
}

std::uint64_t argument(int argc, char** argv, int at, std::uint64_t otherwise) {
    return argc > at ? std::strtoull(argv[at], nullptr, 10) : otherwise;
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

void print_times(const char* what, std::vector<double> times) {
    std::sort(times.begin(), times.end());
    const auto at = [&](double part) {
        return times[static_cast<std::size_t>(part * static_cast<double>(times.size() - 1))];
    };
    fmt::print("{:<22} p50 {:.3f} ms  p99 {:.3f} ms  max {:.3f} ms  ({} times)\n", what, at(0.5),
               at(0.99), times.back(), times.size());
}

}  // namespace

int main(int argc, char** argv) {
    const std::uint64_t subjects = argument(argc, argv, 1, 1'000'000);
    const std::uint64_t destroyed = argument(argc, argv, 2, 1000);
    const std::uint64_t epochs = argument(argc, argv, 3, 400);
    std::string dir = (fs::temp_directory_path() / "gdprd-keys-XXXXXX").string();
    if (::mkdtemp(dir.data()) == nullptr) return 1;
    fs::create_directories(dir + "/keys");
    const auto files = gdprd::audit::real_files();
    const gdprd::Secret root = gdprd::Secret::random(32);
    {
        auto ring = or_die(KeyRing::create(files, dir, root, "example.org/bench", {}));
        for (std::uint64_t i = 0; i < epochs; ++i) or_die(ring.add_epoch(i, 1, i));
        const auto begin = Clock::now();
        for (std::uint64_t made = 0; made < subjects;) {
            const auto count = std::min<std::uint64_t>(4096, subjects - made);
            made += or_die(ring.add_subjects(count, 0)).size();
        }
        const double made_ms = milliseconds(begin);
        std::vector<double> one;
        for (int i = 0; i < 200; ++i) {
            const auto at = Clock::now();
            or_die(ring.add_subjects(1, 0));
            one.push_back(milliseconds(at));
        }
        fmt::print("{} subject keys in batches of 4096: {:.1f} ms, {:.2f} us each\n", subjects,
                   made_ms, 1000 * made_ms / static_cast<double>(subjects));
        print_times("make one", one);
    }
    std::uint64_t bytes = 0;
    for (const auto& entry : fs::recursive_directory_iterator(dir + "/keys")) {
        if (entry.is_regular_file()) bytes += entry.file_size();
    }
    fmt::print("key files: {} bytes, {:.1f} a subject; {} epochs\n", bytes,
               static_cast<double>(bytes) / static_cast<double>(subjects), epochs);

    auto ring = or_die(KeyRing::open(files, dir, root, {}));
    const std::uint64_t step = std::max<std::uint64_t>(1, subjects / destroyed);
    std::vector<double> found;
    std::vector<double> gone;
    for (std::uint64_t i = 0; i < destroyed; ++i) {
        const std::uint64_t number = i * step;
        auto at = Clock::now();
        or_die(ring.find_subject(number));
        found.push_back(milliseconds(at));
        at = Clock::now();
        or_die(ring.destroy_subjects(std::vector<std::uint64_t>{number}));
        gone.push_back(milliseconds(at));
    }
    print_times("find, not in a cache", found);
    print_times("destroy one", gone);
    auto again = or_die(KeyRing::open(files, dir, root, {}));
    std::uint64_t wrong = 0;
    for (std::uint64_t number = 0; number < subjects; ++number) {
        const bool victim = number % step == 0 && number / step < destroyed;
        if (again.find_subject(number).has_value() == victim) ++wrong;
    }
    fmt::print("looked at all {} after a restart: {} wrong\n", subjects, wrong);
    fs::remove_all(dir);
    return wrong == 0 ? 0 : 1;
}
