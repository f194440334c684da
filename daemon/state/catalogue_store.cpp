#include "daemon/state/catalogue_store.hpp"

#include <algorithm>

#include "config/base/cbor.hpp"

namespace gdprd::daemon {

namespace {

Result<policy::Catalogue> parse_body(BytesView body) {
    GDPRD_TRY_ASSIGN(const auto value, cbor::decode(body));
    return policy::catalogue_from_cbor(value);
}

}  // namespace

Result<void> CatalogueStore::put(OffLoop off, const policy::Catalogue& catalogue) {
    const auto body = cbor::encode(policy::to_cbor(catalogue));
    const auto version = policy::version_of(catalogue);
    return db_->transact(off, [&](sqlite::Database& db) -> Result<void> {
        GDPRD_TRY_ASSIGN(
            auto insert,
            db.prepare("INSERT OR IGNORE INTO catalogues (version, body) VALUES (?, ?)"));
        insert.bind(1, BytesView(version.value())).bind(2, BytesView(body));
        return insert.run();
    });
}

Result<void> CatalogueStore::bind(OffLoop off, const CatalogueVersion& version, EntryIndex entry) {
    return db_->transact(off, [&](sqlite::Database& db) -> Result<void> {
        GDPRD_TRY_ASSIGN(
            auto insert,
            db.prepare("INSERT OR IGNORE INTO catalogue_bindings (entry, version) VALUES (?, ?)"));
        insert.bind(1, static_cast<std::int64_t>(entry.value()))
            .bind(2, BytesView(version.value()));
        return insert.run();
    });
}

Result<std::optional<policy::Catalogue>> CatalogueStore::find(OffLoop off,
                                                              const CatalogueVersion& version) {
    auto db = db_->lock(off);
    GDPRD_TRY_ASSIGN(auto select, db->prepare("SELECT body FROM catalogues WHERE version = ?"));
    select.bind(1, BytesView(version.value()));
    GDPRD_TRY_ASSIGN(const bool found, select.step());
    if (!found) return std::optional<policy::Catalogue>{};
    GDPRD_TRY_ASSIGN(auto catalogue, parse_body(select.blob(0)));
    return std::optional<policy::Catalogue>(std::move(catalogue));
}

Result<std::optional<policy::Catalogue>> CatalogueStore::find_current(OffLoop off) {
    auto db = db_->lock(off);
    GDPRD_TRY_ASSIGN(auto select,
                     db->prepare("SELECT body FROM catalogue_bindings NATURAL JOIN catalogues "
                                 "ORDER BY entry DESC LIMIT 1"));
    GDPRD_TRY_ASSIGN(const bool found, select.step());
    if (!found) return std::optional<policy::Catalogue>{};
    GDPRD_TRY_ASSIGN(auto catalogue, parse_body(select.blob(0)));
    return std::optional<policy::Catalogue>(std::move(catalogue));
}

Result<std::optional<CatalogueStore::Binding>> CatalogueStore::find_last_binding(OffLoop off) {
    auto db = db_->lock(off);
    GDPRD_TRY_ASSIGN(auto select, db->prepare("SELECT entry, version FROM catalogue_bindings "
                                              "ORDER BY entry DESC LIMIT 1"));
    GDPRD_TRY_ASSIGN(const bool found, select.step());
    if (!found) return std::optional<Binding>{};
    Binding binding;
    binding.entry = EntryIndex(static_cast<std::uint64_t>(select.integer(0)));
    Hash version{};
    const auto bytes = select.blob(1);
    if (bytes.size() != version.size()) {
        return Error(ErrorCode::corrupt, "a catalogue version in the state is no digest");
    }
    std::copy(bytes.begin(), bytes.end(), version.begin());
    binding.version = CatalogueVersion(version);
    return std::optional<Binding>(binding);
}

Result<void> CatalogueStore::drop_unbound(OffLoop off) {
    return db_->transact(off, [](sqlite::Database& db) {
        return db.execute(
            "DELETE FROM catalogues WHERE version NOT IN (SELECT version FROM catalogue_bindings)");
    });
}

}  // namespace gdprd::daemon
