#include "daemon/state/subject_seal.hpp"

#include <algorithm>

#include "config/base/crypto.hpp"

namespace gdprd::daemon {

namespace {

constexpr std::size_t kNumberBytes = 8;

}  // namespace

void SubjectTotal::add(const SubjectRowMac& row) noexcept {
    ++rows;
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] += row.share[i];
}

void SubjectTotal::remove(const SubjectRowMac& row) noexcept {
    --rows;
    for (std::size_t i = 0; i < sum.size(); ++i) sum[i] -= row.share[i];
}

SubjectSeal::SubjectSeal(const Secret& root_key)
    : row_key_(crypto::hkdf(root_key, {}, "gdprd events subject row v1")),
      total_key_(crypto::hkdf(root_key, {}, "gdprd events subject total v1")) {}

SubjectRowMac SubjectSeal::row(const KnownSubject& subject) const {
    const auto& digest = subject.digest.value();
    Bytes bytes;
    bytes.reserve(digest.size() + kNumberBytes);
    bytes.assign(digest.begin(), digest.end());
    put_u64(bytes, subject.number);
    const Hash mac = crypto::hmac_sha256(row_key_, bytes);
    SubjectRowMac out;
    std::copy_n(mac.begin(), out.stored.size(), out.stored.begin());
    const BytesView rest = BytesView(mac).subspan(out.stored.size());
    out.share = {get_u64(rest), get_u64(rest.subspan(kNumberBytes))};
    return out;
}

bool SubjectSeal::fits(const SubjectRowMac& mac, BytesView stored) noexcept {
    return crypto::constant_time_equal(mac.stored, stored);
}

Hash SubjectSeal::total(const SubjectTotal& total, EntryIndex seen_to) const {
    Bytes bytes;
    put_u64(bytes, seen_to.value());
    put_u64(bytes, total.rows);
    for (const std::uint64_t part : total.sum) put_u64(bytes, part);
    return crypto::hmac_sha256(total_key_, bytes);
}

}  // namespace gdprd::daemon
