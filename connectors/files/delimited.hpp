#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "connectors/files/record_format.hpp"

namespace gdprd::connectors {

/// As much of a file's begin tells its dialect.
inline constexpr std::size_t kDialectBytes = std::size_t{256} * 1024;

/// Whether the first record of a delimited file holds the names of its fields.
enum class HeaderRule : unsigned char { detect, present, absent };

/// What a delimited file says about itself.
struct Dialect {
    char delimiter = ',';
    bool has_header = true;
    std::vector<std::string> names;  ///< of its fields: unique, none empty
    friend bool operator==(const Dialect&, const Dialect&) = default;
};

/// Tells delimiter and names from the first bytes of a text; `whole`: it has no more. Delimiters
/// tried: comma, semicolon, tab, bar; `delimiter` decides when it is not zero. `invalid_argument`
/// when the first record is none, or when it is to be found out whether it is a header and nothing
/// shows it.
Result<Dialect> detect_dialect(std::string_view head, bool whole, HeaderRule header,
                               char delimiter);

/// Records of RFC 4180: a field in double quotes may hold delimiters, line ends and doubled quotes.
/// An empty field is null, `""` an empty text. Blank lines stand between records, except where
/// there is one field: there they are a null. Each record must have as many fields as there are
/// names.
class DelimitedFormat final : public RecordFormat {
  public:
    explicit DelimitedFormat(Dialect dialect);

    Result<std::optional<Cut>> cut(std::string_view text, bool at_end) override;
    Result<void> read(std::string_view record, const ValueSink& sink) const override;
    Result<std::string> write(std::string_view record,
                              const std::vector<Assignment>& changes) const override;
    [[nodiscard]] std::vector<std::string> names() const override { return dialect_.names; }

  private:
    Dialect dialect_;
    bool in_header_;
};

}  // namespace gdprd::connectors
