#include "daemon/services/resolve_subject.hpp"

#include "config/limits.hpp"
#include "connectors/connector.hpp"

namespace gdprd::daemon {
namespace {

/// Whether the failure is the store's: it does not answer, its answer makes no sense, it holds more
/// than can be searched. The other stores are searched all the same.
bool is_of_the_store(ErrorCode code) {
    switch (code) {
        case ErrorCode::unavailable:
        case ErrorCode::timeout:
        case ErrorCode::io:
        case ErrorCode::not_found:
        case ErrorCode::invalid_argument:
        case ErrorCode::unauthenticated:
        case ErrorCode::forbidden:
        case ErrorCode::limit_exceeded:
        case ErrorCode::corrupt:
        case ErrorCode::unsupported:
            return true;
        case ErrorCode::internal:
        case ErrorCode::conflict:
        case ErrorCode::refused:
        case ErrorCode::stale:
        case ErrorCode::cancelled:
        case ErrorCode::crypto:
            return false;
    }
    return false;
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
                const Error failure = rows.error().in(policy::to_string(query.in));
                if (!is_of_the_store(failure.code())) return failure;
                run.failures.emplace(store, failure);
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
