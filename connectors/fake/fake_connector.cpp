#include "connectors/fake/fake_connector.hpp"

#include <algorithm>
#include <chrono>
#include <set>
#include <thread>

#include "connectors/byte_search.hpp"
#include "connectors/step_rows.hpp"
#include "connectors/text_match.hpp"

namespace gdprd::connectors {

namespace {

using policy::Cell;
using policy::KeyKind;
using policy::MatchMode;
using policy::PersonalCell;
using policy::RowKey;
using Collection = FakeStore::Collection;
using StoredRow = FakeStore::StoredRow;

constexpr std::chrono::milliseconds kPoll{5};

Result<std::vector<std::size_t>> positions(const Collection& in,
                                           const std::vector<std::string>& fields) {
    std::vector<std::size_t> out;
    for (const auto& field : fields) {
        const auto& all = in.schema.fields;
        const auto at = std::ranges::find(all, field, &policy::FieldSchema::name);
        if (at == all.end())
            return Error(ErrorCode::not_found, "the collection has no such field",
                         "scan the store again");
        out.push_back(static_cast<std::size_t>(at - all.begin()));
    }
    return out;
}

std::vector<std::string> all_fields(const Collection& of) {
    std::vector<std::string> out;
    out.reserve(of.schema.fields.size());
    for (const auto& field : of.schema.fields) out.push_back(field.name);
    return out;
}

std::vector<std::string> key_fields(const Collection& of) {
    return of.schema.primary_key.empty() ? all_fields(of) : of.schema.primary_key;
}

bool matches(MatchMode mode, const Cell& value, const Cell& wanted) {
    if (value.kind == Cell::Kind::null || wanted.kind == Cell::Kind::null) return false;
    const std::string form = wanted_form(mode, wanted.bytes);
    return !form.empty() && matches_any(mode, stored_form(mode, value.bytes), {form});
}

std::vector<PersonalCell> pick(const StoredRow& row, const std::vector<std::size_t>& places) {
    std::vector<PersonalCell> out;
    out.reserve(places.size());
    for (const std::size_t place : places) out.emplace_back(row.values[place]);
    return out;
}

/// The values' bytes; empty when one of them is NULL, which equals nothing.
std::vector<std::string> bytes_of(const std::vector<PersonalCell>& values) {
    std::vector<std::string> out;
    for (const auto& value : values) {
        if (value.expose().kind == Cell::Kind::null) return {};
        out.push_back(value.expose().bytes);
    }
    return out;
}

std::set<std::vector<std::string>> exact_tuples(const policy::FindQuery& query) {
    std::set<std::vector<std::string>> out;
    for (const auto& wanted : query.any_of) out.insert(bytes_of(wanted));
    out.erase(std::vector<std::string>());
    return out;
}

class FakeStepRows final : public StepRows {
  public:
    FakeStepRows(FakeStore& store, Collection& collection, std::vector<std::size_t> fields)
        : store_(store), collection_(collection), fields_(std::move(fields)) {}

