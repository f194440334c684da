#pragma once

#include "audit/search.hpp"
#include "config/base/cbor.hpp"
#include "daemon/http/handler.hpp"

namespace gdprd::daemon {

/// A search as its caller asked for it.
struct AskedSearch {
    audit::SearchQuery query;
    std::string reason;
};
/// The criteria, `from`, `limit`, `order` and `reason` of a request. What is searched for becomes
/// part of an entry for ever, so names hold no '@' and a request is an id; invalid_argument names
/// the parameter and never repeats its value.
Result<AskedSearch> parse_search(const ApiRequest& request);
/// The `reason` alone: required, one line of at most kSearchReasonBytes.
Result<std::string> parse_reason(const ApiRequest& request);

/// What an entry says of a search: its reason and what was asked for.
[[nodiscard]] cbor::Map search_payload(const AskedSearch& asked, std::string_view what);

/// The request that a search is about; empty: none, or several.
[[nodiscard]] std::string only_request(const audit::SearchCriteria& criteria);

/// Names of all parameters that parse_search() reads.
[[nodiscard]] std::initializer_list<std::string_view> search_parameters() noexcept;

}  // namespace gdprd::daemon
