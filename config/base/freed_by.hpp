#pragma once

namespace gdprd {

/// Deleter for a handle of a C library that one function frees:
/// `std::unique_ptr<BIO, FreedBy<BIO_free_all>>`.
template <auto Free>
struct FreedBy {
    template <class T>
    void operator()(T* handle) const noexcept {
        Free(handle);
    }
};

}  // namespace gdprd
