#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/base/result.hpp"

struct sockaddr;

namespace gdprd::connectors {

/// An IP address in 16 bytes; IPv4 as ::ffff:a.b.c.d (RFC 4291, 2.5.5.2).
using IpAddress = std::array<std::uint8_t, 16>;

/// nullopt for what is no address in the usual writing.
[[nodiscard]] std::optional<IpAddress> parse_ip_address(std::string_view text);
/// nullopt for another family than IPv4 and IPv6.
[[nodiscard]] std::optional<IpAddress> ip_address_of(const sockaddr* address) noexcept;

/// Whether an address is of this machine, of a private or link-local network, a group, or set
/// aside for something else (the registries of RFC 6890): not one of the internet's.
[[nodiscard]] bool is_special(const IpAddress& address) noexcept;
[[nodiscard]] bool is_loopback(const IpAddress& address) noexcept;

/// Which addresses a store's calls may go to: those of the internet, and special ones that the
/// configuration names. Asked about the address that is really connected to, after every name was
/// resolved, so that a name that resolves to something else later changes nothing.
class AddressRules {
  public:
    /// Only the internet's.
    AddressRules() = default;
    /// "10.1.2.3", "10.1.0.0/16", "::1", "fd00::/8". invalid_argument for anything else, and for a
    /// network with bits set behind its length.
    static Result<AddressRules> create(const std::vector<std::string>& allowed);

    [[nodiscard]] bool allows(const IpAddress& address) const noexcept;

  private:
    struct Network {
        IpAddress address{};
        unsigned bits = 0;
    };
    std::vector<Network> allowed_;
};

}  // namespace gdprd::connectors
