#include "daemon/http/identifier_json.hpp"

#include <boost/json.hpp>

#include "daemon/http/json.hpp"

namespace gdprd::daemon {

namespace json = boost::json;

Result<std::vector<policy::Seed>> parse_identifiers(const json::object& body) {
    const auto* member = body.if_contains("identifiers");
    const auto* list = member == nullptr ? nullptr : member->if_array();
    if (list == nullptr)
        return Error(ErrorCode::invalid_argument,
                     "identifiers must be a list of {\"type\", \"value\"}");
    std::vector<policy::Seed> seeds;
    for (const auto& item : *list) {
        const auto* object = item.if_object();
        if (object == nullptr || object->size() != 2)
            return Error(ErrorCode::invalid_argument,
                         "an identifier must be {\"type\", \"value\"}");
        GDPRD_TRY_ASSIGN(auto type, text_member(*object, "type"));
        GDPRD_TRY_ASSIGN(auto value, text_member(*object, "value"));
        seeds.push_back(
            {policy::IdentifierType(std::move(type)), Personal<std::string>(std::move(value))});
    }
    return seeds;
}

}  // namespace gdprd::daemon
