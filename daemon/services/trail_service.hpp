#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "audit/redactor.hpp"
#include "audit/subject_keys.hpp"
#include "audit/trail.hpp"
#include "audit/verifier.hpp"
#include "config/base/clock.hpp"
#include "config/base/off_loop.hpp"
#include "config/base/secret.hpp"

namespace gdprd::audit {
struct Evidence;
struct RevealedEpoch;
}  // namespace gdprd::audit

namespace gdprd::daemon {

class StateMark;

struct TrailQuery {
    audit::ScanFilter filter;
    EntryIndex from;        ///< first index to look at
    std::size_t limit = 0;  ///< 0: the default page
};

struct TrailPage {
    std::vector<audit::EntryView> entries;
    std::optional<EntryIndex> next;  ///< where the next page starts; none: the end was reached
};

/// The one door to the trail. Thread-safe. What cannot be recorded must not be done: every caller
/// passes record()'s error on.
class TrailService {
  public:
    /// `clock` must outlive the service.
    static Result<std::unique_ptr<TrailService>> open(OffLoop off, const std::string& dir,
                                                      audit::TrailOptions options,
                                                      const Secret& root_key, const Clock& clock);

    /// Called once, from the thread that met the failure, when the trail cannot go on. Set before
    /// the first record().
    void on_failure(std::function<void()> tell) { on_failure_ = std::move(tell); }

    /// Nothing is recorded from here on, and the daemon ends: the trail is not the one that others
    /// know. `evidence` says why and is logged once.
    void refuse(const Error& evidence);

    /// From now on each entry that the state database mirrors is announced to it first. `mark` must
    /// outlive every record(). Set before the first record().
    void keep_mark(StateMark& mark) { mark_ = &mark; }

    /// Durable when it returns. A poisoned trail is logged as an alarm once and then every call
    /// fails `unavailable`; healthy() turns false and the daemon ends.
    Result<audit::Appended> record(OffLoop off, audit::EntryDraft draft);
    Result<std::vector<audit::Appended>> record(OffLoop off,
                                                const std::vector<audit::EntryDraft>& drafts);

    /// `count` fresh keys of data subjects; durable, and their commitments recorded, when it
    /// returns. Fails as record() does.
    Result<std::vector<audit::SubjectKeys::Key>> add_subject_keys(OffLoop off, std::size_t count);
    /// not_found: never given out, or destroyed.
    Result<audit::SubjectKeys::Key> subject_key(OffLoop off, std::uint64_t number);
    /// corrupt: an entry commits to the key, and it is neither there nor destroyed.
    Result<void> check_subject_key(OffLoop off, std::uint64_t number);
    /// Of no older copy of the trail's keys does it open anything any more. Done already: no error.
    Result<void> destroy_subject_key(OffLoop off, std::uint64_t number);

    /// The same, and every payload that is under it; each is a redact entry. Fails as record()
    /// does.
    Result<audit::Redacted> shred_subject(OffLoop off, std::uint64_t number,
                                          const audit::RedactionReason& reason);

    Result<TrailPage> list(OffLoop off, const TrailQuery& query);
    /// One page of a search, complete whatever the state of the index.
    Result<audit::SearchPage> search(OffLoop off, const audit::SearchQuery& query);
    Result<audit::SearchStats> stats(OffLoop off);
    [[nodiscard]] audit::IndexState index_state() const;
    Result<audit::EntryView> show(OffLoop off, EntryIndex index);
    /// Opens what of the entry is under the keys of data subjects, as far as these are not
    /// destroyed.
    Result<void> open_for_subjects(OffLoop off, audit::EntryView& entry);
    /// C2SP tlog-proof text.
    Result<std::string> prove(OffLoop off, EntryIndex index);
    Result<audit::Disclosure> disclose(OffLoop off, EntryIndex index);
    /// For an auditor's bundle: see audit::TrailEvidence.
    Result<audit::Evidence> evidence(OffLoop off, EntryIndex index);
    Result<audit::RevealedEpoch> reveal_epoch(OffLoop off, std::uint32_t epoch);
    Result<std::string> prove_under(OffLoop off, EntryIndex index, const std::string& note);
    /// Signs the present head.
    Result<std::string> checkpoint(OffLoop off);
    /// A file of the C2SP tlog-tiles layout, "tile/0/000", as far as the latest note covers it.
    Result<std::string> tile(OffLoop off, const std::string& path) const;
    /// Everything from the first entry on, with the data key, against `known` checkpoints too.
    Result<audit::VerifyReport> verify(OffLoop off, std::vector<std::string> known);

    /// For who handles its keys; entries go through record().
    [[nodiscard]] audit::Trail& trail() noexcept { return *trail_; }
    /// Of the first signing key; see audit::Trail.
    [[nodiscard]] const std::string& vkey() const noexcept;
    /// The trail's file successions, empty when its signing key was never changed.
    Result<std::string> successions(OffLoop off) const;
    [[nodiscard]] const std::string& origin() const noexcept;
    [[nodiscard]] const std::string& dir() const noexcept { return dir_; }
    /// The latest note signed, without signing.
    [[nodiscard]] std::string latest_checkpoint() const;
    [[nodiscard]] std::uint64_t size() const;
    /// Entries of epochs whose keys are destroyed: no search finds them, all verify.
    [[nodiscard]] std::uint64_t unreadable() const;
    /// Counts the runs of requests that ended since the start: outcomes of a whole run.
    [[nodiscard]] std::uint64_t runs_ended() const noexcept { return runs_ended_; }
    /// Counts the starts of this trail's writer.
    [[nodiscard]] std::uint32_t incarnation() const noexcept;
    [[nodiscard]] bool healthy() const noexcept { return !failed_; }

  private:
    TrailService(std::unique_ptr<audit::Trail> trail, std::string dir, std::string last_signed_path,
                 Secret root_key);
    Error failure(const Error& error);

    std::unique_ptr<audit::Trail> trail_;
    std::string dir_;
    std::string last_signed_path_;  ///< empty: in dir_
    Secret root_key_;
    std::atomic<bool> failed_{false};
    std::atomic<std::uint64_t> runs_ended_{0};
    std::function<void()> on_failure_;
    StateMark* mark_ = nullptr;
};

}  // namespace gdprd::daemon
