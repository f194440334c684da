#include <algorithm>
#include <array>
#include <variant>

#include "config/limits.hpp"
#include "config/yaml.hpp"
#include "policy/catalogue/fides.hpp"
#include "policy/catalogue/fides_cells.hpp"
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
    struct Place {
        const StoreSchema* store = nullptr;
        std::optional<std::string> ns;  ///< none: any that has the collection
    };

    Result<void> read_dataset(const Node& node) {
        GDPRD_TRY_ASSIGN(const std::string key, text_of(node, "fides_key", "a dataset"));
        GDPRD_TRY_ASSIGN(const auto collections, list_of(node, "collections"));
        const std::optional<Place> place = find_store(key);
        if (!place) {
            note(node, "the catalogue has no store for the dataset " + key);
            return {};
        }
        for (const Node* collection : collections)
            GDPRD_TRY(read_collection(*collection, key, *place));
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

    Result<void> read_collection(const Node& node, const std::string& key, const Place& place) {
        GDPRD_TRY_ASSIGN(const std::string name, text_of(node, "name", "a collection"));
        GDPRD_TRY_ASSIGN(const auto fields, list_of(node, "fields"));
        std::vector<const CollectionSchema*> found;
        for (const auto& collection : place.store->collections)
            if (collection.name.name == name && (!place.ns || collection.name.ns == *place.ns))
                found.push_back(&collection);
        if (found.size() != 1) {
            note(node, found.empty() ? "the catalogue has no collection " + key + ": " + name
                                     : "several namespaces have a collection " + name +
                                           ": name the dataset STORE.NAMESPACE");
            return {};
        }
        for (const Node* field : fields)
            GDPRD_TRY(read_field(*field, {place.store->store, found.front()->name}));
        return {};
    }

    Result<void> read_field(const Node& node, const CollectionPath& in) {
        GDPRD_TRY_ASSIGN(const std::string name, text_of(node, "name", "a field"));
        GDPRD_TRY_ASSIGN(const auto categories, list_of(node, "data_categories"));
        const FieldPath path{in, name};
        GDPRD_TRY(read_inside(node, path, {}));
        if (categories.empty()) return {};
        if (catalogue_.find_field(path) == nullptr) {
            note(node, "the catalogue has no field " + to_string(path));
            return {};
        }
        return add_verdict(path, categories);
    }

    Result<void> add_verdict(const FieldPath& path, const std::vector<const Node*>& categories) {
        FidesVerdict verdict{path, std::nullopt};
        for (const Node* category : categories) {
            if (!category->is_scalar()) return not_fides(*category, "a category is a text");
            GDPRD_TRY(take(*category, verdict));
        }
        const bool unknown =
            !verdict.category && std::ranges::any_of(categories, [](const Node* c) {
                return !is_within(c->text, "system");
            });
        if (!unknown) out_.verdicts.push_back(std::move(verdict));
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
            for (const FieldPath& place : places) GDPRD_TRY(add_verdict(place, categories));
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
