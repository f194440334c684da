#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "audit/reader.hpp"
#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"
#include "config/base/secret.hpp"
#include "config/settings.hpp"
#include "daemon/export/entry_export.hpp"
#include "daemon/outbound/http_post.hpp"
#include "daemon/outbound/stream_connection.hpp"

namespace gdprd::daemon {

/// A receiver of RFC 5424 messages on a stream.
struct SyslogTarget {
    StreamTarget stream;
};
/// A receiver of signed CloudEvents.
struct WebhookTarget {
    HttpTarget http;
    Secret key;
};

/// One of the settings' `exports`.
struct ExportTarget {
    std::string name;
    std::variant<SyslogTarget, WebhookTarget> to;
    std::vector<audit::EntryType> types;  ///< none: all
    bool from_start = true;
    std::size_t batch = 0;                                 ///< entries delivered at once, at most
    [[nodiscard]] std::string_view kind() const noexcept;  ///< "syslog" or "webhook"
};
/// The exports of the settings, with their secrets; invalid_argument names the one that is wrong.
Result<std::vector<ExportTarget>> load_exports(const config::Settings& settings);

/// Where entries go. Used by one thread.
class ExportSink {
  public:
    virtual ~ExportSink() = default;
    /// In order, all or none as far as can be told: after an error the same entries are given
    /// again. `unavailable`: try later; `cancelled`: told to stop.
    virtual Result<void> deliver(OffLoop off, std::span<const audit::EntryView> entries,
                                 const ExportContext& context) = 0;
    /// true, once: the connection over which entries went ended, so that the last of them may not
    /// have been read. Looked at before each delivery.
    virtual bool broke() = 0;
};
/// `target` and `stop` outlive the sink; when `*stop` is set what is under way is given up.
[[nodiscard]] std::unique_ptr<ExportSink> make_sink(const ExportTarget& target,
                                                    const std::atomic<bool>* stop);

}  // namespace gdprd::daemon
