#include "daemon/services/space_watch.hpp"

#include <sys/statvfs.h>

#include "config/base/log.hpp"

namespace gdprd::daemon {

bool SpaceWatch::enough(OffLoop /*off*/) {
    struct statvfs found{};
    const bool seen = ::statvfs(dir_.c_str(), &found) == 0;
    const std::uint64_t free = seen ? std::uint64_t{found.f_bavail} * found.f_frsize : 0;
    const bool room = seen && free >= bytes_min_;
    auto had_room = had_room_.lock();
    if (*had_room && !room)
        log::event(log::Event::state_no_space, {{"free", free}, {"wanted", bytes_min_}});
    if (!*had_room && room) log::event(log::Event::state_has_space, {{"free", free}});
    *had_room = room;
    return room;
}

}  // namespace gdprd::daemon
