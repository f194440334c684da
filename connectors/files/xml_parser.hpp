#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "config/base/result.hpp"

namespace gdprd::connectors {

/// The vocabularies that spreadsheets are written in.
enum class XmlSpace : unsigned char {
    other,
    sheet,     ///< SpreadsheetML, transitional or strict
    relation,  ///< ids of relationships in SpreadsheetML
    links,     ///< the parts .rels
    types,     ///< [Content_Types].xml
    threads,   ///< threaded comments
    office,    ///< OpenDocument
    table,
    text,
    manifest,
};

/// Which vocabulary a prefix stands for.
using XmlPrefixes = std::map<std::string, XmlSpace, std::less<>>;

/// A start tag; lives as long as the event.
class XmlTag {
  public:
    XmlSpace space = XmlSpace::other;
    std::string_view prefix;
    std::string_view name;                    ///< without prefix
    std::uint64_t begin = 0;                  ///< of the tag, in the bytes that were fed
    std::uint64_t end = 0;                    ///< behind it
    const char* const* attributes = nullptr;  ///< names and values in turn, then null
    const XmlPrefixes* prefixes = nullptr;

    [[nodiscard]] bool is(XmlSpace in, std::string_view called) const noexcept {
        return space == in && name == called;
    }
    /// Of an attribute without prefix.
    [[nodiscard]] std::optional<std::string_view> attribute(std::string_view called) const;
    [[nodiscard]] std::optional<std::string_view> attribute(XmlSpace in,
                                                            std::string_view called) const;
    /// Prefix and name of an attribute.
    [[nodiscard]] static std::pair<std::string_view, std::string_view> parts(
        std::string_view qualified);
    [[nodiscard]] XmlSpace space_of(std::string_view some_prefix) const;
};

/// What stands in an XML text, in its order. An error ends the parsing.
class XmlEvents {
  public:
    virtual ~XmlEvents() = default;
    virtual Result<void> start(const XmlTag& /*tag*/) { return {}; }
    /// `begin` and `end` are those of the end tag; both the same behind `<empty/>`.
    virtual Result<void> end(XmlSpace /*space*/, std::string_view /*name*/, std::uint64_t /*begin*/,
                             std::uint64_t /*end*/) {
        return {};
    }
    /// A piece of text, entities resolved.
    virtual Result<void> text(std::string_view /*piece*/) { return {}; }
};

/// Parses XML in UTF-8 that comes in pieces. Refuses what a spreadsheet has no need of and an
/// attacker has: document types and with them entities, deep nesting, huge tags. Vocabularies are
/// declared at the root; who gives a prefix another meaning further in is refused.
class XmlParser {
  public:
    /// Borrows the events.
    explicit XmlParser(XmlEvents& events);
    ~XmlParser();
    XmlParser(const XmlParser&) = delete;
    XmlParser& operator=(const XmlParser&) = delete;

    /// `invalid_argument`: no XML, or XML of which gdprd wants nothing; the error of an event.
    Result<void> feed(std::string_view piece);
    /// `invalid_argument` when the text is not whole. Nothing can be fed behind it.
    Result<void> finish() const;
    /// As many bytes have led to their events; what follows is an unfinished tag or text.
    [[nodiscard]] std::uint64_t settled() const noexcept;
    [[nodiscard]] const XmlPrefixes& prefixes() const noexcept;

    /// Begins anew with an element out of a text in which these prefixes are declared, and parses
    /// all of it. Borrows both.
    Result<void> parse_element(std::string_view text, XmlEvents& events, const XmlPrefixes& around);

  private:
    struct State;
    std::unique_ptr<State> state_;
};

/// As text of an element or as a value between double quotes. The text must be one that XML can
/// hold: see is_xml_text().
[[nodiscard]] std::string escape_xml(std::string_view text);
/// Whether XML 1.0 has all these characters.
[[nodiscard]] bool is_xml_text(std::string_view text) noexcept;

}  // namespace gdprd::connectors
