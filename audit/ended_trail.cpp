#include "audit/ended_trail.hpp"

#include <optional>

#include "audit/checkpoint_files.hpp"
#include "audit/cosigned_notes.hpp"
#include "audit/file_store.hpp"

namespace gdprd::audit {

namespace {

constexpr std::uint64_t kNoteBytesMax = 64ULL * 1024;
constexpr std::uint64_t kVkeyBytesMax = 1024;

/// The largest note that verifies of those it is shown; of two the one with more signatures.
class LargestNote {
  public:
    explicit LargestNote(const SigningChain& keys) : keys_(keys) {}

    void look(const std::string& text) {
        const auto verified = verify_checkpoint(text, keys_);
        if (!verified) return;  // the verifier has told it
        const bool more = !found_ || verified->size > head_.size ||
                          (verified->size == head_.size && text.size() > text_.size());
        if (!more) return;
        found_ = true;
        head_ = *verified;
        text_ = text;
    }
    [[nodiscard]] bool found() const noexcept { return found_; }
    [[nodiscard]] const Checkpoint& head() const noexcept { return head_; }
    [[nodiscard]] const std::string& text() const noexcept { return text_; }

  private:
    const SigningChain& keys_;
    bool found_ = false;
    Checkpoint head_;
    std::string text_;
};

/// The end of the list of all checkpoints, as far as it can be read.
void look_at_list(FileStore& files, const std::string& dir, LargestNote& largest,
                  const SigningChain& keys) {
    const auto file = files.open(dir + "/checkpoints", FileAccess::read);
    if (!file) return;
    const auto size = (*file)->size();
    if (!size) return;
    CheckpointLogReader reader(**file, keys.origin(), *size);
    if (!reader.seek_record(*size > kNoteBytesMax ? *size - kNoteBytesMax : 0)) return;
    for (;;) {
        auto read = reader.next();
        if (!read) return;
        const std::optional<StoredNote> note = std::move(*read);
        if (!note) return;
        largest.look(note->text);
    }
}

bool is_derived(const Fault& fault) {
    return fault.file.starts_with("tree/");
}

}  // namespace

Result<VerifierKey> load_vkey(OffLoop /*off*/, const std::string& dir) {
    const auto files = real_files();
    GDPRD_TRY_ASSIGN(const Bytes bytes, read_file(*files, dir + "/vkey", kVkeyBytesMax));
    std::string_view text = as_text(bytes);
    if (text.ends_with('\n')) text.remove_suffix(1);
    auto key = parse_vkey(text);
    if (!key) return key.error().in(dir + "/vkey");
    return key;
}

Result<SigningChain> load_signing_keys(OffLoop off, const std::string& dir) {
    GDPRD_TRY_ASSIGN(const VerifierKey first, load_vkey(off, dir));
    return load_chain(*real_files(), dir, first);
}

Result<EndedTrail> examine_ended_trail(OffLoop off, const std::string& dir,
                                       const std::string& last_signed_path,
                                       const Secret& root_key) {
    const auto files = real_files();
    GDPRD_TRY_ASSIGN(const VerifierKey key, load_vkey(off, dir));
    EndedTrail out;
    out.origin = key.name;
    out.vkey = format_vkey(key.name, key.key);

    VerifyOptions options;
    options.dir = dir;
    options.vkey = out.vkey;
    options.last_signed_path = last_signed_path;
    options.root_key = &root_key;
    // Where the file of the successions is damaged, the verifier tells; what is good of it counts.
    const auto successions = load_successions(*files, dir);
    const SigningChain keys = read_chain(key, successions ? *successions : std::string()).chain;
    LargestNote largest(keys);
    GDPRD_TRY_ASSIGN(const auto notes, load_cosigned_notes(off, *files, dir));
    for (const CosignedNote& note : notes) {
        largest.look(note.text);
        if (note.file == "checkpoint") continue;  // the verifier reads it itself
        options.known_checkpoints.push_back(note.text);
        options.known_names.push_back(note.file);
    }
    const std::string record = last_signed_path.empty() ? dir + "/last-signed" : last_signed_path;
    if (const auto bytes = read_file(*files, record, kNoteBytesMax))
        largest.look(std::string(as_text(*bytes)));
    look_at_list(*files, dir, largest, keys);

    GDPRD_TRY_ASSIGN(out.report, verify_trail(off, options));
    if (!out.report.data_key_fits)
        return Error(
            ErrorCode::crypto, "the root key does not open the trail in " + dir,
            "set keys.root to the key that it was made with, or that it was restored with");
    if (!largest.found())
        return Error(
            ErrorCode::corrupt,
            "no checkpoint of the trail in " + dir + " verifies: there is no head to quote",
            "put back checkpoint, checkpoints or last-signed from a copy");
    out.note = largest.text();
    out.head = largest.head();
    for (const Fault& fault : out.report.faults)
        if (!is_derived(fault)) out.evidence.push_back(fault);
    return out;
}

}  // namespace gdprd::audit
