#pragma once

#include <gtest/gtest.h>

#include "connectors/http/http_connector.hpp"
#include "tests/support/http_server.hpp"
#include "tests/support/printers.hpp"

namespace gdprd::connectors {

inline const OffLoop kOff = OffLoop::on_blocking_thread();
inline constexpr const char* kSecret = "s3cret token";
inline const std::string kPeople = R"(
collections:
  people:
    key: id
    fields: {id: {at: /id, type: integer, write: false}, email: /email}
    list: {path: people, at: /rows}
    read: {path: "people/{key}"}
    update: {path: "people/{key}"}
    erase: {path: "people/{key}"}
)";

struct Options {
    std::string head = "version: 1\nservice: S\nauth: {kind: bearer}\n";
    std::string collections = kPeople;
    std::vector<std::string> allowed = {"127.0.0.1"};
    std::chrono::milliseconds timeout{2000};
    std::string secret = kSecret;
};

inline std::unique_ptr<HttpConnector> connector(const test::HttpServer& server,
                                                const Options& options = {}) {
    ParsedDescription parsed = parse_description(options.head + options.collections);
    for (const auto& problem : parsed.problems) ADD_FAILURE() << problem.to_text("d");
    StoreSettings settings;
    settings.name = StoreName("s");
    settings.kind = config::StoreKind::http;
    settings.base_url = server.url("/api");
    settings.user = "gdprd";
    settings.password = Secret(as_bytes(options.secret));
    settings.allow_addresses = options.allowed;
    settings.statement_timeout = options.timeout;
    auto made = HttpConnector::create(std::move(settings), std::move(parsed.description));
    EXPECT_TRUE(test::succeeded(made));
    return made ? std::move(*made) : nullptr;
}

inline const policy::CollectionPath kPath{StoreName("s"), {"api", "people"}};

inline Result<policy::RowSet> find(HttpConnector& store, const std::string& email) {
    policy::FindQuery query;
    query.in = kPath;
    query.fields = {"email"};
    query.mode = policy::MatchMode::folded;
    query.any_of = {{policy::PersonalCell({policy::Cell::Kind::text, email})}};
    return find_all(kOff, store, query);
}

/// The people with another line in place of `line`.
inline std::string people_with(const std::string& line, const std::string& other) {
    std::string out = kPeople;
    const std::size_t at = out.find(line);
    EXPECT_NE(at, std::string::npos) << line;
    return out.replace(at, line.size(), other);
}

inline RowDigest digest(const std::vector<std::string>& /*fields*/,
                        const std::vector<policy::PersonalCell>& values) {
    Hash out{};
    std::size_t at = 0;
    for (const auto& value : values)
        for (const char c : value.expose().bytes)
            out[at++ % out.size()] += static_cast<std::uint8_t>(c);
    return RowDigest(out);
}

inline policy::Step step_of(const policy::RowSet& rows, policy::StepKind kind) {
    policy::Step step;
    step.kind = kind;
    step.in = kPath;
    step.fields = rows.fields;
    for (const auto& row : rows.rows)
        step.rows.push_back({row.key, digest(rows.fields, row.values), RowDigest{}, {}});
    if (kind == policy::StepKind::update_rows) {
        step.actions.push_back({"email", policy::FieldActionKind::null, {}, ""});
        for (auto& row : step.rows) row.after = digest({"email"}, {policy::PersonalCell()});
    }
    return step;
}

inline test::HttpToAnswer page(const std::string& rows) {
    return {200, "{\"rows\": [" + rows + "]}"};
}
inline const std::string kAda = R"({"id": 1, "email": "ada@example.org"})";

}  // namespace gdprd::connectors
