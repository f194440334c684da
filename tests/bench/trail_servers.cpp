// The same records into servers: PostgreSQL and Redis.

#include <hiredis/hiredis.h>
#include <libpq-fe.h>

#include "config/base/assert.hpp"
#include "tests/bench/trail_writers.hpp"

namespace gdprd::bench {

namespace {

class PostgresWriter final : public Writer {
  public:
    explicit PostgresWriter(const std::string& dsn) : session_(PQconnectdb(dsn.c_str())) {
        GDPRD_ASSERT(PQstatus(session_) == CONNECTION_OK);
        execute(
            "CREATE TABLE entry(seq bigserial PRIMARY KEY, kind integer, leaf bytea, payload "
            "bytea)");
        execute("CREATE INDEX ON entry(kind, seq)");
        PGresult* const prepared =
            PQprepare(session_, "insert",
                      "INSERT INTO entry(kind, leaf, payload) VALUES(1, $1, $2)", 2, nullptr);
        GDPRD_ASSERT(PQresultStatus(prepared) == PGRES_COMMAND_OK);
        PQclear(prepared);
        GDPRD_ASSERT(PQenterPipelineMode(session_) == 1);
    }
    ~PostgresWriter() override { PQfinish(session_); }
    PostgresWriter(const PostgresWriter&) = delete;
    PostgresWriter& operator=(const PostgresWriter&) = delete;

    /// Everything up to the synchronisation point is one transaction. The results of a part are
    /// taken before the next is sent, so that neither side waits for the other to read.
    void commit(std::size_t entries) override {
        constexpr std::size_t kPart = 256;
        Bytes leaf(kLeafBytes);
        Bytes stored(kStoredBytes);
        const int lengths[] = {kLeafBytes, kStoredBytes};
        const int binary[] = {1, 1};
        send("BEGIN");
        std::size_t waiting = 1;
        for (std::size_t i = 0; i < entries; ++i) {
            crypto_.entry(leaf, stored);
            const char* const values[] = {text(leaf), text(stored)};
            GDPRD_ASSERT(PQsendQueryPrepared(session_, "insert", 2, values, lengths, binary, 1) ==
                         1);
            if (++waiting >= kPart) {
                GDPRD_ASSERT(PQsendFlushRequest(session_) == 1 && PQflush(session_) == 0);
                for (; waiting != 0; --waiting) take(PGRES_COMMAND_OK);
            }
        }
        send("COMMIT");
        GDPRD_ASSERT(PQpipelineSync(session_) == 1);
        for (++waiting; waiting != 0; --waiting) take(PGRES_COMMAND_OK);
        PGresult* const synced = PQgetResult(session_);
        GDPRD_ASSERT(PQresultStatus(synced) == PGRES_PIPELINE_SYNC);
        PQclear(synced);
    }

  private:
    static const char* text(const Bytes& bytes) { return as_text(bytes).data(); }
    void execute(const char* sql) {
        PGresult* const result = PQexec(session_, sql);
        GDPRD_ASSERT(PQresultStatus(result) == PGRES_COMMAND_OK);
        PQclear(result);
    }
    void send(const char* sql) {
        GDPRD_ASSERT(PQsendQueryParams(session_, sql, 0, nullptr, nullptr, nullptr, nullptr, 0) ==
                     1);
    }
    void take(ExecStatusType wanted) {
        PGresult* const result = PQgetResult(session_);
        GDPRD_ASSERT(PQresultStatus(result) == wanted);
        PQclear(result);
        GDPRD_ASSERT(PQgetResult(session_) == nullptr);
    }

    PGconn* session_;
    BareCrypto crypto_;
};

class RedisWriter final : public Writer {
  public:
    explicit RedisWriter(const std::string& socket) : session_(redisConnectUnix(socket.c_str())) {
        GDPRD_ASSERT(session_ != nullptr && session_->err == 0);
    }
    ~RedisWriter() override { redisFree(session_); }
    RedisWriter(const RedisWriter&) = delete;
    RedisWriter& operator=(const RedisWriter&) = delete;

    void commit(std::size_t entries) override {
        Bytes leaf(kLeafBytes);
        Bytes stored(kStoredBytes);
        for (std::size_t i = 0; i < entries; ++i) {
            crypto_.entry(leaf, stored);
            const std::string_view parts[] = {
                "XADD", "trail", "MAXLEN",      "~",       "200000",
                "*",    "leaf",  as_text(leaf), "payload", as_text(stored)};
            const char* arguments[std::size(parts)];
            std::size_t lengths[std::size(parts)];
            for (std::size_t part = 0; part < std::size(parts); ++part) {
                arguments[part] = parts[part].data();
                lengths[part] = parts[part].size();
            }
            GDPRD_ASSERT(redisAppendCommandArgv(session_, static_cast<int>(std::size(parts)),
                                                arguments, lengths) == REDIS_OK);
        }
        for (std::size_t i = 0; i < entries; ++i) {
            void* reply = nullptr;
            GDPRD_ASSERT(redisGetReply(session_, &reply) == REDIS_OK && reply != nullptr);
            GDPRD_ASSERT(static_cast<redisReply*>(reply)->type == REDIS_REPLY_STRING);
            freeReplyObject(reply);
        }
    }

  private:
    redisContext* session_;
    BareCrypto crypto_;
};

}  // namespace

std::unique_ptr<Writer> postgres_writer(const std::string& dsn) {
    return std::make_unique<PostgresWriter>(dsn);
}

std::unique_ptr<Writer> redis_writer(const std::string& socket) {
    return std::make_unique<RedisWriter>(socket);
}

}  // namespace gdprd::bench
