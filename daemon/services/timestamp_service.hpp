#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "config/base/clock.hpp"
#include "config/base/crypto_timestamp.hpp"
#include "config/base/off_loop.hpp"
#include "config/settings.hpp"
#include "daemon/outbound/http_post.hpp"

namespace gdprd::daemon {

class TrailService;

/// Who stamps the trail's checkpoints, and how often.
struct TimestampAuthority {
    HttpTarget http;
    std::chrono::seconds every{};
    /// May vouch for the authority; none: a token is taken unseen, and a verifier judges it.
    std::optional<crypto::TimestampTrust> trust;
};

/// The authority of the settings; none when there is no url. invalid_argument, naming the setting
/// that is wrong.
Result<std::optional<TimestampAuthority>> load_timestamp_authority(
    OffLoop off, const config::Settings& settings);

/// Asks the authority for a time stamp (RFC 3161) of the newest checkpoint: each period, and after
/// a run of a request ended, at most one a minute, and never of the same tree twice. The token is
/// kept in the trail's directory, timestamps/, and quoted by an anchor entry. An authority that
/// gives none is told in the log once, and asked again with growing pauses; nothing waits for it.
class TimestampService {
  public:
    /// How a question reaches the authority; a test answers itself.
    using Ask = std::function<Result<HttpAnswered>(OffLoop, const HttpTarget&, BytesView question)>;
    /// `trail` and `clock` outlive the service. `ask` empty: HTTP.
    TimestampService(std::optional<TimestampAuthority> authority, TrailService& trail,
                     const Clock& clock, Ask ask = {});
    /// Same as stop().
    ~TimestampService();

    /// Begins the rounds, on a thread of its own; nothing without an authority.
    void start();
    /// Ends them; a question under way is given up.
    void stop();
    /// One round, in the caller's thread; start() calls it each second.
    void round(OffLoop off);
    /// The authority gave no token at the last try. Any thread.
    [[nodiscard]] bool failing() const;

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace gdprd::daemon
