#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "connectors/files/mailbox_records.hpp"
#include "connectors/files/record_reader.hpp"

namespace gdprd::test {

/// Bytes in memory, given out at most `step` at a time.
class TextSource final : public connectors::ByteSource {
  public:
    explicit TextSource(std::string_view text, std::size_t step = 1U << 20U)
        : text_(text), step_(step) {}
    Result<void> read(std::size_t count, std::string& out) override {
        out = text_.substr(0, std::min(count, step_));
        text_.remove_prefix(out.size());
        return {};
    }

  private:
    std::string_view text_;
    std::size_t step_;
};

using Message = std::map<std::string, std::string>;

/// The messages of a mailbox as the rows of a files store show them.
inline Result<std::vector<Message>> read_mailbox(std::unique_ptr<connectors::ByteSource> bytes) {
    using namespace connectors;
    const Call call;
    MailboxFormat format;
    GDPRD_TRY_ASSIGN(RecordReader reader,
                     RecordReader::open(std::make_unique<MailboxSource>(std::move(bytes), call),
                                        TextEncoding{}, format, call));
    std::vector<Message> out;
    for (;;) {
        GDPRD_TRY_ASSIGN(const auto piece, reader.next());
        if (!piece) return out;
        Message& message = out.emplace_back();
        GDPRD_TRY(format.read(piece->text, [&](std::string_view name, policy::Cell&& value) {
            message[std::string(name)] = std::move(value.bytes);
        }));
    }
}

inline Result<std::vector<Message>> read_mailbox(std::string_view text,
                                                 std::size_t step = 1U << 20U) {
    return read_mailbox(std::make_unique<TextSource>(text, step));
}

}  // namespace gdprd::test
