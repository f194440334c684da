#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "config/base/result.hpp"
#include "daemon/services/progress.hpp"
#include "policy/catalogue/catalogue.hpp"

namespace gdprd::daemon {

struct ScannedStore {
    StoreName store;
    std::optional<Error> failure;  ///< the others were scanned all the same
    std::uint64_t collections = 0;
    std::uint64_t fields = 0;
    std::uint64_t rows_read = 0;
    std::uint64_t values_sampled = 0;
    std::vector<policy::CollectionPath> unsampled;
    std::uint64_t rows_compared = 0;
    std::vector<policy::CollectionPath> uncompared;  ///< its columns are compared with no others
};

enum class ScanState : unsigned char { running, done, partial, failed };
[[nodiscard]] std::string_view to_string(ScanState state) noexcept;

struct ScanReport {
    ScanId id;
    ScanState state = ScanState::running;
    std::vector<ScannedStore> stores;
    CatalogueVersion version;  ///< made by this scan, or the unchanged one
    policy::Drift drift;
    std::uint64_t accepted = 0, review = 0, rejected = 0;  ///< fields of the new catalogue
    std::optional<Error> failure;                          ///< of the whole scan
};

}  // namespace gdprd::daemon
