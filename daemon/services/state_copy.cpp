#include "daemon/services/state_copy.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <optional>

#include "audit/checkpoint.hpp"
#include "audit/file_store.hpp"
#include "audit/signing_chain.hpp"
#include "audit/trail_copy.hpp"
#include "config/base/assert.hpp"
#include "config/base/files.hpp"
#include "config/base/sqlite.hpp"
#include "daemon/services/path_in.hpp"

namespace gdprd::daemon {

namespace {

namespace fs = std::filesystem;

constexpr int kTriesMax = 10;
constexpr std::size_t kChunkBytes = 1U << 20;
constexpr std::chrono::seconds kBusyTimeout{5};

/// state.db as it was at one moment, read later by a connection of its own.
class StateSnapshot {
  public:
    static Result<StateSnapshot> take(const std::string& state) {
        GDPRD_TRY_ASSIGN(auto db,
                         sqlite::Database::open(state + "/state.db", sqlite::OpenMode::read_only));
        db.set_busy_timeout(kBusyTimeout);
        GDPRD_TRY(db.execute("BEGIN"));
        // The first read fixes what the transaction sees.
        GDPRD_TRY_ASSIGN(auto select, db.prepare("SELECT count(*) FROM sqlite_schema"));
        GDPRD_TRY(select.step());
        return StateSnapshot(std::move(db));
    }

