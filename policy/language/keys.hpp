#pragma once

#include <span>
#include <string_view>
#include <vector>

namespace gdprd::policy {

/// Where a key of a policy file stands.
enum class KeyPlace : unsigned char {
    file,       ///< top of a file
    purpose,    ///< purposes: NAME:
    field,      ///< fields: FIELD:
    reference,  ///< fields: FIELD: references:
    rule,       ///< erasure: -
    select,     ///< erasure: - select:, owners: - select:
    owner,      ///< owners: -
    approvals,  ///< approvals:
    residue,    ///< residue: STORE:
    contacts,   ///< contacts:

    test_file,   ///< top of a file of cases
    test,        ///< tests: -
    expect,      ///< tests: - expect:
    test_row,    ///< tests: - rows: -
    row_expect,  ///< tests: - rows: - expect:
};

/// What a key's value is.
enum class ValueKind : unsigned char {
    version,    ///< the number 1
    purposes,   ///< map: name → keys of KeyPlace::purpose
    fields,     ///< map: field path → keys of KeyPlace::field
    rules,      ///< list of keys of KeyPlace::rule
    owners,     ///< list of keys of KeyPlace::owner
    approvals,  ///< map: keys of KeyPlace::approvals
    residue,    ///< map: store → keys of KeyPlace::residue
    contacts,   ///< map: keys of KeyPlace::contacts
    select,     ///< map: keys of KeyPlace::select
    reference,  ///< a field path, a map (keys of KeyPlace::reference), or a list of both
    text,
    texts,  ///< list of text
    name,   ///< letters, digits, "_", "-", "."
    category,
    category_or_none,
    categories,  ///< list of categories
    store,
    collection_path,
    field_path,
    field_name,      ///< of the same collection
    legal_basis,     ///< token
    action,          ///< token
    approval,        ///< token
    reference_role,  ///< token
    years,           ///< "10y"
    counted_from,    ///< "date", "end-of-year", "06-30"
    days,            ///< "30d"
    characters,      ///< number of characters
    precision,       ///< token
    boolean,

    tests,             ///< list of keys of KeyPlace::test
    test_rows,         ///< list of keys of KeyPlace::test_row
    expectation,       ///< map: keys of KeyPlace::expect
    row_expectation,   ///< map: keys of KeyPlace::row_expect
    field_categories,  ///< map: field path → category or none
    field_targets,     ///< map: field path → field path
    row_values,        ///< map: field → one value
    field_texts,       ///< map: field of the same collection → one value
    field_ends,        ///< map: field → token of field_end
    right,             ///< token
    field_end,         ///< token
    row_end,           ///< token
    date,              ///< 2026-03-01
};

/// One key of the language. The table of them feeds the parser, the JSON Schema for editors and
/// the check of the manual.
struct PolicyKey {
    KeyPlace place;
    std::string_view name;
    ValueKind kind;
    bool required;
    std::string_view sentence;  ///< for editors
};

[[nodiscard]] std::span<const PolicyKey> all_keys() noexcept;
[[nodiscard]] std::vector<const PolicyKey*> keys_of(KeyPlace place);
/// Null when the place knows no such key.
[[nodiscard]] const PolicyKey* find_key(KeyPlace place, std::string_view name) noexcept;
/// The tokens of a kind that has such; empty for the others.
[[nodiscard]] std::vector<std::string_view> tokens_of(ValueKind kind);

}  // namespace gdprd::policy
