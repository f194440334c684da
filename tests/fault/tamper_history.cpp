// Files and directories that are set back to what they were, and what an attacker can do who has
// the epoch keys, or another signing key.

#include <algorithm>

#include "audit/checkpoint.hpp"
#include "audit/payload.hpp"
#include "audit/signing_chain.hpp"
#include "audit/tree.hpp"
#include "config/base/assert.hpp"
#include "config/base/crypto.hpp"
#include "tests/fault/tamper_deeds.hpp"

namespace gdprd::tamper {

using namespace audit;

namespace {

Verdict restore_file(const SampleTrail& trail, test::MemoryFiles& files, Dice& dice) {
    const std::size_t which = dice.below(trail.snapshots.size());
    test::MemoryFiles& old = *trail.snapshots[which];
    std::vector<std::string> changed;
    for (const std::string& name : trail.names())
        if (old.has(trail_dir() + "/" + name) &&
            old.bytes(trail_dir() + "/" + name) != trail.bytes(name))
            changed.push_back(name);
    const std::string& name = dice.of(changed);
    bytes_of(files, name) = old.bytes(trail_dir() + "/" + name);
    if (name == "checkpoints") return found_at(name, 0, trail.size);
    if (name == "successions") return found_at("checkpoint", 0, 0);
    if (name == "keys/signing") return found_at(name, 0, 0);
    if (name == "keys/journal") return as(Verdict::Kind::harmless);
    if (name == "keys/ratchet") {  // nothing opens any more
        Verdict out = found_at("keys/signing", 0, 0);
        out.with_key = true;
        return out;
    }
    if (name == "keys/epochs" && trail.changed_after(trail.snapshot_sizes[which]) != 0) {
        Verdict out = found_at(trail.frames.front().file, trail.frames.front().offset, 0);
        out.with_key = true;
        return out;
    }
    if (name == "keys/epochs") {
        std::uint32_t known = 0;
        for (const FrameAt& frame : frames_in(old)) known = frame.header.epoch;
        for (const FrameAt& frame : trail.frames) {
            if (frame.header.epoch <= known) continue;
            Verdict out = found_at(frame.file, frame.offset, frame.header.first_seq);
            out.with_key = true;
            return out;
        }
    }
    if (name.ends_with(".seg")) {
        std::uint64_t end = 0;
        std::uint64_t seq = std::stoull(name.substr(9, 20));
        for (const FrameAt& frame : frames_in(old))
            if (frame.file == name) end = frame.end(), seq = frame.end_seq();
        for (const FrameAt& frame : trail.frames)
            if (frame.file == name && frame.end_seq() > seq) return found_at(name, end, seq);
    }
    // Tree files are derived, and a spare of another size is a spare. The list of all checkpoints
    // says what `checkpoint` and `last-signed` do not. Payloads that were destroyed and are back:
    // their redact entry is there, pending.
    return as(Verdict::Kind::harmless);
}

void restore_all(test::MemoryFiles& old, test::MemoryFiles& files) {
    for (const std::string& path : files.names(trail_dir() + "/"))
        if (!old.has(path)) (void)files.remove(path);
    for (const std::string& path : old.names(trail_dir() + "/")) {
        (void)files.open(path, FileAccess::create);
        files.bytes(path) = old.bytes(path);
    }
}

/// Nothing in the directory can tell; a checkpoint that somebody kept does.
Verdict restore_directory(const SampleTrail& trail, test::MemoryFiles& files, Dice& dice) {
    const std::size_t which = dice.below(trail.snapshots.size());
    restore_all(*trail.snapshots[which], files);
    if (dice.one_in(4)) return as(Verdict::Kind::harmless);
    const FrameAt last = frames_in(*trail.snapshots[which]).back();
    Verdict out = found_at(last.file, last.end(), trail.snapshot_sizes[which]);
    // Its key is none that the old directory leads to.
    if (trail.changed_after(trail.snapshot_sizes[which]) != 0)
        out = found_at("known checkpoint 1", 0, 0);
    out.known = {trail.last_note};
    return out;
}

/// Who has a key that was replaced can sign the newest tree, or any other.
Verdict stolen_retired_key(const SampleTrail& trail, test::MemoryFiles& files, Dice& dice) {
    if (trail.retired.empty()) return as(Verdict::Kind::none);
    const auto note = parse_note(trail.last_note);
    auto head = parse_checkpoint(note->text);
    if (dice.one_in(2)) head->root[dice.below(32)] ^= 1;
    const std::string stolen = sign_checkpoint(*head, dice.of(trail.retired));
    if (dice.one_in(3)) {
        Verdict out = found_at("known checkpoint 1", 0, 0);
        out.known = {stolen};
        return out;
    }
    const std::string name = dice.one_in(2) ? "checkpoint" : "last-signed";
    const BytesView view = as_bytes(stolen);
    bytes_of(files, name).assign(view.begin(), view.end());
    return found_at(name, 0, 0);
}

/// Records of the file successions that are missing, moved, repeated, cut off, or forged by who has
/// the key that was replaced.
Verdict alter_successions(const SampleTrail& trail, test::MemoryFiles& files, Dice& dice) {
    if (trail.retired.empty()) return as(Verdict::Kind::none);
    const std::string all(as_text(trail.bytes("successions")));
    std::vector<std::string> records;
    for (std::size_t i = 0; i < trail.succession_offsets.size(); ++i) {
        const std::size_t at = trail.succession_offsets[i];
        const bool last = i + 1 == trail.succession_offsets.size();
        records.push_back(
            all.substr(at, last ? std::string::npos : trail.succession_offsets[i + 1] - at));
    }
    const std::size_t which = dice.below(records.size());
    const bool newest = which + 1 == records.size();
    Verdict out = found_at("checkpoint", 0, 0);
    switch (dice.below(4)) {
        case 0:
            records.erase(records.begin() + static_cast<std::ptrdiff_t>(which));
            break;
        case 1:
            records.insert(records.begin() + static_cast<std::ptrdiff_t>(which), records[which]);
            if (newest) out = found_at("successions", all.size(), trail.successions.back());
            break;
        case 2:
            records.back().resize(dice.below(records.back().size()));
            break;
        default: {
            std::string& record = records[which];
            auto forged = verify_succession(std::string_view(record).substr(0, record.size() - 1));
            forged->next.key = crypto::ed25519_public(Secret{BytesView(Bytes(32, 0x66))});
            forged->next.id = key_id(forged->next.name, forged->next.key);
            record = sign_succession(*forged, trail.retired[which]) + "\n";
        }
    }
    std::string text;
    for (const std::string& record : records) text += record;
    const BytesView view = as_bytes(text);
    bytes_of(files, "successions").assign(view.begin(), view.end());
    return out;
}

/// Who has the root key, or all epoch keys, can make frames.
class Forger {
  public:
    Forger(const SampleTrail& trail, test::MemoryFiles& files)
        : trail_(trail), files_(files), keys_(open(trail)) {}

