#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "audit/checkpoint.hpp"
#include "audit/signing_chain.hpp"
#include "audit/tree.hpp"
#include "config/base/clock.hpp"
#include "config/base/off_loop.hpp"
#include "config/settings.hpp"

namespace gdprd::daemon {

class Stores;
class TrailService;

/// What a store holds of the trail, each as it is there; none: no row.
struct StoreAnchor {
    std::optional<std::string> note;
    std::optional<std::string> successions;  ///< as the trail's file; since its key was changed
};

/// How the anchor in a store stands to the trail.
struct AnchorVerdict {
    enum class Kind : unsigned char {
        agrees,
        contradicts,  ///< for more entries, or for others, or of this trail's name by another key
        foreign,      ///< no checkpoint of this trail's name, or a damaged one: it tells nothing
    } kind = Kind::agrees;
    Error evidence;  ///< unless it agrees
};
/// `ours` is the trail's newest checkpoint and `tiles` holds its hashes. An error: they cannot be
/// read.
Result<AnchorVerdict> judge_anchor(const StoreName& store, const StoreAnchor& anchor,
                                   const audit::SigningChain& keys, const audit::Checkpoint& ours,
                                   audit::HashSource& tiles);

/// Before a trail is written: no store with `anchor: true` may hold a checkpoint for more entries
/// than the newest one here, or for others, or one that none of its keys here signed: a later key
/// may have. corrupt, with the evidence, when one does. A store that does not answer, or whose
/// anchor is no checkpoint, is told in the log. `note` empty: a new trail.
Result<void> check_with_anchors(OffLoop off, const config::Settings& settings,
                                const std::string& note);

/// Keeps the trail's newest checkpoint, and the changes of its signing key, in stores whose owners
/// allow it, in the table gdprd_anchor: at most one a store in `every`, and none while nothing is
/// signed. Whoever sets the trail back
/// must set them back too. A store that holds more, or other entries, ends all writing:
/// TrailService::refuse().
class AnchorService {
  public:
    /// `stores`, `trail` and `clock` outlive the service.
    AnchorService(std::vector<StoreName> anchored, std::chrono::seconds every, Stores& stores,
                  TrailService& trail, const Clock& clock);
    /// Same as stop().
    ~AnchorService();

    /// Begins the rounds, on a thread of its own; nothing without anchored stores.
    void start();
    /// Ends them, when the call to a store that is under way is over.
    void stop();
    /// One round, in the caller's thread; start() calls it each second.
    void round(OffLoop off);
    /// Stores with `anchor: true`, and those of them whose anchor could not be renewed at the last
    /// try. Any thread.
    [[nodiscard]] std::size_t count() const;
    [[nodiscard]] std::size_t failing() const;

  private:
    struct Parts;
    std::unique_ptr<Parts> parts_;
};

/// The stores with `anchor: true`.
[[nodiscard]] std::vector<StoreName> anchored_stores(const config::Settings& settings);

}  // namespace gdprd::daemon
