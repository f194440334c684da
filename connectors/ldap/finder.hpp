#pragma once

#include <set>
#include <string>
#include <vector>

#include "connectors/connector.hpp"
#include "connectors/ldap/entries.hpp"
#include "policy/plan/query.hpp"

namespace gdprd::connectors {

/// Runs a query: with filters that the server can only answer with too much, never with too little,
/// and by reading all entries where no such filter exists. What comes is compared again here. All
/// is borrowed.
class LdapFinder {
  public:
    LdapFinder(LdapEntries& entries, const policy::FindQuery& query);

    /// The names of what is given to the sink. `not_found` for a field that the collection has not,
    /// `invalid_argument` for a query that no store takes.
    Result<std::vector<std::string>> run(const Connector::RowSink& sink);

  private:
    Result<void> prepare();
    void prepare_wanted();
    /// One for each wanted value; none when a value has no filter of its own.
    [[nodiscard]] std::vector<std::string> filters() const;
    [[nodiscard]] std::string filter_of(const std::vector<std::string>& wanted) const;
    Result<void> ask(const std::string& filter, const Connector::RowSink& sink);
    Result<void> offer(const LdapEntry& entry, const Connector::RowSink& sink);
    [[nodiscard]] bool matches(const policy::Row& row) const;

    LdapEntries* entries_;
    const policy::FindQuery* query_;
    std::vector<std::string> names_;
    std::vector<LdapField> compared_;
    std::vector<LdapField> all_;                ///< compared, then read
    std::set<std::vector<std::string>> exact_;  ///< wanted bytes
    std::set<std::string> normal_;              ///< wanted_form()s
    std::set<policy::RowKey> seen_;
    std::uint64_t handed_on_ = 0;
};

}  // namespace gdprd::connectors
