// Durable entries a second and the time to the acknowledgement, beside what the disk, the crypto
// and other stores do with the same records. tests/bench/trail builds and calls it.

#include <sched.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>
#include <CLI/CLI.hpp>

#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <filesystem>
#include <thread>

#include "config/base/assert.hpp"
#include "tests/bench/trail_figures.hpp"
#include "tests/bench/trail_writers.hpp"

extern char** environ;

namespace {

using namespace gdprd;
using namespace gdprd::bench;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kBatches[] = {1, 16, 256, 4096};
constexpr int kRounds = 5;

struct Arguments {
    std::string dir = ".";
    std::string gdprd;
    std::string postgres;
    std::string redis;
    std::uint64_t entries = 500'000;
    double seconds = 0.3;
    std::size_t batch = 0;  ///< 0: all
    bool alone = false;
};

/// A process for each core that does nothing but compute.
class BusyCores {
  public:
    BusyCores() {
        char shell[] = "sh";
        char option[] = "-c";
        char loop[] = "while :; do :; done";
        char* const arguments[] = {shell, option, loop, nullptr};
        // Never with a real-time priority that this process may have been given: nothing else
        // would run any more.
        const sched_param ordinary{};
        posix_spawnattr_t attributes{};
        GDPRD_ASSERT(::posix_spawnattr_init(&attributes) == 0);
        GDPRD_ASSERT(::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSCHEDULER) == 0);
        GDPRD_ASSERT(::posix_spawnattr_setschedpolicy(&attributes, SCHED_OTHER) == 0);
        GDPRD_ASSERT(::posix_spawnattr_setschedparam(&attributes, &ordinary) == 0);
        for (unsigned i = 0; i < std::thread::hardware_concurrency(); ++i) {
            pid_t child = 0;
            GDPRD_ASSERT(
                ::posix_spawn(&child, "/bin/sh", nullptr, &attributes, arguments, environ) == 0);
            children_.push_back(child);
        }
        ::posix_spawnattr_destroy(&attributes);
    }
    ~BusyCores() {
        for (const pid_t child : children_) {
            ::kill(child, SIGKILL);
            ::waitpid(child, nullptr, 0);
        }
    }
    BusyCores(const BusyCores&) = delete;
    BusyCores& operator=(const BusyCores&) = delete;

  private:
    std::vector<pid_t> children_;
};

struct Contestant {
    const char* name;
    std::unique_ptr<Writer> writer;
    double rate = 0;            ///< of the best round
    std::vector<double> times;  ///< of all calls, seconds
};

void one_round(Contestant& contestant, std::size_t batch, double seconds) {
    const auto begin = Clock::now();
    std::size_t done = 0;
    double taken = 0;
    while (taken < seconds) {
        const double before = taken;
        contestant.writer->commit(batch);
        done += batch;
        taken = std::chrono::duration<double>(Clock::now() - begin).count();
        contestant.times.push_back(taken - before);
    }
    contestant.rate = std::max(contestant.rate, static_cast<double>(done) / taken);
}

/// They run in turns, so that all of them see the same machine.
void measure(std::vector<Contestant>& contestants, std::size_t batch, const Arguments& arguments) {
    for (Contestant& contestant : contestants) {
        contestant.rate = 0;
        contestant.times.clear();
        contestant.writer->commit(batch);
    }
    for (int round = 0; round < kRounds; ++round) {
        for (Contestant& contestant : contestants) one_round(contestant, batch, arguments.seconds);
    }
    const double raw = contestants[0].rate;
    const double pipeline = contestants[1].rate;
    for (Contestant& contestant : contestants) {
        std::sort(contestant.times.begin(), contestant.times.end());
        const auto at = [&](std::size_t percent) {
            return 1e3 * contestant.times[contestant.times.size() * percent / 100];
        };
        std::printf("%6zu  %-22s %10.0f %9.3f %9.3f %7.0f%% %9.0f%%\n", batch, contestant.name,
                    contestant.rate, at(50), at(99), 100 * contestant.rate / raw,
                    100 * contestant.rate / pipeline);
    }
    std::fflush(stdout);
}

void print_table(std::vector<Contestant>& contestants, const char* machine,
                 const Arguments& arguments) {
    std::printf("\n%s\n%6s  %-22s %10s %9s %9s %8s %10s\n", machine, "batch", "", "entries/s",
                "p50 ms", "p99 ms", "of raw", "of pipeline");
    for (const std::size_t batch : kBatches) {
        if (arguments.batch == 0 || arguments.batch == batch) {
            measure(contestants, batch, arguments);
        }
    }
}

Arguments parse(int argc, char** argv) {
    Arguments out;
    CLI::App app("the trail's commit path beside other ways to make a record durable");
    app.add_option("--dir", out.dir, "where the files go: the disk that is measured");
    app.add_option("--gdprd", out.gdprd, "Unix socket of a gdprd that takes events from this user");
    app.add_option("--postgres", out.postgres, "DSN of an empty database");
    app.add_option("--redis", out.redis, "Unix socket of a redis-server");
    app.add_option("--entries", out.entries, "entries of the sustained run; 0: none");
    app.add_option("--batch", out.batch, "1, 16, 256 or 4096; without it all of them");
    app.add_flag("--alone", out.alone, "gdprd and the two it is compared with, on an idle machine");
    app.add_option("--seconds", out.seconds, "of each of the five rounds of a measurement");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        std::exit(app.exit(error));
    }
    return out;
}

}  // namespace

int main(int argc, char** argv) {
    const Arguments arguments = parse(argc, argv);
    std::string dir = arguments.dir + "/trail-bench-XXXXXX";
    GDPRD_ASSERT(::mkdtemp(dir.data()) != nullptr);
    print_recovery(dir);
    print_inclusion_proof();
    print_repacking(dir);
    {
        std::vector<Contestant> contestants;
        contestants.push_back({"raw write+fdatasync", raw_writer(dir), 0, {}});
        contestants.push_back({"encrypt+hash+write", pipeline_writer(dir), 0, {}});
        contestants.push_back({"the same into new files", growing_pipeline_writer(dir), 0, {}});
        contestants.push_back({"gdprd in process", trail_writer(dir), 0, {}});
        if (!arguments.gdprd.empty()) {
            contestants.push_back({"gdprd over its socket", socket_writer(arguments.gdprd), 0, {}});
        }
        if (!arguments.alone) {
            contestants.push_back({"SQLite WAL FULL", sqlite_writer(dir), 0, {}});
        }
        if (!arguments.postgres.empty()) {
            contestants.push_back(
                {"PostgreSQL INSERT", postgres_writer(arguments.postgres), 0, {}});
        }
        if (!arguments.redis.empty()) {
            contestants.push_back({"Redis AOF always", redis_writer(arguments.redis), 0, {}});
        }
        std::printf(
            "\npayloads of %zu bytes; one caller that waits for each acknowledgement; rate of the "
            "best of %d rounds, times of all\n"
            "gdprd over its socket: one HTTP call with as many events, of JSON, each remembered by "
            "its "
            "id\n"
            "SQLite, PostgreSQL and Redis get the same encrypted record and pay the same crypto; "
            "the first two keep one index\n",
            kPayloadBytes, kRounds);
        print_table(contestants, "idle", arguments);
        if (!arguments.alone) {
            const BusyCores busy;
            print_table(contestants, "with a busy loop for each core", arguments);
        }
    }
    if (arguments.entries != 0) print_sustained(dir, arguments.entries);
    std::filesystem::remove_all(dir);
}
