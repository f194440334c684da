#include "connectors/ldap/sampling.hpp"

namespace gdprd::connectors {

namespace {

using policy::Cell;

/// At most `bytes` of UTF-8, no character cut in two.
std::string cut(std::string text, std::size_t bytes) {
    if (text.size() <= bytes) return text;
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xc0U) == 0x80U) --bytes;
    text.resize(bytes);
    return text;
}

/// Keeps every nth row; when there are twice as many as wanted, every other one goes and n doubles.
class EvenRows {
  public:
    explicit EvenRows(std::uint64_t most) : most_(most) {}

    void offer(policy::Row&& row) {
        if (met_++ % stride_ != 0) return;
        rows_.push_back(std::move(row));
        if (rows_.size() < 2 * most_) return;
        for (std::size_t i = 1; 2 * i < rows_.size(); ++i) rows_[i] = std::move(rows_[2 * i]);
        rows_.resize(most_);
        stride_ *= 2;
    }
    /// At most as many as wanted, over the whole length.
    [[nodiscard]] std::vector<policy::Row> take() && {
        if (rows_.size() <= most_) return std::move(rows_);
        std::vector<policy::Row> out;
        out.reserve(static_cast<std::size_t>(most_));
        for (std::uint64_t i = 0; i < most_; ++i)
            out.push_back(std::move(rows_[static_cast<std::size_t>(i * rows_.size() / most_)]));
        return out;
    }

  private:
    std::uint64_t most_;
    std::uint64_t met_ = 0;
    std::uint64_t stride_ = 1;
    std::vector<policy::Row> rows_;
};

}  // namespace

Result<Sample> sample_entries(LdapEntries& entries, const std::vector<std::string>& fields,
                              LdapSampleBounds bounds) {
    Sample out;
    out.fields = fields;
    out.values.resize(fields.size());
    GDPRD_TRY_ASSIGN(const auto read, entries.fields(fields));
    if (bounds.rows == 0) return out;
    EvenRows rows(bounds.rows);
    GDPRD_TRY(entries.each("", read, [&](LdapEntry&& entry) -> Result<bool> {
        entries.rows_of(entry, read, [&](policy::Row&& row) { rows.offer(std::move(row)); });
        return true;
    }));
    for (policy::Row& row : std::move(rows).take()) {
        ++out.rows_read;
        for (std::size_t i = 0; i < fields.size(); ++i) {
            Cell cell = std::move(row.values[i]).expose();
            const bool shown = cell.kind != Cell::Kind::null && cell.kind != Cell::Kind::blob &&
                               read[i].form != LdapForm::secret;
            if (shown) out.values[i].emplace_back(cut(std::move(cell.bytes), bounds.chars));
        }
    }
    return out;
}

}  // namespace gdprd::connectors
