#include "audit/cosigned_notes.hpp"

#include <optional>

namespace gdprd::audit {

namespace {

constexpr std::uint64_t kNoteBytesMax = 64ULL * 1024;
constexpr std::size_t kNotesMax = 1024;

}  // namespace

Result<std::vector<CosignedNote>> load_cosigned_notes(OffLoop /*off*/, FileStore& files,
                                                      const std::string& dir) {
    std::vector<std::string> names{"checkpoint"};
    std::string trail = dir;
    if (!files.open(trail + "/checkpoint", FileAccess::read)) trail += "/trail";
    if (const auto cosigned = files.list(trail + "/cosigned")) {
        for (const std::string& name : *cosigned) {
            if (!name.ends_with(".new")) names.push_back(std::string("cosigned/").append(name));
        }
    }
    if (names.size() > kNotesMax) {
        return Error(ErrorCode::limit_exceeded, "there are too many files in cosigned/");
    }
    std::vector<CosignedNote> out;
    for (const std::string& name : names) {
        std::string path = trail;
        path.append("/").append(name);
        const auto bytes = read_file(files, path, kNoteBytesMax);
        if (!bytes && bytes.error().code() == ErrorCode::not_found) continue;
        GDPRD_TRY(bytes);
        out.push_back({name, std::string(as_text(*bytes))});
    }
    return out;
}

Result<WitnessedHead> find_witnessed_head(const std::vector<CosignedNote>& notes,
                                          const SigningChain& log, const VerifierKey& witness) {
    std::optional<WitnessedHead> newest;
    for (const CosignedNote& note : notes) {
        const auto parsed = parse_note(note.text);
        if (!parsed) return parsed.error().in(note.file);
        const auto found = find_cosignature(*parsed, witness);
        if (!found) return found.error().in(note.file);
        const std::optional<CosignatureTime> time = *found;
        if (!time) continue;
        const auto checkpoint = verify_checkpoint(note.text, log);
        if (!checkpoint) return checkpoint.error().in(note.file);
        if (newest && newest->checkpoint.size >= checkpoint->size) continue;
        newest = WitnessedHead{*checkpoint, *time, note.file};
    }
    if (newest) return *newest;
    return Error(ErrorCode::not_found,
                 "no checkpoint here has a cosignature of the witness " + witness.name);
}

}  // namespace gdprd::audit
