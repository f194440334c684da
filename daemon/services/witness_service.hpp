#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "config/base/clock.hpp"
#include "config/base/off_loop.hpp"
#include "config/settings.hpp"
#include "daemon/witness/ask_witness.hpp"

namespace gdprd::daemon {

class TrailService;

/// The witnesses of the settings; invalid_argument, naming the one that is wrong.
Result<std::vector<WitnessTarget>> load_witnesses(const config::Settings& settings);

/// Before a trail is written: no witness may know more entries than the newest checkpoint here
/// covers, or others. corrupt, with the evidence, when one does. A witness that does not answer is
/// told in the log, or with `trail.witness_required` refused (`unavailable`). `note` empty: a new
/// trail.
Result<void> check_with_witnesses(OffLoop off, const config::Settings& settings,
                                  const std::string& note);

/// How a witness stands to the trail.
enum class WitnessState : std::uint8_t {
    waiting,      ///< not asked yet
    cosigned,     ///< it signed the last checkpoint that it was sent
    unreachable,  ///< no answer, or none of the protocol's; asked again
    refuses       ///< it does not know the trail or its key, or contradicts it
};
[[nodiscard]] std::string_view to_string(WitnessState state) noexcept;

struct WitnessStatus {
    std::string name;
    std::string key;  ///< its vkey's name
    WitnessState state = WitnessState::waiting;
    std::uint64_t size = 0;           ///< entries of the newest checkpoint that it cosigned
    audit::CosignatureTime time = 0;  ///< of that cosignature; 0: none since the start
    bool behind = false;              ///< no cosignature for kWitnessBehindSeconds, though due
    std::string error;                ///< why, when not cosigned
};

/// Sends the newest checkpoint to all witnesses, beside the commit path: each second at most one
/// round, one request to a witness at a time, failures repeated with growing pauses. What they sign
/// is kept in the trail's directory, cosigned/NAME, and quoted by an anchor entry each
/// trail.anchor_seconds while there is something new. A witness that contradicts the trail ends all
/// writing: TrailService::refuse().
class WitnessService {
  public:
    /// How a body reaches a witness; a test answers itself.
    using Ask =
        std::function<Result<HttpAnswered>(OffLoop, const WitnessTarget&, const std::string& body)>;
    /// `trail` and `clock` outlive the service. `ask` empty: HTTP.
    WitnessService(std::vector<WitnessTarget> targets, std::chrono::seconds anchor_every,
                   TrailService& trail, const Clock& clock, Ask ask = {});
    /// Same as stop().
    ~WitnessService();

    /// Begins the rounds, on a thread of its own; nothing without witnesses.
    void start();
    /// Ends them; a request under way is given up.
    void stop();
    /// One round, in the caller's thread; start() calls it each second.
    void round(OffLoop off);
    [[nodiscard]] std::vector<WitnessStatus> status() const;

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

}  // namespace gdprd::daemon
