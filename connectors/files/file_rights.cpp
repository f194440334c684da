#include "connectors/files/file_rights.hpp"

#include <sys/stat.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string_view>

#include "connectors/files/tree.hpp"

namespace gdprd::connectors {

namespace {

constexpr mode_t kModeBits = 07777;
constexpr std::size_t kAttributeBytes = 65536;  ///< the kernel's own bound of names and of a value

Error cannot_keep() {
    return {ErrorCode::io, "the file's rights cannot be given to the new one; the old one stays"};
}

/// The directory's default access list may have given the new file one that the old one has not.
Result<void> drop_access_list(int from, int to) {
    static constexpr char kAccessList[] = "system.posix_acl_access";
    if (::fgetxattr(from, kAccessList, nullptr, 0) >= 0 || errno != ENODATA) return {};
    if (::fremovexattr(to, kAccessList) == 0 || errno == ENODATA) return {};
    return cannot_keep();
}

Result<void> copy_attributes(int from, int to) {
    std::array<char, kAttributeBytes> names{};
    std::array<char, kAttributeBytes> value{};
    const ssize_t length = ::flistxattr(from, names.data(), names.size());
    if (length < 0 && errno == ENOTSUP) return {};
    for (ssize_t at = 0; at < length;) {
        const char* name = names.data() + at;
        at += static_cast<ssize_t>(std::string_view(name).size()) + 1;
        const ssize_t size = ::fgetxattr(from, name, value.data(), value.size());
        if (size < 0) continue;  // gone, or not for us to read
        const auto bytes = static_cast<std::size_t>(size);
        if (::fsetxattr(to, name, value.data(), bytes, 0) == 0) continue;
        std::array<char, kAttributeBytes> now{};
        const ssize_t same = ::fgetxattr(to, name, now.data(), now.size());
        if (same == size &&
            std::string_view(now.data(), bytes) == std::string_view(value.data(), bytes))
            continue;  // given by the system already
        return Error(ErrorCode::forbidden,
                     "an access list or attribute of the file cannot be kept; nothing was written",
                     "let gdprd run as the file's owner");
    }
    return length < 0 ? Result<void>(cannot_keep()) : Result<void>();
}

}  // namespace

Result<void> copy_rights(int from, int to) {
    GDPRD_TRY_ASSIGN(const struct stat old, status_of(from));
    GDPRD_TRY_ASSIGN(const struct stat fresh, status_of(to));
    if ((old.st_uid != fresh.st_uid || old.st_gid != fresh.st_gid) &&
        ::fchown(to, old.st_uid, old.st_gid) != 0)
        return Error(ErrorCode::forbidden, "the file's owner cannot be kept; nothing was written",
                     "let gdprd run as the file's owner, or make it the owner of the exports");
    GDPRD_TRY(drop_access_list(from, to));
    GDPRD_TRY(copy_attributes(from, to));
    if (::fchmod(to, old.st_mode & kModeBits) != 0) return cannot_keep();
    return {};
}

}  // namespace gdprd::connectors
