#include "connectors/files/workbook.hpp"

#include <algorithm>
#include <set>

#include "config/limits.hpp"

namespace gdprd::connectors {

namespace {

constexpr std::size_t kPieceBytes = std::size_t{256} * 1024;

Error bad(const char* what) {
    return {ErrorCode::invalid_argument, what, "open the file in its program and save it again"};
}

/// A target as a name of an entry: relative ones are below the directory of the part.
std::string resolve(std::string_view part, std::string_view target) {
    std::string path = target.starts_with('/')
                           ? std::string(target.substr(1))
                           : std::string(part.substr(0, part.rfind('/') + 1)) + std::string(target);
    std::vector<std::string> steps;
    for (std::size_t at = 0; at <= path.size();) {
        const std::size_t slash = std::min(path.find('/', at), path.size());
        const std::string step = path.substr(at, slash - at);
        if (step == ".." && !steps.empty()) steps.pop_back();
        if (step != ".." && step != "." && !step.empty()) steps.push_back(step);
        at = slash + 1;
    }
    std::string out;
    for (const auto& step : steps) out += (out.empty() ? "" : "/") + step;
    return out;
}

class LinkReader final : public XmlEvents {
  public:
    explicit LinkReader(std::string_view part) : part_(part) {}
    std::vector<PartLink> out;
    Result<void> start(const XmlTag& tag) override {
        if (!tag.is(XmlSpace::links, "Relationship")) return {};
        const std::string_view type = tag.attribute("Type").value_or("");
        const bool outside = tag.attribute("TargetMode").value_or("") == "External";
        out.push_back({std::string(tag.attribute("Id").value_or("")),
                       std::string(type.substr(type.rfind('/') + 1)),
                       outside ? "" : resolve(part_, tag.attribute("Target").value_or(""))});
        return {};
    }

  private:
    std::string_view part_;
};

/// The list of sheets in xl/workbook.xml.
class WorkbookReader final : public XmlEvents {
  public:
    struct Named {
        std::string name;
        std::string link;
    };
    std::vector<Named> sheets;
    bool from_1904 = false;
    Result<void> start(const XmlTag& tag) override {
        if (tag.is(XmlSpace::sheet, "sheet"))
            sheets.push_back({std::string(tag.attribute("name").value_or("")),
                              std::string(tag.attribute(XmlSpace::relation, "id").value_or(""))});
        if (tag.is(XmlSpace::sheet, "workbookPr")) {
            const auto value = tag.attribute("date1904").value_or("0");
            from_1904 = value == "1" || value == "true";
        }
        return {};
    }
};

/// The tables of content.xml.
class TableReader final : public XmlEvents {
  public:
    std::vector<std::string> names;
    bool is_spreadsheet = false;
    Result<void> start(const XmlTag& tag) override {
        if (tag.is(XmlSpace::office, "spreadsheet")) is_spreadsheet = true;
        if (!tag.is(XmlSpace::table, "table") || depth_++ > 0) return {};
        if (names.size() >= config::limits::kSheets)
            return Error(ErrorCode::limit_exceeded, "the file has too many sheets");
        names.emplace_back(tag.attribute(XmlSpace::table, "name").value_or(""));
        return {};
    }
    Result<void> end(XmlSpace space, std::string_view name, std::uint64_t /*begin*/,
                     std::uint64_t /*end*/) override {
        if (space == XmlSpace::table && name == "table") --depth_;
        return {};
    }

