#include "connectors/files/zip_search.hpp"

#include <algorithm>
#include <array>

#include "connectors/files/packed_content.hpp"
#include "connectors/files/xml_parser.hpp"
#include "connectors/files/zip_file.hpp"

namespace gdprd::connectors {

namespace {

constexpr std::size_t kPieceBytes = std::size_t{256} * 1024;

/// Elements within a text: what stands in several of them may be one word.
constexpr std::array<std::string_view, 9> kWithinText{
    "t", "r", "span", "a", "f", "v", "proofErr", "bookmarkStart", "bookmarkEnd"};

/// Gives the texts of XML and the values of its attributes to a search, apart from each other.
class TextFeeder final : public XmlEvents {
  public:
    explicit TextFeeder(WordSearch& search) : search_(&search) {}
    Result<void> start(const XmlTag& tag) override {
        // how a run looks is no text, and does not part two runs
        if (looks_ > 0 || tag.name == "rPr") {
            ++looks_;
            return {};
        }
        if (!is_within_text(tag.name)) part();
        for (const char* const* at = tag.attributes; *at != nullptr; at += 2) {
            // rather within an element's text than the text apart from its own
            if (is_within_text(tag.name)) break;
            feed(at[1]);
            part();
        }
        return {};
    }
    Result<void> end(XmlSpace /*space*/, std::string_view name, std::uint64_t /*begin*/,
                     std::uint64_t /*end*/) override {
        if (looks_ > 0) {
            --looks_;
            return {};
        }
        if (!is_within_text(name) || name == "v" || name == "f") part();
        return {};
    }
    Result<void> text(std::string_view piece) override {
        if (looks_ == 0) feed(piece);
        return {};
    }

  private:
    static bool is_within_text(std::string_view name) {
        return std::ranges::find(kWithinText, name) != kWithinText.end();
    }
    void feed(std::string_view text) { search_->feed(as_bytes(text)); }
    void part() { feed("\n"); }

    WordSearch* search_;
    std::size_t looks_ = 0;  ///< depth within the properties of a run
};

/// false: it is packed itself (a ZIP file or an OLE object within), so its bytes show no texts.
Result<bool> search_bytes(const ZipFile& zip, const ZipEntry& entry, WordSearch& search,
                          const Call& call) {
    GDPRD_TRY_ASSIGN(const auto source, zip.read(entry));
    std::string piece;
    bool packed = false;
    for (bool at_begin = true;; at_begin = false) {
        GDPRD_TRY(call.check());
        GDPRD_TRY(source->read(kPieceBytes, piece));
        if (piece.empty()) return !packed;
        packed = packed || (at_begin && begins_packed(piece));
        search.feed(as_bytes(piece));
    }
}

}  // namespace

bool is_xml_part(std::string_view name) {
    return name.ends_with(".xml") || name.ends_with(".rels") || name.ends_with(".vml");
}

Result<bool> search_xml_texts(ByteSource& bytes, WordSearch& search, const Call& call) {
    TextFeeder feeder(search);
    XmlParser parser(feeder);
    std::string piece;
    for (;;) {
        GDPRD_TRY(call.check());
        GDPRD_TRY(bytes.read(kPieceBytes, piece));
        if (piece.empty()) return true;
        if (!parser.feed(piece)) return false;
    }
}

Result<bool> search_zip(int descriptor, WordSearch::Content content, WordSearch& search,
                        const Call& call) {
    GDPRD_TRY_ASSIGN(const ZipFile zip, ZipFile::open(descriptor, call));
    bool whole = true;
    for (const auto& entry : zip.entries()) {
        search.begin_file(content);
        const auto bytes = search_bytes(zip, entry, search, call);
        search.end_of_file();
        if (!bytes) GDPRD_TRY(call.check());
        whole = whole && bytes.has_value() && *bytes;
        if (!bytes || !is_xml_part(entry.name)) continue;
        GDPRD_TRY_ASSIGN(const auto source, zip.read(entry));
        search.begin_file(content);
        const auto texts = search_xml_texts(*source, search, call);
        search.end_of_file();
        if (!texts) GDPRD_TRY(call.check());
        whole = whole && texts.has_value() && *texts;
    }
    return whole;
}

}  // namespace gdprd::connectors
