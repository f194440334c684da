#include "daemon/accounts.hpp"

#include <grp.h>
#include <pwd.h>

#include <vector>

namespace gdprd::daemon {

namespace {

constexpr std::size_t kEntryBytes = 256ULL * 1024;  // a group with thousands of members

/// Calls one of the get*_r functions; none when there is no such entry.
template <class Entry, class Ask>
std::optional<Entry> entry_of(std::vector<char>& buffer, Ask&& ask) {
    buffer.resize(kEntryBytes);
    Entry entry{};
    Entry* found = nullptr;
    if (ask(&entry, buffer.data(), buffer.size(), &found) != 0 || found == nullptr)
        return std::nullopt;
    return entry;
}

}  // namespace

std::optional<std::string> user_name(OffLoop /*off*/, uid_t uid) {
    std::vector<char> buffer;
    const auto found =
        entry_of<passwd>(buffer, [uid](auto... rest) { return ::getpwuid_r(uid, rest...); });
    if (!found) return std::nullopt;
    return std::string(found->pw_name);
}

std::optional<std::string> group_name(OffLoop /*off*/, gid_t gid) {
    std::vector<char> buffer;
    const auto found =
        entry_of<group>(buffer, [gid](auto... rest) { return ::getgrgid_r(gid, rest...); });
    if (!found) return std::nullopt;
    return std::string(found->gr_name);
}

std::optional<uid_t> find_user(OffLoop /*off*/, const std::string& name) {
    std::vector<char> buffer;
    const auto found = entry_of<passwd>(
        buffer, [&name](auto... rest) { return ::getpwnam_r(name.c_str(), rest...); });
    if (!found) return std::nullopt;
    return found->pw_uid;
}

std::optional<gid_t> find_group(OffLoop /*off*/, const std::string& name) {
    std::vector<char> buffer;
    const auto found = entry_of<group>(
        buffer, [&name](auto... rest) { return ::getgrnam_r(name.c_str(), rest...); });
    if (!found) return std::nullopt;
    return found->gr_gid;
}

}  // namespace gdprd::daemon
