#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "config/base/result.hpp"
#include "connectors/call.hpp"
#include "connectors/files/tree.hpp"

namespace gdprd::connectors {

/// What became of a temporary that a crash left.
enum class LeftTemporary : unsigned char {
    gone,      ///< there is none any more
    open,      ///< stays: others have it open
    has_news,  ///< stays: a version of the file that others wrote, or wrote into since
};

/// Before `fresh` changes names with `old`, the version `expected` (both in the directory
/// `parent`): gives `fresh` its second name and returns that, durably. It tells, after a crash, the
/// versions that may be removed under it: `fresh` as it is now, and `expected`. Anything else that
/// stands there then is of others.
Result<std::string> name_for_exchange(int parent, const std::string& fresh, const std::string& old,
                                      const FileVersion& expected);

/// Whether `left` is a name, the first or the second one, that a new version of `name` has before
/// it is in its place.
[[nodiscard]] bool is_temporary_of(std::string_view left, std::string_view name);
/// Those in the directory `parent`. `io` when it cannot be listed.
Result<std::vector<std::string>> temporaries_of(int parent, std::string_view name);

/// Removes `name`, what a crash left of writing a file anew in the directory `parent`, while the
/// caller sees to it that nobody writes that file anew. Under its first name a temporary never was
/// in another one's place. A crash between the exchange of the names and the end leaves the file's
/// old version, or one that others moved over it, under the second.
Result<LeftTemporary> remove_left_temporary(int parent, const std::string& name, const Call& call);

}  // namespace gdprd::connectors
