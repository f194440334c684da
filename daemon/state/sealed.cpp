#include "daemon/state/sealed.hpp"

#include <algorithm>

#include "config/base/crypto.hpp"
#include "daemon/services/trail_service.hpp"

namespace gdprd::daemon {

namespace {

/// Under the root key, in versions before 4 of the state database.
constexpr std::string_view kEarlierWrapLabel = "gdprd state request-key wrap v1";
constexpr std::string_view kWrapLabel = "gdprd state request-key wrap v2";
constexpr std::size_t kAdoptedAtOnce = 1024;

std::string wrap_name(const RequestId& request) {
    return "request-key/" + request.value();
}

RequestKeySet derive(const Secret& key) {
    return {SealedBox(crypto::hkdf_expand(key, "body")), crypto::hkdf_expand(key, "row"),
            crypto::hkdf_expand(key, "match")};
}

Bytes wrap_under(const audit::SubjectKey& wrap, const RequestId& request, const Secret& key) {
    return crypto::xaes_seal(crypto::hkdf_expand(wrap.key, kWrapLabel),
                             as_bytes(wrap_name(request)), key.expose());
}

Result<Secret> unwrap(const Secret& wrap_key, const RequestId& request, BytesView wrapped) {
    GDPRD_TRY_ASSIGN(auto plain,
                     crypto::xaes_open(wrap_key, as_bytes(wrap_name(request)), wrapped));
    Secret key{BytesView(plain)};
    crypto::wipe(plain);
    return key;
}

Error does_not_exist(const RequestId& request) {
    return Error(ErrorCode::not_found,
                 "the key of request " + request.value() + " does not exist any more");
}

}  // namespace

Bytes SealedBox::seal(std::string_view name, BytesView plain) const {
    return crypto::xaes_seal(key_, as_bytes(name), plain);
}

Result<Bytes> SealedBox::open(std::string_view name, BytesView sealed) const {
    return crypto::xaes_open(key_, as_bytes(name), sealed);
}

RequestKeys::RequestKeys(StateDatabase& db, TrailService& trail, const Secret& root_key)
    : db_(&db), trail_(&trail), earlier_wrap_key_(crypto::hkdf(root_key, {}, kEarlierWrapLabel)) {}

Result<RequestKeyWrap> RequestKeys::prepare(OffLoop off) {
    GDPRD_TRY_ASSIGN(auto made, trail_->add_subject_keys(off, 1));
    return std::move(made.front());
}

Result<RequestKeySet> RequestKeys::create(OffLoop off, const RequestId& request) {
    GDPRD_TRY_ASSIGN(const auto wrap, prepare(off));
    return db_->transact(off, [&](sqlite::Database& db) { return create_in(db, request, wrap); });
}

Result<RequestKeySet> RequestKeys::create_in(sqlite::Database& db, const RequestId& request,
                                             const RequestKeyWrap& wrap) {
    const auto key = Secret::random(crypto::kKeyBytes);
    const auto wrapped = wrap_under(*wrap, request, key);
    GDPRD_TRY_ASSIGN(auto insert,
                     db.prepare("INSERT INTO request_keys (request, wrapped, subject_key) "
                                "VALUES (?, ?, ?)"));
    insert.bind(1, std::string_view(request.value())).bind(2, BytesView(wrapped));
    insert.bind(3, static_cast<std::int64_t>(wrap->number));
    GDPRD_TRY(insert.run());
    return derive(key);
}

Result<std::optional<RequestKeys::Stored>> RequestKeys::find(OffLoop off,
                                                             const RequestId& request) {
    auto db = db_->lock(off);
    GDPRD_TRY_ASSIGN(
        auto select,
        db->prepare("SELECT wrapped, subject_key FROM request_keys WHERE request = ?"));
    select.bind(1, std::string_view(request.value()));
    GDPRD_TRY_ASSIGN(const bool found, select.step());
    if (!found) return std::optional<Stored>();
    Stored out;
    const auto bytes = select.blob(0);
    out.wrapped.assign(bytes.begin(), bytes.end());
    if (!select.is_null(1)) out.subject_key = static_cast<std::uint64_t>(select.integer(1));
    return std::optional<Stored>(std::move(out));
}

Result<RequestKeySet> RequestKeys::load(OffLoop off, const RequestId& request) {
    GDPRD_TRY_ASSIGN(const auto stored, find(off, request));
    if (!stored || stored->wrapped.empty()) return does_not_exist(request);
    if (!stored->subject_key) {
        GDPRD_TRY_ASSIGN(const Secret key, unwrap(earlier_wrap_key_, request, stored->wrapped));
        return derive(key);
    }
    const auto wrap = trail_->subject_key(off, *stored->subject_key);
    if (!wrap && wrap.error().code() == ErrorCode::not_found) return does_not_exist(request);
    if (!wrap) return wrap.error();
    GDPRD_TRY_ASSIGN(const Secret key, unwrap(crypto::hkdf_expand((*wrap)->key, kWrapLabel),
                                              request, stored->wrapped));
    return derive(key);
}

Result<void> RequestKeys::destroy(OffLoop off, const RequestId& request) {
    GDPRD_TRY_ASSIGN(const auto stored, find(off, request));
    if (!stored) return {};
    // First what no older copy of the state database has. A crash after it leaves a wrapped key
    // that does not open; the caller comes again.
    if (stored->subject_key) GDPRD_TRY(trail_->destroy_subject_key(off, *stored->subject_key));
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

Result<std::vector<std::pair<RequestId, Bytes>>> RequestKeys::of_earlier_version(OffLoop off) {
    std::vector<std::pair<RequestId, Bytes>> out;
    auto db = db_->lock(off);
    GDPRD_TRY_ASSIGN(auto select, db->prepare("SELECT request, wrapped FROM request_keys WHERE "
                                              "wrapped IS NOT NULL AND subject_key IS NULL"));
    for (;;) {
        GDPRD_TRY_ASSIGN(const bool found, select.step());
        if (!found) break;
        const auto bytes = select.blob(1);
        out.emplace_back(RequestId(std::string(select.text(0))), Bytes(bytes.begin(), bytes.end()));
    }
    return out;
}

/// The request's own key stays: its bodies open, and the digests that were made with it still hold.
Result<void> RequestKeys::wrap_anew(OffLoop off,
                                    std::span<const std::pair<RequestId, Bytes>> earlier) {
    GDPRD_TRY_ASSIGN(const auto wraps, trail_->add_subject_keys(off, earlier.size()));
    return db_->transact(off, [&](sqlite::Database& db) -> Result<void> {
        GDPRD_TRY_ASSIGN(auto update, db.prepare("UPDATE request_keys SET wrapped = ?, "
                                                 "subject_key = ? WHERE request = ?"));
        for (std::size_t i = 0; i < earlier.size(); ++i) {
            const auto& [request, wrapped] = earlier[i];
            GDPRD_TRY_ASSIGN(const Secret key, unwrap(earlier_wrap_key_, request, wrapped));
            const Bytes anew = wrap_under(*wraps[i], request, key);
            update.bind(1, BytesView(anew)).bind(2, static_cast<std::int64_t>(wraps[i]->number));
            update.bind(3, std::string_view(request.value()));
            GDPRD_TRY(update.run());
        }
        return {};
    });
}

Result<std::uint64_t> RequestKeys::adopt(OffLoop off) {
    GDPRD_TRY_ASSIGN(const auto earlier, of_earlier_version(off));
    const std::span all(earlier);
    // A crash between two parts leaves the rest for the next start.
    for (std::size_t at = 0; at < all.size(); at += kAdoptedAtOnce) {
        GDPRD_TRY(wrap_anew(off, all.subspan(at, std::min(kAdoptedAtOnce, all.size() - at))));
    }
    if (!all.empty()) GDPRD_TRY(db_->purge(off));
    return std::uint64_t{all.size()};
}

Result<std::vector<CarriedKey>> RequestKeys::wrapped_under_subjects(OffLoop off) {
    std::vector<CarriedKey> out;
    auto db = db_->lock(off);
    GDPRD_TRY_ASSIGN(auto select,
                     db->prepare("SELECT request, wrapped, subject_key FROM request_keys WHERE "
                                 "wrapped IS NOT NULL AND subject_key IS NOT NULL"));
    for (;;) {
        GDPRD_TRY_ASSIGN(const bool found, select.step());
        if (!found) return out;
        const auto bytes = select.blob(1);
        out.push_back({RequestId(std::string(select.text(0))), Bytes(bytes.begin(), bytes.end()),
                       static_cast<std::uint64_t>(select.integer(2))});
    }
}

Result<std::vector<CarriedKey>> RequestKeys::carry(OffLoop off, const OldSubjectKey& old) {
    GDPRD_TRY_ASSIGN(const auto all, wrapped_under_subjects(off));
    std::vector<CarriedKey> out;
    for (const CarriedKey& before : all) {
        const auto wrap = old(before.subject_key);
        if (!wrap && wrap.error().code() == ErrorCode::not_found) continue;
        if (!wrap) return wrap.error().in(before.request.value());
        GDPRD_TRY_ASSIGN(const Secret key, unwrap(crypto::hkdf_expand(*wrap, kWrapLabel),
                                                  before.request, before.wrapped));
        GDPRD_TRY_ASSIGN(const auto fresh, prepare(off));
        out.push_back({before.request, wrap_under(*fresh, before.request, key), fresh->number});
    }
    return out;
}

}  // namespace gdprd::daemon
