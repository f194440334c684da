#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "audit/file_store.hpp"
#include "config/base/bytes.hpp"
#include "config/base/cbor.hpp"
#include "config/base/result.hpp"
#include "config/base/secret.hpp"
#include "config/base/strong.hpp"

namespace gdprd::audit {

/// Why payloads are destroyed; in each redact entry. No personal data.
struct RedactionReason {
    std::string actor;
    std::string request;
    cbor::Value payload;  ///< as the body of the redact entry: approver, ground; null: it has none
};

/// One redaction, as the file `redacting` holds it.
struct RedactionJob {
    std::uint64_t since = 0;     ///< size of the trail when it began, at least 1
    Hash last{};                 ///< hash of the leaf before that: of this trail, and no other copy
    std::uint64_t searched = 0;  ///< of entries below this, `targets` has those of the subjects
    std::vector<std::uint64_t> subjects;
    std::vector<EntryIndex> targets;
    RedactionReason reason;
};

/// The file `redacting` (man gdprd-trail.5, "Redaction"): a MAC under a key from the root key and
/// the trail's origin, then the job. Who can write files but has no root key can order nothing
/// with it. From any thread.
class RedactingFile {
  public:
    RedactingFile(std::shared_ptr<FileStore> files, const std::string& dir, std::string origin,
                  const Secret& root_key);
    /// None: there is no such file. corrupt: gdprd did not write it with this root key for this
    /// trail; nothing of it was looked at.
    Result<std::optional<RedactionJob>> load() const;
    /// Durable when this returns.
    Result<void> save(const RedactionJob& job) const;
    Result<void> remove() const;
    /// As save() writes it.
    [[nodiscard]] Bytes encode(const RedactionJob& job) const;

  private:
    [[nodiscard]] Hash mac(BytesView job) const;

    std::shared_ptr<FileStore> files_;
    std::string path_;
    std::string origin_;
    Secret key_;
};

/// What is said of a file `redacting` that must not be done.
[[nodiscard]] Error foreign_redaction(const std::string& path, const std::string& why);

}  // namespace gdprd::audit
