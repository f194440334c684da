#pragma once

#include <string>
#include <vector>

#include "connectors/ldap/layout.hpp"
#include "connectors/ldap/schema.hpp"
#include "connectors/ldap/session.hpp"
#include "connectors/settings.hpp"

namespace gdprd::connectors {

/// What the server says of itself.
struct LdapServer {
    std::string product;   ///< "OpenLDAP" where it shows so, else "LDAP"
    bool asserts = false;  ///< RFC 4528: a changed entry is never overwritten
    bool pages = false;    ///< RFC 2696
    LdapSchema schema;
};
Result<LdapServer> read_server(OffLoop off_loop, LdapSession& session);

/// `invalid_argument` for what is no filter (RFC 4515); none is fine.
Result<void> check_filter(const std::string& filter);

/// The entries that the store is about: below base, that the filter and object_classes let through.
class LdapScope {
  public:
    explicit LdapScope(const StoreSettings& settings);

    [[nodiscard]] const std::string& base() const noexcept { return base_; }
    [[nodiscard]] const std::string& canonical_base() const noexcept { return canonical_; }
    /// `(objectClass=…)` of a class with the store's own filter; empty: of any.
    [[nodiscard]] std::string filter_for(const std::string& of_class) const;
    [[nodiscard]] bool takes(const std::string& structural_class) const;

  private:
    std::string base_;
    std::string canonical_;
    std::string filter_;
    std::vector<std::string> classes_;  ///< small letters; empty: all
};

/// Walks through all entries once: which classes there are and what their entries hold, no value
/// kept. `unsupported` where entries have no entryUUID.
Result<LdapUse> survey_directory(OffLoop off_loop, LdapSession& session, const LdapSchema& schema,
                                 const LdapScope& scope);

}  // namespace gdprd::connectors
