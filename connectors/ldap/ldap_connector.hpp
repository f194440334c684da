#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "connectors/call.hpp"
#include "connectors/connector.hpp"
#include "connectors/ldap/layout.hpp"
#include "connectors/ldap/session.hpp"
#include "connectors/ldap/survey.hpp"
#include "connectors/settings.hpp"

namespace gdprd::connectors {

class LdapEntries;

/// A directory. Collections are the structural classes of its entries; attributes are fields, one
/// for each value (mail, mail_2); the members of groups are rows of their own. The first call
/// connects. Which classes and attributes are in use is learnt by a walk through all entries, and
/// remembered without values.
class LdapConnector final : public Connector {
  public:
    /// `invalid_argument` when url, base, filter or tls do not hold.
    static Result<std::unique_ptr<LdapConnector>> create(StoreSettings settings);
    ~LdapConnector() override;

    [[nodiscard]] Capabilities capabilities() const override;
    Result<std::vector<CheckFinding>> check(OffLoop off_loop) override;
    Result<policy::StoreSchema> inspect(OffLoop off_loop) override;
    Result<Sample> sample(OffLoop off_loop, const policy::CollectionPath& from,
                          const std::vector<std::string>& fields, SampleBounds most) override;
    Result<std::vector<std::string>> find(OffLoop off_loop, const policy::FindQuery& query,
                                          const RowSink& sink) override;
    Result<policy::RowSet> read_rows(OffLoop off_loop, const policy::CollectionPath& from,
                                     const std::vector<std::string>& fields,
                                     const std::vector<policy::RowKey>& keys) override;
    /// No transaction: the daemon gives each row a step of its own. An entry is changed only while
    /// it is as it was compared (RFC 4528).
    Result<StepResult> apply(OffLoop off_loop, const policy::Step& step,
                             const RowDigester& digest) override;
    /// What looking alone tells: stale rows, entries below others, last members of groups, values
    /// that name their entry. Otherwise `unsupported`: nothing can be tried and rolled back.
    Result<StepResult> rehearse(OffLoop off_loop, const std::vector<const policy::Step*>& steps,
                                const DigesterOf& digest_of) override;
    Result<ResidueResult> residue(OffLoop off_loop,
                                  const std::vector<policy::PersonalCell>& values) override;
    /// `unsupported`: a directory has no place for it.
    Result<std::optional<std::string>> read_anchor(OffLoop off_loop,
                                                   const std::string& origin) override;
    Result<void> write_anchor(OffLoop off_loop, const AnchorChange& change) override;
    void cancel() noexcept override;

  private:
    LdapConnector(StoreSettings settings, LdapServerUrl url);

    /// Runs `body` on an open connection, which cancel() reaches; errors get the store's name.
    template <class Body>
    auto in_call(OffLoop off_loop, const Body& body) -> decltype(body());
    Result<void> learn(OffLoop off_loop);
    /// Walks again when the collection is not known yet: it may be new.
    Result<const LdapCollection*> collection(OffLoop off_loop, const policy::CollectionName& name);
    [[nodiscard]] LdapEntries entries(OffLoop off_loop, const LdapCollection& of);
    Result<void> look_at_steps(OffLoop off_loop, const std::vector<const policy::Step*>& steps,
                               const DigesterOf& digest_of, StepResult& stale);

    StoreSettings settings_;
    LdapServerUrl url_;
    LdapScope scope_;
    Call call_;
    std::unique_ptr<LdapSession> session_;
    LdapServer server_;                 ///< as the newest walk found it
    std::optional<LdapLayout> layout_;  ///< none before the first walk
    std::uint64_t referrals_ = 0;
};

}  // namespace gdprd::connectors
