#pragma once

#include <span>
#include <string>
#include <string_view>

#include "config/base/strong.hpp"

namespace gdprd::policy {

/// How CRM practice sorts data: who it is, what describes the person, what was said or judged, what
/// was counted.
enum class DataClass : unsigned char { identity, descriptive, qualitative, quantitative };

/// Whether the law asks for more than Art. 6 (special: Art. 9; criminal: Art. 10).
enum class Sensitivity : unsigned char { ordinary, special, criminal };

/// One category. The key is dotted, the prefix is the parent; keys are those of the fideslang 3 /
/// IAB Tech Lab privacy taxonomy, plus two of our own where it lacks an Art. 9 category.
struct CategoryEntry {
    std::string_view key;
    DataClass data_class;
    Sensitivity sensitivity;
    std::string_view dpv;          ///< term of the W3C DPV personal-data vocabulary, or empty
    std::string_view description;  ///< for people, one line
};

/// All categories, sorted by key.
[[nodiscard]] std::span<const CategoryEntry> taxonomy() noexcept;
/// nullptr when the taxonomy has no such key.
[[nodiscard]] const CategoryEntry* find_category(std::string_view key) noexcept;
/// The key without its last part; empty for a top-level key.
[[nodiscard]] std::string_view parent_of(std::string_view key) noexcept;
/// `key` is `ancestor` or lies below it.
[[nodiscard]] bool is_within(std::string_view key, std::string_view ancestor) noexcept;
/// "https://w3id.org/dpv/pd#EmailAddress": of the category, or of its closest ancestor that has
/// one; the top term of the vocabulary when none has.
[[nodiscard]] std::string dpv_iri(std::string_view key);

[[nodiscard]] std::string_view to_string(DataClass data_class) noexcept;
[[nodiscard]] std::string_view to_string(Sensitivity sensitivity) noexcept;

}  // namespace gdprd::policy
