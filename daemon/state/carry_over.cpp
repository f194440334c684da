#include "daemon/state/carry_over.hpp"

#include <string_view>

namespace gdprd::daemon {

namespace {

/// Bindings of the other trail go below all that this one will have: the newest is the one in
/// force, and a version without any binding would be dropped.
constexpr std::string_view kShiftBindings =
    "UPDATE version_bindings SET entry = entry - 1 - (SELECT max(entry) - min(min(entry), 0) "
    "FROM version_bindings)";

Result<void> bind_version(sqlite::Database& db, const CarriedOver::Version& one) {
    GDPRD_TRY_ASSIGN(
        auto insert,
        db.prepare("INSERT INTO version_bindings (entry, kind, version) VALUES (?1, ?2, ?3)"));
    insert.bind(1, static_cast<std::int64_t>(one.entry.value()))
        .bind(2, to_string(one.kind))
        .bind(3, BytesView(one.version));
    return insert.run();
}

Result<void> receive_again(sqlite::Database& db, const CarriedOver::Request& one) {
    for (const std::string_view table : {"request_plans", "request_approvals", "request_steps"}) {
        GDPRD_TRY_ASSIGN(auto drop,
                         db.prepare("DELETE FROM " + std::string(table) + " WHERE request = ?1"));
        drop.bind(1, std::string_view(one.id.value()));
        GDPRD_TRY(drop.run());
    }
    GDPRD_TRY_ASSIGN(auto update,
                     db.prepare("UPDATE requests SET state = 'received', plan = NULL, "
                                "open_matches = 0, run_by = '', after_size = 0, entry = ?2 "
                                "WHERE id = ?1"));
    update.bind(1, std::string_view(one.id.value()))
        .bind(2, static_cast<std::int64_t>(one.entry.value()));
    return update.run();
}

/// A number of the other trail's keys would name somebody else's key of this one.
constexpr std::string_view kForgetKeys =
    "UPDATE request_keys SET wrapped = NULL, subject_key = NULL WHERE subject_key IS NOT NULL";

Result<void> keep_key(sqlite::Database& db, const CarriedKey& key) {
    GDPRD_TRY_ASSIGN(auto update, db.prepare("UPDATE request_keys SET wrapped = ?2, subject_key = "
                                             "?3 WHERE request = ?1"));
    update.bind(1, std::string_view(key.request.value()))
        .bind(2, BytesView(key.wrapped))
        .bind(3, static_cast<std::int64_t>(key.subject_key));
    return update.run();
}

Result<void> set_mark(sqlite::Database& db, const TrailMark::Known& last) {
    GDPRD_TRY(db.execute("DELETE FROM trail_mark"));
    GDPRD_TRY_ASSIGN(auto insert, db.prepare("INSERT INTO trail_mark (one, entry, leaf_hash, "
                                             "announced) VALUES (1, ?1, ?2, 0)"));
    insert.bind(1, static_cast<std::int64_t>(last.entry.value()))
        .bind(2, BytesView(last.leaf_hash));
    return insert.run();
}

}  // namespace

Result<void> carry_state_over(OffLoop off, StateDatabase& state, const CarriedOver& to) {
    return state.transact(off, [&](sqlite::Database& db) -> Result<void> {
        GDPRD_TRY(db.execute(kShiftBindings));
        for (const auto& version : to.versions) GDPRD_TRY(bind_version(db, version));
        for (const auto& request : to.requests) GDPRD_TRY(receive_again(db, request));
        GDPRD_TRY(db.execute(kForgetKeys));
        for (const auto& key : to.keys) GDPRD_TRY(keep_key(db, key));
        return set_mark(db, to.last);
    });
}

}  // namespace gdprd::daemon
