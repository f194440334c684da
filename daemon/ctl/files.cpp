#include "daemon/ctl/files.hpp"

#include <unistd.h>

#include <array>

#include "config/base/files.hpp"

namespace gdprd::daemon::ctl {
namespace {

constexpr std::uint64_t kInputBytesMax = 64U << 20;

Result<std::string> read_stdin() {
    std::string text;
    std::array<char, 65536> buffer{};
    for (;;) {
        const auto count = ::read(STDIN_FILENO, buffer.data(), buffer.size());
        if (count < 0) return Error(ErrorCode::io, "standard input cannot be read");
        if (count == 0) return text;
        text.append(buffer.data(), static_cast<std::size_t>(count));
        if (text.size() > kInputBytesMax)
            return Error(ErrorCode::limit_exceeded, "standard input is longer than 64 MiB");
    }
}

}  // namespace

Result<std::string> read_input(const std::string& path) {
    if (path == "-") return read_stdin();
    GDPRD_TRY_ASSIGN(const Bytes bytes, read_file(path, kInputBytesMax));
    return std::string(as_text(bytes));
}

Result<void> write_output(const std::string& path, std::string_view bytes) {
    if (path == "-") return write_all(STDOUT_FILENO, as_bytes(bytes));
    return write_file_atomically(path, as_bytes(bytes));
}

}  // namespace gdprd::daemon::ctl
