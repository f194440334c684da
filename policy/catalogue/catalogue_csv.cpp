#include <array>
#include <cstdio>

#include "policy/catalogue/catalogue_exports.hpp"
#include "policy/catalogue/csv_cells.hpp"
#include "policy/catalogue/leaf.hpp"
#include "policy/catalogue/taxonomy.hpp"

namespace gdprd::policy {
namespace {

std::string percent(std::uint32_t ppm) {
    std::array<char, 16> out{};
    std::snprintf(out.data(), out.size(), "%.1f", ppm / 1e4);
    return out.data();
}

std::string joined(const std::vector<std::string>& reasons) {
    std::string out;
    for (const auto& reason : reasons) out += (out.empty() ? "" : "; ") + reason;
    return out;
}

}  // namespace

std::string to_csv(const Catalogue& catalogue) {
    std::string out;
    add_csv_line(out, {"store", "namespace", "collection", "field", "type", "category", "law",
                       "class", "personal %", "decision", "decided by", "personal", "reasons"});
    for (const auto& [path, field] : catalogue.fields) {
        if (is_leaf(catalogue, path.in)) continue;
        const auto* collection = catalogue.find_collection(path.in);
        const auto* schema = collection == nullptr ? nullptr : collection->find_field(path.field);
        const auto* category = field.category ? find_category(field.category->value()) : nullptr;
        add_csv_line(out, {path.in.store.value(), path.in.collection.ns, path.in.collection.name,
                           path.field, schema == nullptr ? "" : schema->declared_type,
                           field.category ? field.category->value() : "",
                           category == nullptr ? "" : to_string(category->sensitivity),
                           category == nullptr ? "" : to_string(category->data_class),
                           percent(field.personal_ppm), to_string(field.decision),
                           to_string(field.decided_by), field.is_personal() ? "yes" : "no",
                           joined(field.reasons)});
    }
    return out;
}

}  // namespace gdprd::policy
