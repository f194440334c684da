#pragma once

#include <cstdint>
#include <initializer_list>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "config/base/bytes.hpp"
#include "config/base/result.hpp"

namespace gdprd::cbor {

class Value;
using Array = std::vector<Value>;
/// Text keys only; order of insertion does not matter, the encoder sorts (RFC 8949 §4.2.1).
using Map = std::map<std::string, Value, std::less<>>;

/// The subset of CBOR that gdprd hashes and seals: unsigned and negative integers within int64 and
/// uint64, byte strings, UTF-8 text, arrays, maps with text keys, true, false, null. No floats, no
/// tags, no indefinite lengths.
class Value {
  public:
    using Rep = std::variant<std::nullptr_t, bool, std::int64_t, std::uint64_t, Bytes, std::string,
                             Array, Map>;

    Value() : rep_(nullptr) {}
    Value(std::nullptr_t) : rep_(nullptr) {}
    Value(bool v) : rep_(v) {}
    Value(int v) : Value(static_cast<std::int64_t>(v)) {}
    Value(unsigned v) : Value(static_cast<std::uint64_t>(v)) {}
    Value(std::int64_t v);  ///< non-negative values are kept as uint64
    Value(std::uint64_t v) : rep_(v) {}
    Value(Bytes v) : rep_(std::move(v)) {}
    Value(const Hash& v) : rep_(Bytes(v.begin(), v.end())) {}
    Value(std::string v) : rep_(std::move(v)) {}
    Value(std::string_view v) : rep_(std::string(v)) {}
    Value(const char* v) : rep_(std::string(v)) {}
    Value(Array v) : rep_(std::move(v)) {}
    Value(Map v) : rep_(std::move(v)) {}

    [[nodiscard]] const Rep& rep() const noexcept { return rep_; }
    [[nodiscard]] bool is_null() const noexcept;

    /// Typed reads; invalid_argument names what was expected when it is something else.
    Result<bool> as_bool() const;
    Result<std::uint64_t> as_u64() const;
    Result<std::int64_t> as_i64() const;
    Result<Bytes> as_bytes() const;
    Result<Hash> as_hash() const;  ///< a byte string of exactly 32
    Result<std::string> as_string() const;
    /// Borrowed; valid while this value lives.
    Result<const Array*> as_array() const;
    Result<const Map*> as_map() const;
    /// Member of a map; null value when this is no map or the key is absent.
    [[nodiscard]] const Value& operator[](std::string_view key) const noexcept;

    friend bool operator==(const Value&, const Value&) = default;

  private:
    Rep rep_;
};

/// Deterministic bytes (RFC 8949 §4.2.1): shortest lengths, map keys in bytewise order of their
/// encoding. Text must be UTF-8 and containers at most 64 deep (asserted: check at the border).
[[nodiscard]] Bytes encode(const Value& value);

/// Accepts exactly what encode() writes: a non-canonical form, trailing bytes, bad UTF-8, a depth
/// above 64 or an unsupported type is `corrupt`, with the offset. An item takes up to 60 times its
/// bytes in memory: who reads what somebody else made gives `items_max`, the number of values that
/// it may have; more is `limit_exceeded`.
Result<Value> decode(BytesView bytes,
                     std::uint64_t items_max = std::numeric_limits<std::uint64_t>::max());

/// JSON rendering for people (byte strings as "hex:…"). Not hashed, not read back.
[[nodiscard]] std::string to_json(const Value& value);

}  // namespace gdprd::cbor
