#pragma once

#include <fcntl.h>
#include <zlib.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "config/base/assert.hpp"
#include "config/base/files.hpp"
#include "connectors/files/xlsx_rows.hpp"
#include "connectors/files/zip_file.hpp"

namespace gdprd::test {

/// Names and contents of a ZIP file's parts, in their order.
using ZipParts = std::vector<std::pair<std::string, std::string>>;

inline std::string deflated(const std::string& content) {
    z_stream stream{};
    GDPRD_ASSERT(deflateInit2(&stream, 6, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) == Z_OK);
    std::string out(deflateBound(&stream, content.size()), '\0');
    std::string in = content;
    stream.next_in = reinterpret_cast<Bytef*>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    GDPRD_ASSERT(deflate(&stream, Z_FINISH) == Z_STREAM_END);
    out.resize(out.size() - stream.avail_out);
    deflateEnd(&stream);
    return out;
}

/// How an entry is written; each as some program does it.
struct ZipManner {
    bool packed = true;
    bool sizes_follow = false;  ///< behind the content, and zeros before it
    bool zip64 = false;         ///< with a field for large sizes that nobody needs
    bool backwards = false;     ///< the directory names the last part first
    std::string behind{};       ///< bytes that count as packed, and are none
};

inline std::string make_zip(const ZipParts& parts, const ZipManner& manner = {}) {
    using connectors::put_zip_number;
    std::string out;
    std::string directory;
    for (const auto& [name, content] : parts) {
        const std::string data = (manner.packed ? deflated(content) : content) + manner.behind;
        const auto crc = crc32(0, reinterpret_cast<const Bytef*>(content.data()),
                               static_cast<uInt>(content.size()));
        std::string sizes(12, '\0');
        put_zip_number(sizes, 0, 4, crc);
        put_zip_number(sizes, 4, 4, data.size());
        put_zip_number(sizes, 8, 4, content.size());
        std::string common(26, '\0');  // from "version needed" on
        put_zip_number(common, 0, 2, 20);
        put_zip_number(common, 2, 2, manner.sizes_follow ? 8 : 0);
        put_zip_number(common, 4, 2, manner.packed ? 8 : 0);
        put_zip_number(common, 6, 4, 0x5A21'6000);  // some day
        common.replace(10, 12, sizes);
        put_zip_number(common, 22, 2, name.size());
        std::string extra;
        if (manner.zip64) {
            extra = std::string("\1\0\20\0", 4) + std::string(16, '\0');
            put_zip_number(extra, 4, 4, content.size());
            put_zip_number(extra, 12, 4, data.size());
        }
        put_zip_number(common, 24, 2, extra.size());
        std::string record =
            std::string("PK\1\2\24\0", 6) + common + std::string(14, '\0') + name + extra;
        put_zip_number(record, 42, 4, out.size());
        directory = manner.backwards ? record + directory : directory + record;
        if (manner.sizes_follow) common.replace(10, 12, std::string(12, '\0'));
        out += "PK\3\4" + common + name + extra + data;
        if (manner.sizes_follow) out += "PK\7\10" + sizes;
    }
    std::string last("PK\5\6", 4);
    last.resize(22);
    put_zip_number(last, 8, 2, parts.size());
    put_zip_number(last, 10, 2, parts.size());
    put_zip_number(last, 12, 4, directory.size());
    put_zip_number(last, 16, 4, out.size());
    return out + directory + last;
}

/// The parts of a file that our own reader finds; none when it is no ZIP file.
inline ZipParts unzip(const std::string& path) {
    ZipParts out;
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    const connectors::Call call;
    const auto zip = connectors::ZipFile::open(file.get(), call);
    if (!zip) return out;
    for (const auto& entry : zip->entries()) {
        const auto content = zip->read_all(entry, call);
        out.emplace_back(entry.name, content ? *content : "damaged");
    }
    return out;
}

inline const std::string& part_of(const ZipParts& parts, std::string_view name) {
    static const std::string none;
    for (const auto& [own, content] : parts)
        if (own == name) return content;
    return none;
}

inline constexpr std::string_view kSheetSpace =
    "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";

inline std::string links_of(const std::vector<std::pair<std::string, std::string>>& targets) {
    std::string out =
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
    int id = 0;
    for (const auto& [type, target] : targets)
        out += "<Relationship Id=\"rId" + std::to_string(++id) +
               "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" +
               type + "\" Target=\"" + target + "\"/>";
    return out + "</Relationships>";
}

/// A workbook with these sheets (name and element sheetData) and other parts as they are; links to
/// the strings and styles, where they are among them.
inline ZipParts xlsx_parts(const std::vector<std::pair<std::string, std::string>>& sheets,
                           const ZipParts& others = {}) {
    std::string list;
    std::vector<std::pair<std::string, std::string>> targets;
    ZipParts out;
    for (std::size_t i = 1; i <= sheets.size(); ++i) {
        const std::string number = std::to_string(i);
        list += "<sheet name=\"" + connectors::escape_xml(sheets[i - 1].first) + "\" sheetId=\"" +
                number + "\" r:id=\"rId" + number + "\"/>";
        targets.emplace_back("worksheet", "worksheets/sheet" + number + ".xml");
        out.emplace_back("xl/worksheets/sheet" + number + ".xml", sheets[i - 1].second);
    }
    if (!part_of(others, "xl/sharedStrings.xml").empty())
        targets.emplace_back("sharedStrings", "sharedStrings.xml");
    if (!part_of(others, "xl/styles.xml").empty()) targets.emplace_back("styles", "styles.xml");
    if (!part_of(others, "xl/calcChain.xml").empty())
        targets.emplace_back("calcChain", "calcChain.xml");
    out.emplace_back("_rels/.rels", links_of({{"officeDocument", "xl/workbook.xml"}}));
    out.emplace_back("xl/workbook.xml", "<workbook " + std::string(kSheetSpace) + "><sheets>" +
                                            list + "</sheets></workbook>");
    out.emplace_back("xl/_rels/workbook.xml.rels", links_of(targets));
    out.insert(out.end(), others.begin(), others.end());
    return out;
}

/// A worksheet part with these rows.
inline std::string worksheet(const std::string& rows, const std::string& behind = "") {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<worksheet " + std::string(kSheetSpace) +
           "><sheetData>" + rows + "</sheetData>" + behind + "</worksheet>";
}

/// The content of an OpenDocument spreadsheet with these tables.
inline std::string ods_content(const std::string& tables) {
    constexpr std::string_view kUrn = "=\"urn:oasis:names:tc:opendocument:xmlns:";
    std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<office:document-content";
    for (const char* name : {"office", "table", "text"})
        out += " xmlns:" + std::string(name) + std::string(kUrn) + name + ":1.0\"";
    return out + "><office:body><office:spreadsheet>" + tables +
           "</office:spreadsheet></office:body></office:document-content>";
}
inline ZipParts ods_parts(const std::string& tables) {
    return {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
            {"content.xml", ods_content(tables)}};
}

}  // namespace gdprd::test
