// A catalogue as JSON, as gdprctl reads one from a file: any bytes give a catalogue or an error,
// and what was read is written and read again as the same version.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "config/base/assert.hpp"
#include "policy/catalogue/catalogue_json.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto read = gdprd::policy::catalogue_from_json(text);
    if (!read) return 0;
    for (const auto& [ends, link] : read->links)
        GDPRD_ASSERT(read->fields.contains(ends.first) && read->fields.contains(ends.second));
    const auto again = gdprd::policy::catalogue_from_json(gdprd::policy::to_json(*read));
    GDPRD_ASSERT(again.has_value());
    GDPRD_ASSERT(gdprd::policy::version_of(*again) == gdprd::policy::version_of(*read));
    return 0;
}
