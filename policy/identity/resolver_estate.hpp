#pragma once

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "policy/catalogue/catalogue.hpp"
#include "policy/identity/matcher.hpp"
#include "policy/identity/resolver_identifiers.hpp"
#include "policy/identity/role_words.hpp"
#include "policy/language/policy.hpp"
#include "policy/plan/row.hpp"

namespace gdprd::policy {

/// A reference between two collections that are searched, with the positions of its fields.
struct Reference {
    CollectionPath from;
    std::vector<std::size_t> at;
    CollectionPath to;
    std::vector<std::size_t> to_at;
    bool declared = true;   ///< the store enforces it
    bool nullable = false;  ///< some field may be null
    bool unique = true;     ///< the store lets it lead to one row at most
    bool owned = false;     ///< the policy says that the target belongs to the same person
    OnDelete on_delete = OnDelete::no_action;
    ReferenceRole role = ReferenceRole::subject;
    /// The policy says that rows which refer by it are the person's, whoever else they describe: an
    /// address book is its owner's.
    bool stated_own = false;
    /// Fields of `from` and the bytes they must hold for its rows to refer by this reference.
    std::vector<std::size_t> where_at;
    std::vector<std::string> where;
    /// What stands before the target's value in the one field of `at`: "party.party,".
    std::string prefix;

    /// Rows that refer by it are parts of the row that they refer to: they live and go with it.
    [[nodiscard]] bool is_part() const noexcept { return declared && on_delete == OnDelete::along; }
    /// Positions of what a row of `from` must hold to refer to one of `to`: `at`, then `where_at`.
    [[nodiscard]] std::vector<std::size_t> from_at() const;
    /// And the bytes: those of the target's fields behind `prefix`, then `where`.
    [[nodiscard]] std::vector<std::string> from_tuple(std::vector<std::string> target) const;
};

struct IdentifyingField {
    /// Of whom a value speaks when a row has several of one type.
    enum class Of : unsigned char {
        row,            ///< the row's person
        row_if_alone,   ///< the row's person, where no field of the kind above is filled
        maybe_another,  ///< cc_email, manager_email: proves nothing of the row's person
    };
    std::size_t at = 0;
    IdentifierType type;
    bool secondary = false;  ///< leads nowhere: another field of this type is the person's own
    Of of = Of::row;
    bool counterpart = false;  ///< somebody else's for all that is known: recipient, manager_email
    /// Fields that may as well tell whose row it is (resolver_rivals.hpp): of the same type, and
    /// any text, where it holds an address.
    std::vector<std::size_t> rivals, address_rivals;
};

/// A collection that can be searched and written, and what its fields are for a resolution.
struct Node {
    CollectionPath path;
    const CollectionSchema* schema = nullptr;  ///< borrowed from the catalogue
    std::vector<std::string> fields;           ///< the order of all values
    std::vector<IdentifyingField> identifying;
    std::vector<std::size_t> first_names, last_names, full_names, birth_dates, countries;
    std::set<std::string> fillers;          ///< texts that rules of the policy write: nobody's name
    std::vector<std::size_t> about_person;  ///< personal beyond names and coarse places
    std::vector<std::size_t> swept;   ///< text that is no identifier, documents, binary values
    std::vector<std::size_t> celled;  ///< of these the columns with places inside their cells
    bool personal = false;            ///< has any personal field
    bool people = false;  ///< `person`, or called so and identified (users with an e-mail only)
    bool person = false;  ///< one row is one person: it does not belong to another person's row
    /// A list of people of its own, whatever else the store holds: each file of a tree is one. Who
    /// has an identifier is counted in it alone, as in a store.
    bool own_register = false;
    std::vector<std::size_t> out, in;  ///< positions in Estate::references

    /// Whether the field at this position holds names, or parts of them.
    [[nodiscard]] bool is_name(std::size_t at) const noexcept {
        const auto has = [at](const auto& positions) {
            return std::find(positions.begin(), positions.end(), at) != positions.end();
        };
        return has(first_names) || has(last_names) || has(full_names);
    }
    [[nodiscard]] bool names_people() const noexcept {
        return !first_names.empty() || !last_names.empty() || !full_names.empty();
    }
};

/// All collections of a catalogue as a graph. Borrows from the catalogue.
struct Estate {
    std::map<CollectionPath, Node> nodes;
    std::vector<Reference> references;
    /// A `references:` of the policy that cannot be followed.
    struct Unfollowed {
        FieldPath from;
        FieldPath to;
        enum class Why : unsigned char {
            part_of_key,  ///< one field of a key of several: rows of several people
            no_text,      ///< it has a prefix, and its field holds no text
        } why = Why::part_of_key;
    };
    std::vector<Unfollowed> unfollowed;

    [[nodiscard]] const Node& node(const CollectionPath& path) const { return nodes.at(path); }
    /// "customer_id" of crm.main.orders.
    [[nodiscard]] std::string fields_of(const Reference& reference) const;
};

[[nodiscard]] Estate make_estate(const Catalogue& catalogue, const Policy& policy);

using Values = std::vector<PersonalCell>;

/// The text of a cell; none for null and for blobs.
[[nodiscard]] std::optional<std::string_view> text_of(const PersonalCell& cell) noexcept;
/// The bytes at those positions, to be compared across types; none when one is null.
[[nodiscard]] std::optional<std::vector<std::string>> tuple_of(const Values& values,
                                                               const std::vector<std::size_t>& at);
/// What the row of `from` with these values refers to; none when it refers to nothing by this.
[[nodiscard]] std::optional<std::vector<std::string>> referred_by(const Reference& reference,
                                                                  const Values& values);
[[nodiscard]] PersonName name_in(const Node& node, const Values& values);
[[nodiscard]] std::optional<std::string> birth_date_in(const Node& node, const Values& values);
/// The identifiers of a person's row that other stores are searched for.
[[nodiscard]] std::set<Seed> leading_identifiers_in(const Node& node, const Values& values,
                                                    const Countries& countries);
/// Whether the field speaks of the row's own person, as this row is filled.
[[nodiscard]] bool speaks_of_row(const Node& node, const Values& values,
                                 const IdentifyingField& field);
/// The identifiers of the row's own person, as far as they have a normal form.
[[nodiscard]] std::set<Seed> identifiers_in(const Node& node, const Values& values,
                                            const Countries& countries);

}  // namespace gdprd::policy
