#pragma once

#include <chrono>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "config/settings.hpp"

namespace gdprd::config {

/// How a setting is written.
enum class ValueType : unsigned char {
    path,    ///< relative ones begin at the directory of gdprd.yaml
    socket,  ///< unix:PATH
    text,
    origin,  ///< text without space and '+'
    zone,
    choice,  ///< one of SettingRow::choices
    yes_no,
    count,
    size,
    duration,
    texts,       ///< a list
    roles,       ///< a list of Role
    key_source,  ///< PATH or credential:NAME
    secret_file,
    credential,
};

/// The place of a setting's value in Settings.
using Slot = std::variant<std::string*, std::uint16_t*, std::uint64_t*, bool*,
                          std::chrono::milliseconds*, std::vector<std::string>*, std::vector<Role>*,
                          SecretSource*, StoreKind*, TlsMode*, SocketMode*>;

/// For which stores a row of `stores.NAME` is meant; server: postgres and mariadb; local: sqlite
/// and files; no_service: server and local; remote: server, http and ldap; named_user: server and
/// http; protected_by: server and ldap.
enum class MeantFor : unsigned char {
    all,
    local,
    files,
    server,
    no_service,
    remote,
    named_user,
    protected_by,
    http,
    ldap,
};
[[nodiscard]] bool is_meant_for(MeantFor meant, StoreKind kind) noexcept;
enum class Presence : unsigned char { optional, required };

/// One setting. Words in capitals stand for names that the file chooses: "stores.NAME.kind".
struct SettingRow {
    std::string_view key{};
    ValueType type = ValueType::text;
    Presence presence = Presence::optional;
    MeantFor meant_for = MeantFor::all;
    std::string_view fallback{};          ///< as it would stand in the file; empty: nothing
    std::string_view mariadb_fallback{};  ///< for stores of that kind; empty: the same
    std::uint64_t least = 0;              ///< bounds: a number, bytes, or milliseconds
    std::uint64_t most = 0;
    std::span<const std::string_view> choices{};
    std::string_view doc{};  ///< one or more sentences for the manual
    /// `name` is what stands for the word in capitals. Makes the store or token when it is new.
    Slot (*slot)(Settings& settings, std::string_view name) = nullptr;
};

/// All settings, in the order of the manual. The loader, gdprd --check, the printing of effective
/// settings and gdprd.yaml(5) follow it.
[[nodiscard]] std::span<const SettingRow> settings_table() noexcept;

/// The section SETTINGS of gdprd.yaml(5) in mdoc, made from the table; a test holds the page to it.
[[nodiscard]] std::string settings_manual();
/// The section LIMITS, made from config/limits.
[[nodiscard]] std::string limits_manual();

/// The words of an enumeration, in its order.
[[nodiscard]] std::span<const std::string_view> store_kind_words() noexcept;
[[nodiscard]] std::span<const std::string_view> tls_mode_words() noexcept;
[[nodiscard]] std::span<const std::string_view> role_words() noexcept;

}  // namespace gdprd::config
