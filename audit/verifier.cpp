#include "audit/verifier.hpp"

#include <algorithm>
#include <chrono>
#include <span>
#include <thread>

#include "audit/logged_keys.hpp"
#include "audit/stamped_notes.hpp"
#include "audit/subject_tree_check.hpp"
#include "audit/verifier_run.hpp"
#include "config/base/utf8.hpp"

namespace gdprd::audit {

namespace {

constexpr std::uint64_t kSmallFileBytesMax = 1U << 20;
constexpr int kKeyLooks = 4;
constexpr std::chrono::milliseconds kKeyLookPause{20};

/// "name+id", as a vkey begins.
std::string key_label(const std::string& name, std::uint32_t id) {
    Bytes bytes;
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes.push_back(static_cast<std::uint8_t>(id >> shift));
    return printable(name) + "+" + hex_encode(bytes);
}

}  // namespace

/// Whether all that names a key here names another one: the wrong key was given, or the whole trail
/// is another. One altered file does not hide what the others say.
bool Verification::is_of_another_key() {
    const auto stored = read_file(files_, dir_ + "/vkey", kSmallFileBytesMax);
    if (stored && as_text(*stored) == format_vkey(key_.name, key_.key) + "\n") return false;
    const auto successions = load_successions(files_, dir_);
    if (successions && read_chain(key_, *successions).chain.terms().size() > 1) return false;
    const auto bytes = read_file(files_, dir_ + "/checkpoint", kSmallFileBytesMax);
    if (!bytes) return false;
    const auto note = parse_note(as_text(*bytes));
    if (!note || note->signatures.empty()) return false;
    const auto& signers = note->signatures;
    const auto is_ours = [&](const SignedNote::Line& line) {
        return line.name == key_.name && line.id == key_.id;
    };
    if (std::any_of(signers.begin(), signers.end(), is_ours)) return false;
    faults_.add({"checkpoint", 0}, 0,
                "this trail is signed by another key: " +
                    key_label(signers.front().name, signers.front().id) + ", expected " +
                    key_label(key_.name, key_.id));
    return true;
}

void Verification::look_for_vkey_file() {
    if (files_.open(dir_ + "/vkey", FileAccess::read)) return;
    report_.remarks.emplace_back(
        "the file vkey is not there: nothing is wrong with a copy for an auditor; gdprd does "
        "not start on a trail without it, so put it back from the auditor's copy");
}

void Verification::check_vkey_file() {
    const auto bytes = read_file(files_, dir_ + "/vkey", kSmallFileBytesMax);
    if (!bytes) return;
    const VerifierKey& first = checkpoints_.keys().first();
    const std::string wanted = format_vkey(first.name, first.key) + "\n";
    if (as_text(*bytes) != wanted) {
        faults_.add({"vkey", 0}, 0,
                    first.key == key_.key
                        ? "the file is not the verifier key that was given"
                        : "the file is not the first key that the file successions names");
    }
}

/// Between the hand-over and the first checkpoint of the next key both are there.
bool Verification::has_signing_key(const KeyFiles& files) const {
    const auto& terms = checkpoints_.keys().terms();
    const crypto::PublicKey& last = terms.back().key.key;
    if (files.origin != key_.name) return false;
    if (files.signing.public_key == last) return true;
    return terms.size() > 1 && files.signing.public_key == terms[terms.size() - 2].key.key &&
           files.next && files.next->public_key == last;
}

/// A writer that goes on meanwhile may have changed its key after the chain was read; the file
/// successions names the next one before anything else does.
bool Verification::has_later_signing_key(const KeyFiles& files) const {
    const auto successions = load_successions(files_, dir_);
    if (!successions || files.origin != key_.name) return false;
    const auto now = read_chain(key_, *successions).chain;
    // Those before the key that somebody trusts sign nothing; each after it is signed by the one
    // before.
    const auto known = now.find(checkpoints_.keys().last());
    if (!known) return false;
    const auto later = std::span(now.terms()).subspan(*known + 1);
    return std::any_of(later.begin(), later.end(), [&](const SigningChain::Term& term) {
        return term.key.key == files.signing.public_key;
    });
}

/// Form and CRC without a key, the wrapped keys with it. A copy for an auditor has no keys at all.
Result<void> Verification::check_key_files() {
    if (!files_.list(dir_ + "/keys") && options_.root_key == nullptr) return {};
    KeyFileFault fault;
    const auto loaded = load_key_files(files_, dir_, &fault);
    if (!loaded) {
        faults_.add({fault.file, fault.offset}, 0, fault.error.message());
        return {};
    }
    if (!has_signing_key(*loaded) && !has_later_signing_key(*loaded)) {
        faults_.add({"keys/signing", 0}, 0, "the signing key is not that of the verifier key");
    }
    GDPRD_TRY_ASSIGN(const auto damaged, find_damaged_node(files_, dir_));
    if (damaged) faults_.add({damaged->file, damaged->offset}, 0, damaged->error.message());
    if (options_.root_key == nullptr) return {};
    auto keys = KeyRing::open(store_, dir_, *options_.root_key, {});
    if (!keys) {
        report_.data_key_fits = keys.error().code() != ErrorCode::crypto;
        faults_.add({"keys/signing", 0}, 0,
                    report_.data_key_fits
                        ? keys.error().message()
                        : "the data key does not open it: that key is not this trail's, or the "
                          "file was altered");
        return {};
    }
    entries_.use(std::move(*keys));
    keyed_ = true;
    return {};
}

/// Every subject key that an entry commits to is there, or is destroyed. Without the data key only
/// that its place is.
Result<void> Verification::check_subject_keys() {
    if (!files_.list(dir_ + "/keys")) return {};
    if (report_.resumed_at != 0) {
        GDPRD_TRY_ASSIGN(const LoggedKeys earlier,
                         read_logged_keys(files_, dir_, report_.resumed_at));
        for (const auto& [number, key] : earlier.subjects) subjects_.add({number, 1});
    }
    GDPRD_TRY_ASSIGN(const auto cut, find_short_level(files_, dir_, subjects_.end()));
    if (cut)
        faults_.add({cut->file, cut->offset}, 0, "subject keys are lost: " + cut->error.message());
    if (!keyed_) return {};
    std::vector<LostSubjects> lost;
    std::vector<SubjectRun> wanted(subjects_.runs().begin(), subjects_.runs().end());
    for (int look = 0; look < kKeyLooks; ++look) {
        if (look > 0) std::this_thread::sleep_for(kKeyLookPause);
        // Opened anew: a writer that goes on meanwhile may have replaced the ratchet.
        auto keys = KeyRing::open(store_, dir_, *options_.root_key, {});
        if (!keys) return {};
        keys->look_at_subjects(
            [&](SubjectTree& tree, const Secret& kek) { lost = tree.find_lost(kek, wanted); });
        if (lost.empty()) return {};
        wanted.clear();
        for (const LostSubjects& one : lost) wanted.push_back(one.run);
    }
    for (const LostSubjects& one : lost) {
        const std::uint64_t last = one.run.first + one.run.count - 1;
        faults_.add({"keys/subjects", 0}, 0,
                    "the subject keys " + std::to_string(one.run.first) + " to " +
                        std::to_string(last) + " are lost: " + one.why.message());
    }
    return {};
}

Result<void> Verification::start_threads() {
    std::vector<std::unique_ptr<FrameOpener>> openers;
    for (std::size_t i = 0; keyed_ && i < threads_; ++i) {
        GDPRD_TRY_ASSIGN(KeyRing keys, KeyRing::open(store_, dir_, *options_.root_key, {}));
        openers.push_back(std::make_unique<FrameOpener>(std::move(keys)));
    }
    pipeline_ = std::make_unique<FramePipeline>(threads_, std::move(openers));
    return {};
}

Result<void> Verification::check_zero_file(const std::string& name) {
    // A writer that goes on meanwhile takes the spare into use under another name and makes a new
    // one: the file that was opened is a segment by then. Nobody does so again and again.
    constexpr int kLooks = 8;
    std::uint64_t nonzero = 0;
    for (int look = 0; look < kLooks; ++look) {
        const auto file = files_.open(dir_ + "/" + name, FileAccess::read);
        if (!file) return {};
        GDPRD_TRY_ASSIGN(const std::uint64_t size, (*file)->size());
        GDPRD_TRY_ASSIGN(nonzero, FrameScan(**file, size).first_nonzero(0));
        if (nonzero == size) return {};
    }
    faults_.add({name, nonzero}, edge_.size(), "padding is not zero");
    return {};
}

Result<void> Verification::check_names() {
    GDPRD_TRY_ASSIGN(const auto names, files_.list(dir_ + "/segments"));
    for (const std::string& name : names) {
        const bool segment = name.size() == 24 && name.ends_with(".seg");
        if (segment || name == "spare" || name.ends_with(".new")) continue;
        faults_.add({"segments/" + name, 0}, 0, "this file does not belong here");
    }
    return {};
}

Result<void> Verification::check_entries(std::vector<SegmentName> segments, std::uint64_t offset) {
    if (edge_.size() == 0) checkpoints_.at(edge_);
    Outcome outcome = Outcome::goes_on;
    for (std::size_t i = 0; i < segments.size() && outcome == Outcome::goes_on; ++i) {
        const SegmentName* const next = i + 1 < segments.size() ? &segments[i + 1] : nullptr;
        GDPRD_TRY_ASSIGN(outcome, segment(segments[i], next, i == 0 ? offset : 0));
    }
    if (report_.interrupted) return {};
    const bool complete = outcome == Outcome::goes_on || report_.torn_tail;
    const bool whole = checkpoints_.finish(edge_, end_, complete);
    if (complete) tree_.finish(edge_.size());
    // Where entries are missing, the redact entries of absent payloads may be among them.
    if (complete && whole) payloads_.finish();
    entries_.finish();
    GDPRD_TRY(check_subject_keys());
    GDPRD_TRY(check_zero_file("segments/spare"));
    GDPRD_TRY(check_zero_file("reserve"));
    if (!options_.resume_path.empty()) (void)files_.remove(options_.resume_path);
    return {};
}

Result<VerifyReport> Verification::run() {
    // In this order: what is signed first, then the tree, then the entries, so that a writer that
    // goes on meanwhile never makes the earlier look longer than the later.
    if (is_of_another_key()) return std::move(report_);
    look_for_vkey_file();
    GDPRD_TRY(checkpoints_.load(options_));
    check_vkey_file();
    naming_.expect(checkpoints_.keys().successions());
    GDPRD_TRY(tree_.load());
    std::vector<SegmentName> segments;
    if (files_.list(dir_ + "/segments")) {
        GDPRD_TRY_ASSIGN(segments, list_segments(files_, dir_));
        GDPRD_TRY(check_names());
    } else {
        faults_.add({"segments", 0}, 0, "the directory of the entries is not there");
    }
    GDPRD_TRY(check_key_files());
    GDPRD_TRY(start_threads());
    std::uint64_t offset = 0;
    GDPRD_TRY_ASSIGN(const bool usable, resume(segments, offset));
    if (!usable) return std::move(report_);
    GDPRD_TRY(check_entries(std::move(segments), offset));
    report_.size = edge_.size();
    report_.root = edge_.root();
    check_stamps(files_, dir_, report_, options_.faults_max);
    return std::move(report_);
}

std::string to_string(const Fault& fault) {
    return fault.file + ": offset " + std::to_string(fault.offset) + ": entry " +
           std::to_string(fault.index) + ": " + fault.what;
}

namespace {

/// Also a trail that was robbed of its entries is one: its checkpoint or key says so.
bool is_trail(FileStore& files, const std::string& dir) {
    if (files.list(dir + "/segments")) return true;
    return files.open(dir + "/checkpoint", FileAccess::read).has_value() ||
           files.open(dir + "/vkey", FileAccess::read).has_value();
}

}  // namespace

Result<VerifyReport> verify_trail(OffLoop /*off*/, const VerifyOptions& options) {
    GDPRD_TRY_ASSIGN(VerifierKey key, parse_vkey(options.vkey));
    const auto files = options.files ? options.files : real_files();
    std::string dir = options.dir;
    if (!is_trail(*files, dir)) {
        dir += "/trail";
        if (!is_trail(*files, dir)) {
            return Error(ErrorCode::not_found, "there is no trail in " + options.dir,
                         "give the directory that holds segments/ and checkpoint");
        }
    }
    Verification verification(files, dir, options, key);
    auto report = verification.run();
    if (verification.misfit().empty()) return report;
    GDPRD_TRY(files->remove(options.resume_path));
    auto all = Verification(files, dir, options, std::move(key)).run();
    if (all)
        all->remarks.push_back("the resume file was of no use, all entries were verified: " +
                               verification.misfit());
    return all;
}

}  // namespace gdprd::audit
