#include "daemon/state/sealed.hpp"

#include <algorithm>

#include "config/base/crypto.hpp"

namespace gdprd::daemon {

namespace {

constexpr std::string_view kWrapLabel = "gdprd state request-key wrap v1";

std::string wrap_name(const RequestId& request) {
    return "request-key/" + request.value();
}

RequestKeySet derive(const Secret& key) {
    return {SealedBox(crypto::hkdf_expand(key, "body")), crypto::hkdf_expand(key, "row"),
            crypto::hkdf_expand(key, "match")};
}

}  // namespace

Bytes SealedBox::seal(std::string_view name, BytesView plain) const {
    return crypto::xaes_seal(key_, as_bytes(name), plain);
}

Result<Bytes> SealedBox::open(std::string_view name, BytesView sealed) const {
    return crypto::xaes_open(key_, as_bytes(name), sealed);
}

RequestKeys::RequestKeys(StateDatabase& db, const Secret& root_key)
    : db_(&db), wrap_key_(crypto::hkdf(root_key, {}, kWrapLabel)) {}

Result<RequestKeySet> RequestKeys::create(OffLoop off, const RequestId& request) {
    return db_->transact(off, [&](sqlite::Database& db) { return create_in(db, request); });
}

Result<RequestKeySet> RequestKeys::create_in(sqlite::Database& db, const RequestId& request) {
    const auto key = Secret::random(crypto::kKeyBytes);
    const auto wrapped = crypto::xaes_seal(wrap_key_, as_bytes(wrap_name(request)), key.expose());
    GDPRD_TRY_ASSIGN(auto insert,
                     db.prepare("INSERT INTO request_keys (request, wrapped) VALUES (?, ?)"));
    insert.bind(1, std::string_view(request.value())).bind(2, BytesView(wrapped));
    GDPRD_TRY(insert.run());
    return derive(key);
}

Result<RequestKeySet> RequestKeys::load(OffLoop off, const RequestId& request) {
    Bytes wrapped;
    {
        auto db = db_->lock(off);
        GDPRD_TRY_ASSIGN(auto select,
                         db->prepare("SELECT wrapped FROM request_keys WHERE request = ?"));
        select.bind(1, std::string_view(request.value()));
        GDPRD_TRY_ASSIGN(const bool found, select.step());
        if (!found || select.is_null(0)) {
            return Error(ErrorCode::not_found,
                         "the key of request " + request.value() + " does not exist any more");
        }
        const auto bytes = select.blob(0);
        wrapped.assign(bytes.begin(), bytes.end());
    }
    GDPRD_TRY_ASSIGN(auto plain,
                     crypto::xaes_open(wrap_key_, as_bytes(wrap_name(request)), wrapped));
    const Secret key{BytesView(plain)};
    std::fill(plain.begin(), plain.end(), std::uint8_t{0});
    return derive(key);
}

Result<void> RequestKeys::destroy(OffLoop off, const RequestId& request) {
    const auto forget = [&](sqlite::Database& db) -> Result<void> {
        GDPRD_TRY_ASSIGN(auto update,
                         db.prepare("UPDATE request_keys SET wrapped = NULL WHERE request = ?"));
        update.bind(1, std::string_view(request.value()));
        return update.run();
    };
    GDPRD_TRY(db_->transact(off, forget));
    // The old page may still be in the WAL: it goes with it. A crash between leaves the wrapped
    // key in the WAL until the next start, which empties it.
    return db_->purge(off);
}

}  // namespace gdprd::daemon
