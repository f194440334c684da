#include "daemon/state/version_store.hpp"

#include <algorithm>

namespace gdprd::daemon {

namespace {

Result<Hash> hash_of(BytesView bytes) {
    Hash out{};
    if (bytes.size() != out.size()) {
        return Error(ErrorCode::corrupt, "a version in the state is no digest");
    }
    std::copy(bytes.begin(), bytes.end(), out.begin());
    return out;
}

}  // namespace

std::string_view to_string(VersionKind kind) noexcept {
    switch (kind) {
        case VersionKind::catalogue:
            return "catalogue";
        case VersionKind::policy:
            return "policy";
    }
    return "";
}

Result<void> VersionStore::put(OffLoop off, const Hash& version, BytesView body) {
    return db_->transact(off, [&](sqlite::Database& db) -> Result<void> {
        GDPRD_TRY_ASSIGN(
            auto insert,
            db.prepare("INSERT OR IGNORE INTO versions (kind, version, body) VALUES (?, ?, ?)"));
        insert.bind(1, to_string(kind_)).bind(2, BytesView(version)).bind(3, body);
        return insert.run();
    });
}

Result<void> VersionStore::bind(OffLoop off, const Hash& version, EntryIndex entry) {
    return db_->transact(off, [&](sqlite::Database& db) -> Result<void> {
        GDPRD_TRY_ASSIGN(auto insert, db.prepare("INSERT OR IGNORE INTO version_bindings "
                                                 "(entry, kind, version) VALUES (?, ?, ?)"));
        insert.bind(1, static_cast<std::int64_t>(entry.value()))
            .bind(2, to_string(kind_))
            .bind(3, BytesView(version));
        return insert.run();
    });
}

Result<std::optional<Bytes>> VersionStore::find(OffLoop off, const Hash& version) {
    auto db = db_->lock(off);
    GDPRD_TRY_ASSIGN(auto select,
                     db->prepare("SELECT body FROM versions WHERE kind = ? AND version = ?"));
    select.bind(1, to_string(kind_)).bind(2, BytesView(version));
    GDPRD_TRY_ASSIGN(const bool found, select.step());
    if (!found) return std::optional<Bytes>{};
    const auto body = select.blob(0);
    return std::optional<Bytes>(Bytes(body.begin(), body.end()));
}

Result<std::optional<VersionStore::Binding>> VersionStore::find_last_binding(OffLoop off) {
    auto db = db_->lock(off);
    GDPRD_TRY_ASSIGN(auto select, db->prepare("SELECT entry, version FROM version_bindings "
                                              "WHERE kind = ? ORDER BY entry DESC LIMIT 1"));
    select.bind(1, to_string(kind_));
    GDPRD_TRY_ASSIGN(const bool found, select.step());
    if (!found) return std::optional<Binding>{};
    Binding binding;
    binding.entry = EntryIndex(static_cast<std::uint64_t>(select.integer(0)));
    GDPRD_TRY_ASSIGN(binding.version, hash_of(select.blob(1)));
    return std::optional<Binding>(binding);
}

Result<std::vector<Hash>> VersionStore::find_unbound(OffLoop off) {
    auto db = db_->lock(off);
    GDPRD_TRY_ASSIGN(auto select,
                     db->prepare("SELECT version FROM versions AS v WHERE kind = ? AND NOT EXISTS "
                                 "(SELECT 1 FROM version_bindings AS b "
                                 "WHERE b.kind = v.kind AND b.version = v.version)"));
    select.bind(1, to_string(kind_));
    std::vector<Hash> out;
    for (;;) {
        GDPRD_TRY_ASSIGN(const bool found, select.step());
        if (!found) return out;
        GDPRD_TRY_ASSIGN(const auto version, hash_of(select.blob(0)));
        out.push_back(version);
    }
}

Result<void> VersionStore::drop_unbound(OffLoop off) {
    return db_->transact(off, [&](sqlite::Database& db) -> Result<void> {
        GDPRD_TRY_ASSIGN(auto drop,
                         db.prepare("DELETE FROM versions AS v WHERE kind = ? AND NOT EXISTS "
                                    "(SELECT 1 FROM version_bindings AS b "
                                    "WHERE b.kind = v.kind AND b.version = v.version)"));
        drop.bind(1, to_string(kind_));
        return drop.run();
    });
}

}  // namespace gdprd::daemon
