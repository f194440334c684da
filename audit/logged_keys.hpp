#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "audit/entry.hpp"
#include "audit/file_store.hpp"
#include "audit/key_files.hpp"
#include "config/base/bytes.hpp"
#include "config/base/result.hpp"

namespace gdprd::audit {

/// What a key entry commits to: the keys of the numbers from `first` on.
struct CommittedSubjects {
    std::uint64_t first = 0;
    std::vector<Hash> commitments;  ///< one at least
};
/// None when the payload is of another entry. Pure.
[[nodiscard]] std::optional<CommittedSubjects> committed_subjects(BytesView payload);

/// What the key entries of a trail say; they are in clear.
struct LoggedKeys {
    struct Subject {
        Hash commitment{};
        std::uint64_t entry = 0;  ///< seq of the entry that commits to it
    };
    std::map<std::uint32_t, EpochRecord> epochs;  ///< without their wrapped keys
    std::map<std::uint64_t, Subject> subjects;    ///< by number
    std::vector<std::uint64_t> destroyed;         ///< numbers of subject keys
    std::set<std::uint64_t> destroyed_epochs;
    /// The number after the last subject key that an entry commits to.
    [[nodiscard]] std::uint64_t subjects_end() const {
        return subjects.empty() ? 0 : subjects.rbegin()->first + 1;
    }
};
/// Reads the segments in order, without any key; entries from `end` on are not looked at, and none
/// after the first damage, which is for recovery to judge.
Result<LoggedKeys> read_logged_keys(FileStore& files, const std::string& dir, std::uint64_t end);

}  // namespace gdprd::audit
