#include "connectors/http/url.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <memory>

namespace gdprd::connectors {

namespace {

struct HandleDeleter {
    void operator()(CURLU* handle) const noexcept { ::curl_url_cleanup(handle); }
};
using Handle = std::unique_ptr<CURLU, HandleDeleter>;

Error bad_url() {
    return {ErrorCode::invalid_argument, "this is no address of a service",
            "write https://HOST/PATH, without user, password, query and fragment"};
}

std::string part(const Handle& url, CURLUPart which, unsigned flags = 0) {
    char* text = nullptr;
    if (::curl_url_get(url.get(), which, &text, flags) != CURLUE_OK) return {};
    std::string out(text);
    ::curl_free(text);
    return out;
}

/// False when libcurl does not take it.
bool set_url(const Handle& url, std::string_view text) {
    if (text.find_first_of(std::string_view(" \t\r\n\0", 5)) != std::string_view::npos)
        return false;
    return ::curl_url_set(url.get(), CURLUPART_URL, std::string(text).c_str(),
                          CURLU_DISALLOW_USER) == CURLUE_OK;
}

char lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

struct Parts {
    std::string text;
    std::string origin;
    std::string host;
};

Result<Parts> parts_of(const Handle& url) {
    Parts out;
    const std::string scheme = part(url, CURLUPART_SCHEME);
    out.host = part(url, CURLUPART_HOST);
    std::transform(out.host.begin(), out.host.end(), out.host.begin(), lower);
    if ((scheme != "http" && scheme != "https") || out.host.empty()) return bad_url();
    out.text = part(url, CURLUPART_URL);
    out.origin = scheme + "://" + out.host + ":" + part(url, CURLUPART_PORT, CURLU_DEFAULT_PORT);
    if (out.text.empty()) return bad_url();
    return out;
}

}  // namespace

Result<Url> Url::parse(std::string_view text) {
    const Handle handle(::curl_url());
    if (!handle || !set_url(handle, text)) return bad_url();
    GDPRD_TRY_ASSIGN(Parts parts, parts_of(handle));
    Url out;
    out.text_ = std::move(parts.text);
    out.origin_ = std::move(parts.origin);
    out.host_ = std::move(parts.host);
    return out;
}

Result<Url> Url::resolve(std::string_view reference) const {
    const Handle handle(::curl_url());
    if (!handle || !set_url(handle, text_) || !set_url(handle, reference)) return bad_url();
    return parse(part(handle, CURLUPART_URL));
}

std::string percent_encode(std::string_view text) {
    static constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        const char small = lower(c);
        if ((small >= 'a' && small <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
            c == '_' || c == '~') {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += '%';
        out += kDigits[byte >> 4U];
        out += kDigits[byte & 0xfU];
    }
    return out;
}

}  // namespace gdprd::connectors
