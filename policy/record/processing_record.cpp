#include "policy/record/processing_record.hpp"

#include <algorithm>
#include <map>

#include "policy/catalogue/leaf.hpp"
#include "policy/catalogue/taxonomy.hpp"
#include "policy/catalogue/unseen.hpp"
#include "policy/language/decide.hpp"
#include "policy/language/owners.hpp"

namespace gdprd::policy {
namespace {

class RecordMaking {
  public:
    RecordMaking(const Policy& policy, const Catalogue& catalogue, const Controller& controller,
                 std::span<const StoreName> configured)
        : policy_(policy), catalogue_(catalogue), configured_(configured) {
        record_.controller = controller;
        record_.policy = &policy;
        found_.resize(policy.purposes.size());
    }

    ProcessingRecord run() {
        sort_fields();
        for (std::size_t i = 0; i < policy_.purposes.size(); ++i) add_activity(i);
        find_gaps();
        return std::move(record_);
    }

  private:
    void sort_fields() {
        for (const auto& [path, field] : catalogue_.fields) {
            const auto category = category_of(policy_, catalogue_, path);
            if (!category || is_leaf(catalogue_, path.in)) continue;
            const std::string owner = owner_of(&policy_, catalogue_, path);
            bool used = false;
            for (std::size_t i = 0; i < policy_.purposes.size(); ++i) {
                if (!uses(policy_.purposes[i], path, *category)) continue;
                RecordedCategory& recorded = found_[i][*category];
                recorded.category = *category;
                recorded.stores.insert(path.in.store);
                ++recorded.fields;
                if (!owner.empty()) recorded.owners.insert(owner);
                used = true;
            }
            if (!used) ++unexplained_[*category];
        }
    }

    [[nodiscard]] bool uses(const Purpose& purpose, const FieldPath& path,
                            const Category& category) const {
        const FieldAnnotation* note = policy_.find_annotation(path);
        if (note != nullptr && note->purpose) return *note->purpose == purpose.name;
        return std::ranges::any_of(purpose.categories, [&](const Category& used) {
            return is_within(category.value(), used.value());
        });
    }

    /// A category that the policy names and no field holds stands in the record all the same.
    void add_activity(std::size_t number) {
        const Purpose& purpose = policy_.purposes[number];
        auto& categories = found_[number];
        for (const Category& named : purpose.categories) {
            const bool held = std::ranges::any_of(categories, [&](const auto& one) {
                return is_within(one.first.value(), named.value());
            });
            if (!held) categories[named].category = named;
        }
        RecordedActivity activity{&purpose, {}};
        for (auto& [category, recorded] : categories)
            activity.categories.push_back(std::move(recorded));
        record_.activities.push_back(std::move(activity));
    }

    void gap(std::string what) { record_.gaps.push_back(std::move(what)); }

    void find_gaps() {
        if (record_.controller.contact.empty())
            gap("the controller's contact details (Art. 30(1)(a)): organisation.contact of "
                "gdprd.yaml");
        if (policy_.purposes.empty()) gap("the purposes (Art. 30(1)(b)): purposes of the policy");
        for (const Purpose& purpose : policy_.purposes) find_gaps_of(purpose);
        if (policy_.security_measures.empty())
            gap("a general description of the security measures (Art. 30(1)(g)): "
                "security_measures of the policy");
        find_unknown_data();
        for (const auto& [category, fields] : unexplained_)
            gap(std::to_string(fields) + (fields == 1 ? " field of " : " fields of ") +
                category.value() +
                " that no purpose uses (Art. 30(1)(b), (c)): add the category to a purpose, or do "
                "not process it");
    }

    /// What nobody has looked at may hold any category of data.
    void find_unknown_data() {
        if (catalogue_.fields.empty())
            gap("the categories of personal data (Art. 30(1)(c)) as the stores hold them: the "
                "catalogue is empty: gdprctl catalogue scan");
        for (const StoreName& store : unscanned_stores(catalogue_, configured_))
            gap("what the store " + store.value() +
                " holds (Art. 30(1)(c)): no scan has read it: gdprctl catalogue scan --store " +
                store.value());
        for (const auto& one : unreadable_collections(catalogue_))
            gap("what " + to_string(one.path) + " holds (Art. 30(1)(c)): no scan can read it" +
                (one.why.empty() ? "" : ": " + one.why));
    }

    void find_gaps_of(const Purpose& purpose) {
        const auto missing = [&](bool is_missing, const char* what, const char* key) {
            if (is_missing) gap("purpose " + purpose.name.value() + ": " + what + ": " + key);
        };
        missing(purpose.description.empty(), "what it is for (Art. 30(1)(b))", "description");
        missing(purpose.subjects.empty(), "whose data it is (Art. 30(1)(c))", "subjects");
        missing(!purpose.information.recipients, "who the data is disclosed to (Art. 30(1)(d))",
                "recipients, [] for nobody");
        missing(purpose.information.transfers.empty(),
                "transfers to third countries and their safeguards (Art. 30(1)(e))",
                "transfers, none if there are none");
        missing(purpose.information.retention.empty(),
                "when the data is to be erased (Art. 30(1)(f))", "retention");
    }

    const Policy& policy_;
    const Catalogue& catalogue_;
    std::span<const StoreName> configured_;
    ProcessingRecord record_;
    std::vector<std::map<Category, RecordedCategory>> found_;  ///< by the purpose's number
    std::map<Category, std::uint64_t> unexplained_;
};

}  // namespace

ProcessingRecord make_record(const Policy& policy, const Catalogue& catalogue,
                             const Controller& controller, std::span<const StoreName> configured) {
    return RecordMaking(policy, catalogue, controller, configured).run();
}

}  // namespace gdprd::policy
