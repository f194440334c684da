#pragma once

#include <gtest/gtest.h>

#include <atomic>

#include <memory>
#include <string>
#include <thread>

#include "connectors/registry.hpp"
#include "daemon/services/request_service.hpp"
#include "tests/support/manual_clock.hpp"
#include "tests/support/printers.hpp"
#include "tests/support/temp_dir.hpp"

namespace gdprd::daemon::test {

using namespace gdprd::test;

/// A shop's database and a help desk's, a policy, and every service that a request needs, on real
/// files. restart() is what a crash and a new start are to the services.
class RequestWorld : public testing::Test {
  protected:
    void SetUp() override {
        create_store(
            "shop",
            "CREATE TABLE customers (id INTEGER PRIMARY KEY, customer_no TEXT NOT NULL UNIQUE,"
            " first_name TEXT, last_name TEXT, email TEXT, phone TEXT);"
            "CREATE TABLE orders (id INTEGER PRIMARY KEY, customer_id INTEGER NOT NULL"
            " REFERENCES customers(id), note TEXT);"
            "CREATE TABLE invoices (no TEXT PRIMARY KEY, customer_id INTEGER REFERENCES"
            " customers(id), issued_on TEXT NOT NULL, billing_name TEXT NOT NULL);"
            "INSERT INTO customers VALUES (1,'K-100001','Maja','Quistgaard',"
            "'maja.quistgaard@mail.example','+33199000001');"
            "INSERT INTO customers VALUES (2,'K-100002','Maja','Quistgaard',"
            "'maja.q.other@mail.example','+33199000002');"
            "INSERT INTO orders VALUES (11,1,'ring twice'),(12,1,NULL),(13,2,'none');"
            "INSERT INTO invoices VALUES ('F-1',1,'2024-02-03','Maja Quistgaard'),"
            "('F-2',2,'2024-02-04','Maja Quistgaard');");
        create_store(
            "desk",
            "CREATE TABLE tickets (id INTEGER PRIMARY KEY, email TEXT, first_name TEXT,"
            " last_name TEXT, body TEXT);"
            "INSERT INTO tickets VALUES (1,'Maja.Quistgaard@mail.example','Maja','Quistgaard',"
            "'where is my parcel');"
            "INSERT INTO tickets VALUES (2,'olu@mail.example','Olu','Adeyemi',"
            "'please forward to maja.quistgaard@mail.example');");
        write_policy();
        start();
    }

    void create_store(const std::string& name, const std::string& sql) {
        auto db = sqlite::Database::open(store_path(name), sqlite::OpenMode::create);
        ASSERT_TRUE(succeeded(db));
        ASSERT_TRUE(succeeded(db->execute(sql)));
    }

    void write_policy() {
        dir_.write("policies/shop.yaml",
                   "version: 1\n"
                   "purposes:\n"
                   "  shop: {description: To sell., basis: contract, categories: [user]}\n"
                   "erasure:\n"
                   "  - {name: rest-goes, action: delete}\n"
                   "  - name: invoices-stay\n"
                   "    select: {collection: shop.main.invoices}\n"
                   "    action: keep\n"
                   "    ground: \"Art. 17(3)(b): books\"\n"
                   "    period: 10y\n"
                   "    from: issued_on\n"
                   "approvals: {access: none, erasure: other}\n");
    }

    void start() {
        stopping_ = false;
        auto state = StateDatabase::open(off_, dir_.path() + "/state");
        ASSERT_TRUE(succeeded(state));
        state_ = std::move(*state);
        audit::TrailOptions options;
        options.origin = "test.example/gdprd";
        options.segment_bytes = options.first_segment_bytes = 1U << 20;
        options.files = trail_files_;
        auto trail = TrailService::open(off_, dir_.path() + "/state/trail", std::move(options),
                                        root_key_, clock_);
        ASSERT_TRUE(succeeded(trail));
        trail_ = std::move(*trail);
        auto mark = StateMark::open(off_, *trail_, *state_);
        ASSERT_TRUE(succeeded(mark));
        mark_ = std::move(*mark);
        trail_->keep_mark(*mark_);
        keys_ = std::make_unique<RequestKeys>(*state_, *trail_, root_key_);
        stores_ = std::make_unique<Stores>();
        for (const auto* name : {"shop", "desk"}) add_store(name);
        auto policies = PolicyService::open(off_, dir_.path() + "/policies", *trail_, *state_);
        ASSERT_TRUE(succeeded(policies));
        policies_ = std::move(*policies);
        progress_ = std::make_unique<ProgressHub>();
        auto scans = ScanService::open(off_, *stores_, *trail_, *progress_, *state_, stopping_,
                                       [this] { return policies_->current(); });
        ASSERT_TRUE(succeeded(scans));
        scans_ = std::move(*scans);
        jobs_ = std::make_unique<WorkerPool>(1, 16);
        key_service_ = std::make_unique<KeyService>(*trail_, clock_, dir_.path() + "/recipients");
        services_ = std::make_unique<Services>(
            Services{clock_, *state_, *mark_, *keys_, *trail_, *stores_, *policies_, *scans_,
                     *progress_, metrics_, *jobs_, stopping_, space_, *key_service_});
        RequestOptions request_options;
        request_options.organisation = "Example Shop";
        request_options.zone = find_zone("Europe/Paris").value();
        auto requests = RequestService::open(off_, *services_, std::move(request_options));
        ASSERT_TRUE(succeeded(requests));
        requests_ = std::move(*requests);
    }

