#include "connectors/files/record_reader.hpp"

#include <algorithm>
#include <utility>

#include "config/limits.hpp"

namespace gdprd::connectors {

namespace {

constexpr std::size_t kReadBytes = std::size_t{256} * 1024;

Error too_large() {
    return {ErrorCode::limit_exceeded, "a record is larger than gdprd reads",
            "see LIMITS in gdprd.yaml(5)"};
}

}  // namespace

RecordReader::RecordReader(std::unique_ptr<ByteSource> bytes, RecordFormat& format,
                           const Call& call)
    : bytes_(std::move(bytes)), format_(&format), call_(&call) {}

Result<RecordReader> RecordReader::open(std::unique_ptr<ByteSource> bytes,
                                        const TextEncoding& encoding, RecordFormat& format,
                                        const Call& call) {
    RecordReader out(std::move(bytes), format, call);
    GDPRD_TRY_ASSIGN(out.decoder_, Transcoder::create(encoding.name, "UTF-8"));
    if (!encoding.is_utf8()) out.digest_ = std::make_unique<crypto::Sha256>();
    return out;
}

Error RecordReader::here(const Error& error) const {
    return error.in("record " + std::to_string(records_ + 1));
}

/// At least as much again as is there, so that a long record is looked at a bounded number of
/// times.
Result<void> RecordReader::fill() {
    GDPRD_TRY(call_->check());
    text_.erase(0, at_);
    at_ = 0;
    if (text_.size() >= config::limits::kFileRecordBytes) return too_large();
    std::string raw;
    GDPRD_TRY(bytes_->read(std::max(kReadBytes, text_.size()), raw));
    at_end_ = raw.empty();
    if (digest_) digest_->update(as_bytes(raw));
    return decoder_->convert(raw, at_end_, text_);
}

Result<std::optional<FilePiece>> RecordReader::next() {
    using Found = std::optional<FilePiece>;
    for (;;) {
        const std::string_view left = std::string_view(text_).substr(at_);
        if (left.empty() && at_end_) {
            if (const auto whole = format_->finish(); !whole) return here(whole.error());
            return Found();
        }
        if (!left.empty()) {
            const auto cut = format_->cut(left, at_end_);
            if (!cut) return here(cut.error());
            const Cut first = cut->value_or(Cut{});
            if (first.size > config::limits::kFileRecordBytes) return here(too_large());
            if (first.size > 0) {
                at_ += first.size;
                if (first.is_record) ++records_;
                return Found({left.substr(0, first.size), first.is_record});
            }
            if (at_end_) return here(Error(ErrorCode::internal, "a format left text over"));
        }
        if (const auto more = fill(); !more) return here(more.error());
    }
}

}  // namespace gdprd::connectors
