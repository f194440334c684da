#include "daemon/app.hpp"

#include <systemd/sd-daemon.h>
#include <unistd.h>

#include <algorithm>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <csignal>
#include <ctime>
#include <future>
#include <thread>
#include <tuple>

#include "config/base/files.hpp"
#include "config/base/log.hpp"
#include "config/limits.hpp"
#include "config/secret_source.hpp"
#include "daemon/access.hpp"
#include "daemon/feed/answer_feed.hpp"
#include "daemon/feed/feed_session.hpp"
#include "daemon/http/api.hpp"
#include "daemon/http/dispatcher.hpp"
#include "daemon/http/listener.hpp"
#include "daemon/services/anchor_service.hpp"
#include "daemon/services/backup_service.hpp"
#include "daemon/services/export_service.hpp"
#include "daemon/services/open_stores.hpp"
#include "daemon/services/quality_service.hpp"
#include "daemon/services/request_service.hpp"
#include "daemon/services/restore_place.hpp"
#include "daemon/services/services.hpp"
#include "daemon/services/state_mark.hpp"
#include "daemon/services/timestamp_service.hpp"
#include "daemon/services/witness_service.hpp"
#include "daemon/trail_settings.hpp"
#include "policy/language/lint.hpp"

namespace gdprd::daemon {

namespace {

namespace asio = boost::asio;

constexpr std::chrono::seconds kSessionGrace{5};  // for answers under way
constexpr std::chrono::seconds kRunGrace{60};     // for a step to reach its boundary

void notify_reloading() {
    timespec now{};
    ::clock_gettime(CLOCK_MONOTONIC, &now);
    const auto micros = now.tv_sec * 1'000'000LL + now.tv_nsec / 1'000;
    ::sd_notifyf(0, "RELOADING=1\nMONOTONIC_USEC=%lld", static_cast<long long>(micros));
}

RequestOptions request_options(const config::Settings& settings) {
    RequestOptions options;
    options.zone = find_zone(settings.organisation.zone).value_or(Zone{});  // checked by the loader
    options.organisation = settings.organisation.name;
    options.contact = settings.organisation.contact;
    options.package_kept = std::chrono::days(settings.requests.package_days);
    options.bodies_kept = std::chrono::days(settings.requests.body_days);
    for (const auto& [name, store] : settings.stores) {
        // without transactions a step is one row, so that no step is ever half done
        const bool single =
            store.kind == config::StoreKind::http || store.kind == config::StoreKind::ldap;
        options.rows_per_step[name] = single ? 1 : static_cast<std::uint32_t>(store.rows_per_step);
    }
    return options;
}

}  // namespace

/// In construction order; destroyed in reverse, so the trail and the state close last.
struct App::Parts {
    config::Settings settings;
    std::string file;
    const Clock* clock = nullptr;
    Secret root_key;
    std::atomic<bool> stopping{false};
    std::atomic<int> exit_code{0};
    SocketAccess socket;
    Metrics metrics;
    ProgressHub progress;
    std::unique_ptr<StateDatabase> state;
    std::unique_ptr<IdempotencyStore> replies;
    std::unique_ptr<TrailService> trail;
    std::unique_ptr<EventStore> event_store;
    std::unique_ptr<EventService> events;
    std::unique_ptr<StateMark> mark;
    std::unique_ptr<RequestKeys> request_keys;
    std::unique_ptr<PolicyService> policies;
    Stores stores;
    std::unique_ptr<ScanService> scans;
    std::unique_ptr<QualityService> quality;
    std::unique_ptr<WorkerPool> jobs;
    std::unique_ptr<SpaceWatch> space;
    std::unique_ptr<WitnessService> witnesses;
    std::unique_ptr<TrailRetention> retention;
    std::size_t retention_told = 0;  ///< epochs that the log told of; by the hourly job
    std::unique_ptr<KeyService> keys;
    std::unique_ptr<TimestampService> timestamps;
    std::unique_ptr<AnchorService> anchors;
    std::unique_ptr<ExportService> exports;
    std::unique_ptr<BackupService> backups;
    std::unique_ptr<Services> services;
    std::unique_ptr<RequestService> requests;
    Router router;
    std::unique_ptr<Dispatcher> dispatcher;
    std::unique_ptr<WorkerPool> handlers;
    std::unique_ptr<WorkerPool> store_handlers;
    std::unique_ptr<WorkerPool> event_handlers;
    std::unique_ptr<WorkerPool> probes;
    std::unique_ptr<Loop> loop;

