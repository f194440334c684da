#pragma once

#include <boost/json/fwd.hpp>
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "config/base/result.hpp"

namespace gdprd::daemon::ctl {

/// Exit codes of gdprctl; gdprctl(1) lists them.
enum class Exit : int {
    done = 0,
    failed = 1,
    usage = 2,
    partly_done = 3,
    refused = 4,  ///< stale, unapproved, a hold
    verification_failed = 5,
    changes = 20,  ///< a plan that has something to do
};

/// The one table from error codes to exit codes.
[[nodiscard]] Exit exit_for(ErrorCode code) noexcept;
/// The same for the `code` of a problem+json answer; an unknown one is `failed`.
[[nodiscard]] Exit exit_for(std::string_view code) noexcept;

enum class Format : unsigned char { text, json, tsv };

/// Columns and rows, printed aligned (text), as TSV with a header, or as an array of objects.
struct Table {
    std::vector<std::string> columns;
    std::vector<std::vector<std::string>> rows;
};

/// stdout for results, stderr for words. Control characters in cells are escaped.
class Output {
  public:
    explicit Output(Format format) : format_(format) {}
    [[nodiscard]] Format format() const noexcept { return format_; }

    void table(const Table& table);
    /// Text as it is, to stdout.
    void text(std::string_view text);
    /// Pretty-printed with stable member order.
    void json(const boost::json::value& value);
    /// One line of words to stderr.
    void say(std::string_view line);
    /// A line that the next one replaces when stderr is a terminal.
    void progress(std::string_view line);
    /// How far a phase of long work is. On a terminal at most four times a second, each in place of
    /// the one before; else one line for each phase.
    void progress(std::string_view phase, std::uint64_t done, std::uint64_t of);
    /// A signed note to stderr, line by line as it is, so that it can be kept.
    void say_note(std::string_view note);
    /// "gdprctl: message" and, when there is one, the hint (the next command to type), on stderr.
    [[nodiscard]] Exit fail(const Error& error);
    [[nodiscard]] Exit fail(Exit code, std::string_view message, std::string_view hint = {});

  private:
    void end_progress();
    Format format_;
    bool progress_open_ = false;
    std::string phase_;
    std::chrono::steady_clock::time_point phase_shown_;
};

/// For TSV and aligned text: tab, line end, CR, backslash, control characters, and what reorders or
/// hides text (U+202E, U+200B and their like: \u{202e}) escaped, and bytes that are not UTF-8.
[[nodiscard]] std::string escape_cell(std::string_view text);

}  // namespace gdprd::daemon::ctl
