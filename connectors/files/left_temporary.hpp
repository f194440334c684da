#pragma once

#include <string>

#include "config/base/result.hpp"
#include "connectors/call.hpp"

namespace gdprd::connectors {

/// What became of a temporary that a crash left.
enum class LeftTemporary : unsigned char {
    gone,      ///< there is none any more
    open,      ///< stays: others have it open
    has_news,  ///< stays: it is the file's old version, and others wrote into it since
};

/// Removes `name`, what a crash left of writing the file `of` anew (both in the directory
/// `parent`), while the caller sees to it that nobody writes `of` anew. A crash between the
/// exchange of the names and the end leaves the old version as `name`: a program that had it open,
/// or waited to open it, may have written into it.
[[nodiscard]] Result<LeftTemporary> remove_left_temporary(int parent, const std::string& name,
                                                          const std::string& of, const Call& call);

}  // namespace gdprd::connectors
