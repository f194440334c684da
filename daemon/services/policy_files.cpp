#include "daemon/services/policy_files.hpp"

#include <algorithm>
#include <filesystem>

#include "config/base/files.hpp"
#include "config/limits.hpp"

namespace gdprd::daemon {

namespace fs = std::filesystem;

namespace {

/// Names of the *.yaml files: of the policy, or of its cases.
enum class Kind : unsigned char { policy, cases };

struct Listed {
    std::vector<std::string> names;
    std::error_code failure;
};

Result<Listed> list(const std::string& dir, Kind kind) {
    Listed out;
    std::vector<std::string>& names = out.names;
    std::error_code& failure = out.failure;
    for (fs::directory_iterator it(dir, failure), end; !failure && it != end;
         it.increment(failure)) {
        const auto name = it->path().filename().string();
        const bool fits = (kind == Kind::cases) == name.ends_with(".test.yaml");
        if (it->path().extension() == ".yaml" && name.front() != '.' && fits) names.push_back(name);
        if (names.size() > config::limits::kPolicyFiles) {
            return Error(ErrorCode::limit_exceeded, "too many policy files in " + dir);
        }
    }
    std::sort(names.begin(), names.end());
    return out;
}

Result<std::vector<policy::PolicyFile>> read_all(const std::string& dir,
                                                 const std::vector<std::string>& names) {
    std::vector<policy::PolicyFile> files;
    for (const auto& name : names) {
        const std::string path = (fs::path(dir) / name).string();
        GDPRD_TRY_ASSIGN(const auto bytes, read_file(path, config::limits::kPolicyFileBytes));
        files.push_back({name, std::string(as_text(bytes))});
    }
    return files;
}

}  // namespace

Result<std::vector<policy::PolicyFile>> load_policy_files(OffLoop /*off*/, const std::string& dir) {
    GDPRD_TRY_ASSIGN(const Listed listed, list(dir, Kind::policy));
    const auto& [names, failure] = listed;
    const std::string begin = "begin with a policy of one line: mkdir -p " + dir +
                              " && echo 'version: 1' > " + dir + "/policy.yaml";
    if (failure == std::errc::no_such_file_or_directory)
        return Error(ErrorCode::not_found, "there is no policy directory " + dir, begin);
    if (!failure && names.empty())
        return Error(ErrorCode::not_found, "there is no policy file (*.yaml) in " + dir, begin);
    if (failure) return system_error("cannot list the policy directory", dir, failure.value());
    return read_all(dir, names);
}

Result<std::vector<policy::PolicyFile>> load_test_files(OffLoop /*off*/, const std::string& dir) {
    GDPRD_TRY_ASSIGN(const Listed listed, list(dir, Kind::cases));
    if (listed.failure) {
        return system_error("cannot list the policy directory", dir, listed.failure.value());
    }
    if (listed.names.empty()) {
        return Error(ErrorCode::not_found, "there is no file of cases (*.test.yaml) in " + dir,
                     "gdprd-policy(5) shows one; it stands beside the policy");
    }
    return read_all(dir, listed.names);
}

}  // namespace gdprd::daemon
