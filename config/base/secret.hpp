#pragma once

#include <cstddef>
#include <cstdint>
#include <iosfwd>
#include <span>
#include <string>
#include <string_view>

#include "config/base/bytes.hpp"
#include "config/base/result.hpp"

namespace gdprd {

/// Key material or a password. Move-only, wiped when it dies, compared in constant time, cannot be
/// printed. Comes from a file, a systemd credential or the random generator; never from argv or
/// the environment.
class Secret {
  public:
    Secret() = default;
    explicit Secret(BytesView bytes);
    ~Secret();
    Secret(Secret&& other) noexcept;
    Secret& operator=(Secret&& other) noexcept;
    Secret(const Secret&) = delete;
    Secret& operator=(const Secret&) = delete;

    /// `count` bytes from the system's generator.
    static Secret random(std::size_t count);
    /// The whole file. Refused when group or others may read it, or when longer than 64 KiB.
    static Result<Secret> load(const std::string& path);
    /// A systemd credential (LoadCredential=), from $CREDENTIALS_DIRECTORY.
    static Result<Secret> load_credential(const std::string& name);

    [[nodiscard]] Secret clone() const;
    [[nodiscard]] BytesView expose() const noexcept { return bytes_; }
    /// As text without one trailing line end (passwords and tokens in files).
    [[nodiscard]] std::string_view expose_line() const noexcept;
    [[nodiscard]] std::size_t size() const noexcept { return bytes_.size(); }
    [[nodiscard]] bool empty() const noexcept { return bytes_.empty(); }

    friend bool operator==(const Secret& a, const Secret& b) noexcept;

  private:
    Bytes bytes_;
};

std::ostream& operator<<(std::ostream&, const Secret&) = delete;

}  // namespace gdprd
