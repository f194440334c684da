#include "connectors/files/sheet_rewrite.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "connectors/files/sheet_changes.hpp"
#include "connectors/files/xml_cutter.hpp"
#include "connectors/files/zip_rewriter.hpp"

namespace gdprd::connectors {

namespace {

constexpr std::size_t kPieceBytes = std::size_t{256} * 1024;
constexpr std::string_view kManifest = "META-INF/manifest.xml";
constexpr std::string_view kTypes = "[Content_Types].xml";
constexpr std::string_view kOdsThumbnail = "Thumbnails/thumbnail.png";

using Verdict = XmlCutter::Verdict;
using Instead = std::optional<std::string>;

Result<void> check_unsigned(const ZipFile& zip) {
    const bool is_signed = std::ranges::any_of(zip.entries(), [](const ZipEntry& one) {
        std::string name = one.name;
        for (char& c : name)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        return name.starts_with("_xmlsignatures/") || name == "meta-inf/documentsignatures.xml" ||
               name == "meta-inf/macrosignatures.xml";
    });
    if (!is_signed) return {};
    return Error(ErrorCode::unsupported,
                 "the document is signed, and a change would break its signature",
                 "remove the signature in its program, or erase the row there");
}

Instead gone() {
    return std::string();
}

std::string prefixed(const XmlTag& tag, std::string_view name) {
    return (tag.prefix.empty() ? std::string() : std::string(tag.prefix) + ":") + std::string(name);
}

/// Which parts of the file change, and how; which go.
class PartChanges {
  public:
    PartChanges(const Workbook& book, const SheetSurvey& survey) : book_(book), survey_(survey) {}

    Result<void> plan(const SheetPlace& own, const XlsxCommon* common, const Call& call) {
        if (book_.kind() == FileKind::ods) {
            plan_ods();
            return {};
        }
        if (!survey_.gone_links.empty())
            drop_links(links_part(own.part), [this](const XmlTag& tag) {
                return tag.attribute("Type").value_or("").ends_with("/hyperlink") &&
                       survey_.gone_links.contains(std::string(tag.attribute("Id").value_or("")));
            });
        if (common != nullptr) plan_strings(common->strings);
        if (survey_.loses_formula) plan_chain();
        GDPRD_TRY_ASSIGN(const auto top, read_links(book_.zip(), "", call));
        for (const auto& link : top)
            if (link.type == "thumbnail") drop_part(links_part(""), link);
        GDPRD_TRY_ASSIGN(const auto links, read_links(book_.zip(), own.part, call));
        for (const auto& link : links)
            if (link.type == "comments" || link.type == "threadedComment")
                verdicts_[link.target].push_back(without_comments());
        return {};
    }

    [[nodiscard]] bool is_gone(const ZipEntry& entry) const {
        return std::ranges::find(gone_, &entry) != gone_.end();
    }
    /// What to do with the elements of an entry; none: it stays as it is.
    [[nodiscard]] std::optional<Verdict> verdict_on(const ZipEntry& entry) const {
        std::vector<Verdict> own;
        for (const auto& [name, verdicts] : verdicts_)
            if (book_.zip().find(name) == &entry)
                own.insert(own.end(), verdicts.begin(), verdicts.end());
        if (own.empty()) return std::nullopt;
        return Verdict([own](const XmlTag& tag) -> Instead {
            Instead out;
            for (const auto& verdict : own)  // each sees every tag
                if (auto instead = verdict(tag); instead && !out) out = std::move(instead);
            return out;
        });
    }
    /// Links at cells that lose their value.
    [[nodiscard]] Verdict on_sheet() const {
        return [this](const XmlTag& tag) -> Instead {
            if (tag.is(XmlSpace::sheet, "hyperlinks") && !survey_.keeps_links) return gone();
            if (tag.is(XmlSpace::sheet, "hyperlink") &&
                survey_.touched.contain(tag.attribute("ref").value_or("")))
                return gone();
            return std::nullopt;
        };
    }

  private:
    void drop_links(const std::string& list, std::function<bool(const XmlTag&)> which) {
        verdicts_[list].push_back([which = std::move(which)](const XmlTag& tag) -> Instead {
            return tag.is(XmlSpace::links, "Relationship") && which(tag) ? gone() : std::nullopt;
        });
    }
    void drop_part(const std::string& list, const PartLink& link) {
        const ZipEntry* entry = book_.zip().find(link.target);
        if (entry == nullptr) return;
        gone_.push_back(entry);
        drop_links(list, [id = link.id](const XmlTag& tag) {
            return tag.attribute("Id").value_or("") == id;
        });
        verdicts_[std::string(kTypes)].push_back(
            [name = "/" + entry->name](const XmlTag& tag) -> Instead {
                const bool is = tag.is(XmlSpace::types, "Override") &&
                                tag.attribute("PartName").value_or("") == name;
                return is ? gone() : std::nullopt;
            });
    }
    /// Programs make it anew when it is not there; one that names a cell without formula they call
    /// damaged.
    void plan_chain() {
        for (const auto& link : book_.links())
            if (link.type == "calcChain") drop_part(links_part(book_.main_part()), link);
    }
    /// Their places are what cells refer to: a string that goes leaves an empty one.
    void plan_strings(const std::vector<std::string>& strings) {
        const auto is_used = [this](std::size_t index) {
            return index < survey_.used.size() && survey_.used[index];
        };
        bool any = false;
        for (std::size_t i = 0; i < strings.size() && !any; ++i)
            any = !strings[i].empty() && !is_used(i);
        if (!any) return;
        for (const auto& link : book_.links()) {
            if (link.type != "sharedStrings") continue;
            verdicts_[link.target].push_back(
                [is_used, next = std::size_t{0}](const XmlTag& tag) mutable -> Instead {
                    if (!tag.is(XmlSpace::sheet, "si")) return std::nullopt;
                    if (is_used(next++)) return std::nullopt;
                    const std::string name = prefixed(tag, "si");
                    std::string empty = "<" + name + "><" + prefixed(tag, "t");
                    empty += "/></" + name + ">";
                    return empty;
                });
        }
    }
    /// The comment itself stays, because a drawing belongs to it; its text goes.
    Verdict without_comments() const {
        return [this, touched = false](const XmlTag& tag) mutable -> Instead {
            if (tag.space != XmlSpace::sheet && tag.space != XmlSpace::threads) return std::nullopt;
            if (tag.name == "comment" || tag.name == "threadedComment")
                touched = survey_.touched.contain(tag.attribute("ref").value_or(""));
            if (tag.name != "text" || !touched) return std::nullopt;
            return "<" + prefixed(tag, "text") + "/>";
        };
    }
    void plan_ods() {
        const ZipEntry* picture = book_.zip().find(kOdsThumbnail);
        if (picture == nullptr) return;
        gone_.push_back(picture);
        verdicts_[std::string(kManifest)].push_back([](const XmlTag& tag) -> Instead {
            const bool is = tag.is(XmlSpace::manifest, "file-entry") &&
                            tag.attribute(XmlSpace::manifest, "full-path") == kOdsThumbnail;
            return is ? gone() : std::nullopt;
        });
    }

