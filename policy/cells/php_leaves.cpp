// serialize() of PHP: a:2:{s:5:"email";s:14:"anna@x.example";i:0;b:1;}. Lengths are of bytes.
#include "policy/cells/leaf_walk.hpp"
#include "policy/identity/identifier_text.hpp"

namespace gdprd::policy::cells {
namespace {

class Reader {
  public:
    Reader(std::string_view text, LeafWalk& walk) : text_(text), walk_(walk) {}

    CellEnd run() {
        const CellEnd end = value();
        if (end != CellEnd::whole) return end;
        return policy::text::trim(text_.substr(at_)).empty() ? CellEnd::whole : CellEnd::broken;
    }

  private:
    [[nodiscard]] bool at_end() const noexcept { return at_ >= text_.size(); }

    /// The expected bytes, or what is wrong.
    CellEnd take(std::string_view expected) {
        const std::string_view there = text_.substr(std::min(at_, text_.size()), expected.size());
        if (there == expected) {
            at_ += expected.size();
            return CellEnd::whole;
        }
        return expected.starts_with(there) ? CellEnd::cut : CellEnd::broken;
    }

    /// Digits up to `until`.
    CellEnd take_number(std::size_t& number, char until) {
        constexpr std::size_t kDigits = 9;
        const std::size_t end = text_.find(until, at_);
        const std::string_view digits = text_.substr(std::min(at_, text_.size()), end - at_);
        if (end == std::string_view::npos)
            return digits.size() <= kDigits && (digits.empty() || policy::text::all_digits(digits))
                       ? CellEnd::cut
                       : CellEnd::broken;
        if (digits.size() > kDigits || !policy::text::all_digits(digits)) return CellEnd::broken;
        number = static_cast<std::size_t>(policy::text::number(digits));
        at_ = end + 1;
        return CellEnd::whole;
    }

    /// LEN:"bytes"
    CellEnd take_text(std::string_view& out) {
        std::size_t size = 0;
        if (const auto end = take_number(size, ':'); end != CellEnd::whole) return end;
        if (const auto end = take("\""); end != CellEnd::whole) return end;
        if (text_.size() - at_ < size) return CellEnd::cut;
        out = text_.substr(at_, size);
        at_ += size;
        return take("\"");
    }

    /// Up to the semicolon: numbers, booleans, references.
    CellEnd take_plain(std::string_view& out) {
        constexpr std::size_t kMost = 40;
        const std::size_t end = text_.find(';', at_);
        if (end == std::string_view::npos)
            return text_.size() - at_ > kMost ? CellEnd::broken : CellEnd::cut;
        out = text_.substr(at_, end - at_);
        at_ = end + 1;
        constexpr std::string_view kPlain = "0123456789+-.eEINFA";
        return out.empty() || out.find_first_not_of(kPlain) != std::string_view::npos
                   ? CellEnd::broken
                   : CellEnd::whole;
    }

    CellEnd told(std::string_view value) {
        return walk_.leaf(value) ? CellEnd::whole : CellEnd::limited;
    }

    CellEnd value() {
        if (at_end()) return CellEnd::cut;
        const char type = text_[at_++];
        if (type == 'N') return take(";");
        if (const auto end = take(":"); end != CellEnd::whole) return end;
        std::string_view out;
        switch (type) {
            case 'b': {
                const auto end = take_plain(out);
                return end == CellEnd::whole ? told(out == "1" ? "true" : "false") : end;
            }
            case 'i':
            case 'd': {
                const auto end = take_plain(out);
                return end == CellEnd::whole ? told(out) : end;
            }
            case 's': {
                auto end = take_text(out);
                if (end == CellEnd::whole) end = take(";");
                return end == CellEnd::whole ? told(out) : end;
            }
            case 'r':
            case 'R':
                return take_plain(out);
            case 'E': {
                const auto end = take_text(out);
                return end == CellEnd::whole ? take(";") : end;
            }
            case 'a':
                return members();
            case 'O': {
                auto end = take_text(out);
                if (end == CellEnd::whole) end = take(":");
                return end == CellEnd::whole ? members() : end;
            }
            case 'C':
                return own_format();
            default:
                return CellEnd::broken;
        }
    }

    /// A class that writes itself in its own way: passed over.
    CellEnd own_format() {
        std::string_view name;
        if (const auto end = take_text(name); end != CellEnd::whole) return end;
        if (const auto end = take(":"); end != CellEnd::whole) return end;
        std::size_t size = 0;
        if (const auto end = take_number(size, ':'); end != CellEnd::whole) return end;
        if (const auto end = take("{"); end != CellEnd::whole) return end;
        if (text_.size() - at_ < size) return CellEnd::cut;
        at_ += size;
        return take("}");
    }

    /// N:{key value …}
    CellEnd members() {
        std::size_t count = 0;
        if (const auto end = take_number(count, ':'); end != CellEnd::whole) return end;
        if (const auto end = take("{"); end != CellEnd::whole) return end;
        for (std::size_t i = 0; i < count; ++i) {
            if (const auto end = member(); end != CellEnd::whole) return end;
        }
        return take("}");
    }

    CellEnd member() {
        if (at_end()) return CellEnd::cut;
        const char type = text_[at_++];
        if (type != 'i' && type != 's') return CellEnd::broken;
        if (const auto end = take(":"); end != CellEnd::whole) return end;
        std::string_view key;
        auto end = type == 'i' ? take_plain(key) : take_text(key);
        if (end == CellEnd::whole && type == 's') end = take(";");
        if (end != CellEnd::whole) return end;
        const bool entered = type == 'i' ? walk_.enter_index(key) : walk_.enter(property(key));
        if (!entered) return CellEnd::limited;
        end = value();
        walk_.leave();
        return end;
    }

    /// Private and protected properties carry their class, or a star, between NULs.
    static std::string_view property(std::string_view key) {
        if (key.empty() || key.front() != '\0') return key;
        const std::size_t second = key.find('\0', 1);
        return second == std::string_view::npos ? key : key.substr(second + 1);
    }

    std::string_view text_;
    LeafWalk& walk_;
    std::size_t at_ = 0;
};

}  // namespace

CellEnd read_php(std::string_view cell, LeafWalk& walk) {
    return Reader(cell, walk).run();
}

}  // namespace gdprd::policy::cells
