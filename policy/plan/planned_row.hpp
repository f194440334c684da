#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>

#include "policy/identity/resolver_estate.hpp"
#include "policy/plan/planner.hpp"

namespace gdprd::policy {

/// Fields of a row that stay, and until when the duty lasts where that is known.
struct Kept {
    std::set<std::size_t> fields;
    std::optional<Date> until;  ///< its last day
    std::string undated{};      ///< the field that it is counted from, in which no date can be read
};

struct PlannedRow {
    const SubjectRow* found = nullptr;
    const Node* node = nullptr;
    Values values;  ///< as they are when the row's last step begins
    Fate fate = Fate::erase;
    std::map<std::string, Kept> kept;  ///< by the name of the rule; "" for a stub's key
    std::string ground;                ///< of the first rule that keeps it, or of what needs a stub
    std::string why;                   ///< for people: why it stays
};

}  // namespace gdprd::policy
