#include "connectors/files/mailbox_search.hpp"

#include <memory>

#include "config/limits.hpp"
#include "connectors/files/mail_text.hpp"
#include "connectors/files/message_reader.hpp"
#include "connectors/files/packed_content.hpp"

namespace gdprd::connectors {

namespace {

constexpr std::size_t kTextBytes = std::size_t{256} * 1024;  ///< of a text, decoded together
constexpr std::size_t kOverlap = 1024;  ///< of bytes without lines, searched twice

/// Parts that are sealed, or hold parts that were not taken out of them: encoded as a whole, nested
/// too deep, or without a boundary.
bool is_closed(std::string_view type) {
    return type == "application/pkcs7-mime" || type == "application/x-pkcs7-mime" ||
           type == "application/pgp-encrypted" || type == "message/rfc822" ||
           type == "message/global" || (type.starts_with("multipart/") && type != kOutsideParts);
}

class SearchEvents final : public MessageEvents {
  public:
    explicit SearchEvents(WordSearch& search) : search_(&search) {}

    void header(std::size_t /*depth*/, const std::string& name, const std::string& value) override {
        look(name + ": " + decode_mail_text(value), WordSearch::Content::text);
        if (value.find('@') == std::string::npos) return;
        std::string addresses;
        for (const auto& one : parse_mail_addresses(value, config::limits::kMailAddressesRead))
            addresses += one.name + "\n" + one.address + "\n";
        look(addresses, WordSearch::Content::text);
    }
    void begin_part(const MailContent& content) override {
        part_ = content;
        if (!content.name.empty()) look(content.name, WordSearch::Content::text);
        whole_ = whole_ && !is_closed(content.type) && !content.undecoded;
        is_text_ = content.type.starts_with("text/") || content.type.starts_with("message/") ||
                   content.type.starts_with("multipart/");
        at_begin_ = true;
    }
    void content(std::string_view bytes) override {
        bytes_ += bytes;
        if (bytes_.size() < kTextBytes) return;
        const std::size_t line = is_text_ ? bytes_.rfind('\n') : std::string::npos;
        look_at_part(line == std::string::npos ? bytes_.size() : line + 1);
        bytes_.erase(0, line == std::string::npos ? bytes_.size() - kOverlap : line + 1);
    }
    void end_part() override {
        look_at_part(bytes_.size());
        bytes_.clear();
    }
    /// Its parts may be encoded, and no boundary says where they are.
    void note_unopened() override { whole_ = false; }
    /// Not all of a message came.
    void note_cut() { whole_ = false; }
    [[nodiscard]] bool searched_all() const { return whole_; }

  private:
    void look(std::string_view text, WordSearch::Content content) {
        search_->begin_file(content);
        search_->feed(as_bytes(text));
        search_->end_of_file();
    }
    void look_at_part(std::size_t size) {
        const std::string_view raw = std::string_view(bytes_).substr(0, size);
        // whatever a part is said to be: programs call a document text too
        if (at_begin_) whole_ = whole_ && !begins_packed(bytes_);
        at_begin_ = false;
        look(raw, is_text_ ? WordSearch::Content::text : WordSearch::Content::unknown);
        note_blocks(raw);
        if (!is_text_) return;
        const std::string text = utf8_of_mail(raw, part_.charset);
        if (text != raw) look_again(text);
        if (part_.type == "text/html") look_again(text_of_html(text));
    }
    void look_again(const std::string& text) {
        look(text, WordSearch::Content::text);
        note_blocks(text);
    }
    void note_blocks(std::string_view text) { whole_ = whole_ && !holds_encoded_block(text); }

    WordSearch* search_;
    MailContent part_;
    bool is_text_ = false;
    bool at_begin_ = false;
    bool whole_ = true;
    std::string bytes_;  ///< of the part, not yet searched
};

}  // namespace

Result<bool> search_mailbox(std::unique_ptr<ByteSource> bytes, WordSearch& search,
                            const Call& call) {
    MailboxSplitter splitter(std::move(bytes), call);
    SearchEvents events(search);
    std::unique_ptr<MessageReader> reader;
    for (;;) {
        GDPRD_TRY_ASSIGN(const auto piece, splitter.next());
        if (reader && (!piece || piece->begins_message)) {
            reader->finish();
            if (reader->is_cut()) events.note_cut();
        }
        if (!piece) return events.searched_all();
        if (piece->begins_message) {
            reader = std::make_unique<MessageReader>(events);
        } else if (reader) {
            reader->feed(*piece);
        }
    }
}

}  // namespace gdprd::connectors
