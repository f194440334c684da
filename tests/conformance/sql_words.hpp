#pragma once

#include <string>
#include <vector>

#include "tests/conformance/connector_suite.hpp"

namespace gdprd::connectors::test {

/// CREATE TABLE in the words that SQLite, PostgreSQL and MariaDB (under ANSI_QUOTES) share; `type`
/// names a field's type.
template <class TypeName>
std::string create_table(const TableSpec& table, TypeName type) {
    const auto quoted = [](const std::string& name) {
        std::string out = "\"";
        for (const char c : name) out += c == '"' ? std::string("\"\"") : std::string(1, c);
        return out + "\"";
    };
    const auto listed = [&](const std::vector<std::string>& names) {
        std::string out;
        for (const auto& name : names) out += (out.empty() ? "" : ", ") + quoted(name);
        return "(" + out + ")";
    };
    std::string body;
    for (const auto& field : table.fields)
        body += (body.empty() ? "" : ", ") + quoted(field.name) + " " + type(field) +
                (field.nullable ? "" : " NOT NULL");
    if (!table.primary_key.empty()) body += ", PRIMARY KEY " + listed(table.primary_key);
    for (const auto& key : table.unique_keys) body += ", UNIQUE " + listed(key);
    for (const auto& key : table.foreign_keys) {
        body += ", FOREIGN KEY " + listed(key.fields) + " REFERENCES " + quoted(key.target.name) +
                listed(key.target_fields);
        if (key.on_delete == policy::OnDelete::cascade) body += " ON DELETE CASCADE";
        if (key.on_delete == policy::OnDelete::set_null) body += " ON DELETE SET NULL";
    }
    for (const auto& check : table.checks) body += ", CHECK (" + check + ")";
    return "CREATE TABLE " + quoted(table.name) + " (" + body + ")";
}

}  // namespace gdprd::connectors::test
