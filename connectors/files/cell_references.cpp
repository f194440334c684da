#include <array>
#include <charconv>
#include <map>

#include "config/limits.hpp"
#include "connectors/files/workbook.hpp"

namespace gdprd::connectors {

namespace {

unsigned number_of(std::optional<std::string_view> text) {
    unsigned out = 0;
    if (text) std::from_chars(text->data(), text->data() + text->size(), out);
    return out;
}

/// What ECMA-376 (18.8.30) lays down for the numbers of formats that every program has.
DateStyle built_in(unsigned format) {
    const auto within = [format](unsigned from, unsigned to) {
        return format >= from && format <= to;
    };
    if (within(14, 17) || format == 22 || within(27, 31) || format == 36 || within(50, 54) ||
        within(57, 58))
        return DateStyle::date;
    if (within(18, 21) || within(32, 35) || within(45, 47) || within(55, 56))
        return DateStyle::time;
    return DateStyle::none;
}

/// Whether a format shows a date: letters of days or years outside quotes and brackets. Elapsed
/// times ([h]:mm) are amounts.
DateStyle style_of(std::string_view code) {
    DateStyle out = DateStyle::none;
    bool quoted = false;
    for (std::size_t i = 0; i < code.size(); ++i) {
        const char c = code[i];
        if (c == '"') quoted = !quoted;
        if (quoted) continue;
        if (c == '\\' || c == '_' || c == '*') {
            ++i;
        } else if (c == '[') {
            const std::size_t end = code.find(']', i);
            if (end == std::string_view::npos) return DateStyle::none;
            const std::string_view inside = code.substr(i + 1, end - i - 1);
            if (!inside.empty() && inside.find_first_not_of("hHmMsS") == std::string_view::npos)
                return DateStyle::none;
            i = end;
        } else if (c == ';') {
            break;  // the part for negative numbers
        } else if (c == 'y' || c == 'Y' || c == 'd' || c == 'D') {
            return DateStyle::date;
        } else if (c == 'h' || c == 'H' || c == 's' || c == 'S') {
            out = DateStyle::time;
        } else if (c == 'm' || c == 'M') {
            if (out == DateStyle::none) out = DateStyle::date;
        } else if (code.substr(i, 7) == "General" || c == '0' || c == '#' || c == '?' || c == '@') {
            if (out == DateStyle::none) return DateStyle::none;
        }
    }
    return out;
}

class StyleReader final : public XmlEvents {
  public:
    std::vector<DateStyle> out;
    Result<void> start(const XmlTag& tag) override {
        if (tag.is(XmlSpace::sheet, "numFmt"))
            own_[number_of(tag.attribute("numFmtId"))] =
                style_of(tag.attribute("formatCode").value_or(""));
        if (tag.is(XmlSpace::sheet, "cellXfs")) in_cells_ = true;
        if (in_cells_ && tag.is(XmlSpace::sheet, "xf")) {
            const unsigned format = number_of(tag.attribute("numFmtId"));
            const auto own = own_.find(format);
            out.push_back(own == own_.end() ? built_in(format) : own->second);
        }
        return {};
    }
    Result<void> end(XmlSpace space, std::string_view name, std::uint64_t /*begin*/,
                     std::uint64_t /*end*/) override {
        if (space == XmlSpace::sheet && name == "cellXfs") in_cells_ = false;
        return {};
    }

  private:
    std::map<unsigned, DateStyle> own_;
    bool in_cells_ = false;
};

class StringReader final : public XmlEvents {
  public:
    std::vector<std::string> out;
    Result<void> start(const XmlTag& tag) override {
        if (tag.space != XmlSpace::sheet) return {};
        if (tag.name == "si") {
            out.emplace_back();
            GDPRD_TRY(grow(sizeof(std::string)));  // an empty one costs memory too
        }
        if (tag.name == "rPh") ++unspoken_;
        in_text_ = tag.name == "t" && unspoken_ == 0 && !out.empty();
        return {};
    }
    Result<void> end(XmlSpace space, std::string_view name, std::uint64_t /*begin*/,
                     std::uint64_t /*end*/) override {
        in_text_ = false;
        if (space == XmlSpace::sheet && name == "rPh" && unspoken_ > 0) --unspoken_;
        if (space == XmlSpace::sheet && name == "si" && !out.empty())
            out.back() = decode_xstring(out.back());
        return {};
    }
    Result<void> text(std::string_view piece) override {
        if (!in_text_) return {};
        GDPRD_TRY(grow(piece.size()));
        out.back() += piece;
        return {};
    }

  private:
    Result<void> grow(std::size_t bytes) {
        bytes_ += bytes;
        if (bytes_ <= config::limits::kSheetStringBytes) return {};
        return Error(ErrorCode::limit_exceeded, "the texts of the file are larger than gdprd reads",
                     "see LIMITS in gdprd.yaml(5)");
    }
    bool in_text_ = false;
    std::size_t unspoken_ = 0;
    std::uint64_t bytes_ = 0;
};

}  // namespace

Result<std::vector<DateStyle>> read_date_styles(const ZipFile& zip, const ZipEntry& entry,
                                                const Call& call) {
    if (entry.size > config::limits::kSheetPartBytes)
        return Error(ErrorCode::limit_exceeded, "a part of the file is larger than gdprd reads");
    StyleReader reader;
    GDPRD_TRY(parse_part(zip, entry, reader, call));
    return std::move(reader.out);
}

Result<std::vector<std::string>> read_shared_strings(const ZipFile& zip, const ZipEntry& entry,
                                                     const Call& call) {
    StringReader reader;
    GDPRD_TRY(parse_part(zip, entry, reader, call));
    return std::move(reader.out);
}

}  // namespace gdprd::connectors
