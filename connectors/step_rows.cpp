#include "connectors/step_rows.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace gdprd::connectors {

using policy::Cell;
using policy::FieldActionKind;
using policy::KeyKind;
using policy::PersonalCell;
using policy::RowKey;
using policy::RowTarget;
using policy::StepKind;

std::vector<Assignment> assignments_of(const policy::Step& step, const RowTarget& target) {
    std::vector<Assignment> out;
    std::size_t replaced = 0;
    for (const auto& action : step.actions) {
        switch (action.kind) {
            case FieldActionKind::keep:
                break;
            case FieldActionKind::null:
                out.push_back({action.field, Cell{}});
                break;
            case FieldActionKind::replace:
                out.push_back({action.field, replaced < target.writes.size()
                                                 ? target.writes[replaced]
                                                 : action.value});
                ++replaced;
                break;
        }
    }
    return out;
}

namespace {

/// Where the row is found once it is written: its key with the written key fields changed.
RowKey key_after(const policy::Step& step, const RowTarget& target) {
    RowKey key = target.key;
    for (auto& change : assignments_of(step, target)) {
        const auto at = std::ranges::find(key.fields, change.field);
        if (at != key.fields.end())
            key.values[static_cast<std::size_t>(at - key.fields.begin())] =
                PersonalCell(std::move(change.value));
    }
    return key;
}

class Application {
  public:
    Application(const policy::Step& step, const RowDigester& digest, StepRows& rows)
        : step_(step), digest_(digest), rows_(rows) {
        for (const auto& action : step.actions)
            if (action.kind != FieldActionKind::keep) written_.push_back(action.field);
    }

    Result<StepResult> run();

  private:
    /// Targets that share one key: more than one only for rows without a key that are the same.
    using Group = std::vector<const RowTarget*>;

    Result<void> look_at(const RowKey& key, const Group& group);
    Result<void> look_where_written(const RowKey& key, const RowTarget& target);
    Result<void> look_for_moved();
    void classify(const RowTarget& target, LiveRow&& row);
    Result<void> check_dragged();
    Result<void> change(const StepRow& todo);
    Result<void> remove(const StepRow& todo);
    Result<void> write(const StepRow& todo);

    [[nodiscard]] bool is_before(const RowTarget& target, const LiveRow& row) const {
        return digest_(step_.fields, row.values) == target.before;
    }
    [[nodiscard]] bool is_after(const RowTarget& target, const LiveRow& row) const;
    /// In one of the two states that the plan knows.
    [[nodiscard]] bool matches(const RowTarget& target, const LiveRow& row) const {
        return is_before(target, row) ||
               (step_.kind == StepKind::update_rows && is_after(target, row));
    }
    [[nodiscard]] Error blocked(const char* what) const {
        return Error(ErrorCode::conflict, what,
                     "see the triggers and rules of the collection; nothing was changed")
            .in(to_string(step_.in));
    }

