#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace gdprd::connectors {

/// A person or list in a message's header.
struct MailAddress {
    std::string name;     ///< decoded, UTF-8; may be empty
    std::string address;  ///< may be empty, where the header has no more than a name
    friend bool operator==(const MailAddress&, const MailAddress&) = default;
};

/// What a part's header says of how it is to be read.
struct MailContent {
    std::string type = "text/plain";  ///< in small letters
    std::string charset;
    std::string boundary;  ///< of multiparts
    std::string name;      ///< of an attachment, decoded
    bool undecoded =
        false;  ///< its encoding is none that is known (uuencode): it comes as it stands
};

/// How the bytes of a part stand in the message.
enum class MailEncoding : unsigned char { identity, base64, quoted_printable };

// Values come unfolded, as the message has them. Bytes that are no UTF-8 and not said to be of
// another encoding are taken for windows-1252. Results are UTF-8 without NUL.

/// With encoded words (RFC 2047) decoded.
[[nodiscard]] std::string decode_mail_text(const std::string& value);
/// The mailboxes of an address list (RFC 5322), groups too; at most `most`.
[[nodiscard]] std::vector<MailAddress> parse_mail_addresses(const std::string& value,
                                                            std::size_t most);
/// As 2026-05-31T08:30:00Z; what is no date stays as it is.
[[nodiscard]] std::string mail_date(const std::string& value);
/// Of Content-Type and Content-Disposition (RFC 2045, 2183, 2231); either may be empty.
[[nodiscard]] MailContent parse_mail_content(const std::string& type,
                                             const std::string& disposition);
[[nodiscard]] MailEncoding mail_encoding(std::string_view value);

}  // namespace gdprd::connectors
