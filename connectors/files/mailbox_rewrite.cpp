#include "connectors/files/mailbox_rewrite.hpp"

#include <algorithm>
#include <charconv>

#include "config/base/files.hpp"
#include "connectors/files/mailbox_splitter.hpp"

namespace gdprd::connectors {

namespace {
constexpr std::size_t kWriteBytes = std::size_t{256} * 1024;
constexpr std::string_view kContentLength = "content-length:";

/// Programs that write Content-Length do not quote lines "From ..." in bodies. Where a message says
/// that it is longer than up to the next one, that one may be its text: then neither is erased.
class StatedLength {
  public:
    /// Of each piece in its order; whether the last message was cut off before its stated end.
    bool cut_before(const MailPiece& piece) {
        if (piece.begins_message) {
            const bool cut = stated_ > seen_;
            stated_ = seen_ = 0;
            in_header_ = true;
            return cut;
        }
        if (!in_header_) {
            seen_ += piece.text.size();
        } else if (piece.begins_line && is_empty_line(piece.text)) {
            in_header_ = false;
        } else if (piece.begins_line) {
            read(piece.text);
        }
        return false;
    }

  private:
    void read(std::string_view line) {
        const auto same = [](char a, char b) {
            return (a >= 'A' && a <= 'Z' ? static_cast<char>(a + 32) : a) == b;
        };
        if (line.size() < kContentLength.size() ||
            !std::equal(kContentLength.begin(), kContentLength.end(), line.begin(),
                        [&](char b, char a) { return same(a, b); }))
            return;
        line.remove_prefix(kContentLength.size());
        while (line.starts_with(' ') || line.starts_with('\t')) line.remove_prefix(1);
        std::uint64_t stated = 0;
        if (std::from_chars(line.data(), line.data() + line.size(), stated).ec == std::errc{})
            stated_ = stated;
    }

    bool in_header_ = true;
    std::uint64_t stated_ = 0;
    std::uint64_t seen_ = 0;
};

}  // namespace

Result<void> write_mailbox_anew(int old_descriptor, int new_descriptor, const FileEdits& edits,
                                const Call& call) {
    MailboxSplitter splitter(std::make_unique<FileSource>(old_descriptor, 0), call);
    std::string buffer;
    bool after_blank = true;
    StatedLength length;
    for (;;) {
        GDPRD_TRY_ASSIGN(const auto piece, splitter.next());
        if (piece) {
            const std::uint64_t message = splitter.message();
            if (length.cut_before(*piece) &&
                (edits.contains(message) || edits.contains(message - 1)))
                return Error(ErrorCode::refused,
                             "a message says that it is longer than up to the next line \"From \", "
                             "which may be its text; nothing was written",
                             "let a mail program write the mailbox anew, so that such lines are "
                             "quoted, or erase the message there");
            const auto edit = edits.find(message);
            if (edit != edits.end() && edit->second.gone) continue;
            if (piece->begins_message && piece->needs_blank && !after_blank)
                return Error(ErrorCode::refused,
                             "without the message the next one could not be told from the one "
                             "before it; nothing was written",
                             "let a mail program write the mailbox anew, with an empty line "
                             "between the messages");
            after_blank = piece->begins_line && is_empty_line(piece->text);
            if (new_descriptor >= 0) buffer += piece->text;
        }
        if (!buffer.empty() && (!piece || buffer.size() >= kWriteBytes)) {
            if (!write_all(new_descriptor, as_bytes(buffer)))
                return Error(ErrorCode::io, "the mailbox cannot be written anew; the old one stays",
                             "make room for a second copy of the file");
            buffer.clear();
        }
        if (!piece) return {};
    }
}

}  // namespace gdprd::connectors
