#pragma once

#include <array>
#include <boost/json/fwd.hpp>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "audit/definitions.hpp"
#include "audit/entry.hpp"
#include "audit/epoch_keys.hpp"
#include "config/base/bytes.hpp"
#include "config/base/cbor.hpp"
#include "config/base/result.hpp"

namespace gdprd::daemon {

/// An entry of a bundle whose place and bytes are proven.
struct BundleEntry {
    const boost::json::object* file = nullptr;  ///< entries/N.json: what it says
    audit::ClearHeader header;
    Bytes leaf;
    Bytes stored;  ///< payload
    std::string type;
    bool erased = false;
    bool opened = false;  ///< its text is shown by its salted digest, and fits
    bool read = false;    ///< every word of its envelope was read, and fits
    bool sealed = false;  ///< its payload is under the key of one person, and is not told
};
using BundleEntries = std::map<std::uint64_t, BundleEntry>;

/// The keys of epochs that a bundle brings, and what its files say held against what they open.
class BundleKeyring {
  public:
    /// Of bundle.json. `corrupt` when its list of keys is malformed.
    static Result<BundleKeyring> parse(const boost::json::object& listing);

    /// Marks what it proves: `read`, `sealed`. `corrupt` names the first entry that says something
    /// else than what is under the key of its epoch, or a key that the trail did not log.
    Result<void> check(BundleEntries& entries);

  private:
    struct Epoch {
        audit::EpochKeys keys;
        std::uint64_t key_entry = 0;
    };
    /// Names as lists: none, one, or the fields.
    using Names = std::vector<std::string>;
    struct Defined {
        audit::DefinitionKind kind;
        Names names;
    };
    using Ids = std::array<std::uint64_t, audit::kDefinitionKinds>;

    Result<void> open(std::uint64_t index, BundleEntry& entry, Epoch& epoch);
    Result<void> open_payload(std::uint64_t index, const audit::Envelope& envelope,
                              BundleEntry& entry, Epoch& epoch);
    [[nodiscard]] Result<void> check_names(const BundleEntry& entry, const Ids& ids) const;
    [[nodiscard]] Result<void> check_commitments(const BundleEntries& entries) const;

    std::map<std::uint32_t, Epoch> epochs_;
    std::map<std::uint64_t, Ids> ids_;
    std::map<std::uint64_t, Defined> defined_;
};

/// The bundle does not hold: `what`, and what to do.
[[nodiscard]] Error bad_bundle(const std::string& what);
/// A text member of a file; empty when it is null or not there.
[[nodiscard]] std::string bundle_text(const boost::json::object& object, std::string_view name);
/// Whether this is what the file gives as its payload.
[[nodiscard]] bool tells_payload(const boost::json::object& file, const cbor::Value& payload);

}  // namespace gdprd::daemon
