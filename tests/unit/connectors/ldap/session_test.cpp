// A directory that says for ever that another page follows.
#include "connectors/ldap/session.hpp"

#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <thread>

#include "tests/support/printers.hpp"

namespace gdprd::connectors {
namespace {

const OffLoop kOff = OffLoop::on_blocking_thread();

/// Answers one connection: every bind is right, and every search is an empty page with a cookie
/// (RFC 2696). Reads requests that come in one piece and have at most 127 of a number.
class EndlessDirectory {
  public:
    EndlessDirectory() {
        listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* plain = reinterpret_cast<sockaddr*>(&address);
        EXPECT_EQ(::bind(listener_, plain, size), 0);
        EXPECT_EQ(::listen(listener_, 1), 0);
        EXPECT_EQ(::getsockname(listener_, plain, &size), 0);
        port_ = ntohs(address.sin_port);
        thread_ = std::thread([this] { serve(); });
    }
    ~EndlessDirectory() {
        ::shutdown(listener_, SHUT_RDWR);
        thread_.join();
        ::close(listener_);
    }
    EndlessDirectory(const EndlessDirectory&) = delete;
    EndlessDirectory& operator=(const EndlessDirectory&) = delete;

    [[nodiscard]] std::string url() const { return "ldap://127.0.0.1:" + std::to_string(port_); }
    [[nodiscard]] int searches() const { return searches_; }

  private:
    void serve() {
        const int socket = ::accept(listener_, nullptr, nullptr);
        std::string in(4096, '\0');
        for (;;) {
            const ssize_t got = ::recv(socket, in.data(), in.size(), 0);
            if (got < 8) break;
            // SEQUENCE, its length in one byte or more, INTEGER of one byte, the operation
            const auto length = static_cast<unsigned char>(in[1]);
            const std::size_t at = 2U + (length < 0x80 ? 0U : length & 0x7fU);
            const char number = in[at + 2];
            const auto operation = static_cast<unsigned char>(in[at + 3]);
            std::string out;
            if (operation == 0x60) out = bound(number);
            if (operation == 0x63) {
                ++searches_;
                out = empty_page(number);
            }
            if (out.empty()) break;
            ::send(socket, out.data(), out.size(), MSG_NOSIGNAL);
        }
        ::close(socket);
    }
    static std::string sequence(char tag, const std::string& content) {
        return std::string(1, tag) + static_cast<char>(content.size()) + content;
    }
    static std::string result(char number, char tag) {
        const std::string success("\x0a\x01\x00\x04\x00\x04\x00", 7);
        return std::string("\x02\x01", 2) + number + sequence(tag, success);
    }
    static std::string bound(char number) { return sequence('\x30', result(number, '\x61')); }
    static std::string empty_page(char number) {
        const std::string cookie = sequence('\x30', std::string("\x02\x01\x00\x04\x01x", 6));
        const std::string control =
            sequence('\x30', sequence('\x04', "1.2.840.113556.1.4.319") + sequence('\x04', cookie));
        return sequence('\x30', result(number, '\x65') + sequence('\xa0', control));
    }

    int listener_ = -1;
    int port_ = 0;
    std::atomic<int> searches_ = 0;
    std::thread thread_;
};

TEST(LdapSession, ends_a_search_that_gives_one_empty_page_after_the_other) {
    EndlessDirectory directory;
    StoreSettings settings;
    settings.statement_timeout = std::chrono::seconds(5);
    Call call;
    const auto scope = call.begin();
    auto url = parse_server_url(directory.url(), config::TlsMode::disable);
    ASSERT_TRUE(test::succeeded(url));
    LdapSession session(settings, std::move(*url), call);
    ASSERT_TRUE(test::succeeded(session.open(kOff)));

    const auto searched =
        session.search(kOff, {.base = "dc=test", .filter = "(uid=*)", .attributes = {"*"}},
                       [](LdapEntry&&) -> Result<bool> { return true; });

    ASSERT_TRUE(test::failed_with(searched, ErrorCode::unavailable));
    EXPECT_FALSE(searched.error().hint().empty());
    EXPECT_LE(directory.searches(), 100);
    session.close();
}

}  // namespace
}  // namespace gdprd::connectors
