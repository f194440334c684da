#include "policy/identity/resolver_rivals.hpp"

#include <algorithm>

#include "policy/identity/identifier.hpp"
#include "policy/identity/identifier_families.hpp"
#include "policy/identity/identifier_text.hpp"
#include "policy/identity/matcher.hpp"
#include "policy/identity/role_words.hpp"

namespace gdprd::policy {
namespace {

/// What the name of an identifying field says of the person that it speaks of.
enum class Naming : unsigned char {
    own,    ///< the row's: email, alt_email, user_email of users
    role,   ///< somebody in a part: contact_email, billing_email
    other,  ///< somebody who deals with the row: never whose row it is
};

Naming naming_of(const Node& node, const IdentifyingField& field) {
    const std::string& name = node.fields[field.at];
    if (field.counterpart) return Naming::other;
    const bool own = names_only_its_kind(name) || names_one_more(name) ||
                     is_named_after(name, node.path.collection.name);
    return own ? Naming::own : Naming::role;
}

bool are_rivals(const Node& node, const IdentifyingField& field, const IdentifyingField& other) {
    if (other.at == field.at || other.type != field.type) return false;
    if (naming_of(node, other) != Naming::role) return false;
    if (naming_of(node, field) == Naming::role) return true;
    // a list of people keeps more than one address of each
    return !names_people(node.path.collection.name) && !names_the_row_itself(node.fields[other.at]);
}

/// Whether a text that is no identifier by its name, a login for one, tells whose row it is before
/// this address when it holds another one.
bool may_be_rival(const Node& node, const IdentifyingField& field, std::size_t at) {
    if (node.schema->fields[at].type != FieldType::text) return false;
    const std::string& name = node.fields[at];
    if (names_another_person(name) || names_a_go_between(name)) return false;
    if (naming_of(node, field) == Naming::role) return true;
    const bool one_more = names_the_row_itself(name) && names_its_kind(name);
    return !names_people(node.path.collection.name) && !one_more && !names_one_more(name);
}

}  // namespace

void mark_rivals(Node& node, const std::set<std::size_t>& declared) {
    for (IdentifyingField& field : node.identifying) {
        if (field.counterpart || declared.contains(field.at)) continue;
        if (power_of(field.type) != IdentifierPower::unique) continue;
        for (const IdentifyingField& other : node.identifying) {
            if (are_rivals(node, field, other)) field.rivals.push_back(other.at);
        }
        if (field.type.value() != "email") continue;
        for (std::size_t at = 0; at < node.fields.size(); ++at) {
            const bool same = std::ranges::any_of(node.identifying, [&](const auto& other) {
                return other.at == at && other.type == field.type;
            });
            if (!same && may_be_rival(node, field, at)) field.address_rivals.push_back(at);
        }
    }
}

bool has_rival(const Values& values, const IdentifyingField& field) {
    const auto own = text_of(values[field.at]);
    if (!own) return false;
    const auto is_other = [&](std::size_t at) {
        const auto other = text_of(values[at]);
        return other && fold_text(*other) != fold_text(*own);
    };
    return std::ranges::any_of(field.rivals, is_other) ||
           std::ranges::any_of(field.address_rivals, [&](std::size_t at) {
               const auto other = text_of(values[at]);
               return other && is_email(text::trim(*other)) && is_other(at);
           });
}

}  // namespace gdprd::policy
