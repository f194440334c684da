#include "config/base/edit_distance.hpp"

#include <algorithm>
#include <vector>

namespace gdprd {

namespace {

// Longer words are never compared: the work is the product of the lengths.
constexpr std::size_t kWordBytesMax = 128;

template <class Text>
std::optional<std::string> closest_of(std::string_view word, std::span<const Text> candidates) {
    if (word.size() > kWordBytesMax) return std::nullopt;
    const Text* best = nullptr;
    std::size_t best_distance = 0;
    for (const Text& candidate : candidates) {
        if (candidate.size() > kWordBytesMax) continue;
        const std::size_t longest = std::max(word.size(), candidate.size());
        const std::size_t allowed = std::max<std::size_t>(1, longest / 3);
        const std::size_t distance = edit_distance(word, candidate);
        if (distance > allowed || distance >= longest) continue;
        if (best == nullptr || distance < best_distance) {
            best = &candidate;
            best_distance = distance;
        }
    }
    if (best == nullptr) return std::nullopt;
    return std::string(*best);
}

}  // namespace

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before_last(b.size() + 1);
    std::vector<std::size_t> last(b.size() + 1);
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t change = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
            row[j] = std::min({row[j - 1] + 1, last[j] + 1, change});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before_last[j - 2] + 1);
        }
        std::swap(before_last, last);
        std::swap(last, row);
    }
    return last[b.size()];
}

std::optional<std::string> closest(std::string_view word,
                                   std::span<const std::string_view> candidates) {
    return closest_of(word, candidates);
}

std::optional<std::string> closest(std::string_view word, std::span<const std::string> candidates) {
    return closest_of(word, candidates);
}

std::string did_you_mean(std::string_view word, std::span<const std::string_view> candidates,
                         std::string_view rest) {
    const auto meant = closest(word, candidates);
    if (!meant) return std::string(rest);
    return "did you mean \"" + *meant + "\"?" + (rest.empty() ? "" : " ") + std::string(rest);
}

}  // namespace gdprd
