#include <algorithm>
#include <map>

#include "connectors/ldap/distinguished_name.hpp"
#include "connectors/ldap/rows.hpp"

namespace gdprd::connectors {

using policy::Cell;
using policy::RowTarget;
using policy::StepKind;

namespace {

/// What would be refused of the rows of one step, looked at one by one.
class Lookout {
  public:
    Lookout(LdapEntries& entries, const policy::Step& step, const RowDigester& digest)
        : entries_(&entries), step_(&step), digest_(&digest) {}

    Result<std::uint64_t> run();

  private:
    Result<void> look_at_entry(const RowTarget& target, const LdapEntry& entry) const;
    Result<void> look_at_changes(const RowTarget& target, const LdapEntry& entry) const;
    Result<void> look_at_lists() const;

    LdapEntries* entries_;
    const policy::Step* step_;
    const RowDigester* digest_;
    std::vector<LdapField> fields_;
    std::map<std::string, std::size_t> leaving_;  ///< list values of the step, by entryUUID
};

Result<void> Lookout::look_at_changes(const RowTarget& target, const LdapEntry& entry) const {
    const std::set<std::string> naming = naming_attributes(entry.dn);
    for (const Assignment& change : assignments_of(*step_, target)) {
        const auto field = std::ranges::find(fields_, change.field, &LdapField::name);
        if (field == fields_.end() || field->part != LdapField::Part::value)
            return Error(ErrorCode::refused, "a DN or an entryUUID cannot be written",
                         "let the policy delete the entry");
        if (field->form == LdapForm::secret && change.value.kind != Cell::Kind::null)
            return Error(ErrorCode::refused, "a password is only ever removed, never set",
                         "let the policy empty the field or delete the entry");
        if (naming.contains(field->attribute))
            return Error(ErrorCode::conflict,
                         "a value of " + field->written +
                             " names its entry (it is in the DN) and cannot be changed alone",
                         "let the policy delete the entry, or rename it in the directory");
    }
    return {};
}

Result<void> Lookout::look_at_entry(const RowTarget& target, const LdapEntry& entry) const {
    if (step_->kind == StepKind::update_rows) return look_at_changes(target, entry);
    bool below = false;
    GDPRD_TRY(entries_->session().search(
        entries_->off_loop(), {entry.dn, LdapSearch::Scope::tree, "(objectClass=*)", {"1.1"}},
        [&](LdapEntry&& other) -> Result<bool> {
            below = below || other.uuid != entry.uuid;
            return !below;
        }));
    if (!below) return {};
    return Error(ErrorCode::conflict, "other entries are below an entry that is to be erased",
                 "decide what becomes of them in the directory, then plan again");
}

/// The last value of an attribute that the entry must have.
Result<void> Lookout::look_at_lists() const {
    const LdapCollection& of = entries_->collection();
    const LdapAttribute* known = entries_->schema().find_attribute(of.list);
    for (const auto& [uuid, leaving] : leaving_) {
        GDPRD_TRY_ASSIGN(const auto entry, entries_->with_uuid(uuid));
        if (!entry || !entry->values.contains(of.list)) continue;
        if (entry->values.at(of.list).size() > leaving) continue;
        std::set<std::string> must;
        for (const std::string& name : entry->values.at("objectclass"))
            must.merge(entries_->schema().must_have(name));
        if (known == nullptr || !must.contains(small_letters(known->name))) continue;
        return Error(ErrorCode::conflict,
                     "the directory's schema wants at least one " + known->name + " in each " +
                         of.of_class + ", and none would be left in one of them",
                     "give that group another member, or delete it, in the directory; then plan "
                     "again");
    }
    return {};
}

Result<std::uint64_t> Lookout::run() {
    GDPRD_TRY_ASSIGN(fields_, entries_->fields(step_->fields));
    const bool list = entries_->collection().is_list();
    if (list && step_->kind == StepKind::update_rows)
        return Error(ErrorCode::refused, "a single value of a list can only be removed",
                     "let the policy delete these rows, or keep them");
    std::uint64_t stale = 0;
    LdapStepRows rows(*entries_, fields_, step_, digest_);
    for (const RowTarget& target : step_->rows) {
        GDPRD_TRY_ASSIGN(const auto found, rows.rows_at(target.key, 1));
        if (found.empty()) continue;
        if ((*digest_)(step_->fields, found.front().values) != target.before) {
            ++stale;
            continue;
        }
        const std::string& uuid = target.key.values.front().expose().bytes;
        if (list) {
            ++leaving_[uuid];
            continue;
        }
        GDPRD_TRY_ASSIGN(const auto entry, entries_->with_uuid(uuid));
        if (entry) GDPRD_TRY(look_at_entry(target, *entry));
    }
    if (stale == 0 && list) GDPRD_TRY(look_at_lists());
    return stale;
}

}  // namespace

Result<std::uint64_t> look_ahead(LdapEntries& entries, const policy::Step& step,
                                 const RowDigester& digest) {
    return Lookout(entries, step, digest).run();
}

}  // namespace gdprd::connectors
