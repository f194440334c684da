#pragma once

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "policy/catalogue/catalogue.hpp"
#include "policy/language/policy.hpp"

namespace gdprd::policy {

/// Who processes, as gdprd.yaml says.
struct Controller {
    std::string name;
    std::string contact;
};

/// One category of personal data of an activity, and where the catalogue has it.
struct RecordedCategory {
    Category category;
    std::set<StoreName> stores;
    std::uint64_t fields = 0;        ///< personal ones; 0: nothing catalogued holds it
    std::set<std::string> owners{};  ///< who answers for them, as far as the policy says
};

struct RecordedActivity {
    const Purpose* purpose = nullptr;          ///< borrowed from the policy
    std::vector<RecordedCategory> categories;  ///< in the order of their keys
};

/// The record of processing activities of a controller (Art. 30(1)), made from the policy in force
/// and the catalogue. Borrows from both.
struct ProcessingRecord {
    Controller controller;
    const Policy* policy = nullptr;
    std::vector<RecordedActivity> activities;  ///< in the order of the policy
    /// What Art. 30(1) asks for and neither policy nor catalogue says, each with what to write
    /// where; personal fields that no purpose uses, and what no scan has read, too. Empty:
    /// complete.
    std::vector<std::string> gaps;
};

/// `configured` are the stores of gdprd.yaml: the record is to have the data of all of them. Leaves
/// of partitioned tables hold no data of their own.
[[nodiscard]] ProcessingRecord make_record(const Policy& policy, const Catalogue& catalogue,
                                           const Controller& controller,
                                           std::span<const StoreName> configured);

/// {"article", "controller", "activities", "security_measures", "gaps"}.
[[nodiscard]] std::string record_json(const ProcessingRecord& record);
/// A line for each activity (RFC 4180, with a header), for spreadsheets.
[[nodiscard]] std::string record_csv(const ProcessingRecord& record);
/// JSON-LD in the words of the W3C Data Privacy Vocabulary 2: each activity a dpv:Process.
[[nodiscard]] std::string record_jsonld(const ProcessingRecord& record);

}  // namespace gdprd::policy
