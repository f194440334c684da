#include "daemon/services/key_service.hpp"

#include <algorithm>
#include <filesystem>

#include "audit/epoch_summary.hpp"
#include "audit/evidence.hpp"
#include "audit/frame.hpp"
#include "audit/key_backup.hpp"
#include "audit/signing_chain.hpp"
#include "config/base/cbor.hpp"
#include "config/base/crypto.hpp"
#include "config/base/files.hpp"
#include "config/base/log.hpp"
#include "config/limits.hpp"
#include "daemon/services/trail_service.hpp"

namespace gdprd::daemon {

namespace {

namespace fs = std::filesystem;

constexpr std::chrono::hours kProposalAge{24};
constexpr std::uint64_t kCertificateBytesMax = 64ULL * 1024;

/// For how long epochs that are due are announced before they are destroyed without a person: by
/// the monotonic clock, so that a wall clock that was set wrong destroys nothing at once.
constexpr std::chrono::hours kAnnouncedFor{24};
constexpr std::size_t kRequestsRecorded = 100;
constexpr std::size_t kEpochsAtOnce = 1000;

std::uint64_t ns_of(WallTime time) {
    return static_cast<std::uint64_t>(std::chrono::nanoseconds(time.time_since_epoch()).count());
}

cbor::Value to_cbor(const DueEpochs& due) {
    cbor::Array epochs(due.epochs.begin(), due.epochs.end());
    cbor::Array requests;
    for (const auto& request : due.requests) {
        if (requests.size() < kRequestsRecorded) requests.emplace_back(request);
    }
    return cbor::Map{{"entries", due.entries},
                     {"epochs", std::move(epochs)},
                     {"from", ns_of(due.from)},
                     {"requests", std::move(requests)},
                     {"until", ns_of(due.until)}};
}

cbor::Value to_cbor(const KeyDestruction& destruction) {
    cbor::Map out{{"at", ns_of(destruction.proposed_at)},
                  {"by", destruction.proposed_by.value()},
                  {"number", destruction.number},
                  {"reason", destruction.reason},
                  {"what", to_string(destruction.what)}};
    if (destruction.what == KeyDestruction::What::due) out["due"] = to_cbor(destruction.due);
    return out;
}

audit::EntryDraft draft(audit::EntryType type, const ActorName& who, cbor::Map payload) {
    audit::EntryDraft out;
    out.type = type;
    out.actor = who.value();
    out.payload = std::move(payload);
    return out;
}

Result<void> check_reason(const std::string& reason) {
    if (!reason.empty() && reason.size() <= config::limits::kKeyReasonBytes &&
        reason.find('@') == std::string::npos)
        return {};
    return Error(ErrorCode::invalid_argument, "a reason has 1 to 500 bytes, and no @",
                 "it stays in the trail: no personal data");
}

Error no_such_proposal() {
    return Error(ErrorCode::not_found, "no such destruction is proposed",
                 "it is forgotten after a day and by a restart; propose it again: gdprctl keys "
                 "destroy");
}

}  // namespace

std::string_view to_string(KeyDestruction::What what) noexcept {
    switch (what) {
        case KeyDestruction::What::epoch:
            return "epoch";
        case KeyDestruction::What::subject:
            return "subject";
        case KeyDestruction::What::due:
            return "due";
    }
    return "unknown";
}

Hash destruction_digest(const KeyDestruction& destruction) {
    return crypto::sha256(cbor::encode(to_cbor(destruction)));
}

KeyService::KeyService(TrailService& trail, const Clock& clock, std::string recipients,
                       const TrailRetention* retention)
    : trail_(trail), clock_(clock), recipients_(std::move(recipients)), retention_(retention) {}

std::vector<audit::EpochRecord> KeyService::epochs() const {
    return trail_.trail().epochs();
}

audit::SigningChain KeyService::signing_keys() const {
    return trail_.trail().signing_keys();
}

std::optional<std::string> KeyService::next_signing_key() const {
    const auto next = trail_.trail().prepared_signing_key();
    if (!next) return std::nullopt;
    return audit::format_vkey(next->name, next->key);
}

Result<std::vector<crypto::CmsRecipient>> KeyService::recipients(OffLoop /*off*/) const {
    std::vector<crypto::CmsRecipient> out;
    if (recipients_.empty()) return out;
    std::error_code error;
    std::vector<std::string> paths;
    for (const auto& entry : fs::directory_iterator(recipients_, error)) {
        if (entry.path().extension() == ".pem") paths.push_back(entry.path().string());
    }
    if (error) {
        return Error(ErrorCode::io,
                     "the directory of keys.recipients cannot be read: " + recipients_);
    }
    std::sort(paths.begin(), paths.end());
    if (paths.size() > config::limits::kBackupRecipients) {
        return Error(ErrorCode::limit_exceeded,
                     "there are too many certificates in " + recipients_);
    }
    for (const std::string& path : paths) {
        GDPRD_TRY_ASSIGN(const Bytes pem, read_file(path, kCertificateBytesMax));
        auto recipient = crypto::parse_recipient(std::string(as_text(pem)));
        if (!recipient) return recipient.error().in(path);
        out.push_back(std::move(*recipient));
    }
    return out;
}

Result<std::uint32_t> KeyService::rotate(OffLoop off, const ActorName& who) {
    GDPRD_TRY_ASSIGN(const std::uint32_t epoch, trail_.trail().rotate_epoch(off));
    GDPRD_TRY(trail_.record(off, draft(audit::EntryType::system, who,
                                       {{"epoch", std::uint64_t{epoch}}, {"event", "rotated"}})));
    return epoch;
}

Result<std::string> KeyService::prepare_signing(OffLoop off, const ActorName& who) {
    const auto there = trail_.trail().prepared_signing_key();
    if (there) return audit::format_vkey(there->name, there->key);
    GDPRD_TRY_ASSIGN(const auto made, trail_.trail().prepare_signing_key(off));
    std::string vkey = audit::format_vkey(made.name, made.key);
    GDPRD_TRY(trail_.record(off, draft(audit::EntryType::system, who,
                                       {{"event", "signing key prepared"}, {"next", vkey}})));
    return vkey;
}

Result<KeyService::SigningChange> KeyService::rotate_signing(OffLoop off, const ActorName& who,
                                                             const std::string& reason) {
    GDPRD_TRY(check_reason(reason));
    GDPRD_TRY_ASSIGN(const std::string next, prepare_signing(off, who));
    GDPRD_TRY(trail_.record(
        off, draft(audit::EntryType::intent, who, {{"reason", reason}, {"signing_key", next}})));
    // A crash from here on: the trail is with the one key or the other, as its file successions
    // says, and the intent may have no outcome.
    auto done = trail_.trail().rotate_signing_key(off);
    if (!done) {
        if (!trail_.healthy()) return done.error();
        GDPRD_TRY(trail_.record(off, draft(audit::EntryType::outcome, who,
                                           {{"result", "failed"}, {"signing_key", next}})));
        return done.error();
    }
    GDPRD_TRY(trail_.record(
        off, draft(audit::EntryType::outcome, who,
                   {{"result", "done"}, {"signed_until", done->size}, {"signing_key", next}})));
    GDPRD_TRY(trail_.checkpoint(off));
    return SigningChange{audit::format_vkey(done->next.name, done->next.key),
                         audit::format_vkey(done->before.name, done->before.key), done->size};
}

Result<KeyService::Backup> KeyService::backup(OffLoop off, const ActorName& who) {
    Backup out;
    GDPRD_TRY_ASSIGN(out.recipients, recipients(off));
    if (out.recipients.empty()) {
        return Error(ErrorCode::refused, "a backup of the keys has no recipient",
                     "put their certificates (*.pem) into a directory and name it in "
                     "keys.recipients");
    }
    cbor::Array fingerprints;
    for (const auto& recipient : out.recipients) fingerprints.push_back(recipient.fingerprint);
    GDPRD_TRY(trail_.record(
        off, draft(audit::EntryType::system, who,
                   {{"event", "keys backed up"}, {"recipients", std::move(fingerprints)}})));
    GDPRD_TRY_ASSIGN(auto keys, trail_.trail().backup_keys(off));
    keys.made_ns = static_cast<std::uint64_t>(
        std::chrono::nanoseconds(clock_.now().time_since_epoch()).count());
    const Secret plain = audit::encode_key_backup(keys);
    GDPRD_TRY_ASSIGN(out.cms, crypto::cms_seal(out.recipients, plain.expose()));
    return out;
}

Result<void> KeyService::check(OffLoop off, const KeyDestruction& destruction) {
    GDPRD_TRY(check_reason(destruction.reason));
    if (destruction.what == KeyDestruction::What::due) return check_due(off, destruction.due);
    if (destruction.what == KeyDestruction::What::subject) {
        GDPRD_TRY(trail_.subject_key(off, destruction.number));
        return {};
    }
    const auto all = epochs();
    const auto found = std::find_if(all.begin(), all.end(), [&](const audit::EpochRecord& r) {
        return r.epoch == destruction.number;
    });
    if (found == all.end() || audit::all_zero(found->wrapped)) {
        return Error(ErrorCode::not_found, "there is no such epoch, or its key is destroyed",
                     "gdprctl keys list");
    }
    if (found + 1 == all.end()) {
        return Error(ErrorCode::refused, "the newest epoch is in use",
                     "begin another one first: gdprctl keys rotate");
    }
    return check_held(off, destruction.number);
}

/// As of those that are due: what a request or a receiver may need stays.
Result<void> KeyService::check_held(OffLoop off, std::uint64_t epoch) {
    GDPRD_TRY_ASSIGN(const auto all, ages(off));
    for (const EpochAge& one : all) {
        if (one.record.epoch != epoch) continue;
        const std::string held = "epoch " + std::to_string(epoch) + " is held: ";
        if (one.hold == EpochHold::requests)
            return Error(ErrorCode::refused,
                         held +
                             "a request that is open, or whose body is kept, may have entries "
                             "in it",
                         "finish the requests that began before its end: gdprctl requests list; "
                         "their bodies go when their time is over");
        if (one.hold == EpochHold::exports)
            return Error(ErrorCode::refused,
                         held + "a receiver of the trail's entries may lack some of it",
                         "let the receivers catch up: gdprctl audit exports");
    }
    return {};
}

/// What was seen by who approved is what is due: a request that came to need one of them since
/// keeps all.
Result<void> KeyService::check_due(OffLoop off, const DueEpochs& due) {
    GDPRD_TRY_ASSIGN(const auto now, retention_ == nullptr ? Result<std::vector<std::uint32_t>>(
                                                                 std::vector<std::uint32_t>{})
                                                           : retention_->due(off));
    if (due.epochs.empty()) {
        return Error(ErrorCode::not_found, "no epoch is due",
                     "gdprctl keys list shows what keeps each; the period is trail.retention");
    }
    for (const std::uint32_t epoch : due.epochs) {
        if (std::find(now.begin(), now.end(), epoch) != now.end()) continue;
        return Error(ErrorCode::stale, "epoch " + std::to_string(epoch) + " is not due any more",
                     "gdprctl keys list shows what keeps it; propose it again");
    }
    return {};
}

Result<std::vector<EpochAge>> KeyService::ages(OffLoop off) const {
    if (retention_ != nullptr) return retention_->look(off);
    std::vector<EpochAge> out;
    for (auto& record : epochs()) {
        EpochAge& one = out.emplace_back();
        one.hold = audit::all_zero(record.wrapped) ? EpochHold::destroyed : EpochHold::no_period;
        one.record = std::move(record);
    }
    return out;
}

Result<DueEpochs> KeyService::due(OffLoop off) {
    DueEpochs out;
    if (retention_ == nullptr) return out;
    GDPRD_TRY_ASSIGN(out.epochs, retention_->due(off));
    if (out.epochs.size() > kEpochsAtOnce) out.epochs.resize(kEpochsAtOnce);
    audit::TrailEvidence evidence(trail_.trail());
    for (const std::uint32_t epoch : out.epochs) {
        GDPRD_TRY_ASSIGN(const auto summary, evidence.summarise(off, epoch));
        if (summary.entries == 0) continue;
        out.from = out.entries == 0 ? summary.from : std::min(out.from, summary.from);
        out.until = out.entries == 0 ? summary.until : std::max(out.until, summary.until);
        out.entries += summary.entries;
        for (const auto& [type, count] : summary.types) out.types[type] += count;
        out.requests.insert(summary.requests.begin(), summary.requests.end());
        out.more_requests = out.more_requests || summary.more_requests;
    }
    return out;
}

Result<Hash> KeyService::propose_due(OffLoop off, std::string reason, const ActorName& who) {
    KeyDestruction destruction;
    destruction.what = KeyDestruction::What::due;
    GDPRD_TRY_ASSIGN(destruction.due, due(off));
    destruction.reason = std::move(reason);
    destruction.proposed_by = who;
    return propose(off, std::move(destruction));
}

Result<void> KeyService::destroy_epochs(OffLoop off, const std::vector<std::uint32_t>& epochs) {
    for (const std::uint32_t epoch : epochs) GDPRD_TRY(trail_.trail().destroy_epoch(off, epoch));
    return {};
}

Result<std::size_t> KeyService::let_due_go(OffLoop off) {
    GDPRD_TRY_ASSIGN(const DueEpochs gone, due(off));
    if (gone.epochs.empty()) return std::size_t{0};
    const ActorName self("gdprd");
    {
        auto announced = announced_.lock();
        const bool known =
            std::all_of(gone.epochs.begin(), gone.epochs.end(), [&](std::uint32_t epoch) {
                return std::find(announced->epochs.begin(), announced->epochs.end(), epoch) !=
                       announced->epochs.end();
            });
        const auto now = clock_.monotonic();
        if (known && now - announced->since < kAnnouncedFor) return std::size_t{0};
        if (!known) {
            log::event(log::Event::trail_retention_due,
                       {{"epochs", gone.epochs.size()}, {"entries", gone.entries}});
            GDPRD_TRY(
                trail_.record(off, draft(audit::EntryType::system, self,
                                         {{"due", to_cbor(gone)}, {"event", "retention_due"}})));
            *announced = {gone.epochs, now};
            return std::size_t{0};
        }
    }
    // There is no person in it: the setting is the ground, and it is named with the period.
    const cbor::Map ground{
        {"due", to_cbor(gone)},
        {"setting", "trail.retention"},
        {"seconds",
         static_cast<std::uint64_t>(
             std::chrono::duration_cast<std::chrono::seconds>(retention_->period()).count())}};
    const Hash digest = crypto::sha256(cbor::encode(ground));
    GDPRD_TRY(trail_.record(
        off, draft(audit::EntryType::plan, self, {{"destroy_key", ground}, {"digest", digest}})));
    GDPRD_TRY(trail_.record(off, draft(audit::EntryType::intent, self, {{"digest", digest}})));
    // A crash from here on: some are gone, each with its own key entry; the rest is due again.
    GDPRD_TRY(destroy_epochs(off, gone.epochs));
    GDPRD_TRY(trail_.record(
        off, draft(audit::EntryType::outcome, self, {{"digest", digest}, {"result", "done"}})));
    log::event(log::Event::trail_retention_done,
               {{"epochs", gone.epochs.size()}, {"entries", gone.entries}});
    return gone.epochs.size();
}

void KeyService::forget_old() {
    const auto now = clock_.now();
    auto proposed = proposed_.lock();
    std::erase_if(*proposed,
                  [&](const auto& one) { return now - one.second.proposed_at > kProposalAge; });
}

/// Before anything is proposed, so that both people see what they decide on.
Result<DueEpochs> KeyService::look_at(OffLoop off, const KeyDestruction& destruction) {
    DueEpochs out;
    if (destruction.what == KeyDestruction::What::due) return out;
    if (destruction.what == KeyDestruction::What::epoch) {
        const auto epoch = static_cast<std::uint32_t>(destruction.number);
        GDPRD_TRY_ASSIGN(const auto summary,
                         audit::TrailEvidence(trail_.trail()).summarise(off, epoch));
        out.epochs = {epoch};
        out.entries = summary.entries;
        out.from = summary.from;
        out.until = summary.until;
        out.types = summary.types;
        out.requests = summary.requests;
        out.more_requests = summary.more_requests;
        return out;
    }
    audit::SearchQuery query;
    query.criteria.subjects = {destruction.number};
    query.order = audit::SearchOrder::oldest_first;
    query.limit = config::limits::kTrailPage;
    for (;;) {
        GDPRD_TRY_ASSIGN(const auto page, trail_.search(off, query));
        for (const auto& entry : page.entries) {
            out.from = out.entries == 0 ? entry.wall_time : std::min(out.from, entry.wall_time);
            out.until = out.entries == 0 ? entry.wall_time : std::max(out.until, entry.wall_time);
            ++out.entries;
            ++out.types[entry.type];
            const bool room = out.requests.size() < audit::EpochSummary::kRequestsNamed;
            if (!entry.request.empty() && room) out.requests.insert(entry.request);
            out.more_requests = out.more_requests || (!entry.request.empty() && !room);
        }
        if (!page.next) return out;
        query.from = *page.next;
    }
}

Result<Hash> KeyService::propose(OffLoop off, KeyDestruction destruction) {
    GDPRD_TRY(check(off, destruction));
    forget_old();
    GDPRD_TRY_ASSIGN(destruction.goes, look_at(off, destruction));
    destruction.proposed_at = clock_.now();
    const Hash digest = destruction_digest(destruction);
    if (proposed_.lock()->size() >= config::limits::kKeyDestructions) {
        return Error(ErrorCode::limit_exceeded, "too many destructions wait for an approval");
    }
    GDPRD_TRY(
        trail_.record(off, draft(audit::EntryType::plan, destruction.proposed_by,
                                 {{"destroy_key", to_cbor(destruction)}, {"digest", digest}})));
    proposed_.lock()->emplace(digest, std::move(destruction));
    return digest;
}

std::map<Hash, KeyDestruction> KeyService::proposed() {
    forget_old();
    return *proposed_.lock();
}

Result<DestroyedKey> KeyService::approve(OffLoop off, const Hash& digest, const ActorName& who) {
    forget_old();
    DestroyedKey out;
    {
        auto proposed = proposed_.lock();
        const auto found = proposed->find(digest);
        if (found == proposed->end()) return no_such_proposal();
        if (found->second.proposed_by == who) {
            return Error(ErrorCode::forbidden, "who proposed it cannot approve it",
                         "somebody else approves: gdprctl keys destroy --approve=DIGEST");
        }
        out.destruction = found->second;
    }
    GDPRD_TRY(check(off, out.destruction));
    GDPRD_TRY(trail_.record(off, draft(audit::EntryType::approval, who, {{"digest", digest}})));
    GDPRD_TRY(trail_.record(off, draft(audit::EntryType::intent, who, {{"digest", digest}})));
    // A crash from here on: the key is there or not, and the intent has no outcome; propose again.
    if (out.destruction.what == KeyDestruction::What::epoch) {
        GDPRD_TRY(destroy_epochs(off, {static_cast<std::uint32_t>(out.destruction.number)}));
    } else if (out.destruction.what == KeyDestruction::What::due) {
        GDPRD_TRY(destroy_epochs(off, out.destruction.due.epochs));
    } else {
        const audit::RedactionReason reason{who.value(), "", cbor::Map{{"digest", digest}}};
        GDPRD_TRY_ASSIGN(out.redacted, trail_.trail().redactor().shred_subject(
                                           off, out.destruction.number, reason));
    }
    proposed_.lock()->erase(digest);
    GDPRD_TRY(trail_.record(
        off, draft(audit::EntryType::outcome, who,
                   {{"digest", digest}, {"payloads", out.redacted.payloads}, {"result", "done"}})));
    return out;
}

}  // namespace gdprd::daemon
