#include "policy/identity/resolver.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "../plan/sample_estates.hpp"
#include "policy/identity/role_words.hpp"

namespace gdprd::policy {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

const SubjectRow& row_named(const std::vector<SubjectRow>& rows, const std::string& name) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (names_of(rows)[i] == name) return rows[i];
    }
    static const SubjectRow kNone;
    ADD_FAILURE() << name << " is not among " << testing::PrintToString(names_of(rows));
    return kNone;
}

TEST(Resolver, finds_one_person_in_all_stores_and_nobody_else) {
    const MemoryEstate estate = shop_estate();

    const Resolution found = estate.resolve({{"email", "anna@example.com"}});

    EXPECT_THAT(names_of(found.rows),
                UnorderedElementsAre("crm.main.customers(1)", "crm.main.addresses(1)",
                                     "crm.main.orders(10)", "crm.main.order_lines(20)",
                                     "crm.main.invoices(30)", "marketing.main.abonnes(1)",
                                     "marketing.main.envois(1)", "marketing.main.envois(3)",
                                     "desk.main.kontakte(1)", "desk.main.tickets(1)"));
    EXPECT_THAT(names_of(found.review), ElementsAre("marketing.main.abonnes(3)"));
    EXPECT_TRUE(found.failed.empty());
}

TEST(Resolver, tells_whose_rows_carry_an_identifier) {
    const MemoryEstate estate = shop_estate();
    const auto carriers = [&](const char* email) {
        const Resolution found = estate.resolve({{"email", email}});
        const Seed seed{IdentifierType("email"), Personal<std::string>(std::string(email))};
        const auto known = found.carriers.find(seed);
        EXPECT_NE(known, found.carriers.end()) << email;
        return known == found.carriers.end() ? Carriers::none : known->second;
    };

    EXPECT_EQ(carriers("dora@example.com"), Carriers::subject_alone);
    EXPECT_EQ(carriers("family@example.org"), Carriers::others_too);
    EXPECT_EQ(carriers("nobody@example.com"), Carriers::none);
}

TEST(Resolver, says_why_a_row_belongs_without_values) {
    const MemoryEstate estate = shop_estate();

    const Resolution found = estate.resolve({{"email", "anna@example.com"}});

    EXPECT_EQ(row_named(found.rows, "crm.main.order_lines(20)").path,
              "crm.main.order_lines.order_id → crm.main.orders.customer_id → crm.main.customers "
              "(e-mail)");
    EXPECT_THAT(row_named(found.rows, "desk.main.kontakte(1)").evidence,
                ElementsAre("carries the customer_no", "the name agrees"));
    for (const SubjectRow& row : found.rows) {
        EXPECT_THAT(row.path, Not(HasSubstr("Anna")));
        EXPECT_EQ(row.match_id.size(), 16U);
    }
}

TEST(Resolver, gives_the_same_in_any_order_of_answers) {
    const MemoryEstate estate = shop_estate();
    for (const char* email : {"anna@example.com", "family@example.org", "dora@example.com"}) {
        const Resolution a = estate.resolve({{"email", email}});
        const Resolution b = estate.resolve_backwards({{"email", email}});

        EXPECT_EQ(names_of(a.rows), names_of(b.rows));
        EXPECT_EQ(names_of(a.review), names_of(b.review));
        EXPECT_EQ(names_of(a.mentions), names_of(b.mentions));
        EXPECT_TRUE(a.identifiers == b.identifiers);
    }
}

TEST(Resolver, puts_a_shared_mailbox_on_the_review_list) {
    const MemoryEstate estate = shop_estate();

    const Resolution found = estate.resolve({{"email", "family@example.org"}});

    EXPECT_THAT(names_of(found.rows), IsEmpty());
    EXPECT_THAT(names_of(found.review),
                UnorderedElementsAre("crm.main.customers(2)", "crm.main.customers(3)",
                                     "marketing.main.abonnes(2)", "desk.main.kontakte(2)"));
    EXPECT_THAT(row_named(found.review, "crm.main.customers(2)").evidence,
                Contains("2 people's rows of this store carry the e-mail"));
    EXPECT_THAT(row_named(found.review, "desk.main.kontakte(2)").evidence,
                Contains("the e-mail is shared by two people in another store"));
}

