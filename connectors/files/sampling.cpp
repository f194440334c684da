#include "connectors/files/sampling.hpp"

namespace gdprd::connectors {

namespace {

/// The first so many characters of UTF-8.
std::string cut(const std::string& text, std::uint32_t chars) {
    std::size_t at = 0;
    for (; at < text.size(); ++at) {
        const bool continues = (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
        if (!continues && chars-- == 0) break;
    }
    return text.substr(0, at);
}

}  // namespace

Result<Sample> sample_file(const FileLayout& layout, int descriptor,
                           const std::vector<std::string>& fields, FileSampleBounds bounds,
                           const Call& call) {
    Sample out{fields, std::vector<std::vector<Personal<std::string>>>(fields.size()), 0};
    GDPRD_TRY_ASSIGN(const auto places, layout.places_of(fields));
    if (bounds.rows == 0) return out;
    const std::uint64_t apart = layout.rows / bounds.rows + 1;
    GDPRD_TRY_ASSIGN(FileRecords records, FileRecords::open(layout, descriptor, call));
    for (;;) {
        GDPRD_TRY_ASSIGN(const auto piece, records.reader.next());
        if (!piece) return out;
        if (!piece->is_record || (records.reader.records() - 1) % apart != 0) continue;
        GDPRD_TRY_ASSIGN(const std::vector<policy::Cell> row,
                         layout.read(*records.format, piece->text));
        ++out.rows_read;
        for (std::size_t i = 0; i < places.size(); ++i) {
            const policy::Cell& cell = value_at(row, places[i]);
            if (cell.kind != policy::Cell::Kind::null)
                out.values[i].emplace_back(cut(cell.bytes, bounds.chars));
        }
    }
}

Result<ValuesRead> read_values_file(const FileLayout& layout, int descriptor,
                                    const std::vector<std::string>& fields, FileSampleBounds bounds,
                                    const Call& call, const ValueReader::ValueSink& sink) {
    GDPRD_TRY_ASSIGN(const auto places, layout.places_of(fields));
    GDPRD_TRY_ASSIGN(FileRecords records, FileRecords::open(layout, descriptor, call));
    ValuesRead out;
    if (places.empty()) return out;
    for (;;) {
        GDPRD_TRY_ASSIGN(const auto piece, records.reader.next());
        out.whole = !piece;
        if (!piece) return out;
        if (!piece->is_record) continue;
        if (out.rows == bounds.rows) return out;
        ++out.rows;
        GDPRD_TRY_ASSIGN(const std::vector<policy::Cell> row,
                         layout.read(*records.format, piece->text));
        std::vector<policy::PersonalCell> values;
        values.reserve(places.size());
        for (const std::size_t place : places) {
            const policy::Cell& cell = value_at(row, place);
            values.emplace_back(policy::Cell{cell.kind, cut(cell.bytes, bounds.chars)});
        }
        GDPRD_TRY(sink(std::move(values)));
    }
}

}  // namespace gdprd::connectors
