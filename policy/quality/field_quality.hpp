#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "config/base/time.hpp"
#include "policy/links/value_kind.hpp"
#include "policy/plan/row.hpp"
#include "policy/quality/repeat_counter.hpp"
#include "policy/quality/value_form.hpp"

namespace gdprd::policy {

/// The state of one field: counts, no value.
struct FieldQuality {
    FieldPath path;
    std::optional<Category> category;
    bool is_identifier = false;  ///< searched for by value: one person should have it
    std::uint64_t rows = 0;
    std::uint64_t null = 0;
    std::uint64_t blank = 0;  ///< empty text, or white space alone
    /// "n/a", "unknown", 0000: what only fills a form. None where such words may be meant.
    std::optional<std::uint64_t> fillers;
    Repeats repeats;  ///< of the filled values, by normal form where the field has one
    std::optional<Malformed> malformed;  ///< of the filled values

    [[nodiscard]] std::uint64_t filled() const noexcept {
        return rows - null - blank - fillers.value_or(0);
    }
};

/// Counts over one field's values; keeps none of them.
class FieldReader {
  public:
    /// `hasher` must outlive the reader. `kept_max`: of RepeatCounter.
    FieldReader(FieldMeaning meaning, std::size_t kept_max, const ValueHasher& hasher, Date today);
    void add(const Cell& cell);
    [[nodiscard]] FieldQuality finish() &&;

  private:
    [[nodiscard]] bool is_filler(std::string_view value) const;
    [[nodiscard]] Personal<std::string> same_form(std::string_view value) const;

    FieldMeaning meaning_;
    FieldQuality out_;
    RepeatCounter repeats_;
    ValueForm form_;
    const ValueHasher* hasher_;
};

}  // namespace gdprd::policy
