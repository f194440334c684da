#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cstdio>
#include <set>
#include <thread>

#include "audit/trail.hpp"
#include "audit/verifier.hpp"
#include "tests/support/printers.hpp"
#include "tests/unit/audit/support/trail_fixture.hpp"

namespace gdprd::audit {
namespace {

using test::failed_with;
using test::succeeded;
using test::TrailDir;

const OffLoop kOff = OffLoop::on_blocking_thread();

VerifyReport verify(const TrailDir& dir, const std::string& vkey) {
    VerifyOptions options;
    options.dir = dir.path();
    options.vkey = vkey;
    options.root_key = &dir.root_key;
    const auto report = verify_trail(kOff, options);
    EXPECT_TRUE(succeeded(report));
    return report ? *report : VerifyReport{};
}

TEST(TrailConcurrency, gives_each_caller_its_own_entries) {
    TrailDir dir;
    auto opened = dir.open();
    ASSERT_TRUE(succeeded(opened));
    Trail& trail = **opened;
    constexpr std::size_t kCallers = 8;
    constexpr std::size_t kEach = 25;
    std::vector<std::vector<Appended>> results(kCallers);
    std::vector<std::thread> callers;
    for (std::size_t caller = 0; caller < kCallers; ++caller) {
        callers.emplace_back([&, caller] {
            for (std::size_t i = 0; i < kEach; ++i) {
                EntryDraft draft = TrailDir::draft(i);
                draft.row_count = caller * 1000 + i;
                const auto done = trail.append(kOff, std::vector<EntryDraft>{draft});
                if (done) results[caller].push_back(done->front());
            }
        });
    }
    for (std::thread& caller : callers) caller.join();

    std::set<std::uint64_t> seen;
    for (std::size_t caller = 0; caller < kCallers; ++caller) {
        ASSERT_EQ(results[caller].size(), kEach);
        for (std::size_t i = 0; i < kEach; ++i) {
            EXPECT_TRUE(seen.insert(results[caller][i].index.value()).second);
            const auto view = trail.read(kOff, results[caller][i].index);
            ASSERT_TRUE(succeeded(view));
            EXPECT_EQ(view->row_count, caller * 1000 + i);
        }
    }
    EXPECT_TRUE(verify(dir, trail.vkey()).ok());
}

TEST(TrailConcurrency, verifies_while_the_writer_goes_on) {
    TrailDir dir;
    dir.options.checkpoint_entries = 20;
    dir.options.repacking = Repacking::on;
    dir.options.segment_bytes = 256U << 10;
    auto opened = dir.open();
    ASSERT_TRUE(succeeded(opened));
    Trail& trail = **opened;
    std::atomic<bool> stop = false;
    std::thread writer([&] {
        for (std::size_t i = 0; !stop; ++i) {
            std::vector<EntryDraft> drafts(1 + i % 7, TrailDir::draft(i));
            if (!trail.append(kOff, drafts)) return;
        }
    });
    for (int i = 0; i < 10 || (trail.size() < 200 && i < 1000); ++i) {
        const auto report = verify(dir, trail.vkey());
        EXPECT_TRUE(report.ok()) << to_string(report.faults.front());
    }
    stop = true;
    writer.join();
    EXPECT_GE(trail.size(), 200U);
}

TEST(TrailConcurrency, lets_one_writer_in_at_a_time) {
    TrailDir dir;
    auto first = dir.open();
    ASSERT_TRUE(succeeded(first));
    EXPECT_TRUE(failed_with(dir.open(), ErrorCode::conflict));
    first->reset();
    EXPECT_TRUE(succeeded(dir.open()));
}

/// In the child: appends and prints each acknowledged index, until it is killed.
[[noreturn]] void append_until_killed(TrailDir& dir, int out) {
    auto trail = dir.open();
    if (!trail) ::_exit(1);
    for (std::size_t i = 0;; ++i) {
        const std::vector<EntryDraft> drafts(1 + i % 5, TrailDir::draft(i));
        const auto appended = (*trail)->append(kOff, drafts);
        if (!appended) ::_exit(2);
        for (const Appended& one : *appended) {
            const Appended line = one;
            if (::write(out, &line, sizeof line) != static_cast<ssize_t>(sizeof line)) ::_exit(3);
        }
    }
}

TEST(TrailConcurrency, loses_no_acknowledged_entry_to_kill_9) {
    TrailDir dir;
    dir.options.checkpoint_entries = 15;
    dir.options.repacking = Repacking::on;
    dir.options.segment_bytes = 128U << 10;
    std::vector<Appended> acknowledged;
    for (int round = 0; round < 6; ++round) {
        int pipe_ends[2];
        ASSERT_EQ(::pipe(pipe_ends), 0);
        const pid_t child = ::fork();
        ASSERT_GE(child, 0);
        if (child == 0) {
            ::close(pipe_ends[0]);
            append_until_killed(dir, pipe_ends[1]);
        }
        ::close(pipe_ends[1]);
        Appended line;
        for (int i = 0; i < 10 + 13 * round; ++i) {
            if (::read(pipe_ends[0], &line, sizeof line) != static_cast<ssize_t>(sizeof line))
                break;
            acknowledged.push_back(line);
        }
        ::kill(child, SIGKILL);
        int status = 0;
        ASSERT_EQ(::waitpid(child, &status, 0), child);
        ASSERT_TRUE(WIFSIGNALED(status));
        while (::read(pipe_ends[0], &line, sizeof line) == static_cast<ssize_t>(sizeof line)) {
            acknowledged.push_back(line);
        }
        ::close(pipe_ends[0]);
    }

    auto trail = dir.open();

    ASSERT_TRUE(succeeded(trail));
    ASSERT_GT(acknowledged.size(), 100U);
    for (const Appended& one : acknowledged) {
        const auto view = (*trail)->read(kOff, one.index);
        ASSERT_TRUE(succeeded(view));
        EXPECT_EQ(view->leaf_hash, one.leaf_hash);
    }
    const auto report = verify(dir, (*trail)->vkey());
    EXPECT_TRUE(report.ok()) << to_string(report.faults.front());
}

}  // namespace
}  // namespace gdprd::audit
