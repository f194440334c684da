#include "policy/language/lint.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "policy/language/parser.hpp"
#include "tests/support/printers.hpp"

namespace gdprd::policy {
namespace {

FieldSchema field(std::string name, FieldType type) {
    FieldSchema schema;
    schema.name = std::move(name);
    schema.type = type;
    return schema;
}

CatalogueField known(const char* path, const char* category) {
    CatalogueField found;
    found.path = parse_field_path(path).value();
    found.category = Category(category);
    found.probability_ppm = found.personal_ppm = 900'000;
    found.decision = Decision::accept;
    return found;
}

Catalogue catalogue() {
    CollectionSchema people;
    people.name = {"main", "people"};
    people.fields = {field("id", FieldType::integer), field("email", FieldType::text),
                     field("born", FieldType::date), field("blood", FieldType::text),
                     field("photo", FieldType::bytes)};
    people.fields[1].nullable = false;
    people.fields[1].max_chars = 8;
    people.primary_key = {"id"};
    CollectionSchema invoices;
    invoices.name = {"main", "invoices"};
    invoices.fields = {field("name", FieldType::text), field("issued", FieldType::date),
                       field("paid", FieldType::boolean)};
    invoices.fields[0].generated = true;
    CollectionSchema view;
    view.name = {"main", "view"};
    view.kind = CollectionKind::view;
    view.fields = {field("email", FieldType::text)};
    view.fields[0].nullable = false;
    const std::vector<StoreSchema> stores{{StoreName("crm"), "", {invoices, people, view}}};
    const std::vector<CatalogueField> found{
        known("crm.main.people.id", "user.unique_id"),
        known("crm.main.people.email", "user.contact.email"),
        known("crm.main.people.born", "user.demographic.date_of_birth"),
        known("crm.main.people.blood", "user.health_and_medical"),
        known("crm.main.people.photo", "user.content.self_image"),
        known("crm.main.invoices.name", "user.name"),
        known("crm.main.view.email", "user.contact.email")};
    return merge_scan({}, stores, found);
}

constexpr const char* kPurposes =
    "purposes:\n"
    "  all: {basis: contract, categories: [user], special_ground: 'Art. 9(2)(a): consent'}\n";

/// Codes and messages of lint over a policy that parses; not-stated has a test of its own.
std::vector<std::string> found_in(const std::string& text, const Catalogue* with = nullptr) {
    Diagnostics diagnostics;
    const auto policy = parse_policies({{"p.yaml", "version: 1\n" + text}}, diagnostics);
    EXPECT_TRUE(test::succeeded(policy)) << text;
    if (!policy) return {};
    if (with != nullptr) {
        lint_with(*policy, *with, diagnostics);
    } else {
        lint(*policy, diagnostics);
    }
    diagnostics.sort();
    std::vector<std::string> found;
    for (const Diagnostic& d : diagnostics.entries()) {
        EXPECT_GE(d.span.line, 1U);
        if (d.code == "not-stated") continue;
        found.push_back(std::string(to_string(d.severity)) + ' ' + d.code + ": " + d.message +
                        (d.suggestion.empty() ? "" : " [" + d.suggestion + "]"));
    }
    return found;
}

using Lines = std::vector<std::string>;

Lines found_with_catalogue(const std::string& text) {
    const Catalogue with = catalogue();
    return found_in(kPurposes + text, &with);
}

/// Without the warnings of `code`.
Lines found_besides(std::string_view code, const std::string& text) {
    Lines found = found_with_catalogue(text);
    std::erase_if(found,
                  [code](const std::string& line) { return line.find(code) != std::string::npos; });
    return found;
}

TEST(Lint, is_silent_on_a_sound_policy) {
    EXPECT_EQ(found_in(std::string(kPurposes) + "erasure:\n- {name: rest, action: delete}\n"),
              Lines{});
    EXPECT_EQ(
        found_with_catalogue("erasure:\n- {name: rest, action: delete}\n"
                             "- {name: tax, select: {collection: crm.main.invoices}, action: keep, "
                             "ground: 'Art. 17(3)(b): tax law', period: 10y, from: issued}\n"),
        Lines{});
}

TEST(Lint, finds_rules_that_contradict_or_repeat_each_other) {
    EXPECT_EQ(
        found_in("erasure:\n- {name: a, action: delete}\n- {name: b, action: null}\n"),
        Lines{"error contradiction: rule \"b\" contradicts \"a\" (p.yaml:3:10): both speak of "
              "everything"});
    EXPECT_EQ(found_in("erasure:\n- {name: a, select: {store: crm}, action: delete}\n"
                       "- {name: b, select: {store: crm}, action: delete}\n"),
              Lines{"warning unreachable-rule: rule \"b\" says the same as \"a\" (p.yaml:3:10)"});
}

TEST(Lint, warns_of_a_law_that_counts_from_the_end_of_a_year) {
    const auto kept = [](const std::string& ground, const std::string& more) {
        return found_in("erasure:\n- {name: a, action: keep, period: 8y, ground: 'Art. 17(3)(b): " +
                        ground + "'" + more + "}\n");
    };
    const auto warning = [](const std::string& says) {
        return Lines{"warning no-year-end: rule \"a\" counts from the date itself, and " + says +
                     " (counted_from: date where the date is that end)"};
    };
    const std::string calendar =
        " counts from the end of the calendar year: give counted_from: "
        "end-of-year";
    EXPECT_EQ(kept("vouchers (§ 147 AO)", ", from: f"), warning("§ 147(4) AO" + calendar));
    EXPECT_EQ(kept("§ 147 Abs. 3 AO", ", from: f"), warning("§ 147(4) AO" + calendar));
    EXPECT_EQ(kept("§257(1) HGB", ", from: f"), warning("§ 257(5) HGB" + calendar));
    EXPECT_EQ(kept("§ 14b UStG", ", from: f"), warning("§ 14b(1) UStG" + calendar));
    for (const char* article : {"L123-22 Code de commerce", "art. L. 123-22 du code de commerce"})
        EXPECT_EQ(kept(article, ", from: f"),
                  warning("the ten years of Art. L123-22 Code de commerce are counted from the "
                          "close of the financial year: give counted_from: end-of-year, or the "
                          "last day of the financial year, as 06-30"))
            << article;
    for (const char* said : {", from: f, counted_from: end-of-year",
                             ", from: f, counted_from: date", ", from: f, counted_from: 06-30", ""})
        EXPECT_EQ(kept("§ 147 AO", said), Lines{}) << said;
    for (const char* other : {"§ 1478 AO", "§ 147 AOK", "§ 147 StGB", "§ 630f(3) BGB", "AO"})
        EXPECT_EQ(kept(other, ", from: f"), Lines{}) << other;
}

TEST(Lint, asks_keep_for_its_ground_and_its_end) {
    EXPECT_EQ(found_in("erasure:\n- {name: a, action: keep}\n"),
              (Lines{"error no-ground: rule \"a\" keeps without a ground: name the letter of Art. "
                     "17(3) and the law",
                     "error no-period: rule \"a\" keeps without end: give a period (Art. "
                     "5(1)(e))"}));
    EXPECT_EQ(found_in("erasure:\n- {name: a, action: keep, ground: we like it, period: 1y}\n"),
              Lines{"warning weak-ground: the ground of rule \"a\" names none of Art. 17(3)(a) to "
                    "(e)"});
}

TEST(Lint, knows_the_categories_and_the_purposes) {
    EXPECT_EQ(found_in("purposes:\n  a: {basis: consent, categories: [user.contact.emial]}\n"
                       "erasure:\n- {name: r, select: {purpose: b}, action: delete}\n"
                       "fields:\n  s.n.c.f: {purpose: cc}\n"),
              (Lines{"error unknown-category: the taxonomy has no category "
                     "\"user.contact.emial\" [user.contact.email]",
                     "error unknown-purpose: no purpose is named \"b\"",
                     "error unknown-purpose: no purpose is named \"cc\""}));
}

TEST(Lint, asks_special_categories_for_a_ground) {
    EXPECT_EQ(found_in("purposes:\n"
                       "  a: {basis: consent, categories: [user.health_and_medical.genetic]}\n"),
              Lines{"error no-special-ground: purpose \"a\" uses user.health_and_medical.genetic, "
                    "a special category: give special_ground (Art. 9(2), 10)"});
}

TEST(Lint, warns_when_nobody_approves_an_erasure) {
    const auto found = found_in("approvals: {erasure: none}\n");

    ASSERT_EQ(found.size(), 1U);
    EXPECT_TRUE(found[0].starts_with("warning approval-off"));
}

std::vector<std::string> not_stated_in(const std::string& text) {
    Diagnostics diagnostics;
    const auto policy = parse_policies({{"p.yaml", "version: 1\n" + text}}, diagnostics);
    EXPECT_TRUE(test::succeeded(policy)) << render_text(diagnostics);
    if (policy) lint(*policy, diagnostics);
    std::vector<std::string> found;
    for (const Diagnostic& d : diagnostics.entries()) {
        if (d.code == "not-stated") found.push_back(to_string(d));
    }
    return found;
}

TEST(Lint, warns_of_what_an_answer_will_not_be_able_to_say) {
    const std::string authority = "contacts: {supervisory_authority: CNIL}\n";
    const std::string stated =
        "description: To sell., basis: contract, categories: [user], retention: three years, "
        "source: the customer, automated_decisions: none, transfers: none";

    EXPECT_EQ(not_stated_in(authority + "purposes:\n  a: {" + stated + ", recipients: []}\n"),
              Lines{});
    EXPECT_EQ(not_stated_in(authority + "purposes:\n  a: {" + stated + "}\n"),
              Lines{"p.yaml:4:3: warning: purpose \"a\" does not state recipients (Art. 15(1)(c)): "
                    "answers to subjects will say so"});
    EXPECT_EQ(not_stated_in(authority + "purposes:\n  a: {basis: consent, categories: [user]}\n"),
              Lines{"p.yaml:4:3: warning: purpose \"a\" does not state description (Art. "
                    "15(1)(a)), recipients (Art. 15(1)(c)), retention (Art. 15(1)(d)), source "
                    "(Art. 15(1)(g)), automated_decisions (Art. 15(1)(h)), transfers (Art. "
                    "15(2)): answers to subjects will say so"});
    EXPECT_EQ(not_stated_in("purposes:\n  a: {" + stated + ", recipients: []}\n"),
              Lines{"p.yaml:3:3: warning: contacts does not state supervisory_authority (Art. "
                    "15(1)(f)): answers to subjects will say so"});
}

TEST(LintWithCatalogue, finds_names_that_do_not_exist) {
    EXPECT_EQ(
        found_with_catalogue("fields:\n"
                             "  crm.main.people.emial: {identifier: email}\n"
                             "  crm.main.people.id: {references: crm.main.invoices.nam}\n"
                             "erasure:\n"
                             "- {name: rest, action: delete}\n"
                             "- {name: a, select: {store: crn}, action: delete}\n"
                             "- {name: b, select: {collection: crm.main.peopel}, action: delete}\n"
                             "residue: {desk: {off: because}}\n"),
        (Lines{"error no-such-field: fields names crm.main.people.emial, which the catalogue does "
               "not have [crm.main.people.email]",
               "error no-such-field: references names crm.main.invoices.nam, which the catalogue "
               "does not have [crm.main.invoices.name]",
               "error no-such-store: the catalogue has no store \"crn\" [crm]",
               "warning matches-nothing: rule \"a\": nothing in the catalogue fits store crn",
               "error no-such-collection: select names crm.main.peopel, which the catalogue does "
               "not have [crm.main.people]",
               "warning matches-nothing: rule \"b\": nothing in the catalogue fits collection "
               "crm.main.peopel",
               "error no-such-store: the catalogue has no store \"desk\""}));
}

TEST(LintWithCatalogue, tells_rules_for_fields_that_nobody_calls_personal) {
    EXPECT_EQ(
        found_with_catalogue(
            "erasure:\n"
            "- {name: rest, action: delete}\n"
            "- {name: a, select: {field: crm.main.invoices.paid}, action: \"null\"}\n"
            "- {name: b, select: {field: crm.main.invoices.issued}, action: keep, period: 10y, "
            "from: issued, ground: \"Art. "
            "17(3)(b): tax\"}\n"),
        (Lines{"warning not-personal: rule \"a\": crm.main.invoices.paid is no personal data, as "
               "far as the catalogue and the policy say, and is left as it is: say under "
               "fields what it holds"}));
}

TEST(LintWithCatalogue, tells_references_that_lead_to_several_rows) {
    Catalogue with = catalogue();
    for (auto& one : with.stores.front().collections)
        if (one.name.name == "people") {
            one.primary_key = {"id", "born"};
            one.unique_keys = {{"photo"}};
        }
    const auto to = [&](const std::string& target) {
        Lines found = found_in(
            "fields: {crm.main.invoices.paid: {references: crm.main.people." + target + "}}\n",
            &with);
        std::erase_if(found, [](const std::string& line) {
            return line.find(" not-unique") == std::string::npos;
        });
        return found;
    };

    ASSERT_EQ(to("id").size(), 1U);
    EXPECT_EQ(to("id").front().find("error not-unique: references names crm.main.people.id, one "
                                    "field of a key of several"),
              0U);
    ASSERT_EQ(to("email").size(), 1U);
    EXPECT_EQ(
        to("email").front().find("warning not-unique: references names crm.main.people.email"), 0U);
    EXPECT_EQ(to("photo"), Lines{});
}

TEST(LintWithCatalogue, finds_a_prefix_that_the_field_cannot_hold) {
    Catalogue with = catalogue();
    for (auto& one : with.stores.front().collections)
        if (one.name.name == "invoices") one.fields[0].max_chars = 12;
    const auto from = [&](const std::string& field, const std::string& prefix) {
        Lines found =
            found_in("fields: {crm.main.invoices." + field +
                         ": {references: {field: crm.main.people.id, prefix: '" + prefix + "'}}}\n",
                     &with);
        std::erase_if(found, [](const std::string& line) {
            return line.find("prefix") == std::string::npos;
        });
        return found;
    };

    EXPECT_EQ(from("paid", "people,"),
              Lines{"error wrong-type: prefix: crm.main.invoices.paid is boolean and holds no such "
                    "text; leave the prefix out"});
    EXPECT_EQ(from("name", "main.people,"),
              Lines{"error too-long: prefix: crm.main.invoices.name holds at most 12 characters, "
                    "so that nothing fits behind it"});
    EXPECT_EQ(from("name", "people,"), Lines{});
}

TEST(LintWithCatalogue, lets_keys_and_references_be_where_whole_rows_are_emptied) {
    const auto emptied = [](const std::string& fields) {
        Lines found = found_with_catalogue(
            fields +
            "erasure:\n"
            "- {name: a, select: {collection: crm.main.people}, action: null}\n");
        std::erase_if(found, [](const std::string& line) {
            return line.find(" not-null") == std::string::npos;
        });
        return found;
    };

    EXPECT_EQ(emptied(""), Lines{"error not-null: rule \"a\": crm.main.people.email cannot be "
                                 "null: use replace, or delete the row"});
    EXPECT_EQ(emptied("fields: {crm.main.people.email: {references: crm.main.invoices.issued}}\n"),
              Lines{});
}

TEST(LintWithCatalogue, finds_a_condition_on_a_field_that_is_not_there) {
    EXPECT_EQ(found_with_catalogue("fields:\n"
                                   "  crm.main.invoices.paid:\n"
                                   "    references: {field: crm.main.people.id, where: {naem: x}}\n"
                                   "erasure:\n"
                                   "- {name: rest, action: delete}\n"),
              (Lines{"error no-such-field: where names crm.main.invoices.naem, which the catalogue "
                     "does not have [crm.main.invoices.name]"}));
}

TEST(LintWithCatalogue, finds_actions_that_the_store_would_refuse) {
    EXPECT_EQ(found_besides(" row-goes",
                            "erasure:\n"
                            "- {name: a, select: {category: user.contact}, action: null}\n"
                            "- {name: b, select: {field: crm.main.people.id}, action: null}\n"
                            "- {name: c, select: {category: user.name}, action: replace, "
                            "with: x}\n"
                            "- {name: d, select: {category: user.demographic}, action: "
                            "replace, with: x}\n"
                            "- {name: e, select: {category: user.content}, action: replace, "
                            "with: x}\n"),
              (Lines{"error not-null: rule \"a\": crm.main.people.email cannot be null: use "
                     "replace, or delete the row",
                     "error not-null: rule \"b\": crm.main.people.id cannot be null: use replace, "
                     "or delete the row",
                     "error read-only: rule \"c\": crm.main.invoices.name is computed by the store "
                     "and cannot be written",
                     "error wrong-type: rule \"d\": crm.main.people.born is date and cannot hold "
                     "the text of \"with\"",
                     "error wrong-type: rule \"e\": crm.main.people.photo is bytes and cannot hold "
                     "the text of \"with\""}));
}

TEST(LintWithCatalogue, says_when_a_field_goes_with_its_row_all_the_same) {
    EXPECT_EQ(found_with_catalogue("erasure:\n- {name: a, select: {category: user.name}, action: "
                                   "null}\n")
                  .size(),
              2U);
    EXPECT_EQ(
        found_with_catalogue("erasure:\n- {name: a, select: {category: user.demographic}, "
                             "action: null}\n"),
        Lines{"warning row-goes: rule \"a\": crm.main.people.born goes with its row, which "
              "is deleted; the rule is used only where the row must stay (select the collection to "
              "change rows in place of deleting them)"});
    EXPECT_EQ(found_with_catalogue("erasure:\n- {name: a, select: {category: user.demographic}, "
                                   "action: null}\n"
                                   "- {name: b, select: {store: crm}, action: keep, ground: 'Art. "
                                   "17(3)(e)', period: 3y}\n"),
              Lines{});
}

TEST(LintWithCatalogue, finds_values_that_cannot_be_made) {
    const auto rule = [](const char* category, const char* action) {
        return std::string("erasure:\n- {name: a, select: {category: ") + category +
               "}, action: " + action + "}\n";
    };

    EXPECT_EQ(
        found_besides(" row-goes", rule("user.contact.email", "pseudonym")),
        Lines{"error too-long: rule \"a\": crm.main.people.email: it holds 8 characters and a "
              "pseudonym has 45"});
    EXPECT_EQ(found_besides(" row-goes", rule("user.demographic", "hash")),
              Lines{"error wrong-type: rule \"a\": crm.main.people.born: its type takes no text"});
    EXPECT_EQ(found_besides(" row-goes", rule("user.demographic", "shift, by: 3d")), Lines{});
}

TEST(LintWithCatalogue, counts_characters_of_a_replacement_and_not_bytes) {
    const auto rule = [](const char* with) {
        return std::string(
                   "erasure:\n- {name: a, select: {category: user.contact.email}, action: "
                   "replace, with: ") +
               with + "}\n";
    };

    EXPECT_EQ(found_besides(" row-goes", rule("gelöscht")), Lines{});
    EXPECT_EQ(
        found_besides(" row-goes", rule("gelöschte")),
        Lines{"error too-long: rule \"a\": crm.main.people.email holds at most 8 characters"});
}

TEST(LintWithCatalogue, checks_the_date_from_which_something_is_kept) {
    const auto rule = [](const char* from) {
        return std::string(
                   "erasure:\n- {name: a, select: {collection: crm.main.invoices}, action: "
                   "keep, ground: 'Art. 17(3)(e)', period: 3y, from: ") +
               from + "}\n";
    };

    EXPECT_EQ(found_with_catalogue(rule("isued")),
              Lines{"error no-such-field: rule \"a\": from names crm.main.invoices.isued (and 1 "
                    "more), which the catalogue does not have"});
    EXPECT_EQ(found_with_catalogue(rule("paid")),
              Lines{"error wrong-type: rule \"a\": from names crm.main.invoices.paid (and 1 more), "
                    "which is boolean and no date"});
}

TEST(LintWithCatalogue, finds_rules_that_never_win) {
    EXPECT_EQ(found_besides(" row-goes",
                            "erasure:\n"
                            "- {name: mail, select: {category: user.contact}, action: "
                            "replace, with: x}\n"
                            "- {name: crm, select: {store: crm, category: user.contact}, "
                            "action: replace, with: y}\n"),
              Lines{"warning unreachable-rule: rule \"mail\": never applies; rule \"crm\" always "
                    "wins"});
}

TEST(LintWithCatalogue, finds_equally_specific_rules_that_meet_in_a_field) {
    auto found = found_in(
        "purposes:\n"
        "  a: {basis: contract, categories: [user], special_ground: 'Art. 9(2)(a)'}\n"
        "  b: {basis: consent, categories: [user.contact]}\n"
        "erasure:\n"
        "- {name: x, select: {purpose: a}, action: delete}\n"
        "- {name: y, select: {purpose: b}, action: replace, with: z}\n",
        std::make_unique<Catalogue>(catalogue()).get());

    std::erase_if(found, [](const std::string& line) { return line.starts_with("warning"); });
    EXPECT_EQ(found, Lines{"error contradiction: rule \"x\": crm.main.people.email: rule \"y\" "
                           "(p.yaml:7:10) is as specific and says replace"});
}

TEST(LintWithCatalogue, asks_every_personal_field_for_a_purpose) {
    const Catalogue with = catalogue();

    const auto found = found_in(
        "purposes:\n  mail: {basis: consent, categories: [user.contact]}\n"
        "  care: {basis: consent, categories: [user.demographic, user.content, user.name, "
        "user.unique_id]}\n"
        "erasure:\n- {name: rest, action: delete}\n"
        "fields:\n  crm.main.people.id: {category: user.health_and_medical, purpose: care}\n",
        &with);

    EXPECT_EQ(found,
              (Lines{"warning no-purpose: category user.health_and_medical: crm.main.people.blood "
                     "serves no purpose and so has no legal basis (Art. 5(1)(b), 6)",
                     "error no-special-ground: category user.health_and_medical: "
                     "crm.main.people.id holds a special category, and no purpose gives "
                     "special_ground (Art. 9(2), 10)"}));
}

/// The text at the place of each diagnostic, up to `, } ]` or the end of the line.
std::vector<std::string> words_pointed_at(const std::string& text) {
    Diagnostics diagnostics;
    const auto policy = parse_policies({{"p.yaml", text}}, diagnostics);
    if (policy) lint_with(*policy, catalogue(), diagnostics);
    diagnostics.sort();
    std::vector<std::string> words;
    for (const Diagnostic& d : diagnostics.entries()) {
        if (d.code == "not-stated" || d.code == "no-purpose") continue;
        std::istringstream lines(text);
        std::string line;
        for (std::uint32_t i = 0; i < d.span.line; ++i) std::getline(lines, line);
        const std::string rest = line.substr(d.span.column - 1);
        words.push_back(d.code + ' ' + rest.substr(0, rest.find_first_of(",}]")));
    }
    return words;
}

TEST(LintWithCatalogue, points_at_the_word_that_is_wrong) {
    EXPECT_EQ(words_pointed_at("version: 1\n"
                               "purposes:\n"
                               "  all: {basis: contract, categories: [user, user.nam, "
                               "user.health_and_medical]}\n"
                               "fields:\n"
                               "  crm.main.people.id: {category: user.unique, purpose: al}\n"
                               "  crm.main.people.born:\n"
                               "    references: {owned: true, field: crm.main.people.nr}\n"
                               "residue:\n"
                               "  desk: {off: because}\n"
                               "approvals: {access: none, erasure: none}\n"),
              (Lines{"no-special-ground all: {basis: contract", "unknown-category user.nam",
                     "no-special-ground user.health_and_medical", "unknown-category user.unique",
                     "unknown-purpose al", "no-such-field crm.main.people.nr",
                     "no-such-store desk: {off: because", "approval-off none"}));
    EXPECT_EQ(words_pointed_at("version: 1\n"
                               "erasure:\n"
                               "- {name: a, select: {store: crm, collection: crm.main.peopl}, "
                               "action: delete}\n"
                               "- {name: b, select: {store: crn}, action: delete}\n"
                               "- name: c\n"
                               "  select:\n"
                               "    category: user.content\n"
                               "  action: replace\n"
                               "  with: gone\n"
                               "- {name: d, action: keep, ground: 'we like it'}\n"
                               "- {name: e, select: {field: crm.main.people.id}, action: null}\n"
                               "- {name: f, action: delete}\n"
                               "- {name: g, select: {collection: crm.main.invoices}, action: keep, "
                               "ground: 'Art. 17(3)(e)', period: 3y, from: isued}\n"),
              (Lines{"no-such-collection crm.main.peopl", "matches-nothing crm.main.peopl",
                     "no-such-store crn", "matches-nothing crn", "wrong-type gone",
                     "no-period keep", "weak-ground 'we like it'", "not-null null",
                     "contradiction f", "unreachable-rule f", "no-such-field isued"}));
    EXPECT_EQ(words_pointed_at("version: 1\n"
                               "erasure:\n"
                               "- {name: a, action: replace}\n"
                               "- {action: delete, name: a}\n"
                               "- {name: b, select: {collection: crm.main.people, field: "
                               "crm.main.invoices.name}, action: delete}\n"),
              (Lines{"missing-key replace", "given-twice a",
                     "selects-nothing "
                     "crm.main.invoices.name"}));
}

TEST(Diagnostics, are_written_for_people_and_for_programs) {
    Diagnostics diagnostics;
    diagnostics.warning({"b.yaml", 2, 1}, "second", "later");
    diagnostics.error({"a.yaml", 3, 4}, "first", "bad \x1b word", "good");
    diagnostics.sort();

    EXPECT_EQ(render_text(diagnostics),
              "a.yaml:3:4: error: bad \\u{1b} word; did you mean \"good\"?\n"
              "b.yaml:2:1: warning: later\n"
              "1 error, 1 warning\n");
    EXPECT_NE(render_json(diagnostics).find("\"suggestion\":\"good\""), std::string::npos);
    EXPECT_NE(render_json(diagnostics).find("\"errors\":1"), std::string::npos);
}

TEST(Lint, says_what_is_asked_of_values_inside_cells_and_not_done) {
    Catalogue with_cells = catalogue();
    const auto inside = known("crm.main.people.blood#/mail", "user.contact.email");
    with_cells.fields.emplace(inside.path, inside);
    const auto said = [&](const std::string& text) {
        Lines lines = found_in(kPurposes + text, &with_cells);
        std::erase_if(lines, [](const std::string& line) {
            return line.find("inside-a-cell") == std::string::npos;
        });
        return lines;
    };

    EXPECT_EQ(
        said("fields:\n  crm.main.people.blood#/mail: {identifier: email}\n"),
        Lines{"error inside-a-cell: crm.main.people.blood#/mail stands inside a cell and cannot "
              "be an identifier: the text of its column is searched; say what it holds with "
              "category"});
    EXPECT_EQ(said("fields:\n  crm.main.people.blood#/mail: {category: user.name}\n"), Lines{});
    EXPECT_EQ(
        said("erasure:\n  - {name: a, select: {field: crm.main.people.blood#/mail}, action: "
             "\"null\"}\n"),
        Lines{"error inside-a-cell: crm.main.people.blood#/mail stands inside a cell and cannot "
              "be changed or kept by itself yet: select its column, or its collection"});
    EXPECT_EQ(
        said("erasure:\n  - {name: a, select: {category: user.contact}, action: \"null\"}\n"),
        Lines{"warning inside-a-cell: rule \"a\": crm.main.people.blood#/mail stands inside a "
              "cell, which the rule does not reach: it goes or stays with its row and with its "
              "whole column"});
    EXPECT_EQ(said("erasure:\n  - {name: a, select: {category: user}, action: \"null\"}\n"),
              Lines{})
        << "the rule reaches the whole column";
}

}  // namespace
}  // namespace gdprd::policy