    /// Another row count in an entry's envelope, sealed as it must be.
    void alter(const FrameAt& frame, std::size_t i) {
        const FramedLeaf& leaf = frame.leaves[i];
        Bytes& all = bytes_of(files_, frame.file);
        const auto bytes = std::span(all).subspan(frame.offset + leaf.offset, leaf.bytes.size());
        const std::size_t clear = leaf.header.encoded_bytes();
        auto& env = keys(frame).env;
        const auto plain =
            env.open(seq_nonce(leaf.header.seq), bytes.first(clear), bytes.subspan(clear));
        GDPRD_ASSERT(plain.has_value());
        auto envelope = parse_envelope(*plain);
        GDPRD_ASSERT(envelope.has_value());
        envelope->row_count += 1;
        Bytes fresh(kEnvelopeBytes);
        encode_envelope(*envelope, fresh);
        env.seal(seq_nonce(leaf.header.seq), bytes.first(clear), fresh, bytes.subspan(clear));
    }
    /// Root, MAC and CRC of the frames [first, end), so that they fit what is in them.
    void rebuild(std::size_t first, std::size_t end, bool tree) {
        TreeEdge edge;
        TileHashes complete;
        for (std::size_t i = 0; i < trail_.frames.size(); ++i) {
            const FrameAt& frame = trail_.frames[i];
            const auto bytes = std::span(bytes_of(files_, frame.file))
                                   .subspan(frame.offset, frame.header.frame_bytes());
            std::vector<Hash> hashes;
            for (const FramedLeaf& leaf : frame.leaves) {
                hashes.push_back(leaf_hash(bytes.subspan(leaf.offset, leaf.bytes.size())));
                edge.append(hashes.back(), &complete);
            }
            if (i < first || i >= end) continue;
            FrameHeader header = frame.header;
            header.root_after = edge.root();
            encode_frame_header(header, bytes);
            Bytes scratch;
            header.mac = frame_mac(keys(frame).mac, bytes, hashes, scratch);
            encode_frame_header(header, bytes);
            mend_crc(bytes_of(files_, frame.file), frame.offset);
        }
        if (!tree) return;
        for (unsigned level = 0; level < kTileLevels; ++level) {
            const std::string name = "tree/" + std::to_string(level);
            if (!files_.has(trail_dir() + "/" + name)) continue;
            Bytes fresh;
            for (const Hash& hash : complete[level]) put_bytes(fresh, hash);
            bytes_of(files_, name) = fresh;
        }
    }

