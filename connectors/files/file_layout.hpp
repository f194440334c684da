#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/call.hpp"
#include "connectors/files/archive_members.hpp"
#include "connectors/files/file_rules.hpp"
#include "connectors/files/record_reader.hpp"
#include "connectors/files/sheet_header.hpp"
#include "connectors/files/text_stream.hpp"
#include "connectors/files/tree.hpp"
#include "policy/catalogue/schema.hpp"
#include "policy/catalogue/tree_of_files.hpp"
#include "policy/plan/row.hpp"

namespace gdprd::connectors {

/// A field as all records of a file together tell it.
struct FileField {
    std::string name;
    policy::Cell::Kind kind = policy::Cell::Kind::null;  ///< of its values; text where they differ
};

/// What a whole file holds, without its values: made by reading it once from begin to end.
struct FileLayout {
    std::string path;
    std::string sheet;         ///< of a spreadsheet: the one that this is of
    std::string archive;       ///< the file that it is a member of; empty: it is one itself
    std::uint64_t member = 0;  ///< its number in the archive
    FileForm form;
    FileVersion version;  ///< of an archive's member: the archive's
    TextEncoding encoding;
    Dialect dialect;     ///< of delimited files
    SheetHeader header;  ///< of sheets
    std::vector<FileField> fields;
    std::map<std::string, std::size_t, std::less<>> places;  ///< of the fields, by name
    std::vector<std::string> key;  ///< fields that name a row; empty: all of them together do
    std::uint64_t rows = 0;

    [[nodiscard]] policy::CollectionName name() const;
    /// Where it stands in its archive.
    [[nodiscard]] MemberAt member_at() const;
    [[nodiscard]] std::vector<std::string> names() const;
    /// Whether the records tell of this field, so that it is null in all when none has it any more:
    /// where no header names it.
    [[nodiscard]] bool may_lack(const std::string& field) const;
    /// Places of these fields. One that the file has not: kNoPlace when it may lack it, else
    /// `not_found`.
    [[nodiscard]] Result<std::vector<std::size_t>> places_of(
        const std::vector<std::string>& names) const;
    /// All values of a record in the order of the fields; `stale` when it has another field.
    [[nodiscard]] Result<std::vector<policy::Cell>> read(const RecordFormat& format,
                                                         std::string_view record) const;
    /// The field that stands for all the others of a row: of messages.
    [[nodiscard]] std::optional<std::size_t> digest_place() const;
    /// By the key fields; by all fields where there is no key or the row has not all of it, or by
    /// the one that stands for them.
    [[nodiscard]] policy::RowKey key_of(const std::vector<policy::Cell>& row) const;
};

/// The place of a field that is null in every row.
inline constexpr std::size_t kNoPlace = std::numeric_limits<std::size_t>::max();

/// A row's value there.
[[nodiscard]] const policy::Cell& value_at(const std::vector<policy::Cell>& row, std::size_t place);

/// The records of a file, from the first one on. The format and the reader belong together: what
/// the reader gave can be read and written with this format.
struct FileRecords {
    std::unique_ptr<RecordFormat> format;
    RecordReader reader;
    Descriptor unpacked{};  ///< of a spreadsheet within an archive: what the reader borrows
    /// Borrows the descriptor (of an archive's member: the archive's), which must be open for
    /// reading, and the call.
    static Result<FileRecords> open(const FileLayout& layout, int descriptor, const Call& call);
};

/// Which file is to be read, and how.
struct FileToRead {
    std::string path;
    std::string sheet;
    FileForm form;
    std::string archive{};  ///< with the file's path below it: "2024.zip" of "2024.zip/people.csv"
    std::uint64_t member = 0;  ///< its number in the archive
    [[nodiscard]] MemberAt member_at() const;
};

/// A file's collection, or that of one of its sheets, or of a member of an archive.
[[nodiscard]] policy::CollectionName collection_name(const std::string& path,
                                                     const std::string& sheet,
                                                     const std::string& archive = {});

/// Reads the whole file; the descriptor is the archive's of a member. Errors say why it is not read
/// as a collection.
Result<FileLayout> load_file_layout(int descriptor, const FileToRead& what, const FileRules& rules,
                                    const std::string& encoding, const Call& call);

/// As the catalogue shows it.
[[nodiscard]] policy::CollectionSchema schema_of(const FileLayout& layout);

using policy::kFilesNamespace;

}  // namespace gdprd::connectors
