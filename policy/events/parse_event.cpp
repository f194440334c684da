#include "policy/events/parse_event.hpp"

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <initializer_list>
#include <span>

#include "config/base/bytes.hpp"
#include "config/base/edit_distance.hpp"
#include "config/base/time.hpp"
#include "config/base/utf8.hpp"
#include "config/limits.hpp"
#include "policy/events/actor_name.hpp"
#include "policy/events/json_members.hpp"
#include "policy/identity/identifier.hpp"

namespace gdprd::policy {

namespace {

namespace json = boost::json;
namespace limits = config::limits;

constexpr std::string_view kPageHint = "man 7 gdprd-events describes the members";
constexpr std::size_t kPositionBytes = 16;

Error wrong(std::string message, std::string_view hint = kPageHint) {
    return {ErrorCode::invalid_argument, std::move(message), std::string(hint)};
}

bool is_control(char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

/// The members of one object of an event, read one by one; errors name them by their path.
class Members {
  public:
    Members(const json::object& object, std::string prefix)
        : object_(&object), prefix_(std::move(prefix)) {}

    [[nodiscard]] bool has(std::string_view name) const { return find(name) != nullptr; }
    [[nodiscard]] Error bad(std::string_view name, std::string_view what,
                            std::string_view hint = kPageHint) const {
        return wrong("member \"" + prefix_ + std::string(name) + "\" " + std::string(what), hint);
    }

    /// No other members than these. An unknown name is not repeated: it may be a value.
    Result<void> check_known(std::span<const std::string_view> known) const {
        for (const auto& member : *object_) {
            const std::string_view key(member.key().data(), member.key().size());
            if (std::find(known.begin(), known.end(), key) != known.end()) continue;
            const auto near = closest(key, known);
            return wrong(prefix_.empty() ? "it has an unknown member"
                                         : "\"" + prefix_.substr(0, prefix_.size() - 1) +
                                               "\" has an unknown member",
                         near ? "did you mean \"" + *near + "\"?" : std::string(kPageHint));
        }
        return {};
    }

    /// Absent or null: empty.
    Result<std::string> optional_text(std::string_view name, std::size_t bytes_max) const {
        const json::value* value = find(name);
        if (value == nullptr) return std::string();
        const json::string* text = value->if_string();
        if (text == nullptr) return bad(name, "must be text");
        const std::string_view view(text->data(), text->size());
        if (view.empty() || view.size() > bytes_max)
            return bad(name, "has 1 to " + std::to_string(bytes_max) + " bytes");
        if (std::any_of(view.begin(), view.end(), is_control))
            return bad(name, "holds a control character");
        return std::string(view);
    }
    Result<std::string> text(std::string_view name, std::size_t bytes_max) const {
        if (!has(name)) return bad(name, "is missing");
        return optional_text(name, bytes_max);
    }
    /// A name of gdprd's own words, as searches of the trail take it.
    Result<std::string> optional_name(std::string_view name) const {
        GDPRD_TRY_ASSIGN(std::string out, optional_text(name, limits::kEventNameBytes));
        GDPRD_TRY(check_name(name, out));
        return out;
    }
    Result<std::string> name(std::string_view name) const {
        if (!has(name)) return bad(name, "is missing");
        return optional_name(name);
    }
    Result<void> check_name(std::string_view member, std::string_view value) const {
        if (!is_plain_name(value))
            return bad(member,
                       "holds a character that cannot be seen, or begins or ends with a space");
        if (value.find('@') == std::string_view::npos) return {};
        return bad(member, "holds an @",
                   "a name in an entry stays for ever: name an account or a table, not a person "
                   "or an address");
    }
    Result<std::uint64_t> optional_number(std::string_view name) const {
        const json::value* value = find(name);
        if (value == nullptr) return std::uint64_t{0};
        if (value->is_uint64()) return value->get_uint64();
        if (value->is_int64() && value->get_int64() >= 0)
            return static_cast<std::uint64_t>(value->get_int64());
        return bad(name, "must be a whole number, not negative");
    }
    /// Absent or null: nothing.
    Result<const json::array*> optional_list(std::string_view name, std::size_t most) const {
        const json::value* value = find(name);
        if (value == nullptr) return nullptr;
        const json::array* list = value->if_array();
        if (list == nullptr) return bad(name, "must be a list");
        if (list->size() > most)
            return bad(name, "has more than " + std::to_string(most) + " items");
        return list;
    }
    [[nodiscard]] const json::value* find(std::string_view name) const {
        const json::value* value = object_->if_contains(name);
        return value == nullptr || value->is_null() ? nullptr : value;
    }
    [[nodiscard]] const std::string& prefix() const noexcept { return prefix_; }

  private:
    const json::object* object_;
    std::string prefix_;  ///< "", "data."
};

Result<WallTime> parse_moment(const Members& in, std::string_view name) {
    GDPRD_TRY_ASSIGN(const std::string text, in.text(name, limits::kEventNameBytes));
    const auto time = parse_time(text);
    if (!time || *time < WallTime())
        return in.bad(name, "is not a moment from 1970 on", "write it as 2026-03-05T14:00:00Z");
    return *time;
}

/// Who gdprd's own callers are only gdprd may say.
Result<std::string> parse_actor(const Members& in) {
    GDPRD_TRY_ASSIGN(std::string actor, in.name("actor"));
    if (const auto why = why_not_an_actor(actor); !why.empty()) return in.bad("actor", why);
    return actor;
}

Result<std::vector<std::string>> parse_fields(const Members& in) {
    std::vector<std::string> out;
    GDPRD_TRY_ASSIGN(const json::array* list, in.optional_list("fields", limits::kEventFields));
    if (list == nullptr) return out;
    for (const json::value& item : *list) {
        const json::string* text = item.if_string();
        if (text == nullptr) return in.bad("fields", "must be a list of texts");
        const std::string_view view(text->data(), text->size());
        if (view.empty() || view.size() > limits::kEventNameBytes ||
            std::any_of(view.begin(), view.end(), is_control))
            return in.bad("fields", "holds a name that is empty, too long or not one line");
        GDPRD_TRY(in.check_name("fields", view));
        out.emplace_back(view);
    }
    return out;
}

Result<std::vector<Seed>> parse_subjects(const Members& in) {
    constexpr std::array<std::string_view, 2> kKnown{"type", "value"};
    std::vector<Seed> out;
    GDPRD_TRY_ASSIGN(const json::array* list, in.optional_list("subjects", limits::kEventSubjects));
    if (list == nullptr) return out;
    for (std::size_t i = 0; i < list->size(); ++i) {
        const json::object* object = (*list)[i].if_object();
        if (object == nullptr) return in.bad("subjects", "must be a list of {\"type\", \"value\"}");
        const Members one(*object, in.prefix() + "subjects[" + std::to_string(i) + "].");
        GDPRD_TRY(one.check_known(kKnown));
        GDPRD_TRY_ASSIGN(std::string type, one.text("type", limits::kEventNameBytes));
        GDPRD_TRY_ASSIGN(std::string value, one.text("value", limits::kEventIdentifierBytes));
        out.push_back({IdentifierType(std::move(type)), Personal<std::string>(std::move(value))});
    }
    return out;
}

Result<std::array<std::uint8_t, kPositionBytes>> parse_position(const Members& in) {
    std::array<std::uint8_t, kPositionBytes> out{};
    if (!in.has("position")) return out;
    GDPRD_TRY_ASSIGN(const std::string text, in.text("position", 2 * kPositionBytes));
    const auto bytes = hex_decode(text);
    if (!bytes || bytes->size() > out.size())
        return in.bad("position", "is not 2 to 32 hexadecimal digits");
    std::copy(bytes->begin(), bytes->end(), out.end() - static_cast<std::ptrdiff_t>(bytes->size()));
    return out;
}

bool all_digits(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// R-YYYY-N…
Result<RequestId> parse_request(const Members& in) {
    constexpr std::size_t kYear = 2;
    constexpr std::size_t kDash = 6;
    GDPRD_TRY_ASSIGN(std::string text, in.optional_text("request", limits::kEventNameBytes));
    const std::string_view view(text);
    const bool fits = view.size() > kDash && view.starts_with("R-") && view[kDash] == '-' &&
                      all_digits(view.substr(kYear, kDash - kYear)) &&
                      all_digits(view.substr(kDash + 1));
    if (text.empty() || fits) return RequestId(std::move(text));
    return in.bad("request", "is not the id of a request",
                  "write it as gdprctl requests list does: R-2026-0001");
}

Result<Personal<std::string>> parse_client(const Members& in) {
    if (!in.has("client")) return Personal<std::string>();
    GDPRD_TRY_ASSIGN(const std::string text, in.text("client", limits::kEventNameBytes));
    auto check = check_identifier(IdentifierType("ip"), text);
    if (!check.valid()) return in.bad("client", "is not an IP address");
    return std::move(check.normal_form);
}

/// What both forms say alike.
Result<void> read_access(const Members& in, Event& out) {
    GDPRD_TRY_ASSIGN(out.actor, parse_actor(in));
    GDPRD_TRY_ASSIGN(out.store, in.name("store"));
    GDPRD_TRY_ASSIGN(out.collection, in.optional_name("collection"));
    GDPRD_TRY_ASSIGN(out.fields, parse_fields(in));
    if (!out.fields.empty() && out.collection.empty())
        return in.bad("fields", "stands without \"collection\"");
    GDPRD_TRY_ASSIGN(out.purpose, in.optional_name("purpose"));
    GDPRD_TRY_ASSIGN(out.request, parse_request(in));
    GDPRD_TRY_ASSIGN(out.rows, in.optional_number("rows"));
    GDPRD_TRY_ASSIGN(out.position, parse_position(in));
    GDPRD_TRY_ASSIGN(out.subjects, parse_subjects(in));
    GDPRD_TRY_ASSIGN(out.client, parse_client(in));
    return {};
}

Result<EventKind> parse_kind(const Members& in, std::string_view word) {
    if (word == "read") return EventKind::read;
    if (word == "write") return EventKind::write;
    return in.bad("type", "is not read or write");
}

/// Where an event has several subjects, or none, these outlive every erasure.
Result<std::string> parse_id(const Members& in, std::string_view name) {
    GDPRD_TRY_ASSIGN(std::string text, in.text(name, limits::kEventIdBytes));
    if (text.find('@') == std::string::npos) return text;
    return in.bad(name, "holds an @",
                  "it may stay for ever: take a number of the event or of the system, not of a "
                  "person or an address");
}

Result<void> read_identity(const Members& in, Event& out) {
    GDPRD_TRY_ASSIGN(out.id, parse_id(in, "id"));
    GDPRD_TRY_ASSIGN(out.source, parse_id(in, "source"));
    GDPRD_TRY_ASSIGN(out.at, parse_moment(in, "time"));
    return {};
}

Result<Event> read_own_form(const json::object& object) {
    constexpr std::array<std::string_view, 14> kKnown{
        "id",     "source",  "type",    "time", "actor",    "store",    "collection",
        "fields", "purpose", "request", "rows", "position", "subjects", "client"};
    const Members in(object, "");
    GDPRD_TRY(in.check_known(kKnown));
    Event out;
    GDPRD_TRY(read_identity(in, out));
    GDPRD_TRY_ASSIGN(const std::string type, in.text("type", limits::kEventNameBytes));
    GDPRD_TRY_ASSIGN(out.kind, parse_kind(in, type));
    GDPRD_TRY(read_access(in, out));
    return out;
}

/// CloudEvents 1.0, JSON format. The type's last part says read or write, `data` the rest.
Result<Event> read_cloud_event(const json::object& object) {
    constexpr std::array<std::string_view, 10> kKnown{
        "specversion",     "id",   "source",     "type",        "time",
        "datacontenttype", "data", "dataschema", "traceparent", "tracestate"};
    constexpr std::array<std::string_view, 10> kKnownData{
        "actor",   "store", "collection", "fields",   "purpose",
        "request", "rows",  "position",   "subjects", "client"};
    const Members in(object, "");
    GDPRD_TRY(in.check_known(kKnown));
    GDPRD_TRY_ASSIGN(const std::string version, in.text("specversion", limits::kEventNameBytes));
    if (version != "1.0") return in.bad("specversion", "is not 1.0");
    Event out;
    GDPRD_TRY(read_identity(in, out));
    GDPRD_TRY_ASSIGN(const std::string type, in.text("type", limits::kEventNameBytes));
    const auto dot = type.rfind('.');
    if (dot == std::string::npos)
        return in.bad("type", "has no part before .read or .write", "such as org.example.crm.read");
    GDPRD_TRY_ASSIGN(out.kind, parse_kind(in, std::string_view(type).substr(dot + 1)));
    GDPRD_TRY_ASSIGN(const std::string content,
                     in.optional_text("datacontenttype", limits::kEventNameBytes));
    if (!content.empty() && content.substr(0, content.find(';')) != "application/json")
        return in.bad("datacontenttype", "is not application/json");
    const json::value* data = in.find("data");
    if (data == nullptr) return in.bad("data", "is missing");
    if (!data->is_object()) return in.bad("data", "must be an object");
    const Members inner(data->get_object(), "data.");
    GDPRD_TRY(inner.check_known(kKnownData));
    GDPRD_TRY(read_access(inner, out));
    return out;
}

Result<Event> read_event(const json::value& value) {
    const json::object* object = value.if_object();
    if (object == nullptr) return wrong("it is not a JSON object");
    return object->contains("specversion") ? read_cloud_event(*object) : read_own_form(*object);
}

/// Parses within the limits of depth; each member once.
Result<json::value> parse_strictly(std::string_view text, std::size_t depth_max,
                                   json::storage_ptr storage) {
    if (!valid_utf8(text)) return wrong("it is not UTF-8");
    json::parse_options options;
    options.max_depth = depth_max;
    boost::system::error_code failure;
    json::value value = json::parse(json::string_view(text), failure, std::move(storage), options);
    if (failure)
        return wrong("it is not JSON", "an event is one JSON object in UTF-8; as NDJSON, one line");
    if (find_repeated_member(text))
        return wrong("a member is given twice in one object", "give each member once");
    return value;
}

Error too_long() {
    return {ErrorCode::limit_exceeded,
            "it is longer than " + std::to_string(limits::kEventBytes) + " bytes",
            "an event tells of one access: leave out what it carried"};
}

Error too_many() {
    return {ErrorCode::limit_exceeded,
            "more than " + std::to_string(limits::kEventsPerCall) + " events in one call",
            "send them in several calls; gdprctl events send does"};
}

std::string number_of(std::size_t event) {
    return "event " + std::to_string(event);
}

Result<Event> parse_one(std::string_view text) {
    if (text.size() > limits::kEventBytes) return too_long();
    std::array<unsigned char, 8192> room;  // NOLINT(cppcoreguidelines-pro-type-member-init)
    json::monotonic_resource memory(room.data(), room.size());
    GDPRD_TRY_ASSIGN(const json::value value, parse_strictly(text, limits::kEventDepth, &memory));
    return read_event(value);
}

}  // namespace

Result<Event> parse_event(std::string_view text) {
    auto event = parse_one(text);
    if (!event) return event.error().in(number_of(1));
    return event;
}

Result<std::vector<Event>> parse_event_lines(std::string_view text) {
    std::vector<Event> out;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
        if (out.size() == limits::kEventsPerCall) return too_many();
        auto event = parse_one(line);
        if (!event) return event.error().in(number_of(out.size() + 1));
        out.push_back(std::move(*event));
    }
    if (out.empty()) return wrong("there is no event in the body");
    return out;
}

Result<std::vector<Event>> parse_event_batch(std::string_view text) {
    auto value = parse_strictly(text, limits::kEventDepth + 1, {});
    if (!value) return value.error().in("the batch");
    const json::array* list = value->if_array();
    if (list == nullptr) return wrong("the batch is not a JSON array");
    if (list->empty()) return wrong("there is no event in the batch");
    if (list->size() > limits::kEventsPerCall) return too_many();
    std::vector<Event> out;
    out.reserve(list->size());
    for (const json::value& item : *list) {
        auto event = read_event(item);
        if (!event) return event.error().in(number_of(out.size() + 1));
        out.push_back(std::move(*event));
    }
    return out;
}

}  // namespace gdprd::policy
