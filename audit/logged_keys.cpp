#include "audit/logged_keys.hpp"

#include "audit/frame.hpp"
#include "audit/segments.hpp"
#include "audit/subject_tree.hpp"
#include "config/base/cbor.hpp"

namespace gdprd::audit {

namespace {

void note_epoch(const cbor::Value& value, const FrameHeader& frame, const ClearHeader& leaf,
                LoggedKeys& out) {
    const auto commit = value["commit"].as_hash();
    const auto id = value["epoch"].as_u64();
    if (!commit || !id || *id != frame.epoch) return;
    EpochRecord record;
    record.epoch = frame.epoch;
    record.first_seq = leaf.seq;
    record.incarnation = frame.incarnation;
    record.commitment = *commit;
    out.epochs.emplace(record.epoch, record);
}

void note_subjects(BytesView payload, const ClearHeader& leaf, LoggedKeys& out) {
    const auto committed = committed_subjects(payload);
    if (!committed) return;
    std::uint64_t number = committed->first;
    for (const Hash& commitment : committed->commitments)
        out.subjects.emplace(number++, LoggedKeys::Subject{commitment, leaf.seq});
}

void note_destroyed(const cbor::Value& value, LoggedKeys& out) {
    if (const auto epochs = value["epochs"].as_array()) {
        for (const cbor::Value& one : **epochs) {
            if (const auto id = one.as_u64()) out.destroyed_epochs.insert(*id);
        }
    }
    const auto numbers = value["numbers"].as_array();
    if (!numbers) return;
    for (const cbor::Value& one : **numbers) {
        if (const auto number = one.as_u64()) out.destroyed.push_back(*number);
    }
}

void note_payload(BytesView payload, const FrameHeader& frame, const ClearHeader& leaf,
                  LoggedKeys& out) {
    // A map of two or three members; everything that is sealed begins otherwise, or does not
    // decode.
    if (payload.empty() || (payload[0] != 0xA2 && payload[0] != 0xA3)) return;
    if (payload_commitment(payload) != leaf.payload_commitment) return;
    const auto value = cbor::decode(payload);
    const auto kind = value ? (*value)["kind"].as_string() : Result<std::string>(value.error());
    if (!kind) return;
    if (*kind == "epoch") note_epoch(*value, frame, leaf, out);
    if (*kind == "subjects") note_subjects(payload, leaf, out);
    if (*kind == "destroyed") note_destroyed(*value, out);
}

/// Entries from `end` on are not looked at.
Result<void> read_segment(StoredFile& file, std::uint64_t end, LoggedKeys& out) {
    GDPRD_TRY_ASSIGN(const std::uint64_t size, file.size());
    FrameScan scan(file, size);
    for (;;) {
        GDPRD_TRY_ASSIGN(const auto step, scan.load());
        // Damage is for recovery to judge; it does not let the trail open.
        if (step != FrameScan::Step::frame) return {};
        const FrameHeader header = scan.header();
        const BytesView bytes = scan.frame();
        const auto leaves =
            parse_leaves(header, bytes.subspan(kFrameHeaderBytes, header.leaves_bytes));
        if (!leaves) return {};
        for (const FramedLeaf& leaf : *leaves) {
            if (leaf.header.seq >= end) return {};
            note_payload(stored_payload(bytes, leaf), header, leaf.header, out);
        }
        scan.skip_frame();
    }
}

}  // namespace

Result<LoggedKeys> read_logged_keys(FileStore& files, const std::string& dir, std::uint64_t end) {
    LoggedKeys out;
    GDPRD_TRY_ASSIGN(const auto segments, list_segments(files, dir));
    for (const SegmentName& segment : segments) {
        GDPRD_TRY_ASSIGN(const auto file, files.open(dir + "/" + segment.name, FileAccess::read));
        GDPRD_TRY(read_segment(*file, end, out));
    }
    return out;
}

std::optional<CommittedSubjects> committed_subjects(BytesView payload) {
    if (payload.empty() || payload[0] != 0xA3) return std::nullopt;  // a map of three members
    const auto value = cbor::decode(payload);
    if (!value) return std::nullopt;
    const auto kind = (*value)["kind"].as_string();
    const auto first = (*value)["first"].as_u64();
    const auto commits = (*value)["commits"].as_array();
    if (!kind || *kind != "subjects" || !first || !commits) return std::nullopt;
    if (*first >= kSubjectNumbers || (*commits)->empty()) return std::nullopt;
    CommittedSubjects out{*first, {}};
    out.commitments.reserve((*commits)->size());
    for (const cbor::Value& one : **commits) {
        const auto commitment = one.as_hash();
        if (!commitment) return std::nullopt;
        out.commitments.push_back(*commitment);
    }
    return out;
}

}  // namespace gdprd::audit
