#include "connectors/files/zip_search.hpp"

#include <algorithm>
#include <array>

#include "connectors/files/xml_parser.hpp"
#include "connectors/files/zip_file.hpp"

namespace gdprd::connectors {

namespace {

constexpr std::size_t kPieceBytes = std::size_t{256} * 1024;

/// Elements within a text: what stands in several of them may be one word.
constexpr std::array<std::string_view, 7> kWithinText{"t", "r", "rPr", "span", "a", "f", "v"};

bool is_xml(std::string_view name) {
    return name.ends_with(".xml") || name.ends_with(".rels") || name.ends_with(".vml");
}

/// Gives the texts of XML and the values of its attributes to a search, apart from each other.
class TextFeeder final : public XmlEvents {
  public:
    explicit TextFeeder(WordSearch& search) : search_(&search) {}
    Result<void> start(const XmlTag& tag) override {
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
        if (!is_within_text(name) || name == "v" || name == "f") part();
        return {};
    }
    Result<void> text(std::string_view piece) override {
        feed(piece);
        return {};
    }

  private:
    static bool is_within_text(std::string_view name) {
        return std::ranges::find(kWithinText, name) != kWithinText.end();
    }
    void feed(std::string_view text) { search_->feed(as_bytes(text)); }
    void part() { feed("\n"); }

    WordSearch* search_;
};

Result<void> search_bytes(const ZipFile& zip, const ZipEntry& entry, WordSearch& search,
                          const Call& call) {
    GDPRD_TRY_ASSIGN(const auto source, zip.read(entry));
    std::string piece;
    for (;;) {
        GDPRD_TRY(call.check());
        GDPRD_TRY(source->read(kPieceBytes, piece));
        if (piece.empty()) return {};
        search.feed(as_bytes(piece));
    }
}

/// XML that cannot be parsed was searched as bytes.
Result<void> search_texts(const ZipFile& zip, const ZipEntry& entry, WordSearch& search,
                          const Call& call) {
    GDPRD_TRY_ASSIGN(const auto source, zip.read(entry));
    TextFeeder feeder(search);
    XmlParser parser(feeder);
    std::string piece;
    for (;;) {
        GDPRD_TRY(call.check());
        GDPRD_TRY(source->read(kPieceBytes, piece));
        if (piece.empty() || !parser.feed(piece)) return {};
    }
}

}  // namespace

Result<void> search_zip(int descriptor, WordSearch::Content content, WordSearch& search,
                        const Call& call) {
    GDPRD_TRY_ASSIGN(const ZipFile zip, ZipFile::open(descriptor, call));
    for (const auto& entry : zip.entries()) {
        search.begin_file(content);
        GDPRD_TRY(search_bytes(zip, entry, search, call));
        search.end_of_file();
        if (!is_xml(entry.name)) continue;
        search.begin_file(content);
        GDPRD_TRY(search_texts(zip, entry, search, call));
        search.end_of_file();
    }
    return {};
}

}  // namespace gdprd::connectors
