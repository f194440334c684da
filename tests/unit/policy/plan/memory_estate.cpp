#include "memory_estate.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <sstream>

#include "policy/identity/digits_inside.hpp"
#include "policy/identity/matcher.hpp"

namespace gdprd::policy {
namespace {

CollectionPath path_of(const std::string& text) {
    return *parse_collection_path(text);
}

FieldType type_of(const std::string& word) {
    if (word == "int") return FieldType::integer;
    if (word == "date") return FieldType::date;
    if (word == "bool") return FieldType::boolean;
    if (word == "real") return FieldType::real;
    if (word == "json") return FieldType::json;
    if (word == "bytes") return FieldType::bytes;
    return FieldType::text;
}

std::string bare(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (std::isalnum(static_cast<unsigned char>(c)) != 0) {
            out.push_back(static_cast<char>(std::toupper(static_cast<unsigned char>(c))));
        }
    }
    return out;
}

bool matches(const Cell& cell, const Cell& wanted, MatchMode mode) {
    if (cell.kind == Cell::Kind::null) return false;
    switch (mode) {
        case MatchMode::exact:
            return cell.bytes == wanted.bytes;
        case MatchMode::folded:
            return fold_text(cell.bytes) == fold_text(wanted.bytes);
        case MatchMode::digits:
            return bare(cell.bytes) == bare(wanted.bytes);
        case MatchMode::contains:
            return fold_text(cell.bytes).find(fold_text(wanted.bytes)) != std::string::npos;
        case MatchMode::digits_inside:
            return holds_digits_inside(cell.bytes, wanted.bytes);
    }
    return false;
}

std::size_t position(const CollectionSchema& schema, const std::string& field) {
    const auto found = std::find_if(schema.fields.begin(), schema.fields.end(),
                                    [&](const FieldSchema& f) { return f.name == field; });
    return static_cast<std::size_t>(found - schema.fields.begin());
}

void add_flag(const CollectionPath& in, CollectionSchema& schema, FieldSchema& field,
              CatalogueField& entry, const std::string& flag) {
    if (flag == "pk") {
        schema.primary_key.push_back(field.name);
        field.nullable = false;
    } else if (flag == "notnull") {
        field.nullable = false;
    } else if (flag == "unique") {
        schema.unique_keys.push_back({field.name});
    } else if (flag == "generated") {
        field.generated = true;
    } else if (flag.starts_with("chars=")) {
        field.max_chars = static_cast<std::uint32_t>(std::stoul(flag.substr(6)));
    } else if (flag.starts_with("->")) {
        const auto dot = flag.find('.');
        const auto colon = flag.find(':');
        ForeignKey key;
        key.name = "fk_" + field.name;
        key.fields = {field.name};
        key.target = {in.collection.ns, flag.substr(2, dot - 2)};
        key.target_fields = {flag.substr(dot + 1, colon - dot - 1)};
        if (flag.ends_with(":cascade")) key.on_delete = OnDelete::cascade;
        if (flag.ends_with(":along")) key.on_delete = OnDelete::along;
        if (flag.ends_with(":set_null")) key.on_delete = OnDelete::set_null;
        schema.foreign_keys.push_back(key);
    } else {
        entry.category = Category(flag);
        entry.decision = Decision::accept;
        entry.probability_ppm = entry.personal_ppm = 990'000;
    }
}

}  // namespace

CollectionSchema& MemoryEstate::add(const std::string& path, const std::string& fields) {
    const CollectionPath in = path_of(path);
    CollectionSchema schema;
    schema.name = in.collection;
    std::istringstream parts(fields);
    for (std::string part; std::getline(parts, part, ';');) {
        std::istringstream words(part);
        FieldSchema field;
        words >> field.name >> field.declared_type;
        field.type = type_of(field.declared_type);
        CatalogueField entry;
        entry.path = {in, field.name};
        for (std::string flag; words >> flag;) add_flag(in, schema, field, entry, flag);
        catalogue.fields.emplace(entry.path, entry);
        schema.fields.push_back(std::move(field));
    }
    tables[in];
    auto store = std::find_if(catalogue.stores.begin(), catalogue.stores.end(),
                              [&](const StoreSchema& s) { return s.store == in.store; });
    if (store == catalogue.stores.end()) {
        catalogue.stores.push_back({in.store, "SQLite 3.40.1", {}});
        store = catalogue.stores.end() - 1;
    }
    store->collections.push_back(std::move(schema));
    return store->collections.back();
}

