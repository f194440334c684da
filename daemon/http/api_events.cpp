#include <boost/json.hpp>
#include <boost/url/pct_string_view.hpp>

#include "config/base/utf8.hpp"
#include "daemon/http/api.hpp"
#include "daemon/http/json.hpp"
#include "daemon/services/services.hpp"
#include "policy/events/parse_event.hpp"

namespace gdprd::daemon {

namespace {

namespace json = boost::json;

const Roles kFeeders{Role::feeder};

std::string_view media_type(std::string_view content_type) {
    content_type = content_type.substr(0, content_type.find(';'));
    while (content_type.ends_with(' ')) content_type.remove_suffix(1);
    return content_type;
}

/// A CloudEvent in binary mode: attributes in headers (percent-encoded), data in the body.
Result<policy::Event> parse_binary_mode(const ApiRequest& request) {
    json::object event;
    for (const auto& [name, value] : request.cloud_event) {
        const auto encoded = boost::urls::make_pct_string_view(value);
        const std::string text = encoded ? encoded->decode() : std::string();
        if (!encoded || !valid_utf8(name) || !valid_utf8(text))
            return Error(ErrorCode::invalid_argument,
                         "a ce- header is not percent-encoded UTF-8 text");
        event[name] = text;
    }
    if (event.contains("data") || event.contains("datacontenttype"))
        return Error(ErrorCode::invalid_argument,
                     "there is no header ce-data or ce-datacontenttype in binary mode",
                     "the body is the data, and Content-Type its type");
    GDPRD_TRY_ASSIGN(event["data"], parse_json(request.body));
    return policy::parse_event(json::serialize(event));
}

Result<std::vector<policy::Event>> parse_events(const ApiRequest& request) {
    const auto type = media_type(request.content_type);
    if (type == "application/x-ndjson") return policy::parse_event_lines(request.body);
    if (type == "application/cloudevents-batch+json")
        return policy::parse_event_batch(request.body);
    if (type != "application/json" && type != "application/cloudevents+json")
        return Error(ErrorCode::invalid_argument, "events do not come as this content type",
                     "send application/json, application/x-ndjson, application/cloudevents+json or "
                     "application/cloudevents-batch+json");
    const bool binary = type == "application/json" && !request.cloud_event.empty();
    GDPRD_TRY_ASSIGN(auto event,
                     binary ? parse_binary_mode(request) : policy::parse_event(request.body));
    std::vector<policy::Event> out;
    out.push_back(std::move(event));
    return out;
}

Result<Reply> take(Services& services, OffLoop off, const ApiRequest& request) {
    GDPRD_TRY(check_query(request, {}));
    GDPRD_TRY_ASSIGN(const auto events, parse_events(request));
    GDPRD_TRY_ASSIGN(const auto receipts, services.events->take(off, *services.policies.current(),
                                                                events, request.caller.name));
    json::array out;
    out.reserve(receipts.size());
    std::uint64_t repeated = 0;
    for (const EventReceipt& receipt : receipts) {
        repeated += receipt.repeated ? 1 : 0;
        out.push_back(json::object{{"index", receipt.index.value()},
                                   {"leaf_hash", base64_encode(receipt.leaf_hash)},
                                   {"repeated", receipt.repeated}});
    }
    services.metrics.count_events(receipts.size() - repeated, repeated);
    return json_reply(200, json::object{{"events", std::move(out)}});
}

}  // namespace

void add_events_routes(Router& router, Services& services) {
    router.add(
        "POST", "/api/v1/events", kFeeders,
        [&services](OffLoop off, const ApiRequest& request) -> Result<Reply> {
            auto reply = take(services, off, request);
            if (!reply) services.metrics.count_refused_events();
            return reply;
        },
        Lane::events);
}

}  // namespace gdprd::daemon
