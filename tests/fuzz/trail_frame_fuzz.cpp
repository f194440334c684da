#include <cstddef>
#include <cstdint>

#include "audit/frame.hpp"
#include "config/base/assert.hpp"

using namespace gdprd;
using namespace gdprd::audit;

namespace {

/// A frame is refused, or is exactly what the encoder writes.
void frame_round_trips(BytesView input) {
    const auto frame = parse_frame(input, Payloads::may_be_erased);
    if (!frame || !padding_is_zero(frame->header, input)) return;
    const Bytes again = encode_frame(*frame, input);
    GDPRD_ASSERT(again.size() == frame->header.frame_bytes());
    GDPRD_ASSERT(std::equal(again.begin(), again.end(), input.begin()));
}

/// The CRC stops most inputs: leaves are also parsed without it.
void leaves_add_up(BytesView input) {
    const auto header = parse_frame_header(input);
    if (!header || input.size() < header->content_bytes()) return;
    const auto leaves =
        parse_leaves(*header, input.subspan(kFrameHeaderBytes, header->leaves_bytes));
    if (!leaves) return;
    GDPRD_ASSERT(leaves->size() == header->count);
    std::uint64_t payload = kFrameHeaderBytes + std::uint64_t{header->leaves_bytes};
    for (const FramedLeaf& leaf : *leaves) {
        GDPRD_ASSERT(leaf.stored_at == payload);
        GDPRD_ASSERT(leaf.stored_bytes == 0 || leaf.stored_bytes == leaf.header.payload_length);
        payload += leaf.stored_bytes;
    }
    GDPRD_ASSERT(payload == header->content_bytes());
}

void parts_round_trip(BytesView input) {
    if (const auto header = parse_header(input)) {
        Bytes again(header->encoded_bytes());
        encode_header(*header, again);
        GDPRD_ASSERT(std::equal(again.begin(), again.end(), input.begin()));
    }
    if (const auto envelope = parse_envelope(input)) {
        Bytes again(kEnvelopeBytes);
        encode_envelope(*envelope, again);
        GDPRD_ASSERT(std::equal(again.begin(), again.end(), input.begin()));
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const BytesView input(data, size);
    frame_round_trips(input);
    leaves_add_up(input);
    parts_round_trip(input);
    return 0;
}
