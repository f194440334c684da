#include "daemon/state/idempotency_store.hpp"

#include "config/base/cbor.hpp"
#include "config/base/crypto.hpp"
#include "config/limits.hpp"

namespace gdprd::daemon {

namespace {

std::int64_t seconds_of(WallTime time) {
    return std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count();
}

Bytes encode_reply(const Reply& reply) {
    cbor::Array headers;
    for (const auto& [name, value] : reply.headers) headers.push_back(cbor::Array{name, value});
    return cbor::encode(cbor::Map{{"status", reply.status},
                                  {"type", reply.content_type},
                                  {"body", Bytes(reply.body.begin(), reply.body.end())},
                                  {"headers", headers}});
}

Result<Reply> parse_reply(BytesView bytes) {
    GDPRD_TRY_ASSIGN(const auto value, cbor::decode(bytes));
    Reply reply;
    GDPRD_TRY_ASSIGN(const auto status, value["status"].as_u64());
    GDPRD_TRY_ASSIGN(reply.content_type, value["type"].as_string());
    GDPRD_TRY_ASSIGN(const auto body, value["body"].as_bytes());
    GDPRD_TRY_ASSIGN(const auto* headers, value["headers"].as_array());
    reply.status = static_cast<int>(status);
    reply.body.assign(body.begin(), body.end());
    for (const auto& header : *headers) {
        GDPRD_TRY_ASSIGN(const auto* pair, header.as_array());
        if (pair->size() != 2) return Error(ErrorCode::corrupt, "a stored answer is damaged");
        GDPRD_TRY_ASSIGN(auto name, (*pair)[0].as_string());
        GDPRD_TRY_ASSIGN(auto text, (*pair)[1].as_string());
        reply.headers.emplace_back(std::move(name), std::move(text));
    }
    return reply;
}

}  // namespace

IdempotencyStore::IdempotencyStore(StateDatabase& db, const Clock& clock, const Secret& root_key)
    : db_(&db),
      clock_(&clock),
      digest_key_(crypto::hkdf(root_key, {}, "gdprd state idempotency digest v1")),
      box_(crypto::hkdf(root_key, {}, "gdprd state idempotency reply v1")) {}

Hash IdempotencyStore::key_digest(const ApiRequest& request) const {
    const auto bytes =
        cbor::encode(cbor::Array{request.caller.name.value(), request.idempotency_key});
    return crypto::hmac_sha256(digest_key_, bytes);
}

Hash IdempotencyStore::request_digest(const ApiRequest& request) const {
    cbor::Array query;
    for (const auto& [name, value] : request.query) query.push_back(cbor::Array{name, value});
    const auto bytes = cbor::encode(cbor::Array{request.method, request.path, query,
                                                Bytes(request.body.begin(), request.body.end())});
    return crypto::hmac_sha256(digest_key_, bytes);
}

Result<std::optional<Reply>> IdempotencyStore::claim(OffLoop off, const ApiRequest& request) {
    const auto key = key_digest(request);
    if (!running_.lock()->insert(key).second) {
        return Error(ErrorCode::conflict, "a request with this Idempotency-Key is under way",
                     "wait for its answer, then send it again");
    }
    const auto look = [&]() -> Result<std::optional<Reply>> {
        auto db = db_->lock(off);
        GDPRD_TRY_ASSIGN(auto select, db->prepare("SELECT request_digest, reply FROM idempotency "
                                                  "WHERE key_digest = ? AND at_seconds > ?"));
        select.bind(1, BytesView(key)).bind(2, seconds_of(clock_->now() - kKept));
        GDPRD_TRY_ASSIGN(const bool found, select.step());
        if (!found) return std::optional<Reply>{};
        if (!crypto::constant_time_equal(select.blob(0), request_digest(request))) {
            return Error(ErrorCode::refused, "this Idempotency-Key came with another request",
                         "use a fresh key for each new request");
        }
        GDPRD_TRY_ASSIGN(const auto plain, box_.open(hex_encode(key), select.blob(1)));
        GDPRD_TRY_ASSIGN(auto reply, parse_reply(plain));
        return std::optional<Reply>(std::move(reply));
    };
    auto result = look();
    if (!result || result->has_value()) release(request);
    return result;
}

Result<void> IdempotencyStore::keep(OffLoop off, const ApiRequest& request, const Reply& reply) {
    const auto key = key_digest(request);
    const auto now = clock_->now();
    const auto body = encode_reply(reply);
    const auto write = [&](sqlite::Database& db) -> Result<void> {
        GDPRD_TRY_ASSIGN(auto old, db.prepare("DELETE FROM idempotency WHERE at_seconds <= ?"));
        old.bind(1, seconds_of(now - kKept));
        GDPRD_TRY(old.run());
        GDPRD_TRY_ASSIGN(auto excess,
                         db.prepare("DELETE FROM idempotency WHERE key_digest IN (SELECT "
                                    "key_digest FROM idempotency ORDER BY at_seconds DESC "
                                    "LIMIT -1 OFFSET ?)"));
        excess.bind(1, static_cast<std::int64_t>(config::limits::kIdempotencyReplies - 1));
        GDPRD_TRY(excess.run());
        if (body.size() > config::limits::kIdempotencyReplyBytes) return {};
        GDPRD_TRY_ASSIGN(auto insert, db.prepare("INSERT OR REPLACE INTO idempotency "
                                                 "(key_digest, request_digest, reply, at_seconds) "
                                                 "VALUES (?, ?, ?, ?)"));
        insert.bind(1, BytesView(key))
            .bind(2, BytesView(request_digest(request)))
            .bind(3, BytesView(box_.seal(hex_encode(key), body)))
            .bind(4, seconds_of(now));
        return insert.run();
    };
    auto result = db_->transact(off, write);
    release(request);
    return result;
}

void IdempotencyStore::release(const ApiRequest& request) {
    running_.lock()->erase(key_digest(request));
}

}  // namespace gdprd::daemon
