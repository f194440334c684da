#include "policy/links/propose.hpp"

#include <gmock/gmock.h>

#include <functional>

#include "policy/links/field_names.hpp"

namespace gdprd::policy {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

/// A few stores' columns with made-up values, compared as a scan does it.
class ProposeLinks : public testing::Test {
  protected:
    using Value = std::function<std::string(int)>;

    struct Options {
        bool key = false;       ///< the primary key
        bool personal = false;  ///< accepted by the classifier
        bool whole = true;
    };

    void add(const char* path, ValueKind kind, int from, int to, const Value& value,
             Options options) {
        const FieldPath field = parse_field_path(path).value();
        CollectionSchema& schema = collection(field.in);
        schema.fields.emplace_back().name = field.field;
        if (options.key) schema.primary_key = {field.field};
        CatalogueField known;
        known.path = field;
        known.decision = options.personal ? Decision::accept : Decision::reject;
        catalogue_.fields.emplace(field, known);
        ColumnReader reader(field, kind, hasher_);
        for (int i = from; i < to; ++i) reader.add(value(i));
        columns_.push_back(std::move(reader).finish(options.whole));
    }
    /// A table of people with a key 1 … n and addresses.
    void add_people(const std::string& at, int count) {
        add((at + ".id").c_str(), ValueKind::number, 1, count + 1, number, {.key = true});
        add((at + ".email").c_str(), ValueKind::email, 1, count + 1, email, {.personal = true});
    }

    CollectionSchema& collection(const CollectionPath& path) {
        auto store = std::find_if(catalogue_.stores.begin(), catalogue_.stores.end(),
                                  [&](const auto& one) { return one.store == path.store; });
        if (store == catalogue_.stores.end())
            store = catalogue_.stores.insert(store, StoreSchema{path.store, "", {}});
        for (auto& one : store->collections)
            if (one.name == path.collection) return one;
        store->collections.emplace_back().name = path.collection;
        return store->collections.back();
    }

    /// What was proposed for the field is dismissed, as a person does it.
    void dismiss(const char* from) {
        for (CatalogueLink link : propose_links(catalogue_, columns_, loose_)) {
            if (to_string(link.from) != from) continue;
            link.decision = Decision::reject;
            link.decided_by = "uid:ann";
            catalogue_.links.emplace(std::pair(link.from, link.to), link);
        }
    }

    std::vector<std::string> propose() {
        std::vector<std::string> out;
        for (const auto& link : propose_links(catalogue_, columns_, loose_))
            out.push_back(std::string(to_string(link.kind)) + " " + to_string(link.from) + " > " +
                          to_string(link.to));
        return out;
    }

