#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <csignal>
#include <cstdio>
#include <filesystem>

#include "audit/tile_paths.hpp"
#include "audit/tree_export.hpp"
#include "audit/tree_source.hpp"
#include "daemon/ctl/tree_sources.hpp"
#include "tests/unit/daemon/support/running_app.hpp"

namespace gdprd::daemon {
namespace {

const OffLoop kOff = OffLoop::on_blocking_thread();

/// A gdprd at work, whose tree is looked at from outside.
class ServedTreeTest : public testing::Test {
  protected:
    void SetUp() override {
        ASSERT_TRUE(test::succeeded(gdprd_.start()));
        auto dpo = gdprd_.client("dpo");
        for (int i = 0; i < 3; ++i)
            ASSERT_TRUE(test::succeeded(dpo.get("/api/v1/audit/entries?limit=1")));
        ASSERT_TRUE(test::succeeded(dpo.get_bytes("/api/v1/audit/checkpoint")));
        const auto key = dpo.get_bytes("/api/v1/audit/log/vkey");
        ASSERT_TRUE(test::succeeded(key));
        options_.vkey = key->substr(0, key->size() - 1);
    }
    test::RunningApp gdprd_;
    audit::VerifyOptions options_;
};

TEST_F(ServedTreeTest, verifies_with_its_payloads_for_an_auditor) {
    auto client = gdprd_.client("auditor");
    ctl::ServedSource source(client);

    const auto report = audit::verify_tree(kOff, source, options_);

    ASSERT_TRUE(test::succeeded(report));
    EXPECT_TRUE(report->ok()) << audit::to_string(report->faults.front());
    EXPECT_GE(report->size, 4U);
    EXPECT_EQ(report->signed_size, report->size);
    EXPECT_GT(report->payloads, 0U);
}

TEST_F(ServedTreeTest, verifies_without_its_payloads_for_who_may_not_see_them) {
    auto client = gdprd_.client("admin");
    ctl::ServedSource source(client);

    const auto report = audit::verify_tree(kOff, source, options_);

    ASSERT_TRUE(test::succeeded(report));
    EXPECT_TRUE(report->ok());
    EXPECT_EQ(report->payloads, 0U);
    ASSERT_EQ(report->remarks.size(), 2U);
    EXPECT_NE(report->remarks[1].find("payloads"), std::string::npos);
}

TEST_F(ServedTreeTest, is_not_for_everybody_and_has_no_other_files) {
    auto nobody = gdprd_.client("");
    EXPECT_EQ(nobody.send("GET", "/api/v1/audit/log/checkpoint")->status, 403);
    EXPECT_EQ(nobody.send("GET", "/api/v1/audit/log/tile/0/000")->status, 403);
    auto auditor = gdprd_.client("auditor");
    for (const auto* path : {"tile/0/001", "tile/8/000", "tile/0/000.p/255", "tile/0/../../vkey",
                             "tile/entries/000", "payload/000.p/0", "checkpoints"}) {
        EXPECT_EQ(auditor.send("GET", std::string("/api/v1/audit/log/") + path)->status, 404)
            << path;
    }
}

/// Debian's python as a static web server of a directory, on a port that the system chose.
class WebServer {
  public:
    explicit WebServer(const std::string& dir)
        : pipe_(::popen(("exec /usr/bin/python3 -u -c 'import functools, http.server as h, sys\n"
                         "s = h.HTTPServer((\"127.0.0.1\", 0), functools.partial("
                         "h.SimpleHTTPRequestHandler, directory=sys.argv[1]))\n"
                         "import os; print(os.getpid(), s.server_port)\ns.serve_forever()' " +
                         dir + " 2>/dev/null")
                            .c_str(),
                        "r")) {
        GDPRD_ASSERT(pipe_ != nullptr && std::fscanf(pipe_, "%d %d", &process_, &port_) == 2);
    }
    ~WebServer() {
        ::kill(process_, SIGTERM);
        ::pclose(pipe_);
    }
    WebServer(const WebServer&) = delete;
    WebServer& operator=(const WebServer&) = delete;
    [[nodiscard]] std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }

  private:
    FILE* pipe_;
    int process_ = 0;
    int port_ = 0;
};

TEST_F(ServedTreeTest, exported_verifies_from_any_web_server) {
    audit::ExportOptions exported;
    exported.dir = gdprd_.path("state");
    exported.to = gdprd_.path("out");
    const auto done = audit::export_tree(kOff, exported);
    ASSERT_TRUE(test::succeeded(done));
    const WebServer server(exported.to);
    auto source = ctl::HttpSource::open(server.url());
    ASSERT_TRUE(test::succeeded(source));

    const auto report = audit::verify_tree(kOff, **source, options_);

    ASSERT_TRUE(test::succeeded(report));
    EXPECT_TRUE(report->ok());
    EXPECT_EQ(report->size, done->size);
    const std::string tile =
        exported.to + "/" + audit::tile_path(0, 0, static_cast<unsigned>(done->size % 256));
    std::filesystem::resize_file(tile, 32);
    EXPECT_FALSE(audit::verify_tree(kOff, **source, options_)->ok());
    std::filesystem::remove(tile);
    const auto missing = audit::verify_tree(kOff, **source, options_);
    ASSERT_TRUE(test::succeeded(missing));
    EXPECT_EQ(missing->faults.front().what, "the tile is missing");
    EXPECT_TRUE(test::failed_with((*source)->get("vkey", 10), ErrorCode::limit_exceeded));
}

TEST(HttpSource, refuses_what_is_no_web_server_and_says_who_does_not_answer) {
    EXPECT_TRUE(test::failed_with(ctl::HttpSource::open("file:///etc/passwd"),
                                  ErrorCode::invalid_argument));
    auto source = ctl::HttpSource::open("http://127.0.0.1:1");
    ASSERT_TRUE(test::succeeded(source));
    EXPECT_TRUE(test::failed_with((*source)->get("checkpoint", 100), ErrorCode::unavailable));
}

}  // namespace
}  // namespace gdprd::daemon
