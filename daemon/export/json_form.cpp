#include "daemon/export/json_form.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <vector>

#include "config/base/assert.hpp"

namespace gdprd::daemon {

namespace {

namespace json = boost::json;

constexpr std::int64_t kExactMost = std::int64_t{1} << 53;

bool is_exact(const json::value& number) {
    if (const auto* positive = number.if_uint64())
        return *positive <= static_cast<std::uint64_t>(kExactMost);
    const auto* any = number.if_int64();
    return any != nullptr && *any <= kExactMost && *any >= -kExactMost;
}

void append(std::string& out, const json::value& value) {
    if (const auto* array = value.if_array()) {
        out.push_back('[');
        for (std::size_t i = 0; i < array->size(); ++i) {
            if (i > 0) out.push_back(',');
            append(out, (*array)[i]);
        }
        out.push_back(']');
        return;
    }
    if (const auto* object = value.if_object()) {
        std::vector<const json::key_value_pair*> members;
        for (const auto& member : *object) members.push_back(&member);
        std::ranges::sort(members, {}, [](const auto* member) { return member->key(); });
        out.push_back('{');
        for (std::size_t i = 0; i < members.size(); ++i) {
            if (i > 0) out.push_back(',');
            out.append(json::serialize(members[i]->key())).push_back(':');
            append(out, members[i]->value());
        }
        out.push_back('}');
        return;
    }
    GDPRD_ASSERT(!value.is_number() || is_exact(value));
    out.append(json::serialize(value));
}

}  // namespace

std::string canonical_json(const json::value& value) {
    std::string out;
    append(out, value);
    return out;
}

json::value exact_number(std::uint64_t count) {
    if (count <= static_cast<std::uint64_t>(kExactMost)) return count;
    return json::value(std::to_string(count));
}

}  // namespace gdprd::daemon
