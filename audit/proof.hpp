#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "audit/checkpoint.hpp"
#include "audit/signing_chain.hpp"
#include "config/base/bytes.hpp"
#include "config/base/cbor.hpp"
#include "config/base/result.hpp"
#include "config/base/strong.hpp"

namespace gdprd::audit {

/// C2SP tlog-proof: the position of one leaf under one signed checkpoint.
struct InclusionProof {
    EntryIndex index;
    std::vector<Hash> hashes;  ///< leaf to root
    std::string checkpoint;    ///< text of the signed note
};

[[nodiscard]] std::string format_proof(const InclusionProof& proof);
/// Strict: format_proof(parse_proof(x)) == x. Does not verify anything.
Result<InclusionProof> parse_proof(std::string_view text);

struct VerifiedProof {
    EntryIndex index;
    Checkpoint checkpoint;
};

/// Checks the signature by `keys` and that `leaf` is at the proof's index. Pure.
Result<VerifiedProof> verify_proof(std::string_view proof_text, const SigningChain& keys,
                                   BytesView leaf);
/// The same when only the leaf's hash is at hand.
Result<VerifiedProof> verify_proof(std::string_view proof_text, const SigningChain& keys,
                                   const Hash& leaf_hash);
/// Signature and form only: which index and checkpoint the proof speaks of.
Result<VerifiedProof> verify_proof(std::string_view proof_text, const SigningChain& keys);

/// One entry shown to somebody without keys. The salted digest in the stored payload binds `plain`,
/// the commitment in the leaf binds the payload, the proof binds the leaf. Nothing else of the
/// trail becomes readable.
struct Disclosure {
    Bytes leaf;
    Bytes payload;  ///< stored bytes, kind disclosable
    Bytes salt;     ///< 32 bytes
    Bytes plain;    ///< deterministic CBOR: {"at", "body", "request", "type"}
    std::string proof;
};

/// Deterministic CBOR; the form in which a proof bundle carries it.
[[nodiscard]] cbor::Value to_cbor(const Disclosure& disclosure);
Result<Disclosure> disclosure_from_cbor(const cbor::Value& value);

struct VerifiedDisclosure {
    EntryIndex index;
    Checkpoint checkpoint;
    std::uint8_t type = 0;  ///< EntryType
    std::uint64_t wall_ns = 0;
    std::string request;
    cbor::Value body;  ///< the payload that the entry's author gave
};
Result<VerifiedDisclosure> verify_disclosure(const Disclosure& disclosure,
                                             const SigningChain& keys);

}  // namespace gdprd::audit
