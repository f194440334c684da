#include "connectors/files/xml_parser.hpp"

#include <expat.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "config/base/assert.hpp"
#include "config/limits.hpp"

namespace gdprd::connectors {

namespace {

constexpr std::size_t kFeedBytes = std::size_t{1024} * 1024;

constexpr std::array<std::pair<std::string_view, XmlSpace>, 11> kSpaces{{
    {"http://schemas.openxmlformats.org/spreadsheetml/2006/main", XmlSpace::sheet},
    {"http://purl.oclc.org/ooxml/spreadsheetml/main", XmlSpace::sheet},
    {"http://schemas.openxmlformats.org/officeDocument/2006/relationships", XmlSpace::relation},
    {"http://purl.oclc.org/ooxml/officeDocument/relationships", XmlSpace::relation},
    {"http://schemas.openxmlformats.org/package/2006/relationships", XmlSpace::links},
    {"http://schemas.openxmlformats.org/package/2006/content-types", XmlSpace::types},
    {"http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments", XmlSpace::threads},
    {"urn:oasis:names:tc:opendocument:xmlns:office:1.0", XmlSpace::office},
    {"urn:oasis:names:tc:opendocument:xmlns:table:1.0", XmlSpace::table},
    {"urn:oasis:names:tc:opendocument:xmlns:text:1.0", XmlSpace::text},
    {"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0", XmlSpace::manifest},
}};

XmlSpace space_named(std::string_view uri) {
    for (const auto& [name, space] : kSpaces)
        if (name == uri) return space;
    return XmlSpace::other;
}

Error bad(const char* what) {
    return {ErrorCode::invalid_argument, what, "open the file in its program and save it again"};
}

bool is_utf8_or_ascii(std::string_view encoding) {
    std::string name(encoding);
    for (char& c : name)
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    return name == "UTF-8" || name == "UTF8" || name == "US-ASCII" || name == "ASCII";
}

}  // namespace

std::pair<std::string_view, std::string_view> XmlTag::parts(std::string_view qualified) {
    const std::size_t colon = qualified.find(':');
    if (colon == std::string_view::npos) return {{}, qualified};
    return {qualified.substr(0, colon), qualified.substr(colon + 1)};
}

XmlSpace XmlTag::space_of(std::string_view some_prefix) const {
    const auto found = prefixes->find(some_prefix);
    return found == prefixes->end() ? XmlSpace::other : found->second;
}

std::optional<std::string_view> XmlTag::attribute(std::string_view called) const {
    for (const char* const* at = attributes; *at != nullptr; at += 2)
        if (called == at[0]) return at[1];
    return std::nullopt;
}

std::optional<std::string_view> XmlTag::attribute(XmlSpace in, std::string_view called) const {
    for (const char* const* at = attributes; *at != nullptr; at += 2) {
        const auto [some_prefix, own] = parts(at[0]);
        if (own == called && !some_prefix.empty() && space_of(some_prefix) == in) return at[1];
    }
    return std::nullopt;
}

struct XmlParser::State {
    XmlEvents* events = nullptr;
    XmlPrefixes own;
    const XmlPrefixes* prefixes = &own;
    XML_Parser parser = nullptr;
    std::size_t depth = 0;
    bool finished = false;
    std::uint64_t fed = 0;
    std::uint64_t settled = 0;
    std::optional<Error> error;

    ~State() { ::XML_ParserFree(parser); }

    std::uint64_t here() const {
        return static_cast<std::uint64_t>(::XML_GetCurrentByteIndex(parser));
    }
    std::uint64_t behind() const {
        return here() + static_cast<std::uint64_t>(::XML_GetCurrentByteCount(parser));
    }
    void fail(const Error& with) {
        if (!error) error = with;
        ::XML_StopParser(parser, XML_FALSE);
    }
    void take(const Result<void>& done) {
        settled = behind();
        if (!done) fail(done.error());
    }

    /// A declaration further in must not change what a prefix means, but may bring a new one.
    void declare(const char* const* attributes) {
        for (const char* const* at = attributes; *at != nullptr; at += 2) {
            const auto [prefix, name] = XmlTag::parts(at[0]);
            const bool plain = prefix.empty() && name == "xmlns";
            if (!plain && prefix != "xmlns") continue;
            const std::string declared(plain ? std::string_view() : name);
            const XmlSpace space = space_named(at[1]);
            const auto known = prefixes->find(declared);
            const XmlSpace before = known == prefixes->end() ? XmlSpace::other : known->second;
            const bool fresh = known == prefixes->end() && !declared.empty();
            if (prefixes == &own && (depth == 1 || fresh)) {
                own[declared] = space;
            } else if (space != before) {
                return fail(bad("the file's XML names its vocabulary in an unusual place"));
            }
        }
    }

    void listen() {
        ::XML_SetUserData(parser, this);
        ::XML_SetElementHandler(parser, &State::on_start, &State::on_end);
        ::XML_SetCharacterDataHandler(parser, &State::on_text);
        ::XML_SetDefaultHandler(parser, &State::on_rest);
        ::XML_SetStartDoctypeDeclHandler(parser, &State::on_doctype);
        ::XML_SetXmlDeclHandler(parser, &State::on_declaration);
    }

