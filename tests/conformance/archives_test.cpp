#include <gmock/gmock.h>

#include <filesystem>

#include "tests/conformance/files_fixture.hpp"
#include "tests/support/archives.hpp"
#include "tests/support/spreadsheets.hpp"

namespace gdprd::connectors::test {
namespace {

namespace fs = std::filesystem;
using gdprd::test::failed_with;
using gdprd::test::kPackings;
using gdprd::test::make_zip;
using gdprd::test::pack;
using gdprd::test::packed_name;
using gdprd::test::Packing;
using gdprd::test::succeeded;
using policy::CollectionKind;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::SizeIs;

const std::string kPeople = "id,email,name\n1,ada@example.org,Ada\n2,bob@example.com,Bob\n";
const std::string kCards = "BEGIN:VCARD\nVERSION:3.0\nFN:Ada\nEMAIL:ada@example.org\nEND:VCARD\n";
const std::string kMail =
    "From eve@example.com Mon Nov 23 10:00:03 2026\nFrom: ada@example.org\nSubject: Hi\n\nx\n\n";

class Archives : public Files {
  protected:
    static policy::CollectionPath inside(const std::string& archive, const std::string& member) {
        return {StoreName("exports"), {archive, member}};
    }
    Result<policy::RowSet> rows(Connector& in, const policy::CollectionPath& of,
                                const std::string& field, const std::string& value) {
        policy::FindQuery query;
        query.in = of;
        query.fields = {field};
        query.any_of = {{PersonalCell(text(value))}};
        return find_all(off_, in, query);
    }
    static std::vector<std::string> told(const Result<std::vector<CheckFinding>>& findings) {
        std::vector<std::string> out;
        for (const auto& one : *findings) out.push_back(one.what);
        return out;
    }
    const policy::CollectionSchema& schema(const std::string& ns, const std::string& name) {
        static const policy::CollectionSchema none;
        schema_ = *connect()->inspect(off_);
        const auto* found = schema_.find({ns, name});
        EXPECT_NE(found, nullptr) << ns << " " << name;
        return found == nullptr ? none : *found;
    }
};

TEST_F(Archives, show_their_members_as_collections) {
    for (const Packing how : kPackings)
        dir_.write(packed_name(how), pack(how, {{"crm/people.csv", kPeople},
                                                {"cards.vcf", kCards},
                                                {"in.mbox", kMail},
                                                {"list.json", R"([{"mail":"ada@example.org"}])"},
                                                {"readme.txt", "x"}}));
    const auto store = connect();
    const auto all = store->inspect(off_);
    ASSERT_TRUE(succeeded(all));
    ASSERT_THAT(all->collections, SizeIs(4 * std::size(kPackings)));
    for (const auto& one : all->collections) EXPECT_EQ(one.kind, CollectionKind::archived);
    for (const Packing how : kPackings) {
        const std::string archive = packed_name(how);
        SCOPED_TRACE(archive);
        const auto of = inside(archive, "crm/people.csv");
        const auto hers = rows(*store, of, "email", "ada@example.org");
        ASSERT_TRUE(succeeded(hers));
        ASSERT_THAT(hers->rows, SizeIs(1));
        const auto again = store->read_rows(off_, of, {"name"}, {hers->rows[0].key});
        ASSERT_TRUE(succeeded(again));
        EXPECT_EQ(again->rows[0].values[0].expose().bytes, "Ada");
        EXPECT_EQ(store->sample(off_, of, {"email"}, {10, 100})->values[0].size(), 2U);
        EXPECT_THAT(rows(*store, inside(archive, "cards.vcf"), "EMAIL", "ada@example.org")->rows,
                    SizeIs(1));
        EXPECT_THAT(
            rows(*store, inside(archive, "in.mbox"), "from.address", "ada@example.org")->rows,
            SizeIs(1));
        EXPECT_THAT(rows(*store, inside(archive, "list.json"), "mail", "ada@example.org")->rows,
                    SizeIs(1));
    }
}

TEST_F(Archives, show_the_sheets_of_spreadsheets_within) {
    const auto cell = [](const char* value) {
        return std::string("<c t=\"inlineStr\"><is><t>") + value + "</t></is></c>";
    };
    const std::string book = make_zip(gdprd::test::xlsx_parts(
        {{"Customers",
          gdprd::test::worksheet("<row>" + cell("email") + cell("city") + "</row><row>" +
                                 cell("ada@example.org") + cell("Lyon") + "</row>")}}));
    for (const Packing how : {Packing::zip, Packing::tzst}) {
        dir_.write(packed_name(how), pack(how, {{"staff.xlsx", book}}));
        const auto store = connect();
        ASSERT_TRUE(succeeded(store->inspect(off_)));
        const auto of = inside(packed_name(how) + "/staff.xlsx", "Customers");
        const auto hers = rows(*store, of, "email", "ada@example.org");
        ASSERT_TRUE(succeeded(hers));
        ASSERT_THAT(hers->rows, SizeIs(1));
        EXPECT_TRUE(failed_with(store->apply(off_, deletion(*hers), digest), ErrorCode::refused));
    }
}

TEST_F(Archives, are_never_written) {
    for (const Packing how : {Packing::zip, Packing::tgz}) {
        const std::string name = packed_name(how);
        const std::string bytes = pack(how, {{"people.csv", kPeople}});
        dir_.write(name, bytes);
        const auto store = connect();
        const auto hers = rows(*store, inside(name, "people.csv"), "email", "ada@example.org");
        ASSERT_TRUE(succeeded(hers));
        const auto step = deletion(*hers);

        for (const auto& refused :
             {store->apply(off_, step, digest),
              store->rehearse(off_, {&step}, [](const auto&) { return digest; }),
              store->apply(off_, update(*hers, "name", null()), digest)}) {
            ASSERT_TRUE(failed_with(refused, ErrorCode::refused));
            EXPECT_THAT(refused.error().hint(), HasSubstr("delete the archive"));
        }
        EXPECT_EQ(dir_.read(name), bytes);
    }
    EXPECT_EQ(entries(dir_.path()), 2) << "nothing was unpacked beside them";
    EXPECT_THAT(told(connect()->check(off_)),
                Contains("2 archives are read and never written, such as all.tgz: nobody is erased "
                         "there"));
}

TEST_F(Archives, are_searched_for_what_was_erased) {
    dir_.write("a.tgz", pack(Packing::tgz, {{"people.csv", kPeople}, {"note.bin", "x"}}));
    dir_.write("b.zip", pack(Packing::zip, {{"people.csv", kPeople}}, "secret"));
    const auto store = connect();

    const auto found = store->residue(off_, {PersonalCell(text("ada@example.org"))});

    ASSERT_TRUE(succeeded(found));
    EXPECT_EQ(found->state, ResidueResult::State::found);
    EXPECT_THAT(found->what, HasSubstr("1 of them in archives, which gdprd never writes"));
    EXPECT_THAT(found->limits, Contains("1 file whose content is compressed or sealed, and not "
                                        "searched"));
    EXPECT_EQ(store->residue(off_, {PersonalCell(text("kim@example.org"))})->state,
              ResidueResult::State::clean);
}

TEST_F(Archives, are_told_by_the_search_whatever_else_holds_the_same) {
    const std::string told = "1 of them in archives, which gdprd never writes";
    const auto search = [&](const std::string& value) {
        return connect()->residue(off_, {PersonalCell(text(value))})->what;
    };
    for (const Packing how : kPackings) {
        SCOPED_TRACE(packed_name(how));
        dir_.write(packed_name(how), pack(how, {{"people.csv", kPeople}}));
        EXPECT_THAT(search("ada@example.org"), HasSubstr(told)) << "what is not packed too";
        dir_.write("a loose file.csv", kPeople);
        EXPECT_THAT(search("ada@example.org"), HasSubstr(told)) << "though it was seen before";
        dir_.write("a loose file.csv", "email\nkim@example.org\n");
        EXPECT_THAT(search("kim@example.org"), testing::Not(HasSubstr("in archives")));
        dir_.write("zz loose.csv", "email\nlea@example.org\n");
        EXPECT_THAT(search("lea@example.org"), testing::Not(HasSubstr("in archives")));
        fs::remove(dir_.path("a loose file.csv"));
        fs::remove(dir_.path(packed_name(how)));
    }
}

TEST_F(Archives, that_are_damaged_say_so_and_the_others_go_on) {
    const std::string good = pack(Packing::tgz, {{"people.csv", kPeople}});
    dir_.write("good.tgz", good);
    dir_.write("cut.tgz", good.substr(0, good.size() / 2));
    dir_.write("empty.zip", "");
    dir_.write("sealed.zip", pack(Packing::zip, {{"people.csv", kPeople}}, "secret"));
    dir_.write("nested.tar", pack(Packing::tar, {{"good.tgz", good}, {"bad.csv", "a,b\n1,\"2"}}));

    EXPECT_EQ(schema("good.tgz", "people.csv").kind, CollectionKind::archived);
    for (const auto& [ns, name, why] :
         std::vector<std::array<std::string, 3>>{{"main", "cut.tgz", "damaged or cut short"},
                                                 {"main", "empty.zip", "damaged or cut short"},
                                                 {"sealed.zip", "people.csv", "by a password"},
                                                 {"nested.tar", "good.tgz", "within an archive"},
                                                 {"nested.tar", "bad.csv", "no end"}}) {
        EXPECT_EQ(schema(ns, name).kind, CollectionKind::unreadable) << name;
        EXPECT_THAT(schema(ns, name).comment, HasSubstr(why));
    }
    EXPECT_THAT(told(connect()->check(off_)),
                Contains("the file sealed.zip/people.csv: it is protected by a password"));
}

TEST_F(Archives, are_told_from_directories_and_by_the_rules_of_the_store) {
    fs::create_directories(dir_.path("old.zip"));
    dir_.write("old.zip/people.csv", kPeople);
    dir_.write("skipped.zip", pack(Packing::zip, {{"people.csv", kPeople}}));
    dir_.write("backup.1", pack(Packing::tar, {{"people.csv", kPeople}, {"drop.csv", kPeople}}));
    const auto store = connect([](StoreSettings& s) {
        s.formats = {"skipped.zip=ignore", "backup.*/drop*=ignore", "backup.*=archive"};
        s.row_keys = {"people.csv=id"};
    });

    const auto all = store->inspect(off_);
    ASSERT_TRUE(succeeded(all));
    std::vector<std::string> names;
    for (const auto& one : all->collections) {
        names.push_back(one.name.ns + " " + one.name.name);
        EXPECT_THAT(one.primary_key, ElementsAre("id")) << one.name.name;
    }
    EXPECT_THAT(names, ElementsAre("backup.1 people.csv", "main old.zip/people.csv"));
    const auto hers = rows(*store, path("old.zip/people.csv"), "email", "ada@example.org");
    ASSERT_TRUE(succeeded(hers));
    EXPECT_EQ(*store->apply(off_, deletion(*hers), digest), (StepResult{1, 0, 0}));
    EXPECT_TRUE(failed_with(rows(*store, inside("skipped.zip", "people.csv"), "email", "x"),
                            ErrorCode::not_found));
    EXPECT_TRUE(failed_with(rows(*store, inside("backup.1", "../old.zip/people.csv"), "email", "x"),
                            ErrorCode::not_found));
    EXPECT_TRUE(
        failed_with(rows(*store, path("backup.1/people.csv"), "email", "x"), ErrorCode::not_found));
}

TEST_F(Archives, are_read_anew_when_they_changed) {
    dir_.write("a.zip", pack(Packing::zip, {{"people.csv", kPeople}}));
    const auto store = connect();
    const auto of = inside("a.zip", "people.csv");
    ASSERT_THAT(rows(*store, of, "email", "ada@example.org")->rows, SizeIs(1));

    dir_.write("a.zip", pack(Packing::zip, {{"first.csv", "email\nx@example.org\n"},
                                            {"people.csv", "email\nkim@example.org\n"}}));
    EXPECT_TRUE(rows(*store, of, "email", "ada@example.org")->rows.empty());
    EXPECT_THAT(rows(*store, of, "email", "kim@example.org")->rows, SizeIs(1));
    fs::remove(dir_.path("a.zip"));
    EXPECT_TRUE(failed_with(rows(*store, of, "email", "x"), ErrorCode::not_found));
}

}  // namespace
}  // namespace gdprd::connectors::test
