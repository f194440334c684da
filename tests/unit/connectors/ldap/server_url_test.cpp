#include "connectors/ldap/server_url.hpp"

#include <gtest/gtest.h>

#include "tests/support/printers.hpp"

namespace gdprd::connectors {
namespace {

using config::TlsMode;
using test::failed_with;
using test::succeeded;

LdapServerUrl parsed(const std::string& text, TlsMode tls = TlsMode::verify_full) {
    auto url = parse_server_url(text, tls);
    EXPECT_TRUE(succeeded(url)) << text;
    return url ? std::move(*url) : LdapServerUrl{};
}

TEST(LdapServerUrl, protects_what_leaves_this_machine) {
    EXPECT_EQ(parsed("ldap://directory.example.org").protection, LdapProtection::start_tls);
    EXPECT_EQ(parsed("ldap://10.1.2.3:1389").protection, LdapProtection::start_tls);
    EXPECT_EQ(parsed("ldap://127.example.org").protection, LdapProtection::start_tls);
    EXPECT_EQ(parsed("ldaps://directory.example.org").protection, LdapProtection::tls);
    EXPECT_EQ(parsed("ldaps://localhost").protection, LdapProtection::tls);
    for (const char* local : {"ldap://localhost:389", "ldap://127.0.0.1", "ldap://[::1]:1389"})
        EXPECT_EQ(parsed(local).protection, LdapProtection::none) << local;
    EXPECT_TRUE(parsed("ldapi://%2Frun%2Fslapd%2Fldapi").unix_socket);
    EXPECT_EQ(parsed("ldap://directory.example.org", TlsMode::disable).protection,
              LdapProtection::none);
    EXPECT_FALSE(parsed("ldap://directory.example.org", TlsMode::disable).local);
}

TEST(LdapServerUrl, names_one_server_and_nothing_else) {
    for (const char* text :
         {"", "directory.example.org", "http://directory.example.org", "cldap://a.example",
          "ldap://a.example ldap://b.example", "ldap://a.example,ldap://b.example", "ldap://",
          "ldap://a.example/dc=test", "ldap://a.example/dc=test?cn?sub?(a=b)",
          "ldap://ada@a.example"})
        EXPECT_TRUE(
            failed_with(parse_server_url(text, TlsMode::verify_full), ErrorCode::invalid_argument))
            << text;
}

TEST(LdapServerUrl, takes_no_tls_that_would_trust_anybody) {
    for (const auto tls : {TlsMode::prefer, TlsMode::require})
        EXPECT_TRUE(
            failed_with(parse_server_url("ldap://a.example", tls), ErrorCode::invalid_argument));
    EXPECT_TRUE(failed_with(parse_server_url("ldaps://a.example", TlsMode::disable),
                            ErrorCode::invalid_argument));
}

}  // namespace
}  // namespace gdprd::connectors
