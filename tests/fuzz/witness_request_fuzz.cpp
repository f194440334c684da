#include <cstddef>
#include <cstdint>

#include "audit/witness_protocol.hpp"
#include "config/base/assert.hpp"

using namespace gdprd;
using namespace gdprd::audit;

/// Requests and answers of a witness are refused, or are exactly what the formatters write.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = as_text(BytesView(data, size));
    if (const auto request = parse_add_checkpoint(text)) {
        GDPRD_ASSERT(request->proof.size() <= kConsistencyHashesMax);
        GDPRD_ASSERT(format_add_checkpoint(request->old_size, request->proof,
                                           format_note(request->note)) == text);
        const TreeHead nothing{0, empty_root()};
        GDPRD_ASSERT(judge_checkpoint(*request, {}, nothing) == WitnessVerdict::unknown_origin);
    }
    if (const auto lines = parse_signature_lines(text)) {
        std::string again;
        for (const auto& line : *lines) again += format_signature_line(line);
        GDPRD_ASSERT(again == text);
    }
    if (const auto key = parse_vkey(text, SignatureType::cosignature_v1)) {
        GDPRD_ASSERT(format_vkey(key->name, key->key, SignatureType::cosignature_v1) == text ||
                     key->id == key_id(key->name, key->key, SignatureType::cosignature_v1));
    }
    return 0;
}
