#include "daemon/http/response.hpp"

#include <boost/beast/http/status.hpp>
#include <charconv>

#include "config/base/assert.hpp"

namespace gdprd::daemon {

namespace {

constexpr std::string_view kCommonHeaders =
    "Server: gdprd\r\nCache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n";

std::string chunk(std::string_view bytes) {
    char size[16];
    const auto end = std::to_chars(size, size + sizeof size, bytes.size(), 16).ptr;
    std::string out(size, end);
    out.append("\r\n").append(bytes).append("\r\n");
    return out;
}

bool is_one_line(std::string_view text) {
    return text.find_first_of("\r\n") == std::string_view::npos;
}

}  // namespace

std::string render_head(const Reply& reply, bool keep_alive) {
    const auto reason =
        boost::beast::http::obsolete_reason(static_cast<boost::beast::http::status>(reply.status));
    std::string out = "HTTP/1.1 " + std::to_string(reply.status) + " ";
    out.append(reason.data(), reason.size()).append("\r\n").append(kCommonHeaders);
    for (const auto& [name, value] : reply.headers) {
        GDPRD_ASSERT(is_one_line(name) && is_one_line(value));
        out.append(name).append(": ").append(value).append("\r\n");
    }
    if (reply.status != 204) {
        GDPRD_ASSERT(is_one_line(reply.content_type));
        out.append("Content-Type: ").append(reply.content_type).append("\r\n");
        out.append("Content-Length: ").append(std::to_string(reply.body.size())).append("\r\n");
    }
    out.append(keep_alive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n");
    return out;
}

std::string render_response(const Reply& reply, bool keep_alive) {
    auto out = render_head(reply, keep_alive);
    if (reply.status != 204) out.append(reply.body);
    return out;
}

std::string event_stream_head() {
    return "HTTP/1.1 200 OK\r\n" + std::string(kCommonHeaders) +
           "Content-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n"
           "Connection: close\r\n\r\n";
}

std::string render_events(const ProgressHub::Batch& batch) {
    std::string text;
    if (batch.lost > 0) {
        text.append("event: gap\ndata: {\"lost\":").append(std::to_string(batch.lost));
        text.append("}\n\n");
    }
    for (const auto& event : batch.events) {
        GDPRD_ASSERT(is_one_line(event.name) && is_one_line(event.json));
        text.append("id: ").append(std::to_string(event.id)).append("\nevent: ");
        text.append(event.name).append("\ndata: ").append(event.json).append("\n\n");
    }
    return chunk(text);
}

std::string event_stream_comment() {
    return chunk(": still here\n\n");
}
std::string event_stream_end() {
    return "0\r\n\r\n";
}

}  // namespace gdprd::daemon
