#include "connectors/files/file_layout.hpp"

#include <algorithm>
#include <utility>

#include "config/limits.hpp"
#include "connectors/files/archive_members.hpp"
#include "connectors/files/json_records.hpp"
#include "connectors/files/mailbox_records.hpp"
#include "connectors/files/sheet_source.hpp"
#include "connectors/files/vcard.hpp"

namespace gdprd::connectors {

namespace {

using policy::Cell;
using policy::FieldType;

constexpr std::size_t kPieceBytes = std::size_t{1024} * 1024;

/// The bytes behind the encoding's mark, as far as that is known.
Result<std::unique_ptr<ByteSource>> open_text(const FileLayout& layout, int descriptor,
                                              const Call& call) {
    const std::size_t mark = layout.encoding.mark.size();
    if (layout.archive.empty())
        return std::unique_ptr<ByteSource>(std::make_unique<FileSource>(descriptor, mark));
    GDPRD_TRY_ASSIGN(auto bytes, open_member(descriptor, layout.member_at(), call));
    std::string passed;
    if (mark > 0) GDPRD_TRY(bytes->read(mark, passed));
    return bytes;
}

Result<TextEncoding> detect_encoding(int descriptor, const FileLayout& layout,
                                     const std::string& fallback, const Call& call) {
    EncodingDetector detector(fallback);
    GDPRD_TRY_ASSIGN(const auto bytes, open_text(layout, descriptor, call));
    std::string piece;
    for (;;) {
        GDPRD_TRY(call.check());
        GDPRD_TRY(bytes->read(kPieceBytes, piece));
        if (piece.empty()) return detector.finish();
        detector.feed(as_bytes(piece));
    }
}

Result<Dialect> find_dialect(int descriptor, const FileLayout& layout, const Call& call) {
    GDPRD_TRY_ASSIGN(const auto bytes, open_text(layout, descriptor, call));
    std::string raw;
    GDPRD_TRY(bytes->read(kDialectBytes, raw));
    const bool whole = raw.size() < kDialectBytes;
    GDPRD_TRY_ASSIGN(const auto decoder, Transcoder::create(layout.encoding.name, "UTF-8"));
    std::string head;
    GDPRD_TRY(decoder->convert(raw, whole, head));
    return detect_dialect(head, whole, layout.form.header, layout.form.delimiter);
}

/// Adds what a record tells of its fields.
class FieldCollector {
  public:
    explicit FieldCollector(FileLayout& layout) : layout_(&layout) {
        for (const auto& name : layout_->dialect.names) add(name);
        for (const auto& name : layout_->header.names)
            if (!name.empty()) add(name);
    }

    Result<void> take(const RecordFormat& format, std::string_view record) {
        ++layout_->rows;
        bool too_many = false;
        GDPRD_TRY(format.read(record, [&](std::string_view name, Cell&& value) {
            const auto found = layout_->places.find(name);
            if (found == layout_->places.end() &&
                layout_->fields.size() >= config::limits::kFileFields) {
                too_many = true;
                return;
            }
            note(found == layout_->places.end() ? add(std::string(name)) : found->second, value);
        }));
        if (too_many)
            return Error(ErrorCode::limit_exceeded, "the file's records have too many fields");
        return {};
    }

  private:
    std::size_t add(const std::string& name) {
        const std::size_t place = layout_->fields.size();
        layout_->places.emplace(name, place);
        layout_->fields.push_back({name, Cell::Kind::null});
        return place;
    }

    void note(std::size_t place, const Cell& value) {
        if (value.kind == Cell::Kind::null) return;
        Cell::Kind& kind = layout_->fields[place].kind;
        if (kind == Cell::Kind::null) {
            kind = value.kind;
        } else if (kind != value.kind) {
            const bool numbers = kind != Cell::Kind::text && value.kind != Cell::Kind::text;
            kind = numbers ? Cell::Kind::real : Cell::Kind::text;
        }
    }

