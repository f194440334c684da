#include "connectors/files/byte_source.hpp"

#include <unistd.h>

#include <cerrno>

namespace gdprd::connectors {

Result<void> FileSource::read(std::size_t count, std::string& out) {
    GDPRD_TRY(read_at(descriptor_, at_, count, out));
    at_ += out.size();
    return {};
}

Result<void> read_at(int descriptor, std::uint64_t offset, std::size_t count, std::string& out) {
    out.resize(count);
    std::size_t got = 0;
    while (got < count) {
        const ssize_t some =
            ::pread(descriptor, out.data() + got, count - got, static_cast<off_t>(offset + got));
        if (some < 0 && errno == EINTR) continue;
        if (some < 0) return Error(ErrorCode::io, "the file cannot be read");
        if (some == 0) break;
        got += static_cast<std::size_t>(some);
    }
    out.resize(got);
    return {};
}

}  // namespace gdprd::connectors
