#pragma once

#include <mutex>
#include <utility>

namespace gdprd {

/// Data that two threads see, behind its lock: `auto value = guarded.lock(); value->...`.
template <class T>
class Guarded {
  public:
    template <class... Args>
    explicit Guarded(Args&&... args) : value_(std::forward<Args>(args)...) {}

    class Locked {
      public:
        Locked(std::mutex& mutex, T& value) : lock_(mutex), value_(value) {}
        T* operator->() noexcept { return &value_; }
        T& operator*() noexcept { return value_; }
        /// For condition variables only.
        std::unique_lock<std::mutex>& unique_lock() noexcept { return lock_; }

      private:
        std::unique_lock<std::mutex> lock_;
        T& value_;
    };

    [[nodiscard]] Locked lock() { return Locked(mutex_, value_); }

  private:
    std::mutex mutex_;
    T value_;
};

}  // namespace gdprd
