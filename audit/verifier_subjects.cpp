#include "audit/verifier_subjects.hpp"

#include <algorithm>

#include "audit/logged_keys.hpp"

namespace gdprd::audit {

void SubjectCheck::look(BytesView stored) {
    const auto committed = committed_subjects(stored);
    if (committed) add({committed->first, committed->commitments.size()});
}

void SubjectCheck::add(const SubjectRun& run) {
    end_ = std::max(end_, run.first + run.count);
    const bool goes_on = !runs_.empty() && runs_.back().first + runs_.back().count == run.first;
    if (goes_on) {
        runs_.back().count += run.count;
    } else {
        runs_.push_back(run);
    }
}

}  // namespace gdprd::audit
