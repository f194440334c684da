#include "connectors/ldap/survey.hpp"

#include <ldap.h>

#include <algorithm>
#include <functional>
#include <unordered_map>

#include "connectors/ldap/distinguished_name.hpp"
#include "connectors/ldap/filter.hpp"

namespace gdprd::connectors {

namespace {

constexpr std::string_view kAssertion = "1.3.6.1.1.12";
constexpr std::string_view kPagedResults = "1.2.840.113556.1.4.319";
constexpr std::string_view kObjectClass = "objectclass";

const std::vector<std::string>* values_of(const LdapEntry& entry, const std::string& name) {
    const auto found = entry.values.find(name);
    return found == entry.values.end() ? nullptr : &found->second;
}

bool holds(const std::vector<std::string>* values, std::string_view wanted) {
    return values != nullptr && std::ranges::find(*values, wanted) != values->end();
}

Result<LdapEntry> read_one(OffLoop off_loop, LdapSession& session, const std::string& dn,
                           const std::string& filter, std::vector<std::string> attributes) {
    LdapEntry out;
    GDPRD_TRY(session.search(off_loop,
                             {dn, LdapSearch::Scope::entry, filter, std::move(attributes)},
                             [&](LdapEntry&& entry) -> Result<bool> {
                                 out = std::move(entry);
                                 return true;
                             }));
    return out;
}

/// Which classes the entries have that a value names, without keeping a DN: 64 bits of each are
/// enough to follow references, and two that meet only make one more reference.
class Targets {
  public:
    void add_entry(const std::string& dn, const std::string& of_class) {
        const auto canonical = canonical_dn(dn);
        if (canonical) classes_.emplace(hash_(*canonical), of_class);
    }
    void add_name(const std::string& of_class, const std::string& attribute, std::size_t name) {
        names_[{of_class, attribute}].insert(name);
    }
    [[nodiscard]] std::size_t hash_of(const std::string& canonical) const {
        return hash_(canonical);
    }
    void resolve(LdapUse& use) const {
        for (const auto& [place, names] : names_)
            for (const std::size_t name : names) {
                const auto found = classes_.find(name);
                if (found != classes_.end())
                    use.at(place.first).attributes.at(place.second).targets.insert(found->second);
            }
    }

