#include "connectors/files/archive_members.hpp"

#include <fcntl.h>
#include <sys/mman.h>

#include <algorithm>
#include <utility>

#include "config/base/bytes.hpp"
#include "config/base/utf8.hpp"
#include "config/limits.hpp"

namespace gdprd::connectors {

namespace {

constexpr std::size_t kPieceBytes = std::size_t{256} * 1024;
constexpr std::size_t kNameBytes = 4096;

/// A member's name as a path below its archive.
struct InnerPath {
    std::string path;
    bool strange = false;  ///< leads out of the archive, as it is written
};

/// Bytes that are no UTF-8 and characters that play with a terminal are escaped: what is shown, and
/// asked for again, is text.
InnerPath inner_path(const ArchiveMember& member) {
    InnerPath out;
    const std::string name = printable(member.name, kNameBytes);
    out.strange = name.starts_with('/');
    for (std::size_t at = 0; at <= name.size();) {
        const std::size_t slash = std::min(name.find('/', at), name.size());
        const std::string part = name.substr(at, slash - at);
        at = slash + 1;
        if (part.empty() || part == ".") continue;
        out.strange = out.strange || part == "..";
        out.path += (out.path.empty() ? "" : "/") + part;
    }
    return out;
}

Error not_read(const char* why) {
    return {ErrorCode::invalid_argument, why,
            "unpack it by hand, or take it out of the store (formats: ignore)"};
}

/// The member as a collection; nullopt: it is none.
std::optional<ArchivedFile> collection_of(const ArchiveMember& member, const std::string& archive,
                                          const FileRules& rules) {
    const InnerPath inner = inner_path(member);
    ArchivedFile out{archive + "/" + inner.path, member.number, {}};
    if (inner.path.empty()) {
        out.path = archive + "/" + inner_name(member);
        out.unreadable = not_read("its name cannot be read");
        return out;
    }
    const auto form = rules.form_of(out.path);
    if (rules.is_archive(out.path)) {
        out.unreadable = not_read("an archive within an archive is not looked into");
        return out;
    }
    if (!form) return std::nullopt;
    out.form = *form;
    if (inner.strange) {
        out.unreadable = not_read("its name leads out of the archive");
    } else if (member.sealed) {
        out.unreadable = not_read("it is protected by a password");
    }
    return out;
}

/// One of several members of a name would pass for all of them.
void tell_repeated(std::vector<ArchivedFile>& files) {
    std::ranges::sort(files, {}, &ArchivedFile::path);
    for (std::size_t i = 0; i + 1 < files.size();) {
        if (files[i].path != files[i + 1].path) {
            ++i;
            continue;
        }
        files[i].unreadable = not_read("the archive has two members of this name");
        files.erase(files.begin() + static_cast<std::ptrdiff_t>(i) + 1);
    }
}

class MemberSource final : public ByteSource {
  public:
    explicit MemberSource(std::unique_ptr<ArchiveReader> reader) : reader_(std::move(reader)) {}
    Result<void> read(std::size_t count, std::string& out) override {
        return reader_->read(count, out);
    }

