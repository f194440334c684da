#pragma once

// What a TrailReader is made of; for its own sources only.

#include <functional>
#include <list>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "audit/definitions.hpp"
#include "audit/file_store.hpp"
#include "audit/frame.hpp"
#include "audit/keyring.hpp"
#include "audit/payload.hpp"
#include "audit/reader.hpp"
#include "audit/segments.hpp"

namespace gdprd::audit {

[[nodiscard]] inline Error no_such_entry(std::uint64_t seq) {
    return Error(ErrorCode::not_found, "no entry " + std::to_string(seq) + " in the trail",
                 "gdprctl audit list shows the newest entries");
}

[[nodiscard]] inline Error damaged(std::uint64_t seq, const std::string& what) {
    return Error(ErrorCode::corrupt, "entry " + std::to_string(seq) + ": " + what,
                 "run gdprctl audit verify");
}

[[nodiscard]] inline WallTime wall_time_of(const Envelope& envelope) {
    return WallTime(std::chrono::nanoseconds(static_cast<std::int64_t>(envelope.wall_ns)));
}

struct TrailReader::Impl {
    struct FrameRef {
        std::uint64_t first_seq = 0;
        std::uint64_t offset = 0;
        std::uint32_t count = 0;
    };
    /// The frames of one segment, as far as they were walked over.
    struct FrameList {
        std::vector<FrameRef> frames;
        std::uint64_t end = 0;
    };
    /// A frame's bytes, and its leaves, which lie in them.
    struct LoadedFrame {
        std::uint64_t offset = 0;  ///< in its segment
        Bytes bytes;
        Frame frame;
    };
    struct Opened {
        FramedLeaf leaf;
        Envelope envelope;
        BytesView stored;
    };

    Impl(std::shared_ptr<FileStore> store, std::string path, KeyRing ring)
        : files(std::move(store)), dir(std::move(path)), keys(std::move(ring)) {}

    Result<void> walk(const SegmentName& segment, FrameList& list, std::uint64_t until_seq);
    Result<void> select_file(const SegmentName& segment);
    [[nodiscard]] const SegmentName& segment_of(std::uint64_t seq) const;
    /// Borrowed until the next but one is loaded.
    Result<const LoadedFrame*> load_frame_of(std::uint64_t seq);
    Result<const LoadedFrame*> load_known_frame_of(const SegmentName& segment, std::uint64_t seq);
    /// Room for one more; a buffer to read it into, whose bytes mean nothing.
    Bytes make_room_for_frame();
    void drop_frames() noexcept;
    Result<void> find_size();
    Result<EpochKeys*> epoch_keys(std::uint32_t epoch);
    Result<Opened> open_entry(std::uint64_t seq);
    Result<const Definition*> definition(std::uint64_t id, DefinitionKind kind,
                                         std::uint32_t epoch);
    Result<std::string> name_of(std::uint64_t id, DefinitionKind kind, std::uint32_t epoch);
    Result<void> resolve_names(const Envelope& envelope, std::uint32_t epoch, EntryView& view);
    Result<void> open_payload_of(const Opened& opened, EntryView& view);
    Result<EntryView> view_of(std::uint64_t seq);
    Result<bool> wanted(const Opened& opened, const ScanFilter& filter);
    Result<std::vector<std::uint64_t>> subjects_of(const Opened& opened);
    /// The entries of [from, to) that have a payload under a key for which `wanted` is true.
    Result<std::vector<EntryIndex>> find_under(EntryIndex from, EntryIndex to,
                                               const std::function<bool(PayloadKeyId)>& wanted);
    Result<bool> name_wanted(const std::vector<std::string>& names, std::uint64_t id,
                             DefinitionKind kind, std::uint32_t epoch);
    Result<bool> names_wanted(const Envelope& envelope, std::uint32_t epoch,
                              const SearchCriteria& criteria);
    Result<bool> matches(const Opened& opened, const SearchCriteria& criteria);

    std::shared_ptr<FileStore> files;
    std::string dir;
    KeyRing keys;
    std::vector<SegmentName> segments;
    std::uint64_t size = 0;
    std::map<std::uint64_t, FrameList> lists;  ///< by the segment's first seq
    std::string file_name;
    std::unique_ptr<StoredFile> file;
    std::uint64_t file_bytes = 0;
    std::uint64_t edits = 0;
    std::list<LoadedFrame> loaded;  ///< the one that was used last comes first
    std::unordered_map<std::uint64_t, Definition> definitions;
};

}  // namespace gdprd::audit
