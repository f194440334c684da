#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "connectors/files/record_format.hpp"

namespace gdprd::connectors {

/// Cards of version 3.0 (RFC 2426) and 4.0 (RFC 6350), one after the other. A field is a property's
/// name in capitals; a second one of the same name in a card is NAME_2, and so on. N and ADR are
/// told by their components: N.family, ADR.street. An empty value is null, and null is written as
/// an empty value. Groups, other lines, and of a written line the parameters that are technical
/// (TYPE, PREF, ...) stay as they are; others, which may say the value again (LABEL, SORT-AS), go.
class VcardFormat final : public RecordFormat {
  public:
    Result<std::optional<Cut>> cut(std::string_view text, bool at_end) override;
    Result<void> read(std::string_view record, const ValueSink& sink) const override;
    Result<std::string> write(std::string_view record,
                              const std::vector<Assignment>& changes) const override;
};

}  // namespace gdprd::connectors
