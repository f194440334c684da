#include "audit/stamped_notes.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <set>

#include "audit/checkpoint.hpp"

namespace gdprd::audit {

namespace {

constexpr std::uint64_t kNoteBytesMax = 64ULL * 1024;
constexpr std::uint64_t kTokenBytesMax = 64ULL * 1024;
constexpr std::size_t kStampsMax = 1'000'000;
constexpr std::string_view kTokenEnd = ".tst";
constexpr std::string_view kNoteEnd = ".checkpoint";

std::string file_of(std::uint64_t size, std::string_view end) {
    return "timestamps/" + std::to_string(size) + std::string(end);
}

std::string path_of(const std::string& dir, std::uint64_t size, std::string_view end) {
    return dir + "/" + file_of(size, end);
}

std::optional<std::uint64_t> size_named(std::string_view name, std::string_view end) {
    if (!name.ends_with(end)) return std::nullopt;
    const auto size = parse_size(name.substr(0, name.size() - end.size()));
    return size ? std::optional(*size) : std::nullopt;
}

/// "timestamps/17.tst is", "timestamps/17.tst and 4 others are".
std::string told(const std::vector<std::uint64_t>& sizes, std::string_view end) {
    std::string out = file_of(sizes.front(), end);
    if (sizes.size() == 1) return out + " is";
    const std::size_t others = sizes.size() - 1;
    return out + " and " + std::to_string(others) + (others == 1 ? " other are" : " others are");
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
        if (const auto size = size_named(name, kTokenEnd)) sizes.push_back(*size);
    }
    std::sort(sizes.begin(), sizes.end());
    for (const std::uint64_t size : sizes) {
        StampedNote one;
        one.file = file_of(size, kTokenEnd);
        GDPRD_TRY_ASSIGN(one.token,
                         read_file(files, path_of(trail, size, kTokenEnd), kTokenBytesMax));
        const auto note = read_file(files, path_of(trail, size, kNoteEnd), kNoteBytesMax);
        if (!note && note.error().code() != ErrorCode::not_found) return note.error();
        if (note) one.note = as_text(*note);
        out.push_back(std::move(one));
    }
    return out;
}

void check_stamps(FileStore& files, const std::string& trail, VerifyReport& report,
                  std::size_t faults_max) {
    std::set<std::uint64_t> tokens;
    std::set<std::uint64_t> notes;
    if (const auto names = files.list(trail + "/timestamps")) {
        for (const std::string& name : *names) {
            if (const auto size = size_named(name, kTokenEnd)) tokens.insert(*size);
            if (const auto size = size_named(name, kNoteEnd)) notes.insert(*size);
        }
    }
    for (const std::uint64_t size : tokens) {
        if (notes.contains(size) || report.faults.size() >= faults_max) continue;
        report.faults.push_back(
            {file_of(size, kNoteEnd), 0, size, "it is not there, and the time stamp of it is"});
    }
    std::vector<std::uint64_t> alone;
    std::set_difference(notes.begin(), notes.end(), tokens.begin(), tokens.end(),
                        std::back_inserter(alone));
    if (!alone.empty())
        report.remarks.push_back(told(alone, kNoteEnd) +
                                 " without a time stamp: gdprd was killed between the two files, "
                                 "or the time stamp was removed");
    std::vector<std::uint64_t> lost;
    for (const std::uint64_t size : report.stamped)
        if (!tokens.contains(size)) lost.push_back(size);
    if (!lost.empty())
        report.remarks.push_back(told(lost, kTokenEnd) +
                                 " not there, though an anchor entry quotes that time stamp: the "
                                 "file was removed or lost");
}

}  // namespace gdprd::audit
