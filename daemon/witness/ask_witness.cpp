#include "daemon/witness/ask_witness.hpp"

#include <optional>

#include "audit/witness_protocol.hpp"

namespace gdprd::daemon {

namespace {

constexpr int kTriesMax = 3;  // the size that it has may change once between two questions

Error odd_answer(const char* what) {
    return Error(ErrorCode::unavailable, what, "ask who runs the witness");
}

Result<WitnessOutcome> read_cosignature(const audit::VerifierKey& witness, const std::string& note,
                                        const std::string& body) {
    // The trail's own signature is not looked at: only the witness's lines count.
    GDPRD_TRY_ASSIGN(const audit::SignedNote signed_by_log, audit::parse_note(note));
    auto lines = audit::parse_signature_lines(body);
    if (!lines) return odd_answer("the witness's answer holds no signature");
    for (const auto& line : *lines) {
        const audit::SignedNote one{signed_by_log.text, {line}};
        const auto found = audit::find_cosignature(one, witness);
        if (!found) return odd_answer("the witness's signature is not good");
        const std::optional<audit::CosignatureTime> time = *found;
        if (time) return WitnessOutcome(Cosigned{audit::format_signature_line(line), *time});
    }
    return odd_answer("the witness answered without its signature");
}

/// The body of a 409: a number and LF.
Result<std::uint64_t> read_size(const HttpAnswered& answer) {
    std::string_view text = answer.body;
    if (!answer.content_type.starts_with(audit::kTreeSizeMediaType) || !text.ends_with('\n'))
        return odd_answer("the witness's answer does not say how much it knows");
    text.remove_suffix(1);
    const auto size = audit::parse_size(text);
    if (!size) return odd_answer("the witness's answer does not say how much it knows");
    return *size;
}

Error error_of(int status) {
    if (status == 404)
        return Error(ErrorCode::not_found, "the witness does not know this trail",
                     "give who runs it the trail's verifier key: STATE/trail/vkey");
    if (status == 403)
        return Error(ErrorCode::forbidden, "the witness does not accept this trail's key",
                     "give who runs it the trail's verifier key: STATE/trail/vkey");
    return Error(ErrorCode::unavailable,
                 "the witness answered with status " + std::to_string(status),
                 "ask who runs the witness");
}

}  // namespace

std::string Contradicted::to_string(const std::string& witness) const {
    const std::string known = std::to_string(witness_size);
    const std::string ours = std::to_string(our_size);
    if (longer) {
        return "the witness " + witness + " has cosigned this trail with " + known +
               " entries, but here are signed " + ours +
               ": the trail was set back, or another copy of it went on";
    }
    return "the witness " + witness + " has cosigned this trail with " + known +
           " entries, and they are not the first " + known + " of the " + ours +
           " that are signed here: there are two trails";
}

Result<WitnessOutcome> ask_witness(OffLoop off, const audit::VerifierKey& witness,
                                   const std::string& note, audit::HashSource& tiles,
                                   std::uint64_t& known_size, const AskOnce& ask) {
    GDPRD_TRY_ASSIGN(const audit::SignedNote parsed, audit::parse_note(note));
    GDPRD_TRY_ASSIGN(const audit::Checkpoint head, audit::parse_checkpoint(parsed.text));
    for (int tries = 0; tries < kTriesMax; ++tries) {
        const std::uint64_t old_size = known_size <= head.size ? known_size : 0;
        GDPRD_TRY_ASSIGN(const auto proof, audit::prove_consistency(tiles, old_size, head.size));
        GDPRD_TRY_ASSIGN(const HttpAnswered answer,
                         ask(off, audit::format_add_checkpoint(old_size, proof, note)));
        if (answer.status == 200) {
            GDPRD_TRY_ASSIGN(WitnessOutcome out, read_cosignature(witness, note, answer.body));
            known_size = head.size;
            return out;
        }
        // Judged only when it holds old_size: else it would have told another size.
        if (answer.status == 422) return WitnessOutcome(Contradicted{old_size, head.size, false});
        if (answer.status != 409) return error_of(answer.status);
        GDPRD_TRY_ASSIGN(const std::uint64_t size, read_size(answer));
        if (size > head.size) return WitnessOutcome(Contradicted{size, head.size, true});
        if (size == old_size && size == head.size)
            return WitnessOutcome(Contradicted{size, head.size, false});
        if (size == old_size) return odd_answer("the witness refuses the size that it tells");
        known_size = size;
    }
    return odd_answer("the witness tells another size each time");
}

}  // namespace gdprd::daemon
