#pragma once

#include <string>
#include <vector>

#include "connectors/connector.hpp"
#include "connectors/postgres/layout.hpp"
#include "connectors/postgres/session.hpp"
#include "connectors/value_reader.hpp"

namespace gdprd::connectors {

/// One find() over one collection: one statement, wanted values as array parameters.
class PgFinder {
  public:
    PgFinder(PgSession& session, const PgLayout& layout, const policy::FindQuery& query);
    /// `invalid_argument` or `not_found` when the query does not fit the collection.
    Result<void> check() const;
    Result<void> run(const Connector::RowSink& sink);
    [[nodiscard]] const std::vector<std::string>& names() const noexcept { return names_; }

  private:
    /// " WHERE …" with its parameters; nullopt when nothing can match.
    [[nodiscard]] std::optional<std::string> where(PgParams& params) const;
    [[nodiscard]] std::optional<std::string> where_exact(PgParams& params) const;
    [[nodiscard]] std::optional<std::string> where_text(PgParams& params) const;
    [[nodiscard]] policy::Row read(const PgResult& row) const;

    PgSession* session_;
    const PgLayout* layout_;
    const policy::FindQuery* query_;
    std::vector<std::string> names_;
    std::vector<std::string> keys_;
    std::vector<const PgField*> columns_;  ///< what is selected, each field once
};

/// At most `rows_max` rows from all over the collection, values cut to `chars_max`.
Result<Sample> sample_postgres(PgSession& session, const PgLayout& layout,
                               const std::vector<std::string>& fields, std::uint64_t rows_max,
                               std::uint32_t chars_max);
/// As ValueReader::read_values().
Result<ValuesRead> read_values_postgres(PgSession& session, const PgLayout& layout,
                                        const std::vector<std::string>& fields,
                                        std::uint64_t rows_max, std::uint32_t chars_max,
                                        const ValueReader::ValueSink& sink);

}  // namespace gdprd::connectors
