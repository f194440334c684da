#include "connectors/files/message_fields.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "config/limits.hpp"
#include "connectors/files/mail_text.hpp"

namespace gdprd::connectors {

namespace {

using Names = std::pair<std::string_view, std::string_view>;

/// Headers with addresses, and what their fields are called.
constexpr std::array<Names, 6> kAddressLists{{{"from", "from"},
                                              {"sender", "sender"},
                                              {"reply-to", "reply_to"},
                                              {"to", "to"},
                                              {"cc", "cc"},
                                              {"bcc", "bcc"}}};
constexpr std::array<Names, 4> kSingle{{{"subject", "subject"},
                                        {"date", "date"},
                                        {"message-id", "message_id"},
                                        {"in-reply-to", "in_reply_to"}}};
/// Headers that only say how the message is written.
constexpr std::array<std::string_view, 4> kTechnical{"content-type", "content-transfer-encoding",
                                                     "content-disposition", "mime-version"};

constexpr std::array<std::string_view, 11> kWrittenByPrograms{
    "status",           "x-status",          "x-uid",         "x-imap",
    "x-imapbase",       "content-length",    "lines",         "x-account-key",
    "x-mozilla-status", "x-mozilla-status2", "x-mozilla-keys"};

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

template <std::size_t N>
std::optional<std::string> field_of(const std::array<Names, N>& among, std::string_view header) {
    const auto* const found = std::ranges::find(among, header, &Names::first);
    if (found == among.end()) return std::nullopt;
    return std::string(found->second);
}

/// "<id>" without its brackets.
std::string bare(std::string text) {
    if (text.size() > 2 && text.front() == '<' && text.find('>') == text.size() - 1)
        return text.substr(1, text.size() - 2);
    return text;
}

std::string stripped(std::string_view text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.remove_suffix(1);
    return std::string(text);
}

}  // namespace

bool is_written_by_programs(std::string_view header) {
    return std::ranges::find(kWrittenByPrograms, lower(header)) != kWrittenByPrograms.end();
}

void MessageFields::add(const std::string& name, std::string value) {
    if (!value.empty()) fields_.emplace_back(name, std::move(value));
}

void MessageFields::append(std::string& to, std::string_view text) {
    const std::size_t room = config::limits::kMailTextBytes - text_bytes_;
    if (text.size() > room) {
        text_cut_ = true;
        text = text.substr(0, room);
        // a character is never parted
        while (!text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0U) == 0x80U)
            text.remove_suffix(1);
        if (!text.empty() && static_cast<unsigned char>(text.back()) >= 0xC0U)
            text.remove_suffix(1);
    }
    to += text;
    text_bytes_ += text.size();
}

void MessageFields::separator(std::string_view line) {
    line.remove_prefix(std::min<std::size_t>(line.size(), 5));  // "From "
    const std::string who(line.substr(0, line.find_first_of(" \t\r\n")));
    if (who != "-") add("envelope_sender", utf8_of_mail(who, ""));
}

void MessageFields::add_addresses(const std::string& name, const std::string& value) {
    const auto found = parse_mail_addresses(value, config::limits::kMailAddressesRead);
    if (found.empty()) append(others_, name + ": " + decode_mail_text(value) + "\n");
    for (const auto& one : found) {
        const std::size_t number = ++addresses_[name];
        if (number > config::limits::kMailAddresses) {
            append(more_addresses_,
                   name + ": " + one.name + (one.name.empty() ? "<" : " <") + one.address + ">\n");
            continue;
        }
        const std::string field = number == 1 ? name : name + "_" + std::to_string(number);
        add(field + ".address", one.address);
        add(field + ".name", one.name);
    }
    if (found.size() == config::limits::kMailAddressesRead) text_cut_ = true;
}

void MessageFields::header(std::size_t depth, const std::string& name, const std::string& value) {
    const std::string known = lower(name);
    if (std::ranges::find(kTechnical, known) != kTechnical.end()) return;
    // of a part, or of a message that another one carries along
    if (depth > 0) return append(body_, name + ": " + decode_mail_text(value) + "\n");
    if (const auto list = field_of(kAddressLists, known)) return add_addresses(*list, value);
    if (is_written_by_programs(known)) return;
    const auto single = field_of(kSingle, known);
    if (!single || once_.contains(*single))
        return append(others_, name + ": " + decode_mail_text(value) + "\n");
    const std::string text = known == "date" ? mail_date(value) : decode_mail_text(value);
    once_.emplace(*single, known.ends_with("-id") || known == "in-reply-to" ? bare(text) : text);
}

void MessageFields::begin_part(const MailContent& content) {
    part_ = content;
    bytes_.clear();
    part_cut_ = false;
    // a multipart comes as a part when it is too deep or has no boundary: as it stands, then
    keeps_part_ = content.type.starts_with("text/") || content.type.starts_with("message/") ||
                  content.type.starts_with("multipart/");
    shows_part_ = content.type != kOutsideParts;
    if (!content.name.empty()) append(attachments_, content.name + "\n");
}

void MessageFields::content(std::string_view bytes) {
    if (!keeps_part_) return;
    const std::size_t room = config::limits::kMailTextBytes - bytes_.size();
    part_cut_ = part_cut_ || bytes.size() > room;
    bytes_ += bytes.substr(0, room);
}

void MessageFields::note_unopened() {
    shows_part_ = true;
}

void MessageFields::end_part() {
    if (!keeps_part_ || !shows_part_) return;
    text_cut_ = text_cut_ || part_cut_;
    std::string text = utf8_of_mail(bytes_, part_.charset);
    std::erase(text, '\r');
    const bool is_html = part_.type == "text/html";
    std::string& to = is_html ? html_ : body_;
    if (!to.empty() && !to.ends_with('\n')) append(to, "\n");
    append(to, is_html ? text_of_html(text) : text);
    bytes_.clear();
}

MessageFields::Fields MessageFields::take(bool header_cut) {
    for (auto& [name, value] : once_) add(name, std::move(value));
    add("body", stripped(body_));
    add("body_html", stripped(html_));
    add("attachments", stripped(attachments_));
    add("more_addresses", stripped(more_addresses_));
    add("other_headers", stripped(others_));
    if (header_cut || text_cut_)
        add("cut", header_cut ? (text_cut_ ? "header and text" : "header") : "text");
    return std::move(fields_);
}

}  // namespace gdprd::connectors
