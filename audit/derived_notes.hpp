#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "audit/checkpoint.hpp"
#include "audit/checkpoint_files.hpp"
#include "audit/derived.hpp"
#include "audit/file_store.hpp"
#include "audit/signing_chain.hpp"
#include "audit/tree.hpp"

namespace gdprd::audit {

/// The copies of the newest checkpoint and the list of all. One thread; blocks.
class DerivedNotes {
  public:
    /// `last_signed` is its path. References outlive the object.
    DerivedNotes(FileStore& files, std::string dir, std::string last_signed, SigningChain keys,
                 DerivedReport& report);

    /// Reads all that is there. Before the entries are walked over.
    Result<void> gather();
    /// The tree has this edge now. `corrupt` when a checkpoint says otherwise.
    Result<void> at(const TreeEdge& edge);
    /// All entries were seen. `corrupt` when a checkpoint is for more.
    Result<void> finish(const TreeEdge& edge);
    /// Findings, and in mode `repair` the files anew.
    Result<void> judge(DerivedMode mode);

  private:
    struct Copy {
        std::string name;
        std::string path;
        bool there = false;
        std::optional<std::uint64_t> size;  ///< of the tree; none: it does not verify
    };
    using Use = std::function<Result<void>(const std::string& note)>;

    /// The size that a note is for, if it verifies; the largest is kept.
    std::optional<std::uint64_t> consider(const std::string& source, const std::string& text);
    Result<void> read_copy(Copy& copy);
    /// Calls `use` with each record of the list that verifies and is larger than the one before.
    Result<void> each_good(const Use& use);
    Result<void> judge_copy(const Copy& copy, DerivedMode mode);
    Result<void> judge_list(DerivedMode mode);
    Result<void> write_list();

    FileStore& files_;
    std::string dir_;
    SigningChain keys_;
    DerivedReport& report_;
    std::vector<Copy> copies_;
    struct Known {
        std::string source;
        Hash root{};
    };
    std::multimap<std::uint64_t, Known> expected_;  ///< by size
    std::string newest_;                            ///< text of the largest note
    Checkpoint newest_head_;
    bool list_there_ = false;
    std::uint64_t list_last_ = 0;       ///< size of the last good record
    std::uint64_t list_bad_ = 0;        ///< records that do not verify
    std::uint64_t list_first_bad_ = 0;  ///< offset
};

}  // namespace gdprd::audit