TEST(Resolver, takes_an_accepted_match_with_what_it_owns_and_leaves_a_rejected_one) {
    const MemoryEstate estate = shop_estate();
    const Resolution before = estate.resolve({{"email", "family@example.org"}});
    MatchVerdicts verdicts;
    verdicts[row_named(before.review, "crm.main.customers(2)").match_id] = MatchVerdict::accepted;
    verdicts[row_named(before.review, "crm.main.customers(3)").match_id] = MatchVerdict::rejected;
    verdicts[row_named(before.review, "desk.main.kontakte(2)").match_id] = MatchVerdict::accepted;

    const Resolution found = estate.resolve({{"email", "family@example.org"}}, verdicts);

    EXPECT_THAT(names_of(found.rows),
                UnorderedElementsAre("crm.main.customers(2)", "desk.main.kontakte(2)",
                                     "desk.main.tickets(2)"));
    EXPECT_THAT(names_of(found.review),
                UnorderedElementsAre("marketing.main.abonnes(2)", "crm.main.addresses(2)"));
    EXPECT_TRUE(row_named(found.review, "crm.main.addresses(2)").shared);
    EXPECT_THAT(names_of(found.mentions), Contains("crm.main.customers(3)"));
}

TEST(Resolver, never_takes_the_homonym) {
    const MemoryEstate estate = shop_estate();

    const Resolution found =
        estate.resolve({{"email", "anna@example.com"}, {"name", "Anna Müller"}});

    EXPECT_THAT(names_of(found.rows), Not(Contains("crm.main.customers(4)")));
    EXPECT_THAT(names_of(found.review), Not(Contains("crm.main.customers(4)")));
}

TEST(Resolver, leaves_a_joint_address_and_an_order_of_two_people_to_a_person) {
    const MemoryEstate estate = shop_estate();

    const Resolution found = estate.resolve({{"email", "dora@example.com"}});

    EXPECT_THAT(names_of(found.rows),
                UnorderedElementsAre("crm.main.customers(5)", "crm.main.orders(11)",
                                     "crm.main.invoices(31)"));
    EXPECT_THAT(names_of(found.review),
                UnorderedElementsAre("crm.main.addresses(4)", "crm.main.orders(12)"));
    EXPECT_TRUE(row_named(found.review, "crm.main.orders(12)").shared);
    EXPECT_THAT(row_named(found.review, "crm.main.addresses(4)").evidence,
                ElementsAre("other people's rows refer to it too"));
}

TEST(Resolver, owns_a_shared_row_once_a_person_says_so) {
    const MemoryEstate estate = shop_estate();
    const Resolution before = estate.resolve({{"email", "dora@example.com"}});
    MatchVerdicts verdicts;
    verdicts[row_named(before.review, "crm.main.orders(12)").match_id] = MatchVerdict::accepted;

    const Resolution found = estate.resolve({{"email", "dora@example.com"}}, verdicts);

    EXPECT_THAT(names_of(found.rows),
                testing::IsSupersetOf(
                    {std::string("crm.main.orders(12)"), std::string("crm.main.order_lines(21)")}));
    EXPECT_THAT(names_of(found.review), ElementsAre("crm.main.addresses(4)"));
}

TEST(Resolver, lists_rows_of_others_that_refer_to_the_subject_but_does_not_own_them) {
    const MemoryEstate estate = shop_estate();

    const Resolution found = estate.resolve({{"email", "anna@example.com"}});

    EXPECT_THAT(names_of(found.referencing), ElementsAre("crm.main.customers(2)"));
}

TEST(Resolver, reports_mentions_in_free_text_of_other_people) {
    const MemoryEstate estate = shop_estate();

    const Resolution found = estate.resolve({{"email", "anna@example.com"}});

    EXPECT_THAT(names_of(found.mentions),
                UnorderedElementsAre("crm.main.customers(4)", "desk.main.tickets(2)"));
    const SubjectRow& ticket = row_named(found.mentions, "desk.main.tickets(2)");
    EXPECT_EQ(ticket.row.values[1], PersonalCell());
    EXPECT_THAT(ticket.evidence, ElementsAre("the text names the person"));
}

