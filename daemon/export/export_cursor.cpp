#include "daemon/export/export_cursor.hpp"

#include "audit/checkpoint.hpp"
#include "config/base/files.hpp"

namespace gdprd::daemon {

namespace {
constexpr std::uint64_t kCursorBytesMax = 4096;
}

Result<std::optional<EntryIndex>> ExportCursor::load(OffLoop /*off*/) const {
    const auto bytes = read_file(path_, kCursorBytesMax);
    if (!bytes && bytes.error().code() == ErrorCode::not_found) return std::nullopt;
    if (!bytes) return bytes.error();
    std::string_view text = as_text(*bytes);
    const auto line = text.find('\n');
    if (line == std::string_view::npos || !text.ends_with('\n') || line + 2 >= text.size())
        return Error(ErrorCode::corrupt, "the position of an export is damaged: " + path_);
    if (text.substr(0, line) != origin_) return std::nullopt;
    const auto index = audit::parse_size(text.substr(line + 1, text.size() - line - 2));
    if (!index) return Error(ErrorCode::corrupt, "the position of an export is damaged: " + path_);
    return EntryIndex(*index);
}

Result<void> ExportCursor::save(OffLoop /*off*/, EntryIndex next) const {
    const std::string text = origin_ + "\n" + std::to_string(next.value()) + "\n";
    return write_file_atomically(path_, as_bytes(text));
}

}  // namespace gdprd::daemon
