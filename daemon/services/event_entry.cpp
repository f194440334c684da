#include "daemon/services/event_entry.hpp"

#include <algorithm>
#include <chrono>

#include "config/base/cbor.hpp"

namespace gdprd::daemon {

namespace {

using cbor::Map;
using cbor::Value;

Value to_cbor(const policy::Seed& seed) {
    return Map{{"type", seed.type.value()}, {"value", seed.value.expose()}};
}

std::optional<policy::Seed> seed_of(const Value& value) {
    auto type = value["type"].as_string();
    auto text = value["value"].as_string();
    if (!type || !text) return std::nullopt;
    return policy::Seed{policy::IdentifierType(std::move(*type)),
                        Personal<std::string>(std::move(*text))};
}

Value sorted(std::vector<std::string> names) {
    std::sort(names.begin(), names.end());
    names.erase(std::unique(names.begin(), names.end()), names.end());
    return cbor::Array(names.begin(), names.end());
}

/// What the body of the payload says without the subjects.
Map body_of(const policy::Event& event, const ActorName& from) {
    const auto at = std::chrono::nanoseconds(event.at.time_since_epoch()).count();
    Map body{{"at", static_cast<std::uint64_t>(at)},
             {"by", from.value()},
             {"id", event.id},
             {"source", event.source}};
    if (!event.client.expose().empty()) body.emplace("client", event.client.expose());
    return body;
}

audit::EntryType type_of(const policy::Event& event) noexcept {
    return event.kind == policy::EventKind::read ? audit::EntryType::read : audit::EntryType::write;
}

Bytes bytes_of(const std::array<std::uint8_t, 16>& position) {
    return {position.begin(), position.end()};
}

}  // namespace

audit::EntryDraft draft_of(const policy::Event& event,
                           std::span<const audit::SubjectKeys::Key> keys, const ActorName& from) {
    audit::EntryDraft draft;
    draft.type = type_of(event);
    draft.flags = kFlagReported;
    draft.store = event.store;
    draft.collection = event.collection;
    draft.fields = event.fields;
    draft.actor = event.actor;
    draft.purpose = event.purpose;
    draft.request = event.request.value();
    draft.row_count = event.rows;
    draft.source_position = event.position;
    Map body = body_of(event, from);
    if (keys.size() == 1) {
        body.emplace("subject", to_cbor(event.subjects.front()));
        draft.subject_key = keys.front();
    }
    if (keys.size() > 1) {
        for (std::size_t i = 0; i < keys.size(); ++i)
            draft.rows.push_back({keys[i], to_cbor(event.subjects[i])});
    }
    draft.payload = std::move(body);
    return draft;
}

std::optional<RecordedEvent> recorded_event(const audit::EntryView& view) {
    if ((view.flags & kFlagReported) == 0 || !view.payload) return std::nullopt;
    const bool rows = view.payload_key.kind == audit::PayloadKind::rows;
    const Value& body = rows ? (*view.payload)["body"] : *view.payload;
    auto source = body["source"].as_string();
    auto id = body["id"].as_string();
    if (!source || !id) return std::nullopt;
    RecordedEvent out{std::move(*source), std::move(*id), {}};
    if (view.payload_key.kind == audit::PayloadKind::subject) {
        if (auto seed = seed_of(body["subject"]))
            out.subjects.emplace_back(std::move(*seed), view.payload_key.number);
    }
    if (!rows) return out;
    const auto list = (*view.payload)["rows"].as_array();
    if (!list) return out;
    for (const Value& row : **list) {
        const auto pair = row.as_array();
        if (!pair || (*pair)->size() != 2) continue;
        const auto number = (**pair)[0].as_u64();
        auto seed = seed_of((**pair)[1]);
        if (number && seed) out.subjects.emplace_back(std::move(*seed), *number);
    }
    return out;
}

cbor::Map said_by(const policy::Event& event, const ActorName& from) {
    cbor::Array subjects;
    for (const policy::Seed& seed : event.subjects) subjects.push_back(to_cbor(seed));
    return {{"actor", event.actor},
            {std::string(kSaidBody), body_of(event, from)},
            {"collection", event.collection},
            {"fields", sorted(event.fields)},
            {"position", bytes_of(event.position)},
            {"purpose", event.purpose},
            {"request", event.request.value()},
            {"rows", event.rows},
            {"store", event.store},
            {std::string(kSaidSubjects), std::move(subjects)},
            {"type", static_cast<std::uint64_t>(type_of(event))}};
}

cbor::Map said_by(const audit::EntryView& view) {
    Map out{{"actor", view.actor},
            {"collection", view.collection},
            {"fields", sorted(view.fields)},
            {"position", bytes_of(view.source_position)},
            {"purpose", view.purpose},
            {"request", view.request},
            {"rows", view.row_count},
            {"store", view.store},
            {"type", static_cast<std::uint64_t>(view.type)}};
    const auto event = recorded_event(view);
    if (!event || !view.payload) return out;
    const bool rows = view.payload_key.kind == audit::PayloadKind::rows;
    const auto told = (rows ? (*view.payload)["body"] : *view.payload).as_map();
    if (!told) return out;
    Map body = **told;
    body.erase("subject");
    out.emplace(kSaidBody, std::move(body));
    std::size_t expected = view.payload_key.kind == audit::PayloadKind::subject ? 1 : 0;
    if (const auto list = (*view.payload)["rows"].as_array(); rows && list)
        expected = (*list)->size();
    if (event->subjects.size() != expected) return out;
    cbor::Array subjects;
    for (const auto& [seed, number] : event->subjects) subjects.push_back(to_cbor(seed));
    out.emplace(kSaidSubjects, std::move(subjects));
    return out;
}

}  // namespace gdprd::daemon
