#pragma once

#include <array>
#include <string>

#include "audit/checkpoint.hpp"
#include "audit/tree.hpp"
#include "audit/witness_protocol.hpp"
#include "config/base/assert.hpp"

namespace gdprd::test {

/// A log in memory, with a key of its own: grows, signs, proves.
class TestLog final : public audit::HashSource {
  public:
    explicit TestLog(std::string origin = "example.org/log", std::uint8_t key = 0x11)
        : origin_(std::move(origin)), seed_(BytesView(Bytes(32, key))) {}

    /// Leaves whose content is `salt` and their index: two logs with different salts fork.
    void grow_to(std::uint64_t size, std::uint8_t salt = 0) {
        while (edge_.size() < size) {
            Bytes leaf{salt};
            put_u64(leaf, edge_.size());
            edge_.append(crypto::sha256(leaf), &hashes_);
        }
    }
    [[nodiscard]] std::uint64_t size() const { return edge_.size(); }
    [[nodiscard]] audit::VerifierKey key() const {
        const auto key = crypto::ed25519_public(seed_);
        return {origin_, audit::key_id(origin_, key), key};
    }
    [[nodiscard]] std::string note() const {
        return audit::sign_checkpoint({origin_, edge_.size(), edge_.root()}, seed_);
    }
    [[nodiscard]] std::vector<Hash> proof(std::uint64_t old_size) {
        if (old_size > edge_.size()) return {};
        const auto proof = audit::prove_consistency(*this, old_size, edge_.size());
        GDPRD_ASSERT(proof.has_value());
        return *proof;
    }
    /// An add-checkpoint body for the present head.
    [[nodiscard]] std::string request(std::uint64_t old_size) {
        return audit::format_add_checkpoint(old_size, proof(old_size), note());
    }
    Result<void> read(unsigned level, std::uint64_t first, std::span<Hash> out) override {
        const auto& stored = hashes_.at(level);
        if (first + out.size() > stored.size()) return Error(ErrorCode::corrupt, "no such hash");
        std::copy_n(stored.begin() + static_cast<std::ptrdiff_t>(first), out.size(), out.begin());
        return {};
    }

  private:
    std::string origin_;
    Secret seed_;
    audit::TreeEdge edge_;
    audit::TileHashes hashes_;
};

}  // namespace gdprd::test
