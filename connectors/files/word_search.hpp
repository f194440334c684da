#pragma once

#include <string>
#include <vector>

#include "config/base/bytes.hpp"
#include "connectors/files/unescape.hpp"

namespace gdprd::connectors {

/// Looks for texts in the bytes of files, in every spelling in which a file may hold them (UTF-8,
/// UTF-16, UTF-32, the given encoding, escaped for JSON, CSV and vCard), fed in pieces, in bounded
/// memory.
class WordSearch {
  public:
    WordSearch(const std::vector<std::string>& words, const std::string& encoding);

    /// In text a short number inside a longer one is another one: only what stands as a word of its
    /// own counts. In other files every place counts: a letter before it may be its length.
    enum class Content : unsigned char { text, unknown };
    void begin_file(Content content);
    void feed(BytesView piece);
    void end_of_file();
    /// From now on what is fed stands in an archive, until the mark is taken back. Also for what
    /// was seen elsewhere before.
    void set_in_archive(bool in_archive) noexcept { in_archive_ = in_archive; }
    [[nodiscard]] std::uint64_t found() const noexcept;
    /// Of those found, how many stand in archives, wherever else they do.
    [[nodiscard]] std::uint64_t found_in_archives() const noexcept;
    /// Seen, but only as part of longer words.
    [[nodiscard]] std::uint64_t only_inside() const noexcept;

  private:
    struct Spelling {
        std::string bytes;
        std::size_t word = 0;
        std::size_t unit = 1;  ///< bytes of a code unit
    };
    enum class Seen : unsigned char { no, inside, alone };
    /// What was read last of a file, and what is looked for in it.
    struct View {
        std::vector<Spelling> spellings;
        std::size_t longest = 0;
        std::string window;
        bool at_begin = true;

        void add(Spelling spelling);
    };
    void look(const View& view, bool at_end);
    void look_and_forget(View& view);

    View as_is_;
    View resolved_;  ///< with its escapes resolved, whatever way they were written
    Unescaper unescaper_;
    std::vector<Seen> seen_;
    Content content_ = Content::text;
    bool in_archive_ = false;
    std::vector<bool> archived_;  ///< by word: seen in an archive
};

}  // namespace gdprd::connectors
