#include "connectors/files/message_reader.hpp"

#include <gmime/gmime-encodings.h>

#include <algorithm>
#include <utility>

#include "config/limits.hpp"

namespace gdprd::connectors {

namespace {

std::string_view without_end(std::string_view line) {
    while (line.ends_with('\n') || line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(" \t");
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

bool is_named(std::string_view field, std::string_view name) {
    return std::ranges::equal(field, name, {}, [](char c) {
        return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
}

bool is_base64_digit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '+' ||
           c == '/' || c == '=';
}

/// A line of a body that a mailbox quoted, because it looks as if a message began (">From ").
bool is_quoted_from(std::string_view line) {
    const std::size_t at = line.find_first_not_of('>');
    return at != std::string_view::npos && at > 0 && line.substr(at).starts_with("From ");
}

}  // namespace

struct MessageReader::Decoder {
    explicit Decoder(MailEncoding kind) : is_base64(kind == MailEncoding::base64) {
        g_mime_encoding_init_decode(&state, kind == MailEncoding::base64
                                                ? GMIME_CONTENT_ENCODING_BASE64
                                                : GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
    }
    std::string_view step(std::string_view bytes) {
        for (const char c : bytes) digits += is_base64_digit(c) ? 1U : 0U;
        out.resize(g_mime_encoding_outlen(&state, bytes.size()));
        return {out.data(), g_mime_encoding_step(&state, bytes.data(), bytes.size(), out.data())};
    }
    std::string_view flush() {
        // what programs leave out at the end, without which the last characters would be lost
        const std::string_view padding =
            !is_base64 || digits % 4 < 2 ? "" : (digits % 4 == 2 ? "==" : "=");
        out.resize(g_mime_encoding_outlen(&state, padding.size()) + 8);
        return {out.data(),
                g_mime_encoding_flush(&state, padding.data(), padding.size(), out.data())};
    }
    GMimeEncoding state{};
    bool is_base64;
    std::uint64_t digits = 0;
    std::string out;
};

namespace {

/// Encodings that leave the bytes as they are (RFC 2045, 6.1).
bool is_plain(const std::string& encoding) {
    const std::string_view word = trimmed(encoding);
    return word.empty() || is_named(word, "7bit") || is_named(word, "8bit") ||
           is_named(word, "binary");
}

}  // namespace

MessageReader::MessageReader(MessageEvents& events) : events_(&events) {}
MessageReader::~MessageReader() = default;

void MessageReader::feed(const MailPiece& piece) {
    if (piece.begins_line && !boundaries_.empty()) {
        const std::size_t level = boundary_at(piece.text);
        if (level != std::string::npos) {
            pass_boundary(level, piece.text);
            return;
        }
    }
    if (where_ == Where::header) {
        take_header_line(piece);
    } else {
        take_content(piece);
    }
}

void MessageReader::finish() {
    if (where_ == Where::header) {
        end_field();
        end_header();
    }
    end_part();
}

void MessageReader::begin_header() {
    where_ = Where::header;
    field_.clear();
    type_.clear();
    disposition_.clear();
    encoding_.clear();
    header_bytes_ = 0;
    skips_field_ = false;
}

void MessageReader::take_header_line(const MailPiece& piece) {
    const std::string_view line = without_end(piece.text);
    const bool folded = piece.text.starts_with(' ') || piece.text.starts_with('\t');
    if (piece.begins_line && !folded) {
        end_field();
        skips_field_ = line.starts_with(">From ");
        if (!skips_field_ && !looks_like_header(line)) {
            end_header();
            if (line.empty()) return;
            // a header without an empty line behind it: the line is the first of what it heads
            return feed(piece);  // perhaps the boundary of its first part
        }
    }
    if (skips_field_) return;
    header_bytes_ += line.size();
    if (header_bytes_ > config::limits::kMailHeaderBytes) {
        cut_ = true;
        return;
    }
    field_ += line;
}

void MessageReader::end_field() {
    std::string field = std::exchange(field_, {});
    std::ranges::replace(field, '\0', ' ');  // what stands behind one would be seen by nobody
    const std::size_t colon = field.find(':');
    if (colon == std::string::npos) return;
    const std::string name(trimmed(std::string_view(field).substr(0, colon)));
    const std::string value(trimmed(std::string_view(field).substr(colon + 1)));
    if (is_named(name, "content-type")) type_ = value;
    if (is_named(name, "content-disposition")) disposition_ = value;
    if (is_named(name, "content-transfer-encoding")) encoding_ = value;
    events_->header(depth_, name, value);
}

void MessageReader::end_header() {
    MailContent content = parse_mail_content(type_, disposition_);
    const MailEncoding encoding = mail_encoding(encoding_);
    content.undecoded = encoding == MailEncoding::identity && !is_plain(encoding_);
    const bool may_nest = depth_ < config::limits::kMailDepth;
    if (content.type.starts_with("multipart/") && !content.boundary.empty() && may_nest) {
        boundaries_.push_back("--" + content.boundary);
        ++depth_;
        // what stands before the first part is text that nobody is shown
        MailContent before{std::string(kOutsideParts), content.charset, {}, {}};
        before.undecoded = content.undecoded || encoding != MailEncoding::identity;
        begin_part(before, MailEncoding::identity);
        unopened_ = true;
        return;
    }
    const bool is_message = content.type == "message/rfc822" || content.type == "message/global";
    if (is_message && encoding == MailEncoding::identity && may_nest) {
        ++depth_;
        begin_header();
        return;
    }
    begin_part(content, encoding);
}

void MessageReader::begin_part(const MailContent& content, MailEncoding encoding) {
    where_ = Where::part;
    in_part_ = true;
    decoder_ = encoding == MailEncoding::identity ? nullptr : std::make_unique<Decoder>(encoding);
    events_->begin_part(content);
}

void MessageReader::end_part() {
    if (!in_part_) return;
    in_part_ = false;
    if (decoder_) events_->content(decoder_->flush());
    decoder_.reset();
    if (std::exchange(unopened_, false)) events_->note_unopened();
    events_->end_part();
}

void MessageReader::take_content(const MailPiece& piece) {
    if (!in_part_) return;
    std::string_view bytes = piece.text;
    if (piece.begins_line && is_quoted_from(bytes)) bytes.remove_prefix(1);
    events_->content(decoder_ ? decoder_->step(bytes) : bytes);
}

std::size_t MessageReader::boundary_at(std::string_view line) const {
    if (!line.starts_with("--")) return std::string::npos;
    const std::string_view own = trimmed(without_end(line));
    for (std::size_t level = boundaries_.size(); level-- > 0;) {
        const std::string& boundary = boundaries_[level];
        if (own == boundary || (own.starts_with(boundary) && own.substr(boundary.size()) == "--"))
            return level;
    }
    return std::string::npos;
}

void MessageReader::pass_boundary(std::size_t level, std::string_view line) {
    if (where_ == Where::header) {
        end_field();
        end_header();
    }
    const bool closes = trimmed(without_end(line)) != boundaries_[level];
    if (!closes && level + 1 == boundaries_.size()) unopened_ = false;
    end_part();
    boundaries_.resize(closes ? level : level + 1);
    depth_ = level + 1;
    if (closes) {
        begin_part(MailContent{std::string(kOutsideParts), {}, {}, {}}, MailEncoding::identity);
    } else {
        begin_header();
    }
}

}  // namespace gdprd::connectors
