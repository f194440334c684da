#include "daemon/services/backup_service.hpp"

#include <fcntl.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <utility>

#include "audit/checkpoint.hpp"
#include "audit/file_store.hpp"
#include "audit/signing_chain.hpp"
#include "config/base/files.hpp"
#include "config/base/log.hpp"
#include "config/base/time.hpp"
#include "config/limits.hpp"
#include "daemon/services/backup_names.hpp"
#include "daemon/services/backup_sums.hpp"
#include "daemon/services/state_copy.hpp"
#include "daemon/services/tar.hpp"

namespace gdprd::daemon {

namespace {

namespace fs = std::filesystem;

constexpr std::string_view kUnfinished = ".unfinished";
constexpr std::chrono::milliseconds kToldEvery{250};

std::uint64_t unix_seconds(WallTime time) {
    return static_cast<std::uint64_t>(
        std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count());
}

/// What a crash, or a kill, left of an earlier backup; another gdprd's that works on its own is
/// locked.
void remove_unfinished(const std::string& directory) {
    std::error_code failed;
    for (const auto& one : fs::directory_iterator(directory, failed)) {
        const std::string name = one.path().filename().string();
        if (!name.starts_with(".gdprd-") || !name.ends_with(kUnfinished)) continue;
        if (audit::FileLock::acquire_directory(one.path().string()))
            fs::remove_all(one.path(), failed);
    }
}

/// Where a backup is made: beside its name, hidden, and locked. What was not given its name is gone
/// when this dies.
class Workplace {
  public:
    static Result<Workplace> make(const std::string& directory, const std::string& name) {
        std::string path = directory + "/." + name + std::string(kUnfinished);
        GDPRD_TRY(make_directories(path));
        GDPRD_TRY_ASSIGN(auto lock, audit::FileLock::acquire_directory(path));
        return Workplace(std::move(path), std::move(lock));
    }
    Workplace(Workplace&& other) noexcept
        : path_(std::exchange(other.path_, {})), lock_(std::move(other.lock_)) {}
    Workplace& operator=(Workplace&&) = delete;
    ~Workplace() {
        std::error_code ignored;
        if (!path_.empty()) fs::remove_all(path_, ignored);
    }
    [[nodiscard]] std::string inside(const std::string& name) const { return path_ + "/" + name; }

  private:
    Workplace(std::string path, audit::FileLock lock)
        : path_(std::move(path)), lock_(std::move(lock)) {}
    std::string path_;
    audit::FileLock lock_;
};

/// In one step, over nothing that is there.
Result<void> give_name(const std::string& from, const std::string& to) {
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) != 0 &&
        (errno != EINVAL || std::rename(from.c_str(), to.c_str()) != 0))
        return system_error("cannot make", to, errno);
    return fsync_directory(parent_directory(to));
}

Error faulty(const audit::VerifyReport& report) {
    return Error(ErrorCode::corrupt,
                 "the copy of the trail does not verify: " + to_string(report.faults.front()),
                 "run gdprctl audit verify, and look at the disk");
}

}  // namespace

Topic topic_of(const BackupId& backup) {
    return Topic("backups/" + backup.value());
}

std::string_view to_string(BackupState state) noexcept {
    switch (state) {
        case BackupState::running:
            return "running";
        case BackupState::done:
            return "done";
        case BackupState::failed:
            return "failed";
    }
    return "unknown";
}

/// Tells how far it is, now and then, and whether to go on.
class BackupService::Progress {
  public:
    Progress(const Means& means, Topic topic) : means_(means), topic_(std::move(topic)) {
        means_.progress.begin(topic_);
    }
    ~Progress() { means_.progress.finish(topic_); }
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    bool tell(std::string_view phase, std::uint64_t done, std::uint64_t of) {
        const auto now = std::chrono::steady_clock::now();
        if (phase != phase_ || now - told_ >= kToldEvery) {
            phase_ = phase;
            told_ = now;
            const boost::json::object event{{"phase", phase}, {"entries", done}, {"of", of}};
            means_.progress.publish(topic_, "phase", boost::json::serialize(event));
        }
        return !means_.stopping;
    }

  private:
    const Means& means_;
    Topic topic_;
    std::string phase_;
    std::chrono::steady_clock::time_point told_;
};

BackupService::BackupService(Means means) : means_(std::move(means)) {
    if (means_.directory.empty()) return;
    if (const auto newest = newest_backup(means_.directory)) newest_ = unix_seconds(*newest);
}

Result<BackupId> BackupService::prepare(OffLoop off) {
    if (means_.directory.empty())
        return Error(ErrorCode::refused, "there is no directory for backups",
                     "name one on another disk in backup.directory, and restart gdprd");
    GDPRD_TRY_ASSIGN(const auto recipients, means_.keys.recipients(off));
    if (recipients.empty())
        return Error(ErrorCode::refused, "the keys of the backup would have no recipient",
                     "put their certificates (*.pem) into a directory and name it in "
                     "keys.recipients");
    if (running_.exchange(true))
        return Error(ErrorCode::conflict, "another backup is being made", "wait for its end");
    const auto number = ++*last_number_.lock();
    BackupReport report;
    report.id =
        BackupId("B-" + std::to_string(means_.trail.incarnation()) + "-" + std::to_string(number));
    keep(report);
    return report.id;
}

void BackupService::abandon(const BackupId& id, const Error& why) {
    BackupReport report;
    report.id = id;
    report.state = BackupState::failed;
    report.failure = why;
    keep(report);
    running_ = false;
}

