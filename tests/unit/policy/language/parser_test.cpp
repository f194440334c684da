#include "policy/language/parser.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "tests/support/printers.hpp"

namespace gdprd::policy {
namespace {

constexpr const char* kWhole = R"(version: 1
purposes:
  orders:
    description: Deliver what was ordered
    basis: contract
    categories: [user.contact, user.name]
    recipients:
      - Parcel service
    retention: three years after the last order
    source: the customer
    automated_decisions: none
    transfers: United States, standard contractual clauses
  health:
    basis: consent
    categories: [user.health_and_medical]
    special_ground: "Art. 9(2)(a): explicit consent"
fields:
  crm.main.customers.customer_no:
    identifier: customer_no
    category: user.unique_id
  crm.main.customers.flag:
    category: none
  crm.main.customers.address_id:
    references: {field: crm.main.addresses.id, owned: true}
  crm.main."order lines".agent:
    references: crm.main.staff.id
    purpose: orders
erasure:
  - name: invoices
    select: {collection: crm.main.invoices}
    action: keep
    ground: "Art. 17(3)(b): tax law"
    period: 10y
    from: issued
    counted_from: 06-30
  - name: nicknames
    select:
      category: user.name
      store: crm
    action: null
  - name: notes
    select: {field: crm.main.notes.text, purpose: orders}
    action: replace
    with: "[erased]"
  - name: rest
    action: delete
approvals: {access: any, erasure: other}
residue:
  desk: {off: the store is purged every night}
contacts:
  data_protection_officer: dpo@example.org
  supervisory_authority: CNIL, Paris
)";

std::vector<std::string> lines_of(const Diagnostics& diagnostics) {
    std::vector<std::string> lines;
    for (const Diagnostic& d : diagnostics.entries()) lines.push_back(to_string(d));
    return lines;
}

std::vector<std::string> errors_in(const std::string& text) {
    Diagnostics diagnostics;
    const auto policy = parse_policies({{"p.yaml", text}}, diagnostics);
    EXPECT_EQ(policy.has_value(), diagnostics.errors() == 0);
    return lines_of(diagnostics);
}

TEST(ParsePolicies, reads_every_part_of_the_language) {
    Diagnostics diagnostics;
    const auto policy = parse_policies({{"p.yaml", kWhole}}, diagnostics);

    ASSERT_TRUE(test::succeeded(policy)) << render_text(diagnostics);
    ASSERT_EQ(policy->purposes.size(), 2U);
    EXPECT_EQ(policy->purposes[0].basis, LegalBasis::contract);
    EXPECT_EQ(policy->purposes[0].information.recipients,
              std::vector<std::string>{"Parcel service"});
    EXPECT_EQ(policy->purposes[0].information.retention, "three years after the last order");
    EXPECT_EQ(policy->purposes[0].information.source, "the customer");
    EXPECT_EQ(policy->purposes[0].information.automated_decisions, "none");
    EXPECT_EQ(policy->purposes[0].information.transfers,
              "United States, standard contractual clauses");
    EXPECT_EQ(policy->purposes[1].information.recipients, std::nullopt);
    EXPECT_EQ(policy->contacts.data_protection_officer, "dpo@example.org");
    EXPECT_EQ(policy->contacts.supervisory_authority, "CNIL, Paris");
    EXPECT_EQ(policy->purposes[1].special_ground, "Art. 9(2)(a): explicit consent");
    ASSERT_EQ(policy->fields.size(), 4U);
    EXPECT_EQ(policy->fields[0].identifier, "customer_no");
    EXPECT_TRUE(policy->fields[1].not_personal);
    ASSERT_EQ(policy->fields[2].references.size(), 1U);
    EXPECT_TRUE(policy->fields[2].references[0].owned);
    ASSERT_EQ(policy->fields[3].references.size(), 1U);
    EXPECT_EQ(to_string(policy->fields[3].references[0].field), "crm.main.staff.id");
    EXPECT_EQ(policy->fields[3].field.in.collection.name, "order lines");
    ASSERT_EQ(policy->erasure.size(), 4U);
    EXPECT_EQ(policy->erasure[0].keep_years, std::chrono::years(10));
    EXPECT_EQ(policy->erasure[0].from_field, "issued");
    EXPECT_EQ(to_string(policy->erasure[0].counted_from), "06-30");
    EXPECT_EQ(to_string(policy->erasure[1].counted_from), "date");
    EXPECT_EQ(policy->erasure[0].span.line, 29U);
    EXPECT_EQ(policy->erasure[1].action, ErasureActionKind::null);
    EXPECT_EQ(policy->erasure[1].select.store, StoreName("crm"));
    EXPECT_EQ(policy->erasure[2].with, "[erased]");
    EXPECT_EQ(policy->erasure[3].action, ErasureActionKind::delete_row);
    EXPECT_EQ(policy->approval_for(Right::access), ApprovalRule::any);
    EXPECT_EQ(policy->residue_off.at(StoreName("desk")), "the store is purged every night");
}

struct Case {
    const char* text;
    const char* error;
};

TEST(ParsePolicies, reads_actions_that_make_a_value_of_the_one_before) {
    Diagnostics diagnostics;
    const auto policy = parse_policies({{"a.yaml",
                                         "version: 1\n"
                                         "erasure:\n"
                                         "- {name: a, action: pseudonym}\n"
                                         "- {name: b, action: generalise, to: month}\n"
                                         "- {name: c, action: generalise, first: 2}\n"
                                         "- {name: d, action: shift, by: 30d}\n"}},
                                       diagnostics);

    ASSERT_TRUE(policy) << render_text(diagnostics);
    EXPECT_EQ(policy->erasure[0].action, ErasureActionKind::pseudonym);
    EXPECT_EQ(policy->erasure[1].precision, DatePrecision::month);
    EXPECT_EQ(policy->erasure[2].first_chars, 2U);
    EXPECT_EQ(policy->erasure[3].shift_days, 30U);
}

TEST(ParsePolicies, takes_a_section_without_anything_for_an_empty_one) {
    for (const char* section :
         {"purposes", "fields", "erasure", "owners", "approvals", "residue"}) {
        Diagnostics diagnostics;
        const std::string text = "version: 1\n" + std::string(section) + ":\n";
        EXPECT_TRUE(parse_policies({{"a.yaml", text}}, diagnostics))
            << section << render_text(diagnostics);
    }
}

TEST(ParsePolicies, says_what_is_wrong_and_where) {
    const std::string head = "version: 1\n";
    for (const Case& c : {
             Case{"erasures: []",
                  "2:1: error: unknown key \"erasures\"; did you mean \"erasure\"?"},
             Case{"approvals: {erasure: nobody}",
                  "2:22: error: \"nobody\" is not one of none, any, other"},
             Case{"erasure:\n- {name: a, action: delet}",
                  "3:21: error: \"delet\" is not one of delete, null, replace, keep, pseudonym, "
                  "hash, generalise, shift; did you mean \"delete\"?"},
             Case{"erasure:\n- {name: a, action: shift}", "3:21: error: shift needs \"by\""},
             Case{"erasure:\n- {name: a, action: shift, by: 3651d}",
                  "3:32: error: a date is moved by a number of days from 1d to 3650d"},
             Case{"erasure:\n- {name: a, action: hash, by: 3d}",
                  "3:27: error: \"by\" belongs to shift"},
             Case{
                 "erasure:\n- {name: a, action: generalise}",
                 "3:21: error: generalise needs either \"to\", for dates, or \"first\", for texts"},
             Case{
                 "erasure:\n- {name: a, action: generalise, to: year, first: 2}",
                 "3:21: error: generalise needs either \"to\", for dates, or \"first\", for texts"},
             Case{"erasure:\n- {name: a, action: generalise, to: yaer}",
                  "3:37: error: \"yaer\" is not one of year, month; did you mean \"year\"?"},
             Case{"erasure:\n- {name: a, action: generalise, first: 0}",
                  "3:40: error: what stays is a number of characters from 1 to 4096"},
             Case{"erasure:\n- {name: a, action: }", "3:13: error: \"action\" has no value"},
             Case{"erasure:\n- name: a", "3:3: error: a rule needs \"action\""},
             Case{"erasure:\n- {name: a, action: replace}", "3:21: error: replace needs \"with\""},
             Case{"erasure:\n- {name: a, action: delete, with: x}",
                  "3:29: error: \"with\" belongs to replace"},
             Case{"erasure:\n- {name: a, action: keep, period: 10m}",
                  "3:35: error: a period is a number of years from 1y to 100y"},
             Case{"erasure:\n- {name: a, action: keep, period: 0y}",
                  "3:35: error: a period is a number of years from 1y to 100y"},
             Case{"erasure:\n- {name: a, action: keep, period: 1y, from: b, counted_from: 30-06}",
                  "3:62: error: a period is counted from date, from end-of-year, or from the last "
                  "day of the financial year, month before day: 06-30"},
             Case{"erasure:\n- {name: a, action: keep, period: 1y, counted_from: 06-30}",
                  "3:39: error: \"counted_from\" needs \"from\", the field with the date"},
             Case{"erasure:\n- {name: a, action: delete, counted_from: date}",
                  "3:29: error: \"counted_from\" belongs to keep"},
             Case{"erasure:\n- {name: a, action: delete, select: {}}",
                  "3:37: error: select names nothing; leave it out to speak of everything"},
             Case{"erasure:\n- {name: a, action: delete, select: {store: b, field: c.d.e.f}}",
                  "3:55: error: no field fits: store, collection and field name different places"},
             Case{"erasure: {name: a}", "2:10: error: \"erasure\" must be a list"},
             Case{"purposes: [a]", "2:11: error: \"purposes\" must be a map"},
             Case{"purposes: {a: {basis: contract}}",
                  "2:12: error: a purpose needs \"categories\""},
             Case{"purposes: {a: {basis: contract, categories: [User]}}",
                  "2:46: error: a category is words of a-z, 0-9 and \"_\" with dots: "
                  "user.contact.email"},
             Case{"fields: {crm.main.x: {category: none}}",
                  "2:10: error: a field path has at least four parts; write "
                  "store.namespace.collection.field; a part with a dot, quote or space stands in "
                  "double quotes"},
             Case{"fields: {a.b.c.d: {references: e.f.g.h}}",
                  "2:32: error: a reference stays within one store; give both fields the same "
                  "identifier to find a person across stores"},
             Case{"fields: {a.b.c.d: {}}", "2:10: error: nothing is said about this field"},
             Case{"fields: {a.b.c.d: {references: {field: a.b.e.f, owned: yes}}}",
                  "2:56: error: \"owned\" must be true or false"},
             Case{"fields: {a.b.c.d: {references: []}}", "2:32: error: the list is empty"},
             Case{"fields: {a.b.c.d: {references: [[a.b.c.e]]}}",
                  "2:33: error: a reference is a field path or a map"},
             Case{"fields: {a.b.c.d: {references: {field: a.b.e.f, role: boss}}}",
                  "2:55: error: \"boss\" is not one of subject, staff, agent, other"},
             Case{"fields: {a.b.c.d: {references: {field: a.b.e.f, where: {}}}}",
                  "2:56: error: where names no field; leave it out"},
             Case{"fields: {a.b.c.d: {references: {field: a.b.e.f, where: {k: [x]}}}}",
                  "2:60: error: a text must stand here"},
             Case{"fields: {a.b.c.d: {references: {field: a.b.e.f, where: {d: x}}}}",
                  "2:40: error: where names the referring field itself; name the field that says "
                  "what it refers to"},
             Case{"fields: {a.b.c.d: {references: {field: a.b.e.f, prefix: ''}}}",
                  "2:57: error: the text is empty"},
             Case{"fields: {a.b.c.d: {references: {field: a.b.e.f, prefix: [x]}}}",
                  "2:57: error: \"prefix\" must be one value"},
             Case{"fields: {a.b.c.d: {references: [{field: a.b.e.f, prefix: 'p.'}, "
                  "{field: a.b.g.f, prefix: 'p.q,'}]}}",
                  "2:73: error: a text that begins with \"p.q,\" would refer to a.b.g.f and to "
                  "a.b.e.f; let no prefix begin another, or tell them apart by where"},
             Case{"fields: {a.b.c.d: {category: none, identifier: email}}",
                  "2:30: error: a field without personal data has no identifier and no purpose"},
             Case{"residue: {crm: {on: x}}", "2:11: error: residue of a store needs \"off\""},
             Case{"erasure:\n- {name: a, action: delete}\n- {name: a, action: delete}",
                  "4:10: error: rule \"a\" is given twice; first at p.yaml:3:10"},
             Case{"erasure:\n- {name: \"a b\", action: delete}",
                  "3:10: error: a name is a letter or digit, then letters, digits, \"_\", \"-\", "
                  "\".\"; at most 63 bytes"},
             Case{"version: 1", "2:1: error: the key \"version\" is given twice"},
             Case{"fields: &a {}", "2:9: error: anchors (&name) are not used here"},
         }) {
        const auto errors = errors_in(head + c.text);
        ASSERT_FALSE(errors.empty()) << c.text;
        EXPECT_EQ(errors[0], std::string("p.yaml:") + c.error) << c.text;
    }
}

TEST(ParsePolicies, reads_a_field_that_refers_to_several_tables) {
    Diagnostics diagnostics;
    const auto policy = parse_policies(
        {{"p.yaml",
          "version: 1\n"
          "fields:\n"
          "  crm.main.notes.object:\n"
          "    references:\n"
          "      - crm.main.archive.id\n"
          "      - {field: crm.main.people.id, role: subject, where: {kind: Person, part: 1}}\n"}},
        diagnostics);

    ASSERT_TRUE(policy) << render_text(diagnostics);
    ASSERT_EQ(policy->fields.size(), 1U);
    const auto& references = policy->fields[0].references;
    ASSERT_EQ(references.size(), 2U);
    EXPECT_EQ(to_string(references[0].field), "crm.main.archive.id");
    EXPECT_TRUE(references[0].where.empty());
    EXPECT_EQ(references[0].role, std::nullopt);
    EXPECT_EQ(to_string(references[1].field), "crm.main.people.id");
    EXPECT_EQ(references[1].role, ReferenceRole::subject);
    EXPECT_EQ(references[1].where,
              (std::map<std::string, std::string>{{"kind", "Person"}, {"part", "1"}}));
    EXPECT_EQ(to_string(references[1].span), "p.yaml:6:17");
}

TEST(ParsePolicies, reads_what_stands_before_the_value_in_a_referring_text) {
    Diagnostics diagnostics;
    const auto policy = parse_policies(
        {{"p.yaml",
          "version: 1\n"
          "fields:\n"
          "  crm.main.notes.resource:\n"
          "    references:\n"
          "      - {field: crm.main.people.id, prefix: 'party.party,'}\n"
          "      - {field: crm.main.lines.id, prefix: 'sale.line,', where: {part: 1}}\n"
          "      - {field: crm.main.rows.id, prefix: 'sale.line,', where: {part: 2}}\n"
          "      - {field: crm.main.sales.id, prefix: \"Verkäufe: \"}\n"}},
        diagnostics);

    ASSERT_TRUE(policy) << render_text(diagnostics);
    const auto& references = policy->fields[0].references;
    ASSERT_EQ(references.size(), 4U);
    EXPECT_EQ(references[0].prefix, "party.party,");
    EXPECT_EQ(references[2].where.at("part"), "2");
    EXPECT_EQ(references[3].prefix, "Verkäufe: ");
}

TEST(ParsePolicies, asks_for_the_version_of_the_language) {
    EXPECT_EQ(errors_in("erasure: []\n"),
              std::vector<std::string>{"p.yaml:1:1: error: a policy file needs \"version\""});
    EXPECT_EQ(
        errors_in("version: 2\n"),
        std::vector<std::string>{"p.yaml:1:10: error: this gdprd reads version 1 of the language"});
    EXPECT_EQ(errors_in("").size(), 1U);
    EXPECT_EQ(errors_in("- 1").size(), 1U);
    EXPECT_EQ(errors_in("\"unclosed").size(), 1U);
}

TEST(ParsePolicies, reports_all_errors_and_not_only_the_first) {
    const auto errors = errors_in(
        "versoin: 1\n"
        "purposes: {x: {basis: contrakt, categories: [user]}}\n"
        "fields: {a.b.c: {category: user}}\n"
        "erasure:\n- {nam: x, action: keep}\n");

    EXPECT_EQ(errors.size(), 6U) << testing::PrintToString(errors);
}

TEST(ParsePolicies, keeps_null_apart_from_nothing) {
    EXPECT_TRUE(errors_in("version: 1\nerasure:\n- {name: a, action: null}\n").empty());
    EXPECT_TRUE(errors_in("version: 1\nerasure:\n- {name: a, action: 'null'}\n").empty());
    EXPECT_FALSE(errors_in("version: 1\nerasure:\n- name: a\n  action:\n").empty());
    EXPECT_FALSE(errors_in("version: 1\nerasure:\n- name: a\n  action: ~\n").empty());
}

TEST(ParsePolicies, keeps_no_identifier_apart_from_one_that_is_not_told) {
    Diagnostics diagnostics;
    const auto policy = parse_policies(
        {{"p.yaml", "version: 1\nfields:\n  crm.main.offices.email: {identifier: none}\n"}},
        diagnostics);

    ASSERT_TRUE(test::succeeded(policy)) << render_text(diagnostics);
    EXPECT_TRUE(policy->fields[0].not_identifier);
    EXPECT_EQ(policy->fields[0].identifier, std::nullopt);
}

TEST(ParsePolicies, accepts_sections_that_are_still_empty) {
    EXPECT_TRUE(errors_in("version: 1\npurposes:\nfields:\nerasure:\nresidue:\n").empty());
}

TEST(ParsePolicies, joins_files_and_refuses_what_two_of_them_say) {
    const PolicyFile a{"a.yaml", "version: 1\napprovals: {access: none}\n"};
    const PolicyFile b{"b.yaml", "version: 1\nerasure:\n- {name: all, action: delete}\n"};
    const PolicyFile c{"c.yaml", "version: 1\napprovals: {access: any}\n"};
    Diagnostics fine;
    Diagnostics torn;

    const auto joined = parse_policies({b, a}, fine);
    const auto refused = parse_policies({c, a}, torn);

    ASSERT_TRUE(test::succeeded(joined));
    EXPECT_EQ(joined->erasure.size(), 1U);
    EXPECT_TRUE(test::failed_with(refused, ErrorCode::invalid_argument));
    EXPECT_EQ(lines_of(torn),
              std::vector<std::string>{"c.yaml:2:13: error: approval of \"access\" is given twice; "
                                       "first at a.yaml:2:13"});
}

TEST(ParsePolicies, refuses_no_file_and_too_many) {
    Diagnostics none;
    Diagnostics many;

    EXPECT_FALSE(parse_policies({}, none));
    EXPECT_FALSE(parse_policies(std::vector<PolicyFile>(257, {"a.yaml", "version: 1"}), many));
    EXPECT_EQ(none.errors(), 1U);
    EXPECT_EQ(many.errors(), 1U);
}

TEST(ParsePolicies, bounds_what_it_reports) {
    std::string text = "version: 1\nfields:\n";
    for (int i = 0; i < 600; ++i) text += "  bad" + std::to_string(i) + ": {category: user}\n";
    Diagnostics diagnostics;

    EXPECT_FALSE(parse_policies({{"p.yaml", text}}, diagnostics));
    EXPECT_EQ(diagnostics.entries().size(), 500U);
    EXPECT_EQ(diagnostics.errors(), 600U);
}

TEST(PolicyVersion, depends_on_names_and_bytes_but_not_on_order) {
    const PolicyFile a{"a.yaml", "version: 1\n"};
    const PolicyFile b{"b.yaml", "version: 1\n# more\n"};

    EXPECT_EQ(version_of({a, b}), version_of({b, a}));
    EXPECT_NE(version_of({a, b}), version_of({a}));
    EXPECT_NE(version_of({a}), version_of({{"c.yaml", a.bytes}}));
    EXPECT_NE(version_of({a}), version_of({{"a.yaml", b.bytes}}));
}

RC_GTEST_PROP(ParsePolicies, survives_any_cut_and_any_changed_byte,
              (std::size_t cut, std::size_t at, char byte)) {
    std::string text = kWhole;
    text[at % text.size()] = byte;
    text.resize(cut % (text.size() + 1));
    Diagnostics diagnostics;

    const auto policy = parse_policies({{"p.yaml", text}}, diagnostics);

    RC_ASSERT(policy.has_value() == (diagnostics.errors() == 0));
    for (const Diagnostic& d : diagnostics.entries()) RC_ASSERT(d.span.line >= 1U);
}

}  // namespace
}  // namespace gdprd::policy
