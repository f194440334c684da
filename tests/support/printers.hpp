#pragma once

#include <gtest/gtest.h>

#include <ostream>
#include <type_traits>

#include "config/base/assert.hpp"
#include "config/base/bytes.hpp"
#include "config/base/cbor.hpp"
#include "config/base/result.hpp"
#include "config/base/strong.hpp"

namespace gdprd {

// Found by argument-dependent lookup when gtest or RapidCheck prints.

inline std::ostream& operator<<(std::ostream& out, ErrorCode code) {
    return out << to_string(code);
}

inline std::ostream& operator<<(std::ostream& out, const Error& error) {
    out << to_string(error.code()) << ": " << error.message();
    if (!error.hint().empty()) out << " (" << error.hint() << ")";
    return out;
}

template <class Tag>
std::ostream& operator<<(std::ostream& out, const Strong<Tag, std::string>& id) {
    return out << id.value();
}
template <class Tag>
std::ostream& operator<<(std::ostream& out, const Strong<Tag, std::uint64_t>& id) {
    return out << id.value();
}
template <class Tag>
std::ostream& operator<<(std::ostream& out, const Strong<Tag, Hash>& id) {
    return out << hex_encode(id.value());
}

namespace cbor {
inline void PrintTo(const Value& value, std::ostream* out) {
    *out << to_json(value);
}
}  // namespace cbor

namespace test {

template <class T>
testing::AssertionResult succeeded(const Result<T>& result) {
    if (result) return testing::AssertionSuccess();
    return testing::AssertionFailure() << result.error();
}

template <class T>
testing::AssertionResult failed_with(const Result<T>& result, ErrorCode code) {
    if (result) return testing::AssertionFailure() << "it succeeded";
    if (result.error().code() == code) return testing::AssertionSuccess();
    return testing::AssertionFailure() << result.error();
}

/// For bytes in hexadecimal; a typing error in a test aborts it.
inline Bytes from_hex(std::string_view text) {
    Result<Bytes> bytes = hex_decode(text);
    GDPRD_ASSERT(bytes.has_value());
    return std::move(*bytes);
}

}  // namespace test
}  // namespace gdprd