void MemoryEstate::insert(const std::string& path, const Texts& values) {
    const CollectionSchema* schema = catalogue.find_collection(path_of(path));
    ASSERT_NE(schema, nullptr) << path;
    ASSERT_EQ(values.size(), schema->fields.size()) << path;
    std::vector<Cell> row;
    for (std::size_t at = 0; at < values.size(); ++at) {
        if (!values[at]) {
            row.emplace_back();
            continue;
        }
        const FieldType type = schema->fields[at].type;
        const auto kind = type == FieldType::integer ? Cell::Kind::integer
                          : type == FieldType::bytes ? Cell::Kind::blob
                                                     : Cell::Kind::text;
        row.push_back({kind, *values[at]});
    }
    tables[path_of(path)].push_back(std::move(row));
}

void MemoryEstate::annotate(const std::string& field, const std::string& identifier,
                            const std::string& references) {
    FieldAnnotation note;
    note.field = *parse_field_path(field);
    if (!identifier.empty()) note.identifier = identifier;
    if (!references.empty()) {
        AnnotatedReference reference;
        reference.field = *parse_field_path(references);
        note.references.push_back(std::move(reference));
    }
    policy.fields.push_back(std::move(note));
}

void MemoryEstate::refer(const std::string& field, const std::string& to,
                         std::map<std::string, std::string> where,
                         std::optional<ReferenceRole> role) {
    AnnotatedReference reference;
    reference.field = *parse_field_path(to);
    reference.where = std::move(where);
    reference.role = role;
    const FieldPath path = *parse_field_path(field);
    const auto known = std::find_if(policy.fields.begin(), policy.fields.end(),
                                    [&](const auto& note) { return note.field == path; });
    if (known != policy.fields.end()) {
        known->references.push_back(std::move(reference));
        return;
    }
    FieldAnnotation note;
    note.field = path;
    note.references.push_back(std::move(reference));
    policy.fields.push_back(std::move(note));
}

void MemoryEstate::refer_behind(const std::string& field, const std::string& prefix,
                                const std::string& to) {
    refer(field, to, {});
    const FieldPath path = *parse_field_path(field);
    for (FieldAnnotation& note : policy.fields)
        if (note.field == path) note.references.back().prefix = prefix;
}

RowKey MemoryEstate::key_of(const CollectionSchema& schema, std::size_t at,
                            const std::vector<Cell>& row) const {
    RowKey key;
    if (schema.primary_key.empty()) {
        key.kind = KeyKind::rowid;
        key.values.emplace_back(Cell{Cell::Kind::integer, std::to_string(at + 1)});
        return key;
    }
    for (const std::string& field : schema.primary_key) {
        key.fields.push_back(field);
        key.values.emplace_back(row[position(schema, field)]);
    }
    return key;
}

RowSet MemoryEstate::find(const FindQuery& query) const {
    const CollectionSchema& schema = *catalogue.find_collection(query.in);
    RowSet out;
    out.from = query.in;
    out.fields = query.read;
    if (out.fields.empty()) {
        for (const FieldSchema& field : schema.fields) out.fields.push_back(field.name);
    }
    const auto& table = tables.at(query.in);
    for (std::size_t at = 0; at < table.size(); ++at) {
        const auto fits = [&](const std::vector<PersonalCell>& wanted) {
            for (std::size_t i = 0; i < wanted.size(); ++i) {
                const Cell& cell = table[at][position(schema, query.fields[i])];
                if (!matches(cell, wanted[i].expose(), query.mode)) return false;
            }
            return true;
        };
        if (table[at].empty()) continue;  // deleted
        if (std::none_of(query.any_of.begin(), query.any_of.end(), fits)) continue;
        Row row;
        row.key = key_of(schema, at, table[at]);
        for (const std::string& field : out.fields) {
            row.values.emplace_back(table[at][position(schema, field)]);
        }
        out.rows.push_back(std::move(row));
    }
    return out;
}