  private:
    static KeyRing open(const SampleTrail& trail) {
        auto keys = KeyRing::open(trail.files, trail_dir(), trail.root_key, {});
        GDPRD_ASSERT(keys.has_value());
        return std::move(*keys);
    }
    EpochKeys& keys(const FrameAt& frame) {
        const auto keys = keys_.epoch(frame.header.epoch);
        GDPRD_ASSERT(keys.has_value());
        return **keys;
    }

    const SampleTrail& trail_;
    test::MemoryFiles& files_;
    KeyRing keys_;
};

struct Forgery {
    std::size_t frame = 0;
    std::size_t leaf = 0;
    std::uint64_t seq = 0;
};

Forgery forge(const SampleTrail& trail, Forger& forger, Dice& dice) {
    Forgery out;
    out.frame = dice.below(trail.frames.size());
    const FrameAt& frame = trail.frames[out.frame];
    out.leaf = dice.below(frame.leaves.size());
    out.seq = frame.header.first_seq + out.leaf;
    forger.alter(frame, out.leaf);
    return out;
}

/// The entry is named: by the tree files, which the attacker forgot.
Verdict stolen_epoch_key(const SampleTrail& trail, test::MemoryFiles& files, Dice& dice) {
    Forger forger(trail, files);
    const Forgery forged = forge(trail, forger, dice);
    const bool all = dice.one_in(2);
    forger.rebuild(forged.frame, all ? trail.frames.size() : forged.frame + 1, false);
    return found_in_tree(forged.seq);
}

/// Everything but the signatures is made to fit: the first checkpoint behind the entry tells.
Verdict stolen_epoch_key_and_tree(const SampleTrail& trail, test::MemoryFiles& files, Dice& dice) {
    Forger forger(trail, files);
    const Forgery forged = forge(trail, forger, dice);
    forger.rebuild(forged.frame, trail.frames.size(), true);
    std::size_t note = 0;
    while (trail.checkpoints[note] <= forged.seq) ++note;
    return found_at("checkpoints", trail.note_offsets[note],
                    note == 0 ? 0 : trail.checkpoints[note - 1]);
}

/// And all that is signed is signed again, by another key of the same name.
Verdict signed_by_another(const SampleTrail& trail, test::MemoryFiles& files, Dice& dice) {
    Forger forger(trail, files);
    forge(trail, forger, dice);
    forger.rebuild(0, trail.frames.size(), true);
    const Secret seed{BytesView(Bytes(32, 0x66))};
    TreeEdge edge;
    std::string all;
    std::string last;
    std::size_t note = 0;
    for (const FrameAt& frame : trail.frames) {
        const BytesView bytes = BytesView(bytes_of(files, frame.file)).subspan(frame.offset);
        for (const FramedLeaf& leaf : frame.leaves) {
            edge.append(leaf_hash(bytes.subspan(leaf.offset, leaf.bytes.size())), nullptr);
            if (note == trail.checkpoints.size() || trail.checkpoints[note] != edge.size())
                continue;
            last = sign_checkpoint({"example.org/tamper", edge.size(), edge.root()}, seed);
            all += last + "\n";
            ++note;
        }
    }
    const auto put = [&](const std::string& name, const std::string& text) {
        const BytesView view = as_bytes(text);
        bytes_of(files, name).assign(view.begin(), view.end());
    };
    put("checkpoint", last);
    put("checkpoints", all);
    put("last-signed", last);
    if (dice.one_in(2))
        put("vkey", format_vkey("example.org/tamper", crypto::ed25519_public(seed)) + "\n");
    return found_at("checkpoint", 0, 0);
}

Verdict exchange_mac(const SampleTrail& trail, test::MemoryFiles& files, Dice& dice) {
    const FrameAt& frame = dice.of(trail.frames);
    bytes_of(files, frame.file)[frame.offset + 72 + dice.below(32)] ^= 1;
    mend_crc(bytes_of(files, frame.file), frame.offset);
    Verdict out = found_at(frame.file, frame.offset, frame.header.first_seq);
    out.with_key = true;
    return out;
}

}  // namespace

void add_history_deeds(std::vector<Deed>& deeds) {
    deeds.push_back({"restore-file", 5, restore_file});
    deeds.push_back({"restore-directory", 3, restore_directory});
    deeds.push_back({"stolen-epoch-key", 4, stolen_epoch_key});
    deeds.push_back({"stolen-epoch-key-and-tree", 4, stolen_epoch_key_and_tree});
    deeds.push_back({"stolen-retired-key", 3, stolen_retired_key});
    deeds.push_back({"alter-successions", 3, alter_successions});
    deeds.push_back({"signed-by-another-key", 2, signed_by_another});
    deeds.push_back({"exchange-mac", 2, exchange_mac});
}

}  // namespace gdprd::tamper
