#include <cstddef>
#include <cstdint>

#include "config/base/assert.hpp"
#include "config/base/utf8.hpp"
#include "config/limits.hpp"
#include "config/loader.hpp"
#include "config/redact.hpp"

using namespace gdprd;
using namespace gdprd::config;

/// Any bytes are settings, or problems with a place in the file; settings print to a file that
/// loads to the same settings.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const LoadedSettings loaded = parse_settings(as_text({bytes, size}), "/etc/gdprd/gdprd.yaml");
    GDPRD_ASSERT(loaded.problems.size() <= limits::kProblemsShown);
    for (const yaml::Problem& problem : loaded.problems) {
        GDPRD_ASSERT(problem.at.line >= 1 && problem.at.line <= size + 2);
        GDPRD_ASSERT(problem.at.column >= 1 && problem.at.column <= size + 2);
        GDPRD_ASSERT(!problem.message.empty());
        GDPRD_ASSERT(valid_utf8(problem.message) && valid_utf8(problem.suggestion));
        GDPRD_ASSERT(problem.message.find('\n') == std::string::npos);
    }
    if (loaded.ok()) {
        const LoadedSettings again =
            parse_settings(effective_settings(loaded.settings), "/etc/gdprd/gdprd.yaml");
        GDPRD_ASSERT(again.ok());
        GDPRD_ASSERT(again.settings == loaded.settings);
    }
    return 0;
}