  private:
    std::hash<std::string> hash_;
    std::unordered_map<std::size_t, std::string> classes_;
    std::map<std::pair<std::string, std::string>, std::set<std::size_t>> names_;
};

void note_entry(const LdapEntry& entry, const std::string& of_class, const LdapSchema& schema,
                LdapUse& use, Targets& targets) {
    LdapClassUse& of = use[of_class];
    of.name = of_class;
    ++of.entries;
    targets.add_entry(entry.dn, of_class);
    for (const std::string& name : *values_of(entry, std::string(kObjectClass)))
        of.classes.insert(small_letters(name));
    for (const auto& [key, values] : entry.values) {
        if (key == kObjectClass) continue;
        LdapClassUse::Attribute& attribute = of.attributes[key];
        attribute.name = entry.written.at(key);
        attribute.most = std::max(attribute.most, values.size());
        const LdapAttribute* known = schema.find_attribute(key);
        if (known == nullptr || known->form != LdapForm::name) continue;
        for (const std::string& value : values)
            if (const auto name = canonical_dn_with_uid(value))
                targets.add_name(of_class, key, targets.hash_of(*name));
    }
}

/// memberUid names accounts by their uid (RFC 2307), whatever structural class they have. Where a
/// directory calls no entry an account, each entry with a uid may be meant.
void add_accounts(LdapUse& use) {
    std::set<std::string> accounts;
    std::set<std::string> with_uid;
    for (const auto& [name, of] : use) {
        if (!of.attributes.contains("uid")) continue;
        with_uid.insert(name);
        if (of.classes.contains("posixaccount")) accounts.insert(name);
    }
    for (auto& [name, of] : use) {
        const auto found = of.attributes.find("memberuid");
        if (found != of.attributes.end())
            found->second.targets = accounts.empty() ? with_uid : accounts;
    }
}

}  // namespace

Result<LdapServer> read_server(OffLoop off_loop, LdapSession& session) {
    LdapServer out;
    GDPRD_TRY_ASSIGN(const LdapEntry root,
                     read_one(off_loop, session, "", "(objectClass=*)",
                              {"subschemaSubentry", "supportedControl", "structuralObjectClass"}));
    const auto* controls = values_of(root, "supportedcontrol");
    out.asserts = holds(controls, kAssertion);
    out.pages = holds(controls, kPagedResults);
    out.product =
        holds(values_of(root, "structuralobjectclass"), "OpenLDAProotDSE") ? "OpenLDAP" : "LDAP";
    const auto* where = values_of(root, "subschemasubentry");
    if (where == nullptr || where->empty())
        return Error(ErrorCode::forbidden, "the directory does not show its schema",
                     "let the store's bind_dn read the root DSE and the subschema");
    GDPRD_TRY_ASSIGN(const LdapEntry subschema,
                     read_one(off_loop, session, where->front(), "(objectClass=subschema)",
                              {"attributeTypes", "objectClasses"}));
    const auto* types = values_of(subschema, "attributetypes");
    const auto* classes = values_of(subschema, "objectclasses");
    if (types == nullptr || classes == nullptr)
        return Error(ErrorCode::forbidden, "the directory does not show its schema",
                     "let the store's bind_dn read the subschema, " + where->front());
    out.schema = LdapSchema::parse(*types, *classes);
    return out;
}

/// libldap has no call that only reads a filter; it makes an assertion of it.
Result<void> check_filter(const std::string& filter) {
    if (filter.empty()) return {};
    LDAP* raw = nullptr;
    if (ldap_create(&raw) != LDAP_SUCCESS)
        return Error(ErrorCode::internal, "libldap cannot be used");
    std::string copy = filter;
    berval made{0, nullptr};
    const int code = ldap_create_assertion_control_value(raw, copy.data(), &made);
    ber_memfree(made.bv_val);
    ldap_unbind_ext_s(raw, nullptr, nullptr);
    if (code != LDAP_SUCCESS) return ldap_error(LDAP_FILTER_ERROR, LdapPurpose::read, {});
    return {};
}

LdapScope::LdapScope(const StoreSettings& settings)
    : base_(settings.base),
      canonical_(canonical_dn(settings.base).value_or("")),
      filter_(settings.filter) {
    if (!filter_.empty() && !filter_.starts_with('(')) filter_ = "(" + filter_ + ")";
    for (const std::string& name : settings.object_classes) classes_.push_back(small_letters(name));
}

std::string LdapScope::filter_for(const std::string& of_class) const {
    std::vector<std::string> parts;
    if (!of_class.empty()) {
        parts.push_back(equals_filter("objectClass", of_class));
    } else if (classes_.empty()) {
        parts.push_back(present_filter("objectClass"));
    } else {
        std::vector<std::string> any;
        any.reserve(classes_.size());
        for (const std::string& name : classes_) any.push_back(equals_filter("objectClass", name));
        parts.push_back(any_filter(any));
    }
    if (!filter_.empty()) parts.push_back(filter_);
    return all_filter(parts);
}

bool LdapScope::takes(const std::string& structural_class) const {
    return classes_.empty() ||
           std::ranges::find(classes_, small_letters(structural_class)) != classes_.end();
}

Result<LdapUse> survey_directory(OffLoop off_loop, LdapSession& session, const LdapSchema& schema,
                                 const LdapScope& scope) {
    LdapUse use;
    Targets targets;
    GDPRD_TRY(session.search(
        off_loop, {scope.base(), LdapSearch::Scope::tree, scope.filter_for(""), {"*"}},
        [&](LdapEntry&& entry) -> Result<bool> {
            if (entry.uuid.empty())
                return Error(ErrorCode::unsupported,
                             "the directory shows no entryUUID (RFC 4530), by which entries are "
                             "told apart",
                             "let the store's bind_dn read it");
            const auto* classes = values_of(entry, std::string(kObjectClass));
            if (classes == nullptr)
                return Error(ErrorCode::forbidden,
                             "the directory does not show which classes an entry has",
                             "let the store's bind_dn read objectClass");
            const std::string of_class = schema.structural_of(*classes);
            if (scope.takes(of_class)) note_entry(entry, of_class, schema, use, targets);
            return true;
        }));
    targets.resolve(use);
    add_accounts(use);
    return use;
}

}  // namespace gdprd::connectors
