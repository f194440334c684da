#include "audit/repacker.hpp"

#include <chrono>

#include "audit/tile_files.hpp"
#include "config/base/log.hpp"
#include "config/base/thread_priority.hpp"

namespace gdprd::audit {

namespace {

constexpr std::chrono::milliseconds kQuiet{500};
/// Where somebody is erased every moment, space is saved nevertheless.
constexpr int kQuietWaitsMax = 120;

}  // namespace

Repacker::Repacker(std::shared_ptr<FileStore> files, std::string dir, KeyRing keys, Hooks hooks)
    : files_(std::move(files)),
      dir_(std::move(dir)),
      keys_(std::move(keys)),
      hooks_(std::move(hooks)),
      thread_([this] { run(); }) {}

Repacker::~Repacker() {
    stopping_ = true;
    state_.lock()->stopping = true;
    asked_.notify_one();
    thread_.join();
}

void Repacker::look() {
    ++state_.lock()->asked;
    asked_.notify_one();
}

void Repacker::wait() {
    auto state = state_.lock();
    const std::uint64_t wanted = state->asked;
    state->hurried = wanted;
    asked_.notify_one();
    answered_.wait(state.unique_lock(), [&] { return state->answered >= wanted; });
}

/// Until no payload was destroyed for a while.
void Repacker::wait_for_quiet() {
    for (int i = 0; i < kQuietWaitsMax; ++i) {
        const std::uint64_t edits_before = hooks_.edits();
        {
            auto state = state_.lock();
            if (asked_.wait_for(state.unique_lock(), kQuiet, [&] { return state->is_urgent(); }))
                return;
        }
        if (hooks_.edits() == edits_before) return;
    }
}

void Repacker::run() {
    make_background_thread();
    for (;;) {
        {
            auto state = state_.lock();
            asked_.wait(state.unique_lock(),
                        [&] { return state->stopping || state->asked != state->answered; });
            if (state->stopping) return;
        }
        wait_for_quiet();
        const std::uint64_t asked = state_.lock()->asked;
        look_at_all();
        state_.lock()->answered = asked;
        answered_.notify_all();
    }
}

void Repacker::look_at_all() {
    const auto segments = list_segments(*files_, dir_);
    if (!segments) return;
    for (std::size_t i = 0; i + 1 < segments->size() && !stopping_; ++i) {
        const ClosedSegment segment{(*segments)[i], (*segments)[i + 1].first_seq};
        if (settled_.contains(segment.name.first_seq)) continue;
        const auto outcome = repack(segment);
        if (outcome && *outcome == Repacked::Outcome::not_yet) continue;
        // Also after an error: it is told once, and tried again after the next start.
        settled_.insert(segment.name.first_seq);
        if (!outcome) {
            log::event(
                log::Event::trail_repack_failed,
                {log::Field::safe_text("segment", segment.name.name), {"error", outcome.error()}});
        }
    }
}

Result<Repacked::Outcome> Repacker::repack(const ClosedSegment& segment) {
    using Outcome = Repacked::Outcome;
    const std::uint64_t edits_before = hooks_.edits();
    TileReader tree(files_, dir_);
    GDPRD_TRY_ASSIGN(
        const Repacked done,
        repack_beside({*files_, dir_, keys_, tree, hooks_.signed_size(), stopping_}, segment));
    if (done.outcome != Outcome::beside) return done.outcome;
    GDPRD_TRY_ASSIGN(const bool replaced, hooks_.replace(edits_before, [&] {
        return put_in_place(*files_, dir_, segment.name);
    }));
    if (!replaced) {
        // A payload may have been destroyed after it was copied.
        discard_beside(*files_, dir_, segment.name);
        return Outcome::not_yet;
    }
    log::event(log::Event::trail_segment_repacked,
               {log::Field::safe_text("segment", segment.name.name),
                {"bytes_before", done.bytes_before},
                {"bytes_after", done.bytes_after},
                {"frames_before", done.frames_before},
                {"frames_after", done.frames_after},
                {"payloads_left_out", done.payloads_left_out}});
    return done.outcome;
}

}  // namespace gdprd::audit
