// Bytes of any encoding become the same text whether they come at once or in pieces; what they
// become can be turned back; and an encoding is told for every file, or why not.
#include <cstddef>
#include <cstdint>
#include <string>

#include "config/base/assert.hpp"
#include "config/base/utf8.hpp"
#include "connectors/files/text_stream.hpp"

namespace {

using gdprd::connectors::Transcoder;

bool convert(const char* from, const char* to, std::string_view text, std::size_t piece,
             std::string& out) {
    const auto transcoder = Transcoder::create(from, to);
    GDPRD_ASSERT(transcoder.has_value());
    while (text.size() > piece) {
        if (!(*transcoder)->convert(text.substr(0, piece), false, out)) return false;
        text.remove_prefix(piece);
    }
    return (*transcoder)->convert(text, true, out).has_value();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace gdprd;
    const std::string_view bytes = as_text({data, size});
    for (const char* encoding : {"UTF-16LE", "UTF-16BE", "windows-1252", "ISO-8859-15"}) {
        std::string whole;
        std::string parts;
        const bool good = convert(encoding, "UTF-8", bytes, bytes.size() + 1, whole);
        GDPRD_ASSERT(convert(encoding, "UTF-8", bytes, 3, parts) == good);
        if (!good) continue;
        GDPRD_ASSERT(whole == parts && valid_utf8(whole));
        std::string back;
        GDPRD_ASSERT(convert("UTF-8", encoding, whole, 5, back));
    }
    connectors::EncodingDetector at_once("windows-1252");
    connectors::EncodingDetector in_pieces("windows-1252");
    at_once.feed({data, size});
    for (std::size_t at = 0; at < size; ++at) in_pieces.feed({data + at, 1});
    const auto told = at_once.finish();
    const auto same = in_pieces.finish();
    GDPRD_ASSERT(told.has_value() == same.has_value());
    if (told) GDPRD_ASSERT(told->name == same->name && told->mark == same->mark);
    return 0;
}
