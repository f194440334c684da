#include "audit/verifier_pipeline.hpp"

namespace gdprd::audit {

namespace {

constexpr std::uint64_t kBatchBytes = 1U << 20;
constexpr std::size_t kBatchFramesMax = 256;
/// Enough that no thread waits while the first batch in order is judged.
constexpr std::size_t kBatchesPerThread = 3;

}  // namespace

FramePipeline::FramePipeline(std::size_t threads, std::vector<std::unique_ptr<FrameOpener>> openers)
    : openers_(std::move(openers)) {
    const std::size_t batches = threads <= 1 ? 1 : threads * kBatchesPerThread;
    for (std::size_t i = 0; i < batches; ++i) free_.push_back(std::make_unique<Batch>());
    if (threads <= 1) return;
    for (std::size_t i = 0; i < threads; ++i) threads_.emplace_back([this, i] { serve(i); });
}

FramePipeline::~FramePipeline() {
    stop();
    queue_.lock()->stopping = true;
    offered_.notify_all();
    for (std::thread& thread : threads_) thread.join();
}

void FramePipeline::serve(std::size_t number) {
    FrameOpener* const opener = openers_.empty() ? nullptr : openers_[number].get();
    for (;;) {
        Batch* batch = nullptr;
        {
            auto queue = queue_.lock();
            offered_.wait(queue.unique_lock(),
                          [&] { return queue->stopping || !queue->waiting.empty(); });
            if (queue->waiting.empty()) return;
            batch = queue->waiting.front();
            queue->waiting.pop_front();
        }
        prepare(*batch, opener);
        {
            const auto queue = queue_.lock();
            batch->done = true;
        }
        finished_.notify_one();
    }
}

/// Stops at the first frame that is not whole: the owner looks at that one.
void FramePipeline::prepare(Batch& batch, FrameOpener* opener) {
    batch.whole = 0;
    batch.buffer.resize(batch.bytes);
    if (!read_exactly(*batch.file, batch.offset, batch.buffer)) return;
    if (batch.frames.size() < batch.places.size()) batch.frames.resize(batch.places.size());
    for (std::size_t i = 0; i < batch.places.size(); ++i) {
        const Place& place = batch.places[i];
        const BytesView bytes = BytesView(batch.buffer).subspan(place.at, place.bytes);
        const auto header = parse_frame_header(bytes);
        if (!header || header->frame_bytes() != place.bytes) return;
        if (frame_crc(bytes, bytes.subspan(kFrameHeaderBytes, header->leaves_bytes)) != header->crc)
            return;
        batch.frames[i].offset = batch.offset + place.at;
        if (!prepare_frame(bytes, *header, opener, batch.frames[i])) return;
        ++batch.whole;
    }
}

/// Follows the headers; false when there is nothing to prepare.
bool FramePipeline::gather(Batch& batch) {
    batch.places.clear();
    batch.bytes = 0;
    batch.done = false;
    batch.file = file_;
    while (walk_ && batch.bytes < kBatchBytes && batch.places.size() < kBatchFramesMax) {
        const auto step = from_.seq < from_.until ? walk_->load_header()
                                                  : Result<FrameScan::Step>(FrameScan::Step::end);
        if (!step || *step != FrameScan::Step::frame || walk_->header().first_seq != from_.seq) {
            walk_.reset();
            break;
        }
        if (batch.places.empty()) batch.offset = walk_->offset();
        batch.places.push_back({batch.bytes, walk_->header().frame_bytes()});
        batch.bytes += walk_->header().frame_bytes();
        from_.seq += walk_->header().count;
        walk_->skip_frame();
    }
    return !batch.places.empty();
}

void FramePipeline::refill() {
    while (walk_ && !free_.empty()) {
        if (!gather(*free_.back())) return;
        in_flight_.push_back(std::move(free_.back()));
        free_.pop_back();
        if (threads_.empty()) {
            prepare(*in_flight_.back(), own_opener());
            in_flight_.back()->done = true;
            continue;
        }
        queue_.lock()->waiting.push_back(in_flight_.back().get());
        offered_.notify_one();
    }
}

void FramePipeline::await(Batch& batch) {
    auto queue = queue_.lock();
    finished_.wait(queue.unique_lock(), [&] { return batch.done; });
}

void FramePipeline::start(StoredFile& file, std::uint64_t file_bytes, const From& from) {
    stop();
    file_ = &file;
    from_ = from;
    walk_.emplace(file, file_bytes);
    walk_->seek(from.offset);
    refill();
}

const PreparedFrame* FramePipeline::next() {
    for (;;) {
        if (in_flight_.empty()) break;
        Batch& batch = *in_flight_.front();
        await(batch);
        if (handed_out_ < batch.whole) return &batch.frames[handed_out_++];
        if (batch.whole < batch.places.size()) break;
        free_.push_back(std::move(in_flight_.front()));
        in_flight_.pop_front();
        handed_out_ = 0;
        refill();
    }
    stop();
    return nullptr;
}

void FramePipeline::stop() {
    walk_.reset();
    for (auto& batch : in_flight_) {
        await(*batch);
        free_.push_back(std::move(batch));
    }
    in_flight_.clear();
    handed_out_ = 0;
    file_ = nullptr;
}

}  // namespace gdprd::audit