    /// One file without a journal beside it, checked.
    Result<void> write(const std::string& path) {
        // Made here, for its mode.
        const Descriptor file(::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
        if (!file.valid()) return system_error("cannot create", path, errno);
        GDPRD_TRY_ASSIGN(auto copy, sqlite::Database::open(path, sqlite::OpenMode::read_write));
        GDPRD_TRY(db_.copy_to(copy));
        GDPRD_TRY(db_.execute("COMMIT"));
        GDPRD_TRY(copy.execute("PRAGMA journal_mode = DELETE"));
        GDPRD_TRY_ASSIGN(auto check, copy.prepare("PRAGMA integrity_check"));
        GDPRD_TRY_ASSIGN(const bool row, check.step());
        if (!row || check.text(0) != "ok")
            return Error(ErrorCode::corrupt, "the copy of state.db is damaged",
                         "look at the disk of the state directory");
        return {};
    }

  private:
    explicit StateSnapshot(sqlite::Database db) : db_(std::move(db)) {}
    sqlite::Database db_;
};

Result<void> copy_file(const std::string& from, const std::string& to,
                       const std::function<bool()>& go_on) {
    const Descriptor in(::open(from.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    if (!in.valid()) return system_error("cannot open", from, errno);
    const Descriptor out(::open(to.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
    if (!out.valid()) return system_error("cannot create", to, errno);
    Bytes chunk(kChunkBytes);
    for (;;) {
        const ssize_t got = ::read(in.get(), chunk.data(), chunk.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return system_error("cannot read", from, errno);
        if (got == 0) break;
        GDPRD_TRY(write_all(out.get(), BytesView(chunk).first(static_cast<std::size_t>(got))));
        // Bit by bit: on one disk with the trail, a commit's sync waits for what is on its way.
        if (::fdatasync(out.get()) != 0) return system_error("cannot make durable", to, errno);
        if (go_on && !go_on()) return Error(ErrorCode::cancelled, "the copy was stopped");
    }
    if (::fsync(out.get()) != 0) return system_error("cannot make durable", to, errno);
    return {};
}

/// STATE/trail-1, -2, ...: trails that ended. They do not change.
Result<void> copy_ended_trails(OffLoop off, const StateCopyMeans& means, const std::string& to) {
    // Their ratchets must be in no copy either.
    const std::vector<std::string> but{"keys", "index", "lock", "reserve"};
    const auto go_on = [&] { return !means.progress || means.progress(0); };
    for (int number = 1;; ++number) {
        const std::string name = "/trail-" + std::to_string(number);
        std::error_code failed;
        if (!fs::is_directory(means.state + name, failed)) return {};
        GDPRD_TRY(copy_files(off, means.state + name, to + name, but, go_on));
    }
}

Result<void> copy_positions(OffLoop off, const StateCopyMeans& means, const std::string& to) {
    std::error_code failed;
    if (!fs::is_directory(means.state + "/exports", failed)) return {};
    return copy_files(off, means.state + "/exports", to + "/exports", {}, {});
}

/// What must fit each other: the database, the end of the trail, and which payloads are there.
Result<std::string> copy_end(OffLoop off, const StateCopyMeans& means, audit::TrailCopy& trail,
                             const std::string& to) {
    auto& redactor = means.trail.trail().redactor();
    auto turn = redactor.pause(off);
    for (int tries = 1;; ++tries) {
        std::optional<StateSnapshot> snapshot;
        std::string note;
        GDPRD_TRY(means.mark.hold([&]() -> Result<void> {
            GDPRD_TRY_ASSIGN(snapshot, StateSnapshot::take(means.state));
            GDPRD_TRY_ASSIGN(note, means.trail.checkpoint(off));
            return {};
        }));
        const auto done = trail.finish(off, note);
        if (!done && done.error().code() == ErrorCode::stale && tries < kTriesMax) continue;
        GDPRD_TRY(done);
        // What gdprd itself has yet to finish, and no file that somebody put there.
        if (const Bytes pending = redactor.pending_file(*turn); !pending.empty())
            GDPRD_TRY(write_file_atomically(to + "/trail/redacting", pending));
        GDPRD_ASSERT(snapshot.has_value());
        GDPRD_TRY(snapshot->write(to + "/state.db"));
        return note;
    }
}

}  // namespace

Result<void> copy_files(OffLoop /*off*/, const std::string& from, const std::string& to,
                        const std::vector<std::string>& but, const std::function<bool()>& go_on) {
    GDPRD_TRY(make_directories(to));
    std::error_code failed;
    for (fs::recursive_directory_iterator at(from, failed), end; !failed && at != end;
         at.increment(failed)) {
        const std::string name = fs::path(at->path()).lexically_relative(from).string();
        const std::string first = name.substr(0, name.find('/'));
        if (std::find(but.begin(), but.end(), first) != but.end()) {
            at.disable_recursion_pending();
            continue;
        }
        const auto status = at->symlink_status(failed);
        if (failed) break;
        if (fs::is_directory(status)) {
            GDPRD_TRY(make_directories(path_in(to, name)));
        } else if (!fs::is_regular_file(status)) {
            return Error(ErrorCode::refused, from + " holds something that is no file",
                         "take away links, sockets and pipes from it");
        } else {
            GDPRD_TRY(copy_file(path_in(from, name), path_in(to, name), go_on));
        }
    }
    if (failed) return Error(ErrorCode::io, "cannot list " + from);
    return {};
}

Result<CopiedState> copy_state(OffLoop off, const StateCopyMeans& means, const std::string& to) {
    GDPRD_TRY(make_directories(to));
    CopiedState out;
    audit::TrailCopy trail({means.trail.dir(), to + "/trail", means.progress, nullptr});
    GDPRD_TRY(trail.begin(off));
    GDPRD_TRY(copy_ended_trails(off, means, to));
    // Before the checkpoint: no position is beyond it.
    GDPRD_TRY(copy_positions(off, means, to));
    GDPRD_TRY_ASSIGN(out.checkpoint, copy_end(off, means, trail, to));
    // Some may have been destroyed while their segment was copied, and stand in it half.
    const auto files = audit::real_files();
    GDPRD_TRY_ASSIGN(out.erased, audit::erase_redacted(off, *files, to + "/trail"));
    GDPRD_TRY_ASSIGN(const auto head, means.trail.trail().signing_keys().verify(out.checkpoint));
    out.entries = head.size;
    return out;
}

}  // namespace gdprd::daemon