  private:
    std::size_t depth_ = 0;
};

/// Whether a document's list of parts says that some are sealed.
class SealReader final : public XmlEvents {
  public:
    bool sealed = false;
    Result<void> start(const XmlTag& tag) override {
        if (tag.is(XmlSpace::manifest, "encryption-data")) sealed = true;
        return {};
    }
};

}  // namespace

Result<void> parse_part(const ZipFile& zip, const ZipEntry& entry, XmlEvents& events,
                        const Call& call) {
    GDPRD_TRY_ASSIGN(const auto source, zip.read(entry));
    XmlParser parser(events);
    std::string piece;
    for (;;) {
        GDPRD_TRY(call.check());
        GDPRD_TRY(source->read(kPieceBytes, piece));
        if (piece.empty()) return parser.finish();
        GDPRD_TRY(parser.feed(piece));
    }
}

std::string links_part(std::string_view part) {
    const std::size_t name = part.rfind('/') + 1;
    return std::string(part.substr(0, name)) + "_rels/" + std::string(part.substr(name)) + ".rels";
}

Result<std::vector<PartLink>> read_links(const ZipFile& zip, const std::string& part,
                                         const Call& call) {
    LinkReader reader(part);
    const ZipEntry* entry = zip.find(links_part(part));
    if (entry == nullptr) return std::vector<PartLink>();
    if (entry->size > config::limits::kSheetPartBytes)
        return Error(ErrorCode::limit_exceeded, "a part of the file is larger than gdprd reads");
    GDPRD_TRY(parse_part(zip, *entry, reader, call));
    return std::move(reader.out);
}

Result<Workbook> Workbook::open(int descriptor, FileKind kind, const Call& call) {
    GDPRD_TRY_ASSIGN(ZipFile zip, ZipFile::open(descriptor, call));
    Workbook out(std::move(zip), kind);
    GDPRD_TRY(kind == FileKind::xlsx ? out.open_xlsx(call) : out.open_ods(call));
    std::set<std::string> names;
    for (const auto& sheet : out.sheets_)
        if (!names.insert(sheet.name).second || sheet.name.empty())
            return bad("two sheets of the file have one name, or one has none");
    return out;
}

Result<void> Workbook::open_xlsx(const Call& call) {
    GDPRD_TRY_ASSIGN(const auto top, read_links(zip_, "", call));
    const auto main = std::ranges::find(top, "officeDocument", &PartLink::type);
    const ZipEntry* entry = main == top.end() ? nullptr : zip_.find(main->target);
    if (entry == nullptr) return bad("the file is no XLSX workbook");
    if (entry->size > config::limits::kSheetPartBytes)
        return Error(ErrorCode::limit_exceeded, "a part of the file is larger than gdprd reads");
    main_part_ = main->target;
    WorkbookReader reader;
    GDPRD_TRY(parse_part(zip_, *entry, reader, call));
    from_1904_ = reader.from_1904;
    GDPRD_TRY_ASSIGN(links_, read_links(zip_, main_part_, call));
    if (reader.sheets.empty()) return bad("the file is no XLSX workbook");
    if (reader.sheets.size() > config::limits::kSheets)
        return Error(ErrorCode::limit_exceeded, "the file has too many sheets");
    for (const auto& sheet : reader.sheets) {
        const auto link = std::ranges::find(links_, sheet.link, &PartLink::id);
        if (link == links_.end() || zip_.find(link->target) == nullptr)
            return bad("a sheet of the file is not where the workbook says");
        if (link->type == "worksheet") sheets_.push_back({sheet.name, link->target, 0});
    }
    return {};
}

Result<void> Workbook::open_ods(const Call& call) {
    if (const ZipEntry* manifest = zip_.find("META-INF/manifest.xml")) {
        SealReader seal;
        GDPRD_TRY(parse_part(zip_, *manifest, seal, call));
        if (seal.sealed)
            return Error(ErrorCode::invalid_argument, "the file is protected by a password",
                         "save it without one");
    }
    const ZipEntry* content = zip_.find("content.xml");
    if (content == nullptr) return bad("the file is no OpenDocument spreadsheet");
    TableReader reader;
    GDPRD_TRY(parse_part(zip_, *content, reader, call));
    if (!reader.is_spreadsheet) return bad("the file is no OpenDocument spreadsheet");
    for (std::size_t i = 0; i < reader.names.size(); ++i)
        sheets_.push_back({reader.names[i], "content.xml", i});
    return {};
}

Result<SheetPlace> Workbook::sheet(std::string_view name) const {
    const auto found = std::ranges::find(sheets_, name, &SheetPlace::name);
    if (found != sheets_.end()) return *found;
    return Error(ErrorCode::not_found, "the store has no such collection", "scan the store again");
}

Result<void> Workbook::load_common(const Call& call) {
    XlsxCommon out;
    out.from_1904 = from_1904_;
    for (const auto& link : links_) {
        const ZipEntry* entry = zip_.find(link.target);
        if (entry == nullptr) continue;
        if (link.type == "styles" && out.styles.empty()) {
            GDPRD_TRY_ASSIGN(out.styles, read_date_styles(zip_, *entry, call));
        } else if (link.type == "sharedStrings" && out.strings.empty()) {
            GDPRD_TRY_ASSIGN(out.strings, read_shared_strings(zip_, *entry, call));
        }
    }
    common_ = std::make_shared<const XlsxCommon>(std::move(out));
    return {};
}

Result<std::shared_ptr<const XlsxCommon>> Workbook::common(const Call& call) {
    if (kind_ == FileKind::xlsx && !common_) GDPRD_TRY(load_common(call));
    return common_;
}

Result<std::unique_ptr<SheetFormat>> Workbook::make_format(const SheetPlace& sheet,
                                                           SheetHeader header, const Call& call) {
    if (kind_ == FileKind::ods)
        return std::unique_ptr<SheetFormat>(
            std::make_unique<OdsFormat>(std::move(header), sheet.index));
    GDPRD_TRY_ASSIGN(auto texts, common(call));
    return std::unique_ptr<SheetFormat>(
        std::make_unique<XlsxFormat>(std::move(header), std::move(texts)));
}

}  // namespace gdprd::connectors