    SessionTools session_tools();
    FeedTools feed_tools();
    [[nodiscard]] EntryIndex unsent_from() const;
    void apply_retention(OffLoop off);
};

/// The first entry that some receiver of exports may lack.
EntryIndex App::Parts::unsent_from() const {
    EntryIndex out(~std::uint64_t{0});
    if (!exports) return out;
    for (const auto& one : exports->status()) out = std::min(out, one.next);
    return out;
}

/// Without the setting that lets it, people do it; that something is due is told all the same.
void App::Parts::apply_retention(OffLoop off) {
    if (settings.trail.retention.count() == 0) return;
    if (settings.trail.retention_automatic) {
        const auto done = keys->let_due_go(off);
        if (!done) log::event(log::Event::trail_retention_failed, {{"error", done.error()}});
        return;
    }
    const auto due = retention->due(off);
    if (!due) log::event(log::Event::trail_retention_failed, {{"error", due.error()}});
    if (!due || due->size() == retention_told) return;
    retention_told = due->size();
    if (!due->empty()) log::event(log::Event::trail_retention_due, {{"epochs", due->size()}});
}

SessionTools App::Parts::session_tools() {
    SessionTools tools;
    tools.dispatcher = dispatcher.get();
    tools.pool = handlers.get();
    tools.store_pool = store_handlers.get();
    tools.probe_pool = probes.get();
    tools.event_pool = event_handlers.get();
    tools.progress = &progress;
    tools.events = events.get();
    return tools;
}

FeedTools App::Parts::feed_tools() {
    FeedTools tools;
    tools.pool = event_handlers.get();
    tools.answer = [parts = this](OffLoop off, const Peer& peer, std::string_view lines) {
        return answer_feed(off,
                           {*parts->events, *parts->policies->current(),
                            *parts->dispatcher->access(), parts->metrics},
                           peer, lines);
    };
    return tools;
}

/// What runs on the one loop thread.
struct App::Loop {
    explicit Loop(App& owner)
        : app(&owner), signals(io, SIGTERM, SIGINT, SIGHUP), grace(io), hourly(io), minutely(io) {}

    void wait_for_signal();
    void sweep_each_hour();
    void watch_space_each_minute();
    void begin_shutdown();
    void finish_shutdown();

