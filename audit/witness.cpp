#include "audit/witness.hpp"

#include <algorithm>
#include <chrono>
#include <optional>

#include "config/base/files.hpp"
#include "config/limits.hpp"

namespace gdprd::audit {

namespace {

constexpr std::string_view kMagicLine = "gdprd witness state v1\n";
constexpr std::string_view kDigestWord = "sha256 ";
constexpr std::size_t kDigestLineBytes = 7 + 64 + 1;
constexpr std::uint64_t kStateBytesMax =
    config::limits::kWitnessLogs * (kAddCheckpointBytesMax + 1024);

Error damaged(const std::string& why) {
    return Error(ErrorCode::corrupt, "the witness's state is damaged: " + why,
                 "put back the newest copy of DIR/state; with an older one, or without one, make a "
                 "new witness: gdprctl witness init in another directory");
}

/// Magic line, the notes in the order of their origins, each with an empty line after it, and the
/// SHA-256 of all that.
std::string format_state(const WitnessedLogs& logs) {
    std::string out(kMagicLine);
    for (const auto& [origin, log] : logs) out += log.note + "\n";
    const Hash digest = crypto::sha256(as_bytes(out));
    out += std::string(kDigestWord) + hex_encode(digest) + "\n";
    return out;
}

/// The next note with its last LF; the empty line after it is cut off too.
Result<std::string_view> take_note(std::string_view& rest) {
    const auto text = rest.find("\n\n");
    const auto end = text == rest.npos ? text : rest.find("\n\n", text + 2);
    if (end == rest.npos) return damaged("its last checkpoint is cut off");
    const std::string_view note = rest.substr(0, end + 1);
    rest.remove_prefix(end + 2);
    return note;
}

Result<WitnessedLog> read_log(std::string_view text, const VerifierKey& witness) {
    const auto note = parse_note(text);
    if (!note) return damaged(note.error().message());
    const auto checkpoint = parse_checkpoint_head(note->text);
    if (!checkpoint) return damaged(checkpoint.error().message());
    const auto found = find_cosignature(*note, witness);
    const std::optional<CosignatureTime> time = found ? *found : std::nullopt;
    if (!time) return damaged("a checkpoint in it is not cosigned by this witness");
    return WitnessedLog{*checkpoint, *time, std::string(text)};
}

Result<WitnessedLogs> parse_state(std::string_view text, const VerifierKey& witness) {
    if (!text.starts_with(kMagicLine) || text.size() < kMagicLine.size() + kDigestLineBytes) {
        return damaged("it does not begin as one");
    }
    std::string_view body = text.substr(0, text.size() - kDigestLineBytes);
    const std::string digest =
        std::string(kDigestWord) + hex_encode(crypto::sha256(as_bytes(body))) + "\n";
    if (text.substr(body.size()) != digest) return damaged("its digest does not fit");
    body.remove_prefix(kMagicLine.size());
    WitnessedLogs logs;
    while (!body.empty()) {
        GDPRD_TRY_ASSIGN(const std::string_view note, take_note(body));
        GDPRD_TRY_ASSIGN(WitnessedLog log, read_log(note, witness));
        std::string origin = log.checkpoint.origin;
        if (!logs.emplace(std::move(origin), std::move(log)).second) {
            return damaged("it has two checkpoints of one origin");
        }
    }
    return logs;
}

/// The note with those signatures of the log that were checked.
SignedNote note_to_keep(const AddCheckpoint& request, const std::vector<VerifierKey>& keys) {
    SignedNote kept{request.note.text, {}};
    for (const auto& line : request.note.signatures) {
        const bool trusted = std::any_of(keys.begin(), keys.end(), [&](const VerifierKey& key) {
            return line.name == key.name && line.id == key.id;
        });
        if (trusted) kept.signatures.push_back(line);
    }
    return kept;
}

}  // namespace

Result<WitnessedLogs> load_witnessed_logs(OffLoop /*off*/, FileStore& files, const std::string& dir,
                                          const VerifierKey& witness) {
    GDPRD_TRY_ASSIGN(const Bytes bytes, read_file(files, dir + "/state", kStateBytesMax));
    return parse_state(as_text(bytes), witness);
}

/// `state` is written last: a crash before leaves a key that open() refuses, and create() too, so
/// that no key is ever used without its memory.
Result<std::string> Witness::create(OffLoop /*off*/, const std::string& dir,
                                    const std::string& name) {
    GDPRD_TRY(make_directories(dir));
    const auto made = create_note_key(dir + "/key", name, SignatureType::cosignature_v1);
    if (!made && made.error().code() == ErrorCode::conflict) {
        return Error(ErrorCode::conflict, "there is a witness in this directory already",
                     "gdprctl witness status --dir DIR shows it");
    }
    GDPRD_TRY(made);
    GDPRD_TRY(create_file_atomically(dir + "/vkey", as_bytes(made->vkey() + "\n"), 0644));
    GDPRD_TRY(create_file_atomically(dir + "/state", as_bytes(format_state({}))));
    return made->vkey();
}

Result<std::unique_ptr<Witness>> Witness::open(OffLoop off, const std::string& dir,
                                               const std::vector<VerifierKey>& logs,
                                               const Clock& clock,
                                               std::shared_ptr<FileStore> files) {
    if (!files) files = real_files();
    auto lock = FileLock::acquire_directory(dir);
    if (!lock && lock.error().code() == ErrorCode::not_found) {
        return Error(ErrorCode::not_found, "there is no witness in this directory",
                     "gdprctl witness init --dir DIR --name NAME");
    }
    GDPRD_TRY(lock);
    GDPRD_TRY_ASSIGN(SigningKey key, load_note_key(dir + "/key", SignatureType::cosignature_v1));
    std::unique_ptr<Witness> out(
        new Witness(std::move(*lock), std::move(key), clock, std::move(files), dir));
    for (const VerifierKey& log : logs) out->trusted_[log.name].push_back(log);
    if (out->trusted_.size() > config::limits::kWitnessLogs) {
        return Error(ErrorCode::limit_exceeded, "too many logs for one witness");
    }
    auto latest = load_witnessed_logs(off, *out->files_, dir, out->key_.verifier());
    if (!latest && latest.error().code() == ErrorCode::not_found) {
        return damaged("the file is missing");
    }
    GDPRD_TRY(latest);
    out->state_.lock()->latest = std::move(*latest);
    return out;
}

Result<Witness::Answer> Witness::add_checkpoint(OffLoop /*off*/, std::string_view body) {
    Answer answer;
    const auto request = parse_add_checkpoint(body);
    if (!request) return answer;
    answer.size = request->checkpoint.size;
    const auto trusted = trusted_.find(request->checkpoint.origin);
    if (trusted == trusted_.end()) {
        answer.verdict = WitnessVerdict::unknown_origin;
        return answer;
    }
    answer.origin = trusted->first;
    // Held from the comparison to the end of the sync: no two requests are judged by one size.
    auto state = state_.lock();
    TreeHead latest{0, empty_root()};
    if (const auto known = state->latest.find(answer.origin); known != state->latest.end()) {
        latest = {known->second.checkpoint.size, known->second.checkpoint.root};
    }
    answer.latest_size = latest.size;
    answer.verdict = judge_checkpoint(*request, trusted->second, latest);
    if (answer.verdict == WitnessVerdict::other_root ||
        answer.verdict == WitnessVerdict::bad_proof) {
        answer.evidence_kept = keep_evidence(*request, trusted->second).has_value();
    }
    if (answer.verdict != WitnessVerdict::cosign) return answer;
    GDPRD_TRY(cosign_and_store(*state, *request, trusted->second, answer));
    return answer;
}

Result<void> Witness::keep_evidence(const AddCheckpoint& request,
                                    const std::vector<VerifierKey>& keys) {
    const std::string note = format_note(note_to_keep(request, keys));
    const std::string name = hex_encode(crypto::sha256(as_bytes(note)));
    const std::string evidence = dir_ + "/evidence";
    GDPRD_TRY(files_->make_directory(evidence));
    GDPRD_TRY_ASSIGN(const auto there, files_->list(evidence));
    if (std::find(there.begin(), there.end(), name) != there.end()) return {};
    if (there.size() >= config::limits::kWitnessEvidence) {
        return Error(ErrorCode::limit_exceeded, "there is enough evidence");
    }
    return write_file_atomic(*files_, evidence + "/" + name, as_bytes(note));
}

Result<void> Witness::cosign_and_store(State& state, const AddCheckpoint& request,
                                       const std::vector<VerifierKey>& keys, Answer& answer) {
    if (state.failed) {
        return Error(ErrorCode::unavailable, "the witness could not store a checkpoint",
                     "look at its disk, then start it again");
    }
    const auto seconds =
        std::chrono::duration_cast<std::chrono::seconds>(clock_.now().time_since_epoch()).count();
    const auto known = state.latest.find(answer.origin);
    if (seconds < 0 || (known != state.latest.end() &&
                        static_cast<CosignatureTime>(seconds) < known->second.time)) {
        return Error(ErrorCode::unavailable, "the clock is behind the last cosignature",
                     "set the witness's clock");
    }
    const auto time = static_cast<CosignatureTime>(seconds);
    const auto line = cosign(key_.name, key_.seed, request.note.text, time);
    WitnessedLogs next = state.latest;
    SignedNote note = note_to_keep(request, keys);
    note.signatures.push_back(line);
    next[answer.origin] = {request.checkpoint, time, format_note(note)};
    // A crash before the rename leaves the old state: the cosignature was not told to anybody. One
    // after it leaves the new state: the log asks again and is told the new size.
    const auto stored = write_file_atomic(*files_, dir_ + "/state", as_bytes(format_state(next)));
    if (!stored) {
        state.failed = true;
        return Error(ErrorCode::unavailable,
                     "the witness cannot store a checkpoint: " + stored.error().message(),
                     "look at its disk, then start it again");
    }
    state.latest = std::move(next);
    answer.latest_size = request.checkpoint.size;
    answer.cosignature = format_signature_line(line);
    return {};
}

}  // namespace gdprd::audit
