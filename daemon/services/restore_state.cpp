#include "daemon/services/restore_state.hpp"

#include <algorithm>
#include <filesystem>
#include <utility>

#include "audit/checkpoint.hpp"
#include "audit/ended_trail.hpp"
#include "audit/file_store.hpp"
#include "audit/reader.hpp"
#include "audit/redacting_file.hpp"
#include "audit/trail_copy.hpp"
#include "audit/verifier.hpp"
#include "config/base/crypto.hpp"
#include "config/base/crypto_cms.hpp"
#include "config/base/files.hpp"
#include "config/limits.hpp"
#include "daemon/services/backup_sums.hpp"
#include "daemon/services/restore_place.hpp"
#include "daemon/services/state_copy.hpp"
#include "daemon/services/tar.hpp"

namespace gdprd::daemon {

namespace {

namespace fs = std::filesystem;

constexpr const char* kBackupNote = "the checkpoint of the backup";

class Restore {
  public:
    Restore(const RestoreOptions& options, const RestorePlace& workplace)
        : options_(options),
          workplace_(workplace),
          place_(workplace.path()),
          trail_(place_ + "/trail") {}

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
    Result<void> give_names(OffLoop off);
    [[nodiscard]] bool go_on() const { return options_.stop == nullptr || !options_.stop->load(); }

    const RestoreOptions& options_;
    const RestorePlace& workplace_;
    std::string place_;
    std::string trail_;
    RestoredState out_;
};

Result<void> Restore::unpack(OffLoop off) {
    const GoOn going = [this] { return go_on(); };
    if (options_.progress) options_.progress("unpack", 0, 0);
    std::error_code failed;
    if (!fs::exists(options_.backup, failed) && !failed)
        return Error(ErrorCode::not_found, "there is no backup at " + options_.backup,
                     "give the directory or file that gdprctl backup create printed");
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

/// A file of the trail that is not there, or is no file that could be one, is evidence too.
template <class T>
Result<T> or_damage(Result<T> got, const char* name) {
    if (got) return got;
    const ErrorCode code = got.error().code();
    if (code != ErrorCode::not_found && code != ErrorCode::limit_exceeded &&
        code != ErrorCode::invalid_argument && code != ErrorCode::io)
        return got;
    return Error(ErrorCode::corrupt,
                 "the backup is damaged: " + std::string(name) + ": " + got.error().message(),
                 "take another copy of the backup, or an older one");
}

/// As an auditor does, without any key.
Result<void> Restore::check_trail(OffLoop off) {
    GDPRD_TRY_ASSIGN(const auto key, or_damage(audit::load_vkey(off, trail_), "trail/vkey"));
    out_.origin = key.name;
    out_.vkey = audit::format_vkey(key.name, key.key);
    GDPRD_TRY_ASSIGN(const auto keys,
                     or_damage(audit::load_signing_keys(off, trail_), "trail/successions"));
    if (!options_.vkey.empty()) {
        const auto given = audit::parse_vkey(options_.vkey);
        if (!given) return given.error();
        if (!keys.find(*given))
            return Error(ErrorCode::refused, "the backup is of another trail than the key given",
                         "its verifier key is " + out_.vkey);
        out_.vkey = options_.vkey;
    }
    GDPRD_TRY_ASSIGN(const Bytes note,
                     or_damage(read_file(trail_ + "/checkpoint", config::limits::kCheckpointBytes),
                               "trail/checkpoint"));
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
    GDPRD_TRY_ASSIGN(const auto reader, audit::TrailReader::open(off, trail_, options_.root_key));
    if (out_.entries == 0) return {};
    const auto last = reader->read(off, EntryIndex(out_.entries - 1));
    if (last) out_.last_entry_at = last->wall_time;
    return {};
}

Result<void> Restore::give_names(OffLoop off) {
    GDPRD_TRY(remove_file(place_ + "/" + kBackupSums));
    GDPRD_TRY(remove_file(place_ + "/" + kBackupKeys));
    GDPRD_TRY(audit::real_files()->sync_tree(place_));
    return workplace_.give_names(off);
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
    GDPRD_TRY(give_names(off));
    return std::move(out_);
}

}  // namespace

Result<RestoredState> restore_state(OffLoop off, const RestoreOptions& options) {
    GDPRD_TRY_ASSIGN(const auto place, RestorePlace::make(off, options.state));
    return Restore(options, place).run(off);
}

}  // namespace gdprd::daemon