TEST(Resolver, reports_mentions_inside_documents_and_binary_values) {
    MemoryEstate estate;
    estate.add("a.main.users",
               "id int pk;mail text user.contact.email;first text user.name.first;last text "
               "user.name.last");
    estate.add("b.main.events", "id int pk;payload json;raw bytes;tag text chars=20");
    estate.insert("a.main.users", {"1", "jana@example.com", "Jana", "Müller"});
    estate.insert("b.main.events", {"1", R"({"to": ["JANA@example.com"]})", std::nullopt, "x"});
    estate.insert("b.main.events",
                  {"2", "{}", std::string("\x00\xff jana@example.com\x00", 20), ""});
    estate.insert("b.main.events", {"3", R"({"name": "Jana M\u00fcller"})", std::nullopt, ""});
    estate.insert("b.main.events", {"4", R"({"to": "eve@example.com"})", "\xff\xfe", ""});

    const Resolution found = estate.resolve({{"email", "jana@example.com"}});

    EXPECT_THAT(names_of(found.mentions),
                UnorderedElementsAre("b.main.events(1)", "b.main.events(2)", "b.main.events(3)"));
    EXPECT_THAT(row_named(found.mentions, "b.main.events(2)").evidence,
                ElementsAre("the text names the person"));
}

TEST(Resolver, follows_one_more_address_of_the_same_person_and_nobody_elses) {
    MemoryEstate estate;
    estate.add("a.main.users",
               "id int pk;email text user.contact.email;alt_email text user.contact.email;"
               "partner_email text user.contact.email;agent_email text user.contact.email");
    estate.add("b.main.readers", "id int pk;email text user.contact.email;name text user.name");
    estate.insert("a.main.users", {"1", "anna@example.com", "a.private@example.com",
                                   "paul@example.com", "agent@example.com"});
    for (const char* row : {"a.private", "paul", "agent"})
        estate.insert("b.main.readers",
                      {std::string(row), std::string(row) + "@example.com", "Name Unknown"});

    const Resolution found = estate.resolve({{"email", "anna@example.com"}});
    const Resolution backwards = estate.resolve({{"email", "a.private@example.com"}});

    EXPECT_THAT(names_of(found.rows),
                UnorderedElementsAre("a.main.users(1)", "b.main.readers(a.private)"));
    EXPECT_THAT(names_of(found.review), IsEmpty());
    EXPECT_THAT(names_of(backwards.rows), ElementsAre("b.main.readers(a.private)"));
    EXPECT_THAT(names_of(backwards.review), ElementsAre("a.main.users(1)"));
}

TEST(Resolver, leads_nowhere_by_an_additional_address_of_an_uncertain_row) {
    MemoryEstate estate;
    estate.add("a.main.users",
               "id int pk;email text user.contact.email;email2 text user.contact.email;name text "
               "user.name");
    estate.add("b.main.readers", "id int pk;email text user.contact.email");
    estate.insert("a.main.users", {"1", "home@example.com", "a@example.com", "Anna Berg"});
    estate.insert("a.main.users", {"2", "home@example.com", "b@example.com", "Paul Weber"});
    estate.insert("b.main.readers", {"1", "a@example.com"});

    const Resolution found = estate.resolve({{"email", "home@example.com"}});

    EXPECT_THAT(names_of(found.rows), IsEmpty());
}

TEST(RoleWords, knows_which_fields_hold_one_more_address_of_the_same_person) {
    for (const char* field : {"alt_email", "email2", "email_2", "privateEmail", "secondary_e_mail",
                              "work_phone", "E-Mail privat", "old_email_address"})
        EXPECT_TRUE(names_one_more(field)) << field;
    for (const char* field : {"email", "billing_email", "agent_email", "partner_email", "private",
                              "created_by_email", "other", "email0", "", "second_contact_email"})
        EXPECT_FALSE(names_one_more(field)) << field;
}

