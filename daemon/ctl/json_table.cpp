#include "daemon/ctl/json_table.hpp"

#include <algorithm>
#include <boost/json.hpp>

namespace gdprd::daemon::ctl {

namespace {

namespace json = boost::json;

std::string text_of(const json::value& value) {
    if (value.is_null()) return "-";
    if (const auto* text = value.if_string()) return std::string(*text);
    const auto* array = value.if_array();
    if (array == nullptr) return json::serialize(value);
    std::string out;
    for (const auto& item : *array) out.append(out.empty() ? "" : ", ").append(text_of(item));
    return out.empty() ? "-" : out;
}

}  // namespace

void say_unreadable(Output& out, std::uint64_t entries) {
    if (entries == 0) return;
    out.say(std::to_string(entries) +
            " entries of the trail are of epochs whose keys are destroyed: nobody finds or reads "
            "them, and they verify; see gdprctl keys list");
}

std::string member_text(const json::value& object, std::string_view name) {
    const auto* members = object.if_object();
    const auto* value = members == nullptr ? nullptr : members->if_contains(name);
    return value == nullptr ? "-" : text_of(*value);
}

Table table_of(const json::value& list, std::initializer_list<std::string_view> columns) {
    Table table;
    for (auto column : columns) table.columns.emplace_back(column);
    const auto* items = list.if_array();
    if (items == nullptr) return table;
    for (const auto& item : *items) {
        table.rows.emplace_back();
        for (auto column : columns) table.rows.back().push_back(member_text(item, column));
    }
    return table;
}

std::string lines_of(const json::value& object) {
    const auto* members = object.if_object();
    if (members == nullptr) return {};
    std::size_t widest = 0;
    for (const auto& member : *members) widest = std::max(widest, member.key().size());
    std::string out;
    for (const auto& member : *members) {
        const std::string_view name(member.key().data(), member.key().size());
        out.append(name).append(":").append(widest - name.size() + 1, ' ');
        out.append(escape_cell(text_of(member.value()))).append("\n");
    }
    return out;
}

}  // namespace gdprd::daemon::ctl
