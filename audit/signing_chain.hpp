#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/checkpoint.hpp"
#include "audit/file_store.hpp"
#include "config/base/cbor.hpp"
#include "config/base/secret.hpp"

namespace gdprd::audit {

/// What a signing key says last: which tree it leaves, and which key signs all larger ones (man
/// gdprd-trail.5, "Successions").
struct Succession {
    std::uint64_t size = 0;  ///< the last tree that `before` signs; `next` signs what is larger
    Hash root{};             ///< of that tree
    VerifierKey before;
    VerifierKey next;
};
/// A signed note of `before`, whose first line cannot be a checkpoint's.
[[nodiscard]] std::string sign_succession(const Succession& succession, const Secret& seed);
/// Parses and verifies by the key that the note itself names as the one before.
Result<Succession> verify_succession(std::string_view note);
/// Payload of the entry that names the next key: the last one below the succession's size.
/// Everybody can read it, and the leaf commits to exactly these bytes.
[[nodiscard]] cbor::Map succession_payload(const VerifierKey& before, const VerifierKey& next);
/// What that leaf has as its payload's commitment.
[[nodiscard]] Hash succession_commitment(const Succession& succession);

/// The keys of one log in the order in which they signed, each with the sizes that are its own.
/// Whoever trusts one of them can follow to those after it, because each key signed the next. To
/// those before it only who also sees that the tree which it signs has the entries that named them
/// (the verifier of a whole trail).
class SigningChain {
  public:
    struct Term {
        VerifierKey key;
        std::uint64_t after =
            0;  ///< signs trees larger than this; the first key also the empty one
        std::uint64_t until = std::numeric_limits<std::uint64_t>::max();  ///< and not larger
    };

    /// A log whose key was never changed. Implicit: a key alone is a chain.
    SigningChain(VerifierKey only);

    /// Takes in a succession of the last key. crypto: it is of another key, or does not come after
    /// the one before.
    Result<void> add(const Succession& succession);

    [[nodiscard]] const std::string& origin() const noexcept { return terms_.front().key.name; }
    [[nodiscard]] const VerifierKey& first() const noexcept { return terms_.front().key; }
    [[nodiscard]] const VerifierKey& last() const noexcept { return terms_.back().key; }
    [[nodiscard]] const std::vector<Term>& terms() const noexcept { return terms_; }
    [[nodiscard]] const std::vector<Succession>& successions() const noexcept {
        return successions_;
    }
    /// The place of a key in the order; none: it is no key of this log.
    [[nodiscard]] std::optional<std::size_t> find(const VerifierKey& key) const;

    /// What of it somebody can follow who trusts `key` and sees no tree: `key` and those after it.
    [[nodiscard]] SigningChain from(const VerifierKey& key) const;

    /// As the verify_checkpoint() of one key, and the key is the one whose turn it was: a signature
    /// for a size that is not its own is an error, whoever else signed too.
    [[nodiscard]] Result<Checkpoint> verify(std::string_view note) const;

  private:
    std::vector<Term> terms_;
    std::vector<Succession> successions_;
};

/// The same as SigningChain::verify().
inline Result<Checkpoint> verify_checkpoint(std::string_view note, const SigningChain& chain) {
    return chain.verify(note);
}

/// What the file `successions` makes of a key that somebody trusts.
struct ReadChain {
    SigningChain chain;  ///< as far as the file is good; only the key given when it leads nowhere
    struct Fault {
        std::uint64_t offset = 0;  ///< of the record
        std::uint64_t index = 0;   ///< size of the record before, else 0
        Error error;
    };
    std::optional<Fault> fault;
    std::vector<std::uint64_t> offsets;  ///< of the record of each succession of the chain
};
/// Pure. `text` may be empty: there was no rotation. The records up to the first bad one count.
ReadChain read_chain(const VerifierKey& given, std::string_view text);
/// The same, where anything wrong is an error that names the offset.
Result<SigningChain> parse_chain(const VerifierKey& given, std::string_view text);
/// The same without the keys before the one given: for a proof, where no tree confirms them.
Result<SigningChain> parse_chain_from(const VerifierKey& given, std::string_view text);

inline constexpr std::uint64_t kSuccessionsBytesMax = 1ULL << 20;

/// DIR/successions, empty when it is not there.
Result<std::string> load_successions(FileStore& files, const std::string& dir);
/// parse_chain() of it. Who reads notes beside a writer reads them before: the key of a newer note
/// is in the file then.
Result<SigningChain> load_chain(FileStore& files, const std::string& dir, const VerifierKey& given);
/// The file's text up to what the first `size` entries know of: for a copy that ends there.
[[nodiscard]] std::string successions_until(std::string_view text, std::uint64_t size);

}  // namespace gdprd::audit
