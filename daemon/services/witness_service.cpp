#include "daemon/services/witness_service.hpp"

#include <algorithm>
#include <atomic>
#include <future>
#include <map>
#include <optional>

#include "audit/file_store.hpp"
#include "audit/tile_files.hpp"
#include "config/base/files.hpp"
#include "config/base/guarded.hpp"
#include "config/base/log.hpp"
#include "config/limits.hpp"
#include "daemon/async/round_thread.hpp"
#include "daemon/services/trail_service.hpp"
#include "daemon/trail_settings.hpp"

namespace gdprd::daemon {

namespace {

constexpr std::chrono::seconds kRoundEvery{1};
constexpr std::chrono::seconds kPauseMax{300};
constexpr std::chrono::seconds kBehind{config::limits::kWitnessBehindSeconds};
constexpr std::string_view kAddCheckpoint = "/add-checkpoint";
constexpr std::string_view kContentType = "application/octet-stream";
constexpr const char* kEvidenceHint =
    "keep the state directory as it is, it is evidence; compare it with the witness's copy, and "
    "put back the newest state";

Result<HttpAnswered> post_to(OffLoop off, const WitnessTarget& target, const std::string& body,
                             const std::atomic<bool>* stop) {
    HttpPostLimits limits;
    limits.stop = stop;
    return http_post(off, target.http, kContentType, body, limits);
}

Result<audit::Checkpoint> head_of(const std::string& note) {
    GDPRD_TRY_ASSIGN(const audit::SignedNote parsed, audit::parse_note(note));
    return audit::parse_checkpoint(parsed.text);
}

}  // namespace

Result<std::vector<WitnessTarget>> load_witnesses(const config::Settings& settings) {
    std::vector<WitnessTarget> out;
    for (const auto& [name, witness] : settings.witnesses) {
        auto key = audit::parse_vkey(witness.vkey, audit::SignatureType::cosignature_v1);
        if (!key) return key.error().in("witnesses." + name + ".vkey");
        auto http = parse_http_target(witness.url, kAddCheckpoint, witness.tls_ca);
        if (!http) return http.error().in("witnesses." + name + ".url");
        out.push_back({name, std::move(*key), std::move(*http)});
    }
    return out;
}

Result<void> check_with_witnesses(OffLoop off, const config::Settings& settings,
                                  const std::string& note) {
    GDPRD_TRY_ASSIGN(const auto targets, load_witnesses(settings));
    if (note.empty() || targets.empty()) return {};
    const auto ask_one = [&](const WitnessTarget& target) {
        audit::TileReader tiles(audit::real_files(), trail_dir(settings));
        std::uint64_t known_size = 0;  // a witness that knows the trail answers 409 with its size
        return ask_witness(off, target.key, note, tiles, known_size,
                           [&](OffLoop on, const std::string& body) {
                               return post_to(on, target, body, nullptr);
                           });
    };
    std::vector<std::future<Result<WitnessOutcome>>> answers;
    answers.reserve(targets.size());
    for (const WitnessTarget& target : targets) {
        answers.push_back(std::async(std::launch::async, ask_one, std::cref(target)));
    }
    Result<void> verdict;
    for (std::size_t i = 0; i < targets.size(); ++i) {
        const auto outcome = answers[i].get();
        const std::string& name = targets[i].name;
        if (!outcome) {
            log::event(log::Event::witness_unreachable,
                       {log::Field::safe_text("witness", name), {"error", outcome.error()}});
            if (settings.trail.witness_required && verdict) {
                verdict = Error(ErrorCode::unavailable,
                                "the witness " + name +
                                    " does not tell what it knows of the "
                                    "trail: " +
                                    outcome.error().message(),
                                "start it, or set trail.witness_required: false");
            }
        } else if (const auto* against = std::get_if<Contradicted>(&*outcome)) {
            return Error(ErrorCode::corrupt, "the trail is refused: " + against->to_string(name),
                         kEvidenceHint);
        }
    }
    return verdict;
}

std::string_view to_string(WitnessState state) noexcept {
    switch (state) {
        case WitnessState::waiting:
            return "waiting";
        case WitnessState::cosigned:
            return "cosigned";
        case WitnessState::unreachable:
            return "unreachable";
        case WitnessState::refuses:
            return "refuses";
    }
    return "";
}

struct WitnessService::Parts {
    /// The round's own of one witness.
    struct Course {
        std::uint64_t known_size = 0;
        std::string cosigned_note;
        MonotonicTime due_since{};  ///< first checkpoint that waits for it
        MonotonicTime next_try{};
        std::chrono::seconds pause{0};
    };
    using Outcome = std::optional<Result<WitnessOutcome>>;

