#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "config/base/clock.hpp"
#include "config/base/personal.hpp"
#include "config/base/strong.hpp"
#include "policy/identity/seed.hpp"

namespace gdprd::policy {

enum class EventKind : unsigned char { read, write };

/// An access to personal data or a change of it in some system, as that system told it. Names are
/// of systems, tables and accounts, never of persons; who the data is about is in `subjects`.
struct Event {
    std::string id;      ///< with `source`: no two events have the same
    std::string source;  ///< what sent it
    EventKind kind = EventKind::read;
    WallTime at;  ///< when it happened, by the source's clock; not before 1970
    std::string actor;
    std::string store;
    std::string collection;  ///< empty: not told
    std::vector<std::string> fields;
    std::string purpose;  ///< empty: not told
    RequestId request;    ///< of a data subject; empty: none
    std::uint64_t rows = 0;
    std::array<std::uint8_t, 16> position{};  ///< in the source; zero: not told
    std::vector<Seed> subjects;               ///< as sent, not in normal form
    Personal<std::string> client;             ///< address that the access came from; empty: none
    friend bool operator==(const Event&, const Event&) = default;
};

}  // namespace gdprd::policy
