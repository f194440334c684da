#include "connectors/files/word_search.hpp"

#include <algorithm>
#include <set>

#include "connectors/files/json_text.hpp"
#include "connectors/files/text_stream.hpp"

namespace gdprd::connectors {

namespace {

constexpr std::size_t kUnitMax = 4;

bool joins(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Empty when the encoding cannot hold the text.
std::string encoded(const std::string& text, const char* encoding) {
    std::string out;
    const auto encoder = Transcoder::create("UTF-8", encoding);
    if (!encoder || !(*encoder)->convert(text, true, out)) return {};
    return out;
}

std::string doubled(const std::string& text, const char* which, char with) {
    std::string out;
    for (const char c : text) {
        if (std::string_view(which).find(c) != std::string_view::npos) out += with;
        out += c;
    }
    return out;
}

/// As many programs write JSON: everything beyond ASCII as \uXXXX.
std::string ascii_json(const std::string& text) {
    const std::string units = encoded(text, "UTF-16BE");
    static constexpr char kHex[] = "0123456789abcdef";
    std::string out;
    for (std::size_t i = 0; i + 1 < units.size(); i += 2) {
        const auto high = static_cast<unsigned char>(units[i]);
        const auto low = static_cast<unsigned char>(units[i + 1]);
        if (high == 0 && low < 0x80) {
            const std::string one = escape_json(std::string(1, static_cast<char>(low)));
            out += one.substr(1, one.size() - 2);
            continue;
        }
        out += "\\u";
        for (const unsigned byte : {unsigned{high}, unsigned{low}}) {
            out += kHex[byte >> 4U];
            out += kHex[byte & 0xFU];
        }
    }
    return out;
}

}  // namespace

WordSearch::WordSearch(const std::vector<std::string>& words, const std::string& encoding)
    : seen_(words.size(), Seen::no), archived_(words.size(), false) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i];
        if (word.empty()) continue;
        const std::string json = escape_json(word);
        std::set<std::pair<std::string, std::size_t>> all;
        for (const std::string& form : {word, json.substr(1, json.size() - 2), ascii_json(word),
                                        doubled(word, "\"", '"'), doubled(word, ",;\\", '\\')}) {
            all.emplace(form, 1);
            all.emplace(encoded(form, encoding.c_str()), 1);
            all.emplace(encoded(form, "UTF-16LE"), 2);
            all.emplace(encoded(form, "UTF-16BE"), 2);
            all.emplace(encoded(form, "UTF-32LE"), 4);
            all.emplace(encoded(form, "UTF-32BE"), 4);
        }
        for (const auto& [bytes, unit] : all) as_is_.add({bytes, i, unit});
        for (const std::string& bytes : std::set{word, encoded(word, encoding.c_str())})
            resolved_.add({bytes, i, 1});
    }
}

void WordSearch::View::add(Spelling spelling) {
    if (spelling.bytes.empty()) return;
    longest = std::max(longest, spelling.bytes.size());
    spellings.push_back(std::move(spelling));
}

void WordSearch::look(const View& view, bool at_end) {
    const std::string_view window = view.window;
    for (const Spelling& one : view.spellings) {
        if (seen_[one.word] == Seen::alone && (!in_archive_ || archived_[one.word])) continue;
        for (std::size_t at = window.find(one.bytes); at != std::string_view::npos;
             at = window.find(one.bytes, at + 1)) {
            const std::size_t end = at + one.bytes.size();
            // its neighbours are in another window too: there it is judged
            if (!view.at_begin && at < kUnitMax) continue;
            if (!at_end && end + kUnitMax > window.size()) break;
            // of a wide unit the neighbour's byte that is not zero, whichever comes first
            bool before = false;
            bool after = false;
            for (std::size_t i = 1; i <= one.unit; ++i) {
                before = before || (at >= i && joins(window[at - i]));
                after = after || (end + i - 1 < window.size() && joins(window[end + i - 1]));
            }
            if ((!before && !after) || content_ == Content::unknown) {
                seen_[one.word] = Seen::alone;
                if (in_archive_) archived_[one.word] = true;
                break;
            }
            if (seen_[one.word] == Seen::no) seen_[one.word] = Seen::inside;
        }
    }
}

void WordSearch::look_and_forget(View& view) {
    const std::size_t keep = view.longest + 2 * kUnitMax;
    if (view.window.size() <= keep) return;
    look(view, false);
    view.window.erase(0, view.window.size() - keep);
    view.at_begin = false;
}

void WordSearch::begin_file(Content content) {
    content_ = content;
    unescaper_ = {};
    for (View* view : {&as_is_, &resolved_}) {
        view->window.clear();
        view->at_begin = true;
    }
}

void WordSearch::feed(BytesView piece) {
    if (as_is_.longest == 0) return;
    as_is_.window.append(as_text(piece));
    look_and_forget(as_is_);
    unescaper_.feed(as_text(piece), resolved_.window);
    look_and_forget(resolved_);
}

void WordSearch::end_of_file() {
    unescaper_.finish(resolved_.window);
    look(as_is_, true);
    look(resolved_, true);
}

std::uint64_t WordSearch::found() const noexcept {
    return static_cast<std::uint64_t>(std::ranges::count(seen_, Seen::alone));
}

std::uint64_t WordSearch::found_in_archives() const noexcept {
    return static_cast<std::uint64_t>(std::ranges::count(archived_, true));
}

std::uint64_t WordSearch::only_inside() const noexcept {
    return static_cast<std::uint64_t>(std::ranges::count(seen_, Seen::inside));
}

}  // namespace gdprd::connectors
