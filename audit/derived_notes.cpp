#include "audit/derived_notes.hpp"

#include <algorithm>

#include "audit/cosigned_notes.hpp"
#include "audit/stamped_notes.hpp"

namespace gdprd::audit {

namespace {

constexpr std::uint64_t kNoteBytesMax = 64ULL * 1024;
constexpr std::size_t kWriteBytes = 1U << 20;
const OffLoop kOff = OffLoop::on_blocking_thread();

Error says_otherwise(const std::string& what) {
    return Error(ErrorCode::corrupt, what,
                 "this is no matter of derived files, and nothing was repaired: keep the directory "
                 "as evidence, run gdprctl audit verify");
}

/// A note without the cosignatures that came to it.
Result<std::string> own_note(const std::string& text, const SigningChain& keys) {
    GDPRD_TRY_ASSIGN(SignedNote note, parse_note(text));
    std::erase_if(note.signatures, [&](const SignedNote::Line& line) {
        return std::none_of(keys.terms().begin(), keys.terms().end(), [&](const auto& term) {
            return line.name == term.key.name && line.id == term.key.id;
        });
    });
    return format_note(note);
}

}  // namespace

DerivedNotes::DerivedNotes(FileStore& files, std::string dir, std::string last_signed,
                           SigningChain keys, DerivedReport& report)
    : files_(files), dir_(std::move(dir)), keys_(std::move(keys)), report_(report) {
    copies_.push_back({"checkpoint", dir_ + "/checkpoint", false, std::nullopt});
    copies_.push_back({"last-signed", std::move(last_signed), false, std::nullopt});
}

std::optional<std::uint64_t> DerivedNotes::consider(const std::string& source,
                                                    const std::string& text) {
    const auto verified = verify_checkpoint(text, keys_);
    const auto own = own_note(text, keys_);
    if (!verified || !own) return std::nullopt;
    expected_.emplace(verified->size, Known{source, verified->root});
    if (newest_.empty() || verified->size > newest_head_.size) {
        newest_ = *own;
        newest_head_ = *verified;
    }
    return verified->size;
}

Result<void> DerivedNotes::read_copy(Copy& copy) {
    const auto bytes = read_file(files_, copy.path, kNoteBytesMax);
    if (!bytes && bytes.error().code() == ErrorCode::not_found) return {};
    if (!bytes && bytes.error().code() != ErrorCode::limit_exceeded) return bytes.error();
    copy.there = true;
    if (bytes) copy.size = consider(copy.name, std::string(as_text(*bytes)));
    return {};
}

Result<void> DerivedNotes::each_good(const Use& use) {
    const auto file = files_.open(dir_ + "/checkpoints", FileAccess::read);
    if (!file) return {};
    GDPRD_TRY_ASSIGN(const std::uint64_t size, (*file)->size());
    CheckpointLogReader reader(**file, keys_.origin(), size);
    list_there_ = true;
    list_last_ = list_bad_ = 0;
    const auto bad = [&](std::uint64_t offset) {
        if (list_bad_++ == 0) list_first_bad_ = offset;
    };
    for (;;) {
        const std::uint64_t offset = reader.offset();
        auto read = reader.next();
        if (!read) {
            bad(offset);
            GDPRD_TRY(reader.seek_record(offset + 1));
            if (reader.offset() >= size) return {};
            continue;
        }
        const std::optional<StoredNote> note = std::move(*read);
        if (!note) return {};
        const auto verified = verify_checkpoint(note->text, keys_);
        if (!verified || verified->size <= list_last_) {
            bad(note->offset);
            continue;
        }
        list_last_ = verified->size;
        ++report_.checkpoints;
        GDPRD_TRY(use(note->text));
    }
}

Result<void> DerivedNotes::gather() {
    for (const Succession& one : keys_.successions())
        expected_.emplace(one.size, Known{"successions", one.root});
    for (Copy& copy : copies_) GDPRD_TRY(read_copy(copy));
    GDPRD_TRY_ASSIGN(const auto cosigned, load_cosigned_notes(kOff, files_, dir_));
    GDPRD_TRY_ASSIGN(const auto stamped, load_stamped_notes(kOff, files_, dir_));
    for (const auto& note : cosigned) {
        if (note.file != "checkpoint") consider(note.file, note.text);
    }
    for (const auto& note : stamped) consider(note.file, note.note);
    std::string last;
    GDPRD_TRY(each_good([&](const std::string& note) -> Result<void> {
        last = note;
        return {};
    }));
    if (!last.empty()) consider("checkpoints", last);
    return {};
}

Result<void> DerivedNotes::at(const TreeEdge& edge) {
    const auto [begin, end] = expected_.equal_range(edge.size());
    for (auto one = begin; one != end; ++one) {
        if (edge.root() != one->second.root)
            return says_otherwise("the first " + std::to_string(edge.size()) +
                                  " entries are not those that " + one->second.source +
                                  " is signed for");
    }
    return {};
}

Result<void> DerivedNotes::finish(const TreeEdge& edge) {
    const auto beyond = expected_.upper_bound(edge.size());
    if (beyond == expected_.end()) return {};
    const auto& longest = *expected_.rbegin();
    return says_otherwise("the trail ends after " + std::to_string(edge.size()) + " entries, but " +
                          longest.second.source + " is signed for " +
                          std::to_string(longest.first));
}

Result<void> DerivedNotes::judge_copy(const Copy& copy, DerivedMode mode) {
    using Kind = DerivedFinding::Kind;
    if (copy.size == newest_head_.size) return {};
    DerivedFinding finding{copy.name, Kind::fault, "it does not verify", false};
    // A crash between the writing of two of them leaves the later one behind.
    if (!copy.there || copy.size) finding.kind = Kind::behind;
    if (!copy.there) finding.what = "it is not there";
    if (copy.size)
        finding.what = "it is for " + std::to_string(*copy.size) + " entries, the newest for " +
                       std::to_string(newest_head_.size);
    if (mode == DerivedMode::repair) {
        GDPRD_TRY(write_file_atomic(files_, copy.path, as_bytes(newest_)));
        finding.repaired = true;
    }
    report_.findings.push_back(std::move(finding));
    return {};
}

/// Written beside and renamed: a crash leaves the old list or the new one.
Result<void> DerivedNotes::write_list() {
    const std::string path = dir_ + "/checkpoints";
    {
        GDPRD_TRY_ASSIGN(const auto file, files_.open(path + ".new", FileAccess::create));
        GDPRD_TRY(file->truncate(0));
        std::string buffer;
        std::uint64_t at = 0;
        const auto flush = [&]() -> Result<void> {
            GDPRD_TRY(file->write_at(at, as_bytes(buffer)));
            at += buffer.size();
            buffer.clear();
            return {};
        };
        report_.checkpoints = 0;
        GDPRD_TRY(each_good([&](const std::string& note) -> Result<void> {
            buffer.append(note).append("\n");
            return buffer.size() < kWriteBytes ? Result<void>() : flush();
        }));
        if (newest_head_.size > list_last_) {
            buffer.append(newest_).append("\n");
            ++report_.checkpoints;
        }
        GDPRD_TRY(flush());
        GDPRD_TRY(file->sync());
    }
    GDPRD_TRY(files_.rename(path + ".new", path));
    return files_.sync_directory(dir_);
}

Result<void> DerivedNotes::judge_list(DerivedMode mode) {
    using Kind = DerivedFinding::Kind;
    DerivedFinding finding{"checkpoints", Kind::fault, {}, false};
    if (!list_there_) {
        finding.what = "it is not there; what was signed before the newest is lost";
    } else if (list_bad_ != 0) {
        finding.what = "offset " + std::to_string(list_first_bad_) + ": " +
                       std::to_string(list_bad_) +
                       (list_bad_ == 1 ? " record does not verify" : " records do not verify");
    } else if (list_last_ < newest_head_.size) {
        finding.kind = Kind::behind;
        finding.what = "its last record is for " + std::to_string(list_last_) +
                       " entries, the newest checkpoint for " + std::to_string(newest_head_.size);
    } else {
        return {};
    }
    if (mode == DerivedMode::repair) {
        GDPRD_TRY(write_list());
        finding.repaired = true;
    }
    report_.findings.push_back(std::move(finding));
    return {};
}

Result<void> DerivedNotes::judge(DerivedMode mode) {
    if (newest_.empty())
        return says_otherwise("no checkpoint in " + dir_ + " verifies by this key");
    for (const Copy& copy : copies_) GDPRD_TRY(judge_copy(copy, mode));
    return judge_list(mode);
}

}  // namespace gdprd::audit
