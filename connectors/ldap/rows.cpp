#include "connectors/ldap/rows.hpp"

#include <algorithm>

#include "connectors/ldap/distinguished_name.hpp"
#include "connectors/ldap/filter.hpp"

namespace gdprd::connectors {

using policy::Cell;
using policy::KeyKind;
using policy::PersonalCell;
using policy::RowKey;

namespace {

Error wrong_key() {
    return {ErrorCode::stale, "a row key does not fit the collection", "scan the store again"};
}

/// The entry must still be the one that was read, in that very state.
std::string unchanged(const LdapEntry& entry) {
    return all_filter(
        {equals_filter("entryUUID", entry.uuid), equals_filter("entryCSN", entry.version)});
}

Error no_version() {
    return {ErrorCode::unsupported, "the directory shows no entryCSN, by which a change is told",
            "let the store's bind_dn read it; gdprd only erases in servers that have it"};
}

const LdapField* find_named(const std::vector<LdapField>& fields, const std::string& name) {
    const auto found = std::ranges::find(fields, name, &LdapField::name);
    return found == fields.end() ? nullptr : &*found;
}

}  // namespace

LdapStepRows::LdapStepRows(LdapEntries& entries, std::vector<LdapField> fields,
                           const policy::Step* step, const RowDigester* digest)
    : entries_(&entries), fields_(std::move(fields)), step_(step), digest_(digest) {}

/// An attribute that has more values than the step knows is not as it was planned: its last known
/// field then holds all that are over.
std::vector<PersonalCell> LdapStepRows::as_found(const LdapEntry& entry) const {
    std::map<std::string, std::size_t> last;
    for (const LdapField& field : fields_)
        if (field.part == LdapField::Part::value)
            last[field.attribute] = std::max(last[field.attribute], field.place);
    std::vector<PersonalCell> out;
    for (const LdapField& field : fields_) {
        Cell cell = read_field(entry, field);
        if (step_ != nullptr && field.part == LdapField::Part::value &&
            field.place == last.at(field.attribute)) {
            const auto all = ordered_values(entry, field.attribute, field.form);
            for (std::size_t at = field.place + 1; at < all.size(); ++at)
                cell.bytes += '\n' + all[at].cell.bytes;
        }
        out.emplace_back(std::move(cell));
    }
    return out;
}

std::optional<std::vector<PersonalCell>> LdapStepRows::as_written(
    const LdapEntry& entry, const std::vector<Assignment>& changes) const {
    std::map<std::string, std::vector<Cell>> left;  // values that no change speaks of
    for (const Assignment& change : changes) {
        const LdapField* field = find_named(fields_, change.field);
        if (field == nullptr || field->part != LdapField::Part::value) return std::nullopt;
        const auto [at, fresh] = left.try_emplace(field->attribute);
        if (fresh)
            for (LdapValue& value : ordered_values(entry, field->attribute, field->form))
                at->second.push_back(std::move(value.cell));
    }
    std::map<std::string, std::set<Cell>> wanted;
    for (const Assignment& change : changes)
        if (change.value.kind != Cell::Kind::null)
            wanted[find_named(fields_, change.field)->attribute].insert(change.value);
    for (const auto& [attribute, cells] : wanted)
        for (const Cell& cell : cells)
            if (std::erase_if(left.at(attribute),
                              [&](const Cell& one) { return one.bytes == cell.bytes; }) == 0)
                return std::nullopt;
    std::vector<PersonalCell> out = as_found(entry);
    for (std::size_t i = 0; i < fields_.size(); ++i) {
        const auto rest = left.find(fields_[i].attribute);
        if (fields_[i].part != LdapField::Part::value || rest == left.end()) continue;
        const auto change = std::ranges::find(changes, fields_[i].name, &Assignment::field);
        if (change != changes.end()) {
            out[i] = PersonalCell(change->value);
        } else if (rest->second.empty()) {
            out[i] = PersonalCell();
        } else {
            out[i] = PersonalCell(rest->second.front());
            rest->second.erase(rest->second.begin());
        }
    }
    const bool over =
        std::ranges::any_of(left, [](const auto& one) { return !one.second.empty(); });
    if (over) return std::nullopt;
    return out;
}

std::vector<PersonalCell> LdapStepRows::arranged(const LdapEntry& entry, const RowKey& key) const {
    std::vector<PersonalCell> found = as_found(entry);
    if (step_ == nullptr || digest_ == nullptr || step_->kind != policy::StepKind::update_rows)
        return found;
    const auto target = std::ranges::find(step_->rows, key, &policy::RowTarget::key);
    if (target == step_->rows.end() || (*digest_)(step_->fields, found) == target->before)
        return found;
    auto written = as_written(entry, assignments_of(*step_, *target));
    return written ? std::move(*written) : std::move(found);
}

Result<std::vector<LiveRow>> LdapStepRows::rows_at(const RowKey& key, std::size_t most) {
    const bool list = entries_->collection().is_list();
    const std::vector<std::string> fields =
        list ? entries_->collection().fields : std::vector<std::string>{std::string(kUuidField)};
    if (key.kind != KeyKind::primary_key || key.fields != fields ||
        key.values.size() != fields.size())
        return wrong_key();
    const std::string& uuid = key.values.front().expose().bytes;
    GDPRD_TRY_ASSIGN(auto entry, entries_->with_uuid(uuid));
    std::vector<LiveRow> out;
    if (!entry || most == 0) return out;
    if (!list) {
        out.push_back({uuid, arranged(*entry, key)});
    } else {
        entries_->rows_of(*entry, fields_, [&](policy::Row&& row) {
            if (out.empty() &&
                row.key.values.back().expose().bytes == key.values.back().expose().bytes)
                out.push_back(
                    {uuid + ' ' + key.values.back().expose().bytes, std::move(row.values)});
        });
    }
    seen_.insert_or_assign(uuid, std::move(*entry));
    return out;
}

/// Only asked for rows with a number of their own.
Result<void> LdapStepRows::scan(const std::function<bool(LiveRow&& row)>& /*visit*/) {
    return {};
}

Result<const LdapEntry*> LdapStepRows::found_before(const LiveRow& row) const {
    const auto found = seen_.find(row.handle.substr(0, row.handle.find(' ')));
    if (found == seen_.end()) return wrong_key();
    if (found->second.version.empty()) return no_version();
    return &found->second;
}

/// A crash after the server's answer leaves the value gone; the step, run again, does not find it.
Result<bool> LdapStepRows::remove_value(const RowKey& key) {
    const LdapCollection& of = entries_->collection();
    const auto listed = LdapLayout::find_field(entries_->schema(), of, of.fields.back());
    const std::string& uuid = key.values.front().expose().bytes;
    // read anew: other values of the entry may have gone in this very step
    GDPRD_TRY_ASSIGN(const auto entry, entries_->with_uuid(uuid));
    if (!entry) return true;
    for (const LdapValue& value :
         ordered_values(*entry, of.list, listed ? listed->form : LdapForm::text)) {
        if (value.cell.bytes != key.values.back().expose().bytes) continue;
        GDPRD_TRY(entries_->session().remove_value(entries_->off_loop(), entry->dn, of.list,
                                                   value.raw, equals_filter("entryUUID", uuid)));
        ++touched_;
    }
    return true;
}

Result<bool> LdapStepRows::remove(const RowKey& key, const LiveRow& row) {
    if (entries_->collection().is_list()) return remove_value(key);
    GDPRD_TRY_ASSIGN(const LdapEntry* entry, found_before(row));
    GDPRD_TRY(entries_->session().erase(entries_->off_loop(), entry->dn, unchanged(*entry)));
    ++touched_;
    return true;
}

Result<std::vector<LdapReplacement>> LdapStepRows::replacements(
    const LdapEntry& entry, const std::vector<Assignment>& changes) const {
    std::map<std::string, std::map<std::size_t, const Assignment*>> by_attribute;
    for (const Assignment& change : changes) {
        const LdapField* field = find_named(fields_, change.field);
        if (field == nullptr || field->part != LdapField::Part::value)
            return Error(ErrorCode::refused, "a DN or an entryUUID cannot be written",
                         "let the policy delete the entry");
        if (field->form == LdapForm::secret && change.value.kind != Cell::Kind::null)
            return Error(ErrorCode::refused, "a password is only ever removed, never set",
                         "let the policy empty the field or delete the entry");
        by_attribute[field->attribute][field->place] = &change;
    }
    std::vector<LdapReplacement> out;
    for (const auto& [attribute, places] : by_attribute) {
        LdapReplacement one;
        one.attribute = attribute;
        const LdapField* field = find_named(fields_, places.begin()->second->field);
        const auto values = ordered_values(entry, attribute, field->form);
        for (std::size_t at = 0; at < values.size(); ++at)
            if (!places.contains(at)) one.values.push_back(values[at].raw);
        for (const auto& [place, change] : places)
            if (change->value.kind != Cell::Kind::null) one.values.push_back(change->value.bytes);
        std::ranges::sort(one.values);
        const auto twice = std::ranges::unique(one.values);
        one.values.erase(twice.begin(), twice.end());
        out.push_back(std::move(one));
    }
    return out;
}

Result<std::optional<std::vector<PersonalCell>>> LdapStepRows::write(
    const RowKey& key, const LiveRow& row, const std::vector<Assignment>& changes) {
    if (entries_->collection().is_list())
        return Error(ErrorCode::refused, "a single value of a list can only be removed",
                     "let the policy delete these rows, or keep them");
    GDPRD_TRY_ASSIGN(const LdapEntry* entry, found_before(row));
    GDPRD_TRY_ASSIGN(const auto all, replacements(*entry, changes));
    GDPRD_TRY(entries_->session().replace(entries_->off_loop(), entry->dn, all, unchanged(*entry)));
    ++touched_;
    std::optional<std::vector<PersonalCell>> out;
    GDPRD_TRY_ASSIGN(const auto now, entries_->with_uuid(key.values.front().expose().bytes));
    if (!now) return out;
    const auto written = as_written(*now, changes);
    out.emplace();
    for (const Assignment& change : changes) {
        const auto at = std::ranges::find(fields_, change.field, &LdapField::name);
        // not as it was written: the caller compares, and tells
        const std::vector<PersonalCell>& cells = written ? *written : as_found(*now);
        out->push_back(cells[static_cast<std::size_t>(at - fields_.begin())]);
    }
    return out;
}

Result<std::uint64_t> LdapStepRows::count_dragged(const std::vector<StepRow>& rows,
                                                  const std::vector<std::string>& written) {
    std::uint64_t count = 0;
    if (!written.empty() || entries_->collection().is_list()) return count;
    const std::vector<std::string> referring = entries_->schema().referring_attributes();
    std::set<std::string> own;
    for (const StepRow& row : rows) own.insert(row.live.handle);
    for (const StepRow& row : rows) {
        GDPRD_TRY_ASSIGN(const LdapEntry* entry, found_before(row.live));
        std::vector<std::string> any;
        any.reserve(referring.size());
        for (const std::string& attribute : referring)
            any.push_back(equals_filter(attribute, entry->dn));
        if (any.empty()) continue;
        GDPRD_TRY(entries_->session().search(
            entries_->off_loop(),
            {entries_->scope().base(), LdapSearch::Scope::tree, any_filter(any), {"1.1"}},
            [&](LdapEntry&& other) -> Result<bool> {
                if (!own.contains(other.uuid)) ++count;
                return true;
            }));
    }
    if (count == 0) return count;
    return Error(ErrorCode::stale,
                 std::to_string(count) +
                     (count == 1 ? " entry still names" : " entries still name") +
                     " one that is to go, in a group or as a manager; nothing was changed",
                 "plan again; where a group must have a member, give it another one first")
        .in(entries_->collection().name);
}

}  // namespace gdprd::connectors
