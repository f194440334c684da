#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "connectors/connector.hpp"
#include "connectors/postgres/layout.hpp"
#include "connectors/postgres/session.hpp"
#include "connectors/settings.hpp"

namespace gdprd::connectors {

/// The residue step of PostgreSQL: waits until nobody sees the erased rows any more, vacuums what
/// was changed, looks for the values in the live rows. The server's files are out of its reach, so
/// that it names what may stay there.
class PgResidue {
  public:
    PgResidue(PgSession& session, const StoreSettings& settings)
        : session_(session), settings_(settings) {}
    /// `touched`: collections that were changed; empty: those that hold dead rows.
    Result<ResidueResult> run(const std::set<policy::CollectionName>& touched,
                              const std::vector<policy::PersonalCell>& values);

  private:
    struct Target {
        policy::CollectionName name;
        std::string table;
        bool allowed = false;  ///< to VACUUM it
    };
    /// Why it must be tried again; nullopt when all is purged that can be.
    using Pending = std::optional<std::string>;

    Result<std::vector<Target>> targets(const std::set<policy::CollectionName>& touched);
    Result<Pending> purge(const std::vector<Target>& targets);
    Result<Pending> wait_for_old_snapshots();
    Result<Pending> vacuum(const std::vector<Target>& targets);
    /// How many of the values some row of these collections holds.
    Result<std::uint64_t> look(const std::vector<Target>& targets,
                               const std::vector<policy::PersonalCell>& values);

    PgSession& session_;
    const StoreSettings& settings_;
    ResidueResult result_;
    bool left_out_ = false;  ///< a collection could not be vacuumed
};

}  // namespace gdprd::connectors