    static std::string number(int i) { return std::to_string(i); }
    static std::string far_number(int i) { return std::to_string(10'000'000 + i * 7919LL); }
    static std::string email(int i) { return "person" + std::to_string(i) + "@example.com"; }
    static std::string shouted_email(int i) {
        return "PERSON" + std::to_string(i) + "@Example.com";
    }
    static std::string code(int i) { return "K-" + std::to_string(10'000 + i); }

    ValueHasher hasher_{Secret(Bytes(32, 7))};
    Catalogue catalogue_;
    std::vector<Column> columns_;
    std::set<StoreName> loose_{StoreName("exports")};
};

TEST_F(ProposeLinks, finds_the_shadow_copy_of_addresses_in_a_file) {
    add_people("crm.main.contacts", 200);
    add("exports.main.\"2024.csv\".mail", ValueKind::email, 50, 150, shouted_email, {});

    const auto links = propose_links(catalogue_, columns_, loose_);

    ASSERT_THAT(links, SizeIs(1));
    EXPECT_EQ(links[0].kind, LinkKind::copy);
    EXPECT_EQ(to_string(links[0].from), "exports.main.\"2024.csv\".mail");
    EXPECT_EQ(to_string(links[0].to), "crm.main.contacts.email");
    EXPECT_EQ(links[0].decision, Decision::review);
    EXPECT_EQ(links[0].of_from, (LinkShare{100, 100, 1'000'000, 1'000'000}));
    EXPECT_EQ(links[0].of_to, (LinkShare{200, 100, 500'000, 500'000}));
    EXPECT_EQ(links[0].from_side, (LinkSide{100, 100, true}));
    EXPECT_EQ(links[0].holds, "e-mail address");
}

TEST_F(ProposeLinks, tells_the_file_as_the_copy_also_when_it_has_more) {
    add_people("crm.main.contacts", 100);
    add("exports.main.\"all.csv\".mail", ValueKind::email, 1, 400, email, {});

    EXPECT_THAT(propose(), ElementsAre("copy exports.main.\"all.csv\".mail > "
                                       "crm.main.contacts.email"));
}

TEST_F(ProposeLinks, does_not_join_tables_that_only_count_from_one) {
    add_people("crm.main.contacts", 500);
    add("crm.main.orders.id", ValueKind::number, 1, 400, number, {.key = true});
    add("crm.main.orders.quantity", ValueKind::number, 1, 40, number, {});
    add("shop.main.users.id", ValueKind::number, 1, 500, number, {.key = true, .personal = true});

    EXPECT_THAT(propose(), IsEmpty());
}

TEST_F(ProposeLinks, takes_close_numbers_when_the_name_says_whose_key_they_are) {
    add_people("crm.main.contacts", 500);
    add("crm.main.orders.contact_id", ValueKind::number, 20, 300, number, {});
    add("crm.main.orders.contact_age", ValueKind::number, 20, 90, number, {});

    EXPECT_THAT(propose(),
                ElementsAre("reference crm.main.orders.contact_id > crm.main.contacts.id"));
}

TEST(NamesFit, when_the_field_is_a_key_named_after_the_collection) {
    const auto fit = [](const char* from, const char* to) {
        return names_fit(parse_field_path(from).value(), parse_field_path(to).value());
    };
    EXPECT_TRUE(fit("a.m.orders.customer_id", "a.m.customers.id"));
    EXPECT_TRUE(fit("a.m.orders.customerId", "a.m.Customers.id"));
    EXPECT_TRUE(fit("a.m.letters.address_id", "a.m.addresses.id"));
    EXPECT_TRUE(fit("a.m.bestellung.kundennr", "a.m.kunden.nr"));
    EXPECT_TRUE(fit("a.m.tickets.contact_id", "a.m.crm_contacts.id"));
    EXPECT_TRUE(fit("a.m.orders.customer_no", "a.m.people.customer_no"));
    EXPECT_FALSE(fit("a.m.orders.id", "a.m.customers.id"));
    EXPECT_FALSE(fit("a.m.orders.customer_age", "a.m.customers.id"));
    EXPECT_FALSE(fit("a.m.orders.customer_paid", "a.m.customers.id"));
    EXPECT_FALSE(fit("a.m.orders.quantity", "a.m.customers.id"));
}

TEST_F(ProposeLinks, takes_spread_numbers_by_their_values_alone) {
    add("crm.main.contacts.number", ValueKind::number, 1, 500, far_number, {.key = true});
    add("crm.main.contacts.email", ValueKind::email, 1, 500, email, {.personal = true});
    add("crm.main.tickets.requester", ValueKind::number, 20, 60, far_number, {});
    columns_.back().values += 50;  // some wrote twice

    EXPECT_THAT(propose(),
                ElementsAre("reference crm.main.tickets.requester > crm.main.contacts.number"));
}

TEST_F(ProposeLinks, proposes_nothing_on_a_handful_of_values) {
    add_people("crm.main.contacts", 500);
    add("crm.main.orders.contact_id", ValueKind::number, 20, 28, number, {});
    add("exports.main.\"few.csv\".mail", ValueKind::email, 20, 28, email, {});

    EXPECT_THAT(propose(), IsEmpty());
}

TEST_F(ProposeLinks, proposes_no_reference_that_misses_a_fifth) {
    add_people("crm.main.contacts", 100);
    add("crm.main.orders.contact_id", ValueKind::number, 21, 121, number, {});

    EXPECT_THAT(propose(), IsEmpty());
}

TEST_F(ProposeLinks, leaves_out_what_the_store_declares) {
    add_people("crm.main.contacts", 500);
    add("crm.main.orders.contact_id", ValueKind::number, 20, 300, number, {});
    collection(columns_.back().path.in)
        .foreign_keys.push_back({"fk", {"contact_id"}, {"main", "contacts"}, {"id"}});

    EXPECT_THAT(propose(), IsEmpty());
}

TEST_F(ProposeLinks, leaves_out_the_other_way_round_what_the_store_declares) {
    add_people("crm.main.contacts", 500);
    add("crm.main.orders.contact_id", ValueKind::number, 0, 500, number, {});
    collection(columns_.front().path.in)
        .foreign_keys.push_back({"fk", {"id"}, {"main", "orders"}, {"contact_id"}});

    EXPECT_THAT(propose(), IsEmpty());
}

TEST_F(ProposeLinks, leaves_out_what_has_nothing_to_do_with_people) {
    add("crm.main.products.id", ValueKind::number, 1, 300, number, {.key = true});
    add("crm.main.stock.product_id", ValueKind::number, 1, 300, number, {});

    EXPECT_THAT(propose(), IsEmpty());
}

TEST_F(ProposeLinks, needs_a_name_for_codes_in_sequence_and_one_store) {
    add("crm.main.contacts.customer_no", ValueKind::code, 1, 300, code, {.key = true});
    add("crm.main.contacts.email", ValueKind::email, 1, 300, email, {.personal = true});
    add("crm.main.orders.customer_no", ValueKind::code, 1, 200, code, {});
    columns_.back().values += 50;
    add("shop.main.parts.part", ValueKind::code, 1, 200, code, {.key = true});

    EXPECT_THAT(propose(), ElementsAre("reference crm.main.orders.customer_no > "
                                       "crm.main.contacts.customer_no"));
}

TEST_F(ProposeLinks, proposes_for_each_copy_only_the_best_original) {
    add_people("crm.main.contacts", 200);
    add("crm.main.letters.address", ValueKind::email, 1, 150, email, {.personal = true});
    add("exports.main.\"a.csv\".mail", ValueKind::email, 1, 100, email, {});
    add("exports.main.\"b.csv\".mail", ValueKind::email, 1, 100, email, {});

    EXPECT_THAT(propose(),
                ElementsAre("copy crm.main.letters.address > crm.main.contacts.email",
                            "copy exports.main.\"a.csv\".mail > crm.main.contacts.email",
                            "copy exports.main.\"b.csv\".mail > crm.main.contacts.email"));
}

TEST_F(ProposeLinks, puts_a_dismissed_reference_behind_every_other_of_the_field) {
    add("crm.main.contacts.email", ValueKind::email, 1, 300, email, {.personal = true});
    add("crm.main.contacts.no", ValueKind::number, 1, 300, far_number, {.key = true});
    add("crm.main.leads.email", ValueKind::email, 500, 600, email, {.personal = true});
    add("crm.main.leads.no", ValueKind::number, 1, 250, far_number, {.key = true});
    add("crm.main.tickets.requester", ValueKind::number, 20, 60, far_number, {});
    columns_.back().values += 50;
    EXPECT_THAT(propose(), ElementsAre("reference crm.main.tickets.requester > crm.main.leads.no"));

    dismiss("crm.main.tickets.requester");

    EXPECT_THAT(propose(),
                ElementsAre("reference crm.main.tickets.requester > crm.main.contacts.no"));
    const auto found = propose_links(catalogue_, columns_, loose_);
    const std::vector<StoreName> crm{StoreName("crm")};
    const Links merged = merge_links(catalogue_.links, crm, found);
    EXPECT_THAT(merged, SizeIs(2)) << "one dismissed, one to decide";
}

TEST_F(ProposeLinks, proposes_a_dismissed_reference_again_before_others_when_its_values_moved) {
    add("crm.main.contacts.email", ValueKind::email, 1, 300, email, {.personal = true});
    add("crm.main.contacts.no", ValueKind::number, 1, 300, far_number, {.key = true});
    add("crm.main.leads.email", ValueKind::email, 500, 600, email, {.personal = true});
    add("crm.main.leads.no", ValueKind::number, 1, 250, far_number, {.key = true});
    add("crm.main.tickets.requester", ValueKind::number, 20, 60, far_number, {});
    columns_.back().values += 50;
    dismiss("crm.main.tickets.requester");
    catalogue_.links.begin()->second.from_side.distinct = 80;  // half of them are gone since

    EXPECT_THAT(propose(), ElementsAre("reference crm.main.tickets.requester > crm.main.leads.no"));
}

TEST_F(ProposeLinks, puts_a_dismissed_copy_behind_every_other_of_the_field) {
    add_people("crm.main.contacts", 200);
    add("crm.main.letters.address", ValueKind::email, 1, 150, email, {.personal = true});
    add("exports.main.\"a.csv\".mail", ValueKind::email, 1, 100, email, {});

    dismiss("exports.main.\"a.csv\".mail");

    EXPECT_THAT(propose(),
                ElementsAre("copy crm.main.letters.address > crm.main.contacts.email",
                            "copy exports.main.\"a.csv\".mail > crm.main.letters.address"));
}

TEST_F(ProposeLinks, sees_a_copy_in_tables_larger_than_the_sketches) {
    add("crm.main.contacts.email", ValueKind::email, 0, 12'000, email, {.personal = true});
    add("exports.main.\"part.csv\".mail", ValueKind::email, 3'000, 4'200, email, {});

    const auto links = propose_links(catalogue_, columns_, loose_);

    ASSERT_THAT(links, SizeIs(1));
    EXPECT_LT(links[0].of_from.low_ppm, links[0].of_from.high_ppm);
    EXPECT_GT(links[0].of_from.low_ppm, 900'000U);
    EXPECT_LT(links[0].of_to.low_ppm, 100'000U);
    EXPECT_GT(links[0].of_to.high_ppm, 100'000U);
}

}  // namespace
}  // namespace gdprd::policy
