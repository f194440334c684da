#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/base/time.hpp"
#include "policy/catalogue/schema.hpp"
#include "policy/identity/seed.hpp"

namespace gdprd::policy {

/// What is known of a field before its values are read.
struct FieldMeaning {
    FieldPath path;
    std::optional<Category> category;
    std::optional<IdentifierType> identifier;  ///< by annotation or category; none: no identifier
    FieldType type = FieldType::other;
    std::optional<std::uint32_t> max_chars;  ///< as declared; SQLite and files do not hold to it
};

/// Values that do not look as their field says.
struct Malformed {
    std::string form;  ///< what they should be: "email", "fr.nir", "date", "integer"
    std::uint64_t values = 0;
    friend bool operator==(const Malformed&, const Malformed&) = default;
};

/// Holds the filled values of one field against the form that its identifier type, its category or
/// its declared type asks for. Phone numbers may be national, then their digits alone count. Which
/// country's rules a national number follows is learned: those that most values pass.
class ValueForm {
  public:
    ValueForm(const FieldMeaning& of, Date today);

    void add(std::string_view value);
    /// None when nothing tells what a value must look like: names, texts, identifiers of the
    /// policy's own, numbers that follow no country's rules.
    [[nodiscard]] std::optional<Malformed> result() const;

  private:
    struct NationalRule {
        std::string_view name;
        std::uint64_t passed = 0;
    };
    void add_national(std::string_view value);
    [[nodiscard]] bool fits(std::string_view value) const;

    enum class Kind : unsigned char { none, identifier, phone, national, date, integer, number };
    Kind kind_ = Kind::none;
    IdentifierType type_;
    std::string name_;
    bool counts_too_ = false;  ///< a date may be a number, seconds or days since some day
    std::optional<std::uint32_t> max_chars_;
    Date today_;
    std::vector<NationalRule> rules_;
    std::uint64_t values_ = 0;
    std::uint64_t malformed_ = 0;
};

}  // namespace gdprd::policy
