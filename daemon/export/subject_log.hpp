#pragma once

#include <boost/json/fwd.hpp>
#include <cstdint>
#include <map>
#include <string>

#include "audit/reader.hpp"

namespace gdprd::daemon {

/// Whether a data subject's copy of the access log names the staff. Art. 15 GDPR gives no right to
/// their names unless the subject needs them to use their rights (CJEU C-579/21, 22 June 2023).
enum class StaffNames : std::uint8_t { hidden, shown };

/// Writes entries as the lines of such a copy: time, what was done, where, what for, how many rows,
/// by whom. No payload, index or hash: they are not about the subject. One log, one object: hidden
/// people are "staff 1", "staff 2" in the order in which they come, so that the same one is the
/// same.
class SubjectLog {
  public:
    explicit SubjectLog(StaffNames names) : names_(names) {}
    [[nodiscard]] boost::json::object line(const audit::EntryView& entry);

  private:
    std::string who(const std::string& actor);

    StaffNames names_;
    std::map<std::string, std::size_t> numbers_;
};

}  // namespace gdprd::daemon
