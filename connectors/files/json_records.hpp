#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "connectors/files/record_format.hpp"

namespace gdprd::connectors {

/// Whether the members of one object alone are rows, or it is one.
enum class MapRule : unsigned char { detect, always, never };

/// Objects of an array, or one after the other with white space between (JSON Lines); of one object
/// alone whose names are data (json_map.hpp), its members, with their names as kJsonKeyField.
/// Members of objects inside are named by their path with dots, down to kJsonFieldDepth; deeper
/// ones, arrays, and objects whose names are data are one value: their text. Numbers are as
/// written; true and false are texts. A name that two members share is an error: one of them would
/// stay unseen.
class JsonFormat final : public RecordFormat {
  public:
    explicit JsonFormat(MapRule rule = MapRule::detect) : rule_(rule) {}
    Result<std::optional<Cut>> cut(std::string_view text, bool at_end) override;
    [[nodiscard]] Result<void> finish() const override;
    Result<void> read(std::string_view record, const ValueSink& sink) const override;
    Result<std::string> write(std::string_view record,
                              const std::vector<Assignment>& changes) const override;
    [[nodiscard]] bool has_separators() const override { return close_ != '\0'; }

  private:
    /// What comes next in a list: its bracket, a comma or its end, behind it nothing.
    enum class Place : unsigned char { begin, first, next, record, behind };
    Result<std::optional<Cut>> cut_between(std::string_view text, bool at_end);
    /// Tells by the text's beginning what holds the records; false: more is needed.
    bool open_list(std::string_view text, bool at_end);
    [[nodiscard]] bool is_map(std::string_view object) const;
    [[nodiscard]] bool begins_record(char c) const { return c == (close_ == '}' ? '"' : '{'); }

    MapRule rule_;
    Place place_ = Place::begin;
    char close_ = '\0';  ///< of the list of records: ']', '}' of members, or nothing
};

}  // namespace gdprd::connectors
