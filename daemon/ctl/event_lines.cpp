#include "daemon/ctl/event_lines.hpp"

#include <charconv>

namespace gdprd::daemon::ctl {

void EventLines::feed(std::string_view bytes, const std::function<void(const ServerEvent&)>& sink) {
    rest_.append(bytes);
    for (;;) {
        const auto end = rest_.find('\n');
        if (end == std::string::npos) return;
        const auto text = rest_.substr(0, end);
        rest_.erase(0, end + 1);
        line(text, sink);
    }
}

void EventLines::line(std::string_view text, const std::function<void(const ServerEvent&)>& sink) {
    if (text.empty()) {
        if (has_data_) sink(event_);
        event_ = ServerEvent{event_.id, {}, {}};
        has_data_ = false;
        return;
    }
    const auto colon = text.find(':');
    const auto name = text.substr(0, colon);
    auto value = colon == std::string_view::npos ? std::string_view{} : text.substr(colon + 1);
    if (!value.empty() && value.front() == ' ') value.remove_prefix(1);
    if (name == "event") event_.name = std::string(value);
    if (name == "id") std::from_chars(value.data(), value.data() + value.size(), event_.id);
    if (name == "data") {
        if (has_data_) event_.data.push_back('\n');
        event_.data.append(value);
        has_data_ = true;
    }
}

}  // namespace gdprd::daemon::ctl
