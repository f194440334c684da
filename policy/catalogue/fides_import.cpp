#include <algorithm>
#include <set>
#include <variant>

#include "config/limits.hpp"
#include "config/yaml.hpp"
#include "policy/catalogue/fides.hpp"
#include "policy/catalogue/fides_cells.hpp"
#include "policy/catalogue/leaf.hpp"
#include "policy/catalogue/taxonomy.hpp"

namespace gdprd::policy {
namespace {

using config::yaml::Node;

constexpr std::uint64_t kFilesInOne = 16;

std::string line_of(const Node& node) {
    return "line " + std::to_string(node.at.line) + ": ";
}

Error not_fides(const Node& node, std::string_view why) {
    return {ErrorCode::invalid_argument, line_of(node) + std::string(why),
            "a dataset file has `dataset:`, a list of fides_key, collections, fields"};
}

Result<std::string> text_of(const Node& map, std::string_view key, std::string_view what) {
    const Node* node = map.find(key);
    if (node == nullptr || !node->is_scalar() || node->text.empty())
        return not_fides(map, std::string(what) + " needs a " + std::string(key));
    return node->text;
}

/// Members that may be left out, or be null.
Result<std::vector<const Node*>> list_of(const Node& map, std::string_view key) {
    std::vector<const Node*> out;
    const Node* node = map.find(key);
    if (node == nullptr || node->is_null()) return out;
    if (!node->is_sequence()) return not_fides(*node, std::string(key) + " is a list");
    for (const Node& item : node->children) out.push_back(&item);
    return out;
}

class FidesReader {
  public:
    explicit FidesReader(const Catalogue& catalogue) : catalogue_(catalogue) {}

    Result<FidesReading> run(const Node& root) {
        if (!root.is_map() || root.find("dataset") == nullptr)
            return not_fides(root, "this is no dataset file of Fides");
        GDPRD_TRY_ASSIGN(const auto datasets, list_of(root, "dataset"));
        for (const Node* dataset : datasets) GDPRD_TRY(read_dataset(*dataset));
        return std::move(out_);
    }

  private:
    using Categories = std::vector<const Node*>;

    struct Place {
        const StoreSchema* store = nullptr;
        std::optional<std::string> ns;  ///< none: any that has the collection
    };

    /// Of one collection of the file.
    struct Collection {
        CollectionPath path;
        std::set<std::string> listed;
        std::map<std::string, const Node*> without;  ///< fields without categories, by name
    };

    Result<void> read_dataset(const Node& node) {
        GDPRD_TRY_ASSIGN(const std::string key, text_of(node, "fides_key", "a dataset"));
        GDPRD_TRY_ASSIGN(const auto collections, list_of(node, "collections"));
        GDPRD_TRY_ASSIGN(const auto categories, list_of(node, "data_categories"));
        const std::optional<Place> place = find_store(key);
        if (!place) {
            note(node, "the catalogue has no store for the dataset " + key);
            return {};
        }
        for (const Node* collection : collections)
            GDPRD_TRY(read_collection(*collection, key, *place, categories));
        return {};
    }

    [[nodiscard]] std::optional<Place> find_store(const std::string& key) const {
        for (const auto& store : catalogue_.stores) {
            const std::string& name = store.store.value();
            if (key == name) return Place{&store, std::nullopt};
            if (key.starts_with(name + ".")) return Place{&store, key.substr(name.size() + 1)};
        }
        return std::nullopt;
    }

    Result<void> read_collection(const Node& node, const std::string& key, const Place& place,
                                 const Categories& of_dataset) {
        GDPRD_TRY_ASSIGN(const std::string name, text_of(node, "name", "a collection"));
        GDPRD_TRY_ASSIGN(const auto fields, list_of(node, "fields"));
        GDPRD_TRY_ASSIGN(const auto own, list_of(node, "data_categories"));
        std::vector<const CollectionSchema*> found;
        bool is_part = false;
        for (const auto& collection : place.store->collections) {
            if (collection.name.name != name || (place.ns && collection.name.ns != *place.ns))
                continue;
            if (is_leaf(collection)) {
                is_part = true;
            } else {
                found.push_back(&collection);
            }
        }
        if (found.empty() && is_part) {
            note(node, name + " is a part of another collection: say there what it holds");
            return {};
        }
        if (found.size() != 1) {
            note(node, found.empty() ? "the catalogue has no collection " + key + ": " + name
                                     : "several namespaces have a collection " + name +
                                           ": name the dataset STORE.NAMESPACE");
            return {};
        }
        Collection collection;
        collection.path = {place.store->store, found.front()->name};
        for (const Node* field : fields) GDPRD_TRY(read_field(*field, collection));
        return pass_on(node, own.empty() ? of_dataset : own, *found.front(), collection);
    }

