#include "daemon/ctl/output.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <cstdio>
#include <utility>

#include "config/base/utf8.hpp"

namespace gdprd::daemon::ctl {

namespace {

namespace json = boost::json;

constexpr std::size_t kColumnGap = 2;
constexpr std::chrono::milliseconds kPhaseEvery{250};

struct CodeRow {
    ErrorCode code;
    Exit exit;
};
constexpr std::array kExits{
    CodeRow{ErrorCode::internal, Exit::failed},
    CodeRow{ErrorCode::invalid_argument, Exit::usage},
    CodeRow{ErrorCode::not_found, Exit::failed},
    CodeRow{ErrorCode::conflict, Exit::refused},
    CodeRow{ErrorCode::unauthenticated, Exit::refused},
    CodeRow{ErrorCode::forbidden, Exit::refused},
    CodeRow{ErrorCode::refused, Exit::refused},
    CodeRow{ErrorCode::stale, Exit::refused},
    CodeRow{ErrorCode::unavailable, Exit::failed},
    CodeRow{ErrorCode::timeout, Exit::failed},
    CodeRow{ErrorCode::cancelled, Exit::failed},
    CodeRow{ErrorCode::limit_exceeded, Exit::usage},
    CodeRow{ErrorCode::corrupt, Exit::verification_failed},
    CodeRow{ErrorCode::io, Exit::failed},
    CodeRow{ErrorCode::crypto, Exit::verification_failed},
    CodeRow{ErrorCode::unsupported, Exit::failed},
};

void write(std::FILE* to, std::string_view text) {
    std::fwrite(text.data(), 1, text.size(), to);
}

/// Letters, not bytes: wide enough for alignment.
std::size_t width(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
    }));
}

void print_pretty(std::string& out, const json::value& value, std::size_t depth) {
    const std::string indent(depth * 2 + 2, ' ');
    const std::string outdent(depth * 2, ' ');
    const auto block = [&](char open, char close, const auto& items, const auto& each) {
        if (items.empty()) return static_cast<void>(out.append({open, close}));
        out.append({open, '\n'});
        const char* separator = "";
        for (const auto& item : items) {
            out.append(std::exchange(separator, ",\n")).append(indent);
            each(item);
        }
        out.append("\n").append(outdent).append(1, close);
    };
    if (const auto* object = value.if_object()) {
        block('{', '}', *object, [&](const json::key_value_pair& member) {
            out.append(json::serialize(member.key())).append(": ");
            print_pretty(out, member.value(), depth + 1);
        });
    } else if (const auto* array = value.if_array()) {
        block('[', ']', *array,
              [&](const json::value& item) { print_pretty(out, item, depth + 1); });
    } else {
        out.append(json::serialize(value));
    }
}

json::array rows_as_objects(const Table& table) {
    json::array out;
    for (const auto& row : table.rows) {
        json::object object;
        for (std::size_t i = 0; i < row.size(); ++i) object[table.columns[i]] = row[i];
        out.emplace_back(std::move(object));
    }
    return out;
}

}  // namespace

Exit exit_for(ErrorCode code) noexcept {
    const auto row = std::find_if(kExits.begin(), kExits.end(),
                                  [&](const CodeRow& r) { return r.code == code; });
    return row == kExits.end() ? Exit::failed : row->exit;
}

Exit exit_for(std::string_view code) noexcept {
    const auto row = std::find_if(kExits.begin(), kExits.end(),
                                  [&](const CodeRow& r) { return to_string(r.code) == code; });
    return row == kExits.end() ? Exit::failed : row->exit;
}

std::string escape_cell(std::string_view text) {
    constexpr std::string_view kHex = "0123456789abcdef";
    std::string out;
    while (!text.empty()) {
        const PrintablePiece piece = next_printable(text);
        const char c = text.front();
        const auto byte = static_cast<unsigned char>(c);
        text.remove_prefix(piece.length);
        switch (c) {
            case '\t':
                out.append("\\t");
                break;
            case '\n':
                out.append("\\n");
                break;
            case '\r':
                out.append("\\r");
                break;
            case '\\':
                out.append("\\\\");
                break;
            default:
                if (piece.as_it_was || byte >= 0x80) {
                    out.append(piece.text);
                } else {
                    out.append("\\x").append({kHex[byte >> 4U], kHex[byte & 15U]});
                }
        }
    }
    return out;
}

void Output::table(const Table& table) {
    if (format_ == Format::json) return json(rows_as_objects(table));
    std::vector<std::vector<std::string>> lines{table.columns};
    for (const auto& row : table.rows) {
        lines.emplace_back();
        for (const auto& cell : row) lines.back().push_back(escape_cell(cell));
    }
    std::vector<std::size_t> widths(table.columns.size(), 0);
    for (const auto& line : lines) {
        for (std::size_t i = 0; i < line.size(); ++i)
            widths[i] = std::max(widths[i], width(line[i]));
    }
    std::string out;
    for (const auto& line : lines) {
        for (std::size_t i = 0; i < line.size(); ++i) {
            out.append(line[i]);
            if (i + 1 == line.size()) break;
            if (format_ == Format::tsv) {
                out.push_back('\t');
            } else {
                out.append(widths[i] - width(line[i]) + kColumnGap, ' ');
            }
        }
        out.push_back('\n');
    }
    text(out);
}

void Output::text(std::string_view text) {
    end_progress();
    write(stdout, text);
}

void Output::json(const json::value& value) {
    std::string out;
    print_pretty(out, value, 0);
    out.push_back('\n');
    text(out);
}

void Output::say(std::string_view line) {
    end_progress();
    std::fflush(stdout);
    write(stderr, printable(line, 4096));
    write(stderr, "\n");
}

void Output::progress(std::string_view line) {
    if (isatty(STDERR_FILENO) == 0) return say(line);
    write(stderr, "\r\x1b[K");
    write(stderr, printable(line, 200));
    progress_open_ = true;
}

void Output::progress(std::string_view phase, std::uint64_t done, std::uint64_t of) {
    const bool begins = phase != phase_;
    phase_ = phase;
    if (isatty(STDERR_FILENO) == 0) return begins ? say(phase) : void();
    const auto now = std::chrono::steady_clock::now();
    if (!begins && now - phase_shown_ < kPhaseEvery) return;
    phase_shown_ = now;
    std::string line(phase);
    if (of != 0) line += ": " + std::to_string(done) + " of " + std::to_string(of) + " entries";
    progress(line);
}

void Output::say_note(std::string_view note) {
    while (!note.empty()) {
        const auto end = note.find('\n');
        say(note.substr(0, end));
        if (end == std::string_view::npos) return;
        note.remove_prefix(end + 1);
    }
}

void Output::end_progress() {
    if (!std::exchange(progress_open_, false)) return;
    write(stderr, "\n");
}

Exit Output::fail(const Error& error) {
    return fail(exit_for(error.code()), error.message(), error.hint());
}

Exit Output::fail(Exit code, std::string_view message, std::string_view hint) {
    say("gdprctl: " + std::string(message));
    if (!hint.empty()) say("next: " + std::string(hint));
    return code;
}

}  // namespace gdprd::daemon::ctl
