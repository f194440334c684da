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

std::string Metrics::render(std::initializer_list<Gauge> gauges) {
    std::string out =
        "# HELP gdprd_http_answers_total Answers of the API.\n"
        "# TYPE gdprd_http_answers_total counter\n";
    auto state = state_.lock();
    for (const auto& [labels, count] : state->answers) {
        out.append("gdprd_http_answers_total{").append(labels).append("} ");
        out.append(std::to_string(count)).append("\n");
    }
    out.append("# HELP gdprd_http_rejected_connections_total Connections above the limit.\n");
    out.append("# TYPE gdprd_http_rejected_connections_total counter\n");
    out.append("gdprd_http_rejected_connections_total ");
    out.append(std::to_string(state->rejected_connections)).append("\n");
    for (const auto& gauge : gauges) {
        out.append("# HELP ").append(gauge.name).append(" ").append(gauge.help).append("\n");
        out.append("# TYPE ").append(gauge.name).append(" gauge\n");
        out.append(gauge.name).append(" ").append(std::to_string(gauge.value)).append("\n");
    }
    return out;
}

}  // namespace gdprd::daemon
