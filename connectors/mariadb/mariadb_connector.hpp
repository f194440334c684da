#pragma once

#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "connectors/call.hpp"
#include "connectors/connector.hpp"
#include "connectors/mariadb/layout.hpp"
#include "connectors/mariadb/session.hpp"
#include "connectors/settings.hpp"
#include "connectors/value_reader.hpp"

namespace gdprd::connectors {

/// A MariaDB database. Connects on the first call, and again when the server went away. Sessions
/// are read only except inside apply().
class MariaConnector final : public Connector, public ValueReader {
  public:
    explicit MariaConnector(StoreSettings settings);
    ~MariaConnector() override;

    [[nodiscard]] Capabilities capabilities() const override;
    Result<std::vector<CheckFinding>> check(OffLoop off_loop) override;
    Result<policy::StoreSchema> inspect(OffLoop off_loop) override;
    Result<Sample> sample(OffLoop off_loop, const policy::CollectionPath& from,
                          const std::vector<std::string>& fields, SampleBounds most) override;
    Result<ValuesRead> read_values(OffLoop off_loop, const policy::CollectionPath& from,
                                   const std::vector<std::string>& fields, std::uint64_t max_rows,
                                   const ValueSink& sink) override;
    Result<std::vector<std::string>> find(OffLoop off_loop, const policy::FindQuery& query,
                                          const RowSink& sink) override;
    Result<policy::RowSet> read_rows(OffLoop off_loop, const policy::CollectionPath& from,
                                     const std::vector<std::string>& fields,
                                     const std::vector<policy::RowKey>& keys) override;
    Result<StepResult> apply(OffLoop off_loop, const policy::Step& step,
                             const RowDigester& digest) override;
    Result<StepResult> rehearse(OffLoop off_loop, const std::vector<const policy::Step*>& steps,
                                const DigesterOf& digest_of) override;
    Result<ResidueResult> residue(OffLoop off_loop,
                                  const std::vector<policy::PersonalCell>& values) override;
    Result<std::optional<std::string>> read_anchor(OffLoop off_loop,
                                                   const std::string& origin) override;
    Result<void> write_anchor(OffLoop off_loop, const AnchorChange& change) override;
    void cancel() noexcept override;

  private:
    Result<const MariaLayout*> layout_to_sample(const policy::CollectionName& of);
    Result<void> connect();
    /// Runs `body` on a live session; errors get the store's name.
    template <class Body>
    auto in_call(const Body& body) -> decltype(body());
    /// Inside a transaction of begin_writing().
    Result<StepResult> run_apply(const policy::Step& step, const RowDigester& digest);
    Result<void> begin_writing();
    /// The steps of rehearse(), one after the other.
    Result<StepResult> try_steps(const std::vector<const policy::Step*>& steps,
                                 const DigesterOf& digest_of);
    /// `unsupported` when the collection has a trigger for changes or deletions.
    Result<void> check_no_triggers(const MariaLayout& layout);

    StoreSettings settings_;
    std::vector<std::string> databases_;  ///< those to look at
    Call call_;
    std::unique_ptr<MariaSession> session_;
    /// For sample() alone, since the last inspect(): a scan asks for each collection in turn.
    std::optional<MariaLayouts> sampled_;
    std::set<policy::CollectionName> touched_;  ///< changed since the last residue()
};

}  // namespace gdprd::connectors
