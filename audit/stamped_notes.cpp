#include "audit/stamped_notes.hpp"

#include <algorithm>

#include "audit/checkpoint.hpp"

namespace gdprd::audit {

namespace {

constexpr std::uint64_t kNoteBytesMax = 64ULL * 1024;
constexpr std::uint64_t kTokenBytesMax = 64ULL * 1024;
constexpr std::size_t kStampsMax = 1'000'000;
constexpr std::string_view kTokenEnd = ".tst";
constexpr std::string_view kNoteEnd = ".checkpoint";

std::string path_of(const std::string& dir, std::uint64_t size, std::string_view end) {
    return dir + "/timestamps/" + std::to_string(size) + std::string(end);
}

}  // namespace

Result<void> store_stamped_note(OffLoop /*off*/, FileStore& files, const std::string& dir,
                                std::uint64_t size, const std::string& note, BytesView token) {
    GDPRD_TRY(files.make_directory(dir + "/timestamps"));
    GDPRD_TRY(write_file_atomic(files, path_of(dir, size, kNoteEnd), as_bytes(note)));
    // A crash here leaves a note that nobody stamped; the next stamp of this size replaces it.
    return write_file_atomic(files, path_of(dir, size, kTokenEnd), token);
}

Result<std::vector<StampedNote>> load_stamped_notes(OffLoop /*off*/, FileStore& files,
                                                    const std::string& dir) {
    std::string trail = dir;
    if (!files.open(trail + "/checkpoint", FileAccess::read)) trail += "/trail";
    std::vector<StampedNote> out;
    const auto names = files.list(trail + "/timestamps");
    if (!names) return out;
    if (names->size() > kStampsMax)
        return Error(ErrorCode::limit_exceeded, "there are too many files in timestamps/");
    std::vector<std::uint64_t> sizes;
    for (const std::string& name : *names) {
        if (!name.ends_with(kTokenEnd)) continue;
        const auto size = parse_size(name.substr(0, name.size() - kTokenEnd.size()));
        if (size) sizes.push_back(*size);
    }
    std::sort(sizes.begin(), sizes.end());
    for (const std::uint64_t size : sizes) {
        StampedNote one;
        one.file = "timestamps/" + std::to_string(size) + std::string(kTokenEnd);
        GDPRD_TRY_ASSIGN(one.token,
                         read_file(files, path_of(trail, size, kTokenEnd), kTokenBytesMax));
        GDPRD_TRY_ASSIGN(const Bytes note,
                         read_file(files, path_of(trail, size, kNoteEnd), kNoteBytesMax));
        one.note = as_text(note);
        out.push_back(std::move(one));
    }
    return out;
}

}  // namespace gdprd::audit
