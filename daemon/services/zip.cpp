#include "daemon/services/zip.hpp"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <array>
#include <memory>

#include "config/base/utf8.hpp"

namespace gdprd::daemon {
namespace {

la_ssize_t append_bytes(archive* /*writer*/, void* out, const void* data, std::size_t size) {
    const auto* bytes = static_cast<const std::uint8_t*>(data);
    static_cast<Bytes*>(out)->insert(static_cast<Bytes*>(out)->end(), bytes, bytes + size);
    return static_cast<la_ssize_t>(size);
}

Error failed() {
    return Error(ErrorCode::internal, "the package could not be zipped");
}

Result<void> add_member(archive* writer, const ZipMember& member, WallTime at) {
    const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry(archive_entry_new(),
                                                                              &archive_entry_free);
    archive_entry_set_pathname(entry.get(), member.name.c_str());
    archive_entry_set_size(entry.get(), static_cast<la_int64_t>(member.content.size()));
    archive_entry_set_filetype(entry.get(), AE_IFREG);
    archive_entry_set_perm(entry.get(), 0600);
    archive_entry_set_mtime(
        entry.get(),
        std::chrono::system_clock::to_time_t(
            std::chrono::time_point_cast<std::chrono::system_clock::duration>(at)),
        0);
    if (archive_write_header(writer, entry.get()) != ARCHIVE_OK) return failed();
    const auto written = archive_write_data(writer, member.content.data(), member.content.size());
    if (written != static_cast<la_ssize_t>(member.content.size())) return failed();
    return {};
}

constexpr std::size_t kMembersMax = 10'000;
constexpr std::size_t kUnpackedBytesMax = 1U << 30;
/// A zip of text unpacks to some ten times its size, and a bomb to a thousand times.
constexpr std::size_t kUnpackedBytesFree = 64U << 20;
constexpr std::size_t kUnpackedRatioMax = 200;

Error no_zip() {
    return Error(ErrorCode::corrupt, "this is not a whole zip file");
}

Error too_much() {
    return Error(ErrorCode::limit_exceeded,
                 "the zip unpacks to more than 1 GiB, or to far more than its size",
                 "nothing that gdprd made does: ask who gave it to you");
}

/// All members together.
std::size_t room_for(std::size_t zip_bytes) {
    if (zip_bytes > kUnpackedBytesMax / kUnpackedRatioMax) return kUnpackedBytesMax;
    return std::min(kUnpackedBytesMax, kUnpackedBytesFree + kUnpackedRatioMax * zip_bytes);
}

Result<std::string> read_content(archive* reader, const std::string& name, std::size_t room) {
    std::string content;
    std::array<char, 65536> buffer{};
    for (;;) {
        const auto count = archive_read_data(reader, buffer.data(), buffer.size());
        if (count < 0)
            return Error(ErrorCode::corrupt, printable(name) + " is damaged in the zip file");
        if (count == 0) return content;
        if (static_cast<std::size_t>(count) > room - content.size()) return too_much();
        content.append(buffer.data(), static_cast<std::size_t>(count));
    }
}

}  // namespace

Result<std::vector<ZipMember>> read_zip(BytesView zip) {
    const std::unique_ptr<archive, decltype(&archive_read_free)> reader(archive_read_new(),
                                                                        &archive_read_free);
    archive_read_support_format_zip(reader.get());
    if (archive_read_open_memory(reader.get(), zip.data(), zip.size()) != ARCHIVE_OK)
        return no_zip();
    std::vector<ZipMember> members;
    const std::size_t room = room_for(zip.size());
    std::size_t unpacked = 0;
    for (;;) {
        archive_entry* entry = nullptr;
        const int status = archive_read_next_header(reader.get(), &entry);
        if (status == ARCHIVE_EOF) return members;
        if (status != ARCHIVE_OK) return no_zip();
        if (members.size() == kMembersMax)
            return Error(ErrorCode::limit_exceeded, "the zip has too many members");
        const char* path = archive_entry_pathname(entry);
        std::string name = path == nullptr ? "" : path;
        // What it says of itself is not believed, but enough to refuse it.
        const bool declared = archive_entry_size_is_set(entry) != 0;
        if (declared && archive_entry_size(entry) > static_cast<la_int64_t>(room - unpacked))
            return too_much();
        GDPRD_TRY_ASSIGN(auto content, read_content(reader.get(), name, room - unpacked));
        unpacked += content.size();
        members.push_back({std::move(name), std::move(content)});
    }
}

Result<Bytes> make_zip(const std::vector<ZipMember>& members, WallTime at) {
    Bytes out;
    const std::unique_ptr<archive, decltype(&archive_write_free)> writer(archive_write_new(),
                                                                         &archive_write_free);
    archive_write_set_format_zip(writer.get());
    archive_write_set_bytes_in_last_block(writer.get(), 1);
    if (archive_write_open(writer.get(), &out, nullptr, &append_bytes, nullptr) != ARCHIVE_OK)
        return failed();
    for (const auto& member : members) GDPRD_TRY(add_member(writer.get(), member, at));
    if (archive_write_close(writer.get()) != ARCHIVE_OK) return failed();
    return out;
}

}  // namespace gdprd::daemon
