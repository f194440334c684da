// Any bytes are an archive or are told to be none, within the limits of what may be unpacked; a
// member that can be read is the same whatever pieces it is read in; the listing has each path once
// and none that the rules pass over; and a search ends.
#include <sys/mman.h>

#include <cstddef>
#include <cstdint>
#include <set>

#include "config/base/assert.hpp"
#include "config/base/bytes.hpp"
#include "config/base/crypto.hpp"
#include "config/base/files.hpp"
#include "config/base/utf8.hpp"
#include "config/limits.hpp"
#include "connectors/files/archive_members.hpp"
#include "connectors/files/archive_search.hpp"

namespace {

using namespace gdprd;
using namespace gdprd::connectors;

constexpr std::size_t kMembersRead = 8;

Descriptor file_of(BytesView bytes) {
    Descriptor out(::memfd_create("fuzz", MFD_CLOEXEC));
    GDPRD_ASSERT(out.valid() && write_all(out.get(), bytes).has_value());
    return out;
}

struct Digested {
    std::uint64_t size = 0;
    Hash hash{};
    bool whole = false;
    friend bool operator==(const Digested&, const Digested&) = default;
};

Digested read_member(int descriptor, const MemberAt& which, std::size_t step, const Call& call) {
    Digested out;
    const auto bytes = open_member(descriptor, which, call);
    if (!bytes) return out;
    crypto::Sha256 hash;
    std::string piece;
    for (;;) {
        if (!(*bytes)->read(step, piece)) return {};
        GDPRD_ASSERT(piece.size() <= step);
        if (piece.empty()) break;
        out.size += piece.size();
        GDPRD_ASSERT(out.size <= config::limits::kArchiveUnpackedBytes);
        hash.update(as_bytes(piece));
    }
    out.hash = hash.finish();
    out.whole = true;
    return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const FileRules rules = *FileRules::parse(StoreSettings{});
    const Call call;
    const Descriptor file = file_of({data, size});
    const auto listing = list_archive(file.get(), "a.zip", rules, call);
    if (listing) {
        std::set<std::string> paths;
        std::size_t read = 0;
        for (const auto& one : listing->files) {
            GDPRD_ASSERT(paths.insert(one.path).second && valid_utf8(one.path));
            GDPRD_ASSERT(one.path.starts_with("a.zip/") && listing->find(one.path) == &one);
            if (one.unreadable || ++read > kMembersRead) continue;
            GDPRD_ASSERT(rules.form_of(one.path).has_value());
            const MemberAt which{one.number, one.path.substr(6)};
            GDPRD_ASSERT(read_member(file.get(), which, 1000, call) ==
                         read_member(file.get(), which, 70'000, call));
        }
    }
    WordSearch search({"ada@example.org"}, "windows-1252");
    (void)search_archive(file.get(), "a.zip", rules, search, call);
    return 0;
}