TEST(Resolver, owns_no_record_that_somebody_of_the_house_dealt_with) {
    MemoryEstate estate;
    estate.add("a.main.customers", "id int pk;name text user.name;email text user.contact.email");
    estate.add("a.main.employees",
               "id int pk;name text user.name;work_email text user.contact.email");
    estate.add("a.main.orders",
               "id int pk;customer_id int ->customers.id;handled_by int ->employees.id");
    estate.add("a.main.sales",
               "id int pk;customer_id int ->customers.id;employee_id int ->employees.id");
    estate.add("a.main.products", "id int pk;created_by int ->employees.id");
    estate.add("a.main.teams", "id int pk;lead int ->employees.id");
    estate.add("a.main.payslips", "id int pk;employee_id int ->employees.id");
    estate.insert("a.main.customers", {"1", "Bob Marsh", "bob@example.com"});
    estate.insert("a.main.employees", {"1", "Ana Lopez", "ana@shop.example"});
    estate.insert("a.main.orders", {"1", "1", "1"});
    estate.insert("a.main.sales", {"1", "1", "1"});
    for (const char* table : {"products", "teams", "payslips"})
        estate.insert(std::string("a.main.") + table, {"1", "1"});

    const Resolution employee = estate.resolve({{"email", "ana@shop.example"}});
    const Resolution customer = estate.resolve({{"email", "bob@example.com"}});

    EXPECT_THAT(names_of(employee.rows),
                UnorderedElementsAre("a.main.employees(1)", "a.main.payslips(1)"));
    EXPECT_THAT(names_of(employee.review),
                UnorderedElementsAre("a.main.orders(1)", "a.main.sales(1)", "a.main.products(1)",
                                     "a.main.teams(1)"));
    EXPECT_THAT(names_of(customer.rows),
                UnorderedElementsAre("a.main.customers(1)", "a.main.orders(1)", "a.main.sales(1)"));
}

TEST(Resolver, owns_no_company_of_which_the_subject_is_the_contact) {
    MemoryEstate estate;
    estate.add("a.main.companies",
               "id int pk;phone text user.contact.phone_number;contact_customer int "
               "->customers.id");
    estate.add("a.main.customers",
               "id int pk;name text user.name;email text user.contact.email;company_id int "
               "->companies.id");
    estate.insert("a.main.companies", {"1", "+33155550000", "1"});
    estate.insert("a.main.customers", {"1", "Ana Lopez", "ana@example.com", "1"});

    const Resolution found = estate.resolve({{"email", "ana@example.com"}});

    EXPECT_THAT(names_of(found.rows), ElementsAre("a.main.customers(1)"));
    EXPECT_THAT(names_of(found.review), ElementsAre("a.main.companies(1)"));
}

TEST(Resolver, is_not_sure_of_a_row_that_names_the_subject_in_a_second_address) {
    for (const char* field : {"manager_email", "account_manager_email", "sales_rep_email",
                              "cc_email", "buyer_email", "introduced_by", "delegate_email",
                              "heir_email", "shared_with", "alt_email", "billing_email"}) {
        for (const char* own : {"ana@example.com", "boss@example.com"}) {
            MemoryEstate estate;
            estate.add("a.main.customers",
                       "id int pk;name text user.name;email text user.contact.email;" +
                           std::string(field) + " text user.contact.email");
            estate.insert("a.main.customers", {"1", "Ana Lopez", own, "boss@example.com"});

            const Resolution found = estate.resolve({{"email", "boss@example.com"}});

            const bool same = std::string(own) == "boss@example.com";
            EXPECT_EQ(found.rows.size(), same ? 1U : 0U) << field;
            EXPECT_EQ(found.review.size(), same ? 0U : 1U) << field;
        }
    }
}

TEST(Resolver, takes_a_billing_address_for_the_persons_where_the_plain_one_is_empty) {
    MemoryEstate estate;
    estate.add("a.main.customers",
               "id int pk;email text user.contact.email;billing_email text user.contact.email;"
               "manager_email text user.contact.email");
    estate.insert("a.main.customers", {"1", {}, "ana@example.com", "boss@example.com"});

    EXPECT_EQ(estate.resolve({{"email", "ana@example.com"}}).rows.size(), 1U);
    EXPECT_EQ(estate.resolve({{"email", "boss@example.com"}}).review.size(), 1U);
}

