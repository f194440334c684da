#include "daemon/services/policy_files.hpp"

#include <algorithm>
#include <filesystem>

#include "config/base/files.hpp"
#include "config/limits.hpp"

namespace gdprd::daemon {

Result<std::vector<policy::PolicyFile>> load_policy_files(OffLoop /*off*/, const std::string& dir) {
    namespace fs = std::filesystem;
    std::vector<std::string> names;
    std::error_code failure;
    for (fs::directory_iterator it(dir, failure), end; !failure && it != end;
         it.increment(failure)) {
        const auto name = it->path().filename().string();
        if (it->path().extension() == ".yaml" && name.front() != '.') names.push_back(name);
        if (names.size() > config::limits::kPolicyFiles) {
            return Error(ErrorCode::limit_exceeded, "too many policy files in " + dir);
        }
    }
    const std::string begin = "begin with a policy of one line: mkdir -p " + dir +
                              " && echo 'version: 1' > " + dir + "/policy.yaml";
    if (failure == std::errc::no_such_file_or_directory)
        return Error(ErrorCode::not_found, "there is no policy directory " + dir, begin);
    if (!failure && names.empty())
        return Error(ErrorCode::not_found, "there is no policy file (*.yaml) in " + dir, begin);
    if (failure) return system_error("cannot list the policy directory", dir, failure.value());
    std::sort(names.begin(), names.end());
    std::vector<policy::PolicyFile> files;
    for (const auto& name : names) {
        const std::string path = (fs::path(dir) / name).string();
        GDPRD_TRY_ASSIGN(const auto bytes, read_file(path, config::limits::kPolicyFileBytes));
        files.push_back({name, std::string(as_text(bytes))});
    }
    return files;
}

}  // namespace gdprd::daemon
