// What is particular to directories, against a real slapd.
#include <gmock/gmock.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <future>

#include "connectors/ldap/ldap_connector.hpp"
#include "connectors/ldap/session.hpp"
#include "tests/conformance/connector_suite.hpp"
#include "tests/conformance/ldap_server.hpp"

namespace gdprd::connectors::test {
namespace {

using gdprd::test::failed_with;
using gdprd::test::succeeded;
using policy::MatchMode;
using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::Gt;
using testing::HasSubstr;
using testing::Le;
using testing::Lt;
using testing::Not;
using testing::SizeIs;
using testing::StrEq;
using testing::UnorderedElementsAre;
using namespace std::chrono_literals;
using Steady = std::chrono::steady_clock;

const OffLoop kOff = OffLoop::on_blocking_thread();
constexpr const char* kPassword = "{SSHA}never-to-be-seen";
const std::string kPicture("\xff\xd8\xff\xe0 not text \x00\xff", 16);

/// Nobody listens there now.
std::uint16_t free_port() {
    const int socket = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    EXPECT_EQ(::bind(socket, reinterpret_cast<sockaddr*>(&address), size), 0);
    EXPECT_EQ(::getsockname(socket, reinterpret_cast<sockaddr*>(&address), &size), 0);
    ::close(socket);
    return ntohs(address.sin_port);
}

class LdapTest : public testing::Test {
  protected:
    void SetUp() override {
        if (ldap_server().socket().empty()) GTEST_SKIP() << "slapd is not installed";
        std::string number;
        base_ = ldap_server().create_tree(number);
        client_ = std::make_unique<LdapClient>(ldap_server().socket());
        connect([](StoreSettings&) {});
    }

    StoreSettings settings() const {
        StoreSettings out;
        out.name = StoreName("staff");
        out.kind = config::StoreKind::ldap;
        out.url = ldap_server().url();
        out.bind_dn = "cn=admin,dc=test";
        out.password = Secret(as_bytes(std::string_view("secret")));
        out.base = base_;
        return out;
    }
    void connect(const std::function<void(StoreSettings&)>& change) {
        StoreSettings changed = settings();
        change(changed);
        auto made = LdapConnector::create(std::move(changed));
        ASSERT_TRUE(succeeded(made));
        connector_ = std::move(*made);
    }
    std::string person(const std::string& uid, const std::vector<LdapAttributeValues>& more = {}) {
        std::vector<LdapAttributeValues> all{{"objectClass", {"inetOrgPerson"}},
                                             {"uid", {uid}},
                                             {"cn", {"Ada Example"}},
                                             {"sn", {"Example"}}};
        all.insert(all.end(), more.begin(), more.end());
        client_->add("uid=" + uid + "," + base_, all);
        return "uid=" + uid + "," + base_;
    }
    std::string group(const std::string& cn, const std::vector<std::string>& members) {
        client_->add("cn=" + cn + "," + base_,
                     {{"objectClass", {"groupOfNames"}}, {"cn", {cn}}, {"member", members}});
        return "cn=" + cn + "," + base_;
    }

    static policy::CollectionPath in(const std::string& collection) {
        return {StoreName("staff"), {std::string(kLdapNamespace), collection}};
    }
    Result<policy::RowSet> find(const std::string& collection, const std::string& field,
                                const std::string& wanted, MatchMode mode = MatchMode::exact) {
        policy::FindQuery query;
        query.in = in(collection);
        query.fields = {field};
        query.mode = mode;
        query.any_of = {{PersonalCell(text(wanted))}};
        return find_all(kOff, *connector_, query);
    }
    static policy::Step delete_step(const policy::RowSet& rows) {
        policy::Step step;
        step.number = 1;
        step.kind = policy::StepKind::delete_rows;
        step.in = rows.from;
        step.fields = rows.fields;
        for (const auto& row : rows.rows)
            step.rows.push_back({row.key, digest(rows.fields, row.values), RowDigest{}, {}});
        return step;
    }
    static policy::Step update_step(const policy::RowSet& rows,
                                    const std::vector<std::pair<std::string, Cell>>& changes) {
        policy::Step step = delete_step(rows);
        step.kind = policy::StepKind::update_rows;
        std::vector<std::string> fields;
        std::vector<PersonalCell> after;
        for (const auto& [field, value] : changes) {
            const bool null = value.kind == Cell::Kind::null;
            step.actions.push_back(
                {field, null ? policy::FieldActionKind::null : policy::FieldActionKind::replace,
                 value, "test"});
            fields.push_back(field);
            after.emplace_back(value);
        }
        for (auto& row : step.rows) row.after = digest(fields, after);
        return step;
    }
    Result<StepResult> apply(const policy::Step& step) {
        return connector_->apply(kOff, step, digest);
    }
    Result<StepResult> rehearse(const policy::Step& step) {
        return connector_->rehearse(kOff, {&step}, [](const auto&) { return RowDigester(digest); });
    }
    static Cell cell(const policy::RowSet& rows, const std::string& field) {
        const std::size_t at = rows.index_of(field);
        return at == policy::RowSet::npos ? text("no such field")
                                          : rows.rows.at(0).values.at(at).expose();
    }

