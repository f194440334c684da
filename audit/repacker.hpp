#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <functional>
#include <memory>
#include <set>
#include <string>
#include <thread>

#include "audit/keyring.hpp"
#include "audit/repack.hpp"
#include "config/base/guarded.hpp"

namespace gdprd::audit {

/// Makes closed segments dense in the background, on a thread of low priority. Owns its key ring.
/// While payloads are being destroyed it waits: a copy from before would be thrown away.
class Repacker {
  public:
    struct Hooks {
        /// Of the last checkpoint that is stored.
        std::function<std::uint64_t()> signed_size;
        /// How often bytes of closed segments were changed in place: payloads are destroyed so.
        std::function<std::uint64_t()> edits;
        /// Runs `rename` while nobody in this process reads or changes segments, after which what
        /// is known of the old file is forgotten. False, and nothing done, when edits() is not
        /// `edits_before` any more.
        std::function<Result<bool>(std::uint64_t edits_before,
                                   const std::function<Result<void>()>& rename)>
            replace;
    };
    Repacker(std::shared_ptr<FileStore> files, std::string dir, KeyRing keys, Hooks hooks);
    /// Stops at the next frame; what is half done is thrown away.
    ~Repacker();
    Repacker(const Repacker&) = delete;
    Repacker& operator=(const Repacker&) = delete;

    /// A segment may have been closed, or the tree files written.
    void look();
    /// Until all that could be done when this was called is done; for tests.
    void wait();

  private:
    struct State {
        std::uint64_t asked = 0;
        std::uint64_t answered = 0;
        std::uint64_t hurried = 0;  ///< as `asked`: somebody waits for these
        bool stopping = false;

        [[nodiscard]] bool is_urgent() const noexcept { return stopping || hurried > answered; }
    };
    void run();
    void wait_for_quiet();
    void look_at_all();
    Result<Repacked::Outcome> repack(const ClosedSegment& segment);

    std::shared_ptr<FileStore> files_;
    std::string dir_;
    KeyRing keys_;
    Hooks hooks_;
    std::atomic<bool> stopping_ = false;
    Guarded<State> state_;
    std::condition_variable asked_;
    std::condition_variable answered_;
    std::set<std::uint64_t> settled_;  ///< first seqs of segments that need no look any more
    std::thread thread_;
};

}  // namespace gdprd::audit
