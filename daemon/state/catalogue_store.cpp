#include "daemon/state/catalogue_store.hpp"

#include "config/base/cbor.hpp"

namespace gdprd::daemon {

Result<void> CatalogueStore::put(OffLoop off, const policy::Catalogue& catalogue) {
    const auto body = cbor::encode(policy::to_cbor(catalogue));
    return versions_.put(off, policy::version_of(catalogue).value(), body);
}

Result<std::optional<policy::Catalogue>> CatalogueStore::find(OffLoop off,
                                                              const CatalogueVersion& version) {
    GDPRD_TRY_ASSIGN(const auto body, versions_.find(off, version.value()));
    if (!body) return std::optional<policy::Catalogue>{};
    GDPRD_TRY_ASSIGN(const auto value, cbor::decode(*body));
    GDPRD_TRY_ASSIGN(auto catalogue, policy::catalogue_from_cbor(value));
    return std::optional<policy::Catalogue>(std::move(catalogue));
}

Result<std::optional<policy::Catalogue>> CatalogueStore::find_current(OffLoop off) {
    GDPRD_TRY_ASSIGN(const auto binding, versions_.find_last_binding(off));
    if (!binding) return std::optional<policy::Catalogue>{};
    return find(off, CatalogueVersion(binding->version));
}

}  // namespace gdprd::daemon
