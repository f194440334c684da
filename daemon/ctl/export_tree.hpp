#pragma once

#include "daemon/ctl/cli.hpp"

namespace gdprd::daemon::ctl {

/// `audit export DIR --c2sp TO`: the trail as a tree that others can serve. Needs no daemon.
Exit export_tree(const Invocation& typed, Context& context);

}  // namespace gdprd::daemon::ctl
