#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "config/base/result.hpp"
#include "policy/plan/row.hpp"

namespace gdprd::connectors {

/// Values for the names in a template. Those that came from a person's row are personal; all are
/// treated so.
using TemplateValues = std::map<std::string, policy::PersonalCell, std::less<>>;

/// A text with names in braces: "contacts/{key}/edit", "email = '{value|sql}'". "{{" and "}}" stand
/// for braces. A filter quotes the value for the language that it stands in:
///   sql    each ' doubled
///   like   each \ doubled, so that LIKE takes it as itself
///   lower  ASCII letters in lower case
class TextTemplate {
  public:
    enum class Filter : unsigned char { none, sql, like, lower };

    TextTemplate() = default;
    /// invalid_argument for a brace without its partner, an empty name, or an unknown filter.
    static Result<TextTemplate> parse(std::string_view text);

    /// The names that it asks for, each once, in the order of the text.
    [[nodiscard]] std::vector<std::string> names() const;
    [[nodiscard]] bool empty() const noexcept { return parts_.empty(); }
    /// The one name that it is made of, unfiltered, or empty: then a value keeps its type.
    [[nodiscard]] std::string only_name() const;

    /// The text with its values. `invalid_argument` when a name has none, is NULL, or holds a
    /// byte 0.
    [[nodiscard]] Result<Personal<std::string>> expand(const TemplateValues& values) const;
    /// The same for a path: values are percent-encoded, the text around is not. `stale` for a value
    /// that is empty, "." or "..": it would lead to another address.
    [[nodiscard]] Result<Personal<std::string>> expand_path(const TemplateValues& values) const;

    friend bool operator==(const TextTemplate&, const TextTemplate&) = default;

  private:
    struct Part {
        std::string literal;
        std::string name;  ///< after the literal; empty at the end
        Filter filter = Filter::none;
        friend bool operator==(const Part&, const Part&) = default;
    };
    std::vector<Part> parts_;
};

}  // namespace gdprd::connectors