    /// What is said of all fields of a collection holds for those without a word of their own.
    Result<void> pass_on(const Node& node, const Categories& categories,
                         const CollectionSchema& schema, const Collection& collection) {
        if (categories.empty()) return {};
        for (const auto& [name, field] : collection.without) {
            const FieldPath path{collection.path, name};
            if (decided_.contains(path)) continue;
            if (catalogue_.find_field(path) == nullptr) {
                note(*field, "the catalogue has no field " + to_string(path));
                continue;
            }
            GDPRD_TRY(add_verdict(*field, path, categories));
        }
        std::string unlisted;
        for (const FieldSchema& field : schema.fields)
            if (!collection.listed.contains(field.name))
                unlisted += (unlisted.empty() ? "" : ", ") + field.name;
        if (!unlisted.empty())
            note(node, "the categories of " + to_string(collection.path) +
                           " are not given to fields that the file does not list: " + unlisted);
        return {};
    }

    Result<void> read_field(const Node& node, Collection& in) {
        GDPRD_TRY_ASSIGN(const std::string name, text_of(node, "name", "a field"));
        GDPRD_TRY_ASSIGN(const auto categories, list_of(node, "data_categories"));
        const FieldPath path{in.path, name};
        in.listed.insert(name);
        GDPRD_TRY(read_inside(node, path, {}));
        if (categories.empty()) {
            in.without.emplace(name, &node);
            return {};
        }
        if (catalogue_.find_field(path) == nullptr) {
            note(node, "the catalogue has no field " + to_string(path));
            return {};
        }
        return add_verdict(node, path, categories);
    }

    Result<void> add_verdict(const Node& node, const FieldPath& path,
                             const Categories& categories) {
        if (decided_.contains(path)) {
            note(node, to_string(path) + " is listed twice: the first counts");
            return {};
        }
        FidesVerdict verdict{path, std::nullopt};
        for (const Node* category : categories) {
            if (!category->is_scalar()) return not_fides(*category, "a category is a text");
            GDPRD_TRY(take(*category, verdict));
        }
        const bool unknown =
            !verdict.category && std::ranges::any_of(categories, [](const Node* c) {
                return !is_within(c->text, "system");
            });
        if (unknown) return {};
        decided_.insert(path);
        out_.verdicts.push_back(std::move(verdict));
        return {};
    }

    Result<void> take(const Node& category, FidesVerdict& verdict) {
        if (is_within(category.text, "system")) return {};
        if (find_category(category.text) == nullptr) {
            note(category,
                 "the taxonomy has no such category; passed over for " + to_string(verdict.field));
        } else if (verdict.category) {
            note(category, to_string(verdict.field) + " has a category already: passed over");
        } else {
            verdict.category = Category(category.text);
        }
        return {};
    }

    /// What stands inside a column's cells; `names` lead to the node.
    Result<void> read_inside(const Node& node, const FieldPath& column,
                             const std::vector<std::string>& names) {
        GDPRD_TRY_ASSIGN(const auto nested, list_of(node, "fields"));
        for (const Node* inside : nested) {
            GDPRD_TRY_ASSIGN(std::string name, text_of(*inside, "name", "a field"));
            auto below = names;
            below.push_back(std::move(name));
            GDPRD_TRY_ASSIGN(const auto categories, list_of(*inside, "data_categories"));
            GDPRD_TRY(read_inside(*inside, column, below));
            if (categories.empty()) continue;
            const auto places = places_named(catalogue_, column.in, column.field, below);
            for (const FieldPath& place : places)
                GDPRD_TRY(add_verdict(*inside, place, categories));
            if (places.empty()) {
                note(*inside, "the catalogue has nothing of that name inside " + to_string(column) +
                                  ": no scan has seen it");
            }
        }
        return {};
    }

    void note(const Node& node, const std::string& what) {
        out_.notes.push_back(line_of(node) + what);
    }

    const Catalogue& catalogue_;
    FidesReading out_;
    std::set<FieldPath> decided_;
};

}  // namespace

Result<FidesReading> read_fides(std::string_view yaml, const Catalogue& catalogue) {
    const auto parsed = config::yaml::parse(yaml, config::limits::kPolicyFileBytes * kFilesInOne);
    if (const auto* problem = std::get_if<config::yaml::Problem>(&parsed)) {
        return Error(ErrorCode::invalid_argument,
                     "line " + std::to_string(problem->at.line) + ": " + problem->message,
                     problem->suggestion);
    }
    return FidesReader(catalogue).run(std::get<Node>(parsed));
}

}  // namespace gdprd::policy
