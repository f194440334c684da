#include "connectors/ldap/schema.hpp"

#include <gmock/gmock.h>

namespace gdprd::connectors {
namespace {

const std::vector<std::string> kTypes{
    "( 2.5.4.41 NAME 'name' EQUALITY caseIgnoreMatch SUBSTR caseIgnoreSubstringsMatch SYNTAX "
    "1.3.6.1.4.1.1466.115.121.1.15{32768} )",
    "( 2.5.4.4 NAME ( 'sn' 'surname' ) DESC 'family name' SUP name )",
    "( 2.5.4.31 NAME 'member' SUP distinguishedName )",
    "( 2.5.4.49 NAME 'distinguishedName' EQUALITY distinguishedNameMatch SYNTAX "
    "1.3.6.1.4.1.1466.115.121.1.12 )",
    "( 2.5.4.35 NAME 'userPassword' EQUALITY octetStringMatch SYNTAX "
    "1.3.6.1.4.1.1466.115.121.1.40{128} )",
    "( 0.9.2342.19200300.100.1.60 NAME 'jpegPhoto' SYNTAX 1.3.6.1.4.1.1466.115.121.1.28 )",
    "( 1.3.6.1.1.1.1.0 NAME 'uidNumber' EQUALITY integerMatch SYNTAX "
    "1.3.6.1.4.1.1466.115.121.1.27 SINGLE-VALUE )",
    "( 1.1.1 NAME 'exact' EQUALITY caseExactMatch SYNTAX 1.3.6.1.4.1.1466.115.121.1.15 )",
    "( 1.1.2 NAME 'ring' SUP gnir )",
    "( 1.1.3 NAME 'gnir' SUP ring )",
    "( 2.5.18.3 NAME 'creatorsName' EQUALITY distinguishedNameMatch SYNTAX "
    "1.3.6.1.4.1.1466.115.121.1.12 SINGLE-VALUE NO-USER-MODIFICATION USAGE directoryOperation )",
    "( broken",
};
const std::vector<std::string> kClasses{
    "( 2.5.6.0 NAME 'top' ABSTRACT MUST objectClass )",
    "( 2.5.6.6 NAME 'person' SUP top STRUCTURAL MUST ( surname $ cn ) )",
    "( 2.16.840.1.113730.3.2.2 NAME 'inetOrgPerson' SUP person STRUCTURAL MAY jpegPhoto )",
    "( 1.3.6.1.1.1.2.0 NAME 'posixAccount' SUP top AUXILIARY MUST uidNumber )",
    "( 1.2.1 NAME 'a' SUP b STRUCTURAL )",
    "( 1.2.2 NAME 'b' SUP a STRUCTURAL )",
    "( 1.2.3",
};

TEST(LdapSchema, tells_what_attributes_hold_and_how_they_are_compared) {
    const LdapSchema schema = LdapSchema::parse(kTypes, kClasses);

    const LdapAttribute* sn = schema.find_attribute("SURNAME;lang-fr");
    ASSERT_NE(sn, nullptr);
    EXPECT_EQ(sn->name, "sn");
    EXPECT_EQ(sn->comment, "family name");
    EXPECT_EQ(sn->form, LdapForm::text);
    EXPECT_TRUE(sn->matching.equality && sn->matching.ignores_case && sn->matching.parts);
    EXPECT_EQ(schema.find_attribute("2.5.4.4"), sn);
    EXPECT_EQ(schema.find_attribute("userpassword")->form, LdapForm::secret);
    EXPECT_FALSE(schema.find_attribute("userPassword")->matching.equality) << "never in a filter";
    EXPECT_EQ(schema.find_attribute("jpegPhoto")->form, LdapForm::bytes);
    EXPECT_EQ(schema.find_attribute("uidNumber")->form, LdapForm::integer);
    EXPECT_TRUE(schema.find_attribute("uidNumber")->single);
    EXPECT_FALSE(schema.find_attribute("exact")->matching.ignores_case);
    EXPECT_EQ(schema.find_attribute("nothing"), nullptr);
    EXPECT_THAT(schema.referring_attributes(), testing::ElementsAre("distinguishedName", "member"));
    EXPECT_EQ(schema.unread(), 2U);
}

TEST(LdapSchema, tells_the_class_of_an_entry_and_what_it_must_have) {
    const LdapSchema schema = LdapSchema::parse(kTypes, kClasses);

    EXPECT_EQ(schema.structural_of({"top", "person", "inetOrgPerson", "posixAccount"}),
              "inetOrgPerson");
    EXPECT_EQ(schema.structural_of({"posixAccount", "PERSON"}), "person");
    EXPECT_EQ(schema.structural_of({"unknown"}), "unknown");
    EXPECT_EQ(schema.structural_of({}), "");
    EXPECT_EQ(schema.structural_of({"a", "b"}), "a")
        << "each above the other: no class of a server";
    EXPECT_THAT(schema.must_have("inetOrgPerson"), testing::ElementsAre("cn", "objectclass", "sn"));
    EXPECT_THAT(schema.must_have("posixAccount"), testing::ElementsAre("objectclass", "uidnumber"));
}

}  // namespace
}  // namespace gdprd::connectors
