#include "daemon/witness/ask_witness.hpp"

#include <optional>

#include "audit/witness_protocol.hpp"

namespace gdprd::daemon {

namespace {

constexpr int kTriesMax = 3;  // the size that it has may change once between two questions

Error odd_answer(const std::string& what) {
    return Error(ErrorCode::unavailable, what, "ask who runs the witness");
}

/// A proxy before it, or another server at its URL, answers so too: nothing is concluded from it.
Error no_witness(int status, const char* lacks) {
    return odd_answer("the server at the witness's URL answered in a way no witness does: " +
                      std::to_string(status) + ", " + lacks);
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

/// The body of a 409: a number and LF; none: this is no witness's 409.
std::optional<std::uint64_t> size_in(const HttpAnswered& answer) {
    const std::string_view type(answer.content_type);
    const bool right_type = type.substr(0, type.find_first_of("; ")) == audit::kTreeSizeMediaType;
    std::string_view text = answer.body;
    if (answer.status != 409 || !right_type || !text.ends_with('\n')) return std::nullopt;
    text.remove_suffix(1);
    const auto size = audit::parse_size(text);
    return size ? std::optional(*size) : std::nullopt;
}

Error error_of(int status) {
    if (status == 404)
        return Error(
            ErrorCode::not_found,
            "the witness does not know this trail, or its URL is another (404)",
            "give who runs it the trail's verifier key, STATE/trail/vkey; or mend the URL");
    if (status == 403)
        return Error(ErrorCode::forbidden,
                     "the witness does not accept the key that signs this trail now (403)",
                     "give who runs it the key that signs now: gdprctl keys list; before the next "
                     "change of keys, the one that gdprctl keys rotate --signing --prepare prints");
    return Error(ErrorCode::unavailable,
                 "the witness answered with status " + std::to_string(status),
                 "ask who runs the witness");
}

/// One question about one checkpoint.
struct Question {
    const std::string& note;
    std::uint64_t size = 0;  ///< of the checkpoint
    audit::HashSource& tiles;
    const AskOnce& ask;

    Result<HttpAnswered> put(OffLoop off, std::uint64_t old_size) const {
        GDPRD_TRY_ASSIGN(const auto proof, audit::prove_consistency(tiles, old_size, size));
        return ask(off, audit::format_add_checkpoint(old_size, proof, note));
    }
};

/// The answer says that the witness holds a tree of `old_size` entries which is not this one's
/// beginning. A 422 has no mark of a witness, nor has the 409 for two roots of one size, and gdprd
/// stops for them. So the witness must say, with such a mark, that it holds this size; and then
/// refuse the same question again.
Result<WitnessOutcome> confirm(OffLoop off, const Question& question, std::uint64_t old_size,
                               const HttpAnswered& refusal) {
    const char* const lacks = "and no tree size when it is asked for it";
    if (old_size == 0) return no_witness(refusal.status, "where nothing could be compared");
    GDPRD_TRY_ASSIGN(const HttpAnswered told, question.put(off, 0));
    if (size_in(told) != old_size) return no_witness(refusal.status, lacks);
    GDPRD_TRY_ASSIGN(const HttpAnswered again, question.put(off, old_size));
    if (again.status != refusal.status)
        return odd_answer("the witness refused a checkpoint, and did not when it was asked again");
    return WitnessOutcome(Contradicted{old_size, question.size, false});
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
    const Question question{note, head.size, tiles, ask};
    for (int tries = 0; tries < kTriesMax; ++tries) {
        const std::uint64_t old_size = known_size <= head.size ? known_size : 0;
        GDPRD_TRY_ASSIGN(const HttpAnswered answer, question.put(off, old_size));
        if (answer.status == 200) {
            GDPRD_TRY_ASSIGN(WitnessOutcome out, read_cosignature(witness, note, answer.body));
            known_size = head.size;
            return out;
        }
        // Judged only when it holds old_size: else it would have told another size.
        if (answer.status == 422) return confirm(off, question, old_size, answer);
        if (answer.status != 409) return error_of(answer.status);
        const std::optional<std::uint64_t> size = size_in(answer);
        if (old_size == head.size && size.value_or(old_size) == old_size)
            return confirm(off, question, old_size, answer);
        if (!size) return no_witness(409, "without a tree size");
        if (*size > head.size) return WitnessOutcome(Contradicted{*size, head.size, true});
        if (*size == old_size) return odd_answer("the witness refuses the size that it tells");
        known_size = *size;
    }
    return odd_answer("the witness tells another size each time");
}

}  // namespace gdprd::daemon
