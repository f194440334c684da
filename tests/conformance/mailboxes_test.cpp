#include <fcntl.h>
#include <gmock/gmock.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <cstddef>
#include <filesystem>
#include <fstream>
#include <thread>

#include "config/base/files.hpp"
#include "connectors/files/dot_lock.hpp"
#include "tests/conformance/files_fixture.hpp"

namespace gdprd::connectors::test {
namespace {

namespace fs = std::filesystem;
using gdprd::test::failed_with;
using gdprd::test::succeeded;
using policy::CollectionKind;
using testing::Contains;
using testing::HasSubstr;
using testing::SizeIs;

const std::string kAda =
    "From ada@example.org Mon Nov 23 10:00:00 2026\n"
    "From: =?utf-8?Q?Ada_M=C3=BCller?= <ada@example.org>\nTo: bob@example.com\n"
    "Subject: Hello\nMessage-ID: <1@example.org>\n\n>From here on\n\n";
const std::string kBob =
    "From bob@example.com Mon Nov 23 10:00:01 2026\r\n"
    "From: bob@example.com\r\nTo: Eve <eve@example.com>,\r\n \"Lovelace, Ada\" "
    "<ada@example.org>\r\n"
    "\r\nHi\r\n\r\n";
const std::string kEve =
    "From eve@example.com Mon Nov 23 10:00:02 2026\nFrom: eve@example.com\nStatus: RO\n\nno end";
/// Her address stands in it only as base64.
const std::string kEncoded =
    "From eve@example.com Mon Nov 23 10:00:03 2026\nFrom: eve@example.com\n"
    "Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n"
    "V3JpdGUgdG8gYWRhQGV4YW1wbGUub3JnIQ==\n\n";

class Mailboxes : public Files {
  protected:
    Result<policy::RowSet> rows(Connector& in, const std::string& field, const std::string& value,
                                const std::string& file = "inbox.mbox") {
        policy::FindQuery query;
        query.in = path(file);
        query.fields = {field};
        query.any_of = {{PersonalCell(text(value))}};
        return find_all(off_, in, query);
    }
    Result<ResidueResult> residue(Connector& in, const std::string& value) {
        return in.residue(off_, {PersonalCell(text(value))});
    }
    Result<StepResult> rehearse(Connector& in, const policy::Step& step) {
        return in.rehearse(off_, {&step}, [](const auto&) { return digest; });
    }
};

/// Programs that write Content-Length quote no line "From ...": what begins there is Bob's text.
TEST_F(Mailboxes, keep_what_may_be_the_text_of_the_message_before) {
    const std::string body = "see:\n" + kEve;
    const std::string whole =
        "From bob@example.com Mon Nov 23 10:00:01 2026\nFrom: bob@example.com\nContent-Length: " +
        std::to_string(body.size()) + "\n\n" + body + "\n\n" + kAda;
    dir_.write("inbox.mbox", whole);
    const auto store = connect();

    for (const char* whose : {"eve@example.com", "bob@example.com"}) {
        const auto found = rows(*store, "from.address", whose);
        ASSERT_TRUE(succeeded(found));
        ASSERT_THAT(found->rows, SizeIs(1)) << whose;
        EXPECT_TRUE(failed_with(rehearse(*store, deletion(*found)), ErrorCode::refused)) << whose;
        EXPECT_TRUE(failed_with(store->apply(off_, deletion(*found), digest), ErrorCode::refused));
    }
    EXPECT_EQ(dir_.read("inbox.mbox"), whole);
    const auto other = rows(*store, "from.address", "ada@example.org");
    EXPECT_EQ(*store->apply(off_, deletion(*other), digest), (StepResult{1, 0, 0}));
}

TEST_F(Mailboxes, lose_a_message_and_no_other_byte) {
    dir_.write("inbox.mbox", kAda + kBob + kEve);
    const auto store = connect();

    const auto sent = rows(*store, "from.address", "ada@example.org");
    const auto got = rows(*store, "to_2.address", "ada@example.org");
    ASSERT_TRUE(succeeded(sent) && succeeded(got));
    ASSERT_THAT(sent->rows, SizeIs(1));
    ASSERT_THAT(got->rows, SizeIs(1));

    EXPECT_EQ(*rehearse(*store, deletion(*sent)), (StepResult{1, 0, 0}));
    EXPECT_EQ(dir_.read("inbox.mbox"), kAda + kBob + kEve);
    EXPECT_EQ(*store->apply(off_, deletion(*sent), digest), (StepResult{1, 0, 0}));
    EXPECT_EQ(dir_.read("inbox.mbox"), kBob + kEve);
    EXPECT_EQ(*store->apply(off_, deletion(*sent), digest), (StepResult{0, 1, 0}));
    EXPECT_EQ(*store->apply(off_, deletion(*got), digest), (StepResult{1, 0, 0}));
    EXPECT_EQ(dir_.read("inbox.mbox"), kEve);
    EXPECT_EQ(
        *store->apply(off_, deletion(*rows(*store, "from.address", "eve@example.com")), digest),
        (StepResult{1, 0, 0}));
    EXPECT_EQ(dir_.read("inbox.mbox"), "");
    EXPECT_TRUE(rows(*store, "from.address", "eve@example.com")->rows.empty());
    EXPECT_EQ(entries(dir_.path()), 1) << "no temporary and no lock is left";
}

TEST_F(Mailboxes, know_a_message_again_that_was_read_meanwhile) {
    dir_.write("Inbox", kBob + kAda);
    const auto store = connect([](StoreSettings& s) { s.formats = {"Inbox=mbox"}; });
    const auto step = deletion(*rows(*store, "subject", "Hello", "Inbox"));
    ASSERT_THAT(step.rows, SizeIs(1));
    std::string read = kAda;
    read.insert(read.find("\n\n"), "\nStatus: RO\nX-UID: 7");
    dir_.write("Inbox", kEve + "\n\n" + read + kBob);

    EXPECT_EQ(*store->apply(off_, step, digest), (StepResult{1, 0, 0}));

    EXPECT_EQ(dir_.read("Inbox"), kEve + "\n\n" + kBob);
}

TEST_F(Mailboxes, take_no_other_message_for_the_one_that_was_planned) {
    dir_.write("inbox.mbox", kAda + kBob);
    const auto store = connect([](StoreSettings& s) { s.row_keys = {"*.mbox=message_id"}; });
    const auto step = deletion(*rows(*store, "subject", "Hello"));
    std::string other = kAda;
    other.replace(other.find("here on"), 4, "HERE");
    dir_.write("inbox.mbox", other + kBob);

    EXPECT_EQ(*store->apply(off_, step, digest), (StepResult{0, 0, 1}));

    EXPECT_EQ(dir_.read("inbox.mbox"), other + kBob);
}

TEST_F(Mailboxes, refuse_to_change_a_message_in_part_before_any_run) {
    dir_.write("inbox.mbox", kAda + kBob);
    const auto store = connect();
    const auto step = update(*rows(*store, "subject", "Hello"), "from.name", null());

    for (const auto& refused : {rehearse(*store, step), store->apply(off_, step, digest)}) {
        ASSERT_TRUE(failed_with(refused, ErrorCode::refused));
        EXPECT_THAT(refused.error().message(), HasSubstr("cannot be changed in part"));
    }
    EXPECT_EQ(dir_.read("inbox.mbox"), kAda + kBob);
}

TEST_F(Mailboxes, refuse_what_would_join_two_messages) {
    const std::string tight =
        "From a@x Mon Nov 23 10:00:00 2026\nSubject: first\n\nno empty line behind\n";
    const std::string undated = "From ???@???\nSubject: third\n\nbody\n\n";
    dir_.write("inbox.mbox", tight + kAda + undated);
    const auto store = connect();
    const auto step = deletion(*rows(*store, "subject", "Hello"));

    EXPECT_TRUE(failed_with(rehearse(*store, step), ErrorCode::refused));
    EXPECT_TRUE(failed_with(store->apply(off_, step, digest), ErrorCode::refused));

    EXPECT_EQ(dir_.read("inbox.mbox"), tight + kAda + undated);
    EXPECT_EQ(entries(dir_.path()), 1);
}

TEST_F(Mailboxes, wait_for_locks_of_others_and_take_over_their_own) {
    dir_.write("inbox.mbox", kAda + kBob);
    const auto store = connect([](StoreSettings& s) { s.formats = {"*=mbox"}; });
    const auto step = deletion(*rows(*store, "subject", "Hello"));

    dir_.write("inbox.mbox.lock", "4711\n");
    EXPECT_TRUE(failed_with(store->apply(off_, step, digest), ErrorCode::unavailable));
    EXPECT_EQ(residue(*store, "ada@example.org")->state, ResidueResult::State::pending);
    EXPECT_EQ(dir_.read("inbox.mbox.lock"), "4711\n");
    EXPECT_THAT(store->inspect(off_)->collections, SizeIs(1)) << "a lock is no mailbox";
    fs::remove(dir_.path("inbox.mbox.lock"));
    {
        const Descriptor reader(::open(dir_.path("inbox.mbox").c_str(), O_RDONLY | O_CLOEXEC));
        const auto open_elsewhere = store->apply(off_, step, digest);
        ASSERT_TRUE(failed_with(open_elsewhere, ErrorCode::unavailable));
        EXPECT_THAT(open_elsewhere.error().message(), HasSubstr("has the file open"));
    }
    EXPECT_EQ(dir_.read("inbox.mbox"), kAda + kBob);
    dir_.write("inbox.mbox.lock", "4711\ngdprd\n");  // a crash left it
    EXPECT_EQ(*store->apply(off_, step, digest), (StepResult{1, 0, 0}));
    EXPECT_EQ(entries(dir_.path()), 1);
}

/// As on NFS: whenever the process is killed, what stands there can be told as a lock of gdprd.
TEST_F(Mailboxes, leave_no_lock_that_cannot_be_told_as_theirs_without_nameless_files) {
    dir_.write("inbox.mbox", kAda + kBob);
    const Descriptor parent(::open(dir_.path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    {
        const Descriptor lock = make_lock_from_named_file(parent.get(), "inbox.mbox.lock");
        ASSERT_TRUE(lock.valid());
        EXPECT_EQ(dir_.read("inbox.mbox.lock"), std::to_string(::getpid()) + "\ngdprd\n");
        EXPECT_FALSE(make_lock_from_named_file(parent.get(), "inbox.mbox.lock").valid());
        EXPECT_EQ(errno, EEXIST);
        EXPECT_EQ(entries(dir_.path()), 2) << "no temporary is left";
        EXPECT_TRUE(*DotLock::is_held(parent.get(), "inbox.mbox", {}, Call()));
    }
    for (int round = 0; round < 20; ++round) {
        fs::remove(dir_.path("inbox.mbox.lock"));
        const pid_t child = ::fork();
        if (child == 0) {
            for (;;) {
                (void)make_lock_from_named_file(parent.get(), "inbox.mbox.lock");
                ::unlinkat(parent.get(), "inbox.mbox.lock", 0);
            }
        }
        ::usleep(static_cast<useconds_t>(1'000 + round * 97));
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        if (fs::exists(dir_.path("inbox.mbox.lock")))
            ASSERT_THAT(dir_.read("inbox.mbox.lock"), testing::EndsWith("\ngdprd\n"));
        EXPECT_FALSE(*DotLock::is_held(parent.get(), "inbox.mbox", {}, Call()));
    }
    ASSERT_TRUE(succeeded(connect()->residue(off_, {})));
    EXPECT_EQ(entries(dir_.path()), 1);
}

/// As FUSE over libfuse 2: neither links nor a rename that replaces nothing.
void take_links_and_exclusive_renames_away() {
    constexpr auto failing = [](int number) {
        return SECCOMP_RET_ERRNO | static_cast<unsigned>(number);
    };
    std::array<sock_filter, 6> filter{{
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_linkat, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, failing(EPERM)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_renameat2, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, failing(EINVAL)),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    }};
    const sock_fprog program{filter.size(), filter.data()};
    if (::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
        ::prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) != 0)
        ::_exit(2);
}

TEST_F(Mailboxes, are_locked_where_a_file_can_get_its_name_in_one_way_only) {
    const Descriptor parent(::open(dir_.path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    const pid_t child = ::fork();
    if (child == 0) {
        take_links_and_exclusive_renames_away();
        const auto lock = DotLock::take(parent.get(), "inbox.mbox", {}, Call());
        const bool is_whole =
            dir_.read("inbox.mbox.lock") == std::to_string(::getpid()) + "\ngdprd\n";
        const auto second = DotLock::take(parent.get(), "inbox.mbox", {}, Call());
        const bool is_alone = !second && second.error().code() == ErrorCode::unavailable;
        ::_exit(lock && is_whole && is_alone && entries(dir_.path()) == 1 ? 0 : 1);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    ASSERT_TRUE(WIFEXITED(status));
    if (WEXITSTATUS(status) == 2) GTEST_SKIP() << "no system call can be taken away here";
    EXPECT_EQ(WEXITSTATUS(status), 0);
    EXPECT_FALSE(*DotLock::is_held(parent.get(), "inbox.mbox", {}, Call())) << "taken over";
}

TEST_F(Mailboxes, lose_no_mail_that_is_delivered_meanwhile) {
    constexpr int kMessages = 150;
    std::string all;
    for (int i = 0; i < 200; ++i) all += kAda + kBob;
    dir_.write("inbox.mbox", all);
    const auto patience = [](StoreSettings& s) { s.lock_timeout = std::chrono::seconds(20); };
    std::atomic<bool> done = false;
    // as a program that delivers mail: by the lock file, or by nothing but opening the file
    std::jthread delivery([&] {
        const Descriptor parent(::open(dir_.path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        Call call;
        for (int i = 0; i < kMessages; ++i) {
            std::optional<DotLock> lock;
            if (i % 2 == 0) {
                auto taken =
                    DotLock::take(parent.get(), "inbox.mbox", std::chrono::seconds(20), call);
                GDPRD_ASSERT(taken.has_value());
                lock.emplace(std::move(*taken));
            }
            const Descriptor file(
                ::open(dir_.path("inbox.mbox").c_str(), O_WRONLY | O_APPEND | O_CLOEXEC));
            const std::string message =
                "From new@example.net Mon Nov 23 10:00:00 2026\nSubject: new " + std::to_string(i) +
                "\n\nbody\n\n";
            GDPRD_ASSERT(file.valid() && write_all(file.get(), as_bytes(message)));
        }
        done = true;
    });

    int erased = 0;
    const auto store = connect(patience);
    for (int round = 0; round < 2'000 && (!done || erased == 0); ++round) {
        auto found = rows(*store, "from.address", "ada@example.org");
        if (!found || found->rows.empty()) continue;  // it grew while it was read
        found->rows.resize(1);
        const auto result = store->apply(off_, deletion(*found), digest);
        if (result) erased += static_cast<int>(result->done);
        if (!result)
            EXPECT_THAT(result.error().code(),
                        testing::AnyOf(ErrorCode::stale, ErrorCode::unavailable));
    }
    delivery.join();

    const std::string left = dir_.read("inbox.mbox");
    for (int i = 0; i < kMessages; ++i)
        EXPECT_THAT(left, HasSubstr("Subject: new " + std::to_string(i) + "\n"));
    EXPECT_GT(erased, 0);
    EXPECT_EQ(entries(dir_.path()), 1);
}

TEST_F(Mailboxes, are_whole_and_clean_after_a_kill_at_any_moment) {
    std::string content;
    std::string after;
    for (int i = 0; i < 700; ++i) {
        content += kAda + kBob;
        after += kBob;
    }
    dir_.write("inbox.mbox", content);
    const auto step = deletion(*rows(*connect(), "subject", "Hello"));
    int before = 0;
    for (int round = 0; round < 15; ++round) {
        dir_.write("inbox.mbox", content);
        const pid_t child = ::fork();
        if (child == 0) {
            (void)connect()->apply(off_, step, digest);
            ::_exit(0);
        }
        ::usleep(static_cast<useconds_t>(round * 4'000));
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        const std::string left = dir_.read("inbox.mbox");
        ASSERT_TRUE(left == content || left == after) << "round " << round;
        before += left == content ? 1 : 0;

        const auto again = connect()->apply(off_, step, digest);
        ASSERT_TRUE(succeeded(again));
        EXPECT_EQ(again->done + again->already_done, step.rows.size());
        EXPECT_EQ(dir_.read("inbox.mbox"), after);
        ASSERT_TRUE(succeeded(connect()->residue(off_, {})));
        EXPECT_EQ(entries(dir_.path()), 1) << "round " << round;
    }
    EXPECT_GT(before, 0) << "no kill came before the end";
}

TEST_F(Mailboxes, are_searched_in_what_they_hold_encoded) {
    dir_.write("inbox.mbox", kAda + kEncoded);
    const auto store = connect();
    ASSERT_TRUE(succeeded(store->apply(off_, deletion(*rows(*store, "subject", "Hello")), digest)));

    EXPECT_EQ(residue(*store, "ada@example.org")->state, ResidueResult::State::found);
    const auto found = find(*store, "inbox.mbox", "body", "ada@example.org");
    ASSERT_TRUE(succeeded(found));
    ASSERT_THAT(found->rows, SizeIs(1));
    ASSERT_TRUE(succeeded(store->apply(off_, deletion(*found), digest)));
    EXPECT_EQ(residue(*store, "ada@example.org")->state, ResidueResult::State::clean);
    dir_.write("inbox.mbox~", kEncoded);
    EXPECT_EQ(residue(*store, "ada@example.org")->state, ResidueResult::State::found)
        << "copies under other names too";
}

TEST_F(Mailboxes, tell_what_of_them_was_not_searched) {
    const std::string begin = "From a@x Mon Nov 23 10:00:00 2026\nSubject: s\nContent-Type: ";
    const std::string encoded = "\nContent-Transfer-Encoding: base64\n\n";
    for (const std::string& sealed :
         {begin + "application/octet-stream" + encoded + "UEsDBBQAAAAIAA==\n\n",
          begin + "application/pkcs7-mime" + encoded + "MIAGCSqGSIb3\n\n",
          begin + "message/rfc822" + encoded + "U3ViamVjdDogYQoKYgo=\n\n",
          begin + "text/plain\n\n-----BEGIN PGP MESSAGE-----\nhQ==\n\n",
          begin + "text/plain\n\nHello\n\n> -----BEGIN PGP MESSAGE-----\n> hQ==\n\n",
          begin + "text/html\n\n<div>-----BEGIN PGP MESSAGE-----<br>hQ==</div>\n\n",
          begin + "text/plain; charset=utf-16" + encoded +
              "//4tAC0ALQAtAC0AQgBFAEcASQBOACAAUABHAFAAIABNAEUAUwBTAEEARwBFAC0ALQAtAC0ALQAKAA=="
              "\n\n",
          begin + "text/plain\n\nHello\nbegin 644 a.txt\n#86)C\n`\nend\n\n",
          begin + "text/plain" + encoded + "UEsDBBQAAAAIAA==\n\n",
          begin + "text/csv" + encoded + "UEsD\nBBQAAAAIAA==\n\n",
          begin + "application/octet-stream" + encoded + "UEsD\nBBQAAAAIAA==\n\n",
          begin + "application/msword" + encoded + "0M8R4KGxGuEAAAA=\n\n",
          begin + "text/plain\nContent-Transfer-Encoding: quoted-printable\n\n=1F=8B=08\n\n",
          begin + "multipart/mixed; boundary=b" + encoded + "--b\n\nx\n--b--\n\n",
          begin + "multipart/mixed; boundary=b\n\n--other\n" + encoded + "eA==\n\n"}) {
        dir_.write("inbox.mbox", sealed);
        EXPECT_THAT(residue(*connect(), "ada@example.org")->limits,
                    Contains(HasSubstr("1 file whose content is compressed or sealed")))
            << sealed;
    }
    dir_.write("inbox.mbox", kBob + kEncoded + begin + "text/plain\n\nBZh and PK begin 10 words\n" +
                                 "-----BEGIN PGP SIGNED MESSAGE-----\nHi\n\n");
    EXPECT_THAT(residue(*connect(), "nobody@example.org")->limits,
                testing::Not(Contains(HasSubstr("compressed or sealed"))));
}

TEST_F(Mailboxes, say_when_they_are_none) {
    dir_.write("bad.mbox", "Subject: no mailbox\n\nx\n");
    dir_.write("empty.mbox", "");

    const auto* bad = schema_of("bad.mbox");
    ASSERT_NE(bad, nullptr);
    EXPECT_EQ(bad->kind, CollectionKind::unreadable);
    EXPECT_THAT(bad->comment, HasSubstr("does not begin with a message"));
    const auto* empty = schema_.find({"main", "empty.mbox"});
    ASSERT_NE(empty, nullptr);
    EXPECT_EQ(empty->kind, CollectionKind::table);
    EXPECT_EQ(empty->row_estimate, 0U);
}

TEST_F(Mailboxes, with_large_messages_need_bounded_memory) {
    {
        std::ofstream out(dir_.path("inbox.mbox"), std::ios::binary);
        out << "From big@example.org Mon Nov 23 10:00:00 2026\nFrom: big@example.org\n"
               "Content-Type: image/png\nContent-Transfer-Encoding: base64\n\n";
        const std::string line(76, 'Q');
        for (int i = 0; i < 600'000; ++i) out << line << '\n';
        out << '\n' << kAda;
    }
    dir_.write("warm/up.mbox", kAda + kEncoded);
    const auto store = connect();
    ASSERT_TRUE(succeeded(rows(*store, "from.address", "ada@example.org", "warm/up.mbox")));
    rusage before{};
    ::getrusage(RUSAGE_SELF, &before);

    const auto big = rows(*store, "from.address", "big@example.org");
    ASSERT_TRUE(succeeded(big));
    ASSERT_THAT(big->rows, SizeIs(1));
    ASSERT_TRUE(succeeded(store->apply(off_, deletion(*big), digest)));
    ASSERT_TRUE(succeeded(residue(*store, "big@example.org")));

    EXPECT_EQ(dir_.read("inbox.mbox"), kAda);
#if __has_feature(address_sanitizer)
    return;  // it keeps what was freed
#endif
    rusage after{};
    ::getrusage(RUSAGE_SELF, &after);
    EXPECT_LT(after.ru_maxrss - before.ru_maxrss, 12 * 1024) << "kilobytes, of a file of 46 MB";
}

}  // namespace
}  // namespace gdprd::connectors::test
