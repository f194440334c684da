#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/base/assert.hpp"
#include "connectors/files/record_format.hpp"

namespace gdprd::fuzz {

using connectors::Assignment;
using connectors::Cut;
using connectors::RecordFormat;
using policy::Cell;
using Values = std::map<std::string, Cell>;

struct Pieces {
    std::vector<std::string_view> records;
    bool whole = false;
};

/// Cuts the whole text; every byte is in exactly one piece.
inline Pieces cut_all(RecordFormat& format, std::string_view text) {
    Pieces out;
    while (!text.empty()) {
        const auto cut = format.cut(text, true);
        if (!cut) return out;
        GDPRD_ASSERT(cut->has_value() && (*cut)->size > 0 && (*cut)->size <= text.size());
        if ((*cut)->is_record) out.records.push_back(text.substr(0, (*cut)->size));
        text.remove_prefix((*cut)->size);
    }
    out.whole = format.finish().has_value();
    return out;
}

/// The same text, given a byte more at a time, is cut at the same places.
inline void check_growing(RecordFormat& format, std::string_view text, const Pieces& expected) {
    std::size_t record = 0;
    std::size_t shown = 0;
    while (!text.empty()) {
        shown = std::min(shown + 1, text.size());
        const auto cut = format.cut(text.substr(0, shown), shown == text.size());
        if (!cut) break;
        if (!*cut || (*cut)->size == 0) continue;
        if ((*cut)->is_record) {
            GDPRD_ASSERT(record < expected.records.size());
            GDPRD_ASSERT(expected.records[record++] == text.substr(0, (*cut)->size));
        }
        text.remove_prefix((*cut)->size);
        shown = 0;
    }
    GDPRD_ASSERT(!expected.whole || (text.empty() && record == expected.records.size()));
}

inline std::optional<Values> read(const RecordFormat& format, std::string_view record) {
    Values out;
    const auto done = format.read(record, [&](std::string_view name, Cell&& value) {
        GDPRD_ASSERT(out.emplace(name, std::move(value)).second);
    });
    return done ? std::optional(std::move(out)) : std::nullopt;
}

/// A name that is left out is null.
inline Values without_nulls(Values values) {
    std::erase_if(values, [](const auto& one) { return one.second.kind == Cell::Kind::null; });
    return values;
}

/// One field becomes null, or an awkward text; all others stay.
inline void check_write(const RecordFormat& format, std::string_view record, const Values& values) {
    std::size_t tried = 0;
    for (const auto& [name, old] : values) {
        if (++tried > 8) return;
        for (const Cell& fresh : {Cell{}, Cell{Cell::Kind::text, "a;b,\"c\"\n\\d\t\xc3\xa9 "}}) {
            const auto written = format.write(record, {{name, fresh}});
            if (!written) continue;  // the format cannot
            const auto again = read(format, *written);
            GDPRD_ASSERT(again.has_value());
            Values expected = values;
            expected[name] = fresh;
            GDPRD_ASSERT(without_nulls(*again) == without_nulls(expected));
        }
    }
}

/// What every format promises of any text. `make` gives a fresh one.
template <class Make>
void check_format(std::string_view text, const Make& make) {
    const auto format = make();
    const Pieces pieces = cut_all(*format, text);
    if (text.size() <= 2048) check_growing(*make(), text, pieces);
    for (const std::string_view record : pieces.records) {
        const auto values = read(*format, record);
        if (values) check_write(*format, record, *values);
    }
}

}  // namespace gdprd::fuzz
