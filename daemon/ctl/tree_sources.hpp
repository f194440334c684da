#pragma once

#include <memory>
#include <string>

#include "audit/tree_source.hpp"
#include "daemon/ctl/client.hpp"

namespace gdprd::daemon::ctl {

/// The tree that a running gdprd serves below /api/v1/audit/log. `client` must outlive it.
class ServedSource final : public audit::TreeSource {
  public:
    explicit ServedSource(Client& client) : client_(client) {}
    Result<Bytes> get(const std::string& path, std::uint64_t bytes_max) override;

  private:
    Client& client_;
};

/// A tree on a web server, by http or https: no redirects, certificates checked, one connection.
class HttpSource final : public audit::TreeSource {
  public:
    /// `url` without the slash at its end. invalid_argument when it is not http or https.
    static Result<std::unique_ptr<HttpSource>> open(std::string url);
    ~HttpSource() override;
    Result<Bytes> get(const std::string& path, std::uint64_t bytes_max) override;

  private:
    struct State;
    explicit HttpSource(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace gdprd::daemon::ctl
