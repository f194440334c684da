#include "connectors/http/sampling.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "connectors/http/json_values.hpp"
#include "connectors/http/rows.hpp"

namespace gdprd::connectors {

namespace {

constexpr std::uint64_t kPlaces = 5;

/// At most `bytes` of UTF-8, no character cut in two.
std::string cut(std::string text, std::size_t bytes) {
    if (text.size() <= bytes) return text;
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xc0U) == 0x80U) --bytes;
    text.resize(bytes);
    return text;
}

}  // namespace

HttpSampler::HttpSampler(OffLoop off_loop, HttpClient& client, const CollectionDescription& of,
                         const std::vector<std::string>& fields, HttpSampleBounds bounds)
    : off_loop_(off_loop), client_(&client), of_(&of), fields_(&fields), bounds_(bounds) {
    out_.fields = fields;
    out_.values.resize(fields.size());
}

Result<bool> HttpSampler::take(const boost::json::value& row) {
    const auto keep = [&](const boost::json::value& whole) {
        ++out_.rows_read;
        auto cells = read_cells(whole, *of_, *fields_);
        for (std::size_t i = 0; i < cells.size(); ++i) {
            policy::Cell cell = std::move(cells[i]).expose();
            if (cell.kind != policy::Cell::Kind::null)
                out_.values[i].emplace_back(cut(std::move(cell.bytes), bounds_.chars));
        }
    };
    if (of_->reread) {
        HttpRows rows(off_loop_, *client_, *of_);
        GDPRD_TRY_ASSIGN(const policy::RowKey key, rows.key_of(row));
        GDPRD_TRY(rows.at(key, 1, keep));
    } else {
        keep(row);
    }
    return out_.rows_read < until_;
}

Result<Sample> HttpSampler::run() {
    if (bounds_.rows == 0) return std::move(out_);
    const bool jumps = !of_->paging.total.empty() && (of_->paging.kind == HttpPaging::page ||
                                                      of_->paging.kind == HttpPaging::offset);
    const std::uint64_t share = std::max<std::uint64_t>(bounds_.rows / kPlaces, 1);
    RowPages pages(*client_, *of_);
    until_ = bounds_.rows;
    GDPRD_TRY(pages.each(off_loop_, of_->list, {}, [&](const boost::json::value& row) {
        if (jumps && pages.total().value_or(0) > bounds_.rows) until_ = share;
        return take(row);
    }));
    const std::uint64_t total = pages.total().value_or(0);
    if (!jumps || total <= bounds_.rows) return std::move(out_);
    const std::uint64_t last = total > of_->paging.limit ? total - of_->paging.limit : 0;
    for (std::uint64_t place = 1; place < kPlaces && out_.rows_read < bounds_.rows; ++place) {
        until_ = std::min(bounds_.rows, out_.rows_read + share);
        GDPRD_TRY(pages.page_at(off_loop_, of_->list, last * place / (kPlaces - 1),
                                [this](const boost::json::value& row) { return take(row); }));
    }
    return std::move(out_);
}

}  // namespace gdprd::connectors
