#include "daemon/http/router.hpp"

#include <algorithm>
#include <boost/url/pct_string_view.hpp>
#include <optional>

#include "config/base/assert.hpp"

namespace gdprd::daemon {

namespace {

std::vector<std::string> split(std::string_view path) {
    std::vector<std::string> out;
    if (path.empty() || path.front() != '/') return out;
    path.remove_prefix(1);
    for (;;) {
        const auto slash = path.find('/');
        out.emplace_back(path.substr(0, slash));
        if (slash == std::string_view::npos) return out;
        path.remove_prefix(slash + 1);
    }
}

bool is_parameter(std::string_view segment) {
    return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

/// Decoded segments, or nothing when an escape is bad or a byte is a control character.
std::optional<std::vector<std::string>> decode(std::string_view path) {
    auto segments = split(path);
    for (auto& segment : segments) {
        auto escaped = boost::urls::make_pct_string_view(segment);
        if (!escaped) return std::nullopt;
        auto plain = escaped->decode();
        const auto control = [](char c) {
            return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
        };
        if (std::any_of(plain.begin(), plain.end(), control)) return std::nullopt;
        segment = std::move(plain);
    }
    return segments;
}

bool fits(const Route& route, const std::vector<std::string>& path) {
    const std::size_t own = route.segments.size();
    if (route.takes_rest ? path.size() < own : path.size() != own) return false;
    for (std::size_t i = own; i < path.size(); ++i)
        if (path[i].empty()) return false;
    for (std::size_t i = 0; i < own; ++i) {
        if (is_parameter(route.segments[i]) ? path[i].empty() : route.segments[i] != path[i]) {
            return false;
        }
    }
    return true;
}

std::ptrdiff_t literals(const Route& route) {
    return std::count_if(route.segments.begin(), route.segments.end(),
                         [](const std::string& s) { return !is_parameter(s); });
}

}  // namespace

void Router::add(std::string method, std::string pattern, Roles allowed, Handler handler,
                 Lane lane) {
    GDPRD_ASSERT(handler != nullptr);
    auto segments = split(pattern);
    GDPRD_ASSERT(!segments.empty());
    routes_.push_back(Route{std::move(method), std::move(pattern), std::move(allowed),
                            std::move(handler), std::move(segments), lane});
}

void Router::add_tree(std::string pattern, Roles allowed, Handler handler) {
    add("GET", std::move(pattern), std::move(allowed), std::move(handler));
    GDPRD_ASSERT(is_parameter(routes_.back().segments.back()));
    routes_.back().takes_rest = true;
}

void Router::add_stream(std::string pattern, Roles allowed, StreamHandler handler) {
    GDPRD_ASSERT(handler != nullptr);
    auto segments = split(pattern);
    GDPRD_ASSERT(!segments.empty());
    routes_.push_back(Route{"GET", std::move(pattern), std::move(allowed), std::move(handler),
                            std::move(segments)});
}

Router::Match Router::find(std::string_view method, std::string_view path) const {
    Match match;
    auto decoded = decode(path);
    if (!decoded) return match;
    for (const auto& route : routes_) {
        if (!fits(route, *decoded)) continue;
        match.methods.push_back(route.method);
        if (route.method != method) continue;
        if (match.route == nullptr || literals(route) > literals(*match.route)) {
            match.route = &route;
        }
    }
    if (match.route == nullptr) return match;
    const auto& segments = match.route->segments;
    for (std::size_t i = 0; i < decoded->size(); ++i) {
        const auto& segment = segments[std::min(i, segments.size() - 1)];
        if (!is_parameter(segment)) continue;
        auto& value = match.params[segment.substr(1, segment.size() - 2)];
        if (i >= segments.size()) value += "/";
        value += (*decoded)[i];
    }
    return match;
}

}  // namespace gdprd::daemon
