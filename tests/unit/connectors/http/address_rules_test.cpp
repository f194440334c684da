#include "connectors/http/address_rules.hpp"

#include <gtest/gtest.h>

#include "tests/support/printers.hpp"

namespace gdprd::connectors {
namespace {

using test::failed_with;
using test::succeeded;

TEST(AddressRules, refuse_what_is_not_the_internets) {
    const AddressRules rules;
    for (const auto* text : {"0.0.0.0",
                             "10.0.0.1",
                             "10.255.255.255",
                             "100.64.0.1",
                             "127.0.0.1",
                             "127.255.0.9",
                             "169.254.169.254",
                             "172.16.0.1",
                             "172.31.255.255",
                             "192.0.0.8",
                             "192.0.2.1",
                             "192.88.99.1",
                             "192.168.1.1",
                             "198.18.0.1",
                             "198.19.255.255",
                             "198.51.100.7",
                             "203.0.113.9",
                             "224.0.0.1",
                             "240.0.0.1",
                             "255.255.255.255",
                             "::",
                             "::1",
                             "fe80::1",
                             "fc00::1",
                             "fd12:3456::1",
                             "ff02::1",
                             "2001:db8::1",
                             "2001::1",
                             "2002:7f00:1::1",
                             "64:ff9b::7f00:1",
                             "100::1",
                             "::ffff:127.0.0.1",
                             "::ffff:10.0.0.1",
                             "::7f00:1",
                             "3fff::1"}) {
        const auto address = parse_ip_address(text);
        ASSERT_TRUE(address) << text;
        EXPECT_FALSE(rules.allows(*address)) << text;
    }
    for (const auto* text :
         {"9.255.255.255", "11.0.0.1", "100.63.255.255", "100.128.0.1", "128.0.0.1", "172.15.0.1",
          "172.32.0.1", "192.0.1.1", "192.167.0.1", "198.17.0.1", "198.20.0.1", "223.255.255.255",
          "2a00:1450::1", "2001:200::1", "2003::1", "::ffff:9.9.9.9"}) {
        const auto address = parse_ip_address(text);
        ASSERT_TRUE(address) << text;
        EXPECT_TRUE(rules.allows(*address)) << text;
    }
}

TEST(AddressRules, let_through_what_the_configuration_names) {
    const auto rules = AddressRules::create({"10.1.0.0/16", "127.0.0.1", "fd00:1::/64", "::1"});
    ASSERT_TRUE(succeeded(rules));
    for (const auto* text :
         {"10.1.0.1", "10.1.255.255", "127.0.0.1", "::ffff:127.0.0.1", "fd00:1::9", "::1"})
        EXPECT_TRUE(rules->allows(*parse_ip_address(text))) << text;
    for (const auto* text : {"10.2.0.1", "127.0.0.2", "fd00:1:0:1::9", "::2"})
        EXPECT_FALSE(rules->allows(*parse_ip_address(text))) << text;
}

TEST(AddressRules, refuse_what_is_no_network) {
    for (const auto* text : {"", "10.0.0", "10.0.0.0/33", "10.0.0.1/8", "10.0.0.0/", "10.0.0.0/8x",
                             "localhost", "::1/129", "fd00::1/64", "10.0.0.0/-1"})
        EXPECT_TRUE(failed_with(AddressRules::create({text}), ErrorCode::invalid_argument)) << text;
}

}  // namespace
}  // namespace gdprd::connectors
