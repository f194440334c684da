#include <algorithm>
#include <charconv>

#include "config/base/utf8.hpp"
#include "connectors/mariadb/finder.hpp"

namespace gdprd::connectors {

namespace {

using policy::Cell;

/// Where the table is so much larger than the sample that its first rows would not do.
constexpr std::uint64_t kSampleFactor = 4;
/// Rows are taken from so many places, spread over the primary key.
constexpr std::uint64_t kPlaces = 10;

std::string beginning_of(const MariaField& field, std::uint32_t chars_max) {
    const bool as_it_is =
        field.compare == MariaCompare::bytes || field.compare == MariaCompare::text;
    return "LEFT(" + (as_it_is ? quote_maria(field.name) : text_of(field)) + ", " +
           std::to_string(chars_max) + ")";
}

/// "SELECT …" of the beginnings of these fields.
Result<std::string> select_beginnings(const MariaLayout& layout,
                                      const std::vector<std::string>& fields,
                                      std::uint32_t chars_max) {
    std::string select;
    for (const auto& name : fields) {
        const MariaField* field = layout.find(name);
        if (field == nullptr)
            return Error(ErrorCode::not_found, "the collection has no such field",
                         "scan the store again");
        select += select.empty() ? "SELECT " : ", ";
        select += beginning_of(*field, chars_max);
    }
    return select;
}

std::optional<std::uint64_t> number_of(const std::optional<std::string>& text) {
    if (!text) return std::nullopt;
    const char* end = text->data() + text->size();
    std::uint64_t natural = 0;
    if (std::from_chars(text->data(), end, natural).ec == std::errc()) return natural;
    std::int64_t integer = 0;
    if (std::from_chars(text->data(), end, integer).ec == std::errc())
        return static_cast<std::uint64_t>(integer);
    return std::nullopt;
}

class Sampling {
  public:
    Sampling(MariaSession& session, const MariaLayout& layout, std::uint64_t rows_max, Sample& out)
        : session_(session), layout_(layout), rows_max_(rows_max), out_(out) {}

    Result<void> run(const std::vector<std::string>& fields, std::uint32_t chars_max) {
        GDPRD_TRY_ASSIGN(select_, select_beginnings(layout_, fields, chars_max));
        if (fields.empty() || rows_max_ == 0) return {};
        from_ = " FROM " + layout_.table;
        const bool large = layout_.row_estimate >= rows_max_ * kSampleFactor;
        if (!large || layout_.primary_key.empty()) return take("", rows_max_);
        const MariaField* key = layout_.find(layout_.primary_key.front());
        if (layout_.primary_key.size() == 1 && key->compare == MariaCompare::integer)
            return spread(*key);
        return both_ends();
    }

  private:
    Result<void> take(const std::string& rest, std::uint64_t most, const MariaParams& params = {}) {
        return session_.stream(select_ + from_ + rest + " LIMIT " + std::to_string(most), params,
                               [&](MariaRow&& row) -> Result<void> {
                                   ++out_.rows_read;
                                   for (std::size_t i = 0; i < row.size(); ++i) {
                                       // pictures and the like: nothing that can be told from their
                                       // bytes
                                       if (!row[i] || !valid_utf8(*row[i])) continue;
                                       out_.values[i].emplace_back(std::move(*row[i]));
                                   }
                                   return {};
                               });
    }

    /// A few rows after each of some places between the least and the greatest key: reads no more
    /// of the table than those.
    Result<void> spread(const MariaField& key) {
        const std::string name = quote_maria(key.name);
        GDPRD_TRY_ASSIGN(const auto ends,
                         session_.run("SELECT MIN(" + name + "), MAX(" + name + ")" + from_));
        const MariaRow& row = ends.front();
        const auto least = number_of(row[0]);
        const auto greatest = number_of(row[1]);
        if (!least || !greatest) return take("", rows_max_);
        // wraps around for negative keys, as it should
        const std::uint64_t step = (*greatest - *least) / kPlaces;
        const bool negative = row[0].value_or("").starts_with('-');
        const auto param = [&](std::uint64_t at) {
            const bool below_zero = negative && static_cast<std::int64_t>(at) < 0;
            return below_zero ? MariaParam{MariaParam::Kind::integer,
                                           std::to_string(static_cast<std::int64_t>(at))}
                              : MariaParam{MariaParam::Kind::natural, std::to_string(at)};
        };
        const std::uint64_t each = std::max<std::uint64_t>(1, rows_max_ / kPlaces);
        const std::string order = " ORDER BY " + name;
        const std::string where_last = " WHERE " + name + " >= ?" + order;
        const std::string where = " WHERE " + name + " >= ? AND " + name + " < ?" + order;
        for (std::uint64_t i = 0; i < kPlaces && out_.rows_read < rows_max_; ++i) {
            const bool last = i + 1 == kPlaces;
            MariaParams params{param(*least + i * step)};
            if (!last) params.push_back(param(*least + (i + 1) * step));
            GDPRD_TRY(take(last ? where_last : where, std::min(each, rows_max_ - out_.rows_read),
                           params));
        }
        return {};
    }

    /// The first and the last by the primary key.
    Result<void> both_ends() {
        std::string up;
        std::string down;
        for (const auto& field : layout_.primary_key) {
            up += (up.empty() ? " ORDER BY " : ", ") + quote_maria(field);
            down += (down.empty() ? " ORDER BY " : ", ") + quote_maria(field) + " DESC";
        }
        GDPRD_TRY(take(up, (rows_max_ + 1) / 2));
        return take(down, rows_max_ / 2);
    }

    MariaSession& session_;
    const MariaLayout& layout_;
    std::uint64_t rows_max_;
    Sample& out_;
    std::string select_;
    std::string from_;
};

}  // namespace

Result<Sample> sample_mariadb(MariaSession& session, const MariaLayout& layout,
                              const std::vector<std::string>& fields, std::uint64_t rows_max,
                              std::uint32_t chars_max) {
    Sample out;
    out.fields = fields;
    out.values.resize(fields.size());
    GDPRD_TRY(Sampling(session, layout, rows_max, out).run(fields, chars_max));
    return out;
}

Result<ValuesRead> read_values_mariadb(MariaSession& session, const MariaLayout& layout,
                                       const std::vector<std::string>& fields,
                                       std::uint64_t rows_max, std::uint32_t chars_max,
                                       const ValueReader::ValueSink& sink) {
    GDPRD_TRY_ASSIGN(const std::string select, select_beginnings(layout, fields, chars_max));
    ValuesRead out;
    if (fields.empty()) return out;
    out.whole = true;
    const auto take = [&](MariaRow&& row) -> Result<void> {
        if (out.rows == rows_max) {
            out.whole = false;
            return {};
        }
        ++out.rows;
        std::vector<policy::PersonalCell> values;
        values.reserve(row.size());
        for (auto& text : row) {
            Cell cell;
            if (text && valid_utf8(*text)) cell = {Cell::Kind::text, std::move(*text)};
            values.emplace_back(std::move(cell));
        }
        return sink(std::move(values));
    };
    GDPRD_TRY(session.stream(
        select + " FROM " + layout.table + " LIMIT " + std::to_string(rows_max + 1), {}, take));
    return out;
}

}  // namespace gdprd::connectors
