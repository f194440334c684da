#include "policy/language/keys.hpp"

#include "policy/language/policy.hpp"
#include "policy/language/test_case.hpp"

namespace gdprd::policy {
namespace {

using P = KeyPlace;
using K = ValueKind;
constexpr bool kRequired = true;
constexpr bool kOptional = false;

constexpr PolicyKey kKeys[] = {
    {P::file, "version", K::version, kRequired, "Version of the language: 1."},
    {P::file, "purposes", K::purposes, kOptional,
     "Why personal data is processed, each with its legal basis (Art. 5(1)(b), 6)."},
    {P::file, "fields", K::fields, kOptional,
     "What a person knows about fields and a scan cannot see."},
    {P::file, "erasure", K::rules, kOptional, "What an erasure does; the most specific rule wins."},
    {P::file, "owners", K::owners, kOptional,
     "Who in the organisation answers for which fields; the most specific entry wins."},
    {P::file, "approvals", K::approvals, kOptional, "Who must approve a plan before it runs."},
    {P::file, "residue", K::residue, kOptional,
     "Stores whose free space is not purged after an erasure."},

    {P::file, "contacts", K::contacts, kOptional,
     "Whom answers name besides the controller of gdprd.yaml."},
    {P::file, "security_measures", K::texts, kOptional,
     "A general description of the security measures, for the record (Art. 30(1)(g))."},

    {P::purpose, "description", K::text, kOptional, "The purpose in words a subject understands."},
    {P::purpose, "basis", K::legal_basis, kRequired, "The legal basis of Art. 6(1)."},
    {P::purpose, "categories", K::categories, kRequired,
     "Categories of personal data used for it; each stands for the categories below it too."},
    {P::purpose, "subjects", K::texts, kOptional,
     "Whose data it is: customers, employees; for the record (Art. 30(1)(c))."},
    {P::purpose, "recipients", K::texts, kOptional,
     "Who the data is disclosed to (Art. 15(1)(c)); [] says nobody."},
    {P::purpose, "retention", K::text, kOptional,
     "How long the data is kept for it, or what decides that (Art. 15(1)(d))."},
    {P::purpose, "source", K::text, kOptional,
     "Where the data comes from: the subject, or who else (Art. 15(1)(g))."},
    {P::purpose, "automated_decisions", K::text, kOptional,
     "none, or the logic, meaning and consequences of decisions by machine (Art. 15(1)(h))."},
    {P::purpose, "transfers", K::text, kOptional,
     "none, or the third country and the safeguard (Art. 15(2), 46)."},
    {P::purpose, "special_ground", K::text, kOptional,
     "The ground of Art. 9(2), needed when a special category is used."},

    {P::field, "category", K::category_or_none, kOptional,
     "What the field holds; none: no personal data."},
    {P::field, "identifier", K::name, kOptional,
     "Type of identifier that the field carries; fields of one type find the same person."},
    {P::field, "references", K::reference, kOptional,
     "The field of the same store that this one refers to, where the store declares no key; a list "
     "where it refers to several."},
    {P::field, "purpose", K::name, kOptional, "The purpose the field serves."},

    {P::reference, "field", K::field_path, kRequired, "The field referred to."},
    {P::reference, "owned", K::boolean, kOptional,
     "true: the row referred to belongs to the subject too."},
    {P::reference, "role", K::reference_role, kOptional,
     "Whose the referring row is: subject, it is the person's; staff, agent, other: it only names "
     "the person."},
    {P::reference, "where", K::field_texts, kOptional,
     "Fields of the same collection and the values with which the field refers there."},
    {P::reference, "prefix", K::text, kOptional,
     "What stands before the value in the referring text, as party.party, does in party.party,42."},

    {P::rule, "name", K::name, kRequired, "Name of the rule, shown in plans."},
    {P::rule, "select", K::select, kOptional,
     "What the rule speaks of; all that is given must fit. Left out: everything."},
    {P::rule, "action", K::action, kRequired, "What happens to it."},
    {P::rule, "with", K::text, kOptional, "The fixed text of replace."},
    {P::rule, "ground", K::text, kOptional,
     "Why it is kept: the letter of Art. 17(3) and the law. Needed by keep."},
    {P::rule, "period", K::years, kOptional, "How long it is kept: 10y. Needed by keep."},
    {P::rule, "from", K::field_name, kOptional,
     "Date field of the same collection from which the period runs."},
    {P::rule, "counted_from", K::counted_from, kOptional,
     "date, by default; end-of-year, as § 147(4) AO; or the last day of the financial year: "
     "06-30."},
    {P::rule, "to", K::precision, kOptional,
     "What generalise leaves of a date: the first day of its year or month."},
    {P::rule, "first", K::characters, kOptional,
     "How many characters generalise leaves at the beginning, as of a postcode."},
    {P::rule, "by", K::days, kOptional,
     "How far shift moves a date at most: 30d. Needed by shift."},

    {P::select, "store", K::store, kOptional, "Name of a store."},
    {P::select, "collection", K::collection_path, kOptional, "store.namespace.collection"},
    {P::select, "field", K::field_path, kOptional, "store.namespace.collection.field"},
    {P::select, "category", K::category, kOptional, "A category and all below it."},
    {P::select, "purpose", K::name, kOptional, "The name of a purpose."},

    {P::owner, "owner", K::text, kRequired,
     "A team, a function or its mailbox; it stands in lists and exports, so no person's name."},
    {P::owner, "select", K::select, kOptional,
     "What they answer for; all that is given must fit. Left out: everything."},

    {P::approvals, "access", K::approval, kOptional,
     "Approval of an access plan; none by default."},
    {P::approvals, "erasure", K::approval, kOptional,
     "Approval of an erasure plan; other by default."},

    {P::residue, "off", K::text, kRequired, "Why free space of the store is not purged."},

    {P::contacts, "data_protection_officer", K::text, kOptional,
     "How to reach the data protection officer (Art. 38(4))."},
    {P::contacts, "representative", K::text, kOptional,
     "The representative in the Union of a controller outside it (Art. 27)."},
    {P::contacts, "supervisory_authority", K::text, kOptional,
     "The authority to which a subject may complain (Art. 15(1)(f), 77): name and address."},

    {P::test_file, "version", K::version, kRequired, "Version of the language: 1."},
    {P::test_file, "tests", K::tests, kRequired, "The cases; gdprctl policy test runs them."},

    {P::test, "name", K::text, kRequired, "What the case says, in a sentence."},
    {P::test, "right", K::right, kOptional, "What the subject asks; erasure by default."},
    {P::test, "field", K::field_path, kOptional,
     "The field that the case is about; a case has a field or rows."},
    {P::test, "category", K::category_or_none, kOptional,
     "What a scan finds in the field; annotations of the policy win over it."},
    {P::test, "expect", K::expectation, kOptional, "What must become of the field."},
    {P::test, "on", K::date, kOptional, "The day on which the plan is made. Needed with rows."},
    {P::test, "categories", K::field_categories, kOptional,
     "What a scan finds in the fields of the rows; none: no personal data."},
    {P::test, "references", K::field_targets, kOptional,
     "Foreign keys that the store declares: the field that refers, and the one referred to."},
    {P::test, "rows", K::test_rows, kOptional, "All rows of one person, made up."},

    {P::expect, "fate", K::field_end, kOptional, "What becomes of the field."},
    {P::expect, "if_row_stays", K::field_end, kOptional,
     "What becomes of the field where its row must stay."},
    {P::expect, "rule", K::name, kOptional, "The rule that decides; none: no rule does."},
    {P::expect, "ground", K::text, kOptional, "Words of the ground on which it is kept."},
    {P::expect, "period", K::years, kOptional, "How long it is kept: 10y."},
    {P::expect, "from", K::field_name, kOptional, "The field from which the period runs."},
    {P::expect, "counted_from", K::counted_from, kOptional,
     "What of that date it runs from: date, end-of-year, or the financial year's last day: 06-30."},

    {P::test_row, "in", K::collection_path, kRequired, "The collection of the row."},
    {P::test_row, "values", K::row_values, kRequired,
     "The fields of the row; invent them, they are nobody's."},
    {P::test_row, "key", K::texts, kOptional,
     "Fields of the primary key; the first of the values by default."},
    {P::test_row, "expect", K::row_expectation, kOptional, "What must become of the row."},

    {P::row_expect, "fate", K::row_end, kOptional, "What becomes of the row."},
    {P::row_expect, "rule", K::name, kOptional,
     "A rule that decides about the row; none: no rule does."},
    {P::row_expect, "ground", K::text, kOptional, "Words of the ground on which it stays."},
    {P::row_expect, "until", K::date, kOptional, "The last day of the duty to keep it."},
    {P::row_expect, "fields", K::field_ends, kOptional, "What becomes of single fields of it."},
};

}  // namespace

std::span<const PolicyKey> all_keys() noexcept {
    return kKeys;
}

std::vector<const PolicyKey*> keys_of(KeyPlace place) {
    std::vector<const PolicyKey*> found;
    for (const PolicyKey& key : kKeys) {
        if (key.place == place) found.push_back(&key);
    }
    return found;
}

const PolicyKey* find_key(KeyPlace place, std::string_view name) noexcept {
    for (const PolicyKey& key : kKeys) {
        if (key.place == place && key.name == name) return &key;
    }
    return nullptr;
}

std::vector<std::string_view> tokens_of(ValueKind kind) {
    const auto all = [](auto last) {
        std::vector<std::string_view> tokens;
        for (unsigned i = 0; i <= static_cast<unsigned>(last); ++i) {
            tokens.push_back(to_string(static_cast<decltype(last)>(i)));
        }
        return tokens;
    };
    if (kind == K::legal_basis) return all(LegalBasis::legitimate_interests);
    if (kind == K::action) return all(ErasureActionKind::shift);
    if (kind == K::precision) return all(DatePrecision::month);
    if (kind == K::approval) return all(ApprovalRule::other);
    if (kind == K::reference_role) return all(ReferenceRole::other);
    if (kind == K::right) return all(Right::erasure);
    if (kind == K::field_end) return all(FieldEnd::read);
    if (kind == K::row_end) return all(RowEnd::read);
    return {};
}

}  // namespace gdprd::policy
