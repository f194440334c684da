#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "config/base/off_loop.hpp"
#include "config/base/result.hpp"
#include "policy/sweep/sweeper.hpp"

namespace gdprd::daemon::ctl {

/// How often each detector found something: as whole cells, and inside texts.
struct SweepCounts {
    std::array<std::uint64_t, policy::sweep::kDetectors> whole{};
    std::array<std::uint64_t, policy::sweep::kDetectors> inside{};
};

struct SweptFile {
    std::uint64_t bytes = 0;
    std::uint64_t rows = 0;            ///< a header is one of them; 0 of a text
    std::vector<std::string> names;    ///< of the columns, when the first row is said to hold them
    std::vector<SweepCounts> columns;  ///< by column; one for a text
};

inline constexpr std::size_t kSweptColumnsMax = 16'384;

/// Rows of cells (RFC 4180).
struct SweptRows {
    char delimiter = ',';
    bool named = false;  ///< the first row holds the names of the columns
};

/// Reads the file ("-": standard input) once, in a buffer of fixed size, and counts what it holds:
/// as a text, or as rows. No value is kept. not_found or io when it cannot be read,
/// invalid_argument for a directory; unsupported for UTF-16 and UTF-32, told by their mark, of
/// which nothing is searched; limit_exceeded for more columns than kSweptColumnsMax.
Result<SweptFile> sweep_file(
    OffLoop off, const std::string& path, const std::optional<SweptRows>& form,
    policy::sweep::Sweeper::LookFor what = policy::sweep::Sweeper::LookFor::identifiers);

}  // namespace gdprd::daemon::ctl
