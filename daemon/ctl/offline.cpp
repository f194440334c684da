#include "daemon/ctl/offline.hpp"

#include <cstdio>
#include <vector>

#include "audit/checkpoint.hpp"
#include "config/base/files.hpp"
#include "config/limits.hpp"

namespace gdprd::daemon::ctl {

Result<std::string> read_input(OffLoop /*off*/, const std::string& path, std::uint64_t bytes_max) {
    if (path != "-") {
        GDPRD_TRY_ASSIGN(const auto bytes, read_file(path, bytes_max));
        return std::string(as_text(bytes));
    }
    std::string out;
    std::vector<char> buffer(64UL * 1024);
    for (;;) {
        const auto count = std::fread(buffer.data(), 1, buffer.size(), stdin);
        out.append(buffer.data(), count);
        if (out.size() > bytes_max) {
            return Error(ErrorCode::limit_exceeded, "standard input is too large");
        }
        if (count < buffer.size()) break;
    }
    if (std::ferror(stdin) != 0) return Error(ErrorCode::io, "standard input cannot be read");
    return out;
}

Result<std::string> read_checkpoint(OffLoop off, const std::string& path) {
    GDPRD_TRY_ASSIGN(auto text, read_input(off, path, config::limits::kCheckpointBytes));
    const auto note = audit::parse_note(text);
    const auto head =
        note ? audit::parse_checkpoint(note->text) : Result<audit::Checkpoint>(note.error());
    if (head) return text;
    return Error(ErrorCode::invalid_argument,
                 "--checkpoint: " + path + " is no checkpoint: " + head.error().message(),
                 "give the file as gdprctl audit checkpoint printed it, with all its lines");
}

}  // namespace gdprd::daemon::ctl
