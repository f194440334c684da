#pragma once

#include <string>
#include <string_view>

#include "policy/catalogue/schema.hpp"

namespace gdprd::policy {

/// What StoreSchema::server is of a tree of files, and of nothing else.
inline constexpr const char* kTreeOfFiles = "files";

/// There, the namespace of all collections but sheets and members of archives, whose namespace is
/// the path of the spreadsheet or archive.
inline constexpr std::string_view kFilesNamespace = "main";

/// "archive.zip/old/people.csv": where a collection of a tree of files is, a sheet below its
/// spreadsheet.
[[nodiscard]] inline std::string path_in_tree(const CollectionName& name) {
    return name.ns == kFilesNamespace ? name.name : name.ns + "/" + name.name;
}

}  // namespace gdprd::policy
