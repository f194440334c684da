#include "audit/proof.hpp"

#include <algorithm>
#include <charconv>

#include "audit/entry.hpp"
#include "audit/payload.hpp"
#include "audit/tree.hpp"

namespace gdprd::audit {

namespace {

constexpr std::string_view kMagicLine = "c2sp.org/tlog-proof@v1\n";
constexpr std::string_view kIndexWord = "index ";
constexpr std::size_t kHashesMax = 64;

Error bad(const char* what) {
    return Error(ErrorCode::invalid_argument, what,
                 "a proof is the text that gdprctl audit prove prints");
}

Result<std::string_view> take_line(std::string_view& rest) {
    const auto end = rest.find('\n');
    if (end == std::string_view::npos) return bad("proof is cut off");
    const std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    return line;
}

Result<std::uint64_t> parse_index(std::string_view line) {
    if (!line.starts_with(kIndexWord)) return bad("proof has no index line");
    line.remove_prefix(kIndexWord.size());
    std::uint64_t value = 0;
    const auto [end, ec] = std::from_chars(line.data(), line.data() + line.size(), value);
    if (ec != std::errc{} || end != line.data() + line.size() ||
        (line.size() > 1 && line.front() == '0')) {
        return bad("proof has a bad index");
    }
    return value;
}

Result<VerifiedProof> verify_parsed(const InclusionProof& proof, const SigningChain& keys) {
    GDPRD_TRY_ASSIGN(Checkpoint checkpoint, keys.verify(proof.checkpoint));
    if (proof.index.value() >= checkpoint.size) {
        return Error(ErrorCode::crypto,
                     "proof is about an entry that its checkpoint does not cover");
    }
    return VerifiedProof{proof.index, std::move(checkpoint)};
}

}  // namespace

std::string format_proof(const InclusionProof& proof) {
    std::string out(kMagicLine);
    out += std::string(kIndexWord) + std::to_string(proof.index.value()) + "\n";
    for (const Hash& hash : proof.hashes) out += base64_encode(hash) + "\n";
    return out + "\n" + proof.checkpoint;
}

Result<InclusionProof> parse_proof(std::string_view text) {
    if (!text.starts_with(kMagicLine)) return bad("this is not a C2SP tlog-proof");
    text.remove_prefix(kMagicLine.size());
    InclusionProof out;
    GDPRD_TRY_ASSIGN(std::string_view line, take_line(text));
    GDPRD_TRY_ASSIGN(const std::uint64_t index, parse_index(line));
    out.index = EntryIndex(index);
    for (;;) {
        GDPRD_TRY_ASSIGN(line, take_line(text));
        if (line.empty()) break;
        if (out.hashes.size() == kHashesMax) return bad("proof has too many hashes");
        GDPRD_TRY_ASSIGN(const Bytes bytes, base64_decode(line));
        Hash hash{};
        if (bytes.size() != hash.size()) return bad("proof has a hash that is not 32 bytes");
        std::copy(bytes.begin(), bytes.end(), hash.begin());
        out.hashes.push_back(hash);
    }
    GDPRD_TRY(parse_note(text));
    out.checkpoint = std::string(text);
    return out;
}

Result<VerifiedProof> verify_proof(std::string_view proof_text, const SigningChain& keys,
                                   const Hash& hash) {
    GDPRD_TRY_ASSIGN(const InclusionProof proof, parse_proof(proof_text));
    GDPRD_TRY_ASSIGN(VerifiedProof verified, verify_parsed(proof, keys));
    const LeafPosition position{proof.index.value(), verified.checkpoint.size};
    if (!verify_inclusion(position, hash, proof.hashes, verified.checkpoint.root)) {
        return Error(ErrorCode::crypto, "proof does not lead from the entry to the signed root");
    }
    return verified;
}

Result<VerifiedProof> verify_proof(std::string_view proof_text, const SigningChain& keys,
                                   BytesView leaf) {
    GDPRD_TRY_ASSIGN(VerifiedProof verified, verify_proof(proof_text, keys, leaf_hash(leaf)));
    GDPRD_TRY_ASSIGN(const ClearHeader header, parse_header(leaf));
    if (header.seq != verified.index.value()) {
        return Error(ErrorCode::crypto, "the entry says another index than its proof");
    }
    return verified;
}

Result<VerifiedProof> verify_proof(std::string_view proof_text, const SigningChain& keys) {
    GDPRD_TRY_ASSIGN(const InclusionProof proof, parse_proof(proof_text));
    return verify_parsed(proof, keys);
}

cbor::Value to_cbor(const Disclosure& disclosure) {
    return cbor::Map{{"leaf", disclosure.leaf},   {"payload", disclosure.payload},
                     {"plain", disclosure.plain}, {"proof", disclosure.proof},
                     {"salt", disclosure.salt},   {"v", 1}};
}

Result<Disclosure> disclosure_from_cbor(const cbor::Value& value) {
    GDPRD_TRY_ASSIGN(const std::uint64_t version, value["v"].as_u64());
    if (version != 1) return Error(ErrorCode::unsupported, "disclosure of an unknown version");
    Disclosure out;
    GDPRD_TRY_ASSIGN(out.leaf, value["leaf"].as_bytes());
    GDPRD_TRY_ASSIGN(out.payload, value["payload"].as_bytes());
    GDPRD_TRY_ASSIGN(out.salt, value["salt"].as_bytes());
    GDPRD_TRY_ASSIGN(out.plain, value["plain"].as_bytes());
    GDPRD_TRY_ASSIGN(out.proof, value["proof"].as_string());
    return out;
}

Result<VerifiedDisclosure> verify_disclosure(const Disclosure& disclosure,
                                             const SigningChain& keys) {
    GDPRD_TRY_ASSIGN(VerifiedProof proof,
                     verify_proof(disclosure.proof, keys, BytesView(disclosure.leaf)));
    GDPRD_TRY_ASSIGN(const ClearHeader header, parse_header(disclosure.leaf));
    if (header.payload_length != disclosure.payload.size() ||
        payload_commitment(disclosure.payload) != header.payload_commitment) {
        return Error(ErrorCode::crypto,
                     "disclosed payload is not the one that the entry commits to");
    }
    const Hash digest = disclosure_digest(disclosure.salt, disclosure.plain);
    if (disclosure.salt.size() != kDisclosureSaltBytes ||
        disclosure.payload.size() < digest.size() ||
        !std::equal(digest.begin(), digest.end(), disclosure.payload.begin())) {
        return Error(ErrorCode::crypto,
                     "disclosed text is not the one that the payload commits to");
    }
    GDPRD_TRY_ASSIGN(const cbor::Value plain,
                     cbor::decode(disclosure.plain, kPayloadPlainBytesMax));
    VerifiedDisclosure out;
    out.index = proof.index;
    out.checkpoint = std::move(proof.checkpoint);
    GDPRD_TRY_ASSIGN(const std::uint64_t type, plain["type"].as_u64());
    if (type < 1 || type > 16) return Error(ErrorCode::corrupt, "disclosure of an unknown type");
    out.type = static_cast<std::uint8_t>(type);
    GDPRD_TRY_ASSIGN(out.wall_ns, plain["at"].as_u64());
    GDPRD_TRY_ASSIGN(out.request, plain["request"].as_string());
    out.body = plain["body"];
    return out;
}

}  // namespace gdprd::audit
