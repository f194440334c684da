#include "policy/identity/resolver_rivals.hpp"

#include <algorithm>

#include "policy/identity/identifier.hpp"
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

}  // namespace

void mark_rivals(Node& node, const std::set<std::size_t>& declared) {
    for (IdentifyingField& field : node.identifying) {
        if (field.counterpart || declared.contains(field.at)) continue;
        if (power_of(field.type) != IdentifierPower::unique) continue;
        for (const IdentifyingField& other : node.identifying) {
            if (are_rivals(node, field, other)) field.rivals.push_back(other.at);
        }
    }
}

bool has_rival(const Values& values, const IdentifyingField& field) {
    const auto own = text_of(values[field.at]);
    return own && std::ranges::any_of(field.rivals, [&](std::size_t at) {
               const auto other = text_of(values[at]);
               return other && fold_text(*other) != fold_text(*own);
           });
}

}  // namespace gdprd::policy
