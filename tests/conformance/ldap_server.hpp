#pragma once

#include <string>
#include <utility>
#include <vector>

struct ldap;  // NOLINT(readability-identifier-naming): the library names it

namespace gdprd::connectors::test {

/// An attribute and its values.
using LdapAttributeValues = std::pair<std::string, std::vector<std::string>>;

/// A connection of the test's own, as the administrator; what fails ends the test program.
class LdapClient {
  public:
    /// `bind_dn`: cn=admin,dc=test for entries, cn=config for the server's configuration.
    explicit LdapClient(const std::string& socket, const std::string& bind_dn = "cn=admin,dc=test");
    ~LdapClient();
    LdapClient(const LdapClient&) = delete;
    LdapClient& operator=(const LdapClient&) = delete;

    void add(const std::string& dn, const std::vector<LdapAttributeValues>& attributes);
    /// The same without waiting for each; flush() waits for all.
    void add_soon(const std::string& dn, const std::vector<LdapAttributeValues>& attributes);
    void flush();
    /// The attribute has these values from now on.
    void set(const std::string& dn, const std::string& attribute,
             const std::vector<std::string>& values);
    void erase(const std::string& dn);
    /// DNs of entries below the base that match.
    [[nodiscard]] std::vector<std::string> find(const std::string& base, const std::string& filter);
    [[nodiscard]] std::vector<std::string> values(const std::string& dn,
                                                  const std::string& attribute);

  private:
    ldap* handle_ = nullptr;
    std::vector<int> outstanding_;
};

/// A private server, made on first use; it goes when the process does.
class LdapTestServer {
  public:
    LdapTestServer();
    /// Path; empty when slapd is not installed.
    [[nodiscard]] const std::string& socket() const noexcept { return socket_; }
    [[nodiscard]] std::string directory() const { return socket_.substr(0, socket_.rfind('/')); }
    /// As the store's settings have it.
    [[nodiscard]] std::string url() const;
    /// A fresh subtree: its DN. The number is in no other one's names.
    [[nodiscard]] std::string create_tree(std::string& number);
    /// "crash", "up": the verbs of tests/support/slapd.sh, and what follows the directory.
    void call(const std::string& verb, const std::string& argument = "") const;

  private:
    std::string socket_;
    int trees_ = 0;
};

LdapTestServer& ldap_server();

}  // namespace gdprd::connectors::test
