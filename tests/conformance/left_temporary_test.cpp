// What a crash leaves beside a file, at each moment of its being replaced.
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>

#include "config/base/files.hpp"
#include "connectors/files/exchange.hpp"
#include "connectors/files/file_lease.hpp"
#include "connectors/files/file_rules.hpp"
#include "connectors/files/left_temporary.hpp"
#include "tests/conformance/files_fixture.hpp"

namespace gdprd::connectors::test {
namespace {

namespace fs = std::filesystem;
using gdprd::test::failed_with;
using gdprd::test::succeeded;
using testing::Contains;
using testing::HasSubstr;
using testing::SizeIs;

const std::string kName = "inbox.mbox";
const std::string kAda =
    "From ada@example.org Mon Nov 23 10:00:00 2026\nFrom: ada@example.org\n\nHello\n\n";
const std::string kBob =
    "From bob@example.com Mon Nov 23 10:00:01 2026\nFrom: bob@example.com\n\nHi\n\n";
const std::string kEve =
    "From eve@example.com Mon Nov 23 10:00:02 2026\nFrom: eve@example.com\n\nNews\n\n";

class FilesAfterACrash : public Files {
  protected:
    enum class Killed : unsigned char { before_the_exchange, after_the_exchange };

    void SetUp() override {
        parent_ = Descriptor(::open(dir_.path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
        dir_.write(kName, kAda + kBob);
        struct stat file{};
        ASSERT_EQ(::stat(dir_.path(kName).c_str(), &file), 0);
        read_ = version_of(file);
    }
    /// A process that replaces the version that was read, and is killed.
    void crash(Killed when) {
        const std::string first = temporary_for(kName);
        dir_.write(first, kBob);
        const pid_t child = ::fork();
        if (child == 0) {
            const auto second = name_for_exchange(parent_.get(), first, kName, read_);
            if (second && when == Killed::after_the_exchange)
                (void)exchange_files(parent_.get(), *second, kName, read_,
                                     [] { return ::raise(SIGKILL) == 0; });
            ::raise(SIGKILL);
        }
        int status = 0;
        ::waitpid(child, &status, 0);
        const auto left = temporaries_of(parent_.get(), kName);
        ASSERT_TRUE(succeeded(left));
        ASSERT_THAT(*left, SizeIs(1));
        left_ = left->front();
        EXPECT_TRUE(is_own_temporary(left_));
    }
    void write_into_what_is_left(const std::string& text) {
        const Descriptor open(::open(dir_.path(left_).c_str(), O_WRONLY | O_APPEND | O_CLOEXEC));
        ASSERT_TRUE(write_all(open.get(), as_bytes(text)));
    }
    Result<StepResult> delete_bob() {
        const auto store = connect();
        const auto found = find(*store, kName, "from.address", "bob@");
        if (!found) return found.error();
        return store->apply(off_, deletion(*found), digest);
    }
    void expect_residue_tells_it() {
        const auto result = connect()->residue(off_, {PersonalCell(text("nobody@example.org"))});
        ASSERT_TRUE(succeeded(result));
        EXPECT_THAT(result->limits, Contains(HasSubstr("that a crash left, not removed")));
    }
    void expect_kept(const std::string& content) {
        expect_residue_tells_it();
        const auto step = delete_bob();
        ASSERT_TRUE(failed_with(step, ErrorCode::conflict));
        EXPECT_THAT(step.error().message(), HasSubstr("others wrote, or wrote into"));
        EXPECT_EQ(dir_.read(left_), content);
        fs::remove(dir_.path(left_));
        EXPECT_EQ(*delete_bob(), (StepResult{1, 0, 0}));
    }

    Descriptor parent_;
    FileVersion read_;
    std::string left_;
};

TEST_F(FilesAfterACrash, lose_what_gdprd_alone_wrote_and_what_it_replaced) {
    for (const auto when : {Killed::before_the_exchange, Killed::after_the_exchange}) {
        for (const bool by_step : {false, true}) {
            SetUp();
            crash(when);
            if (by_step) {
                EXPECT_EQ(*delete_bob(), (StepResult{1, 0, 0}));
            } else {
                ASSERT_TRUE(succeeded(connect()->residue(off_, {})));
            }
            EXPECT_EQ(entries(dir_.path()), 1);
        }
    }
}

/// The step that was killed finds its rows gone, and looks no less at what it left.
TEST_F(FilesAfterACrash, are_looked_at_when_the_step_goes_on) {
    const auto store = connect();
    const auto found = find(*store, kName, "from.address", "ada@");
    ASSERT_TRUE(succeeded(found));
    const policy::Step step = deletion(*found);
    crash(Killed::after_the_exchange);
    ASSERT_EQ(dir_.read(kName), kBob);
    write_into_what_is_left(kEve);

    EXPECT_TRUE(failed_with(store->apply(off_, step, digest), ErrorCode::conflict));
    EXPECT_EQ(dir_.read(left_), kAda + kBob + kEve);

    SetUp();
    fs::remove(dir_.path(left_));
    crash(Killed::after_the_exchange);
    EXPECT_EQ(*store->apply(off_, step, digest), (StepResult{0, 1, 0}));
    EXPECT_EQ(entries(dir_.path()), 1);
}

/// A program that waited with the old mailbox open.
TEST_F(FilesAfterACrash, keep_mail_that_came_into_the_old_version) {
    crash(Killed::after_the_exchange);
    {
        const Descriptor open(::open(dir_.path(left_).c_str(), O_WRONLY | O_APPEND | O_CLOEXEC));
        EXPECT_TRUE(failed_with(delete_bob(), ErrorCode::unavailable));
        expect_residue_tells_it();
        ASSERT_TRUE(write_all(open.get(), as_bytes(kEve)));
    }
    expect_kept(kAda + kBob + kEve);
}

TEST_F(FilesAfterACrash, keep_a_newer_file_that_the_exchange_took_out) {
    fs::rename(dir_.write("moved", kBob + kEve), dir_.path(kName));
    crash(Killed::after_the_exchange);
    EXPECT_EQ(dir_.read(kName), kBob);
    expect_kept(kBob + kEve);
}

TEST_F(FilesAfterACrash, keep_mail_when_the_mailbox_is_made_anew_later) {
    crash(Killed::after_the_exchange);
    write_into_what_is_left(kEve);
    fs::rename(dir_.write("compacted", kBob), dir_.path(kName));
    expect_kept(kAda + kBob + kEve);
}

TEST_F(FilesAfterACrash, keep_mail_when_the_mailbox_is_gone_later) {
    crash(Killed::after_the_exchange);
    write_into_what_is_left(kEve);
    fs::rename(dir_.path(kName), dir_.path("archived"));

    expect_residue_tells_it();
    EXPECT_EQ(dir_.read(left_), kAda + kBob + kEve);
}

TEST_F(FilesAfterACrash, keep_what_cannot_be_opened_and_looked_at) {
    const std::string left = temporary_for(kName);
    dir_.write(left, kBob);
    {
        // as Samba does for a client: who opens the file without waiting is sent away
        const Descriptor open(::open(dir_.path(left).c_str(), O_RDWR | O_CLOEXEC));
        const auto lease = FileLease::take(open.get(), {}, Call());
        ASSERT_TRUE(succeeded(lease));
        EXPECT_EQ(*remove_left_temporary(parent_.get(), left, Call()), LeftTemporary::open);
    }
    rlimit descriptors{};
    ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &descriptors), 0);
    rlimit none = descriptors;
    none.rlim_cur = 0;
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &none), 0);
    const auto failed = remove_left_temporary(parent_.get(), left, Call());
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &descriptors), 0);
    EXPECT_TRUE(failed_with(failed, ErrorCode::io));
    EXPECT_EQ(dir_.read(left), kBob);

    EXPECT_EQ(*remove_left_temporary(parent_.get(), left, Call()), LeftTemporary::gone);
    fs::create_symlink(kName, dir_.path(left));
    EXPECT_EQ(*remove_left_temporary(parent_.get(), left, Call()), LeftTemporary::gone);
    EXPECT_EQ(entries(dir_.path()), 1);
}

}  // namespace
}  // namespace gdprd::connectors::test
