#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/ldap/schema.hpp"
#include "connectors/ldap/session.hpp"
#include "policy/catalogue/schema.hpp"

namespace gdprd::connectors {

/// The namespace of a directory's collections.
inline constexpr std::string_view kLdapNamespace = "entries";
inline constexpr std::string_view kUuidField = "entryUUID";
inline constexpr std::string_view kDnField = "dn";

/// What entries of one structural class have, as a walk through the directory saw it.
struct LdapClassUse {
    struct Attribute {
        std::string name;               ///< as the server writes it, with its options
        std::size_t most = 0;           ///< values in one entry
        std::set<std::string> targets;  ///< classes of the entries that its values name
    };
    std::string name;
    std::uint64_t entries = 0;
    std::map<std::string, Attribute> attributes;  ///< by name in small letters
    std::set<std::string> classes;                ///< all that its entries list, small letters
};
using LdapUse = std::map<std::string, LdapClassUse>;  ///< by class

/// Where a field's value is in an entry.
struct LdapField {
    enum class Part : unsigned char { uuid, dn, value };
    std::string name;
    Part part = Part::value;
    std::string attribute;  ///< description in small letters
    std::string written;    ///< description as it is sent
    std::size_t place = 0;  ///< mail is the first value, mail_2 the second
    LdapForm form = LdapForm::text;
    LdapMatching matching;
};

/// A collection: entries of one structural class, or the single values that an attribute of them
/// has (the members of a group).
struct LdapCollection {
    std::string name;
    std::string of_class;
    std::string list;                 ///< attribute in small letters; empty: rows are entries
    std::vector<std::string> fields;  ///< in use, in order

    [[nodiscard]] bool is_list() const noexcept { return !list.empty(); }
};

/// Collections and fields of a directory, made from its schema and from what a walk saw.
class LdapLayout {
  public:
    LdapLayout(const LdapSchema& schema, LdapUse use);

    [[nodiscard]] const LdapCollection* find(const policy::CollectionName& name) const;
    /// A field that the collection's class may have, in use or not.
    [[nodiscard]] static std::optional<LdapField> find_field(const LdapSchema& schema,
                                                             const LdapCollection& of,
                                                             std::string_view name);
    [[nodiscard]] std::vector<policy::CollectionSchema> collections(const LdapSchema& schema) const;
    [[nodiscard]] const LdapUse& use() const noexcept { return use_; }

  private:
    [[nodiscard]] policy::CollectionSchema entries_schema(const LdapSchema& schema,
                                                          const LdapCollection& of) const;
    [[nodiscard]] policy::CollectionSchema list_schema(const LdapSchema& schema,
                                                       const LdapCollection& of) const;
    void add_references(policy::CollectionSchema& into, const std::string& field,
                        const LdapClassUse::Attribute& attribute) const;

    LdapUse use_;
    std::vector<LdapCollection> collections_;  ///< in byte order of their names
};

/// Whether single values of the attribute are rows of their own: what names entries of another
/// class, so that a membership can go without its group; accounts of a posixGroup; and what has
/// more values than fields are made for.
[[nodiscard]] bool is_list(const LdapSchema& schema, const LdapClassUse& of,
                           const LdapClassUse::Attribute& attribute);

}  // namespace gdprd::connectors
