#include "connectors/sqlite/beginnings.hpp"

#include <sqlite3.h>

#include <algorithm>

#include "config/base/utf8.hpp"
#include "connectors/sqlite/rows.hpp"

namespace gdprd::connectors {

namespace {

using policy::Cell;
using sqlite::quote_identifier;
using sqlite::Statement;

/// Values up to here are read whole by SQLite, larger ones in pieces by us.
constexpr int kWholeBytes = 1 << 20;
constexpr std::size_t kBytesPerChar = 4;

bool goes_on(char byte) {
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

/// So many whole characters at most: the last one may have been cut.
std::string first_chars(const std::string& bytes, std::uint32_t chars) {
    std::size_t begin = 0;
    for (std::uint32_t n = 0; n < chars && begin < bytes.size(); ++n) {
        std::size_t end = begin + 1;
        while (end < bytes.size() && goes_on(bytes[end])) ++end;
        if (end == bytes.size() && !valid_utf8(bytes.substr(begin))) break;
        begin = end;
    }
    return bytes.substr(0, begin);
}

struct CloseBlob {
    void operator()(sqlite3_blob* blob) const noexcept { sqlite3_blob_close(blob); }
};

}  // namespace

SqliteBeginnings::SqliteBeginnings(sqlite::Database& db, const SqliteLayout& layout,
                                   const std::vector<std::string>& fields, std::uint32_t chars)
    : db_(db),
      layout_(layout),
      fields_(fields),
      chars_(chars),
      length_limit_(sqlite3_limit(db.handle(), SQLITE_LIMIT_LENGTH, kWholeBytes)),
      by_rowid_(!layout.rowid.empty() && !layout.is_virtual) {}

SqliteBeginnings::~SqliteBeginnings() {
    sqlite3_limit(db_.handle(), SQLITE_LIMIT_LENGTH, length_limit_);
}

std::string SqliteBeginnings::beginning_of(const std::string& field) const {
    return "substr(" + quote_identifier(field) + ", 1, " + std::to_string(chars_) + ")";
}

Result<void> SqliteBeginnings::prepare() {
    std::string columns;
    for (const std::string& field : fields_) {
        if (!layout_.has_field(field))
            return Error(ErrorCode::not_found, "the collection has no such field");
        columns += beginning_of(field) + ", ";
    }
    const std::string rest = by_rowid_ ? layout_.rowid + " FROM " + layout_.table + " WHERE " +
                                             layout_.rowid + " BETWEEN ?1 AND ?2 ORDER BY " +
                                             layout_.rowid
                                       : "NULL FROM " + layout_.table;
    GDPRD_TRY_ASSIGN(Statement rows, db_.prepare("SELECT " + columns + rest));
    rows_ = std::make_unique<Statement>(std::move(rows));
    return {};
}

void SqliteBeginnings::start(const Bounds& rowids) {
    left_ = rowids;
    ended_ = left_.first > left_.last;
    rows_->reset();
    if (by_rowid_) rows_->bind(1, left_.first).bind(2, left_.last);
}

Result<std::optional<std::vector<Cell>>> SqliteBeginnings::next() {
    if (ended_) return std::optional<std::vector<Cell>>();
    const Result<bool> more = rows_->step();
    if (!more && more.error().code() == ErrorCode::limit_exceeded) return next_large();
    if (!more) return more.error();
    ended_ = !*more;
    if (ended_) return std::optional<std::vector<Cell>>();
    const int columns = static_cast<int>(fields_.size());
    std::vector<Cell> out;
    out.reserve(fields_.size());
    for (int i = 0; i < columns; ++i) out.push_back(read_cell(*rows_, i));
    if (by_rowid_) {
        const std::int64_t rowid = rows_->integer(columns);
        if (rowid == left_.last)
            ended_ = true;
        else
            left_.first = rowid + 1;
    }
    return std::optional(std::move(out));
}

/// The row that the statement could not read, cell by cell; the statement begins again behind it.
Result<std::optional<std::vector<Cell>>> SqliteBeginnings::next_large() {
    rows_->reset();
    if (!by_rowid_)
        return Error(ErrorCode::limit_exceeded,
                     "a value is too large to be sampled from a table without row numbers");
    GDPRD_TRY_ASSIGN(
        Statement which,
        db_.prepare("SELECT " + layout_.rowid + " FROM " + layout_.table + " WHERE " +
                    layout_.rowid + " BETWEEN ?1 AND ?2 ORDER BY " + layout_.rowid + " LIMIT 1"));
    which.bind(1, left_.first).bind(2, left_.last);
    GDPRD_TRY_ASSIGN(const bool there, which.step());
    if (!there) return std::optional<std::vector<Cell>>();  // deleted meanwhile
    const std::int64_t rowid = which.integer(0);
    GDPRD_TRY_ASSIGN(std::vector<Cell> out, read_apart(rowid));
    if (rowid == left_.last)
        ended_ = true;
    else
        start({rowid + 1, left_.last});
    return std::optional(std::move(out));
}

Result<std::vector<Cell>> SqliteBeginnings::read_apart(std::int64_t rowid) {
    std::vector<Cell> out;
    for (const std::string& field : fields_) {
        GDPRD_TRY_ASSIGN(Statement one,
                         db_.prepare("SELECT " + beginning_of(field) + " FROM " + layout_.table +
                                     " WHERE " + layout_.rowid + " = ?1"));
        one.bind(1, rowid);
        const Result<bool> there = one.step();
        if (!there && there.error().code() != ErrorCode::limit_exceeded) return there.error();
        if (!there)
            out.push_back(read_large(field, rowid));
        else
            out.push_back(*there ? read_cell(one, 0) : Cell{});
    }
    return out;
}

/// Null for what cannot be read so (the field is generated) and for what is no UTF-8, which is what
/// the bytes are in a database in UTF-16.
Cell SqliteBeginnings::read_large(const std::string& field, std::int64_t rowid) const {
    sqlite3_blob* opened = nullptr;
    const int code = sqlite3_blob_open(db_.handle(), "main", layout_.name.c_str(), field.c_str(),
                                       rowid, 0, &opened);
    const std::unique_ptr<sqlite3_blob, CloseBlob> blob(opened);
    if (code != SQLITE_OK) return {};
    const std::size_t size = static_cast<std::size_t>(sqlite3_blob_bytes(blob.get()));
    std::string bytes(std::min(size, chars_ * kBytesPerChar), '\0');
    if (sqlite3_blob_read(blob.get(), bytes.data(), static_cast<int>(bytes.size()), 0) != SQLITE_OK)
        return {};
    std::string text = first_chars(bytes, chars_);
    if (text.find('\0') != std::string::npos || !valid_utf8(text)) return {};
    return {Cell::Kind::text, std::move(text)};
}

}  // namespace gdprd::connectors
