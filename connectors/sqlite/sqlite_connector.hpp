#pragma once

#include <memory>
#include <string>
#include <vector>

#include "connectors/call.hpp"
#include "connectors/connector.hpp"
#include "connectors/settings.hpp"
#include "connectors/sqlite/store_file.hpp"
#include "connectors/value_reader.hpp"

namespace gdprd::connectors {

/// A SQLite database file. Opened on the first call and again when the file was replaced; between
/// calls it holds no lock. The file is never created.
class SqliteConnector final : public Connector, public ValueReader {
  public:
    explicit SqliteConnector(StoreSettings settings);
    ~SqliteConnector() override;

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
    /// Opens or re-opens when needed.
    Result<void> connect();
    /// Runs `body` on an open connection that cancel() reaches; errors get the store's name.
    template <class Body>
    auto in_call(const Body& body) -> decltype(body());
    Result<std::vector<std::string>> run_find(const policy::FindQuery& query, const RowSink& sink);
    Result<policy::RowSet> run_read(const policy::CollectionPath& from,
                                    const std::vector<std::string>& fields,
                                    const std::vector<policy::RowKey>& keys);
    /// Inside a transaction of the caller's.
    Result<StepResult> run_apply(const policy::Step& step, const RowDigester& digest);
    Result<void> check_references_whole();

    StoreSettings settings_;
    Call call_;
    SqliteMatcher matcher_;
    std::unique_ptr<SqliteStoreFile> file_;
};

}  // namespace gdprd::connectors
