#include "audit/exported_notes.hpp"

#include <algorithm>
#include <map>
#include <string_view>

#include "audit/checkpoint.hpp"

namespace gdprd::audit {

namespace {

/// The newest checkpoint is exported by itself.
bool is_newest(const CosignedNote& note) {
    return note.file == "checkpoint";
}

Result<std::uint64_t> size_of(const StampedNote& stamped) {
    GDPRD_TRY_ASSIGN(const auto note, parse_note(stamped.note));
    GDPRD_TRY_ASSIGN(const Checkpoint head, parse_checkpoint(note.text));
    return head.size;
}

}  // namespace

Result<ExportedNotes> load_exported_notes(OffLoop off, FileStore& files, const std::string& dir) {
    ExportedNotes out;
    GDPRD_TRY_ASSIGN(out.cosigned, load_cosigned_notes(off, files, dir));
    std::erase_if(out.cosigned, is_newest);
    GDPRD_TRY_ASSIGN(out.stamped, load_stamped_notes(off, files, dir));
    return out;
}

Result<void> store_exported_notes(OffLoop off, FileStore& files, const std::string& to,
                                  const ExportedNotes& notes) {
    if (!notes.cosigned.empty()) GDPRD_TRY(files.make_directory(to + "/cosigned"));
    GDPRD_TRY_ASSIGN(const auto before, load_exported_notes(off, files, to));
    for (const CosignedNote& note : notes.cosigned) {
        const auto same = [&](const CosignedNote& old) {
            return old.file == note.file && old.text == note.text;
        };
        if (std::any_of(before.cosigned.begin(), before.cosigned.end(), same)) continue;
        GDPRD_TRY(write_file_atomic(files, to + "/" + note.file, as_bytes(note.text)));
    }
    std::map<std::string_view, const StampedNote*> old;
    for (const StampedNote& stamped : before.stamped) old.emplace(stamped.file, &stamped);
    for (const StampedNote& stamped : notes.stamped) {
        const auto found = old.find(stamped.file);
        if (found != old.end() && found->second->note == stamped.note &&
            found->second->token == stamped.token)
            continue;
        const auto size = size_of(stamped);
        if (!size) return size.error().in(stamped.file);
        GDPRD_TRY(store_stamped_note(off, files, to, *size, stamped.note, stamped.token));
    }
    return {};
}

}  // namespace gdprd::audit
