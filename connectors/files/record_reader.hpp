#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "config/base/crypto.hpp"
#include "connectors/call.hpp"
#include "connectors/files/record_format.hpp"
#include "connectors/files/text_stream.hpp"

namespace gdprd::connectors {

/// A piece of a file in UTF-8: a record, or what stands between two.
struct FilePiece {
    std::string_view text;  ///< lives until the next call
    bool is_record = false;
};

/// Reads a file piece by piece, in memory for one record: at most kFileRecordBytes.
class RecordReader {
  public:
    /// Borrows the descriptor, which must be open for reading, and the rest.
    static Result<RecordReader> open(int descriptor, const TextEncoding& encoding,
                                     RecordFormat& format, const Call& call);

    /// nullopt at the end. Errors name the record's number.
    Result<std::optional<FilePiece>> next();
    [[nodiscard]] std::uint64_t records() const noexcept { return records_; }
    /// Of all bytes read, once the end was reached.
    [[nodiscard]] Hash digest() { return digest_->finish(); }

  private:
    RecordReader(int descriptor, const TextEncoding& encoding, RecordFormat& format,
                 const Call& call);
    Result<void> fill();
    [[nodiscard]] Error here(const Error& error) const;

    int descriptor_;
    RecordFormat* format_;
    const Call* call_;
    std::unique_ptr<Transcoder> decoder_;
    std::unique_ptr<crypto::Sha256> digest_;  ///< none for UTF-8, which is never written anew
    std::uint64_t offset_;
    std::string text_;
    std::size_t at_ = 0;  ///< what lies before it was given out
    bool at_end_ = false;
    std::uint64_t records_ = 0;
};

/// Reads `count` bytes from `offset` into `out` (cut at the file's end); `io` when it cannot.
Result<void> read_at(int descriptor, std::uint64_t offset, std::size_t count, std::string& out);

}  // namespace gdprd::connectors
