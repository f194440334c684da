#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "connectors/call.hpp"
#include "connectors/http/authorization.hpp"
#include "connectors/http/description.hpp"
#include "connectors/http/transfer.hpp"
#include "connectors/http/url.hpp"
#include "connectors/settings.hpp"

namespace gdprd::connectors {

/// What a call is for; it decides whether it may be sent again, and what a refusal means.
enum class HttpPurpose : unsigned char {
    list,   ///< reading many rows
    row,    ///< reading one; that it is not there is an answer
    erase,  ///< that it is not there is an answer
    update,
};

/// Calls a service as its description says: authorization, the rate, retries, redirects, refusals.
class HttpClient {
  public:
    /// `invalid_argument` when a setting does not hold. Both are borrowed.
    static Result<std::unique_ptr<HttpClient>> create(const Description& description,
                                                      const StoreSettings& settings, Call& call);

    /// A described call with its values; `body` in place of the described one. Answers are 2xx; for
    /// a row and for erase also those that say it is not there. Errors name the collection and what
    /// to do next.
    Result<HttpAnswer> send(OffLoop off_loop, const CallDescription& call, HttpPurpose purpose,
                            const TemplateValues& values, std::string_view collection,
                            std::optional<std::string> body = std::nullopt);
    /// GET of an address that an answer led to; `forbidden` when it is not the service's.
    Result<HttpAnswer> follow(OffLoop off_loop, const Url& from, std::string_view to,
                              std::string_view collection);
    /// `cancelled` as soon as the call is.
    Result<void> wait(std::chrono::milliseconds span);
    /// Of the last answer; next pages are relative to it.
    [[nodiscard]] const Url& answered_by() const noexcept { return answered_by_; }

  private:
    /// One call while it is tried.
    struct Attempt {
        HttpCall call;
        Url url;
        HttpPurpose purpose = HttpPurpose::list;
        std::string_view collection;
        std::vector<int> gone;    ///< statuses that are an answer
        bool repeatable = false;  ///< doing it twice is doing it once
        bool got_token = false;
        unsigned tries = 0;
        unsigned redirects = 0;
        std::chrono::milliseconds pause{0};
    };

    HttpClient(const Description& description, Call& call, Url base, Authorization authorization,
               TransferRules rules);
    Result<Url> address_of(const CallDescription& call, const TemplateValues& values) const;
    Result<HttpAnswer> run(OffLoop off_loop, Attempt& attempt);
    /// nullopt: try again.
    Result<std::optional<HttpAnswer>> try_once(OffLoop off_loop, Attempt& attempt);
    Result<std::optional<HttpAnswer>> judge(Attempt& attempt, HttpAnswer&& answer);
    Result<void> redirect(Attempt& attempt, const HttpAnswer& answer);
    Result<void> ask_to_wait(Attempt& attempt, const HttpAnswer& answer);
    /// Sleeps in short pieces, so that it can be cancelled.
    Result<void> wait_until(std::chrono::steady_clock::time_point when);

    const Description* description_;
    Call* call_;
    Url base_;
    Url answered_by_;
    Authorization authorization_;
    Transfer transfer_;
    std::chrono::steady_clock::time_point next_call_{};
};

/// Seconds that a Retry-After asks for (RFC 9110, 10.2.3): a number, or a date from `now` on.
[[nodiscard]] std::optional<std::chrono::seconds> parse_retry_after(
    std::string_view text, std::chrono::system_clock::time_point now);

}  // namespace gdprd::connectors
