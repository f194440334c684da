#pragma once

#include <optional>
#include <string>

#include "config/settings_table.hpp"
#include "config/yaml.hpp"

namespace gdprd::config {

/// Reads one value as its row says and puts it into `slot`; relative paths begin at `directory`.
/// Absent when all is well.
[[nodiscard]] std::optional<yaml::Problem> assign(const SettingRow& row, const yaml::Node& node,
                                                  const std::string& directory, const Slot& slot);
/// The value as it would stand in gdprd.yaml, which assign() reads back.
[[nodiscard]] std::string render(const SettingRow& row, const Slot& slot);
/// "size from 1MiB to 4GiB", for people.
[[nodiscard]] std::string describe_type(const SettingRow& row);

}  // namespace gdprd::config