TEST(Resolver, compares_identifiers_of_the_policy_to_the_letter) {
    MemoryEstate estate;
    estate.add("a.main.customers", "id int pk;name text user.name;no text user.unique_id");
    estate.annotate("a.main.customers.no", "customer_no");
    estate.insert("a.main.customers", {"1", "Ana Lopez", "1-23"});
    estate.insert("a.main.customers", {"2", "Bob Marsh", "AB1"});
    estate.insert("a.main.customers", {"3", "Cy Nash", " 4-5 "});

    const Resolution moved = estate.resolve({{"customer_no", "12-3"}});
    const Resolution lower = estate.resolve({{"customer_no", "ab1"}});

    EXPECT_THAT(names_of(moved.rows), IsEmpty());
    EXPECT_THAT(names_of(moved.review), ElementsAre("a.main.customers(1)"));
    EXPECT_THAT(names_of(lower.rows), IsEmpty());
    EXPECT_THAT(names_of(lower.review), ElementsAre("a.main.customers(2)"));
    EXPECT_EQ(estate.resolve({{"customer_no", "4-5 "}}).rows.size(), 1U);
    EXPECT_EQ(estate.resolve({{"customer_no", "1-23"}}).rows.size(), 1U);
}

TEST(Resolver, is_not_sure_of_accounts_without_names_that_share_a_mailbox) {
    MemoryEstate estate;
    estate.add("a.main.users", "id int pk;email text user.contact.email");
    estate.add("a.main.logins", "id int pk;email text user.contact.email");
    for (const char* id : {"1", "2"}) estate.insert("a.main.users", {id, "home@example.com"});
    for (const char* id : {"1", "2"}) estate.insert("a.main.logins", {id, "ana@example.com"});

    const Resolution shared = estate.resolve({{"email", "home@example.com"}});

    EXPECT_THAT(names_of(shared.rows), IsEmpty());
    EXPECT_EQ(shared.review.size(), 2U);
    EXPECT_EQ(estate.resolve({{"email", "ana@example.com"}}).rows.size(), 2U);
}

TEST(Resolver, is_not_sure_of_a_phone_number_with_an_initial_or_a_family_name_only) {
    MemoryEstate estate;
    estate.add("a.main.customers",
               "id int pk;first text user.name.first;last text user.name.last;phone text "
               "user.contact.phone_number");
    estate.insert("a.main.customers", {"1", "A.", "Lopez", "+33155550000"});
    estate.insert("a.main.customers", {"2", {}, "Lopez", "+33155550001"});

    for (const char* phone : {"+33155550000", "+33155550001"}) {
        const Resolution found = estate.resolve({{"phone", phone}, {"name", "Alice Lopez"}});
        EXPECT_THAT(names_of(found.rows), IsEmpty());
        EXPECT_EQ(found.review.size(), 1U);
    }
}

TEST(RoleWords, knows_whom_a_reference_leads_to) {
    const auto role = [](const char* field, const char* target) {
        return role_of_reference(field, target, false);
    };
    for (const char* field : {"handled_by", "createdBy", "approved_by", "account_manager_id",
                              "SupportRepId", "cree_par", "erstellt_von", "aprobado_por"})
        EXPECT_EQ(role(field, "people"), ReferenceRole::agent) << field;
    for (const char* field : {"owner_id", "contact_customer", "author_id", "sponsor_id"})
        EXPECT_EQ(role(field, "people"), ReferenceRole::other) << field;
    for (const char* field : {"staff_id", "employee_id", "EmployéId"})
        EXPECT_EQ(role(field, "people"), ReferenceRole::staff) << field;
    for (const char* field : {"customer_id", "user_id", "ordered_by", "booked_by"})
        EXPECT_EQ(role(field, "people"), ReferenceRole::subject) << field;
    EXPECT_EQ(role("person", "employees"), ReferenceRole::staff);
    EXPECT_EQ(role("author_id", "employees"), ReferenceRole::agent);
    EXPECT_EQ(role_of_reference("contact_id", "contacts", true), ReferenceRole::subject);
}

TEST(Resolver, needs_the_family_name_to_be_sure_of_a_phone_number) {
    const MemoryEstate estate = shop_estate();

    const Resolution alone = estate.resolve({{"phone", "+33639980001"}});
    const Resolution named = estate.resolve({{"phone", "+33639980001"}, {"name", "Anna Müller"}});

    EXPECT_THAT(names_of(alone.rows), IsEmpty());
    EXPECT_THAT(names_of(alone.review),
                UnorderedElementsAre("crm.main.customers(1)", "marketing.main.abonnes(1)",
                                     "marketing.main.abonnes(3)"));
    EXPECT_THAT(names_of(named.rows), Contains("crm.main.customers(1)"));
}

