#include "connectors/ldap/schema.hpp"

#include <ldap.h>
#include <ldap_schema.h>

#include <algorithm>
#include <array>
#include <memory>
#include <optional>

#include "config/limits.hpp"
#include "connectors/ldap/distinguished_name.hpp"

namespace gdprd::connectors {

namespace {

using AttributeType = std::unique_ptr<LDAPAttributeType, decltype(&ldap_attributetype_free)>;
using ObjectClass = std::unique_ptr<LDAPObjectClass, decltype(&ldap_objectclass_free)>;

/// Passwords, their hashes, and keys made of them.
constexpr std::array<std::string_view, 10> kSecrets{
    "userpassword",         "authpassword",    "sambantpassword", "sambalmpassword", "olcrootpw",
    "sambapasswordhistory", "krbprincipalkey", "krbpwdhistory",   "oathsecret",      "ipanthash"};

constexpr std::string_view kSyntaxes = "1.3.6.1.4.1.1466.115.121.1.";
/// Last arcs below kSyntaxes: Audio, Binary, Certificate, Certificate List, Certificate Pair, Fax,
/// JPEG, Octet String, Supported Algorithm.
constexpr std::array<std::string_view, 9> kBinary{"4", "5", "8", "9", "10", "23", "28", "40", "49"};
constexpr std::array<std::string_view, 2> kNames{"12", "34"};
constexpr std::string_view kIntegers = "27";
constexpr std::string_view kBooleans = "7";
constexpr std::string_view kUuids = "1.3.6.1.1.16.1";
/// Matching rules that ignore case, or have none.
constexpr std::array<std::string_view, 7> kIgnoresCase{
    "caseignorematch",        "caseignoreia5match",   "integermatch",     "numericstringmatch",
    "distinguishednamematch", "telephonenumbermatch", "uniquemembermatch"};
constexpr std::array<std::string_view, 4> kParts{
    "caseignoresubstringsmatch", "caseignoreia5substringsmatch", "telephonenumbersubstringsmatch",
    "numericstringsubstringsmatch"};
/// A chain of superiors that is longer goes in a circle.
constexpr int kSuperiorsMost = 32;

template <std::size_t N>
bool is_one_of(std::string_view word, const std::array<std::string_view, N>& list) {
    return std::ranges::find(list, word) != list.end();
}

std::string text(const char* words) {
    return words == nullptr ? std::string() : std::string(words);
}

std::vector<std::string> list(char** words) {
    std::vector<std::string> out;
    for (; words != nullptr && *words != nullptr; ++words) out.push_back(small_letters(*words));
    return out;
}

LdapForm form_of(const std::string& name, std::string_view syntax) {
    if (is_one_of(small_letters(name), kSecrets)) return LdapForm::secret;
    if (syntax == kUuids) return LdapForm::uuid;
    if (!syntax.starts_with(kSyntaxes)) return LdapForm::text;
    const std::string_view arc = syntax.substr(kSyntaxes.size());
    if (is_one_of(arc, kBinary)) return LdapForm::bytes;
    if (is_one_of(arc, kNames)) return LdapForm::name;
    if (arc == kIntegers) return LdapForm::integer;
    if (arc == kBooleans) return LdapForm::boolean;
    return LdapForm::text;
}

/// Some servers cannot search in pictures and certificates; what has no rule is never in a filter.
LdapMatching matching_of(const LdapInherited& rules, LdapForm form) {
    LdapMatching out;
    if (form == LdapForm::bytes || form == LdapForm::secret) return out;
    out.equality = !rules.equality.empty();
    out.ignores_case = is_one_of(small_letters(rules.equality), kIgnoresCase);
    out.parts = is_one_of(small_letters(rules.parts), kParts);
    return out;
}

}  // namespace

LdapSchema LdapSchema::parse(const std::vector<std::string>& attribute_types,
                             const std::vector<std::string>& object_classes) {
    LdapSchema out;
    std::vector<LdapInherited> own;
    for (const std::string& definition : attribute_types) out.add_attribute(definition, own);
    for (std::size_t at = 0; at < out.attributes_.size(); ++at) {
        const LdapInherited whole = out.inherited(own, at);
        LdapAttribute& one = out.attributes_[at];
        one.form = form_of(one.name, whole.syntax);
        one.matching = matching_of(whole, one.form);
    }
    for (const std::string& definition : object_classes) out.add_class(definition);
    return out;
}

void LdapSchema::add_attribute(const std::string& definition, std::vector<LdapInherited>& own) {
    int code = 0;
    const char* where = nullptr;
    const AttributeType parsed(
        ldap_str2attributetype(definition.c_str(), &code, &where, LDAP_SCHEMA_ALLOW_ALL),
        &ldap_attributetype_free);
    if (!parsed || attributes_.size() >= config::limits::kLdapDefinitions) {
        ++unread_;
        return;
    }
    LdapAttribute one;
    const auto names = list(parsed->at_names);
    one.name = names.empty() ? text(parsed->at_oid) : text(parsed->at_names[0]);
    one.comment = text(parsed->at_desc);
    one.single = parsed->at_single_value != 0;
    one.writable = parsed->at_usage == LDAP_SCHEMA_USER_APPLICATIONS &&
                   parsed->at_no_user_mod == 0 && parsed->at_collective == 0;
    const std::size_t at = attributes_.size();
    attribute_at_.emplace(text(parsed->at_oid), at);
    for (const std::string& name : names) attribute_at_.emplace(name, at);
    own.push_back({text(parsed->at_sup_oid), text(parsed->at_syntax_oid),
                   text(parsed->at_equality_oid), text(parsed->at_substr_oid)});
    attributes_.push_back(std::move(one));
}

LdapInherited LdapSchema::inherited(const std::vector<LdapInherited>& own, std::size_t at) const {
    LdapInherited whole = own[at];
    std::string above = whole.above;
    for (int step = 0; step < kSuperiorsMost && !above.empty(); ++step) {
        const auto found = attribute_at_.find(small_letters(above));
        if (found == attribute_at_.end()) break;
        const LdapInherited& from = own[found->second];
        if (whole.syntax.empty()) whole.syntax = from.syntax;
        if (whole.equality.empty()) whole.equality = from.equality;
        if (whole.parts.empty()) whole.parts = from.parts;
        above = from.above;
    }
    return whole;
}

void LdapSchema::add_class(const std::string& definition) {
    int code = 0;
    const char* where = nullptr;
    const ObjectClass parsed(
        ldap_str2objectclass(definition.c_str(), &code, &where, LDAP_SCHEMA_ALLOW_ALL),
        &ldap_objectclass_free);
    if (!parsed || classes_.size() >= config::limits::kLdapDefinitions) {
        ++unread_;
        return;
    }
    LdapClass one;
    const auto names = list(parsed->oc_names);
    one.name = names.empty() ? text(parsed->oc_oid) : text(parsed->oc_names[0]);
    one.comment = text(parsed->oc_desc);
    if (parsed->oc_kind == LDAP_SCHEMA_ABSTRACT) one.kind = LdapClass::Kind::abstract;
    if (parsed->oc_kind == LDAP_SCHEMA_AUXILIARY) one.kind = LdapClass::Kind::auxiliary;
    one.above = list(parsed->oc_sup_oids);
    for (std::string& name : list(parsed->oc_at_oids_must)) one.must.insert(std::move(name));
    const std::size_t at = classes_.size();
    class_at_.emplace(text(parsed->oc_oid), at);
    for (const std::string& name : names) class_at_.emplace(name, at);
    classes_.push_back(std::move(one));
}

const LdapAttribute* LdapSchema::find_attribute(std::string_view description) const {
    const auto found =
        attribute_at_.find(small_letters(description.substr(0, description.find(';'))));
    return found == attribute_at_.end() ? nullptr : &attributes_[found->second];
}

const LdapClass* LdapSchema::find_class(std::string_view name) const {
    const auto found = class_at_.find(small_letters(name));
    return found == class_at_.end() ? nullptr : &classes_[found->second];
}

std::set<std::string> LdapSchema::all_above(std::string_view class_name) const {
    std::set<std::string> seen;
    std::vector<std::string> todo{small_letters(class_name)};
    while (!todo.empty()) {
        const LdapClass* one = find_class(todo.back());
        todo.pop_back();
        if (one == nullptr) continue;
        for (const std::string& name : one->above) {
            const LdapClass* above = find_class(name);
            if (above != nullptr && seen.insert(small_letters(above->name)).second)
                todo.push_back(name);
        }
    }
    return seen;
}

std::string LdapSchema::structural_of(const std::vector<std::string>& classes) const {
    std::vector<const LdapClass*> structural;
    for (const std::string& name : classes) {
        const LdapClass* one = find_class(name);
        if (one != nullptr && one->kind == LdapClass::Kind::structural) structural.push_back(one);
    }
    for (const LdapClass* one : structural) {
        const bool lowest = std::ranges::none_of(structural, [&](const LdapClass* other) {
            return other != one && all_above(other->name).contains(small_letters(one->name));
        });
        if (lowest) return one->name;
    }
    return classes.empty() ? std::string() : classes.front();
}

std::set<std::string> LdapSchema::must_have(std::string_view class_name) const {
    std::set<std::string> out;
    std::set<std::string> all = all_above(class_name);
    all.insert(small_letters(class_name));
    for (const std::string& name : all) {
        const LdapClass* one = find_class(name);
        if (one == nullptr) continue;
        // a definition may use any of an attribute's names
        for (const std::string& must : one->must) {
            const LdapAttribute* known = find_attribute(must);
            out.insert(known == nullptr ? must : small_letters(known->name));
        }
    }
    return out;
}

std::vector<std::string> LdapSchema::referring_attributes() const {
    std::vector<std::string> out;
    for (const LdapAttribute& one : attributes_)
        if (one.form == LdapForm::name && one.writable && one.matching.equality)
            out.push_back(one.name);
    std::ranges::sort(out);
    return out;
}

}  // namespace gdprd::connectors
