#pragma once

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

#include "audit/segments.hpp"
#include "audit/verifier_frames.hpp"
#include "config/base/guarded.hpp"

namespace gdprd::audit {

/// Frames of one file after the other, prepared ahead by several threads and handed out in order.
/// Owned by one thread.
class FramePipeline {
  public:
    /// One thread: everything is done in next(). `openers`: none, or one for each thread.
    FramePipeline(std::size_t threads, std::vector<std::unique_ptr<FrameOpener>> openers);
    ~FramePipeline();
    FramePipeline(const FramePipeline&) = delete;
    FramePipeline& operator=(const FramePipeline&) = delete;

    struct From {
        std::uint64_t offset = 0;
        std::uint64_t seq = 0;    ///< of the frame there
        std::uint64_t until = 0;  ///< no frame that begins at or after this seq
    };
    /// `file` must live until stop().
    void start(StoredFile& file, std::uint64_t file_bytes, const From& from);
    [[nodiscard]] bool running() const noexcept { return file_ != nullptr; }
    /// Valid until the next call. Null: what comes next is the end, or not whole, or not the frame
    /// that belongs there; it stopped, and the caller looks for itself.
    const PreparedFrame* next();
    /// Waits until no thread uses the file.
    void stop();
    /// For a frame that the caller loaded itself.
    [[nodiscard]] FrameOpener* own_opener() noexcept {
        return openers_.empty() ? nullptr : openers_.front().get();
    }

  private:
    struct Place {
        std::uint64_t at = 0;  ///< in the batch
        std::uint64_t bytes = 0;
    };
    /// Frames that stand one after the other, read at once.
    struct Batch {
        StoredFile* file = nullptr;
        std::uint64_t offset = 0;
        std::uint64_t bytes = 0;
        std::vector<Place> places;
        Bytes buffer;
        std::vector<PreparedFrame> frames;
        std::size_t whole = 0;  ///< so many from the first on are prepared
        bool done = false;      ///< guarded by queue_
    };
    struct Queue {
        std::deque<Batch*> waiting;
        bool stopping = false;
    };
    void serve(std::size_t number);
    static void prepare(Batch& batch, FrameOpener* opener);
    bool gather(Batch& batch);
    void refill();
    void await(Batch& batch);

    std::vector<std::unique_ptr<FrameOpener>> openers_;
    std::vector<std::unique_ptr<Batch>> free_;
    std::deque<std::unique_ptr<Batch>> in_flight_;
    std::size_t handed_out_ = 0;  ///< of the first batch in flight
    StoredFile* file_ = nullptr;
    std::optional<FrameScan> walk_;  ///< absent: nothing more to gather
    From from_;
    Guarded<Queue> queue_;
    std::condition_variable offered_;
    std::condition_variable finished_;
    std::vector<std::thread> threads_;
};

}  // namespace gdprd::audit
