#include "connectors/files/mailbox_records.hpp"

#include <charconv>

#include "config/base/bytes.hpp"
#include "config/base/crypto.hpp"
#include "connectors/files/mailbox_splitter.hpp"
#include "connectors/files/message_fields.hpp"
#include "connectors/files/message_reader.hpp"

namespace gdprd::connectors {

namespace {

using policy::Cell;

constexpr std::size_t kLengthBytes = 20;

/// Digests what a message is, whatever programs note in it.
class MessageDigest {
  public:
    void take(const MailPiece& piece) {
        if (piece.begins_line && is_empty_line(piece.text)) {
            in_header_ = false;
            skips_ = false;
            ++empty_;
            return;
        }
        const bool folded = piece.text.starts_with(' ') || piece.text.starts_with('\t');
        if (piece.begins_line && !(in_header_ && folded))
            skips_ =
                in_header_ && is_written_by_programs(piece.text.substr(0, piece.text.find(':')));
        if (skips_) return;
        for (; empty_ > 0; --empty_) sha_.update(as_bytes("\n"));
        sha_.update(as_bytes(piece.text));
    }
    [[nodiscard]] std::string finish() { return hex_encode(sha_.finish()); }

  private:
    crypto::Sha256 sha_;
    bool in_header_ = true;
    bool skips_ = false;
    std::uint64_t empty_ = 0;  ///< lines, which count when another one follows
};

/// The message that is read right now.
struct Message {
    MessageFields fields;
    MessageReader reader{fields};
    MessageDigest digest;
};

void put(std::string& out, std::string_view bytes) {
    out += std::to_string(bytes.size());
    out += ':';
    out += bytes;
}

/// Length, ':' and that many bytes, at `at`, which moves behind them; nullopt: not all is there.
std::optional<std::string_view> get(std::string_view text, std::size_t& at) {
    std::size_t size = 0;
    const char* const end = text.data() + text.size();
    const auto read = std::from_chars(text.data() + at, end, size);
    if (read.ec != std::errc() || read.ptr == end || *read.ptr != ':') return std::nullopt;
    const auto begin = static_cast<std::size_t>(read.ptr - text.data()) + 1;
    if (text.size() - begin < size) return std::nullopt;
    at = begin + size;
    return text.substr(begin, size);
}

Error broken() {
    return {ErrorCode::internal, "a message's record cannot be read"};
}

}  // namespace

struct MailboxSource::State {
    State(std::unique_ptr<ByteSource> bytes, const Call& call) : splitter(std::move(bytes), call) {}

    void end_message() {
        if (!message) return;
        message->reader.finish();
        std::string record;
        put(record, kMessageDigest);
        put(record, message->digest.finish());
        for (const auto& [name, value] : message->fields.take(message->reader.is_cut())) {
            put(record, name);
            put(record, value);
        }
        put(ready, record);
        message.reset();
    }

    MailboxSplitter splitter;
    std::unique_ptr<Message> message;
    std::string ready;  ///< records that are whole
    bool at_end = false;
};

MailboxSource::MailboxSource(std::unique_ptr<ByteSource> bytes, const Call& call)
    : state_(std::make_unique<State>(std::move(bytes), call)) {}
MailboxSource::~MailboxSource() = default;

Result<void> MailboxSource::read(std::size_t count, std::string& out) {
    State& state = *state_;
    while (state.ready.size() < count && !state.at_end) {
        GDPRD_TRY_ASSIGN(const auto piece, state.splitter.next());
        if (!piece || piece->begins_message) state.end_message();
        if (!piece) {
            state.at_end = true;
        } else if (piece->begins_message) {
            state.message = std::make_unique<Message>();
            state.message->fields.separator(piece->text);
            state.message->digest.take(*piece);
        } else if (state.message) {
            state.message->digest.take(*piece);
            state.message->reader.feed(*piece);
        }
    }
    out = state.ready.substr(0, count);
    state.ready.erase(0, out.size());
    return {};
}

Result<std::optional<Cut>> MailboxFormat::cut(std::string_view text, bool at_end) {
    std::size_t at = 0;
    const auto record = get(text, at);
    if (record) return std::optional(Cut{at, true});
    if (at_end || text.substr(0, kLengthBytes).find_first_not_of("0123456789:") == 0)
        return broken();
    return std::optional<Cut>();
}

Result<void> MailboxFormat::read(std::string_view record, const ValueSink& sink) const {
    std::size_t at = 0;
    const auto fields = get(record, at);
    if (!fields || at != record.size()) return broken();
    for (at = 0; at < fields->size();) {
        const auto name = get(*fields, at);
        const auto value = name ? get(*fields, at) : std::nullopt;
        if (!value) return broken();
        sink(*name, Cell{Cell::Kind::text, std::string(*value)});
    }
    return {};
}

Result<std::string> MailboxFormat::write(std::string_view /*record*/,
                                         const std::vector<Assignment>& /*changes*/) const {
    return Error(ErrorCode::refused,
                 "a message in a mailbox cannot be changed in part: it is what was sent",
                 "let the policy delete the whole message, or keep it");
}

}  // namespace gdprd::connectors
