#include "connectors/http/description.hpp"

#include <gtest/gtest.h>

#include "config/limits.hpp"
#include "tests/support/printers.hpp"
#include "tests/support/temp_dir.hpp"

namespace gdprd::connectors {
namespace {

using policy::MatchMode;
using test::failed_with;
using test::succeeded;

constexpr std::string_view kSmall = R"(version: 1
service: Small
paging: {kind: page, limit: 10, total: /total}
rate: {calls: 3, seconds: 1}
collections:
  people:
    key: id
    fields:
      id: {at: /id, type: integer, write: false}
      email: {at: /data/email, unique: true, computed: [id]}
      version: {at: /version, computed: true}
      boss: {at: /boss, references: people.id, on_delete: cascade}
    list: {path: people, query: {p: "{page}", n: "{limit}"}, at: /rows}
    find:
      - {fields: [email], covers: [exact, folded], query: {q: "{value}"}}
    read: {path: "people/{key}"}
    update: {method: PUT, path: "people/{key.id}", body: {keep: true}, clear: empty}
    erase: {path: "people/{key}", gone: [400]}
)";

std::string problems_of(std::string_view text) {
    std::string out;
    for (const auto& problem : parse_description(text).problems)
        out += problem.to_text("d.yaml") + "\n";
    return out;
}

TEST(Description, is_read_whole) {
    const auto parsed = parse_description(kSmall);

    ASSERT_EQ(problems_of(kSmall), "");
    const auto& people = parsed.description.collections.at(0);
    EXPECT_EQ(parsed.description.between, std::chrono::milliseconds(334));
    EXPECT_EQ(people.find_field("email")->write, "/email");
    EXPECT_EQ(people.find_field("id")->write, "");
    EXPECT_TRUE(people.find_field("email")->unique && people.find_field("version")->computed);
    EXPECT_FALSE(people.find_field("boss")->unique || people.find_field("email")->computed);
    EXPECT_EQ(people.find_field("email")->computed_from, std::vector<std::string>{"id"});
    EXPECT_EQ(people.find_field("boss")->references->on_delete, policy::OnDelete::cascade);
    EXPECT_EQ(people.finds.at(0).covers, (std::set{MatchMode::exact, MatchMode::folded}));
    EXPECT_EQ(people.finds.at(0).call.query.size(), 3U)
        << "what a search does not say is inherited";
    EXPECT_EQ(people.finds.at(0).call.at, "/rows");
    EXPECT_EQ(people.erase->method, "DELETE");
    EXPECT_EQ(people.erase->gone, std::vector<int>{400});
    EXPECT_EQ(people.update->clear, "empty");
    EXPECT_EQ(people.paging.total, "/total");
}

/// The small one with one line changed.
std::string with(std::string_view line, std::string_view other) {
    std::string out(kSmall);
    const std::size_t at = out.find(line);
    EXPECT_NE(at, std::string::npos) << line;
    return out.replace(at, line.size(), other);
}

TEST(Description, tells_what_is_wrong_where_it_stands) {
    struct Case {
        std::string_view line, other, problem;
    };
    for (const auto& [line, other, problem] : {
             Case{"service: Small", "service: files",
                  "d.yaml:2:10: service must not be \"files\": trees of files are called so"},
             Case{"service: Small", "servce: Small",
                  "d.yaml:2:1: unknown key \"servce\"; did you mean \"service\"?"},
             Case{"version: 1", "version: 2", "d.yaml:1:10: expected a number from 1 to 1"},
             Case{"kind: page", "kind: pages", "did you mean \"page\"?"},
             Case{"total: /total", "total: total", "expected a JSON Pointer, as /data/items"},
             Case{"at: /data/email", "at: /data/~2", "expected a JSON Pointer"},
             Case{"unique: true", "unique: yes", "expected true or false"},
             Case{"computed: [id]", "computed: [nr]", "there is no other field \"nr\""},
             Case{"computed: [id]", "computed: [email]", "there is no other field \"email\""},
             Case{"computed: true", "computed: id", "expected true or false"},
             Case{"p: \"{page}\", ", "", "every page would be the first"},
             Case{"{p: \"{page}\"", "{p: \"{pagee}\"",
                  "there is no {pagee} here; did you mean \"page\"?"},
             Case{"{q: \"{value}\"}", "{q: x}", "nothing here asks for {value}"},
             Case{"fields: [email]", "fields: [mail]", "there is no field \"mail\""},
             Case{"covers: [exact, folded]", "covers: [like]",
                  "expected exact, folded, digits, contains or digits_inside"},
             Case{"read: {path: \"people/{key}\"}", "read: {path: people}",
                  "nothing here says which row"},
             Case{"key: id\n", "key: nr\n", "the key's field \"nr\" is not there"},
             Case{"references: people.id", "references: orders.id",
                  "the description has no field orders.id"},
             Case{"clear: empty", "clear: nothing", "expected null or empty"},
             Case{"gone: [400]", "gone: [401]", "expected statuses from 400 to 499"},
             Case{"path: people,", "path: \"people?x=1\",", "a path is below base_url"},
             Case{"on_delete: cascade", "on_delete: purge",
                  "expected no_action, cascade, set_null or along"},
             Case{"on_delete: cascade", "on_delete: along",
                  "rows with an erase of their own do not only go along"},
             Case{"    erase: {path: \"people/{key}\", gone: [400]}\n",
                  "  notes:\n    fields: {of: {at: /of, references: people.id, on_delete: along}}\n"
                  "    list: {path: notes, query: {p: \"{page}\"}}\n",
                  "nothing goes along with rows of people"},
             Case{"rate: {calls: 3, seconds: 1}", "auth: {kind: header}",
                  "needs the header's name"},
             Case{"rate: {calls: 3, seconds: 1}", "auth: {kind: basic, token: /t}",
                  "this key is not for auth of kind basic"},
             Case{"rate: {calls: 3, seconds: 1}", "headers: {\"A b\": c}",
                  "this is no name of a header"},
             Case{"    key: id\n", "", "by their key: name it with key"},
         }) {
        const std::string found = problems_of(with(line, other));
        EXPECT_NE(found.find(problem), std::string::npos) << other << "\n" << found;
    }
    EXPECT_NE(problems_of("version: 1\nservice: x\n").find("\"collections\" is missing"),
              std::string::npos);
}

TEST(Description, takes_anything_without_harm) {
    EXPECT_NE(problems_of(""), "");
    EXPECT_NE(problems_of("[1, 2]"), "");
    EXPECT_NE(problems_of("\xff\xfe"), "");
    EXPECT_NE(problems_of("collections: " + std::string(100, '[')), "");
    std::string many = "version: 1\nservice: x\ncollections:\n  a:\n";
    for (int i = 0; i < 500; ++i) many += "    x" + std::to_string(i) + ": 1\n";
    EXPECT_LE(parse_description(many).problems.size(), config::limits::kProblemsShown);
}

TEST(Description, tells_all_that_is_wrong_in_a_file) {
    const gdprd::test::TempDir dir;
    const std::string file = dir.write("own.yaml", "version: 1\nservice: x\nfirst: 1\nsecond: 2\n");

    const auto loaded = load_description("", file);

    ASSERT_TRUE(failed_with(loaded, ErrorCode::invalid_argument));
    for (const char* key : {"first", "second", "\"collections\" is missing"})
        EXPECT_NE(loaded.error().message().find(key), std::string::npos) << key;
}

TEST(Description, ships_whole_ones) {
    EXPECT_GE(shipped_descriptions().size(), 4U);
    for (const auto& shipped : shipped_descriptions()) {
        EXPECT_EQ(problems_of(shipped.text), "") << shipped.name;
        EXPECT_TRUE(succeeded(load_description(std::string(shipped.name), "")));
        EXPECT_NE(shipped.text.find("documentation: https://"), std::string_view::npos);
        EXPECT_FALSE(parse_description(shipped.text).description.limits.empty()) << shipped.name;
    }
    const auto unknown = load_description("mautik", "");
    ASSERT_TRUE(failed_with(unknown, ErrorCode::invalid_argument));
    EXPECT_NE(unknown.error().hint().find("did you mean \"mautic\"?"), std::string::npos);
}

}  // namespace
}  // namespace gdprd::connectors
