#include "config/base/log.hpp"

#include <unistd.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstdlib>

#include "config/base/assert.hpp"
#include "config/base/utf8.hpp"

namespace gdprd::log {

namespace {

constexpr std::array kEvents = {
#define GDPRD_LOG_EVENT(id, level, sentence, advice) EventText{#id, Level::level, sentence, advice},
#include "config/base/log_events.def"
#undef GDPRD_LOG_EVENT
};

// The verbosity of the process: one word, set once at start and by SIGHUP.
std::atomic<Level> threshold{Level::info};

constexpr std::size_t kFieldBytesMax = 1024;

std::string_view word(Level level) noexcept {
    switch (level) {
        case Level::error:
            return "error";
        case Level::warn:
            return "warn";
        case Level::info:
            return "info";
        case Level::debug:
            return "debug";
    }
    return "error";
}

// sd-daemon(3): the journal reads the priority from the front of the line.
std::string_view journal_priority(Level level) noexcept {
    switch (level) {
        case Level::error:
            return "<3>";
        case Level::warn:
            return "<4>";
        case Level::info:
            return "<6>";
        case Level::debug:
            return "<7>";
    }
    return "<3>";
}

void append_value(std::string& line, std::string_view value) {
    const std::string shown = printable(value, kFieldBytesMax);
    if (!shown.empty() && shown.find_first_of(" \"=\\") == std::string::npos) {
        line += shown;
        return;
    }
    line += '"';
    for (const char c : shown) {
        if (c == '"') line += '\\';
        line += c;
    }
    line += '"';
}

}  // namespace

Field::Field(std::string_view key, const Error& error)
    : key_(key), value_(to_string(error.code())) {
    value_ += ": ";
    value_ += error.message();
}

Field Field::safe_text(std::string_view key, std::string_view text) {
    return Field(key, std::string(text));
}

const EventText& describe(Event event) noexcept {
    const auto index = static_cast<std::size_t>(event);
    GDPRD_ASSERT(index < kEvents.size());
    return kEvents[index];
}

void event(Event event, std::initializer_list<Field> fields) {
    const EventText& text = describe(event);
    if (text.level > threshold.load(std::memory_order_relaxed)) return;
    static const bool to_journal = std::getenv("JOURNAL_STREAM") != nullptr;
    std::string line;
    if (to_journal) line += journal_priority(text.level);
    line += word(text.level);
    line += ' ';
    line += text.id;
    line += ": ";
    line += text.sentence;
    for (const Field& field : fields) {
        line += ' ';
        line += field.key();
        line += '=';
        append_value(line, field.value());
    }
    line += '\n';
    // One write per line keeps lines of several threads apart. A log that cannot be written must
    // not stop the work: the trail is the record.
    std::string_view rest = line;
    while (!rest.empty()) {
        const ssize_t written = ::write(STDERR_FILENO, rest.data(), rest.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return;
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
}

void set_level(Level level) noexcept {
    threshold.store(level, std::memory_order_relaxed);
}

}  // namespace gdprd::log
