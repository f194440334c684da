#include "daemon/services/policy_service.hpp"

#include "config/base/log.hpp"
#include "daemon/services/policy_files.hpp"
#include "daemon/services/version_entries.hpp"

namespace gdprd::daemon {

namespace {

const ActorName kDaemon("gdprd");

/// The first problem with its place, then where all of them are shown.
Error first_of(const Error& error, const std::string& dir) {
    return Error(error.code(), error.message(), "gdprctl policy lint --policy " + dir);
}

cbor::Value files_as_cbor(const std::vector<policy::PolicyFile>& files) {
    cbor::Map out;
    for (const auto& file : files) out[file.name] = Bytes(file.bytes.begin(), file.bytes.end());
    return out;
}

}  // namespace

PolicyService::PolicyService(std::string dir, TrailService& trail, StateDatabase& db)
    : dir_(std::move(dir)), trail_(&trail), versions_(db, VersionKind::policy) {}

Result<std::unique_ptr<PolicyService>> PolicyService::open(OffLoop off, std::string dir,
                                                           TrailService& trail, StateDatabase& db) {
    std::unique_ptr<PolicyService> service(new PolicyService(std::move(dir), trail, db));
    GDPRD_TRY(complete_bindings(off, trail, service->versions_, audit::EntryType::policy));
    GDPRD_TRY(service->reload(off, kDaemon));
    return service;
}

std::shared_ptr<const policy::Policy> PolicyService::current() const {
    return *current_.lock();
}

Result<void> PolicyService::reload(OffLoop off, const ActorName& who) {
    GDPRD_TRY_ASSIGN(const auto files, load_policy_files(off, dir_));
    policy::Diagnostics diagnostics;
    auto parsed = policy::parse_policies(files, diagnostics);
    if (!parsed) return first_of(parsed.error(), dir_);
    const auto version = parsed->version.value();
    GDPRD_TRY_ASSIGN(const auto last, versions_.find_last_binding(off));
    if (!last || last->version != version) {
        GDPRD_TRY(versions_.put(off, version, cbor::encode(files_as_cbor(files))));
        audit::EntryDraft draft;
        draft.type = audit::EntryType::policy;
        draft.actor = who.value();
        cbor::Array names;
        for (const auto& file : files) names.emplace_back(file.name);
        GDPRD_TRY(record_version(off, *trail_, versions_, version, std::move(draft),
                                 cbor::Map{{"files", names},
                                           {"purposes", parsed->purposes.size()},
                                           {"rules", parsed->erasure.size()}}));
        log::event(
            log::Event::policy_in_force,
            {log::Field::safe_text("version", hex_encode(version)), {"files", files.size()}});
    }
    *current_.lock() = std::make_shared<const policy::Policy>(std::move(*parsed));
    return {};
}

}  // namespace gdprd::daemon
