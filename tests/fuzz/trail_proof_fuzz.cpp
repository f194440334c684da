#include <cstddef>
#include <cstdint>

#include "audit/checkpoint.hpp"
#include "audit/proof.hpp"
#include "audit/signing_chain.hpp"
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
    // No note is both; what leads from key to key is as long as it is good.
    if (verify_succession(text)) GDPRD_ASSERT(!parse_checkpoint_head(parse_note(text)->text));
    static const auto kKey = parse_vkey(
        "example.org/gdprd-sample+91a617c7+AfJuAJM2ZpJ5vW4UEw57+NLDbtDYKTfmBNziFByFYkdL");
    const ReadChain chain = read_chain(*kKey, text);
    GDPRD_ASSERT(chain.offsets.size() == chain.chain.successions().size());
    GDPRD_ASSERT(chain.chain.find(*kKey).has_value());
    if (const auto key = parse_vkey(text)) GDPRD_ASSERT(key->id == key_id(key->name, key->key));
    return 0;
}
