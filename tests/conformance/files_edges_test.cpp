// Trees of files at their edges: rights, vanished fields, guesses, others who write meanwhile.
#include <fcntl.h>
#include <sys/file.h>
#include <sys/fsuid.h>
#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

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

/// While it lives, root's rights do not count for this thread's files.
class WithoutRootsRights {
  public:
    WithoutRootsRights() {
        if (::geteuid() == 0) ::setfsuid(kNobody);
    }
    ~WithoutRootsRights() {
        if (::geteuid() == 0) ::setfsuid(0);
    }
    WithoutRootsRights(const WithoutRootsRights&) = delete;
    WithoutRootsRights& operator=(const WithoutRootsRights&) = delete;

  private:
    static constexpr uid_t kNobody = 65534;
};

TEST_F(Files, name_the_directories_that_may_not_be_read) {
    dir_.write("open/a.csv", kCustomers);
    dir_.write("shut/b.csv", kCustomers);
    dir_.write("listed/c.csv", kCustomers);  // its names can be read, and nothing more
    for (const auto& [path, mode] :
         {std::pair("", 0755U), std::pair("open", 0755U), std::pair("shut", 0U),
          std::pair("listed", 0444U), std::pair("open/a.csv", 0644U)})
        ASSERT_EQ(::chmod(dir_.path(path).c_str(), mode), 0) << path;
    const auto store = connect();
    auto nobody = std::make_optional<WithoutRootsRights>();

    const auto schema = store->inspect(off_);
    const auto findings = store->check(off_);
    const auto residue = store->residue(off_, {PersonalCell(text("nobody@example.org"))});

    ASSERT_TRUE(succeeded(schema) && succeeded(findings) && succeeded(residue));
    EXPECT_THAT(schema->collections, SizeIs(3));
    for (const std::string closed : {"shut", "listed"}) {
        const auto* one = schema->find({"main", closed});
        ASSERT_NE(one, nullptr) << closed;
        EXPECT_EQ(one->kind, CollectionKind::unreadable);
        EXPECT_EQ(one->comment, "the directory may not be read");
        EXPECT_THAT(*findings,
                    Contains(testing::Field(&CheckFinding::what,
                                            "the directory " + closed + " may not be read")));
    }
    EXPECT_THAT(residue->limits, Contains("2 directories that gdprd's user may not read"));
    nobody.reset();
    fs::permissions(dir_.path("shut"), fs::perms::owner_all);
    fs::permissions(dir_.path("listed"), fs::perms::owner_all);
}

TEST_F(Files, miss_no_field_that_went_with_the_only_row_that_had_it) {
    for (const auto& [file, content, field, with, kept] :
         {std::tuple("x.json", R"([{"id": 1, "mail": "ada@example.org"}, {"id": 2, "tel": "7"}])",
                     "mail", "ada@", "7"),
          std::tuple("x.vcf",
                     "BEGIN:VCARD\nVERSION:4.0\nTEL:1\nMAIL:ada@example.org\nEND:VCARD\n"
                     "BEGIN:VCARD\nVERSION:4.0\nTEL:7\nEND:VCARD\n",
                     "MAIL", "ada@", "7")}) {
        dir_.write(file, content);
        const auto store = connect([](StoreSettings& s) { s.row_keys = {"x.json=mail"}; });
        const auto rows = find(*store, file, field, with);
        ASSERT_TRUE(succeeded(rows));
        ASSERT_THAT(rows->rows, SizeIs(1));
        const auto step = deletion(*rows);
        ASSERT_TRUE(succeeded(store->apply(off_, step, digest)));

        EXPECT_EQ(*store->apply(off_, step, digest), (StepResult{0, 1, 0})) << file;
        const auto left = store->read_rows(off_, step.in, step.fields, {step.rows[0].key});
        ASSERT_TRUE(succeeded(left)) << file;
        EXPECT_THAT(left->rows, SizeIs(0)) << file;
        const auto again = find(*store, file, field, with);
        ASSERT_TRUE(succeeded(again)) << file;
        EXPECT_THAT(again->rows, SizeIs(0)) << file;
    }
}

