#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "connectors/files/record_format.hpp"

namespace gdprd::connectors {

/// Objects of an array, or one after the other with white space between (JSON Lines). Members of
/// objects inside are named by their path with dots, down to kJsonFieldDepth; deeper ones, and
/// arrays, are one value: their text. Numbers are as written; true and false are texts. A name that
/// two members share is an error: one of them would stay unseen.
class JsonFormat final : public RecordFormat {
  public:
    Result<std::optional<Cut>> cut(std::string_view text, bool at_end) override;
    [[nodiscard]] Result<void> finish() const override;
    Result<void> read(std::string_view record, const ValueSink& sink) const override;
    Result<std::string> write(std::string_view record,
                              const std::vector<Assignment>& changes) const override;
    [[nodiscard]] bool has_separators() const override { return in_array_; }

  private:
    /// What comes next in an array: its bracket, a comma or its end, behind it nothing.
    enum class Place : unsigned char { begin, first, next, object, behind };
    Result<std::optional<Cut>> cut_between(std::string_view text, bool at_end);

    Place place_ = Place::begin;
    bool in_array_ = false;
};

}  // namespace gdprd::connectors
