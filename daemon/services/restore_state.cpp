#include "daemon/services/restore_state.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <utility>

#include "audit/checkpoint.hpp"
#include "audit/ended_trail.hpp"
#include "audit/file_store.hpp"
#include "audit/redacting_file.hpp"
#include "audit/trail_copy.hpp"
#include "audit/verifier.hpp"
#include "config/base/crypto.hpp"
#include "config/base/crypto_cms.hpp"
#include "config/base/files.hpp"
#include "config/limits.hpp"
#include "daemon/services/backup_sums.hpp"
#include "daemon/services/path_in.hpp"
#include "daemon/services/state_copy.hpp"
#include "daemon/services/tar.hpp"

namespace gdprd::daemon {

namespace {

namespace fs = std::filesystem;

constexpr const char* kUnfinished = "restore.unfinished";
constexpr const char* kBackupNote = "the checkpoint of the backup";

/// STATE/restore.unfinished: gone when this dies.
class Workplace {
  public:
    static Result<Workplace> make(const std::string& state) {
        GDPRD_TRY(make_directories(state));
        GDPRD_TRY_ASSIGN(auto lock, audit::FileLock::acquire_directory(state));
        std::error_code failed;
        std::string path = state + "/" + kUnfinished;
        fs::remove_all(path, failed);
        if (failed || !fs::is_empty(state, failed) || failed)
            return Error(ErrorCode::conflict, "the directory is not empty: " + state,
                         "move away what is there, or give another directory");
        GDPRD_TRY(make_directories(path));
        return Workplace(std::move(path), std::move(lock));
    }
    Workplace(Workplace&& other) noexcept
        : path_(std::exchange(other.path_, {})), lock_(std::move(other.lock_)) {}
    Workplace& operator=(Workplace&&) = delete;
    ~Workplace() {
        std::error_code ignored;
        if (!path_.empty()) fs::remove_all(path_, ignored);
    }
    [[nodiscard]] const std::string& path() const noexcept { return path_; }

  private:
    Workplace(std::string path, audit::FileLock lock)
        : path_(std::move(path)), lock_(std::move(lock)) {}
    std::string path_;
    audit::FileLock lock_;  ///< no gdprd works on the directory
};

class Restore {
  public:
    Restore(const RestoreOptions& options, std::string place)
        : options_(options), place_(std::move(place)), trail_(place_ + "/trail") {}

    Result<RestoredState> run(OffLoop off);

  private:
    Result<void> unpack(OffLoop off);
    Result<audit::VerifyReport> verify(OffLoop off, const std::string& dir,
                                       std::vector<std::string> known, const Secret* root_key,
                                       std::string_view phase);
    Result<void> check_trail(OffLoop off);
    Result<audit::NewerTrail> look_at_newer(OffLoop off);
    Result<audit::KeyBackup> open_keys();
    Result<void> check_opened(OffLoop off);
    Result<void> give_names();
    [[nodiscard]] bool go_on() const { return options_.stop == nullptr || !options_.stop->load(); }

