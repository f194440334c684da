#pragma once

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace gdprd::test {

struct HttpAsked {
    std::string method;
    std::string target;
    std::map<std::string, std::string> headers;  ///< names in small letters
    std::string body;
};

struct HttpToAnswer {
    int status = 200;
    std::string body;
    std::vector<std::string> headers = {};
    std::string raw = {};                       ///< sent as it is, then the connection ends
    std::function<void(int socket)> then = {};  ///< more, on the open connection, which then ends
    bool hangs_up = false;                      ///< the connection ends without a byte of answer
};

/// A small HTTP/1.1 server on a port of 127.0.0.1, for answers that no real server gives. One
/// thread for each connection; the handler is called by one at a time.
class HttpServer {
  public:
    using Handler = std::function<HttpToAnswer(const HttpAsked&)>;

    explicit HttpServer(Handler handler, std::uint16_t port = 0) : handler_(std::move(handler)) {
        listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        const int on = 1;
        ::setsockopt(listener_, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* plain = reinterpret_cast<sockaddr*>(&address);
        if (::bind(listener_, plain, size) == 0 && ::listen(listener_, 16) == 0 &&
            ::getsockname(listener_, plain, &size) == 0)
            port_ = ntohs(address.sin_port);
        acceptor_ = std::thread([this] { accept(); });
    }
    ~HttpServer() {
        stop_ = true;
        acceptor_.join();
        ::close(listener_);
        for (auto& thread : sessions_) thread.join();
    }
    HttpServer(const HttpServer&) = delete;
    HttpServer& operator=(const HttpServer&) = delete;

    [[nodiscard]] std::uint16_t port() const { return port_; }
    [[nodiscard]] std::string url(const std::string& path = "/") const {
        return "http://127.0.0.1:" + std::to_string(port_) + path;
    }
    /// What was asked so far.
    [[nodiscard]] std::vector<HttpAsked> asked() {
        const std::lock_guard lock(mutex_);
        return asked_;
    }
    [[nodiscard]] bool stopping() const { return stop_; }

  private:
    void accept() {
        while (!stop_) {
            pollfd ready{listener_, POLLIN, 0};
            if (::poll(&ready, 1, 20) != 1) continue;
            const int socket = ::accept4(listener_, nullptr, nullptr, SOCK_CLOEXEC);
            if (socket >= 0) sessions_.emplace_back([this, socket] { serve(socket); });
        }
    }
    /// False when the peer is gone or the server ends.
    bool fill(int socket, std::string& buffer) const {
        while (!stop_) {
            pollfd ready{socket, POLLIN, 0};
            if (::poll(&ready, 1, 20) != 1) continue;
            char bytes[16384];
            const auto count = ::recv(socket, bytes, sizeof bytes, 0);
            if (count <= 0) return false;
            buffer.append(bytes, static_cast<std::size_t>(count));
            return true;
        }
        return false;
    }
    bool read(int socket, std::string& buffer, HttpAsked& out) const {
        std::size_t end = 0;
        while ((end = buffer.find("\r\n\r\n")) == std::string::npos)
            if (!fill(socket, buffer)) return false;
        const std::string head = buffer.substr(0, end + 2);
        buffer.erase(0, end + 4);
        std::size_t at = head.find("\r\n");
        const std::string first = head.substr(0, at);
        out.method = first.substr(0, first.find(' '));
        out.target = first.substr(first.find(' ') + 1, first.rfind(' ') - first.find(' ') - 1);
        for (at += 2; at < head.size();) {
            const std::size_t stop = head.find("\r\n", at);
            const std::string line = head.substr(at, stop - at);
            const std::size_t colon = line.find(": ");
            std::string name = line.substr(0, colon);
            std::transform(name.begin(), name.end(), name.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
            if (colon != std::string::npos) out.headers[name] = line.substr(colon + 2);
            at = stop + 2;
        }
        const auto length = out.headers.find("content-length");
        const std::size_t wanted = length == out.headers.end() ? 0 : std::stoul(length->second);
        while (buffer.size() < wanted)
            if (!fill(socket, buffer)) return false;
        out.body = buffer.substr(0, wanted);
        buffer.erase(0, wanted);
        return true;
    }
    static bool write(int socket, const std::string& text) {
        for (std::size_t at = 0; at < text.size();) {
            const auto count = ::send(socket, text.data() + at, text.size() - at, MSG_NOSIGNAL);
            if (count <= 0) return false;
            at += static_cast<std::size_t>(count);
        }
        return true;
    }
    void serve(int socket) {
        const int on = 1;
        ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        std::string buffer;
        for (HttpAsked asked; read(socket, buffer, asked); asked = HttpAsked{}) {
            HttpToAnswer answer;
            {
                const std::lock_guard lock(mutex_);
                asked_.push_back(asked);
                answer = handler_(asked);
            }
            if (answer.hangs_up) break;
            std::string text = answer.raw;
            if (text.empty()) {
                text = "HTTP/1.1 " + std::to_string(answer.status) + " X\r\n";
                for (const auto& line : answer.headers) text += line + "\r\n";
                text += "Content-Length: " + std::to_string(answer.body.size()) + "\r\n\r\n";
                text += answer.body;
            }
            if (!write(socket, text) || !answer.raw.empty()) {
                if (answer.then) answer.then(socket);
                break;
            }
        }
        ::close(socket);
    }

    Handler handler_;
    int listener_ = -1;
    std::uint16_t port_ = 0;
    std::atomic<bool> stop_ = false;
    std::mutex mutex_;
    std::vector<HttpAsked> asked_;
    std::thread acceptor_;
    std::vector<std::thread> sessions_;  // of the acceptor; joined after it
};

}  // namespace gdprd::test
