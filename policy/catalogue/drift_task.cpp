#include "policy/catalogue/drift_task.hpp"

#include "config/base/crypto.hpp"
#include "policy/catalogue/catalogue.hpp"
#include "policy/catalogue/leaf.hpp"

namespace gdprd::policy {
namespace {

using cbor::Array;
using cbor::Map;
using cbor::Value;

constexpr std::size_t kIdBytes = 5;
constexpr std::size_t kDigestBytes = 8;

std::optional<FieldState> state_of(const Catalogue& catalogue, const FieldPath& path) {
    const auto* field = catalogue.find_field(path);
    if (field == nullptr) return std::nullopt;
    FieldState state;
    if (const auto* collection = catalogue.find_collection(path.in)) {
        const auto* schema = collection->find_field(path.field);
        if (schema != nullptr) state.type = schema->declared_type;
    }
    state.category = field->category;
    state.personal = field->decision != Decision::reject;
    state.decided_by = field->decided_by;
    return state;
}

bool is_human(const FieldState& state) {
    return state.decided_by != DecidedBy::classifier;
}

/// Nobody has to know: a person's word on what is otherwise the same is no drift, but a person's
/// word that the classifier's replaced is.
bool is_as_it_was(const std::optional<FieldState>& was, const std::optional<FieldState>& is) {
    if (!was || !is) return was.has_value() == is.has_value();
    const bool is_lost = is_human(*was) && !is_human(*is);
    return !is_lost && was->type == is->type && was->category == is->category &&
           was->personal == is->personal;
}

/// A word that a person gave on a field of another type.
bool is_word_outdated(const std::optional<FieldState>& was, const std::optional<FieldState>& is) {
    return was && is && is_human(*was) && was->type != is->type;
}

/// What the classifier rejects needs nobody, as in coverage_of().
bool matters(const std::optional<FieldState>& state) {
    return state && state->personal;
}

void add_change(DriftTasks& tasks, const Catalogue& before, const Catalogue& after,
                const FieldPath& path, const std::string& scan, const SaidPersonal& is_said) {
    auto was = state_of(before, path);
    const auto is = state_of(after, path);
    if (is_as_it_was(was, is)) return;
    if (!matters(was) && !matters(is) && !is_word_outdated(was, is) && !is_said(path)) return;
    if (is_leaf(before, path.in) || is_leaf(after, path.in)) return;
    auto& task = tasks[path.in];
    if (task.before.empty()) {
        task.in = path.in;
        task.scan = scan;
    }
    task.before.emplace(path.field, std::move(was));
}

void drop_settled(DriftTasks& tasks, const Catalogue& after) {
    for (auto& [path, task] : tasks) {
        const bool gone = after.find_store(path.store) == nullptr;
        std::erase_if(task.before, [&, &in = path](const auto& field) {
            return gone || is_as_it_was(field.second, state_of(after, {in, field.first}));
        });
    }
    std::erase_if(tasks, [](const auto& one) { return one.second.before.empty(); });
}

Value state_value(const std::optional<FieldState>& state) {
    if (!state) return {};
    Map out{{"type", state->type},
            {"category", state->category ? Value(state->category->value()) : Value()},
            {"personal", state->personal}};
    // Only then, so that what was written without it keeps its version.
    if (is_human(*state)) out["decided_by"] = to_string(state->decided_by);
    return out;
}

Result<DecidedBy> read_decided_by(const Value& value) {
    if (value.is_null()) return DecidedBy::classifier;
    GDPRD_TRY_ASSIGN(const std::string text, value.as_string());
    for (const auto by : {DecidedBy::classifier, DecidedBy::person, DecidedBy::policy})
        if (to_string(by) == text) return by;
    return Error(ErrorCode::invalid_argument, "a task of a catalogue names nobody who can decide");
}

Result<std::optional<FieldState>> read_state(const Value& value) {
    if (value.is_null()) return std::optional<FieldState>();
    FieldState state;
    GDPRD_TRY_ASSIGN(state.type, value["type"].as_string());
    if (!value["category"].is_null()) {
        GDPRD_TRY_ASSIGN(std::string category, value["category"].as_string());
        state.category = Category(std::move(category));
    }
    GDPRD_TRY_ASSIGN(state.personal, value["personal"].as_bool());
    GDPRD_TRY_ASSIGN(state.decided_by, read_decided_by(value["decided_by"]));
    return std::optional(std::move(state));
}

Value task_value(const DriftTask& task) {
    Array fields;
    for (const auto& [name, state] : task.before)
        fields.emplace_back(Map{{"field", name}, {"before", state_value(state)}});
    return Map{
        {"collection", to_string(task.in)}, {"scan", task.scan}, {"fields", std::move(fields)}};
}

Result<DriftTask> read_task(const Value& value) {
    DriftTask task;
    GDPRD_TRY_ASSIGN(const std::string path, value["collection"].as_string());
    GDPRD_TRY_ASSIGN(task.in, parse_collection_path(path));
    GDPRD_TRY_ASSIGN(task.scan, value["scan"].as_string());
    GDPRD_TRY_ASSIGN(const Array* fields, value["fields"].as_array());
    for (const Value& item : *fields) {
        GDPRD_TRY_ASSIGN(std::string name, item["field"].as_string());
        GDPRD_TRY_ASSIGN(auto state, read_state(item["before"]));
        if (!task.before.emplace(std::move(name), std::move(state)).second)
            return Error(ErrorCode::invalid_argument, "a task of a catalogue names a field twice");
    }
    if (task.before.empty())
        return Error(ErrorCode::invalid_argument, "a task of a catalogue names no field");
    return task;
}

}  // namespace

TaskId id_of(const DriftTask& task) {
    const Value named(Array{to_string(task.in), task.scan});
    const Hash digest = crypto::sha256(cbor::encode(named));
    return TaskId("T-" + hex_encode(BytesView(digest).first(kIdBytes)));
}

DriftTasks raise_tasks(const Catalogue& before, const Catalogue& after, const std::string& scan,
                       const SaidPersonal& is_said) {
    DriftTasks tasks = before.tasks;
    const auto known = [](const Catalogue& catalogue, const FieldPath& path) {
        return catalogue.find_store(path.in.store) != nullptr;
    };
    for (const auto& [path, field] : before.fields)
        if (known(after, path)) add_change(tasks, before, after, path, scan, is_said);
    for (const auto& [path, field] : after.fields)
        if (known(before, path) && before.find_field(path) == nullptr)
            add_change(tasks, before, after, path, scan, is_said);
    drop_settled(tasks, after);
    return tasks;
}

std::string_view FieldChange::kind() const noexcept {
    if (!before) return "new";
    return now ? "changed" : "vanished";
}

std::vector<FieldChange> changes_of(const Catalogue& catalogue, const DriftTask& task) {
    std::vector<FieldChange> out;
    out.reserve(task.before.size());
    for (const auto& [name, was] : task.before)
        out.push_back({name, was, state_of(catalogue, {task.in, name})});
    return out;
}

TaskDigest digest_of(const Catalogue& catalogue, const DriftTask& task) {
    Array changes;
    for (const auto& change : changes_of(catalogue, task))
        changes.emplace_back(
            Array{change.field, state_value(change.before), state_value(change.now)});
    const Value told(Array{id_of(task).value(), std::move(changes)});
    const Hash digest = crypto::sha256(cbor::encode(told));
    return TaskDigest(hex_encode(BytesView(digest).first(kDigestBytes)));
}

cbor::Value to_cbor(const DriftTasks& tasks) {
    Array out;
    for (const auto& [path, task] : tasks) out.push_back(task_value(task));
    return out;
}

Result<DriftTasks> drift_tasks_from_cbor(const cbor::Value& value) {
    DriftTasks tasks;
    GDPRD_TRY_ASSIGN(const Array* list, value.as_array());
    for (const Value& item : *list) {
        GDPRD_TRY_ASSIGN(DriftTask task, read_task(item));
        CollectionPath path = task.in;
        if (!tasks.emplace(std::move(path), std::move(task)).second)
            return Error(ErrorCode::invalid_argument,
                         "a catalogue has two tasks of one collection");
    }
    return tasks;
}

}  // namespace gdprd::policy
