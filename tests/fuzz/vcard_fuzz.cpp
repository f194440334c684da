// Any text is cut into cards at the same places whether it comes at once or in pieces, and a value
// that is written reads back as written while the others stay.
#include <cstddef>
#include <cstdint>

#include "config/base/bytes.hpp"
#include "connectors/files/vcard.hpp"
#include "tests/fuzz/record_format.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace gdprd;
    fuzz::check_format(as_text({data, size}),
                       [] { return std::make_unique<connectors::VcardFormat>(); });
    return 0;
}
