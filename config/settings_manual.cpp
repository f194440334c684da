#include <algorithm>

#include "config/limits.hpp"
#include "config/setting_value.hpp"
#include "config/settings_table.hpp"

namespace gdprd::config {

namespace {

// A line that begins with '.' or '\'' would be a request; a backslash an escape.
std::string mdoc_text(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '\\') {
            out += "\\e";
        } else {
            out += c;
        }
    }
    return out;
}

std::string_view meant_for(MeantFor kind) {
    switch (kind) {
        case MeantFor::all:
            return "";
        case MeantFor::local:
            return "For stores of kind sqlite and files.";
        case MeantFor::files:
            return "For stores of kind files.";
        case MeantFor::server:
            return "For stores of kind postgres and mariadb.";
        case MeantFor::no_service:
            return "For stores of every kind but http and ldap.";
        case MeantFor::remote:
            return "For stores of kind postgres, mariadb, http and ldap.";
        case MeantFor::named_user:
            return "For stores of kind postgres, mariadb and http.";
        case MeantFor::protected_by:
            return "For stores of kind postgres, mariadb and ldap.";
        case MeantFor::http:
            return "For stores of kind http.";
        case MeantFor::ldap:
            return "For stores of kind ldap.";
    }
    return "";
}

// One line per sentence, as mandoc wants it, broken where it grows too long.
std::string sentences(std::string_view text) {
    constexpr std::size_t kColumns = 78;
    std::string out;
    std::size_t column = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        const std::string word = mdoc_text(text.substr(0, end));
        if (column > 0 && (out.ends_with('.') || column + 1 + word.size() > kColumns)) {
            out += '\n';
            column = 0;
        }
        if (column > 0) out += ' ';
        out += word;
        column += word.size() + 1;
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return out + "\n";
}

}  // namespace

std::string settings_manual() {
    std::string out = ".Bl -tag -width Ds\n";
    for (const SettingRow& row : settings_table()) {
        out += ".It Ic " + std::string(row.key) + "\n";
        // What is typed keeps its small letters.
        std::string type = (row.type == ValueType::choice ? "the word " : "") + describe_type(row);
        type[0] =
            static_cast<char>(type[0] >= 'a' && type[0] <= 'z' ? type[0] - 'a' + 'A' : type[0]);
        out += sentences(type + ".");
        if (row.presence == Presence::required) out += "Required.\n";
        if (!row.fallback.empty()) out += "Default: " + mdoc_text(row.fallback) + ".\n";
        if (!row.mariadb_fallback.empty())
            out += "Of kind mariadb: " + mdoc_text(row.mariadb_fallback) + ".\n";
        if (row.meant_for != MeantFor::all) out += std::string(meant_for(row.meant_for)) + "\n";
        out += sentences(row.doc);
    }
    return out + ".El\n";
}

std::string limits_manual() {
    std::string out = ".Bl -tag -width 10000000 -compact\n";
    for (const limits::Limit& limit : limits::kAll)
        out += ".It " + std::to_string(limit.value) + "\n" + mdoc_text(limit.sentence) + "\n";
    return out + ".El\n";
}

}  // namespace gdprd::config
