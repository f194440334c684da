#pragma once

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>

#include "config/base/bytes.hpp"

namespace gdprd {

/// An id that does not mix with others of the same representation.
template <class Tag, class Rep>
class Strong {
  public:
    Strong() = default;
    explicit Strong(Rep value) : value_(std::move(value)) {}
    [[nodiscard]] const Rep& value() const noexcept { return value_; }
    friend auto operator<=>(const Strong&, const Strong&) = default;
    friend bool operator==(const Strong&, const Strong&) = default;

  private:
    Rep value_{};
};

using StoreName = Strong<struct StoreNameTag, std::string>;  ///< as named in gdprd.yaml
using Category = Strong<struct CategoryTag, std::string>;    ///< taxonomy key, "user.contact.email"
using PurposeName = Strong<struct PurposeNameTag, std::string>;  ///< as named in a policy
using RequestId = Strong<struct RequestIdTag, std::string>;      ///< "R-2026-0001"
using ActorName = Strong<struct ActorNameTag, std::string>;  ///< "uid:alice", "token:dpo", "gdprd"
using CatalogueVersion = Strong<struct CatalogueVersionTag, Hash>;  ///< digest of its CBOR
using PolicyVersion = Strong<struct PolicyVersionTag, Hash>;        ///< digest of its files
using PlanDigest = Strong<struct PlanDigestTag, Hash>;
using RowDigest = Strong<struct RowDigestTag, Hash>;  ///< HMAC of a row under a subject key
using EntryIndex = Strong<struct EntryIndexTag, std::uint64_t>;  ///< seq of an entry in the trail

}  // namespace gdprd

template <class Tag>
struct std::hash<gdprd::Strong<Tag, std::string>> {
    std::size_t operator()(const gdprd::Strong<Tag, std::string>& id) const noexcept {
        return std::hash<std::string>{}(id.value());
    }
};
