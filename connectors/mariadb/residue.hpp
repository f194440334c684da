#pragma once

#include <set>
#include <string>
#include <vector>

#include "connectors/connector.hpp"
#include "connectors/mariadb/layout.hpp"
#include "connectors/mariadb/session.hpp"
#include "connectors/settings.hpp"

namespace gdprd::connectors {

/// Looks for values in the live rows, and rewrites tables where it is told to. The server's files
/// are out of its reach, so that it names what may stay there.
class MariaResidue {
  public:
    MariaResidue(MariaSession& session, const StoreSettings& settings)
        : session_(session), settings_(settings) {}
    /// `touched`: collections that were changed; empty: all of `databases`.
    Result<ResidueResult> run(const std::set<policy::CollectionName>& touched,
                              const std::vector<std::string>& databases,
                              const std::vector<policy::PersonalCell>& values);

  private:
    Result<std::vector<MariaLayout>> targets(const std::set<policy::CollectionName>& touched,
                                             const std::vector<std::string>& databases);
    Result<void> name_limits();
    Result<void> name_statistics();
    /// true: all tables are rewritten, so that no page keeps what was deleted.
    Result<bool> rewrite(const std::vector<MariaLayout>& targets);
    Result<void> look(const MariaLayout& target, const std::vector<std::string>& values,
                      std::set<std::string>& found);

    MariaSession& session_;
    const StoreSettings& settings_;
    ResidueResult result_;
};

}  // namespace gdprd::connectors
