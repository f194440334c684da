#include "policy/catalogue/path.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace gdprd::policy {
namespace {

FieldPath path(std::string store, std::string ns, std::string name, std::string field) {
    return {{StoreName(std::move(store)), {std::move(ns), std::move(name)}}, std::move(field)};
}

TEST(FieldPath, is_written_with_dots) {
    EXPECT_EQ(to_string(path("crm", "main", "customers", "email")), "crm.main.customers.email");
    EXPECT_EQ(to_string(path("crm", "main", "customers", "address.city")),
              "crm.main.customers.address.city");
}

TEST(FieldPath, quotes_odd_parts) {
    EXPECT_EQ(to_string(path("crm", "main", "order lines", "e\"mail")),
              "crm.main.\"order lines\".\"e\"\"mail\"");
    EXPECT_EQ(to_string(path("crm", "", "a.b", ".")), "crm.\"\".\"a.b\".\".\"");
}

TEST(FieldPath, reads_a_nested_field_as_one_name) {
    const auto read = parse_field_path("crm.main.docs.body.author.email");

    ASSERT_TRUE(read);
    EXPECT_EQ(read->field, "body.author.email");
}

TEST(FieldPath, refuses_what_is_no_path) {
    for (const char* text : {"", "crm", "crm.main.customers", "crm..customers.email",
                             "crm.main.customers.", ".main.customers.email", "crm.main.a b.email",
                             "crm.main.\"customers.email", "crm.main.\"a\"b.email", "a.b.c.d\n"}) {
        const auto read = parse_field_path(text);
        ASSERT_FALSE(read) << text;
        EXPECT_EQ(read.error().code(), ErrorCode::invalid_argument);
        EXPECT_FALSE(read.error().hint().empty());
    }
}

TEST(CollectionPath, has_exactly_three_parts) {
    EXPECT_TRUE(parse_collection_path("crm.main.customers"));
    EXPECT_TRUE(parse_collection_path("crm.main.\"customers.old\""));
    EXPECT_FALSE(parse_collection_path("crm.main.customers.email"));
    EXPECT_FALSE(parse_collection_path("crm.main"));
}

RC_GTEST_PROP(FieldPath, reads_back_what_it_writes,
              (const std::string& store, const std::string& ns, const std::string& name,
               const std::string& field)) {
    const FieldPath original = path(store, ns, name, field);

    const auto read = parse_field_path(to_string(original));

    RC_ASSERT(read.has_value());
    RC_ASSERT(*read == original);
}

RC_GTEST_PROP(CollectionPath, reads_back_what_it_writes,
              (const std::string& store, const std::string& ns)) {
    const auto part = rc::gen::container<std::string>(rc::gen::element('.', '"', ' ', 'a', '\n'));
    const CollectionPath original{StoreName(store), {ns, *part}};

    const auto read = parse_collection_path(to_string(original));

    RC_ASSERT(read.has_value());
    RC_ASSERT(*read == original);
}

RC_GTEST_PROP(FieldPath, never_writes_two_paths_alike, ()) {
    const auto part = rc::gen::container<std::string>(rc::gen::element('.', '"', ' ', 'a'));
    const FieldPath a = path(*part, *part, *part, *part);
    const FieldPath b = path(*part, *part, *part, *part);

    RC_ASSERT((a == b) == (to_string(a) == to_string(b)));
}

}  // namespace
}  // namespace gdprd::policy
