#include "daemon/ctl/timestamp_check.hpp"

#include <algorithm>
#include <boost/json.hpp>
#include <optional>

#include "audit/checkpoint.hpp"
#include "audit/stamped_notes.hpp"
#include "config/base/crypto.hpp"
#include "config/base/crypto_timestamp.hpp"
#include "config/base/time.hpp"

namespace gdprd::daemon::ctl {

namespace {

constexpr std::size_t kFaultsShown = 100;

/// Whether a note is the log's is the verifier's to say; here only its size is wanted.
std::string size_of(const std::string& note) {
    const auto parsed = audit::parse_note(note);
    if (!parsed) return "?";
    const auto head = audit::parse_checkpoint(parsed->text);
    return head ? std::to_string(head->size) : "?";
}

std::string sentence(const audit::StampedNote& stamped, const crypto::Timestamp& stamp) {
    return size_of(stamped.note) + " entries at " + format_time(stamp.time) + ", serial " +
           stamp.serial + " under policy " + stamp.policy;
}

}  // namespace

Result<TimestampCheck> TimestampCheck::load(OffLoop off, const std::string& ca_file,
                                            audit::VerifyOptions& options) {
    TimestampCheck out;
    out.asked_ = !ca_file.empty();
    std::optional<crypto::TimestampTrust> trust;
    if (out.asked_) {
        GDPRD_TRY_ASSIGN(trust, crypto::TimestampTrust::load(ca_file));
    }
    GDPRD_TRY_ASSIGN(const auto notes,
                     audit::load_stamped_notes(off, *audit::real_files(), options.dir));
    std::string last;
    std::size_t good = 0;
    for (const auto& stamped : notes) {
        if (stamped.note.empty()) {
            out.alone_.push_back(stamped.file);
            continue;
        }
        options.known_checkpoints.push_back(stamped.note);
        options.known_names.push_back(stamped.file.substr(0, stamped.file.rfind('.')) +
                                      ".checkpoint");
        if (!trust) continue;
        const auto stamp = trust->verify(stamped.token, crypto::sha256(as_bytes(stamped.note)));
        if (!stamp) {
            if (out.faults_.size() < kFaultsShown)
                out.faults_.push_back(stamped.file + ": " + stamp.error().message());
            continue;
        }
        last = sentence(stamped, *stamp);
        if (good++ == 0) out.stamps_.push_back(last);
    }
    if (good > 1) out.stamps_.push_back(last);
    if (good > 2) out.stamps_.push_back(std::to_string(good) + " in all");
    if (out.asked_ && notes.empty())
        out.faults_.emplace_back("timestamps: no checkpoint here has a time stamp");
    return out;
}

void TimestampCheck::add_to(boost::json::object& report) const {
    auto& told = report["faults"].as_array();
    for (const auto& file : alone_) {
        // Of a trail the verifier says so itself, of an export it does not.
        const std::string note = file.substr(0, file.rfind('.')) + ".checkpoint: ";
        const bool known = std::any_of(told.begin(), told.end(), [&](const auto& fault) {
            return std::string_view(fault.as_string()).starts_with(note);
        });
        if (!known) told.emplace_back(note + "it is not there, and the time stamp of it is");
        report["verified"] = false;
    }
    if (!asked_) return;
    report["timestamps"] = boost::json::array(stamps_.begin(), stamps_.end());
    auto& faults = report["faults"].as_array();
    for (const auto& fault : faults_) faults.emplace_back(fault);
    if (!faults_.empty()) report["verified"] = false;
}

}  // namespace gdprd::daemon::ctl
