#include "policy/links/field_names.hpp"

#include <string_view>

#include "policy/identity/matcher.hpp"
#include "policy/identity/role_words.hpp"

namespace gdprd::policy {

namespace {

/// crm_contacts and tbl.contacts are contacts, too.
bool is_key_of_some_word(std::string_view field, std::string_view collection) {
    for (;;) {
        if (is_key_of(field, collection)) return true;
        const std::size_t next = collection.find_first_of("_-. /");
        if (next == std::string_view::npos) return false;
        collection.remove_prefix(next + 1);
    }
}

}  // namespace

bool names_fit(const FieldPath& from, const FieldPath& to) {
    if (from.in != to.in && is_key_of_some_word(from.field, to.in.collection.name)) return true;
    const std::string name = fold_text(from.field);
    return !names_only_a_key(name) && name == fold_text(to.field);
}

}  // namespace gdprd::policy
