// How the key that signs the trail's checkpoints is replaced by the next one.

#include "audit/trail_writer.hpp"
#include "config/base/assert.hpp"
#include "config/base/log.hpp"

namespace gdprd::audit {

namespace {

constexpr std::uint64_t kVkeyBytesMax = 1024;

VerifierKey verifier_key(const std::string& origin, const crypto::PublicKey& key) {
    return {origin, key_id(origin, key), key};
}

}  // namespace

/// Which of the keys signs is what the file successions says, and nothing else.
Result<void> TrailWriter::load_chain() {
    const VerifierKey signing = verifier_key(keys_->origin(), keys_->public_key());
    GDPRD_TRY_ASSIGN(SigningChain chain, audit::load_chain(*files_, dir_, signing));
    chain_ = std::make_unique<SigningChain>(std::move(chain));
    GDPRD_TRY_ASSIGN(const Bytes vkey, read_file(*files_, dir_ + "/vkey", kVkeyBytesMax));
    const VerifierKey& first = chain_->first();
    if (as_text(vkey) != format_vkey(first.name, first.key) + "\n")
        return Error(ErrorCode::corrupt,
                     "the file successions does not lead from the key in the file vkey to the one "
                     "that signs",
                     "put successions and vkey back from an export or the auditor's copy");
    if (chain_->successions().empty()) return {};
    // What is read here must be there after a power cut, too, before anything is signed by it.
    GDPRD_TRY(files_->sync_directory(dir_));
    if (chain_->last().key == signing.key) return {};
    const auto& terms = chain_->terms();
    const bool handed_over = terms[terms.size() - 2].key.key == signing.key &&
                             keys_->other_public_key() == chain_->last().key;
    if (!handed_over)
        return Error(ErrorCode::corrupt,
                     "the signing key in keys/ is not the one that the file successions leads to",
                     "put back the newest keys, or make them anew: gdprctl keys restore with a "
                     "backup from after the key was changed");
    keys_->use_next();
    return {};
}

std::optional<VerifierKey> TrailWriter::prepared() const {
    const auto other = keys_->other_public_key();
    if (!other || keys_->replaced_key_is_there()) return std::nullopt;
    return verifier_key(keys_->origin(), *other);
}

Result<VerifierKey> TrailWriter::prepare_signing() {
    if (poisoned_) return *poisoned_;
    GDPRD_TRY_ASSIGN(const crypto::PublicKey made, keys_->prepare_next());
    return verifier_key(keys_->origin(), made);
}

Result<Succession> TrailWriter::rotate_signing() {
    GDPRD_TRY_ASSIGN(const VerifierKey next, prepare_signing());
    const VerifierKey before = chain_->last();
    GDPRD_TRY_ASSIGN(const std::string earlier, load_successions(*files_, dir_));
    EntryDraft draft;
    draft.type = EntryType::key;
    draft.payload = succession_payload(before, next);
    AppendRequest request;
    GDPRD_TRY_ASSIGN(request.drafts, prepare_drafts({&draft, 1}));
    AppendRequest* const one[] = {&request};
    commit(one);
    if (request.error) return *request.error;
    // A crash from here to the end of the writing below leaves an entry that names a key which was
    // prepared: the present key goes on, and rotation is to be asked for again.
    GDPRD_TRY(sign());
    Succession succession{edge_.size(), edge_.root(), before, next};
    const std::string text = earlier + sign_succession(succession, keys_->signing_seed()) + "\n";
    if (text.size() > kSuccessionsBytesMax)
        return Error(ErrorCode::limit_exceeded, "the signing key was changed too often",
                     "end this trail, and go on with a new one: gdprd continue-trail");
    const auto written = write_file_atomic(*files_, dir_ + "/successions", as_bytes(text));
    if (!written) {
        const auto there = load_successions(*files_, dir_);
        if (written.error().code() == ErrorCode::unavailable && there && *there == earlier)
            return written.error();
        // It may be durable: the key before must not sign any more, and recovery looks.
        poisoned_ = Error(ErrorCode::io,
                          "the trail stopped when its signing key was to be changed: " +
                              written.error().message(),
                          "look at the disk, then restart gdprd");
        log::event(log::Event::trail_failed, {{"error", written.error()}});
        return *poisoned_;
    }
    // Durable: a start after a crash goes on with the next key. This one signs nothing more.
    const auto added = chain_->add(succession);
    GDPRD_ASSERT(added.has_value());
    keys_->use_next();
    log::event(log::Event::trail_signing_key_changed,
               {{"size", succession.size},
                log::Field::safe_text("vkey", format_vkey(next.name, next.key))});
    return succession;
}

/// A checkpoint of the next key is durable. A crash leaves the key before, which signs nothing, to
/// be destroyed after the next start.
void TrailWriter::destroy_replaced_key() {
    const auto done = keys_->destroy_replaced();
    if (!done && !replaced_key_stays_)
        log::event(log::Event::trail_signing_key_stays, {{"error", done.error()}});
    replaced_key_stays_ = !done;
}

}  // namespace gdprd::audit
