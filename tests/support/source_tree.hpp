#pragma once

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

#include "config/base/assert.hpp"

namespace gdprd::test {

/// The root of the source tree: $GDPRD_SOURCE, or the nearest directory above the running binary or
/// above the working directory that has CMakePresets.json.
inline std::filesystem::path source_root() {
    namespace fs = std::filesystem;
    if (const char* given = std::getenv("GDPRD_SOURCE")) return given;
    for (fs::path start : {fs::read_symlink("/proc/self/exe"), fs::current_path()}) {
        for (fs::path at = start; at != at.root_path(); at = at.parent_path())
            if (fs::exists(at / "CMakePresets.json")) return at;
    }
    assertion_failed("the source tree is found; set GDPRD_SOURCE", __FILE__, __LINE__);
}

/// A file of the source tree, whole; it must be there.
inline std::string source_file(std::string_view path) {
    std::ifstream in(source_root() / path, std::ios::binary);
    GDPRD_ASSERT(in.good());
    return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

/// True when a run rewrites golden files in place of comparing with them.
inline bool updating_golden() {
    const char* given = std::getenv("GDPRD_UPDATE_GOLDEN");
    return given != nullptr && std::string_view(given) == "1";
}

}  // namespace gdprd::test
