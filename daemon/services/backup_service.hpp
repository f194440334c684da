#pragma once

#include <atomic>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "config/base/clock.hpp"
#include "config/base/guarded.hpp"
#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"
#include "config/base/strong.hpp"
#include "daemon/services/key_service.hpp"
#include "daemon/services/progress.hpp"
#include "daemon/services/state_mark.hpp"
#include "daemon/services/trail_service.hpp"

namespace gdprd::daemon {

using BackupId = Strong<struct BackupIdTag, std::string>;  ///< "B-3-1"
[[nodiscard]] Topic topic_of(const BackupId& backup);

enum class BackupForm : unsigned char { directory, archive };
enum class BackupState : unsigned char { running, done, failed };
[[nodiscard]] std::string_view to_string(BackupState state) noexcept;

struct BackupReport {
    BackupId id;
    BackupState state = BackupState::running;
    std::string path;              ///< of the directory or file; empty until it is done
    std::uint64_t entries = 0;     ///< of the trail that it holds, verified
    std::uint64_t payloads = 0;    ///< of these, that are there and fit their commitments
    std::string checkpoint;        ///< the note that it ends at
    std::uint64_t recipients = 0;  ///< of the keys in it
    std::optional<Error> failure;
};

/// Backups of the state directory, made while gdprd works. Each is made beside its final name, is
/// verified there, and gets the name only then. Thread-safe.
class BackupService {
  public:
    struct Means {
        std::string state;      ///< the state directory
        std::string directory;  ///< where backups go; empty: none are made
        TrailService& trail;
        StateMark& mark;
        KeyService& keys;
        ProgressHub& progress;
        const Clock& clock;
        const std::atomic<bool>& stopping;
    };
    explicit BackupService(Means means);

    /// Claims an id. conflict while another runs; refused without a directory or recipients.
    Result<BackupId> prepare(OffLoop off);
    /// Makes a prepared backup, recorded before it begins and when it is done. Progress goes to
    /// topic_of(id). What failed leaves nothing under the final name.
    BackupReport run(OffLoop off, const BackupId& id, BackupForm form, const ActorName& who);
    /// For a prepared backup that will not run.
    void abandon(const BackupId& id, const Error& why);
    [[nodiscard]] std::optional<BackupReport> find(const BackupId& id) const;
    /// When the newest backup in the directory was begun, in seconds since 1970; 0: there is none.
    [[nodiscard]] std::uint64_t newest() const noexcept { return newest_; }

  private:
    class Progress;
    Result<void> make(OffLoop off, BackupForm form, const ActorName& who, Progress& progress,
                      BackupReport& report);
    Result<void> fill(OffLoop off, const std::string& dir, const ActorName& who, Progress& progress,
                      BackupReport& report);
    Result<void> record(OffLoop off, const ActorName& who, cbor::Map payload);
    void keep(const BackupReport& report);

    Means means_;
    mutable Guarded<std::map<BackupId, BackupReport>> reports_;
    Guarded<std::uint64_t> last_number_{std::uint64_t{0}};
    std::atomic<bool> running_{false};
    std::atomic<std::uint64_t> newest_{0};
};

}  // namespace gdprd::daemon
