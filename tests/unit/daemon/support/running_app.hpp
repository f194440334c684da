#pragma once

#include <gtest/gtest.h>

#include <future>
#include <memory>
#include <string>
#include <thread>

#include "config/base/clock.hpp"
#include "config/base/files.hpp"
#include "config/base/sqlite.hpp"
#include "daemon/app.hpp"
#include "daemon/ctl/client.hpp"
#include "tests/support/printers.hpp"
#include "tests/support/temp_dir.hpp"

namespace gdprd::daemon::test {

using namespace gdprd::test;

/// A gdprd of its own in a temporary directory: one SQLite store, one policy, five tokens.
class RunningApp {
  public:
    static inline const OffLoop kOff = OffLoop::on_blocking_thread();

    RunningApp() { write_files(); }
    ~RunningApp() { stop(); }
    RunningApp(const RunningApp&) = delete;
    RunningApp& operator=(const RunningApp&) = delete;

    [[nodiscard]] std::string path(const std::string& name) const {
        return dir_.path() + "/" + name;
    }
    [[nodiscard]] std::string config() const { return path("gdprd.yaml"); }

    Result<void> open() {
        GDPRD_TRY_ASSIGN(auto settings, load_configuration(kOff, config()));
        GDPRD_TRY_ASSIGN(app_, App::open(kOff, std::move(settings), config(), clock_));
        return {};
    }
    Result<void> start() {
        if (app_ == nullptr) GDPRD_TRY(open());
        std::promise<void> ready;
        auto is_ready = ready.get_future();
        thread_ = std::thread([this, &ready] {
            const auto code = app_->run([&ready] { ready.set_value(); });
            exit_code_ = code ? *code : -1;
            if (!code) ready.set_value();
        });
        is_ready.wait();
        return {};
    }
    /// The exit code of run().
    int stop() {
        if (app_ != nullptr && thread_.joinable()) {
            app_->stop();
            thread_.join();
        }
        app_.reset();
        return exit_code_;
    }

    [[nodiscard]] App& app() { return *app_; }
    /// A client as the token of that name; empty: as the peer of the socket, who has no role.
    [[nodiscard]] ctl::Client client(const std::string& token) {
        auto made = ctl::Client::create(path("s"), token.empty() ? "" : path(token + ".token"));
        GDPRD_ASSERT(made.has_value());
        return std::move(*made);
    }

    /// More lines for gdprd.yaml, before open().
    void add_settings(std::string_view yaml) const {
        const auto text = read_file(config(), 1U << 20);
        GDPRD_ASSERT(text.has_value());
        write("gdprd.yaml", std::string(as_text(*text)).append(yaml));
    }
    void write(const std::string& name, std::string_view text) const {
        const auto written = write_file_atomically(path(name), as_bytes(text));
        GDPRD_ASSERT(written.has_value());
    }

  private:
    void write_files() const {
        write("root.key", std::string(32, 'k'));
        for (const auto* token : {"dpo", "approver", "admin", "auditor", "feeder"}) {
            write(std::string(token) + ".token", std::string(token) + "-0123456789abcdef\n");
        }
        GDPRD_ASSERT(make_directories(path("policies")).has_value());
        write("policies/10.yaml",
              "version: 1\npurposes:\n  support:\n    description: Answering customers.\n    "
              "basis: contract\n    categories: [user.contact]\n");
        write("gdprd.yaml",
              "state: state\nlisten: unix:s\npolicies: policies\nkeys: {root: root.key}\n"
              "organisation: {name: Example, contact: dpo@example.com, zone: Europe/Paris}\n"
              "trail: {origin: example.com/test, first_segment_bytes: 1MiB, segment_bytes: 1MiB}\n"
              "access:\n  token:dpo: [dpo]\n  token:approver: [approver]\n"
              "  token:admin: [admin]\n  token:auditor: [auditor]\n  token:feeder: [feeder]\n"
              "tokens:\n  dpo: {file: dpo.token}\n  approver: {file: approver.token}\n"
              "  admin: {file: admin.token}\n  auditor: {file: auditor.token}\n"
              "  feeder: {file: feeder.token}\n"
              "stores:\n  crm: {kind: sqlite, path: crm.db}\n");
        auto crm = sqlite::Database::open(path("crm.db"), sqlite::OpenMode::create);
        GDPRD_ASSERT(crm.has_value());
        GDPRD_ASSERT(
            crm->execute("CREATE TABLE customers (id INTEGER PRIMARY KEY, email TEXT, notes "
                         "TEXT, status TEXT);"
                         "INSERT INTO customers (email, notes, status) VALUES "
                         "('ann.smith@example.org', 'prefers mornings', 'open'),"
                         "('bob.jones@example.org', NULL, 'open'),"
                         "('carla.diaz@example.com', NULL, 'closed')")
                .has_value());
    }

    TempDir dir_;
    SystemClock clock_;
    std::unique_ptr<App> app_;
    std::thread thread_;
    int exit_code_ = -1;
};

}  // namespace gdprd::daemon::test
