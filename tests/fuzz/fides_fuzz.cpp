// Dataset files of Fides: any bytes give a verdict list or an error, and never a field that the
// catalogue lacks.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "config/base/assert.hpp"
#include "policy/catalogue/catalogue_json.hpp"
#include "policy/catalogue/fides.hpp"

namespace {

const gdprd::policy::Catalogue& catalogue() {
    static const auto read = gdprd::policy::catalogue_from_json(R"({"stores": [{"store": "crm",
        "collections": [{"namespace": "main", "name": "customers", "kind": "table",
          "fields": [{"name": "id", "type": "integer"}, {"name": "email", "type": "text"}]}]}],
        "fields": [{"path": "crm.main.customers.id", "decision": "reject", "probability_ppm": 0,
                    "personal_ppm": 0, "decided_by": "classifier"},
                   {"path": "crm.main.customers.email", "decision": "accept",
                    "category": "user.contact.email", "probability_ppm": 1, "personal_ppm": 900000,
                    "decided_by": "classifier"}]})");
    GDPRD_ASSERT(read.has_value());
    return *read;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const auto reading = gdprd::policy::read_fides(text, catalogue());
    if (!reading) return 0;
    for (const auto& verdict : reading->verdicts)
        GDPRD_ASSERT(catalogue().find_field(verdict.field) != nullptr);
    return 0;
}
