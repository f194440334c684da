// Any text is cut into objects at the same places whether it comes at once or in pieces, and a
// member that is written reads back as written while the others stay.
#include <cstddef>
#include <cstdint>

#include "config/base/bytes.hpp"
#include "connectors/files/json_records.hpp"
#include "tests/fuzz/record_format.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace gdprd;
    fuzz::check_format(as_text({data, size}),
                       [] { return std::make_unique<connectors::JsonFormat>(); });
    return 0;
}
