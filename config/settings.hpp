#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "config/base/strong.hpp"
#include "config/secret_source.hpp"
#include "config/store_settings.hpp"

namespace gdprd::config {

// Enumerators are the words of gdprd.yaml.
enum class SocketMode : unsigned char { owner, group, everybody };  // "0600", "0660", "0666"
enum class Role : unsigned char { dpo, approver, admin, auditor, feeder };

[[nodiscard]] std::string_view to_string(SocketMode mode) noexcept;
[[nodiscard]] std::string_view to_string(Role role) noexcept;

// What gdprd.yaml says (gdprd.yaml(5)). Values and defaults come from config/settings_table: a
// Settings object that no loader filled has none.

struct OrganisationSettings {
    std::string name;
    std::string contact;
    std::string zone;  ///< known to gdprd::find_zone
    friend bool operator==(const OrganisationSettings&, const OrganisationSettings&) = default;
};

struct TrailSettings {
    std::string origin;
    std::uint64_t segment_bytes = 0;
    std::uint64_t first_segment_bytes = 0;
    std::uint64_t checkpoint_seconds = 0;
    std::uint64_t checkpoint_entries = 0;
    std::string last_signed;  ///< empty: inside the trail's directory
    bool witness_required = false;
    std::uint64_t anchor_seconds = 0;
    std::chrono::milliseconds retention{0};  ///< 0: entries are kept for ever
    bool retention_automatic = false;
    friend bool operator==(const TrailSettings&, const TrailSettings&) = default;
};

/// Who cosigns the trail's checkpoints.
struct WitnessSettings {
    std::string url;     ///< prefix of add-checkpoint: https://, http:// on this machine, unix:PATH
    std::string vkey;    ///< NAME+HEX+BASE64, checked by the daemon
    std::string tls_ca;  ///< file of trusted certificates; empty: the system's
    friend bool operator==(const WitnessSettings&, const WitnessSettings&) = default;
};

/// Who stamps the trail's checkpoints (RFC 3161).
struct TimestampSettings {
    std::string url;     ///< empty: nobody
    std::string ca;      ///< file of certificates that may vouch for the authority; empty: any
    std::string tls_ca;  ///< of the server's TLS; empty: the system's
    std::uint64_t seconds = 0;
    friend bool operator==(const TimestampSettings&, const TimestampSettings&) = default;
};

/// Who is sent the trail's entries.
struct ExportSettings {
    std::string url;  ///< tls://, tcp://: syslog; https://, http://, unix:PATH: webhook
    std::vector<std::string> types;  ///< entry types, checked by the daemon; empty: all
    bool from_start = true;
    std::uint64_t batch = 0;
    SecretSource secret;   ///< of a webhook
    std::string tls_ca;    ///< file of trusted certificates; empty: the system's
    std::string tls_cert;  ///< file of our own certificate
    std::string tls_key;   ///< file of its key
    friend bool operator==(const ExportSettings&, const ExportSettings&) = default;
};

struct SocketSettings {
    SocketMode mode = SocketMode::group;
    std::string group;  ///< name; empty: the process's own
    friend bool operator==(const SocketSettings&, const SocketSettings&) = default;
};

/// Events that other systems send.
struct EventSettings {
    std::string socket;  ///< path of the Unix socket of local feeders; empty: none
    std::chrono::milliseconds ids_kept{0};
    friend bool operator==(const EventSettings&, const EventSettings&) = default;
};

struct BackupSettings {
    std::string directory;  ///< empty: no backups are made
    friend bool operator==(const BackupSettings&, const BackupSettings&) = default;
};

struct RequestSettings {
    std::uint64_t package_days = 0;
    std::uint64_t body_days = 0;
    friend bool operator==(const RequestSettings&, const RequestSettings&) = default;
};

struct Settings {
    std::string state;
    std::string listen;  ///< path of the Unix socket
    SocketSettings socket;
    std::string policies;
    SecretSource root_key;
    std::string key_recipients;  ///< directory of certificates; empty: none
    OrganisationSettings organisation;
    TrailSettings trail;
    std::map<ActorName, std::vector<Role>> access;  ///< "uid:alice", "gid:dpo", "token:ci"
    std::map<std::string, SecretSource> tokens;
    std::map<std::string, WitnessSettings> witnesses;
    TimestampSettings timestamps;
    std::map<std::string, ExportSettings> exports;
    std::map<StoreName, StoreSettings> stores;
    RequestSettings requests;
    EventSettings events;
    BackupSettings backup;
    friend bool operator==(const Settings&, const Settings&) = default;
};

}  // namespace gdprd::config
