#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "policy/language/policy.hpp"

namespace gdprd::policy {

enum class Severity : unsigned char { error, warning };

/// One thing that is wrong, or worth a look, in the policy files.
struct Diagnostic {
    SourceSpan span;
    Severity severity = Severity::error;
    std::string code;        ///< stable token: "unknown-key", "unreachable-rule"
    std::string message;     ///< for people; names of the policy and of the stores, no values
    std::string suggestion;  ///< what was probably meant, or empty
};

/// Everything said about a set of policy files. At most limits::kPolicyDiagnostics entries are
/// kept; more are counted.
class Diagnostics {
  public:
    void error(SourceSpan span, std::string_view code, std::string message,
               std::string suggestion = {});
    void warning(SourceSpan span, std::string_view code, std::string message,
                 std::string suggestion = {});
    void append(const Diagnostics& others);
    /// By file, line and column; errors before warnings.
    void sort();

    [[nodiscard]] const std::vector<Diagnostic>& entries() const noexcept { return entries_; }
    [[nodiscard]] std::size_t errors() const noexcept { return errors_; }
    [[nodiscard]] std::size_t warnings() const noexcept { return warnings_; }
    /// Counted, but not kept.
    [[nodiscard]] std::size_t dropped() const noexcept { return dropped_; }

  private:
    void add(Diagnostic diagnostic);
    std::vector<Diagnostic> entries_;
    std::size_t errors_ = 0;
    std::size_t warnings_ = 0;
    std::size_t dropped_ = 0;
};

[[nodiscard]] std::string_view to_string(Severity severity) noexcept;
/// "10-tax.yaml:12:5: error: unknown key "grund"; did you mean "ground"?"
[[nodiscard]] std::string to_string(const Diagnostic& diagnostic);
/// One line each, then "2 errors, 1 warning".
[[nodiscard]] std::string render_text(const Diagnostics& diagnostics);
/// {"errors": 2, "warnings": 1, "diagnostics": [{file, line, column, severity, code, message, …}]}
[[nodiscard]] std::string render_json(const Diagnostics& diagnostics);

}  // namespace gdprd::policy
