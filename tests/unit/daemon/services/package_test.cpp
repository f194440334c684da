#include "daemon/services/package.hpp"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <map>
#include <set>

#include "daemon/services/package_template.hpp"
#include "daemon/services/package_words.hpp"
#include "policy/catalogue/taxonomy.hpp"
#include "policy/language/parser.hpp"
#include "tests/support/printers.hpp"

namespace gdprd::daemon::test {
namespace {

namespace json = boost::json;
using namespace gdprd::test;

constexpr const char* kPolicy = R"yaml(version: 1
purposes:
  orders:
    description: To sell.
    basis: contract
    categories: [user.contact]
    recipients: [parcel services]
    retention: Three years.
    source: You.
    automated_decisions: none
    transfers: "Canada: adequacy decision (EU) 2002/2"
  news: {basis: consent, categories: [user.contact.email]}
erasure:
  - {name: rest, action: delete}
  - name: mails
    select: {field: crm.main.customers.email}
    action: keep
    ground: "Art. 17(3)(e): claims"
    period: 3y
    from: since
contacts:
  data_protection_officer: dpo@shop.example
  supervisory_authority: CNIL, Paris
)yaml";

/// One customer with two rows' worth of awkward values, in one collection.
class PackageTest : public testing::Test {
  protected:
    PackageTest() {
        policy::Diagnostics diagnostics;
        policy_ = parse_policies({{"p.yaml", kPolicy}}, diagnostics).value();
        add_field("crm.main.customers.email", "user.contact.email");
        add_field("crm.main.customers.city", "user.contact.address.city");
        plan_.request = RequestId("R-2026-0001");
        plan_.coverage = {{path("crm.main.customers.email"), policy::CoverageState::found, 1, ""},
                          {path("crm.main.customers.city"), policy::CoverageState::found, 1, ""}};
    }

    static policy::FieldPath path(const char* text) {
        return policy::parse_field_path(text).value();
    }

    void add_field(const char* text, const char* category) {
        policy::CatalogueField field;
        field.path = path(text);
        field.category = Category(category);
        field.personal_ppm = 990'000;
        field.decision = policy::Decision::accept;
        catalogue_.fields.emplace(field.path, field);
    }

    [[nodiscard]] static policy::RowSet rows(std::size_t count) {
        policy::RowSet set;
        set.from = path("crm.main.customers.email").in;
        set.fields = {"email", "city"};
        for (std::size_t i = 0; i < count; ++i) {
            policy::Row row;
            row.values.emplace_back(policy::Cell{policy::Cell::Kind::text, "<b>ann</b>@x.example"});
            row.values.emplace_back(policy::Cell{policy::Cell::Kind::null, ""});
            set.rows.push_back(std::move(row));
        }
        return set;
    }

    [[nodiscard]] PackageInput input(const std::string& language, std::size_t row_count = 1) {
        PackageInput made{plan_,    catalogue_, policy_, {}, "Shop", "mail@shop.example",
                          language, Date{},     {}};
        made.received = parse_date("2026-03-05").value();
        if (row_count > 0) made.rows.push_back(rows(row_count));
        return made;
    }

    policy::Plan plan_;
    policy::Catalogue catalogue_;
    policy::Policy policy_;
};

/// Void elements aside, every element is closed in order.
::testing::AssertionResult is_well_formed(const std::string& html) {
    const std::set<std::string> empty_elements{"meta", "br", "!doctype"};
    std::vector<std::string> open;
    for (std::size_t at = html.find('<'); at != std::string::npos; at = html.find('<', at + 1)) {
        const bool closing = html[at + 1] == '/';
        const std::size_t from = at + (closing ? 2 : 1);
        const std::string name = html.substr(from, html.find_first_of(" >", from) - from);
        if (empty_elements.contains(name)) continue;
        if (!closing) {
            open.push_back(name);
        } else if (open.empty() || open.back() != name) {
            return ::testing::AssertionFailure() << "</" << name << "> closes another element";
        } else {
            open.pop_back();
        }
    }
    if (!open.empty()) return ::testing::AssertionFailure() << "<" << open.back() << "> is open";
    return ::testing::AssertionSuccess();
}

std::size_t count_of(const std::string& text, const std::string& word) {
    std::size_t count = 0;
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1))
        ++count;
    return count;
}

TEST_F(PackageTest, page_is_well_formed_and_says_its_language) {
    for (const std::size_t row_count : {0U, 1U, 3U}) {
        for (const auto* language : {"en", "fr", "de", "sv"}) {
            const auto html = render_package_html(input(language, row_count));

            EXPECT_TRUE(is_well_formed(html)) << language << html;
            EXPECT_EQ(html.find("{{"), std::string::npos);
            EXPECT_EQ(count_of(html, "<table>"), count_of(html, "<caption"));
            EXPECT_EQ(count_of(html, "<h1>"), 1U);
            const std::string said = language == std::string("sv") ? "en" : language;
            EXPECT_NE(html.find("<html lang=\"" + said + "\">"), std::string::npos);
            EXPECT_EQ(html.find("<script"), std::string::npos);
            EXPECT_EQ(html.find("http:"), std::string::npos);
        }
    }
}

