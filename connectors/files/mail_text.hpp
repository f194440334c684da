#pragma once

#include <string>
#include <string_view>

namespace gdprd::connectors {

/// Text of a message in UTF-8: of the encoding that the message names; where it names none, or one
/// that ICU does not know, UTF-8 if it is that, else windows-1252. What does not fit is replaced
/// (U+FFFD), and so is NUL.
[[nodiscard]] std::string utf8_of_mail(std::string_view bytes, const std::string& charset);

/// The text of HTML (UTF-8) without its tags: character references resolved, a line for each
/// block, and what links and pictures name (href, alt, title) behind the text. Styles, scripts and
/// comments too, without their marks: nothing that stands there is left out.
[[nodiscard]] std::string text_of_html(std::string_view html);

}  // namespace gdprd::connectors
