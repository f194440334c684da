#pragma once

#include <set>
#include <string>
#include <vector>

#include "connectors/connector.hpp"
#include "connectors/mariadb/layout.hpp"
#include "connectors/mariadb/session.hpp"
#include "connectors/value_reader.hpp"

namespace gdprd::connectors {

/// One find() over one collection. The server gives the rows that may match, by indexes where it
/// can; collations take more for the same than is, so that each row is looked at again here.
class MariaFinder {
  public:
    MariaFinder(MariaSession& session, const MariaLayout& layout, const policy::FindQuery& query);
    /// `invalid_argument` or `not_found` when the query does not fit the collection.
    Result<void> check() const;
    Result<void> run(const Connector::RowSink& sink);
    [[nodiscard]] const std::vector<std::string>& names() const noexcept { return names_; }

  private:
    using Tuple = std::vector<std::string>;
    /// Wanted values in one spelling each, as many as one statement takes.
    struct Batch {
        std::set<Tuple> values;
        std::set<std::string> normal;  ///< wanted_form()s; empty for exact
    };

    [[nodiscard]] std::vector<Batch> batches() const;
    [[nodiscard]] std::optional<std::string> wanted(const MariaField& field,
                                                    const policy::Cell& cell) const;
    [[nodiscard]] std::string where_exact(const Batch& batch, MariaParams& params) const;
    [[nodiscard]] std::string where_text(const Batch& batch, MariaParams& params) const;
    Result<void> run_batch(const std::vector<Batch>& all, std::size_t batch,
                           const Connector::RowSink& sink);
    /// Whether the fields asked about match a value of this batch and of none before it, whose
    /// statements have given the row already.
    [[nodiscard]] bool matches(const std::vector<policy::Cell>& row, const std::vector<Batch>& all,
                               std::size_t batch) const;
    [[nodiscard]] bool matches_one(const Tuple& value, const Batch& batch) const;
    [[nodiscard]] policy::Row pick(const std::vector<policy::Cell>& row) const;
    [[nodiscard]] std::size_t place_of(const std::string& name) const;

    MariaSession* session_;
    const MariaLayout* layout_;
    const policy::FindQuery* query_;
    std::vector<std::string> names_;
    std::vector<std::string> keys_;
    std::vector<const MariaField*> columns_;  ///< what is selected, each field once
    std::uint64_t rows_ = 0;
};

/// At most `rows_max` rows from all over the collection, values cut to `chars_max`.
Result<Sample> sample_mariadb(MariaSession& session, const MariaLayout& layout,
                              const std::vector<std::string>& fields, std::uint64_t rows_max,
                              std::uint32_t chars_max);
/// As ValueReader::read_values().
Result<ValuesRead> read_values_mariadb(MariaSession& session, const MariaLayout& layout,
                                       const std::vector<std::string>& fields,
                                       std::uint64_t rows_max, std::uint32_t chars_max,
                                       const ValueReader::ValueSink& sink);

}  // namespace gdprd::connectors
