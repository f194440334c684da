#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "config/base/result.hpp"

namespace gdprd::daemon {

enum class Verb : unsigned char { serve, check, init, accept_state_loss, continue_trail, help, version };

struct CommandLine {
    Verb verb = Verb::serve;
    std::string file = "/etc/gdprd/gdprd.yaml";
    std::uint64_t confirm = 0;  ///< accept-state-loss: the number of entries
    std::string ended;          ///< continue-trail: origin of the trail that ends
};

/// gdprd's own arguments, without the program's name; `invalid_argument` for anything unknown.
Result<CommandLine> parse_command_line(const std::vector<std::string>& arguments);
[[nodiscard]] std::string_view usage_text() noexcept;

}  // namespace gdprd::daemon