    const RestoreOptions& options_;
    std::string place_;
    std::string trail_;
    RestoredState out_;
};

Result<void> Restore::unpack(OffLoop off) {
    const GoOn going = [this] { return go_on(); };
    if (options_.progress) options_.progress("unpack", 0, 0);
    std::error_code failed;
    if (fs::is_directory(options_.backup, failed)) {
        GDPRD_TRY(copy_files(off, options_.backup, place_, {}, going));
    } else {
        GDPRD_TRY(unpack_tar(off, options_.backup, place_, going));
    }
    GDPRD_TRY(check_sums(off, place_));
    if (fs::exists(trail_ + "/keys", failed))
        return Error(ErrorCode::refused, "the backup holds key files of a trail",
                     "no backup that gdprctl made has any: give one of those");
    return {};
}

Result<audit::VerifyReport> Restore::verify(OffLoop off, const std::string& dir,
                                            std::vector<std::string> known, const Secret* root_key,
                                            std::string_view phase) {
    audit::VerifyOptions options;
    options.dir = dir;
    options.vkey = out_.vkey;
    options.known_checkpoints = std::move(known);
    options.known_names = {kBackupNote};
    options.root_key = root_key;
    options.stop = options_.stop;
    options.progress = [this, phase](std::uint64_t done, std::uint64_t of) {
        if (options_.progress) options_.progress(phase, done, of);
    };
    GDPRD_TRY_ASSIGN(auto report, audit::verify_trail(off, options));
    if (report.interrupted) return Error(ErrorCode::cancelled, "it was stopped");
    return report;
}

/// As an auditor does, without any key.
Result<void> Restore::check_trail(OffLoop off) {
    GDPRD_TRY_ASSIGN(const auto key, audit::load_vkey(off, trail_));
    out_.origin = key.name;
    out_.vkey = audit::format_vkey(key.name, key.key);
    GDPRD_TRY_ASSIGN(const auto keys, audit::load_signing_keys(off, trail_));
    if (!options_.vkey.empty()) {
        const auto given = audit::parse_vkey(options_.vkey);
        if (!given) return given.error();
        if (!keys.find(*given))
            return Error(ErrorCode::refused, "the backup is of another trail than the key given",
                         "its verifier key is " + out_.vkey);
        out_.vkey = options_.vkey;
    }
    GDPRD_TRY_ASSIGN(const Bytes note,
                     read_file(trail_ + "/checkpoint", config::limits::kCheckpointBytes));
    out_.checkpoint = std::string(as_text(note));
    std::vector<std::string> known{out_.checkpoint};
    known.insert(known.end(), options_.checkpoints.begin(), options_.checkpoints.end());
    GDPRD_TRY_ASSIGN(const auto report, verify(off, trail_, known, nullptr, "verify"));
    if (!report.ok())
        return Error(ErrorCode::corrupt,
                     "the backup does not verify: " + to_string(report.faults.front()),
                     "take another copy of it, or an older backup; a checkpoint that is newer than "
                     "the backup can only be met by a newer backup");
    out_.entries = report.size;
    return {};
}

/// Only what of it verifies, and only when it goes on from the backup.
Result<audit::NewerTrail> Restore::look_at_newer(OffLoop off) {
    audit::NewerTrail out;
    if (options_.newer.empty()) return out;
    std::error_code failed;
    out.dir = options_.newer;
    if (fs::is_directory(out.dir + "/trail", failed)) out.dir += "/trail";
    GDPRD_TRY_ASSIGN(const auto report,
                     verify(off, out.dir, {out_.checkpoint}, nullptr, "verify the newer trail"));
    const bool contradicts =
        std::any_of(report.faults.begin(), report.faults.end(),
                    [](const audit::Fault& fault) { return fault.file == kBackupNote; });
    if (contradicts || report.size < out_.entries)
        return Error(ErrorCode::refused,
                     "the trail in " + out.dir + " does not go on from the backup: " +
                         std::to_string(report.size) + " entries of it verify",
                     "give a longer copy of the same trail, or none");
    out.size = report.size;
    out_.newer_entries = report.size;
    return out;
}

Result<audit::KeyBackup> Restore::open_keys() {
    const std::string path = options_.keys.empty() ? place_ + "/" + kBackupKeys : options_.keys;
    GDPRD_TRY_ASSIGN(Bytes file, read_file(path, config::limits::kKeyBackupBytes));
    if (options_.private_key.empty()) {
        const Secret plain{BytesView(file)};
        crypto::wipe(file);
        return audit::parse_key_backup(plain.expose());
    }
    auto plain = crypto::cms_open(options_.private_key, file);
    if (!plain) return plain.error().in(path);
    return audit::parse_key_backup(plain->expose());
}

/// With the keys: what they open is what was written.
Result<void> Restore::check_opened(OffLoop off) {
    GDPRD_TRY_ASSIGN(const auto report, verify(off, trail_, {out_.checkpoint}, &options_.root_key,
                                               "verify with keys"));
    if (!report.ok())
        return Error(ErrorCode::corrupt,
                     "the restored trail does not verify: " + to_string(report.faults.front()),
                     "take another copy of the backup, or an older one");
    out_.payloads = report.payloads;
    out_.payloads_erased = report.payloads_erased;
    return {};
}

/// A crash in between leaves a state without a trail, which no gdprd begins anew over: state.db
/// knows entries of it.
Result<void> Restore::give_names() {
    GDPRD_TRY(remove_file(place_ + "/" + kBackupSums));
    GDPRD_TRY(remove_file(place_ + "/" + kBackupKeys));
    GDPRD_TRY(audit::real_files()->sync_tree(place_));
    std::vector<std::string> names;
    std::error_code failed;
    for (const auto& one : fs::directory_iterator(place_, failed))
        names.push_back(one.path().filename().string());
    if (failed) return Error(ErrorCode::io, "cannot list " + place_);
    std::sort(names.begin(), names.end(), [](const std::string& a, const std::string& b) {
        return std::pair(a == "trail", a) < std::pair(b == "trail", b);
    });
    for (const std::string& name : names) {
        const std::string to = path_in(options_.state, name);
        if (std::rename(path_in(place_, name).c_str(), to.c_str()) != 0)
            return system_error("cannot make", to, errno);
        GDPRD_TRY(fsync_directory(options_.state));
    }
    return {};
}

Result<RestoredState> Restore::run(OffLoop off) {
    GDPRD_TRY(unpack(off));
    GDPRD_TRY(check_trail(off));
    // The start would refuse it: better now, while the backup is at hand.
    const audit::RedactingFile noted(audit::real_files(), trail_, out_.origin, options_.root_key);
    if (const auto job = noted.load(); !job)
        return Error(job.error().code(),
                     "the backup holds trail/redacting, which tells gdprd to destroy payloads, but "
                     "gdprd did not write it with this root key for this trail; nothing was done",
                     "give the root key that the backup was made under; if this is it, somebody "
                     "altered the backup: take another copy of it");
    GDPRD_TRY_ASSIGN(const auto newer, look_at_newer(off));
    const auto files = audit::real_files();
    GDPRD_TRY(audit::erase_redacted(off, *files, trail_));
    GDPRD_TRY_ASSIGN(auto keys, open_keys());
    GDPRD_TRY_ASSIGN(out_.keys,
                     audit::restore_keys(off, trail_, options_.root_key, std::move(keys), newer));
    GDPRD_TRY(check_opened(off));
    GDPRD_TRY(give_names());
    return std::move(out_);
}

}  // namespace

Result<RestoredState> restore_state(OffLoop off, const RestoreOptions& options) {
    GDPRD_TRY_ASSIGN(const auto place, Workplace::make(options.state));
    return Restore(options, place.path()).run(off);
}

}  // namespace gdprd::daemon
