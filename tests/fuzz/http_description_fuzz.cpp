#include <cstddef>
#include <cstdint>

#include "config/base/assert.hpp"
#include "config/base/utf8.hpp"
#include "config/limits.hpp"
#include "connectors/http/description.hpp"
#include "connectors/http/schema.hpp"

using namespace gdprd;
using namespace gdprd::connectors;

/// Any bytes are a description, or problems with a place in the file; what a description names is
/// there, and it has a schema.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const ParsedDescription parsed = parse_description(as_text({bytes, size}));
    GDPRD_ASSERT(parsed.problems.size() <= config::limits::kProblemsShown);
    for (const auto& problem : parsed.problems) {
        GDPRD_ASSERT(problem.at.line >= 1 && problem.at.line <= size + 2);
        GDPRD_ASSERT(!problem.message.empty() && valid_utf8(problem.message));
        GDPRD_ASSERT(problem.message.find('\n') == std::string::npos);
    }
    if (!parsed.problems.empty()) return 0;
    const policy::StoreSchema schema = schema_of(parsed.description, StoreName("s"));
    GDPRD_ASSERT(schema.collections.size() == parsed.description.collections.size());
    for (const CollectionDescription& one : parsed.description.collections) {
        GDPRD_ASSERT(!one.fields.empty());
        for (const auto& field : one.key) GDPRD_ASSERT(one.find_field(field) != nullptr);
        GDPRD_ASSERT(!one.key.empty() || (!one.read && !one.erase && !one.update));
        for (const auto& find : one.finds)
            for (const auto& field : find.fields) GDPRD_ASSERT(one.find_field(field) != nullptr);
        for (const auto& field : one.fields)
            if (field.references)
                GDPRD_ASSERT(parsed.description.find(field.references->collection)
                                 ->find_field(field.references->field) != nullptr);
    }
    return 0;
}
