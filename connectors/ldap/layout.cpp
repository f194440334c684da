#include "connectors/ldap/layout.hpp"

#include <algorithm>
#include <charconv>

#include "config/limits.hpp"
#include "connectors/ldap/distinguished_name.hpp"

namespace gdprd::connectors {

namespace {

/// Names accounts by their uid (RFC 2307).
constexpr std::string_view kAccountNames = "memberuid";
constexpr std::string_view kUid = "uid";

std::string numbered(const std::string& name, std::size_t place) {
    return place == 0 ? name : name + "_" + std::to_string(place + 1);
}

policy::FieldType type_of(LdapForm form) {
    switch (form) {
        case LdapForm::text:
        case LdapForm::name:
        case LdapForm::boolean:
            return policy::FieldType::text;
        case LdapForm::integer:
            return policy::FieldType::integer;
        case LdapForm::uuid:
            return policy::FieldType::uuid;
        case LdapForm::bytes:
            return policy::FieldType::bytes;
        case LdapForm::secret:
            return policy::FieldType::other;
    }
    return policy::FieldType::other;
}

std::string word_of(LdapForm form) {
    switch (form) {
        case LdapForm::text:
            return "text";
        case LdapForm::integer:
            return "integer";
        case LdapForm::boolean:
            return "boolean";
        case LdapForm::uuid:
            return "uuid";
        case LdapForm::name:
            return "DN";
        case LdapForm::secret:
            return "password";
        case LdapForm::bytes:
            return "octets";
    }
    return "text";
}

policy::FieldSchema uuid_schema() {
    policy::FieldSchema out;
    out.name = kUuidField;
    out.declared_type = "uuid";
    out.type = policy::FieldType::uuid;
    out.nullable = false;
    out.generated = true;
    out.comment = "what the server calls the entry, whatever its DN is";
    return out;
}

policy::FieldSchema dn_schema() {
    policy::FieldSchema out;
    out.name = kDnField;
    out.declared_type = "DN";
    out.type = policy::FieldType::text;
    out.nullable = false;
    out.generated = true;
    out.comment = "distinguished name, which holds what names the entry";
    return out;
}

/// The attribute and the place that a field's name means: an attribute that is called so goes
/// before a numbered one, but where options follow it ("cn;lang-fr_2"): these have no underscores
/// (RFC 4512, 2.5), and are not in the schema.
struct Place {
    std::string attribute;
    std::size_t place = 0;
};

std::optional<Place> place_of(const LdapSchema& schema, std::string_view name) {
    const bool known = schema.find_attribute(name) != nullptr;
    const bool options = name.find(';') != std::string_view::npos;
    const std::size_t mark = name.rfind('_');
    if (known && (!options || mark == std::string_view::npos)) return Place{std::string(name), 0};
    if (mark == std::string_view::npos) return std::nullopt;
    const std::string_view digits = name.substr(mark + 1);
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    const bool plain = error == std::errc() && end == digits.data() + digits.size() &&
                       !digits.starts_with('0') && number >= 2 &&
                       number <= config::limits::kLdapValuesAsFields;
    if (!plain || schema.find_attribute(name.substr(0, mark)) == nullptr) return std::nullopt;
    return Place{std::string(name.substr(0, mark)), number - 1};
}

}  // namespace

bool is_list(const LdapSchema& schema, const LdapClassUse& of,
             const LdapClassUse::Attribute& attribute) {
    const LdapAttribute* known = schema.find_attribute(attribute.name);
    if (known == nullptr) return attribute.most > config::limits::kLdapValuesAsFields;
    if (known->single || known->form == LdapForm::secret) return false;
    if (attribute.most > config::limits::kLdapValuesAsFields) return true;
    if (small_letters(known->name) == kAccountNames) return true;
    return known->form == LdapForm::name &&
           std::ranges::any_of(attribute.targets,
                               [&](const std::string& target) { return target != of.name; });
}

LdapLayout::LdapLayout(const LdapSchema& schema, LdapUse use) : use_(std::move(use)) {
    for (const auto& [name, of] : use_) {
        LdapCollection entries{name, name, "", {std::string(kUuidField), std::string(kDnField)}};
        for (const auto& [key, attribute] : of.attributes) {
            if (is_list(schema, of, attribute)) {
                collections_.push_back({name + "_" + attribute.name,
                                        name,
                                        key,
                                        {std::string(kUuidField), attribute.name}});
                continue;
            }
            for (std::size_t place = 0; place < attribute.most; ++place)
                entries.fields.push_back(numbered(attribute.name, place));
        }
        collections_.push_back(std::move(entries));
    }
    std::ranges::sort(collections_, {}, &LdapCollection::name);
}

const LdapCollection* LdapLayout::find(const policy::CollectionName& name) const {
    if (name.ns != kLdapNamespace) return nullptr;
    const auto found = std::ranges::find(collections_, name.name, &LdapCollection::name);
    return found == collections_.end() ? nullptr : &*found;
}

std::optional<LdapField> LdapLayout::find_field(const LdapSchema& schema, const LdapCollection& of,
                                                std::string_view name) {
    LdapField out;
    out.name = name;
    if (name == kUuidField) {
        out.part = LdapField::Part::uuid;
        out.form = LdapForm::uuid;
        out.written = name;
        out.matching.equality = true;
        return out;
    }
    if (name == kDnField && !of.is_list()) {
        out.part = LdapField::Part::dn;
        out.form = LdapForm::name;
        return out;
    }
    const auto place = place_of(schema, name);
    if (!place) {
        // the schema may hide an attribute that entries show
        if (std::ranges::find(of.fields, name) == of.fields.end()) return std::nullopt;
        out.attribute = small_letters(name);
        out.written = name;
        return out;
    }
    out.attribute = small_letters(place->attribute);
    out.written = place->attribute;
    out.place = place->place;
    const bool own = of.is_list() ? out.attribute == of.list && out.place == 0 : true;
    if (!own) return std::nullopt;
    const LdapAttribute* known = schema.find_attribute(place->attribute);
    out.form = known->form;
    out.matching = known->matching;
    return out;
}

void LdapLayout::add_references(policy::CollectionSchema& into, const std::string& field,
                                const LdapClassUse::Attribute& attribute) const {
    for (const std::string& target : attribute.targets) {
        policy::ForeignKey key;
        key.name = field;
        key.fields = {field};
        key.target = {std::string(kLdapNamespace), target};
        const bool by_uid = small_letters(attribute.name) == kAccountNames;
        key.target_fields = {std::string(by_uid ? kUid : kDnField)};
        // a uid is one person's by custom, and by no rule of the directory
        key.declared = !by_uid;
        into.foreign_keys.push_back(std::move(key));
    }
}

policy::CollectionSchema LdapLayout::entries_schema(const LdapSchema& schema,
                                                    const LdapCollection& of) const {
    const LdapClassUse& use = use_.at(of.of_class);
    policy::CollectionSchema out;
    out.name = {std::string(kLdapNamespace), of.name};
    out.primary_key = {std::string(kUuidField)};
    out.unique_keys = {{std::string(kDnField)}};
    out.row_estimate = use.entries;
    if (const LdapClass* known = schema.find_class(of.of_class)) out.comment = known->comment;
    out.fields = {uuid_schema(), dn_schema()};
    std::set<std::string> must;
    for (const std::string& name : use.classes) must.merge(schema.must_have(name));
    for (const auto& [key, attribute] : use.attributes) {
        if (is_list(schema, use, attribute)) continue;
        const LdapAttribute* known = schema.find_attribute(attribute.name);
        for (std::size_t place = 0; place < attribute.most; ++place) {
            policy::FieldSchema field;
            field.name = numbered(attribute.name, place);
            field.type = known == nullptr ? policy::FieldType::text : type_of(known->form);
            field.declared_type = known == nullptr ? "text" : word_of(known->form);
            if (known != nullptr) field.comment = known->comment;
            field.nullable =
                place > 0 || known == nullptr || !must.contains(small_letters(known->name));
            field.generated = known != nullptr && !known->writable;
            add_references(out, field.name, attribute);
            out.fields.push_back(std::move(field));
        }
    }
    return out;
}

policy::CollectionSchema LdapLayout::list_schema(const LdapSchema& schema,
                                                 const LdapCollection& of) const {
    const LdapClassUse& use = use_.at(of.of_class);
    const LdapClassUse::Attribute& attribute = use.attributes.at(of.list);
    const LdapAttribute* known = schema.find_attribute(attribute.name);
    policy::CollectionSchema out;
    out.name = {std::string(kLdapNamespace), of.name};
    out.primary_key = of.fields;
    policy::FieldSchema value;
    value.name = attribute.name;
    value.type = known == nullptr ? policy::FieldType::text : type_of(known->form);
    value.declared_type = known == nullptr ? "text" : word_of(known->form);
    value.nullable = false;
    if (known != nullptr) value.comment = known->comment;
    out.fields = {uuid_schema(), std::move(value)};
    policy::ForeignKey entry;
    entry.name = kUuidField;
    entry.fields = {std::string(kUuidField)};
    entry.target = {std::string(kLdapNamespace), of.of_class};
    entry.target_fields = {std::string(kUuidField)};
    entry.on_delete = policy::OnDelete::cascade;
    out.foreign_keys.push_back(std::move(entry));
    add_references(out, attribute.name, attribute);
    out.comment = "values of " + attribute.name + ", one a row";
    return out;
}

std::vector<policy::CollectionSchema> LdapLayout::collections(const LdapSchema& schema) const {
    std::vector<policy::CollectionSchema> out;
    out.reserve(collections_.size());
    for (const LdapCollection& of : collections_)
        out.push_back(of.is_list() ? list_schema(schema, of) : entries_schema(schema, of));
    return out;
}

}  // namespace gdprd::connectors
