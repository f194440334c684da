#pragma once

#include <optional>

#include "daemon/ctl/cli.hpp"
#include "policy/catalogue/catalogue.hpp"
#include "policy/language/policy.hpp"

namespace gdprd::daemon::ctl {

/// --catalogue FILE of the verbs that can do without a daemon.
[[nodiscard]] Option catalogue_option();

/// The catalogue of --catalogue FILE, else the one in force.
Result<policy::Catalogue> catalogue_of(const Invocation& typed, Context& context);
/// The same with what a policy says of the fields: that of --policy DIR; without it the one in
/// force, or none for a file.
Result<policy::Catalogue> effective_catalogue_of(const Invocation& typed, Context& context);
/// The policy of --policy DIR; none without it. `invalid_argument` when it has errors.
Result<std::optional<policy::Policy>> policy_of(const Invocation& typed);

/// The verb that needs both.
void add_catalogue_check_command(Cli& cli);

}  // namespace gdprd::daemon::ctl
