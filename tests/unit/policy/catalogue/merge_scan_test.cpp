// A failure to read is no news of what is there: what a rescan could not read stays.

#include <gmock/gmock.h>

#include "policy/catalogue/catalogue.hpp"
#include "policy/catalogue/tree_of_files.hpp"

namespace gdprd::policy {
namespace {

using testing::Contains;
using testing::Each;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

const StoreName kStore("exports");
constexpr const char* kEmail = "user.contact.email";

CollectionPath place(std::string ns, std::string name) {
    return {kStore, {std::move(ns), std::move(name)}};
}

CatalogueField found(const CollectionPath& in, std::string field,
                     Decision decision = Decision::accept) {
    CatalogueField out;
    out.path = {in, std::move(field)};
    if (decision != Decision::reject) out.category = Category(kEmail);
    out.decision = decision;
    out.reasons = {"its values are addresses"};
    return out;
}

/// A store whose collections have the fields "email" and "remark", each with findings.
class RescanOfWhatWasRead : public testing::Test {
  protected:
    RescanOfWhatWasRead() : RescanOfWhatWasRead(kTreeOfFiles) {}
    explicit RescanOfWhatWasRead(const char* server) {
        schema_.store = kStore;
        schema_.server = server;
    }
    void add(const CollectionPath& in) {
        CollectionSchema one;
        one.name = in.collection;
        for (const char* name : {"email", "remark"}) {
            one.fields.emplace_back().name = name;
            one.fields.back().declared_type = "text";
            one.fields.back().type = FieldType::text;
            findings_.push_back(found(in, name));
        }
        schema_.collections.push_back(std::move(one));
    }
    /// The next scan cannot read it, and what is below it is not there.
    void close(const CollectionPath& in, std::string why = "the directory may not be read") {
        remove(in);
        CollectionSchema closed;
        closed.name = in.collection;
        closed.kind = CollectionKind::unreadable;
        closed.comment = std::move(why);
        schema_.collections.push_back(std::move(closed));
    }
    void remove(const CollectionPath& in) {
        std::erase_if(schema_.collections,
                      [&](const auto& one) { return one.name == in.collection; });
        std::erase_if(findings_, [&](const auto& field) { return field.path.in == in; });
    }
    void scan(std::vector<CollectionPath> unsampled = {}) {
        Catalogue next = merge_scan(now_, std::vector{schema_}, findings_, unsampled);
        drift_ = diff(now_, next);
        next.tasks = raise_tasks(now_, next, "S-1-1", [](const auto&) { return false; });
        now_ = std::move(next);
    }
    void say(const CollectionPath& in, const std::string& name, Decision decision) {
        auto& field = now_.fields.at({in, name});
        field.decision = decision;
        field.decided_by = DecidedBy::person;
    }
    [[nodiscard]] const CatalogueField* field(const CollectionPath& in,
                                              const std::string& name) const {
        return now_.find_field({in, name});
    }
    void expect_no_drift() const {
        EXPECT_THAT(drift_.vanished, IsEmpty());
        EXPECT_THAT(drift_.added, IsEmpty());
        EXPECT_THAT(drift_.changed, IsEmpty());
        EXPECT_THAT(now_.tasks, IsEmpty());
    }

