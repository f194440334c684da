#pragma once

#include <cstddef>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace gdprd::connectors {

/// What the values of an attribute are to us.
enum class LdapForm : unsigned char {
    text,
    integer,
    boolean,
    uuid,
    name,    ///< a DN: compared and shown in its canonical spelling
    secret,  ///< a password or its hash: only whether there is one is ever looked at
    bytes,   ///< a picture, a certificate: never taken for text
};

/// How the server compares values: which filters find at least all that we would.
struct LdapMatching {
    bool equality = false;      ///< values can be compared at all
    bool ignores_case = false;  ///< equal when written in other case
    bool parts = false;         ///< parts of values can be searched for, in any case
};

struct LdapAttribute {
    std::string name;  ///< as the server writes it
    std::string comment;
    LdapForm form = LdapForm::text;
    LdapMatching matching;
    bool single = false;
    bool writable = true;  ///< a user's attribute that clients may change
};

struct LdapClass {
    enum class Kind : unsigned char { abstract, structural, auxiliary };
    std::string name;
    std::string comment;
    Kind kind = Kind::structural;
    std::vector<std::string> above;  ///< names in small letters
    std::set<std::string> must;      ///< names in small letters, of this class alone
};

/// What the definition of an attribute may leave to its superior.
struct LdapInherited {
    std::string above;
    std::string syntax;
    std::string equality;
    std::string parts;
};

/// The server's own description of what entries may hold (RFC 4512, subschema), as far as it is
/// needed here. Definitions that libldap cannot read are left out and counted.
class LdapSchema {
  public:
    static LdapSchema parse(const std::vector<std::string>& attribute_types,
                            const std::vector<std::string>& object_classes);

    /// By name or OID, any case; options ("cn;lang-fr") aside. nullptr: not in the schema.
    [[nodiscard]] const LdapAttribute* find_attribute(std::string_view description) const;
    [[nodiscard]] const LdapClass* find_class(std::string_view name) const;
    /// The structural class of an entry: of those that it lists, the one that is above no other.
    /// Its first class when the schema knows none of them.
    [[nodiscard]] std::string structural_of(const std::vector<std::string>& classes) const;
    /// What entries of the class must have, with the classes above it; small letters.
    [[nodiscard]] std::set<std::string> must_have(std::string_view class_name) const;
    /// Names of writable attributes whose values are DNs, in byte order.
    [[nodiscard]] std::vector<std::string> referring_attributes() const;
    [[nodiscard]] std::size_t unread() const noexcept { return unread_; }

  private:
    void add_attribute(const std::string& definition, std::vector<LdapInherited>& own);
    void add_class(const std::string& definition);
    [[nodiscard]] LdapInherited inherited(const std::vector<LdapInherited>& own,
                                          std::size_t at) const;
    [[nodiscard]] std::set<std::string> all_above(std::string_view class_name) const;

    std::vector<LdapAttribute> attributes_;
    std::vector<LdapClass> classes_;
    std::map<std::string, std::size_t> attribute_at_;  ///< by name and OID, small letters
    std::map<std::string, std::size_t> class_at_;
    std::size_t unread_ = 0;
};

}  // namespace gdprd::connectors
