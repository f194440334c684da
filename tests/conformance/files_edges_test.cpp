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

}  // namespace
}  // namespace gdprd::connectors::test
