#include "config/loader.hpp"

#include <gtest/gtest.h>

#include "config/limits.hpp"
#include "config/redact.hpp"
#include "config/settings_table.hpp"
#include "tests/support/printers.hpp"
#include "tests/support/source_tree.hpp"
#include "tests/support/temp_dir.hpp"

namespace gdprd::config {
namespace {

using namespace std::chrono_literals;
using test::failed_with;
using test::succeeded;
using test::TempDir;

constexpr std::string_view kLeast =
    "keys: {root: /k}\n"
    "organisation: {name: Example, contact: dpo@example.com}\n"
    "trail: {origin: example.com/t}\n";

Settings good(std::string_view text) {
    LoadedSettings loaded = parse_settings(text, "/etc/gdprd/gdprd.yaml");
    EXPECT_TRUE(loaded.ok()) << loaded.problems_text();
    return std::move(loaded.settings);
}

/// The problems of the smallest file with `text` added.
std::string bad(std::string_view text) {
    const LoadedSettings loaded = parse_settings(std::string(kLeast) + std::string(text), "g.yaml");
    EXPECT_FALSE(loaded.ok()) << "accepted: " << text;
    return loaded.problems_text();
}

TEST(Loader, fills_in_what_the_file_does_not_say) {
    const Settings s = good(kLeast);
    EXPECT_EQ(s.state, "/var/lib/gdprd");
    EXPECT_EQ(s.listen, "/run/gdprd/gdprd.sock");
    EXPECT_EQ(s.policies, "/etc/gdprd/policies");
    EXPECT_EQ(s.root_key, (SecretSource{SecretSource::Kind::file, "/k"}));
    EXPECT_EQ(s.organisation.zone, "UTC");
    EXPECT_EQ(s.trail.segment_bytes, 256ULL << 20);
    EXPECT_EQ(s.trail.first_segment_bytes, 16ULL << 20);
    EXPECT_EQ(s.trail.checkpoint_seconds, 1U);
    EXPECT_EQ(s.trail.checkpoint_entries, 10'000U);
    EXPECT_EQ(s.requests.package_days, 30U);
    EXPECT_EQ(s.requests.body_days, 365U);
    EXPECT_TRUE(s.stores.empty());
    EXPECT_TRUE(s.access.empty());
}

TEST(Loader, fills_in_each_store_after_its_kind) {
    const Settings s = good(std::string(kLeast) +
                            "stores:\n  a: {kind: sqlite, path: a.db}\n"
                            "  b: {kind: postgres, database: d, schemas: [x, \"y z\"]}\n");
    const StoreSettings& a = s.stores.at(StoreName("a"));
    EXPECT_EQ(a.kind, StoreKind::sqlite);
    EXPECT_EQ(a.path, "/etc/gdprd/a.db");
    EXPECT_EQ(a.statement_timeout, 30s);
    EXPECT_EQ(a.lock_timeout, 5s);
    EXPECT_EQ(a.rows_per_step, 500U);
    EXPECT_EQ(a.sample_rows, 1000U);
    EXPECT_TRUE(a.residue);
    EXPECT_EQ(a.port, 0);
    const StoreSettings& b = s.stores.at(StoreName("b"));
    EXPECT_EQ(b.host, "/var/run/postgresql");
    EXPECT_EQ(b.port, 5432);
    EXPECT_EQ(b.user, "gdprd");
    EXPECT_EQ(b.tls, TlsMode::verify_full);
    EXPECT_FALSE(b.password.given());
    EXPECT_EQ(b.schemas, (std::vector<std::string>{"x", "y z"}));
}

TEST(Loader, takes_a_directory_that_is_protected_unless_it_says_otherwise) {
    const Settings s =
        good(std::string(kLeast) +
             "stores:\n  a: {kind: ldap, url: \"ldap://d.example\", base: \"dc=x\",\n"
             "      bind_dn: \"cn=g,dc=x\", object_classes: [person]}\n");
    const StoreSettings& a = s.stores.at(StoreName("a"));
    EXPECT_EQ(a.url, "ldap://d.example");
    EXPECT_EQ(a.base, "dc=x");
    EXPECT_EQ(a.bind_dn, "cn=g,dc=x");
    EXPECT_EQ(a.tls, TlsMode::verify_full);
    EXPECT_EQ(a.object_classes, (std::vector<std::string>{"person"}));
    EXPECT_TRUE(a.user.empty() && a.filter.empty());
}

TEST(Loader, reads_access_and_tokens) {
    const Settings s =
        good(std::string(kLeast) +
             "access: {\"uid:alice\": [dpo, approver], token:ci: [auditor], gid:ops: []}\n"
             "tokens: {ci: {credential: ci-token}}\n");
    EXPECT_EQ(s.access.at(ActorName("uid:alice")), (std::vector<Role>{Role::dpo, Role::approver}));
    EXPECT_TRUE(s.access.at(ActorName("gid:ops")).empty());
    EXPECT_EQ(s.tokens.at("ci"), (SecretSource{SecretSource::Kind::credential, "ci-token"}));
}

TEST(Loader, takes_relative_paths_from_the_directory_of_the_file) {
    const LoadedSettings loaded =
        parse_settings(std::string(kLeast) + "state: s\nlisten: unix:l\n", "demo/gdprd.yaml");
    ASSERT_TRUE(loaded.ok()) << loaded.problems_text();
    EXPECT_EQ(loaded.settings.state, "demo/s");
    EXPECT_EQ(loaded.settings.listen, "demo/l");
    EXPECT_EQ(parse_settings("state: s", "g.yaml").settings.state, "./s");
}

struct BadCase {
    std::string_view text, problem;
};

constexpr BadCase kBad[] = {
    {"stats: /x", "g.yaml:4:1: unknown key \"stats\"; did you mean \"state\"?\n"},
    {"flavour: x", "g.yaml:4:1: unknown key \"flavour\"\n"},
    {"state:", "g.yaml:4:1: the value is missing: expected a path\n"},
    {"state: [a]", "g.yaml:4:8: expected a path\n"},
    {"state: \"\"", "g.yaml:4:8: expected a path\n"},
    {"listen: tcp:443", "g.yaml:4:9: expected the path of a Unix socket, as unix:PATH\n"},
    {"stores: [a]", "g.yaml:4:9: expected keys and values under this key\n"},
    {"stores: {Crm: {kind: sqlite, path: a}}",
     "g.yaml:4:10: a name has small letters, digits, \"_\" and \"-\", begins with a letter, and is "
     "at most 63 bytes long\n"},
    {"stores: {a: {path: x}}",
     "g.yaml:4:10: the key \"stores.a.kind\" is missing: expected sqlite, postgres, mariadb, "
     "files, http or ldap\n"},
    {"stores: {a: }",
     "g.yaml:4:10: the key \"stores.a.kind\" is missing: expected sqlite, postgres, mariadb, "
     "files, http or ldap\n"},
    {"stores: {a: {kind: sqlit, path: x}}",
     "g.yaml:4:20: expected sqlite, postgres, mariadb, files, http or ldap; did you mean "
     "\"sqlite\"?\n"},
    {"stores: {a: {kind: sqlite}}",
     "g.yaml:4:10: the key \"stores.a.path\" is missing: expected a path\n"},
    {"stores: {a: {kind: files, path: x, host: y}}",
     "g.yaml:4:36: this key is not for stores of kind files\n"},
    {"stores: {a: {kind: ldap, url: \"ldap://d\", base: dc=x, user: u}}",
     "g.yaml:4:55: this key is not for stores of kind ldap\n"},
    {"stores: {a: {kind: ldap, base: dc=x}}",
     "g.yaml:4:10: the key \"stores.a.url\" is missing: expected a text\n"},
    {"stores: {a: {kind: sqlite, path: x, formats: [\"*=csv\"]}}",
     "g.yaml:4:37: this key is not for stores of kind sqlite\n"},
    {"stores: {a: {kind: sqlite, path: x, host: y}}",
     "g.yaml:4:37: this key is not for stores of kind sqlite\n"},
    {"stores: {a: {kind: postgres}}",
     "g.yaml:4:10: the key \"stores.a.database\" is missing: expected a text\n"},
    {"stores: {a: {kind: postgres, database: d, pasword: {file: x}}}",
     "g.yaml:4:43: unknown key \"pasword\"; did you mean \"password\"?\n"},
    {"stores: {a: {kind: postgres, database: d, port: 0}}",
     "g.yaml:4:49: out of bounds: expected a number from 1 to 65535\n"},
    {"stores: {a: {kind: postgres, database: d, port: 65536}}",
     "g.yaml:4:49: out of bounds: expected a number from 1 to 65535\n"},
    {"stores: {a: {kind: postgres, database: d, tls: verify}}",
     "g.yaml:4:48: expected disable, prefer, require or verify-full\n"},
    {"stores: {a: {kind: sqlite, path: x, lock_timeout: 5}}",
     "g.yaml:4:51: expected a duration from 10ms to 1h\n"},
    {"stores: {a: {kind: sqlite, path: x, lock_timeout: 2h}}",
     "g.yaml:4:51: out of bounds: expected a duration from 10ms to 1h\n"},
    {"stores: {a: {kind: sqlite, path: x, residue: \"true\"}}",
     "g.yaml:4:46: expected true or false\n"},
    {"stores: {a: {kind: sqlite, path: x, residue: yes}}", "g.yaml:4:46: expected true or false\n"},
    {"stores: {a: {kind: sqlite, path: x, rows_per_step: -1}}",
     "g.yaml:4:52: expected a number from 1 to 100000\n"},
    {"stores: {a: {kind: postgres, database: d, schemas: public}}",
     "g.yaml:4:52: expected a list of texts\n"},
    {"stores: {a: {kind: postgres, database: d, schemas: [a, [b]]}}",
     "g.yaml:4:56: expected a list of texts\n"},
    {"access: {alice: [dpo]}", "g.yaml:4:10: expected uid:USER, gid:GROUP or token:NAME\n"},
    {"access: {uid:alice: dpo}",
     "g.yaml:4:21: expected a list of roles: dpo, approver, admin, auditor or feeder\n"},
    {"access: {uid:alice: [auditr]}",
     "g.yaml:4:22: expected dpo, approver, admin, auditor or feeder; did you mean \"auditor\"?\n"},
    {"access: {uid:alice: [dpo, dpo]}", "g.yaml:4:27: the role stands here twice\n"},
    {"access: {token:revew: [dpo]}\ntokens: {review: {file: x}}",
     "g.yaml:4:10: no such token stands under \"tokens\"; did you mean \"review\"?\n"},
    {"tokens: {a: {}}", "g.yaml:4:10: the token needs a file or a credential\n"},
    {"tokens: {a: {file: x, credential: y}}",
     "g.yaml:4:23: give either a file or a credential, not both\n"},
    {"tokens: {a: {credential: ../x}}", "g.yaml:4:26: a credential is a plain name without '/'\n"},
    {"requests: {package_days: 0}",
     "g.yaml:4:26: out of bounds: expected a number from 1 to 365\n"},
};

TEST(Loader, says_what_is_wrong_and_where) {
    for (const BadCase& c : kBad) EXPECT_EQ(bad(c.text), c.problem) << c.text;
}

TEST(Loader, refuses_trails_that_cannot_be) {
    const auto trail = [](std::string_view members) {
        return parse_settings("keys: {root: /k}\norganisation: {name: E, contact: c}\ntrail: {" +
                                  std::string(members) + "}\n",
                              "g.yaml")
            .problems_text();
    };
    EXPECT_EQ(trail("origin: a b"), "g.yaml:3:17: expected a name without space and \"+\"\n");
    EXPECT_EQ(trail("origin: a+b"), "g.yaml:3:17: expected a name without space and \"+\"\n");
    EXPECT_EQ(trail("origin: a, segment_bytes: 256MB"),
              "g.yaml:3:35: expected a size from 1MiB to 4GiB\n");
    EXPECT_EQ(trail("origin: a, segment_bytes: 5GiB"),
              "g.yaml:3:35: out of bounds: expected a size from 1MiB to 4GiB\n");
    EXPECT_EQ(trail("origin: a, segment_bytes: 1048577"),
              "g.yaml:3:20: expected a multiple of 4KiB\n"
              "g.yaml:3:20: the first segment is larger than the others\n");
    EXPECT_EQ(trail("origin: a, segment_bytes: 8MiB"),
              "g.yaml:3:20: the first segment is larger than the others\n");
    EXPECT_EQ(trail("origin: a, segment_bytes: 1MiB, first_segment_bytes: 1MiB"), "");
}

TEST(Loader, refuses_zones_whose_clocks_it_does_not_know) {
    const std::string text =
        parse_settings("organisation: {name: E, contact: c, zone: Mars/Olympus}", "g.yaml")
            .problems_text();
    EXPECT_NE(text.find("g.yaml:1:43: the zone \"Mars/Olympus\" is not known; expected UTC or a "
                        "European zone such as Europe/Paris\n"),
              std::string::npos)
        << text;
}

TEST(Loader, never_repeats_what_may_be_a_secret) {
    for (const char* text :
         {"stores: {a: {kind: postgres, database: d, password: hunter2}}", "tokens: {a: hunter2}",
          "stores: {a: {kind: postgres, database: d, password: [hunter2]}}"}) {
        const std::string problems = bad(text);
        EXPECT_NE(problems.find("a secret never stands in this file; write {file: PATH}"),
                  std::string::npos)
            << problems;
        EXPECT_EQ(problems.find("hunter2"), std::string::npos) << problems;
    }
}

TEST(Loader, tells_all_problems_in_the_order_of_the_file) {
    const LoadedSettings loaded =
        parse_settings("listen: x\nstat: y\nrequests: {body_days: z}\n", "g.yaml");
    EXPECT_EQ(loaded.problems_text(),
              "g.yaml:1:1: the key \"keys.root\" is missing: expected a path, or credential:NAME\n"
              "g.yaml:1:1: the key \"organisation.contact\" is missing: expected a text\n"
              "g.yaml:1:1: the key \"organisation.name\" is missing: expected a text\n"
              "g.yaml:1:1: the key \"trail.origin\" is missing: expected a name without space and "
              "\"+\"\n"
              "g.yaml:1:9: expected the path of a Unix socket, as unix:PATH\n"
              "g.yaml:2:1: unknown key \"stat\"; did you mean \"state\"?\n"
              "g.yaml:3:23: expected a number from 1 to 3650\n");
}

TEST(Loader, keeps_to_its_limits) {
    std::string text;
    for (std::uint64_t i = 0; i <= 2 * limits::kProblemsShown; ++i)
        text += "key" + std::to_string(i) + ": 1\n";
    EXPECT_EQ(parse_settings(text, "g.yaml").problems.size(), limits::kProblemsShown);
    EXPECT_EQ(bad("state: " + std::string(1025, 'x')),
              "g.yaml:4:8: the value is longer than 1024 bytes\n");
    EXPECT_EQ(bad("listen: unix:/" + std::string(107, 'x')),
              "g.yaml:4:9: the path of a Unix socket has at most 107 bytes\n");
    std::string stores = "stores:\n";
    for (std::uint64_t i = 0; i <= limits::kStores; ++i)
        stores += "  s" + std::to_string(i) + ": {kind: sqlite, path: x}\n";
    EXPECT_EQ(bad(stores), "g.yaml:5:3: more than 256 entries\n");
}

TEST(Loader, reads_the_file) {
    const TempDir dir;
    const auto loaded = load_settings(dir.write("gdprd.yaml", kLeast));
    ASSERT_TRUE(succeeded(loaded));
    EXPECT_TRUE(loaded->ok()) << loaded->problems_text();
    EXPECT_TRUE(failed_with(load_settings(dir.path("absent")), ErrorCode::not_found));
    EXPECT_TRUE(failed_with(load_settings(dir.write("large", std::string(1024 * 1024 + 1, '#'))),
                            ErrorCode::limit_exceeded));
}

TEST(Examples, load) {
    const LoadedSettings loaded =
        parse_settings(test::source_file("config/examples/gdprd.yaml"), "/etc/gdprd/gdprd.yaml");
    ASSERT_TRUE(loaded.ok()) << loaded.problems_text();
    EXPECT_EQ(loaded.settings.stores.size(), 5U);
    EXPECT_EQ(loaded.settings.organisation.zone, "Europe/Paris");
}

TEST(EffectiveSettings, load_to_the_same_settings) {
    const std::string odd =
        "state: \"/s p/\\\"q\\\"\\\\\"\n"
        "keys: {root: \"credential:root\"}\n"
        "organisation: {name: \"Zoë & Söhne: # GmbH\", contact: \"a\\nb\\tc\"}\n"
        "trail: {origin: t, segment_bytes: 1052672, first_segment_bytes: 1MiB, last_signed: l}\n"
        "access: {\"uid:a\": [], token:t: [admin, auditor]}\n"
        "tokens: {t: {credential: t}, u: {file: u}}\n"
        "stores: {p: {kind: postgres, database: \"d: x\", password: {credential: p}, tls: prefer, "
        "schemas: [\"a, b\"], lock_timeout: 1500ms, residue: false}}\n";
    for (const std::string& text :
         {std::string(kLeast), odd, test::source_file("config/examples/gdprd.yaml")}) {
        const Settings settings = good(text);
        const std::string shown = effective_settings(settings);
        EXPECT_EQ(good(shown), settings) << shown;
    }
}

TEST(EffectiveSettings, show_defaults_and_places_of_secrets) {
    const std::string shown = effective_settings(
        good(std::string(kLeast) +
             "stores: {p: {kind: postgres, database: d, password: {file: /p}}}\n"));
    EXPECT_NE(shown.find("trail:\n  origin: \"example.com/t\"\n  segment_bytes: 256MiB\n"),
              std::string::npos)
        << shown;
    EXPECT_NE(shown.find("    password:\n      file: \"/p\"\n"), std::string::npos) << shown;
    EXPECT_NE(shown.find("    statement_timeout: 30s\n"), std::string::npos) << shown;
    EXPECT_EQ(shown.find("path:"), std::string::npos) << shown;
}

}  // namespace
}  // namespace gdprd::config
