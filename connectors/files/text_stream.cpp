#include "connectors/files/text_stream.hpp"

#include <unicode/ucnv.h>
#include <unicode/ucnv_err.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "config/base/utf8.hpp"

namespace gdprd::connectors {

namespace {

constexpr std::size_t kMarkBytes = 4;
constexpr std::size_t kCharacterBytes = 4;

struct Mark {
    std::string_view bytes;
    const char* encoding;
};
// that of UTF-32LE begins with that of UTF-16LE
constexpr std::array<Mark, 5> kMarks{{{"\xEF\xBB\xBF", "UTF-8"},
                                      {std::string_view("\xFF\xFE\0\0", 4), "UTF-32LE"},
                                      {std::string_view("\0\0\xFE\xFF", 4), "UTF-32BE"},
                                      {"\xFF\xFE", "UTF-16LE"},
                                      {"\xFE\xFF", "UTF-16BE"}}};

/// Bytes of the character that begins with `first`, which is not ASCII.
std::size_t character_bytes(unsigned char first) noexcept {
    return first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
}

/// How many bytes at the end may be the begin of a character that goes on.
std::size_t parted_bytes(std::string_view text) {
    for (std::size_t back = 1; back <= std::min(text.size(), kCharacterBytes - 1); ++back) {
        const auto c = static_cast<unsigned char>(text[text.size() - back]);
        if (c < 0x80) return 0;
        if (c >= 0xC0) return character_bytes(c) > back ? back : 0;
    }
    return 0;
}

struct CloseConverter {
    void operator()(UConverter* converter) const noexcept { ucnv_close(converter); }
};
using Converter = std::unique_ptr<UConverter, CloseConverter>;

Result<Converter> open_converter(const std::string& name) {
    UErrorCode status = U_ZERO_ERROR;
    Converter out(ucnv_open(name.c_str(), &status));
    if (U_FAILURE(status) != 0 || out == nullptr || name.empty())
        return Error(ErrorCode::invalid_argument, "ICU knows no encoding of that name",
                     "such as windows-1252, iso-8859-15 or utf-8");
    ucnv_setToUCallBack(out.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    ucnv_setFromUCallBack(out.get(), UCNV_FROM_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    return out;
}

}  // namespace

Result<std::string> encoding_name(const std::string& name) {
    GDPRD_TRY_ASSIGN(const Converter converter, open_converter(name));
    UErrorCode status = U_ZERO_ERROR;
    const char* standard = ucnv_getStandardName(name.c_str(), "IANA", &status);
    return std::string(U_SUCCESS(status) != 0 && standard != nullptr ? standard : name.c_str());
}

void EncodingDetector::count_utf8(std::string_view text) {
    for (;;) {
        const auto first = std::ranges::find_if(
            text, [](char c) { return static_cast<unsigned char>(c) >= 0x80U; });
        text.remove_prefix(static_cast<std::size_t>(first - text.begin()));
        if (text.empty()) return;
        const std::size_t bytes = character_bytes(static_cast<unsigned char>(text.front()));
        const bool whole = bytes <= text.size() && valid_utf8(text.substr(0, bytes));
        ++(whole ? characters_ : strays_);
        text.remove_prefix(whole ? bytes : 1);
    }
}

void EncodingDetector::check_utf8(BytesView piece) {
    std::string_view text = as_text(piece);
    if (!rest_.empty()) {
        // the parted character first, so that the rest needs no copy
        while (!text.empty() && rest_.size() < kCharacterBytes &&
               (static_cast<unsigned char>(text.front()) & 0xC0U) == 0x80U) {
            rest_ += text.front();
            text.remove_prefix(1);
        }
        if (text.empty() && parted_bytes(rest_) == rest_.size()) return;
        count_utf8(rest_);
        rest_.clear();
    }
    const std::size_t parted = parted_bytes(text);
    rest_ = text.substr(text.size() - parted);
    text.remove_suffix(parted);
    count_utf8(text);
}

/// Of text in an encoding of western languages next to nothing happens to be UTF-8; of others some
/// letters do, and the greater part decides.
bool EncodingDetector::is_mixed() const {
    static constexpr std::array<std::string_view, 4> kWestern{"windows-1252", "ISO-8859-1",
                                                              "ISO-8859-15", "US-ASCII"};
    if (strays_ == 0 || characters_ == 0) return false;
    return characters_ >= strays_ || std::ranges::find(kWestern, fallback_) != kWestern.end();
}

void EncodingDetector::feed(BytesView piece) {
    if (head_.size() < kMarkBytes)
        head_.append(as_text(piece.first(std::min(piece.size(), kMarkBytes - head_.size()))));
    has_nul_ = has_nul_ || as_text(piece).find('\0') != std::string_view::npos;
    check_utf8(piece);
}

Result<TextEncoding> EncodingDetector::finish() {
    count_utf8(rest_);
    const bool valid_utf8 = strays_ == 0;
    TextEncoding out;
    for (const Mark& mark : kMarks) {
        if (!head_.starts_with(mark.bytes)) continue;
        out = {mark.encoding, std::string(mark.bytes)};
        if (out.is_utf8() && !valid_utf8)
            return Error(ErrorCode::invalid_argument,
                         "the file has the mark of UTF-8 and is not valid UTF-8");
        break;
    }
    if (out.mark.empty() && is_mixed())
        return Error(ErrorCode::invalid_argument,
                     "the file is UTF-8 in some places and not in others",
                     "convert it to UTF-8: read in one encoding, some of its names would be wrong");
    if (out.mark.empty() && !valid_utf8) out.name = fallback_;
    if (out.is_utf8() && !valid_utf8)
        return Error(ErrorCode::invalid_argument, "the file is not valid UTF-8",
                     "tell its encoding (the store's encoding)");
    const bool wide = out.name.starts_with("UTF-16") || out.name.starts_with("UTF-32");
    if (has_nul_ && !wide)
        return Error(ErrorCode::invalid_argument, "there is a NUL in the file: it is no text");
    return out;
}

struct Transcoder::State {
    Converter source;
    Converter target;
    std::array<UChar, 4096> pivot{};
    UChar* pivot_source = nullptr;
    UChar* pivot_target = nullptr;
    bool begun = false;
};

Transcoder::Transcoder(std::unique_ptr<State> state) : state_(std::move(state)) {}
Transcoder::~Transcoder() = default;

Result<std::unique_ptr<Transcoder>> Transcoder::create(const std::string& source,
                                                       const std::string& target) {
    if (source == target) return std::unique_ptr<Transcoder>(new Transcoder(nullptr));
    auto state = std::make_unique<State>();
    GDPRD_TRY_ASSIGN(state->source, open_converter(source));
    GDPRD_TRY_ASSIGN(state->target, open_converter(target));
    state->pivot_source = state->pivot_target = state->pivot.data();
    return std::unique_ptr<Transcoder>(new Transcoder(std::move(state)));
}

Result<void> Transcoder::convert(std::string_view piece, bool at_end, std::string& out) {
    if (state_ == nullptr) {
        out.append(piece);
        return {};
    }
    std::array<char, 65536> buffer{};
    const char* from = piece.empty() ? "" : piece.data();  // ICU takes no null
    const char* const from_end = from + piece.size();
    for (;;) {
        UErrorCode status = U_ZERO_ERROR;
        char* to = buffer.data();
        ucnv_convertEx(state_->target.get(), state_->source.get(), &to,
                       buffer.data() + buffer.size(), &from, from_end, state_->pivot.data(),
                       &state_->pivot_source, &state_->pivot_target,
                       state_->pivot.data() + state_->pivot.size(),
                       static_cast<UBool>(!std::exchange(state_->begun, true)),
                       static_cast<UBool>(at_end), &status);
        out.append(buffer.data(), static_cast<std::size_t>(to - buffer.data()));
        if (status == U_BUFFER_OVERFLOW_ERROR) continue;
        if (U_SUCCESS(status) != 0) return {};
        // a character that the target lacks is found while it is written, all others while read
        UErrorCode asked = U_ZERO_ERROR;
        std::array<UChar, 8> lacking{};
        auto length = static_cast<int8_t>(lacking.size());
        ucnv_getInvalidUChars(state_->target.get(), lacking.data(), &length, &asked);
        if (U_SUCCESS(asked) != 0 && length > 0)
            return Error(ErrorCode::unsupported, "the file's encoding lacks a character");
        return Error(ErrorCode::invalid_argument, "the file is not text of its encoding");
    }
}

}  // namespace gdprd::connectors
