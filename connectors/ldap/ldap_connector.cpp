#include "connectors/ldap/ldap_connector.hpp"

#include <algorithm>

#include "connectors/ldap/check.hpp"
#include "connectors/ldap/distinguished_name.hpp"
#include "connectors/ldap/entries.hpp"
#include "connectors/ldap/finder.hpp"
#include "connectors/ldap/rows.hpp"
#include "connectors/ldap/sampling.hpp"

namespace gdprd::connectors {

namespace {

/// Says what a step that ended in the middle left, where nothing can be rolled back.
Error half_done(const Error& error, std::uint64_t touched) {
    if (touched == 0) return error;
    return Error(error.code(),
                 error.message() + "; " + std::to_string(touched) +
                     (touched == 1 ? " entry was" : " entries were") + " changed before",
                 error.hint())
        .with_detail(error.sensitive_detail());
}

Error no_place() {
    return {ErrorCode::unsupported, "a directory has no place for an anchor"};
}

}  // namespace

Result<std::unique_ptr<LdapConnector>> LdapConnector::create(StoreSettings settings) {
    GDPRD_TRY_ASSIGN(LdapServerUrl url, parse_server_url(settings.url, settings.tls));
    if (settings.base.empty() || !canonical_dn(settings.base))
        return Error(ErrorCode::invalid_argument, "the store's base is no DN",
                     "write it as ou=people,dc=example,dc=org");
    if (!settings.bind_dn.empty() && !canonical_dn(settings.bind_dn))
        return Error(ErrorCode::invalid_argument, "the store's bind_dn is no DN",
                     "write it as cn=gdprd,dc=example,dc=org");
    GDPRD_TRY(check_filter(settings.filter));
    return std::unique_ptr<LdapConnector>(new LdapConnector(std::move(settings), std::move(url)));
}

LdapConnector::LdapConnector(StoreSettings settings, LdapServerUrl url)
    : settings_(std::move(settings)),
      url_(std::move(url)),
      scope_(settings_),
      session_(std::make_unique<LdapSession>(settings_, url_, call_)) {}

LdapConnector::~LdapConnector() = default;

Capabilities LdapConnector::capabilities() const {
    return {.transactions = false, .byte_search = false, .foreign_keys = false};
}

void LdapConnector::cancel() noexcept {
    call_.cancel();
}

template <class Body>
auto LdapConnector::in_call(OffLoop off_loop, const Body& body) -> decltype(body()) {
    const auto ours = [this](const Error& error) {
        return call_.explain(error).in(settings_.name.value());
    };
    const Call::Scope scope = call_.begin();
    if (const auto opened = session_->open(off_loop); !opened) return ours(opened.error());
    auto result = body();
    if (!result) return ours(result.error());
    return result;
}

Result<void> LdapConnector::learn(OffLoop off_loop) {
    GDPRD_TRY_ASSIGN(server_, read_server(off_loop, *session_));
    GDPRD_TRY_ASSIGN(LdapUse use, survey_directory(off_loop, *session_, server_.schema, scope_));
    referrals_ = session_->referrals();
    layout_.emplace(server_.schema, std::move(use));
    return {};
}

Result<const LdapCollection*> LdapConnector::collection(OffLoop off_loop,
                                                        const policy::CollectionName& name) {
    const LdapCollection* found = layout_ ? layout_->find(name) : nullptr;
    if (found == nullptr) {
        GDPRD_TRY(learn(off_loop));
        if (layout_) found = layout_->find(name);
    }
    if (found == nullptr)
        return Error(ErrorCode::not_found, "the store has no such collection", "scan it again");
    return found;
}

LdapEntries LdapConnector::entries(OffLoop off_loop, const LdapCollection& of) {
    return {off_loop, *session_, server_, scope_, of};
}

Result<std::vector<CheckFinding>> LdapConnector::check(OffLoop off_loop) {
    return in_call(off_loop, [&]() -> Result<std::vector<CheckFinding>> {
        GDPRD_TRY(learn(off_loop));
        return check_directory(settings_, url_, server_, *layout_, referrals_);
    });
}

Result<policy::StoreSchema> LdapConnector::inspect(OffLoop off_loop) {
    return in_call(off_loop, [&]() -> Result<policy::StoreSchema> {
        GDPRD_TRY(learn(off_loop));
        policy::StoreSchema out{settings_.name, server_.product,
                                layout_->collections(server_.schema)};
        std::ranges::sort(out.collections, {}, &policy::CollectionSchema::name);
        return out;
    });
}

Result<Sample> LdapConnector::sample(OffLoop off_loop, const policy::CollectionPath& from,
                                     const std::vector<std::string>& fields, SampleBounds most) {
    const SampleBounds bounds = most.within(settings_.sample_rows_max, settings_.sample_chars_max);
    return in_call(off_loop, [&]() -> Result<Sample> {
        GDPRD_TRY_ASSIGN(const LdapCollection* of, collection(off_loop, from.collection));
        LdapEntries all = entries(off_loop, *of);
        return sample_entries(all, fields, {bounds.rows, bounds.chars});
    });
}

Result<std::vector<std::string>> LdapConnector::find(OffLoop off_loop,
                                                     const policy::FindQuery& query,
                                                     const RowSink& sink) {
    return in_call(off_loop, [&]() -> Result<std::vector<std::string>> {
        GDPRD_TRY_ASSIGN(const LdapCollection* of, collection(off_loop, query.in.collection));
        LdapEntries all = entries(off_loop, *of);
        return LdapFinder(all, query).run(sink);
    });
}

Result<policy::RowSet> LdapConnector::read_rows(OffLoop off_loop,
                                                const policy::CollectionPath& from,
                                                const std::vector<std::string>& fields,
                                                const std::vector<policy::RowKey>& keys) {
    return in_call(off_loop, [&]() -> Result<policy::RowSet> {
        GDPRD_TRY_ASSIGN(const LdapCollection* of, collection(off_loop, from.collection));
        policy::RowSet out{from, fields.empty() ? of->fields : fields, {}};
        LdapEntries all = entries(off_loop, *of);
        GDPRD_TRY_ASSIGN(auto read, all.fields(out.fields));
        LdapStepRows rows(all, std::move(read), nullptr, nullptr);
        GDPRD_TRY(read_again(keys, rows, out));
        return out;
    });
}

Result<StepResult> LdapConnector::apply(OffLoop off_loop, const policy::Step& step,
                                        const RowDigester& digest) {
    return in_call(off_loop, [&]() -> Result<StepResult> {
        GDPRD_TRY_ASSIGN(const LdapCollection* of, collection(off_loop, step.in.collection));
        LdapEntries all = entries(off_loop, *of);
        GDPRD_TRY_ASSIGN(auto fields, all.fields(step.fields));
        LdapStepRows rows(all, std::move(fields), &step, &digest);
        // a crash leaves the entry as it was or as it should be: the step, run again, reads it
        // first
        auto result = apply_step(step, digest, rows);
        if (!result) return half_done(result.error(), rows.touched());
        return result;
    });
}

Result<void> LdapConnector::look_at_steps(OffLoop off_loop,
                                          const std::vector<const policy::Step*>& steps,
                                          const DigesterOf& digest_of, StepResult& stale) {
    for (const policy::Step* step : steps) {
        GDPRD_TRY_ASSIGN(const LdapCollection* of, collection(off_loop, step->in.collection));
        LdapEntries all = entries(off_loop, *of);
        const auto seen = look_ahead(all, *step, digest_of(step->in));
        if (!seen) return seen.error().in(to_string(step->in));
        stale.stale += *seen;
    }
    return {};
}

Result<StepResult> LdapConnector::rehearse(OffLoop off_loop,
                                           const std::vector<const policy::Step*>& steps,
                                           const DigesterOf& digest_of) {
    return in_call(off_loop, [&]() -> Result<StepResult> {
        StepResult out;
        GDPRD_TRY(look_at_steps(off_loop, steps, digest_of, out));
        if (out.stale > 0) return out;
        return Error(ErrorCode::unsupported,
                     "a directory has no transactions: what it would refuse was looked for, entry "
                     "by entry, and not tried");
    });
}

Result<ResidueResult> LdapConnector::residue(OffLoop /*off_loop*/,
                                             const std::vector<policy::PersonalCell>& /*values*/) {
    ResidueResult out;
    out.state = ResidueResult::State::unsupported;
    out.what = "the files of a directory server cannot be searched over a connection";
    out.limits = {
        "pages that the server's database freed and has not used again",
        "its logs of changes (accesslog, auditlog) and of operations, and its replicas",
        "creatorsName and modifiersName of entries that this person wrote, which only the "
        "server sets",
        "backups (slapcat) and exports"};
    return out;
}

Result<std::optional<std::string>> LdapConnector::read_anchor(OffLoop /*off_loop*/,
                                                              const std::string& /*origin*/) {
    return no_place().in(settings_.name.value());
}

Result<void> LdapConnector::write_anchor(OffLoop /*off_loop*/, const AnchorChange& /*change*/) {
    return no_place().in(settings_.name.value());
}

}  // namespace gdprd::connectors
