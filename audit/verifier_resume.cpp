#include "audit/verifier_resume.hpp"

#include <algorithm>

#include "audit/verifier_run.hpp"
#include "config/base/crypto.hpp"

namespace gdprd::audit {

namespace {

constexpr std::uint64_t kResumeVersion = 1;
constexpr std::uint64_t kResumeBytesMax = 64ULL << 20;
/// The file may be somebody else's. One with more is not taken: verification begins anew.
constexpr std::uint64_t kResumeItemsMax = 4ULL << 20;

Error misfit(const char* what) {
    return Error(ErrorCode::stale, what);
}

/// The counts of a report that go on from one run to the next.
struct Count {
    const char* name;
    std::uint64_t VerifyReport::* at;
};
constexpr Count kCounts[] = {
    {"signed", &VerifyReport::signed_size},
    {"segments", &VerifyReport::segments},
    {"frames", &VerifyReport::frames},
    {"present", &VerifyReport::payloads},
    {"erased", &VerifyReport::payloads_erased},
    {"redactions", &VerifyReport::redactions},
    {"pending", &VerifyReport::redactions_pending},
    {"tree", &VerifyReport::tree_hashes},
    {"envelopes", &VerifyReport::envelopes},
    {"keyless", &VerifyReport::epochs_without_key},
};

}  // namespace

Bytes encode_resume_point(const ResumePoint& point, const VerifierKey& key) {
    cbor::Array edge;
    for (const Hash& hash : point.before.subtrees()) edge.emplace_back(hash);
    Bytes out = cbor::encode(cbor::Map{{"v", kResumeVersion},
                                       {"vkey", format_vkey(key.name, key.key)},
                                       {"keyed", point.keyed},
                                       {"segment", point.segment},
                                       {"offset", point.offset},
                                       {"size", point.before.size()},
                                       {"edge", std::move(edge)},
                                       {"note", point.note},
                                       {"report", point.report},
                                       {"checkpoints", point.checkpoints},
                                       {"payloads", point.payloads},
                                       {"entries", point.entries}});
    put_bytes(out, crypto::sha256(out));
    return out;
}

Result<ResumePoint> parse_resume_point(BytesView bytes, const VerifierKey& key) {
    // Against accidents: who alters the file can make this fit, but not the edge and the note.
    const std::size_t end = bytes.size() - std::min(bytes.size(), sizeof(Hash));
    const Hash sum = crypto::sha256(bytes.first(end));
    if (!std::equal(sum.begin(), sum.end(), bytes.begin() + static_cast<std::ptrdiff_t>(end),
                    bytes.end()))
        return misfit("it is damaged");
    GDPRD_TRY_ASSIGN(const cbor::Value value, cbor::decode(bytes.first(end), kResumeItemsMax));
    GDPRD_TRY_ASSIGN(const std::uint64_t version, value["v"].as_u64());
    if (version != kResumeVersion) return misfit("it is of another version of gdprctl");
    GDPRD_TRY_ASSIGN(const std::string vkey, value["vkey"].as_string());
    if (vkey != format_vkey(key.name, key.key)) return misfit("it is of a trail of another key");
    ResumePoint out;
    GDPRD_TRY_ASSIGN(out.keyed, value["keyed"].as_bool());
    GDPRD_TRY_ASSIGN(out.segment, value["segment"].as_string());
    GDPRD_TRY_ASSIGN(out.offset, value["offset"].as_u64());
    GDPRD_TRY_ASSIGN(out.note, value["note"].as_string());
    GDPRD_TRY_ASSIGN(const std::uint64_t size, value["size"].as_u64());
    GDPRD_TRY_ASSIGN(const cbor::Array* edge, value["edge"].as_array());
    std::vector<Hash> subtrees;
    for (const cbor::Value& hash : *edge) {
        GDPRD_TRY_ASSIGN(subtrees.emplace_back(), hash.as_hash());
    }
    GDPRD_TRY_ASSIGN(out.before, TreeEdge::from_subtrees(size, std::move(subtrees)));
    out.report = value["report"];
    out.checkpoints = value["checkpoints"];
    out.payloads = value["payloads"];
    out.entries = value["entries"];
    return out;
}

cbor::Value saved_counts(const VerifyReport& report) {
    cbor::Map out;
    for (const Count& count : kCounts) out.emplace(count.name, report.*count.at);
    return out;
}

Result<void> restore_counts(const cbor::Value& saved, VerifyReport& report) {
    for (const Count& count : kCounts) {
        GDPRD_TRY_ASSIGN(report.*count.at, saved[count.name].as_u64());
    }
    return {};
}

cbor::Value CheckpointCheck::saved() const {
    cbor::Array compared;
    for (const TreeHead& head : compared_) compared.push_back(cbor::Array{head.size, head.root});
    cbor::Array keys;
    for (const auto& term : keys_.terms())
        keys.emplace_back(format_vkey(term.key.name, term.key.key));
    return cbor::Map{{"compared", std::move(compared)},
                     {"keys", std::move(keys)},
                     {"offset", log_next_ ? log_next_->place.offset : log_offset()},
                     {"notes", log_notes_ - (log_next_ ? 1 : 0)},
                     {"last", log_before_next_},
                     {"latest", latest_in_log_}};
}

std::uint64_t CheckpointCheck::log_offset() const {
    return log_ ? log_->offset() : log_end_;
}

Result<bool> CheckpointCheck::restore(const cbor::Value& saved, std::uint64_t size) {
    GDPRD_TRY_ASSIGN(const cbor::Array* heads, saved["compared"].as_array());
    // The keys may have become more, and those that were there are the same.
    GDPRD_TRY_ASSIGN(const cbor::Array* keys, saved["keys"].as_array());
    if (keys->size() > keys_.terms().size()) return false;
    for (std::size_t i = 0; i < keys->size(); ++i) {
        GDPRD_TRY_ASSIGN(const std::string vkey, (*keys)[i].as_string());
        const VerifierKey& now = keys_.terms()[i].key;
        if (vkey != format_vkey(now.name, now.key)) return false;
    }
    std::vector<TreeHead> compared;
    for (const cbor::Value& head : *heads) {
        GDPRD_TRY_ASSIGN(const cbor::Array* pair, head.as_array());
        if (pair->size() != 2) return misfit("it is damaged");
        TreeHead one;
        GDPRD_TRY_ASSIGN(one.size, (*pair)[0].as_u64());
        GDPRD_TRY_ASSIGN(one.root, (*pair)[1].as_hash());
        compared.push_back(one);
    }
    // A checkpoint that is new to us and older than where we stand asks for another look.
    while (!expected_.empty() && expected_.begin()->first <= size) {
        const TreeHead head{expected_.begin()->first, expected_.begin()->second.checkpoint.root};
        if (std::find(compared.begin(), compared.end(), head) == compared.end()) return false;
        expected_.erase(expected_.begin());
    }
    GDPRD_TRY_ASSIGN(const std::uint64_t offset, saved["offset"].as_u64());
    GDPRD_TRY_ASSIGN(const std::uint64_t notes, saved["notes"].as_u64());
    GDPRD_TRY_ASSIGN(const std::uint64_t last, saved["last"].as_u64());
    GDPRD_TRY_ASSIGN(const bool latest, saved["latest"].as_bool());
    latest_in_log_ = latest && latest_ &&
                     std::find(compared.begin(), compared.end(),
                               TreeHead{latest_->size, latest_->root}) != compared.end();
    compared_ = std::move(compared);
    if (!log_file_) return true;
    GDPRD_TRY_ASSIGN(const std::uint64_t bytes, log_file_->size());
    if (offset > bytes) return misfit("the list of checkpoints is shorter than it was");
    report_.checkpoints = report_.checkpoints - log_notes_ + notes;
    log_notes_ = notes;
    log_last_size_ = last;
    log_.emplace(*log_file_, key_.name, bytes);
    // It looks for the end of the record before.
    if (offset >= 2) GDPRD_TRY(log_->seek_record(offset - 2));
    next_of_log();
    return true;
}

cbor::Value PayloadCheck::saved() const {
    cbor::Array out;
    for (const auto& [seq, place] : absent_)
        out.push_back(cbor::Array{seq, place.file, place.offset});
    return out;
}

Result<void> PayloadCheck::restore(const cbor::Value& saved) {
    GDPRD_TRY_ASSIGN(const cbor::Array* all, saved.as_array());
    for (const cbor::Value& one : *all) {
        GDPRD_TRY_ASSIGN(const cbor::Array* triple, one.as_array());
        if (triple->size() != 3) return misfit("it is damaged");
        FilePlace place;
        GDPRD_TRY_ASSIGN(const std::uint64_t seq, (*triple)[0].as_u64());
        GDPRD_TRY_ASSIGN(place.file, (*triple)[1].as_string());
        GDPRD_TRY_ASSIGN(place.offset, (*triple)[2].as_u64());
        absent_.emplace(seq, std::move(place));
    }
    return {};
}

cbor::Value EntryCheck::saved() const {
    cbor::Array definitions;
    for (const auto& [seq, kind] : definitions_)
        definitions.push_back(cbor::Array{
            seq, kind ? cbor::Value(static_cast<std::uint64_t>(*kind)) : cbor::Value()});
    return cbor::Map{{"epoch", std::uint64_t{epochs_.epoch()}},
                     {"incarnation", std::uint64_t{incarnation_}},
                     {"monotonic", monotonic_ns_},
                     {"definitions", std::move(definitions)}};
}

Result<void> EntryCheck::restore(const cbor::Value& saved) {
    GDPRD_TRY_ASSIGN(const std::uint64_t epoch, saved["epoch"].as_u64());
    GDPRD_TRY_ASSIGN(const std::uint64_t incarnation, saved["incarnation"].as_u64());
    GDPRD_TRY_ASSIGN(monotonic_ns_, saved["monotonic"].as_u64());
    GDPRD_TRY_ASSIGN(const cbor::Array* all, saved["definitions"].as_array());
    epochs_.set(static_cast<std::uint32_t>(epoch));
    incarnation_ = static_cast<std::uint32_t>(incarnation);
    for (const cbor::Value& one : *all) {
        GDPRD_TRY_ASSIGN(const cbor::Array* pair, one.as_array());
        if (pair->size() != 2) return misfit("it is damaged");
        GDPRD_TRY_ASSIGN(const std::uint64_t seq, (*pair)[0].as_u64());
        if ((*pair)[1].is_null()) {
            definitions_.emplace(seq, std::nullopt);
            continue;
        }
        GDPRD_TRY_ASSIGN(const std::uint64_t kind, (*pair)[1].as_u64());
        if (kind > static_cast<std::uint64_t>(DefinitionKind::request))
            return misfit("it is damaged");
        definitions_.emplace(seq, static_cast<DefinitionKind>(kind));
    }
    return {};
}

Result<void> Verification::save(const PreparedFrame& prepared, const TreeEdge& before,
                                const std::string& file, const std::string& note) {
    if (!report_.faults.empty()) return {};
    saved_at_ = std::chrono::steady_clock::now();
    ResumePoint point;
    point.keyed = keyed_;
    point.segment = file;
    point.offset = prepared.offset;
    point.before = before;
    point.note = note;
    point.report = saved_counts(report_);
    point.checkpoints = checkpoints_.saved();
    point.payloads = payloads_.saved();
    point.entries = entries_.saved();
    return write_file_atomic(files_, options_.resume_path, encode_resume_point(point, key_));
}

/// Whether the frame that the point names leads from its edge to the root that its note signs: then
/// all before was verified once, and this is the place behind it.
Result<bool> Verification::resume_at(const ResumePoint& point, std::uint64_t& offset) {
    GDPRD_TRY_ASSIGN(const Checkpoint checkpoint, checkpoints_.keys().verify(point.note));
    GDPRD_TRY_ASSIGN(const auto file, files_.open(dir_ + "/" + point.segment, FileAccess::read));
    GDPRD_TRY_ASSIGN(const std::uint64_t size, file->size());
    FrameScan scan(*file, size);
    scan.seek(point.offset);
    GDPRD_TRY_ASSIGN(const auto step, scan.load());
    const FrameHeader& header = scan.header();
    if (step != FrameScan::Step::frame || header.first_seq != point.before.size()) return false;
    const std::uint64_t end = header.first_seq + header.count;
    if (checkpoint.size <= header.first_seq || checkpoint.size > end) return false;
    if (!prepare_frame(scan.frame(), header, nullptr, loaded_)) return false;
    TreeEdge at = point.before;
    append_leaves(loaded_, static_cast<std::uint32_t>(checkpoint.size - header.first_seq), at,
                  nullptr);
    if (at.root() != checkpoint.root) return false;
    edge_ = point.before;
    append_leaves(loaded_, header.count, edge_, nullptr);
    offset = point.offset + header.frame_bytes();
    return true;
}

/// Leaves in `segments` those that are still to be read, the first of them from `offset` on. False,
/// with misfit_ set: the file is of no use.
Result<bool> Verification::resume(std::vector<SegmentName>& segments, std::uint64_t& offset) {
    if (options_.resume_path.empty()) return true;
    const auto bytes = read_file(files_, options_.resume_path, kResumeBytesMax);
    if (!bytes && bytes.error().code() == ErrorCode::not_found) return true;
    if (!bytes) return bytes.error();
    const auto point = parse_resume_point(*bytes, key_);
    const auto refuse = [&](std::string why) {
        misfit_ = std::move(why);
        return false;
    };
    if (!point) return refuse(point.error().message());
    if (point->keyed != keyed_) return refuse("it was made with other keys");
    const auto first = std::find_if(segments.begin(), segments.end(), [&](const SegmentName& one) {
        return one.name == point->segment;
    });
    if (first == segments.end()) return refuse("its segment is not there any more");
    const auto fits = resume_at(*point, offset);
    if (!fits || !*fits) return refuse("the entries at its place are not those of its checkpoint");
    const auto known = checkpoints_.restore(point->checkpoints, edge_.size());
    if (!known) return refuse(known.error().message());
    if (!*known) return refuse("there are checkpoints that it does not know");
    for (const auto& restored :
         {restore_counts(point->report, report_), payloads_.restore(point->payloads),
          entries_.restore(point->entries)}) {
        if (!restored) return refuse(restored.error().message());
    }
    segments.erase(segments.begin(), first);
    report_.segments -= std::min<std::uint64_t>(report_.segments, 1);  // it is opened again
    report_.resumed_at = edge_.size();
    tree_.skip_to(edge_.size());
    naming_.skip_to(edge_.size());
    return true;
}

}  // namespace gdprd::audit
