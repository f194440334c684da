#include "connectors/mariadb/errors.hpp"

#include <algorithm>
#include <array>
#include <string_view>

#include "connectors/row_bytes.hpp"

namespace gdprd::connectors {

namespace {

constexpr unsigned kInterrupted = 1317;
constexpr unsigned kNoRightOnDatabase = 1044;
constexpr unsigned kTlsFailed = 2026;
constexpr unsigned kPacketTooLarge = 2020;  ///< for us, see MYSQL_OPT_MAX_ALLOWED_PACKET

struct Meaning {
    ErrorCode code;
    const char* message;
    const char* hint;
    std::array<unsigned, 12> numbers;  ///< of mysqld_error.h and errmsg.h; 0: no more
};

constexpr std::array<Meaning, 23> kMeanings{{
    {ErrorCode::timeout,
     "the statement took longer than statement_timeout",
     "see what else keeps the server busy, or raise the store's statement_timeout",
     {1969}},
    {ErrorCode::unavailable,
     "the server ended the statement because somebody asked it to (KILL)",
     "try again",
     {kInterrupted}},
    {ErrorCode::unavailable,
     "rows or tables are locked by another user of the database",
     "try again; SHOW PROCESSLIST tells who is at work",
     {1205}},
    {ErrorCode::unavailable, "a deadlock with another transaction was broken", "try again", {1213}},
    {ErrorCode::forbidden,
     "the server or the session is read only",
     "connect to the primary server",
     {1290, 1792, 1836}},
    {ErrorCode::forbidden,
     "the server refuses the login",
     "see that user and password are right and that the account may connect from this host",
     {1045, 1129, 1130, 1698, 1820, 1862, 4151, 2059}},
    {ErrorCode::forbidden,
     "the database user lacks a right on a collection",
     "check the store: it lists what is missing",
     {1044, 1142, 1143, 1227, 1345, 1370}},
    {ErrorCode::not_found, "the server has no such database", "", {1049}},
    {ErrorCode::not_found, "the store has no such collection", "scan it again", {1109, 1146}},
    {ErrorCode::not_found, "the collection has no such field", "scan the store again", {1054}},
    {ErrorCode::refused, "a generated field cannot be written", "", {1906, 3105}},
    {ErrorCode::conflict,
     "a constraint of the database forbids this",
     "",
     {1048, 1062, 1216, 1217, 1364, 1369, 1451, 1452, 1586, 1761, 4025}},
    {ErrorCode::conflict,
     "a trigger of the database raised an error of its own",
     "read the triggers of the collection: they say what they ask for",
     {1643, 1644}},
    {ErrorCode::conflict,
     "a view of the database refers to something that is gone or may not be read",
     "",
     {1356}},
    {ErrorCode::invalid_argument,
     "a value does not fit the type of its field",
     "",
     {1264, 1265, 1267, 1292, 1366, 1406, 1411, 1690, 3140}},
    {ErrorCode::limit_exceeded,
     "a value goes beyond the server's max_allowed_packet",
     "raise max_allowed_packet there",
     {1153, 1301}},
    {ErrorCode::unsupported,
     "the server's binlog_format does not go with transactions that see what others commit",
     "set binlog_format to ROW or MIXED there",
     {1598, 1665}},
    {ErrorCode::unavailable, "the server's disk is full", "", {1021, 1114}},
    {ErrorCode::unavailable,
     "the server has no resources left for this",
     "try again",
     {1037, 1038, 1040, 1041, 1203, 1226}},
    {ErrorCode::unavailable,
     "the server is stopping or starting",
     "try again",
     {1053, 1077, 1079, 1927}},
    {ErrorCode::unavailable,
     "the connection to the server is lost",
     "see that the server runs and can be reached",
     {1158, 1159, 1160, 1161, 1184, 2002, 2003, 2005, 2006, 2013, 2055}},
    {ErrorCode::corrupt,
     "a collection's files are damaged or missing",
     "see CHECK TABLE at the server",
     {126, 127, 145, 1034, 1035, 1194, 1195, 1712, 1877, 1932}},
    {ErrorCode::unsupported,
     "the server does not support this on the collection",
     "",
     {1031, 1235}},
}};

/// OpenSSL's and libmariadb's words, in the order in which they are looked for.
struct TlsFailure {
    std::string_view words;
    const char* message;
    const char* hint;
};
constexpr std::array<TlsFailure, 5> kTlsFailures{{
    {"certificate verify failed", "the server's certificate is not signed by a known authority",
     "set the store's tls_ca to the file of the authority that signed it"},
    {"self-signed certificate", "the server's certificate is not signed by a known authority",
     "set the store's tls_ca to the file of the authority that signed it"},
    {"Validation of SSL server certificate failed",
     "the server's certificate is for another host name",
     "set the store's host to a name in the certificate, or have one made for this name"},
    {"SSL is required", "the server does not speak TLS, which the store's tls asks for",
     "switch it on there (ssl_cert, ssl_key)"},
    {"local issuer certificate", "the server's certificate is not signed by a known authority",
     "set the store's tls_ca to the file of the authority that signed it"},
}};

}  // namespace

Error error_of_number(unsigned number, const Call& call) {
    if (number == kPacketTooLarge) return row_too_large();
    if (number == kInterrupted && call.cancelled())
        return {ErrorCode::cancelled, "the call was cancelled"};
    for (const Meaning& meaning : kMeanings)
        if (number != 0 && std::ranges::find(meaning.numbers, number) != meaning.numbers.end())
            return {meaning.code, meaning.message, meaning.hint};
    return {ErrorCode::internal, "the server failed with an unexpected error"};
}

Error refused_mariadb(unsigned number, const char* words, const Call& call) {
    if (number == kTlsFailed)
        for (const TlsFailure& failure : kTlsFailures)
            if (std::string_view(words).find(failure.words) != std::string_view::npos)
                return Error(ErrorCode::unavailable, failure.message, failure.hint)
                    .with_detail(words);
    if (number == kNoRightOnDatabase)
        return Error(ErrorCode::forbidden, "the database user has no right on the database",
                     "GRANT SELECT ON the store's database TO that user")
            .with_detail(words);
    const Error known = error_of_number(number, call);
    if (known.code() == ErrorCode::forbidden || known.code() == ErrorCode::not_found)
        return known.with_detail(words);
    return Error(ErrorCode::unavailable, "no connection to the server can be made",
                 "see that it runs, that host, port, database, user and password are right, and "
                 "that its certificate fits the store's TLS mode")
        .with_detail(words);
}

}  // namespace gdprd::connectors
