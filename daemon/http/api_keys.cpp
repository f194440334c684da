#include <algorithm>
#include <boost/json.hpp>
#include <limits>

#include "audit/frame.hpp"
#include "audit/signing_chain.hpp"
#include "config/base/time.hpp"
#include "daemon/http/api.hpp"
#include "daemon/http/json.hpp"
#include "daemon/services/key_service.hpp"

namespace gdprd::daemon {

namespace {

namespace json = boost::json;

const Roles kKeyReaders{Role::dpo, Role::approver, Role::admin, Role::auditor};
const Roles kKeyHandlers{Role::admin};
const Roles kKeyApprovers{Role::approver};

json::object due_json(const DueEpochs& due) {
    json::array epochs;
    for (const auto epoch : due.epochs) epochs.emplace_back(epoch);
    json::object types;
    for (const auto& [type, count] : due.types) types[audit::to_string(type)] = count;
    json::array requests;
    for (const auto& request : due.requests) requests.emplace_back(request);
    json::object out{{"epochs", std::move(epochs)},
                     {"entries", due.entries},
                     {"from", nullptr},
                     {"until", nullptr},
                     {"types", std::move(types)},
                     {"requests", std::move(requests)},
                     {"more_requests", due.more_requests}};
    if (due.entries > 0) {
        out["from"] = format_time(due.from);
        out["until"] = format_time(due.until);
    }
    return out;
}

json::object destruction_json(const Hash& digest, const KeyDestruction& destruction) {
    json::object out{{"digest", hex_encode(digest)},
                     {"what", to_string(destruction.what)},
                     {"number", destruction.number},
                     {"reason", destruction.reason},
                     {"proposed_by", destruction.proposed_by.value()},
                     {"proposed_at", format_time(destruction.proposed_at)}};
    if (destruction.what == KeyDestruction::What::due)
        out["due"] = due_json(destruction.due);
    else
        out["goes"] = due_json(destruction.goes);
    return out;
}

json::object epoch_json(const EpochAge& age) {
    const audit::EpochRecord& record = age.record;
    const auto created = std::chrono::nanoseconds(static_cast<std::int64_t>(record.created_ns));
    return {{"epoch", record.epoch},
            {"first_entry", record.first_seq},
            {"incarnation", record.incarnation},
            {"created_at", format_time(WallTime(created))},
            {"commitment", hex_encode(record.commitment)},
            {"destroyed", age.hold == EpochHold::destroyed},
            {"retention", to_string(age.hold)}};
}

/// The keys that sign checkpoints, oldest first, each with the sizes that are its own.
json::object signing_json(const KeyService& keys) {
    const auto chain = keys.signing_keys();
    json::array signing;
    for (const auto& term : chain.terms()) {
        json::object one{{"vkey", audit::format_vkey(term.key.name, term.key.key)},
                         {"signs_beyond", term.after},
                         {"signs_until", nullptr}};
        if (term.until != std::numeric_limits<std::uint64_t>::max())
            one["signs_until"] = term.until;
        signing.push_back(std::move(one));
    }
    json::object out{{"keys", std::move(signing)}, {"next", nullptr}};
    if (const auto next = keys.next_signing_key()) out["next"] = *next;
    return out;
}

Result<Reply> list(KeyService& keys, OffLoop off, const ApiRequest& request) {
    GDPRD_TRY(check_query(request, {}));
    GDPRD_TRY_ASSIGN(const auto recipients, keys.recipients(off));
    json::array epochs;
    GDPRD_TRY_ASSIGN(const auto ages, keys.ages(off));
    for (const auto& age : ages) epochs.push_back(epoch_json(age));
    json::array backup_for;
    for (const auto& one : recipients) {
        backup_for.push_back(
            json::object{{"subject", one.subject}, {"fingerprint", one.fingerprint}});
    }
    json::array proposed;
    for (const auto& [digest, one] : keys.proposed()) {
        proposed.push_back(destruction_json(digest, one));
    }
    return json_reply(200, json::object{{"epochs", std::move(epochs)},
                                        {"signing", signing_json(keys)},
                                        {"recipients", std::move(backup_for)},
                                        {"destructions", std::move(proposed)}});
}

Result<Reply> rotate(KeyService& keys, OffLoop off, const ApiRequest& request) {
    GDPRD_TRY(parse_body(request, {}));
    GDPRD_TRY_ASSIGN(const auto epoch, keys.rotate(off, request.caller.name));
    return json_reply(200, json::object{{"epoch", epoch}});
}

Result<Reply> prepare_signing(KeyService& keys, OffLoop off, const ApiRequest& request) {
    GDPRD_TRY(parse_body(request, {}));
    GDPRD_TRY_ASSIGN(const auto vkey, keys.prepare_signing(off, request.caller.name));
    return json_reply(200, json::object{{"vkey", vkey}});
}

Result<Reply> rotate_signing(KeyService& keys, OffLoop off, const ApiRequest& request) {
    GDPRD_TRY_ASSIGN(const auto body, parse_body(request, {"reason"}));
    GDPRD_TRY_ASSIGN(const auto reason, text_member(body, "reason"));
    GDPRD_TRY_ASSIGN(const auto done, keys.rotate_signing(off, request.caller.name, reason));
    return json_reply(
        200, json::object{{"vkey", done.vkey}, {"before", done.before}, {"size", done.size}});
}

/// Not JSON, and never stored for an Idempotency-Key: a GET that is recorded.
Result<Reply> backup(KeyService& keys, OffLoop off, const ApiRequest& request) {
    GDPRD_TRY(check_query(request, {}));
    GDPRD_TRY_ASSIGN(auto made, keys.backup(off, request.caller.name));
    return Reply{200, "application/cms", std::string(as_text(made.cms)), {}};
}

Result<Reply> due(KeyService& keys, OffLoop off, const ApiRequest& request) {
    GDPRD_TRY(check_query(request, {}));
    GDPRD_TRY_ASSIGN(const auto found, keys.due(off));
    return json_reply(200, due_json(found));
}

/// What was proposed, with what would go.
Result<Reply> proposal(KeyService& keys, const Hash& digest) {
    const auto all = keys.proposed();
    const auto found = all.find(digest);
    if (found == all.end()) return json_reply(201, json::object{{"digest", hex_encode(digest)}});
    return json_reply(201, destruction_json(digest, found->second));
}

Result<Reply> propose(KeyService& keys, OffLoop off, const ApiRequest& request) {
    GDPRD_TRY_ASSIGN(const auto body, parse_body(request, {"epoch", "subject", "due", "reason"}));
    GDPRD_TRY_ASSIGN(const auto epoch, optional_number(body, "epoch"));
    GDPRD_TRY_ASSIGN(const auto subject, optional_number(body, "subject"));
    GDPRD_TRY_ASSIGN(const auto all_due, optional_bool(body, "due"));
    const bool due = all_due.value_or(false);
    if (int{epoch.has_value()} + int{subject.has_value()} + int{due} != 1) {
        return Error(ErrorCode::invalid_argument, "give one of epoch, subject and due");
    }
    if (due) {
        GDPRD_TRY_ASSIGN(auto reason, text_member(body, "reason"));
        GDPRD_TRY_ASSIGN(const Hash proposed,
                         keys.propose_due(off, std::move(reason), request.caller.name));
        return proposal(keys, proposed);
    }
    KeyDestruction destruction;
    destruction.what = epoch ? KeyDestruction::What::epoch : KeyDestruction::What::subject;
    destruction.number = epoch.value_or(subject.value_or(0));
    GDPRD_TRY_ASSIGN(destruction.reason, text_member(body, "reason"));
    destruction.proposed_by = request.caller.name;
    GDPRD_TRY_ASSIGN(const Hash digest, keys.propose(off, destruction));
    return proposal(keys, digest);
}

Result<Reply> approve(KeyService& keys, OffLoop off, const ApiRequest& request) {
    GDPRD_TRY(parse_body(request, {}));
    const auto bytes = hex_decode(request.param("digest"));
    Hash digest{};
    if (!bytes || bytes->size() != digest.size()) {
        return Error(ErrorCode::invalid_argument, "a digest is 64 hex digits",
                     "gdprctl keys list shows what is proposed");
    }
    std::copy(bytes->begin(), bytes->end(), digest.begin());
    GDPRD_TRY_ASSIGN(const auto done, keys.approve(off, digest, request.caller.name));
    auto out = destruction_json(digest, done.destruction);
    out["payloads_destroyed"] = done.redacted.payloads;
    return json_reply(200, out);
}

}  // namespace

void add_keys_routes(Router& router, KeyService& keys) {
    router.add("GET", "/api/v1/keys", kKeyReaders,
               [&keys](OffLoop off, const ApiRequest& r) { return list(keys, off, r); });
    router.add("GET", "/api/v1/keys/due", kKeyReaders,
               [&keys](OffLoop off, const ApiRequest& r) { return due(keys, off, r); });
    router.add("POST", "/api/v1/keys/rotation", kKeyHandlers,
               [&keys](OffLoop off, const ApiRequest& r) { return rotate(keys, off, r); });
    router.add("POST", "/api/v1/keys/signing/next", kKeyHandlers,
               [&keys](OffLoop off, const ApiRequest& r) { return prepare_signing(keys, off, r); });
    router.add("POST", "/api/v1/keys/signing/rotation", kKeyHandlers,
               [&keys](OffLoop off, const ApiRequest& r) { return rotate_signing(keys, off, r); });
    router.add("GET", "/api/v1/keys/backup", kKeyHandlers,
               [&keys](OffLoop off, const ApiRequest& r) { return backup(keys, off, r); });
    router.add("POST", "/api/v1/keys/destructions", kKeyHandlers,
               [&keys](OffLoop off, const ApiRequest& r) { return propose(keys, off, r); });
    router.add("POST", "/api/v1/keys/destructions/{digest}/approval", kKeyApprovers,
               [&keys](OffLoop off, const ApiRequest& r) { return approve(keys, off, r); });
}

}  // namespace gdprd::daemon
