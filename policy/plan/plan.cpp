#include "policy/plan/plan.hpp"

#include "config/base/crypto.hpp"
#include "config/base/edit_distance.hpp"

namespace gdprd::policy {

PlanDigest digest_of(const Plan& plan) {
    return PlanDigest(crypto::sha256(cbor::encode(to_cbor(plan))));
}

std::string_view to_string(Right right) noexcept {
    switch (right) {
        case Right::access:
            return "access";
        case Right::erasure:
            return "erasure";
    }
    return "access";
}

std::string_view to_string(StepKind kind) noexcept {
    switch (kind) {
        case StepKind::read:
            return "read";
        case StepKind::delete_rows:
            return "delete_rows";
        case StepKind::update_rows:
            return "update_rows";
        case StepKind::residue:
            return "residue";
    }
    return "read";
}

std::string_view to_string(FieldActionKind kind) noexcept {
    switch (kind) {
        case FieldActionKind::null:
            return "null";
        case FieldActionKind::replace:
            return "replace";
        case FieldActionKind::keep:
            return "keep";
    }
    return "keep";
}

std::string_view to_string(CoverageState state) noexcept {
    switch (state) {
        case CoverageState::found:
            return "found";
        case CoverageState::searched_empty:
            return "searched_empty";
        case CoverageState::not_applicable:
            return "not_applicable";
        case CoverageState::kept:
            return "kept";
        case CoverageState::left_over:
            return "left_over";
        case CoverageState::not_searched_by_name:
            return "not_searched_by_name";
        case CoverageState::failed:
            return "failed";
    }
    return "failed";
}

Result<Right> parse_right(std::string_view text) {
    for (const Right right : {Right::access, Right::erasure}) {
        if (text == to_string(right)) return right;
    }
    constexpr std::string_view kRights[] = {"access", "erasure"};
    return Error(ErrorCode::invalid_argument, "unknown right",
                 did_you_mean(text, kRights, "a right is access or erasure"));
}

}  // namespace gdprd::policy
