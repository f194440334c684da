#pragma once

#include <boost/asio/awaitable.hpp>
#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

#include "config/base/result.hpp"
#include "daemon/http/auth.hpp"

namespace gdprd::daemon {

/// One connection's bytes, whatever carries them. Used on its session's executor only; no member
/// has a deadline of its own: the session's timer calls close().
class Stream {
  public:
    virtual ~Stream() = default;
    /// At least one byte; 0 when the other side closed; `io` when the connection broke or closed.
    virtual boost::asio::awaitable<Result<std::size_t>> read_some(std::span<char> into) = 0;
    /// All of `bytes`, which must stay until it returns.
    virtual boost::asio::awaitable<Result<void>> write(std::string_view bytes) = 0;
    /// Ends every call under way. Again: nothing.
    virtual void close() noexcept = 0;
    [[nodiscard]] virtual const Peer& peer() const noexcept = 0;
};

}  // namespace gdprd::daemon
