#include "connectors/http/http_connector.hpp"

#include <algorithm>
#include <utility>

#include "connectors/http/check.hpp"
#include "connectors/http/finder.hpp"
#include "connectors/http/sampling.hpp"
#include "connectors/http/schema.hpp"
#include "connectors/http/step_rows.hpp"

namespace gdprd::connectors {

namespace {

using policy::FieldActionKind;
using policy::StepKind;

Error no_such_call(const policy::Step& step, const char* what, const char* key) {
    return Error(ErrorCode::refused, what,
                 std::string("describe the service's call for it (") + key +
                     "), or let the policy do something else there")
        .in(to_string(step.in));
}

/// That the description has a call for all that the step does.
Result<void> check_described(const policy::Step& step, const CollectionDescription& of) {
    const bool erases = of.erase || of.goes_along_with() != nullptr;
    if (step.kind == StepKind::delete_rows && !erases)
        return no_such_call(step, "rows cannot be erased over this service", "erase");
    if (step.kind != StepKind::update_rows) return {};
    if (!of.update) return no_such_call(step, "rows cannot be changed over this service", "update");
    for (const auto& action : step.actions) {
        const FieldDescription* field = of.find_field(action.field);
        if (action.kind != FieldActionKind::keep && (field == nullptr || field->write.empty()))
            return no_such_call(step, "a field cannot be changed over this service", "write");
    }
    return {};
}

/// That rows which only go along with others go with rows that the steps erase.
Result<void> check_along(const policy::Step& step, const CollectionDescription& of,
                         const std::vector<const policy::Step*>& steps) {
    const FieldReference* with = of.goes_along_with();
    if (step.kind != StepKind::delete_rows || of.erase || with == nullptr) return {};
    const bool erased = std::ranges::any_of(steps, [&](const policy::Step* other) {
        return other->kind == StepKind::delete_rows && other->in.store == step.in.store &&
               other->in.collection.name == with->collection;
    });
    if (erased) return {};
    return Error(ErrorCode::refused,
                 "the service erases these rows along with those of " + with->collection +
                     " and in no other way, and the plan erases none there",
                 "keep these rows by a rule, or erase those of " + with->collection +
                     " in the service; only where each of them is of one person alone, let the "
                     "policy say owned: true with the reference to " +
                     with->collection + "." + with->field + ", so that it is erased with its parts")
        .in(to_string(step.in));
}

/// Says what a step that ended in the middle left, where nothing can be rolled back.
Error half_done(const Error& error, const HttpStepRows& rows) {
    const std::uint64_t touched = rows.touched();
    if (touched == 0) return error;
    if (!rows.strayed().empty())
        return Error(error.code(), error.message() + "; no more rows were changed",
                     "give the row back what it lost; see that the description's update leaves "
                     "alone what it is not given, and mark with computed what the service changes "
                     "by itself; then plan again")
            .with_detail(error.sensitive_detail());
    return Error(error.code(),
                 error.message() + "; the service said of " + std::to_string(touched) +
                     (touched == 1 ? " row" : " rows") + " that it was changed",
                 error.code() == ErrorCode::stale || error.code() == ErrorCode::conflict
                     ? "look at what the service holds now, and plan again"
                     : "run it again: rows are read first, and what is done is not done twice")
        .with_detail(error.sensitive_detail());
}

}  // namespace

Result<std::unique_ptr<HttpConnector>> HttpConnector::create(StoreSettings settings) {
    GDPRD_TRY_ASSIGN(Description description,
                     load_description(settings.service, settings.description));
    return create(std::move(settings), std::move(description));
}

Result<std::unique_ptr<HttpConnector>> HttpConnector::create(StoreSettings settings,
                                                             Description description) {
    std::unique_ptr<HttpConnector> out(
        new HttpConnector(std::move(settings), std::move(description)));
    GDPRD_TRY_ASSIGN(out->client_,
                     HttpClient::create(out->description_, out->settings_, out->call_));
    return out;
}

HttpConnector::HttpConnector(StoreSettings settings, Description description)
    : settings_(std::move(settings)), description_(std::move(description)) {}

Capabilities HttpConnector::capabilities() const {
    return {.transactions = false, .byte_search = false, .foreign_keys = false};
}

void HttpConnector::cancel() noexcept {
    call_.cancel();
}

template <class Body>
auto HttpConnector::in_call(const Body& body) -> decltype(body()) {
    const Call::Scope scope = call_.begin();
    auto result = body();
    if (!result) return call_.explain(result.error()).in(settings_.name.value());
    return result;
}

Result<const CollectionDescription*> HttpConnector::collection(
    const policy::CollectionName& name) const {
    const CollectionDescription* found =
        name.ns == kHttpNamespace ? description_.find(name.name) : nullptr;
    if (found == nullptr)
        return Error(ErrorCode::not_found, "the store has no such collection", "scan it again");
    return found;
}

Result<void> HttpConnector::reach(OffLoop off_loop) {
    Result<void> answered;
    for (const CollectionDescription& one : description_.collections) {
        answered = RowPages(*client_, one)
                       .each(off_loop, one.list, {},
                             [](const auto& /*row*/) -> Result<bool> { return false; });
        // a right that is missing for one list says nothing of the others
        const bool refused = !answered && (answered.error().code() == ErrorCode::forbidden ||
                                           answered.error().code() == ErrorCode::not_found);
        if (!refused) return answered;
    }
    return answered;
}

Result<std::vector<CheckFinding>> HttpConnector::check(OffLoop off_loop) {
    return in_call([&] { return check_http(off_loop, *client_, description_); });
}

Result<policy::StoreSchema> HttpConnector::inspect(OffLoop off_loop) {
    return in_call([&]() -> Result<policy::StoreSchema> {
        GDPRD_TRY(reach(off_loop));
        return schema_of(description_, settings_.name);
    });
}

Result<Sample> HttpConnector::sample(OffLoop off_loop, const policy::CollectionPath& from,
                                     const std::vector<std::string>& fields, SampleBounds most) {
    const SampleBounds bounds = most.within(settings_.sample_rows_max, settings_.sample_chars_max);
    return in_call([&]() -> Result<Sample> {
        GDPRD_TRY_ASSIGN(const CollectionDescription* of, collection(from.collection));
        for (const auto& field : fields)
            if (of->find_field(field) == nullptr)
                return Error(ErrorCode::not_found, "the collection has no such field",
                             "scan the store again");
        return HttpSampler(off_loop, *client_, *of, fields, {bounds.rows, bounds.chars}).run();
    });
}

Result<std::vector<std::string>> HttpConnector::find(OffLoop off_loop,
                                                     const policy::FindQuery& query,
                                                     const RowSink& sink) {
    return in_call([&]() -> Result<std::vector<std::string>> {
        GDPRD_TRY_ASSIGN(const CollectionDescription* of, collection(query.in.collection));
        HttpRows rows(off_loop, *client_, *of);
        HttpFinder finder(rows, query);
        GDPRD_TRY(finder.check());
        GDPRD_TRY(finder.run([&](policy::Row&& row) -> Result<void> {
            GDPRD_TRY(call_.check());
            return sink(std::move(row));
        }));
        return finder.names();
    });
}

Result<policy::RowSet> HttpConnector::read_rows(OffLoop off_loop,
                                                const policy::CollectionPath& from,
                                                const std::vector<std::string>& fields,
                                                const std::vector<policy::RowKey>& keys) {
    return in_call([&]() -> Result<policy::RowSet> {
        GDPRD_TRY_ASSIGN(const CollectionDescription* of, collection(from.collection));
        policy::RowSet out{from, fields, {}};
        if (fields.empty()) out.fields = HttpRows(off_loop, *client_, *of).all_fields();
        HttpStepRows rows(off_loop, *client_, description_, *of, out.fields, HttpRows::Use::search);
        GDPRD_TRY(read_again(keys, rows, out));
        GDPRD_TRY(rows.add_listed(out));
        return out;
    });
}

Result<StepResult> HttpConnector::apply(OffLoop off_loop, const policy::Step& step,
                                        const RowDigester& digest) {
    return in_call([&]() -> Result<StepResult> {
        GDPRD_TRY_ASSIGN(const CollectionDescription* of, collection(step.in.collection));
        GDPRD_TRY(check_described(step, *of));
        HttpStepRows rows(off_loop, *client_, description_, *of, step.fields, HttpRows::Use::step);
        // a crash leaves the row as it was or as it should be: the step, run again, reads it first
        auto result = apply_step(step, digest, rows);
        if (result && result->stale == 0) {
            const auto gone = rows.check_gone();
            if (!gone) result = gone.error();
        }
        for (const auto& name : rows.unnamed().names) unnamed_.insert(of->name + name);
        if (rows.unnamed().others > 0) unnamed_.insert(of->name + ", members with other names");
        if (!result) return half_done(result.error(), rows);
        return result;
    });
}

Result<StepResult> HttpConnector::rehearse(OffLoop /*off_loop*/,
                                           const std::vector<const policy::Step*>& steps,
                                           const DigesterOf& /*digest_of*/) {
    return in_call([&]() -> Result<StepResult> {
        for (const policy::Step* step : steps) {
            GDPRD_TRY_ASSIGN(const CollectionDescription* of, collection(step->in.collection));
            GDPRD_TRY(check_described(*step, *of));
            GDPRD_TRY(check_along(*step, *of, steps));
        }
        return Error(ErrorCode::unsupported,
                     "a service has no transactions: each row is read, compared and changed by "
                     "calls of their own, and what others write to it between two of these calls "
                     "is not seen");
    });
}

Result<ResidueResult> HttpConnector::residue(OffLoop /*off_loop*/,
                                             const std::vector<policy::PersonalCell>& /*values*/) {
    ResidueResult out;
    out.state = ResidueResult::State::unsupported;
    out.what = "what the service keeps beside the rows that it shows cannot be searched from here";
    out.limits = description_.limits;
    out.limits.emplace_back("the service's own database, backups, search index and logs");
    if (searches_in_addresses(description_))
        out.limits.emplace_back(
            "the access logs of the service and of what stands before it: searches put the "
            "person's identifiers into addresses");
    for (const auto& name : std::exchange(unnamed_, {}))
        out.limits.push_back("in rows that stay, what the description does not name: " + name);
    return out;
}

Result<std::optional<std::string>> HttpConnector::read_anchor(OffLoop /*off_loop*/,
                                                              const std::string& /*origin*/) {
    return Error(ErrorCode::unsupported, "a service has no place for an anchor")
        .in(settings_.name.value());
}

Result<void> HttpConnector::write_anchor(OffLoop /*off_loop*/, const AnchorChange& /*change*/) {
    return Error(ErrorCode::unsupported, "a service has no place for an anchor")
        .in(settings_.name.value());
}

}  // namespace gdprd::connectors
