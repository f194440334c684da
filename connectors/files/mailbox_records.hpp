#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "connectors/call.hpp"
#include "connectors/files/byte_source.hpp"
#include "connectors/files/record_format.hpp"

namespace gdprd::connectors {

/// The field that tells a message from others: SHA-256 of its bytes, but for what mail programs
/// write into it when it is read or moved (Status, X-UID, ...) and empty lines at its end.
inline constexpr std::string_view kMessageDigest = "message_digest";

/// A mailbox as one record for each message, in the file's order: its fields, decoded, each as
/// length, ':' and bytes. However large the message is, the record is bounded (kMailHeaderBytes,
/// kMailTextBytes): the field "cut" says what was left out.
class MailboxSource final : public ByteSource {
  public:
    /// `bytes` are those of the mailbox. Borrows the call.
    MailboxSource(std::unique_ptr<ByteSource> bytes, const Call& call);
    ~MailboxSource() override;
    Result<void> read(std::size_t count, std::string& out) override;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

/// The records of a MailboxSource. A message cannot be changed in part: it is what others sent or
/// got, and may be signed.
class MailboxFormat final : public RecordFormat {
  public:
    Result<std::optional<Cut>> cut(std::string_view text, bool at_end) override;
    Result<void> read(std::string_view record, const ValueSink& sink) const override;
    Result<std::string> write(std::string_view record,
                              const std::vector<Assignment>& changes) const override;
};

}  // namespace gdprd::connectors