    const Workbook& book_;
    const SheetSurvey& survey_;
    std::map<std::string, std::vector<Verdict>> verdicts_;  ///< by the name of the entry
    std::vector<const ZipEntry*> gone_;
};

/// Takes a text in, cuts it, and writes what stays as the content of the entry that was begun. What
/// is written is parsed once more: a part that no program could read is not put in its place.
class CutWriter {
  public:
    CutWriter(Verdict verdict, ZipRewriter& zip)
        : cutter_(std::move(verdict)), parser_(nothing_), zip_(zip) {}
    Result<void> write(std::string_view text) {
        GDPRD_TRY(cutter_.feed(text, out_));
        return give();
    }
    Result<void> finish() {
        GDPRD_TRY(cutter_.finish(out_));
        GDPRD_TRY(give());
        return parser_.finish();
    }

  private:
    Result<void> give() {
        GDPRD_TRY(parser_.feed(out_));
        GDPRD_TRY(zip_.write(out_));
        out_.clear();
        return {};
    }

    XmlCutter cutter_;
    XmlEvents nothing_;
    XmlParser parser_;
    ZipRewriter& zip_;
    std::string out_;
};

Result<void> write_cut(const ZipFile& zip, const ZipEntry& entry, CutWriter& writer,
                       const Call& call) {
    GDPRD_TRY_ASSIGN(const auto source, zip.read(entry));
    std::string piece;
    for (;;) {
        GDPRD_TRY(call.check());
        GDPRD_TRY(source->read(kPieceBytes, piece));
        if (piece.empty()) return writer.finish();
        GDPRD_TRY(writer.write(piece));
    }
}

/// As they stand in the file: the first one of an OpenDocument file says what kind of file it is.
std::vector<const ZipEntry*> in_their_places(const ZipFile& zip) {
    std::vector<const ZipEntry*> out;
    out.reserve(zip.entries().size());
    for (const auto& entry : zip.entries()) out.push_back(&entry);
    std::ranges::sort(out, {}, &ZipEntry::header_at);
    return out;
}

struct Prepared {
    Workbook book;
    SheetPlace own;
    SheetSurvey survey;
    std::shared_ptr<const XlsxCommon> common;
};

Result<Prepared> prepare(int descriptor, const FileLayout& layout, const FileEdits& edits,
                         const Call& call) {
    GDPRD_TRY_ASSIGN(Workbook book, Workbook::open(descriptor, layout.form.kind, call));
    GDPRD_TRY(check_unsigned(book.zip()));
    GDPRD_TRY_ASSIGN(SheetPlace own, book.sheet(layout.sheet));
    GDPRD_TRY_ASSIGN(auto common, book.common(call));
    GDPRD_TRY_ASSIGN(SheetSurvey survey, survey_changes(descriptor, layout, edits, book, call));
    return Prepared{std::move(book), std::move(own), std::move(survey), std::move(common)};
}

}  // namespace

Result<void> write_sheet_anew(int old_descriptor, int new_descriptor, const FileLayout& layout,
                              const FileEdits& edits, const Call& call) {
    GDPRD_TRY_ASSIGN(const Prepared prepared, prepare(old_descriptor, layout, edits, call));
    const ZipFile& zip = prepared.book.zip();
    PartChanges changes(prepared.book, prepared.survey);
    GDPRD_TRY(changes.plan(prepared.own, prepared.common.get(), call));
    ZipRewriter out(zip, new_descriptor, call);
    for (const ZipEntry* const one : in_their_places(zip)) {
        const ZipEntry& entry = *one;
        if (changes.is_gone(entry)) continue;
        const bool is_sheet = &entry == zip.find(prepared.own.part);
        const auto verdict = is_sheet ? changes.on_sheet() : changes.verdict_on(entry);
        if (!verdict) {
            GDPRD_TRY(out.copy(entry));
            continue;
        }
        GDPRD_TRY(out.begin(entry));
        CutWriter writer(*verdict, out);
        if (is_sheet) {
            GDPRD_TRY(copy_sheet(old_descriptor, layout, edits, call,
                                 [&](std::string_view text) { return writer.write(text); }));
            GDPRD_TRY(writer.finish());
        } else {
            GDPRD_TRY(write_cut(zip, entry, writer, call));
        }
        GDPRD_TRY(out.end());
    }
    return out.finish();
}

}  // namespace gdprd::connectors