TEST(Resolver, does_not_believe_an_email_when_the_name_contradicts) {
    const MemoryEstate estate = shop_estate();

    const Resolution found =
        estate.resolve({{"email", "anna@example.com"}, {"name", "Peter Kaiser"}});

    EXPECT_THAT(names_of(found.rows), Not(Contains("crm.main.customers(1)")));
    EXPECT_THAT(row_named(found.review, "crm.main.customers(1)").evidence,
                Contains("the name or birth date differs from what is known"));
}

TEST(Resolver, takes_neither_of_two_stores_that_disagree_about_who_it_is) {
    MemoryEstate estate;
    estate.add("a.main.users", "id int pk;name text user.name;email text user.contact.email");
    estate.add("b.main.users", "id int pk;name text user.name;email text user.contact.email");
    estate.insert("a.main.users", {"1", "Anna Berg", "x@example.com"});
    estate.insert("b.main.users", {"1", "Peter Stein", "x@example.com"});

    const Resolution found = estate.resolve({{"email", "x@example.com"}});

    EXPECT_THAT(names_of(found.rows), IsEmpty());
    EXPECT_EQ(found.review.size(), 2U);
}

TEST(Resolver, gives_a_duplicate_to_review_unless_two_identifiers_agree) {
    MemoryEstate estate;
    estate.add(
        "a.main.users",
        "id int pk;name text user.name;email text user.contact.email;no text user.unique_id");
    estate.annotate("a.main.users.no", "customer_no");
    estate.insert("a.main.users", {"1", "Anna Berg", "x@example.com", "C-1000"});
    estate.insert("a.main.users", {"2", "Anna Berg", "x@example.com", "C-1000"});
    estate.insert("a.main.users", {"3", "Otto Lund", "y@example.com", "C-2000"});
    estate.insert("a.main.users", {"4", "Otto Lund", "y@example.com", {}});

    EXPECT_EQ(estate.resolve({{"email", "x@example.com"}}).rows.size(), 2U);
    const Resolution doubtful = estate.resolve({{"email", "y@example.com"}});
    EXPECT_THAT(names_of(doubtful.rows), IsEmpty());
    EXPECT_EQ(doubtful.review.size(), 2U);
}

TEST(Resolver, does_not_take_another_customers_order_that_names_the_subject) {
    MemoryEstate estate;
    estate.add("a.main.customers", "id int pk;name text user.name;email text user.contact.email");
    estate.add("a.main.orders",
               "id int pk;customer_id int ->customers.id;gift_to text user.name;gift_email text "
               "user.contact.email");
    estate.insert("a.main.customers", {"1", "Otto Lund", "otto@example.com"});
    estate.insert("a.main.orders", {"7", "1", "Anna Berg", "anna@example.com"});

    const Resolution found = estate.resolve({{"email", "anna@example.com"}, {"name", "Anna Berg"}});

    EXPECT_THAT(names_of(found.rows), IsEmpty());
    EXPECT_TRUE(row_named(found.review, "a.main.orders(7)").shared);
}

TEST(Resolver, finds_the_person_behind_a_contact_row_when_the_name_agrees) {
    MemoryEstate estate;
    estate.add("a.main.persons", "id int pk;first text user.name.first;last text user.name.last");
    estate.add("a.main.mails",
               "id int pk;person_id int notnull ->persons.id;mail text user.contact.email");
    estate.add("a.main.visits", "id int pk;person_id int notnull ->persons.id;on_day date");
    estate.insert("a.main.persons", {"1", "Anna", "Berg"});
    estate.insert("a.main.mails", {"1", "1", "anna@example.com"});
    estate.insert("a.main.visits", {"1", "1", "2025-01-01"});

    const Resolution found = estate.resolve({{"email", "anna@example.com"}, {"name", "Anna Berg"}});
    const Resolution unnamed = estate.resolve({{"email", "anna@example.com"}});

    EXPECT_THAT(names_of(found.rows),
                UnorderedElementsAre("a.main.persons(1)", "a.main.mails(1)", "a.main.visits(1)"));
    EXPECT_THAT(names_of(unnamed.review), ElementsAre("a.main.persons(1)"));
}

