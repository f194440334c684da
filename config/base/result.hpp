#pragma once

#include <boost/system/result.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace gdprd {

/// What kind of failure this is. Maps to HTTP statuses (daemon/http/problem) and exit codes
/// (daemon/ctl/output); each code is one answer to "who can act on it".
enum class ErrorCode : unsigned char {
    internal,          ///< our fault
    invalid_argument,  ///< the caller's input is wrong
    not_found,         ///< the named thing does not exist
    conflict,          ///< exists already, or is in a state that does not allow this
    unauthenticated,   ///< who is asking is not known
    forbidden,         ///< who is asking may not do this
    refused,           ///< a rule says no: unapproved, a hold, a policy
    stale,             ///< what it was decided on has moved
    unavailable,       ///< the other side does not answer; retry later
    timeout,           ///< a limit of time ran out
    cancelled,         ///< someone asked to stop
    limit_exceeded,    ///< larger than a bound of config/limits
    corrupt,           ///< stored bytes are not what was written
    io,                ///< file system or network failed
    crypto,            ///< a key does not open this, or a signature is bad
    unsupported,       ///< this store or version cannot do that
};

/// The stable token of a code, as it appears in problem+json ("not_found").
std::string_view to_string(ErrorCode code) noexcept;

/// A failure: a code, our own sentence (loggable: constant text and strong ids, never a personal
/// value or a driver's words), what to do next, and a detail that may hold personal data and is
/// never logged. Cheap to copy; default-constructible because Boost 1.81's error() returns by
/// value.
class Error {
  public:
    Error() = default;
    Error(ErrorCode code, std::string message, std::string hint = {});

    /// The same error with the driver's own words attached. They may hold values of a row: they
    /// are for the operator who asks, never for a log or a reply.
    [[nodiscard]] Error with_detail(std::string detail) const;
    /// The same error with `context` put before the message: "crm: cannot read table".
    [[nodiscard]] Error in(std::string_view context) const;

    [[nodiscard]] ErrorCode code() const noexcept;
    [[nodiscard]] const std::string& message() const noexcept;
    [[nodiscard]] const std::string& hint() const noexcept;
    [[nodiscard]] const std::string& sensitive_detail() const noexcept;

  private:
    struct Body;
    std::shared_ptr<const Body> body_;
};

[[noreturn]] void throw_exception_from_error(const Error& error,
                                             const boost::source_location& where);

/// A value of T or an Error; must be looked at.
template <class T>
class [[nodiscard]] Result : public boost::system::result<T, Error> {
  public:
    using boost::system::result<T, Error>::result;
};

}  // namespace gdprd

#define GDPRD_CONCAT_2(a, b) a##b
#define GDPRD_CONCAT(a, b) GDPRD_CONCAT_2(a, b)
// `tmp` is a name, `decl` a declaration and `ret` a keyword: none can stand in parentheses.
// NOLINTBEGIN(bugprone-macro-parentheses)
#define GDPRD_TRY_IMPL(tmp, expr, ret) \
    do {                               \
        auto&& tmp = (expr);           \
        if (!tmp) ret tmp.error();     \
    } while (false)
#define GDPRD_TRY_ASSIGN_IMPL(tmp, decl, expr, ret) \
    auto tmp = (expr);                              \
    if (!tmp) ret tmp.error();                      \
    decl = std::move(*tmp)
// NOLINTEND(bugprone-macro-parentheses)

/// GDPRD_TRY(f()): returns f's error from this function.
#define GDPRD_TRY(expr) GDPRD_TRY_IMPL(GDPRD_CONCAT(gdprd_try_, __COUNTER__), expr, return)
/// GDPRD_TRY_ASSIGN(auto x, f()): declares x from f's value, or returns f's error.
#define GDPRD_TRY_ASSIGN(decl, expr) \
    GDPRD_TRY_ASSIGN_IMPL(GDPRD_CONCAT(gdprd_try_, __COUNTER__), decl, expr, return)
/// The same inside a coroutine. Await first: `auto r = co_await f(x); GDPRD_CO_TRY(r);`
#define GDPRD_CO_TRY(expr) GDPRD_TRY_IMPL(GDPRD_CONCAT(gdprd_try_, __COUNTER__), expr, co_return)
#define GDPRD_CO_TRY_ASSIGN(decl, expr) \
    GDPRD_TRY_ASSIGN_IMPL(GDPRD_CONCAT(gdprd_try_, __COUNTER__), decl, expr, co_return)
