#include "audit/signing_chain.hpp"

#include <algorithm>

#include "audit/entry.hpp"

namespace gdprd::audit {

namespace {

/// With spaces: no origin, and so no checkpoint, begins so.
constexpr std::string_view kFirstLine = "gdprd signing key succession v1\n";
constexpr std::size_t kSuccessionsMax = 1024;

Error bad(const char* what) {
    return Error(ErrorCode::invalid_argument, what);
}

std::string vkey_of(const VerifierKey& key) {
    return format_vkey(key.name, key.key);
}

/// "name+id", as a vkey begins.
std::string label(const VerifierKey& key) {
    Bytes id;
    put_u32(id, key.id);
    return key.name + "+" + hex_encode(id);
}

std::string format_succession(const Succession& succession) {
    return std::string(kFirstLine) + succession.before.name + "\nbefore " +
           vkey_of(succession.before) + "\nnext " + vkey_of(succession.next) + "\nsize " +
           std::to_string(succession.size) + "\nroot " + base64_encode(succession.root) + "\n";
}

/// What follows `word` and a space in the next line.
Result<std::string_view> take_value(std::string_view& rest, std::string_view word) {
    const auto end = rest.find('\n');
    if (end == std::string_view::npos) return bad("succession is cut off");
    std::string_view line = rest.substr(0, end);
    rest.remove_prefix(end + 1);
    if (!line.starts_with(word) || line.size() <= word.size() || line[word.size()] != ' ')
        return bad("succession has other lines than it must have");
    return line.substr(word.size() + 1);
}

/// Exactly what format_succession() writes.
Result<Succession> parse_succession(std::string_view text) {
    if (!text.starts_with(kFirstLine)) return bad("this is not a succession of signing keys");
    std::string_view rest = text.substr(kFirstLine.size());
    const auto origin = rest.find('\n');  // compared below, with all else
    if (origin == std::string_view::npos) return bad("succession is cut off");
    rest.remove_prefix(origin + 1);
    Succession out;
    GDPRD_TRY_ASSIGN(const auto before, take_value(rest, "before"));
    GDPRD_TRY_ASSIGN(const auto next, take_value(rest, "next"));
    GDPRD_TRY_ASSIGN(const auto size, take_value(rest, "size"));
    GDPRD_TRY_ASSIGN(const auto root, take_value(rest, "root"));
    GDPRD_TRY_ASSIGN(out.before, parse_vkey(before));
    GDPRD_TRY_ASSIGN(out.next, parse_vkey(next));
    GDPRD_TRY_ASSIGN(out.size, parse_size(size));
    GDPRD_TRY_ASSIGN(const Bytes hash, base64_decode(root));
    if (hash.size() != out.root.size()) return bad("succession root is not 32 bytes");
    std::copy(hash.begin(), hash.end(), out.root.begin());
    if (format_succession(out) != text) return bad("succession has other lines than it must have");
    if (out.next.name != out.before.name) return bad("succession leads to another origin");
    return out;
}

}  // namespace

std::string sign_succession(const Succession& succession, const Secret& seed) {
    SignedNote note;
    note.text = format_succession(succession);
    const auto signature = crypto::ed25519_sign(seed, as_bytes(note.text));
    note.signatures.push_back(
        {succession.before.name, succession.before.id, Bytes(signature.begin(), signature.end())});
    return format_note(note);
}

Result<Succession> verify_succession(std::string_view note) {
    GDPRD_TRY_ASSIGN(const SignedNote parsed, parse_note(note));
    GDPRD_TRY_ASSIGN(Succession out, parse_succession(parsed.text));
    const auto& line = parsed.signatures.front();
    if (parsed.signatures.size() != 1 || line.name != out.before.name || line.id != out.before.id ||
        line.signature.size() != 64 ||
        !crypto::ed25519_verify(out.before.key, as_bytes(parsed.text), line.signature))
        return Error(ErrorCode::crypto, "succession is not signed by the key before");
    return out;
}

cbor::Map succession_payload(const VerifierKey& before, const VerifierKey& next) {
    return cbor::Map{{"before", vkey_of(before)}, {"kind", "signing"}, {"next", vkey_of(next)}};
}

Hash succession_commitment(const Succession& succession) {
    return payload_commitment(cbor::encode(succession_payload(succession.before, succession.next)));
}

SigningChain::SigningChain(VerifierKey only) {
    terms_.push_back({std::move(only)});
}

std::optional<std::size_t> SigningChain::find(const VerifierKey& key) const {
    const auto found = std::find_if(terms_.begin(), terms_.end(), [&](const Term& term) {
        return term.key.name == key.name && term.key.key == key.key;
    });
    if (found == terms_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - terms_.begin());
}

SigningChain SigningChain::from(const VerifierKey& key) const {
    SigningChain out(key);
    const auto begin = find(key);
    if (!begin) return out;
    const auto offset = static_cast<std::ptrdiff_t>(*begin);
    out.terms_.assign(terms_.begin() + offset, terms_.end());
    out.terms_.front().after = 0;
    out.successions_.assign(successions_.begin() + offset, successions_.end());
    return out;
}

Result<void> SigningChain::add(const Succession& succession) {
    Term& last = terms_.back();
    if (find(succession.before) != terms_.size() - 1)
        return Error(ErrorCode::crypto, "succession is not of the key that signed until then");
    if (succession.size <= last.after)
        return Error(ErrorCode::crypto, "succession is not later than the one before");
    if (find(succession.next))
        return Error(ErrorCode::crypto, "succession leads back to a key that was replaced");
    last.until = succession.size;
    terms_.push_back({succession.next, succession.size});
    successions_.push_back(succession);
    return {};
}

Result<Checkpoint> SigningChain::verify(std::string_view note) const {
    GDPRD_TRY_ASSIGN(const SignedNote parsed, parse_note(note));
    std::vector<const Term*> signers;
    for (const auto& line : parsed.signatures) {
        for (const Term& term : terms_) {
            if (line.name != term.key.name || line.id != term.key.id) continue;
            if (line.signature.size() != 64 ||
                !crypto::ed25519_verify(term.key.key, as_bytes(parsed.text), line.signature))
                return Error(ErrorCode::crypto, "checkpoint has a bad signature of the log's key");
            signers.push_back(&term);
        }
    }
    if (signers.empty())
        return Error(ErrorCode::crypto, "checkpoint is not signed by the log's key",
                     "a later key of it may have signed it, if its signing key was changed: the "
                     "file successions leads from the one to the other, and a copy that is older "
                     "than the change has none of it");
    GDPRD_TRY_ASSIGN(Checkpoint out, parse_checkpoint(parsed.text));
    if (out.origin != origin())
        return Error(ErrorCode::crypto, "checkpoint is of another origin than the key's");
    for (const Term* term : signers) {
        const bool early = term->after != 0 && out.size <= term->after;
        if (!early && out.size <= term->until) continue;
        return Error(ErrorCode::crypto,
                     "checkpoint for " + std::to_string(out.size) + " entries is signed by " +
                         label(term->key) + ", which signs only " +
                         (early ? "beyond " + std::to_string(term->after)
                                : "up to " + std::to_string(term->until)),
                     "who has a signing key that was replaced may have forged it: keep it as "
                     "evidence");
    }
    return out;
}

ReadChain read_chain(const VerifierKey& given, std::string_view text) {
    std::optional<SigningChain> chain;
    ReadChain out{SigningChain(given), std::nullopt, {}};
    std::uint64_t last = 0;
    const auto stop = [&](std::uint64_t offset, Error error) {
        out.fault = ReadChain::Fault{offset, last, std::move(error)};
    };
    std::size_t at = 0;
    while (at < text.size() && !out.fault) {
        const auto body = text.find("\n\n", at);
        const auto end = body == std::string_view::npos ? body : text.find("\n\n", body + 2);
        if (end == std::string_view::npos || out.offsets.size() == kSuccessionsMax) {
            stop(at, bad("succession record is damaged"));
            break;
        }
        const auto one = verify_succession(text.substr(at, end + 1 - at));
        if (!one) {
            stop(at, one.error());
            break;
        }
        if (!chain) chain.emplace(one->before);
        const auto added = chain->add(*one);
        if (!added) {
            stop(at, added.error());
            break;
        }
        out.offsets.push_back(at);
        last = one->size;
        at = end + 2;
    }
    if (!chain) return out;
    if (chain->find(given)) {
        out.chain = std::move(*chain);
        return out;
    }
    out.offsets.clear();
    last = 0;
    if (!out.fault)
        stop(0, Error(ErrorCode::crypto, "the key given is none of those that signed this log"));
    return out;
}

Result<SigningChain> parse_chain(const VerifierKey& given, std::string_view text) {
    ReadChain read = read_chain(given, text);
    if (!read.fault) return std::move(read.chain);
    return Error(ErrorCode::corrupt,
                 "successions: offset " + std::to_string(read.fault->offset) + ": " +
                     read.fault->error.message(),
                 "compare the file with a copy kept elsewhere, then gdprctl audit verify");
}

Result<SigningChain> parse_chain_from(const VerifierKey& given, std::string_view text) {
    GDPRD_TRY_ASSIGN(const SigningChain all, parse_chain(given, text));
    return all.from(given);
}

Result<std::string> load_successions(FileStore& files, const std::string& dir) {
    const auto bytes = read_file(files, dir + "/successions", kSuccessionsBytesMax);
    if (!bytes && bytes.error().code() == ErrorCode::not_found) return std::string();
    if (!bytes) return bytes.error();
    return std::string(as_text(*bytes));
}

Result<SigningChain> load_chain(FileStore& files, const std::string& dir,
                                const VerifierKey& given) {
    GDPRD_TRY_ASSIGN(const std::string text, load_successions(files, dir));
    auto chain = parse_chain(given, text);
    if (!chain) return chain.error().in(dir);
    return chain;
}

std::string successions_until(std::string_view text, std::uint64_t size) {
    std::size_t at = 0;
    for (;;) {
        const auto body = text.find("\n\n", at);
        const auto end = body == std::string_view::npos ? body : text.find("\n\n", body + 2);
        if (end == std::string_view::npos) break;
        const auto one = verify_succession(text.substr(at, end + 1 - at));
        if (!one || one->size > size) break;
        at = end + 2;
    }
    return std::string(text.substr(0, at));
}

}  // namespace gdprd::audit
