#include "daemon/services/cosigned_checkpoint.hpp"

#include <algorithm>
#include <functional>
#include <thread>

#include "audit/checkpoint.hpp"
#include "audit/cosigned_notes.hpp"
#include "audit/file_store.hpp"
#include "daemon/services/trail_service.hpp"

namespace gdprd::daemon {

namespace {

constexpr std::chrono::milliseconds kLookEvery{50};

/// One that is kept and verifies.
struct Cosigned {
    std::string text;
    std::uint64_t size = 0;
    std::size_t cosignatures = 0;
};

Result<void> each_cosigned(OffLoop off, TrailService& trail,
                           const std::function<void(const Cosigned&)>& take) {
    const auto keys = trail.trail().signing_keys();
    GDPRD_TRY_ASSIGN(const auto notes,
                     audit::load_cosigned_notes(off, *audit::real_files(), trail.dir()));
    for (const auto& note : notes) {
        const auto checkpoint = keys.verify(note.text);
        const auto parsed = audit::parse_note(note.text);
        if (!checkpoint || !parsed) continue;
        const auto others =
            std::count_if(parsed->signatures.begin(), parsed->signatures.end(),
                          [&](const auto& line) { return line.name != keys.origin(); });
        if (others > 0) take({note.text, checkpoint->size, static_cast<std::size_t>(others)});
    }
    return {};
}

}  // namespace

Result<std::optional<std::string>> find_cosigned(OffLoop off, TrailService& trail,
                                                 std::uint64_t entries) {
    std::optional<Cosigned> best;
    GDPRD_TRY(each_cosigned(off, trail, [&](const Cosigned& one) {
        if (one.size < entries) return;
        const bool better = !best || one.cosignatures > best->cosignatures ||
                            (one.cosignatures == best->cosignatures && one.size > best->size);
        if (better) best = one;
    }));
    return best ? std::optional(std::move(best->text)) : std::nullopt;
}

Result<std::string> latest_cosigned(OffLoop off, TrailService& trail) {
    std::optional<Cosigned> latest;
    GDPRD_TRY(each_cosigned(off, trail, [&](const Cosigned& one) {
        const bool later = !latest || one.size > latest->size ||
                           (one.size == latest->size && one.cosignatures > latest->cosignatures);
        if (later) latest = one;
    }));
    if (latest) return std::move(latest->text);
    return Error(ErrorCode::not_found, "no witness has cosigned a checkpoint of this trail yet",
                 "gdprctl audit witnesses; one is named in gdprd.yaml under witnesses");
}

Result<std::optional<std::string>> await_cosigned(OffLoop off, TrailService& trail,
                                                  std::uint64_t entries,
                                                  std::chrono::milliseconds most) {
    GDPRD_TRY_ASSIGN(auto found, find_cosigned(off, trail, entries));
    if (found || most == std::chrono::milliseconds(0)) return found;
    GDPRD_TRY(trail.checkpoint(off));
    const auto until = std::chrono::steady_clock::now() + most;
    while (!found && trail.healthy() && std::chrono::steady_clock::now() < until) {
        std::this_thread::sleep_for(kLookEvery);
        GDPRD_TRY_ASSIGN(found, find_cosigned(off, trail, entries));
    }
    return found;
}

}  // namespace gdprd::daemon
