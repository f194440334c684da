#include "connectors/http/authorization.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <initializer_list>

#include "connectors/http/json_values.hpp"

namespace gdprd::connectors {

namespace {

namespace json = boost::json;
using Steady = std::chrono::steady_clock;

constexpr std::chrono::seconds kTokenMargin{30};
constexpr std::uint64_t kTokenSecondsDefault = 300;
constexpr std::uint64_t kTokenSecondsMax = 24ULL * 3600;

bool has_control(std::string_view text) {
    return std::ranges::any_of(
        text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; });
}

/// "NAME: text…\0"
Secret line_of(std::initializer_list<std::string_view> parts) {
    std::string text;
    for (const std::string_view part : parts) text += part;
    text += '\0';
    return Secret(as_bytes(text));
}

Error token_refused(int status) {
    return {ErrorCode::forbidden,
            "the service gives no token (status " + std::to_string(status) + ")",
            "see that the store's user is the client's id and its password the client's secret, "
            "and that the client may use client credentials"};
}

}  // namespace

Result<Authorization> Authorization::create(const AuthDescription& description, std::string user,
                                            const Secret& secret) {
    Authorization out;
    out.description_ = description;
    out.user_ = std::move(user);
    out.secret_ = secret.clone();
    if (description.kind == HttpAuth::none) return out;
    if (secret.empty())
        return Error(ErrorCode::invalid_argument,
                     "the service asks for a secret and the store has none",
                     "set password: {file: PATH} to a file of mode 0600 with the token, key or "
                     "password");
    const std::string_view word = out.secret_.expose_line();
    if (has_control(word) || has_control(out.user_))
        return Error(ErrorCode::invalid_argument,
                     "the store's user or secret holds a control character",
                     "write the secret alone into its file, on one line");
    switch (description.kind) {
        case HttpAuth::none:
        case HttpAuth::oauth2:
            break;
        case HttpAuth::bearer:
            out.line_ = line_of({"Authorization: Bearer ", word});
            break;
        case HttpAuth::basic: {
            const std::string both = out.user_ + ":" + std::string(word);
            out.line_ = line_of({"Authorization: Basic ", base64_encode(as_bytes(both))});
            break;
        }
        case HttpAuth::header:
            out.line_ = line_of({description.name, ": ", description.prefix, word});
            break;
    }
    return out;
}

Result<const Secret*> Authorization::line(OffLoop off_loop, Transfer& transfer, const Url& base) {
    if (description_.kind == HttpAuth::none) return nullptr;
    if (description_.kind == HttpAuth::oauth2 && (!good_until_ || Steady::now() >= *good_until_))
        GDPRD_TRY(ask_for_token(off_loop, transfer, base));
    return &line_;
}

bool Authorization::forget_token() noexcept {
    const bool had = good_until_.has_value();
    good_until_.reset();
    return had;
}

Result<void> Authorization::ask_for_token(OffLoop off_loop, Transfer& transfer, const Url& base) {
    GDPRD_TRY_ASSIGN(const Url where, base.resolve(description_.token));
    if (!where.has_origin_of(base))
        return Error(ErrorCode::invalid_argument,
                     "the token's address is not on the service's own origin",
                     "write its path in the description");
    const std::string both = percent_encode(user_) + ":" + percent_encode(secret_.expose_line());
    const Secret basic = line_of({"Authorization: Basic ", base64_encode(as_bytes(both))});
    HttpCall call;
    call.method = "POST";
    call.url = where.text();
    call.headers = {"Content-Type: application/x-www-form-urlencoded", "Accept: application/json"};
    call.authorization = &basic;
    call.body = "grant_type=client_credentials";
    if (!description_.scope.empty()) *call.body += "&scope=" + percent_encode(description_.scope);
    GDPRD_TRY_ASSIGN(const HttpAnswer answer, transfer.send(off_loop, call));
    if (answer.status != 200) return token_refused(answer.status);
    GDPRD_TRY_ASSIGN(const json::value given, parse_answer(answer.body));
    const std::string token = read_text(find_at(given, "/access_token"));
    if (token.empty() || has_control(token)) return token_refused(answer.status);
    line_ = line_of({"Authorization: Bearer ", token});
    const std::uint64_t seconds = std::min(
        read_count(find_at(given, "/expires_in")).value_or(kTokenSecondsDefault), kTokenSecondsMax);
    good_until_ = Steady::now() + std::chrono::seconds(seconds) - kTokenMargin;
    return {};
}

}  // namespace gdprd::connectors
