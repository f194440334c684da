#pragma once

#include <string>
#include <string_view>

#include "config/base/result.hpp"

namespace gdprd::connectors {

/// An address of http:// or https:// without user information, read by the library that calls it,
/// so that what is checked is what is called. Its text may hold personal values: never shown.
class Url {
  public:
    /// invalid_argument for anything else. Nothing of the text comes into the error.
    static Result<Url> parse(std::string_view text);
    /// What a reference ("?page=2", "/contacts", an absolute one) means on this page (RFC 3986, 5).
    [[nodiscard]] Result<Url> resolve(std::string_view reference) const;

    /// Same scheme, host and port (RFC 6454).
    [[nodiscard]] bool has_origin_of(const Url& other) const noexcept {
        return origin_ == other.origin_;
    }
    [[nodiscard]] bool is_https() const noexcept { return origin_.starts_with("https:"); }
    [[nodiscard]] const std::string& host() const noexcept { return host_; }
    [[nodiscard]] const std::string& text() const noexcept { return text_; }

  private:
    std::string text_;
    std::string origin_;
    std::string host_;  ///< small letters; an IPv6 address in brackets
};

/// All but letters, digits, "-", ".", "_" and "~" as %XX (RFC 3986, 2.3).
[[nodiscard]] std::string percent_encode(std::string_view text);

}  // namespace gdprd::connectors
