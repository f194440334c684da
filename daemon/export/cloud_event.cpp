#include "daemon/export/cloud_event.hpp"

#include <fmt/format.h>

#include <boost/json.hpp>

#include "config/base/time.hpp"
#include "daemon/export/json_form.hpp"

namespace gdprd::daemon {

namespace {

namespace json = boost::json;

/// An origin as a relative reference (RFC 3986): what a URI may not hold is percent-encoded.
std::string as_reference(std::string_view origin) {
    constexpr std::string_view kPlain = "-._~/!$&'()*+,;=@";
    std::string out;
    for (const char c : origin) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || kPlain.find(c) != std::string_view::npos;
        if (plain) {
            out.push_back(c);
        } else {
            out.append(fmt::format("%{:02X}", static_cast<unsigned char>(c)));
        }
    }
    return out;
}

void put(json::object& out, std::string_view name, const std::string& text) {
    if (!text.empty()) out[name] = text;
}

json::object data_of(const audit::EntryView& entry) {
    json::array fields;
    for (const auto& field : entry.fields) fields.emplace_back(field);
    json::object out{{"index", entry.index.value()},
                     {"type", audit::to_string(entry.type)},
                     {"rows", exact_number(entry.row_count)},
                     {"incarnation", entry.incarnation},
                     {"leaf_hash", hex_encode(entry.leaf_hash)},
                     {"payload_state", audit::to_string(entry.payload_state)},
                     {"reported", is_reported(entry)},
                     {"message", sentence_of(entry)}};
    if (!fields.empty()) out["fields"] = std::move(fields);
    put(out, "store", entry.store);
    put(out, "collection", entry.collection);
    put(out, "actor", entry.actor);
    put(out, "purpose", entry.purpose);
    put(out, "request", entry.request);
    put(out, "result", ending_word(entry));
    return out;
}

}  // namespace

std::string render_cloud_event(const audit::EntryView& entry, const ExportContext& context) {
    json::object event{{"specversion", "1.0"},
                       {"id", std::to_string(entry.index.value())},
                       {"source", as_reference(context.origin)},
                       {"type", "gdprd.trail." + std::string(audit::to_string(entry.type))},
                       {"time", format_time(entry.wall_time)},
                       {"datacontenttype", "application/json"},
                       {"sequence", fmt::format("{:020}", entry.index.value())},
                       {"leafhash", hex_encode(entry.leaf_hash)},
                       {"data", data_of(entry)}};
    // `subject` is the thing within the source that the event is about: a request has an id.
    put(event, "subject", entry.request);
    return canonical_json(event);
}

}  // namespace gdprd::daemon