TEST(Resolver, finds_a_birth_date_and_name_for_review_only) {
    MemoryEstate estate;
    estate.add("a.main.patients",
               "id int pk;name text user.name;born text user.demographic.date_of_birth;"
               "email text user.contact.email");
    estate.insert("a.main.patients", {"1", "Anna Berg", "04.05.1980", "other@example.com"});
    estate.insert("a.main.patients", {"2", "Otto Berg", "04.05.1980", {}});

    const Resolution found = estate.resolve({{"name", "Anna Berg"}, {"birth_date", "1980-05-04"}});

    EXPECT_THAT(names_of(found.rows), IsEmpty());
    EXPECT_THAT(names_of(found.review), ElementsAre("a.main.patients(1)"));
    EXPECT_EQ(found.review.front().strength, Strength::probable);
}

TEST(Resolver, is_not_lost_in_rows_that_refer_to_each_other) {
    MemoryEstate estate;
    estate.add("a.main.accounts",
               "id int pk;mail text user.contact.email;profile_id int ->profiles.id");
    estate.add("a.main.profiles",
               "id int pk;account_id int ->accounts.id;mail text user.contact.email");
    estate.insert("a.main.accounts", {"1", "anna@example.com", "9"});
    estate.insert("a.main.profiles", {"9", "1", "anna@example.com"});

    const Resolution found = estate.resolve({{"email", "anna@example.com"}});

    EXPECT_THAT(names_of(found.rows),
                UnorderedElementsAre("a.main.accounts(1)", "a.main.profiles(9)"));
}

TEST(Resolver, keeps_the_support_employee_and_the_songs_out) {
    const MemoryEstate estate = music_estate();

    const Resolution found = estate.resolve({{"email", "lena@example.org"}});

    EXPECT_THAT(names_of(found.rows),
                UnorderedElementsAre("music.main.Customer(1)", "music.main.Invoice(1)",
                                     "music.main.InvoiceLine(1)", "music.main.InvoiceLine(2)"));
    EXPECT_THAT(names_of(found.review), IsEmpty());
}

TEST(Resolver, does_not_own_customers_and_colleagues_of_an_employee) {
    const MemoryEstate estate = music_estate();

    const Resolution found = estate.resolve({{"email", "gil@example.com"}});
    const Resolution rep = estate.resolve({{"email", "jo@example.com"}});

    EXPECT_THAT(names_of(found.rows), ElementsAre("music.main.Employee(1)"));
    EXPECT_THAT(names_of(found.referencing), ElementsAre("music.main.Employee(2)"));
    EXPECT_THAT(names_of(rep.rows), ElementsAre("music.main.Employee(2)"));
    EXPECT_THAT(names_of(rep.referencing),
                UnorderedElementsAre("music.main.Customer(1)", "music.main.Customer(2)"));
}

TEST(Resolver, owns_the_address_of_one_customer_but_not_city_staff_or_branch) {
    const MemoryEstate estate = rental_estate();

    const Resolution found = estate.resolve({{"email", "mary.smith@example.org"}});

    EXPECT_THAT(names_of(found.rows),
                UnorderedElementsAre("rental.public.address(2)", "rental.public.customer(1)",
                                     "rental.public.rental(1)", "rental.public.payment_p1(1)"));
    EXPECT_THAT(names_of(found.review), IsEmpty());
    EXPECT_TRUE(found.searched.contains(*parse_collection_path("rental.public.payment")));
    EXPECT_FALSE(found.searched.contains(*parse_collection_path("rental.public.customer_list")));
}

TEST(Resolver, tells_a_store_that_does_not_answer_and_takes_nothing_of_it) {
    MemoryEstate estate = shop_estate();
    estate.fail("marketing");

    const Resolution found = estate.resolve({{"email", "anna@example.com"}});

    EXPECT_THAT(found.failed, ElementsAre(StoreName("marketing")));
    for (const std::string& name : names_of(found.rows)) {
        EXPECT_THAT(name, Not(HasSubstr("marketing")));
    }
    EXPECT_THAT(names_of(found.rows), Contains("desk.main.kontakte(1)"));
}

TEST(Resolver, finds_nobody_for_an_unknown_identifier_and_says_where_it_looked) {
    const MemoryEstate estate = shop_estate();

    const Resolution found = estate.resolve({{"email", "nobody@example.net"}});

    EXPECT_TRUE(found.rows.empty());
    EXPECT_TRUE(found.review.empty());
    EXPECT_TRUE(found.searched.contains(*parse_collection_path("crm.main.order_lines")));
}

}  // namespace
}  // namespace gdprd::policy