TEST_F(Files, know_rows_by_keys_whose_missing_values_are_of_fields_that_went) {
    dir_.write("x.jsonl", "{\"a\": 1, \"b\": \"x\"}\n{\"a\": 2}\n{\"a\": 3, \"c\": \"x\"}\n");
    const auto store = connect();
    const auto one = deletion(*find(*store, "x.jsonl", "b", "x"));
    const auto two = deletion(*find(*store, "x.jsonl", "a", "2"));

    ASSERT_EQ(*store->apply(off_, one, digest), (StepResult{1, 0, 0}));
    EXPECT_EQ(*store->apply(off_, two, digest), (StepResult{1, 0, 0})) << "b is null in its key";
    EXPECT_EQ(dir_.read("x.jsonl"), "{\"a\": 3, \"c\": \"x\"}\n");
}

TEST_F(Files, are_read_when_nothing_is_left_in_them) {
    for (const auto& [file, content] :
         {std::pair("x.json", "[{\"id\": \"7\"}]"), std::pair("x.jsonl", "{\"id\": \"7\"}\n"),
          std::pair("x.vcf", "BEGIN:VCARD\nVERSION:4.0\nid:7\nEND:VCARD\n"),
          std::pair("x.csv", "7\n")}) {
        dir_.write(file, content);
        const auto store = connect();
        const std::string field = schema_of(file)->fields.front().name;
        const auto step = deletion(*find(*store, file, field, "7"));
        ASSERT_EQ(*store->apply(off_, step, digest), (StepResult{1, 0, 0})) << file;

        EXPECT_EQ(*connect()->apply(off_, step, digest), (StepResult{0, 1, 0})) << file;
        const auto again = find(*store, file, field, "7");
        ASSERT_TRUE(succeeded(again)) << file;
        EXPECT_THAT(again->rows, SizeIs(0));
    }
}

TEST_F(Files, give_nobody_rights_by_the_directorys_default_access_list) {
    const std::string file = dir_.write("customers.csv", kCustomers);
    ASSERT_EQ(::chmod(file.c_str(), 0640), 0);
    // version 2; user::rwx, user:65534:rwx, group::r-x, mask::rwx, other::r-x
    constexpr char kList[] =
        "\2\0\0\0"
        "\1\0\7\0\377\377\377\377"
        "\2\0\7\0\376\377\0\0"
        "\4\0\5\0\377\377\377\377"
        "\20\0\7\0\377\377\377\377"
        "\40\0\5\0\377\377\377\377";
    if (::setxattr(dir_.path().c_str(), "system.posix_acl_default", kList, sizeof kList - 1, 0) !=
        0)
        GTEST_SKIP() << "the file system has no access lists";
    const auto store = connect();

    ASSERT_TRUE(succeeded(
        store->apply(off_, deletion(*find(*store, "customers.csv", "email ", "ada@")), digest)));

    EXPECT_LT(::getxattr(file.c_str(), "system.posix_acl_access", nullptr, 0), 0);
    struct stat now{};
    ASSERT_EQ(::stat(file.c_str(), &now), 0);
    EXPECT_EQ(now.st_mode & 07777U, 0640U);
}

TEST_F(Files, take_no_person_for_a_header) {
    dir_.write("people.csv", "Ada,Lovelace\nBob,Builder\n");
    dir_.write("told/people.csv", "Ada,Lovelace\nBob,Builder\n");
    const auto store = connect([](StoreSettings& s) { s.formats = {"told/*.csv=csv-no-header"}; });

    const auto schema = store->inspect(off_);

    ASSERT_TRUE(succeeded(schema));
    const auto* guessed = schema->find({"main", "people.csv"});
    const auto* told = schema->find({"main", "told/people.csv"});
    ASSERT_TRUE(guessed != nullptr && told != nullptr);
    EXPECT_EQ(guessed->kind, CollectionKind::unreadable);
    EXPECT_THAT(guessed->comment, HasSubstr("header"));
    EXPECT_EQ(told->row_estimate, 2U);
    EXPECT_THAT(*store->check(off_),
                Contains(testing::Field(&CheckFinding::hint, HasSubstr("csv-no-header"))));
}

