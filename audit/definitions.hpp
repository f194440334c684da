#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "audit/entry.hpp"
#include "config/base/cbor.hpp"
#include "config/base/result.hpp"

namespace gdprd::audit {

enum class DefinitionKind : std::uint8_t { store, collection, field_set, actor, purpose, request };
inline constexpr std::size_t kDefinitionKinds = 6;
[[nodiscard]] std::string_view to_string(DefinitionKind kind) noexcept;
/// The type that a definition entry of this kind has.
[[nodiscard]] EntryType definition_type(DefinitionKind kind) noexcept;

/// What a definition entry's payload says.
struct Definition {
    DefinitionKind kind = DefinitionKind::store;
    std::string name;                 ///< not for field_set
    std::vector<std::string> fields;  ///< field_set: sorted, unique
};
/// {"kind": "store", "name": …} or {"fields": […], "kind": "field_set"}.
[[nodiscard]] cbor::Value to_cbor(const Definition& definition);
Result<Definition> definition_from_cbor(const cbor::Value& value);

/// Names that have an id in the present epoch. What one frame defines is staged, and kept only when
/// the frame is durable. Owned by the writer thread.
class DefinitionTable {
  public:
    struct Name {
        DefinitionKind kind;
        std::uint64_t scope;    ///< collection: its store; field_set: its collection; else 0
        std::string_view text;  ///< field_set: joined by LF
    };
    /// 0: not defined.
    [[nodiscard]] std::uint64_t find(const Name& name);
    void stage(const Name& name, std::uint64_t seq);
    void keep_staged();
    void drop_staged();
    void clear();

  private:
    /// Names above this are forgotten, all at once; they are defined again when needed.
    static constexpr std::size_t kNamesMax = 65536;
    void make_key(const Name& name);
    void forget_last();

    /// What was found last: the next entry mostly names the same.
    struct Found {
        std::uint64_t scope = 0;
        std::string text;
        std::uint64_t id = 0;  ///< 0: nothing
    };
    std::array<Found, kDefinitionKinds> last_;
    std::unordered_map<std::string, std::uint64_t> ids_;
    std::vector<std::string> staged_;
    std::string key_;  ///< scratch
};

}  // namespace gdprd::audit
