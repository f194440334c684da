#include "daemon/outbound/http_post.hpp"

#include <gtest/gtest.h>

#include "tests/support/printers.hpp"

namespace gdprd::daemon {
namespace {

using test::failed_with;
using test::succeeded;

const OffLoop kOff = OffLoop::on_blocking_thread();

TEST(HttpTarget, takes_tls_a_socket_or_this_machine) {
    const auto tls =
        parse_http_target("https://w.example.org/prefix/", "/add-checkpoint", "ca.pem");
    ASSERT_TRUE(succeeded(tls));
    EXPECT_EQ(tls->url, "https://w.example.org/prefix/add-checkpoint");
    EXPECT_EQ(tls->tls_ca, "ca.pem");
    EXPECT_EQ(parse_http_target("http://127.0.0.1:7780", "/add-checkpoint", "")->url,
              "http://127.0.0.1:7780/add-checkpoint");
    EXPECT_EQ(parse_http_target("http://[::1]:1/x", "", "")->url, "http://[::1]:1/x");
    const auto socket = parse_http_target("unix:/run/w.sock", "/add-checkpoint", "");
    ASSERT_TRUE(succeeded(socket));
    EXPECT_EQ(socket->socket, "/run/w.sock");
    EXPECT_EQ(socket->url, "http://localhost/add-checkpoint");
}

TEST(HttpTarget, refuses_plain_http_over_a_network_and_other_schemes) {
    for (const auto* wrong :
         {"http://w.example.org", "http://127.0.0.1.example.org", "http://127.0.0.1@evil.example",
          "http://localhost:80@evil.example/", "https://user:word@w.example.org", "https://",
          "ftp://w.example.org", "file:///etc/passwd", "w.example.org", "", "unix:",
          "https://w.example.org/a b", "https://w.example.org/?q", "https://w.example.org/#f"}) {
        EXPECT_TRUE(failed_with(parse_http_target(wrong, "/x", ""), ErrorCode::invalid_argument))
            << wrong;
    }
}

TEST(HttpTarget, takes_plain_http_where_answers_prove_themselves) {
    EXPECT_TRUE(
        succeeded(parse_http_target("http://tsa.example.org/tsr", "", "", PlainHttp::anywhere)));
    for (const auto* wrong : {"http://", "http://user@tsa.example.org", "ftp://tsa.example.org"}) {
        EXPECT_TRUE(failed_with(parse_http_target(wrong, "", "", PlainHttp::anywhere),
                                ErrorCode::invalid_argument))
            << wrong;
    }
}

TEST(HttpPost, says_that_nobody_answers) {
    const auto target = parse_http_target("unix:/nonexistent/socket", "/x", "");
    ASSERT_TRUE(succeeded(target));
    EXPECT_TRUE(
        failed_with(http_post(kOff, *target, "text/plain", "body", {}), ErrorCode::unavailable));
}

}  // namespace
}  // namespace gdprd::daemon
