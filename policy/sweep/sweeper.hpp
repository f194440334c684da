#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "policy/sweep/byte_masks.hpp"
#include "policy/sweep/detector.hpp"
#include "policy/sweep/placed_find.hpp"
#include "policy/sweep/shape.hpp"

namespace gdprd::policy::sweep {

/// An identifier inside a text: its place there, never its value.
struct Found {
    DetectorSet what;
    std::size_t at = 0;
    std::size_t size = 0;
    friend bool operator==(const Found&, const Found&) = default;
};

/// What a value is as a whole, and what stands inside it when it is a longer text.
struct ValueHits {
    DetectorSet whole;
    DetectorSet inside;
    friend bool operator==(const ValueHits&, const ValueHits&) = default;
};

/// A part of a longer text: `bytes` holds the text from kLookBack bytes before `from` (or from its
/// beginning) on; hits that begin before `from` were reported with an earlier part.
struct TextPart {
    std::string_view bytes;
    std::size_t from = 0;
    bool last = true;
};

/// Finds structured identifiers: a cheap look at 64 bytes at a time decides where one can be, its
/// shape says which patterns it has, and their validators decide. In texts also names and postal
/// addresses, by the words of letters around them. Any bytes are fine. Memory is
/// fixed (about 300 KiB) whatever the size of a text, and half the size of `bytes` for rows. Not
/// for two threads at once.
class Sweeper {
  public:
    /// Bytes before a place that decide about it, and at most so many behind it.
    static constexpr std::size_t kLookBack = 384;
    static constexpr std::size_t kLookAhead = 512;
    /// Looked at in one go: its masks fit the fast caches.
    static constexpr std::size_t kPartBytes = 64UL * 1024;

    /// Names and addresses of people in texts are found by words around them, which costs prose a
    /// third of its speed.
    enum class LookFor : unsigned char { identifiers, people_too };

    explicit Sweeper(Gate gate = best_gate(), LookFor what = LookFor::people_too);

    /// A cell or column value: the identifier that it is, else those in it.
    [[nodiscard]] ValueHits value(std::string_view value);

    using Report = std::function<void(const Found&)>;
    /// Reports what stands in a text. Returns the place to go on from: `from` of the next part, in
    /// this part's coordinates (the same as before when the part is too short to tell anything).
    /// Parts of any size report what the whole would.
    std::size_t text(const TextPart& part, const Report& report);

    /// The union of what stands in a whole text.
    [[nodiscard]] DetectorSet in_text(std::string_view text);

    using CellReport = std::function<void(std::size_t column, const ValueHits& hits)>;
    /// A part of rows of cells: `column` is that of its first cell.
    struct RowsPart {
        std::string_view bytes;
        char delimiter = ',';
        std::size_t column = 0;
        bool last = true;
        bool begins = true;  ///< the first part of a file
    };
    struct RowsDone {
        std::size_t consumed = 0;  ///< bytes of whole cells with their ends
        std::size_t rows = 0;      ///< rows that ended
        std::size_t column = 0;    ///< of the cell that follows
    };
    /// Rows of cells as RFC 4180 writes them: reports each cell in which something was found. A
    /// sequential test spares work: where nine in ten of a column's cells pass as one national
    /// number, those whose check digit passes by chance (fewer than half) are not asked any more;
    /// `begins` forgets the columns. What
    /// follows the last end of a cell is one more cell when `last`; else it is left for the next
    /// part. A cell that is longer than the part is taken as far as it goes, as if it went on in
    /// another.
    RowsDone rows(const RowsPart& part, const CellReport& report);

  private:
    class TextLook;
    class RowLook;
    std::size_t look(const TextPart& part, const Report& report);
    /// What is known of a column of rows.
    struct Column {
        KnownShape last;
        std::uint32_t cells = 0;  ///< in which something was found
        std::array<std::uint32_t, kDetectors> passed{};
        DetectorSet asked{~std::uint64_t{0}};
        void learn(DetectorSet whole) {
            if (cells < kCellsAsked) judge(whole);
        }

      private:
        static constexpr std::uint32_t kCellsAsked = 256;
        void judge(DetectorSet whole);
    };

    [[nodiscard]] DetectorSet patterns_of(std::string_view value);
    /// What a cell or another value is, or holds; `column` is where it stands, when that is known.
    [[nodiscard]] ValueHits judge_with_at(std::string_view value);
    [[nodiscard]] ValueHits judge_without_at(std::string_view value, Column* column);

    Gate gate_;
    bool people_;
    ShapeTable shapes_;
    std::vector<BlockMasks> masks_;      ///< of the text that is looked at
    std::vector<std::size_t> lines_;     ///< begins of its lines
    std::vector<std::size_t> numbers_;   ///< its digits that may be part of an address
    std::vector<PlacedFind> placed_;     ///< names and addresses in it
    std::vector<BlockMasks> row_masks_;  ///< of the rows, whose cells may be texts
    std::vector<Column> columns_;
};

/// The detectors among `patterns` whose validators accept the value.
[[nodiscard]] DetectorSet validated(DetectorSet patterns, std::string_view value);

}  // namespace gdprd::policy::sweep