TEST_F(Files, are_not_written_when_they_would_be_read_otherwise) {
    dir_.write("x.csv", "0;Eve\n7,a;Bob\n");
    const auto store = connect();
    const auto step = deletion(*find(*store, "x.csv", "column_2", "Eve"));

    const auto tried = store->rehearse(off_, {&step}, [](const auto&) { return digest; });
    const auto refused = store->apply(off_, step, digest);

    EXPECT_TRUE(failed_with(tried, ErrorCode::unsupported));
    EXPECT_TRUE(failed_with(refused, ErrorCode::unsupported));
    EXPECT_EQ(dir_.read("x.csv"), "0;Eve\n7,a;Bob\n");
}

/// Members that are rows because of what they hold are so for who reads the file next, too.
TEST_F(Files, of_members_stay_files_of_members) {
    const std::string people =
        R"({"anna": {"email": "anna@berg.example", "n": 1}, "otto": {"mail": "otto@x.example"}})";
    dir_.write("people.json", people);
    const auto store = connect();
    const auto anna = find(*store, "people.json", "email", "anna@berg");
    ASSERT_TRUE(succeeded(anna));
    ASSERT_EQ(anna->rows.size(), 1U);

    EXPECT_TRUE(failed_with(store->apply(off_, update(*anna, "email", {}), digest),
                            ErrorCode::unsupported));
    EXPECT_EQ(dir_.read("people.json"), people);
    const auto told = connect([](StoreSettings& settings) { settings.formats = {"*=json-map"}; });
    EXPECT_TRUE(succeeded(told->apply(off_, update(*anna, "email", {}), digest)));
    EXPECT_EQ(find(*told, "people.json", "mail", "otto")->rows.size(), 1U);
    dir_.write("lines.json",
               "{\"u\": {\"email\": \"anna@berg.example\"}}\n{\"u\": {\"email\": "
               "\"otto@x.example\"}}\n");
    const auto otto = find(*store, "lines.json", "u.email", "otto");
    ASSERT_TRUE(succeeded(otto));
    EXPECT_TRUE(failed_with(store->apply(off_, deletion(*otto), digest), ErrorCode::unsupported));
}

TEST_F(Files, of_two_encodings_are_told_and_not_read) {
    dir_.write("mixed.csv", "id,name\n1,J\xC3\xB6rg\n2,Ren\xE9\n");
    dir_.write("latin.csv", "id,name\n1,J\xF6rg\n2,Ren\xE9\n");

    const auto* mixed = schema_of("mixed.csv");

    ASSERT_NE(mixed, nullptr);
    EXPECT_EQ(mixed->kind, CollectionKind::unreadable);
    EXPECT_THAT(mixed->comment, HasSubstr("UTF-8"));
    EXPECT_EQ(schema_.find({"main", "latin.csv"})->kind, CollectionKind::table);
}

TEST_F(Files, say_that_a_key_names_two_rows) {
    dir_.write("x.csv", "id,name\n1,Ada\n1,Bob\n2,Eve\n");
    const auto store = connect([](StoreSettings& s) { s.row_keys = {"x.csv=id"}; });
    const auto rows = find(*store, "x.csv", "name", "Ada");
    ASSERT_TRUE(succeeded(rows));
    const auto step = deletion(*rows);

    const auto applied = store->apply(off_, step, digest);
    const auto read = store->read_rows(off_, step.in, step.fields, {step.rows[0].key});

    ASSERT_TRUE(failed_with(applied, ErrorCode::conflict));
    EXPECT_THAT(applied.error().message(), HasSubstr("the key of a row is not unique"));
    EXPECT_TRUE(failed_with(read, ErrorCode::conflict));
}

TEST_F(Files, wait_for_the_anchors_lock_no_longer_than_told) {
    const int held = ::open(dir_.path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    ASSERT_EQ(::flock(held, LOCK_EX), 0);
    const auto store = connect();

    const auto locked = store->write_anchor(off_, {"origin", std::nullopt, "checkpoint"});
    ::close(held);

    EXPECT_TRUE(failed_with(locked, ErrorCode::unavailable));
    EXPECT_TRUE(succeeded(store->write_anchor(off_, {"origin", std::nullopt, "checkpoint"})));
}

}  // namespace
}  // namespace gdprd::connectors::test
