#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/files/mail_headers.hpp"
#include "connectors/files/mailbox_splitter.hpp"

namespace gdprd::connectors {

/// The type that stands for what is before, between and behind the parts of a multipart.
inline constexpr std::string_view kOutsideParts = "multipart/outside";

/// Takes what a message holds, from begin to end.
class MessageEvents {
  public:
    virtual ~MessageEvents() = default;
    /// A field, unfolded; `depth` 0: of the message itself, else of a part or of a message within.
    virtual void header(std::size_t depth, const std::string& name, const std::string& value) = 0;
    /// A part that holds no others begins.
    virtual void begin_part(const MailContent& content) = 0;
    /// The next bytes of the part, decoded.
    virtual void content(std::string_view bytes) = 0;
    virtual void end_part() = 0;
    /// Before end_part(): what stands before a multipart's first part (kOutsideParts) is all that
    /// it has, because no line with its boundary came.
    virtual void note_unopened() {}
};

/// Takes a message (RFC 5322, MIME) apart, line by line, in bounded memory. No message is refused:
/// what cannot be understood is a part of plain text. Parts deeper than kMailDepth stay one part.
class MessageReader {
  public:
    explicit MessageReader(MessageEvents& events);
    ~MessageReader();
    MessageReader(const MessageReader&) = delete;
    MessageReader& operator=(const MessageReader&) = delete;

    /// Without the line "From ..." of the mailbox.
    void feed(const MailPiece& piece);
    void finish();
    /// A header was larger than kMailHeaderBytes: its rest was not given to the events.
    [[nodiscard]] bool is_cut() const noexcept { return cut_; }

  private:
    struct Decoder;
    enum class Where : unsigned char { header, part };

    void take_header_line(const MailPiece& piece);
    void end_field();
    void end_header();
    void begin_part(const MailContent& content, MailEncoding encoding);
    void end_part();
    void take_content(const MailPiece& piece);
    /// The part that a line begins or ends, counted from the outermost; npos: none.
    [[nodiscard]] std::size_t boundary_at(std::string_view line) const;
    void pass_boundary(std::size_t level, std::string_view line);
    void begin_header();

    MessageEvents* events_;
    Where where_ = Where::header;
    std::size_t depth_ = 0;  ///< of the header that is read or was read last
    std::size_t header_bytes_ = 0;
    bool skips_field_ = false;
    bool cut_ = false;
    std::string field_;  ///< unfolded as far as it was read
    std::string type_;
    std::string disposition_;
    std::string encoding_;
    std::vector<std::string> boundaries_;
    std::unique_ptr<Decoder> decoder_;  ///< of the part that is read
    bool in_part_ = false;
    bool unopened_ = false;  ///< the part stands before the first one of the innermost multipart
};

}  // namespace gdprd::connectors
