#include "connectors/text_match.hpp"

#include <algorithm>

#include "connectors/fold.hpp"
#include "policy/identity/digits_inside.hpp"

namespace gdprd::connectors {

using policy::MatchMode;

std::string wanted_form(MatchMode mode, std::string_view wanted) {
    switch (mode) {
        case MatchMode::digits:
            return alphanumerics(wanted);
        case MatchMode::digits_inside:
            return policy::only_digits(wanted);
        case MatchMode::exact:
        case MatchMode::folded:
        case MatchMode::contains:
            break;
    }
    return fold(wanted);
}

std::string stored_form(MatchMode mode, std::string_view stored) {
    return mode == MatchMode::digits_inside ? policy::dialled_marks(stored)
                                            : wanted_form(mode, stored);
}

bool matches_any(MatchMode mode, const std::string& stored, const std::set<std::string>& wanted) {
    switch (mode) {
        case MatchMode::contains:
            return std::ranges::any_of(wanted, [&](const std::string& part) {
                return stored.find(part) != std::string::npos;
            });
        case MatchMode::digits_inside:
            return std::ranges::any_of(wanted, [&](const std::string& digits) {
                return policy::find_digits(stored, digits, 0).found();
            });
        case MatchMode::exact:
        case MatchMode::folded:
        case MatchMode::digits:
            break;
    }
    return wanted.contains(stored);
}

}  // namespace gdprd::connectors
