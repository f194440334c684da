#pragma once

#include <memory>
#include <string>

#include "policy/catalogue/catalogue.hpp"

namespace gdprd::daemon {

/// A task, and the catalogue that it is, or was, one of.
struct TaskInCatalogue {
    std::shared_ptr<const policy::Catalogue> catalogue;
    policy::DriftTask task;
};

/// What somebody says who closes a task.
struct TaskClosing {
    policy::TaskId id;
    policy::TaskDigest digest;  ///< of what was looked at
    std::string reason;         ///< goes into the trail alone
};

}  // namespace gdprd::daemon