  private:
    std::unique_ptr<ArchiveReader> reader_;
};

/// Whether a failure comes from what is in the archive: as long as it is the same, so is that.
bool stays(const Result<ArchiveListing>& listing) {
    return listing || listing.error().code() == ErrorCode::invalid_argument ||
           listing.error().code() == ErrorCode::limit_exceeded;
}

}  // namespace

const ArchivedFile* ArchiveListing::find(const std::string& path) const {
    const auto found = std::ranges::lower_bound(files, path, {}, &ArchivedFile::path);
    return found == files.end() || found->path != path ? nullptr : &*found;
}

Result<ArchiveListing> list_archive(int descriptor, const std::string& path, const FileRules& rules,
                                    const Call& call) {
    GDPRD_TRY_ASSIGN(const auto reader,
                     ArchiveReader::open(descriptor, ArchiveReader::Single::refused, call));
    ArchiveListing out;
    for (;;) {
        GDPRD_TRY_ASSIGN(const auto member, reader->next());
        if (!member) break;
        if (member->kind == ArchiveMember::Kind::link) ++out.links;
        if (member->kind != ArchiveMember::Kind::file) continue;
        auto file = collection_of(*member, path, rules);
        if (!file) {
            ++out.others;
            continue;
        }
        if (out.files.size() >= config::limits::kArchiveCollections)
            return Error(ErrorCode::limit_exceeded,
                         "the archive has more members to read than gdprd takes",
                         "unpack it by hand");
        out.files.push_back(std::move(*file));
    }
    tell_repeated(out.files);
    return out;
}

std::string inner_name(const ArchiveMember& member) {
    InnerPath inner = inner_path(member);
    if (!inner.path.empty()) return std::move(inner.path);
    return "member " + std::to_string(member.number);
}

Result<std::unique_ptr<ByteSource>> open_member(int descriptor, const MemberAt& which,
                                                const Call& call) {
    Error changed(ErrorCode::stale, "the archive changed while it was read", "try again");
    GDPRD_TRY_ASSIGN(auto reader,
                     ArchiveReader::open(descriptor, ArchiveReader::Single::refused, call));
    for (;;) {
        GDPRD_TRY_ASSIGN(const auto member, reader->next());
        if (!member) return changed;
        if (member->number < which.number) continue;
        if (inner_name(*member) != which.name) return changed;
        break;
    }
    return std::unique_ptr<ByteSource>(std::make_unique<MemberSource>(std::move(reader)));
}

/// Memory and no file: what is unpacked must not lie on a disk.
Result<Descriptor> unpack(std::string_view head, ByteSource& bytes, const Call& call) {
    Descriptor out(::memfd_create("gdprd", MFD_CLOEXEC));
    if (!out.valid()) return Error(ErrorCode::io, "memory for a part of an archive cannot be had");
    std::uint64_t size = head.size();
    GDPRD_TRY(write_all(out.get(), as_bytes(head)));
    std::string piece;
    for (;;) {
        GDPRD_TRY(call.check());
        GDPRD_TRY(bytes.read(kPieceBytes, piece));
        if (piece.empty()) return out;
        size += piece.size();
        if (size > config::limits::kArchiveMemoryBytes)
            return Error(ErrorCode::limit_exceeded,
                         "a spreadsheet within an archive is larger than gdprd reads",
                         "unpack it by hand");
        GDPRD_TRY(write_all(out.get(), as_bytes(piece)));
    }
}

Result<Descriptor> unpack_member(int descriptor, const MemberAt& which, const Call& call) {
    GDPRD_TRY_ASSIGN(const auto bytes, open_member(descriptor, which, call));
    return unpack("", *bytes, call);
}

Result<std::optional<std::string>> archive_around(const FileTree& tree, const FileRules& rules,
                                                  const std::string& path) {
    for (std::size_t at = path.find('/'); at != std::string::npos; at = path.find('/', at + 1)) {
        std::string prefix = path.substr(0, at);
        if (!rules.is_archive(prefix)) continue;
        const auto file = tree.open_file(prefix, O_RDONLY);
        if (file) return std::optional(std::move(prefix));
        // a directory of that name, for one
        if (file.error().code() != ErrorCode::not_found) return file.error();
    }
    return std::optional<std::string>();
}

const Result<ArchiveListing>& ArchiveListings::look(const std::string& path, int descriptor,
                                                    const FileVersion& version,
                                                    const FileRules& rules, const Call& call) {
    const auto known = known_.find(path);
    if (known != known_.end() && known->second.version == version && stays(known->second.listing))
        return known->second.listing;
    Known fresh{version, list_archive(descriptor, path, rules, call)};
    const auto after = status_of(descriptor);
    if (!after) {
        fresh.listing = after.error();
    } else if (version_of(*after) != version) {
        fresh.listing =
            Error(ErrorCode::unavailable, "the archive changed while it was read", "try again");
    }
    return known_.insert_or_assign(path, std::move(fresh)).first->second.listing;
}

void ArchiveListings::keep_only(const TreeListing& listing) {
    std::erase_if(known_, [&](const auto& one) {
        return !std::ranges::binary_search(listing.files, one.first, {}, &TreeFile::path);
    });
}

const Result<ArchiveListing>* ArchiveListings::find(const std::string& path) const {
    const auto known = known_.find(path);
    return known == known_.end() ? nullptr : &known->second.listing;
}

}  // namespace gdprd::connectors
