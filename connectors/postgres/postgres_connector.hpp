#pragma once

#include <memory>
#include <set>
#include <string>
#include <vector>

#include "connectors/call.hpp"
#include "connectors/connector.hpp"
#include "connectors/postgres/layout.hpp"
#include "connectors/postgres/session.hpp"
#include "connectors/settings.hpp"
#include "connectors/value_reader.hpp"

namespace gdprd::connectors {

/// A PostgreSQL database. Connects on the first call, and again when the server went away. Sessions
/// are read only except inside apply().
class PostgresConnector final : public Connector, public ValueReader {
  public:
    explicit PostgresConnector(StoreSettings settings);
    ~PostgresConnector() override;

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
    /// `unsupported` when the collection or a partition of it has a trigger.
    Result<void> check_no_triggers(const PgLayout& layout);

    StoreSettings settings_;
    Call call_;
    std::unique_ptr<PgSession> session_;
    std::set<policy::CollectionName> touched_;  ///< changed since the last residue()
};

}  // namespace gdprd::connectors
