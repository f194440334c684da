#include "daemon/http/json.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>

#include "config/base/edit_distance.hpp"
#include "config/limits.hpp"
#include "policy/events/json_members.hpp"

namespace gdprd::daemon {

namespace {

namespace json = boost::json;

std::string known_or_suggestion(std::string_view word, const std::vector<std::string_view>& known) {
    if (auto near = closest(word, known)) return "did you mean \"" + *near + "\"?";
    if (known.empty()) return "none are taken here";
    std::string all = "known: ";
    for (auto name : known) all.append(all.size() > 7 ? ", " : "").append(name);
    return all;
}

Error wrong_type(std::string_view name, std::string_view expected) {
    return Error(ErrorCode::invalid_argument,
                 "member \"" + std::string(name) + "\" must be " + std::string(expected));
}

/// Names as the API has them are quoted; anything else may be a value in the wrong place.
Error given_twice(const std::string& name) {
    constexpr std::size_t kNamedMax = 32;
    const bool plain = name.size() <= kNamedMax &&
                       name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string::npos;
    return Error(ErrorCode::invalid_argument,
                 plain ? "member \"" + name + "\" is given twice in one object"
                       : std::string("a member is given twice in one object"),
                 "give each member once");
}

}  // namespace

Reply json_reply(int status, const json::value& value) {
    return Reply{status, "application/json", json::serialize(value) + "\n", {}};
}

Result<json::value> parse_json(std::string_view text) {
    json::parse_options options;
    options.max_depth = config::limits::kJsonDepth;
    boost::system::error_code failure;
    auto value = json::parse(text, failure, {}, options);
    if (failure) {
        return Error(ErrorCode::invalid_argument, "the body is not JSON",
                     "send one JSON object in UTF-8, nested at most 32 deep");
    }
    if (const auto repeated = policy::find_repeated_member(text)) return given_twice(*repeated);
    return value;
}

Result<json::object> parse_body(const ApiRequest& request,
                                std::initializer_list<std::string_view> known) {
    if (request.body.empty()) return json::object{};
    auto type = std::string_view(request.content_type);
    type = type.substr(0, type.find(';'));
    while (!type.empty() && type.back() == ' ') type.remove_suffix(1);
    if (type != "application/json") {
        return Error(ErrorCode::invalid_argument, "the body's content type is not application/json",
                     "send Content-Type: application/json");
    }
    GDPRD_TRY_ASSIGN(auto value, parse_json(request.body));
    if (!value.is_object()) {
        return Error(ErrorCode::invalid_argument, "the body must be one JSON object");
    }
    const std::vector<std::string_view> names(known);
    for (const auto& member : value.get_object()) {
        const std::string_view key(member.key().data(), member.key().size());
        if (std::find(names.begin(), names.end(), key) != names.end()) continue;
        // The key itself stays out of the message: a caller may have put a value there.
        return Error(ErrorCode::invalid_argument, "the body has an unknown member",
                     known_or_suggestion(key, names));
    }
    return std::move(value.get_object());
}

Result<void> check_query(const ApiRequest& request, std::initializer_list<std::string_view> known) {
    const std::vector<std::string_view> names(known);
    for (const auto& [key, value] : request.query) {
        if (std::find(names.begin(), names.end(), key) != names.end()) continue;
        return Error(ErrorCode::invalid_argument, "the query has an unknown parameter",
                     known_or_suggestion(key, names));
    }
    return {};
}

Result<std::uint64_t> query_number(const ApiRequest& request, std::string_view name,
                                   std::uint64_t fallback, std::uint64_t max) {
    const auto text = request.query_or_empty(name);
    if (text.empty()) return fallback;
    std::uint64_t number = 0;
    const auto* end = text.data() + text.size();
    const auto parsed = std::from_chars(text.data(), end, number);
    if (parsed.ec != std::errc{} || parsed.ptr != end || number > max) {
        return Error(ErrorCode::invalid_argument, "query parameter \"" + std::string(name) +
                                                      "\" must be a number up to " +
                                                      std::to_string(max));
    }
    return number;
}

Result<std::string> text_member(const json::object& object, std::string_view name) {
    GDPRD_TRY_ASSIGN(auto text, optional_text(object, name));
    if (!text || text->empty()) {
        return Error(ErrorCode::invalid_argument,
                     "member \"" + std::string(name) + "\" is missing");
    }
    return std::move(*text);
}

Result<std::optional<std::string>> optional_text(const json::object& object,
                                                 std::string_view name) {
    const auto* value = object.if_contains(name);
    if (value == nullptr || value->is_null()) return std::optional<std::string>{};
    if (!value->is_string()) return wrong_type(name, "text");
    return std::optional<std::string>(std::string(value->get_string()));
}

Result<std::optional<std::uint64_t>> optional_number(const json::object& object,
                                                     std::string_view name) {
    const auto* value = object.if_contains(name);
    if (value == nullptr || value->is_null()) return std::optional<std::uint64_t>{};
    if (value->is_uint64()) return std::optional<std::uint64_t>(value->get_uint64());
    if (value->is_int64() && value->get_int64() >= 0) {
        return std::optional<std::uint64_t>(static_cast<std::uint64_t>(value->get_int64()));
    }
    return wrong_type(name, "a whole number, not negative");
}

Result<std::optional<bool>> optional_bool(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    if (value == nullptr || value->is_null()) return std::optional<bool>{};
    if (!value->is_bool()) return wrong_type(name, "true or false");
    return std::optional<bool>(value->get_bool());
}

Result<std::vector<std::string>> text_list(const json::object& object, std::string_view name) {
    const auto* value = object.if_contains(name);
    std::vector<std::string> out;
    if (value == nullptr || value->is_null()) return out;
    if (!value->is_array()) return wrong_type(name, "a list of texts");
    for (const auto& item : value->get_array()) {
        if (!item.is_string()) return wrong_type(name, "a list of texts");
        out.emplace_back(item.get_string());
    }
    return out;
}

}  // namespace gdprd::daemon
