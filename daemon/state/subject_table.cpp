#include "daemon/state/subject_table.hpp"

#include <algorithm>

#include "config/base/crypto.hpp"

namespace gdprd::daemon {

namespace {

/// A row of `subjects`: digest, number, mac; its MAC, when it is its own.
Result<SubjectRowMac> checked(const SubjectSeal& seal, const sqlite::Statement& row) {
    std::array<std::uint8_t, 16> digest{};
    const BytesView stored = row.blob(0);
    if (stored.size() != digest.size()) return subjects_altered();
    std::copy(stored.begin(), stored.end(), digest.begin());
    const auto mac = seal.row({SubjectDigest(digest), static_cast<std::uint64_t>(row.integer(1))});
    if (!SubjectSeal::fits(mac, row.blob(2))) return subjects_altered();
    return mac;
}

/// Takes what the statement gives out of the total: rows that were just deleted.
Result<void> take_out(const SubjectSeal& seal, sqlite::Statement& deleted, SubjectTotal& total) {
    for (;;) {
        GDPRD_TRY_ASSIGN(const bool found, deleted.step());
        if (!found) break;
        GDPRD_TRY_ASSIGN(const SubjectRowMac mac, checked(seal, deleted));
        total.remove(mac);
    }
    deleted.reset();
    return {};
}

}  // namespace

Error subjects_altered() {
    return Error(ErrorCode::corrupt,
                 "events.db was altered: which subject keys identifiers have is not what gdprd "
                 "wrote there, so no key is destroyed by it",
                 "restart gdprd: it makes the file anew from the trail; then find out who wrote "
                 "into the state directory");
}

std::string_view SubjectTable::schema() noexcept {
    return "CREATE TABLE IF NOT EXISTS subjects ("
           " digest BLOB NOT NULL CHECK (length(digest) = 16),"
           " number INTEGER NOT NULL UNIQUE,"
           " mac BLOB NOT NULL CHECK (length(mac) = 16),"
           " PRIMARY KEY (digest, number)) STRICT, WITHOUT ROWID;"
           "CREATE TABLE IF NOT EXISTS seal ("
           " one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),"
           " upto INTEGER NOT NULL,"
           " mac BLOB NOT NULL CHECK (length(mac) = 32)) STRICT";
}

Result<SubjectTotal> SubjectTable::add_up(sqlite::Database& db) const {
    SubjectTotal total;
    GDPRD_TRY_ASSIGN(auto select, db.prepare("SELECT digest, number, mac FROM subjects"));
    for (;;) {
        GDPRD_TRY_ASSIGN(const bool found, select.step());
        if (!found) return total;
        GDPRD_TRY_ASSIGN(const SubjectRowMac mac, checked(seal_, select));
        total.add(mac);
    }
}

Result<EntryIndex> SubjectTable::check_seal(sqlite::Database& db, const SubjectTotal& total) const {
    GDPRD_TRY_ASSIGN(auto select, db.prepare("SELECT upto, mac FROM seal"));
    GDPRD_TRY_ASSIGN(const bool found, select.step());
    if (!found && total.rows == 0) return EntryIndex(0);
    if (!found) return subjects_altered();
    const EntryIndex seen_to(static_cast<std::uint64_t>(select.integer(0)));
    if (!crypto::constant_time_equal(seal_.total(total, seen_to), select.blob(1)))
        return subjects_altered();
    return seen_to;
}

Result<std::vector<SubjectNumbers>> SubjectTable::find(
    sqlite::Database& db, std::span<const SubjectDigest> digests) const {
    std::vector<SubjectNumbers> out;
    out.reserve(digests.size());
    GDPRD_TRY_ASSIGN(auto select, db.prepare("SELECT digest, number, mac FROM subjects "
                                             "WHERE digest = ? ORDER BY number"));
    for (const SubjectDigest& digest : digests) {
        select.reset();
        select.bind(1, BytesView(digest.value()));
        SubjectNumbers& numbers = out.emplace_back();
        for (;;) {
            GDPRD_TRY_ASSIGN(const bool found, select.step());
            if (!found) break;
            GDPRD_TRY(checked(seal_, select));
            numbers.push_back(static_cast<std::uint64_t>(select.integer(1)));
        }
    }
    return out;
}

Result<void> SubjectTable::put(sqlite::Database& db, std::span<const KnownSubject> subjects,
                               SubjectState& state) const {
    GDPRD_TRY_ASSIGN(auto others,
                     db.prepare("DELETE FROM subjects WHERE number = ?2 AND digest <> ?1"
                                " RETURNING digest, number, mac"));
    GDPRD_TRY_ASSIGN(auto insert, db.prepare("INSERT OR IGNORE INTO subjects (digest, number, mac) "
                                             "VALUES (?, ?, ?)"));
    for (const KnownSubject& subject : subjects) {
        const auto number = static_cast<std::int64_t>(subject.number);
        others.bind(1, BytesView(subject.digest.value())).bind(2, number);
        GDPRD_TRY(take_out(seal_, others, state.total));
        const SubjectRowMac mac = seal_.row(subject);
        insert.bind(1, BytesView(subject.digest.value())).bind(2, number);
        insert.bind(3, BytesView(mac.stored));
        GDPRD_TRY(insert.run());
        if (db.changes() > 0) state.total.add(mac);
    }
    return {};
}

Result<void> SubjectTable::forget(sqlite::Database& db, std::span<const std::uint64_t> numbers,
                                  SubjectState& state) const {
    GDPRD_TRY_ASSIGN(auto remove, db.prepare("DELETE FROM subjects WHERE number = ? "
                                             "RETURNING digest, number, mac"));
    for (const std::uint64_t number : numbers) {
        remove.bind(1, static_cast<std::int64_t>(number));
        GDPRD_TRY(take_out(seal_, remove, state.total));
    }
    return {};
}

Result<void> SubjectTable::seal(sqlite::Database& db, const SubjectState& state) const {
    GDPRD_TRY_ASSIGN(auto write,
                     db.prepare("INSERT INTO seal (one, upto, mac) VALUES (1, ?, ?) ON CONFLICT "
                                "(one) DO UPDATE SET upto = excluded.upto, mac = excluded.mac"));
    write.bind(1, static_cast<std::int64_t>(state.seen_to.value()));
    write.bind(2, BytesView(seal_.total(state.total, state.seen_to)));
    return write.run();
}

}  // namespace gdprd::daemon
