#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "config/base/bytes.hpp"
#include "config/base/result.hpp"

namespace gdprd::connectors {

/// How the bytes of a file stand for characters.
struct TextEncoding {
    std::string name = "UTF-8";  ///< as ICU knows it
    std::string mark;            ///< the byte order mark that the file begins with, or nothing
    [[nodiscard]] bool is_utf8() const { return name == "UTF-8"; }
};

/// The name that IANA has for an encoding ("utf8" → "UTF-8"); `invalid_argument` when ICU knows
/// none of that name.
Result<std::string> encoding_name(const std::string& name);

/// Tells the encoding of a whole file that is fed in pieces: by its byte order mark; else UTF-8 if
/// all of it is valid UTF-8; else the fallback, unless it looks like UTF-8 that was damaged or has
/// lines of another encoding.
class EncodingDetector {
  public:
    explicit EncodingDetector(std::string fallback) : fallback_(std::move(fallback)) {}
    void feed(BytesView piece);
    /// `invalid_argument`: what the mark says does not hold, the file is of two encodings, or there
    /// is a NUL in text of one byte a character.
    Result<TextEncoding> finish();

  private:
    void check_utf8(BytesView piece);
    void count_utf8(std::string_view text);
    [[nodiscard]] bool is_mixed() const;

    std::string fallback_;
    std::string head_;              ///< the first bytes, where a mark may be
    std::string rest_;              ///< a character that the last piece parted
    std::uint64_t characters_ = 0;  ///< of UTF-8, of several bytes
    std::uint64_t strays_ = 0;      ///< bytes that are no part of one
    bool has_nul_ = false;
};

/// Turns one encoding into another, piece by piece; what does not fit is an error, nothing is
/// replaced. With `source` and `target` the same nothing is done.
class Transcoder {
  public:
    static Result<std::unique_ptr<Transcoder>> create(const std::string& source,
                                                      const std::string& target);
    ~Transcoder();
    Transcoder(const Transcoder&) = delete;
    Transcoder& operator=(const Transcoder&) = delete;

    /// Appends to `out`. `invalid_argument`: no text of the source's encoding; `unsupported`: a
    /// character that the target's lacks.
    Result<void> convert(std::string_view piece, bool at_end, std::string& out);

  private:
    struct State;
    explicit Transcoder(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace gdprd::connectors
