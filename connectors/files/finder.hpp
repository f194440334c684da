#pragma once

#include <set>
#include <string>
#include <vector>

#include "connectors/call.hpp"
#include "connectors/connector.hpp"
#include "connectors/files/file_layout.hpp"

namespace gdprd::connectors {

/// One find() over one file: every record is read once, one at a time.
class FileFinder {
  public:
    FileFinder(const FileLayout& layout, const policy::FindQuery& query, const Call& call);
    /// The names of what is given to the sink. `invalid_argument` or `not_found` when the query
    /// does not fit the file (in open fields, one that is not there matches nothing); `unavailable`
    /// when it changed meanwhile.
    Result<std::vector<std::string>> run(int descriptor, const Connector::RowSink& sink);

  private:
    void prepare();
    [[nodiscard]] bool matches(const std::vector<policy::Cell>& row) const;

    const FileLayout* layout_;
    const policy::FindQuery* query_;
    const Call* call_;
    std::vector<std::size_t> compared_;
    std::set<std::vector<std::string>> tuples_;  ///< exact
    std::set<std::string> wanted_;               ///< the other modes: wanted_form()s
};

}  // namespace gdprd::connectors