    StoreSchema schema_;
    std::vector<CatalogueField> findings_;
    Catalogue now_;
    Drift drift_;
};

class RescanOfTables : public RescanOfWhatWasRead {
  protected:
    RescanOfTables() : RescanOfWhatWasRead("PostgreSQL 15.18") {}
};

TEST_F(RescanOfWhatWasRead, keeps_verdicts_and_links_of_a_file_that_one_scan_could_not_read) {
    const auto people = place("main", "people.csv");
    const auto orders = place("main", "orders.csv");
    add(people);
    add(orders);
    scan();
    say(people, "email", Decision::reject);
    CatalogueLink link;
    link.from = {orders, "email"};
    link.to = {people, "email"};
    link.decision = Decision::accept;
    now_.links.emplace(std::pair(link.from, link.to), link);
    const auto schema = schema_;
    const auto findings = findings_;

    close(people, "permission denied");
    scan();
    scan();

    const auto* unread = now_.find_collection(people);
    ASSERT_NE(unread, nullptr);
    EXPECT_EQ(unread->kind, CollectionKind::unreadable) << "nobody is searched for in it";
    EXPECT_EQ(unread->comment, "permission denied");
    ASSERT_NE(field(people, "email"), nullptr);
    EXPECT_EQ(field(people, "email")->decision, Decision::reject);
    EXPECT_THAT(field(people, "remark")->reasons,
                ElementsAre("its values are addresses", HasSubstr("not read by the last scan")))
        << "once, however often";
    EXPECT_THAT(now_.links, SizeIs(1));
    expect_no_drift();

    schema_ = schema;
    findings_ = findings;
    scan();

    EXPECT_EQ(now_.find_collection(people)->kind, CollectionKind::table);
    EXPECT_EQ(field(people, "email")->decision, Decision::reject);
    EXPECT_EQ(field(people, "email")->decided_by, DecidedBy::person);
    for (const char* name : {"email", "remark"})
        EXPECT_THAT(field(people, name)->reasons, ElementsAre("its values are addresses"));
    EXPECT_THAT(now_.links, SizeIs(1));
    expect_no_drift();
}

TEST_F(RescanOfWhatWasRead, keeps_all_below_a_closed_directory_as_unreadable) {
    const auto inside = place("main", "old/2024/people.csv");
    const auto sheet = place("old/2024/staff.xlsx", "Sheet 1");
    const auto member = place("old/all.zip", "letters.json");
    const auto beside = place("main", "older/people.csv");
    for (const auto& one : {inside, sheet, member, beside}) add(one);
    scan();
    say(sheet, "email", Decision::reject);

    for (const auto& gone : {inside, sheet, member, beside}) remove(gone);
    close(place("main", "old"));
    scan();

    for (const auto& one : {inside, sheet, member}) {
        const auto* schema = now_.find_collection(one);
        ASSERT_NE(schema, nullptr) << to_string(one);
        EXPECT_EQ(schema->kind, CollectionKind::unreadable);
        EXPECT_EQ(schema->comment, "within old: the directory may not be read");
        EXPECT_NE(field(one, "email"), nullptr);
    }
    EXPECT_EQ(field(sheet, "email")->decided_by, DecidedBy::person);
    EXPECT_EQ(now_.find_collection(beside), nullptr) << "its directory is not the closed one";
    EXPECT_THAT(drift_.vanished,
                ElementsAre(FieldPath{beside, "email"}, FieldPath{beside, "remark"}));
    const auto& collections = now_.find_store(kStore)->collections;
    EXPECT_TRUE(std::is_sorted(collections.begin(), collections.end(),
                               [](const auto& a, const auto& b) { return a.name < b.name; }));

    schema_.collections.clear();
    scan();

    EXPECT_THAT(now_.fields, IsEmpty()) << "the directory can be read again, and they are gone";
}

TEST_F(RescanOfWhatWasRead, keeps_the_sheets_and_members_of_files_that_turned_unreadable) {
    const auto sheet = place("staff.xlsx", "Sheet 1");
    const auto member = place("all.zip", "letters.json");
    add(sheet);
    add(member);
    scan();

    remove(sheet);
    remove(member);
    close(place("main", "staff.xlsx"), "it is cut");
    close(place("main", "all.zip"), "it is cut");
    scan();

    expect_no_drift();
    EXPECT_EQ(now_.find_collection(sheet)->kind, CollectionKind::unreadable);
    EXPECT_EQ(now_.find_collection(member)->comment, "within all.zip: it is cut");
}

TEST_F(RescanOfWhatWasRead, keeps_places_inside_cells_of_an_unreadable_file) {
    const auto people = place("main", "people.csv");
    add(people);
    findings_.push_back(found(people, "remark#/note", Decision::review));
    scan();

    close(people);
    scan();

    EXPECT_NE(field(people, "remark#/note"), nullptr);
    expect_no_drift();
}

TEST_F(RescanOfTables, do_not_take_a_name_for_a_directory) {
    const auto people = place("old", "people");
    add(people);
    scan();

    remove(people);
    close(place("main", "old"));
    scan();

    EXPECT_EQ(now_.find_collection(people), nullptr);
}

TEST_F(RescanOfTables, keep_what_values_showed_when_a_table_could_not_be_sampled) {
    const auto people = place("public", "people");
    add(people);
    findings_.push_back(found(people, "remark#/note", Decision::review));
    scan();
    say(people, "remark", Decision::reject);

    findings_.pop_back();
    for (auto& one : findings_) {
        one.decision = Decision::review;
        one.category.reset();
        one.reasons = {std::string(kValuesUnread)};
    }
    scan({people});
    scan({people});

    EXPECT_EQ(field(people, "email")->decision, Decision::accept);
    EXPECT_EQ(field(people, "email")->category, Category(kEmail));
    EXPECT_THAT(field(people, "email")->reasons,
                ElementsAre("its values are addresses", HasSubstr("not read by the last scan")));
    EXPECT_EQ(field(people, "remark")->decided_by, DecidedBy::person);
    EXPECT_NE(field(people, "remark#/note"), nullptr);
    expect_no_drift();

    scan();

    EXPECT_EQ(field(people, "email")->decision, Decision::review) << "this time it was read";
    EXPECT_THAT(field(people, "remark")->reasons, Each(Not(HasSubstr("not read"))));
}

TEST_F(RescanOfTables, judge_an_unsampled_field_anew_that_has_another_type_or_never_was_read) {
    const auto people = place("public", "people");
    add(people);
    for (auto& one : findings_) one.reasons = {std::string(kValuesUnread)};
    scan({people});
    for (auto& one : findings_) one.category = Category("user.name");

    scan({people});
    EXPECT_EQ(field(people, "email")->category, Category("user.name")) << "names, both times";

    for (auto& one : findings_) one.reasons = {"its values are names"};
    scan();
    for (auto& one : findings_) one.category.reset();
    schema_.collections[0].fields[0].declared_type = "character varying(80)";
    scan({people});

    EXPECT_EQ(field(people, "email")->category, std::nullopt) << "another type";
    EXPECT_EQ(field(people, "remark")->category, Category("user.name"));
}

}  // namespace
}  // namespace gdprd::policy
