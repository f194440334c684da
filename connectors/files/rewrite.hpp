#pragma once

#include <chrono>
#include <memory>
#include <string>

#include "connectors/call.hpp"
#include "connectors/files/dot_lock.hpp"
#include "connectors/files/file_layout.hpp"
#include "connectors/files/rows.hpp"
#include "connectors/files/tree.hpp"

namespace gdprd::connectors {

/// A file that is to be written anew: open, and locked against others who lock (flock and fcntl; a
/// mailbox also by its lock file).
class LockedFile {
  public:
    /// Waits at most `patience` for others' locks, then `unavailable`. `forbidden` when file or
    /// directory may not be written; `conflict` when the file has a second name (hard link), which
    /// would keep the old content.
    static Result<LockedFile> open(const FileTree& tree, const FileToRead& what,
                                   std::chrono::milliseconds patience, const Call& call);

    [[nodiscard]] int descriptor() const noexcept { return file_.get(); }
    [[nodiscard]] int parent() const noexcept { return parent_.get(); }
    [[nodiscard]] const std::string& name() const noexcept { return name_; }
    /// How long to wait for others.
    [[nodiscard]] std::chrono::milliseconds patience() const noexcept { return patience_; }
    /// `stale` when the path names another file, or another version of it, than the layout's.
    [[nodiscard]] Result<void> check_version(const FileVersion& expected) const;

  private:
    LockedFile() = default;
    Descriptor parent_;
    Descriptor file_;
    std::string name_;
    std::chrono::milliseconds patience_{};
    std::unique_ptr<DotLock> dot_lock_;  ///< of a mailbox; goes before the directory does
};

/// Writes the file anew beside itself with these changes, and puts it in its place: a crash leaves
/// the old file or the new one, and perhaps a temporary, which remove_temporaries() takes away.
/// Owner, mode and extended attributes stay; every byte outside the changed records too.
Result<void> rewrite_file(const LockedFile& file, const FileLayout& layout, const FileEdits& edits,
                          const Call& call);

/// Tries what rewrite_file() would write, without writing: a character that the file's encoding
/// lacks, bytes that would not survive, a header or delimiter that would be told otherwise.
Result<void> check_rewrite(const LockedFile& file, const FileLayout& layout, const FileEdits& edits,
                           const Call& call);

/// What a crash left beside the file, of writing it anew: removed. `unavailable` when another
/// program has it open, `conflict` when others wrote it, or wrote into it since; it stays then.
Result<void> remove_left_of(const LockedFile& file, const Call& call);

/// What a crash left of rewriting anywhere in the tree: removed where the file is not being written
/// right now. How many stay, because others have them open or wrote them (remove_left_temporary()),
/// or because they cannot be removed.
Result<std::uint64_t> remove_temporaries(const FileTree& tree, const TreeListing& listing,
                                         const Call& call);

/// Whether somebody holds a lock on a file, or takes one within `patience`.
Result<bool> is_locked(const FileTree& tree, const std::string& path,
                       std::chrono::milliseconds patience, const Call& call);

}  // namespace gdprd::connectors
