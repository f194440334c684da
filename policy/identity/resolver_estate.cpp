#include "policy/identity/resolver_estate.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include "policy/catalogue/tree_of_files.hpp"
#include "policy/cells/cell_path.hpp"
#include "policy/identity/identifier.hpp"
#include "policy/identity/placeholder.hpp"
#include "policy/identity/resolver_rivals.hpp"
#include "policy/language/decide.hpp"

namespace gdprd::policy {
namespace {

/// Free text is long or has no bound.
constexpr std::uint32_t kFreeTextChars = 80;

bool within(const std::optional<Category>& category, std::string_view root) noexcept {
    if (!category) return false;
    const std::string_view key = category->value();
    return key.starts_with(root) && (key.size() == root.size() || key[root.size()] == '.');
}

/// Coarse places, languages and names of organisations stand in lists that many people share.
bool is_about_person(const Category& category) noexcept {
    static constexpr std::array<std::string_view, 12> kCoarse{"user.contact.address.city",
                                                              "user.contact.address.country",
                                                              "user.contact.address.state",
                                                              "user.contact.address.postal_code",
                                                              "user.contact.organization",
                                                              "user.demographic.language",
                                                              "user.demographic.gender",
                                                              "user.location.imprecise",
                                                              "user.job_title",
                                                              "user.name",
                                                              "user.workplace",
                                                              "user.unique_id"};
    if (!category.value().starts_with("user.")) return false;
    return std::none_of(kCoarse.begin(), kCoarse.end(),
                        [&](std::string_view root) { return within(category, root); });
}

void sort_field(Node& node, std::size_t at, const std::optional<Category>& category) {
    if (within(category, "user.name.first")) {
        node.first_names.push_back(at);
    } else if (within(category, "user.name.last")) {
        node.last_names.push_back(at);
    } else if (within(category, "user.name")) {
        node.full_names.push_back(at);
    } else if (within(category, "user.demographic.date_of_birth")) {
        node.birth_dates.push_back(at);
    } else if (within(category, "user.contact.address.country")) {
        node.countries.push_back(at);
    }
    if (category && is_about_person(*category)) node.about_person.push_back(at);
}

/// The primary key's, or a reference.
bool is_key(const CollectionSchema& schema, const FieldSchema& field) {
    const auto named = [&](const std::vector<std::string>& fields) {
        return std::find(fields.begin(), fields.end(), field.name) != fields.end();
    };
    return named(schema.primary_key) ||
           std::any_of(schema.foreign_keys.begin(), schema.foreign_keys.end(),
                       [&](const ForeignKey& fk) { return named(fk.fields); });
}

/// Whatever its category: that a column is one of names keeps nobody from writing an address there.
bool is_free_text(const CollectionSchema& schema, const FieldSchema& field,
                  const std::optional<Category>& category) {
    if (field.type != FieldType::text) return false;
    if (within(category, "user.content")) return true;
    return !is_key(schema, field) && (!field.max_chars || *field.max_chars >= kFreeTextChars);
}

/// Documents, binary values and types of the store's own: an identifier may stand anywhere in them.
bool is_container(const CollectionSchema& schema, const FieldSchema& field) {
    switch (field.type) {
        case FieldType::json:
        case FieldType::bytes:
        case FieldType::array:
        case FieldType::other:
            return !is_key(schema, field);
        case FieldType::integer:
        case FieldType::real:
        case FieldType::numeric:
        case FieldType::text:
        case FieldType::boolean:
        case FieldType::date:
        case FieldType::timestamp:
        case FieldType::time:
        case FieldType::uuid:
        case FieldType::inet:
            return false;
    }
    return false;
}

/// Of several fields of one type the plainest name is the person's own, and so are those whose name
/// says that they are one more of it (alt_email); a name that the policy calls the identifier is as
/// plain as any. Where the others lead (billing_email,
/// agent_email) is not certain enough to follow.
void mark_secondary(Node& node, const std::set<std::size_t>& go_betweens,
                    const std::set<std::size_t>& declared) {
    const auto rank = [&](const IdentifyingField& field) {
        const std::string& name = node.fields[field.at];
        unsigned kind = 1;
        if (names_only_its_kind(name) || declared.contains(field.at)) {
            kind = 0;
        } else if (names_one_more(name)) {
            kind = 2;
        }
        return std::tuple(go_betweens.contains(field.at), kind, name.size(), field.at);
    };
    const auto is_plain = [&](const IdentifyingField& field) {
        const std::string& name = node.fields[field.at];
        return names_only_its_kind(name) || names_one_more(name) || names_the_row_itself(name);
    };
    // Sender and recipient, buyer and seller: no name says whose row it is.
    const auto is_one_side = [&](const IdentifyingField& field) {
        if (power_of(field.type) != IdentifierPower::unique || is_plain(field)) return false;
        return !names_people(node.path.collection.name) &&
               std::any_of(node.identifying.begin(), node.identifying.end(),
                           [&](const IdentifyingField& other) {
                               return other.at != field.at && other.type == field.type &&
                                      !go_betweens.contains(other.at) && !is_plain(other);
                           });
    };
    for (IdentifyingField& field : node.identifying) {
        const std::string& name = node.fields[field.at];
        const bool first = std::none_of(
            node.identifying.begin(), node.identifying.end(), [&](const IdentifyingField& other) {
                return other.type == field.type && rank(other) < rank(field);
            });
        const bool go_between = go_betweens.contains(field.at) || is_one_side(field);
        field.secondary = go_between || (!first && !names_one_more(name));
        field.counterpart = go_between;
        if (go_between) {
            field.of = IdentifyingField::Of::maybe_another;
        } else if (first || names_only_its_kind(name)) {
            field.of = IdentifyingField::Of::row;
        } else if (names_one_more(name)) {
            // A number proves with the whole name only, which tells whose it is.
            const bool phone = power_of(field.type) == IdentifierPower::phone;
            field.of = phone ? IdentifyingField::Of::row : IdentifyingField::Of::row_if_alone;
        } else {
            field.of = names_the_row_itself(name) ? IdentifyingField::Of::row_if_alone
                                                  : IdentifyingField::Of::maybe_another;
        }
    }
}

/// Columns with personal values inside their cells are searched like free text.
void add_insides(Node& node, const Catalogue& catalogue, const Policy& policy) {
    for (const CatalogueField* inside : catalogue.fields_of(node.path)) {
        const auto place = find_cell_place(*node.schema, inside->path.field);
        if (!place || !is_personal(policy, catalogue, inside->path)) continue;
        node.personal = true;
        const auto column = std::find(node.fields.begin(), node.fields.end(), place->column);
        const auto at = static_cast<std::size_t>(column - node.fields.begin());
        if (std::find(node.swept.begin(), node.swept.end(), at) == node.swept.end())
            node.swept.push_back(at);
        if (std::find(node.celled.begin(), node.celled.end(), at) == node.celled.end())
            node.celled.push_back(at);
    }
}

Node make_node(const Catalogue& catalogue, const Policy& policy, CollectionPath path,
               const CollectionSchema& schema) {
    Node node;
    std::set<std::size_t> go_betweens;
    std::set<std::size_t> declared;
    node.path = std::move(path);
    node.schema = &schema;
    for (const ErasureRule& rule : policy.erasure)
        if (rule.with) node.fillers.insert(*rule.with);
    for (std::size_t at = 0; at < schema.fields.size(); ++at) {
        const FieldSchema& field = schema.fields[at];
        const FieldPath whole{node.path, field.name};
        node.fields.push_back(field.name);
        node.personal = node.personal || is_personal(policy, catalogue, whole);
        const auto category = category_of(policy, catalogue, whole);
        const auto* said = policy.find_annotation(whole);
        const bool own = said != nullptr && said->identifier;
        if (!own && names_another_person(field.name)) {
            if (field.type == FieldType::text || is_container(schema, field))
                node.swept.push_back(at);
            continue;
        }
        sort_field(node, at, category);
        const auto type = identifier_type_of(policy, catalogue, whole);
        if (type && power_of(*type) != IdentifierPower::none) {
            IdentifyingField& found = node.identifying.emplace_back();
            found.at = at;
            found.type = *type;
            if (own) declared.insert(at);
            if (!own && names_a_go_between(field.name)) go_betweens.insert(at);
        } else if (is_free_text(schema, field, category) ||
                   (field.type == FieldType::text &&
                    may_hold_identifiers(policy, catalogue, whole))) {
            node.swept.push_back(at);
        }
        if (is_container(schema, field)) node.swept.push_back(at);
    }
    mark_secondary(node, go_betweens, declared);
    mark_rivals(node, declared);
    add_insides(node, catalogue, policy);
    return node;
}

std::optional<std::vector<std::size_t>> positions(const Node& node,
                                                  const std::vector<std::string>& fields) {
    std::vector<std::size_t> at;
    for (const std::string& field : fields) {
        const auto found = std::find(node.fields.begin(), node.fields.end(), field);
        if (found == node.fields.end()) return std::nullopt;
        at.push_back(static_cast<std::size_t>(found - node.fields.begin()));
    }
    return at;
}

/// What the policy says of the reference; false when it asks for a field that is not there.
bool take_note(const Node& from, const AnnotatedReference& note, Reference& reference) {
    reference.owned = note.owned;
    if (note.role) reference.role = *note.role;
    reference.stated_own = note.role == ReferenceRole::subject;
    reference.prefix = note.prefix;
    for (const auto& [field, value] : note.where) {
        const auto at = positions(from, {field});
        if (!at) return false;
        reference.where_at.push_back(at->front());
        reference.where.push_back(value);
    }
    return true;
}

void add_reference(Estate& estate, const Node& from, const KnownReference& known,
                   const StoreName& target_store) {
    const ForeignKey& key = known.key;
    const auto target = estate.nodes.find({target_store, key.target});
    if (target == estate.nodes.end()) return;
    const Node& to = target->second;
    const auto& target_fields =
        key.target_fields.empty() ? to.schema->primary_key : key.target_fields;
    const auto at = positions(from, key.fields);
    const auto to_at = positions(to, target_fields);
    if (!at || !to_at || at->empty() || at->size() != to_at->size()) return;
    if (!key.declared && to.schema->are_part_of_key(target_fields)) {
        estate.unfollowed.push_back({{from.path, key.fields.front()},
                                     {to.path, target_fields.front()},
                                     Estate::Unfollowed::Why::part_of_key});
        return;
    }
    const bool holds_text = may_hold_prefix(from.schema->fields[at->front()].type);
    if (known.note != nullptr && !known.note->prefix.empty() && !holds_text) {
        estate.unfollowed.push_back({{from.path, key.fields.front()},
                                     {to.path, target_fields.front()},
                                     Estate::Unfollowed::Why::no_text});
        return;
    }
    Reference reference;
    reference.from = from.path;
    reference.at = *at;
    reference.to = to.path;
    reference.to_at = *to_at;
    reference.declared = key.declared;
    reference.on_delete = key.on_delete;
    reference.unique = key.declared || to.schema->are_unique(target_fields);
    for (const std::size_t position : *at) {
        const FieldSchema& field = from.schema->fields[position];
        reference.nullable = reference.nullable || field.nullable;
    }
    reference.role =
        role_of_reference(from.fields[at->front()], to.path.collection.name,
                          is_named_after(from.fields[at->front()], to.path.collection.name));
    if (known.note != nullptr && !take_note(from, *known.note, reference)) return;
    const bool listed = std::any_of(
        estate.references.begin(), estate.references.end(), [&](const Reference& other) {
            return other.from == reference.from && other.at == reference.at &&
                   other.to == reference.to && other.to_at == reference.to_at &&
                   other.where_at == reference.where_at && other.where == reference.where &&
                   other.prefix == reference.prefix;
        });
    if (!listed) estate.references.push_back(std::move(reference));
}

void add_references(Estate& estate, const Catalogue& catalogue, const Policy& policy) {
    for (const auto& [path, node] : estate.nodes) {
        for (const KnownReference& known : references_of(policy, catalogue, path)) {
            add_reference(estate, node, known, path.store);
        }
        // PostgreSQL does not pass foreign keys on to inheritance children; their rows refer to the
        // same people all the same.
        if (!node.schema->parent) continue;
        const CollectionPath parent{path.store, *node.schema->parent};
        for (KnownReference known : references_of(policy, catalogue, parent)) {
            known.key.declared = false;
            add_reference(estate, node, known, path.store);
        }
    }
    for (const FieldAnnotation& note : policy.fields) {
        const auto from = estate.nodes.find(note.field.in);
        if (from == estate.nodes.end()) continue;
        for (const AnnotatedReference& reference : note.references) {
            if (reference.field.in.store == note.field.in.store) continue;
            ForeignKey key;
            key.fields = {note.field.field};
            key.target = reference.field.in.collection;
            key.target_fields = {reference.field.field};
            key.declared = false;
            add_reference(estate, from->second, {std::move(key), &reference},
                          reference.field.in.store);
        }
    }
}

bool is_like_person(const Node& node) {
    if (!node.first_names.empty() && !node.last_names.empty()) return true;
    const bool described = node.names_people() || !node.birth_dates.empty();
    return described && (!node.identifying.empty() || !node.birth_dates.empty());
}

/// A row of an order names its customer too, but it cannot be without one: it is no person.
void tell_persons_from_records(Estate& estate) {
    for (auto& [path, node] : estate.nodes) {
        if (!is_like_person(node)) continue;
        node.person = true;
        for (const std::size_t i : node.out) {
            const Reference& reference = estate.references[i];
            const bool acts =
                reference.role == ReferenceRole::agent || reference.role == ReferenceRole::staff;
            if (acts || reference.to == path || !is_like_person(estate.nodes.at(reference.to)))
                continue;
            if (!reference.nullable ||
                is_named_after(node.fields[reference.at.front()], reference.to.collection.name))
                node.person = false;
        }
    }
}

}  // namespace

std::vector<std::size_t> Reference::from_at() const {
    std::vector<std::size_t> all = at;
    all.insert(all.end(), where_at.begin(), where_at.end());
    return all;
}

std::vector<std::string> Reference::from_tuple(std::vector<std::string> target) const {
    if (!prefix.empty()) target.front().insert(0, prefix);
    target.insert(target.end(), where.begin(), where.end());
    return target;
}

std::string Estate::fields_of(const Reference& reference) const {
    const Node& from = nodes.at(reference.from);
    std::string out;
    for (const std::size_t at : reference.at) {
        if (!out.empty()) out += ", ";
        out += from.fields[at];
    }
    for (std::size_t i = 0; i < reference.where.size(); ++i) {
        out += (i == 0 ? " where " : " and ") + from.fields[reference.where_at[i]] + " is " +
               reference.where[i];
    }
    if (!reference.prefix.empty()) out += " behind \"" + reference.prefix + '"';
    return out;
}

Estate make_estate(const Catalogue& catalogue, const Policy& policy) {
    Estate estate;
    for (const StoreSchema& store : catalogue.stores) {
        for (const CollectionSchema& schema : store.collections) {
            if (!is_searched(schema.kind)) continue;
            const CollectionPath path{store.store, schema.name};
            Node node = make_node(catalogue, policy, path, schema);
            node.own_register = store.server == kTreeOfFiles;
            estate.nodes.emplace(path, std::move(node));
        }
    }
    add_references(estate, catalogue, policy);
    std::sort(estate.references.begin(), estate.references.end(),
              [](const Reference& a, const Reference& b) {
                  return std::tie(a.from, a.at, a.to, a.to_at, a.where_at, a.where, a.prefix) <
                         std::tie(b.from, b.at, b.to, b.to_at, b.where_at, b.where, b.prefix);
              });
    for (std::size_t i = 0; i < estate.references.size(); ++i) {
        estate.nodes.at(estate.references[i].from).out.push_back(i);
        estate.nodes.at(estate.references[i].to).in.push_back(i);
    }
    tell_persons_from_records(estate);
    for (auto& [path, node] : estate.nodes) {
        const bool called_so = names_people(path.collection.name) && !node.identifying.empty();
        node.people = node.person || called_so;
    }
    return estate;
}

std::optional<std::string_view> text_of(const PersonalCell& cell) noexcept {
    const Cell& value = cell.expose();
    switch (value.kind) {
        case Cell::Kind::null:
        case Cell::Kind::blob:
            return std::nullopt;
        case Cell::Kind::integer:
        case Cell::Kind::real:
        case Cell::Kind::text:
            break;
    }
    if (value.bytes.empty()) return std::nullopt;
    return value.bytes;
}

std::optional<std::vector<std::string>> tuple_of(const Values& values,
                                                 const std::vector<std::size_t>& at) {
    std::vector<std::string> tuple;
    for (const std::size_t position : at) {
        const Cell& cell = values[position].expose();
        if (cell.kind == Cell::Kind::null) return std::nullopt;
        tuple.push_back(compared_bytes(cell));
    }
    return tuple;
}

std::optional<std::vector<std::string>> referred_by(const Reference& reference,
                                                    const Values& values) {
    if (tuple_of(values, reference.where_at) != reference.where) return std::nullopt;
    auto tuple = tuple_of(values, reference.at);
    if (!tuple || reference.prefix.empty()) return tuple;
    std::string& text = tuple->front();
    if (!text.starts_with(reference.prefix) || text.size() == reference.prefix.size())
        return std::nullopt;
    text.erase(0, reference.prefix.size());
    return tuple;
}

PersonName name_in(const Node& node, const Values& values) {
    const auto name_at = [&](std::size_t position) {
        const auto text = text_of(values[position]);
        const bool name =
            text && !is_erasure_text(*text) && !node.fillers.contains(std::string(*text));
        return name ? text : std::nullopt;
    };
    const auto joined = [&](const std::vector<std::size_t>& at) {
        std::string out;
        for (const std::size_t position : at) {
            const auto text = name_at(position);
            if (!text) continue;
            if (!out.empty()) out.push_back(' ');
            out.append(*text);
        }
        return out;
    };
    const std::string first = joined(node.first_names);
    const std::string last = joined(node.last_names);
    if (!first.empty() || !last.empty()) return make_name(first, last);
    for (const std::size_t position : node.full_names) {
        if (const auto text = name_at(position)) return parse_name(*text);
    }
    return {};
}

std::optional<std::string> birth_date_in(const Node& node, const Values& values) {
    for (const std::size_t position : node.birth_dates) {
        const auto text = text_of(values[position]);
        if (!text) continue;
        const IdentifierCheck check = check_identifier(IdentifierType("date"), *text);
        if (check.valid()) return check.normal_form.expose();
    }
    return std::nullopt;
}

std::set<Seed> leading_identifiers_in(const Node& node, const Values& values,
                                      const Countries& countries) {
    std::set<Seed> out;
    for (const IdentifyingField& field : node.identifying) {
        const auto text = text_of(values[field.at]);
        if (!text || field.secondary || has_rival(values, field)) continue;
        auto seed = normalise(field.type, *text, countries);
        if (seed && !proves_nothing(*seed)) out.insert(std::move(*seed));
    }
    return out;
}

bool speaks_of_row(const Node& node, const Values& values, const IdentifyingField& field) {
    using Of = IdentifyingField::Of;
    if (field.of != Of::row_if_alone) return field.of == Of::row;
    return std::none_of(node.identifying.begin(), node.identifying.end(),
                        [&](const IdentifyingField& other) {
                            return other.of == Of::row && other.type == field.type &&
                                   text_of(values[other.at]).has_value();
                        });
}

std::set<Seed> identifiers_in(const Node& node, const Values& values, const Countries& countries) {
    std::set<Seed> out;
    for (const IdentifyingField& field : node.identifying) {
        const auto text = text_of(values[field.at]);
        if (!text || !speaks_of_row(node, values, field)) continue;
        auto seed = normalise(field.type, *text, countries);
        if (seed && !proves_nothing(*seed)) out.insert(std::move(*seed));
    }
    return out;
}

}  // namespace gdprd::policy
