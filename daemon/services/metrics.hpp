#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "config/base/guarded.hpp"

namespace gdprd::daemon {

/// Counters of the process. Labels are our own words (route patterns, statuses), never what a
/// caller sent. Thread-safe.
class Metrics {
  public:
    void count_answer(std::string_view method, std::string_view pattern, int status);
    void count_rejected_connection();
    /// Events that were recorded, that came before, and calls with events that were refused.
    void count_events(std::uint64_t recorded, std::uint64_t repeated);
    void count_refused_events();

    struct Gauge {
        std::string_view name;
        std::string_view help;
        std::uint64_t value = 0;
    };
    /// Prometheus text format 0.0.4 of the counters and the gauges given.
    [[nodiscard]] std::string render(std::initializer_list<Gauge> gauges);

  private:
    struct State {
        std::map<std::string, std::uint64_t> answers;  ///< by rendered labels
        std::uint64_t rejected_connections = 0;
        std::uint64_t recorded_events = 0;
        std::uint64_t repeated_events = 0;
        std::uint64_t refused_event_calls = 0;
    };
    Guarded<State> state_;
};

}  // namespace gdprd::daemon
