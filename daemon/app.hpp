#pragma once

#include <functional>
#include <memory>
#include <string>

#include "config/base/clock.hpp"
#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"
#include "config/settings.hpp"

namespace gdprd::daemon {

class Router;
struct Services;

/// The whole daemon. Owns everything in construction order: state, trail, policy, stores, services,
/// pools, routes, loop. Nothing of it is global.
class App {
  public:
    /// Opens all of it: recovers the trail, migrates the state, loads the policies. Serves nothing
    /// yet. `file` is read again by a reload. `clock` must outlive the app.
    static Result<std::unique_ptr<App>> open(OffLoop off, config::Settings settings,
                                             std::string file, const Clock& clock);
    ~App();
    App(const App&) = delete;
    App& operator=(const App&) = delete;

    /// Listens and serves until SIGTERM, SIGINT or stop(). SIGHUP reloads. Returns the exit code.
    /// `ready` is called once connections are accepted.
    Result<int> run(const std::function<void()>& ready);
    /// Begins the shutdown; from any thread, also before run().
    void stop();
    /// Reads the configuration and the policies again; on an error the old ones stay in force.
    Result<void> reload(OffLoop off);

    [[nodiscard]] Services& services() noexcept;
    [[nodiscard]] const Router& routes() const noexcept;
    [[nodiscard]] const std::string& vkey() const noexcept;

  private:
    struct Parts;
    struct Loop;
    explicit App(std::unique_ptr<Parts> parts);
    std::unique_ptr<Parts> parts_;
};

/// What `gdprd --check` does: opens no store, takes no lock, changes nothing. Prints the settings
/// in force; every problem is in the error's message.
Result<std::string> check_configuration(OffLoop off, const std::string& file);

/// What `gdprd init` does: makes the root key unless there is one, and the trail. Prints what was
/// made and what to keep where.
Result<std::string> init_state(OffLoop off, const std::string& file, const Clock& clock);

/// What `gdprd accept-state-loss` does: records in the trail that the state database is behind it
/// by so many entries and that its caller goes on without them. Prints the requests that are
/// concerned.
Result<std::string> accept_lost_state(OffLoop off, const std::string& file, std::uint64_t entries,
                                      const Clock& clock);

/// The root key; where its file is not there yet the hint names `gdprd init -c file`.
Result<Secret> load_root_key(const config::Settings& settings, const std::string& file);

/// What is wrong with a setting of the file, told with line and column, when the message begins
/// with the setting's key; else the error as it is.
[[nodiscard]] Error with_place(const Error& error, const std::string& file);
/// Directories that must be there or must not lie in one another, and settings that need one
/// another: the first that is wrong, with its place. --check, init and the start say the same.
Result<void> check_places(const config::Settings& settings, const std::string& file);

/// The settings of a file; all its problems in one `invalid_argument`.
Result<config::Settings> load_configuration(OffLoop off, const std::string& file);

}  // namespace gdprd::daemon
