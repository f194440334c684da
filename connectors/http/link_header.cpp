#include "connectors/http/link_header.hpp"

#include <algorithm>

namespace gdprd::connectors {

namespace {

char lower(char c) noexcept {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool equal_folded(std::string_view a, std::string_view b) noexcept {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lower(x) == lower(y); });
}

bool is_space(char c) noexcept {
    return c == ' ' || c == '\t';
}

/// Reads a header's value from left to right.
class Scanner {
  public:
    explicit Scanner(std::string_view text) : text_(text) {}

    void skip_spaces() noexcept {
        while (!text_.empty() && is_space(text_.front())) text_.remove_prefix(1);
    }
    bool take(char c) noexcept {
        skip_spaces();
        if (text_.empty() || text_.front() != c) return false;
        text_.remove_prefix(1);
        return true;
    }
    [[nodiscard]] bool at_end() const noexcept { return text_.empty(); }

    /// Up to `end`, which is taken too.
    std::optional<std::string_view> until(char end) noexcept {
        const std::size_t at = text_.find(end);
        if (at == std::string_view::npos) return std::nullopt;
        const std::string_view out = text_.substr(0, at);
        text_.remove_prefix(at + 1);
        return out;
    }
    std::string_view token() noexcept {
        skip_spaces();
        std::size_t length = 0;
        while (length < text_.size() && !is_space(text_[length]) &&
               std::string_view("=;,\"<>").find(text_[length]) == std::string_view::npos)
            ++length;
        const std::string_view out = text_.substr(0, length);
        text_.remove_prefix(length);
        return out;
    }
    /// A token, or a quoted string with its backslashes resolved.
    std::optional<std::string> value() {
        skip_spaces();
        if (text_.empty() || text_.front() != '"') return std::string(token());
        text_.remove_prefix(1);
        std::string out;
        while (!text_.empty()) {
            char c = text_.front();
            text_.remove_prefix(1);
            if (c == '"') return out;
            if (c == '\\') {
                if (text_.empty()) break;
                c = text_.front();
                text_.remove_prefix(1);
            }
            out += c;
        }
        return std::nullopt;
    }

  private:
    std::string_view text_;
};

/// Relations are words with spaces between.
bool names_next(std::string_view relations) noexcept {
    while (!relations.empty()) {
        const std::size_t end = std::min(relations.find(' '), relations.size());
        if (equal_folded(relations.substr(0, end), "next")) return true;
        relations.remove_prefix(std::min(end + 1, relations.size()));
    }
    return false;
}

}  // namespace

Result<std::optional<std::string>> find_next_link(std::string_view header) {
    Error malformed(ErrorCode::invalid_argument,
                    "the answer's Link header cannot be read: more rows may follow",
                    "describe another paging, if the service's version has one");
    Scanner scanner(header);
    for (;;) {
        while (scanner.take(',')) {
        }
        if (scanner.at_end()) return std::optional<std::string>();
        if (!scanner.take('<')) return malformed;
        const auto target = scanner.until('>');
        if (!target) return malformed;
        bool next = false;
        bool related = false;
        while (scanner.take(';')) {
            const std::string_view name = scanner.token();
            if (!scanner.take('=')) continue;
            const auto value = scanner.value();
            if (!value) return malformed;
            if (!related && equal_folded(name, "rel")) {  // only the first counts (3.3)
                related = true;
                next = names_next(*value);
            }
        }
        if (next) return std::optional(std::string(*target));
        scanner.skip_spaces();
        if (!scanner.at_end() && !scanner.take(',')) return malformed;
    }
}

}  // namespace gdprd::connectors
