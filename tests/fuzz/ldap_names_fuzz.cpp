// A DN's canonical spelling is one, an escaped value stays within its filter, and no definition of
// a schema does harm.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "connectors/ldap/distinguished_name.hpp"
#include "connectors/ldap/filter.hpp"
#include "connectors/ldap/schema.hpp"

namespace connectors = gdprd::connectors;

/// libldap loses a few bytes of a definition whose extension it cannot read.
extern "C" const char* __lsan_default_suppressions() {
    return "leak:ber_memalloc_x";
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    const std::string text(bytes, bytes + size);
    const auto once = connectors::canonical_dn(text);
    if (once && connectors::canonical_dn(*once) != once) std::abort();
    if (once && !connectors::is_at_or_below(*once, *once)) std::abort();
    const auto naming = connectors::naming_attributes(text);
    if (once && naming.empty() != once->empty()) std::abort();
    const std::string value = connectors::escape_filter_value(text);
    if (value.find_first_of(std::string_view("()*\0", 4)) != std::string::npos) std::abort();
    const std::string line = text.substr(0, text.find('\0'));
    const auto schema = connectors::LdapSchema::parse({line}, {line});
    for (const std::string& name : schema.referring_attributes())
        if (schema.find_attribute(name) == nullptr) std::abort();
    for (const std::string& name : schema.must_have(schema.structural_of({line, "top"})))
        if (name != connectors::small_letters(name)) std::abort();
    return 0;
}