    FileLayout* layout_;
};

FieldType type_of(Cell::Kind kind) {
    switch (kind) {
        case Cell::Kind::integer:
            return FieldType::integer;
        case Cell::Kind::real:
            return FieldType::real;
        case Cell::Kind::null:
        case Cell::Kind::text:
        case Cell::Kind::blob:
            break;
    }
    return FieldType::text;
}

std::string_view declared(Cell::Kind kind) {
    if (kind == Cell::Kind::integer) return "integer";
    return kind == Cell::Kind::real ? "number" : "text";
}

}  // namespace

policy::CollectionName FileLayout::name() const {
    return collection_name(path, sheet, archive);
}

MemberAt FileLayout::member_at() const {
    return {member, path.substr(archive.size() + 1)};
}

MemberAt FileToRead::member_at() const {
    return {member, path.substr(archive.size() + 1)};
}

policy::CollectionName collection_name(const std::string& path, const std::string& sheet,
                                       const std::string& archive) {
    if (!sheet.empty()) return {path, sheet};
    if (!archive.empty()) return {archive, path.substr(archive.size() + 1)};
    return {std::string(kFilesNamespace), path};
}

bool FileLayout::may_lack(const std::string& field) const {
    switch (form.kind) {
        case FileKind::delimited:
            return dialect.names.empty();
        case FileKind::json:
        case FileKind::vcard:
        case FileKind::mbox:
            return true;
        case FileKind::xlsx:
        case FileKind::ods:
            break;
    }
    const auto column = header.column_of(field);
    return column && (*column >= header.names.size() || header.names[*column].empty());
}

std::vector<std::string> FileLayout::names() const {
    std::vector<std::string> out;
    out.reserve(fields.size());
    for (const auto& field : fields) out.push_back(field.name);
    return out;
}

Result<std::vector<std::size_t>> FileLayout::places_of(
    const std::vector<std::string>& wanted) const {
    std::vector<std::size_t> out;
    out.reserve(wanted.size());
    for (const auto& name : wanted) {
        const auto found = places.find(name);
        if (found == places.end() && !may_lack(name))
            return Error(ErrorCode::not_found, "the collection has no such field",
                         "scan the store again");
        out.push_back(found == places.end() ? kNoPlace : found->second);
    }
    return out;
}

const Cell& value_at(const std::vector<Cell>& row, std::size_t place) {
    static const Cell null;
    return place == kNoPlace ? null : row[place];
}

Result<std::vector<Cell>> FileLayout::read(const RecordFormat& format,
                                           std::string_view record) const {
    std::vector<Cell> out(fields.size());
    bool strange = false;
    GDPRD_TRY(format.read(record, [&](std::string_view name, Cell&& value) {
        const auto found = places.find(name);
        if (found == places.end()) {
            strange = true;
        } else {
            out[found->second] = std::move(value);
        }
    }));
    if (strange) return Error(ErrorCode::stale, "the file changed while it was read", "try again");
    return out;
}

std::optional<std::size_t> FileLayout::digest_place() const {
    const auto found = places.find(kMessageDigest);
    if (form.kind != FileKind::mbox || found == places.end()) return std::nullopt;
    return found->second;
}

policy::RowKey FileLayout::key_of(const std::vector<Cell>& row) const {
    policy::RowKey out;
    out.kind = policy::KeyKind::primary_key;
    for (const auto& name : key) {
        const Cell& value = row[places.find(name)->second];
        if (value.bytes.empty()) break;
        out.values.emplace_back(value);
    }
    if (!key.empty() && out.values.size() == key.size()) {
        out.fields = key;
        return out;
    }
    out.kind = policy::KeyKind::all_fields;
    out.values.clear();
    if (const auto digest = digest_place()) {
        out.fields = {fields[*digest].name};
        out.values.emplace_back(row[*digest]);
        return out;
    }
    out.fields = names();
    for (const Cell& value : row) out.values.emplace_back(value);
    return out;
}

namespace {

Result<std::unique_ptr<RecordFormat>> make_format(const FileLayout& layout) {
    switch (layout.form.kind) {
        case FileKind::delimited:
            return std::unique_ptr<RecordFormat>(std::make_unique<DelimitedFormat>(layout.dialect));
        case FileKind::json:
            return std::unique_ptr<RecordFormat>(std::make_unique<JsonFormat>(layout.form.members));
        case FileKind::vcard:
            return std::unique_ptr<RecordFormat>(std::make_unique<VcardFormat>());
        case FileKind::mbox:
            return std::unique_ptr<RecordFormat>(std::make_unique<MailboxFormat>());
        case FileKind::xlsx:
        case FileKind::ods:
            break;
    }
    return Error(ErrorCode::internal, "a sheet is no text");
}

/// What the begin of the file tells of how it is to be read.
Result<void> find_form(int descriptor, const std::string& encoding, const Call& call,
                       FileLayout& out) {
    if (has_sheets(out.form.kind)) {
        GDPRD_TRY_ASSIGN(out.header, find_sheet_header(descriptor, out, call));
        return {};
    }
    // each message tells its own
    if (out.form.kind == FileKind::mbox) return {};
    GDPRD_TRY_ASSIGN(out.encoding, detect_encoding(descriptor, out, encoding, call));
    if (out.form.kind != FileKind::delimited) return {};
    GDPRD_TRY_ASSIGN(out.dialect, find_dialect(descriptor, out, call));
    return {};
}

}  // namespace

Result<FileRecords> FileRecords::open(const FileLayout& layout, int descriptor, const Call& call) {
    std::unique_ptr<RecordFormat> format;
    std::unique_ptr<ByteSource> bytes;
    Descriptor unpacked;
    if (has_sheets(layout.form.kind)) {
        GDPRD_TRY_ASSIGN(OpenSheet sheet, open_sheet(layout, layout.header, descriptor, call));
        format = std::move(sheet.format);
        bytes = std::move(sheet.bytes);
        unpacked = std::move(sheet.unpacked);
    } else {
        GDPRD_TRY_ASSIGN(format, make_format(layout));
        GDPRD_TRY_ASSIGN(bytes, open_text(layout, descriptor, call));
        if (layout.form.kind == FileKind::mbox)
            bytes = std::make_unique<MailboxSource>(std::move(bytes), call);
    }
    GDPRD_TRY_ASSIGN(RecordReader reader,
                     RecordReader::open(std::move(bytes), layout.encoding, *format, call));
    return FileRecords{std::move(format), std::move(reader), std::move(unpacked)};
}

Result<FileLayout> load_file_layout(int descriptor, const FileToRead& what, const FileRules& rules,
                                    const std::string& encoding, const Call& call) {
    FileLayout out;
    out.path = what.path;
    out.sheet = what.sheet;
    out.archive = what.archive;
    out.member = what.member;
    out.form = what.form;
    GDPRD_TRY_ASSIGN(const struct stat before, status_of(descriptor));
    out.version = version_of(before);
    GDPRD_TRY(find_form(descriptor, encoding, call, out));
    GDPRD_TRY_ASSIGN(FileRecords records, FileRecords::open(out, descriptor, call));
    FieldCollector collector(out);
    for (;;) {
        GDPRD_TRY_ASSIGN(const auto piece, records.reader.next());
        if (!piece) break;
        if (!piece->is_record) continue;
        if (const auto taken = collector.take(*records.format, piece->text); !taken)
            return taken.error().in("record " + std::to_string(records.reader.records()));
    }
    out.key = rules.key_of(out.path, out.sheet, out.names());
    GDPRD_TRY_ASSIGN(const struct stat after, status_of(descriptor));
    if (version_of(after) != out.version)
        return Error(ErrorCode::unavailable, "the file changed while it was read", "try again");
    return out;
}

policy::CollectionSchema schema_of(const FileLayout& layout) {
    policy::CollectionSchema out;
    out.name = layout.name();
    for (const auto& field : layout.fields) {
        policy::FieldSchema one;
        one.name = field.name;
        one.declared_type = declared(field.kind);
        one.type = type_of(field.kind);
        // an empty value can be written into any field but one that names rows
        one.nullable = std::ranges::find(layout.key, field.name) == layout.key.end();
        out.fields.push_back(std::move(one));
    }
    out.primary_key = layout.key;
    out.row_estimate = layout.rows;
    if (!layout.archive.empty()) out.kind = policy::CollectionKind::archived;
    if (!layout.encoding.is_utf8()) out.comment = "read as " + layout.encoding.name;
    return out;
}

}  // namespace gdprd::connectors
