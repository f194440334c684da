#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "connectors/call.hpp"
#include "connectors/files/byte_source.hpp"

namespace gdprd::connectors {

/// A line of a mailbox with its end, or a part of a very long one.
struct MailPiece {
    std::string_view text;  ///< as the file has it; lives until the next call
    bool begins_line = true;
    bool ends_line = true;
    bool begins_message = false;  ///< it is the line that parts two messages ("From ...")
    bool needs_blank = false;     ///< and it is only seen as such behind an empty line
};

/// Whether a line is empty but for its end.
[[nodiscard]] bool is_empty_line(std::string_view line) noexcept;
/// Whether a line could be a field of a header: a name and a colon.
[[nodiscard]] bool looks_like_header(std::string_view line) noexcept;

/// Cuts a mailbox (mbox, RFC 4155) into messages. A line "From ..." begins one at the file's begin;
/// behind an empty line if it has a date or a header follows; elsewhere if both. In memory for one
/// piece.
class MailboxSplitter {
  public:
    /// Borrows the call.
    MailboxSplitter(std::unique_ptr<ByteSource> bytes, const Call& call);

    /// nullopt at the end. `invalid_argument` when the file does not begin with a message.
    Result<std::optional<MailPiece>> next();
    /// The number of the message that the last piece is of, from 1; 0 before the first.
    [[nodiscard]] std::uint64_t message() const noexcept { return message_; }

  private:
    Result<void> fill();
    void note_separator(MailPiece& piece, std::string_view following) const;

    std::unique_ptr<ByteSource> bytes_;
    const Call* call_;
    std::string text_;
    std::size_t at_ = 0;  ///< what lies before it was given out
    bool at_end_ = false;
    bool begins_line_ = true;
    bool blank_before_ = true;
    std::uint64_t message_ = 0;
};

}  // namespace gdprd::connectors
