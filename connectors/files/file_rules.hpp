#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/files/delimited.hpp"
#include "connectors/files/json_records.hpp"
#include "connectors/files/record_format.hpp"
#include "connectors/settings.hpp"

namespace gdprd::connectors {

/// How one file is read.
struct FileForm {
    FileKind kind = FileKind::delimited;
    HeaderRule header = HeaderRule::detect;
    char delimiter = 0;  ///< 0: found out
    MapRule members{};   ///< of JSON
};

/// What the settings of a store say about its files: `formats` and `row_keys` with their patterns.
class FileRules {
  public:
    /// `invalid_argument` when a line of the settings cannot be read.
    static Result<FileRules> parse(const StoreSettings& settings);

    /// How to read a file of the tree; nullopt: it is no collection (a temporary or hidden file,
    /// another kind of file, one that is to be ignored).
    [[nodiscard]] std::optional<FileForm> form_of(const std::string& path) const;
    /// Whether a file is an archive, whose members are collections: by `formats`, else by its
    /// ending.
    [[nodiscard]] bool is_archive(const std::string& path) const;
    /// How to read a sheet of a spreadsheet that is read so: patterns with a slash may name it, by
    /// the file's path, a slash, and the sheet. nullopt: it is no collection.
    [[nodiscard]] std::optional<FileForm> form_of_sheet(const std::string& path,
                                                        const std::string& sheet,
                                                        const FileForm& form) const;
    /// The fields of the first fitting line that the file has all of; none: empty. `sheet` is empty
    /// where the file has none.
    [[nodiscard]] std::vector<std::string> key_of(const std::string& path, const std::string& sheet,
                                                  const std::vector<std::string>& fields) const;

  private:
    [[nodiscard]] static bool is_passed_over(std::string_view name);
    struct FormRule {
        std::string pattern;
        std::optional<FileForm> form;  ///< nullopt: ignore, or an archive
        bool archive = false;
    };
    struct KeyRule {
        std::string pattern;
        std::vector<std::string> fields;
    };
    std::vector<FormRule> forms_;
    std::vector<KeyRule> keys_;
};

/// The last part of a path.
[[nodiscard]] std::string_view name_in(std::string_view path) noexcept;

/// Whether a file is one that gdprd makes while it writes another one anew.
[[nodiscard]] bool is_own_temporary(std::string_view name) noexcept;
/// The name under which the new version of `name` is made, in the same directory.
[[nodiscard]] std::string temporary_for(std::string_view name);

}  // namespace gdprd::connectors
