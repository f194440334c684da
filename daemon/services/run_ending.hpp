#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "config/base/cbor.hpp"
#include "config/base/result.hpp"
#include "config/base/strong.hpp"

namespace gdprd::daemon {

/// Why a run left its case open, where no step tells it.
enum class OpenCause : unsigned char {
    appeared,   ///< rows with the person's data that came after the plan, by a trigger for one
    remaining,  ///< rows of a step that is done, which are not as planned
    unchecked,  ///< a store could not be searched when the result was checked
    unplanned,  ///< a store could not be searched when the plan was made
    traces,     ///< what events told of the person stays: events.db was altered
    moved,      ///< rows that are no longer as planned: the run did not go on
    unread,     ///< a collection that could not be read at the last scan: nobody searched it
    archived,   ///< rows of the person that stand in an archive, which is never written
    keys_lost,  ///< what events told of the person stays: its key is lost, not destroyed
};

struct OpenEnd {
    OpenCause cause = OpenCause::appeared;
    std::string in;          ///< "crm.main.hist", or a store's name
    std::uint64_t rows = 0;  ///< 0 for a store
};

/// What the last run of a plan left open.
struct RunEnding {
    PlanDigest plan;
    std::vector<OpenEnd> open;
};

[[nodiscard]] cbor::Value to_cbor(const RunEnding& ending);
Result<RunEnding> run_ending_from_cbor(const cbor::Value& value);

/// "appeared".
[[nodiscard]] std::string_view to_string(OpenCause cause) noexcept;
/// For people: what is left, where, and the commands that go on.
[[nodiscard]] std::string what_to_do(const OpenEnd& end, const RequestId& request);

}  // namespace gdprd::daemon