    static void on_start(void* self, const char* name, const char** attributes) {
        State& state = *static_cast<State*>(self);
        if (state.error) return;
        if (++state.depth > config::limits::kXmlDepth)
            return state.fail(
                Error(ErrorCode::limit_exceeded, "elements of the file's XML are nested too deep"));
        state.declare(attributes);
        if (state.error) return;
        XmlTag tag;
        std::tie(tag.prefix, tag.name) = XmlTag::parts(name);
        tag.attributes = attributes;
        tag.prefixes = state.prefixes;
        tag.space = tag.space_of(tag.prefix);
        tag.begin = state.here();
        tag.end = state.behind();
        state.take(state.events->start(tag));
    }
    static void on_end(void* self, const char* name) {
        State& state = *static_cast<State*>(self);
        if (state.error) return;
        --state.depth;
        const auto [prefix, own] = XmlTag::parts(name);
        const auto found = state.prefixes->find(prefix);
        state.take(
            state.events->end(found == state.prefixes->end() ? XmlSpace::other : found->second, own,
                              state.here(), state.behind()));
    }
    static void on_text(void* self, const char* text, int size) {
        State& state = *static_cast<State*>(self);
        if (!state.error) state.take(state.events->text({text, static_cast<std::size_t>(size)}));
    }
    static void on_rest(void* self, const char* /*text*/, int /*size*/) {
        State& state = *static_cast<State*>(self);
        if (!state.error) state.settled = state.behind();
    }
    static void on_doctype(void* self, const char* /*name*/, const char* /*system*/,
                           const char* /*id*/, int /*internal*/) {
        static_cast<State*>(self)->fail(
            bad("the file's XML declares a document type, which no spreadsheet needs"));
    }
    static void on_declaration(void* self, const char* /*version*/, const char* encoding,
                               int /*standalone*/) {
        State& state = *static_cast<State*>(self);
        if (encoding != nullptr && !is_utf8_or_ascii(encoding))
            return state.fail(bad("the file's XML is not in UTF-8"));
        state.settled = state.behind();
    }
};

XmlParser::XmlParser(XmlEvents& events) : state_(std::make_unique<State>()) {
    state_->events = &events;
    state_->parser = ::XML_ParserCreate("UTF-8");
    GDPRD_ASSERT(state_->parser != nullptr);
    state_->listen();
}

XmlParser::~XmlParser() = default;

Result<void> XmlParser::feed(std::string_view piece) {
    State& state = *state_;
    if (state.error) return *state.error;
    while (!piece.empty()) {
        const std::string_view some = piece.substr(0, kFeedBytes);
        const auto done =
            ::XML_Parse(state.parser, some.data(), static_cast<int>(some.size()), XML_FALSE);
        if (done != XML_STATUS_OK && !state.error) state.error = bad("the file's XML is damaged");
        if (state.error) return *state.error;
        state.fed += some.size();
        if (state.fed - state.settled > config::limits::kFileRecordBytes) {
            state.error = Error(ErrorCode::limit_exceeded,
                                "a tag of the file's XML is larger than gdprd reads");
            return *state.error;
        }
        piece.remove_prefix(some.size());
    }
    return {};
}

Result<void> XmlParser::finish() const {
    State& state = *state_;
    if (state.error) return *state.error;
    if (!state.finished && ::XML_Parse(state.parser, "", 0, XML_TRUE) != XML_STATUS_OK)
        return bad("the file's XML has no end");
    state.finished = true;
    return {};
}

std::uint64_t XmlParser::settled() const noexcept {
    return state_->settled;
}

const XmlPrefixes& XmlParser::prefixes() const noexcept {
    return *state_->prefixes;
}

Result<void> XmlParser::parse_element(std::string_view text, XmlEvents& events,
                                      const XmlPrefixes& around) {
    State& state = *state_;
    ::XML_ParserReset(state.parser, "UTF-8");
    state.events = &events;
    state.prefixes = &around;
    state.depth = 0;
    state.finished = false;
    state.fed = 0;
    state.settled = 0;
    state.error.reset();
    state.listen();
    GDPRD_TRY(feed(text));
    return finish();
}

std::string escape_xml(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (const char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\t':
            case '\n':
            case '\r':
                out += "&#" + std::to_string(static_cast<int>(c)) + ";";
                break;
            default:
                out += c;
        }
    }
    return out;
}

bool is_xml_text(std::string_view text) noexcept {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (c < 0x20 && c != '\t' && c != '\n' && c != '\r') return false;
        // U+FFFE and U+FFFF
        if (c == 0xEF && i + 2 < text.size() && static_cast<unsigned char>(text[i + 1]) == 0xBF &&
            static_cast<unsigned char>(text[i + 2]) >= 0xBE)
            return false;
    }
    return true;
}

}  // namespace gdprd::connectors
