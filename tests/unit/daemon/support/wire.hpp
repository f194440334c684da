#pragma once

#include <sys/socket.h>
#include <sys/un.h>

#include <array>
#include <cstring>
#include <string>
#include <string_view>

#include "config/base/files.hpp"
#include "tests/support/printers.hpp"

namespace gdprd::daemon::test {

using namespace gdprd::test;

/// Bytes as they are: what a browser, curl or an attacker may send.
class Wire {
  public:
    explicit Wire(const std::string& path) : socket_(::socket(AF_UNIX, SOCK_STREAM, 0)) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::memcpy(address.sun_path, path.data(), path.size());
        connected_ = ::connect(socket_.get(), reinterpret_cast<const sockaddr*>(&address),
                               sizeof address) == 0;
    }
    [[nodiscard]] bool connected() const { return connected_; }
    void send(std::string_view bytes) const {
        while (!bytes.empty()) {
            const auto sent = ::send(socket_.get(), bytes.data(), bytes.size(), MSG_NOSIGNAL);
            if (sent <= 0) return;
            bytes.remove_prefix(static_cast<std::size_t>(sent));
        }
    }
    void close_writing() const { ::shutdown(socket_.get(), SHUT_WR); }
    /// Until `text` was seen or the other side closed.
    std::string read_until(std::string_view text) const {
        std::string out;
        std::array<char, 4096> buffer{};
        while (out.find(text) == std::string::npos) {
            const auto count = ::recv(socket_.get(), buffer.data(), buffer.size(), 0);
            if (count <= 0) break;
            out.append(buffer.data(), static_cast<std::size_t>(count));
        }
        return out;
    }
    std::string read_all() const { return read_until("\1never\1"); }

  private:
    Descriptor socket_;
    bool connected_ = false;
};

}  // namespace gdprd::daemon::test
