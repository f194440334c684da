#include "config/base/secret.hpp"

#include <fcntl.h>
#include <openssl/crypto.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

#include "config/base/crypto.hpp"
#include "config/base/files.hpp"

namespace gdprd {

namespace {

constexpr std::size_t kSecretFileBytesMax = 64ULL * 1024;

// systemd grants a credential by ACL, which shows as a group bit; its directory is private already.
enum class Readers { owner_only, directory_decides };

Result<Secret> load_file(const std::string& path, Readers readers) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
    if (!file.valid()) {
        if (errno == ENOENT)
            return Error(ErrorCode::not_found, "there is no secret file at " + path);
        return Error(ErrorCode::io, "the secret file cannot be opened: " + path,
                     "check that gdprd's user owns it");
    }
    struct stat status{};
    if (::fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode))
        return Error(ErrorCode::invalid_argument, "the secret is not a regular file: " + path);
    if (readers == Readers::owner_only && (status.st_mode & 077) != 0)
        return Error(ErrorCode::refused, "others than its owner may read the secret file " + path,
                     "chmod 600 " + path);
    if (status.st_size > static_cast<off_t>(kSecretFileBytesMax))
        return Error(ErrorCode::limit_exceeded, "the secret file is longer than 64 KiB: " + path);

    // One buffer of the final size: growing would leave copies behind in freed memory.
    Bytes buffer(kSecretFileBytesMax + 1);
    std::size_t count = 0;
    while (count < buffer.size()) {
        const ssize_t got = ::read(file.get(), buffer.data() + count, buffer.size() - count);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) {
            OPENSSL_cleanse(buffer.data(), buffer.size());
            return Error(ErrorCode::io, "the secret file cannot be read: " + path);
        }
        if (got == 0) break;
        count += static_cast<std::size_t>(got);
    }
    Secret secret(BytesView(buffer.data(), count));
    OPENSSL_cleanse(buffer.data(), buffer.size());
    if (count > kSecretFileBytesMax)
        return Error(ErrorCode::limit_exceeded, "the secret file is longer than 64 KiB: " + path);
    return secret;
}

}  // namespace

Secret::Secret(BytesView bytes) : bytes_(bytes.begin(), bytes.end()) {}

Secret::~Secret() {
    OPENSSL_cleanse(bytes_.data(), bytes_.size());
}

Secret::Secret(Secret&& other) noexcept : bytes_(std::move(other.bytes_)) {
    other.bytes_.clear();
}

Secret& Secret::operator=(Secret&& other) noexcept {
    if (this != &other) {
        OPENSSL_cleanse(bytes_.data(), bytes_.size());
        bytes_ = std::move(other.bytes_);
        other.bytes_.clear();
    }
    return *this;
}

Secret Secret::random(std::size_t count) {
    Secret secret;
    secret.bytes_.resize(count);
    crypto::random_bytes(secret.bytes_);
    return secret;
}

Result<Secret> Secret::load(const std::string& path) {
    return load_file(path, Readers::owner_only);
}

Result<Secret> Secret::load_credential(const std::string& name) {
    if (name.empty() || name.starts_with('.') || name.find('/') != std::string::npos)
        return Error(ErrorCode::invalid_argument,
                     "a credential is a plain name without '/' that does not begin with a dot");
    const char* directory = std::getenv("CREDENTIALS_DIRECTORY");
    if (directory == nullptr)
        return Error(ErrorCode::unavailable, "systemd passed no credentials to this process",
                     "add LoadCredential=" + name + ":FILE to the unit");
    return load_file(std::string(directory) + "/" + name, Readers::directory_decides);
}

Secret Secret::clone() const {
    return Secret(bytes_);
}

std::string_view Secret::expose_line() const noexcept {
    std::string_view text = as_text(bytes_);
    if (text.ends_with('\n')) text.remove_suffix(1);
    if (text.ends_with('\r')) text.remove_suffix(1);
    return text;
}

bool operator==(const Secret& a, const Secret& b) noexcept {
    return crypto::constant_time_equal(a.bytes_, b.bytes_);
}

}  // namespace gdprd