TEST_F(PackageTest, page_gives_what_art_15_asks_for) {
    const auto html = render_package_html(input("en"));

    for (const auto* said :
         {"To sell.", "a contract with you (Art. 6(1)(b))", "e-mail address", "parcel services",
          "Three years.", "You.", "Canada: adequacy decision (EU) 2002/2", "dpo@shop.example",
          "complain to a supervisory authority (Art. 77): CNIL, Paris", "(Art. 16)", "(Art. 17)",
          "(Art. 18)", "(Art. 20)", "(Art. 21)", "(Art. 7(3))", "3 years, counted from since",
          "Art. 17(3)(e): claims", "2026-03-05"})
        EXPECT_NE(html.find(said), std::string::npos) << said;
}

TEST_F(PackageTest, says_from_the_end_of_which_year_a_duty_counts) {
    policy_.erasure[1].counted_from = policy::parse_counted_from("end-of-year").value();
    EXPECT_NE(
        render_package_html(input("fr")).find("3 ans, à compter de la fin de l’année de since"),
        std::string::npos);
    EXPECT_NE(render_information_json(input("en")).find(R"("counted_from":"end-of-year")"),
              std::string::npos);

    policy_.erasure[1].counted_from = policy::parse_counted_from("06-30").value();
    EXPECT_NE(render_package_html(input("de"))
                  .find("3 Jahre, gerechnet ab dem Ende des Geschäftsjahres von since"),
              std::string::npos);
}

TEST_F(PackageTest, page_admits_what_the_policy_does_not_state) {
    EXPECT_EQ(count_of(render_package_html(input("en")), "not stated in our policy"), 6U);

    policy_.contacts.supervisory_authority.clear();

    EXPECT_EQ(count_of(render_package_html(input("en")), "not stated in our policy"), 8U);
    EXPECT_NE(render_package_html(input("de")).find("in unserer Richtlinie nicht angegeben"),
              std::string::npos);
}

TEST_F(PackageTest, page_shows_values_as_text) {
    for (const std::size_t row_count : {1U, 3U}) {
        const auto html = render_package_html(input("fr", row_count));

        EXPECT_EQ(html.find("<b>ann"), std::string::npos);
        EXPECT_EQ(count_of(html, "&lt;b&gt;ann&lt;/b&gt;@x.example"), row_count);
        EXPECT_NE(html.find("(vide)"), std::string::npos);
    }
}

TEST_F(PackageTest, page_shows_control_characters_and_what_reorders_text_escaped) {
    auto made = input("en");
    made.rows.front().rows.front().values[1] =
        policy::PersonalCell(policy::Cell{policy::Cell::Kind::text, "a\x1b[2J\u202eb\n\u00e9"});

    const auto html = render_package_html(made);

    EXPECT_EQ(html.find('\x1b'), std::string::npos);
    EXPECT_EQ(html.find("\u202e"), std::string::npos);
    EXPECT_NE(html.find("a\\u{1b}[2J\\u{202e}b\n\u00e9"), std::string::npos);
}

TEST_F(PackageTest, information_is_the_same_for_programs) {
    const auto value = json::parse(render_information_json(input("en"))).as_object();

    EXPECT_EQ(value.at("supervisory_authority"), "CNIL, Paris");
    const auto& purposes = value.at("purposes").as_array();
    ASSERT_EQ(purposes.size(), 2U);
    const auto& orders = purposes[0].as_object();
    EXPECT_EQ(orders.at("retention"), "Three years.");
    EXPECT_EQ(orders.at("source"), "You.");
    EXPECT_EQ(orders.at("automated_decisions"), "none");
    EXPECT_EQ(orders.at("recipients"), json::array{"parcel services"});
    const auto& news = purposes[1].as_object();
    for (const auto* key :
         {"description", "recipients", "retention", "source", "automated_decisions", "transfers"})
        EXPECT_TRUE(news.at(key).is_null()) << key;
    const auto& kept = value.at("kept_by_law").as_array();
    ASSERT_EQ(kept.size(), 1U);
    EXPECT_EQ(kept[0].at("years"), 3);
    EXPECT_EQ(kept[0].at("counted_from"), "date");
    EXPECT_EQ(kept[0].at("fields"), json::array{"email"});
    EXPECT_EQ(value.at("rights").as_array().size(), 7U);
}