    std::string base_;
    std::unique_ptr<LdapClient> client_;
    std::unique_ptr<LdapConnector> connector_;
};

TEST_F(LdapTest, tells_entries_attributes_and_groups_as_collections) {
    const auto boss = person("boss");
    const auto ada =
        person("ada", {{"mail", {"ada@example.org", "ada@example.com"}}, {"manager", {boss}}});
    group("staff", {boss, ada});

    const auto schema = connector_->inspect(kOff);

    ASSERT_TRUE(succeeded(schema));
    EXPECT_EQ(schema->server, "OpenLDAP");
    const auto* people = schema->find({"entries", "inetOrgPerson"});
    ASSERT_NE(people, nullptr);
    EXPECT_THAT(people->primary_key, ElementsAre("entryUUID"));
    EXPECT_EQ(people->row_estimate, 2U);
    ASSERT_NE(people->find_field("mail_2"), nullptr);
    EXPECT_EQ(people->find_field("mail_3"), nullptr);
    EXPECT_FALSE(people->find_field("sn")->nullable);
    EXPECT_TRUE(people->find_field("mail")->nullable);
    EXPECT_THAT(people->find_field("sn")->comment, HasSubstr("last (family) name"));
    EXPECT_TRUE(people->find_field("dn")->generated);
    ASSERT_THAT(people->foreign_keys, SizeIs(1));
    EXPECT_THAT(people->foreign_keys[0].fields, ElementsAre("manager"));
    const auto* members = schema->find({"entries", "groupOfNames_member"});
    ASSERT_NE(members, nullptr);
    EXPECT_THAT(members->primary_key, ElementsAre("entryUUID", "member"));
    ASSERT_THAT(members->foreign_keys, SizeIs(2));
    EXPECT_EQ(members->foreign_keys[1].target, people->name);
    EXPECT_THAT(members->foreign_keys[1].target_fields, ElementsAre("dn"));
    EXPECT_EQ(schema->find({"entries", "groupOfNames"})->find_field("member"), nullptr);
}

TEST_F(LdapTest, follows_a_group_s_logins_to_people_who_are_called_no_accounts) {
    person("ada");
    client_->add("cn=desk," + base_, {{"objectClass", {"posixGroup"}},
                                      {"cn", {"desk"}},
                                      {"gidNumber", {"100"}},
                                      {"memberUid", {"ada"}}});

    const auto schema = connector_->inspect(kOff);

    ASSERT_TRUE(succeeded(schema));
    const auto* members = schema->find({"entries", "posixGroup_memberUid"});
    ASSERT_NE(members, nullptr);
    ASSERT_THAT(members->foreign_keys, SizeIs(2));
    EXPECT_THAT(members->foreign_keys[1].target.name, StrEq("inetOrgPerson"));
    EXPECT_THAT(members->foreign_keys[1].target_fields, ElementsAre("uid"));
}

TEST_F(LdapTest, finds_by_any_value_and_by_dn_in_any_spelling) {
    const auto ada = person("ada", {{"mail", {"zz@example.org", "ada@example.org"}},
                                    {"telephoneNumber", {"+33 1 99 00 12 34"}}});
    group("staff", {"UID=ADA,  " + base_});

    EXPECT_THAT(find("inetOrgPerson", "mail", "ada@example.org")->rows, SizeIs(1));
    EXPECT_THAT(find("inetOrgPerson", "mail_2", "ZZ@example.org", MatchMode::folded)->rows,
                SizeIs(1));
    EXPECT_THAT(find("inetOrgPerson", "telephoneNumber", "33199001234", MatchMode::digits)->rows,
                SizeIs(1));
    const auto by_dn = find("inetOrgPerson", "dn", "Uid=Ada," + base_);
    ASSERT_TRUE(succeeded(by_dn));
    ASSERT_THAT(by_dn->rows, SizeIs(1));
    EXPECT_EQ(cell(*by_dn, "dn"), text(ada));
    EXPECT_EQ(cell(*find("groupOfNames_member", "member", ada), "member"), text(ada));
    EXPECT_TRUE(find("inetOrgPerson", "dn", "dc=test")->rows.empty()) << "that is above base";
}

TEST_F(LdapTest, takes_what_is_written_in_a_filter_as_data) {
    for (const char* attack : {"*", "*)(uid=*", ")(|(uid=*", "\\2a", "a\\", "(&)", "a\xc3\xa9*"}) {
        const auto dn = person("odd", {{"description", {attack}}});
        person("other", {{"description", {"nothing"}}});
        for (const auto mode : {MatchMode::exact, MatchMode::folded, MatchMode::contains})
            EXPECT_THAT(find("inetOrgPerson", "description", attack, mode)->rows, SizeIs(1))
                << attack;
        client_->erase(dn);
        client_->erase("uid=other," + base_);
    }
}

TEST_F(LdapTest, shows_no_password_and_takes_no_picture_for_text) {
    const auto dn = person("ada", {{"userPassword", {kPassword}}, {"jpegPhoto", {kPicture}}});

    const auto rows = find("inetOrgPerson", "uid", "ada");
    const auto sample =
        connector_->sample(kOff, in("inetOrgPerson"), {"userPassword", "jpegPhoto", "uid"}, 10);

    ASSERT_TRUE(succeeded(rows) && succeeded(sample));
    EXPECT_EQ(cell(*rows, "userPassword"), text("(set)"));
    EXPECT_EQ(cell(*rows, "jpegPhoto"), blob(kPicture));
    EXPECT_TRUE(sample->values[0].empty() && sample->values[1].empty());
    EXPECT_THAT(sample->values[2], SizeIs(1));
    EXPECT_TRUE(find("inetOrgPerson", "userPassword", kPassword)->rows.empty());
    EXPECT_TRUE(failed_with(apply(update_step(*rows, {{"userPassword", text("erased")}})),
                            ErrorCode::refused));
    EXPECT_EQ(*apply(update_step(*rows, {{"userPassword", null()}})), (StepResult{1, 0, 0}));
    EXPECT_TRUE(client_->values(dn, "userPassword").empty());
}

TEST_F(LdapTest, empties_one_of_several_values_once) {
    const auto dn = person("ada", {{"mail", {"a@example.org", "b@example.org"}}});
    const auto rows = find("inetOrgPerson", "uid", "ada");
    const auto step = update_step(*rows, {{"mail", null()}, {"sn", text("erased")}});
    const auto all = update_step(*rows, {{"mail", text("x")}, {"mail_2", text("x")}});

    EXPECT_EQ(*apply(step), (StepResult{1, 0, 0}));
    EXPECT_EQ(*apply(step), (StepResult{0, 1, 0})) << "what is left moved up a place";
    EXPECT_THAT(client_->values(dn, "mail"), ElementsAre("b@example.org"));
    EXPECT_THAT(client_->values(dn, "sn"), ElementsAre("erased"));
    EXPECT_EQ(*apply(all), (StepResult{0, 0, 1})) << "changed since it was planned";
    client_->set(dn, "mail", {"a@example.org", "b@example.org"});
    client_->set(dn, "sn", {"Example"});
    EXPECT_EQ(*apply(all), (StepResult{1, 0, 0}));
    EXPECT_EQ(*apply(all), (StepResult{0, 1, 0})) << "two became one";
    EXPECT_THAT(client_->values(dn, "mail"), ElementsAre("x"));
}

TEST_F(LdapTest, reads_and_erases_each_value_of_an_attribute_with_options) {
    const auto dn = person("ada", {{"cn;lang-fr", {"Ada Exemple", "Adèle Exemple"}}});
    const auto schema = connector_->inspect(kOff);
    ASSERT_TRUE(succeeded(schema));
    const auto* people = schema->find({"entries", "inetOrgPerson"});
    ASSERT_NE(people->find_field("cn;lang-fr_2"), nullptr);

    const auto rows = find("inetOrgPerson", "cn;lang-fr_2", "Adèle Exemple");

    ASSERT_TRUE(succeeded(rows));
    ASSERT_THAT(rows->rows, SizeIs(1));
    EXPECT_EQ(cell(*rows, "cn;lang-fr"), text("Ada Exemple"));
    EXPECT_EQ(cell(*rows, "cn;lang-fr_2"), text("Adèle Exemple"));
    EXPECT_EQ(*apply(update_step(*rows, {{"cn;lang-fr_2", null()}})), (StepResult{1, 0, 0}));
    EXPECT_THAT(client_->values(dn, "cn;lang-fr"), ElementsAre("Ada Exemple"));
    client_->set(dn, "cn;lang-fr", {"Ada Exemple", "Adèle Exemple"});
    const auto whole = find("inetOrgPerson", "uid", "ada");
    ASSERT_TRUE(succeeded(whole));
    EXPECT_EQ(*apply(delete_step(*whole)), (StepResult{1, 0, 0}));
    EXPECT_TRUE(client_->find(base_, "(uid=ada)").empty());
}

TEST_F(LdapTest, leaves_an_entry_alone_that_changes_after_it_was_compared) {
    const auto dn = person("ada", {{"mail", {"a@example.org"}}});
    const auto rows = find("inetOrgPerson", "uid", "ada");
    const auto later = [&](const policy::Step& step) {
        int asked = 0;
        return connector_->apply(kOff, step, [&](const auto& fields, const auto& values) {
            const auto out = digest(fields, values);
            if (++asked == 1) client_->set(dn, "description", {"written in between"});
            return out;
        });
    };

    EXPECT_TRUE(failed_with(later(delete_step(*rows)), ErrorCode::stale));
    client_->set(dn, "description", {});
    EXPECT_TRUE(failed_with(later(update_step(*rows, {{"mail", null()}})), ErrorCode::stale));
    EXPECT_THAT(client_->values(dn, "mail"), ElementsAre("a@example.org"));
    client_->set(dn, "description", {});
    client_->set(dn, "mail", {"a@example.org", "new@example.org"});
    EXPECT_EQ(*apply(delete_step(*rows)), (StepResult{0, 0, 1})) << "a value came after the plan";
}

TEST_F(LdapTest, takes_a_member_away_and_keeps_the_group) {
    const auto ada = person("ada");
    const auto bob = person("bob");
    const auto dn = group("staff", {ada, bob});
    const auto member = delete_step(*find("groupOfNames_member", "member", ada));
    const auto entry = delete_step(*find("inetOrgPerson", "uid", "ada"));

    const auto dangling = apply(entry);
    ASSERT_TRUE(failed_with(dangling, ErrorCode::stale));
    EXPECT_THAT(dangling.error().message(), HasSubstr("1 entry still names"));
    EXPECT_EQ(*apply(member), (StepResult{1, 0, 0}));
    EXPECT_EQ(*apply(member), (StepResult{0, 1, 0}));
    EXPECT_EQ(*apply(entry), (StepResult{1, 0, 0}));
    EXPECT_EQ(*apply(entry), (StepResult{0, 1, 0}));
    EXPECT_THAT(client_->values(dn, "member"), ElementsAre(bob));
}

TEST_F(LdapTest, tells_beforehand_what_the_directory_would_refuse) {
    const auto ada = person("ada");
    group("alone", {ada});
    client_->add("cn=device," + ada, {{"objectClass", {"device"}}, {"cn", {"device"}}});
    const auto last = delete_step(*find("groupOfNames_member", "member", ada));
    const auto rows = find("inetOrgPerson", "uid", "ada");
    const auto parent = delete_step(*rows);
    const auto naming = update_step(*rows, {{"uid", text("erased")}});

    for (const auto* step : {&last, &parent, &naming}) {
        const auto told = rehearse(*step);
        ASSERT_TRUE(failed_with(told, ErrorCode::conflict));
        EXPECT_FALSE(told.error().hint().empty());
        EXPECT_THAT(told.error().message(), Not(HasSubstr("ada")));
    }
    EXPECT_TRUE(failed_with(apply(last), ErrorCode::conflict));
    EXPECT_TRUE(failed_with(apply(naming), ErrorCode::conflict));
    EXPECT_TRUE(
        failed_with(rehearse(update_step(*rows, {{"sn", text("x")}})), ErrorCode::unsupported));
    EXPECT_THAT(client_->find(base_, "(member=" + ada + ")"), SizeIs(1));
}

TEST_F(LdapTest, reads_many_pages_of_many_wanted_values_and_stops_when_the_sink_does) {
    person("long", {{"description", {std::string(10'000, 'x')}}});
    for (int i = 0; i < 1'201; ++i)
        client_->add_soon("uid=u" + std::to_string(i) + "," + base_,
                          {{"objectClass", {"inetOrgPerson"}},
                           {"uid", {"u" + std::to_string(i)}},
                           {"cn", {"Many"}},
                           {"sn", {"Many"}}});
    client_->flush();
    policy::FindQuery query;
    query.in = in("inetOrgPerson");
    query.fields = {"sn"};
    query.any_of = {{PersonalCell(text("Many"))}};
    std::size_t rows = 0;

    EXPECT_THAT(find_all(kOff, *connector_, query)->rows, SizeIs(1'201));
    const auto cut = connector_->find(kOff, query, [&](policy::Row&&) -> Result<void> {
        if (++rows == 700) return Error(ErrorCode::refused, "enough");
        return {};
    });
    EXPECT_TRUE(failed_with(cut, ErrorCode::refused));
    EXPECT_THAT(find("inetOrgPerson", "uid", "u7")->rows, SizeIs(1)) << "the connector works on";

    policy::FindQuery many = query;
    many.fields = {"uid"};
    for (const int count : {600, 2'400}) {  // asked for by filters, and all read and compared
        many.any_of.clear();
        for (int i = 0; i < count; ++i)
            many.any_of.push_back({PersonalCell(text("u" + std::to_string(2 * i)))});
        EXPECT_THAT(find_all(kOff, *connector_, many)->rows, SizeIs(std::min(count, 601)));
    }

    const auto sample = connector_->sample(kOff, in("inetOrgPerson"), {"uid", "description"}, 100);
    ASSERT_TRUE(succeeded(sample));
    EXPECT_THAT(sample->values[0], SizeIs(AllOf(Gt(25U), Le(100U))));
    std::vector<int> uids;
    for (const auto& uid : sample->values[0])
        if (uid.expose() != "long") uids.push_back(std::stoi(uid.expose().substr(1)));
    EXPECT_THAT(uids, Contains(Gt(900))) << "only the first ones were sampled";
    EXPECT_THAT(uids, Contains(Lt(300)));
    ASSERT_THAT(sample->values[1], SizeIs(1)) << "the first entry";
    EXPECT_EQ(sample->values[1].front().expose().size(), settings().sample_chars_max);

    connect([](StoreSettings& s) { s.bind_dn = "cn=limited,dc=test"; });
    const auto limited = connector_->inspect(kOff);
    ASSERT_TRUE(failed_with(limited, ErrorCode::limit_exceeded));
    EXPECT_THAT(limited.error().hint(), HasSubstr("size.prtotal"));
}

TEST_F(LdapTest, tells_a_wrong_password_a_missing_base_and_a_server_that_is_not_there) {
    connect([](StoreSettings& s) { s.password = Secret(as_bytes(std::string_view("wrong"))); });
    const auto wrong = connector_->inspect(kOff);
    ASSERT_TRUE(failed_with(wrong, ErrorCode::forbidden));
    EXPECT_THAT(wrong.error().message(), HasSubstr("staff: the directory does not know who"));
    connect([](StoreSettings& s) { s.password = Secret(); });
    EXPECT_TRUE(failed_with(connector_->inspect(kOff), ErrorCode::forbidden))
        << "an empty password would bind as nobody";
    connect([](StoreSettings& s) { s.base = "ou=nowhere,dc=test"; });
    EXPECT_TRUE(failed_with(connector_->inspect(kOff), ErrorCode::not_found));
    connect([](StoreSettings& s) { s.url = "ldapi://%2Fnowhere%2Fs"; });
    EXPECT_TRUE(failed_with(connector_->check(kOff), ErrorCode::unavailable));
}

TEST_F(LdapTest, gives_up_on_a_server_that_falls_silent_and_works_on_when_it_speaks) {
    person("ada");
    connect([](StoreSettings& s) { s.statement_timeout = 300ms; });
    ASSERT_THAT(find("inetOrgPerson", "uid", "ada")->rows, SizeIs(1));
    ldap_server().call("freeze");
    const auto begin = Steady::now();

    EXPECT_TRUE(failed_with(find("inetOrgPerson", "uid", "ada"), ErrorCode::timeout));
    EXPECT_LT(Steady::now() - begin, 10s);
    connect([](StoreSettings& s) { s.statement_timeout = 60s; });
    auto running =
        std::async(std::launch::async, [&] { return find("inetOrgPerson", "uid", "ada"); });
    while (running.wait_for(20ms) != std::future_status::ready) connector_->cancel();
    EXPECT_TRUE(failed_with(running.get(), ErrorCode::cancelled));

    ldap_server().call("thaw");
    EXPECT_THAT(find("inetOrgPerson", "uid", "ada")->rows, SizeIs(1));
}

TEST_F(LdapTest, never_follows_a_referral) {
    person("ada");
    client_->add("ou=away," + base_, {{"objectClass", {"referral", "extensibleObject"}},
                                      {"ou", {"away"}},
                                      {"ref", {"ldap://127.0.0.1:9/ou=away,dc=test"}}});

    const auto findings = connector_->check(kOff);

    ASSERT_TRUE(succeeded(findings));
    std::vector<std::string> told;
    for (const auto& one : *findings) told.push_back(one.what);
    EXPECT_THAT(told, Contains(HasSubstr("1 part of the tree below base")));
    EXPECT_THAT(find("inetOrgPerson", "uid", "ada")->rows, SizeIs(1));
}

/// The server listens on these from the call on.
std::pair<std::string, std::string> start_tls_server() {
    static const std::pair<std::string, std::string> kPorts = [] {
        std::pair<std::string, std::string> ports{std::to_string(free_port()),
                                                  std::to_string(free_port())};
        ldap_server().call("tls", ports.first + " " + ports.second);
        return ports;
    }();
    return kPorts;
}

TEST_F(LdapTest, speaks_to_the_server_alone_that_its_certificate_vouches_for) {
    const auto ports = start_tls_server();
    const std::string ca = ldap_server().directory() + "/ca.crt";
    const auto code_of = [&](const std::string& url, const std::string& file) {
        connect([&](StoreSettings& s) {
            s.url = url;
            s.ca_file = file;
        });
        const auto answer = connector_->inspect(kOff);
        return answer ? std::string("done") : std::string(to_string(answer.error().code()));
    };

    EXPECT_EQ(code_of("ldaps://localhost:" + ports.second, ca), "done");
    EXPECT_EQ(code_of("ldaps://localhost:" + ports.second, ""), "unavailable")
        << "the system's certificates do not vouch for it";
    EXPECT_EQ(code_of("ldaps://127.0.0.1:" + ports.second, ca), "unavailable")
        << "it is not the one that is meant";
    EXPECT_EQ(code_of("ldaps://localhost:" + ports.second, "/nowhere.pem"), "invalid_argument");
}

TEST_F(LdapTest, protects_a_plain_connection_before_it_says_who_it_is) {
    const auto ports = start_tls_server();
    StoreSettings store = settings();
    store.ca_file = ldap_server().directory() + "/ca.crt";
    Call call;
    const Call::Scope scope = call.begin();
    const auto open = [&](const std::string& host) {
        LdapServerUrl url{"ldap://" + host + ":" + ports.first, false, false,
                          LdapProtection::start_tls};
        return LdapSession(store, std::move(url), call).open(kOff);
    };

    EXPECT_TRUE(succeeded(open("localhost")));
    EXPECT_TRUE(failed_with(open("127.0.0.1"), ErrorCode::unavailable));
    store.ca_file.clear();
    EXPECT_TRUE(failed_with(open("localhost"), ErrorCode::unavailable));
}

TEST_F(LdapTest, asks_as_the_system_user_on_a_socket_and_sees_what_that_one_may) {
    connect([](StoreSettings& s) { s.bind_dn.clear(); });

    EXPECT_TRUE(failed_with(connector_->inspect(kOff), ErrorCode::not_found))
        << "the test's server lets no system user read";
}

}  // namespace
}  // namespace gdprd::connectors::test
