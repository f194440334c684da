#include "daemon/services/metrics.hpp"

namespace gdprd::daemon {

void Metrics::count_answer(std::string_view method, std::string_view pattern, int status) {
    std::string labels = "method=\"";
    labels.append(method).append("\",route=\"").append(pattern);
    labels.append("\",status=\"").append(std::to_string(status)).append("\"");
    state_.lock()->answers[labels]++;
}

void Metrics::count_rejected_connection() {
    state_.lock()->rejected_connections++;
}

void Metrics::count_events(std::uint64_t recorded, std::uint64_t repeated) {
    auto state = state_.lock();
    state->recorded_events += recorded;
    state->repeated_events += repeated;
}

void Metrics::count_refused_events() {
    state_.lock()->refused_event_calls++;
}

std::string Metrics::render(std::initializer_list<Gauge> gauges) {
    std::string out =
        "# HELP gdprd_http_answers_total Answers of the API.\n"
        "# TYPE gdprd_http_answers_total counter\n";
    auto state = state_.lock();
    for (const auto& [labels, count] : state->answers) {
        out.append("gdprd_http_answers_total{").append(labels).append("} ");
        out.append(std::to_string(count)).append("\n");
    }
    const Gauge counters[] = {
        {"gdprd_http_rejected_connections_total", "Connections above the limit.",
         state->rejected_connections},
        {"gdprd_events_recorded_total", "Events of other systems recorded.",
         state->recorded_events},
        {"gdprd_events_repeated_total", "Events that came before and were not recorded again.",
         state->repeated_events},
        {"gdprd_events_refused_total", "Calls and lines with events that were refused.",
         state->refused_event_calls}};
    for (const auto& counter : counters) {
        out.append("# HELP ").append(counter.name).append(" ").append(counter.help).append("\n");
        out.append("# TYPE ").append(counter.name).append(" counter\n");
        out.append(counter.name).append(" ");
        out.append(std::to_string(counter.value)).append("\n");
    }
    for (const auto& gauge : gauges) {
        out.append("# HELP ").append(gauge.name).append(" ").append(gauge.help).append("\n");
        out.append("# TYPE ").append(gauge.name).append(" gauge\n");
        out.append(gauge.name).append(" ").append(std::to_string(gauge.value)).append("\n");
    }
    return out;
}

}  // namespace gdprd::daemon
