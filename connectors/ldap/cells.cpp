#include "connectors/ldap/cells.hpp"

#include <algorithm>

#include "config/base/utf8.hpp"
#include "connectors/ldap/distinguished_name.hpp"

namespace gdprd::connectors {

using policy::Cell;

namespace {

constexpr const char* kSecretIsSet = "(set)";

bool is_text(const std::string& raw) {
    return valid_utf8(raw) && raw.find('\0') == std::string::npos;
}

}  // namespace

Cell cell_of(LdapForm form, const std::string& raw) {
    switch (form) {
        case LdapForm::secret:
            return {Cell::Kind::text, kSecretIsSet};
        case LdapForm::bytes:
            return {Cell::Kind::blob, raw};
        case LdapForm::name:
            if (auto name = canonical_dn_with_uid(raw)) return {Cell::Kind::text, std::move(*name)};
            break;
        case LdapForm::integer:
            return {Cell::Kind::integer, raw};
        case LdapForm::text:
        case LdapForm::boolean:
        case LdapForm::uuid:
            break;
    }
    return {is_text(raw) ? Cell::Kind::text : Cell::Kind::blob, raw};
}

std::vector<LdapValue> ordered_values(const LdapEntry& entry, const std::string& attribute,
                                      LdapForm form) {
    std::vector<LdapValue> out;
    const auto found = entry.values.find(attribute);
    if (found == entry.values.end()) return out;
    for (const std::string& raw : found->second) out.push_back({cell_of(form, raw), raw});
    std::ranges::sort(out, {}, &LdapValue::cell);
    return out;
}

Cell read_field(const LdapEntry& entry, const LdapField& field) {
    switch (field.part) {
        case LdapField::Part::uuid:
            return {Cell::Kind::text, entry.uuid};
        case LdapField::Part::dn:
            return cell_of(LdapForm::name, entry.dn);
        case LdapField::Part::value:
            break;
    }
    const auto values = ordered_values(entry, field.attribute, field.form);
    return field.place < values.size() ? values[field.place].cell : Cell{};
}

}  // namespace gdprd::connectors