    const policy::Step& step_;
    const RowDigester& digest_;
    StepRows& rows_;
    std::vector<std::string> written_;
    std::vector<StepRow> todo_;
    std::set<std::string> taken_;                  ///< handles of rows that a target stands for
    std::map<RowKey, std::uint64_t> after_taken_;  ///< rows at key_after that a target stands for
    /// Rowid targets whose row is not where it was, by digest before; `true`: another row is there.
    std::multimap<RowDigest, std::pair<const RowTarget*, bool>> moved_;
    StepResult result_;
};

bool Application::is_after(const RowTarget& target, const LiveRow& row) const {
    std::vector<PersonalCell> values;
    for (const auto& field : written_) {
        const auto at = std::ranges::find(step_.fields, field);
        if (at == step_.fields.end()) return false;
        values.push_back(row.values[static_cast<std::size_t>(at - step_.fields.begin())]);
    }
    return digest_(written_, values) == target.after;
}

void Application::classify(const RowTarget& target, LiveRow&& row) {
    if (step_.kind == StepKind::update_rows && is_after(target, row)) {
        ++result_.already_done;
    } else if (is_before(target, row)) {
        todo_.push_back({&target, std::move(row)});
    } else {
        ++result_.stale;
    }
}

/// The target's row is not at its key: deleted already, or written under a key that changed?
Result<void> Application::look_where_written(const RowKey& key, const RowTarget& target) {
    if (step_.kind == StepKind::delete_rows) {
        ++result_.already_done;
        return {};
    }
    const RowKey after = key_after(step_, target);
    if (after == key) {
        ++result_.stale;
        return {};
    }
    std::uint64_t& taken = after_taken_[after];
    GDPRD_TRY_ASSIGN(const std::vector<LiveRow> there, rows_.rows_at(after, taken + 1));
    if (there.size() > taken && is_after(target, there[taken])) {
        ++taken;
        ++result_.already_done;
    } else {
        ++result_.stale;
    }
    return {};
}

/// A store may renumber rows that have no key (SQLite's VACUUM does): a row that is not at its
/// number is looked for by its digest before it counts as gone.
Result<void> Application::look_for_moved() {
    if (moved_.empty()) return {};
    GDPRD_TRY(rows_.scan([this](LiveRow&& row) {
        if (taken_.contains(row.handle)) return true;
        const auto at = moved_.find(digest_(step_.fields, row.values));
        if (at == moved_.end()) return true;
        taken_.insert(row.handle);
        todo_.push_back({at->second.first, std::move(row)});
        moved_.erase(at);
        return !moved_.empty();
    }));
    for (const auto& [before, target] : moved_) {
        // another row at its number and none like it elsewhere: changed, as far as can be told
        const bool gone = step_.kind == StepKind::delete_rows && !target.second;
        ++(gone ? result_.already_done : result_.stale);
    }
    return {};
}

Result<void> Application::look_at(const RowKey& key, const Group& group) {
    const bool unique = key.kind != KeyKind::all_fields;
    GDPRD_TRY_ASSIGN(std::vector<LiveRow> live, rows_.rows_at(key, unique ? 2 : group.size()));
    if (unique && live.size() > 1)
        return blocked("the key of a row is not unique; rows cannot be told apart");
    for (std::size_t i = 0; i < group.size(); ++i) {
        const RowTarget& target = *group[i];
        const bool there = i < live.size() && !taken_.contains(live[i].handle);
        if (key.kind == KeyKind::rowid && (!there || !matches(target, live[i]))) {
            moved_.emplace(target.before, std::pair(&target, i < live.size()));
        } else if (!there) {
            GDPRD_TRY(look_where_written(key, target));
        } else {
            taken_.insert(live[i].handle);
            classify(target, std::move(live[i]));
        }
    }
    return {};
}

/// The plan deletes, frees or keeps all that refers to a row before the row itself goes: what the
/// store would still take along came after the plan and is in no step.
Result<void> Application::check_dragged() {
    if (todo_.empty()) return {};
    GDPRD_TRY_ASSIGN(const std::uint64_t dragged, rows_.count_dragged(todo_, written_));
    if (dragged == 0) return {};
    const std::string what =
        dragged == 1 ? "1 row that is" : std::to_string(dragged) + " rows that are";
    return Error(ErrorCode::stale,
                 what +
                     " not in the plan would go or change with these by the store's own "
                     "references (cascade); nothing was changed",
                 "plan again")
        .in(to_string(step_.in));
}

Result<void> Application::remove(const StepRow& todo) {
    GDPRD_TRY_ASSIGN(const bool removed, rows_.remove(todo.target->key, todo.live));
    if (!removed) {
        // a cascade from an earlier row of this step may have taken it along
        GDPRD_TRY_ASSIGN(const std::vector<LiveRow> still, rows_.rows_at(todo.target->key, 1));
        if (!still.empty()) return blocked("the store did not delete a row");
    }
    ++result_.done;
    return {};
}

Result<void> Application::write(const StepRow& todo) {
    GDPRD_TRY_ASSIGN(const auto now,
                     rows_.write(todo.target->key, todo.live, assignments_of(step_, *todo.target)));
    if (!now) return blocked("the store did not update a row");
    if (digest_(written_, *now) != todo.target->after)
        return blocked("the store holds another value than the one written");
    ++result_.done;
    return {};
}

Result<void> Application::change(const StepRow& todo) {
    return step_.kind == StepKind::delete_rows ? remove(todo) : write(todo);
}

Result<StepResult> Application::run() {
    std::map<RowKey, Group> groups;
    std::vector<const RowKey*> order;
    for (const auto& target : step_.rows) {
        auto [at, fresh] = groups.try_emplace(target.key);
        at->second.push_back(&target);
        if (fresh) order.push_back(&at->first);
    }
    for (const RowKey* key : order) GDPRD_TRY(look_at(*key, groups.at(*key)));
    GDPRD_TRY(look_for_moved());
    if (result_.stale > 0) return StepResult{0, 0, result_.stale};
    GDPRD_TRY(check_dragged());
    for (const StepRow& todo : todo_) GDPRD_TRY(change(todo));
    return result_;
}

}  // namespace

Result<StepResult> apply_step(const policy::Step& step, const RowDigester& digest, StepRows& rows) {
    if (step.kind != StepKind::delete_rows && step.kind != StepKind::update_rows)
        return Error(ErrorCode::invalid_argument,
                     "only steps that delete or update can be applied");
    return Application(step, digest, rows).run();
}

std::vector<policy::RowKey> keys_of(const policy::Step& step) {
    std::vector<RowKey> out;
    for (const auto& target : step.rows) {
        out.push_back(target.key);
        if (step.kind != StepKind::update_rows) continue;
        RowKey after = key_after(step, target);
        if (after != target.key) out.push_back(std::move(after));
    }
    return out;
}

Result<StepResult> apply_in_turn(
    const std::vector<const policy::Step*>& steps, const DigesterOf& digest_of,
    const std::function<Result<StepResult>(const policy::Step&, const RowDigester&)>& apply) {
    StepResult all;
    for (const policy::Step* step : steps) {
        const auto one = apply(*step, digest_of(step->in));
        if (!one) {
            const std::string where = to_string(step->in);
            return one.error().message().starts_with(where) ? one.error() : one.error().in(where);
        }
        all.done += one->done;
        all.already_done += one->already_done;
        all.stale += one->stale;
        if (one->stale > 0) break;
    }
    return all;
}

Result<void> read_again(const std::vector<policy::RowKey>& keys, StepRows& rows,
                        policy::RowSet& into) {
    std::map<RowKey, std::size_t> asked;
    for (const auto& key : keys) ++asked[key];
    for (const auto& [key, times] : asked) {
        const std::size_t most = key.kind == KeyKind::all_fields ? times : 1;
        GDPRD_TRY_ASSIGN(std::vector<LiveRow> found, rows.rows_at(key, most));
        for (LiveRow& row : found) into.rows.push_back({key, std::move(row.values)});
    }
    return {};
}

}  // namespace gdprd::connectors
