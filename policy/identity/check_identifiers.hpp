#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/base/result.hpp"
#include "policy/identity/identifier.hpp"

namespace gdprd::policy {

/// One line of `identifiers check`.
struct IdentifierQuestion {
    IdentifierType type;
    std::string value;
};

/// Lines TYPE<TAB>VALUE; LF or CR LF. A line without a tab is invalid_argument with its number.
Result<std::vector<IdentifierQuestion>> parse_identifier_lines(std::string_view input);

struct IdentifierAnswers {
    std::string lines;  ///< TYPE<TAB>VALUE<TAB>verdict<TAB>normal form or -<TAB>reason or -
    std::string
        json;  ///< [{"type", "value", "verdict", "normal_form": or null, "reason": or null}]
    int exit_code = 0;  ///< 0 all valid, 5 any invalid, 2 any unknown type (wins)
};

/// The output contract of `gdprctl identifiers check`. The value is repeated as it came, but for
/// tab and line ends (\t, \n, \r), so that each answer stays one line of five columns.
[[nodiscard]] IdentifierAnswers check_identifiers(std::span<const IdentifierQuestion> questions,
                                                  std::optional<Date> today = std::nullopt);

}  // namespace gdprd::policy