    App* app;
    asio::io_context io{1};
    asio::signal_set signals;
    asio::steady_timer grace;
    asio::steady_timer hourly;
    asio::steady_timer minutely;
    std::unique_ptr<Listener> listener;
    std::unique_ptr<Listener> feed;  ///< null: no events.socket
    std::thread closer;              ///< joins the pools: must not block the loop
    bool closing = false;
};

Result<std::unique_ptr<App>> App::open(OffLoop off, config::Settings settings, std::string file,
                                       const Clock& clock) {
    std::unique_ptr<App> app(new App(std::make_unique<Parts>()));
    auto& parts = *app->parts_;
    parts.settings = std::move(settings);
    parts.file = std::move(file);
    parts.clock = &clock;
    GDPRD_TRY(check_places(parts.settings, parts.file));
    GDPRD_TRY_ASSIGN(parts.root_key, load_root_key(parts.settings, parts.file));
    GDPRD_TRY_ASSIGN(auto access, load_access(off, parts.settings));
    GDPRD_TRY_ASSIGN(parts.socket, load_socket_access(off, parts.settings.socket));
    auto witnesses = load_witnesses(parts.settings);
    if (!witnesses) return with_place(witnesses.error(), parts.file);
    auto authority = load_timestamp_authority(off, parts.settings);
    if (!authority) return with_place(authority.error(), parts.file);
    auto exports = load_exports(parts.settings);
    if (!exports) return with_place(exports.error(), parts.file);
    GDPRD_TRY(make_directories(parts.settings.state));
    GDPRD_TRY(check_restored(off, parts.settings.state));
    // The trail first: its lock makes this the only gdprd on the state directory.
    GDPRD_TRY_ASSIGN(parts.trail,
                     TrailService::open(off, trail_dir(parts.settings),
                                        trail_options(off, parts.settings), parts.root_key, clock));
    parts.trail->on_failure([&app = *app] {
        app.parts_->exit_code = 1;
        app.stop();
    });
    GDPRD_TRY_ASSIGN(parts.state, StateDatabase::open(off, parts.settings.state));
    GDPRD_TRY_ASSIGN(parts.mark, StateMark::open(off, *parts.trail, *parts.state));
    parts.trail->keep_mark(*parts.mark);
    GDPRD_TRY_ASSIGN(parts.event_store,
                     EventStore::open(off, parts.settings.state, parts.root_key));
    GDPRD_TRY_ASSIGN(parts.events,
                     EventService::open(off, *parts.trail, *parts.event_store, clock,
                                        parts.root_key, parts.settings.events.ids_kept));
    parts.request_keys = std::make_unique<RequestKeys>(*parts.state, *parts.trail, parts.root_key);
    GDPRD_TRY(parts.request_keys->adopt(off));
    parts.replies = std::make_unique<IdempotencyStore>(*parts.state, clock, parts.root_key);
    GDPRD_TRY_ASSIGN(parts.policies,
                     PolicyService::open(off, parts.settings.policies, *parts.trail, *parts.state));
    GDPRD_TRY(check_store_files(off, parts.settings));
    GDPRD_TRY(open_stores(off, parts.settings.stores, parts.stores));
    GDPRD_TRY_ASSIGN(parts.scans, ScanService::open(off, parts.stores, *parts.trail, parts.progress,
                                                    *parts.state, parts.stopping,
                                                    [policies = parts.policies.get()] {
                                                        return policies->current();
                                                    }));
    parts.quality = std::make_unique<QualityService>(
        QualityService::Means{parts.stores, *parts.trail, *parts.scans, *parts.policies,
                              parts.progress, clock, parts.stopping});
    parts.jobs =
        std::make_unique<WorkerPool>(config::limits::kJobThreads, config::limits::kJobQueue);
    parts.space =
        std::make_unique<SpaceWatch>(parts.settings.state, config::limits::kStateFreeBytes);
    parts.retention = std::make_unique<TrailRetention>(
        TrailRetention::Means{*parts.trail, *parts.state, clock, parts.settings.trail.retention,
                              [&parts] { return parts.unsent_from(); }});
    parts.keys = std::make_unique<KeyService>(*parts.trail, clock, parts.settings.key_recipients,
                                              parts.retention.get());
    parts.witnesses = std::make_unique<WitnessService>(
        std::move(*witnesses), std::chrono::seconds(parts.settings.trail.anchor_seconds),
        *parts.trail, clock);
    parts.timestamps =
        std::make_unique<TimestampService>(std::move(*authority), *parts.trail, clock);
    parts.anchors = std::make_unique<AnchorService>(
        anchored_stores(parts.settings), std::chrono::seconds(parts.settings.trail.anchor_seconds),
        parts.stores, *parts.trail, clock);
    parts.exports = std::make_unique<ExportService>(
        std::move(*exports),
        ExportService::Means{parts.trail.get(), &clock, parts.settings.state + "/exports",
                             &parts.root_key,
                             [scans = parts.scans.get()] { return scans->current(); }});
    parts.backups = std::make_unique<BackupService>(
        BackupService::Means{parts.settings.state, parts.settings.backup.directory, *parts.trail,
                             *parts.mark, *parts.keys, parts.progress, clock, parts.stopping});
    parts.services = std::make_unique<Services>(Services{clock,
                                                         *parts.state,
                                                         *parts.mark,
                                                         *parts.request_keys,
                                                         *parts.trail,
                                                         parts.stores,
                                                         *parts.policies,
                                                         *parts.scans,
                                                         parts.progress,
                                                         parts.metrics,
                                                         *parts.jobs,
                                                         parts.stopping,
                                                         *parts.space,
                                                         *parts.keys,
                                                         parts.witnesses.get(),
                                                         parts.exports.get(),
                                                         parts.events.get(),
                                                         parts.anchors.get(),
                                                         parts.timestamps.get(),
                                                         parts.backups.get(),
                                                         parts.quality.get()});
    GDPRD_TRY_ASSIGN(parts.requests,
                     RequestService::open(off, *parts.services, request_options(parts.settings)));
    add_routes(parts.router, *parts.services, *parts.requests);
    parts.dispatcher = std::make_unique<Dispatcher>(parts.router, parts.replies.get(),
                                                    parts.metrics, std::move(access));
    parts.handlers =
        std::make_unique<WorkerPool>(config::limits::kHttpThreads, config::limits::kHttpQueue);
    parts.store_handlers =
        std::make_unique<WorkerPool>(config::limits::kStoreCallThreads, config::limits::kHttpQueue);
    parts.event_handlers =
        std::make_unique<WorkerPool>(config::limits::kEventThreads, config::limits::kEventQueue);
    parts.probes = std::make_unique<WorkerPool>(1, config::limits::kProbeQueue);
    parts.loop = std::make_unique<Loop>(*app);
    return app;
}

App::App(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
App::~App() {
    // Work that was resumed or is under way uses what dies next.
    parts_->stopping = true;
    if (parts_->exports) parts_->exports->stop();
    if (parts_->witnesses) parts_->witnesses->stop();
    if (parts_->timestamps) parts_->timestamps->stop();
    if (parts_->anchors) parts_->anchors->stop();
    for (auto* pool : {&parts_->probes, &parts_->event_handlers, &parts_->store_handlers,
                       &parts_->handlers, &parts_->jobs})
        if (*pool) (*pool)->stop();
}

Services& App::services() noexcept {
    return *parts_->services;
}
const Router& App::routes() const noexcept {
    return parts_->router;
}
const std::string& App::vkey() const noexcept {
    return parts_->trail->vkey();
}

Result<int> App::run(const std::function<void()>& ready) {
    auto& loop = *parts_->loop;
    GDPRD_TRY_ASSIGN(loop.listener, Listener::open(loop.io, parts_->settings.listen, parts_->socket,
                                                   parts_->session_tools(), parts_->metrics));
    const std::string& feed = parts_->settings.events.socket;
    if (!feed.empty()) {
        GDPRD_TRY_ASSIGN(loop.feed,
                         Listener::open(loop.io, feed, parts_->socket,
                                        feed_protocol(parts_->feed_tools()), parts_->metrics));
        loop.feed->start();
    }
    auto work = asio::make_work_guard(loop.io);
    loop.listener->start();
    parts_->witnesses->start();
    parts_->timestamps->start();
    parts_->anchors->start();
    parts_->exports->start();
    loop.wait_for_signal();
    loop.sweep_each_hour();
    loop.watch_space_each_minute();
    log::event(log::Event::daemon_started,
               {log::Field::safe_text("version", GDPRD_VERSION),
                log::Field::safe_text("listen", parts_->settings.listen),
                {"stores", parts_->settings.stores.size()},
                {"entries", parts_->trail->size()}});
    ::sd_notify(0, "READY=1");
    if (ready) ready();
    loop.io.run();  // until finish_shutdown() stops it
    if (loop.closer.joinable()) loop.closer.join();
    work.reset();
    return parts_->exit_code.load();
}

void App::stop() {
    parts_->stopping = true;
    if (parts_->loop == nullptr) return;  // still opening: run() is never reached
    asio::post(parts_->loop->io, [loop = parts_->loop.get()] { loop->begin_shutdown(); });
}

Result<void> App::reload(OffLoop off) {
    auto loaded = load_configuration(off, parts_->file);
    if (!loaded) {
        log::event(log::Event::config_rejected, {{"error", loaded.error()}});
        return loaded.error();
    }
    auto access = load_access(off, *loaded);
    if (!access) {
        log::event(log::Event::config_rejected, {{"error", access.error()}});
        return access.error();
    }
    parts_->dispatcher->set_access(std::move(*access));
    auto comparable = *loaded;
    comparable.access = parts_->settings.access;
    comparable.tokens = parts_->settings.tokens;
    if (comparable != parts_->settings) log::event(log::Event::config_needs_restart);
    const auto policy = parts_->policies->reload(off, ActorName("gdprd"));
    if (!policy) {
        log::event(log::Event::policy_rejected, {{"error", policy.error()}});
        return policy.error();
    }
    // Errors that only the catalogue shows do not stop the daemon: a rescan may be what is missing.
    const auto catalogue = parts_->scans->current();
    policy::Diagnostics found;
    if (!catalogue->stores.empty())
        policy::lint_with(*parts_->policies->current(), *catalogue, found);
    found.sort();
    if (found.errors() > 0) {
        const auto& all = found.entries();
        const auto first = std::find_if(all.begin(), all.end(), [](const auto& one) {
            return one.severity == policy::Severity::error;
        });
        log::event(log::Event::policy_doubtful,
                   {{"errors", found.errors()},
                    log::Field::safe_text("first", policy::to_string(*first))});
    }
    log::event(log::Event::config_reloaded);
    return {};
}

void App::Loop::wait_for_signal() {
    signals.async_wait([this](boost::system::error_code failure, int number) {
        if (failure) return;
        if (number == SIGHUP && !closing) {
            notify_reloading();
            const bool taken = app->parts_->handlers->try_post([this](OffLoop off) {
                const auto reloaded = app->reload(off);
                ::sd_notifyf(0, "READY=1\nSTATUS=%s",
                             reloaded ? "" : reloaded.error().message().c_str());
            });
            if (!taken) ::sd_notify(0, "READY=1");
        } else if (number != SIGHUP && closing) {
            // The second signal: what is under way is mended by the next start.
            log::event(log::Event::shutdown_forced);
            ::_exit(1);
        } else if (number != SIGHUP) {
            begin_shutdown();
        }
        wait_for_signal();
    });
}

/// Packages and bodies whose time is over go (the start did it once already).
void App::Loop::sweep_each_hour() {
    hourly.expires_after(std::chrono::hours(1));
    hourly.async_wait([this](boost::system::error_code failure) {
        if (failure || closing) return;
        const bool taken = app->parts_->jobs->try_post([this](OffLoop off) {
            const auto swept = app->parts_->requests->sweep(off);
            if (!swept) log::event(log::Event::sweep_failed, {{"error", swept.error()}});
            app->parts_->apply_retention(off);
        });
        if (!taken) log::event(log::Event::sweep_failed);
        sweep_each_hour();
    });
}

/// So that the log tells of a full disk also where nobody asks /readyz.
void App::Loop::watch_space_each_minute() {
    // A full queue of probes looks too: /readyz is one of them.
    std::ignore = app->parts_->probes->try_post(
        [this](OffLoop off) { std::ignore = app->parts_->space->enough(off); });
    std::ignore = app->parts_->event_handlers->try_post(
        [this](OffLoop off) { std::ignore = app->parts_->events->record_gap(off); });
    minutely.expires_after(std::chrono::minutes(1));
    minutely.async_wait([this](boost::system::error_code failure) {
        if (!failure && !closing) watch_space_each_minute();
    });
}

void App::Loop::begin_shutdown() {
    if (std::exchange(closing, true)) return;
    log::event(log::Event::daemon_stopping);
    ::sd_notify(0, "STOPPING=1");
    app->parts_->stopping = true;
    grace.expires_after(kSessionGrace);
    grace.async_wait([this](boost::system::error_code failure) {
        if (failure) return;
        listener->abort();
        if (feed) feed->abort();
    });
    // One after the other: the last feeder's answer is out before the pools stop.
    listener->stop([this] {
        if (!feed) return finish_shutdown();
        feed->stop([this] { finish_shutdown(); });
    });
}

void App::Loop::finish_shutdown() {
    // Sessions are over. Runs reach their next boundary; the loop goes on for a second signal.
    grace.expires_after(kRunGrace);
    grace.async_wait([this](boost::system::error_code failure) {
        if (!failure) app->parts_->stores.cancel_all();
    });
    closer = std::thread([this] {
        app->parts_->exports->stop();
        app->parts_->witnesses->stop();
        app->parts_->timestamps->stop();
        app->parts_->anchors->stop();
        app->parts_->jobs->stop();
        app->parts_->store_handlers->stop();
        app->parts_->event_handlers->stop();
        std::ignore = app->parts_->events->record_gap(OffLoop::on_blocking_thread());
        app->parts_->handlers->stop();
        app->parts_->probes->stop();
        io.stop();
    });
}

}  // namespace gdprd::daemon
