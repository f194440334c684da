#include "daemon/services/export_service.hpp"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <thread>

#include "config/base/files.hpp"
#include "config/base/guarded.hpp"
#include "config/base/log.hpp"
#include "config/limits.hpp"
#include "daemon/export/export_cursor.hpp"
#include "daemon/services/trail_service.hpp"

namespace gdprd::daemon {

namespace {

constexpr std::chrono::milliseconds kIdle{500};  // until new entries are looked for
constexpr std::chrono::seconds kSaveEvery{1};
constexpr std::chrono::seconds kPauseMax{300};
constexpr std::chrono::seconds kBehind{config::limits::kExportBehindSeconds};
constexpr std::string_view kPurpose = "export";
constexpr std::string_view kActor = "gdprd";
constexpr std::size_t kStartsPage = 100;

log::Field named(const std::string& name) {
    return log::Field::safe_text("export", name);
}

}  // namespace

std::string_view to_string(ExportState state) noexcept {
    switch (state) {
        case ExportState::waiting:
            return "waiting";
        case ExportState::delivering:
            return "delivering";
        case ExportState::unreachable:
            return "unreachable";
    }
    return "";
}

/// What one export's thread keeps; nobody else looks at it, but for `status`.
struct ExportService::Course {
    Course(const ExportTarget& to, std::unique_ptr<ExportSink> through, ExportCursor position)
        : target(&to), sink(std::move(through)), cursor(std::move(position)) {
        status.lock()->name = to.name;
        status.lock()->kind = std::string(to.kind());
    }
    /// What went over the present connection, the last kExportRepeated entries at least.
    struct Sent {
        EntryIndex from;
        std::size_t entries = 0;
    };

    const ExportTarget* target;
    std::unique_ptr<ExportSink> sink;
    ExportCursor cursor;
    bool opened = false;
    EntryIndex next;
    std::size_t refused = 0;  ///< entries from `next` on that go again just as they were sent
    EntryIndex saved;
    MonotonicTime saved_at{};
    std::deque<Sent> sent;
    MonotonicTime next_try{};
    std::chrono::seconds pause{0};
    std::optional<MonotonicTime> due_since;
    mutable Guarded<ExportStatus> status;
};

struct ExportService::Parts {
    struct Start {
        EntryIndex from;
        bool sealed = false;  ///< by a version whose positions have an HMAC
    };
    struct Position {
        EntryIndex next;
        bool altered = false;  ///< the file is not as it was kept
    };
    Result<std::optional<Start>> last_start(OffLoop off, const std::string& name);
    Result<Position> find_position(OffLoop off, const Course& course);
    Result<void> open(OffLoop off, Course& course);
    Result<std::vector<audit::EntryView>> read(OffLoop off, const Course& course,
                                               EntryIndex& after);
    bool deliver(OffLoop off, Course& course, MonotonicTime now);
    void remember(Course& course, std::size_t entries);
    void repeat_what_may_be_lost(OffLoop off, Course& course);
    void save(OffLoop off, Course& course);
    void save_when_due(OffLoop off, Course& course, MonotonicTime now);
    void taken(Course& course, std::size_t entries);
    void failed(Course& course, const Error& error, MonotonicTime now);
    void tell_if_behind(Course& course, MonotonicTime now);
    void run(Course& course);

