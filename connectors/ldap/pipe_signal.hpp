#pragma once

#include <csignal>

namespace gdprd::connectors {

/// While it lives, this thread gets no SIGPIPE: libldap writes into connections that a server has
/// closed, and would end the process.
class PipeSignalHeld {
  public:
    PipeSignalHeld() noexcept;
    ~PipeSignalHeld();
    PipeSignalHeld(const PipeSignalHeld&) = delete;
    PipeSignalHeld& operator=(const PipeSignalHeld&) = delete;

  private:
    sigset_t before_{};
    bool pending_before_ = false;
};

}  // namespace gdprd::connectors
