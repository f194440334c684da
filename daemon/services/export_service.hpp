#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/base/clock.hpp"
#include "config/base/off_loop.hpp"
#include "daemon/export/sink.hpp"

namespace gdprd::daemon {

class TrailService;

/// How a receiver of entries stands.
enum class ExportState : std::uint8_t {
    waiting,      ///< nothing was sent since the start
    delivering,   ///< the last delivery was taken
    unreachable,  ///< it was not; tried again
};
[[nodiscard]] std::string_view to_string(ExportState state) noexcept;

struct ExportStatus {
    std::string name;
    std::string kind;
    ExportState state = ExportState::waiting;
    EntryIndex next;               ///< the first entry that it may not have
    std::uint64_t delivered = 0;   ///< entries since the start, repeated ones counted again
    std::optional<WallTime> time;  ///< of the last delivery
    bool behind = false;           ///< entries have waited for kExportBehindSeconds
    std::string error;             ///< why, when unreachable
};

/// Sends the trail's entries to the receivers of the settings, each on a thread of its own and in
/// order. At least once: the position is made durable after a delivery, so that a crash repeats and
/// never leaves out; after a stream broke, the last kExportRepeated entries sent over it go again.
/// Failures are repeated with growing pauses. Beside the commit path: nothing waits for a receiver.
class ExportService {
  public:
    using MakeSink = std::function<std::unique_ptr<ExportSink>(const ExportTarget&,
                                                               const std::atomic<bool>* stop)>;
    struct Means {
        TrailService* trail = nullptr;
        const Clock* clock = nullptr;
        std::string dir;  ///< of the positions: DIR/NAME
        const Secret* root_key = nullptr;
        /// For what the fields hold; asked for each delivery.
        std::function<std::shared_ptr<const policy::Catalogue>()> catalogue;
    };
    /// What `means` points to outlives the service. `make` empty: the real sinks.
    ExportService(std::vector<ExportTarget> targets, Means means, MakeSink make = {});
    /// Same as stop().
    ~ExportService();

    /// Begins to send; an entry says for each export from where. Nothing without targets.
    void start();
    /// Ends; a delivery under way is given up, positions are saved.
    void stop();
    /// What the export at `which` does at once, in the caller's thread; true: there is more to do.
    bool round(OffLoop off, std::size_t which);
    [[nodiscard]] std::vector<ExportStatus> status() const;

  private:
    struct Parts;
    struct Course;
    std::unique_ptr<Parts> parts_;
};

}  // namespace gdprd::daemon
