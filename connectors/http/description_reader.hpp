#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "config/yaml.hpp"
#include "connectors/http/text_template.hpp"

namespace gdprd::connectors {

/// Reads values of a description. What is wrong becomes a problem with its place; the value is
/// then absent or empty, and reading goes on.
class DescriptionReader {
  public:
    using Node = config::yaml::Node;
    using Words = std::span<const std::string_view>;

    explicit DescriptionReader(std::vector<config::yaml::Problem>& out) : out_(&out) {}

    void problem(config::yaml::Position at, std::string message, std::string suggestion = {});
    [[nodiscard]] bool full() const noexcept;

    /// Whether it is a map; its keys must be of `known`, and hold all of `needed`.
    bool check(const Node& map, Words known, Words needed);
    /// A member, or null. A member without a value is a problem, and null.
    const Node* member(const Node& map, std::string_view key);

    std::string text(const Node& node);
    std::string text(const Node& map, std::string_view key);
    std::vector<std::string> texts(const Node& map, std::string_view key);
    bool yes(const Node& map, std::string_view key, bool otherwise);
    std::uint64_t number(const Node& map, std::string_view key, std::uint64_t least,
                         std::uint64_t most, std::uint64_t otherwise);
    /// Its position among the words; absent with a problem.
    std::optional<std::size_t> word(const Node& node, Words words);
    /// RFC 6901; empty when there is none.
    std::string pointer(const Node& node);
    std::string pointer(const Node& map, std::string_view key);
    /// Names outside of `names` are a problem.
    TextTemplate text_template(const Node& node, std::span<const std::string> names);
    /// A name of a collection or field: letters, digits, "_", "-" and "."
    bool check_name(const Node& member);

  private:
    std::vector<config::yaml::Problem>* out_;
};

}  // namespace gdprd::connectors
