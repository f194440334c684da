#include "daemon/export/record_page.hpp"

// kainjow's header uses std::istreambuf without naming it in every version.
#include <sstream>

#include <kainjow/mustache.hpp>

#include "daemon/export/record_template.hpp"
#include "policy/catalogue/taxonomy.hpp"

namespace gdprd::daemon {

namespace {

using kainjow::mustache::data;
using kainjow::mustache::mustache;

/// An empty value is one that nobody stated.
data fact(const std::string& label, const std::string& value) {
    data row;
    row.set("label", label);
    row.set("value", value.empty() ? "not stated" : value);
    row.set("missing", value.empty());
    return row;
}

std::string joined(const std::vector<std::string>& list, const char* if_empty) {
    std::string out;
    for (const auto& text : list) out += (out.empty() ? "" : ", ") + text;
    return out.empty() ? if_empty : out;
}

data list_of(const std::vector<std::string>& texts) {
    data out{data::type::list};
    for (const auto& text : texts) out.push_back(data{"what", text});
    return out;
}

std::string law_of(const policy::CategoryEntry* entry) {
    if (entry == nullptr) return "";
    switch (entry->sensitivity) {
        case policy::Sensitivity::ordinary:
            return "";
        case policy::Sensitivity::special:
            return "Art. 9";
        case policy::Sensitivity::criminal:
            return "Art. 10";
    }
    return "";
}

data category_row(const policy::RecordedCategory& recorded) {
    const auto* entry = policy::find_category(recorded.category.value());
    std::vector<std::string> stores;
    for (const auto& store : recorded.stores) stores.push_back(store.value());
    data row;
    row.set("category", recorded.category.value());
    row.set("description", entry == nullptr ? "" : std::string(entry->description));
    row.set("law", law_of(entry));
    row.set("fields", std::to_string(recorded.fields));
    row.set("stores", joined(stores, "in no catalogued field"));
    return row;
}

data activity_of(const policy::RecordedActivity& activity) {
    const policy::Purpose& purpose = *activity.purpose;
    const auto& information = purpose.information;
    data facts{data::type::list};
    facts.push_back(fact("Purpose", purpose.description));
    facts.push_back(fact("Data subjects", joined(purpose.subjects, "")));
    facts.push_back(fact("Recipients", information.recipients
                                           ? joined(*information.recipients, "nobody")
                                           : std::string()));
    facts.push_back(fact("Transfers to third countries", information.transfers));
    facts.push_back(fact("Time limits for erasure", information.retention));
    facts.push_back(fact("Legal basis", std::string(article_of(purpose.basis)) + " GDPR" +
                                            (purpose.special_ground.empty() ? "" : "; ") +
                                            purpose.special_ground));
    data categories{data::type::list};
    for (const auto& one : activity.categories) categories.push_back(category_row(one));
    data out;
    out.set("name", purpose.name.value());
    out.set("facts", facts);
    out.set("categories", categories);
    return out;
}

data parties_of(const policy::ProcessingRecord& record) {
    const auto& contacts = record.policy->contacts;
    data out{data::type::list};
    out.push_back(fact("Controller", record.controller.name));
    out.push_back(fact("Contact", record.controller.contact));
    if (!contacts.representative.empty())
        out.push_back(fact("Representative in the Union", contacts.representative));
    if (!contacts.data_protection_officer.empty())
        out.push_back(fact("Data protection officer", contacts.data_protection_officer));
    return out;
}

}  // namespace

std::string render_record_html(const policy::ProcessingRecord& record) {
    data page;
    page.set("controller", record.controller.name);
    page.set("has_gaps", !record.gaps.empty());
    page.set("gaps", list_of(record.gaps));
    page.set("parties", parties_of(record));
    data activities{data::type::list};
    for (const auto& activity : record.activities) activities.push_back(activity_of(activity));
    page.set("activities", activities);
    page.set("measures", list_of(record.policy->security_measures));
    mustache html{kRecordTemplate};
    return html.render(page);
}

}  // namespace gdprd::daemon
