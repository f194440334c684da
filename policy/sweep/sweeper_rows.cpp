// Rows of cells: one mask tells where cells end, three more which of them can hold an identifier.
#include <algorithm>
#include <bit>
#include <cstring>

#include "policy/sweep/sweeper.hpp"
#include "policy/sweep/sweeper_masks.hpp"

namespace gdprd::policy::sweep {
namespace {

/// MAC addresses may have no digit, and no colon either.
constexpr std::size_t kMacBytes = 17;
constexpr std::size_t kMacBytesDotted = 14;

/// Columns beyond are swept without the sequential test.
constexpr std::size_t kColumnsKnown = 1024;

/// At least three bits.
bool three_of(std::uint64_t bits) noexcept {
    bits &= bits - 1;
    return (bits & (bits - 1)) != 0;
}

}  // namespace

void Sweeper::Column::judge(DetectorSet whole) {
    whole.each([this](std::size_t place) { ++passed[place]; });
    if (++cells < kCellsAsked) return;
    DetectorSet by_chance;
    bool sure = false;
    for (std::size_t place = 0; place < kDetectors; ++place) {
        if (detectors()[place].kind != Kind::national_number) continue;
        sure = sure || passed[place] * 10 >= cells * 9;
        if (passed[place] * 2 < cells) by_chance.add(place);
    }
    if (sure) asked = DetectorSet(asked.bits() & ~by_chance.bits());
}

class Sweeper::RowLook {
  public:
    RowLook(Sweeper& owner, const RowsPart& part, const CellReport& report)
        : owner_(owner), bytes_(part.bytes), last_(part.last), report_(report) {
        done_.column = part.column;
        if (part.begins) owner_.columns_.clear();
        mark_all(owner_.gate_, bytes_, {part.delimiter, '\n'}, owner_.row_masks_);
        masks_ = owner_.row_masks_.data();
    }

    RowsDone run() {
        for (std::size_t block = 0; block * kBlockBytes < bytes_.size(); ++block) {
            std::uint64_t ends = masks_[block].mark;
            for (; ends != 0; ends &= ends - 1) {
                const std::size_t end =
                    block * kBlockBytes + static_cast<std::size_t>(std::countr_zero(ends));
                if (end >= bytes_.size()) break;
                if (is_quoted(end)) continue;
                if (cut_quote_) return done_;
                cell(end);
                ++done_.consumed;
                if (bytes_[end] == '\n')
                    end_row();
                else
                    ++done_.column;
            }
        }
        const bool too_long = done_.consumed == 0;
        if (begin() < bytes_.size() && (last_ || too_long)) {
            if (bytes_[begin()] == '"') quote_end(begin());
            cell(bytes_.size());
        }
        if (last_ && (done_.column > 0 || !bytes_.empty()) && !ended_) end_row();
        return done_;
    }

  private:
    [[nodiscard]] std::size_t begin() const noexcept { return done_.consumed; }

    /// Whether the delimiter at `end` stands inside the quotes of the cell.
    bool is_quoted(std::size_t end) { return bytes_[begin()] == '"' && end < quote_end(begin()); }

    /// Of the cell that begins with a quote at `cell`.
    std::size_t quote_end(std::size_t cell) {
        if (quote_of_ != cell) {
            quote_of_ = cell;
            quote_end_ = closing_quote(cell + 1);
            // Its end comes with the next part, unless there is none or no room for both.
            cut_quote_ = quote_end_ == cell && !last_ && cell > 0;
        }
        return quote_end_;
    }

    /// Place behind the closing quote; the cell's own begin when there is none: the quote is then a
    /// character like any other.
    std::size_t closing_quote(std::size_t at) const noexcept {
        for (;;) {
            at = bytes_.find('"', at);
            if (at == std::string_view::npos) return begin();
            if (at + 1 >= bytes_.size() || bytes_[at + 1] != '"') return at + 1;
            at += 2;
        }
    }

    /// Of what an identifier can have.
    struct Signs {
        bool any = false;
        bool at = false;
    };

    void cell(std::size_t end) {
        const std::size_t size = end - begin();
        const Signs signs = signs_of(size);
        if (signs.any) look_into(bytes_.substr(begin(), size), signs);
        ended_ = false;
        done_.consumed = end;
    }

    void look_into(std::string_view value, Signs signs) {
        if (quote_of_ == begin() && value.size() >= 2) {
            value.remove_prefix(1);
            if (value.ends_with('\r')) value.remove_suffix(1);
            if (value.ends_with('"')) value.remove_suffix(1);
        }
        Column* const column = this_column();
        const ValueHits hits =
            signs.at ? owner_.judge_with_at(value) : owner_.judge_without_at(value, column);
        if (column != nullptr && !hits.whole.empty()) column->learn(hits.whole);
        if (!hits.whole.empty() || !hits.inside.empty()) report_(done_.column, hits);
    }

    [[nodiscard]] Column* this_column() const {
        if (done_.column >= kColumnsKnown) return nullptr;
        if (done_.column >= owner_.columns_.size()) owner_.columns_.resize(done_.column + 1);
        return &owner_.columns_[done_.column];
    }

    void end_row() {
        done_.column = 0;
        ++done_.rows;
        ended_ = true;
    }

    /// Of the cell that begins at begin().
    Signs signs_of(std::size_t size) const noexcept {
        const std::size_t at = begin();
        if (size > kBlockBytes)
            return {true, bytes_.substr(at, size).find('@') != std::string_view::npos};
        const BlockMasks* const block = masks_ + at / kBlockBytes;
        const std::size_t shift = at % kBlockBytes;
        const std::uint64_t wanted = low_bits(size);
        const auto part = [&](std::uint64_t BlockMasks::* mask) {
            const std::uint64_t low = block[0].*mask >> shift;
            // in two steps, because nothing can be shifted by 64
            const std::uint64_t high = block[1].*mask << 1U << (kBlockBytes - 1 - shift);
            return (low | high) & wanted;
        };
        if (part(&BlockMasks::at) != 0) return {true, true};
        if (three_of(part(&BlockMasks::digit)) || is_mac_size(size)) return {true, false};
        const std::uint64_t colons = part(&BlockMasks::colon);
        return {(colons & (colons - 1)) != 0, false};
    }

    /// With room for quotes and a carriage return.
    static bool is_mac_size(std::size_t size) noexcept {
        return size >= kMacBytesDotted && size <= kMacBytes + 3;
    }

    Sweeper& owner_;
    std::string_view bytes_;
    const BlockMasks* masks_ = nullptr;
    bool last_;
    const CellReport& report_;
    RowsDone done_;       ///< the cell that is looked at begins at done_.consumed
    bool ended_ = false;  ///< nothing since the end of a row
    std::size_t quote_of_ = std::string_view::npos;  ///< begin of the cell that quote_end_ is of
    std::size_t quote_end_ = 0;
    bool cut_quote_ = false;
};

Sweeper::RowsDone Sweeper::rows(const RowsPart& part, const CellReport& report) {
    return RowLook(*this, part, report).run();
}

}  // namespace gdprd::policy::sweep
