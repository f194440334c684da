#include "connectors/files/sheet_format.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "config/limits.hpp"

namespace gdprd::connectors {

using policy::Cell;

SheetFormat::SheetFormat(SheetHeader header)
    : header_(std::move(header)),
      parser_(*this),
      row_parser_(std::make_unique<XmlParser>(static_cast<XmlEvents&>(*this))),
      in_header_(header_.present) {}

void SheetFormat::begin_row(std::uint64_t at) {
    open_ = at;
    has_value_ = false;
}

void SheetFormat::end_row(std::uint64_t end, std::uint32_t number) {
    const bool is_header = has_value_ && in_header_;
    if (is_header) in_header_ = false;
    if (has_value_ && !is_header) spans_.push_back({open_.value_or(end), end, number});
    open_.reset();
}

Cut SheetFormat::take(std::uint64_t until, bool is_record) {
    const Cut out{static_cast<std::size_t>(until - given_), is_record};
    given_ = until;
    return out;
}

Result<std::optional<Cut>> SheetFormat::cut(std::string_view text, bool at_end) {
    using Found = std::optional<Cut>;
    if (spans_.empty() && given_ + text.size() > fed_) {
        const std::string_view fresh = text.substr(static_cast<std::size_t>(fed_ - given_));
        fed_ += fresh.size();
        GDPRD_TRY(parser_.feed(fresh));
    }
    if (!spans_.empty()) {
        const Span first = spans_.front();
        if (first.begin > given_) return Found(take(first.begin, false));
        spans_.pop_front();
        row_number_ = first.number;
        return Found(take(first.end, true));
    }
    const std::uint64_t until = open_ ? *open_ : parser_.settled();
    if (until > given_) return Found(take(until, false));
    if (!at_end) return Found();
    GDPRD_TRY(parser_.finish());
    return Found(take(given_ + text.size(), false));
}

Result<void> SheetFormat::read(std::string_view record, const ValueSink& sink) const {
    GDPRD_TRY_ASSIGN(auto row, cells(record));
    for (auto& cell : row) sink(header_.name_of(cell.column), std::move(cell.value));
    return {};
}

Result<std::string> SheetFormat::write(std::string_view record,
                                       const std::vector<Assignment>& changes) const {
    std::vector<SheetCell> out;
    for (const auto& change : changes) {
        const auto column = header_.column_of(change.field);
        if (!column) return Error(ErrorCode::not_found, "the sheet has no such column");
        if (!is_xml_text(change.value.bytes) && change.value.kind == Cell::Kind::text)
            return Error(ErrorCode::unsupported, "a spreadsheet cannot hold such a character");
        out.push_back({*column, change.value});
    }
    std::ranges::sort(out, {}, &SheetCell::column);
    return write_cells(record, out);
}

Result<void> SheetRow::add(std::size_t column, Cell value) {
    if (column >= config::limits::kFileFields)
        return Error(ErrorCode::limit_exceeded, "a row of the sheet has too many columns");
    bytes_ += value.bytes.size();
    if (bytes_ > config::limits::kFileRecordBytes)
        return Error(ErrorCode::limit_exceeded, "a row of the sheet is larger than gdprd reads");
    cells_.push_back({column, std::move(value)});
    return {};
}

Cell sheet_number(std::string_view text) {
    constexpr double kExact = 9'007'199'254'740'992.0;  // 2^53
    const char* const end = text.data() + text.size();
    std::int64_t whole = 0;
    const auto read = std::from_chars(text.data(), end, whole);
    if (read.ec == std::errc() && read.ptr == end)
        return {Cell::Kind::integer, std::to_string(whole)};
    double real = 0;
    const auto got = std::from_chars(text.data(), end, real);
    if (got.ec != std::errc() || got.ptr != end || !std::isfinite(real))
        return {Cell::Kind::text, std::string(text)};
    if (std::abs(real) <= kExact && std::floor(real) == real)
        return {Cell::Kind::integer, std::to_string(static_cast<std::int64_t>(real))};
    std::array<char, 32> out{};
    const auto done = std::to_chars(out.data(), out.data() + out.size(), real);
    return {Cell::Kind::real, std::string(out.data(), done.ptr)};
}

}  // namespace gdprd::connectors
