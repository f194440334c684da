#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "connectors/call.hpp"
#include "connectors/connector.hpp"
#include "connectors/http/client.hpp"
#include "connectors/http/description.hpp"
#include "connectors/settings.hpp"

namespace gdprd::connectors {

/// A REST service, called as its description says. The first call connects; connections are kept.
class HttpConnector final : public Connector {
  public:
    /// Reads the description. `invalid_argument` when it or a setting does not hold.
    static Result<std::unique_ptr<HttpConnector>> create(StoreSettings settings);
    /// The same with a description at hand.
    static Result<std::unique_ptr<HttpConnector>> create(StoreSettings settings,
                                                         Description description);

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
    /// No transaction: the rows of a step are compared, then changed one by one, each read again
    /// just before. The daemon gives each row a step of its own.
    Result<StepResult> apply(OffLoop off_loop, const policy::Step& step,
                             const RowDigester& digest) override;
    /// `refused` for what the description has no call for, stale rows, and otherwise `unsupported`.
    Result<StepResult> rehearse(OffLoop off_loop, const std::vector<const policy::Step*>& steps,
                                const DigesterOf& digest_of) override;
    Result<ResidueResult> residue(OffLoop off_loop,
                                  const std::vector<policy::PersonalCell>& values) override;
    /// `unsupported`: a service has no place for it.
    Result<std::optional<std::string>> read_anchor(OffLoop off_loop,
                                                   const std::string& origin) override;
    Result<void> write_anchor(OffLoop off_loop, const AnchorChange& change) override;
    void cancel() noexcept override;

  private:
    HttpConnector(StoreSettings settings, Description description);
    /// Runs `body`, which cancel() reaches; errors get the store's name.
    template <class Body>
    auto in_call(const Body& body) -> decltype(body());
    Result<const CollectionDescription*> collection(const policy::CollectionName& name) const;
    /// That the first list which can be read answers.
    Result<void> reach(OffLoop off_loop);

    StoreSettings settings_;
    Description description_;
    Call call_;
    std::unique_ptr<HttpClient> client_;
    std::set<std::string> unnamed_;  ///< members of changed rows, since the last residue()
};

/// The namespace of a service's collections.
inline constexpr std::string_view kHttpNamespace = "api";

}  // namespace gdprd::connectors
