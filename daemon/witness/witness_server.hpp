#pragma once

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <variant>

#include "audit/witness.hpp"
#include "config/base/clock.hpp"
#include "config/base/off_loop.hpp"
#include "daemon/http/handler.hpp"
#include "daemon/http/listener.hpp"

namespace gdprd::daemon {

class RateLimit;

/// A Unix socket's path, or an address.
using WitnessEndpoint = std::variant<std::string, TcpAddress>;
/// "unix:PATH", "127.0.0.1:PORT" or "[::1]:PORT".
Result<WitnessEndpoint> parse_witness_endpoint(std::string_view text);

/// The answer of C2SP tlog-witness to the body of an add-checkpoint.
[[nodiscard]] Reply answer_add_checkpoint(OffLoop off, audit::Witness& witness, RateLimit& limit,
                                          const std::string& body);

/// Serves POST /add-checkpoint of one witness over plain HTTP until SIGTERM or SIGINT; requests
/// under way are answered. A second signal ends at once.
class WitnessServer {
  public:
    /// Binds. `witness` and `clock` must outlive the server.
    static Result<std::unique_ptr<WitnessServer>> open(const WitnessEndpoint& endpoint,
                                                       audit::Witness& witness, const Clock& clock);
    ~WitnessServer();
    /// "http://127.0.0.1:8080" or "unix:PATH".
    [[nodiscard]] const std::string& where() const noexcept;
    /// `ready` is called once connections are accepted. Returns when all is over.
    void run(const std::function<void()>& ready);
    /// As a signal does; from any thread.
    void stop();

  private:
    struct Parts;
    explicit WitnessServer(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

}  // namespace gdprd::daemon
