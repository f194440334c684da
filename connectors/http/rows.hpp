#pragma once

#include <boost/json/fwd.hpp>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "connectors/http/client.hpp"
#include "connectors/http/row_pages.hpp"
#include "policy/plan/query.hpp"

namespace gdprd::connectors {

/// The rows of one collection as a service gives them, one by one. All is borrowed.
class HttpRows {
  public:
    /// A step ends with `conflict` where an answer makes no sense; a search says
    /// `invalid_argument`, which is this store's alone: the others are searched all the same.
    enum class Use : unsigned char { search, step };

    HttpRows(OffLoop off_loop, HttpClient& client, const CollectionDescription& of,
             Use use = Use::search)
        : off_loop_(off_loop), client_(&client), of_(&of), use_(use) {}

    [[nodiscard]] const CollectionDescription& described() const noexcept { return *of_; }
    [[nodiscard]] std::vector<std::string> all_fields() const;
    /// By its key, or by all fields where there is none. `invalid_argument` when a key is absent
    /// from the row.
    Result<policy::RowKey> key_of(const boost::json::value& row) const;
    /// Every row of the list.
    Result<void> each(const RowPages::Sink& sink);
    /// Every row of a search for one value.
    Result<void> each_found(const FindDescription& find, const std::string& field,
                            const policy::Cell& value, const RowPages::Sink& sink);
    /// Hands over the rows that have this key now, at most `most`: by the description's read, or
    /// by the list. A key that read answers nothing for is remembered.
    Result<void> at(const policy::RowKey& key, std::size_t most,
                    const std::function<void(const boost::json::value& row)>& take);
    /// Rows of the list whose keys at() found nothing for: a service may hide a row from one call
    /// and show it by another. One walk over the list; none when every key was found. The first
    /// `config::limits::kHttpListedRows` are compared.
    Result<void> each_listed_of_gone(
        const std::function<void(const policy::RowKey& key, const boost::json::value& row)>& take);
    /// Tells rows of a collection apart; never leaves this process.
    [[nodiscard]] static std::string handle_of(const policy::RowKey& key);
    /// Values for a call about one row.
    [[nodiscard]] static TemplateValues values_of(const policy::RowKey& key);
    [[nodiscard]] HttpClient& client() noexcept { return *client_; }
    [[nodiscard]] OffLoop off_loop() const noexcept { return off_loop_; }

  private:
    OffLoop off_loop_;
    HttpClient* client_;
    const CollectionDescription* of_;
    Use use_;
    std::set<policy::RowKey> gone_;  ///< by read
};

}  // namespace gdprd::connectors
