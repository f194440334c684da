#include "connectors/ldap/entries.hpp"

#include <set>

#include "connectors/ldap/distinguished_name.hpp"
#include "connectors/ldap/filter.hpp"

namespace gdprd::connectors {

using policy::Cell;
using policy::PersonalCell;

Result<std::vector<LdapField>> LdapEntries::fields(const std::vector<std::string>& names) const {
    std::vector<LdapField> out;
    for (const std::string& name : names) {
        auto field = LdapLayout::find_field(schema(), *of_, name);
        if (!field)
            return Error(ErrorCode::not_found, "the collection has no such field",
                         "scan the store again");
        out.push_back(std::move(*field));
    }
    return out;
}

std::vector<std::string> LdapEntries::names_of(const std::vector<LdapField>& fields) {
    std::set<std::string> names{"objectClass"};
    for (const LdapField& field : fields)
        if (field.part == LdapField::Part::value) names.insert(field.written);
    return {names.begin(), names.end()};
}

/// A filter for a class lets those below it through.
LdapSession::Sink LdapEntries::of_class(const LdapSession::Sink& sink) const {
    return [this, &sink](LdapEntry&& entry) -> Result<bool> {
        const auto classes = entry.values.find("objectclass");
        if (entry.uuid.empty() || classes == entry.values.end()) return true;
        if (schema().structural_of(classes->second) != of_->of_class) return true;
        return sink(std::move(entry));
    };
}

Result<void> LdapEntries::each(const std::string& filter, const std::vector<LdapField>& fields,
                               const LdapSession::Sink& sink) {
    std::vector<std::string> parts{scope_->filter_for(of_->of_class)};
    if (of_->is_list()) parts.push_back(present_filter(of_->list));
    if (!filter.empty()) parts.push_back(filter);
    std::vector<std::string> names = names_of(fields);
    if (of_->is_list()) names.push_back(of_->list);
    return session_->search(off_loop_,
                            {scope_->base(), LdapSearch::Scope::tree, all_filter(parts), names},
                            of_class(sink));
}

Result<void> LdapEntries::at_dn(const std::string& dn, const std::vector<LdapField>& fields,
                                const LdapSession::Sink& sink) {
    if (!is_at_or_below(dn, scope_->canonical_base())) return {};
    return session_->search(
        off_loop_,
        {dn, LdapSearch::Scope::entry, scope_->filter_for(of_->of_class), names_of(fields)},
        of_class(sink));
}

Result<std::optional<LdapEntry>> LdapEntries::with_uuid(const std::string& uuid) {
    std::optional<LdapEntry> out;
    GDPRD_TRY(session_->search(
        off_loop_,
        {scope_->base(), LdapSearch::Scope::tree, equals_filter(kUuidField, uuid), {"*"}},
        [&](LdapEntry&& entry) -> Result<bool> {
            if (entry.uuid == uuid) out = std::move(entry);
            return true;
        }));
    return out;
}

void LdapEntries::rows_of(const LdapEntry& entry, const std::vector<LdapField>& fields,
                          const std::function<void(policy::Row&& row)>& take) const {
    const PersonalCell uuid({Cell::Kind::text, entry.uuid});
    policy::RowKey key;
    key.fields = {std::string(kUuidField)};
    key.values = {uuid};
    if (!of_->is_list()) {
        policy::Row row{std::move(key), {}};
        for (const LdapField& field : fields) row.values.emplace_back(read_field(entry, field));
        take(std::move(row));
        return;
    }
    key.fields = of_->fields;
    const auto listed = LdapLayout::find_field(schema(), *of_, of_->fields.back());
    const LdapForm form = listed ? listed->form : LdapForm::text;
    std::set<Cell> seen;  // two spellings of one name are one row
    for (const LdapValue& value : ordered_values(entry, of_->list, form)) {
        if (!seen.insert(value.cell).second) continue;
        policy::Row row{key, {}};
        row.key.values = {uuid, PersonalCell(value.cell)};
        for (const LdapField& field : fields)
            row.values.push_back(field.part == LdapField::Part::uuid ? uuid
                                                                     : PersonalCell(value.cell));
        take(std::move(row));
    }
}

}  // namespace gdprd::connectors
