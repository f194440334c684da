#include "connectors/postgres/errors.hpp"

#include <array>

namespace gdprd::connectors {

namespace {

struct Meaning {
    std::string_view state;  ///< a SQLSTATE, or the class that it begins with
    ErrorCode code;
    const char* message;
    const char* hint;
};

/// The first that fits; single states before their classes.
constexpr std::array<Meaning, 29> kMeanings{{
    {"57014", ErrorCode::timeout, "the statement took longer than statement_timeout",
     "see what else keeps the server busy, or raise the store's statement_timeout"},
    {"55P03", ErrorCode::unavailable, "rows or tables are locked by another user of the database",
     "try again; pg_locks tells who holds them"},
    {"40001", ErrorCode::unavailable, "another transaction changed the same rows", "try again"},
    {"40P01", ErrorCode::unavailable, "a deadlock with another transaction was broken",
     "try again"},
    {"25006", ErrorCode::forbidden, "the server or the session is read only",
     "connect to the primary server"},
    {"25P03", ErrorCode::unavailable, "the server closed a transaction that was idle", "try again"},
    {"42501", ErrorCode::forbidden, "the database role lacks a right on a collection",
     "check the store: it lists what is missing"},
    {"42P01", ErrorCode::not_found, "the store has no such collection", "scan it again"},
    {"3F000", ErrorCode::not_found, "the store has no such schema", "scan it again"},
    {"42703", ErrorCode::not_found, "the collection has no such field", "scan the store again"},
    {"3D000", ErrorCode::not_found, "the server has no such database", ""},
    {"428C9", ErrorCode::refused, "a generated field cannot be written", ""},
    {"0A", ErrorCode::unsupported, "the server does not support this on the collection", ""},
    {"08", ErrorCode::unavailable, "the connection to the server is lost",
     "see that the server runs and can be reached"},
    {"57", ErrorCode::unavailable, "the server is stopping or starting", "try again"},
    {"53100", ErrorCode::unavailable, "the server's disk is full", ""},
    {"53", ErrorCode::unavailable, "the server has no resources left for this", "try again"},
    {"58", ErrorCode::unavailable, "the server failed to read or write a file", ""},
    {"XX001", ErrorCode::corrupt, "a collection's data pages are damaged", ""},
    {"XX002", ErrorCode::corrupt, "an index is damaged", ""},
    {"28", ErrorCode::forbidden, "the server refuses the login", "see its pg_hba.conf"},
    {"23", ErrorCode::conflict, "a constraint of the database forbids this", ""},
    {"44", ErrorCode::conflict, "a check of a view forbids this", ""},
    {"P0001", ErrorCode::conflict,
     "a trigger or function of the database raised an error of its own",
     "read the triggers of the collection: they say what they ask for"},
    {"P0", ErrorCode::conflict, "a trigger or function of the database failed", ""},
    {"22", ErrorCode::invalid_argument, "a value does not fit the type of its field", ""},
    {"54001", ErrorCode::limit_exceeded, "the server gave up: its stack is too deep for this",
     "see whether triggers or functions of the collection call each other without end"},
    {"54", ErrorCode::limit_exceeded, "the statement goes beyond a limit of the server", ""},
    {"25", ErrorCode::internal, "a statement came at the wrong time of a transaction", ""},
}};

/// libpq's and OpenSSL's words, in the order in which they are looked for.
struct TlsFailure {
    std::string_view words;
    const char* message;
    const char* hint;
};
constexpr std::array<TlsFailure, 4> kTlsFailures{{
    {"does not match host name", "the server's certificate is for another host name",
     "set the store's host to a name in the certificate, or have one made for this name"},
    {"certificate verify failed", "the server's certificate is not signed by a known authority",
     "set the store's tls_ca to the file of the authority that signed it"},
    {"server does not support SSL", "the server does not speak TLS, which the store's tls asks for",
     "switch it on there (ssl = on)"},
    {"root certificate file", "the file of root certificates cannot be read",
     "see that the store's tls_ca exists and that gdprd's user may read it"},
}};

}  // namespace

Error error_of_state(std::string_view state, const Call& call) {
    if (state == "57014" && call.cancelled())
        return {ErrorCode::cancelled, "the call was cancelled"};
    for (const Meaning& meaning : kMeanings)
        if (state.starts_with(meaning.state)) return {meaning.code, meaning.message, meaning.hint};
    return {ErrorCode::internal, "the server failed with an unexpected state"};
}

Error refused_connection(const char* words) {
    for (const TlsFailure& failure : kTlsFailures)
        if (std::string_view(words).find(failure.words) != std::string_view::npos)
            return Error(ErrorCode::unavailable, failure.message, failure.hint).with_detail(words);
    return Error(ErrorCode::unavailable, "no connection to the server can be made",
                 "see that it runs, that host, port, database, user and password are right, and "
                 "that its certificate fits the store's TLS mode")
        .with_detail(words);
}

}  // namespace gdprd::connectors
