#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "config/base/files.hpp"
#include "connectors/call.hpp"
#include "connectors/files/archive_reader.hpp"
#include "connectors/files/byte_source.hpp"
#include "connectors/files/file_rules.hpp"
#include "connectors/files/tree.hpp"

namespace gdprd::connectors {

/// A member of an archive that is a collection.
struct ArchivedFile {
    std::string path;  ///< the archive's, a slash, its own
    std::uint64_t number = 0;
    FileForm form;
    std::optional<Error> unreadable{};  ///< why it is not read
};

/// What an archive holds.
struct ArchiveListing {
    std::vector<ArchivedFile> files;  ///< in byte order of their paths, each path once
    std::uint64_t others = 0;         ///< members of other kinds: only searched for residue
    std::uint64_t links = 0;          ///< symbolic and hard links: never followed

    /// null: it has no such member.
    [[nodiscard]] const ArchivedFile* find(const std::string& path) const;
};

/// Reads the headers of all members. A member that cannot be read is told in its place; errors are
/// of the archive as a whole (those of ArchiveReader, and `limit_exceeded` with more collections
/// than kArchiveCollections).
Result<ArchiveListing> list_archive(int descriptor, const std::string& path, const FileRules& rules,
                                    const Call& call);

/// A member by its number, and the name that it must have there.
struct MemberAt {
    std::uint64_t number = 0;
    std::string name;  ///< as inner_name() tells it
};

/// A member's name as the part of its collection's path below the archive: text, whatever its bytes
/// are.
[[nodiscard]] std::string inner_name(const ArchiveMember& member);

/// A member's bytes as they are unpacked. Borrows the descriptor and the call. `stale` when there
/// is no such member any more, or another one at its number.
Result<std::unique_ptr<ByteSource>> open_member(int descriptor, const MemberAt& which,
                                                const Call& call);

/// A member as a file in memory that has no name and that no other process can open, for readers
/// that jump. `limit_exceeded` above kArchiveMemoryBytes.
Result<Descriptor> unpack_member(int descriptor, const MemberAt& which, const Call& call);
/// The same with all that a source has left; `head` stands before it.
Result<Descriptor> unpack(std::string_view head, ByteSource& bytes, const Call& call);

/// The archive of the tree that a path leads into ("2024.zip" of "2024.zip/people.csv"); nullopt:
/// none.
Result<std::optional<std::string>> archive_around(const FileTree& tree, const FileRules& rules,
                                                  const std::string& path);

/// What the archives of a tree hold: looked through again only when they changed.
class ArchiveListings {
  public:
    /// `version` is the descriptor's. `unavailable`, and forgotten, when the file is no longer of
    /// that version once it was read: numbers of its members would be those of another file.
    const Result<ArchiveListing>& look(const std::string& path, int descriptor,
                                       const FileVersion& version, const FileRules& rules,
                                       const Call& call);
    /// Forgets archives that are no longer among these.
    void keep_only(const TreeListing& listing);
    [[nodiscard]] const Result<ArchiveListing>* find(const std::string& path) const;

  private:
    struct Known {
        FileVersion version;
        Result<ArchiveListing> listing;
    };
    std::map<std::string, Known> known_;
};

}  // namespace gdprd::connectors
