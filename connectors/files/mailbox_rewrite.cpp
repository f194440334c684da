#include "connectors/files/mailbox_rewrite.hpp"

#include "config/base/files.hpp"
#include "connectors/files/mailbox_splitter.hpp"

namespace gdprd::connectors {

namespace {
constexpr std::size_t kWriteBytes = std::size_t{256} * 1024;
}

Result<void> write_mailbox_anew(int old_descriptor, int new_descriptor, const FileEdits& edits,
                                const Call& call) {
    MailboxSplitter splitter(std::make_unique<FileSource>(old_descriptor, 0), call);
    std::string buffer;
    bool after_blank = true;
    for (;;) {
        GDPRD_TRY_ASSIGN(const auto piece, splitter.next());
        if (piece) {
            const auto edit = edits.find(splitter.message());
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
