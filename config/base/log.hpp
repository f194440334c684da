#pragma once

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include "config/base/result.hpp"
#include "config/base/strong.hpp"

namespace gdprd::log {

enum class Level : unsigned char { error, warn, info, debug };

/// Every event gdprd can log, from log_events.def; each has an id, a level, a sentence, an advice.
enum class Event : unsigned short {
#define GDPRD_LOG_EVENT(id, level, sentence, advice) id,
#include "config/base/log_events.def"
#undef GDPRD_LOG_EVENT
};

/// key=value of log-safe types: integers, strong ids, error codes, and text that is ours (named so
/// on purpose). There is no way in for Personal<T>, Secret, or a plain string.
class Field {
  public:
    Field(std::string_view key, std::integral auto value)
        : key_(key), value_(std::to_string(value)) {}
    template <class Tag>
    Field(std::string_view key, const Strong<Tag, std::string>& id)
        : key_(key), value_(id.value()) {}
    Field(std::string_view key, EntryIndex index)
        : key_(key), value_(std::to_string(index.value())) {}
    /// Code and our message; the sensitive detail stays out.
    Field(std::string_view key, const Error& error);
    /// Text that is ours or the operator's configuration: paths, table names, versions.
    static Field safe_text(std::string_view key, std::string_view text);

    [[nodiscard]] std::string_view key() const noexcept { return key_; }
    [[nodiscard]] std::string_view value() const noexcept { return value_; }

  private:
    Field(std::string_view key, std::string value) : key_(key), value_(std::move(value)) {}
    std::string_view key_;
    std::string value_;
};

struct EventText {
    std::string_view id;
    Level level;
    std::string_view sentence;
    std::string_view advice;
};
[[nodiscard]] const EventText& describe(Event event) noexcept;

/// Writes one line to stderr: level, id, sentence, fields. Control characters are escaped.
void event(Event event, std::initializer_list<Field> fields = {});
/// Events above this level are dropped. Default info.
void set_level(Level level) noexcept;

}  // namespace gdprd::log