    std::vector<ExportTarget> targets;
    Means means;
    std::atomic<bool> stopping{false};
    std::vector<std::unique_ptr<Course>> courses;
    Guarded<bool> stop_asked{false};
    std::condition_variable wake;
    std::vector<std::thread> threads;
};

ExportService::ExportService(std::vector<ExportTarget> targets, Means means, MakeSink make)
    : parts_(std::make_unique<Parts>()) {
    parts_->targets = std::move(targets);
    parts_->means = std::move(means);
    if (!make) make = make_sink;
    for (const ExportTarget& target : parts_->targets) {
        ExportCursor cursor(parts_->means.dir, target.name, parts_->means.trail->origin(),
                            *parts_->means.root_key);
        parts_->courses.push_back(
            std::make_unique<Course>(target, make(target, &parts_->stopping), std::move(cursor)));
    }
}

ExportService::~ExportService() {
    stop();
}

void ExportService::start() {
    for (auto& course : parts_->courses)
        parts_->threads.emplace_back(
            [parts = parts_.get(), one = course.get()] { parts->run(*one); });
}

void ExportService::stop() {
    parts_->stopping = true;
    *parts_->stop_asked.lock() = true;
    parts_->wake.notify_all();
    for (auto& thread : parts_->threads)
        if (thread.joinable()) thread.join();
    parts_->threads.clear();
}

std::vector<ExportStatus> ExportService::status() const {
    std::vector<ExportStatus> out;
    out.reserve(parts_->courses.size());
    for (const auto& course : parts_->courses) out.push_back(*course->status.lock());
    return out;
}

void ExportService::Parts::run(Course& course) {
    const auto off = OffLoop::on_blocking_thread();
    auto asked = stop_asked.lock();
    while (!*asked) {
        asked.unique_lock().unlock();
        const bool more = deliver(off, course, means.clock->monotonic());
        asked.unique_lock().lock();
        if (!more) wake.wait_for(asked.unique_lock(), kIdle, [&] { return *asked; });
    }
    asked.unique_lock().unlock();
    if (course.opened && course.next != course.saved) save(off, course);
}

bool ExportService::round(OffLoop off, std::size_t which) {
    return parts_->deliver(off, *parts_->courses.at(which), parts_->means.clock->monotonic());
}

/// What the trail says of the last start of this export.
Result<std::optional<ExportService::Parts::Start>> ExportService::Parts::last_start(
    OffLoop off, const std::string& name) {
    audit::SearchQuery query;
    query.criteria.types = {audit::EntryType::read};
    query.criteria.actors = {std::string(kActor)};
    query.criteria.purposes = {std::string(kPurpose)};
    query.limit = kStartsPage;
    for (;;) {
        GDPRD_TRY_ASSIGN(const auto page, means.trail->search(off, query));
        for (const auto& entry : page.entries) {
            if (!entry.payload || (*entry.payload)["export"] != cbor::Value(name)) continue;
            const auto from = (*entry.payload)["from"].as_u64();
            if (!from) continue;
            const bool sealed = (*entry.payload)["sealed"] == cbor::Value(true);
            return std::optional(Start{EntryIndex(*from), sealed});
        }
        if (!page.next) return std::optional<Start>();
        query.from = page.next;
    }
}

/// Where to go on. Sent twice is recognised by the index, left out is not: a position that is not
/// the one that was kept leads back to where the last start began.
Result<ExportService::Parts::Position> ExportService::Parts::find_position(OffLoop off,
                                                                           const Course& course) {
    GDPRD_TRY_ASSIGN(const auto last, last_start(off, course.target->name));
    const auto kept = course.cursor.load(off);
    if (!kept && kept.error().code() != ErrorCode::corrupt) return kept.error();
    const EntryIndex began = last ? last->from : EntryIndex(0);
    if (!kept) return Position{began, true};
    const bool from_start = course.target->from_start;
    const std::optional<ExportCursor::Kept>& position = *kept;
    if (!position && last) return Position{from_start ? EntryIndex(0) : began, true};
    if (!position) return Position{EntryIndex(from_start ? 0 : means.trail->size()), false};
    if (!position->sealed && last && last->sealed) return Position{began, true};
    const EntryIndex size(means.trail->size());
    return Position{std::min(position->next, size), position->next < began};
}

/// Records where it goes on: a stream out of the trail is a look into it.
Result<void> ExportService::Parts::open(OffLoop off, Course& course) {
    GDPRD_TRY(make_directories(means.dir));
    GDPRD_TRY_ASSIGN(const Position position, find_position(off, course));
    course.next = position.next;
    if (position.altered)
        log::event(log::Event::export_position_altered,
                   {named(course.target->name), {"next", course.next}});
    audit::EntryDraft draft;
    draft.type = audit::EntryType::read;
    draft.actor = kActor;
    draft.purpose = kPurpose;
    cbor::Map payload{{"what", "export"},
                      {"export", course.target->name},
                      {"kind", course.target->kind()},
                      {"from", course.next.value()},
                      {"sealed", true}};
    if (position.altered) payload.emplace("position", "altered");
    draft.payload = std::move(payload);
    GDPRD_TRY(means.trail->record(off, std::move(draft)));
    // Without it a receiver that only wants what comes would begin later after each failed start.
    GDPRD_TRY(course.cursor.save(off, course.next));
    course.saved = course.next;
    course.saved_at = means.clock->monotonic();
    course.status.lock()->next = course.next;
    course.opened = true;
    return {};
}

/// The next entries for this export; `after` is where the ones after them begin.
Result<std::vector<audit::EntryView>> ExportService::Parts::read(OffLoop off, const Course& course,
                                                                 EntryIndex& after) {
    const EntryIndex size(means.trail->size());
    after = course.next;
    if (course.next >= size) return std::vector<audit::EntryView>{};
    audit::SearchQuery query;
    query.criteria.types = course.target->types;
    query.order = audit::SearchOrder::oldest_first;
    query.from = course.next;
    query.limit = course.refused > 0 ? course.refused : course.target->batch;
    GDPRD_TRY_ASSIGN(auto page, means.trail->search(off, query));
    after = std::max(size, course.next);
    if (!page.entries.empty())
        after = std::max(after, EntryIndex(page.entries.back().index.value() + 1));
    if (page.next) after = *page.next;
    return std::move(page.entries);
}

bool ExportService::Parts::deliver(OffLoop off, Course& course, MonotonicTime now) {
    if (now < course.next_try || !means.trail->healthy()) {
        tell_if_behind(course, now);
        return false;
    }
    if (!course.opened) {
        const auto opened = open(off, course);
        if (!opened) {
            failed(course, opened.error(), now);
            return false;
        }
    }
    if (course.sink->broke()) repeat_what_may_be_lost(off, course);
    EntryIndex after;
    const auto entries = read(off, course, after);
    if (!entries) {
        failed(course, entries.error(), now);
        return false;
    }
    if (!entries->empty()) {
        if (!course.due_since) course.due_since = now;
        const ExportContext context{means.trail->origin(), means.catalogue()};
        const auto delivered = course.sink->deliver(off, *entries, context);
        if (!delivered) {
            course.refused = entries->size();
            failed(course, delivered.error(), now);
            return false;
        }
        course.refused = 0;
        remember(course, entries->size());
        taken(course, entries->size());
    }
    const bool moved = after != course.next;
    course.next = after;
    course.status.lock()->next = after;
    save_when_due(off, course, now);
    return moved && after.value() < means.trail->size();
}

void ExportService::Parts::remember(Course& course, std::size_t entries) {
    course.sent.push_back({course.next, entries});
    std::size_t kept = 0;
    for (const auto& one : course.sent) kept += one.entries;
    while (kept - course.sent.front().entries >= config::limits::kExportRepeated) {
        kept -= course.sent.front().entries;
        course.sent.pop_front();
    }
}

/// The position goes back first, so that a crash before they are sent again repeats them too.
void ExportService::Parts::repeat_what_may_be_lost(OffLoop off, Course& course) {
    if (course.sent.empty()) return;
    course.next = course.sent.front().from;
    course.refused = 0;
    course.sent.clear();
    course.status.lock()->next = course.next;
    save(off, course);
}

void ExportService::Parts::save(OffLoop off, Course& course) {
    const auto saved = course.cursor.save(off, course.next);
    if (saved) {
        course.saved = course.next;
    } else {
        log::event(log::Event::export_position_failed,
                   {named(course.target->name), {"error", saved.error()}});
    }
}

void ExportService::Parts::save_when_due(OffLoop off, Course& course, MonotonicTime now) {
    if (course.next == course.saved || now - course.saved_at < kSaveEvery) return;
    course.saved_at = now;
    save(off, course);
}

void ExportService::Parts::taken(Course& course, std::size_t entries) {
    course.pause = std::chrono::seconds(0);
    course.due_since.reset();
    auto status = course.status.lock();
    if (status->behind || status->state == ExportState::unreachable)
        log::event(log::Event::export_back, {named(course.target->name)});
    status->state = ExportState::delivering;
    status->delivered += entries;
    status->time = means.clock->now();
    status->behind = false;
    status->error.clear();
}

void ExportService::Parts::failed(Course& course, const Error& error, MonotonicTime now) {
    if (error.code() == ErrorCode::cancelled) return;
    course.pause = std::clamp(course.pause * 2, std::chrono::seconds(1), kPauseMax);
    course.next_try = now + course.pause;
    if (!course.due_since) course.due_since = now;
    {
        auto status = course.status.lock();
        // Once for each new trouble, not for each try.
        if (status->state != ExportState::unreachable || status->error != error.message())
            log::event(log::Event::export_unreachable,
                       {named(course.target->name), {"error", error}});
        status->state = ExportState::unreachable;
        status->error = error.message();
    }
    tell_if_behind(course, now);
}

void ExportService::Parts::tell_if_behind(Course& course, MonotonicTime now) {
    if (!course.due_since || now - *course.due_since < kBehind) return;
    auto status = course.status.lock();
    if (std::exchange(status->behind, true)) return;
    log::event(log::Event::export_behind, {named(course.target->name), {"next", status->next}});
}

}  // namespace gdprd::daemon
