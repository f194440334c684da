#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "daemon/services/event_entry.hpp"
#include "daemon/services/event_service.hpp"
#include "tests/unit/daemon/services/request_world.hpp"

namespace gdprd::daemon::test {

/// A RequestWorld that takes events of other systems too.
class EventWorld : public RequestWorld {
  protected:
    void SetUp() override {
        RequestWorld::SetUp();
        open_events();
    }
    void TearDown() override {
        close_events();
        RequestWorld::TearDown();
    }
    void open_events() {
        auto store = EventStore::open(off_, state_dir(), root_key_);
        ASSERT_TRUE(succeeded(store));
        store_ = std::move(*store);
        auto events = EventService::open(off_, *trail_, *store_, clock_, root_key_, kept_);
        ASSERT_TRUE(succeeded(events));
        events_ = std::move(*events);
        services_->events = events_.get();
    }
    void close_events() {
        if (services_) services_->events = nullptr;
        events_.reset();
        store_.reset();
    }
    void restart() {
        close_events();
        stop();
        start();
        open_events();
    }

    static policy::Event event(const std::string& id,
                               std::vector<std::pair<std::string, std::string>> subjects = {}) {
        policy::Event out;
        out.id = id;
        out.source = "crm/app-1";
        out.at = WallTime(std::chrono::seconds(1'772'719'402));
        out.actor = "svc-support";
        out.store = "crm";
        out.collection = "public.person";
        out.fields = {"email"};
        out.purpose = "support";
        out.rows = 2;
        for (auto& [type, value] : subjects)
            out.subjects.push_back(
                {policy::IdentifierType(type), Personal<std::string>(std::move(value))});
        return out;
    }
    Result<std::vector<EventReceipt>> take(const std::vector<policy::Event>& sent) {
        return events_->take(off_, *policies_->current(), sent, feeder_);
    }
    /// The receipt of one event that is taken.
    EventReceipt taken(const policy::Event& sent) {
        const auto receipts = take({sent});
        EXPECT_TRUE(succeeded(receipts));
        return receipts && receipts->size() == 1 ? receipts->front() : EventReceipt{};
    }
    audit::EntryView entry(EntryIndex index) {
        auto view = trail_->show(off_, index);
        EXPECT_TRUE(succeeded(view));
        if (view) EXPECT_TRUE(succeeded(trail_->open_for_subjects(off_, *view)));
        return view ? std::move(*view) : audit::EntryView{};
    }
    SubjectNumbers all_numbers_of(const std::string& type, const std::string& value) {
        const policy::Seed seed{policy::IdentifierType(type), Personal<std::string>(value)};
        const auto found = events_->subjects().find(off_, {&seed, 1});
        EXPECT_TRUE(succeeded(found));
        return found ? found->front() : SubjectNumbers();
    }
    /// The newest.
    std::optional<std::uint64_t> number_of(const std::string& type, const std::string& value) {
        const auto all = all_numbers_of(type, value);
        return all.empty() ? std::nullopt : std::optional(all.back());
    }

    [[nodiscard]] std::string state_dir() const { return dir_.path() + "/state"; }
    [[nodiscard]] std::string store_file() const { return state_dir() + "/events.db"; }
    /// What a crash before the store's next write would leave of it.
    void keep_store_as(const std::string& name) {
        for (const char* suffix : {"", "-wal"})
            if (std::filesystem::exists(store_file() + suffix))
                std::filesystem::copy_file(store_file() + suffix, dir_.path() + "/" + name + suffix,
                                           std::filesystem::copy_options::overwrite_existing);
    }
    void put_store_back(const std::string& name) {
        for (const char* suffix : {"", "-wal", "-shm"})
            std::filesystem::remove(store_file() + suffix);
        for (const char* suffix : {"", "-wal"})
            if (std::filesystem::exists(dir_.path() + "/" + name + suffix))
                std::filesystem::copy_file(dir_.path() + "/" + name + suffix,
                                           store_file() + suffix);
    }

    std::chrono::milliseconds kept_ = std::chrono::hours(24);
    ActorName feeder_{"token:feeder"};
    std::unique_ptr<EventStore> store_;
    std::unique_ptr<EventService> events_;
};

}  // namespace gdprd::daemon::test
