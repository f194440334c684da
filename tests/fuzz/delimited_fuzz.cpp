// Any text is cut into records at the same places whether it comes at once or in pieces, and a
// field that is written reads back as written while the others stay.
#include <cstddef>
#include <cstdint>

#include "config/base/bytes.hpp"
#include "connectors/files/delimited.hpp"
#include "tests/fuzz/record_format.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace gdprd;
    const std::string_view text = as_text({data, size});
    for (const auto header : {connectors::HeaderRule::detect, connectors::HeaderRule::absent}) {
        const auto dialect = connectors::detect_dialect(text, true, header, 0);
        if (!dialect) continue;
        fuzz::check_format(text,
                           [&] { return std::make_unique<connectors::DelimitedFormat>(*dialect); });
    }
    return 0;
}
