#include "audit/redactor.hpp"

#include <algorithm>
#include <set>

#include "audit/frame.hpp"
#include "audit/segments.hpp"

namespace gdprd::audit {

namespace {

constexpr std::size_t kTargetsMax = 4096;
constexpr std::size_t kFoundMax = 65536;  // the file that notes them stays below its limit
constexpr std::size_t kEntriesOfAppendMax = 256;
constexpr std::uint64_t kScanChunk = 1024;

std::vector<EntryIndex> unique(std::vector<EntryIndex> indexes) {
    std::sort(indexes.begin(), indexes.end());
    indexes.erase(std::unique(indexes.begin(), indexes.end()), indexes.end());
    return indexes;
}

Error must_stay(EntryIndex index) {
    return Error(ErrorCode::refused,
                 "the payload of entry " + std::to_string(index.value()) +
                     " cannot be destroyed: it holds no value and proves what was done",
                 "name entries of the types read, write, request or system");
}

/// What may identify somebody is in payloads of these kinds only.
bool may_go(const Envelope& envelope) {
    if ((envelope.flags & kFlagDefinition) != 0 || envelope.type == EntryType::clock) return false;
    return envelope.payload_key.kind == PayloadKind::subject ||
           envelope.payload_key.kind == PayloadKind::rows ||
           envelope.payload_key.kind == PayloadKind::epoch;
}

}  // namespace

Redactor::Redactor(SubjectKeys& subjects, std::shared_ptr<FileStore> files, std::string dir,
                   RedactingFile noted, TrailCalls trail)
    : subjects_(subjects),
      files_(std::move(files)),
      dir_(std::move(dir)),
      noted_(std::move(noted)),
      trail_(std::move(trail)) {}

Result<Redacted> Redactor::redact(OffLoop off, std::span<const EntryIndex> targets,
                                  const RedactionReason& reason) {
    if (targets.size() > kTargetsMax) {
        return Error(ErrorCode::limit_exceeded, "at most 4096 entries are redacted at once");
    }
    auto turn = turn_.lock();
    Job job;
    job.targets = unique({targets.begin(), targets.end()});
    job.reason = reason;
    GDPRD_TRY(check_targets(off, job));
    if (job.targets.empty()) return Redacted{};
    return run(off, *turn, std::move(job));
}

Result<Redacted> Redactor::shred_subject(OffLoop off, std::uint64_t number,
                                         const RedactionReason& reason) {
    auto turn = turn_.lock();
    Job job;
    job.subjects = {number};
    job.reason = reason;
    // Nothing is noted that cannot be done: a key that is lost would keep every later one waiting.
    const auto key = subjects_.find(off, number);
    if (!key && key.error().code() != ErrorCode::not_found) return key.error();
    const std::uint64_t size = trail_.size();
    // While there is a key to search by: afterwards nobody finds them but by opening every entry.
    GDPRD_TRY_ASSIGN(auto found, trail_.find(off, number, size));
    if (found && found->size() <= kFoundMax) {
        job.targets = unique(std::move(*found));
        job.searched = size;
    }
    return run(off, *turn, std::move(job));
}

Result<Redacted> Redactor::empty(OffLoop off, EntryIndex from, EntryIndex to,
                                 const RedactionReason& reason) {
    Redacted all;
    for (std::uint64_t at = from.value(); at < to.value();) {
        // One step: a backup, or somebody's erasure, may come between two.
        auto turn = turn_.lock();
        GDPRD_TRY(finish_pending(off, *turn));
        Job job;
        job.reason = reason;
        while (at < to.value() && job.targets.size() + kScanChunk <= kTargetsMax) {
            const std::uint64_t end = std::min(at + kScanChunk, to.value());
            GDPRD_TRY(trail_.read(off, [&](TrailReader& reader) -> Result<void> {
                GDPRD_TRY_ASSIGN(const auto found,
                                 reader.find_personal(off, EntryIndex(at), EntryIndex(end)));
                job.targets.insert(job.targets.end(), found.begin(), found.end());
                return {};
            }));
            at = end;
        }
        if (job.targets.empty()) continue;
        GDPRD_TRY_ASSIGN(const Redacted done, run(off, *turn, std::move(job)));
        all.entries += done.entries;
        all.payloads += done.payloads;
        all.bytes += done.bytes;
    }
    return all;
}

Bytes Redactor::pending_file(const Turn& turn) const {
    return turn.pending ? noted_.encode(*turn.pending) : Bytes();
}

/// Hash of the last leaf of a trail of this size.
Result<Hash> Redactor::leaf_before(OffLoop off, std::uint64_t size) {
    Hash out{};
    GDPRD_TRY(trail_.read(off, [&](TrailReader& reader) -> Result<void> {
        GDPRD_TRY_ASSIGN(const auto stored, reader.read_stored(off, EntryIndex(size - 1)));
        out = leaf_hash(stored.leaf);
        return {};
    }));
    return out;
}

/// An old file of gdprd's own orders what was done already, and is harmless; put beside a trail
/// that went on from an older backup, its seqs and numbers would be those of others.
Result<void> Redactor::load(OffLoop off) {
    auto turn = turn_.lock();
    GDPRD_TRY_ASSIGN(auto job, noted_.load());
    if (!job) return {};
    const std::uint64_t size = trail_.size();
    const bool within = job->since != 0 && job->since <= size && job->searched <= job->since &&
                        std::all_of(job->targets.begin(), job->targets.end(),
                                    [&](EntryIndex one) { return one.value() < job->since; });
    Result<Hash> last = within ? leaf_before(off, job->since) : Hash{};
    if (!last) return last.error();
    if (!within || *last != job->last)
        return foreign_redaction(dir_ + "/redacting", "the trail has other entries than it names");
    turn->pending = std::move(*job);
    return {};
}

Result<Redacted> Redactor::resume(OffLoop off) {
    auto turn = turn_.lock();
    return finish_pending(off, *turn);
}

/// Passes over what has no payload any more; refuses what must stay. Of an epoch whose key is
/// destroyed nothing can be checked, and nothing is to be destroyed.
Result<void> Redactor::check_targets(OffLoop off, Job& job) {
    std::vector<EntryIndex> left;
    for (const EntryIndex target : job.targets) {
        GDPRD_TRY(trail_.read(off, [&](TrailReader& reader) -> Result<void> {
            GDPRD_TRY_ASSIGN(const auto place, reader.locate(off, target));
            if (place.bytes == 0 || place.erased) return {};
            GDPRD_TRY_ASSIGN(const auto envelope, reader.open_envelope(off, target));
            if (!envelope) return {};
            if (!may_go(*envelope)) return must_stay(target);
            left.push_back(target);
            return {};
        }));
    }
    job.targets = std::move(left);
    return {};
}

/// An earlier one that could not be finished comes first: the file holds one.
Result<Redacted> Redactor::finish_pending(OffLoop off, Turn& turn) {
    if (!turn.pending) return Redacted{};
    Job job = *turn.pending;
    auto done = finish(off, job);
    const bool wrong = !done && (done.error().code() == ErrorCode::not_found ||
                                 done.error().code() == ErrorCode::refused);
    if (done || wrong) {
        GDPRD_TRY(noted_.remove());
        turn.pending.reset();
    }
    return done;
}

Result<Redacted> Redactor::run(OffLoop off, Turn& turn, Job job) {
    GDPRD_TRY(finish_pending(off, turn));
    job.since = trail_.size();
    GDPRD_TRY_ASSIGN(job.last, leaf_before(off, job.since));
    // Over whatever is there: only what is known from the start or from here is ever done.
    GDPRD_TRY(noted_.save(job));
    turn.pending = std::move(job);
    // A crash from here on: the next start does what is missing.
    return finish_pending(off, turn);
}

Result<Redacted> Redactor::finish(OffLoop off, Job& job) {
    Redacted done;
    GDPRD_TRY(check_targets(off, job));
    if (!job.subjects.empty()) GDPRD_TRY(subjects_.destroy(off, job.subjects));
    GDPRD_TRY(find_targets(off, job));
    GDPRD_TRY(append_entries(off, job, done));
    GDPRD_TRY(destroy(off, job.targets, done));
    return done;
}

Result<void> Redactor::find_targets(OffLoop off, Job& job) {
    const std::uint64_t size = trail_.size();
    for (const std::uint64_t subject : job.subjects) {
        // In parts, so that others read meanwhile.
        for (std::uint64_t at = job.searched; at < size; at += kScanChunk) {
            GDPRD_TRY(trail_.read(off, [&](TrailReader& reader) -> Result<void> {
                GDPRD_TRY_ASSIGN(const auto found,
                                 reader.find_payloads(off, subject, EntryIndex(at),
                                                      EntryIndex(std::min(at + kScanChunk, size))));
                job.targets.insert(job.targets.end(), found.begin(), found.end());
                return {};
            }));
        }
    }
    job.targets = unique(std::move(job.targets));
    return {};
}

/// One for each target that none names yet.
Result<void> Redactor::append_entries(OffLoop off, const Job& job, Redacted& done) {
    std::set<EntryIndex> named;
    const std::uint64_t size = trail_.size();
    for (std::uint64_t at = job.since; at < size; at += kScanChunk) {
        GDPRD_TRY(trail_.read(off, [&](TrailReader& reader) -> Result<void> {
            GDPRD_TRY_ASSIGN(const auto found,
                             reader.find_redacted(off, EntryIndex(at),
                                                  EntryIndex(std::min(at + kScanChunk, size))));
            named.insert(found.begin(), found.end());
            return {};
        }));
    }
    std::vector<EntryDraft> drafts;
    const auto append = [&]() -> Result<void> {
        if (drafts.empty()) return {};
        GDPRD_TRY(trail_.append(off, drafts));
        done.entries += drafts.size();
        drafts.clear();
        return {};
    };
    for (const EntryIndex target : job.targets) {
        if (named.contains(target)) continue;
        EntryDraft& draft = drafts.emplace_back();
        draft.type = EntryType::redact;
        draft.actor = job.reason.actor;
        draft.request = job.reason.request;
        if (!job.reason.payload.is_null()) draft.payload = job.reason.payload;
        draft.redacts = target;
        if (drafts.size() == kEntriesOfAppendMax) GDPRD_TRY(append());
    }
    return append();
}

Result<void> Redactor::destroy(OffLoop off, std::vector<EntryIndex> targets, Redacted& done) {
    if (targets.empty()) return {};
    // Signed first: recovery looks at the payloads of what is not signed, and takes a frame whose
    // payloads are gone for a torn one.
    GDPRD_TRY(trail_.sign(off));
    std::vector<SegmentName> segments;
    GDPRD_TRY_ASSIGN(segments, list_segments(*files_, dir_));
    if (!segments.empty() && targets.back().value() >= segments.back().first_seq) {
        GDPRD_TRY(trail_.close_segment(off));
    }
    for (std::size_t i = 0; i < targets.size();) {
        // Those of one segment at a time: one sync.
        const auto next = std::upper_bound(
            segments.begin(), segments.end(), targets[i].value(),
            [](std::uint64_t seq, const SegmentName& s) { return seq < s.first_seq; });
        std::size_t end = i + 1;
        while (end < targets.size() &&
               (next == segments.end() || targets[end].value() < next->first_seq)) {
            ++end;
        }
        GDPRD_TRY(destroy_in(off, std::span(targets).subspan(i, end - i), done));
        i = end;
    }
    return {};
}

Result<void> Redactor::destroy_in(OffLoop off, std::span<const EntryIndex> targets,
                                  Redacted& done) {
    return trail_.read(off, [&](TrailReader& reader) -> Result<void> {
        std::vector<TrailReader::StoredPlace> places;
        for (const EntryIndex target : targets) {
            GDPRD_TRY_ASSIGN(auto place, reader.locate(off, target));
            if (place.bytes != 0) places.push_back(std::move(place));
        }
        if (places.empty()) return {};
        GDPRD_TRY_ASSIGN(const auto file,
                         files_->open(dir_ + "/" + places.front().segment, FileAccess::write));
        // A crash here leaves some of them: the redact entries are durable, so what is zeros is
        // right, and what is not is destroyed at the next start.
        reader.count_edit();
        reader.forget();
        for (const auto& place : places) {
            if (place.erased) continue;
            GDPRD_TRY(file->write_at(place.offset, Bytes(place.bytes)));
            ++done.payloads;
            done.bytes += place.bytes;
        }
        GDPRD_TRY(file->sync());
        // The medium holds zeros now; whole blocks of them need not be kept.
        for (const auto& place : places) {
            const std::uint64_t begin = round_up_to_block(place.offset);
            const std::uint64_t end = (place.offset + place.bytes) / kBlockBytes * kBlockBytes;
            if (begin < end) GDPRD_TRY(file->free_zeros(begin, end - begin));
        }
        return file->sync();
    });
}

}  // namespace gdprd::audit
