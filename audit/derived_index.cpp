#include "audit/derived_index.hpp"

#include <algorithm>
#include <vector>

#include "audit/entry.hpp"
#include "audit/index/part.hpp"
#include "audit/index/search_index.hpp"
#include "audit/reader.hpp"

namespace gdprd::audit {

namespace {

constexpr std::string_view kIndex = "index/";

/// Every block opens, and the last entry is the trail's.
Result<void> check_part(OffLoop off, const std::shared_ptr<FileStore>& files,
                        const std::string& dir, const PartName& name, TrailReader& reader) {
    const std::string file = part_name(name.first, name.end);
    GDPRD_TRY_ASSIGN(const PartHeader header, Part::load_header(*files, dir + "/" + file));
    if (header.first != name.first || header.end() != name.end || name.end > reader.size())
        return Error(ErrorCode::stale, "it belongs to other entries");
    GDPRD_TRY_ASSIGN(const auto epochs, reader.epochs(off));
    const auto epoch = std::find_if(epochs.begin(), epochs.end(), [&](const EpochSpan& one) {
        return one.epoch == header.epoch;
    });
    if (epoch == epochs.end())
        return Error(ErrorCode::stale, "it belongs to no epoch of the trail");
    // Nobody can read it any more, as it is to be: no part of the index, and no damage.
    if (epoch->destroyed) return {};
    GDPRD_TRY_ASSIGN(const Secret key, reader.index_key(off, header.epoch));
    GDPRD_TRY_ASSIGN(const auto part, Part::open(files, dir, file, key));
    GDPRD_TRY_ASSIGN(const auto session, PartSession::open(part));
    Bytes plain(kPartPlainBytes);
    const std::uint64_t blocks = part->file_bytes() / kPartBlockBytes;
    for (std::uint64_t block = 0; block + 1 < blocks; ++block)
        GDPRD_TRY(session->read(block * kPartPlainBytes, plain));
    GDPRD_TRY_ASSIGN(const auto last, reader.read_stored(off, EntryIndex(part->end() - 1)));
    if (leaf_hash(last.leaf) != part->tables().trailer.last_leaf)
        return Error(ErrorCode::stale, "it belongs to other entries");
    return {};
}

Result<void> rebuild(OffLoop off, std::shared_ptr<FileStore> files, const std::string& dir,
                     const Secret& root_key) {
    GDPRD_TRY_ASSIGN(auto reader, TrailReader::open(off, dir, root_key));
    const std::uint64_t size = reader->size();
    IndexOptions options;
    options.enabled = true;
    GDPRD_TRY_ASSIGN(const auto index, SearchIndex::open({std::move(files), dir}, std::move(reader),
                                                         options, [size] { return size; }));
    return index->catch_up();
}

}  // namespace

Result<void> check_derived_index(OffLoop off, std::shared_ptr<FileStore> files,
                                 const std::string& dir, const Secret& root_key, DerivedMode mode,
                                 DerivedReport& report) {
    GDPRD_TRY_ASSIGN(const auto reader, TrailReader::open(off, dir, root_key));
    const auto names = files->list(dir + "/index");
    bool broken = !names;
    if (!names)
        report.findings.push_back({"index", DerivedFinding::Kind::behind, "it is not there",
                                   mode == DerivedMode::repair});
    for (const std::string& file : names ? *names : std::vector<std::string>{}) {
        const auto name = parse_part_name(file);
        if (!name) continue;
        const auto checked = check_part(off, files, dir, *name, *reader);
        ++report.index_files;
        if (checked) continue;
        DerivedFinding finding{std::string(kIndex) + file, DerivedFinding::Kind::fault,
                               checked.error().message(), false};
        broken = true;
        if (mode == DerivedMode::repair) {
            GDPRD_TRY(files->remove(dir + "/" + finding.file));
            finding.repaired = true;
        }
        report.findings.push_back(std::move(finding));
    }
    if (mode == DerivedMode::look || !broken) return {};
    return rebuild(off, std::move(files), dir, root_key);
}

}  // namespace gdprd::audit