std::optional<BackupReport> BackupService::find(const BackupId& id) const {
    auto reports = reports_.lock();
    const auto found = reports->find(id);
    return found == reports->end() ? std::nullopt : std::optional(found->second);
}

void BackupService::keep(const BackupReport& report) {
    auto reports = reports_.lock();
    (*reports)[report.id] = report;
    if (reports->size() <= config::limits::kBackupsKept) return;
    const auto old = std::find_if(reports->begin(), reports->end(),
                                  [&](const auto& one) { return one.first != report.id; });
    if (old != reports->end()) reports->erase(old);
}

Result<void> BackupService::record(OffLoop off, const ActorName& who, cbor::Map payload) {
    audit::EntryDraft draft;
    draft.type = audit::EntryType::system;
    draft.actor = who.value();
    draft.payload = std::move(payload);
    GDPRD_TRY(means_.trail.record(off, std::move(draft)));
    return {};
}

/// State, then keys, then the check of all.
Result<void> BackupService::fill(OffLoop off, const std::string& dir, const ActorName& who,
                                 Progress& progress, BackupReport& report) {
    const StateCopyMeans means{means_.state, means_.trail, means_.mark, [&](std::uint64_t entries) {
                                   return progress.tell("copy", entries, means_.trail.size());
                               }};
    const auto signing_keys = [this] { return means_.trail.trail().signing_keys().terms().size(); };
    const std::size_t keys_before = signing_keys();
    GDPRD_TRY_ASSIGN(const CopiedState copied, copy_state(off, means, dir));
    report.entries = copied.entries;
    report.checkpoint = copied.checkpoint;
    // Last: what was destroyed until now is in no key of the backup.
    GDPRD_TRY_ASSIGN(const auto keys, means_.keys.backup(off, who));
    if (signing_keys() != keys_before)
        return Error(ErrorCode::conflict, "the signing key was changed while the backup was made",
                     "make it again");
    report.recipients = keys.recipients.size();
    GDPRD_TRY(write_file_atomically(dir + "/" + kBackupKeys, keys.cms));
    audit::VerifyOptions options;
    options.dir = dir + "/trail";
    options.vkey = means_.trail.vkey();
    options.known_checkpoints = {copied.checkpoint};
    options.threads = 1;  // entries are written meanwhile
    options.stop = &means_.stopping;
    options.progress = [&](std::uint64_t done, std::uint64_t of) {
        progress.tell("verify", done, of);
    };
    GDPRD_TRY_ASSIGN(const auto verified, audit::verify_trail(off, options));
    if (verified.interrupted) return Error(ErrorCode::cancelled, "gdprd is stopping");
    if (!verified.ok()) return faulty(verified);
    if (verified.size != copied.entries || verified.signed_size != copied.entries)
        return Error(ErrorCode::internal, "the copy of the trail does not end at its checkpoint");
    report.payloads = verified.payloads;
    GDPRD_TRY(write_sums(off, dir));
    return audit::real_files()->sync_tree(dir);
}

Result<void> BackupService::make(OffLoop off, BackupForm form, const ActorName& who,
                                 Progress& progress, BackupReport& report) {
    GDPRD_TRY(make_directories(means_.directory));
    remove_unfinished(means_.directory);
    const WallTime now = means_.clock.now();
    const std::string name = free_backup_name(means_.directory, now);
    GDPRD_TRY_ASSIGN(const auto place, Workplace::make(means_.directory, name));
    GDPRD_TRY(record(off, who, {{"event", "backup_begun"}, {"name", name}}));
    const std::string copy = place.inside(name);
    GDPRD_TRY(fill(off, copy, who, progress, report));
    std::string path = means_.directory + "/" + name;
    if (form == BackupForm::archive) {
        const GoOn pack = [&] { return progress.tell("pack", report.entries, report.entries); };
        const std::string file = place.inside("packed");
        GDPRD_TRY(pack_tar(off, copy, name, file, pack));
        GDPRD_TRY(compare_tar(off, file, copy, pack));
        path += kPackedBackup;
        GDPRD_TRY(give_name(file, path));
    } else {
        GDPRD_TRY(give_name(copy, path));
    }
    report.path = path;
    newest_ = unix_seconds(now);
    log::event(log::Event::backup_made,
               {log::Field::safe_text("path", path), {"entries", report.entries}});
    GDPRD_TRY_ASSIGN(const auto head,
                     means_.trail.trail().signing_keys().verify(report.checkpoint));
    return record(
        off, who,
        {{"event", "backup_made"}, {"name", name}, {"root", head.root}, {"size", head.size}});
}

BackupReport BackupService::run(OffLoop off, const BackupId& id, BackupForm form,
                                const ActorName& who) {
    BackupReport report;
    report.id = id;
    Progress progress(means_, topic_of(id));
    const auto made = make(off, form, who, progress, report);
    report.state = made ? BackupState::done : BackupState::failed;
    if (!made) {
        report.failure = made.error();
        // The files that were written say the trail's own advice.
        if (made.error().code() == ErrorCode::unavailable)
            report.failure = Error(ErrorCode::unavailable, made.error().message(),
                                   "make room where " + means_.directory + " is");
        log::event(log::Event::backup_failed, {{"error", made.error()}});
    }
    keep(report);
    running_ = false;
    return report;
}

}  // namespace gdprd::daemon
