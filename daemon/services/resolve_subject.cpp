#include "daemon/services/resolve_subject.hpp"

#include "config/limits.hpp"
#include "connectors/connector.hpp"

namespace gdprd::daemon {
namespace {

bool is_outage(ErrorCode code) {
    return code == ErrorCode::unavailable || code == ErrorCode::timeout || code == ErrorCode::io ||
           code == ErrorCode::not_found;
}

}  // namespace

Result<ResolutionRun> resolve_subject(OffLoop off, Stores& stores, policy::Resolver& resolver) {
    ResolutionRun run;
    std::uint64_t passes = 1;
    for (auto queries = resolver.next(); !queries.empty(); queries = resolver.next()) {
        if (++passes >= config::limits::kResolverPasses)
            return Error(ErrorCode::limit_exceeded,
                         "rows refer to each other in a chain that is too long to follow",
                         "annotate the reference or split the table: man gdprd-policy");
        for (const auto& query : queries) {
            const StoreName& store = query.in.store;
            if (run.failures.contains(store)) continue;
            const auto rows = stores.with(off, store, [&](connectors::Connector& connector) {
                return connectors::find_all(off, connector, query);
            });
            if (!rows) {
                if (!is_outage(rows.error().code()))
                    return rows.error().in(policy::to_string(query.in));
                run.failures.emplace(store, rows.error());
                resolver.store_failed(store);
                continue;
            }
            run.rows_read[query.in] += rows->rows.size();
            resolver.supply(query, *rows);
        }
    }
    run.resolution = resolver.finish();
    return run;
}

}  // namespace gdprd::daemon
