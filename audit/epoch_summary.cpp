#include "audit/epoch_summary.hpp"

#include <algorithm>
#include <vector>

#include "audit/evidence.hpp"
#include "audit/frame.hpp"
#include "audit/trail_parts.hpp"

namespace gdprd::audit {

namespace {

constexpr std::uint64_t kSummaryChunk = 4096;

}  // namespace

Result<EpochSummary> TrailEvidence::summarise(OffLoop off, std::uint32_t id) {
    const std::vector<EpochRecord> all = trail_->epochs();
    const auto found =
        std::find_if(all.begin(), all.end(), [id](const EpochRecord& r) { return r.epoch == id; });
    if (found == all.end() || all_zero(found->wrapped)) {
        return Error(ErrorCode::not_found,
                     "epoch " + std::to_string(id) + " is unknown, or its key is destroyed");
    }
    EpochSummary out;
    out.epoch = id;
    out.first_seq = found->first_seq;
    const std::uint64_t durable = trail_->size();
    const std::uint64_t end = found + 1 == all.end() ? durable : (found + 1)->first_seq;
    out.from = WallTime::max();
    out.until = WallTime::min();
    // In parts, so that others read meanwhile.
    for (std::uint64_t at = found->first_seq; at < end; at += kSummaryChunk) {
        auto reader = trail_->impl_->reader.lock();
        GDPRD_TRY((*reader)->see(durable));
        std::vector<std::uint64_t> names;
        const auto sink = [&](const EntryOutline& outline) {
            const Envelope& envelope = outline.envelope;
            const WallTime time(
                std::chrono::nanoseconds(static_cast<std::int64_t>(envelope.wall_ns)));
            ++out.entries;
            ++out.types[envelope.type];
            out.from = std::min(out.from, time);
            out.until = std::max(out.until, time);
            if (envelope.request != 0) names.push_back(envelope.request);
            return true;
        };
        GDPRD_TRY((*reader)->outline(off, EntryIndex(at),
                                     EntryIndex(std::min(at + kSummaryChunk, end)), sink));
        std::sort(names.begin(), names.end());
        names.erase(std::unique(names.begin(), names.end()), names.end());
        for (const std::uint64_t name : names) {
            GDPRD_TRY_ASSIGN(const Definition* const request,
                             (*reader)->define(off, name, DefinitionKind::request, id));
            const bool full = out.requests.size() >= EpochSummary::kRequestsNamed;
            if (!full) out.requests.insert(request->name);
            if (full && !out.requests.contains(request->name)) out.more_requests = true;
        }
    }
    return out;
}

}  // namespace gdprd::audit
