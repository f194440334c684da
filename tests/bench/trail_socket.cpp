// The same entries through the front door: events to a running gdprd, by HTTP over its socket.

#include <boost/asio/io_context.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http.hpp>

#include "config/base/assert.hpp"
#include "tests/bench/trail_writers.hpp"

namespace gdprd::bench {

namespace {

namespace asio = boost::asio;
namespace http = boost::beast::http;

/// One connection that stays; a call of `entries` events each time, as one line each.
class SocketWriter final : public Writer {
  public:
    explicit SocketWriter(const std::string& path) : stream_(io_) {
        stream_.connect(asio::local::stream_protocol::endpoint(path));
    }

    void commit(std::size_t entries) override {
        http::request<http::string_body> request{http::verb::post, "/api/v1/events", 11};
        request.set(http::field::host, "gdprd");
        request.set(http::field::content_type, "application/x-ndjson");
        for (std::size_t i = 0; i < entries; ++i) append_event(request.body());
        request.prepare_payload();
        http::write(stream_, request);
        http::response_parser<http::string_body> answer;
        answer.body_limit(64ULL << 20);
        http::read(stream_, buffer_, answer);
        GDPRD_ASSERT(answer.get().result() == http::status::ok);
    }

  private:
    /// Id, source and time are what stands in the payload: kPayloadBytes of them, about.
    void append_event(std::string& body) {
        constexpr std::size_t kSourceBytes = 200;
        body.append(R"({"id":"e)").append(std::to_string(next_++)).append(R"(","source":")");
        body.append(kSourceBytes, 's');
        body.append(R"(","type":"read","time":"2026-03-05T14:03:22Z","actor":"svc-support",)"
                    R"("store":"crm","collection":"customers","rows":1})"
                    "\n");
    }

    asio::io_context io_;
    asio::local::stream_protocol::socket stream_;
    boost::beast::flat_buffer buffer_;
    std::uint64_t next_ = 0;
};

}  // namespace

std::unique_ptr<Writer> socket_writer(const std::string& path) {
    return std::make_unique<SocketWriter>(path);
}

}  // namespace gdprd::bench
