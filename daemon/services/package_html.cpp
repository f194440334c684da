#include <algorithm>
#include <map>

// kainjow's header uses std::istreambuf without naming it in every version.
#include <sstream>

#include <kainjow/mustache.hpp>

#include "config/base/utf8.hpp"
#include "daemon/services/package.hpp"
#include "daemon/services/package_cells.hpp"
#include "daemon/services/package_places.hpp"
#include "daemon/services/package_template.hpp"
#include "daemon/services/package_words.hpp"
#include "policy/language/decide.hpp"
#include "policy/requests/information.hpp"

namespace gdprd::daemon {
namespace {

using kainjow::mustache::data;
using kainjow::mustache::mustache;

/// A collection with more rows is a table of rows; with fewer, each row is a table of its fields.
constexpr std::size_t kRowsShownAsCards = 2;

/// The words before the field that a period is counted from.
std::string_view counting(const policy::ErasureRule& rule) {
    const auto& end = rule.counted_from.year_end;
    if (!end) return "years_from";
    return *end == policy::kCalendarYearEnd ? "years_from_year_end"
                                            : "years_from_financial_year_end";
}

/// Builds the page's data: everything said in one language.
class Page {
  public:
    explicit Page(const PackageInput& input)
        : input_(input),
          language_(answer_language(input.language)),
          information_(
              policy::information_about(input.policy, input.catalogue, input.plan.coverage)),
          places_(searched_places(input)) {}

    [[nodiscard]] data make() const;

  private:
    [[nodiscard]] std::string say(std::string_view key) const {
        return std::string(phrase(key, language_));
    }
    [[nodiscard]] std::string stated(const std::string& text) const {
        if (text.empty()) return say("not_stated");
        return text == "none" ? say("none") : text;
    }
    [[nodiscard]] std::string counted(std::uint64_t rows) const {
        return std::to_string(rows) + " " + say(rows == 1 ? "record" : "records");
    }
    [[nodiscard]] std::string words_of(const std::vector<Category>& categories) const;
    [[nodiscard]] std::string recipients_of(const policy::Purpose& purpose) const;
    [[nodiscard]] std::string text_of(const policy::Cell& cell) const;
    [[nodiscard]] data facts() const;
    [[nodiscard]] data uses() const;
    [[nodiscard]] data kept() const;
    [[nodiscard]] data collection(const policy::RowSet& set) const;
    [[nodiscard]] data columns(const policy::RowSet& set) const;
    [[nodiscard]] data card(const policy::RowSet& set, const policy::Row& row,
                            const CellsShown& cells) const;
    /// The cell, and what stands inside it, a line each.
    [[nodiscard]] std::string cell_text(const std::string& field, const policy::Cell& cell,
                                        const CellsShown& cells) const;
    [[nodiscard]] std::string meaning(const policy::RowSet& set, const std::string& field) const;
    [[nodiscard]] data searched() const;
    [[nodiscard]] std::string result_of(const SearchedPlace& place) const;
    [[nodiscard]] data mentions() const;
    [[nodiscard]] data rights() const;

