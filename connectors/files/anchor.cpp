#include "connectors/files/anchor.hpp"

#include <fcntl.h>
#include <sys/file.h>

#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <cerrno>
#include <thread>

#include "connectors/files/record_reader.hpp"

namespace gdprd::connectors {

namespace {

namespace json = boost::json;

constexpr std::size_t kAnchorBytes = std::size_t{16} * 1024 * 1024;
constexpr mode_t kReadableByAll = 0644;
constexpr std::chrono::milliseconds kPoll{10};

Error damaged() {
    return {ErrorCode::corrupt, "the file gdprd_anchor is not as gdprd writes it",
            "put it back from a backup of the directory, or remove it"};
}

/// The directory, locked until the descriptor is closed.
Result<Descriptor> lock_directory(const FileTree& tree, std::chrono::milliseconds patience,
                                  const Call& call) {
    Descriptor out(::openat(tree.descriptor(), ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    const auto until = std::chrono::steady_clock::now() + patience;
    while (::flock(out.get(), LOCK_EX | LOCK_NB) != 0) {
        if (errno != EWOULDBLOCK && errno != EINTR)
            return Error(ErrorCode::io, "the store's directory cannot be locked");
        GDPRD_TRY(call.check());
        if (std::chrono::steady_clock::now() >= until)
            return Error(ErrorCode::unavailable,
                         "the store's directory is locked by another program",
                         "see who holds it (lslocks), or raise the store's lock_timeout");
        std::this_thread::sleep_for(kPoll);
    }
    return out;
}

Result<json::object> load(const FileTree& tree) {
    const auto file = tree.open_file(std::string(kAnchorTable), O_RDONLY);
    if (!file && file.error().code() == ErrorCode::not_found) return json::object();
    GDPRD_TRY(file);
    std::string text;
    GDPRD_TRY(read_at(file->get(), 0, kAnchorBytes, text));
    json::error_code code;
    json::value value = json::parse({text.data(), text.size()}, code);
    if (code || !value.is_object()) return damaged();
    return std::move(value.get_object());
}

Result<std::optional<std::string>> find(const json::object& anchors, const std::string& origin) {
    using Found = std::optional<std::string>;
    const json::value* text = anchors.if_contains({origin.data(), origin.size()});
    if (text == nullptr) return Found();
    if (!text->is_string()) return damaged();
    return Found(std::string(text->get_string().data(), text->get_string().size()));
}

}  // namespace

Result<std::optional<std::string>> read_files_anchor(const FileTree& tree,
                                                     const std::string& origin) {
    GDPRD_TRY_ASSIGN(const json::object anchors, load(tree));
    return find(anchors, origin);
}

Result<void> write_files_anchor(const FileTree& tree, const std::string& root,
                                const AnchorChange& change, std::chrono::milliseconds patience,
                                const Call& call) {
    GDPRD_TRY_ASSIGN(const Descriptor lock, lock_directory(tree, patience, call));
    GDPRD_TRY_ASSIGN(json::object anchors, load(tree));
    GDPRD_TRY_ASSIGN(const auto before, find(anchors, change.origin));
    if (before != change.before)
        return Error(ErrorCode::conflict, "another gdprd has written the trail's anchor");
    anchors[json::string_view(change.origin.data(), change.origin.size())] = change.after;
    return write_file_atomically(root + "/" + std::string(kAnchorTable),
                                 as_bytes(json::serialize(anchors) + "\n"), kReadableByAll);
}

}  // namespace gdprd::connectors