    Result<std::vector<LiveRow>> rows_at(const RowKey& key, std::size_t most) override {
        GDPRD_TRY_ASSIGN(const auto places, positions(collection_, key.fields));
        std::vector<LiveRow> out;
        for (const auto& row : collection_.rows)
            if (out.size() < most && pick(row, places) == key.values)
                out.push_back({std::to_string(row.number), pick(row, fields_)});
        return out;
    }
    Result<void> scan(const std::function<bool(LiveRow&& row)>& visit) override {
        for (const auto& row : collection_.rows)
            if (!visit({std::to_string(row.number), pick(row, fields_)})) break;
        return {};
    }
    Result<bool> remove(const RowKey& /*key*/, const LiveRow& row) override {
        if (collection_.keeps_rows) return false;
        const std::size_t before = collection_.rows.size();
        GDPRD_TRY(store_.erase(collection_.schema.name, std::stoull(row.handle)));
        return collection_.rows.size() < before;
    }
    Result<std::optional<std::vector<PersonalCell>>> write(
        const RowKey& /*key*/, const LiveRow& row,
        const std::vector<Assignment>& changes) override {
        const auto at =
            std::ranges::find(collection_.rows, std::stoull(row.handle), &StoredRow::number);
        if (at == collection_.rows.end()) return std::optional<std::vector<PersonalCell>>();
        std::vector<PersonalCell> now;
        for (const auto& change : changes) {
            GDPRD_TRY_ASSIGN(const auto place, positions(collection_, {change.field}));
            at->values[place.front()] = change.value;
            now.emplace_back(change.value);
        }
        return std::optional(std::move(now));
    }
    Result<std::uint64_t> count_dragged(const std::vector<StepRow>& rows,
                                        const std::vector<std::string>& written) override {
        if (!written.empty()) return std::uint64_t{0};  // its references do nothing on update
        std::set<std::uint64_t> numbers;
        for (const auto& row : rows) numbers.insert(std::stoull(row.live.handle));
        return store_.count_dragged(collection_.schema.name, numbers);
    }

