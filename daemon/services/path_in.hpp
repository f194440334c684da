#pragma once

#include <string>
#include <string_view>

namespace gdprd::daemon {

/// "dir/name".
[[nodiscard]] inline std::string path_in(std::string_view dir, std::string_view name) {
    std::string out(dir);
    out.append("/").append(name);
    return out;
}

}  // namespace gdprd::daemon
