#include "daemon/export/entry_export.hpp"

#include <algorithm>
#include <array>

#include "daemon/export/cef.hpp"
#include "daemon/export/cloud_event.hpp"
#include "daemon/export/ocsf.hpp"
#include "daemon/services/event_entry.hpp"

namespace gdprd::daemon {

namespace {

using audit::EntryType;

constexpr std::array<std::string_view, 3> kFormatWords{"ocsf", "cef", "cloudevents"};

/// A member of the payload that is a word of ours; empty when there is none.
std::string word_of(const audit::EntryView& entry, std::string_view member) {
    if (!entry.payload) return {};
    const auto word = (*entry.payload)[member].as_string();
    constexpr std::size_t kWordBytes = 32;
    const auto ours = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
    if (!word || word->size() > kWordBytes || !std::all_of(word->begin(), word->end(), ours))
        return {};
    return *word;
}

Operation operation_named(std::string_view word) {
    if (word == "read" || word == "select") return Operation::read;
    if (word == "update" || word == "update_rows" || word == "rectify") return Operation::update;
    if (word == "insert" || word == "create") return Operation::create;
    if (word == "delete" || word == "delete_rows" || word == "erase" || word == "truncate")
        return Operation::erase;
    return Operation::none;
}

std::string_view verb_of(const audit::EntryView& entry) {
    switch (operation_of(entry)) {
        case Operation::read:
            return "read";
        case Operation::update:
            return "updated";
        case Operation::write:
            return "wrote";
        case Operation::create:
            return "created";
        case Operation::erase:
            return "erased";
        case Operation::none:
            break;
    }
    return {};
}

}  // namespace

std::string_view to_string(ExportFormat format) noexcept {
    return kFormatWords[static_cast<std::size_t>(format)];
}

Result<ExportFormat> parse_export_format(std::string_view text) {
    for (std::size_t i = 0; i < kFormatWords.size(); ++i)
        if (kFormatWords[i] == text) return static_cast<ExportFormat>(i);
    return Error(ErrorCode::invalid_argument, "there is no such export format",
                 "ocsf, cef or cloudevents");
}

std::string render_entry(ExportFormat format, const audit::EntryView& entry,
                         const ExportContext& context) {
    switch (format) {
        case ExportFormat::ocsf:
            return render_ocsf(entry, context);
        case ExportFormat::cef:
            return render_cef(entry, context);
        case ExportFormat::cloudevents:
            return render_cloud_event(entry, context);
    }
    return {};
}

Operation operation_of(const audit::EntryView& entry) {
    if (entry.type == EntryType::read) return Operation::read;
    if (entry.type != EntryType::write && entry.type != EntryType::outcome) return Operation::none;
    for (const std::string_view member : {"operation", "kind"}) {
        const auto named = operation_named(word_of(entry, member));
        if (named != Operation::none) return named;
    }
    return entry.type == EntryType::write ? Operation::write : Operation::none;
}

std::string ending_word(const audit::EntryView& entry) {
    return word_of(entry, "result");
}

Ending ending_of(const audit::EntryView& entry) {
    const auto word = ending_word(entry);
    if (word.empty()) return Ending::none;
    if (word == "done" || word == "complete") return Ending::success;
    if (word == "failed" || word == "stale" || word == "unavailable") return Ending::failure;
    return Ending::other;
}

std::string sentence_of(const audit::EntryView& entry) {
    std::string out = entry.actor.empty() ? "gdprd" : entry.actor;
    const auto verb = verb_of(entry);
    if (verb.empty() || entry.store.empty()) {
        out.append(": ").append(audit::to_string(entry.type));
    } else {
        out.append(" ").append(verb).append(" ").append(std::to_string(entry.row_count));
        out.append(entry.row_count == 1 ? " row" : " rows");
        if (!entry.collection.empty()) out.append(" of ").append(entry.collection);
    }
    if (!entry.store.empty()) out.append(" in ").append(entry.store);
    if (!entry.request.empty()) out.append(", for ").append(entry.request);
    if (is_reported(entry)) out.append(", as another system reported");
    return out;
}

bool is_reported(const audit::EntryView& entry) noexcept {
    return (entry.flags & kFlagReported) != 0;
}

std::int64_t milliseconds_of(WallTime time) noexcept {
    return std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
}

}  // namespace gdprd::daemon
