#include <cstddef>
#include <cstdint>

#include "audit/checkpoint.hpp"
#include "audit/proof.hpp"
#include "config/base/assert.hpp"

using namespace gdprd;
using namespace gdprd::audit;

/// Texts are refused, or are exactly what the formatters write.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = as_text(BytesView(data, size));
    if (const auto proof = parse_proof(text)) GDPRD_ASSERT(format_proof(*proof) == text);
    if (const auto note = parse_note(text)) {
        GDPRD_ASSERT(format_note(*note) == text);
        if (const auto head = parse_checkpoint(note->text)) {
            GDPRD_ASSERT(format_checkpoint(*head) == note->text);
        }
    }
    if (const auto key = parse_vkey(text)) GDPRD_ASSERT(key->id == key_id(key->name, key->key));
    return 0;
}
