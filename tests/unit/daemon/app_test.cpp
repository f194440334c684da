#include "daemon/app.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <filesystem>
#include <sstream>

#include "daemon/services/open_stores.hpp"
#include "daemon/services/services.hpp"
#include "tests/unit/daemon/support/running_app.hpp"

namespace gdprd::daemon {
namespace {

namespace json = boost::json;
using test::RunningApp;

TEST(App, answers_and_stops_with_exit_code_zero) {
    RunningApp gdprd;
    ASSERT_TRUE(test::succeeded(gdprd.start()));
    auto client = gdprd.client("");

    const auto health = client.send("GET", "/healthz");

    ASSERT_TRUE(test::succeeded(health));
    EXPECT_EQ(health->status, 200);
    EXPECT_EQ(client.send("GET", "/readyz")->status, 200);
    EXPECT_EQ(gdprd.stop(), 0);
}

TEST(App, gives_a_peer_without_a_role_nothing_even_when_it_is_root) {
    RunningApp gdprd;
    ASSERT_TRUE(test::succeeded(gdprd.start()));
    auto client = gdprd.client("");

    for (const auto* target : {"/metrics", "/api/v1/stores", "/api/v1/audit/entries"}) {
        const auto answer = client.send("GET", target);
        ASSERT_TRUE(test::succeeded(answer));
        EXPECT_EQ(answer->status, 403) << target;
        EXPECT_EQ(answer->content_type, "application/problem+json");
    }
}

TEST(App, gives_a_token_its_own_roles_only) {
    RunningApp gdprd;
    ASSERT_TRUE(test::succeeded(gdprd.start()));
    auto approver = gdprd.client("approver");

    EXPECT_EQ(approver.send("GET", "/api/v1/stores")->status, 200);
    EXPECT_EQ(approver.send("POST", "/api/v1/scans", "{}")->status, 403);
    gdprd.write("stranger.token", "not-a-token-of-ours-at-all");
    EXPECT_EQ(gdprd.client("stranger").send("GET", "/api/v1/stores")->status, 401);
}

json::value scan(ctl::Client& client) {
    const auto started = client.post("/api/v1/scans", json::object{});
    EXPECT_TRUE(test::succeeded(started));
    if (!started) return nullptr;
    const auto target = "/api/v1/scans/" + std::string(started->at("id").as_string());
    EXPECT_TRUE(test::succeeded(
        client.follow(target + "/events", [](const ctl::ServerEvent&) { return true; })));
    const auto report = client.get(target);
    EXPECT_TRUE(test::succeeded(report));
    return report ? *report : json::value(nullptr);
}

TEST(App, scans_into_a_catalogue_without_keeping_a_value) {
    RunningApp gdprd;
    ASSERT_TRUE(test::succeeded(gdprd.start()));
    auto dpo = gdprd.client("dpo");

    const auto report = scan(dpo);

    EXPECT_EQ(report.at("state").as_string(), "done");
    const auto field = dpo.get("/api/v1/catalogue/fields/crm.main.customers.email");
    ASSERT_TRUE(test::succeeded(field));
    EXPECT_EQ(field->at("category").as_string(), "user.contact.email");
    EXPECT_EQ(json::serialize(report).find("ann.smith"), std::string::npos);
    for (const auto* file : {"state/state.db", "state/state.db-wal"}) {
        const auto bytes = read_file(gdprd.path(file), 1U << 26U);
        ASSERT_TRUE(test::succeeded(bytes));
        EXPECT_EQ(as_text(*bytes).find("ann.smith"), std::string_view::npos) << file;
    }
}

TEST(App, writes_intent_read_and_catalogue_entries_for_a_scan) {
    RunningApp gdprd;
    ASSERT_TRUE(test::succeeded(gdprd.start()));
    auto dpo = gdprd.client("dpo");
    scan(dpo);

    const auto page = dpo.get("/api/v1/audit/entries?limit=1000");

    ASSERT_TRUE(test::succeeded(page));
    std::vector<std::string> types;
    for (const auto& entry : page->at("entries").as_array()) {
        if (entry.at("purpose") == "catalogue") types.emplace_back(entry.at("type").as_string());
    }
    EXPECT_EQ(types, (std::vector<std::string>{"intent", "read", "catalogue"}));
}

TEST(App, keeps_a_persons_decision_over_a_rescan_and_a_restart) {
    RunningApp gdprd;
    ASSERT_TRUE(test::succeeded(gdprd.start()));
    {
        auto dpo = gdprd.client("dpo");
        scan(dpo);
        const auto decided = dpo.post("/api/v1/catalogue/fields/crm.main.customers.notes/confirm",
                                      json::object{{"category", "user.content"}});
        ASSERT_TRUE(test::succeeded(decided));
    }
    gdprd.stop();
    ASSERT_TRUE(test::succeeded(gdprd.start()));
    auto dpo = gdprd.client("dpo");
    scan(dpo);

    const auto field = dpo.get("/api/v1/catalogue/fields/crm.main.customers.notes");

    ASSERT_TRUE(test::succeeded(field));
    EXPECT_EQ(field->at("decided_by").as_string(), "person");
    EXPECT_EQ(field->at("decision").as_string(), "accept");
}

TEST(App, tells_a_store_that_does_not_answer_and_fails_the_scan) {
    RunningApp gdprd;
    ASSERT_TRUE(test::succeeded(gdprd.start()));
    ASSERT_EQ(std::rename(gdprd.path("crm.db").c_str(), gdprd.path("away.db").c_str()), 0);
    auto dpo = gdprd.client("dpo");

    const auto report = scan(dpo);

    EXPECT_EQ(report.at("state").as_string(), "failed");
    EXPECT_FALSE(report.at("stores").at(0).at("failure").is_null());
}

TEST(App, verifies_its_own_trail_and_proves_an_entry) {
    RunningApp gdprd;
    ASSERT_TRUE(test::succeeded(gdprd.start()));
    auto auditor = gdprd.client("auditor");

    const auto report = auditor.get("/api/v1/audit/verify");
    const auto proof = auditor.get_bytes("/api/v1/audit/proof/0");

    ASSERT_TRUE(test::succeeded(report));
    EXPECT_TRUE(report->at("verified").as_bool());
    ASSERT_TRUE(test::succeeded(proof));
    EXPECT_EQ(proof->rfind("c2sp.org/tlog-proof@v1\n", 0), 0U);
    EXPECT_EQ(auditor.send("GET", "/api/v1/audit/entries/999999")->status, 404);
}

TEST(App, records_that_somebody_searched_the_trail) {
    RunningApp gdprd;
    ASSERT_TRUE(test::succeeded(gdprd.start()));
    auto auditor = gdprd.client("auditor");

    ASSERT_TRUE(test::succeeded(auditor.get("/api/v1/audit/entries")));
    const auto page = auditor.get("/api/v1/audit/entries?type=read");

    ASSERT_TRUE(test::succeeded(page));
    ASSERT_EQ(page->at("entries").as_array().size(), 1U);
    EXPECT_EQ(page->at("entries").at(0).at("actor").as_string(), "token:auditor");
}

TEST(App, searches_the_trail_for_ids_of_requests_only_and_repeats_nothing_else) {
    RunningApp gdprd;
    ASSERT_TRUE(test::succeeded(gdprd.start()));
    auto auditor = gdprd.client("auditor");

    for (const auto* about :
         {"ann.smith", "R-2026-9223372036854775806", "R-2026-1000000000", "R-26-1", "R-1999-",
          "R-2026-0001%0a", "R-2026--1", "r-2026-0001", "R-+026-1"}) {
        const auto answer =
            auditor.send("GET", std::string("/api/v1/audit/entries?request=") + about);
        ASSERT_TRUE(test::succeeded(answer));
        EXPECT_EQ(answer->status, 400) << about;
        EXPECT_EQ(answer->body.find(about), std::string::npos);
    }
    EXPECT_EQ(auditor.send("GET", "/api/v1/audit/entries?type=ann.smith")->status, 400);
    ASSERT_TRUE(test::succeeded(auditor.get("/api/v1/audit/entries?from=33199000001")));

    const auto page = auditor.get("/api/v1/audit/entries?type=read");
    ASSERT_TRUE(test::succeeded(page));
    ASSERT_EQ(page->at("entries").as_array().size(), 1U);
    EXPECT_EQ(json::serialize(*page).find("33199000001"), std::string::npos);
}

TEST(App, gives_out_request_numbers_of_its_own_whatever_was_searched_for) {
    RunningApp gdprd;
    const auto number_after_a_restart = [&](const std::string& searched) {
        EXPECT_TRUE(test::succeeded(gdprd.start()));
        auto auditor = gdprd.client("auditor");
        EXPECT_EQ(auditor.send("GET", "/api/v1/audit/entries?request=" + searched)->status, 200);
        gdprd.stop();
        EXPECT_TRUE(test::succeeded(gdprd.start()));
        const auto created = gdprd.client("dpo").post(
            "/api/v1/requests",
            json::value{{"right", "access"},
                        {"identifiers",
                         json::array{{{"type", "email"}, {"value", "ann.smith@example.org"}}}}}
                .as_object());
        EXPECT_TRUE(test::succeeded(created));
        gdprd.stop();
        return created ? std::string(created->at("id").as_string()).substr(7) : std::string();
    };

    const auto year = format_date(date_of(SystemClock().now())).substr(0, 4);
    EXPECT_EQ(number_after_a_restart("R-" + year + "-999999999"), "0001");
    EXPECT_EQ(number_after_a_restart("R-" + year + "-0500"), "0002");
}

TEST(App, tells_that_it_lives_while_plans_wait_for_a_locked_store) {
    RunningApp gdprd;
    ASSERT_TRUE(test::succeeded(gdprd.start()));
    auto admin = gdprd.client("admin");
    scan(admin);
    auto locker = sqlite::Database::open(gdprd.path("crm.db"), sqlite::OpenMode::read_write);
    ASSERT_TRUE(test::succeeded(locker));
    ASSERT_TRUE(test::succeeded(locker->execute("BEGIN EXCLUSIVE")));
    std::vector<std::thread> waiting;
    std::atomic<int> answered{0};
    constexpr int kCalls = 20;
    for (int i = 0; i < kCalls; ++i) {
        waiting.emplace_back([&] {
            auto client = gdprd.client("admin");
            std::ignore = client.send("GET", "/api/v1/stores/check");
            ++answered;
        });
    }
    // More than any pool works on at once are under way, or come while these are answered.
    std::this_thread::sleep_for(std::chrono::milliseconds(200));

    for (const auto* target : {"/healthz", "/readyz", "/metrics", "/api/v1/stores"})
        EXPECT_EQ(admin.send("GET", target)->status, 200) << target;
    EXPECT_EQ(answered, 0);

    ASSERT_TRUE(test::succeeded(locker->execute("ROLLBACK")));
    for (auto& thread : waiting) thread.join();
}

TEST(App, refuses_two_tokens_with_one_secret) {
    RunningApp gdprd;
    gdprd.write("approver.token", "dpo-0123456789abcdef");

    EXPECT_TRUE(test::failed_with(check_configuration(RunningApp::kOff, gdprd.config()),
                                  ErrorCode::invalid_argument));
    EXPECT_TRUE(test::failed_with(gdprd.open(), ErrorCode::invalid_argument));
}

TEST(App, does_not_start_with_a_socket_group_that_does_not_exist) {
    RunningApp gdprd;
    const auto config = read_file(gdprd.config(), 1U << 16U);
    ASSERT_TRUE(test::succeeded(config));
    gdprd.write("gdprd.yaml", std::string(as_text(*config)) + "socket: {group: no-such-group-x}\n");

    EXPECT_TRUE(test::failed_with(gdprd.open(), ErrorCode::invalid_argument));
    EXPECT_FALSE(check_configuration(RunningApp::kOff, gdprd.config()).has_value());
}

TEST(App, is_alone_on_its_state_directory) {
    RunningApp gdprd;
    ASSERT_TRUE(test::succeeded(gdprd.open()));

    auto settings = load_configuration(RunningApp::kOff, gdprd.config());
    ASSERT_TRUE(test::succeeded(settings));
    const SystemClock clock;
    const auto second = App::open(RunningApp::kOff, std::move(*settings), gdprd.config(), clock);

    EXPECT_TRUE(test::failed_with(second, ErrorCode::conflict));
}

TEST(App, stays_alone_when_somebody_deletes_the_lock_or_moves_the_trail_away) {
    RunningApp gdprd;
    ASSERT_TRUE(test::succeeded(gdprd.open()));
    const auto open_second = [&] {
        auto settings = load_configuration(RunningApp::kOff, gdprd.config());
        EXPECT_TRUE(test::succeeded(settings));
        const SystemClock clock;
        return App::open(RunningApp::kOff, std::move(*settings), gdprd.config(), clock);
    };

    ASSERT_EQ(::unlink(gdprd.path("state/trail/lock").c_str()), 0);
    EXPECT_TRUE(test::failed_with(open_second(), ErrorCode::conflict));
    ASSERT_EQ(::rename(gdprd.path("state/trail").c_str(), gdprd.path("state/aside").c_str()), 0);
    EXPECT_TRUE(test::failed_with(open_second(), ErrorCode::conflict));
}

TEST(App, keeps_the_old_access_and_policy_when_the_new_files_are_bad) {
    RunningApp gdprd;
    ASSERT_TRUE(test::succeeded(gdprd.start()));
    gdprd.write("policies/10.yaml", "purpose: {}\n");

    EXPECT_FALSE(gdprd.app().reload(RunningApp::kOff).has_value());

    EXPECT_EQ(gdprd.app().services().policies.current()->purposes.size(), 1U);
    gdprd.write("gdprd.yaml", "stat: nothing\n");
    EXPECT_FALSE(gdprd.app().reload(RunningApp::kOff).has_value());
    EXPECT_EQ(gdprd.client("dpo").send("GET", "/api/v1/stores")->status, 200);
}

TEST(App, warns_of_a_policy_that_has_errors_against_the_catalogue) {
    RunningApp gdprd;
    ASSERT_TRUE(test::succeeded(gdprd.start()));
    auto dpo = gdprd.client("dpo");
    ASSERT_EQ(scan(dpo).at("state").as_string(), "done");
    gdprd.write("policies/10.yaml",
                "version: 1\nfields: {crm.main.no_such_place.x: {identifier: email}}\n");

    testing::internal::CaptureStderr();
    const auto taken = gdprd.app().reload(RunningApp::kOff);
    const std::string log = testing::internal::GetCapturedStderr();

    EXPECT_TRUE(test::succeeded(taken));
    EXPECT_NE(log.find("warn policy_doubtful"), std::string::npos) << log;
    EXPECT_NE(log.find("errors=1"), std::string::npos) << log;
    EXPECT_NE(log.find("no_such_place"), std::string::npos) << log;
}

TEST(App, refuses_a_root_key_that_others_can_read) {
    RunningApp gdprd;
    ASSERT_EQ(::chmod(gdprd.path("root.key").c_str(), 0644), 0);

    EXPECT_FALSE(gdprd.open().has_value());
    EXPECT_FALSE(check_configuration(RunningApp::kOff, gdprd.config()).has_value());
}

TEST(App, starts_without_its_state_database_only_after_that_was_decided) {
    RunningApp gdprd;
    ASSERT_TRUE(test::succeeded(gdprd.open()));
    gdprd.stop();
    ASSERT_EQ(std::remove(gdprd.path("state/state.db").c_str()), 0);
    EXPECT_TRUE(test::failed_with(gdprd.open(), ErrorCode::corrupt));
    const SystemClock clock;

    // The entry of the policy is all that the state lacks.
    const auto accepted = accept_lost_state(RunningApp::kOff, gdprd.config(), 1, clock);

    ASSERT_TRUE(test::succeeded(accepted));
    EXPECT_TRUE(test::succeeded(gdprd.open()));
}

TEST(Check, changes_nothing_and_shows_no_secret) {
    RunningApp gdprd;

    const auto shown = check_configuration(RunningApp::kOff, gdprd.config());

    ASSERT_TRUE(test::succeeded(shown));
    EXPECT_EQ(shown->find("0123456789abcdef"), std::string::npos);
    struct stat found{};
    EXPECT_NE(::stat(gdprd.path("state").c_str(), &found), 0);
}

TEST(Check, says_what_to_do_first_without_a_root_key_or_a_policy) {
    RunningApp gdprd;
    ASSERT_EQ(std::remove(gdprd.path("root.key").c_str()), 0);

    const auto keyless = check_configuration(RunningApp::kOff, gdprd.config());
    const auto start = gdprd.open();
    ASSERT_TRUE(test::succeeded(init_state(RunningApp::kOff, gdprd.config(), SystemClock())));
    std::filesystem::remove_all(gdprd.path("policies"));
    const auto no_directory = check_configuration(RunningApp::kOff, gdprd.config());
    std::filesystem::create_directory(gdprd.path("policies"));
    const auto no_policy = check_configuration(RunningApp::kOff, gdprd.config());
    gdprd.write("policies/policy.yaml", "version: 1\n");

    ASSERT_TRUE(test::failed_with(keyless, ErrorCode::not_found));
    EXPECT_NE(keyless.error().hint().find("gdprd init -c " + gdprd.config()), std::string::npos);
    ASSERT_TRUE(test::failed_with(start, ErrorCode::not_found));
    EXPECT_NE(start.error().hint().find("gdprd init -c "), std::string::npos);
    for (const auto* found : {&no_directory, &no_policy}) {
        ASSERT_TRUE(test::failed_with(*found, ErrorCode::not_found));
        EXPECT_NE(found->error().hint().find("echo 'version: 1' > " + gdprd.path("policies")),
                  std::string::npos);
    }
    EXPECT_TRUE(test::succeeded(check_configuration(RunningApp::kOff, gdprd.config())));
}

TEST(Check, tells_where_an_address_or_a_directory_is_wrong) {
    RunningApp gdprd;
    const auto before = read_file(gdprd.config(), 1U << 16U);
    ASSERT_TRUE(test::succeeded(before));
    const std::string text(as_text(*before));
    const auto line = [&](int below) {
        return std::to_string(std::count(text.begin(), text.end(), '\n') + below);
    };
    gdprd.write("gdprd.yaml", text +
                                  "witnesses:\n"
                                  "  auditor:\n"
                                  "    vkey: nonsense\n"
                                  "    url: https://w.example.org\n"
                                  "timestamps:\n"
                                  "  url: tsa.example.org\n"
                                  "exports:\n"
                                  "  siem:\n"
                                  "    url: tcp://127.0.0.1:514\n"
                                  "    tls_ca: ca.pem\n");

    const auto checked = check_configuration(RunningApp::kOff, gdprd.config());
    const auto started = gdprd.open();

    ASSERT_TRUE(test::failed_with(checked, ErrorCode::invalid_argument));
    const std::string told = checked.error().message();
    for (const auto& [at, key] :
         {std::pair(3, "witnesses.auditor.vkey: "), std::pair(6, "timestamps.url: "),
          std::pair(10, "exports.siem.tls_ca: ")}) {
        const std::string place =
            "gdprd.yaml:" + line(at) + ":" + (at == 6 ? "3" : "5") + ": " + key;
        EXPECT_NE(told.find(place), std::string::npos) << place << " in " << told;
    }
    ASSERT_FALSE(started.has_value());
    EXPECT_NE(started.error().message().find("gdprd.yaml:" + line(3) + ":5: witnesses."),
              std::string::npos)
        << started.error().message();
}

TEST(Check, does_not_accept_a_directory_of_recipients_that_is_not_there) {
    RunningApp gdprd;
    const auto before = read_file(gdprd.config(), 1U << 16U);
    ASSERT_TRUE(test::succeeded(before));
    std::string text(as_text(*before));
    const std::string keys = "keys: {root: root.key";
    const auto at = text.find(keys);
    ASSERT_NE(at, std::string::npos);
    gdprd.write("gdprd.yaml", text.insert(at + keys.size(), ", recipients: who"));

    const auto refused = check_configuration(RunningApp::kOff, gdprd.config());
    std::filesystem::create_directory(gdprd.path("who"));
    const auto accepted = check_configuration(RunningApp::kOff, gdprd.config());

    ASSERT_TRUE(test::failed_with(refused, ErrorCode::invalid_argument));
    EXPECT_NE(refused.error().message().find("keys.recipients: this directory cannot be read"),
              std::string::npos);
    EXPECT_TRUE(test::succeeded(accepted));
}

TEST(Check, refuses_places_that_cannot_work_as_init_and_the_start_do) {
    const SystemClock clock;
    for (const auto& [lines, words] : std::initializer_list<std::pair<std::string, std::string>>{
             {"backup: {directory: state/backups}\n", "backup.directory: it is inside the state"},
             {"backup: {directory: ./state/../state}\n", "backup.directory: it is inside"},
             {", last_signed: away/last", "trail.last_signed: there is no directory"},
             {", retention_automatic: true", "trail.retention_automatic: without trail.retention"},
             {", recipients: who", "keys.recipients: this directory cannot be read"}}) {
        RunningApp gdprd;
        const auto before = read_file(gdprd.config(), 1U << 16U);
        ASSERT_TRUE(test::succeeded(before));
        std::string text(as_text(*before));
        const std::string after = words.starts_with("keys") ? "root: root.key" : "trail: {";
        if (lines.starts_with("backup")) {
            text += lines;
        } else {
            const auto at = text.find(after);
            ASSERT_NE(at, std::string::npos) << text;
            const bool first = after == "trail: {";
            text.insert(at + after.size(), first ? lines.substr(2) + ", " : lines);
        }
        gdprd.write("gdprd.yaml", text);

        const auto checked = check_configuration(RunningApp::kOff, gdprd.config());
        const auto made = init_state(RunningApp::kOff, gdprd.config(), clock);
        auto settings = load_configuration(RunningApp::kOff, gdprd.config());
        ASSERT_TRUE(test::succeeded(settings)) << text;
        const auto started =
            App::open(RunningApp::kOff, std::move(*settings), gdprd.config(), clock);

        ASSERT_FALSE(checked.has_value()) << words;
        EXPECT_NE(checked.error().message().find(words), std::string::npos)
            << checked.error().message();
        ASSERT_FALSE(made.has_value()) << words;
        EXPECT_EQ(made.error().message() + "\n", checked.error().message());
        ASSERT_FALSE(started.has_value()) << words;
        EXPECT_EQ(started.error().message() + "\n", checked.error().message());
    }
}

TEST(Check, refuses_one_file_as_two_stores_and_its_own_state_as_one) {
    RunningApp gdprd;
    gdprd.write("one.db", "");
    std::filesystem::create_symlink(gdprd.path("one.db"), gdprd.path("two.db"));
    const auto settings_with = [&](const std::string& stores) {
        config::Settings settings = load_configuration(RunningApp::kOff, gdprd.config()).value();
        settings.stores.clear();
        std::istringstream lines(stores);
        for (std::string name, file; lines >> name >> file;) {
            config::StoreSettings store;
            store.kind = config::StoreKind::sqlite;
            store.path = gdprd.path(file);
            settings.stores.emplace(StoreName(name), store);
        }
        return settings;
    };

    const auto twice = check_store_files(RunningApp::kOff, settings_with("crm one.db desk two.db"));
    const auto own = check_store_files(RunningApp::kOff, settings_with("crm state/state.db"));
    const auto fine =
        check_store_files(RunningApp::kOff, settings_with("crm one.db desk none.db shop none.db"));

    ASSERT_TRUE(test::failed_with(twice, ErrorCode::invalid_argument));
    EXPECT_NE(twice.error().message().find("stores crm and desk are the same file"),
              std::string::npos);
    ASSERT_TRUE(test::failed_with(own, ErrorCode::invalid_argument));
    EXPECT_NE(own.error().message().find("own state directory"), std::string::npos);
    EXPECT_TRUE(test::succeeded(fine));
}

TEST(Check, names_the_place_of_a_user_or_group_that_does_not_exist) {
    RunningApp gdprd;
    const auto config = read_file(gdprd.config(), 1U << 16U);
    ASSERT_TRUE(test::succeeded(config));
    std::string text(as_text(*config));
    text.insert(text.find("  token:dpo: [dpo]"),
                "  uid:root: [dpo]\n  uid:54321: [dpo]\n  uid:no-such-user-x: [dpo]\n"
                "  gid:no-such-group-x: [dpo]\n  uid:99999999999: [dpo]\n");
    gdprd.write("gdprd.yaml", text);

    const auto shown = check_configuration(RunningApp::kOff, gdprd.config());

    ASSERT_TRUE(test::failed_with(shown, ErrorCode::invalid_argument));
    const auto& message = shown.error().message();
    EXPECT_NE(message.find("gdprd.yaml:10:3: this machine has no such user"), std::string::npos)
        << message;
    EXPECT_NE(message.find("gdprd.yaml:11:3: this machine has no such group"), std::string::npos);
    EXPECT_NE(message.find("gdprd.yaml:12:3: no user or group can have"), std::string::npos);
    EXPECT_EQ(message.find("gdprd.yaml:8:"), std::string::npos);
    EXPECT_EQ(message.find("gdprd.yaml:9:"), std::string::npos);
}

TEST(Init, makes_the_root_key_once_and_never_over_another) {
    RunningApp gdprd;
    ASSERT_EQ(std::remove(gdprd.path("root.key").c_str()), 0);
    const SystemClock clock;

    const auto first = init_state(RunningApp::kOff, gdprd.config(), clock);
    ASSERT_TRUE(test::succeeded(first));
    const auto key = read_file(gdprd.path("root.key"), 100);
    const auto second = init_state(RunningApp::kOff, gdprd.config(), clock);

    ASSERT_TRUE(test::succeeded(second));
    EXPECT_EQ(*read_file(gdprd.path("root.key"), 100), *key);
    EXPECT_EQ(key->size(), 32U);
    EXPECT_NE(first->find("example.com/test+"), std::string::npos);
    struct stat found{};
    ASSERT_EQ(::stat(gdprd.path("root.key").c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777U, 0600U);
}

}  // namespace
}  // namespace gdprd::daemon
