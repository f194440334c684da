#include "daemon/http/entry_json.hpp"

#include <boost/json.hpp>

#include "config/base/time.hpp"
#include "daemon/services/event_entry.hpp"

namespace gdprd::daemon {

namespace {

namespace json = boost::json;

json::value text_or_null(const std::string& text) {
    return text.empty() ? json::value(nullptr) : json::value(text);
}

}  // namespace

json::object entry_json(const audit::EntryView& entry) {
    json::array fields;
    for (const auto& field : entry.fields) fields.emplace_back(field);
    json::object out{{"index", entry.index.value()},
                     {"time", format_time(entry.wall_time)},
                     {"type", audit::to_string(entry.type)},
                     {"store", text_or_null(entry.store)},
                     {"collection", text_or_null(entry.collection)},
                     {"fields", std::move(fields)},
                     {"actor", text_or_null(entry.actor)},
                     {"purpose", text_or_null(entry.purpose)},
                     {"request", text_or_null(entry.request)},
                     {"rows", entry.row_count},
                     {"incarnation", entry.incarnation},
                     {"leaf_hash", hex_encode(entry.leaf_hash)},
                     {"payload_state", audit::to_string(entry.payload_state)},
                     {"reported", (entry.flags & kFlagReported) != 0}};
    if (entry.payload) out["payload"] = json::parse(cbor::to_json(*entry.payload));
    return out;
}

json::object report_json(const audit::VerifyReport& report) {
    json::array faults;
    for (const auto& fault : report.faults) faults.emplace_back(audit::to_string(fault));
    json::array remarks(report.remarks.begin(), report.remarks.end());
    return {{"verified", report.ok()},
            {"entries", report.size},
            {"root", base64_encode(report.root)},
            {"signed_entries", report.signed_size},
            {"checkpoints", report.checkpoints},
            {"segments", report.segments},
            {"payloads", report.payloads},
            {"payloads_erased", report.payloads_erased},
            {"redactions", report.redactions},
            {"redactions_pending", report.redactions_pending},
            {"envelopes_opened", report.envelopes},
            {"epochs_without_key", report.epochs_without_key},
            {"torn_tail", report.torn_tail},
            {"faults", std::move(faults)},
            {"remarks", std::move(remarks)}};
}

}  // namespace gdprd::daemon
