#include "daemon/export/sink.hpp"

#include <gtest/gtest.h>

#include "config/base/files.hpp"
#include "tests/support/printers.hpp"
#include "tests/support/temp_dir.hpp"

namespace gdprd::daemon {
namespace {

using test::failed_with;
using test::succeeded;

class Exports : public testing::Test {
  protected:
    void SetUp() override {
        const std::string secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw\n";
        ASSERT_TRUE(succeeded(write_file_atomically(dir_.path("secret"), as_bytes(secret))));
        hook_.url = "https://siem.example.org/in";
        hook_.batch = 10;
        hook_.secret = {config::SecretSource::Kind::file, dir_.path("secret")};
        syslog_.url = "tls://logs.example.org:6514";
        syslog_.batch = 100;
    }
    Result<std::vector<ExportTarget>> load(const config::ExportSettings& one) {
        config::Settings settings;
        settings.exports["siem"] = one;
        return load_exports(settings);
    }

    test::TempDir dir_;
    config::ExportSettings hook_;
    config::ExportSettings syslog_;
};

TEST_F(Exports, are_told_apart_by_their_address) {
    syslog_.types = {"read", "outcome"};
    const auto syslog = load(syslog_);
    ASSERT_TRUE(succeeded(syslog));
    EXPECT_EQ(syslog->front().kind(), "syslog");
    EXPECT_EQ(syslog->front().types,
              (std::vector<audit::EntryType>{audit::EntryType::read, audit::EntryType::outcome}));
    EXPECT_TRUE(std::get<SyslogTarget>(syslog->front().to).stream.tls);

    const auto hook = load(hook_);
    ASSERT_TRUE(succeeded(hook));
    EXPECT_EQ(hook->front().kind(), "webhook");
    EXPECT_EQ(hook->front().batch, 10U);
}

TEST_F(Exports, refuse_what_makes_no_sense_and_say_where) {
    const auto refused = [this](const config::ExportSettings& one) {
        const auto loaded = load(one);
        EXPECT_TRUE(!loaded) << one.url;
        if (loaded) return std::string();
        EXPECT_NE(loaded.error().message().find("exports.siem"), std::string::npos)
            << loaded.error().message();
        return loaded.error().message();
    };
    auto wrong = syslog_;
    wrong.types = {"nothing"};
    EXPECT_NE(refused(wrong).find("types"), std::string::npos);
    wrong = syslog_;
    wrong.secret = hook_.secret;
    refused(wrong);
    wrong = syslog_;
    wrong.tls_cert = "x.pem";
    EXPECT_NE(refused(wrong).find("go together"), std::string::npos);
    wrong = syslog_;
    wrong.url = "tcp://logs.example.org:514";
    refused(wrong);
    wrong = hook_;
    wrong.url = "http://siem.example.org/in";
    refused(wrong);
    wrong = hook_;
    wrong.secret = {};
    EXPECT_NE(refused(wrong).find("secret"), std::string::npos);
    wrong = hook_;
    wrong.tls_cert = "x.pem";
    refused(wrong);
    wrong = hook_;
    wrong.url = "ftp://siem.example.org";
    refused(wrong);
}

TEST(StreamTarget, takes_tls_or_this_machine_with_a_port) {
    const auto tls = parse_stream_target("tls://logs.example.org:6514");
    ASSERT_TRUE(succeeded(tls));
    EXPECT_TRUE(tls->tls);
    EXPECT_EQ(tls->host, "logs.example.org");
    EXPECT_EQ(tls->port, 6514);
    EXPECT_EQ(parse_stream_target("tcp://[::1]:601")->host, "[::1]");
    EXPECT_EQ(parse_stream_target("tcp://localhost:601")->port, 601);
    for (const char* wrong :
         {"", "tls://", "tls://logs.example.org", "tls://logs.example.org:", "tls://:6514",
          "tls://logs.example.org:0", "tls://logs.example.org:65536", "tls://h:1/x", "tls://a b:1",
          "tls://a@b:1", "tcp://logs.example.org:514", "tcp://127.0.0.1.example.org:514",
          "udp://127.0.0.1:514", "tls://[x]:1", "tls://h:+1"})
        EXPECT_TRUE(failed_with(parse_stream_target(wrong), ErrorCode::invalid_argument)) << wrong;
}

}  // namespace
}  // namespace gdprd::daemon
