#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/base/crypto.hpp"
#include "policy/catalogue/schema.hpp"
#include "policy/plan/row.hpp"

namespace gdprd::policy {

/// Whose values they are: a store must read a value back as it was written.
enum class ValueDialect : unsigned char { plain, sqlite, postgres, mariadb };
/// By StoreSchema::server; plain for others.
[[nodiscard]] ValueDialect dialect_of(std::string_view server) noexcept;

/// The value of a field's type that says nothing of anybody and that the field can store; none
/// where there is no such value. `mail`: one that is written like an address.
[[nodiscard]] std::optional<Cell> empty_value(const FieldSchema& field, ValueDialect dialect,
                                              bool mail);

/// Such a value that no other row has, as random as the hash; none where the type has none, or too
/// few.
[[nodiscard]] std::optional<Cell> unique_empty_value(const FieldSchema& field, ValueDialect dialect,
                                                     bool mail, const Hash& random);

/// The values of a type that lists them ("enum('new','it''s')", as MariaDB names it); none for
/// other types.
[[nodiscard]] std::optional<std::vector<std::string>> listed_values(std::string_view declared_type);

}  // namespace gdprd::policy
