#include "policy/language/coverage.hpp"

#include <gmock/gmock.h>

namespace gdprd::policy {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class CoverageOf : public testing::Test {
  protected:
    CoverageOf() {
        StoreSchema store;
        store.store = StoreName("crm");
        for (const char* name : {"people", "people_2026"}) {
            CollectionSchema collection;
            collection.name = {"main", name};
            store.collections.push_back(collection);
        }
        catalogue_.stores.push_back(store);
    }
    CatalogueField& add(const std::string& name, Decision decision,
                        const std::string& collection = "people") {
        CatalogueField field;
        field.path = {{StoreName("crm"), {"main", collection}}, name};
        field.decision = decision;
        return catalogue_.fields.emplace(field.path, field).first->second;
    }
    std::vector<std::string> undecided(const Policy* policy = nullptr) {
        std::vector<std::string> out;
        for (const auto* field : coverage_of(catalogue_, policy, {}).undecided)
            out.push_back(field->path.field);
        return out;
    }
    Catalogue catalogue_;
};

TEST_F(CoverageOf, asks_for_what_the_classifier_accepts_or_doubts) {
    add("email", Decision::accept);
    add("note", Decision::review);
    add("size", Decision::reject);

    EXPECT_THAT(undecided(), ElementsAre("email", "note"));
    EXPECT_EQ(coverage_of(catalogue_, nullptr, {}).fields, 3U);
}

TEST_F(CoverageOf, a_person_or_an_annotation_decides) {
    add("email", Decision::accept).decided_by = DecidedBy::person;
    add("note", Decision::review);
    add("phone", Decision::accept);
    add("ref", Decision::accept);
    Policy policy;
    FieldAnnotation note;
    note.field = {{StoreName("crm"), {"main", "people"}}, "note"};
    note.not_personal = true;
    FieldAnnotation phone{note};
    phone.field.field = "phone";
    phone.not_personal = false;
    phone.category = Category("user.contact.phone_number");
    FieldAnnotation ref{note};  // says something else of the field
    ref.field.field = "ref";
    ref.not_personal = false;
    ref.identifier = "customer_no";
    policy.fields = {note, phone, ref};

    EXPECT_THAT(undecided(&policy), ElementsAre("ref"));
    EXPECT_EQ(coverage_of(catalogue_, &policy, {}).decided, 3U);
}

TEST_F(CoverageOf, a_partition_is_decided_with_its_parent) {
    catalogue_.stores[0].collections[1].kind = CollectionKind::partition;
    add("email", Decision::accept, "people_2026");

    EXPECT_THAT(undecided(), IsEmpty());
    EXPECT_EQ(coverage_of(catalogue_, nullptr, {}).fields, 0U);
}

TEST_F(CoverageOf, names_configured_stores_that_no_scan_has_read) {
    add("email", Decision::accept).decided_by = DecidedBy::person;
    const std::vector<StoreName> configured{StoreName("crm"), StoreName("hr")};

    EXPECT_THAT(coverage_of(catalogue_, nullptr, configured).unscanned,
                ElementsAre(StoreName("hr")));
    EXPECT_THAT(coverage_of(catalogue_, nullptr, {}).unscanned, IsEmpty());
}

TEST_F(CoverageOf, names_files_that_no_scan_can_read) {
    add("email", Decision::accept).decided_by = DecidedBy::person;
    auto& file = catalogue_.stores[0].collections[1];
    file.kind = CollectionKind::unreadable;
    file.comment = "it is not UTF-8";

    const auto unreadable = coverage_of(catalogue_, nullptr, {}).unreadable;

    ASSERT_EQ(unreadable.size(), 1U);
    EXPECT_EQ(to_string(unreadable[0].path), "crm.main.people_2026");
    EXPECT_EQ(unreadable[0].why, "it is not UTF-8");
}

}  // namespace
}  // namespace gdprd::policy
