#include <expat.h>

#include <memory>

#include "policy/cells/leaf_walk.hpp"
#include "policy/identity/identifier_text.hpp"

namespace gdprd::policy::cells {
namespace {

std::string_view local(std::string_view name) {
    const std::size_t colon = name.find(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

/// Elements by their names without prefix, attributes as "@name".
class Reader {
  public:
    explicit Reader(LeafWalk& walk) : walk_(walk), parser_(XML_ParserCreate("UTF-8")) {
        if (parser_ == nullptr) throw std::bad_alloc();
        XML_SetUserData(parser_.get(), this);
        XML_SetElementHandler(parser_.get(), &Reader::start, &Reader::end);
        XML_SetCharacterDataHandler(parser_.get(), &Reader::text);
        XML_SetStartDoctypeDeclHandler(parser_.get(), &Reader::doctype);
    }

    CellEnd run(std::string_view cell) {
        const auto done =
            XML_Parse(parser_.get(), cell.data(), static_cast<int>(cell.size()), XML_TRUE);
        if (limited_) return CellEnd::limited;
        if (done == XML_STATUS_OK) return CellEnd::whole;
        switch (XML_GetErrorCode(parser_.get())) {
            case XML_ERROR_NO_ELEMENTS:
            case XML_ERROR_UNCLOSED_TOKEN:
            case XML_ERROR_PARTIAL_CHAR:
            case XML_ERROR_UNCLOSED_CDATA_SECTION:
                return CellEnd::cut;
            default:
                return CellEnd::broken;
        }
    }

  private:
    struct Free {
        void operator()(XML_Parser parser) const noexcept { XML_ParserFree(parser); }
    };

    void stop(bool limit) {
        limited_ = limited_ || limit;
        stopped_ = true;
        XML_StopParser(parser_.get(), XML_FALSE);
    }

    void leaf(std::string_view value) {
        if (!stopped_ && !walk_.leaf(value)) stop(true);
    }

    static void XMLCALL start(void* self, const XML_Char* name, const XML_Char** attributes) {
        auto& me = *static_cast<Reader*>(self);
        if (me.stopped_) return;  // expat tells what it has begun
        if (!me.walk_.enter(local(name))) return me.stop(true);
        me.texts_.emplace_back();
        for (; *attributes != nullptr && !me.stopped_; attributes += 2) {
            const std::string_view called = attributes[0];
            if (called == "xmlns" || called.starts_with("xmlns:")) continue;
            if (!me.walk_.enter("@" + std::string(local(called)))) return me.stop(true);
            me.leaf(attributes[1]);
            me.walk_.leave();
        }
    }
    static void XMLCALL end(void* self, const XML_Char* /*name*/) {
        auto& me = *static_cast<Reader*>(self);
        if (me.stopped_) return;
        const std::string_view value = policy::text::trim(me.texts_.back());
        if (!value.empty()) me.leaf(value);
        me.texts_.pop_back();
        me.walk_.leave();
    }
    static void XMLCALL text(void* self, const XML_Char* piece, int size) {
        auto& me = *static_cast<Reader*>(self);
        if (!me.stopped_ && !me.texts_.empty())
            me.texts_.back().append(piece, static_cast<std::size_t>(size));
    }
    /// Entities come with a document type, and with them bombs.
    static void XMLCALL doctype(void* self, const XML_Char* /*name*/, const XML_Char* /*system*/,
                                const XML_Char* /*pub*/, int /*internal*/) {
        static_cast<Reader*>(self)->stop(false);
    }

    LeafWalk& walk_;
    std::unique_ptr<XML_ParserStruct, Free> parser_;
    std::vector<std::string> texts_;  ///< of the elements that are open
    bool limited_ = false;
    bool stopped_ = false;
};

}  // namespace

CellEnd read_xml(std::string_view cell, LeafWalk& walk) {
    return Reader(walk).run(cell);
}

}  // namespace gdprd::policy::cells
