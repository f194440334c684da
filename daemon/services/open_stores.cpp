#include "daemon/services/open_stores.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>

#include "connectors/registry.hpp"

namespace gdprd::daemon {

namespace {

Result<Secret> load_password(const config::SecretSource& source) {
    if (!source.given()) return Secret();
    GDPRD_TRY_ASSIGN(const auto stored, config::load_secret(source));
    return Secret(as_bytes(stored.expose_line()));
}

/// Whether `path` lies in `directory`, both as the file system has them.
bool lies_in(const std::filesystem::path& path, const std::filesystem::path& directory) {
    std::error_code failed;
    const auto inner = std::filesystem::weakly_canonical(path, failed);
    if (failed) return false;
    const auto outer = std::filesystem::weakly_canonical(directory, failed);
    if (failed) return false;
    return std::mismatch(outer.begin(), outer.end(), inner.begin(), inner.end()).first ==
           outer.end();
}

/// A directory of files is searched and changed as a whole: nothing of gdprd's own, and no other
/// such store, may be in it or around it.
Result<void> check_directory(const config::Settings& settings, const StoreName& name,
                             const std::string& path) {
    if (lies_in(path, settings.state) || lies_in(settings.state, path))
        return Error(ErrorCode::invalid_argument,
                     "store " + name.value() + " and gdprd's own state directory lie in each other",
                     "name a directory of exports only");
    for (const auto& [other, store] : settings.stores)
        if (other != name && store.kind == config::StoreKind::files && lies_in(path, store.path))
            return Error(
                ErrorCode::invalid_argument,
                "store " + name.value() + " lies in the directory of store " + other.value(),
                "list each directory once: everything in it would be found twice");
    return {};
}

}  // namespace

Result<void> check_store_files(OffLoop /*off*/, const config::Settings& settings) {
    std::map<std::pair<dev_t, ino_t>, StoreName> seen;
    for (const auto& [name, store] : settings.stores) {
        if (store.kind == config::StoreKind::files)
            GDPRD_TRY(check_directory(settings, name, store.path));
        if (store.kind != config::StoreKind::sqlite) continue;
        if (lies_in(store.path, settings.state))
            return Error(ErrorCode::invalid_argument,
                         "store " + name.value() + " is a file of gdprd's own state directory",
                         "name the database of an application");
        struct stat file{};
        if (::stat(store.path.c_str(), &file) != 0) continue;
        const auto [first, fresh] = seen.try_emplace({file.st_dev, file.st_ino}, name);
        if (!fresh)
            return Error(
                ErrorCode::invalid_argument,
                "stores " + first->second.value() + " and " + name.value() + " are the same file",
                "list each database once: everything in it would be found twice");
    }
    return {};
}

Result<void> open_stores(OffLoop /*off*/,
                         const std::map<StoreName, config::StoreSettings>& settings, Stores& into) {
    for (const auto& [name, store] : settings) {
        auto password = load_password(store.password);
        if (!password) return password.error().in("store " + name.value());
        auto connector =
            connectors::make_connector(connectors::settings_of(name, store, std::move(*password)));
        if (!connector) return connector.error().in("store " + name.value());
        into.add(name, std::string(config::to_string(store.kind)), std::move(*connector));
    }
    return {};
}

}  // namespace gdprd::daemon
