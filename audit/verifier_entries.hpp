#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>

#include "audit/definitions.hpp"
#include "audit/keyring.hpp"
#include "audit/verifier_frames.hpp"
#include "audit/verifier_parts.hpp"

namespace gdprd::audit {

/// Payload commitments and redactions: all that needs no key.
class PayloadCheck {
  public:
    PayloadCheck(FaultList& faults, VerifyReport& report) : faults_(faults), report_(report) {}
    /// `offset`: of the stored payload in `file`.
    void look(const ClearHeader& header, PayloadFit fit, const std::string& file,
              std::uint64_t offset);
    void finish();
    [[nodiscard]] cbor::Value saved() const;
    Result<void> restore(const cbor::Value& saved);

  private:
    FaultList& faults_;
    VerifyReport& report_;
    std::map<std::uint64_t, FilePlace> absent_;  ///< destroyed, redact entry not yet seen
};

/// The first entry of each epoch, which everybody can read.
class EpochCheck {
  public:
    explicit EpochCheck(FaultList& faults) : faults_(faults) {}
    [[nodiscard]] std::uint32_t epoch() const noexcept { return epoch_; }
    void set(std::uint32_t epoch) noexcept { epoch_ = epoch; }
    /// The leaf begins an epoch: its payload is the key's commitment, which is returned.
    std::optional<Hash> begin(const ClearHeader& header, BytesView stored, const FilePlace& place);

  private:
    FaultList& faults_;
    std::uint32_t epoch_ = 0;
};

/// The order of epochs and incarnations; with a data key also MACs, envelopes, payloads of the
/// epoch, references, order of clocks.
class EntryCheck {
  public:
    EntryCheck(FaultList& faults, VerifyReport& report)
        : faults_(faults), report_(report), epochs_(faults) {}
    /// Absent: only what is readable without a key.
    void use(std::optional<KeyRing> keys) { keys_ = std::move(keys); }
    void frame(const PreparedFrame& prepared, const std::string& file);
    /// Entry number `i` of the frame given last.
    void entry(const PreparedFrame& prepared, std::size_t i, const std::string& file);
    /// Every wrapped key opens, whether an entry uses it or not.
    void finish();
    [[nodiscard]] cbor::Value saved() const;
    Result<void> restore(const cbor::Value& saved);

  private:
    void epoch_begins(const PreparedFrame& prepared, std::size_t i, const FilePlace& place);
    void references(const Envelope& envelope, std::uint64_t seq, const FilePlace& place);

    FaultList& faults_;
    VerifyReport& report_;
    std::optional<KeyRing> keys_;
    EpochCheck epochs_;
    std::uint32_t incarnation_ = 0;
    std::uint64_t monotonic_ns_ = 0;
    /// Of the present epoch; absent: its payload is gone, so that nobody knows what it defined.
    std::unordered_map<std::uint64_t, std::optional<DefinitionKind>> definitions_;
};

}  // namespace gdprd::audit
