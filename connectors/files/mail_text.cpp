#include "connectors/files/mail_text.hpp"

#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <utility>

#include "config/base/utf8.hpp"

namespace gdprd::connectors {

namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
constexpr std::size_t kReferenceBytes = 12;  ///< of the longest one that is resolved

std::string without_nul(std::string text) {
    if (text.find('\0') == std::string::npos) return text;
    std::string out;
    for (const char c : text) out += c == '\0' ? std::string(kReplacement) : std::string(1, c);
    return out;
}

std::string convert(std::string_view bytes, const char* charset) {
    const icu::UnicodeString text(bytes.data(), static_cast<std::int32_t>(bytes.size()), charset);
    std::string out;
    text.toUTF8String(out);
    return out;
}

bool is_ascii_superset_default(const std::string& charset) {
    return charset.empty() || charset == "us-ascii" || charset == "US-ASCII";
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 10> kReferences{{
    {"amp", "&"},
    {"lt", "<"},
    {"gt", ">"},
    {"quot", "\""},
    {"apos", "'"},
    {"nbsp", " "},
    {"commat", "@"},
    {"period", "."},
    {"shy", ""},
    {"ensp", " "},
}};

/// What `&name;` at the begin of `text` stands for, and its length; 0: nothing that is known.
std::size_t resolve(std::string_view text, std::string& out) {
    const std::size_t end = text.substr(0, kReferenceBytes).find(';');
    if (end == std::string_view::npos || end < 2) return 0;
    std::string_view name = text.substr(1, end - 1);
    if (name.front() != '#') {
        const auto* const found = std::ranges::find(
            kReferences, name, &std::pair<std::string_view, std::string_view>::first);
        if (found == kReferences.end()) return 0;
        out += found->second;
        return end + 1;
    }
    name.remove_prefix(1);
    int base = 10;
    if (name.starts_with('x') || name.starts_with('X')) {
        name.remove_prefix(1);
        base = 16;
    }
    std::uint32_t code = 0;
    const auto read = std::from_chars(name.data(), name.data() + name.size(), code, base);
    if (read.ec != std::errc() || read.ptr != name.data() + name.size()) return 0;
    if (code == 0 || code > 0x10FFFFU || (code >= 0xD800U && code <= 0xDFFFU)) return 0;
    icu::UnicodeString(static_cast<UChar32>(code)).toUTF8String(out);
    return end + 1;
}

/// Of a tag's attributes those whose values people read, or follow.
constexpr std::array<std::string_view, 5> kShown{"href", "alt", "title", "value", "content"};

/// Elements within a line of text.
constexpr std::array<std::string_view, 14> kInline{
    "a", "b", "i", "u", "em", "s", "span", "font", "code", "strong", "wbr", "sub", "small", "sup"};

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f';
}

class HtmlText {
  public:
    explicit HtmlText(std::string_view html) : html_(html) {}

    std::string run() {
        while (at_ < html_.size()) {
            const char c = html_[at_];
            if (c == '<' && begins_tag()) {
                take_tag();
            } else {
                take_text(out_);
            }
        }
        return std::move(out_);
    }

  private:
    [[nodiscard]] bool begins_tag() const {
        if (at_ + 1 >= html_.size()) return false;
        const char c = html_[at_ + 1];
        return c == '/' || c == '!' || c == '?' || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
    void take_text(std::string& out) {
        if (html_[at_] == '&') {
            const std::size_t length = resolve(html_.substr(at_), out);
            at_ += length;
            if (length > 0) return;
        }
        out += html_[at_++];
    }
    void take_tag() {
        if (html_.substr(at_).starts_with("<!--")) {
            at_ += 4;
            out_ += '\n';
            return;
        }
        at_ += html_[at_ + 1] == '/' ? 2U : 1U;
        std::size_t end = at_;
        while (end < html_.size() && !is_space(html_[end]) && html_[end] != '>' &&
               html_[end] != '/')
            ++end;
        const std::string name = lower(html_.substr(at_, end - at_));
        at_ = end;
        if (std::ranges::find(kInline, name) == kInline.end()) out_ += '\n';
        std::string shown;
        while (at_ < html_.size() && html_[at_] != '>') take_attribute(shown);
        ++at_;
        if (!shown.empty()) out_ += " " + shown;
    }
    void take_attribute(std::string& shown) {
        if (is_space(html_[at_])) {
            ++at_;
            return;
        }
        std::size_t end = at_;
        while (end < html_.size() && !is_space(html_[end]) && html_[end] != '>' &&
               html_[end] != '=')
            ++end;
        const std::string name = lower(html_.substr(at_, end - at_));
        at_ = end;
        while (at_ < html_.size() && is_space(html_[at_])) ++at_;
        if (at_ >= html_.size() || html_[at_] != '=') return;
        ++at_;
        while (at_ < html_.size() && is_space(html_[at_])) ++at_;
        std::string value;
        const char quote = at_ < html_.size() ? html_[at_] : '\0';
        const bool quoted = quote == '"' || quote == '\'';
        if (quoted) ++at_;
        while (at_ < html_.size() &&
               (quoted ? html_[at_] != quote : !is_space(html_[at_]) && html_[at_] != '>'))
            take_text(value);
        if (quoted) ++at_;
        if (std::ranges::find(kShown, name) != kShown.end()) shown += value + " ";
    }

    std::string_view html_;
    std::size_t at_ = 0;
    std::string out_;
};

/// White space as a reader sees it: one line end where there are several.
std::string squeezed(const std::string& text) {
    std::string out;
    bool space = false;
    bool line = false;
    for (const char c : text) {
        if (is_space(c)) {
            space = true;
            line = line || c == '\n';
            continue;
        }
        if (space && !out.empty()) out += line ? '\n' : ' ';
        space = line = false;
        out += c;
    }
    return out;
}

}  // namespace

std::string utf8_of_mail(std::string_view bytes, const std::string& charset) {
    if (!is_ascii_superset_default(charset)) {
        std::string out = convert(bytes, charset.c_str());
        if (!out.empty() || bytes.empty()) return without_nul(std::move(out));
    }
    if (valid_utf8(bytes)) return without_nul(std::string(bytes));
    return without_nul(convert(bytes, "windows-1252"));
}

std::string text_of_html(std::string_view html) {
    return squeezed(HtmlText(html).run());
}

}  // namespace gdprd::connectors
