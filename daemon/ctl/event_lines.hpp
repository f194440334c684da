#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "daemon/ctl/client.hpp"

namespace gdprd::daemon::ctl {

/// Takes text/event-stream apart, in whatever pieces it comes.
class EventLines {
  public:
    void feed(std::string_view bytes, const std::function<void(const ServerEvent&)>& sink);

  private:
    void line(std::string_view text, const std::function<void(const ServerEvent&)>& sink);
    std::string rest_;
    ServerEvent event_;
    bool has_data_ = false;
};

}  // namespace gdprd::daemon::ctl
