#include "policy/language/decide.hpp"

#include <gtest/gtest.h>

#include "tests/support/printers.hpp"

namespace gdprd::policy {
namespace {

FieldPath at(const char* text) {
    return parse_field_path(text).value();
}

CatalogueField known(const char* path, const char* category) {
    CatalogueField field;
    field.path = at(path);
    field.category = Category(category);
    field.personal_ppm = 900'000;
    field.decision = Decision::accept;
    return field;
}

Catalogue catalogue() {
    Catalogue catalogue;
    for (const CatalogueField& field :
         {known("crm.main.customers.email", "user.contact.email"),
          known("crm.main.customers.street", "user.contact.address.street"),
          known("crm.main.invoices.name", "user.name"),
          known("desk.public.users.email", "user.contact.email")}) {
        catalogue.fields.emplace(field.path, field);
    }
    CollectionSchema orders;
    orders.name = {"main", "orders"};
    orders.foreign_keys = {{"fk", {"customer_id"}, {"main", "customers"}, {"id"}, {}, true}};
    catalogue.stores.push_back({StoreName("crm"), "", {orders}});
    return catalogue;
}

ErasureRule rule(const char* name, Selector select, ErasureActionKind action) {
    ErasureRule made;
    made.name = name;
    made.select = std::move(select);
    made.action = action;
    made.span = {"rules.yaml", 3, 5};
    return made;
}

Selector by_category(const char* category, const char* store = nullptr) {
    Selector select;
    select.category = Category(category);
    if (store != nullptr) select.store = StoreName(store);
    return select;
}

Selector by_store(const char* store) {
    Selector select;
    select.store = StoreName(store);
    return select;
}

Selector by_field(const char* field) {
    Selector select;
    select.field = at(field);
    return select;
}

Selector by_collection(const char* collection) {
    Selector select;
    select.collection = parse_collection_path(collection).value();
    return select;
}

Selector by_purpose(const char* purpose) {
    Selector select;
    select.purpose = PurposeName(purpose);
    return select;
}

std::string winner(const Policy& policy, const char* field) {
    const FieldDecision decision = decide_field(policy, catalogue(), at(field));
    return decision.rule == nullptr ? "default" : decision.rule->name;
}

TEST(DecideField, deletes_what_no_rule_speaks_of) {
    const FieldDecision decision =
        decide_field(Policy{}, catalogue(), at("crm.main.customers.email"));

    EXPECT_EQ(decision.action, ErasureActionKind::delete_row);
    EXPECT_EQ(decision.rule, nullptr);
    EXPECT_FALSE(decision.why.empty());
}

TEST(DecideField, takes_the_most_specific_rule_step_by_step) {
    using enum ErasureActionKind;
    Policy policy;
    policy.purposes = {
        {PurposeName("mail"), "", LegalBasis::consent, {Category("user.contact")}, "", {}, {}}};
    const std::vector<ErasureRule> ladder{
        rule("everything", {}, delete_row),
        rule("store", by_store("crm"), delete_row),
        rule("purpose", by_purpose("mail"), delete_row),
        rule("shallow category", by_category("user"), delete_row),
        rule("category", by_category("user.contact.email"), delete_row),
        rule("store and category", by_category("user", "crm"), delete_row),
        rule("collection", by_collection("crm.main.customers"), delete_row),
        rule("field", by_field("crm.main.customers.email"), delete_row),
    };
    for (const ErasureRule& next : ladder) {
        policy.erasure.insert(policy.erasure.begin(), next);
        EXPECT_EQ(winner(policy, "crm.main.customers.email"), next.name);
    }
    std::reverse(policy.erasure.begin(), policy.erasure.end());
    EXPECT_EQ(winner(policy, "crm.main.customers.email"), "field");
    EXPECT_EQ(winner(policy, "crm.main.customers.street"), "collection");
    EXPECT_EQ(winner(policy, "desk.public.users.email"), "category");
}

TEST(DecideField, fits_a_category_to_its_descendants_only) {
    using enum ErasureActionKind;
    Policy policy;
    policy.erasure = {rule("contact", by_category("user.contact"), null)};

    EXPECT_EQ(winner(policy, "crm.main.customers.street"), "contact");
    EXPECT_EQ(winner(policy, "crm.main.invoices.name"), "default");
    EXPECT_FALSE(is_within(Category("user.contacts"), Category("user.contact")));
}

TEST(DecideField, prefers_what_destroys_least_between_equals) {
    using enum ErasureActionKind;
    Policy policy;
    for (const ErasureActionKind action : {delete_row, replace, null, keep}) {
        policy.erasure.push_back(rule("same", by_store("crm"), action));
        EXPECT_EQ(decide_field(policy, catalogue(), at("crm.main.invoices.name")).action, action);
    }
}

TEST(DecideField, says_which_rule_and_where_it_stands) {
    Policy policy;
    ErasureRule keep =
        rule("invoices", by_collection("crm.main.invoices"), ErasureActionKind::keep);
    keep.ground = "Art. 17(3)(b): tax law";
    keep.keep_years = std::chrono::years(10);
    keep.from_field = "issued";
    policy.erasure = {keep, rule("everything", {}, ErasureActionKind::delete_row)};

    EXPECT_EQ(decide_field(policy, catalogue(), at("crm.main.invoices.name")).why,
              "rule \"invoices\" (rules.yaml:3:5) for collection crm.main.invoices: keep, "
              "Art. 17(3)(b): tax law, for 10 years from issued; wins over 1 other rule");
}

TEST(DecideRows, listens_only_to_rules_for_whole_rows) {
    using enum ErasureActionKind;
    Policy policy;
    policy.erasure = {rule("mail", by_category("user.contact"), null),
                      rule("store", by_store("crm"), delete_row),
                      rule("invoices", by_collection("crm.main.invoices"), keep)};

    const auto rows = [&policy](const char* path) {
        return decide_rows(policy, catalogue(), parse_collection_path(path).value());
    };
    EXPECT_EQ(rows("crm.main.invoices").action, keep);
    EXPECT_EQ(rows("crm.main.customers").rule->name, "store");
    EXPECT_EQ(rows("desk.public.users").rule, nullptr);
}

TEST(CategoryOf, believes_the_annotation_before_the_classifier) {
    Policy policy;
    FieldAnnotation not_personal;
    not_personal.field = at("crm.main.customers.email");
    not_personal.not_personal = true;
    FieldAnnotation named;
    named.field = at("crm.main.customers.street");
    named.category = Category("user.location");
    FieldAnnotation number;
    number.field = at("crm.main.customers.id");
    number.identifier = "customer_no";
    policy.fields = {not_personal, named, number};

    EXPECT_EQ(category_of(policy, catalogue(), not_personal.field), std::nullopt);
    EXPECT_FALSE(is_personal(policy, catalogue(), not_personal.field));
    EXPECT_EQ(category_of(policy, catalogue(), named.field), Category("user.location"));
    EXPECT_EQ(category_of(policy, catalogue(), number.field), Category("user.unique_id"));
    EXPECT_TRUE(is_personal(policy, catalogue(), number.field));
    EXPECT_EQ(category_of(policy, catalogue(), at("crm.main.invoices.name")),
              Category("user.name"));
    EXPECT_FALSE(is_personal(policy, catalogue(), at("crm.main.invoices.total")));
}

TEST(PurposesOf, follow_the_category_unless_annotated) {
    Policy policy;
    policy.purposes = {
        {PurposeName("mail"), "", LegalBasis::consent, {Category("user.contact")}, "", {}, {}},
        {PurposeName("tax"), "", LegalBasis::legal_obligation, {Category("user")}, "", {}, {}}};
    FieldAnnotation note;
    note.field = at("crm.main.customers.street");
    note.purpose = PurposeName("tax");
    policy.fields = {note};

    const auto mail = purposes_of(policy, catalogue(), at("crm.main.customers.email"));
    const auto street = purposes_of(policy, catalogue(), at("crm.main.customers.street"));
    ASSERT_EQ(mail.size(), 2U);
    ASSERT_EQ(street.size(), 1U);
    EXPECT_EQ(street[0]->name, PurposeName("tax"));
}

TEST(ReferencesOf, adds_annotated_references_once) {
    Policy policy;
    const auto refer = [&policy](const char* from, const char* to) {
        FieldAnnotation note;
        note.field = at(from);
        AnnotatedReference reference;
        reference.field = at(to);
        note.references.push_back(std::move(reference));
        policy.fields.push_back(note);
    };
    refer("crm.main.orders.customer_id", "crm.main.customers.id");
    refer("crm.main.orders.agent", "crm.main.staff.login");
    refer("crm.main.orders.ticket", "desk.public.tickets.id");
    refer("crm.main.other.x", "crm.main.customers.id");

    const auto found = references_of(policy, catalogue(), at("crm.main.orders.x").in);

    ASSERT_EQ(found.size(), 2U);
    EXPECT_TRUE(found[0].key.declared);
    EXPECT_EQ(found[0].note, &policy.fields[0].references[0]);
    EXPECT_FALSE(found[1].key.declared);
    EXPECT_EQ(found[1].key.fields, std::vector<std::string>{"agent"});
    EXPECT_EQ(found[1].key.target, (CollectionName{"main", "staff"}));
}

TEST(Policy, asks_for_another_approver_of_an_erasure_by_default) {
    Policy policy;
    EXPECT_EQ(policy.approval_for(Right::erasure), ApprovalRule::other);
    EXPECT_EQ(policy.approval_for(Right::access), ApprovalRule::none);

    policy.approvals[Right::access] = ApprovalRule::any;
    EXPECT_EQ(policy.approval_for(Right::access), ApprovalRule::any);
}

}  // namespace
}  // namespace gdprd::policy
