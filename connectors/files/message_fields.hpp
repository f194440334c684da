#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "connectors/files/message_reader.hpp"

namespace gdprd::connectors {

/// Headers that mail programs write when a message is read, moved or counted: they are no field,
/// and no part of what tells a message from others.
[[nodiscard]] bool is_written_by_programs(std::string_view header);

/// The fields of one message, for its row. Fed by a MessageReader.
class MessageFields final : public MessageEvents {
  public:
    using Fields = std::vector<std::pair<std::string, std::string>>;

    /// What the mailbox's line "From ..." says.
    void separator(std::string_view line);
    void header(std::size_t depth, const std::string& name, const std::string& value) override;
    void begin_part(const MailContent& content) override;
    void content(std::string_view bytes) override;
    void end_part() override;
    void note_unopened() override;

    /// Each name once, no empty value; `header_cut`: as MessageReader::is_cut().
    [[nodiscard]] Fields take(bool header_cut);

  private:
    void add(const std::string& name, std::string value);
    void add_addresses(const std::string& name, const std::string& value);
    /// Appends as far as the message's texts may grow.
    void append(std::string& to, std::string_view text);

    Fields fields_;
    std::map<std::string, std::size_t> addresses_;  ///< how many each list has
    std::map<std::string, std::string> once_;       ///< fields that a message has once
    MailContent part_;
    bool keeps_part_ = false;
    bool shows_part_ = false;  ///< what is kept goes into the row
    bool part_cut_ = false;
    std::string bytes_;  ///< of the part, as far as they are kept
    std::string body_;
    std::string html_;
    std::string attachments_;
    std::string more_addresses_;
    std::string others_;
    std::size_t text_bytes_ = 0;
    bool text_cut_ = false;
};

}  // namespace gdprd::connectors
