#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "config/base/bytes.hpp"

namespace gdprd::connectors {

/// Looks for byte strings in a stream that is fed in pieces, in bounded memory: a match that spans
/// two pieces is found too.
class ByteSearch {
  public:
    /// Empty needles are left out; each needle may be given in several spellings (encodings).
    explicit ByteSearch(std::vector<std::vector<std::string>> needles);

    void feed(BytesView piece);
    /// The next piece does not continue this one (another file).
    void end_of_stream();
    /// How many needles were seen in any spelling.
    [[nodiscard]] std::uint64_t found() const noexcept;
    /// Whether the needle of this position was seen.
    [[nodiscard]] bool seen(std::size_t needle) const { return seen_.at(needle); }

  private:
    void look(BytesView window);

    std::vector<std::vector<std::string>> needles_;
    std::vector<bool> seen_;
    std::size_t longest_ = 0;
    Bytes tail_;  ///< the last longest_ - 1 bytes, where a match may begin
};

/// Whether `text` holds `value` as a word of its own: not next to an ASCII letter or digit. A short
/// number may be part of a longer one that is somebody else's.
[[nodiscard]] bool holds_as_word(std::string_view text, std::string_view value) noexcept;

}  // namespace gdprd::connectors
