#include "connectors/files/mailbox_splitter.hpp"

#include <algorithm>
#include <array>

namespace gdprd::connectors {

namespace {

constexpr std::size_t kReadBytes = std::size_t{256} * 1024;
constexpr std::size_t kLineBytes = std::size_t{64} * 1024;  ///< longer lines come in parts
constexpr std::size_t kLookBytes = 256;  ///< of the next line: whether it is of a header
constexpr std::size_t kHeaderNameBytes = 128;
constexpr std::string_view kFrom = "From ";

constexpr std::array<std::string_view, 12> kMonths{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool all_digits(std::string_view text) {
    return std::ranges::all_of(text, is_digit);
}

bool is_time(std::string_view word) {
    return word.size() >= 5 && is_digit(word[0]) && is_digit(word[1]) && word[2] == ':' &&
           is_digit(word[3]) && is_digit(word[4]) && (word.size() == 5 || word[5] == ':');
}

/// Whether it ends as ctime(3) writes dates, with or without seconds and zone.
bool has_date(std::string_view line) {
    bool month = false;
    bool time = false;
    bool year = false;
    for (std::size_t at = 0; at < line.size();) {
        const std::size_t end = std::min(line.find_first_of(" \t\r\n", at), line.size());
        const std::string_view word = line.substr(at, end - at);
        month = month || std::ranges::find(kMonths, word) != kMonths.end();
        time = time || (month && is_time(word));
        year = year || (month && word.size() == 4 && all_digits(word));
        at = end + 1;
    }
    return month && time && year;
}

}  // namespace

bool is_empty_line(std::string_view line) noexcept {
    return line == "\n" || line == "\r\n";
}

bool looks_like_header(std::string_view line) noexcept {
    std::size_t at = 0;
    while (at < line.size() && at < kHeaderNameBytes && line[at] > ' ' && line[at] < '\x7f' &&
           line[at] != ':')
        ++at;
    const std::size_t name = at;
    while (at < line.size() && (line[at] == ' ' || line[at] == '\t')) ++at;
    return name > 0 && at < line.size() && line[at] == ':';
}

MailboxSplitter::MailboxSplitter(std::unique_ptr<ByteSource> bytes, const Call& call)
    : bytes_(std::move(bytes)), call_(&call) {}

/// A whole line, and enough of the next one.
Result<void> MailboxSplitter::fill() {
    if (at_end_ || text_.size() - at_ >= kLineBytes + kLookBytes) return {};
    GDPRD_TRY(call_->check());
    text_.erase(0, at_);
    at_ = 0;
    std::string more;
    while (!at_end_ && text_.size() < kLineBytes + kLookBytes) {
        GDPRD_TRY(bytes_->read(kReadBytes, more));
        at_end_ = more.empty();
        text_ += more;
    }
    return {};
}

void MailboxSplitter::note_separator(MailPiece& piece, std::string_view following) const {
    if (!piece.begins_line || !piece.text.starts_with(kFrom)) return;
    const bool dated = has_date(piece.text);
    const bool header = looks_like_header(following) || following.starts_with(">From ");
    piece.begins_message =
        message_ == 0 || (blank_before_ && (dated || header)) || (dated && header);
    piece.needs_blank = !(dated && header);
}

Result<std::optional<MailPiece>> MailboxSplitter::next() {
    GDPRD_TRY(fill());
    const std::string_view left = std::string_view(text_).substr(at_);
    if (left.empty()) return std::optional<MailPiece>();
    const std::size_t end = left.substr(0, kLineBytes).find('\n');
    MailPiece out;
    out.text = left.substr(0, end == std::string_view::npos ? kLineBytes : end + 1);
    out.begins_line = begins_line_;
    out.ends_line = end != std::string_view::npos || (at_end_ && out.text.size() == left.size());
    note_separator(out, left.substr(out.text.size()));
    if (out.begins_message) {
        ++message_;
    } else if (message_ == 0 && !is_empty_line(out.text)) {
        return Error(ErrorCode::invalid_argument, "the file does not begin with a message",
                     "a mailbox begins with a line \"From ...\" (RFC 4155)");
    }
    blank_before_ = out.begins_line && is_empty_line(out.text);
    begins_line_ = out.ends_line;
    at_ += out.text.size();
    return std::optional(out);
}

}  // namespace gdprd::connectors
