#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "daemon/ctl/cli.hpp"

namespace gdprd::daemon::ctl {

/// The reason and the criteria that every look into the trail takes.
[[nodiscard]] std::vector<Option> search_options();
/// What was typed of them as "?reason=..."; repeated options are values of one criterion. `--from`
/// is left to the caller.
Result<std::string> search_query_of(const Invocation& typed);
/// A number from 0; the error names the option.
Result<std::uint64_t> parse_count(const std::string& text, std::string_view option);

}  // namespace gdprd::daemon::ctl
