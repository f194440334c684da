#include "daemon/services/subject_registry.hpp"

#include <algorithm>
#include <iterator>
#include <map>

#include "config/base/cbor.hpp"
#include "config/base/crypto.hpp"
#include "daemon/services/trail_service.hpp"

namespace gdprd::daemon {

namespace {

/// Keys are made so many at once: each time costs several syncs, however many they are.
constexpr std::size_t kMadeAtOnce = 64;
constexpr std::size_t kMadeAtOnceMax = 4096;

}  // namespace

SubjectRegistry::SubjectRegistry(TrailService& trail, EventStore& store, const Secret& root_key)
    : trail_(trail),
      store_(store),
      digest_key_(crypto::hkdf(root_key, {}, "gdprd events subject v1")) {}

SubjectDigest SubjectRegistry::digest_of(const policy::Seed& seed) const {
    const std::string& type = seed.type.value();
    const std::string_view family = type.starts_with("phone.") ? "phone" : std::string_view(type);
    const Hash hash = crypto::hmac_sha256(
        digest_key_, cbor::encode(cbor::Array{std::string(family), seed.value.expose()}));
    std::array<std::uint8_t, 16> out{};
    std::copy_n(hash.begin(), out.size(), out.begin());
    return SubjectDigest(out);
}

/// Those that are not destroyed, by number.
Result<std::vector<std::vector<SubjectRegistry::Key>>> SubjectRegistry::alive(
    OffLoop off, std::span<const SubjectDigest> digests) {
    GDPRD_TRY_ASSIGN(const auto found, store_.find_subjects(off, digests));
    std::vector<std::vector<Key>> out;
    out.reserve(found.size());
    for (const SubjectNumbers& numbers : found) {
        std::vector<Key>& keys = out.emplace_back();
        for (const std::uint64_t number : numbers) {
            auto key = trail_.subject_key(off, number);
            if (!key && key.error().code() != ErrorCode::not_found) return key.error();
            if (key) keys.push_back(std::move(*key));
        }
    }
    return out;
}

Result<std::vector<SubjectRegistry::Key>> SubjectRegistry::make(OffLoop off, Making& making,
                                                                std::size_t count) {
    std::vector<Key>& spare = making.spare;
    while (spare.size() < count) {
        const std::size_t wanted = std::clamp(count - spare.size(), kMadeAtOnce, kMadeAtOnceMax);
        // A crash from here on leaves numbers that nobody has, and nobody will have.
        GDPRD_TRY_ASSIGN(auto made, trail_.add_subject_keys(off, wanted));
        std::move(made.begin(), made.end(), std::back_inserter(spare));
    }
    std::vector<Key> out(std::make_move_iterator(spare.end() - static_cast<std::ptrdiff_t>(count)),
                         std::make_move_iterator(spare.end()));
    spare.resize(spare.size() - count);
    return out;
}

Result<std::vector<SubjectRegistry::Key>> SubjectRegistry::find_or_make(
    OffLoop off, std::span<const policy::Seed> seeds) {
    std::map<SubjectDigest, Key> keys;
    std::vector<SubjectDigest> digests;
    digests.reserve(seeds.size());
    for (const policy::Seed& seed : seeds) {
        digests.push_back(digest_of(seed));
        keys.emplace(digests.back(), Key());
    }
    std::vector<SubjectDigest> asked;
    asked.reserve(keys.size());
    for (const auto& [digest, key] : keys) asked.push_back(digest);
    const auto look = [&]() -> Result<bool> {
        GDPRD_TRY_ASSIGN(auto found, alive(off, asked));
        bool all = true;
        std::size_t at = 0;
        for (auto& [digest, key] : keys) {
            std::vector<Key>& keys_of_one = found[at++];
            key = keys_of_one.empty() ? Key() : std::move(keys_of_one.back());
            all = all && key != nullptr;
        }
        return all;
    };
    GDPRD_TRY_ASSIGN(bool all, look());
    if (!all) {
        // One at a time, so that two events of one new person get one key.
        auto making = making_.lock();
        GDPRD_TRY_ASSIGN(all, look());
        std::vector<SubjectDigest> missing;
        for (const auto& [digest, key] : keys)
            if (key == nullptr) missing.push_back(digest);
        GDPRD_TRY_ASSIGN(auto made, make(off, *making, missing.size()));
        std::vector<KnownSubject> rows;
        for (std::size_t i = 0; i < missing.size(); ++i) {
            rows.push_back({missing[i], made[i]->number});
            keys[missing[i]] = std::move(made[i]);
        }
        if (!rows.empty()) GDPRD_TRY(store_.put_subjects(off, rows));
    }
    std::vector<Key> out;
    out.reserve(digests.size());
    for (const SubjectDigest& digest : digests) out.push_back(keys[digest]);
    return out;
}

Result<std::vector<SubjectNumbers>> SubjectRegistry::find(OffLoop off,
                                                          std::span<const policy::Seed> seeds) {
    std::vector<SubjectDigest> digests;
    digests.reserve(seeds.size());
    for (const policy::Seed& seed : seeds) digests.push_back(digest_of(seed));
    GDPRD_TRY_ASSIGN(const auto found, alive(off, digests));
    std::vector<SubjectNumbers> out;
    out.reserve(found.size());
    for (const std::vector<Key>& keys : found) {
        SubjectNumbers& numbers = out.emplace_back();
        for (const Key& key : keys) numbers.push_back(key->number);
    }
    return out;
}

Result<void> SubjectRegistry::forget(OffLoop off, std::span<const std::uint64_t> numbers) {
    return store_.forget_subjects(off, numbers);
}

}  // namespace gdprd::daemon
