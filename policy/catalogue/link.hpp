#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "config/base/cbor.hpp"
#include "config/base/strong.hpp"
#include "policy/catalogue/path.hpp"

namespace gdprd::policy {

enum class Decision : unsigned char;

/// "L-3fa2b1c09d": of the two fields, the same in every scan.
using LinkId = Strong<struct LinkIdTag, std::string>;

enum class LinkKind : unsigned char {
    reference,  ///< `from` refers to the row that has the same value in `to`
    copy,       ///< `from` repeats what `to` holds
};
[[nodiscard]] std::string_view to_string(LinkKind kind) noexcept;

/// How many distinct values of one field the other one has, too. Parts of a million; the true share
/// lies between the two but for one case in a thousand each.
struct LinkShare {
    std::uint64_t compared = 0;
    std::uint64_t met = 0;
    std::uint32_t low_ppm = 0;
    std::uint32_t high_ppm = 0;
    friend auto operator<=>(const LinkShare&, const LinkShare&) = default;
};

/// What the scan read of one field.
struct LinkSide {
    std::uint64_t values = 0;    ///< that could be compared
    std::uint64_t distinct = 0;  ///< of those; estimated when there are many
    bool whole = false;          ///< all rows were read
    friend auto operator<=>(const LinkSide&, const LinkSide&) = default;
};

/// Two fields that hold the same values, as a scan found by comparing keyed hashes, and what a
/// person said of it. Counts only, never a value.
struct CatalogueLink {
    LinkKind kind = LinkKind::copy;
    FieldPath from;
    FieldPath to;
    Decision decision{};     ///< review until a person decided
    std::string decided_by;  ///< the actor; empty: nobody yet
    std::string holds;       ///< "e-mail address", "number"
    LinkShare of_from;       ///< values of `from` that `to` has
    LinkShare of_to;         ///< values of `to` that `from` has
    LinkSide from_side;
    LinkSide to_side;
    std::vector<std::string> reasons;
};
[[nodiscard]] LinkId id_of(const CatalogueLink& link);

/// By `from` and `to`.
using Links = std::map<std::pair<FieldPath, FieldPath>, CatalogueLink>;

/// Links after a scan that compared `compared` stores with each other and found `found`: what
/// nobody decided yet is replaced where both ends were compared. What a person confirmed stays, and
/// what a person dismissed stays dismissed until the number of distinct values of either field
/// moved by more than a tenth. Pure.
[[nodiscard]] Links merge_links(const Links& old, std::span<const StoreName> compared,
                                std::span<const CatalogueLink> found);

[[nodiscard]] cbor::Value to_cbor(const Links& links);
Result<Links> links_from_cbor(const cbor::Value& value);

}  // namespace gdprd::policy
