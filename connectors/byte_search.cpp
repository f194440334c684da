#include "connectors/byte_search.hpp"

#include <algorithm>
#include <cstring>

namespace gdprd::connectors {

ByteSearch::ByteSearch(std::vector<std::vector<std::string>> needles)
    : needles_(std::move(needles)), seen_(needles_.size(), false) {
    for (auto& spellings : needles_) {
        std::erase_if(spellings, [](const std::string& s) { return s.empty(); });
        for (const auto& spelling : spellings) longest_ = std::max(longest_, spelling.size());
    }
}

void ByteSearch::look(BytesView window) {
    for (std::size_t i = 0; i < needles_.size(); ++i) {
        if (seen_[i]) continue;
        seen_[i] = std::ranges::any_of(needles_[i], [&](const std::string& spelling) {
            return memmem(window.data(), window.size(), spelling.data(), spelling.size()) !=
                   nullptr;
        });
    }
}

void ByteSearch::feed(BytesView piece) {
    if (longest_ == 0 || piece.empty()) return;
    // matches that begin in what is left of the piece before
    if (!tail_.empty()) {
        const std::size_t head = std::min(piece.size(), longest_ - 1);
        tail_.insert(tail_.end(), piece.begin(), piece.begin() + static_cast<std::ptrdiff_t>(head));
        look(tail_);
    }
    look(piece);
    const std::size_t keep = longest_ - 1;
    if (piece.size() >= keep) {
        tail_.assign(piece.end() - static_cast<std::ptrdiff_t>(keep), piece.end());
    } else {
        if (tail_.empty()) tail_.assign(piece.begin(), piece.end());
        if (tail_.size() > keep)
            tail_.erase(tail_.begin(), tail_.end() - static_cast<std::ptrdiff_t>(keep));
    }
}

void ByteSearch::end_of_stream() {
    tail_.clear();
}

bool holds_as_word(std::string_view text, std::string_view value) noexcept {
    const auto joins = [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    };
    for (std::size_t at = text.find(value); at != std::string_view::npos;
         at = text.find(value, at + 1)) {
        const std::size_t end = at + value.size();
        const bool open_before = at == 0 || !joins(text[at - 1]);
        const bool open_after = end == text.size() || !joins(text[end]);
        if (open_before && open_after) return true;
    }
    return false;
}

std::uint64_t ByteSearch::found() const noexcept {
    return static_cast<std::uint64_t>(std::ranges::count(seen_, true));
}

}  // namespace gdprd::connectors