void MemoryEstate::apply(const Step& step, const Secret& row_key) {
    if (step.kind == StepKind::residue || step.kind == StepKind::read) return;
    const CollectionSchema& schema = *catalogue.find_collection(step.in);
    auto& table = tables.at(step.in);
    for (const RowTarget& target : step.rows) {
        bool found = false;
        for (std::size_t at = 0; at < table.size() && !found; ++at) {
            if (table[at].empty() || key_of(schema, at, table[at]) != target.key) continue;
            found = true;
            std::vector<PersonalCell> whole;
            for (const std::string& field : step.fields) {
                whole.emplace_back(table[at][position(schema, field)]);
            }
            EXPECT_EQ(digest_row(row_key, step.in, step.fields, whole), target.before)
                << to_string(step.in) << ": the row is not as the plan says";
            if (step.kind == StepKind::delete_rows) {
                table[at].clear();
                continue;
            }
            std::size_t own = 0;
            std::vector<std::string> written;
            std::vector<PersonalCell> after;
            for (const FieldAction& action : step.actions) {
                if (action.kind == FieldActionKind::keep) continue;
                Cell value = action.kind == FieldActionKind::replace ? action.value : Cell{};
                if (action.kind == FieldActionKind::replace && !target.writes.empty()) {
                    value = target.writes[own++];
                }
                const std::size_t place = position(schema, action.field);
                EXPECT_TRUE(value.kind != Cell::Kind::null || schema.fields[place].nullable)
                    << to_string(step.in) << "." << action.field << " must not be null";
                table[at][place] = value;
                written.push_back(action.field);
                after.emplace_back(value);
            }
            EXPECT_EQ(digest_row(row_key, step.in, written, after), target.after);
        }
        EXPECT_TRUE(found) << to_string(step.in) << ": a row of the plan is not there";
    }
    check_references(step.in.store);
}

void MemoryEstate::check_references(const StoreName& store) const {
    for (const CollectionSchema& schema : catalogue.find_store(store)->collections) {
        for (const ForeignKey& key : schema.foreign_keys) {
            const CollectionSchema& target = *catalogue.find_collection({store, key.target});
            for (const auto& row : tables.at({store, schema.name})) {
                if (row.empty()) continue;
                const Cell& cell = row[position(schema, key.fields.front())];
                if (cell.kind == Cell::Kind::null) continue;
                const auto& rows = tables.at({store, key.target});
                const bool there = std::any_of(rows.begin(), rows.end(), [&](const auto& other) {
                    return !other.empty() &&
                           other[position(target, key.target_fields.front())] == cell;
                });
                EXPECT_TRUE(there) << schema.name.name << "." << key.fields.front()
                                   << " refers to a row that is gone";
            }
        }
    }
}

Resolution MemoryEstate::resolve(const std::vector<std::pair<std::string, std::string>>& seeds,
                                 const MatchVerdicts& verdicts, std::size_t turn) const {
    std::vector<Seed> typed;
    for (const auto& [type, value] : seeds) {
        typed.push_back({IdentifierType(type), Personal<std::string>(value)});
    }
    Resolver resolver(catalogue, policy, typed, verdicts, test_key());
    for (int round = 0; round < 1000; ++round) {
        std::vector<FindQuery> queries = resolver.next();
        if (queries.empty()) return resolver.finish();
        if (turn % 2 == 1) std::reverse(queries.begin(), queries.end());
        for (const FindQuery& query : queries) {
            if (failing.contains(query.in.store)) {
                resolver.store_failed(query.in.store);
                continue;
            }
            RowSet rows = find(query);
            if (turn % 2 == 1) std::reverse(rows.rows.begin(), rows.rows.end());
            resolver.supply(query, rows);
        }
    }
    ADD_FAILURE() << "the resolver does not come to an end";
    return resolver.finish();
}

Resolution MemoryEstate::resolve(const std::vector<std::pair<std::string, std::string>>& seeds,
                                 const MatchVerdicts& verdicts) const {
    return resolve(seeds, verdicts, 0);
}

Resolution MemoryEstate::resolve_backwards(
    const std::vector<std::pair<std::string, std::string>>& seeds) const {
    return resolve(seeds, {}, 1);
}

std::vector<std::vector<std::string>> MemoryEstate::rows(const std::string& path) const {
    std::vector<std::vector<std::string>> out;
    for (const auto& row : tables.at(path_of(path))) {
        if (row.empty()) continue;
        std::vector<std::string> texts;
        for (const Cell& cell : row) {
            texts.push_back(cell.kind == Cell::Kind::null ? "NULL" : cell.bytes);
        }
        out.push_back(std::move(texts));
    }
    return out;
}

std::string MemoryEstate::bytes_of(const std::string& store) const {
    std::string out;
    for (const auto& [path, table] : tables) {
        if (path.store != StoreName(store)) continue;
        for (const auto& row : table) {
            for (const Cell& cell : row) out += cell.bytes + '\n';
        }
    }
    return out;
}

std::vector<std::string> names_of(const std::vector<SubjectRow>& rows) {
    std::vector<std::string> out;
    for (const SubjectRow& row : rows) {
        const std::string first =
            row.row.key.values.empty() ? "" : row.row.key.values.front().expose().bytes;
        out.push_back(to_string(row.in) + "(" + first + ")");
    }
    return out;
}

const Secret& test_key() {
    static const Secret key(as_bytes("0123456789abcdef0123456789abcdef"));
    return key;
}

}  // namespace gdprd::policy