TEST_F(PackageTest, never_says_nothing_found_where_a_text_names_the_person) {
    plan_.coverage = {{path("crm.main.notes.body"), policy::CoverageState::searched_empty, 0, ""},
                      {path("crm.main.leads.email"), policy::CoverageState::searched_empty, 0, ""},
                      {path("crm.main.cities.city"), policy::CoverageState::not_applicable, 0, ""}};
    plan_.residuals = {{path("crm.main.notes.body").in, "body", 1, "the text names the person"},
                       {path("crm.main.log.raw").in, "raw", 2, "the text names the person"}};

    const std::map<std::string, std::string> mentioned{
        {"en", "texts or documents name you: not in this copy automatically"},
        {"fr", "des textes ou documents vous nomment"},
        {"de", "Texte oder Dokumente nennen Sie"}};
    for (const auto& [language, words] : mentioned) {
        const auto html = render_package_html(input(language, 0));
        const auto answer = answer_language(language);
        EXPECT_TRUE(is_well_formed(html));
        EXPECT_EQ(count_of(html, std::string(phrase("nothing_found", answer)) + "<"), 1U)
            << "leads only";
        EXPECT_EQ(count_of(html, std::string(phrase("not_searched", answer)) + "<"), 1U);
        EXPECT_EQ(count_of(html, words), 2U);
        EXPECT_NE(html.find(phrase("mentions", answer)), std::string::npos);
        EXPECT_NE(html.find("crm.main.log (raw)"), std::string::npos);
        EXPECT_EQ(html.find(phrase("none_found", answer)), std::string::npos);
    }
    const auto value = json::parse(render_information_json(input("en", 0)));
    EXPECT_EQ(value.at("searched").at(0).at("state"), "left_over");
    EXPECT_EQ(value.at("searched").at(1).at("state"), "searched_empty");
    ASSERT_EQ(value.at("mentions").as_array().size(), 2U);
    EXPECT_EQ(value.at("mentions").at(1).at("collection"), "crm.main.log");
    EXPECT_EQ(value.at("mentions").at(1).at("field"), "raw");
}

TEST_F(PackageTest, lists_every_place_that_gave_rows_with_their_number) {
    auto made = input("en");
    for (const std::size_t part : {2U, 1U}) {
        auto lines = rows(part);
        lines.from = path("crm.main.order_lines.sku").in;
        made.rows.push_back(std::move(lines));
    }

    const auto html = render_package_html(made);
    const auto value = json::parse(render_information_json(made));

    EXPECT_NE(html.find("crm.main.order_lines</th><td>3 records"), std::string::npos) << html;
    EXPECT_EQ(value.at("places").at(1).at("collection"), "crm.main.order_lines");
    EXPECT_EQ(value.at("places").at(1).at("rows"), 3);
    EXPECT_EQ(value.at("places").at(1).at("result"), "found");
}

TEST(PackageWords, has_every_phrase_of_the_template_in_every_language) {
    const std::string page = kPackageTemplate;
    std::set<std::string_view> known;
    for (const auto& phrase : package_phrases()) {
        EXPECT_TRUE(known.insert(phrase.key).second) << phrase.key;
        for (const auto language : {AnswerLanguage::en, AnswerLanguage::fr, AnswerLanguage::de})
            EXPECT_FALSE(phrase.in(language).empty()) << phrase.key;
    }
    for (std::size_t at = page.find("{{t_"); at != std::string::npos;
         at = page.find("{{t_", at + 1))
        EXPECT_TRUE(known.contains(page.substr(at + 4, page.find('}', at) - at - 4)))
            << page.substr(at, 30);
}

TEST(PackageWords, has_words_for_every_category) {
    for (const auto& entry : policy::taxonomy()) {
        for (const auto language : {AnswerLanguage::en, AnswerLanguage::fr, AnswerLanguage::de})
            EXPECT_EQ(category_words(Category(std::string(entry.key)), language).find("user."),
                      std::string::npos)
                << entry.key;
    }
    EXPECT_EQ(category_words(Category("user.contact.email.work"), AnswerLanguage::de),
              "E-Mail-Adresse");
}

TEST_F(PackageTest, shows_what_stands_inside_cells_under_its_place) {
    policy::CollectionSchema customers;
    customers.name = {"main", "customers"};
    for (const auto* name : {"email", "city"}) customers.fields.emplace_back().name = name;
    catalogue_.stores = {{StoreName("crm"), "", {customers}}};
    add_field("crm.main.customers.city#/contacts/*/mail", "user.contact.email");
    auto made = input("en");
    auto& set = made.rows.front();
    set.rows.front().values[1] = policy::PersonalCell(policy::Cell{
        policy::Cell::Kind::text,
        R"({"contacts":[{"mail":"<i>otto@x.example"},{"mail":"b@x.example"}],"zip":7})"});

    const auto html = render_package_html(made);
    EXPECT_TRUE(is_well_formed(html));
    EXPECT_NE(html.find("city#/contacts/0/mail"), std::string::npos);
    EXPECT_NE(html.find("&lt;i&gt;otto@x.example"), std::string::npos);
    EXPECT_EQ(html.find("<i>"), std::string::npos);

    const auto text = json::parse(render_store_json(made, StoreName("crm")));
    const auto row = text.at_pointer("/collections/0/rows/0").as_object();
    EXPECT_EQ(row.at("city#").at("/contacts/1/mail").as_string(), "b@x.example");
    EXPECT_EQ(row.at("city#").at("/zip").as_string(), "7");
    EXPECT_TRUE(row.at("city").is_string()) << "the cell as it is, too";
    EXPECT_FALSE(row.contains("email#"));
}

}  // namespace
}  // namespace gdprd::daemon::test
