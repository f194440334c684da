#include <algorithm>

#include "config/base/edit_distance.hpp"
#include "config/base/files.hpp"
#include "config/base/utf8.hpp"
#include "config/limits.hpp"
#include "connectors/http/description.hpp"

namespace gdprd::connectors {

namespace {

Result<Description> whole(std::string_view text, const std::string& file) {
    ParsedDescription parsed = parse_description(text);
    if (parsed.problems.empty()) return std::move(parsed.description);
    std::string message = "the description of the service is not valid";  // as many as are counted
    for (const auto& problem : parsed.problems) message += "\n" + problem.to_text(file);
    return Error(ErrorCode::invalid_argument, std::move(message), "see gdprd-http(5)");
}

Result<std::string_view> find_shipped(const std::string& service) {
    std::vector<std::string_view> names;
    for (const ShippedDescription& one : shipped_descriptions()) {
        if (one.name == service) return one.text;
        names.push_back(one.name);
    }
    std::string all = "there are:";
    for (const std::string_view name : names) all += " " + std::string(name);
    return Error(ErrorCode::invalid_argument,
                 "no description of the service \"" + printable(service, 64) + "\" is shipped",
                 did_you_mean(service, names, all + "; write one of your own with description"));
}

}  // namespace

Result<Description> load_description(const std::string& service, const std::string& file) {
    if (!service.empty()) {
        GDPRD_TRY_ASSIGN(const std::string_view text, find_shipped(service));
        return whole(text, service + ".yaml");
    }
    GDPRD_TRY_ASSIGN(const Bytes bytes, read_file(file, config::limits::kHttpDescriptionBytes));
    return whole(as_text(bytes), file);
}

}  // namespace gdprd::connectors