    std::vector<Outcome> ask_all(OffLoop off, const std::string& note, MonotonicTime now);
    void take(std::size_t index, const Outcome& outcome, const std::string& note,
              std::uint64_t size, MonotonicTime now);
    void keep(const std::vector<Outcome>& outcomes, const std::string& note, std::uint64_t size);
    void anchor_when_due(OffLoop off);
    void tell_if_behind(std::size_t index, MonotonicTime now);
    void fail(std::size_t index, const Error& error, MonotonicTime now);

    std::vector<WitnessTarget> targets;
    std::chrono::seconds anchor_every{};
    TrailService* trail = nullptr;
    const Clock* clock = nullptr;
    Ask ask;
    std::vector<Course> courses;  ///< the rounds' own, like all below
    std::optional<MonotonicTime> anchored_at;
    std::string to_anchor;           ///< cosigned note that no anchor entry quotes yet
    std::uint64_t anchored_end = 0;  ///< size of the trail with the last anchor entry
    mutable Guarded<std::vector<WitnessStatus>> status;
    std::atomic<bool> stopping{false};
    RoundThread rounds;
};

WitnessService::WitnessService(std::vector<WitnessTarget> targets,
                               std::chrono::seconds anchor_every, TrailService& trail,
                               const Clock& clock, Ask ask)
    : parts_(std::make_unique<Parts>()) {
    parts_->targets = std::move(targets);
    parts_->anchor_every = anchor_every;
    parts_->trail = &trail;
    parts_->clock = &clock;
    parts_->ask = ask ? std::move(ask)
                      : [stop = &parts_->stopping](OffLoop off, const WitnessTarget& target,
                                                   const std::string& body) {
                            return post_to(off, target, body, stop);
                        };
    parts_->courses.resize(parts_->targets.size());
    auto status = parts_->status.lock();
    for (const WitnessTarget& target : parts_->targets) {
        WitnessStatus one;
        one.name = target.name;
        one.key = target.key.name;
        status->push_back(std::move(one));
    }
}

WitnessService::~WitnessService() {
    stop();
}

void WitnessService::start() {
    if (parts_->targets.empty()) return;
    parts_->rounds.start(kRoundEvery, [this](OffLoop off) { round(off); });
}

void WitnessService::stop() {
    parts_->stopping = true;
    parts_->rounds.stop();
}

std::vector<WitnessStatus> WitnessService::status() const {
    return *parts_->status.lock();
}

void WitnessService::round(OffLoop off) {
    Parts& parts = *parts_;
    if (!parts.trail->healthy()) return;
    const std::string note = parts.trail->latest_checkpoint();
    const auto head = head_of(note);
    if (!head) return;  // nothing is signed yet
    const auto now = parts.clock->monotonic();
    const auto outcomes = parts.ask_all(off, note, now);
    for (std::size_t i = 0; i < outcomes.size(); ++i)
        parts.take(i, outcomes[i], note, head->size, now);
    parts.keep(outcomes, note, head->size);
    parts.anchor_when_due(off);
}

/// All that are due, at once: one that is slow does not keep the others waiting for long.
std::vector<WitnessService::Parts::Outcome> WitnessService::Parts::ask_all(OffLoop off,
                                                                           const std::string& note,
                                                                           MonotonicTime now) {
    std::vector<std::future<Result<WitnessOutcome>>> asked(targets.size());
    for (std::size_t i = 0; i < targets.size(); ++i) {
        Course& course = courses[i];
        if (course.cosigned_note == note) continue;
        if (course.due_since == MonotonicTime{}) course.due_since = now;
        if (now < course.next_try) continue;
        asked[i] = std::async(std::launch::async, [this, off, &note, &course, i] {
            audit::TileReader tiles(audit::real_files(), trail->dir());
            return ask_witness(
                off, targets[i].key, note, tiles, course.known_size,
                [&](OffLoop on, const std::string& body) { return ask(on, targets[i], body); });
        });
    }
    std::vector<Outcome> out;
    out.reserve(asked.size());
    for (auto& answer : asked) out.push_back(answer.valid() ? Outcome(answer.get()) : Outcome());
    return out;
}

void WitnessService::Parts::take(std::size_t index, const Outcome& outcome, const std::string& note,
                                 std::uint64_t size, MonotonicTime now) {
    Course& course = courses[index];
    const std::string& name = targets[index].name;
    if (!outcome) return tell_if_behind(index, now);
    if (!*outcome) return fail(index, outcome->error(), now);
    if (const auto* against = std::get_if<Contradicted>(&**outcome)) {
        const Error evidence(ErrorCode::corrupt, against->to_string(name), kEvidenceHint);
        auto all = status.lock();
        (*all)[index].state = WitnessState::refuses;
        (*all)[index].error = evidence.message();
        trail->refuse(evidence);
        return;
    }
    course.cosigned_note = note;
    course.due_since = MonotonicTime{};
    course.pause = std::chrono::seconds(0);
    course.next_try = now;
    auto all = status.lock();
    WitnessStatus& one = (*all)[index];
    if (one.behind) log::event(log::Event::witness_back, {log::Field::safe_text("witness", name)});
    one.state = WitnessState::cosigned;
    one.size = size;
    one.time = std::get<Cosigned>(**outcome).time;
    one.behind = false;
    one.error.clear();
}

void WitnessService::Parts::fail(std::size_t index, const Error& error, MonotonicTime now) {
    if (error.code() == ErrorCode::cancelled) return;
    Course& course = courses[index];
    course.pause = std::clamp(course.pause * 2, std::chrono::seconds(1), kPauseMax);
    course.next_try = now + course.pause;
    const bool refuses =
        error.code() == ErrorCode::forbidden || error.code() == ErrorCode::not_found;
    const auto state = refuses ? WitnessState::refuses : WitnessState::unreachable;
    const auto event = refuses ? log::Event::witness_refuses : log::Event::witness_unreachable;
    {
        auto all = status.lock();
        WitnessStatus& one = (*all)[index];
        // Once for each new trouble, not for each try.
        if (one.state != state || one.error != error.message()) {
            log::event(event,
                       {log::Field::safe_text("witness", targets[index].name), {"error", error}});
        }
        one.state = state;
        one.error = error.message();
    }
    tell_if_behind(index, now);
}

void WitnessService::Parts::tell_if_behind(std::size_t index, MonotonicTime now) {
    const Course& course = courses[index];
    if (course.due_since == MonotonicTime{} || now - course.due_since < kBehind) return;
    auto all = status.lock();
    WitnessStatus& one = (*all)[index];
    if (std::exchange(one.behind, true)) return;
    log::event(log::Event::witness_behind,
               {log::Field::safe_text("witness", targets[index].name), {"size", one.size}});
}

/// The checkpoint with the cosignatures of this round. Each witness's newest is one file, so that
/// one that lags does not lose its word to one that does not.
void WitnessService::Parts::keep(const std::vector<Outcome>& outcomes, const std::string& note,
                                 std::uint64_t size) {
    std::string text = note;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < outcomes.size(); ++i) {
        const Outcome& outcome = outcomes[i];
        if (!outcome.has_value() || !outcome->has_value()) continue;
        if (const auto* signed_by = std::get_if<Cosigned>(&**outcome)) {
            text += signed_by->line;
            names.push_back(targets[i].name);
        }
    }
    if (names.empty()) return;
    const std::string dir = trail->dir() + "/cosigned";
    Result<void> kept = make_directories(dir);
    // A crash in between leaves older ones: the witness is asked again.
    for (const auto& name : names) {
        std::string path = dir;
        path.append("/").append(name);
        if (kept) kept = write_file_atomically(path, as_bytes(text));
    }
    if (!kept) log::event(log::Event::trail_checkpoint_failed, {{"error", kept.error()}});
    // The anchor entry itself is nothing new: else an idle trail would grow for ever.
    if (size > anchored_end) to_anchor = std::move(text);
}

void WitnessService::Parts::anchor_when_due(OffLoop off) {
    const auto now = clock->monotonic();
    const bool early = anchored_at.has_value() && now - *anchored_at < anchor_every;
    if (to_anchor.empty() || early || !trail->healthy()) return;
    audit::EntryDraft draft;
    draft.type = audit::EntryType::anchor;
    draft.payload = cbor::Map{{"cosigned", to_anchor}};
    const auto appended = trail->record(off, std::move(draft));
    if (!appended) return;  // told by the trail's own alarms; the next round tries again
    anchored_at = now;
    anchored_end = appended->index.value() + 1;
    to_anchor.clear();
}

}  // namespace gdprd::daemon
