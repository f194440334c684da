#include "policy/requests/refusal.hpp"

#include <vector>

#include "config/base/assert.hpp"
#include "config/base/edit_distance.hpp"

namespace gdprd::policy {
namespace {

constexpr bool kYes = true;
constexpr bool kNo = false;

constexpr RefusalGround kGrounds[] = {
    {"cannot_identify", "Art. 11(2), 12(2)",
     "We cannot find out which data is about you. You may give us further details that identify "
     "you.",
     "why the data held does not identify the person", kYes, kYes},
    {"identity_not_confirmed", "Art. 12(6)",
     "We have reasonable doubts about who made the request and could not resolve them.",
     "the doubt, what was asked for, and that it was not given", kYes, kYes},
    {"manifestly_unfounded", "Art. 12(5)", "The request is manifestly unfounded.",
     "why it is manifest; the burden is on the controller", kYes, kYes},
    {"manifestly_excessive", "Art. 12(5)",
     "The request is manifestly excessive, in particular because it was repeated.",
     "the earlier requests and answers; the burden is on the controller", kYes, kYes},
    {"rights_of_others", "Art. 15(4)",
     "A copy would adversely affect the rights and freedoms of others.",
     "whose rights, and why redaction is not enough", kYes, kNo},
    {"no_ground_for_erasure", "Art. 17(1)",
     "None of the grounds for erasure applies: the data is still needed for a lawful purpose.",
     "the purpose and legal basis of each category", kNo, kYes},
    {"freedom_of_expression", "Art. 17(3)(a)",
     "The data is needed to exercise the right of freedom of expression and information.",
     "the balance struck between both rights", kNo, kYes},
    {"legal_obligation", "Art. 17(3)(b)",
     "The law obliges us to keep the data, or it is needed for a task in the public interest.",
     "the provision of law and how long it applies", kNo, kYes},
    {"public_health", "Art. 17(3)(c)",
     "The data is needed for reasons of public interest in the area of public health.",
     "the provision under Art. 9(2)(h) or (i), 9(3)", kNo, kYes},
    {"archiving_research", "Art. 17(3)(d)",
     "The data is needed for archiving in the public interest, research or statistics, which "
     "erasure would seriously impair.",
     "the safeguards of Art. 89(1), and the impairment", kNo, kYes},
    {"legal_claims", "Art. 17(3)(e)",
     "The data is needed to establish, exercise or defend legal claims.",
     "the claim and when it ends", kNo, kYes},
    {"restricted_by_law", "Art. 23(1)", "Union or Member State law restricts this right.",
     "the legislative measure", kYes, kYes},
    {"not_controller", "Art. 28(3)(e)",
     "We process the data on behalf of another controller and have passed the request on to them.",
     "the controller, and when the request was passed on", kYes, kYes},
};

}  // namespace

std::span<const RefusalGround> refusal_grounds() noexcept {
    return kGrounds;
}

const RefusalGround* find_refusal_ground(std::string_view code) noexcept {
    for (const RefusalGround& ground : kGrounds) {
        if (ground.code == code) return &ground;
    }
    return nullptr;
}

Error unknown_refusal_ground(std::string_view code) {
    std::vector<std::string_view> codes;
    for (const RefusalGround& ground : kGrounds) codes.push_back(ground.code);
    return Error(ErrorCode::invalid_argument, "this is not a ground of refusal that the law knows",
                 did_you_mean(code, codes, "gdprctl requests refuse --help lists the grounds"));
}

bool applies_to(const RefusalGround& ground, Right right) noexcept {
    switch (right) {
        case Right::access:
            return ground.access;
        case Right::erasure:
            return ground.erasure;
    }
    assertion_failed("enumerator", __FILE__, __LINE__);
}

}  // namespace gdprd::policy
