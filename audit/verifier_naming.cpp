#include "audit/verifier_naming.hpp"

namespace gdprd::audit {

void NamingCheck::expect(const std::vector<Succession>& all) {
    for (const Succession& one : all) {
        if (one.size != 0) wanted_.emplace(one.size - 1, succession_commitment(one));
    }
    take_next();
}

void NamingCheck::take_next() {
    next_ = wanted_.empty() ? ~std::uint64_t{0} : wanted_.begin()->first;
}

void NamingCheck::skip_to(std::uint64_t seq) {
    wanted_.erase(wanted_.begin(), wanted_.lower_bound(seq));
    take_next();
}

void NamingCheck::look(const ClearHeader& header, const FilePlace& place) {
    if (header.payload_commitment != wanted_.begin()->second)
        faults_.add(place, header.seq,
                    "the entry does not name the signing key that follows by the file successions");
    wanted_.erase(wanted_.begin());
    take_next();
}

}  // namespace gdprd::audit
