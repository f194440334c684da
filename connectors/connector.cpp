#include "connectors/connector.hpp"

namespace gdprd::connectors {

Result<policy::RowSet> find_all(OffLoop off_loop, Connector& connector,
                                const policy::FindQuery& query) {
    policy::RowSet out;
    out.from = query.in;
    const Connector::RowSink keep = [&out](policy::Row&& row) -> Result<void> {
        out.rows.push_back(std::move(row));
        return {};
    };
    GDPRD_TRY_ASSIGN(out.fields, connector.find(off_loop, query, keep));
    return out;
}

}  // namespace gdprd::connectors
