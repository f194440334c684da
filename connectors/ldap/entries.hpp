#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "connectors/ldap/cells.hpp"
#include "connectors/ldap/layout.hpp"
#include "connectors/ldap/survey.hpp"
#include "policy/plan/row.hpp"

namespace gdprd::connectors {

/// The entries of one collection. All is borrowed.
class LdapEntries {
  public:
    LdapEntries(OffLoop off_loop, LdapSession& session, const LdapServer& server,
                const LdapScope& scope, const LdapCollection& of)
        : off_loop_(off_loop), session_(&session), server_(&server), scope_(&scope), of_(&of) {}

    [[nodiscard]] const LdapCollection& collection() const noexcept { return *of_; }
    [[nodiscard]] const LdapSchema& schema() const noexcept { return server_->schema; }
    [[nodiscard]] const LdapScope& scope() const noexcept { return *scope_; }
    [[nodiscard]] LdapSession& session() noexcept { return *session_; }
    [[nodiscard]] OffLoop off_loop() const noexcept { return off_loop_; }

    /// `not_found` when the collection cannot have one of them.
    Result<std::vector<LdapField>> fields(const std::vector<std::string>& names) const;
    /// Entries of the collection's class, and of no class below it, that match `filter` (empty:
    /// all), with these fields' attributes.
    Result<void> each(const std::string& filter, const std::vector<LdapField>& fields,
                      const LdapSession::Sink& sink);
    /// The entry with this canonical DN, when it is one of the collection's.
    Result<void> at_dn(const std::string& dn, const std::vector<LdapField>& fields,
                       const LdapSession::Sink& sink);
    /// The entry below base with this entryUUID and all its attributes, whatever became of its
    /// class: one that changed is no entry that went.
    Result<std::optional<LdapEntry>> with_uuid(const std::string& uuid);

    /// Key and cells of each row that an entry is, or has.
    void rows_of(const LdapEntry& entry, const std::vector<LdapField>& fields,
                 const std::function<void(policy::Row&& row)>& take) const;

  private:
    [[nodiscard]] LdapSession::Sink of_class(const LdapSession::Sink& sink) const;
    [[nodiscard]] static std::vector<std::string> names_of(const std::vector<LdapField>& fields);

    OffLoop off_loop_;
    LdapSession* session_;
    const LdapServer* server_;
    const LdapScope* scope_;
    const LdapCollection* of_;
};

}  // namespace gdprd::connectors
