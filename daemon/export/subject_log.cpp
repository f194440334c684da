#include "daemon/export/subject_log.hpp"

#include <boost/json.hpp>

#include "config/base/time.hpp"
#include "daemon/export/entry_export.hpp"

namespace gdprd::daemon {

namespace {

namespace json = boost::json;
using audit::EntryType;

std::string what_of(const audit::EntryView& entry) {
    const bool in_store = !entry.store.empty();
    switch (operation_of(entry)) {
        case Operation::read:
            return in_store ? "data read" : "this log read";
        case Operation::update:
            return "data changed";
        case Operation::write:
            return "data written";
        case Operation::create:
            return "data added";
        case Operation::erase:
            return "data erased";
        case Operation::none:
            break;
    }
    return std::string(audit::to_string(entry.type));
}

json::value or_null(const std::string& text) {
    return text.empty() ? json::value(nullptr) : json::value(text);
}

}  // namespace

std::string SubjectLog::who(const std::string& actor) {
    if (actor.empty() || actor == "gdprd") return "gdprd, automatically";
    if (names_ == StaffNames::shown) return actor;
    const auto found = numbers_.emplace(actor, numbers_.size() + 1).first;
    return "staff " + std::to_string(found->second);
}

json::object SubjectLog::line(const audit::EntryView& entry) {
    json::array fields;
    for (const auto& field : entry.fields) fields.emplace_back(field);
    return {{"time", format_time(entry.wall_time)},
            {"what", what_of(entry)},
            {"store", or_null(entry.store)},
            {"collection", or_null(entry.collection)},
            {"fields", std::move(fields)},
            {"purpose", or_null(entry.purpose)},
            {"rows", entry.row_count},
            {"result", or_null(ending_word(entry))},
            {"by", who(entry.actor)},
            {"reported", is_reported(entry)}};
}

}  // namespace gdprd::daemon
