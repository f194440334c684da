#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <tuple>

#include "config/base/files.hpp"
#include "config/loader.hpp"
#include "config/redact.hpp"
#include "daemon/access.hpp"
#include "daemon/app.hpp"
#include "daemon/export/sink.hpp"
#include "daemon/services/open_stores.hpp"
#include "daemon/services/policy_files.hpp"
#include "daemon/services/restore_place.hpp"
#include "daemon/services/state_mark.hpp"
#include "daemon/services/timestamp_service.hpp"
#include "daemon/services/trail_service.hpp"
#include "daemon/services/witness_service.hpp"
#include "daemon/trail_settings.hpp"
#include "policy/language/lint.hpp"

namespace gdprd::daemon {

namespace {

Error not_valid(const config::LoadedSettings& loaded, const std::string& file) {
    return Error(ErrorCode::invalid_argument,
                 "the configuration is not valid\n" + loaded.problems_text(),
                 "mend it, then gdprd --check -c " + file);
}

/// The first error of each: to whom gdprd gives what it signs, sends, or seals.
std::vector<Error> wrong_addressees(OffLoop off, const config::Settings& settings) {
    std::vector<Error> out;
    const auto note = [&](const auto& loaded) {
        if (!loaded) out.push_back(loaded.error());
    };
    note(load_witnesses(settings));
    note(load_timestamp_authority(off, settings));
    note(load_exports(settings));
    return out;
}

std::filesystem::path real_path(const std::string& path) {
    std::error_code failed;
    auto out = std::filesystem::weakly_canonical(path, failed);
    return failed ? std::filesystem::path(path).lexically_normal() : out;
}

/// Settings that are well formed each, and cannot work on this machine or together.
std::vector<Error> wrong_places(const config::Settings& settings) {
    std::vector<Error> out;
    std::error_code failed;
    const std::string& recipients = settings.key_recipients;
    if (!recipients.empty()) std::ignore = std::filesystem::directory_iterator(recipients, failed);
    if (failed)
        out.emplace_back(ErrorCode::not_found,
                         "keys.recipients: this directory cannot be read: " + recipients,
                         "make it, and put the certificates (*.pem) of who may restore the "
                         "keys into it");
    const auto state = real_path(settings.state);
    const auto record = std::filesystem::path(settings.trail.last_signed).parent_path();
    if (!record.empty() && real_path(record.string()) != state &&
        !std::filesystem::is_directory(record, failed))
        out.emplace_back(ErrorCode::not_found,
                         "trail.last_signed: there is no directory " + record.string(),
                         "make it, on another disk when there is one");
    const std::string& backups = settings.backup.directory;
    if (!backups.empty()) {
        const auto inside = real_path(backups).lexically_relative(state);
        if (!inside.empty() && *inside.begin() != "..")
            out.emplace_back(ErrorCode::invalid_argument,
                             "backup.directory: it is inside the state directory: " + backups,
                             "name one elsewhere, best on another disk: what takes the one must "
                             "not take the other");
    }
    if (settings.trail.retention_automatic && settings.trail.retention.count() == 0)
        out.emplace_back(ErrorCode::invalid_argument,
                         "trail.retention_automatic: without trail.retention nothing is ever due",
                         "set trail.retention, or leave trail.retention_automatic out");
    return out;
}

}  // namespace

Result<void> check_places(const config::Settings& settings, const std::string& file) {
    const auto wrong = wrong_places(settings);
    if (wrong.empty()) return {};
    return with_place(wrong.front(), file);
}

Error with_place(const Error& error, const std::string& file) {
    const auto loaded = config::load_settings(file);
    if (!loaded || !loaded->ok()) return error;
    const auto problem = loaded->find_problem(error);
    if (!problem) return error;
    return Error(error.code(), "the configuration is not valid\n" + problem->to_text(file),
                 "mend it, then gdprd --check -c " + file);
}

Result<config::Settings> load_configuration(OffLoop /*off*/, const std::string& file) {
    GDPRD_TRY_ASSIGN(auto loaded, config::load_settings(file));
    if (!loaded.ok()) return not_valid(loaded, file);
    return std::move(loaded.settings);
}

Result<Secret> load_root_key(const config::Settings& settings, const std::string& file) {
    auto key = config::load_key(settings.root_key);
    if (key || key.error().code() != ErrorCode::not_found) return key;
    return Error(ErrorCode::not_found, "keys.root: " + key.error().message(),
                 "make it: gdprd init -c " + file);
}

Result<std::string> check_configuration(OffLoop off, const std::string& file) {
    GDPRD_TRY_ASSIGN(auto loaded, config::load_settings(file));
    for (const auto& [peer, at] : loaded.access_at) {
        if (auto unknown = find_unknown_account(off, peer))
            loaded.problems.push_back({at, std::move(*unknown), {}});
    }
    std::ranges::sort(loaded.problems, {}, &config::yaml::Problem::at);
    if (!loaded.ok()) return not_valid(loaded, file);
    const auto& settings = loaded.settings;
    auto wrong = wrong_addressees(off, settings);
    std::ranges::move(wrong_places(settings), std::back_inserter(wrong));
    for (const auto& error : wrong) {
        auto problem = loaded.find_problem(error);
        if (!problem) return error;
        loaded.problems.push_back(std::move(*problem));
    }
    std::ranges::sort(loaded.problems, {}, &config::yaml::Problem::at);
    if (!loaded.ok()) return not_valid(loaded, file);
    GDPRD_TRY_ASSIGN(const auto root_key, load_root_key(settings, file));
    GDPRD_TRY(load_access(off, settings));
    GDPRD_TRY(load_socket_access(off, settings.socket));
    GDPRD_TRY(check_store_files(off, settings));
    Stores stores;
    GDPRD_TRY(open_stores(off, settings.stores, stores));
    GDPRD_TRY_ASSIGN(const auto files, load_policy_files(off, settings.policies));
    policy::Diagnostics diagnostics;
    const auto policy = policy::parse_policies(files, diagnostics);
    if (policy) policy::lint(*policy, diagnostics);
    if (!policy || diagnostics.errors() > 0) {
        return Error(ErrorCode::invalid_argument,
                     "the policy is not valid\n" + policy::render_text(diagnostics),
                     "mend it, then gdprd --check -c " + file);
    }
    return config::effective_settings(settings);
}

Result<std::string> init_state(OffLoop off, const std::string& file, const Clock& clock) {
    GDPRD_TRY_ASSIGN(const auto settings, load_configuration(off, file));
    GDPRD_TRY(check_places(settings, file));
    std::string out;
    const auto& source = settings.root_key;
    struct stat found{};
    const bool absent = source.kind == config::SecretSource::Kind::file &&
                        ::stat(source.where.c_str(), &found) != 0;
    if (absent) {
        const auto key = Secret::random(crypto::kKeyBytes);
        GDPRD_TRY(create_file_atomically(source.where, key.expose(), 0600));
        out.append("made the root key ").append(source.where).append("\n");
    } else {
        out.append("the root key is there already, and stays as it is\n");
    }
    GDPRD_TRY_ASSIGN(const auto root_key, config::load_key(source));
    GDPRD_TRY(make_directories(settings.state));
    GDPRD_TRY(check_restored(off, settings.state));
    GDPRD_TRY_ASSIGN(const auto trail,
                     TrailService::open(off, trail_dir(settings), trail_options(off, settings),
                                        root_key, clock));
    out.append("Without the root key nothing in ")
        .append(settings.state)
        .append(
            " can be read. Keep a copy of it\n"
            "elsewhere, and backups that keys.recipients can open without it: gdprctl backup "
            "create.\n");
    out.append("Verifier key of the trail, for your auditor:\n").append(trail->vkey()).append("\n");
    return out;
}

Result<std::string> accept_lost_state(OffLoop off, const std::string& file, std::uint64_t entries,
                                      const Clock& clock) {
    GDPRD_TRY_ASSIGN(const auto settings, load_configuration(off, file));
    GDPRD_TRY_ASSIGN(const auto root_key, config::load_key(settings.root_key));
    GDPRD_TRY(check_restored(off, settings.state));
    GDPRD_TRY_ASSIGN(const auto trail,
                     TrailService::open(off, trail_dir(settings), trail_options(off, settings),
                                        root_key, clock));
    GDPRD_TRY_ASSIGN(const auto state, StateDatabase::open(off, settings.state));
    const auto who = actor_of_user(off, ::getuid());
    GDPRD_TRY_ASSIGN(const auto gap, accept_state_loss(off, *trail, *state, entries, who));
    std::string out = "The trail records that " + who.value() + " goes on without what " +
                      std::to_string(gap.entries) +
                      " entries speak of.\nScan the stores again. Requests that these entries "
                      "name are lost or older than they\nwere; look at each, and record it anew "
                      "where it is missing:\n";
    for (const auto& request : gap.requests) out.append(request.value()).append("\n");
    if (gap.requests.empty()) out.append("(none)\n");
    return out;
}

}  // namespace gdprd::daemon
