#pragma once

#include <string>
#include <vector>

#include "config/base/bytes.hpp"

namespace gdprd::connectors {

/// Looks for texts in the bytes of files, in every spelling in which a file may hold them (UTF-8,
/// UTF-16, the given encoding, escaped for JSON, CSV and vCard), fed in pieces, in bounded memory.
class WordSearch {
  public:
    WordSearch(const std::vector<std::string>& words, const std::string& encoding);

    /// In text a short number inside a longer one is another one: only what stands as a word of its
    /// own counts. In other files every place counts: a letter before it may be its length.
    enum class Content : unsigned char { text, unknown };
    void begin_file(Content content);
    void feed(BytesView piece);
    void end_of_file();
    [[nodiscard]] std::uint64_t found() const noexcept;
    /// Seen, but only as part of longer words.
    [[nodiscard]] std::uint64_t only_inside() const noexcept;

  private:
    struct Spelling {
        std::string bytes;
        std::size_t word = 0;
        std::size_t unit = 1;  ///< bytes of a code unit
    };
    enum class Seen : unsigned char { no, inside, alone };
    void look(std::string_view window, bool at_begin, bool at_end);

    std::vector<Spelling> spellings_;
    std::vector<Seen> seen_;
    std::size_t longest_ = 0;
    std::string window_;
    bool at_begin_ = true;
    Content content_ = Content::text;
};

}  // namespace gdprd::connectors
