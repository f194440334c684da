#pragma once

#include <boost/json/fwd.hpp>
#include <functional>
#include <optional>
#include <set>
#include <string>

#include "connectors/http/client.hpp"

namespace gdprd::connectors {

/// Reads the rows of a list or search, page by page.
class RowPages {
  public:
    /// false: enough.
    using Sink = std::function<Result<bool>(const boost::json::value& row)>;

    /// Borrowed.
    RowPages(HttpClient& client, const CollectionDescription& of) : client_(&client), of_(&of) {}

    /// Every row of the call's answers, until the sink has enough. `invalid_argument` when an
    /// answer is not as described, `limit_exceeded` beyond the limits, `unavailable` when the
    /// service gives the same page again, or fewer rows than it says there are; rows that come
    /// twice count once.
    Result<void> each(OffLoop off_loop, const CallDescription& call, TemplateValues values,
                      const Sink& sink);
    /// One page from the beginning. true: it says that more follow.
    Result<bool> first(OffLoop off_loop, const CallDescription& call, const Sink& sink);
    /// From a place in the list: only for paging by page or offset. Of one page.
    Result<void> page_at(OffLoop off_loop, const CallDescription& call, std::uint64_t row,
                         const Sink& sink);
    /// How many rows there are, as the last answer told; nullopt when it did not.
    [[nodiscard]] std::optional<std::uint64_t> total() const noexcept { return total_; }

  private:
    struct Progress {
        std::uint64_t pages = 0;
        std::uint64_t rows = 0;
        std::set<std::string> keys;  ///< of these rows, where answers tell how many there are
        std::string first_row;       ///< of the last page, to tell when it comes again
        std::string next;            ///< cursor or address
        std::optional<Url> from;     ///< the last page's own address
        bool enough = false;
    };
    /// Reads what is at `progress`. true: more follow.
    Result<bool> page(OffLoop off_loop, const CallDescription& call, TemplateValues& values,
                      Progress& progress, const Sink& sink);
    void place(const Progress& progress, TemplateValues& values) const;
    Result<void> take(const boost::json::value& rows, Progress& progress, const Sink& sink);
    /// false: that was the last page.
    Result<bool> go_on(const HttpAnswer& answer, const boost::json::value& content,
                       std::uint64_t rows_before, Progress& progress) const;

    [[nodiscard]] Result<void> check_whole(const Progress& progress) const;

    HttpClient* client_;
    const CollectionDescription* of_;
    std::optional<std::uint64_t> total_;
};

}  // namespace gdprd::connectors
