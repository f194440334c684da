// Texts: digits close together, an '@', or colons and hyphens as in device addresses are where an
// identifier can be; around such a place the longest run of words that is one counts. Begins of
// lines and digits beside words are where names and addresses can be.
#include <algorithm>
#include <bit>
#include <optional>

#include "policy/identity/identifier_text.hpp"
#include "policy/sweep/addresses_in_text.hpp"
#include "policy/sweep/names_in_text.hpp"
#include "policy/sweep/people_in_text.hpp"
#include "policy/sweep/sweeper.hpp"
#include "policy/sweep/sweeper_masks.hpp"
#include "policy/sweep/words_beside.hpp"

namespace gdprd::policy::sweep {
namespace {

constexpr std::size_t kWordsMax = 12;
constexpr std::size_t kLocalBytesMax = 65;    ///< one more than an e-mail address may have
constexpr std::size_t kDomainBytesMax = 254;  ///< likewise
/// Six digits stand within so many bytes in every identifier that has six and no '@' in it.
constexpr unsigned kSixDigitsWithin = 17;
/// Weak detectors count alone where separators make chance hits this rare.
constexpr double kAcceptWithSeparators = 0.05;

bool is_word_char(char c) noexcept {
    return text::is_alnum(c) || c == '+' || c == '-' || c == '.' || c == '/' || c == ':' ||
           c == '(' || c == ')' || c == '@' || c == '_';
}

bool is_high(char c) noexcept {
    return static_cast<signed char>(c) < 0;
}

bool is_local_char(char c) noexcept {
    return text::is_alnum(c) || c == '.' || c == '_' || c == '%' || c == '+' || c == '-';
}

bool is_domain_char(char c) noexcept {
    return text::is_alnum(c) || c == '.' || c == '-';
}

bool is_hex_letter(char c) noexcept {
    return (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

/// Bytes of "Tel.:" or "Nr." that are glued to a number; 0 when it could be part of an address.
std::size_t label_size(std::string_view word) noexcept {
    constexpr std::size_t kHexGroupMax = 4;
    std::size_t size = 0;
    std::size_t letters = 0;
    bool hex = true;
    for (std::size_t i = 0; i < word.size(); ++i) {
        const char c = word[i];
        if (text::is_alpha(c)) {
            ++letters;
            hex = hex && is_hex_letter(c);
        } else if (c != '.' && c != ':') {
            break;
        } else if (letters > 0 && (!hex || letters > kHexGroupMax)) {
            size = i + 1;
        }
    }
    return size;
}

/// Without the punctuation of the sentence around it.
std::string_view unwrapped(std::string_view span) noexcept {
    const auto has = [&](char c) { return span.find(c) != std::string_view::npos; };
    constexpr std::string_view kEnds = ".:-/(";
    while (!span.empty() &&
           (kEnds.find(span.back()) != std::string_view::npos || (span.back() == ')' && !has('('))))
        span.remove_suffix(1);
    while (span.size() > 2 && span.front() == '(' && span.back() == ')')
        span = span.substr(1, span.size() - 2);
    while (!span.empty() && (span.front() == '.' || (span.front() == '(' && !has(')'))))
        span.remove_prefix(1);
    return span;
}

/// May stand inside a number in groups: "ABNA", "3M02", "98", "A".
bool is_group(std::string_view word) noexcept {
    constexpr std::size_t kLettersMax = 4;
    const bool digit = std::any_of(word.begin(), word.end(), text::is_digit);
    if (digit) return word.find('@') == std::string_view::npos;
    return word.size() <= kLettersMax && std::all_of(word.begin(), word.end(), text::is_upper);
}

}  // namespace

class Sweeper::TextLook {
  public:
    TextLook(Sweeper& owner, const TextPart& part, const Report& report)
        : owner_(owner),
          bytes_(part.bytes),
          from_(part.from),
          stop_(part.last ? part.bytes.size() : part.bytes.size() - kLookAhead),
          done_(part.from),
          report_(report) {
        if (owner.people_) {
            names_.emplace(bytes_, owner.placed_);
            addresses_.emplace(bytes_, owner.placed_);
        }
    }

    std::size_t run() {
        mark_all(owner_.gate_, bytes_, {'-', owner_.people_ ? '\n' : '-'}, owner_.masks_);
        owner_.lines_.clear();
        owner_.numbers_.clear();
        const std::vector<BlockMasks>& masks = owner_.masks_;
        std::uint64_t digit_before = 0;
        // What begins before from_ was reported, but may end, or be announced, behind it.
        for (std::size_t block = 0; block * kBlockBytes < bytes_.size(); ++block) {
            const BlockMasks& here = masks[block];
            const std::uint64_t runs = here.digit & ~(here.digit << 1U | digit_before);
            digit_before = here.digit >> (kBlockBytes - 1);
            std::uint64_t places = runs | here.at;
            if (here.colon != 0) places |= pairs(block);
            if (here.mark != 0 && (!owner_.people_ || mark_lines(block))) places |= triples(block);
            for (; places != 0; places &= places - 1) {
                const auto bit = static_cast<unsigned>(std::countr_zero(places));
                const std::size_t at = block * kBlockBytes + bit;
                if ((here.at >> bit & 1U) != 0)
                    email(at);
                else if ((runs >> bit & 1U) == 0)
                    number(at);
                else
                    digits(at);
            }
        }
        stop_ = std::max(stop_, done_);
        if (owner_.people_) people();
        return stop_;
    }

  private:
    /// Notes lines that may announce a name; whether the block has a hyphen.
    bool mark_lines(std::size_t block) {
        bool hyphens = false;
        for (std::uint64_t marks = owner_.masks_[block].mark; marks != 0; marks &= marks - 1) {
            const std::size_t at =
                block * kBlockBytes + static_cast<std::size_t>(std::countr_zero(marks));
            if (bytes_[at] == '-')
                hyphens = true;
            else if (names_ && names_->may_hold(at + 1))
                owner_.lines_.push_back(at + 1);
        }
        return hyphens;
    }

    void digits(std::size_t at) {
        const std::uint64_t next = ahead(owner_.masks_, &BlockMasks::digit, at);
        if (addresses_ &&
            addresses_->may_be_part(at, static_cast<std::size_t>(std::countr_one(next))))
            owner_.numbers_.push_back(at);
        if (could_be_number(at, next)) number(at);
    }

    void people() {
        std::vector<PlacedFind>& finds = owner_.placed_;
        find_people(bytes_, {from_ < kLookBack, owner_.lines_, owner_.numbers_}, finds);
        for (const PlacedFind& find : finds) {
            if (find.begin < from_ || find.begin >= stop_) continue;
            DetectorSet what;
            what.add(find.detector);
            report_({what, find.begin, find.end - find.begin});
        }
    }

    /// Colons with another one at most five bytes behind: IPv6, MAC.
    std::uint64_t pairs(std::size_t block) const noexcept {
        const std::size_t at = block * kBlockBytes;
        std::uint64_t near = 0;
        for (std::size_t by = 1; by <= 5; ++by)
            near |= ahead(owner_.masks_, &BlockMasks::colon, at + by);
        return owner_.masks_[block].colon & near;
    }

    /// Hyphens (or ends of lines) with others three and six bytes behind: MAC.
    std::uint64_t triples(std::size_t block) const noexcept {
        const std::size_t at = block * kBlockBytes;
        return owner_.masks_[block].mark & ahead(owner_.masks_, &BlockMasks::mark, at + 3) &
               ahead(owner_.masks_, &BlockMasks::mark, at + 6);
    }

    /// Six digits close together, or four between dots: fewer are nothing that is looked for.
    bool could_be_number(std::size_t at, std::uint64_t digits) const noexcept {
        std::uint64_t fourth = digits & (digits - 1);
        fourth &= fourth - 1;
        fourth &= fourth - 1;
        if (fourth == 0) return false;
        std::uint64_t sixth = fourth & (fourth - 1);
        sixth &= sixth - 1;
        if (sixth != 0 && std::countr_zero(sixth) <= static_cast<int>(kSixDigitsWithin))
            return true;
        const auto run = static_cast<std::size_t>(std::countr_one(digits));
        return at + run + 1 < bytes_.size() && bytes_[at + run] == '.' &&
               text::is_digit(bytes_[at + run + 1]);
    }

    struct Word {
        std::size_t begin = 0;
        std::size_t end = 0;
    };

    /// The word around a byte, without a label before it; empty when it is too long to be looked
    /// at.
    Word word_around(std::size_t at) const noexcept {
        Word word{at, at};
        while (word.begin > 0 && at - word.begin <= kShapeBytesMax &&
               is_word_char(bytes_[word.begin - 1]))
            --word.begin;
        word.end = word_end(at);
        if (word.end - word.begin > kShapeBytesMax) return {};
        word.begin += label_size(bytes_.substr(word.begin, word.end - word.begin));
        return word;
    }

    std::size_t word_end(std::size_t at) const noexcept {
        const std::size_t most = std::min(bytes_.size(), at + kShapeBytesMax + 1);
        while (at < most && is_word_char(bytes_[at])) ++at;
        return at;
    }

    /// Bytes between two words of one identifier: a space, or a comma between coordinates.
    std::size_t separator(std::size_t at) const noexcept {
        const std::string_view rest = bytes_.substr(at, 4);
        for (const std::string_view one : {", ", "; ", " ", ",", ";", "\xC2\xA0", "\xE2\x80\xAF"}) {
            if (rest.starts_with(one)) return one.size();
        }
        return 0;
    }

    /// A word of capitals right before: "AB 12 34 56 C" begins with it.
    std::size_t letters_before(std::size_t begin) const noexcept {
        constexpr std::size_t kLettersMax = 3;
        if (begin == 0 || bytes_[begin - 1] != ' ') return begin;
        std::size_t at = begin - 1;
        while (at > 0 && begin - at <= kLettersMax + 1 && text::is_upper(bytes_[at - 1])) --at;
        const std::size_t letters = begin - 1 - at;
        const bool alone = at == 0 || (!is_word_char(bytes_[at - 1]) && !is_high(bytes_[at - 1]));
        return alone && letters >= 1 && letters <= kLettersMax ? at : begin;
    }

    void number(std::size_t at) {
        if (at < done_) return;
        const Word first = word_around(at);
        if (first.end <= first.begin || first.begin > at || first.begin < done_) return;
        const std::string_view before = bytes_.substr(first.begin, at - first.begin);
        if (std::any_of(before.begin(), before.end(), text::is_digit)) return;  // was looked at
        if (bytes_.substr(first.begin, first.end - first.begin).find('@') != std::string_view::npos)
            return;
        std::array<std::size_t, kWordsMax> ends{first.end};
        std::size_t words = 1;
        while (words < kWordsMax) {
            const std::size_t begin = ends[words - 1] + separator(ends[words - 1]);
            const std::size_t end = begin == ends[words - 1] ? begin : word_end(begin);
            if (end == begin || end - first.begin > kShapeBytesMax) break;
            if (!is_group(bytes_.substr(begin, end - begin))) break;
            ends[words++] = end;
        }
        const std::size_t earlier = letters_before(first.begin);
        if (earlier < first.begin && earlier >= done_ &&
            longest(earlier, std::span(ends).first(words)))
            return;
        longest(first.begin, std::span(ends).first(words));
    }

    /// The longest span from `begin` to one of the ends that is an identifier.
    bool longest(std::size_t begin, std::span<const std::size_t> ends) {
        for (std::size_t i = ends.size(); i-- > 0;) {
            const std::string_view span = unwrapped(bytes_.substr(begin, ends[i] - begin));
            if (span.size() < 3 || span.size() > kShapeBytesMax) continue;
            const DetectorSet patterns = owner_.patterns_of(span);
            if (patterns.empty()) continue;
            const auto at = static_cast<std::size_t>(span.data() - bytes_.data());
            const DetectorSet what = believed(validated(patterns, span), at, span);
            if (what.empty()) continue;
            if (begin < stop_) {  // else it is reported with the next part
                report_({what, at, span.size()});
                done_ = at + span.size();
            }
            return true;
        }
        return false;
    }

    /// Those that prove enough, by themselves or by the word before them.
    DetectorSet believed(DetectorSet valid, std::size_t at, std::string_view span) const {
        const bool separated = span.find_first_of("-./+") != std::string_view::npos;
        const std::size_t beside = at - std::min(at, kBesideBytes);
        const std::string_view before = bytes_.substr(beside, at - beside);
        DetectorSet good;
        valid.each([&](std::size_t place) {
            const Detector& one = detectors()[place];
            if (one.alone || (separated && one.random_accept <= kAcceptWithSeparators) ||
                says(before, one.kind))
                good.add(place);
        });
        return good;
    }

    void email(std::size_t at) {
        std::size_t begin = at;
        while (begin > 0 && at - begin < kLocalBytesMax && is_local_char(bytes_[begin - 1]))
            --begin;
        std::size_t end = at + 1;
        const std::size_t most = std::min(bytes_.size(), end + kDomainBytesMax);
        while (end < most && is_domain_char(bytes_[end])) ++end;
        const bool high = (begin > 0 && is_high(bytes_[begin - 1])) ||
                          (end < bytes_.size() && is_high(bytes_[end]));
        if (high) {
            const std::size_t wider = wider_begin(begin, at);
            const std::size_t longer = wider_end(end, at);
            if (is_address(wider, longer) || is_address(wider, end) || is_address(begin, longer))
                return;
        }
        is_address(begin, end);
    }

    /// With letters that are not ASCII; typographic quotes, dashes and spaces end a word.
    std::size_t wider_begin(std::size_t begin, std::size_t at) const noexcept {
        while (begin > 0 && at - begin < kLocalBytesMax) {
            std::size_t before = begin - 1;
            while (before > 0 && begin - before < 4 && is_high(bytes_[before]) &&
                   !is_lead(bytes_[before]))
                --before;
            if (!is_local_char(bytes_[before]) && !is_letter_lead(before)) break;
            begin = before;
        }
        return begin;
    }

    std::size_t wider_end(std::size_t end, std::size_t at) const noexcept {
        while (end < bytes_.size() && end - at < kDomainBytesMax) {
            if (!is_domain_char(bytes_[end]) && !is_letter_lead(end)) break;
            ++end;
            while (end < bytes_.size() && is_high(bytes_[end]) && !is_lead(bytes_[end])) ++end;
        }
        return end;
    }

    static bool is_lead(char c) noexcept { return static_cast<unsigned char>(c) >= 0xC0; }

    /// A character that is not ASCII and not among U+0080 … U+00BF and U+2000 … U+2FFF.
    bool is_letter_lead(std::size_t at) const noexcept {
        const auto lead = static_cast<unsigned char>(bytes_[at]);
        return lead > 0xC2 && lead != 0xE2;
    }

    bool is_address(std::size_t begin, std::size_t end) {
        while (begin < end && (bytes_[begin] == '.' || bytes_[begin] == '-')) ++begin;
        while (end > begin && (bytes_[end - 1] == '.' || bytes_[end - 1] == '-')) --end;
        if (end - begin > kLocalBytesMax + kDomainBytesMax) return false;
        if (!passes(kEmail, bytes_.substr(begin, end - begin))) return false;
        DetectorSet what;
        what.add(kEmail);
        if (begin >= from_ && begin < stop_) report_({what, begin, end - begin});
        return true;
    }

    Sweeper& owner_;
    std::string_view bytes_;
    std::size_t from_;
    std::size_t stop_;  ///< what begins here or later is left for the next part
    std::size_t done_;  ///< end of the last number
    const Report& report_;
    std::optional<NamesInText> names_;  ///< these two when people are looked for
    std::optional<AddressesInText> addresses_;
};

std::size_t Sweeper::look(const TextPart& part, const Report& report) {
    return TextLook(*this, part, report).run();
}

std::size_t Sweeper::text(const TextPart& part, const Report& report) {
    std::size_t from = part.from;
    for (;;) {
        const std::size_t begin = from - std::min(from, kLookBack);
        const std::string_view piece = part.bytes.substr(begin, kPartBytes);
        const bool rest = begin + piece.size() == part.bytes.size();
        const bool last = rest && part.last;
        if (!last && piece.size() <= kLookBack + kLookAhead) return from;
        const std::size_t next = begin + look({piece, from - begin, last}, [&](const Found& found) {
                                     report({found.what, found.at + begin, found.size});
                                 });
        if (rest) return next;
        from = next;
    }
}

}  // namespace gdprd::policy::sweep
