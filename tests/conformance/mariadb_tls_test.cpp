#include <arpa/inet.h>
#include <gmock/gmock.h>
#include <sys/socket.h>
#include <unistd.h>

#include "connectors/mariadb/mariadb_connector.hpp"
#include "tests/conformance/mariadb_server.hpp"
#include "tests/support/printers.hpp"

namespace gdprd::connectors::test {
namespace {

using config::TlsMode;
using gdprd::test::failed_with;
using gdprd::test::succeeded;
using testing::HasSubstr;

/// A TCP port of localhost that nobody has just now.
std::uint16_t free_port() {
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    auto* plain = reinterpret_cast<sockaddr*>(&address);
    const bool bound = ::bind(socket, plain, size) == 0 && ::getsockname(socket, plain, &size) == 0;
    ::close(socket);
    return bound ? ntohs(address.sin_port) : std::uint16_t{0};
}

/// A server of its own that speaks TLS on localhost, with a certificate for that name alone.
class MariaTls : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        server_ = std::make_unique<MariaServer>();
        if (server_->socket().empty()) return;
        port_ = free_port();
        server_->call("tls", std::to_string(port_));
        MariaClient(server_->socket(), "mysql")
            .run(
                "CREATE USER tls@'127.0.0.1' IDENTIFIED BY 'open sesame'; GRANT ALL ON *.* TO "
                "tls@'127.0.0.1'");
    }
    static void TearDownTestSuite() {
        if (!server_->socket().empty()) server_->call("stop");
        server_.reset();
    }
    void SetUp() override {
        if (server_->socket().empty()) GTEST_SKIP() << "MariaDB is not installed";
    }
    static MariaConnector connector(const std::string& host, TlsMode tls,
                                    const std::string& ca_file) {
        StoreSettings settings;
        settings.name = StoreName("desk");
        settings.kind = config::StoreKind::mariadb;
        settings.host = host;
        settings.port = port_;
        settings.database = "mysql";
        settings.user = "tls";
        settings.password = Secret(as_bytes(std::string_view("open sesame\n")));
        settings.tls = tls;
        settings.ca_file = ca_file;
        return MariaConnector(std::move(settings));
    }
    static std::string ca() { return server_->directory() + "/ca.crt"; }

    OffLoop off_ = OffLoop::on_blocking_thread();
    static inline std::unique_ptr<MariaServer> server_;
    static inline std::uint16_t port_ = 0;
};

TEST_F(MariaTls, speaks_to_the_server_that_the_certificate_names) {
    auto store = connector("localhost", TlsMode::verify_full, ca());

    const auto findings = store.check(off_);

    ASSERT_TRUE(succeeded(findings)) << findings.error().sensitive_detail();
    for (const auto& finding : *findings)
        EXPECT_THAT(finding.what, testing::Not(HasSubstr("not encrypted")));
}

TEST_F(MariaTls, refuses_a_server_whose_certificate_has_another_name) {
    auto store = connector("127.0.0.1", TlsMode::verify_full, ca());

    const auto schema = store.inspect(off_);

    ASSERT_TRUE(failed_with(schema, ErrorCode::unavailable));
    EXPECT_THAT(schema.error().message(), HasSubstr("certificate is for another host name"))
        << schema.error().sensitive_detail();
    auto looser = connector("127.0.0.1", TlsMode::require, "");
    EXPECT_TRUE(succeeded(looser.inspect(off_))) << "encrypted, to whomever";
}

TEST_F(MariaTls, refuses_a_certificate_of_an_unknown_authority) {
    auto other = connector("localhost", TlsMode::verify_full, server_->directory() + "/server.crt");
    auto missing = connector("localhost", TlsMode::verify_full, "/nonexistent/ca.crt");

    const auto unknown = other.inspect(off_);
    const auto none = missing.inspect(off_);

    ASSERT_TRUE(failed_with(unknown, ErrorCode::unavailable));
    ASSERT_TRUE(failed_with(none, ErrorCode::unavailable));
    EXPECT_THAT(unknown.error().message(), HasSubstr("not signed by a known authority"))
        << unknown.error().sensitive_detail();
    EXPECT_THAT(none.error().message(), HasSubstr("root certificates cannot be read"))
        << none.error().sensitive_detail();
}

TEST_F(MariaTls, says_that_a_connection_is_not_encrypted) {
    auto store = connector("localhost", TlsMode::disable, "");

    const auto findings = store.check(off_);

    ASSERT_TRUE(succeeded(findings));
    EXPECT_THAT(*findings,
                testing::Contains(testing::Field(&CheckFinding::what, HasSubstr("not encrypted"))));
}

}  // namespace
}  // namespace gdprd::connectors::test
