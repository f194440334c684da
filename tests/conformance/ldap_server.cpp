#include "tests/conformance/ldap_server.hpp"

#include <gtest/gtest.h>
#include <ldap.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include "connectors/ldap/pipe_signal.hpp"
#include "tests/support/source_tree.hpp"

namespace gdprd::connectors::test {

namespace {

constexpr std::size_t kOutstanding = 200;

std::string script() {
    return "sh '" + (gdprd::test::source_root() / "tests/support/slapd.sh").string() + "' ";
}

void expect(int code, const char* what) {
    if (code == LDAP_SUCCESS) return;
    std::fprintf(stderr, "set-up failed: %s: %s\n", what, ldap_err2string(code));
    std::abort();
}

std::string url_of(const std::string& socket) {
    std::string out = "ldapi://";
    for (const char c : socket) out += c == '/' ? std::string("%2F") : std::string(1, c);
    return out;
}

/// Attributes in the form that libldap takes.
class Changes {
  public:
    Changes(int how, const std::vector<LdapAttributeValues>& attributes) {
        for (const auto& [name, values] : attributes) {
            auto& one = kept_.emplace_back(std::make_unique<One>());
            for (const auto& value : values)
                one->bytes.push_back({value.size(), const_cast<char*>(value.data())});
            for (auto& bytes : one->bytes) one->pointers.push_back(&bytes);
            one->pointers.push_back(nullptr);
            one->change.mod_op = how | LDAP_MOD_BVALUES;
            one->change.mod_type = const_cast<char*>(name.c_str());
            one->change.mod_bvalues = values.empty() ? nullptr : one->pointers.data();
            all_.push_back(&one->change);
        }
        all_.push_back(nullptr);
    }
    LDAPMod** get() { return all_.data(); }

  private:
    struct One {
        std::vector<berval> bytes;
        std::vector<berval*> pointers;
        LDAPMod change{};
    };
    std::vector<std::unique_ptr<One>> kept_;
    std::vector<LDAPMod*> all_;
};

}  // namespace

LdapClient::LdapClient(const std::string& socket, const std::string& bind_dn) {
    expect(ldap_initialize(&handle_, url_of(socket).c_str()), "initialize");
    const int version = LDAP_VERSION3;
    ldap_set_option(handle_, LDAP_OPT_PROTOCOL_VERSION, &version);
    std::string password = "secret";
    berval credentials{password.size(), password.data()};
    expect(ldap_sasl_bind_s(handle_, bind_dn.c_str(), LDAP_SASL_SIMPLE, &credentials, nullptr,
                            nullptr, nullptr),
           "bind");
}

LdapClient::~LdapClient() {
    const PipeSignalHeld held;  // the server may have been started again meanwhile
    ldap_unbind_ext_s(handle_, nullptr, nullptr);
}

void LdapClient::add(const std::string& dn, const std::vector<LdapAttributeValues>& attributes) {
    Changes changes(LDAP_MOD_ADD, attributes);
    expect(ldap_add_ext_s(handle_, dn.c_str(), changes.get(), nullptr, nullptr), dn.c_str());
}

void LdapClient::add_soon(const std::string& dn,
                          const std::vector<LdapAttributeValues>& attributes) {
    Changes changes(LDAP_MOD_ADD, attributes);
    int message = 0;
    expect(ldap_add_ext(handle_, dn.c_str(), changes.get(), nullptr, nullptr, &message), "add");
    outstanding_.push_back(message);
    if (outstanding_.size() >= kOutstanding) flush();
}

void LdapClient::flush() {
    for (const int message : outstanding_) {
        LDAPMessage* answer = nullptr;
        ldap_result(handle_, message, LDAP_MSG_ALL, nullptr, &answer);
        int code = LDAP_OTHER;
        ldap_parse_result(handle_, answer, &code, nullptr, nullptr, nullptr, nullptr, 1);
        expect(code, "add");
    }
    outstanding_.clear();
}

void LdapClient::set(const std::string& dn, const std::string& attribute,
                     const std::vector<std::string>& values) {
    const std::vector<LdapAttributeValues> all{{attribute, values}};
    Changes changes(LDAP_MOD_REPLACE, all);
    expect(ldap_modify_ext_s(handle_, dn.c_str(), changes.get(), nullptr, nullptr), dn.c_str());
}

void LdapClient::erase(const std::string& dn) {
    expect(ldap_delete_ext_s(handle_, dn.c_str(), nullptr, nullptr), dn.c_str());
}

std::vector<std::string> LdapClient::find(const std::string& base, const std::string& filter) {
    LDAPMessage* answer = nullptr;
    std::array<char, 4> none{"1.1"};
    std::array<char*, 2> names{none.data(), nullptr};
    expect(ldap_search_ext_s(handle_, base.c_str(), LDAP_SCOPE_SUBTREE, filter.c_str(),
                             names.data(), 0, nullptr, nullptr, nullptr, 0, &answer),
           "search");
    std::vector<std::string> out;
    for (LDAPMessage* entry = ldap_first_entry(handle_, answer); entry != nullptr;
         entry = ldap_next_entry(handle_, entry)) {
        char* dn = ldap_get_dn(handle_, entry);
        out.emplace_back(dn);
        ldap_memfree(dn);
    }
    ldap_msgfree(answer);
    return out;
}

std::vector<std::string> LdapClient::values(const std::string& dn, const std::string& attribute) {
    LDAPMessage* answer = nullptr;
    std::string name = attribute;
    std::array<char*, 2> names{name.data(), nullptr};
    std::vector<std::string> out;
    const int code = ldap_search_ext_s(handle_, dn.c_str(), LDAP_SCOPE_BASE, "(objectClass=*)",
                                       names.data(), 0, nullptr, nullptr, nullptr, 0, &answer);
    if (code == LDAP_NO_SUCH_OBJECT) {
        ldap_msgfree(answer);
        return out;
    }
    expect(code, "search");
    LDAPMessage* entry = ldap_first_entry(handle_, answer);
    berval** raw =
        entry == nullptr ? nullptr : ldap_get_values_len(handle_, entry, attribute.c_str());
    for (std::size_t i = 0; raw != nullptr && raw[i] != nullptr; ++i)
        out.emplace_back(raw[i]->bv_val, raw[i]->bv_len);
    ldap_value_free_len(raw);
    ldap_msgfree(answer);
    return out;
}

LdapTestServer::LdapTestServer() {
    const std::string start = script() + "start --with " + std::to_string(::getpid()) + " 2>&1";
    std::FILE* pipe = ::popen(start.c_str(), "r");
    if (pipe == nullptr) return;
    std::array<char, 512> line{};
    std::string words;
    while (std::fgets(line.data(), line.size(), pipe) != nullptr) words += line.data();
    if (::pclose(pipe) != 0) return;
    socket_ = words.substr(0, words.find('\n'));
}

std::string LdapTestServer::url() const {
    return url_of(socket_);
}

std::string LdapTestServer::create_tree(std::string& number) {
    number = "t" + std::to_string(++trees_);
    const std::string dn = "ou=" + number + ",dc=test";
    LdapClient(socket_).add(dn, {{"objectClass", {"organizationalUnit"}}, {"ou", {number}}});
    return dn;
}

void LdapTestServer::call(const std::string& verb, const std::string& argument) const {
    ASSERT_EQ(std::system((script() + verb + " " + directory() + " " + argument).c_str()), 0)
        << verb;
}

LdapTestServer& ldap_server() {
    static LdapTestServer one;
    return one;
}

}  // namespace gdprd::connectors::test
