#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "config/base/result.hpp"
#include "config/base/secret.hpp"
#include "config/base/sqlite.hpp"
#include "config/base/strong.hpp"
#include "daemon/state/subject_seal.hpp"

namespace gdprd::daemon {

/// All rows of the table, and up to which entry the trail's events are in it.
struct SubjectState {
    SubjectTotal total;
    EntryIndex seen_to;
};

/// The keys of one identifier, ascending: the last is the newest.
using SubjectNumbers = std::vector<std::uint64_t>;

/// The tables `subjects` and `seal` of events.db. An identifier has one row for each key that was
/// made for it: a second one comes when the first was not known, and both are to be destroyed then.
/// An erasure destroys the keys that they name, so
/// nothing in them is believed without its MAC: each row has one, and one is of all rows together.
/// Every member fails `corrupt` when a row is not gdprd's own. Who changes rows does so in a
/// transaction, and calls seal() with the state that came of it before the commit.
class SubjectTable {
  public:
    explicit SubjectTable(const Secret& root_key) : seal_(root_key) {}

    [[nodiscard]] static std::string_view schema() noexcept;

    /// Reads every row.
    Result<SubjectTotal> add_up(sqlite::Database& db) const;
    /// Whether the seal in the file is of these rows; up to where it reaches. No rows and no seal:
    /// the beginning.
    Result<EntryIndex> check_seal(sqlite::Database& db, const SubjectTotal& total) const;

    /// All numbers of each digest, ascending; in the order of the digests.
    Result<std::vector<SubjectNumbers>> find(sqlite::Database& db,
                                             std::span<const SubjectDigest> digests) const;
    /// Adds to what the digests have; a number that another digest had is of this one alone.
    Result<void> put(sqlite::Database& db, std::span<const KnownSubject> subjects,
                     SubjectState& state) const;
    Result<void> forget(sqlite::Database& db, std::span<const std::uint64_t> numbers,
                        SubjectState& state) const;
    Result<void> seal(sqlite::Database& db, const SubjectState& state) const;

  private:
    SubjectSeal seal_;
};

/// Something else than gdprd wrote into the table.
[[nodiscard]] Error subjects_altered();

}  // namespace gdprd::daemon
