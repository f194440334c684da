#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <filesystem>
#include <thread>

#include "config/base/files.hpp"
#include "connectors/files/file_rules.hpp"
#include "tests/conformance/files_fixture.hpp"

namespace gdprd::connectors::test {
namespace {

namespace fs = std::filesystem;
using gdprd::test::failed_with;
using gdprd::test::succeeded;
using policy::CollectionKind;
using testing::HasSubstr;
using testing::SizeIs;

TEST_F(Files, leave_every_other_byte_as_it_was) {
    dir_.write("a/customers.csv", kCustomers);
    const auto store = connect();
    const auto ada = find(*store, "a/customers.csv", "email ", "ada@");
    const auto bob = find(*store, "a/customers.csv", "email ", "bob@");
    ASSERT_TRUE(succeeded(ada) && succeeded(bob));

    ASSERT_TRUE(succeeded(store->apply(off_, update(*bob, "email ", null()), digest)));
    ASSERT_TRUE(succeeded(store->apply(off_, deletion(*ada), digest)));

    EXPECT_EQ(dir_.read("a/customers.csv"),
              "\xEF\xBB\xBFid;email ; name\r\n\r\n2;; Bob\r\n3;eve@example.com;");
    EXPECT_EQ(entries(dir_.path("a")), 1) << "no temporary is left";
}

TEST_F(Files, keep_their_encoding) {
    const std::string utf16("\xFF\xFEi\0d\0,\0n\0\n\0001\0,\0\xE9\0\n\0002\0,\0b\0\n\0", 28);
    dir_.write("wide.csv", utf16);
    dir_.write("latin.csv", "id,name\n1,J\xF6rg\n2,\x80uro\n");
    const auto store = connect();

    const auto wide = find(*store, "wide.csv", "n", "É");
    const auto latin = find(*store, "latin.csv", "name", "jörg");
    ASSERT_TRUE(succeeded(wide) && succeeded(latin));
    ASSERT_THAT(wide->rows, SizeIs(1));
    ASSERT_THAT(latin->rows, SizeIs(1));
    ASSERT_TRUE(succeeded(store->apply(off_, deletion(*wide), digest)));
    ASSERT_TRUE(succeeded(store->apply(off_, update(*latin, "name", text("erased €")), digest)));

    EXPECT_EQ(dir_.read("wide.csv"), utf16.substr(0, 12) + utf16.substr(20));
    EXPECT_EQ(dir_.read("latin.csv"), "id,name\n1,erased \x80\n2,\x80uro\n");
    const auto euro = find(*store, "latin.csv", "name", "uro");
    const auto refused = store->apply(off_, update(*euro, "name", text("☂")), digest);
    EXPECT_TRUE(failed_with(refused, ErrorCode::unsupported));
    EXPECT_EQ(dir_.read("latin.csv"), "id,name\n1,erased \x80\n2,\x80uro\n");
}

TEST_F(Files, keep_an_array_an_array) {
    constexpr std::string_view kAll =
        "[\n  {\"n\": \"a1\"},\n  {\"n\": \"a2\"},\n  {\"n\": \"b\"}\n]\n";
    for (const auto& [part, left] :
         {std::pair("a1", "[\n  {\"n\": \"a2\"},\n  {\"n\": \"b\"}\n]\n"),
          std::pair("a", "[\n  {\"n\": \"b\"}\n]\n"),
          std::pair("b", "[\n  {\"n\": \"a1\"},\n  {\"n\": \"a2\"}\n]\n"),
          std::pair("2", "[\n  {\"n\": \"a1\"},\n  {\"n\": \"b\"}\n]\n")}) {
        dir_.write("x.json", kAll);
        const auto store = connect();
        ASSERT_TRUE(
            succeeded(store->apply(off_, deletion(*find(*store, "x.json", "n", part)), digest)));
        EXPECT_EQ(dir_.read("x.json"), left) << part;
    }
    dir_.write("x.json", "[{\"n\":\"a\"}]");
    const auto store = connect();
    ASSERT_TRUE(succeeded(store->apply(off_, deletion(*find(*store, "x.json", "n", "a")), digest)));
    EXPECT_EQ(dir_.read("x.json"), "[]");
    for (const std::string_view empty : {"[]", "[\n]", " [ ] \n"}) {
        dir_.write("x.json", empty);
        const auto* read = schema_of("x.json");
        ASSERT_NE(read, nullptr);
        EXPECT_EQ(read->kind, CollectionKind::table) << empty << ": " << read->comment;
    }
}

TEST_F(Files, keep_owner_mode_and_attributes) {
    const std::string file = dir_.write("customers.csv", kCustomers);
    ASSERT_EQ(::chmod(file.c_str(), 0640), 0);
    const auto store = connect();

    ASSERT_TRUE(succeeded(
        store->apply(off_, deletion(*find(*store, "customers.csv", "email ", "ada@")), digest)));

    struct stat now{};
    ASSERT_EQ(::stat(file.c_str(), &now), 0);
    EXPECT_EQ(now.st_mode & 07777U, 0640U);
}

TEST_F(Files, say_which_cannot_be_read_and_go_on_with_the_others) {
    dir_.write("good.csv", kCustomers);
    dir_.write("bad/ragged.csv", "a,b\n1,2\n1,2,3\n");
    dir_.write("bad/open.csv", "a,b\n1,\"2\n");
    dir_.write("bad/nul.csv", std::string_view("a,b\n\0,2\n", 8));
    dir_.write("bad/mark.csv",
               "\xEF\xBB\xBF"
               "a,b\n\xFF,2\n");
    dir_.write("bad/deep.json", "[{\"a\":" + std::string(99, '[') + std::string(99, ']') + "}]");
    dir_.write("bad/cell.csv", "id,name\n1,\"" + std::string(16'900'000, 'x') + "\"\n");
    dir_.write("bad/\"; drop table.vcf", "FN:x\n");
    dir_.write("notes.txt", "anything");
    ASSERT_EQ(::symlink("/etc/passwd", dir_.path("link.csv").c_str()), 0);
    ASSERT_EQ(::mkfifo(dir_.path("pipe.csv").c_str(), 0600), 0);

    const auto* good = schema_of("good.csv");

    ASSERT_NE(good, nullptr);
    EXPECT_EQ(good->kind, CollectionKind::table);
    EXPECT_EQ(good->row_estimate, 3U);
    const std::vector<std::pair<std::string, std::string>> bad{
        {"bad/ragged.csv", "record 2: a record has more fields than there are names"},
        {"bad/open.csv", "record 1: a quoted field has no end"},
        {"bad/nul.csv", "there is a NUL in the file: it is no text"},
        {"bad/mark.csv", "the file has the mark of UTF-8 and is not valid UTF-8"},
        {"bad/deep.json", "record 1: an object is nested too deep"},
        {"bad/cell.csv", "record 1: a record is larger than gdprd reads"},
        {"bad/\"; drop table.vcf", "record 1: a card does not begin with BEGIN:VCARD"}};
    EXPECT_THAT(schema_.collections, SizeIs(bad.size() + 1));
    for (const auto& [name, why] : bad) {
        const auto* one = schema_.find({"main", name});
        ASSERT_NE(one, nullptr) << name;
        EXPECT_EQ(one->kind, CollectionKind::unreadable) << name;
        EXPECT_EQ(one->comment, why);
    }
    dir_.write("bad/cell.csv", "a\n\"");
    const auto findings = connect()->check(off_);
    ASSERT_TRUE(succeeded(findings));
    EXPECT_EQ(
        std::ranges::count(*findings, CheckFinding::Severity::problem, &CheckFinding::severity),
        static_cast<std::ptrdiff_t>(bad.size()));
}

TEST_F(Files, take_no_changed_row_for_the_one_that_was_planned) {
    dir_.write("log.csv", "who,note\nAda,1\nAda,1\nBob,2\n");
    dir_.write("keyed.csv", "id,who\n1,Ada\n2,Bob\n");
    const auto store = connect([](StoreSettings& s) { s.row_keys = {"keyed.csv=id"}; });
    const auto keyed = deletion(*find(*store, "keyed.csv", "who", "Ada"));
    const auto log = update(*find(*store, "log.csv", "who", "Ada"), "who", text("x"));
    dir_.write("keyed.csv", "id,who\n9,Ada\n1,Bob\n");
    dir_.write("log.csv", "who,note\nBob,2\nAda,1\nAda,3\n");

    EXPECT_EQ(*store->apply(off_, keyed, digest), (StepResult{0, 0, 1}));
    EXPECT_EQ(*store->apply(off_, log, digest), (StepResult{0, 0, 1}));

    EXPECT_EQ(dir_.read("keyed.csv"), "id,who\n9,Ada\n1,Bob\n");
    EXPECT_EQ(dir_.read("log.csv"), "who,note\nBob,2\nAda,1\nAda,3\n");
}

TEST_F(Files, a_key_of_fields_that_are_gone_is_stale_never_gone) {
    dir_.write("a/customers.csv", kCustomers);
    const auto store = connect();
    auto rows = find(*store, "a/customers.csv", "email ", "bob@");
    ASSERT_TRUE(succeeded(rows));
    ASSERT_THAT(rows->rows, SizeIs(1));
    auto key = rows->rows[0].key;
    key.fields[0] = "customer_no";

    EXPECT_TRUE(
        failed_with(store->read_rows(off_, rows->from, rows->fields, {key}), ErrorCode::stale));
}

TEST_F(Files, refuse_second_names_links_and_what_may_not_be_written) {
    dir_.write("customers.csv", kCustomers);
    const auto store = connect();
    const auto step = deletion(*find(*store, "customers.csv", "email ", "ada@"));

    fs::create_hard_link(dir_.path("customers.csv"), dir_.path("second.bak"));
    EXPECT_TRUE(failed_with(store->apply(off_, step, digest), ErrorCode::conflict));
    EXPECT_TRUE(failed_with(store->rehearse(off_, {&step}, [](const auto&) { return digest; }),
                            ErrorCode::conflict));
    fs::rename(dir_.path("second.bak"), dir_.path("elsewhere"));
    fs::remove(dir_.path("customers.csv"));
    fs::create_symlink("elsewhere", dir_.path("customers.csv"));
    EXPECT_TRUE(failed_with(store->apply(off_, step, digest), ErrorCode::not_found));
    EXPECT_EQ(dir_.read("elsewhere"), kCustomers);
    EXPECT_TRUE(failed_with(find(*store, "../customers.csv", "id", "1"), ErrorCode::not_found));
}

TEST_F(Files, stay_as_they_are_while_another_program_has_them_open) {
    dir_.write("customers.csv", kCustomers);
    const auto store = connect();
    const auto step = deletion(*find(*store, "customers.csv", "email ", "ada@"));
    {
        const Descriptor open(
            ::open(dir_.path("customers.csv").c_str(), O_WRONLY | O_APPEND | O_CLOEXEC));
        const auto failed = store->apply(off_, step, digest);
        ASSERT_TRUE(failed_with(failed, ErrorCode::unavailable));
        EXPECT_THAT(failed.error().message(), HasSubstr("has the file open"));
    }
    EXPECT_EQ(dir_.read("customers.csv"), kCustomers);
    EXPECT_EQ(entries(dir_.path()), 1);
    EXPECT_EQ(*store->apply(off_, step, digest), (StepResult{1, 0, 0}));
}

/// As a program that logs: it takes no lock, and never looks whether the file was replaced.
TEST_F(Files, lose_no_row_that_is_appended_meanwhile) {
    constexpr int kRows = 300;
    std::string all = "id,who\n";
    for (int i = 0; i < 200; ++i) all += std::to_string(i) + ",Ada\n";
    dir_.write("log.csv", all);
    std::atomic<bool> done = false;
    std::jthread program([&] {
        for (int i = 0; i < kRows; ++i) {
            const Descriptor file(
                ::open(dir_.path("log.csv").c_str(), O_WRONLY | O_APPEND | O_CLOEXEC));
            const std::string row = "new" + std::to_string(i) + ",Bob\n";
            GDPRD_ASSERT(file.valid() && write_all(file.get(), as_bytes(row)));
        }
        done = true;
    });

    std::uint64_t erased = 0;
    const auto store = connect([](auto& s) { s.lock_timeout = std::chrono::seconds(20); });
    for (int round = 0; round < 2'000 && (!done || erased == 0); ++round) {
        auto found = find(*store, "log.csv", "who", "Ada");
        if (!found || found->rows.empty()) continue;  // it grew while it was read
        found->rows.resize(1);
        const auto result = store->apply(off_, deletion(*found), digest);
        if (result) erased += result->done;
        if (!result)
            EXPECT_THAT(result.error().code(),
                        testing::AnyOf(ErrorCode::stale, ErrorCode::unavailable));
    }
    program.join();

    const std::string left = dir_.read("log.csv");
    for (int i = 0; i < kRows; ++i)
        EXPECT_THAT(left, HasSubstr("\nnew" + std::to_string(i) + ",Bob\n"));
    EXPECT_GT(erased, 0U);
}

TEST_F(Files, are_whole_and_clean_after_a_kill_at_any_moment) {
    constexpr int kRows = 2'000;
    std::string content = "id,who\n";
    for (int i = 0; i < kRows; ++i)
        content += std::to_string(i) + ",person " + std::to_string(i % 7) + "\n";
    std::string after = "id,who\n";
    for (int i = 0; i < kRows; ++i)
        if (i % 7 != 3) after += std::to_string(i) + ",person " + std::to_string(i % 7) + "\n";
    dir_.write("x.csv", content);
    const auto step = deletion(*find(*connect(), "x.csv", "who", "person 3"));
    int before = 0;
    for (int round = 0; round < 15; ++round) {
        dir_.write("x.csv", content);
        const pid_t child = ::fork();
        if (child == 0) {
            (void)connect()->apply(off_, step, digest);
            ::_exit(0);
        }
        ::usleep(static_cast<useconds_t>(round * 2'000));
        ::kill(child, SIGKILL);
        int status = 0;
        ::waitpid(child, &status, 0);
        const std::string left = dir_.read("x.csv");
        ASSERT_TRUE(left == content || left == after) << "round " << round;
        before += left == content ? 1 : 0;

        const auto again = connect()->apply(off_, step, digest);
        ASSERT_TRUE(succeeded(again));
        EXPECT_EQ(again->done + again->already_done, step.rows.size());
        EXPECT_EQ(dir_.read("x.csv"), after);
        ASSERT_TRUE(succeeded(connect()->residue(off_, {})));
        EXPECT_EQ(entries(dir_.path()), 1) << "round " << round;
    }
    EXPECT_GT(before, 0) << "no kill came before the end";
}

TEST_F(Files, remove_a_temporary_of_a_crash_and_find_values_in_any_file) {
    dir_.write("customers.csv", kCustomers);
    dir_.write(temporary_for("customers.csv"), "ada@example.org");
    const auto store = connect();
    EXPECT_EQ(store->residue(off_, {PersonalCell(text("gone@example.org"))})->state,
              ResidueResult::State::clean);
    EXPECT_FALSE(fs::exists(dir_.path(temporary_for("customers.csv"))));

    dir_.write("sub/.customers.csv.swp", "xx ada@example.org xx");
    dir_.write("old.csv.gz", "");
    ASSERT_TRUE(succeeded(
        store->apply(off_, deletion(*find(*store, "customers.csv", "email ", "ada@")), digest)));
    const auto found = store->residue(off_, {PersonalCell(text("ada@example.org"))});
    ASSERT_TRUE(succeeded(found));
    EXPECT_EQ(found->state, ResidueResult::State::found);
    EXPECT_THAT(found->limits, testing::Contains(HasSubstr("1 file whose content is compressed")));
    fs::remove(dir_.path("sub/.customers.csv.swp"));
    EXPECT_EQ(store->residue(off_, {PersonalCell(text("ada@example.org"))})->state,
              ResidueResult::State::clean);
}

TEST_F(Files, tell_packed_content_as_not_searched_whatever_it_is_called) {
    dir_.write("customers.csv", kCustomers);
    dir_.write("dump.1", std::string_view("Rar!\x1A\x07\x01\0", 8));
    dir_.write("letter", "%PDF-1.7\n");
    dir_.write("old.msg", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    dir_.write("packed.gz", "");

    const auto result = connect()->residue(off_, {PersonalCell(text("gone@example.org"))});

    ASSERT_TRUE(succeeded(result));
    EXPECT_THAT(result->limits,
                testing::Contains(HasSubstr("4 files whose content is compressed")));
}

TEST_F(Files, are_read_in_bounded_memory) {
    {
        std::ofstream out(dir_.path("big.csv"), std::ios::binary);
        for (int i = 0; i < 150'000; ++i)
            out << i << ",person" << i << "@example.org,some more text about this one person\n";
    }
    rusage before{};
    ::getrusage(RUSAGE_SELF, &before);

    const auto rows = find(*connect(), "big.csv", "column_2", "person149999@");

    ASSERT_TRUE(succeeded(rows));
    EXPECT_THAT(rows->rows, SizeIs(1));
#if __has_feature(address_sanitizer)
    return;  // it keeps what was freed
#endif
    rusage after{};
    ::getrusage(RUSAGE_SELF, &after);
    EXPECT_LT(after.ru_maxrss - before.ru_maxrss, 5 * 1024) << "kilobytes, of a file of 10 MB";
}

TEST_F(Files, refuse_settings_that_cannot_be_read) {
    for (const auto& wrong : {std::vector<std::string>{"*.txt"}, {"=csv"}, {"*.txt=word"}}) {
        StoreSettings settings;
        settings.name = StoreName("exports");
        settings.kind = config::StoreKind::files;
        settings.path = dir_.path();
        settings.formats = wrong;
        EXPECT_TRUE(failed_with(make_connector(std::move(settings)), ErrorCode::invalid_argument));
    }
    StoreSettings settings;
    settings.name = StoreName("exports");
    settings.kind = config::StoreKind::files;
    settings.path = dir_.path();
    settings.encoding = "no-such-encoding";
    EXPECT_TRUE(failed_with(make_connector(std::move(settings)), ErrorCode::invalid_argument));
}

}  // namespace
}  // namespace gdprd::connectors::test
