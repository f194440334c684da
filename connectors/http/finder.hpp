#pragma once

#include <boost/json/fwd.hpp>
#include <set>
#include <string>
#include <vector>

#include "connectors/connector.hpp"
#include "connectors/http/rows.hpp"
#include "policy/plan/query.hpp"

namespace gdprd::connectors {

/// Runs a query: by key, by a search of the service that covers it, or over the whole list. What
/// the service finds is compared here again, so that nothing more is handed on. All is borrowed.
class HttpFinder {
  public:
    HttpFinder(HttpRows& rows, const policy::FindQuery& query);

    /// `not_found` for a field that the collection has not, `invalid_argument` for a query that no
    /// store takes.
    Result<void> check() const;
    /// `invalid_argument` when the list has rows that the service does not give by their keys.
    Result<void> run(const Connector::RowSink& sink);
    [[nodiscard]] const std::vector<std::string>& names() const noexcept { return names_; }

  private:
    Result<void> search(const Connector::RowSink& sink);
    Result<void> check_gone();
    Result<void> by_key(const Connector::RowSink& sink);
    Result<void> by_search(const FindDescription& find, std::size_t field,
                           const Connector::RowSink& sink);
    /// nullptr when none covers the query; `field`: which of the query's fields it searches.
    const FindDescription* find_search(std::size_t& field) const;
    Result<bool> offer(const boost::json::value& row, const Connector::RowSink& sink);
    [[nodiscard]] bool matches(const boost::json::value& row) const;
    [[nodiscard]] bool shows_fields(const boost::json::value& row) const;
    Result<void> hand_on(policy::RowKey key, const boost::json::value& row,
                         const Connector::RowSink& sink);

    HttpRows* rows_;
    const policy::FindQuery* query_;
    std::vector<std::string> names_;
    std::set<std::vector<std::string>> exact_;  ///< wanted bytes
    std::set<std::string> normal_;              ///< wanted_form()s
    std::set<policy::RowKey> seen_;             ///< rows that were handed on
    std::uint64_t handed_on_ = 0;
};

}  // namespace gdprd::connectors
