#pragma once

#include <iosfwd>
#include <utility>

namespace gdprd {

/// A value that came from a subject's row or letter. It cannot be printed, logged or formatted: the
/// overloads are deleted, so a leak does not compile. `expose()` is the one door, to be used where
/// the value is compared, sealed, bound to a statement, or exported to that subject.
template <class T>
class Personal {
  public:
    Personal() = default;
    explicit Personal(T value) : value_(std::move(value)) {}

    [[nodiscard]] const T& expose() const& noexcept { return value_; }
    [[nodiscard]] T expose() && noexcept { return std::move(value_); }

    friend bool operator==(const Personal&, const Personal&) = default;
    friend auto operator<=>(const Personal&, const Personal&) = default;

  private:
    T value_{};
};

template <class T>
std::ostream& operator<<(std::ostream&, const Personal<T>&) = delete;

}  // namespace gdprd
