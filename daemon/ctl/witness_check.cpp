#include "daemon/ctl/witness_check.hpp"

#include <boost/json.hpp>
#include <chrono>

#include "audit/cosigned_notes.hpp"
#include "config/base/time.hpp"

namespace gdprd::daemon::ctl {

Result<WitnessCheck> WitnessCheck::load(OffLoop off, const std::vector<std::string>& vkeys,
                                        audit::VerifyOptions& options) {
    WitnessCheck out;
    GDPRD_TRY_ASSIGN(const audit::VerifierKey key, audit::parse_vkey(options.vkey));
    const auto files = audit::real_files();
    GDPRD_TRY_ASSIGN(const auto notes, audit::load_cosigned_notes(off, *files, options.dir));
    // After the notes. What is wrong with the file is the verifier's business.
    auto successions = audit::load_successions(*files, options.dir);
    if (successions && successions->empty())
        successions = audit::load_successions(*files, options.dir + "/trail");
    const auto log = audit::read_chain(key, successions ? *successions : std::string()).chain;
    for (const auto& note : notes) {
        if (note.file == "checkpoint") continue;  // the verifier reads it itself
        options.known_checkpoints.push_back(note.text);
        options.known_names.push_back(note.file);
    }
    for (const std::string& vkey : vkeys) {
        GDPRD_TRY_ASSIGN(const audit::VerifierKey witness,
                         audit::parse_vkey(vkey, audit::SignatureType::cosignature_v1));
        const auto head = audit::find_witnessed_head(notes, log, witness);
        if (!head) {
            out.faults_.push_back(head.error().message());
            continue;
        }
        const WallTime time{std::chrono::seconds(head->time)};
        out.cosignatures_.push_back(witness.name + ": " + std::to_string(head->checkpoint.size) +
                                    " entries at " + format_time(time));
    }
    return out;
}

void WitnessCheck::add_to(boost::json::object& report) const {
    report["cosignatures"] = boost::json::array(cosignatures_.begin(), cosignatures_.end());
    auto& faults = report["faults"].as_array();
    for (const auto& fault : faults_) faults.emplace_back(fault);
    if (!faults_.empty()) report["verified"] = false;
}

}  // namespace gdprd::daemon::ctl
