#pragma once

#include <chrono>
#include <optional>
#include <string>

#include "config/base/off_loop.hpp"
#include "config/base/secret.hpp"
#include "connectors/http/description.hpp"
#include "connectors/http/transfer.hpp"
#include "connectors/http/url.hpp"

namespace gdprd::connectors {

/// Shows a service who is asking: a header line made of the store's secret, or of a token that
/// OAuth2 gives for it (RFC 6749, 4.4), which is kept until shortly before it ends.
class Authorization {
  public:
    /// `invalid_argument` when the secret or the user is missing or holds control characters.
    static Result<Authorization> create(const AuthDescription& description, std::string user,
                                        const Secret& secret);

    /// The line, ending in a byte 0; null when the service asks for none. Asks for a token when
    /// there is none that is still good.
    Result<const Secret*> line(OffLoop off_loop, Transfer& transfer, const Url& base);
    /// The service refused the token: true when another one may help.
    bool forget_token() noexcept;

  private:
    Result<void> ask_for_token(OffLoop off_loop, Transfer& transfer, const Url& base);

    AuthDescription description_;
    std::string user_;
    Secret secret_;
    Secret line_;
    std::optional<std::chrono::steady_clock::time_point> good_until_;  ///< of a token
};

}  // namespace gdprd::connectors
