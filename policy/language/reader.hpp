#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/yaml.hpp"
#include "policy/language/diagnostics.hpp"
#include "policy/language/keys.hpp"
#include "policy/language/period.hpp"

namespace gdprd::policy {

/// Reads values of one policy file by the table of keys. What is wrong is put into the
/// diagnostics with its place; the value is then absent, and reading goes on.
class Reader {
  public:
    using Node = config::yaml::Node;

    /// All must outlive the reader.
    Reader(const std::string& file, std::string_view text, Diagnostics& out)
        : file_(file), text_(text), out_(out) {}

    [[nodiscard]] SourceSpan span_of(const Node& node) const;
    [[nodiscard]] SourceSpan span_of_key(const Node& member) const;
    /// Of all values of a map, at any depth.
    [[nodiscard]] ValuePlaces places_of(const Node& map) const;

    /// A map whose keys are those of `place`: reports unknown and missing keys and values of the
    /// wrong shape. False when this is no map at all. `what` names it: "a purpose".
    bool check(const Node& map, KeyPlace place, std::string_view what);
    /// Members of a map without a table: names to values. Null is empty; anything else is reported.
    [[nodiscard]] std::vector<const Node*> members(const Node& node, std::string_view what);
    /// Items of a list; a null is empty; anything else is reported.
    [[nodiscard]] std::vector<const Node*> items(const Node& node, std::string_view what);

    /// The scalar under a key, as text; reported when empty, too long, or with control characters.
    std::optional<std::string> text(const Node& map, std::string_view key);
    std::optional<std::string> name(const Node& map, std::string_view key);
    std::optional<std::string> category(const Node& map, std::string_view key);
    std::optional<FieldPath> field_path(const Node& map, std::string_view key);
    std::optional<CollectionPath> collection_path(const Node& map, std::string_view key);
    std::optional<std::chrono::years> years(const Node& map, std::string_view key);
    std::optional<CountedFrom> counted_from(const Node& map, std::string_view key);
    /// "30d": one day to ten years.
    std::optional<std::uint32_t> days(const Node& map, std::string_view key);
    /// 1 to limits::kPolicyTextBytes.
    std::optional<std::uint32_t> characters(const Node& map, std::string_view key);
    std::optional<bool> boolean(const Node& map, std::string_view key);
    std::vector<std::string> texts(const Node& map, std::string_view key);
    /// A token of `kind`: its position in tokens_of(kind).
    std::optional<std::size_t> token(const Node& map, std::string_view key, ValueKind kind);

    /// Texts that stand as keys or items.
    bool is_name(std::string_view text, const SourceSpan& span);
    bool is_category(std::string_view text, const SourceSpan& span);
    std::optional<FieldPath> as_field_path(std::string_view text, const SourceSpan& span);
    std::optional<std::string> as_text(const Node& scalar);

    Diagnostics& out() noexcept { return out_; }

  private:
    void add_places(const Node& node, const std::string& key, ValuePlaces& places) const;
    [[nodiscard]] const Node* find_scalar(const Node& map, std::string_view key) const;
    std::optional<std::uint32_t> number(const Node& node, std::string_view unit, std::uint64_t most,
                                        std::string_view code, std::string_view what);
    [[nodiscard]] bool is_written_null(const Node& node) const;
    void check_shape(const Node& member, const PolicyKey& key);
    void check_missing(const Node& map, KeyPlace place, std::string_view what);

    const std::string& file_;
    std::string_view text_;
    Diagnostics& out_;
};

}  // namespace gdprd::policy
