#include "connectors/http/address_rules.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include <algorithm>
#include <charconv>
#include <cstring>

#include "config/base/utf8.hpp"

namespace gdprd::connectors {

namespace {

constexpr unsigned kMappedBits = 96;  ///< of ::ffff:0:0/96
constexpr IpAddress kMapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff};

bool is_within(const IpAddress& address, const IpAddress& network, unsigned bits) noexcept {
    const unsigned whole = bits / 8;
    if (!std::equal(address.begin(), address.begin() + whole, network.begin())) return false;
    const unsigned rest = bits % 8;
    if (rest == 0) return true;
    const unsigned mask = 0xffU << (8 - rest) & 0xffU;
    return (address[whole] & mask) == (network[whole] & mask);
}

struct Block {
    std::array<std::uint8_t, 4> address;
    unsigned bits;
};

/// IANA's registry of special IPv4 addresses, groups and what is reserved (RFC 6890).
constexpr Block kSpecial4[] = {
    {{0, 0, 0, 0}, 8},        // "this network"
    {{10, 0, 0, 0}, 8},       // private, RFC 1918
    {{100, 64, 0, 0}, 10},    // shared by carriers, RFC 6598
    {{127, 0, 0, 0}, 8},      // this machine
    {{169, 254, 0, 0}, 16},   // link-local, and the clouds' metadata
    {{172, 16, 0, 0}, 12},    // private
    {{192, 0, 0, 0}, 24},     // protocol assignments
    {{192, 0, 2, 0}, 24},     // documentation
    {{192, 88, 99, 0}, 24},   // 6to4 relays
    {{192, 168, 0, 0}, 16},   // private
    {{198, 18, 0, 0}, 15},    // benchmarks
    {{198, 51, 100, 0}, 24},  // documentation
    {{203, 0, 113, 0}, 24},   // documentation
    {{224, 0, 0, 0}, 3},      // groups, reserved, broadcast
};

struct Block6 {
    std::array<std::uint8_t, 4> begin;
    unsigned bits;
};

/// Inside 2000::/3, outside of which everything is special.
constexpr Block6 kSpecial6[] = {
    {{0x20, 0x01, 0x00, 0x00}, 23},  // protocol assignments: Teredo, ORCHID
    {{0x20, 0x01, 0x0d, 0xb8}, 32},  // documentation
    {{0x20, 0x02, 0x00, 0x00}, 16},  // 6to4: an IPv4 address inside
    {{0x3f, 0xff, 0x00, 0x00}, 20},  // documentation
};

IpAddress mapped(const std::uint8_t* four) noexcept {
    IpAddress out = kMapped;
    std::copy_n(four, 4, out.begin() + 12);
    return out;
}

Error bad_network(const std::string& text) {
    return {ErrorCode::invalid_argument,
            "allow_addresses: \"" + printable(text, 64) + "\" is no address or network",
            "write 10.1.2.3, 10.1.0.0/16, ::1 or fd00:1::/64"};
}

}  // namespace

std::optional<IpAddress> parse_ip_address(std::string_view text) {
    const std::string whole(text);
    if (whole.find('\0') != std::string::npos) return std::nullopt;
    std::array<std::uint8_t, 4> four{};
    if (::inet_pton(AF_INET, whole.c_str(), four.data()) == 1) return mapped(four.data());
    IpAddress six{};
    if (::inet_pton(AF_INET6, whole.c_str(), six.data()) == 1) return six;
    return std::nullopt;
}

std::optional<IpAddress> ip_address_of(const sockaddr* address) noexcept {
    if (address->sa_family == AF_INET) {
        sockaddr_in in{};
        std::memcpy(&in, address, sizeof in);
        std::array<std::uint8_t, 4> four{};
        std::memcpy(four.data(), &in.sin_addr, four.size());
        return mapped(four.data());
    }
    if (address->sa_family == AF_INET6) {
        sockaddr_in6 in{};
        std::memcpy(&in, address, sizeof in);
        IpAddress six{};
        std::memcpy(six.data(), &in.sin6_addr, six.size());
        return six;
    }
    return std::nullopt;
}

bool is_loopback(const IpAddress& address) noexcept {
    if (is_within(address, kMapped, kMappedBits)) return address[12] == 127;
    return std::all_of(address.begin(), address.end() - 1, [](auto byte) { return byte == 0; }) &&
           address.back() == 1;
}

bool is_special(const IpAddress& address) noexcept {
    if (is_within(address, kMapped, kMappedBits)) {
        return std::any_of(std::begin(kSpecial4), std::end(kSpecial4), [&](const Block& block) {
            return is_within(address, mapped(block.address.data()), kMappedBits + block.bits);
        });
    }
    if (!is_within(address, IpAddress{0x20}, 3)) return true;
    return std::any_of(std::begin(kSpecial6), std::end(kSpecial6), [&](const Block6& block) {
        IpAddress network{};
        std::copy(block.begin.begin(), block.begin.end(), network.begin());
        return is_within(address, network, block.bits);
    });
}

Result<AddressRules> AddressRules::create(const std::vector<std::string>& allowed) {
    AddressRules out;
    for (const std::string& text : allowed) {
        const std::size_t slash = text.find('/');
        const auto address = parse_ip_address(std::string_view(text).substr(0, slash));
        if (!address) return bad_network(text);
        const bool four = text.find(':') == std::string::npos;
        const unsigned most = four ? 32 : 128;
        unsigned bits = most;
        if (slash != std::string::npos) {
            const char* begin = text.data() + slash + 1;
            const char* end = text.data() + text.size();
            const auto parsed = std::from_chars(begin, end, bits);
            if (parsed.ec != std::errc() || parsed.ptr != end || bits > most)
                return bad_network(text);
        }
        const unsigned whole = four ? bits + kMappedBits : bits;
        for (unsigned bit = whole; bit < 128; ++bit)
            if (((*address)[bit / 8] >> (7 - bit % 8) & 1U) != 0) return bad_network(text);
        out.allowed_.push_back({*address, whole});
    }
    return out;
}

bool AddressRules::allows(const IpAddress& address) const noexcept {
    if (!is_special(address)) return true;
    return std::any_of(allowed_.begin(), allowed_.end(), [&](const Network& network) {
        return is_within(address, network.address, network.bits);
    });
}

}  // namespace gdprd::connectors
