#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "config/base/crypto.hpp"
#include "connectors/call.hpp"
#include "connectors/files/byte_source.hpp"
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
    /// `bytes` begin behind the encoding's mark. Borrows the format and the call.
    static Result<RecordReader> open(std::unique_ptr<ByteSource> bytes,
                                     const TextEncoding& encoding, RecordFormat& format,
                                     const Call& call);

    /// nullopt at the end. Errors name the record's number.
    Result<std::optional<FilePiece>> next();
    [[nodiscard]] std::uint64_t records() const noexcept { return records_; }
    /// Of all bytes read, once the end was reached.
    [[nodiscard]] Hash digest() { return digest_->finish(); }

  private:
    RecordReader(std::unique_ptr<ByteSource> bytes, RecordFormat& format, const Call& call);
    Result<void> fill();
    [[nodiscard]] Error here(const Error& error) const;

    std::unique_ptr<ByteSource> bytes_;
    RecordFormat* format_;
    const Call* call_;
    std::unique_ptr<Transcoder> decoder_;
    std::unique_ptr<crypto::Sha256> digest_;  ///< none for UTF-8, which is never written anew
    std::string text_;
    std::size_t at_ = 0;  ///< what lies before it was given out
    bool at_end_ = false;
    std::uint64_t records_ = 0;
};

}  // namespace gdprd::connectors
