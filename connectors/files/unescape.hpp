#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace gdprd::connectors {

/// Resolves backslash escapes of JSON and vCard in a text that comes in pieces: \uXXXX of either
/// case becomes UTF-8, \n a line's end, and any other escaped character itself. A text without
/// backslashes stays as it is. For searches: no text is refused.
class Unescaper {
  public:
    /// Appends what is known of `piece`; an escape that it parts comes with the next one.
    void feed(std::string_view piece, std::string& out);
    /// What an escape without its end was.
    void finish(std::string& out);

  private:
    void take(char c, std::string& out);
    void take_unit(std::uint32_t unit, std::string& out);
    void drop_surrogate(std::string& out);

    std::string open_;             ///< of an escape whose end has not come yet
    std::uint32_t surrogate_ = 0;  ///< the first half of a character, or 0
};

}  // namespace gdprd::connectors
