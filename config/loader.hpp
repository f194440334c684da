#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/base/result.hpp"
#include "config/settings.hpp"
#include "config/yaml.hpp"

namespace gdprd::config {

/// Settings, or what is wrong with the file: all of it (up to limits::kProblemsShown), in the order
/// of the file. `settings` counts only when `problems` is empty.
struct LoadedSettings {
    std::string file;
    Settings settings;
    std::vector<yaml::Problem> problems;
    std::map<ActorName, yaml::Position> access_at;  ///< where each peer stands
    /// Where each key stands, and each section: "exports.siem.url", "exports.siem".
    std::map<std::string, yaml::Position> key_at;

    [[nodiscard]] bool ok() const noexcept { return problems.empty(); }
    /// One line per problem: "gdprd.yaml:3:1: unknown key "stats"; did you mean "state"?"
    [[nodiscard]] std::string problems_text() const;
    /// What `error` says of the setting that its message begins with ("exports.siem.url: …"), as a
    /// problem of the file: at that key, or at the section that should have it. None: it begins
    /// with no key that stands in the file.
    [[nodiscard]] std::optional<yaml::Problem> find_problem(const Error& error) const;
};

/// Reads gdprd.yaml's text. `file` is its name in messages, and its directory is where relative
/// paths begin. Pure: no file is opened, no secret is read.
[[nodiscard]] LoadedSettings parse_settings(std::string_view text, const std::string& file);

/// Reads the file too; an Error when that fails. Blocks.
Result<LoadedSettings> load_settings(const std::string& file);

}  // namespace gdprd::config
