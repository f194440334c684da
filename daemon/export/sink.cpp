#include "daemon/export/sink.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <array>
#include <ctime>

#include "daemon/export/cloud_event.hpp"
#include "daemon/export/syslog_message.hpp"
#include "daemon/export/webhook.hpp"

namespace gdprd::daemon {

namespace {

std::string this_machine() {
    std::array<char, 256> name{};
    if (::gethostname(name.data(), name.size() - 1) != 0) return "-";
    return syslog_host(name.data());
}

class SyslogSink final : public ExportSink {
  public:
    SyslogSink(const SyslogTarget& target, const std::atomic<bool>* stop)
        : target_(&target), host_(this_machine()) {
        limits_.stop = stop;
    }

    Result<void> deliver(OffLoop off, std::span<const audit::EntryView> entries,
                         const ExportContext& context) override {
        if (connection_ == nullptr) {
            GDPRD_TRY_ASSIGN(connection_, StreamConnection::open(off, target_->stream, limits_));
        }
        std::string bytes;
        for (const auto& entry : entries)
            bytes += frame_syslog(render_syslog(entry, context, host_));
        const auto sent = connection_->send(off, bytes);
        if (!sent) {
            drop();
            return sent.error();
        }
        used_ = true;
        return {};
    }

    bool broke() override {
        if (connection_ != nullptr && !connection_->is_open()) drop();
        return std::exchange(broke_, false);
    }

  private:
    void drop() {
        connection_.reset();
        broke_ = std::exchange(used_, false) || broke_;
    }

    const SyslogTarget* target_;
    std::string host_;
    StreamLimits limits_;
    std::unique_ptr<StreamConnection> connection_;
    bool used_ = false;  ///< the connection took entries
    bool broke_ = false;
};

class WebhookSink final : public ExportSink {
  public:
    WebhookSink(const WebhookTarget& target, const std::atomic<bool>* stop) : target_(&target) {
        limits_.stop = stop;
    }

    Result<void> deliver(OffLoop off, std::span<const audit::EntryView> entries,
                         const ExportContext& context) override {
        const bool one = entries.size() == 1;
        std::string body;
        for (const auto& entry : entries)
            body.append(body.empty() ? "" : ",").append(render_cloud_event(entry, context));
        if (!one) body = "[" + body + "]";
        // The same entries have the same id, whenever they are sent.
        WebhookMessage message;
        message.id = fmt::format("msg_{}_{}_{}", as_word(context.origin),
                                 entries.front().index.value(), entries.back().index.value());
        message.seconds = ::time(nullptr);
        message.body = body;
        limits_.headers = webhook_headers(message, target_->key);
        const auto* type = one ? "application/cloudevents+json; charset=UTF-8"
                               : "application/cloudevents-batch+json; charset=UTF-8";
        GDPRD_TRY_ASSIGN(const auto answer, http_post(off, target_->http, type, body, limits_));
        if (answer.status >= 200 && answer.status < 300) return {};
        return Error(ErrorCode::unavailable, fmt::format("the receiver answered {}", answer.status),
                     "it must answer 2xx once it has the events");
    }

    // A webhook is acknowledged by its program, so nothing of it is in doubt.
    bool broke() override { return false; }

  private:
    /// The origin as a word of an id.
    static std::string as_word(const std::string& origin) {
        std::string out;
        for (const char c : origin) {
            const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                               (c >= '0' && c <= '9') || c == '-';
            out.push_back(plain ? c : '-');
        }
        return out;
    }

    const WebhookTarget* target_;
    HttpPostLimits limits_;
};

Result<std::vector<audit::EntryType>> types_of(const std::vector<std::string>& words) {
    std::vector<audit::EntryType> out;
    for (const auto& word : words) {
        GDPRD_TRY_ASSIGN(const auto type, audit::parse_entry_type(word));
        out.push_back(type);
    }
    return out;
}

/// `key` begins each message: "exports.siem.url: …".
Error misplaced(const std::string& key, const char* kind) {
    return Error(ErrorCode::invalid_argument, std::string("this is for ") + kind).in(key);
}

Result<SyslogTarget> load_syslog(const std::string& section,
                                 const config::ExportSettings& settings) {
    if (settings.secret.given()) return misplaced(section + ".secret", "webhooks, https://");
    auto target = parse_stream_target(settings.url);
    if (!target) return target.error().in(section + ".url");
    if (settings.tls_cert.empty() != settings.tls_key.empty())
        return Error(ErrorCode::invalid_argument, "tls_cert and tls_key go together")
            .in(section + (settings.tls_cert.empty() ? ".tls_key" : ".tls_cert"));
    if (!target->tls && !settings.tls_cert.empty())
        return misplaced(section + ".tls_cert", "tls://");
    if (!target->tls && !settings.tls_ca.empty()) return misplaced(section + ".tls_ca", "tls://");
    target->tls_ca = settings.tls_ca;
    target->tls_cert = settings.tls_cert;
    target->tls_key = settings.tls_key;
    return SyslogTarget{std::move(*target)};
}

Result<WebhookTarget> load_webhook(const std::string& section,
                                   const config::ExportSettings& settings) {
    if (!settings.tls_cert.empty()) return misplaced(section + ".tls_cert", "syslog, tls://");
    if (!settings.tls_key.empty()) return misplaced(section + ".tls_key", "syslog, tls://");
    auto http = parse_http_target(settings.url, "", settings.tls_ca);
    if (!http)
        return Error(ErrorCode::invalid_argument, "this is no address of a receiver",
                     "for syslog tls://HOST:PORT, or tcp:// on this machine; for a webhook "
                     "https://HOST/PATH, unix:PATH, or http:// on this machine")
            .in(section + ".url");
    auto text = config::load_secret(settings.secret);
    if (!text) return text.error().in(section + ".secret");
    auto key = parse_webhook_secret(*text);
    if (!key) return key.error().in(section + ".secret");
    return WebhookTarget{std::move(*http), std::move(*key)};
}

Result<ExportTarget> load_one(const std::string& name, const config::ExportSettings& settings) {
    ExportTarget out;
    out.name = name;
    out.from_start = settings.from_start;
    out.batch = settings.batch;
    const std::string section = "exports." + name;
    auto types = types_of(settings.types);
    if (!types) return types.error().in(section + ".types");
    out.types = std::move(*types);
    if (settings.url.starts_with("tls://") || settings.url.starts_with("tcp://")) {
        GDPRD_TRY_ASSIGN(out.to, load_syslog(section, settings));
    } else {
        GDPRD_TRY_ASSIGN(out.to, load_webhook(section, settings));
    }
    return out;
}

}  // namespace

std::string_view ExportTarget::kind() const noexcept {
    return std::holds_alternative<SyslogTarget>(to) ? "syslog" : "webhook";
}

Result<std::vector<ExportTarget>> load_exports(const config::Settings& settings) {
    std::vector<ExportTarget> out;
    for (const auto& [name, one] : settings.exports) {
        GDPRD_TRY_ASSIGN(out.emplace_back(), load_one(name, one));
    }
    return out;
}

std::unique_ptr<ExportSink> make_sink(const ExportTarget& target, const std::atomic<bool>* stop) {
    if (const auto* syslog = std::get_if<SyslogTarget>(&target.to))
        return std::make_unique<SyslogSink>(*syslog, stop);
    return std::make_unique<WebhookSink>(std::get<WebhookTarget>(target.to), stop);
}

}  // namespace gdprd::daemon