    void add_store(const std::string& name) {
        connectors::StoreSettings settings;
        settings.name = StoreName(name);
        settings.kind = config::StoreKind::sqlite;
        settings.path = store_path(name);
        auto connector = connectors::make_connector(std::move(settings));
        ASSERT_TRUE(succeeded(connector));
        stores_->add(StoreName(name), "sqlite", std::move(*connector));
    }

    /// Ends everything in order, as a stop does; a run in progress ends at its step boundary.
    void stop() {
        stopping_ = true;
        if (jobs_) jobs_->stop();
        requests_.reset();
        services_.reset();
        key_service_.reset();
        jobs_.reset();
        scans_.reset();
        progress_.reset();
        policies_.reset();
        stores_.reset();
        keys_.reset();
        trail_.reset();
        mark_.reset();
        state_.reset();
    }
    void TearDown() override { stop(); }

    void wait_for_runs() const {
        while (jobs_->busy() > 0) std::this_thread::yield();
    }

    /// Scans, records a request, plans it; returns its id.
    RequestId planned_request(policy::Right right) {
        EXPECT_TRUE(succeeded(scans_->scan(off_, {}, ActorName("token:admin"))));
        const auto id = open_request(right);
        EXPECT_TRUE(succeeded(requests_->plan(off_, id, dpo_)));
        return id;
    }

    void approve(const RequestId& id) {
        const auto record = requests_->show(off_, id);
        ASSERT_TRUE(succeeded(record));
        ASSERT_TRUE(record->record.plan.has_value());
        ASSERT_TRUE(succeeded(requests_->approve(off_, id, *record->record.plan, approver_)));
    }

    void decide_all(const RequestId& id, policy::MatchVerdict verdict) {
        const auto items = requests_->matches(off_, id, dpo_);
        ASSERT_TRUE(succeeded(items));
        for (const auto& item : *items)
            if (!item.mention)
                EXPECT_TRUE(succeeded(requests_->decide_match(off_, id, item.id, verdict, dpo_)));
    }

    policy::RequestState run(const RequestId& id) {
        EXPECT_TRUE(succeeded(requests_->run(off_, id, dpo_)));
        wait_for_runs();
        const auto view = requests_->show(off_, id);
        EXPECT_TRUE(succeeded(view));
        return view ? view->record.state : policy::RequestState::received;
    }

    RequestId open_request(policy::Right right) {
        NewRequest letter;
        letter.right = right;
        letter.identifiers = {{policy::IdentifierType("email"),
                               Personal<std::string>("Maja.Quistgaard@mail.example")}};
        auto record = requests_->create(off_, letter, dpo_);
        EXPECT_TRUE(succeeded(record));
        return record ? record->id : RequestId();
    }

    [[nodiscard]] std::string store_path(const std::string& name) const {
        return dir_.path() + "/" + name + ".db";
    }

    [[nodiscard]] std::int64_t count(const std::string& store, const std::string& sql) {
        auto db = sqlite::Database::open(store_path(store), sqlite::OpenMode::read_only);
        if (!db) return -1;
        auto statement = db->prepare(sql);
        if (!statement || !statement->step()) return -1;
        return statement->integer(0);
    }

    OffLoop off_ = OffLoop::on_blocking_thread();
    TempDir dir_;
    ManualClock clock_;
    Secret root_key_ = Secret::random(32);
    std::atomic<bool> stopping_{false};
    Metrics metrics_;
    SpaceWatch space_{dir_.path(), 0};
    ActorName dpo_{"token:dpo"};
    ActorName approver_{"token:approver"};
    std::shared_ptr<audit::FileStore> trail_files_;  ///< null: the real ones
    std::unique_ptr<StateDatabase> state_;
    std::unique_ptr<TrailService> trail_;
    std::unique_ptr<StateMark> mark_;
    std::unique_ptr<RequestKeys> keys_;
    std::unique_ptr<Stores> stores_;
    std::unique_ptr<PolicyService> policies_;
    std::unique_ptr<ProgressHub> progress_;
    std::unique_ptr<ScanService> scans_;
    std::unique_ptr<WorkerPool> jobs_;
    std::unique_ptr<KeyService> key_service_;
    std::unique_ptr<Services> services_;
    std::unique_ptr<RequestService> requests_;
};

}  // namespace gdprd::daemon::test