  private:
    FakeStore& store_;
    Collection& collection_;
    std::vector<std::size_t> fields_;
};

}  // namespace

FakeConnector::FakeConnector(StoreSettings settings, std::shared_ptr<FakeStore> store)
    : settings_(std::move(settings)), store_(std::move(store)) {}

FakeConnector::~FakeConnector() = default;

void FakeConnector::set_fault(FakeFault fault) {
    fault_ = std::move(fault);
    calls_before_fault_ = calls_;
}

void FakeConnector::cancel() noexcept {
    call_.cancel();
}

const FakeFault* FakeConnector::due_fault(FakeFault::Moment moment) const noexcept {
    const bool due =
        fault_ && fault_->moment == moment && calls_ - calls_before_fault_ == fault_->call;
    return due ? &*fault_ : nullptr;
}

template <class Body>
auto FakeConnector::in_call(const Body& body) -> decltype(body()) {
    const auto ours = [this](const Error& error) {
        return call_.explain(error).in(settings_.name.value());
    };
    const Call::Scope scope = call_.begin();
    ++calls_;
    if (store_->down)
        return ours(Error(ErrorCode::unavailable, "the connection to the server is lost"));
    if (const auto* fault = due_fault(FakeFault::Moment::before)) return ours(fault->error);
    auto result = body();
    if (!result) return ours(result.error());
    if (const auto* fault = due_fault(FakeFault::Moment::after)) return ours(fault->error);
    return result;
}

Result<Collection*> FakeConnector::collection(const policy::CollectionName& name) {
    const auto at = store_->collections.find(name);
    if (at == store_->collections.end())
        return Error(ErrorCode::not_found, "the store has no such collection", "scan it again");
    return &at->second;
}

Capabilities FakeConnector::capabilities() const {
    return {.transactions = true, .byte_search = true, .foreign_keys = true};
}

Result<std::vector<CheckFinding>> FakeConnector::check(OffLoop /*off_loop*/) {
    return in_call([&]() -> Result<std::vector<CheckFinding>> {
        return std::vector<CheckFinding>{{CheckFinding::Severity::ok, "the store answers", ""}};
    });
}

Result<policy::StoreSchema> FakeConnector::inspect(OffLoop /*off_loop*/) {
    return in_call([&]() -> Result<policy::StoreSchema> {
        policy::StoreSchema out{settings_.name, "memory", {}};
        for (const auto& [name, one] : store_->collections) {
            out.collections.push_back(one.schema);
            out.collections.back().row_estimate = one.rows.size();
        }
        return out;
    });
}

Result<Sample> FakeConnector::sample(OffLoop /*off_loop*/, const policy::CollectionPath& from,
                                     const std::vector<std::string>& fields, SampleBounds most) {
    return in_call([&]() -> Result<Sample> {
        GDPRD_TRY_ASSIGN(const Collection* one, collection(from.collection));
        GDPRD_TRY_ASSIGN(const auto places, positions(*one, fields));
        Sample out{fields, std::vector<std::vector<Personal<std::string>>>(fields.size()), 0};
        const SampleBounds bounds =
            most.within(settings_.sample_rows_max, settings_.sample_chars_max);
        const std::size_t apart = bounds.rows == 0 ? 0 : one->rows.size() / bounds.rows + 1;
        for (std::size_t at = 0; at < one->rows.size() && bounds.rows > 0; at += apart) {
            ++out.rows_read;
            for (std::size_t i = 0; i < places.size(); ++i) {
                const Cell& cell = one->rows[at].values[places[i]];
                if (cell.kind != Cell::Kind::null)
                    out.values[i].emplace_back(cell.bytes.substr(0, bounds.chars));
            }
        }
        return out;
    });
}

Result<ValuesRead> FakeConnector::read_values(OffLoop /*off_loop*/,
                                              const policy::CollectionPath& from,
                                              const std::vector<std::string>& fields,
                                              std::uint64_t max_rows, const ValueSink& sink) {
    return in_call([&]() -> Result<ValuesRead> {
        GDPRD_TRY_ASSIGN(const Collection* one, collection(from.collection));
        GDPRD_TRY_ASSIGN(const auto places, positions(*one, fields));
        ValuesRead out;
        for (const auto& row : one->rows) {
            if (out.rows == max_rows) return out;
            ++out.rows;
            auto values = pick(row, places);
            for (auto& value : values) {
                Cell cell = std::move(value).expose();
                cell.bytes.resize(
                    std::min<std::size_t>(cell.bytes.size(), settings_.sample_chars_max));
                value = PersonalCell(std::move(cell));
            }
            GDPRD_TRY(sink(std::move(values)));
        }
        out.whole = true;
        return out;
    });
}

Result<std::vector<std::string>> FakeConnector::find(OffLoop /*off_loop*/,
                                                     const policy::FindQuery& query,
                                                     const RowSink& sink) {
    return in_call([&]() -> Result<std::vector<std::string>> {
        GDPRD_TRY_ASSIGN(const Collection* one, collection(query.in.collection));
        auto names = query.read.empty() ? all_fields(*one) : query.read;
        GDPRD_TRY_ASSIGN(const auto wanted, positions(*one, query.fields));
        GDPRD_TRY_ASSIGN(const auto read, positions(*one, names));
        GDPRD_TRY_ASSIGN(const auto key, positions(*one, key_fields(*one)));
        const auto exact = exact_tuples(query);
        std::uint64_t count = 0;
        for (const auto& row : one->rows) {
            const Cell& value = row.values[wanted.front()];
            const bool found = query.mode == MatchMode::exact
                                   ? exact.contains(bytes_of(pick(row, wanted)))
                                   : std::ranges::any_of(query.any_of, [&](const auto& tuple) {
                                         return matches(query.mode, value, tuple.front().expose());
                                     });
            if (!found) continue;
            if (++count > query.max_rows)
                return Error(ErrorCode::limit_exceeded, "more rows match than max_rows allows");
            const KeyKind kind =
                one->schema.primary_key.empty() ? KeyKind::all_fields : KeyKind::primary_key;
            GDPRD_TRY(sink({{kind, key_fields(*one), pick(row, key)}, pick(row, read)}));
        }
        return names;
    });
}

Result<policy::RowSet> FakeConnector::read_rows(OffLoop /*off_loop*/,
                                                const policy::CollectionPath& from,
                                                const std::vector<std::string>& fields,
                                                const std::vector<RowKey>& keys) {
    return in_call([&]() -> Result<policy::RowSet> {
        GDPRD_TRY_ASSIGN(Collection * one, collection(from.collection));
        policy::RowSet out{from, fields.empty() ? all_fields(*one) : fields, {}};
        GDPRD_TRY_ASSIGN(const auto places, positions(*one, out.fields));
        FakeStepRows rows(*store_, *one, places);
        GDPRD_TRY(read_again(keys, rows, out));
        return out;
    });
}

Result<void> FakeConnector::wait_for_writers() {
    const auto until = std::chrono::steady_clock::now() + settings_.lock_timeout;
    while (store_->writers > 0) {
        GDPRD_TRY(call_.check());
        if (std::chrono::steady_clock::now() >= until)
            return Error(ErrorCode::unavailable, "rows are locked by another user of the store");
        std::this_thread::sleep_for(kPoll);
    }
    return {};
}

Result<StepResult> FakeConnector::run_apply(const policy::Step& step, const RowDigester& digest) {
    GDPRD_TRY_ASSIGN(Collection * one, collection(step.in.collection));
    GDPRD_TRY_ASSIGN(const auto places, positions(*one, step.fields));
    FakeStepRows rows(*store_, *one, places);
    return apply_step(step, digest, rows);
}

Result<StepResult> FakeConnector::apply(OffLoop /*off_loop*/, const policy::Step& step,
                                        const RowDigester& digest) {
    return in_call([&]() -> Result<StepResult> {
        GDPRD_TRY(wait_for_writers());
        const auto before = store_->collections;
        Result<StepResult> result = run_apply(step, digest);
        if (!result || result->stale > 0) store_->collections = before;
        return result;
    });
}

Result<StepResult> FakeConnector::rehearse(OffLoop /*off_loop*/,
                                           const std::vector<const policy::Step*>& steps,
                                           const DigesterOf& digest_of) {
    return in_call([&]() -> Result<StepResult> {
        GDPRD_TRY(wait_for_writers());
        const auto before = store_->collections;
        Result<StepResult> result = apply_in_turn(
            steps, digest_of,
            [&](const auto& step, const auto& digest) { return run_apply(step, digest); });
        store_->collections = before;
        return result;
    });
}

Result<ResidueResult> FakeConnector::residue(OffLoop /*off_loop*/,
                                             const std::vector<PersonalCell>& values) {
    return in_call([&]() -> Result<ResidueResult> {
        if (residue_) return *residue_;
        ResidueResult out;
        out.limits = {"backups and copies of the store"};
        if (settings_.purge == PurgeMode::none)
            out.limits.emplace_back("purging is off for this store");
        for (const auto& value : values) {
            const auto holds = [&](const StoredRow& row) {
                return std::ranges::any_of(row.values, [&](const Cell& cell) {
                    return holds_as_word(cell.bytes, value.expose().bytes);
                });
            };
            if (std::ranges::any_of(store_->collections, [&](const auto& one) {
                    return std::ranges::any_of(one.second.rows, holds);
                }))
                ++out.values_found;
        }
        const auto found =
            out.values_found > 0 ? ResidueResult::State::found : ResidueResult::State::clean;
        out.state = store_->readers > 0 ? ResidueResult::State::pending : found;
        out.what = store_->readers > 0 ? "another reader sees the old rows" : "searched all rows";
        return out;
    });
}

Result<std::optional<std::string>> FakeConnector::read_anchor(OffLoop /*off_loop*/,
                                                              const std::string& origin) {
    return in_call([&]() -> Result<std::optional<std::string>> {
        const auto at = store_->anchors.find(origin);
        if (at == store_->anchors.end()) return std::optional<std::string>();
        return std::optional(at->second);
    });
}

Result<void> FakeConnector::write_anchor(OffLoop /*off_loop*/, const AnchorChange& change) {
    return in_call([&]() -> Result<void> {
        const auto at = store_->anchors.find(change.origin);
        const bool same =
            at == store_->anchors.end() ? !change.before : change.before == at->second;
        if (!same)
            return Error(ErrorCode::conflict, "another gdprd has written the trail's anchor");
        store_->anchors[change.origin] = change.after;
        return {};
    });
}

}  // namespace gdprd::connectors
