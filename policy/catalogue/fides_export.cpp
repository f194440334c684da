#include <yaml-cpp/emitter.h>

#include <set>

#include "policy/catalogue/fides.hpp"
#include "policy/catalogue/fides_cells.hpp"
#include "policy/catalogue/leaf.hpp"

namespace gdprd::policy {
namespace {

bool in_key(const std::vector<std::string>& key, const std::string& field) {
    return std::find(key.begin(), key.end(), field) != key.end();
}

/// fideslang's DataType; empty where it has none.
std::string_view fides_type(FieldType type) {
    switch (type) {
        case FieldType::integer:
            return "integer";
        case FieldType::real:
        case FieldType::numeric:
            return "float";
        case FieldType::boolean:
            return "boolean";
        case FieldType::text:
        case FieldType::date:
        case FieldType::timestamp:
        case FieldType::time:
        case FieldType::uuid:
        case FieldType::inet:
            return "string";
        case FieldType::json:
            return "object";
        case FieldType::bytes:
        case FieldType::array:
        case FieldType::other:
            return "";
    }
    return "";
}

class FidesWriter {
  public:
    explicit FidesWriter(const Catalogue& catalogue) : catalogue_(catalogue) {}

    FidesDatasets run() {
        out_ << YAML::BeginMap << YAML::Key << "dataset" << YAML::Value << YAML::BeginSeq;
        for (const StoreSchema& store : catalogue_.stores) write_store(store);
        out_ << YAML::EndSeq << YAML::EndMap;
        done_.yaml = std::string(out_.c_str(), out_.size()) + "\n";
        return std::move(done_);
    }

  private:
    void write_store(const StoreSchema& store) {
        std::set<std::string> namespaces;
        for (const auto& collection : store.collections)
            if (!is_leaf(collection)) namespaces.insert(collection.name.ns);
        for (const auto& ns : namespaces) {
            const std::string key =
                namespaces.size() == 1 ? store.store.value() : store.store.value() + "." + ns;
            text("fides_key", key, YAML::BeginMap);
            text("name", key);
            out_ << YAML::Key << "collections" << YAML::Value << YAML::BeginSeq;
            for (const auto& collection : store.collections)
                if (collection.name.ns == ns && !is_leaf(collection))
                    write_collection(store, collection, key);
            out_ << YAML::EndSeq << YAML::EndMap;
        }
    }

    void write_collection(const StoreSchema& store, const CollectionSchema& collection,
                          const std::string& dataset) {
        const CollectionPath path{store.store, collection.name};
        if (!is_name(collection.name.name)) return done_.left_out.push_back(to_string(path));
        text("name", collection.name.name, YAML::BeginMap);
        if (!collection.comment.empty()) text("description", collection.comment);
        out_ << YAML::Key << "fields" << YAML::Value << YAML::BeginSeq;
        for (const auto& field : collection.fields) {
            const FieldPath at{path, field.name};
            if (is_name(field.name)) {
                write_field(collection, field, at, dataset);
            } else {
                done_.left_out.push_back(to_string(at));
            }
        }
        out_ << YAML::EndSeq << YAML::EndMap;
    }

    void write_field(const CollectionSchema& collection, const FieldSchema& field,
                     const FieldPath& at, const std::string& dataset) {
        ++done_.fields;
        text("name", field.name, YAML::BeginMap);
        if (!field.comment.empty()) text("description", field.comment);
        write_category(catalogue_.find_field(at));
        write_meta(collection, field, dataset);
        write_inside(fides_inside(catalogue_, at.in, field.name, done_.left_out));
        out_ << YAML::EndMap;
    }

    void write_category(const CatalogueField* found) {
        if (found == nullptr || !found->is_personal() || !found->category) return;
        out_ << YAML::Key << "data_categories" << YAML::Value << YAML::BeginSeq
             << found->category->value() << YAML::EndSeq;
    }

    void write_inside(const FidesInside& inside) {
        if (inside.fields.empty()) return;
        out_ << YAML::Key << "fields" << YAML::Value << YAML::BeginSeq;
        for (const auto& [name, below] : inside.fields) {
            if (below.field != nullptr) ++done_.fields;
            text("name", name, YAML::BeginMap);
            write_category(below.field);
            write_inside(below);
            out_ << YAML::EndMap;
        }
        out_ << YAML::EndSeq;
    }

    void write_meta(const CollectionSchema& collection, const FieldSchema& field,
                    const std::string& dataset) {
        const bool is_key = in_key(collection.primary_key, field.name);
        const std::string_view type = fides_type(field.type);
        const ForeignKey* reference = reference_of(collection, field.name);
        if (!is_key && type.empty() && !field.max_chars && reference == nullptr) return;
        out_ << YAML::Key << "fides_meta" << YAML::Value << YAML::BeginMap;
        if (is_key) out_ << YAML::Key << "primary_key" << YAML::Value << true;
        if (!type.empty()) text("data_type", std::string(type));
        if (field.max_chars && *field.max_chars > 0)
            out_ << YAML::Key << "length" << YAML::Value << *field.max_chars;
        if (reference != nullptr) {
            out_ << YAML::Key << "references" << YAML::Value << YAML::BeginSeq;
            text("dataset", dataset, YAML::BeginMap);
            text("field", reference->target.name + "." + reference->target_fields.front());
            text("direction", "to");
            out_ << YAML::EndMap << YAML::EndSeq;
        }
        out_ << YAML::EndMap;
    }

    /// Fides has references of one field, inside and between datasets; those here stay inside.
    static const ForeignKey* reference_of(const CollectionSchema& collection,
                                          const std::string& field) {
        for (const auto& key : collection.foreign_keys)
            if (key.fields.size() == 1 && key.fields.front() == field &&
                key.target.ns == collection.name.ns && is_name(key.target.name) &&
                key.target_fields.size() == 1 && is_name(key.target_fields.front()))
                return &key;
        return nullptr;
    }

    static bool is_name(const std::string& name) { return name.find('.') == std::string::npos; }

    void text(const char* key, const std::string& value) {
        out_ << YAML::Key << key << YAML::Value << YAML::DoubleQuoted << value << YAML::Auto;
    }
    void text(const char* key, const std::string& value, YAML::EMITTER_MANIP before) {
        out_ << before;
        text(key, value);
    }

    const Catalogue& catalogue_;
    YAML::Emitter out_;
    FidesDatasets done_;
};

}  // namespace

FidesDatasets to_fides(const Catalogue& catalogue) {
    return FidesWriter(catalogue).run();
}

}  // namespace gdprd::policy