    const PackageInput& input_;
    AnswerLanguage language_;
    policy::SubjectInformation information_;
    std::map<policy::CollectionPath, SearchedPlace> places_;
};

/// Control characters, which HTML forbids, and what reorders or hides text, as \u{1b}; line ends
/// and tabs stay. The exact bytes stand in the JSON.
std::string visible(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const PrintablePiece piece = next_printable(text);
        const bool space = text.front() == '\n' || text.front() == '\t' || text.front() == '\r';
        out += space ? std::string(1, text.front()) : piece.text;
        text.remove_prefix(piece.length);
    }
    return out;
}

/// One row of a table of two columns.
data fact(const std::string& label, const std::string& text) {
    data row;
    row.set("label", label);
    row.set("text", text);
    return row;
}

std::string Page::words_of(const std::vector<Category>& categories) const {
    std::string out;
    for (const auto& category : categories)
        out += (out.empty() ? "" : "; ") + category_words(category, language_);
    return out.empty() ? "–" : out;
}

std::string Page::recipients_of(const policy::Purpose& purpose) const {
    const auto& recipients = purpose.information.recipients;
    if (!recipients) return say("not_stated");
    std::string out;
    for (const auto& recipient : *recipients) out += (out.empty() ? "" : ", ") + recipient;
    return out.empty() ? say("nobody") : out;
}

std::string Page::text_of(const policy::Cell& cell) const {
    if (cell.kind == policy::Cell::Kind::null) return say("empty");
    if (cell.kind == policy::Cell::Kind::blob || !valid_utf8(cell.bytes))
        return "(" + std::to_string(cell.bytes.size()) + " " + say("bytes") + ")";
    return visible(cell.bytes);
}

data Page::facts() const {
    data rows{data::type::list};
    const auto& contacts = input_.policy.contacts;
    rows.push_back(fact(say("request"), input_.plan.request.value()));
    rows.push_back(fact(say("received"), format_date(input_.received)));
    rows.push_back(fact(say("answered"), format_date(date_of(input_.made_at))));
    rows.push_back(fact(say("controller"), input_.organisation));
    rows.push_back(fact(say("contact"), stated(input_.contact)));
    if (!contacts.data_protection_officer.empty())
        rows.push_back(fact(say("officer"), contacts.data_protection_officer));
    rows.push_back(fact(say("authority"), stated(contacts.supervisory_authority)));
    return rows;
}

data Page::uses() const {
    data uses{data::type::list};
    for (const auto& use : information_.uses) {
        const auto& purpose = *use.purpose;
        const auto& information = purpose.information;
        data rows{data::type::list};
        rows.push_back(fact(say("purpose"), stated(purpose.description)));
        rows.push_back(fact(say("basis"), basis_words(purpose.basis, language_) +
                                              (purpose.special_ground.empty() ? "" : "; ") +
                                              purpose.special_ground));
        rows.push_back(fact(say("data_used"), words_of(use.categories)));
        rows.push_back(fact(say("recipients"), recipients_of(purpose)));
        rows.push_back(fact(say("retention"), stated(information.retention)));
        rows.push_back(fact(say("source"), stated(information.source)));
        rows.push_back(fact(say("automated"), stated(information.automated_decisions)));
        rows.push_back(fact(say("transfers"), stated(information.transfers)));
        data entry;
        entry.set("name", purpose.name.value());
        entry.set("facts", rows);
        uses.push_back(entry);
    }
    return uses;
}

data Page::kept() const {
    data rows{data::type::list};
    for (const auto& line : information_.kept) {
        std::string fields;
        for (const auto& field : line.fields) fields += (fields.empty() ? "" : ", ") + field;
        std::string period = say("not_stated");
        if (line.rule->keep_years)
            period = std::to_string(line.rule->keep_years->count()) + " " + say("years");
        if (line.rule->from_field)
            period += ", " + say(counting(*line.rule)) + " " + *line.rule->from_field;
        data row;
        row.set("place", policy::to_string(line.in));
        row.set("fields", fields.empty() ? say("all_fields") : fields);
        row.set("period", period);
        row.set("ground", stated(line.rule->ground));
        rows.push_back(row);
    }
    return rows;
}

std::string Page::meaning(const policy::RowSet& set, const std::string& field) const {
    const auto category = policy::category_of(input_.policy, input_.catalogue, {set.from, field});
    return category ? category_words(*category, language_) : "";
}

data Page::columns(const policy::RowSet& set) const {
    data columns{data::type::list};
    for (const auto& field : set.fields) {
        data column;
        column.set("label", field);
        const auto words = meaning(set, field);
        if (!words.empty()) column.set("meaning", words);
        columns.push_back(column);
    }
    return columns;
}

data Page::card(const policy::RowSet& set, const policy::Row& row, const CellsShown& cells) const {
    data fields{data::type::list};
    for (std::size_t i = 0; i < set.fields.size() && i < row.values.size(); ++i) {
        const auto& cell = row.values[i].expose();
        auto field = fact(set.fields[i], text_of(cell));
        field.set("meaning", meaning(set, set.fields[i]));
        fields.push_back(field);
        for (const auto& inside : cells.of(set.fields[i], cell)) {
            auto line = fact(set.fields[i] + "#" + visible(inside.pointer), visible(inside.value));
            line.set("meaning", meaning(set, inside.place.field));
            fields.push_back(line);
        }
    }
    data card;
    card.set("fields", fields);
    return card;
}

std::string Page::cell_text(const std::string& field, const policy::Cell& cell,
                            const CellsShown& cells) const {
    std::string out;
    for (const auto& inside : cells.of(field, cell))
        out += (out.empty() ? "" : "\n") + visible(inside.pointer) + ": " + visible(inside.value);
    return out.empty() ? text_of(cell) : text_of(cell) + "\n" + out;
}

data Page::collection(const policy::RowSet& set) const {
    const CellsShown shown(input_.catalogue, set.from);
    data out;
    out.set("name", policy::to_string(set.from));
    out.set("count", counted(set.rows.size()));
    data rows{data::type::list};
    if (set.rows.size() <= kRowsShownAsCards) {
        for (const auto& row : set.rows) rows.push_back(card(set, row, shown));
        out.set("cards", rows);
        return out;
    }
    for (const auto& row : set.rows) {
        data cells{data::type::list};
        for (std::size_t i = 0; i < set.fields.size() && i < row.values.size(); ++i)
            cells.push_back(data{"value", cell_text(set.fields[i], row.values[i].expose(), shown)});
        rows.push_back(data{"cells", cells});
    }
    out.set("columns", columns(set));
    out.set("rows", rows);
    out.set("is_table", true);
    return out;
}

/// One line per collection: the fields of one collection are searched together.
data Page::searched() const {
    data lines{data::type::list};
    for (const auto& [path, place] : places_)
        lines.push_back(fact(policy::to_string(path), result_of(place)));
    return lines;
}

std::string Page::result_of(const SearchedPlace& place) const {
    if (place.failed || (place.rows == 0 && place.mentioned_in.empty())) return say(place.result());
    std::string text = place.rows > 0 ? counted(place.rows) : std::string();
    if (!place.mentioned_in.empty()) text += (text.empty() ? "" : "; ") + say("mentioned");
    return text;
}

/// "crm.main.tickets (body, subject)": where other rows name the subject.
data Page::mentions() const {
    data lines{data::type::list};
    for (const auto& [path, place] : places_) {
        if (place.mentioned_in.empty()) continue;
        std::string fields;
        for (const auto& field : place.mentioned_in) fields += (fields.empty() ? "" : ", ") + field;
        lines.push_back(data{"text", policy::to_string(path) + " (" + fields + ")"});
    }
    return lines;
}

data Page::rights() const {
    data lines{data::type::list};
    for (const auto right : information_.rights) {
        std::string words = right_words(right, language_);
        if (right == policy::SubjectRight::complaint)
            words += ": " + stated(input_.policy.contacts.supervisory_authority);
        lines.push_back(data{"text", words});
    }
    return lines;
}

data Page::make() const {
    data page;
    for (const auto& phrase : package_phrases())
        page.set("t_" + std::string(phrase.key), std::string(phrase.in(language_)));
    page.set("lang", std::string(to_string(language_)));
    page.set("about", facts());
    data collections{data::type::list};
    bool found = false;
    for (const auto& set : input_.rows) {
        if (set.rows.empty()) continue;
        found = true;
        collections.push_back(collection(set));
    }
    const bool mentioned = std::any_of(places_.begin(), places_.end(), [](const auto& place) {
        return !place.second.mentioned_in.empty();
    });
    page.set("found", found);
    page.set("found_nothing", !found && !mentioned && input_.missing.empty());
    page.set("has_mentions", mentioned);
    page.set("mentions", mentions());
    page.set("collections", collections);
    page.set("has_uses", !information_.uses.empty());
    page.set("uses", uses());
    if (!information_.unexplained.empty())
        page.set("unexplained", words_of(information_.unexplained));
    page.set("has_kept", !information_.kept.empty());
    page.set("kept", kept());
    page.set("searched", searched());
    page.set("rights", rights());
    data unreachable{data::type::list};
    for (const auto& part : input_.missing) unreachable.push_back(data{"name", part.place});
    page.set("unreachable", unreachable);
    return page;
}

}  // namespace

std::string render_package_html(const PackageInput& input) {
    mustache page{kPackageTemplate};
    return page.render(Page(input).make());
}

}  // namespace gdprd::daemon
