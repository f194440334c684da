#pragma once

#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "config/base/guarded.hpp"
#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"
#include "config/base/strong.hpp"
#include "connectors/connector.hpp"

namespace gdprd::daemon {

/// The configured stores, one connector each. Calls to one store wait for each other; different
/// stores run side by side. The set does not change while the daemon runs.
class Stores {
  public:
    void add(StoreName name, std::string kind, std::unique_ptr<connectors::Connector> connector);

    [[nodiscard]] std::vector<StoreName> names() const;
    [[nodiscard]] bool contains(const StoreName& name) const;
    /// "sqlite", "postgres", "mariadb", "files": as in gdprd.yaml. The store must exist.
    [[nodiscard]] const std::string& kind(const StoreName& name) const;
    [[nodiscard]] connectors::Capabilities capabilities(const StoreName& name) const;

    /// Runs `fn(connectors::Connector&)` (returns a Result) while no other call uses that store;
    /// `not_found` for a name that is not configured.
    template <class Fn>
    auto with(OffLoop /*off*/, const StoreName& name, Fn&& fn)
        -> decltype(fn(std::declval<connectors::Connector&>())) {
        GDPRD_TRY_ASSIGN(Store * store, find(name));
        auto connector = store->connector->lock();
        return std::forward<Fn>(fn)(**connector);
    }

    /// From any thread: every call under way ends with `cancelled`.
    void cancel_all() noexcept;

  private:
    struct Store {
        std::string kind;
        connectors::Capabilities capabilities;
        connectors::Connector* unlocked = nullptr;  ///< for cancel() only
        std::unique_ptr<Guarded<std::unique_ptr<connectors::Connector>>> connector;
    };
    Result<Store*> find(const StoreName& name);
    std::map<StoreName, Store> stores_;
};

}  // namespace gdprd::daemon
