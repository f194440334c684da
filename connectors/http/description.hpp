#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "config/yaml.hpp"
#include "connectors/http/text_template.hpp"
#include "policy/catalogue/schema.hpp"
#include "policy/plan/query.hpp"

namespace gdprd::connectors {

// What a description says (gdprd-http(5)). Enumerators are its words.

enum class HttpAuth : unsigned char { none, bearer, basic, header, oauth2 };
enum class HttpPaging : unsigned char { none, page, offset, cursor, link, next_url };

struct AuthDescription {
    HttpAuth kind = HttpAuth::none;
    std::string name;    ///< header: its name
    std::string prefix;  ///< header: what stands before the secret
    std::string token;   ///< oauth2: path of the token's address
    std::string scope;   ///< oauth2
};

/// JSON Pointers (RFC 6901) into an answer; an empty one names the whole.
struct PagingDescription {
    HttpPaging kind = HttpPaging::none;
    std::uint64_t limit = 100;  ///< rows asked for in one page
    std::uint64_t first = 1;    ///< number of the first page
    std::string total;          ///< pointer to how many rows there are, or empty
    std::string next;           ///< cursor, next_url: pointer to what leads on
};

struct CallDescription {
    std::string method = "GET";
    TextTemplate path;  ///< below base_url
    std::vector<std::pair<std::string, TextTemplate>> query;
    std::optional<config::yaml::Node> body;  ///< JSON; its texts are templates
    std::string at;                          ///< pointer to the rows, or to the row
    std::vector<int> gone;  ///< read, erase: statuses that mean "not there" besides 404 and 410
    std::string clear;      ///< update: "null" or "empty": what an emptied field is sent as
};

struct FieldReference {
    std::string collection;
    std::string field;
    policy::OnDelete on_delete = policy::OnDelete::no_action;
};

struct FieldDescription {
    std::string name;
    std::string at;     ///< pointer into the row
    std::string write;  ///< pointer into the body of an update; empty: never written
    policy::FieldType type = policy::FieldType::text;
    bool nullable = true;
    std::string comment;
    std::optional<FieldReference> references;
    bool unique = false;    ///< no two rows have the same value
    bool computed = false;  ///< the service changes it by itself with any update
    std::vector<std::string> computed_from = {};  ///< fields whose update changes it too
};

/// A search that the service does. It may find more than what matches, never less.
struct FindDescription {
    std::vector<std::string> fields;
    std::set<policy::MatchMode> covers;
    CallDescription call;
};

struct CollectionDescription {
    std::string name;
    std::string comment;
    std::vector<std::string> key;  ///< empty: rows cannot be told apart, and are only read
    std::vector<FieldDescription> fields;
    std::vector<std::string> ignored;  ///< pointers of members that need no field
    CallDescription list;
    std::vector<FindDescription> finds;
    std::optional<CallDescription> read;
    std::optional<CallDescription> erase;
    std::optional<CallDescription> update;
    PagingDescription paging;
    bool reread = false;         ///< lists give less than read does: each row is read by its key
    bool empty_is_null = false;  ///< "" is read as no value

    [[nodiscard]] const FieldDescription* find_field(std::string_view field) const noexcept;
    /// What its rows are erased with, where the service erases them in no other way; or null.
    [[nodiscard]] const FieldReference* goes_along_with() const noexcept;
};

struct Description {
    std::string service;  ///< "Mautic 5"
    AuthDescription auth;
    std::vector<std::pair<std::string, std::string>> headers;
    std::chrono::milliseconds between{0};  ///< calls are at least so far apart
    std::vector<std::string> limits;       ///< what an erasure there does not reach
    std::vector<CollectionDescription> collections;

    [[nodiscard]] const CollectionDescription* find(std::string_view collection) const noexcept;
};

struct ParsedDescription {
    Description description;
    std::vector<config::yaml::Problem> problems;  ///< by place; empty: the description holds
};

/// Reads a description. Never throws; at most limits::kProblemsShown problems.
[[nodiscard]] ParsedDescription parse_description(std::string_view text);

/// The file, or the shipped one of that name. `invalid_argument` with the first problem as
/// FILE:LINE:COLUMN, and how many there are.
Result<Description> load_description(const std::string& service, const std::string& file);

struct ShippedDescription {
    std::string_view name;
    std::string_view text;
};
/// config/examples/http, built in.
[[nodiscard]] const std::vector<ShippedDescription>& shipped_descriptions();

}  // namespace gdprd::connectors
