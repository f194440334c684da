#include "connectors/call.hpp"

#include <utility>

namespace gdprd::connectors {

namespace {
using Steady = std::chrono::steady_clock;

Error cancelled_error() {
    return {ErrorCode::cancelled, "the call was cancelled"};
}

Error overdue_error() {
    return {ErrorCode::timeout, "the statement took longer than statement_timeout",
            "see what else keeps the store busy, or raise the store's statement_timeout"};
}
}  // namespace

Call::Scope Call::begin() {
    auto shared = shared_.lock();
    cancelled_ = false;
    deadline_ = Steady::time_point::max().time_since_epoch().count();
    shared->active = true;
    return Scope(*this);
}

void Call::on_cancel(std::function<void()> interrupt) {
    auto shared = shared_.lock();
    shared->interrupt = std::move(interrupt);
}

void Call::end() noexcept {
    auto shared = shared_.lock();
    shared->active = false;
    shared->interrupt = nullptr;
}

void Call::cancel() noexcept {
    auto shared = shared_.lock();
    if (!shared->active) return;
    cancelled_ = true;
    if (shared->interrupt) shared->interrupt();
}

void Call::start_statement(std::chrono::milliseconds limit) noexcept {
    deadline_ = (Steady::now() + limit).time_since_epoch().count();
}

bool Call::overdue() const noexcept {
    return Steady::now().time_since_epoch().count() > deadline_;
}

Error Call::explain(const Error& error) const {
    if (error.code() != ErrorCode::cancelled && error.code() != ErrorCode::unavailable)
        return error;
    if (cancelled_) return cancelled_error().with_detail(error.sensitive_detail());
    if (error.code() == ErrorCode::cancelled && overdue())
        return overdue_error().with_detail(error.sensitive_detail());
    return error;
}

Result<void> Call::check() const {
    if (cancelled_) return cancelled_error();
    if (overdue()) return overdue_error();
    return {};
}

}  // namespace gdprd::connectors
